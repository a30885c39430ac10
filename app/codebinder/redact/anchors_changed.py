"""What may have become of a hidden range whose bytes and tokens stand nowhere any more: a proposal for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.redact.anchors_lines import Alignment
from codebinder.redact.anchors_text import Text, words_of

_GRAM = 3
_SHORTEST = 8
"""Tokens of a text that is looked for by what is left of it."""
_COMMON = 8
"""A run of tokens that stands more often in the new file says nothing."""
_KEPT, _MUCH, _RIVAL, _SOME = 0.3, 0.4, 0.8, 0.25
"""Shares: of lines that pin a changed text, of what is left of one that moved, of a second place, of a like text."""
_REACH = 200
_ROOM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A proposed range; `places` is more than one where another is nearly as good."""

    start: int
    end: int
    places: int = 1


def changed(
    old: Text | None, new: Text, alignment: Alignment | None, hidden: bytes, encoding: str, start: int,
    lines: tuple[bool, bool],
) -> Spot | None:  # fmt: skip
    """Give where a person should look, or None where nothing is left of the text."""
    end = start + len(hidden)
    if not new.plain or encoding == "binary":
        # Without lines to go by: the same place of the same file, so that nothing is disclosed unasked.
        return Spot(start=start, end=min(end, len(new.data))) if old is not None and start < len(new.data) else None
    codec = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    words = words_of(hidden.decode(codec, "replace"))
    near = _Between(alignment, start, end, words, lines) if alignment is not None else None
    if near is not None and near.kept >= _KEPT:
        return near.around_kept()
    spot = likeness(new, words)
    if spot is not None and near is not None and near.was_another(spot):
        spot = None
    return spot or (near.any() if near is not None else None)


class _Between:
    """The lines of an old range, and what stands between its neighbours in the new file."""

    def __init__(
        self, alignment: Alignment, start: int, end: int, words: Sequence[str], lines: tuple[bool, bool]
    ) -> None:
        self._old, self._new, self._map = alignment.old, alignment.new, alignment.matched
        self._start, self._end, self._words, self._whole = start, end, words, lines
        self._first = self._old.line_at(start)
        self._last = self._old.line_at(max(start, end - 1))
        inside = range(self._first, self._last + 1)
        self._inner = [line for line in inside if line in self._map]
        self._pinned = any(alignment.pinned(line) is not None for line in inside)
        size = sum(len(self._old.lines[line]) for line in inside)
        self.kept = sum(len(self._old.lines[line]) for line in self._inner) / max(size, 1)
        above = range(self._first - 1, max(-1, self._first - _REACH), -1)
        below = range(self._last + 1, min(len(self._old.lines), self._last + _REACH))
        self._before = next((line for line in above if line in self._map), None)
        self._after = next((line for line in below if line in self._map), None)

    @property
    def _gap(self) -> tuple[int, int]:
        """The new lines between the neighbours, both included."""
        low = 0 if self._before is None else self._map[self._before] + 1
        high = len(self._new.lines) - 1 if self._after is None else self._map[self._after] - 1
        return low, high

    def around_kept(self) -> Spot | None:
        """Give the lines that are left, with as many around them as were changed."""
        low, high = self._gap
        first, last = self._inner[0], self._inner[-1]
        begin = self._map[first]
        if first != self._first:
            begin = low if self._before == self._first - 1 else max(low, begin - (first - self._first))
        stop = self._map[last]
        if last != self._last:
            stop = high if self._after == self._last + 1 else min(high, stop + self._last - last)
        return self._spot(begin, stop)

    def any(self) -> Spot | None:
        """Give what stands where the text was, if that may be what it has become."""
        if self._pinned:
            return self.around_kept()
        low, high = self._gap
        above = self._before == self._first - 1 or (self._before is None and self._first == 0)
        below = self._after == self._last + 1 or (self._after is None and self._last + 1 >= len(self._old.lines))
        if low > high or not (above or below):
            return None
        if above and below:
            return self._spot(low, high)
        room = 2 * (self._last - self._first + 1) + _ROOM
        if above:
            high = min(high, low + room)
        else:
            low = max(low, high - room)
        found = set(words_of("\n".join(self._new.lines[low : high + 1])))
        wanted = set(self._words)
        if len(found & wanted) < _SOME * len(wanted):
            return None
        return self._spot(low, high)

    def was_another(self, spot: Spot) -> bool:
        """Did these lines stand elsewhere in the old file, as something like it and not as what was hidden?"""
        first, last = self._new.line_at(spot.start), self._new.line_at(max(spot.start, spot.end - 1))
        told = [line for line in range(first, last + 1) if self._new.lines[line]]
        outside = {
            there
            for line, there in self._map.items()
            if first <= there <= last and not self._first <= line <= self._last
        }
        return 2 * len(outside.intersection(told)) > len(told)

    def _spot(self, low: int, high: int) -> Spot | None:
        new = self._new
        while low <= high and not new.lines[low]:
            low += 1
        while low <= high and not new.lines[high]:
            high -= 1
        if low > high:
            return None
        start, end = new.starts[low], new.line_end(high)
        if low == 0 and new.data[: start + 4].decode(new.codec, "ignore").startswith("\ufeff"):
            start += len("\ufeff".encode(new.codec))
        start, end = self._trimmed(start, end)
        return Spot(start=start, end=end) if start < end else None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Leave out of the first and last line what stood beside the range in the old ones, where it is still there."""
        old, new = self._old, self._new
        head = old.data[old.starts[self._first] : self._start].lstrip()
        tail = old.data[self._end : old.line_end(self._last)].rstrip()
        if old.encoding != new.encoding:
            return start, end
        found = new.data[start:end]
        if not self._whole[0] and head and found.lstrip().startswith(head):
            start += len(found) - len(found.lstrip()) + len(head)
        if not self._whole[1] and tail and found.rstrip().endswith(tail):
            end -= len(found) - len(found.rstrip()) + len(tail)
        return (start, end) if start < end else (start, start)


def likeness(new: Text, words: Sequence[str]) -> Spot | None:
    """Give the lines in which most is left of a text, wherever they stand; None where it is less than enough."""
    if len(words) < _SHORTEST or not new.plain:
        return None
    grams = set(_grams(words))
    tokens = new.tokens
    hits = [(at, gram) for at, gram in enumerate(_grams(tokens.words)) if gram in grams]
    often = dict[tuple[str, ...], int]()
    for _, gram in hits:
        often[gram] = often.get(gram, 0) + 1
    hits = [(at, gram) for at, gram in hits if often[gram] <= _COMMON]
    length = len(words) + len(words) // 2 + _ROOM
    spots = _dense(hits, length)
    if not spots or spots[0][0] < _MUCH * len(grams):
        return None
    count, first, last = spots[0]
    rivals = [each for each in spots[1:] if each[0] >= _RIVAL * count]
    begin, stop = new.offsets([tokens.starts[first], tokens.ends[min(last + _GRAM - 1, len(tokens.ends) - 1)]])
    start, end = new.starts[new.line_at(begin)], new.line_end(new.line_at(max(begin, stop - 1)))
    return Spot(start=start, end=end, places=1 + len(rivals))


def _grams(words: Sequence[str]) -> zip[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_GRAM)), strict=False)


def _dense(hits: Sequence[tuple[int, tuple[str, ...]]], length: int) -> list[tuple[int, int, int]]:
    """Give windows that do not overlap, those with most different runs first: how many, first and last token."""
    windows: list[tuple[int, int, int]] = []
    held = dict[tuple[str, ...], int]()
    low = 0
    for high, (at, gram) in enumerate(hits):
        held[gram] = held.get(gram, 0) + 1
        while hits[low][0] < at - length:
            left = hits[low][1]
            held[left] -= 1
            if not held[left]:
                del held[left]
            low += 1
        windows.append((len(held), hits[low][0], hits[high][0]))
    chosen: list[tuple[int, int, int]] = []
    for window in sorted(windows, key=lambda each: (-each[0], each[2] - each[1])):
        if len(chosen) == 2:
            break
        if all(window[2] < other[1] or window[1] > other[2] for other in chosen):
            chosen.append(window)
    return chosen
