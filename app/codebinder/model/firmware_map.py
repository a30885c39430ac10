"""The map of a firmware image as a value: rows of cells with addresses, levels inside them, a curve of the entropy, and
the same in a sentence. Computed once, painted by the window and on paper alike; y grows downwards, all in whole units.

Kinds are told apart by a pattern and a word, never by colour alone. What is too small to be seen is drawn wider and
says so; where too many small ones stand side by side, they are one cell with their number, which can be magnified.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from codebinder.model.firmware import Analysis, NodeKind, Region, RegionKind
from codebinder.model.firmware_scale import Evenness, Piece, Scale, cut, edges, grouped, row_cuts, widths
from codebinder.model.firmware_words import cluster_word, described, region_word
from codebinder.model.text import LangText

MOST_BITS = 800
"""8 bits a byte, in the hundredths that curves count in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Measures of a drawing in its own units. `letter` is the mean width of a Latin letter in tenths of a unit."""

    width: int = 480
    letter: int = 38
    ruler: int = 10
    band: int = 22
    inner: int = 13
    curve: int = 30
    gap: int = 12
    least: int = 9
    levels: int = 3
    rows: int = 5
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a cell, or a part of it, stands. `opens` and `closes` tell whether it begins and ends in this row."""

    row: int
    x: int
    y: int
    width: int
    height: int
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One region as drawn, or `count` neighbours taken together. `number` is that of the region in lists ("3.1");
    `node` and `index` say which region it is, `inner` the node inside (-1: none); `packed`: what is drawn inside was
    unpacked from it and is not to scale; `raised`: wider than to scale; `label` is what fits into its widest box; `mix`
    gives of neighbours the share of each kind, in 1/1000 of their bytes."""

    number: str
    level: int
    parent: int
    node: int
    index: int
    start: int
    end: int
    kind: RegionKind
    count: int
    inner: int
    raised: bool
    packed: bool
    boxes: tuple[Box, ...]
    label: str = ""
    mix: tuple[tuple[RegionKind, int], ...] = ()

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Tick:
    """An address on a row's ruler: its mark at `x`, the text's left edge at `left`."""

    x: int
    left: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the bytes that it shows, its ruler, and its curve (points, with the axis from `base` up to `crown`)."""

    top: int
    height: int
    width: int
    start: int
    end: int
    ticks: tuple[Tick, ...]
    base: int = 0
    crown: int = 0
    curve: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareMap:
    """The whole drawing. `node` is what is drawn, `start` to `end` how much of it; `text` says the same in words."""

    node: int
    start: int
    end: int
    width: int
    height: int
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    kinds: tuple[RegionKind, ...]
    text: LangText
    hidden: tuple[Box, ...] = ()
    raised: bool = False
    packed: bool = False

    def pick(self, x: int, y: int) -> int:
        """Give the place in `cells` of what stands at a point, the innermost; -1 where nothing does."""
        found = -1
        for at, cell in enumerate(self.cells):
            for box in cell.boxes:
                if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
                    found = at
        return found

    def beside(self, at: int, step: int) -> int:
        """Give the cell before (-1) or after (1) another of the same level; the same one at an end."""
        level = self.cells[at].level
        to = at + step
        while 0 <= to < len(self.cells):
            if self.cells[to].level == level:
                return to
            to += step
        return at

    def inside(self, at: int) -> int:
        """Give the first cell inside another; the same one where nothing is drawn inside."""
        return at + 1 if at + 1 < len(self.cells) and self.cells[at + 1].parent == at else at

    def biggest(self, count: int) -> list[Cell]:
        """Give runs of regions taken together that are worth a magnified drawing, the most regions first."""
        runs = [cell for cell in self.cells if cell.count > 1 and cell.level == 0]
        return sorted(runs, key=lambda cell: (-cell.count, cell.start))[:count]


@dataclass(slots=True)
class _Draft:
    """A cell before it is cut into rows: from `x` to `until` on the strip."""

    cell: Cell
    x: int
    until: int
    level: int = field(default=0)


def lay_out(
    analysis: Analysis,
    style: Style | None = None,
    *,
    node: int = 0,
    span: tuple[int, int] | None = None,
    hidden: Sequence[tuple[int, int]] = (),
) -> FirmwareMap:
    """Lay out the map of a node, or of a stretch of it; `hidden` are stretches of that node that were filled. An empty
    node has no rows."""
    style = style or Style()
    regions = analysis.nodes[node].regions
    start, end = span or (0, regions[-1].end if regions else 0)
    pieces = cut(regions, start, end)
    text = described(analysis, node, start, end)
    kinds = tuple(kind for kind in RegionKind if any(regions[piece.first].kind is kind for piece in pieces))
    if not pieces:
        return FirmwareMap(node=node, start=start, end=end, width=style.width, height=0, rows=(), cells=(),
                           kinds=kinds, text=text)  # fmt: skip
    wanted = _wanted_rows(end - start, len(pieces), style)
    strip = wanted * style.width - (wanted - 1) * 2 * style.least
    drawn = grouped(pieces, max(3, strip * 6 // (10 * style.least)))
    spread, raised = widths([piece.size for piece in drawn], strip, style.least)
    borders = edges(spread)
    drafts = _drafts(analysis, node, drawn, borders, raised, style)
    cuts = row_cuts(borders, style.width, 2 * style.least)
    scale = Scale(drawn, borders)
    rows = _rows(analysis, node, scale, cuts, drafts, style)
    covers = [(low, high) for low, high in hidden if low < end and high > start]
    cells = tuple(_labelled(_boxed(draft, cuts, rows, style), analysis, style) for draft in drafts)
    seen = {cell.kind for cell in cells} | {kind for cell in cells for kind, _ in cell.mix} | set(kinds)
    return FirmwareMap(
        node=node, start=start, end=end, width=style.width, height=rows[-1].top + rows[-1].height, rows=rows,
        cells=cells, kinds=tuple(kind for kind in RegionKind if kind in seen), text=text,
        hidden=tuple(_covers(covers, scale, cuts, rows, style)),
        raised=any(cell.raised for cell in cells), packed=any(cell.packed for cell in cells),
    )  # fmt: skip


def _wanted_rows(size: int, count: int, style: Style) -> int:
    """More rows for a longer image, which has more to tell, and for more regions, which need the room."""
    if count == 1:
        return 1
    by_size = 1 + sum(size >= limit for limit in (256 << 10, 8 << 20, 256 << 20))
    by_count = -(-count * style.least * 2 // style.width)
    return max(1, min(style.rows, max(by_size, by_count)))


def _drafts(
    analysis: Analysis, node: int, pieces: Sequence[Piece], borders: Sequence[int], raised: Sequence[bool], style: Style
) -> list[_Draft]:
    """Give cells in the order of a walk through the tree: each before what is inside it."""
    made: list[_Draft] = []
    waiting = [
        (0, -1, "", False, node, piece, borders[at], borders[at + 1], raised[at]) for at, piece in enumerate(pieces)
    ][::-1]
    while waiting:
        level, parent, before, packed, owner, piece, x, until, wide = waiting.pop()
        region = analysis.nodes[owner].regions[piece.first]
        number = f"{before}{piece.first + 1}"
        inner = region.node if piece.count == 1 else -1
        mix = _mix(analysis.nodes[owner].regions, piece) if piece.count > 1 else ()
        kind = max(mix, key=lambda part: part[1])[0] if mix else region.kind
        cell = Cell(
            number=number, level=level, parent=parent, node=owner, index=piece.first, start=piece.start,
            end=piece.end, kind=kind, count=piece.count, inner=inner, raised=wide, packed=packed, boxes=(),
            mix=mix,
        )  # fmt: skip
        made.append(_Draft(cell, x, until, level))
        if inner < 0 or level + 1 >= style.levels or until - x < 3 * style.least:
            continue
        below = analysis.nodes[inner]
        if piece.size != region.size or not below.regions:
            continue
        at, plain = len(made) - 1, below.start == region.start
        waiting += [
            (level + 1, at, f"{number}.", not plain, inner, *each) for each in _inner(below.regions, x, until, style)
        ][::-1]
    return made


def _inner(regions: Sequence[Region], x: int, until: int, style: Style) -> Iterable[tuple[Piece, int, int, bool]]:
    least = max(3, style.least // 2)
    pieces = grouped(cut(regions, 0, regions[-1].end), max(1, (until - x) * 6 // (10 * least)))
    spread, raised = widths([piece.size for piece in pieces], until - x, least)
    places = edges(spread)
    return [(piece, x + places[at], x + places[at + 1], raised[at]) for at, piece in enumerate(pieces)]


def _mix(regions: Sequence[Region], piece: Piece) -> tuple[tuple[RegionKind, int], ...]:
    """Give the share of each kind in a run."""
    sums: dict[RegionKind, int] = {}
    for region in regions[piece.first : piece.first + piece.count]:
        sums[region.kind] = sums.get(region.kind, 0) + region.size
    return tuple((kind, sums[kind] * 1000 // max(1, piece.size)) for kind in RegionKind if kind in sums)


def _rows(
    analysis: Analysis, node: int, scale: Scale, cuts: Sequence[int], drafts: Sequence[_Draft], style: Style
) -> tuple[Row, ...]:
    place = analysis.place(node)
    even = Evenness(analysis.profile) if place is not None and analysis.profile.entropy else None
    starts = sorted(draft.x for draft in drafts if draft.level == 0)
    deepest = [0] * (len(cuts) - 1)
    for draft in drafts:
        for at in range(max(0, bisect_right(cuts, draft.x) - 1), min(len(deepest), bisect_left(cuts, draft.until))):
            deepest[at] = max(deepest[at], draft.level)
    rows: list[Row] = []
    top = 0
    for at, (low, high) in enumerate(pairwise(cuts)):
        bands = style.ruler + style.band + deepest[at] * style.inner
        base = top + bands + (style.curve + 4 if even is not None else 0)
        curve = _curve(even, scale, place or 0, (low, high), (base, style.curve)) if even is not None else ()
        height = base - top
        rows.append(
            Row(top=top, height=height, width=high - low, start=scale.offset(low), end=scale.offset(high),
                ticks=_ticks(scale, low, high, starts, style), base=base, crown=base - style.curve, curve=curve)
        )  # fmt: skip
        top += height + style.gap
    return tuple(rows)


def _curve(
    even: Evenness, scale: Scale, place: int, row: tuple[int, int], axis: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    (low, high), (base, tall) = row, axis
    points: list[tuple[int, int]] = []
    for x in range(low, high, 2):
        start = scale.offset(x)
        value = even.mean(place + start, place + max(start + 1, scale.offset(min(x + 2, high))))
        if value is not None:
            points.append((x - low, base - value * tall // MOST_BITS))
    return tuple(points)


def _ticks(scale: Scale, low: int, high: int, starts: Sequence[int], style: Style) -> tuple[Tick, ...]:
    """Give addresses that do not run into each other: the row's own first, then where regions begin."""
    gap = style.letter
    first, last = f"0x{scale.offset(low):X}", f"0x{scale.offset(high):X}"
    made = [Tick(0, 0, first)]
    taken = text_units(first, style.letter) + gap // 4
    wide = text_units(last, style.letter)
    limit = high - low - wide - gap // 4
    for x in starts[bisect_right(starts, low) : bisect_left(starts, high)]:
        text = f"0x{scale.offset(x):X}"
        length = text_units(text, style.letter)
        if x - low >= taken and x - low + length <= limit:
            made.append(Tick(x - low, x - low, text))
            taken = x - low + length + gap // 4
    if high - low - wide > (made[-1].left + text_units(made[-1].text, style.letter)):
        made.append(Tick(high - low, high - low - wide, last))
    return tuple(made)


def _covers(
    hidden: Iterable[tuple[int, int]], scale: Scale, cuts: Sequence[int], rows: Sequence[Row], style: Style
) -> Iterable[Box]:
    """Give bars over what was hidden; those that would run into each other are one."""
    until = -1
    for start, end in sorted(hidden):
        x = max(scale.place(start), until)
        high = max(x + 2, scale.place(end))
        until = high
        at = min(len(rows) - 1, max(0, bisect_right(cuts, x) - 1))
        while at < len(rows) and cuts[at] < high:
            low, stop = max(x, cuts[at]), min(high, cuts[at + 1])
            if stop > low:
                yield Box(at, low - cuts[at], rows[at].top + style.ruler, stop - low, 4)
            at += 1


def _boxed(draft: _Draft, cuts: Sequence[int], rows: Sequence[Row], style: Style) -> Cell:
    boxes: list[Box] = []
    at = max(0, bisect_right(cuts, draft.x) - 1)
    while at < len(rows) and cuts[at] < draft.until:
        low, high = max(draft.x, cuts[at]), min(draft.until, cuts[at + 1])
        if high > low:
            y = rows[at].top + style.ruler + (style.band + (draft.level - 1) * style.inner if draft.level else 0)
            boxes.append(
                Box(at, low - cuts[at], y, high - low, style.inner if draft.level else style.band,
                    draft.x >= cuts[at], draft.until <= cuts[at + 1])
            )  # fmt: skip
        at += 1
    return replace(draft.cell, boxes=tuple(boxes))


def _labelled(cell: Cell, analysis: Analysis, style: Style) -> Cell:
    if not cell.boxes:
        return cell
    room = max(box.width for box in cell.boxes) - 2
    regions = analysis.nodes[cell.node].regions
    if cell.count > 1:
        words = (cluster_word(cell.count, style.lang), f"{cell.count}×")
    else:
        word = region_word(regions[cell.index], analysis, style.lang)
        words = (f"{cell.number} {word}", cell.number)
    fitting = (word for word in words if text_units(word, style.letter) <= room)
    label = next(fitting, "") if cell.count > 1 else _fitted(words[0], cell.number, room, style.letter)
    return replace(cell, label=label)


def _fitted(text: str, number: str, room: int, letter: int) -> str:
    if text_units(text, letter) <= room - 2:
        return text
    short = number
    for char in text[len(number) :]:
        if text_units(f"{short}{char}…", letter) > room - 2:
            break
        short += char
    if len(short) >= len(number) + 4:
        return f"{short.rstrip()}…"
    return number if text_units(number, letter) <= room else ""


def text_units(text: str, letter: int) -> int:
    """Give the width of a text in units, rounded up: what is wide takes two letters, capitals and digits a little more
    than small ones."""
    tenths = 0
    for char in text:
        if char.isascii():
            tenths += letter * 13 // 10 if char.isupper() or char in "mw@%&" else letter * 11 // 10
        else:
            tenths += 2 * letter if unicodedata.east_asian_width(char) in "WFA" else letter * 13 // 10
    return -(-tenths // 10)


def worth_a_map(analysis: Analysis, number: int) -> bool:
    """Tell whether a node has more to show than one stretch of bytes."""
    node = analysis.nodes[number]
    return len(node.regions) > 1 and node.kind in {NodeKind.IMAGE, NodeKind.PART, NodeKind.FILE}
