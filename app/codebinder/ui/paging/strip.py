"""All pages of a stream as one strip: printed stretches are filled, and a page can be pointed at, by mouse or by key."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from codebinder.model.pageplan import PlannedStream
from codebinder.model.text import shown
from codebinder.ui import theme

_EDGE, _TOP, _HEIGHT = 8.0, 10.0, 26.0
_LEAST = 3.0
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class PageStrip(QWidget):
    """The pages from left to right; the one that is pointed at bears a mark. The table below says the same in words."""

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(False)
        self._stream = PlannedStream(stream="source", pages=0, printed=0, whole=True)
        self.page = 1

    def show_stream(self, stream: PlannedStream, name: str) -> None:
        """Show the pages of another stream."""
        self._stream = stream
        self.page = next((each.first for each in stream.segments if each.at and each.first), 1)
        self.setAccessibleName(name)
        self._describe()
        self.update()

    def point(self, page: int) -> None:
        """Point at a page."""
        self.page = max(1, min(page, self._stream.pages))
        self._describe()
        self.update()
        self.pointed.emit(self.page)

    def place(self, page: int) -> str:
        """Give the place that a page begins with; nothing where none is known."""
        begins = self._stream.begins
        return shown(begins[page - 1]) if 1 <= page <= len(begins) else ""

    def _describe(self) -> None:
        text = self.tr("page {page} of {pages}").format(page=self.page, pages=self._stream.pages)
        place = self.place(self.page)
        self.setAccessibleDescription(f"{text}, {place}" if place else text)

    # -- Qt's own

    def sizeHint(self) -> QSize:
        """Ask for a row."""
        return QSize(320, int(_TOP + _HEIGHT + 14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the printed stretches in it, and the mark over the page that is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_EDGE, _TOP, self.width() - 2 * _EDGE, _HEIGHT)
        painter.setPen(QPen(theme.colour("strong_border"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRect(track)
        for each in self._stream.segments:
            if not each.first:
                continue
            left, right = self._x(each.first), self._x(each.last + 1)
            painter.setBrush(theme.colour("accent" if each.at or each.named else "accent_soft"))
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(QRectF(left, _TOP, max(_LEAST, right - left), _HEIGHT))
        self._draw_overlaps(painter)
        if self._stream.pages:
            x = (self._x(self.page) + self._x(self.page + 1)) / 2
            painter.setPen(QPen(theme.colour("text"), 1.4))
            painter.setBrush(theme.colour("text"))
            painter.drawLine(QPointF(x, _TOP - 2), QPointF(x, _TOP + _HEIGHT + 2))
            painter.drawPolygon(QPolygonF([QPointF(x - 4, 1), QPointF(x + 4, 1), QPointF(x, 7)]))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, self.width() - 2, self.height() - 2))
        painter.end()

    def _draw_overlaps(self, painter: QPainter) -> None:
        """Hatch what two stretches take: it is a fault, and said in words above."""
        placed = [each for each in self._stream.segments if each.first]
        painter.setPen(QPen(theme.colour("bad"), 1))
        for one, other in combinations(placed, 2):
            first, last = max(one.first, other.first), min(one.last, other.last)
            if first <= last:
                left, right = self._x(first), self._x(last + 1)
                taken = QRectF(left, _TOP, max(_LEAST, right - left), _HEIGHT)
                painter.setBrush(theme.colour("bad_soft"))
                painter.drawRect(taken)
                painter.setBrush(QBrush(theme.colour("bad"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(taken)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the page under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton and self._stream.pages:
            self.point(self._page_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._stream.pages:
            self.point(self._page_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the page."""
        self.mousePressEvent(event)
        self.chosen.emit(self.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from page to page; Return chooses."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.point(self.page + _KEYS[key])
        elif key is Qt.Key.Key_Home:
            self.point(1)
        elif key is Qt.Key.Key_End:
            self.point(self._stream.pages)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.page)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what page is under the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._stream.pages:
            page = self._page_at(float(event.pos().x()))
            text = self.tr("page {page} of {pages}").format(page=page, pages=self._stream.pages)
            place = self.place(page)
            QToolTip.showText(event.globalPos(), f"{text}\n{place}" if place else text, self)
            return True
        return super().event(event)

    def _x(self, page: int) -> float:
        wide = self.width() - 2 * _EDGE
        return _EDGE + wide * (page - 1) / max(1, self._stream.pages)

    def _page_at(self, x: float) -> int:
        wide = max(1.0, self.width() - 2 * _EDGE)
        page = int((x - _EDGE) / wide * self._stream.pages) + 1
        return max(1, min(page, self._stream.pages))
