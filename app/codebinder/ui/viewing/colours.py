"""Which colour stands where in a file, as far as it is known: runs in packed arrays, by the bytes that they cover."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from codebinder.ui.viewing.lexing import Chunk

_KEPT = 48
"""Stretches of a big file whose colours are kept."""


class Stretch:
    """A part of a file that was lexed, or is being lexed, from `start` on; known up to `end`."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self._starts: array[int] = array("q")
        self._kinds = bytearray()

    def add(self, chunk: Chunk) -> None:
        """Take what follows."""
        self._starts.frombytes(chunk.starts)
        self._kinds += chunk.kinds
        self.end = max(self.end, chunk.end)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Give (first byte, end, kind) of every coloured run that touches `start` to `end`."""
        at, last = max(0, bisect_right(self._starts, start) - 1), len(self._starts)
        while at < last and self._starts[at] < end:
            stop = self._starts[at + 1] if at + 1 < last else self.end
            if stop > start and self._kinds[at]:
                yield max(start, self._starts[at]), min(end, stop), self._kinds[at]
            at += 1


class Colours:
    """What is known of one file. The stretch from the file's top is right; others began in the middle of things."""

    def __init__(self) -> None:
        self._top: Stretch | None = None
        self._others: list[Stretch] = []

    def begin(self, start: int) -> Stretch:
        """Begin a stretch at a byte."""
        made = Stretch(start)
        if start == 0:
            self._top, made = made, self._top or made  # what an earlier run from the top found holds until then
            self._others.append(made)
            made = self._top
        else:
            self._others.append(made)
        del self._others[:-_KEPT]
        return made

    def of(self, start: int, end: int) -> Stretch | None:
        """Give the best stretch that knows the bytes `start` to `end`."""
        if self._top is not None and self._top.end >= end:
            return self._top
        held = [each for each in self._others if each.start <= start and each.end >= end]
        return min(held, key=lambda each: each.start, default=None)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Give the coloured runs of a line; nothing where they are not known yet."""
        held = self.of(start, end)
        return held.runs(start, end) if held is not None else iter(())
