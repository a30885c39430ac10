"""Shows a file of any size: paints the visible lines from a line index, with marks, selection, find and go to line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.layouts import Layouts, Line
from codebinder.ui.widgets.marks import Mark, Marks, draw_label, draw_over, draw_under, label_width

_PAD = 8


class CodeView(QAbstractScrollArea):
    """The viewer. Offsets are bytes of the file, everywhere."""

    caret_moved = Signal(int)
    mark_chosen = Signal(str)
    scrolled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFont(theme.mono())
        self.document = Document()
        self.marks = Marks()
        self.current = ""
        self._caret = self._anchor = 0
        self._layouts = Layouts(self.document, self.font())
        self._wheel = 0
        self._measure()
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    # -- what is shown

    def set_document(self, document: Document) -> None:
        """Show another file, from its top."""
        self.document = document
        self.marks = Marks()
        self._caret = self._anchor = 0
        self._layouts = Layouts(document, self.font())
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these marks."""
        self.marks = Marks(marks)
        self.viewport().update()

    def set_current(self, name: str) -> None:
        """Give the mark named `name` a stronger outline."""
        self.current = name
        self.viewport().update()

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
    def selection(self) -> tuple[int, int]:
        """The selected bytes; empty where start equals end."""
        return min(self._caret, self._anchor), max(self._caret, self._anchor)

    def select(self, start: int, end: int, *, show: bool = True) -> None:
        """Select a range and bring it into view."""
        self._anchor, self._caret = start, end
        if show:
            self.reveal(start)
        self._told()

    def reveal(self, offset: int) -> None:
        """Scroll so that the byte `offset` stands in the upper half of the view, if it is not seen already."""
        line = self.document.line_of(offset)
        first, seen = self.verticalScrollBar().value(), self._seen_lines()
        if not first + 1 <= line < first + seen - 2:
            self.verticalScrollBar().setValue(max(0, line - seen // 3))
        x = self._layouts.line(line).x_of(offset)
        bar, room = self.horizontalScrollBar(), self.viewport().width() - self._gutter() - 2 * _PAD
        if not bar.value() <= x <= bar.value() + room:
            bar.setValue(max(0, int(x) - room // 2))

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the beginning of line `number` (from 1)."""
        line = max(0, min(number - 1, self.document.lines - 1))
        start, _ = self.document.span(line)
        self.select(start, start)

    def top(self) -> int:
        """Give the offset of the first visible line."""
        return self.document.starts[min(self.verticalScrollBar().value(), self.document.lines - 1)]

    def set_top(self, offset: int) -> None:
        """Scroll so that the line of `offset` is the first one."""
        self.verticalScrollBar().setValue(self.document.line_of(offset))

    # -- measures

    def _measure(self) -> None:
        metrics = QFontMetricsF(self.font())
        self._line = max(1, round(metrics.height() + 2))
        self._char = metrics.horizontalAdvance("0")
        small = QFont(self.font())
        small.setPointSizeF(max(7.0, self.font().pointSizeF() - 2))
        self._small = small
        self._bars()

    def _gutter(self) -> int:
        return int(self._char * max(4, len(count_text(self.document.lines)))) + 2 * _PAD

    def _seen_lines(self) -> int:
        return max(1, self.viewport().height() // self._line)

    def _bars(self) -> None:
        bar = self.verticalScrollBar()
        bar.setPageStep(self._seen_lines())
        bar.setRange(0, max(0, self.document.lines - self._seen_lines()))
        wide = int(self.document.widest * self._char * 1.05) + 160
        side = self.horizontalScrollBar()
        side.setPageStep(self.viewport().width())
        side.setSingleStep(int(self._char * 4))
        side.setRange(0, max(0, wide - (self.viewport().width() - self._gutter())))

    def sizeHint(self) -> QSize:
        """Ask for room for eighty characters."""
        return QSize(int(self._char * 88), self._line * 24)

    def minimumSizeHint(self) -> QSize:
        """Make do with little."""
        return QSize(int(self._char * 24), self._line * 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars."""
        super().resizeEvent(event)
        self._bars()

    def _moved(self) -> None:
        self.viewport().update()
        self.scrolled.emit()

    # -- laying out and painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines that are seen."""
        painter = QPainter(self.viewport())
        wide, high = self.viewport().width(), self.viewport().height()
        gutter = self._gutter()
        painter.fillRect(0, 0, wide, high, theme.colour("code"))
        first = self.verticalScrollBar().value()
        last = min(self.document.lines, first + high // self._line + 2)
        left = gutter + _PAD - self.horizontalScrollBar().value()
        painter.setClipRect(gutter, 0, wide - gutter, high)
        for line in range(first, last):
            self._paint_line(painter, line, left, (line - first) * self._line, wide)
        painter.setClipping(False)
        painter.fillRect(0, 0, gutter, high, theme.colour("code_gutter"))
        painter.setFont(self.font())
        here = self.document.line_of(self._caret)
        for line in range(first, last):
            painter.setPen(theme.colour("text" if line == here else "faint"))
            box = QRectF(0, (line - first) * self._line, gutter - _PAD, self._line)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(line + 1))
        painter.end()

    def _paint_line(self, painter: QPainter, number: int, left: int, top: int, wide: int) -> None:
        line = self._layouts.line(number)
        start, end = line.start, line.end
        boxes = [
            (mark, self._box(line, mark, left, top))
            for mark in self.marks.within(start, end + 1)
            if mark.start < end or mark.start == start
        ]
        for mark, box in boxes:
            draw_under(painter, box, mark.kind)
        self._paint_selection(painter, line, left, top)
        painter.setPen(theme.colour("text"))
        line.layout.draw(painter, QPointF(left, top + 1))
        for mark, box in boxes:
            current = bool(mark.name) and mark.name == self.current
            draw_over(painter, box, mark.kind, current=current, first=mark.start >= start, last=mark.end <= end)
        x = min(left + line.width + 2 * _PAD, wide - 1)
        if line.row.more:
            x = self._paint_more(painter, line.row.more, x, top)
        for mark, _ in boxes:
            if mark.label and mark.start >= start and x < wide:
                # On a long line the first label stands at the edge, over the text, rather than nowhere.
                x = min(x, wide - label_width(mark.label, self._small) - 2)
                x = draw_label(painter, x, top + self._line / 2, mark.label, self._small, mark.kind) + 4
        if self.hasFocus() and start <= self._caret <= end and self.document.line_of(self._caret) == number:
            at = left + line.x_of(self._caret)
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            painter.drawLine(QPointF(at, top + 1), QPointF(at, top + self._line - 1))

    def _box(self, line: Line, mark: Mark, left: int, top: int) -> QRectF:
        x0, x1 = line.x_of(mark.start), line.x_of(mark.end)
        return QRectF(left + x0, top, max(x1 - x0, 3.0), self._line)

    def _paint_more(self, painter: QPainter, more: int, x: float, top: int) -> float:
        text = self.tr("… {count} more bytes on this line").format(count=count_text(more))
        painter.setFont(self._small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QPointF(x, top + self._line * 0.72), text)
        return x + QFontMetricsF(self._small).horizontalAdvance(text) + _PAD

    def _paint_selection(self, painter: QPainter, line: Line, left: int, top: int) -> None:
        begin, stop = self.selection
        if begin == stop or begin > line.end or stop < line.start:
            return
        x0, x1 = line.x_of(max(begin, line.start)), line.x_of(stop)
        tail = self._char / 2 if stop > line.end else 0  # the line end is selected too
        tint = theme.colour("accent")
        tint.setAlpha(70)
        painter.fillRect(QRectF(left + x0, top, x1 - x0 + tail, self._line), tint)

    # -- the mouse

    def offset_at(self, point: QPoint | QPointF) -> int:
        """Give the byte at a place of the viewport."""
        line = self.verticalScrollBar().value() + max(0, int(point.y())) // self._line
        if line >= self.document.lines:
            return len(self.document.data)
        x = point.x() - self._gutter() - _PAD + self.horizontalScrollBar().value()
        return self._layouts.line(line).offset_at(x)

    def point_of(self, offset: int) -> QPoint:
        """Give the place in the viewport where the byte `offset` is drawn (which may be out of view)."""
        line = self.document.line_of(offset)
        x = self._layouts.line(line).x_of(offset)
        left = self._gutter() + _PAD - self.horizontalScrollBar().value()
        top = (line - self.verticalScrollBar().value()) * self._line
        return QPoint(int(left + x) + 1, top + self._line // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor; with Shift extend the selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._caret = self.offset_at(event.position())
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._anchor = self._caret
            self._told()
            mark = self.marks.at(self._caret)
            if mark is not None and mark.name:
                self.mark_chosen.emit(mark.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            y, bar = event.position().y(), self.verticalScrollBar()
            if y < 0:
                bar.setValue(bar.value() - 1)
            elif y > self.viewport().height():
                bar.setValue(bar.value() + 1)
            self._caret = self.offset_at(event.position())
            self._told()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the event; nothing hangs on it."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._anchor, self._caret = self._layouts.word(self.offset_at(event.position()))
        self._told()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by lines, three a notch; touch pads add up."""
        self._wheel += event.angleDelta().y()
        side = event.angleDelta().x()
        if side:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - side // 2)
        lines = int(self._wheel / 40)
        if lines:
            self._wheel -= lines * 40
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - lines)
        event.accept()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, with Shift the selection; copy; select all."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key == Qt.Key.Key_C:
            start, end = self.selection
            if start != end:
                QApplication.clipboard().setText(self.document.text(start, end))
            return
        if control and key == Qt.Key.Key_A:
            self._anchor, self._caret = 0, len(self.document.data)
            self._told()
            return
        target = self._target(key, control=control)
        if target is None:
            super().keyPressEvent(event)
            return
        self._caret = target
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = target
        self._keep_in_view()
        self._told()

    def _target(self, key: int, *, control: bool) -> int | None:
        line = self.document.line_of(self._caret)
        start, end = self.document.span(line)
        page = self._seen_lines() - 1
        if key == Qt.Key.Key_Home:
            return 0 if control else start
        if key == Qt.Key.Key_End:
            return len(self.document.data) if control else end
        if key == Qt.Key.Key_Left:
            return self._layouts.beside(self._caret, -1)
        if key == Qt.Key.Key_Right:
            return self._layouts.beside(self._caret, 1)
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}.get(
            Qt.Key(key)
        )
        return None if lines is None else self._layouts.above_or_below(self._caret, lines)

    def _keep_in_view(self) -> None:
        line, bar = self.document.line_of(self._caret), self.verticalScrollBar()
        if line < bar.value():
            bar.setValue(line)
        elif line >= bar.value() + self._seen_lines():
            bar.setValue(line - self._seen_lines() + 1)
        x = int(self._layouts.line(line).x_of(self._caret))
        side, room = self.horizontalScrollBar(), self.viewport().width() - self._gutter() - 2 * _PAD
        if x < side.value():
            side.setValue(x)
        elif x > side.value() + room:
            side.setValue(x - room)

    def _told(self) -> None:
        line = self.document.line_of(self._caret)
        self.setAccessibleDescription(f"{line + 1}: {self._layouts.line(line).row.text[:200]}")
        self.caret_moved.emit(self._caret)
        self.viewport().update()
