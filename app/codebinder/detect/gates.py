"""The gate of keywords: one pass over a file tells in which windows each rule's pattern is to be tried."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial

import ahocorasick_rs

from codebinder.detect.rules import Rule

_SLICE = 1 << 20
"""The gate runs on slices, so that a file made of keywords cannot fill the memory with hits."""

_Place = tuple[int, int, bytes]
"""A keyword of a rule beside another's hit: the rule's number, how far behind the hit's start it begins, the keyword
where it is still to be compared (empty where the hit itself holds it)."""


class _Automaton:
    """One set of keywords. Every place where one stands is told, also where it overlaps another."""

    def __init__(self, keywords: dict[bytes, set[int]]) -> None:
        self._words = sorted(keywords)
        self._overlap = max((len(word) for word in self._words), default=1) - 1
        self._own = [tuple(sorted(keywords[word])) for word in self._words]
        self._beside = _beside(self._words, keywords)
        # Only this match kind lets the library use its vectorised search: five times as fast as the plain automaton.
        self._search = ahocorasick_rs.BytesAhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def places(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Give (rule's number, start, end) for every keyword that stands in `data`."""
        for keyword, start, end in self._hits(data):
            for order in self._own[keyword]:
                yield order, start, end
            for order, offset, other in self._beside[keyword]:
                if data.startswith(other, start + offset):
                    yield order, start + offset, start + offset + len(other)

    def _hits(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        if len(data) <= _SLICE:
            yield from self._search.find_matches_as_indexes(data)
            return
        whole = memoryview(data)
        for base in range(0, len(data), _SLICE):
            part = whole[base : base + _SLICE + self._overlap]
            for keyword, start, end in self._search.find_matches_as_indexes(part):
                yield keyword, base + start, base + end


class KeywordGate:
    """All rules' keywords, those with a fixed spelling and those in any case. Threads may share it."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Prepare the search; the numbers in answers are places in `rules`."""
        self._rules = rules
        # Made when somebody asks: with a prefilter nobody does.
        self._all = lru_cache(maxsize=1)(partial(_automata, rules, range(len(rules))))
        # With few patterns the library searches several times as fast, and a file calls for few rules.
        self._one = lru_cache(maxsize=None)(self._of_one)

    def windows(self, data: bytes, candidates: Collection[int] | None = None) -> dict[int, list[tuple[int, int]]]:
        """Give each rule's windows in order, merged; only of `candidates` where they are given."""
        searches = [self._all()] if candidates is None else [self._one(order) for order in candidates]
        found: dict[int, list[tuple[int, int]]] = {}
        lower = b""
        for exact, folded in searches:
            if exact is not None:
                for order, start, end in exact.places(data):
                    self._add(found.setdefault(order, []), order, start, end, len(data))
            if folded is not None:
                lower = lower or data.lower()
                for order, start, end in folded.places(lower):
                    self._add(found.setdefault(order, []), order, start, end, len(data))
        return {order: _merged(windows) for order, windows in found.items()}

    def _of_one(self, order: int) -> tuple[_Automaton | None, _Automaton | None]:
        return _automata(self._rules, (order,))

    def _add(self, windows: list[tuple[int, int]], order: int, start: int, end: int, size: int) -> None:
        """Add the window around a keyword; one that goes on where the last one ends widens it, which bounds memory."""
        rule = self._rules[order]
        low, high = max(start - rule.before, 0), min(end + rule.after, size)
        if windows and windows[-1][0] <= low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the windows in order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(windows):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _automata(rules: Sequence[Rule], orders: Iterable[int]) -> tuple[_Automaton | None, _Automaton | None]:
    exact: dict[bytes, set[int]] = {}
    folded: dict[bytes, set[int]] = {}
    for order in orders:
        rule = rules[order]
        for keyword in rule.keywords:
            table, word = (folded, keyword.lower()) if rule.any_case else (exact, keyword)
            table.setdefault(word.encode(), set()).add(order)
    return _Automaton(exact) if exact else None, _Automaton(folded) if folded else None


def _beside(words: Sequence[bytes], keywords: dict[bytes, set[int]]) -> list[tuple[_Place, ...]]:
    """Give, for each keyword, those that may stand within its hit or begin there.

    The library's hits do not overlap, so a keyword that begins inside another one's hit is never reported by itself.
    """
    beginnings: dict[bytes, list[bytes]] = {}
    for word in words:
        for size in range(1, len(word) + 1):
            beginnings.setdefault(word[:size], []).append(word)
    found: list[tuple[_Place, ...]] = []
    for word in words:
        places: list[_Place] = []
        for offset in range(len(word)):
            tail = word[offset:]
            others = {other for other in beginnings.get(tail, ()) if other != word}  # begins here, may go on behind
            others |= {
                tail[:size] for size in range(1, len(tail) + 1) if tail[:size] in keywords and tail[:size] != word
            }
            places += [(order, offset, other) for other in sorted(others) for order in sorted(keywords[other])]
        found.append(tuple(places))
    return found
