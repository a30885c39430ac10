"""Which lines of an old file are which lines of a new one, as far as that is certain.

Lines that stand once in both files pin it; the longest run of pins in the same order counts. What is between two pins
is compared by them. Near-linear in the number of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from codebinder.redact.anchors_text import Text

_SHORT = 4
"""A line of fewer characters (a bracket, `fi`) pins nothing."""


class Alignment:
    """Pins and matched lines of two files. `pins` are pairs of lines in ascending order on both sides."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self.pins = _pins(old.lines, new.lines)
        self._old = [line for line, _ in self.pins]
        self.matched = _extended(old.lines, new.lines, self.pins)

    def pinned(self, line: int) -> int | None:
        """Give the new line for a pinned old one."""
        at = bisect_left(self._old, line)
        return self.pins[at][1] if at < len(self._old) and self._old[at] == line else None

    def segment(self, first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Give the bytes between the pins around old lines `first` to `last`, in the old file and in the new one."""
        left = bisect_left(self._old, first) - 1
        right = bisect_left(self._old, last + 1)
        low = self.pins[left] if left >= 0 else None
        high = self.pins[right] if right < len(self.pins) else None
        return (
            _between(self.old, None if low is None else low[0], None if high is None else high[0]),
            _between(self.new, None if low is None else low[1], None if high is None else high[1]),
        )


def _between(text: Text, low: int | None, high: int | None) -> tuple[int, int]:
    return 0 if low is None else text.line_end(low), len(text.data) if high is None else text.starts[high]


def _pins(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    once_old, once_new = _alone(old), _alone(new)
    pairs = [(line, once_new[text]) for text, line in once_old.items() if text in once_new]
    return _ascending(pairs)


def _alone(lines: Sequence[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {text: place for place, text in enumerate(lines) if counts[text] == 1 and len(text) >= _SHORT}


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of pairs that ascends on both sides; they come in order of the first."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        slot = bisect_left(tails, value)
        before.append(at[slot - 1] if slot else -1)
        if slot == len(tails):
            tails.append(value)
            at.append(place)
        else:
            tails[slot], at[slot] = value, place
    chosen: list[tuple[int, int]] = []
    place = at[-1] if at else -1
    while place >= 0:
        chosen.append(pairs[place])
        place = before[place]
    chosen.reverse()
    return chosen


def _extended(old: Sequence[str], new: Sequence[str], pins: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Let pins grow over equal lines beside them, down and then up, never over another pin's lines."""
    matched = dict(pins)
    for (line, other), (stop, far) in zip([(-1, -1), *pins], [*pins, (len(old), len(new))], strict=True):
        down = 1
        while line + down < stop and other + down < far and old[line + down] == new[other + down]:
            matched[line + down] = other + down
            down += 1
        up = 1
        while stop - up > line + down - 1 and far - up > other + down - 1 and old[stop - up] == new[far - up]:
            matched[stop - up] = far - up
            up += 1
    return matched
