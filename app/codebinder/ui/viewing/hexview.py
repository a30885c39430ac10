"""Shows bytes as they are: offset, hex and text beside each other, painted from the bytes as they are seen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from codebinder.base.textfind import Hits
from codebinder.ui import theme
from codebinder.ui.strings import size_text
from codebinder.ui.viewing.speech import Speech
from codebinder.ui.viewing.words import mark_words
from codebinder.ui.widgets.marks import Mark, MarkKind, Marks, draw_over, draw_under

ACROSS = 16
MOST_COPIED = 1 << 20
_PAD = 8
_NOTCH = 40
_SHADE = 70
_HEX = 2.6
"""Columns of text that a byte in hex takes, the space before the next one included."""


class HexView(QAbstractScrollArea):
    """Sixteen bytes a row. Offsets are bytes of the file. Nothing is held but the bytes and the marks."""

    selected = Signal(int, int)
    """Anchor and cursor, after a person moved them."""
    mark_chosen = Signal(str)
    key_left = Signal(QKeyEvent)
    """A key that means nothing here."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFont(theme.mono())
        self.data = b""
        self.marks = Marks()
        self.hits = Hits()
        self.current = ""
        self._caret = self._anchor = 0
        self._wheel = 0
        self._speech = Speech(self)
        self._metrics()
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    def show_bytes(self, data: bytes) -> None:
        """Show other bytes, from their beginning."""
        self.data, self.marks, self.hits, self.current = data, Marks(), Hits(), ""
        self._caret = self._anchor = 0
        self._bars()
        self.verticalScrollBar().setValue(0)
        self._told()

    def set_marks(self, marks: Marks, current: str = "", hits: Hits | None = None) -> None:
        """Draw these marks, and what was found."""
        self.marks, self.current, self.hits = marks, current, hits or Hits()
        self.viewport().update()

    # -- places

    @property
    def caret(self) -> int:
        """Where the cursor stands."""
        return self._caret

    @property
    def selection(self) -> tuple[int, int]:
        """The selected bytes; empty where start equals end."""
        return min(self._caret, self._anchor), max(self._caret, self._anchor)

    def select(self, start: int, end: int) -> None:
        """Select a range."""
        self._anchor, self._caret = start, end
        self._told()

    @Slot(int)
    def reveal(self, offset: int) -> None:
        """Scroll so that a byte is seen."""
        row, bar, seen = offset // ACROSS, self.verticalScrollBar(), self._seen()
        if not bar.value() <= row < bar.value() + seen:
            bar.setValue(max(0, row - seen // 3))

    def go_to(self, offset: int) -> None:
        """Put the cursor on a byte, and show it."""
        offset = max(0, min(offset, len(self.data)))
        self.select(offset, offset)
        self.reveal(offset)
        self.selected.emit(self._anchor, self._caret)

    # -- measures

    def _metrics(self) -> None:
        metrics = QFontMetricsF(self.font())
        self._pitch = max(1, round(metrics.height() + 2))
        self._char = metrics.horizontalAdvance("0")
        self._rise = metrics.ascent() + 1

    def _digits(self) -> int:
        return max(8, len(f"{len(self.data):x}"))

    def _lefts(self) -> tuple[float, float]:
        """Give where hex and text begin."""
        left = (self._digits() + 1) * self._char + 2 * _PAD
        first = left - self.horizontalScrollBar().value()
        return first, first + (ACROSS * _HEX + 2) * self._char

    def _seen(self) -> int:
        return max(1, self.viewport().height() // self._pitch)

    def _bars(self) -> None:
        rows = len(self.data) // ACROSS + 1
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(self._seen())
        bar.setRange(0, max(0, rows - self._seen()))
        wide = int((self._digits() + ACROSS * (_HEX + 1) + 4) * self._char) + 4 * _PAD
        side.setPageStep(self.viewport().width())
        side.setRange(0, max(0, wide - self.viewport().width()))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for a row's width."""
        return QSize(int(80 * self._char), 24 * self._pitch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars."""
        super().resizeEvent(event)
        self._bars()

    def changeEvent(self, event: QEvent) -> None:
        """Take another font or theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_wheel"):
            self._metrics()
            self._bars()

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("code"))
        painter.setFont(self.font())
        first = self.verticalScrollBar().value()
        for row in range(first, min(len(self.data) // ACROSS + 1, first + self._seen() + 2)):
            self._row(painter, row, (row - first) * self._pitch)
        wide = (self._digits() + 1) * self._char + _PAD
        painter.fillRect(QRectF(0, 0, wide, self.viewport().height()), theme.colour("code_gutter"))
        for row in range(first, min(len(self.data) // ACROSS + 1, first + self._seen() + 2)):
            here = row == self._caret // ACROSS
            painter.setPen(theme.colour("text" if here else "faint"))
            y = (row - first) * self._pitch + self._rise
            painter.drawText(QPointF(_PAD, y), f"{row * ACROSS:0{self._digits()}x}")
        painter.end()

    def _row(self, painter: QPainter, row: int, top: int) -> None:
        start = row * ACROSS
        held = self.data[start : start + ACROSS]
        marks = self.marks.within(start, start + ACROSS)
        for mark in marks:
            for box in self._boxes(mark.start, mark.end, start, top):
                draw_under(painter, box, mark.kind)
        for first, last in self.hits.within(start, start + ACROSS):
            for box in self._boxes(first, last, start, top):
                draw_under(painter, box, MarkKind.FOUND)
        chosen = self.selection
        if chosen[0] < chosen[1]:
            shade = theme.colour("accent")
            shade.setAlpha(_SHADE)
            for box in self._boxes(*chosen, start, top):
                painter.fillRect(box, shade)
        hexes, texts = self._lefts()
        painter.setPen(theme.colour("text"))
        for at, byte in enumerate(held):
            painter.drawText(QPointF(hexes + at * _HEX * self._char, top + self._rise), f"{byte:02x}")
            char = chr(byte) if 32 <= byte < 127 else "\u00b7"
            painter.drawText(QPointF(texts + at * self._char, top + self._rise), char)
        for mark in marks:
            self._outline(painter, mark, start, top)
        if self.hasFocus() and start <= self._caret < start + ACROSS:
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            for x in (hexes + (self._caret - start) * _HEX * self._char, texts + (self._caret - start) * self._char):
                painter.drawLine(QPointF(x - 1, top + 1), QPointF(x - 1, top + self._pitch - 1))

    def _outline(self, painter: QPainter, mark: Mark, start: int, top: int) -> None:
        current = bool(mark.name) and mark.name == self.current
        first, last = mark.start >= start, mark.end <= start + ACROSS
        for box in self._boxes(mark.start, mark.end, start, top):
            draw_over(painter, box, mark.kind, current=current, first=first, last=last)

    def _boxes(self, begin: int, end: int, start: int, top: int) -> list[QRectF]:
        """Give where the bytes `begin` to `end` are drawn in the row that begins at `start`: as hex, and as text."""
        first, last = max(begin, start) - start, min(end, start + ACROSS) - start
        if first >= last:
            return []
        hexes, texts = self._lefts()
        step = _HEX * self._char
        wide = (last - first - 1) * step + 2 * self._char
        return [
            QRectF(hexes + first * step - 1, top, wide + 2, self._pitch),
            QRectF(texts + first * self._char, top, (last - first) * self._char, self._pitch),
        ]

    # -- mouse and keyboard

    def offset_at(self, point: QPointF) -> int:
        """Give the byte at a place of the viewport."""
        row = self.verticalScrollBar().value() + int(point.y()) // self._pitch
        hexes, texts = self._lefts()
        in_text = point.x() >= texts - self._char
        at = (point.x() - texts) / self._char if in_text else (point.x() - hexes + self._char / 4) / _HEX / self._char
        return max(0, min(row * ACROSS + max(0, min(ACROSS - 1, int(at))), len(self.data)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor; with Shift extend the selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            offset = self.offset_at(event.position())
            self._put(offset, held=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            mark = self.marks.at(offset)
            if mark is not None and mark.name:
                self.mark_chosen.emit(mark.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to and with the byte under the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            offset = self.offset_at(event.position())
            self._put(min(len(self.data), offset + (offset >= self._anchor)), held=True)
            self.reveal(self._caret)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows, three a notch."""
        self._wheel += event.angleDelta().y()
        rows = int(self._wheel / _NOTCH)
        self._wheel -= rows * _NOTCH
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - rows)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, with Shift the selection; copy; select all."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select(0, len(self.data))
            self.selected.emit(self._anchor, self._caret)
        elif (target := self._target(event)) is not None:
            self._put(target, held=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self.reveal(self._caret)
        else:
            self.key_left.emit(event)

    def copy(self) -> None:
        """Put what is selected on the clipboard, as hex."""
        start, end = self.selection
        if end - start > MOST_COPIED:
            text = QCoreApplication.translate("Hands", "Too much to copy at once: {size}. Up to {most} go.")
            text = text.format(size=size_text(end - start), most=size_text(MOST_COPIED))
            QToolTip.showText(self.mapToGlobal(QPoint(0, 0)), text, self)
        elif start < end:
            QApplication.clipboard().setText(self.data[start:end].hex(" "))

    def _target(self, event: QKeyEvent) -> int | None:
        at, key = self._caret, Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        page = ACROSS * max(1, self._seen() - 1)
        if key == Qt.Key.Key_Home:
            return 0 if control else at - at % ACROSS
        if key == Qt.Key.Key_End:
            return len(self.data) if control else min(len(self.data), at - at % ACROSS + ACROSS - 1)
        by = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -ACROSS, Qt.Key.Key_Down: ACROSS,
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
        }.get(key)  # fmt: skip
        return None if by is None else max(0, min(len(self.data), at + by))

    def _put(self, offset: int, *, held: bool) -> None:
        self._caret = offset
        if not held:
            self._anchor = offset
        self._told()
        self.selected.emit(self._anchor, self._caret)

    def _told(self) -> None:
        row = self._caret - self._caret % ACROSS
        words = [mark_words(mark) for mark in self.marks.within(self._caret, self._caret + 1)[:4]]
        text = ", ".join((f"{self._caret:x}", *dict.fromkeys(words)))
        self.setAccessibleDescription(f"{text}: {self.data[row : row + ACROSS].hex(' ')}")
        self._speech.soon()
        self.viewport().update()
