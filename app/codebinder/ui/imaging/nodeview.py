"""One thing inside an image as what it is (text, bytes, a picture, pages), and saved to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from codebinder.base import encoding as encodings
from codebinder.model.firmware import Analysis
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.imaging import words
from codebinder.ui.pages.start import documents_folder
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.viewing.pane import BYTES, FilePane
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document
from codebinder.workflow import imagecontent, images

MOST = 16 << 20
"""Bytes that are shown of one thing; what is larger is shown from where it is wanted."""
_AROUND = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Bytes of a node: from `start` of `size`; `mark` is the stretch that was asked for, in the bytes that are here."""

    name: str
    path: bytes
    start: int
    size: int
    document: Document
    mark: tuple[int, int] | None


class NodeOpener(QObject):
    """Belongs to the board of one image: opens what is in it, and saves it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent

    def show(self, slug: str, analysis: Analysis, number: int, stretch: tuple[int, int] | None = None) -> None:
        """Show a node; with `stretch`, from there, with those bytes selected."""
        session, filing = self._desk.need()
        node, way = analysis.nodes[number], analysis.path(number)
        name = words.place_name(analysis, number)

        def work(_progress: Progress, cancel: Cancel) -> Opened:
            part = images.image(session, filing, slug)
            low, size = 0, node.size
            if size > MOST:
                low = stretch[0] // 16 * 16 if stretch is not None else 0
                size = min(node.size - low, _AROUND)
            data = imagecontent.piece(session, part, way, low, size, cancel=cancel)
            here = (stretch[0] - low, min(stretch[1] - low, len(data))) if stretch is not None else None
            encoding = encodings.detect(data)[0] if low == 0 else "binary"
            return Opened(name=name, path=way, start=low, size=node.size, document=Document(data, encoding), mark=here)

        self._desk.run_job(self.tr("Reading what is inside"), work, lambda seen: self._open(slug, seen))

    def _open(self, slug: str, seen: Opened) -> None:
        NodeDialog(self._desk, self._parent.window(), seen, lambda: self.save(slug, seen.path)).open()

    def save(self, slug: str, path: bytes) -> None:
        """Ask where to, and write the thing there as it is."""
        session, filing = self._desk.need()
        part = images.image(session, filing, slug)
        last = path.rpartition(b"!/")[2].rpartition(b"/")[2] or images.name_of(part)
        safe = "".join(each if each.isalnum() or each in "._-" else "_" for each in last.decode("utf-8", "replace"))
        text = self.tr("Save what is inside to a new file")
        chosen, _ = QFileDialog.getSaveFileName(self._parent, text, str(documents_folder() / (safe[-80:] or "part")))
        if chosen:
            self.save_to(slug, path, Path(chosen))

    def save_to(self, slug: str, path: bytes, out: Path) -> None:
        """Write a thing to a new file."""
        session, filing = self._desk.need()

        def work(progress: Progress, cancel: Cancel) -> int:
            return images.extract(session, filing, slug, shown_path(path), out, progress=progress, cancel=cancel)

        self._desk.run_job(self.tr("Saving what is inside"), work, lambda size: self._saved(out, size))

    def _saved(self, out: Path, size: int) -> None:
        text = self.tr("{name}: {size} written.")
        self._desk.message.emit("info", text.format(name=out.name, size=size_text(size)))


class NodeDialog(Dialog):
    """The viewer of one thing."""

    def __init__(self, desk: Desk, parent: QWidget | None, seen: Opened, save: object) -> None:
        super().__init__(parent, QCoreApplication.translate("NodeDialog", "Inside the image"))
        self.seen = seen
        self.body.addWidget(Elided(seen.name, middle=True, look="muted"))
        if seen.start or len(seen.document.data) < seen.size:
            text = self.tr("{size} in all: shown are the bytes from {start} to {end}; offsets below count from there.")
            end = seen.start + len(seen.document.data)
            self.body.addWidget(
                label(text.format(size=size_text(seen.size), start=f"0x{seen.start:X}", end=f"0x{end:X}"), "muted")
            )
        else:
            self.body.addWidget(label(self.tr("{count} bytes").format(count=count_text(seen.size)), "muted"))
        self.code = CodeView(self.tr("Content of {name}").format(name=seen.name))
        self.pane = FilePane(self.code, desk)
        self.body.addWidget(self.pane, 1)
        if callable(save):
            self.buttons.insertWidget(0, button(self.tr("Save to a file…"), save, name="save-node"))
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        self.resize(900, 600)
        self.code.set_document(seen.document)
        self.pane.bar.show()
        if seen.mark is not None:
            self.pane.show_as(BYTES)
            self.code.put_caret(seen.mark[1], seen.mark[0], follow=False)
            self.code.revealed.emit(seen.mark[0])
        desk.filing_changed.connect(self._gone)

    @Slot()
    def _gone(self) -> None:
        self.reject()
