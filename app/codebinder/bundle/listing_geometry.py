"""The measures of a listing's page, worked out once from the template's layout; lengths in points from below left."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from codebinder.bundle.fonts import CELL
from codebinder.model.template_pages import LineNumbers, PageLayout

MM = 72 / 25.4
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "LETTER": (215.9, 279.4), "LEGAL": (215.9, 355.6)}
GUTTER_DIGITS = 6
GUTTER_GAP = 9.0
BARE_GUTTER, BARE_GAP = 9.0, 2.0
"""Where there are no line numbers: room for the sign of a wrapped row."""
SMALLEST_PITCH = 4.0
DENSEST = 7.0
"""The closest pitch of a page that is set closer for its rows, in points: type of 6.6 points, still read by eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Where things stand: the text body from `left` to `right` and `top` to `bottom`, in rows of `pitch`."""

    width: float
    height: float
    edge: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    number_size: float
    pitch: float
    columns: int
    rows: int

    def room(self, layout: PageLayout) -> int:
        """Give how many rows a page may hold. Where every page must hold a least number of lines, blank and wrapped
        rows beyond the nominal pitch do not end it: that page is set closer, down to DENSEST."""
        if not layout.min_lines:
            return self.rows
        return max(self.rows, math.floor((self.top - self.bottom) / DENSEST + 1e-6))

    @property
    def cell(self) -> float:
        """Width of one column."""
        return self.size * CELL

    @property
    def mark_right(self) -> float:
        """Where numbers and the signs of wrapped rows end, left of the text."""
        return self.left - (GUTTER_GAP if self._numbered else BARE_GAP)

    @property
    def mark_room(self) -> float:
        """How wide a number may be."""
        return self.left - self.edge - (GUTTER_GAP if self._numbered else BARE_GAP)

    @property
    def _numbered(self) -> bool:
        return self.left - self.edge > BARE_GUTTER + 0.01

    def baseline(self, row: int) -> float:
        """Give the height of the baseline of a row (from 0)."""
        return self.top - row * self.pitch - self.pitch * 0.5 - self.size * 0.3


def paper_size(layout: PageLayout) -> tuple[float, float]:
    """Give the paper's width and height in points; an unknown name is taken for A4."""
    width, height = PAPERS.get(layout.paper.upper(), PAPERS["A4"])
    if layout.landscape:
        width, height = height, width
    return width * MM, height * MM


def measure(layout: PageLayout) -> Geometry:
    """Work the measures out.

    The line pitch gives way where `lines_per_page` would not fit between the margins, and the type size where
    `max_columns` would not; nothing else does.
    """
    width, height = paper_size(layout)
    top, bottom = height - layout.margin_top * MM, layout.margin_bottom * MM
    lines = max(1, layout.lines_per_page)
    pitch = max(SMALLEST_PITCH, min(layout.line_pitch, (top - bottom) / lines))
    size = min(layout.font_size, pitch * 0.95)
    number_size = min(7.0, size * 0.85)
    edge = (layout.margin_left + layout.binding_left) * MM
    numbered = layout.line_numbers is not LineNumbers.NONE
    gutter = GUTTER_DIGITS * number_size * CELL + GUTTER_GAP if numbered else BARE_GUTTER
    right = width - layout.margin_right * MM
    room = right - edge - gutter
    if layout.max_columns:
        size = min(size, room / (layout.max_columns * CELL))
    columns = max(1, math.floor(room / (size * CELL) + 1e-6))
    return Geometry(
        width=width,
        height=height,
        edge=edge,
        left=edge + gutter,
        right=right,
        top=top,
        bottom=bottom,
        size=size,
        number_size=number_size,
        pitch=pitch,
        columns=min(columns, layout.max_columns) if layout.max_columns else columns,
        rows=max(1, math.floor((top - bottom) / pitch + 1e-6)),
    )


def mirrored(geometry: Geometry, layout: PageLayout) -> Geometry | None:
    """Give the even pages of a print on both sides, where the binding edge is on the right; None where all pages have
    it on the left."""
    if not layout.duplex:
        return None
    by = (layout.margin_right - layout.margin_left - layout.binding_left) * MM
    return replace(geometry, edge=geometry.edge + by, left=geometry.left + by, right=geometry.right + by)
