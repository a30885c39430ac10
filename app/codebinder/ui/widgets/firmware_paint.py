"""Paints the map of a firmware image in the window's colours: each kind has a pattern of its own, and a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from codebinder.model.firmware import RegionKind
from codebinder.model.firmware_map import Box, Cell, FirmwareMap, Row
from codebinder.model.firmware_words import KINDS
from codebinder.ui.theme import GRID, colour

LINE = 18
"""The height of a line of the legend."""
GUTTER = 20

_FILLS = {
    RegionKind.KNOWN: ("accent_soft", "", Qt.BrushStyle.SolidPattern),
    RegionKind.PADDING: ("surface", "faint", Qt.BrushStyle.Dense7Pattern),
    RegionKind.COMPRESSED: ("surface", "muted", Qt.BrushStyle.BDiagPattern),
    RegionKind.ENCRYPTED: ("surface", "finding", Qt.BrushStyle.DiagCrossPattern),
    RegionKind.UNKNOWN: ("warn_soft", "warn", Qt.BrushStyle.HorPattern),
}


def legend(drawn: FirmwareMap, lang: str) -> Iterator[tuple[str, str | RegionKind]]:
    """Give what the legend names: the kinds that are there, and the signs."""
    for kind in drawn.kinds:
        yield KINDS[kind].get(lang), kind
    if drawn.hidden:
        yield QCoreApplication.translate("FirmwareMapView", "hidden in the package"), "hidden"
    if drawn.raised:
        yield QCoreApplication.translate("FirmwareMapView", "drawn wider than to scale"), "raised"
    if any(cell.mix for cell in drawn.cells):
        yield QCoreApplication.translate("FirmwareMapView", "several regions as one, their kinds by height"), "mix"
    if drawn.packed:
        yield QCoreApplication.translate("FirmwareMapView", "unpacked from the part above"), "packed"
    if any(row.curve for row in drawn.rows):
        yield QCoreApplication.translate("FirmwareMapView", "entropy, 0 to 8 bits a byte"), "curve"


def legend_places(
    drawn: FirmwareMap, lang: str, metrics: QFontMetricsF, width: float
) -> list[tuple[QPointF, str, str | RegionKind]]:
    """Give where each entry of the legend stands: as many on a line as fit."""
    made: list[tuple[QPointF, str, str | RegionKind]] = []
    x, y = 0.0, 0.0
    for text, what in legend(drawn, lang):
        wide = 26 + metrics.horizontalAdvance(text)
        if x + wide > width and x:
            x, y = 0.0, y + LINE
        made.append((QPointF(x, y), text, what))
        x += wide + 2 * GRID
    return made


def paint_legend(painter: QPainter, places: list[tuple[QPointF, str, str | RegionKind]]) -> None:
    """Paint the legend at the painter's origin."""
    for at, text, what in places:
        area = QRectF(at.x() + 0.5, at.y() + 4.5, 18, 10)
        if isinstance(what, RegionKind):
            _fill(painter, area, what)
            _frame(painter, area)
        elif what == "hidden":
            painter.fillRect(QRectF(area.left(), area.top(), 18, 4), colour("text"))
        elif what == "mix":
            _fill(painter, QRectF(area.left(), area.top() + 4, 18, 6), RegionKind.KNOWN)
            _fill(painter, QRectF(area.left(), area.top(), 18, 4), RegionKind.UNKNOWN)
            _frame(painter, area)
        elif what == "curve":
            _curve(painter, (area.bottomLeft(), QPointF(area.center().x(), area.top()), area.bottomRight()))
        else:
            _frame(painter, area, dashed=what == "packed")
            if what == "raised":
                _wedge(painter, area.center().x(), area.top())
        painter.setPen(colour("text"))
        painter.drawText(QPointF(at.x() + 24, at.y() + 14), text)


def paint_map(painter: QPainter, drawn: FirmwareMap, current: int, *, focused: bool) -> None:
    """Paint the map at the painter's origin; `current` is the cell that is chosen (-1: none)."""
    for cell in drawn.cells:
        for box in cell.boxes:
            _cell(painter, cell, box)
    for box in drawn.hidden:
        painter.fillRect(QRectF(box.x, box.y, box.width, box.height), colour("text"))
    metrics = QFontMetricsF(painter.font())
    for cell in drawn.cells:
        _label(painter, cell, metrics)
    for row in drawn.rows:
        _row(painter, row, metrics)
    if 0 <= current < len(drawn.cells):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 3 if focused else 2))
        for box in drawn.cells[current].boxes:
            painter.drawRect(QRectF(box.x + 1, box.y + 1, max(1, box.width - 2), box.height - 2))


def _fill(painter: QPainter, area: QRectF, kind: RegionKind) -> None:
    ground, ink, pattern = _FILLS[kind]
    painter.fillRect(area, colour(ground))
    if ink:
        painter.fillRect(area, QBrush(QColor(colour(ink)), pattern))


def _frame(painter: QPainter, area: QRectF, *, dashed: bool = False) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("strong_border"), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawRect(area)


def _wedge(painter: QPainter, x: float, y: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("text"))
    painter.drawPolygon(QPolygonF([QPointF(x - 3, y), QPointF(x + 3, y), QPointF(x, y + 4)]))


def _cell(painter: QPainter, cell: Cell, box: Box) -> None:
    bottom = float(box.y + box.height)
    for kind, share in cell.mix or ((cell.kind, 1000),):
        tall = box.height * share / 1000
        _fill(painter, QRectF(box.x, bottom - tall, box.width, tall), kind)
        bottom -= tall
    pen = QPen(colour("strong_border"), 1, Qt.PenStyle.DashLine if cell.packed else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    left, right, low, high = box.x + 0.5, box.x + box.width + 0.5, box.y + 0.5, box.y + box.height - 0.5
    lines = [QLineF(left, low, right, low), QLineF(left, high, right, high)]
    lines += [QLineF(left, low, left, high)] if box.opens else []
    lines += [QLineF(right, low, right, high)] if box.closes else []
    painter.drawLines(lines)
    if cell.raised and not cell.level:
        _wedge(painter, box.x + box.width / 2, box.y + 1)


def _label(painter: QPainter, cell: Cell, metrics: QFontMetricsF) -> None:
    """Write what fits, on a plate where a pattern would run through the letters."""
    if not cell.label or not cell.boxes:
        return
    box = max(cell.boxes, key=lambda each: each.width)
    wide = metrics.horizontalAdvance(cell.label)
    text = cell.label
    if wide > box.width - 2:
        text = metrics.elidedText(cell.label, Qt.TextElideMode.ElideRight, box.width - 2)
        wide = metrics.horizontalAdvance(text)
    x = box.x + (4 if wide < box.width - 8 else (box.width - wide) / 2)
    baseline = box.y + (box.height + metrics.ascent() - metrics.descent()) / 2
    if cell.mix or cell.kind is not RegionKind.KNOWN:
        plate = QRectF(x - 2, baseline - metrics.ascent(), wide + 4, metrics.height())
        painter.fillRect(plate & QRectF(box.x + 1, box.y + 1, box.width - 1, box.height - 2), colour("surface"))
    painter.setPen(colour("text"))
    painter.drawText(QPointF(x, baseline), text)


def _row(painter: QPainter, row: Row, metrics: QFontMetricsF) -> None:
    low = row.top + metrics.ascent() + 1
    for tick in row.ticks:
        painter.setPen(QPen(colour("strong_border"), 1))
        painter.drawLine(QLineF(tick.x + 0.5, low - 6, tick.x + 0.5, low + 4))
        painter.setPen(colour("muted"))
        ends = tick.left != tick.x
        x = tick.x - 4 - metrics.horizontalAdvance(tick.text) if ends else tick.left + 4
        painter.drawText(QPointF(x, low), tick.text)
    if not row.curve:
        return
    for at in (row.base, (row.base + row.crown) / 2, row.crown):
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(QLineF(0, at + 0.5, row.width, at + 0.5))
    painter.setPen(colour("muted"))
    painter.drawText(QPointF(row.width + 5, row.crown + metrics.ascent() / 2), "8")
    painter.drawText(QPointF(row.width + 5, row.base + 1), "0")
    _curve(painter, [QPointF(x, y) for x, y in row.curve])


def _curve(painter: QPainter, points: Sequence[QPointF]) -> None:
    painter.setPen(QPen(colour("text"), 1.2))
    painter.drawPolyline(list(points))
