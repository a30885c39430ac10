"""Where the linear-time library is missing: literal stems of the gates, so that the slow one sees a few lines only.

The gates are written in a small subset of pattern syntax, which is all that is read here: literals, escapes, classes,
groups without capture, alternatives and quantifiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs

_ZERO_WIDTH = frozenset("bBAz")
_CLASSES = frozenset("sSwWdD")
_LINES_BEHIND = 3


class _Reader:
    """Reads one gate; each part gives the words of which one stands in every match, or nothing where none must."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def alternatives(self) -> frozenset[str]:
        """Read up to the end or the bracket that closes the group."""
        found: list[frozenset[str]] = []
        while True:
            found.append(self._sequence())
            if self._at >= len(self._text) or self._text[self._at] == ")":
                whole: frozenset[str] = frozenset()
                return whole.union(*found) if all(found) else whole
            self._at += 1  # the bar

    def _sequence(self) -> frozenset[str]:
        best: frozenset[str] = frozenset()
        run = ""
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            part = self._atom()
            optional, repeated = self._quantifier()
            if part is None:  # of no width
                continue
            if isinstance(part, str) and part and not optional:
                run += part
                if not repeated:
                    continue
            best = _better(best, frozenset({run}) if run else frozenset())
            run = ""
            if isinstance(part, frozenset) and not optional:
                best = _better(best, part)
        return _better(best, frozenset({run}) if run else frozenset())

    def _atom(self) -> str | frozenset[str] | None:
        """Read one atom: a literal, a group's words, "" for a class of characters, None for what has no width."""
        char = self._text[self._at]
        self._at += 1
        if char == "\\":
            escaped = self._text[self._at]
            self._at += 1
            return None if escaped in _ZERO_WIDTH else "" if escaped in _CLASSES or escaped.isalnum() else escaped
        if char == "[":
            self._skip_class()
            return ""
        if char == "(":
            self._at = self._text.index(":", self._at) + 1
            words = self.alternatives()
            self._at += 1
            return words
        return None if char in "^$" else "" if char == "." else char.lower()

    def _skip_class(self) -> None:
        self._at += self._text[self._at] == "^"
        self._at += self._text[self._at] == "]"
        while self._text[self._at] != "]":
            self._at += 2 if self._text[self._at] == "\\" else 1
        self._at += 1

    def _quantifier(self) -> tuple[bool, bool]:
        """Read a quantifier if there is one: may the atom be missing, may it stand several times."""
        char = self._text[self._at : self._at + 1]
        if char and char in "?*+":
            self._at += 1
            return char != "+", char != "?"
        if char == "{":
            end = self._text.index("}", self._at)
            least = self._text[self._at + 1 : end].split(",")[0]
            self._at = end + 1
            return least in {"", "0"}, True
        return False, False


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Choose the words whose shortest is longer: they stand in fewer places."""
    return max(one, other, key=lambda words: min(map(len, words), default=0))


def stems_of(gate: str) -> frozenset[str]:
    """Give words in lower case of which one stands in whatever `gate` matches; empty where there are none."""
    return _Reader(gate).alternatives()


class Windows:
    """Finds the lines in which some of the gates can match, and which of them. Threads may share it."""

    def __init__(self, gates: Sequence[str]) -> None:
        """Prepare the search for all gates' stems."""
        table: dict[bytes, set[int]] = {}
        for number, gate in enumerate(gates):
            for stem in stems_of(gate):
                table.setdefault(stem.encode("latin-1"), set()).add(number)
        self._gates = list(table.values())
        self._search = ahocorasick_rs.BytesAhoCorasick(list(table))

    def over(self, flat: bytes) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Give windows of whole lines, in order and apart from each other, with the gates that can match in them."""
        low, high = 0, -1
        gates: set[int] = set()
        hits = self._search.find_matches_as_indexes(flat.lower(), overlapping=True)
        for stem, start, end in sorted(hits, key=lambda hit: hit[1]):
            begins, stop = _lines_around(flat, start, end)
            if high >= 0 and begins > high:
                yield low, high, frozenset(gates)
                gates = set()
            if not gates:
                low, high = begins, stop
            high = max(high, stop)
            gates |= self._gates[stem]
        if high >= 0:
            yield low, high, frozenset(gates)


def _lines_around(flat: bytes, start: int, end: int) -> tuple[int, int]:
    """Give the lines of a word, with one before them and two behind: no match reaches further."""
    before = flat.rfind(b"\n", 0, start)
    begins = flat.rfind(b"\n", 0, before) + 1 if before > 0 else 0
    stop = end
    for _ in range(_LINES_BEHIND):
        found = flat.find(b"\n", stop)
        stop = len(flat) if found < 0 else found + 1
    return begins, stop
