"""How an image's bytes are spread over a drawing: to scale, but for what would be too small to see. Integers only.

A region gets the width of its share, and a least width where that is less; where more regions stand side by side than
there is room for, neighbours are taken together. The same image gives the same drawing on every machine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from codebinder.model.firmware import Profile, Region

_CHUNKS = 48
"""Of what is drawn, a run of regions taken together spans no more than this part."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A region, or a run of neighbours, as it is drawn: bytes in its node, and the regions' places in its list."""

    start: int
    end: int
    first: int
    count: int = 1

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self.end - self.start


def cut(regions: Sequence[Region], start: int, end: int) -> list[Piece]:
    """Give the regions of a stretch, cut to it; empty ones are not drawn."""
    made = (Piece(max(each.start, start), min(each.end, end), at) for at, each in enumerate(regions))
    return [piece for piece in made if piece.size > 0]


def grouped(pieces: list[Piece], most: int) -> list[Piece]:
    """Take small neighbours together until no more than `most` are left; large ones stay by themselves."""
    whole = sum(piece.size for piece in pieces)
    most = max(1, most)
    small, span = 1, max(1, whole // _CHUNKS)
    while len(pieces) > most:
        small *= 4
        if small > span * 4:
            span *= 2
        pieces = _runs(pieces, small, span)
    return pieces


def _runs(pieces: list[Piece], small: int, span: int) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if last is not None and last.size <= span and piece.size < small and piece.end - last.start <= span:
            out[-1] = Piece(last.start, piece.end, last.first, last.count + piece.count)
        else:
            out.append(piece)
    return out


def widths(sizes: Sequence[int], total: int, least: int) -> tuple[list[int], list[bool]]:
    """Spread `total` over sizes: to scale, none narrower than `least`; tell which are wider than their share. The sum
    is `total` wherever there is room for all."""
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    free, rest = total, sum(sizes)
    raised = [False] * len(sizes)
    for at in order:
        if sizes[at] * free >= least * rest:
            break
        raised[at] = True
        free -= least
        rest -= sizes[at]
    free = max(0, free)
    made = [least if up else (size * free // rest if rest else 0) for size, up in zip(sizes, raised, strict=True)]
    if order and not raised[order[-1]]:
        made[order[-1]] += total - sum(made)
    return made, raised


def edges(found: Sequence[int]) -> list[int]:
    """Give where each stretch begins, and where the last one ends."""
    return [0, *accumulate(found)]


def row_cuts(borders: Sequence[int], width: int, least: int) -> list[int]:
    """Cut a strip into rows of at most `width`, so that no region shows as a sliver at the end or beginning of one."""
    cuts, total = [0], borders[-1]
    while total - cuts[-1] > width:
        at, end = cuts[-1], cuts[-1] + width
        index = bisect_right(borders, end) - 1
        low, high = borders[index], borders[min(index + 1, len(borders) - 1)]
        if low < end and low > at and end - low < least:
            end = low
        elif low < end and high - end < least:
            end = high - least if high - least > max(low, at) + least else (low if low > at else end)
        cuts.append(max(end, at + 1))
    return [*cuts, total]


class Scale:
    """Where a byte stands on a strip, and which byte stands there: straight between the borders of pieces."""

    def __init__(self, pieces: Sequence[Piece], borders: Sequence[int]) -> None:
        self._bytes = [*(piece.start for piece in pieces), pieces[-1].end if pieces else 0]
        self._borders = list(borders)

    def offset(self, x: int) -> int:
        """Give the byte at a place of the strip."""
        return _between(x, self._borders, self._bytes)

    def place(self, offset: int) -> int:
        """Give the place of a byte on the strip."""
        return _between(offset, self._bytes, self._borders)


def _between(value: int, one: Sequence[int], other: Sequence[int]) -> int:
    at = min(max(bisect_right(one, value) - 1, 0), len(one) - 2)
    if at < 0:
        return 0
    low, high = one[at], one[at + 1]
    inside = min(max(value, low), high) - low
    return other[at] + inside * (other[at + 1] - other[at]) // max(1, high - low)


class Evenness:
    """Sums over a profile, so that the mean of any stretch is one subtraction."""

    def __init__(self, profile: Profile) -> None:
        self._block = max(1, profile.block)
        self._sums = [0, *accumulate(profile.entropy)]

    def mean(self, start: int, end: int) -> int | None:
        """Give the mean over the blocks that a stretch touches, in 1/100 bit a byte; None where there are none."""
        first = start // self._block
        last = min(len(self._sums) - 1, max(first + 1, -(-end // self._block)))
        if first >= last:
            return None
        return (self._sums[last] - self._sums[first]) * 100 // (32 * (last - first))
