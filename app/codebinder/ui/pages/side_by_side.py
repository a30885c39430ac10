"""Two viewers side by side, the original and the file as filed, that scroll together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, mask_lengths, to_filed, to_original
from codebinder.ui.parts import Elided
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document


class SideBySide(QSplitter):
    """Before and as filed. A line of one stands beside the line of the other that holds the same bytes."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.before = CodeView(self.tr("Before"))
        self.after = CodeView(self.tr("As filed"))
        self._notes: list[Elided] = []
        for view, title in ((self.before, self.tr("Before")), (self.after, self.tr("As filed"))):
            side = QWidget()
            box = QVBoxLayout(side)
            first = view is self.before
            box.setContentsMargins(0 if first else GRID // 2, 0, GRID // 2 if first else 0, 0)
            box.setSpacing(GRID // 2)
            note = Elided(title, middle=True, look="muted")
            self._notes.append(note)
            box.addWidget(note)
            box.addWidget(view, 1)
            self.addWidget(side)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._filed: FiledFile | None = None
        self._lengths: list[int] = []
        self._moving = False
        self.before.scrolled.connect(self._follow_before)
        self.after.scrolled.connect(self._follow_after)

    def show_before(self, file: OpenFile) -> None:
        """Show the original."""
        if self.before.data != file.view.data or not self.before.data:
            self.before.set_document(file.document)
        self.before.set_marks(file.marks)

    def show_after(self, filed: FiledFile, size: int) -> None:
        """Show the file as it would leave."""
        self._filed, self._lengths = filed, mask_lengths(filed.filed, size)
        self.after.set_document(filed.document)
        self.after.set_marks(filed.marks)
        self.say(self.tr("As filed: {count} hidden").format(count=len(filed.filed.ranges)))
        self._follow_before()

    def hide_before(self, name: str) -> None:
        """Show nothing of the original until it has been read: never one file's code under another's name."""
        self.before.set_document(Document())
        self._notes[0].setText(self.tr("Before: {name}").format(name=name))

    def hide_after(self, why: str) -> None:
        """Show nothing as filed, and say why."""
        self._filed = None
        self.after.set_document(Document())
        self.say(why)

    def say(self, text: str) -> None:
        """Put a line above the right side."""
        self._notes[1].setText(text)

    def go(self, start: int, name: str) -> None:
        """Bring a place of the original into view, on both sides."""
        mark = self.before.marks.named(name) or self.before.marks.at(start)
        self.before.set_current(mark.name if mark else "")
        self.after.set_current(mark.name if mark else "")
        self.before.reveal(start)
        self._follow_before()
        if self._filed is not None:
            self._moving = True
            self.after.reveal(to_filed(self._filed.filed, self._lengths, start))
            self._moving = False

    def _follow_before(self) -> None:
        if self._filed is not None and not self._moving:
            self._moving = True
            self.after.set_top(to_filed(self._filed.filed, self._lengths, self.before.top()))
            self.after.horizontalScrollBar().setValue(self.before.horizontalScrollBar().value())
            self._moving = False

    def _follow_after(self) -> None:
        if self._filed is not None and not self._moving:
            self._moving = True
            self.before.set_top(to_original(self._filed.filed, self._lengths, self.after.top()))
            self.before.horizontalScrollBar().setValue(self.after.horizontalScrollBar().value())
            self._moving = False
