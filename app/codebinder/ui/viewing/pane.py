"""One file as what it is: code, a picture, pages or bytes, chosen by the bytes themselves; with the find bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID
from codebinder.ui.viewing.findbar import FindBar
from codebinder.ui.viewing.hexview import HexView
from codebinder.ui.viewing.imageview import ImageView, format_of
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.pdfview import PdfView

CODE, BYTES, PICTURE, PAGES = "code", "bytes", "picture", "pages"


def kinds_of(document: Document, *, pages: bool) -> tuple[str, ...]:
    """Give the ways in which a file can be shown, the best one first."""
    head = document.data[:32]
    if format_of(head):
        return PICTURE, BYTES
    if head.startswith(b"%PDF-") and pages:
        return PAGES, BYTES
    if document.huge:
        return (BYTES,)
    return (BYTES, CODE) if document.encoding == "binary" and document.data else (CODE, BYTES)


class FilePane(QWidget):
    """Follows a code viewer: whatever that is given, this shows in the way that suits the bytes.

    The viewer stays the one that is asked and told: its selection, cursor, marks and focus are those of the bytes
    where bytes are shown.
    """

    def __init__(self, code: CodeView, desk: Desk | None = None, *, find: bool = True) -> None:
        super().__init__()
        self.code, self._desk = code, desk
        self.find = FindBar(code, self)
        self.bytes: HexView | None = None
        self.picture: ImageView | None = None
        self.pages: PdfView | None = None
        self.kind = CODE
        self.kinds: tuple[str, ...] = (CODE, BYTES)
        self._mirroring = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(self._bar())
        if find:
            box.addWidget(self.find)
        self.stack = QStackedWidget()
        self.stack.addWidget(code)
        box.addWidget(self.stack, 1)
        code.document_changed.connect(self._other)
        code.marks_changed.connect(self._marked)
        code.revealed.connect(self._reveal)
        code.caret_moved.connect(self._caret)

    def _bar(self) -> QWidget:
        """Build what stands above anything that is not plain code: how else it can be shown, and where to go."""
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self._group = QButtonGroup(self)
        self._ways: dict[str, QPushButton] = {}
        for kind, text in (
            (PICTURE, self.tr("Picture")), (PAGES, self.tr("Pages")), (BYTES, self.tr("Bytes")), (CODE, self.tr("Text")),
        ):  # fmt: skip
            made = button(text, lambda _=False, kind=kind: self.show_as(kind), "flat", name=f"show-{kind}")
            made.setCheckable(True)
            self._group.addButton(made)
            self._ways[kind] = made
            row.addWidget(made)
        self.note = label("", "muted", wrap=False)
        self.note.setObjectName("pane-note")
        row.addWidget(self.note)
        row.addStretch(1)
        self.place = QLineEdit()
        self.place.setObjectName("offset-field")
        self.place.setPlaceholderText(self.tr("Offset (0x1f40)"))
        self.place.setAccessibleName(self.tr("Go to offset"))
        self.place.setFixedWidth(18 * GRID)
        self.place.returnPressed.connect(self._go)
        row.addWidget(self.place)
        self.bar.hide()
        return self.bar

    # -- what is shown

    @Slot()
    def _other(self) -> None:
        """The viewer was given another file."""
        document = self.code.document
        self.kinds = kinds_of(document, pages=self._desk is not None)
        if self.picture is not None:
            self.picture.clear()
        self.bar.setVisible(self.kinds[0] != CODE)
        for kind, way in self._ways.items():
            way.setVisible(kind in self.kinds)
        self.note.setText(
            self.tr("Too large to be shown as text: {size}").format(size=size_text(len(document.data)))
            if document.huge
            else ""
        )
        self.show_as(self.kinds[0])

    @Slot(str)
    def show_as(self, kind: str) -> None:
        """Show the file in one of its ways."""
        self.kind = kind
        data = self.code.data
        self._ways[kind].setChecked(True)
        self.place.setVisible(kind == BYTES)
        if kind == BYTES:
            shown: QWidget = self._hex()
        elif kind == PICTURE:
            shown = self._image()
            self._image().show_image(data)
        elif kind == PAGES and self._desk is not None:
            if self.pages is None:
                self.pages = PdfView(self._desk)
                self.stack.addWidget(self.pages)
            shown = self.pages
            self.pages.show_pdf(data)
        else:
            shown = self.code
            if self.bytes is not None:
                self.bytes.show_bytes(b"")
        self.code.stand_in = None if shown is self.code else shown
        self.stack.setCurrentWidget(shown)

    def _hex(self) -> HexView:
        held = self.bytes
        if held is None:
            held = self.bytes = HexView(QCoreApplication.translate("FilePane", "Bytes of the file"))
            held.selected.connect(self._selected)
            held.mark_chosen.connect(self.code.mark_chosen)
            held.key_left.connect(self._key)
            self.stack.addWidget(held)
        if held.data is not self.code.data:
            held.show_bytes(self.code.data)
        held.set_marks(self.code.marks, self.code.current, self.code.hits)
        return held

    def _image(self) -> ImageView:
        if self.picture is None:
            self.picture = ImageView(self.tr("Picture"))
            self.picture.failed.connect(self._no_picture)
            self.picture.shown.connect(self._sized)
            self.stack.addWidget(self.picture)
        return self.picture

    @Slot()
    def _no_picture(self) -> None:
        self.note.setText(self.tr("This picture is damaged, or too large to be drawn."))
        if self.kind == PICTURE:
            self.show_as(BYTES)

    @Slot(int, int)
    def _sized(self, wide: int, high: int) -> None:
        text = QCoreApplication.translate("ImageView", "{wide} × {high} pixels")
        self.note.setText(text.format(wide=count_text(wide), high=count_text(high)))

    # -- the viewer and the bytes are one

    @Slot()
    def _marked(self) -> None:
        if self.kind == BYTES and self.bytes is not None:
            self.bytes.set_marks(self.code.marks, self.code.current, self.code.hits)

    @Slot(int)
    def _reveal(self, offset: int) -> None:
        if self.kind in {PICTURE, PAGES} and self._is_about(offset):
            self.show_as(BYTES)  # a key in a picture's text is seen in its bytes only
        if self.kind == BYTES and self.bytes is not None:
            self.bytes.reveal(offset)

    def _is_about(self, offset: int) -> bool:
        """Does a mark or a hit stand here that is about these bytes, and not about the whole file?"""
        mark = self.code.marks.at(offset)
        part = mark is not None and mark.end - mark.start < len(self.code.data)
        return part or next(self.code.hits.within(offset, offset + 1), None) is not None

    @Slot(int)
    def _caret(self, _offset: int) -> None:
        if self.kind == BYTES and self.bytes is not None and not self._mirroring:
            self.bytes.select(self.code.anchor, self.code.caret)

    @Slot(int, int)
    def _selected(self, anchor: int, caret: int) -> None:
        self._mirroring = True
        self.code.put_caret(caret, anchor, follow=False)
        self._mirroring = False

    @Slot(QKeyEvent)
    def _key(self, event: QKeyEvent) -> None:
        """Letters that belong to the viewer work on its bytes too."""
        QCoreApplication.sendEvent(self.code, event)

    @Slot()
    def _go(self) -> None:
        text = self.place.text().strip().lower().replace("_", "").replace(" ", "")
        try:
            offset = int(text, 0) if not text.startswith("0") or text[1:2] in {"x", "b", "o"} else int(text, 16)
        except ValueError:
            return
        if self.bytes is not None:
            self.bytes.go_to(offset)
            self.bytes.setFocus(Qt.FocusReason.OtherFocusReason)
