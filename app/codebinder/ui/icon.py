"""The program's pictures, drawn from numbers: bound sheets with one line blacked out, and the papers that it makes.

Every picture is a few filled shapes in pixels of the size that is asked for, moved to whole pixels, so that none is
blurred; small ones leave out what would be dirt. The same shapes become the window's icon, PNG and SVG files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

_INK, _BLUE, _PAPER, _SHADE, _EDGE = "#1b2028", "#1d5fb8", "#ffffff", "#c9d6ea", "#7f93b2"
_SHADE_SMALL = "#a3b8d8"
"""Lines one pixel high are darker, or they are not seen."""
_ARC = 0.5523
"""Of a radius: where a cubic curve's handles stand, for a quarter of a circle."""

_DENSITY = 3780
"""Dots per metre: 96 per inch."""

Step = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A filled outline: steps M and L (x, y), C (two handles and the end), Z, as SVG calls them."""

    steps: tuple[Step, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers of a drawing 64 wide, as pixels of a picture `size` wide."""

    size: int

    def at(self, value: float) -> int:
        """Give the nearest whole pixel; halves go up, on every system."""
        return int(value * self.size / 64 + 0.5)

    def least(self, value: float, pixels: int) -> int:
        """Give a length in pixels, this many at least."""
        return max(pixels, self.at(value))

    @property
    def small(self) -> bool:
        """Say that only the coarse can be seen."""
        return self.size < 32


def picture(size: int) -> QPixmap:
    """Give the program's picture at `size` pixels."""
    return QPixmap.fromImage(drawn(program(size), size))


def drawn(shapes: tuple[Shape, ...], size: int) -> QImage:
    """Paint shapes; this needs no running application."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    # Qt would write the screen's density into a PNG, and another one where no application runs.
    image.setDotsPerMeterX(_DENSITY)
    image.setDotsPerMeterY(_DENSITY)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        path = QPainterPath()
        for kind, numbers in shape.steps:
            if kind == "M":
                path.moveTo(*numbers)
            elif kind == "L":
                path.lineTo(*numbers)
            elif kind == "C":
                path.cubicTo(*numbers)
            else:
                path.closeSubpath()
        painter.fillPath(path, QColor(shape.colour))
    painter.end()
    return image


# -- the pictures


def program(size: int) -> tuple[Shape, ...]:
    """Give the program itself: bound sheets."""
    grid = Grid(size)
    left, top, right, bottom = grid.at(6), grid.at(4), grid.at(58), grid.at(60)
    cover = box(left, top, right, bottom, 8 * size / 64, _BLUE)
    inner = grid.at(16 if grid.small else 18)
    edge = grid.least(6, 1)
    page = (inner, top + edge, right - edge, bottom - edge)
    return (cover, *_rings(grid, left, inner, top, bottom), *_sheet(grid, page))


def mac_program(size: int) -> tuple[Shape, ...]:
    """Give the program as macOS wants it: a square with round corners and an empty edge, or it is put into a grey one."""
    grid = Grid(size)
    edge = grid.least(6.25, 1)
    cover = box(edge, edge, size - edge, size - edge, (size - 2 * edge) * 0.225, _BLUE)
    inner = grid.at(18 if grid.small else 22)
    page = (inner, grid.at(13), grid.at(51), grid.at(51))
    return (cover, *_rings(grid, grid.at(10), inner, grid.at(9), grid.at(55)), *_sheet(grid, page))


def workbook(size: int) -> tuple[Shape, ...]:
    """Give a workbook's file: a sheet with the program's back."""
    grid = Grid(size)
    left, top, right, bottom = _paper_box(grid)
    line = _border(grid)
    back = max(left + line + 1, grid.at(19))
    spine = box(left + line, top + line, back, bottom - line, 0, _BLUE)
    lines = _lines(grid, (back, top + grid.least(12, 3), right - line, bottom - line))
    return (*_paper(grid), spine, *lines)


def packet(size: int) -> tuple[Shape, ...]:
    """Give a sealed packet's file: a sheet with a lock."""
    grid = Grid(size)
    wide = grid.least(26, 8)
    x, y, bottom = _mark_place(grid, wide)
    return (*_paper(grid), *_upper_lines(grid), *_lock(grid, x, y, wide, bottom - y))


def package(size: int) -> tuple[Shape, ...]:
    """Give a package's file: a sheet with a tick, since it can be checked."""
    grid = Grid(size)
    wide = grid.least(26, 8)
    x, _, bottom = _mark_place(grid, wide)
    disc = box(x, bottom - wide, x + wide, bottom, wide / 2, _BLUE)
    return (*_paper(grid), *_upper_lines(grid), disc, _tick(x, bottom - wide, wide))


KINDS: dict[str, Callable[[int], tuple[Shape, ...]]] = {
    "program": program,
    "mac_program": mac_program,
    "workbook": workbook,
    "packet": packet,
    "package": package,
}
"""Every picture by its name."""

# -- their parts


def box(left: float, top: float, right: float, bottom: float, radius: float, colour: str) -> Shape:
    """Give a rectangle with round corners."""
    if not radius:
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return _polygon(corners, colour)
    far = radius * (1 - _ARC)
    steps: tuple[Step, ...] = (
        ("M", (left + radius, top)),
        ("L", (right - radius, top)),
        ("C", (right - far, top, right, top + far, right, top + radius)),
        ("L", (right, bottom - radius)),
        ("C", (right, bottom - far, right - far, bottom, right - radius, bottom)),
        ("L", (left + radius, bottom)),
        ("C", (left + far, bottom, left, bottom - far, left, bottom - radius)),
        ("L", (left, top + radius)),
        ("C", (left, top + far, left + far, top, left + radius, top)),
        ("Z", ()),
    )
    return Shape(steps=steps, colour=colour)


def _polygon(points: tuple[tuple[float, float], ...], colour: str) -> Shape:
    first, *others = points
    return Shape(steps=(("M", first), *(("L", each) for each in others), ("Z", ())), colour=colour)


def _rings(grid: Grid, left: int, right: int, top: int, bottom: int) -> tuple[Shape, ...]:
    """Give the binding on the back; there is no room for it on a small picture."""
    if grid.small:
        return ()
    high, wide = grid.least(2.6, 2), grid.at(5)
    x = left + (right - left - wide + 1) // 2
    gap = (bottom - top) / 5
    tops = (int(top + gap * at - high / 2 + 0.5) for at in (1, 2, 3, 4))
    return tuple(box(x, y, x + wide, y + high, high / 2, _PAPER) for y in tops)


def _sheet(grid: Grid, page: tuple[int, int, int, int]) -> tuple[Shape, ...]:
    return (box(*page, 3 * grid.size / 64, _PAPER), *_lines(grid, page))


def _lines(grid: Grid, page: tuple[int, int, int, int]) -> tuple[Shape, ...]:
    """Give lines of text with a black bar among them, as many as the height holds."""
    left, top, right, bottom = page
    x, wide = left + grid.least(4, 1), right - left - 2 * grid.least(4, 1)
    bar, thin = grid.least(6, 2), grid.least(3, 1)
    pitch = max(bar + grid.least(2, 1), grid.at(8))
    rows = max(1, (bottom - top - grid.at(4)) // pitch)
    black = rows // 2
    first = top + (bottom - top - rows * pitch + 1) // 2
    colour = _SHADE_SMALL if thin == 1 else _SHADE
    made: list[Shape] = []
    for row in range(rows):
        high, length = (bar, wide) if row == black else (thin, wide * (9 - 3 * (row % 2) - row // 4) // 10)
        y = first + row * pitch + (pitch - high) // 2
        made.append(box(x, y, x + length, y + high, 0 if thin == 1 or row == black else high / 2, colour))
        if row == black:
            made[-1] = box(x, y, x + length, y + high, 0, _INK)
    return tuple(made)


def _paper_box(grid: Grid) -> tuple[int, int, int, int]:
    return grid.at(10), grid.at(3), grid.at(54), grid.at(61)


def _mark_place(grid: Grid, wide: int) -> tuple[int, int, int]:
    """Give where a mark on a sheet begins, and where it ends below."""
    left, _, right, bottom = _paper_box(grid)
    line = _border(grid)
    return (left + right - wide) // 2, grid.at(23 if grid.small else 30), bottom - line - grid.least(4, 1)


def _upper_lines(grid: Grid) -> tuple[Shape, ...]:
    """Give the lines above a mark; a small picture has room for the mark alone."""
    left, top, right, _ = _paper_box(grid)
    line = _border(grid)
    return () if grid.small else _lines(grid, (left + line, top + grid.at(9), right - line, grid.at(30)))


def _border(grid: Grid) -> int:
    return grid.least(1.5, 1)


def _paper(grid: Grid) -> tuple[Shape, ...]:
    """Give a sheet with a corner folded; its edge is drawn, since desktops are white as often as not."""
    left, top, right, bottom = _paper_box(grid)
    fold, line = grid.least(14, 4), _border(grid)

    def outline(by: float, colour: str) -> Shape:
        cut = fold + by * 0.41
        points = (
            (left + by, top + by),
            (right - cut, top + by),
            (right - by, top + cut),
            (right - by, bottom - by),
            (left + by, bottom - by),
        )
        return _polygon(points, colour)

    corner = _polygon(((right - fold, top), (right, top + fold), (right - fold, top + fold)), _EDGE)
    return outline(0, _EDGE), outline(line, _PAPER), corner


def _lock(grid: Grid, x: int, y: int, wide: int, high: int) -> tuple[Shape, ...]:
    """Give a padlock in this box."""
    thick = grid.least(3.6, 1)
    body = y + max(3, high * 2 // 5)
    inset = max(1, wide // 5)
    outer = box(x + inset, y, x + wide - inset, body + 3 * thick, (wide - 2 * inset) / 2, _BLUE)
    hole_left, hole_right = x + inset + thick, x + wide - inset - thick
    hole = box(hole_left, y + thick, hole_right, body + 2 * thick, (hole_right - hole_left) / 2, _PAPER)
    case = box(x, body, x + wide, y + high, grid.at(3), _BLUE)
    if y + high - body < 5:
        return outer, hole, case  # no room for a keyhole
    key = grid.least(4, 2)
    middle = (x + x + wide - key) // 2
    down = body + (y + high - body - key) // 2
    slot = box(middle, down, middle + key, down + key, 0, _PAPER)
    return outer, hole, case, slot


def _tick(x: int, y: int, wide: int) -> Shape:
    part = wide / 30

    def at(right: float, down: float) -> tuple[float, float]:
        return x + right * part, y + down * part

    return _polygon((at(6.5, 15.5), at(9.5, 12.5), at(13, 16), at(20.5, 8.5), at(23.5, 11.5), at(13, 22)), _PAPER)
