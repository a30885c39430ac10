"""Finds many words in one pass: with hyperscan where it is there, else with an automaton; the places are the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import cast

import ahocorasick_rs

from codebinder.detect import hyper
from codebinder.detect.hyper import Scanner

_SLICE = 4 << 20
"""A file made of words cannot fill the memory with places."""


class WordSearch:
    """A set of words. Threads may share it; what it searches with is made when first asked."""

    def __init__(self, words: Sequence[bytes]) -> None:
        """Take the words; numbers in answers are places in `words`."""
        self.words = tuple(words)
        self._overlap = max(map(len, self.words), default=1)
        self._mutex = threading.Lock()
        self._scanner: Scanner | None = None
        self._automaton: ahocorasick_rs.BytesAhoCorasick | None = None

    def hits(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Give (number of the word, start, end) from the left, the longest at each place, none overlapping."""
        behind = 0
        for base in range(0, max(len(data), 1), _SLICE):
            part = data if len(data) <= _SLICE else data[base : base + _SLICE + self._overlap]
            for number, start, end in self._places(part):
                if start < _SLICE and base + start >= behind:
                    behind = base + end
                    yield number, base + start, base + end

    def _places(self, data: bytes) -> list[tuple[int, int, int]]:
        if self._scanner is None and self._automaton is None:
            self._make()
        if self._scanner is None:
            return cast("ahocorasick_rs.BytesAhoCorasick", self._automaton).find_matches_as_indexes(data)
        seen: list[tuple[int, int]] = []
        self._scanner.scan(data, _note, seen)
        return self._leftmost(seen) if seen else []

    def _leftmost(self, seen: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """Sort out which of the places, of which overlapping ones are told as well, come from the left."""
        words = self.words
        ordered = sorted((end - len(words[number]), -end, number) for end, number in seen)
        kept: list[tuple[int, int, int]] = []
        behind = 0
        for start, end, number in ordered:
            if start >= behind:
                behind = -end
                kept.append((number, start, behind))
        return kept

    def _make(self) -> None:
        with self._mutex:
            if self._scanner is not None or self._automaton is not None:
                return  # another thread was first
            self._scanner = _scanner(self.words)
            if self._scanner is None:
                self._automaton = ahocorasick_rs.BytesAhoCorasick(
                    self.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
                )


def _note(number: int, _start: int, end: int, _flags: int, seen: list[tuple[int, int]]) -> None:
    seen.append((end, number))


def _scanner(words: Sequence[bytes]) -> Scanner | None:
    if hyper.HYPERSCAN is None:
        return None
    patterns = [(number, b"".join(b"\\x%02x" % byte for byte in word)) for number, word in enumerate(words)]
    try:
        return Scanner(hyper.HYPERSCAN, hyper.compiled(hyper.HYPERSCAN, patterns, once=False))
    except hyper.HYPERSCAN.error:
        return None
