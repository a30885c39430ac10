"""The ruler at the viewer's right: the whole file at a glance, with every mark; a click goes there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.viewing.words import kind_words, mark_words
from codebinder.ui.widgets.marks import MarkKind

if TYPE_CHECKING:
    from codebinder.ui.widgets.codeview import CodeView

WIDTH = 16
_TALL = 3
_NEAR = 5
_TOLD = 6
# Kinds differ by their place across too, not by colour alone: open things left, hidden ones in the middle, hits right.
_LANES = (
    (MarkKind.KEPT, "good", 1, 4),
    (MarkKind.REDACTION, "accent", 6, 4),
    (MarkKind.APPROVED, "approved", 6, 4),
    (MarkKind.REJECTED, "bad", 5, 6),
    (MarkKind.FINDING, "finding", 1, 4),
)
_HITS = ("warn", 11, 4)


class Ruler(QWidget):
    """Belongs to one viewer. Its picture is drawn anew only when marks, hits, the file or the height change."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view
        self._picture: QPixmap | None = None
        self.setObjectName("ruler")
        self.setAccessibleName(self.tr("Overview of marks"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def place(self) -> None:
        """Stand between text and scroll bar."""
        box = self._view.viewport().geometry()
        self.setGeometry(QRect(box.right() + 1, box.top(), WIDTH, box.height()))
        self.again()

    def again(self) -> None:
        """Marks, hits or the file are others."""
        self._picture = None
        self.update()

    # -- places

    def _y(self, line: int) -> int:
        return line * max(1, self.height() - _TALL) // max(1, self._view.document.lines)

    def _line(self, y: float) -> int:
        lines = self._view.document.lines
        return max(0, min(lines - 1, int((y - _TALL / 2) * lines / max(1, self.height() - _TALL))))

    def _edges(self) -> list[int]:
        """Give the first byte of every row of pixels."""
        starts, lines, high = self._view.document.starts, self._view.document.lines, max(1, self.height() - _TALL)
        return [starts[min(lines - 1, -(-y * lines // high))] for y in range(high)]

    # -- drawing

    def picture(self) -> QPixmap:
        """Give the picture of all marks."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            made = QPixmap(round(self.width() * ratio), max(1, round(self.height() * ratio)))
            made.setDevicePixelRatio(ratio)
            made.fill(theme.colour("code_gutter"))
            painter = QPainter(made)
            self._draw(painter)
            painter.end()
            self._picture = made
        return self._picture

    def _draw(self, painter: QPainter) -> None:
        marks, edges = self._view.marks, self._edges()
        edges.append(len(self._view.data) + 1)
        line_of = self._view.document.line_of
        for kind, colour, left, wide in _LANES:
            tint = theme.colour(colour)
            spans = {
                (self._y(line_of(mark.start)), self._y(line_of(max(mark.start, mark.end - 1))))
                for mark in marks.long[:2000]
                if mark.kind is kind
            }
            for first, last in spans:
                painter.fillRect(left, first, wide, last - first + _TALL, tint)
            for y in _filled(marks.starts_of(kind), edges):
                painter.fillRect(left, y, wide, _TALL, tint)
        colour, left, wide = _HITS
        for y in _filled(self._view.hits.starts, edges):
            painter.fillRect(left, y, wide, _TALL, theme.colour(colour))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, what of the file is seen, and the cursor."""
        view = self._view
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self.picture())
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(0, 0, 0, self.height())
        first = view.first[0]
        last = view.rows.move(view.first, view.seen_rows)[0]
        tint = theme.colour("muted")
        tint.setAlpha(40)
        box = QRectF(1, self._y(first), WIDTH - 1, max(_TALL + 3, self._y(last) - self._y(first) + _TALL))
        painter.fillRect(box, tint)
        painter.setPen(QPen(theme.colour("text"), 1))
        y = self._y(view.document.line_of(view.caret)) + _TALL // 2
        painter.drawLine(1, y, WIDTH - 1, y)
        painter.end()

    # -- the mouse

    def _near(self, y: float) -> list[tuple[int, str]]:
        """Give (byte, words) of what is drawn near a height, the nearest first."""
        view = self._view
        first, last = self._line(y - _NEAR), self._line(y + _NEAR)
        start, end = view.document.starts[first], view.document.span(last)[1]
        here = view.document.starts[self._line(y)]
        held = [(mark.start, mark_words(mark)) for mark in view.marks.within(start, end)]
        hits = view.hits.starts
        at = bisect_left(hits, start)
        held += [(hit, kind_words(MarkKind.FOUND)) for hit in hits[at : bisect_left(hits, end + 1)][:1000]]
        return sorted(held, key=lambda each: abs(each[0] - here))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the mark that is nearest, or to the line."""
        self._go(event.position().y(), exact=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y(), exact=True)

    def _go(self, y: float, *, exact: bool) -> None:
        view = self._view
        near = [] if exact else self._near(y)
        offset = max(0, near[0][0]) if near else view.document.starts[self._line(y)]
        view.set_top(offset, view.seen_rows // 3)
        if near:
            view.put_caret(offset)
            mark = view.marks.at(offset)
            if mark is not None and mark.name:
                view.mark_chosen.emit(mark.name)

    def event(self, event: QEvent) -> bool:
        """Tell what stands under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.told(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def told(self, point: QPoint) -> str:
        """Say what stands near a point: line by line, the nearest first."""
        line_of, near = self._view.document.line_of, self._near(point.y())
        words = self.tr("line {line}: {what}")
        rows = list(
            dict.fromkeys(words.format(line=count_text(line_of(at) + 1), what=what) for at, what in near[: 4 * _TOLD])
        )
        more = [self.tr("and {count} more").format(count=count_text(len(near) - _TOLD))] if len(rows) > _TOLD else []
        if not rows:
            rows = [self.tr("line {line}").format(line=count_text(self._line(point.y()) + 1))]
        return "\n".join([*rows[:_TOLD], *more])


def _filled(starts: Sequence[int], edges: Sequence[int]) -> list[int]:
    """Give the rows of pixels in which something begins."""
    if not len(starts):
        return []
    out: list[int] = []
    at = 0
    for y in range(len(edges) - 1):
        at = bisect_left(starts, edges[y], at)
        if at == len(starts):
            break
        if starts[at] < edges[y + 1]:
            out.append(y)
    return out
