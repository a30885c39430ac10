"""What stands in the margins of one page, and how much room that leaves to its body.

Nothing in a margin is ever cut, and nothing in it ever touches the body: a header that needs more height than the
margin has is set smaller while that can be read, and then the body gives way, in height and so in type; the rows of
the page stay the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from codebinder.bundle.listing_geometry import Geometry
from codebinder.bundle.slots import READABLE, SIZES, SlotLines, Three, slot_lines

HEAD_GAP, FOOT_GAP = 10.0, 14.0
"""From the body to the nearest baseline of the header, and of the footer."""
PAPER_EDGE, FOOT_EDGE = 14.0, 22.0
"""What stays free above a header, and below the last baseline of a footer (where a draft says so)."""
_ASCENT = 0.85
_NOTHING: Three = ("", "", "")
_LEAST = 0.75
"""The body's pitch is not made smaller than this share of what it was while the margins' type can be."""


@dataclass(frozen=True, slots=True)
class Margins:
    """A page as it is drawn: its geometry, the lines of header and footer, and what is stated above the header."""

    geometry: Geometry
    head: SlotLines
    foot: SlotLines
    said: SlotLines

    @property
    def head_baseline(self) -> float:
        """The height of the header's first baseline."""
        return self.geometry.top + HEAD_GAP + max(0, self.head.rows - 1) * self.head.pitch

    @property
    def said_baseline(self) -> float:
        """The height of the first baseline of what is stated."""
        return self.head_baseline + self.head.pitch + max(0, self.said.rows - 1) * self.said.pitch

    @property
    def foot_baseline(self) -> float:
        """The height of the footer's first baseline."""
        return self.geometry.bottom - FOOT_GAP


def settle(geometry: Geometry, header: Three, footer: Three, statement: str, *, rows: int) -> Margins:
    """Fit header and footer (and what the first page states) around a body of `rows` rows."""
    best: Margins | None = None
    readable = [size for size in SIZES if size >= READABLE]
    for smallest in (READABLE, *(size for size in SIZES if size < READABLE)):
        sizes = [*readable, *(size for size in SIZES if smallest <= size < READABLE)]
        head, said = _highest(geometry, header, statement, sizes)
        foot = _lowest(geometry, footer, sizes)
        room = replace(
            geometry,
            top=min(geometry.top, geometry.height - _head_need(head, said)),
            bottom=max(geometry.bottom, _foot_need(foot)),
        )
        best = Margins(_squeezed(room, rows), head, foot, said)
        if best.geometry.pitch >= geometry.pitch * _LEAST:
            return best
    if best is None:  # pragma: no cover  (there is a size)
        raise ValueError
    return best


def _highest(geometry: Geometry, header: Three, statement: str, sizes: list[float]) -> tuple[SlotLines, SlotLines]:
    head = said = slot_lines(_NOTHING, geometry.edge, geometry.right, size=sizes[0])
    for size in sizes:
        head = slot_lines(header, geometry.edge, geometry.right, size=size)
        said = slot_lines((statement, "", ""), geometry.edge, geometry.right, size=size)
        if _head_need(head, said) <= geometry.height - geometry.top:
            break
    return head, said


def _lowest(geometry: Geometry, footer: Three, sizes: list[float]) -> SlotLines:
    foot = slot_lines(_NOTHING, geometry.edge, geometry.right, size=sizes[0])
    for size in sizes:
        foot = slot_lines(footer, geometry.edge, geometry.right, size=size)
        if _foot_need(foot) <= geometry.bottom:
            break
    return foot


def _head_need(head: SlotLines, said: SlotLines) -> float:
    rows = head.rows + said.rows
    if not rows:
        return 0.0
    return HEAD_GAP + (rows - 1) * head.pitch + head.size * _ASCENT + PAPER_EDGE


def _foot_need(foot: SlotLines) -> float:
    return FOOT_GAP + (foot.rows - 1) * foot.pitch + FOOT_EDGE if foot.rows else 0.0


def _squeezed(geometry: Geometry, rows: int) -> Geometry:
    pitch = min(geometry.pitch, max(1.0, geometry.top - geometry.bottom) / max(1, rows))
    if pitch >= geometry.pitch:
        return geometry
    size = min(geometry.size, pitch * 0.95)
    return replace(geometry, pitch=pitch, size=size, number_size=min(geometry.number_size, size * 0.85))
