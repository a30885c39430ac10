"""Shows a file of any size: paints the rows that are seen from a line index, with colours, marks, selection, hits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from codebinder.base.textfind import Hits
from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.viewing.colouring import Colouring, formats
from codebinder.ui.viewing.hands import Hands
from codebinder.ui.viewing.painting import PAD, paint
from codebinder.ui.viewing.rows import Place, Rows
from codebinder.ui.viewing.ruler import WIDTH, Ruler
from codebinder.ui.viewing.speech import Speech
from codebinder.ui.viewing.words import line_words
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.layouts import Layouts
from codebinder.ui.widgets.marks import Mark, Marks

_SMALLEST, _LARGEST = -5, 20


class CodeView(QAbstractScrollArea):
    """The viewer. Offsets are bytes of the file, everywhere."""

    caret_moved = Signal(int)
    mark_chosen = Signal(str)
    scrolled = Signal()
    document_changed = Signal()
    wrap_changed = Signal(bool)
    zoomed = Signal(int)
    """The text's size was changed: by how many points it differs from the usual."""
    marks_changed = Signal()
    revealed = Signal(int)
    """Somebody wants this byte to be seen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFont(theme.code_font())
        self.document = Document()
        self.marks = Marks()
        self.hits = Hits()
        self.current = ""
        self.stand_in: QWidget | None = None
        """What is shown in this viewer's place, such as the file's bytes: its focus counts as the viewer's."""
        self.zoom = 0
        self._caret = self._anchor = 0
        self._top: Place = (0, 0)
        self._wraps = self._syncing = False
        self.colouring = Colouring(self)
        self.hands = Hands(self)
        self.speech = Speech(self)
        self.ruler = Ruler(self)
        self.setViewportMargins(0, 0, WIDTH, 0)
        self._lay_anew()
        self.verticalScrollBar().valueChanged.connect(self._bar_moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        self.set_wrap(theme.code_look().wrap)

    # -- what is shown

    def set_document(self, document: Document) -> None:
        """Show another file, from its top."""
        self.document = document
        self.marks, self.hits = Marks(), Hits()
        self._caret = self._anchor = 0
        self._top = (0, 0)
        self.colouring.begin(document)
        self._lay_anew()
        self.horizontalScrollBar().setValue(0)
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

    def set_current(self, name: str) -> None:
        """Give the mark named `name` a stronger outline."""
        self.current = name
        self.viewport().update()
        self.marks_changed.emit()

    def set_wrap(self, wrap: bool) -> None:  # noqa: FBT001  (a slot)
        """Wrap long lines, or let them run on; what is seen stays where it is."""
        if wrap != self._wraps:
            held, self._wraps = self.top(), wrap
            policy = Qt.ScrollBarPolicy
            self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if wrap else policy.ScrollBarAsNeeded)
            self.horizontalScrollBar().setValue(0)
            self._fit()
            self.set_top(held)
            self.wrap_changed.emit(wrap)

    def set_zoom(self, points: int) -> None:
        """Show the text larger or smaller than usual by so many points."""
        points = max(_SMALLEST, min(_LARGEST, points))
        if points != self.zoom:
            held, self.zoom = self.top(), points
            font = QFont(self.font())
            font.setPointSizeF(max(5.0, theme.code_font().pointSizeF() + points))
            self.setFont(font)
            self._lay_anew()
            self.set_top(held)
            self.zoomed.emit(points)

    @property
    def wraps(self) -> bool:
        """Are long lines wrapped?"""
        return self._wraps

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

    def place_of(self, offset: int) -> Place:
        """Give the line and the row of it in which a byte is drawn."""
        line = self.document.line_of(offset)
        return line, (self.layouts.line(line).row_of(offset) if self._wraps else 0)

    def reveal(self, offset: int) -> None:
        """Scroll so that the byte `offset` stands in the upper half of the view, if it is not seen already."""
        place, seen = self.place_of(offset), self.seen_rows
        if not 1 <= self.rows.distance(self._top, place, seen) < seen - 2:
            self._scroll_to(self.rows.move(place, -(seen // 3)))
        if not self._wraps:
            x = self.layouts.line(place[0]).x_of(offset)
            bar, room = self.horizontalScrollBar(), self._room()
            if not bar.value() <= x <= bar.value() + room:
                bar.setValue(max(0, int(x) - room // 2))
        self.revealed.emit(offset)

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of line `number` (from 1)."""
        line = max(0, min(number - 1, self.document.lines - 1))
        start, _ = self.document.span(line)
        self.select(start, start)

    def top(self) -> int:
        """Give the offset of the first visible row."""
        line, row = self._top
        line = min(line, self.document.lines - 1)
        return self.layouts.line(line).row_span(row)[0] if row else self.document.starts[line]

    def set_top(self, offset: int, above: int = 0) -> None:
        """Scroll so that the row of `offset` is the first one; or has `above` rows above it."""
        self._scroll_to(self.rows.move(self.place_of(offset), -above))

    def row_seen(self, offset: int) -> int:
        """Give the row of the view in which a byte is drawn; -1 where it is out of view."""
        at = self.rows.distance(self._top, self.place_of(offset), self.seen_rows)
        return at if at < self.seen_rows else -1

    def offset_in_row(self, row: int) -> int:
        """Give the first byte of a row of the view."""
        line, sub = self.rows.move(self._top, row)
        return self.layouts.line(line).row_span(sub)[0]

    def scroll_rows(self, by: int) -> None:
        """Scroll by so many rows."""
        self._scroll_to(self.rows.move(self._top, by))

    # -- measures

    def _lay_anew(self) -> None:
        """Another document, font or theme: nothing that was laid out holds any more."""
        metrics = QFontMetricsF(self.font())
        self.pitch = max(1, round(metrics.height() + 2))
        self.char = metrics.horizontalAdvance("0")
        self.small = QFont(self.font())
        self.small.setPointSizeF(max(7.0, self.font().pointSizeF() - 2))
        self.layouts = Layouts(
            self.document, self.font(), pitch=self.pitch, runs=self.colouring.runs, formats=formats()
        )
        self.rows = Rows(self.layouts)
        self._fit()

    @property
    def gutter(self) -> int:
        """How wide the column of line numbers is."""
        return int(self.char * max(4, len(count_text(self.document.lines)))) + 2 * PAD

    @property
    def seen_rows(self) -> int:
        """How many rows fit into the view."""
        return max(1, self.viewport().height() // self.pitch)

    @property
    def left(self) -> int:
        """Where lines begin in the viewport."""
        return self.gutter + PAD - self.horizontalScrollBar().value()

    @property
    def first(self) -> Place:
        """The first row that is seen."""
        return self._top

    def _room(self) -> int:
        return max(1, self.viewport().width() - self.gutter - 2 * PAD)

    def _fit(self) -> None:
        """Fit rows and scroll bars to the view."""
        self.layouts.set_width(float(self._room()) if self._wraps else 0.0)
        line = self._top[0]
        if line < self.document.lines:
            self._top = line, min(self._top[1], self.layouts.line(line).rows - 1 if self._wraps else 0)
        side = self.horizontalScrollBar()
        wide = int(self.document.widest * self.char * 1.05) + 160
        side.setPageStep(self.viewport().width())
        side.setSingleStep(int(self.char * 4))
        side.setRange(0, 0 if self._wraps else max(0, wide - (self.viewport().width() - self.gutter)))
        bar, steps = self.verticalScrollBar(), self.rows.steps
        self._syncing = True
        bar.setPageStep(self.seen_rows * steps)
        bar.setSingleStep(steps)
        bar.setRange(0, self.rows.value(self.rows.last(self.seen_rows)))
        self._syncing = False
        self._scroll_to(self._top)
        self.colouring.soon()
        self.viewport().update()

    def hasFocus(self) -> bool:
        """Does the keyboard go to this viewer, or to what stands in for it?"""
        return super().hasFocus() or (self.stand_in is not None and self.stand_in.hasFocus())

    def sizeHint(self) -> QSize:
        """Ask for room for eighty characters."""
        return QSize(int(self.char * 88), self.pitch * 24)

    def minimumSizeHint(self) -> QSize:
        """Make do with little."""
        return QSize(int(self.char * 24), self.pitch * 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars; what is seen first stays first."""
        super().resizeEvent(event)
        held = self.top() if self._wraps else 0
        self._fit()
        if self._wraps:
            self.set_top(held)
        self.ruler.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the colours of what is seen."""
        super().showEvent(event)
        self.colouring.soon()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and hasattr(self, "rows"):
            self._restyle()

    @Slot()
    def _restyle(self) -> None:
        held = self.top()
        self._lay_anew()
        self.set_top(held)
        self.ruler.again()

    # -- scrolling

    def _scroll_to(self, place: Place) -> None:
        self._top = min(place, self.rows.last(self.seen_rows)) if place != (0, 0) else place
        self._syncing = True
        self.verticalScrollBar().setValue(self.rows.value(self._top))
        self._syncing = False
        self._moved()

    @Slot(int)
    def _bar_moved(self, value: int) -> None:
        if not self._syncing:
            self._top = self.rows.place(value)
            self._moved()

    @Slot()
    def _moved(self) -> None:
        self.viewport().update()
        self.ruler.update()
        self.colouring.soon()
        self.scrolled.emit()

    def _keep_in_view(self) -> None:
        place, seen = self.place_of(self._caret), self.seen_rows
        away = self.rows.distance(self._top, place, seen)
        if away < 0:
            self._scroll_to(place)
        elif away >= seen:
            self._scroll_to(self.rows.move(place, 1 - seen))
        if not self._wraps:
            x = int(self.layouts.line(place[0]).x_of(self._caret))
            side, room = self.horizontalScrollBar(), self._room()
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
        painter = QPainter(self.viewport())
        paint(self, painter)
        painter.end()

    def offset_at(self, point: QPoint | QPointF) -> int:
        """Give the byte at a place of the viewport."""
        at = int(point.y()) // self.pitch
        line, row = self.rows.move(self._top, at)
        if at > 0 and self.rows.distance(self._top, (line, row), at) < at:
            return len(self.document.data)  # below the last line
        return self.layouts.line(line).offset_at(point.x() - self.left, row)

    def point_of(self, offset: int) -> QPoint:
        """Give the place in the viewport where the byte `offset` is drawn (which may be out of view)."""
        place = self.place_of(offset)
        x = self.layouts.line(place[0]).x_of(offset)
        away = self.rows.distance(self._top, place, 1 << 20)
        if away < 0:
            away = -self.rows.distance(place, self._top, 1 << 20)
        return QPoint(int(self.left + x) + 1, away * self.pitch + self.pitch // 2)

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
