"""How masks look on a printed page: a label on grey, broad black diagonals, black blocks beside a strip, a framed mark.

Under diagonals and blocks there is no text at all, neither what was hidden nor the label: a recipient who copies the
page gets what is disclosed. Where nothing else stands on a line, they reach to the end of its row, as on every such
line: their width tells nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.bundle.book import number
from codebinder.bundle.fonts import Face
from codebinder.bundle.listing_geometry import Geometry
from codebinder.model.redaction import MaskStyle
from codebinder.model.template import RedactionPolicy

Extent = tuple[int, int]
"""Where a mask stands in a line: first character, and the one after the last."""
Box = tuple[int, float, float]
"""A masked stretch of a page: its row, and where it begins and ends (in points from the left)."""

GREY, INSET, FRAME = 0.84, 0.4, 0.7
_TAB = 8
"""Tab stops of a strip, whose columns don't depend on how a listing is printed."""
_BLANK = " \t\u3000"
DIAGONAL, PERIOD = 0.42, 0.84
"""How broad a diagonal is, and how far the next one is, in pitches of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskLook:
    """How the masks of a listing look; the strip of blocked pages by its columns; what the first page says of them."""

    style: MaskStyle = MaskStyle.LABEL
    strip_from: int = 0
    strip_columns: int = 0
    statement: str = ""

    @property
    def bare(self) -> bool:
        """Does no text stand under these masks?"""
        return self.style in {MaskStyle.HATCH, MaskStyle.STRIP}


def look_of(policy: RedactionPolicy, lang: str = "en") -> MaskLook:
    """Give the look that a template's policy asks for; of a style that is not known here, that of labels."""
    known = {str(style): style for style in MaskStyle}
    return MaskLook(
        style=known.get(policy.mask, MaskStyle.LABEL),
        strip_from=policy.strip_from,
        strip_columns=policy.strip_columns,
        statement=policy.statement.get(lang),
    )


def dressed(
    line: str, masks: Sequence[Extent], look: MaskLook, *, columns: int, tab: int, face: Face
) -> tuple[str, Sequence[Extent]]:
    """Give a line as it is printed, with its masks: blanks in their places where no text stands under them."""
    if not masks or not look.bare:
        return line, masks
    shown = _between(line, masks, look) if look.style is MaskStyle.STRIP else None
    if shown is not None:
        return _strip_line(shown, look, columns, face)
    rest, at = list[str](), 0
    for first, end in masks:
        rest += [line[at:first], " " * (end - first)]
        at = end
    bare = "".join([*rest, line[at:]])
    if bare.strip(_BLANK):
        return bare, masks
    lead = _expanded(line[: masks[0][0]], 0, tab)
    width = len(lead) + lead.count("\u3000")
    return lead + " " * (columns - width % columns), [(len(lead), len(lead) + columns - width % columns)]


def _between(line: str, masks: Sequence[Extent], look: MaskLook) -> str | None:
    """Give what a line of a blocked page shows between its two masks; None where this is no such line."""
    wanted = 2 if look.strip_from else 1
    if len(masks) != wanted or masks[-1][1] != len(line) or (look.strip_from and masks[0][0]):
        return None
    shown = _expanded(line[masks[0][1] if look.strip_from else 0 : masks[-1][0]], look.strip_from, _TAB)
    width = sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in shown)
    return shown if width == look.strip_columns else None


def _strip_line(shown: str, look: MaskLook, columns: int, face: Face) -> tuple[str, Sequence[Extent]]:
    width = sum(face.cells(char) if face.shows(char) else 1 for char in shown)
    middle = shown + " " * (look.strip_columns - width)
    before = look.strip_from
    used = before + max(look.strip_columns, width)
    after = columns - used % columns
    begin = before + len(middle)
    masks = [(0, before), (begin, begin + after)] if before else [(begin, begin + after)]
    return " " * before + middle + " " * after, masks


def _expanded(text: str, column: int, tab: int) -> str:
    if "\t" not in text:
        return text
    out: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in {"W", "F"}
        out.append(" " * (tab - column % tab) if char == "\t" else char)
        column += tab - column % tab if char == "\t" else 1 + wide
    return "".join(out)


def drawn(boxes: Sequence[Box], look: MaskLook, geometry: Geometry) -> list[str]:
    """Give the operators that draw a page's masks, to stand before its text."""
    if not boxes:
        return []
    if look.style is MaskStyle.HATCH:
        return [_hatched(_joined(boxes, geometry), geometry)]
    if look.style is MaskStyle.STRIP:
        rectangles = " ".join(f"{_corner(box)} re" for box in _joined(boxes, geometry))
        return [f"q 0 g {rectangles} f Q"]
    return [_box(box, look, geometry) for box in boxes]


def _box(box: Box, look: MaskLook, geometry: Geometry) -> str:
    row, left, right = box
    low = geometry.baseline(row) + geometry.size * 0.3 - geometry.pitch * 0.5 + INSET
    high = low + geometry.pitch - 2 * INSET
    if look.style is MaskStyle.EXEMPTION:
        return f"q {FRAME} w 0 G 1 g {_corner((left, low, right, high))} re B Q"
    return f"{GREY} g {_corner((left - 0.6, low, right + 0.6, high))} re f 0 g"


Area = tuple[float, float, float, float]


def _corner(area: Area) -> str:
    left, low, right, high = area
    return f"{number(left)} {number(low)} {number(right - left)} {number(high - low)}"


def _joined(boxes: Sequence[Box], geometry: Geometry) -> list[Area]:
    """Give boxes as rectangles, those that stand right below each other as one."""
    grown: dict[tuple[float, float], list[list[int]]] = {}
    for row, left, right in boxes:
        rows = grown.setdefault((round(left, 2), round(right, 2)), [])
        if rows and rows[-1][1] == row - 1:
            rows[-1][1] = row
        else:
            rows.append([row, row])
    return [
        (
            left,
            geometry.top - (last + 1) * geometry.pitch + INSET,
            right,
            geometry.top - first * geometry.pitch - INSET,
        )
        for (left, right), rows in grown.items()
        for first, last in rows
    ]


def _hatched(areas: Sequence[Area], geometry: Geometry) -> str:
    """Draw broad black diagonals over the areas, in step over the whole page, and a thin frame around each."""
    width, period = geometry.pitch * DIAGONAL, geometry.pitch * PERIOD * 2**0.5
    outlines = " ".join(f"{_corner(area)} re" for area in areas)
    low, high = min(area[1] for area in areas), max(area[3] for area in areas)
    left, right = min(area[0] for area in areas), max(area[2] for area in areas)
    margin = width
    parts: list[str] = []
    low, high = low - margin, high + margin
    # A line keeps x - y; the first is the last one that passes left of the area's upper left corner.
    step = int((left - margin - high) // period)
    while step * period + low < right + margin:
        offset = step * period
        parts.append(f"{number(offset + low)} {number(low)} m {number(offset + high)} {number(high)} l")
        step += 1
    return f"q {outlines} W n {number(width)} w 0 G {' '.join(parts)} S Q q {FRAME} w 0 G {outlines} S Q"
