"""What encloses a stretch of an image: the packed part that it belongs to, the numbers that were computed over it, and
every part whose digest would tell of it (proof.md §1).

Offsets are bytes of the image itself. A stretch inside of something packed means the whole packed part: what stands
there has no place of its own in the image.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codebinder.base.messages import SaidError
from codebinder.model.firmware import Analysis, Check, Node, NodeKind, Region
from codebinder.model.text import Message, shown_path

Stretch = tuple[int, int]
_PASSES = 64
"""Rounds in which numbers over numbers are found: no honest image nests so deep."""
_BYTES = frozenset({NodeKind.IMAGE, NodeKind.PART, NodeKind.FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of an image that was computed over something hidden: what it is called, where it stands, and `over`
    which hidden stretches. `part` is the way to the node that has it, for people. `start` is -1 where it has no place
    of its own in the image."""

    name: str
    part: str
    start: int
    end: int
    over: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Enclosing:
    """A part of the image that a hidden stretch is in: no digest of it may leave. `head` is how far its header is
    looked through for short numbers; 0 for a region that no reader knows. `node`: is it a file, or something else that
    might be kept by itself, under git for one?"""

    start: int
    end: int
    part: str
    head: int = 0
    node: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node whose bytes stand as they are in the image."""

    node: Node
    start: int
    end: int


class Stretches:
    """Stretches that are told apart, in order; touching ones are one."""

    def __init__(self, given: Iterable[Stretch] = ()) -> None:
        self._all: list[Stretch] = []
        for start, end in given:
            self.add(start, end)

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._all)

    def add(self, start: int, end: int) -> None:
        """Take in one more."""
        if start >= end:
            return
        first = self._first(start)
        if first and self._all[first - 1][1] == start:
            first -= 1
        last = first
        while last < len(self._all) and self._all[last][0] <= end:
            start, end = min(start, self._all[last][0]), max(end, self._all[last][1])
            last += 1
        self._all[first:last] = [(start, end)]

    def meeting(self, start: int, end: int) -> list[Stretch]:
        """Give those that have a byte in common with start to end."""
        at = self._first(start)
        found: list[Stretch] = []
        while at < len(self._all) and self._all[at][0] < end:
            found.append(self._all[at])
            at += 1
        return found if start < end else []

    def hold(self, start: int, end: int) -> bool:
        """Is every byte from start to end in one of them?"""
        return any(low <= start and end <= high for low, high in self.meeting(start, end))

    def rest(self, start: int, end: int) -> list[Stretch]:
        """Give what of start to end is in none of them."""
        found: list[Stretch] = []
        for low, high in self.meeting(start, end):
            if start < low:
                found.append((start, low))
            start = max(start, high)
        return [*found, (start, end)] if start < end else found

    def _first(self, at: int) -> int:
        """Give the number of the first one that ends behind `at`."""
        place = bisect_right(self._all, at, key=lambda each: each[0])
        return place - 1 if place and self._all[place - 1][1] > at else place


def part_of(analysis: Analysis, number: int) -> str:
    """Give the way to a node, for people: "image" for the image itself."""
    return shown_path(analysis.path(number)) or "image"


def find(analysis: Analysis, path: bytes) -> Stretch:
    """Give where the node at `path` of the tree stands in the image: of something packed, the whole packed part."""
    for node in analysis.nodes:
        if analysis.path(node.number) == path:
            return stretch(analysis, node)
    raise SaidError(
        Message("firmware.hide.no-part"), where=shown_path(path), next_step=Message("firmware.hide.list-parts")
    )


def stretch(analysis: Analysis, node: Node) -> Stretch:
    """Give where a node stands in the image: of something packed, the whole packed part."""
    while node.number and analysis.place(node.number) is None:
        node = analysis.nodes[node.parent]
    start = analysis.place(node.number) or 0
    return start, start + node.size


def _placed(analysis: Analysis) -> dict[int, _Placed]:
    """Give the nodes that stand in the image as they are, by number; parents come before what is in them."""
    found: dict[int, _Placed] = {}
    for node in analysis.nodes:
        if node.kind not in _BYTES:
            continue
        over = found.get(node.parent) if node.number else None
        if node.number and (node.start < 0 or over is None):
            continue
        start = min(over.start + node.start, over.end) if over is not None else 0
        limit = over.end if over is not None else analysis.size
        found[node.number] = _Placed(node, start, min(start + node.size, limit))
    return found


def _packing(analysis: Analysis, placed: dict[int, _Placed]) -> dict[int, Stretches]:
    """Give the placed nodes of which something inside is packed, each with what stands plainly in it."""
    found: dict[int, Stretches] = {}
    for node in analysis.nodes[1:]:
        if node.number not in placed and node.parent in placed and node.kind in _BYTES and node.size:
            found.setdefault(node.parent, Stretches())
    for each in placed.values():
        if each.node.number and each.node.parent in found:
            found[each.node.parent].add(each.start, each.end)
    return found


def widened(analysis: Analysis, start: int, end: int) -> Stretch:
    """Give the stretch with every packed part whole that it touches."""
    placed = _placed(analysis)
    packing = _packing(analysis, placed)
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        for number, plain in packing.items():
            part = placed[number]
            low, high = max(start, part.start), min(end, part.end)
            if low < high and (low, high) != (part.start, part.end) and plain.rest(low, high):
                start, end = min(start, part.start), max(end, part.end)
    return start, end


def numbers(analysis: Analysis, hidden: Sequence[Stretch]) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Give the numbers that were computed over what is hidden, or over such a number in turn: those that stand in the
    image and are to be hidden along with it, and those that have no place in it. `hidden` is widened already."""
    placed = _placed(analysis)
    all_hidden = Stretches(hidden)
    wanted = list(_checks(placed.values()))
    found: dict[tuple[int, int, str], Number] = {}
    lost: dict[tuple[int, str], Number] = {}
    for _ in range(_PASSES):
        left: list[tuple[_Placed, Check]] = []
        fresh = False
        for part, check in wanted:
            over = _over(part, check, all_hidden)
            if not over:
                left.append((part, check))
                continue
            start, end = part.start + check.start, part.start + check.end
            stands = 0 <= check.start < check.end and end <= part.end
            made = Number(
                name=check.name, part=part_of(analysis, part.node.number), start=start if stands else -1,
                end=end if stands else -1, over=tuple(over),
            )  # fmt: skip
            if not stands:
                lost[part.node.number, check.name] = made
            elif not all_hidden.hold(start, end):
                fresh = True
                all_hidden.add(start, end)
                found[start, end, check.name] = made
        wanted = left
        if not fresh:
            return tuple(sorted(found.values(), key=lambda each: (each.start, each.end))), tuple(lost.values())
    raise SaidError(Message("firmware.hide.endless"), next_step=Message("firmware.hide.withhold"))


def _checks(parts: Iterable[_Placed]) -> Iterator[tuple[_Placed, Check]]:
    for part in parts:
        for owner in (part.node, *part.node.regions):
            for check in owner.checks:
                yield part, check


def _over(part: _Placed, check: Check, hidden: Stretches) -> list[Stretch]:
    out: list[Stretch] = []
    for start, end in check.covers:
        out += hidden.meeting(part.start + max(0, start), min(part.start + end, part.end))
    return list(dict.fromkeys(out))


_HEAD = 4096
"""Bytes of a known part in which its own short numbers stand: its header."""


def enclosing(analysis: Analysis, hidden: Sequence[Stretch]) -> tuple[Enclosing, ...]:
    """Give every part of the image that has a hidden byte in it: the image, nodes and regions, each once."""
    stretches = Stretches(hidden)
    found: dict[Stretch, Enclosing] = {(0, analysis.size): Enclosing(0, analysis.size, "image", _HEAD, node=True)}
    for part in _placed(analysis).values():
        if not stretches.meeting(part.start, part.end):
            continue
        name = part_of(analysis, part.node.number)
        _take(found, Enclosing(part.start, part.end, name, _HEAD if part.node.format else 0, node=True))
        for region in part.node.regions:
            start, end = part.start + region.start, min(part.start + region.end, part.end)
            if stretches.meeting(start, end):
                _take(found, Enclosing(start, end, _named(name, region)))
    for start, end in stretches:
        _take(found, Enclosing(start, end, ""))
    return tuple(sorted(found.values(), key=lambda each: (each.start, each.end)))


def _named(name: str, region: Region) -> str:
    return f"{name} {region.format}".strip() if region.format else name


def _take(found: dict[Stretch, Enclosing], each: Enclosing) -> None:
    if each.start < each.end:
        held = found.get((each.start, each.end))
        if held is None or (each.head, each.node) > (held.head, held.node):
            found[each.start, each.end] = each
