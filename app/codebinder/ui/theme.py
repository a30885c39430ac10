"""Colours, spacing, fonts and the drawn glyphs of the window, from one token file, so that no page invents any."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from PySide6.QtCore import QDir, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from codebinder.assets import resources

GRID = 8
"""Every distance is a multiple or a half of this many pixels."""

FRAME = 36
"""Height in pixels that a window manager's title bar and borders may take."""

_USUAL = 10
_PICTURES = "pictures"
_SIZES = (("title", 18), ("heading", 12))
"""How large headings are where text has its usual size, in points; they grow with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLook:
    """How a person likes code to be shown; size 0 is the usual one."""

    size: float = 0
    tab: int = 8
    wrap: bool = False


class _Now:
    """What is painted at the moment: which theme, and code how."""

    dark = False
    code = CodeLook()


@cache
def _tokens() -> dict[str, dict[str, str]]:
    text = (resources() / "theme" / "tokens.json").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str]]", json.loads(text))


@cache
def _sheet() -> str:
    text = (resources() / "theme" / "window.qss").read_text(encoding="utf-8")
    return text.partition("*/")[2]


def token(name: str) -> str:
    """Give a colour of the current theme as #rrggbb; the names stand in resources/theme/tokens.json."""
    return _tokens()["dark" if _Now.dark else "light"][name]


def colour(name: str) -> QColor:
    """Give a colour of the current theme."""
    return QColor(token(name))


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, edge: int = 0) -> None:
    """Draw what a row of a list stands on: chosen, with a bar at `edge` (pixels of the view), under the mouse, or not."""
    area: QRect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, colour("accent_soft"))
        painter.fillRect(QRect(edge, area.top(), 3, area.height()), colour("accent"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, colour("hover"))


def apply(wanted: str) -> None:
    """Paint the application in the theme `wanted`: system, light or dark."""
    hints = QGuiApplication.styleHints()
    _Now.dark = wanted == "dark" or (wanted == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _icon.cache_clear()
    application = cast("QApplication", QApplication.instance())
    application.setPalette(_palette())
    name = "dark" if _Now.dark else "light"
    QDir.setSearchPaths(_PICTURES, [str(resources() / "theme")])  # no path in the sheet: an apostrophe would end it
    pictures = {each: f"{_PICTURES}:{each}-{name}.svg" for each in ("arrow", "check")}
    sizes = {f"{each}_size": f"{usual * QGuiApplication.font().pointSizeF() / _USUAL:.1f}pt" for each, usual in _SIZES}
    tokens = {**_tokens()[name], **pictures, **sizes}
    sheet = re.sub(r"@([a-z_]+)", lambda found: tokens[found[1]], _sheet())
    if application.styleSheet() != sheet:  # setting it dresses every widget anew
        application.setStyleSheet(sheet)


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "sunken"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "bad"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.PlaceholderText, "faint"),
        (role.Mid, "border"),
        (role.Light, "surface"),
        (role.Dark, "strong_border"),
        (role.Accent, "accent"),
    ):
        palette.setColor(where, colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colour("faint"))
    return palette


# ---------------------------------------------------------------------------------------------------------------------
# Fonts.


@cache
def _bundled() -> tuple[str, ...]:
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "wqy-microhei.ttc"))
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def set_fonts() -> None:
    """Let Chinese always have glyphs: the platform's own font first, ours after it."""
    font = QGuiApplication.font()
    # "Sans Serif" is the name of no font: unless the one that it stands for is named, ours would win, which has Latin
    # letters too. Asked before ours is known.
    meant = QFontInfo(font).family()
    font.setFamilies([*font.families(), meant, *_bundled()])
    if font.pointSizeF() < 10:
        font.setPointSizeF(10)
    QGuiApplication.setFont(font)


def wide(pixels: int) -> int:
    """Give how wide something has to be that takes so many pixels with text of its usual size."""
    return round(pixels * min(max(QGuiApplication.font().pointSizeF() / _USUAL, 1), 1.5))


def mono(size: float = 0) -> QFont:
    """Give the font for code, paths and digests: monospaced, with Chinese."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    ours = [family for family in _bundled() if "Mono" in family or "等" in family]
    font.setFamilies([*(family for family in font.families() if family), *ours, *_bundled()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    font.setPointSizeF(size or max(QGuiApplication.font().pointSizeF() - 0.5, 9))
    return font


def set_code_look(look: CodeLook) -> None:
    """Show code so from now on, in viewers that are made later; see `ui.guide.codelook` for those that are there."""
    _Now.code = look


def code_look() -> CodeLook:
    """Give how code is shown."""
    return _Now.code


def code_font() -> QFont:
    """Give the font of code viewers."""
    return mono(_Now.code.size)


# ---------------------------------------------------------------------------------------------------------------------
# Glyphs. Each state has a shape of its own, so that colour never stands alone.

_COLOURS = {
    "nothing": "faint",
    "unasked": "faint",
    "work": "accent",
    "complete": "good",
    "problem": "bad",
    "met": "good",
    "unmet": "bad",
    "not_applicable": "faint",
    "omitted": "warn",
    "decided": "warn",
    "info": "accent",
    "warning": "warn",
    "error": "bad",
    "included": "good",
    "excluded": "faint",
    "some": "accent",
}


def glyph(name: str, size: int = 16) -> QIcon:
    """Give a drawn glyph: a state (nothing, unasked, work, complete, problem, met, unmet, not_applicable, omitted, decided),
    a level (info, warning, error), or a share (included, excluded, some)."""
    return _icon(name, size, _Now.dark)


def glyph_pixmap(name: str, size: int = 16) -> QPixmap:
    """Give the same glyph as a picture, sharp at the screen's scale."""
    application = cast("QApplication", QApplication.instance())
    return glyph(name, size).pixmap(QSize(size, size), application.devicePixelRatio())


@cache
def _icon(name: str, size: int, _dark: bool) -> QIcon:  # noqa: FBT001  (part of the cache's key)
    scale = 3
    pixmap = QPixmap(size * scale, size * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size * scale / 16, size * scale / 16)
    tint = colour(_COLOURS.get(name, "muted"))
    painter.setPen(QPen(tint, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    _SHAPES.get(name, _ring)(painter, tint)
    painter.end()
    return QIcon(pixmap)


def _ring(painter: QPainter, _tint: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.2, 5.2)


def _half(painter: QPainter, tint: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.2, 5.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPie(QRectF(4.6, 4.6, 6.8, 6.8), -90 * 16, 180 * 16)


def _tick(painter: QPainter, tint: QColor) -> None:
    painter.setBrush(tint)
    painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)
    painter.setPen(QPen(colour("surface"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(5.4, 8.2), QPointF(7.2, 10), QPointF(10.7, 6.2)]))


def _triangle(painter: QPainter, tint: QColor) -> None:
    path = QPainterPath(QPointF(8, 2.6))
    path.lineTo(14, 13)
    path.lineTo(2, 13)
    path.closeSubpath()
    painter.fillPath(path, tint)
    painter.drawPath(path)
    painter.setPen(QPen(colour("surface"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.2))
    painter.drawPoint(QPointF(8, 11.4))


def _open_circle(painter: QPainter, tint: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.2, 5.2)
    painter.setPen(QPen(tint, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(8, 5.4), QPointF(8, 8.4))
    painter.drawPoint(QPointF(8, 10.6))


def _dash(painter: QPainter, _tint: QColor) -> None:
    painter.drawLine(QPointF(4.5, 8), QPointF(11.5, 8))


def _person(painter: QPainter, tint: QColor) -> None:
    painter.setBrush(tint)
    painter.drawEllipse(QPointF(8, 5.4), 2.1, 2.1)
    painter.drawPie(QRectF(3.8, 9, 8.4, 8), 0, 180 * 16)


def _info(painter: QPainter, tint: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.8, 5.8)
    painter.setPen(QPen(tint, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoint(QPointF(8, 5.4))
    painter.drawLine(QPointF(8, 7.9), QPointF(8, 10.8))


def _cross(painter: QPainter, _tint: QColor) -> None:
    painter.drawLine(QPointF(4.8, 4.8), QPointF(11.2, 11.2))
    painter.drawLine(QPointF(11.2, 4.8), QPointF(4.8, 11.2))


_SHAPES = {
    "nothing": _ring,
    "work": _half,
    "complete": _tick,
    "problem": _triangle,
    "met": _tick,
    "unmet": _open_circle,
    "not_applicable": _dash,
    "unasked": _dash,
    "omitted": _cross,
    "decided": _person,
    "info": _info,
    "warning": _triangle,
    "error": _triangle,
    "included": _tick,
    "excluded": _cross,
    "some": _half,
}
