"""Two viewers side by side, the original and the file as filed, that scroll together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, mask_lengths, to_filed, to_original
from codebinder.ui.parts import Elided
from codebinder.ui.theme import GRID
from codebinder.ui.viewing.pane import FilePane
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document


class SideBySide(QSplitter):
    """Before and as filed. What is looked at stands beside the same bytes, or beside the mask that hides them: the
    chosen mark while it is seen, else what stands a third down the view. Long lines wrap in both, or in neither."""

    def __init__(self, desk: Desk | None = None) -> None:
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
            box.addWidget(FilePane(view, desk), 1)
            self.addWidget(side)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._filed: FiledFile | None = None
        self._lengths: list[int] = []
        self._moving = False
        self.before.scrolled.connect(self._follow_before)
        self.after.scrolled.connect(self._follow_after)
        for view in (self.before, self.after):
            view.wrap_changed.connect(self._wrap)
            view.zoomed.connect(self._zoom)

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
        self._notes[0].setText(self.tr("Before: {name}").format(name=name) if name else self.tr("Before"))

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

    @Slot()
    def _follow_before(self) -> None:
        filed = self._filed
        if filed is not None:
            self._follow(self.before, self.after, lambda offset: to_filed(filed.filed, self._lengths, offset))

    @Slot()
    def _follow_after(self) -> None:
        filed = self._filed
        if filed is not None:
            self._follow(self.after, self.before, lambda offset: to_original(filed.filed, self._lengths, offset))

    def _follow(self, one: CodeView, other: CodeView, there: Callable[[int], int]) -> None:
        """Scroll the other viewer so that what is looked at in one stands in the same row of both."""
        if self._moving:
            return
        self._moving = True
        mark = one.marks.named(one.current) if one.current else None
        row = one.row_seen(mark.start) if mark is not None else -1
        if mark is None or row < 0:
            row = one.seen_rows // 3
            offset = one.offset_in_row(row)
            row = one.row_seen(offset)
        else:
            offset = mark.start
        if offset == 0 or row < 0:
            other.set_top(there(one.top()))
        else:
            other.set_top(there(offset), row)
        other.horizontalScrollBar().setValue(one.horizontalScrollBar().value())
        self._moving = False

    @Slot(bool)
    def _wrap(self, wrap: bool) -> None:  # noqa: FBT001  (a slot)
        for view in (self.before, self.after):
            view.set_wrap(wrap)
        self._follow_before()

    @Slot(int)
    def _zoom(self, points: int) -> None:
        for view in (self.before, self.after):
            view.set_zoom(points)
        self._follow_before()
