"""How well a typed text fits a name: words anywhere, beginnings first, letters in order last; and paths by the hundred
thousand, in stages that each cost a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_EDGES = " _-./\\:()\u3000“”"
STRONG = 600
"""A score from which on the typed text stands in the name, or is its initials."""


def score(query: str, text: str, *, loose: bool = True) -> int:
    """Say how well `text` (lower case) fits `query` (lower case): 0 is not at all; every word of the query must fit. `loose`: letters
    that stand in order will do."""
    total, words = 0, query.split()
    for word in words:
        one = _word(word, text, loose=loose)
        if not one:
            return 0
        total += one
    return total // len(words) - min(len(text), 90) // 3 if total else 0


def _word(word: str, text: str, *, loose: bool) -> int:
    at = text.find(word)
    if at == 0:
        return 1000
    while at > 0:
        if text[at - 1] in _EDGES:
            return 900
        at = text.find(word, at + 1)
    if word in text:
        return 700
    if len(word) < 2:
        return 0
    initials = "".join(part[0] for part in _parts(text))
    if word in initials:
        return 600
    return _letters(word, text) if loose else 0


def _parts(text: str) -> list[str]:
    for edge in _EDGES:
        text = text.replace(edge, " ")
    return text.split()


def _letters(word: str, text: str) -> int:
    """Score letters that stand in order; the closer together, the better, and too far apart is nothing."""
    best = 0
    start = text.find(word[0])
    while start >= 0:
        at = start
        for letter in word[1:]:
            at = text.find(letter, at + 1)
            if at < 0:
                return best
        spread = at - start - len(word)
        if spread <= 2 * len(word):
            best = max(best, 400 - 8 * spread)
        start = text.find(word[0], start + 1)
    return best


class Paths:
    """An index over many paths. `find` gives the places of the best ones, file names before folders."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = [each.lower() for each in paths]
        self._names = [each.rpartition("/")[2] for each in self._paths]

    def __len__(self) -> int:
        return len(self._paths)

    def find(self, query: str, limit: int, check: Callable[[], None]) -> list[int]:
        """Give at most `limit` places; `check` may raise, to stop a search that nobody waits for any more."""
        words = query.lower().split()
        if not words:
            return []
        paths, names, last = self._paths, self._names, words[-1]
        room: Sequence[int] = range(len(paths))
        for word in words[:-1]:
            room = [at for at in room if word in paths[at]]
            check()
        found: list[int] = []
        for fits in (
            lambda at: names[at].startswith(last),
            lambda at: last in names[at],
            lambda at: last in paths[at],
        ):
            self._more(found, [at for at in room if fits(at)], limit)
            check()
            if len(found) >= limit:
                return found
        for texts in (names, paths):
            if len(last) > 1:
                self._more(found, self._loose(last, texts, room, check), limit)
        return found

    def _more(self, found: list[int], hits: list[int], limit: int) -> None:
        known, paths = set(found), self._paths
        fresh = sorted((at for at in hits if at not in known), key=lambda at: (len(paths[at]), paths[at]))
        found += fresh[: limit - len(found)]

    def _loose(self, word: str, texts: list[str], room: Sequence[int], check: Callable[[], None]) -> list[int]:
        """Give the places where the letters of `word` stand in order. A letter that is missing rules out most."""
        for count, letter in enumerate(sorted(set(word), key=word.index)):
            room = [at for at in room if letter in texts[at]]
            if count % 2:
                check()
        hits = [at for at in room if _in_order(word, texts[at])]
        check()
        return hits


def _in_order(word: str, text: str) -> bool:
    at = -1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
