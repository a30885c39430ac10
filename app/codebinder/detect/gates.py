"""The gate of keywords: one pass over a file tells in which windows each rule's pattern is to be tried."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import ahocorasick_rs

from codebinder.detect.rules import Rule

_SLICE = 4 << 20
"""The gate runs on slices, so that a file made of keywords cannot fill the memory with hits."""


class _Automaton:
    """One set of keywords, and the rules that each of them calls."""

    def __init__(self, keywords: dict[str, set[int]]) -> None:
        self._words = sorted(word.encode() for word in keywords)
        self._overlap = max((len(word) for word in self._words), default=1) - 1
        self.wanted = _rules_by_keyword(self._words, keywords)
        # Only this match kind lets the library use its vectorised search: five times as fast as the plain automaton.
        self._search = ahocorasick_rs.BytesAhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def hits(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Give (keyword, start, end) in order, none overlapping within a slice."""
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
        exact: dict[str, set[int]] = {}
        folded: dict[str, set[int]] = {}
        for order, rule in enumerate(rules):
            for keyword in rule.keywords:
                table, word = (folded, keyword.lower()) if rule.any_case else (exact, keyword)
                table.setdefault(word, set()).add(order)
        self._exact = _Automaton(exact) if exact else None
        self._folded = _Automaton(folded) if folded else None

    def windows(self, data: bytes, candidates: Collection[int] | None = None) -> dict[int, list[tuple[int, int]]]:
        """Give each rule's windows in order, merged; only of `candidates` where they are given."""
        windows: dict[int, list[tuple[int, int]]] = {}
        if self._exact is not None:
            self._add(self._exact, data, candidates, windows)
        if self._folded is not None:
            self._add(self._folded, data.lower(), candidates, windows)
        return windows

    def _add(
        self,
        automaton: _Automaton,
        data: bytes,
        candidates: Collection[int] | None,
        windows: dict[int, list[tuple[int, int]]],
    ) -> None:
        size = len(data)
        wanted = automaton.wanted
        if candidates is not None:
            wanted = [tuple(order for order in orders if order in candidates) for orders in wanted]
        for keyword, start, end in automaton.hits(data):
            for order in wanted[keyword]:
                rule = self._rules[order]
                low, high = max(start - rule.before, 0), min(end + rule.after, size)
                known = windows.setdefault(order, [])
                if known and low <= known[-1][1]:
                    known[-1] = (known[-1][0], max(high, known[-1][1]))
                else:
                    known.append((low, high))


def _rules_by_keyword(words: Sequence[bytes], keywords: dict[str, set[int]]) -> list[tuple[int, ...]]:
    """Give, for each keyword, the rules to try where it stands: its own, and those of keywords that it may cover.

    The gate's hits do not overlap, so a keyword that begins inside another one's hit is never reported by itself.
    """
    beginnings: dict[bytes, list[bytes]] = {}
    for word in words:
        for size in range(1, len(word) + 1):
            beginnings.setdefault(word[:size], []).append(word)
    known = set(words)
    wanted: list[tuple[int, ...]] = []
    for word in words:
        orders: set[int] = set()
        for start in range(len(word)):
            tail = word[start:]
            for other in beginnings.get(tail, ()):  # begins inside this one and goes on behind it
                orders |= keywords[other.decode()]
            for end in range(1, len(tail) + 1):  # lies inside this one
                if tail[:end] in known:
                    orders |= keywords[tail[:end].decode()]
        wanted.append(tuple(sorted(orders)))
    return wanted
