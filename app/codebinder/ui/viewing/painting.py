"""Draws what the code viewer shows: what lies under the text, the text, what lies over it, line numbers, the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout

from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.viewing.surface import PAD
from codebinder.ui.widgets.layouts import Line
from codebinder.ui.widgets.marks import Mark, MarkKind, draw_label, draw_over, draw_under, label_width

if TYPE_CHECKING:
    from codebinder.ui.widgets.codeview import CodeView

_SHADE = 70
_LABELS = 24
"""So many labels are drawn on one line; nobody reads more."""


def paint(view: CodeView, painter: QPainter) -> None:
    """Draw everything that is seen."""
    wide, high, gutter = view.viewport().width(), view.viewport().height(), view.gutter
    painter.fillRect(0, 0, wide, high, theme.colour("code"))
    painter.setClipRect(gutter, 0, wide - gutter, high)
    seen = list(view.rows.seen(view.first, high // view.pitch + 2))
    brush = _Brush(view, painter, wide, high)
    for number, row, at, line in seen:
        brush.line(number, line, (at - row) * view.pitch)
    painter.setClipping(False)
    painter.fillRect(0, 0, gutter, high, theme.colour("code_gutter"))
    painter.setFont(view.font())
    here = view.document.line_of(view.caret)
    box = QRectF(0, 0, gutter - PAD, view.pitch)
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    faint, strong = theme.colour("faint"), theme.colour("text")
    for number, row, at, _ in seen:
        if row == 0:
            painter.setPen(strong if number == here else faint)
            box.moveTop(at * view.pitch)
            painter.drawText(box, flags, str(number + 1))


class _Brush:
    """What is the same for every line of one picture."""

    def __init__(self, view: CodeView, painter: QPainter, wide: int, high: int) -> None:
        self.view, self.painter, self.wide = view, painter, wide
        self.left = view.left
        self.pitch = view.pitch
        self.clip = QRectF(0, 0, wide, high)
        self.text = theme.colour("text")
        self.hit = theme.colour("warn_soft")
        self.shade = theme.colour("accent")
        self.shade.setAlpha(_SHADE)
        self.plain = QTextCharFormat()
        self.plain.setForeground(self.text)

    def line(self, number: int, line: Line, top: int) -> None:
        """Draw one line whose first row stands at `top`."""
        view, painter, start, end = self.view, self.painter, line.start, line.end
        held = [m for m in view.marks.within(start, end + 1) if m.start < end or m.start == start]
        boxes = [(mark, self._boxes(line, mark.start, mark.end, top)) for mark in held]
        for mark, each in boxes:
            for box in each:
                draw_under(painter, box, mark.kind)
        for first, last in view.hits.within(start, end + 1):
            for box in self._boxes(line, first, last, top):
                draw_under(painter, box, MarkKind.FOUND)
        chosen = self._selection(line, top)
        painter.setPen(self.text)
        line.layout.draw(painter, QPointF(self.left, top + 1), chosen, self.clip)
        for mark, each in boxes:
            current = bool(mark.name) and mark.name == view.current
            for at, box in enumerate(each):
                first, last = mark.start >= start and at == 0, mark.end <= end and at == len(each) - 1
                draw_over(painter, box, mark.kind, current=current, first=first, last=last)
        self._tail(line, held, top + (line.rows - 1) * self.pitch)
        if view.hasFocus() and start <= view.caret <= end and view.document.line_of(view.caret) == number:
            x, y = self.left + line.x_of(view.caret), top + line.row_of(view.caret) * self.pitch
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            painter.drawLine(QPointF(x, y + 1), QPointF(x, y + self.pitch - 1))

    def _boxes(self, line: Line, start: int, end: int, top: int) -> list[QRectF]:
        return [
            QRectF(self.left + x0, top + row * self.pitch, max(x1 - x0, 3.0), self.pitch)
            for row, x0, x1 in line.boxes(start, end)
        ]

    def _selection(self, line: Line, top: int) -> list[QTextLayout.FormatRange]:
        """Shade what is selected; its text is drawn in the text's own colour, which is legible on every ground."""
        begin, stop = self.view.selection
        if begin == stop or begin > line.end or stop < line.start:
            return []
        first, last = max(begin, line.start), min(stop, line.end)
        boxes = self._boxes(line, first, last, top) if first < last else []
        if stop > line.end:  # the line end is selected too
            row = line.rows - 1
            at = self.left + line.x_of(line.end)
            boxes.append(QRectF(at, top + row * self.pitch, self.view.char / 2, self.pitch))
        for box in boxes:
            self.painter.fillRect(box, self.shade)
        made = QTextLayout.FormatRange()
        made.start = line.ahead + line.row.unit_at(first)
        made.length = line.ahead + line.row.unit_at(last) - made.start
        made.format = self.plain
        return [made] if made.length > 0 else []

    def _tail(self, line: Line, marks: list[Mark], top: int) -> None:
        """Draw what stands behind a line: how much of it is left out, and the labels of its marks."""
        small, x = self.view.small, min(self.left + line.width + 2 * PAD, self.wide - 1)
        if line.row.more:
            text = QCoreApplication.translate("CodeView", "… {count} more bytes on this line")
            text = text.format(count=count_text(line.row.more))
            self.painter.setFont(small)
            self.painter.setPen(theme.colour("muted"))
            self.painter.drawText(QPointF(x, top + self.pitch * 0.72), text)
            x += QFontMetricsF(small).horizontalAdvance(text) + PAD
        drawn = 0
        for mark in marks:
            if mark.label and mark.start >= line.start and x < self.wide and drawn < _LABELS:
                # On a long line the first label stands at the edge, over the text, rather than nowhere.
                x = min(x, self.wide - label_width(mark.label, small) - 2)
                x = draw_label(self.painter, x, top + self.pitch / 2, mark.label, small, mark.kind) + 4
                drawn += 1
