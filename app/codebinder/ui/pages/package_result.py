"""What a build made: size and digests, its papers as pages, its members as a tree."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.pages.package_data import Made, read_member
from codebinder.ui.parts import Elided, banner, button, card, clear, label
from codebinder.ui.strings import count_text, grouped, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.ui.traitwords import unsearched_text
from codebinder.ui.widgets.filetree import FileTree
from codebinder.ui.widgets.pdfview import PdfView

_SLIP = "\0slip"


class Result:
    """The three tabs of a finished package."""

    def __init__(self, desk: Desk) -> None:
        self.made: Made | None = None
        self.summary = _Summary(desk)
        self.papers = _Papers(desk)
        self.contents = FileTree()
        self.contents.only.hide()
        self.contents.setContentsMargins(GRID, GRID, GRID, GRID)
        self.verify = self.summary.verify
        self.open_folder = self.summary.open_folder
        self.copies = self.summary.copies

    def tabs(self) -> tuple[tuple[QWidget, str], ...]:
        """Give each tab with its name."""
        translate = QCoreApplication.translate
        return (
            (self.summary, translate("Package", "Result")),
            (self.papers, translate("Package", "Papers")),
            (self.contents, translate("Package", "Contents")),
        )

    def show_made(self, made: Made, *, seconds: float, unsearched: tuple[str, ...] = (), recovery: str = "") -> None:
        """Show a package; `recovery` is the name of the recovery file that was made beside the workbook."""
        self.made = made
        self.summary.show_made(made, seconds, unsearched, recovery)
        self.papers.show_made(made)
        slug = shown(made.archive.name)
        notes = {(slug, name): size_text(size) for name, size in made.members}
        self.contents.model.show({slug: [name for name, _ in made.members]}, {}, notes)
        self.contents.view.expandToDepth(1)


class _Summary(QWidget):
    """Name, size, digest, and what to do next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GRID, 0, 0)
        self._box = QVBoxLayout()
        self._box.setSpacing(GRID)
        outer.addLayout(self._box)
        row = QHBoxLayout()
        self.verify = button(self.tr("Verify"), _nothing, "primary", name="verify-package")
        self.open_folder = button(self.tr("Open folder"), _nothing, name="open-folder")
        self.copy = button(self.tr("Copy digest"), self._copy, name="copy-digest")
        self.copies = button(self.tr("Delivery copies…"), _nothing, name="delivery-copies")
        for each in (self.verify, self.open_folder, self.copy, self.copies):
            row.addWidget(each)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self._digest = ""

    def show_made(self, made: Made, seconds: float, unsearched: tuple[str, ...], recovery: str) -> None:
        """Show a package; `unsearched` is what the leak scan could not look into."""
        clear(self._box)
        self._digest = made.digest
        self.copies.setEnabled(not made.draft and self._desk.can_write)
        if made.draft:
            text = self.tr("This is a draft: nobody has approved it, and every page says so.")
            self._box.addWidget(banner("warn", text))
        if unsearched:
            text = self.tr("The search for hidden values could not look into everything: {list}")
            self._box.addWidget(banner("warn", text.format(list=unsearched_text(unsearched, self._desk.lang))))
        frame, inner = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        exact = self.tr("{count} bytes").format(count=count_text(made.size))
        size = f"{size_text(made.size)} ({exact})"
        rows = [
            (self.tr("Archive"), Elided(shown(str(made.archive)), middle=True, mono=True)),
            (self.tr("Size"), label(size)),
            (self.tr("Files"), label(count_text(len(made.members)))),
            (self.tr("SHA-256"), self._code(grouped(made.digest))),
            (self.tr("Transmittal slip"), Elided(shown(made.slip.name) if made.slip else "–", middle=True, mono=True)),
        ]
        if seconds:
            rows.append((self.tr("Built in"), label(self.tr("{seconds} s").format(seconds=f"{seconds:.1f}"))))
        if recovery:
            rows.append((self.tr("Recovery file"), self._recovery(recovery)))
        for at, (name, value) in enumerate(rows):
            grid.addWidget(label(name, "muted", wrap=False), at, 0)
            grid.addWidget(value, at, 1)
        grid.setColumnStretch(1, 1)
        inner.addLayout(grid)
        self._box.addWidget(frame)
        self._box.addWidget(
            label(
                self.tr(
                    "Send the digest to the recipient by another way than the package, so that it can be compared."
                ),
                "muted",
            )
        )

    def _recovery(self, name: str) -> QWidget:
        text = self.tr("{name}, beside the workbook; opened as a test. Keep it in legal's safe.")
        made = label(text.format(name=shown(name)))
        made.setObjectName("recovery-file")
        return made

    @staticmethod
    def _code(text: str) -> QWidget:
        made = label(text)
        made.setObjectName("archive-digest")
        made.setFont(mono(9))
        return made

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._digest)
        self._desk.message.emit("info", self.tr("The digest is on the clipboard."))


class _Papers(QWidget):
    """The package's PDFs, and the slip, page by page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: Made | None = None
        self.choice = QComboBox()
        self.choice.setObjectName("paper")
        self.choice.setAccessibleName(self.tr("Which paper"))
        self.choice.currentIndexChanged.connect(self._chosen)
        self.pdf = PdfView(desk)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.addWidget(self.choice)
        box.addWidget(self.pdf, 1)

    def show_made(self, made: Made) -> None:
        """Offer the papers of a package; the manifest first."""
        self._made = made
        self.choice.blockSignals(True)
        self.choice.clear()
        for name in sorted(made.papers, key=lambda each: "manifest.pdf" not in each):
            self.choice.addItem(shown(name.partition("/")[2] or name), name)
        if made.slip is not None:
            self.choice.addItem(self.tr("Transmittal slip"), _SLIP)
        self.choice.blockSignals(False)
        self._chosen()

    def _chosen(self) -> None:
        made, name = self._made, self.choice.currentData()
        if made is not None and name:
            self._desk.look(lambda: _paper(made, name), self.pdf.show_pdf, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._desk.tell(error)


def _paper(made: Made, name: str) -> bytes:
    if name == _SLIP:
        return made.slip.read_bytes() if made.slip is not None else b""
    return read_member(made.archive, name)


def _nothing() -> None:
    """A button that the page connects itself."""
