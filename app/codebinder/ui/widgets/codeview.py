"""Shows a file of any size: paints the rows that are seen from a line index, with colours, marks, selection, hits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from codebinder.base.textfind import Hits
from codebinder.ui import theme
from codebinder.ui.viewing.hands import Hands
from codebinder.ui.viewing.painting import paint
from codebinder.ui.viewing.ruler import WIDTH, Ruler
from codebinder.ui.viewing.speech import Speech
from codebinder.ui.viewing.surface import Surface
from codebinder.ui.viewing.words import line_words
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.marks import Mark, Marks


class CodeView(Surface):
    """The viewer. Offsets are bytes of the file, everywhere."""

    caret_moved = Signal(int)
    mark_chosen = Signal(str)
    document_changed = Signal()
    marks_changed = Signal()
    revealed = Signal(int)
    """Somebody wants this byte to be seen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.marks = Marks()
        self.hits = Hits()
        self.current = ""
        self.stand_in: QWidget | None = None
        """What is shown in this viewer's place, such as the file's bytes: its focus counts as the viewer's."""
        self._caret = self._anchor = 0
        self.hands = Hands(self)
        self.speech = Speech(self)
        self.ruler = Ruler(self)
        self.scrolled.connect(self.ruler.update)
        self.restyled.connect(self.ruler.again)
        self.setViewportMargins(0, 0, WIDTH, 0)
        self.set_wrap(theme.code_look().wrap)

    # -- what is shown

    def set_document(self, document: Document) -> None:
        """Show another file, from its top."""
        self.marks, self.hits = Marks(), Hits()
        self._caret = self._anchor = 0
        self.put_document(document)
        self.ruler.again()
        self._told(aloud=False)
        self.document_changed.emit()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these marks."""
        self.marks = marks if isinstance(marks, Marks) else Marks(marks)
        self.ruler.again()
        self.viewport().update()
        self.marks_changed.emit()

    def set_hits(self, hits: Hits) -> None:
        """Mark what was found."""
        self.hits = hits
        self.ruler.again()
        self.viewport().update()
        self.marks_changed.emit()

    def set_current(self, name: str) -> None:
        """Give the mark named `name` a stronger outline."""
        self.current = name
        self.viewport().update()
        self.marks_changed.emit()

    @property
    def data(self) -> bytes:
        """The bytes that are shown."""
        return self.document.data

    # -- places

    @property
    def caret(self) -> int:
        """Where the cursor stands, in bytes."""
        return self._caret

    @property
    def anchor(self) -> int:
        """Where the selection began."""
        return self._anchor

    @property
    def selection(self) -> tuple[int, int]:
        """The selected bytes; empty where start equals end."""
        return min(self._caret, self._anchor), max(self._caret, self._anchor)

    def select(self, start: int, end: int, *, show: bool = True) -> None:
        """Select a range and bring it into view."""
        self._anchor, self._caret = start, end
        if show:
            self.reveal(start)
        self._told()

    def put_caret(self, caret: int, anchor: int | None = None, *, follow: bool = True) -> None:
        """Put the cursor; what lies between `anchor` and it is selected."""
        self._caret, self._anchor = caret, caret if anchor is None else anchor
        if follow:
            self._keep_in_view()
        self._told()

    def reveal(self, offset: int) -> None:
        """Scroll so that the byte `offset` stands in the upper half of the view, if it is not seen already."""
        place, seen = self.place_of(offset), self.seen_rows
        if not 1 <= self.rows.distance(self.first, place, seen) < seen - 2:
            self.scroll_to(self.rows.move(place, -(seen // 3)))
        if not self.wraps:
            x = self.layouts.line(place[0]).x_of(offset)
            bar, room = self.horizontalScrollBar(), self.room
            if not bar.value() <= x <= bar.value() + room:
                bar.setValue(max(0, int(x) - room // 2))
        self.revealed.emit(offset)

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of line `number` (from 1)."""
        line = max(0, min(number - 1, self.document.lines - 1))
        start, _ = self.document.span(line)
        self.select(start, start)

    def hasFocus(self) -> bool:
        """Does the keyboard go to this viewer, or to what stands in for it?"""
        return super().hasFocus() or (self.stand_in is not None and self.stand_in.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows and the ruler."""
        super().resizeEvent(event)
        self.ruler.place()

    def _keep_in_view(self) -> None:
        place, seen = self.place_of(self._caret), self.seen_rows
        away = self.rows.distance(self.first, place, seen)
        if away < 0:
            self.scroll_to(place)
        elif away >= seen:
            self.scroll_to(self.rows.move(place, 1 - seen))
        if not self.wraps:
            x = int(self.layouts.line(place[0]).x_of(self._caret))
            side, room = self.horizontalScrollBar(), self.room
            if x < side.value():
                side.setValue(x)
            elif x > side.value() + room:
                side.setValue(x - room)

    def _told(self, *, aloud: bool = True) -> None:
        self.setAccessibleDescription(line_words(self))
        self.speech.soon()
        if aloud:
            self.caret_moved.emit(self._caret)
        self.viewport().update()

    # -- events, which others handle

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        if not self.wraps:
            first = self.horizontalScrollBar().value() / self.char
            self.layouts.set_seen(int(first), int(first + self.viewport().width() / self.char))
        painter = QPainter(self.viewport())
        paint(self, painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor, or begin to select."""
        self.hands.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while the button is held."""
        self.hands.dragged(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection."""
        self.hands.released()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self.hands.double_clicked(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows; with Ctrl change the text's size."""
        self.hands.wheeled(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, with Shift the selection; copy; select all; change the text's size."""
        if not self.hands.key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the text."""
        self.hands.menu(event.globalPos())
