"""The program's picture, drawn: bound sheets with one line blacked out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

_INK, _BLUE, _PAPER, _SHADE = "#1b2028", "#1d5fb8", "#ffffff", "#c9d6ea"


def picture(size: int) -> QPixmap:
    """Give the picture at `size` pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 64, size / 64)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_BLUE))
    painter.drawRoundedRect(QRectF(6, 4, 52, 56), 8, 8)
    painter.setBrush(QColor(_PAPER))
    painter.drawRoundedRect(QRectF(18, 10, 34, 44), 3, 3)
    painter.setPen(QPen(QColor(_SHADE), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for row, wide in ((18, 20), (26, 14), (42, 20), (48, 10)):
        painter.drawLine(QPointF(24, row), QPointF(24 + wide, row))
    painter.setPen(QPen(QColor(_INK), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(22, 34), QPointF(47, 34))
    painter.setPen(QPen(QColor(_PAPER), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for row in (14, 24, 34, 44):
        painter.drawLine(QPointF(9.5, row + 3), QPointF(14, row + 3))
    painter.end()
    return pixmap
