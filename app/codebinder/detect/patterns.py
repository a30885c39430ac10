"""Compiles patterns over bytes: google-re2, whose time is linear; where it has no wheel, `re` in bounded windows.

Both read bytes as they are (Latin-1) and find the same matches for the syntax that both know; look-around and
back-references are no part of it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Protocol, cast

_MEMORY = 64 << 20
"""Bytes that one compiled pattern may take; the library's default of 8 MiB drops long ones into its slow path."""


def _library() -> ModuleType | None:
    try:
        return importlib.import_module("re2")
    except ImportError:
        return None


_RE2 = _library()
LINEAR = _RE2 is not None
"""Is the linear-time library there?"""


_Search = Callable[[object, bytes, int, int], Sequence[tuple[int, int]]]
_UNANCHORED = cast("object", getattr(getattr(_RE2, "_Anchor", None), "UNANCHORED", None))
_NOWHERE = (-1, -1)


class PatternFault(ValueError):
    """A text is no pattern; the message says why."""


class Match(Protocol):
    """One match; offsets in the searched bytes, (-1, -1) for a group that took no part."""

    def span(self, group: int = 0) -> tuple[int, int]:
        """Give where a group begins and ends."""
        ...

    def start(self, group: int = 0) -> int:
        """Give where a group begins."""
        ...

    def end(self, group: int = 0) -> int:
        """Give where a group ends."""
        ...

    def group(self, group: int = 0) -> bytes | None:
        """Give what a group matched."""
        ...


class Pattern(Protocol):
    """A compiled pattern; `pos` and `endpos` bound the search."""

    def finditer(self, text: bytes, pos: int = ..., endpos: int = ...) -> Iterator[Match]:
        """Give all matches, none overlapping."""
        ...

    def search(self, text: bytes, pos: int = ..., endpos: int = ...) -> Match | None:
        """Give the first match."""
        ...

    def match(self, text: bytes, pos: int = ..., endpos: int = ...) -> Match | None:
        """Give the match at `pos`."""
        ...

    def fullmatch(self, text: bytes, pos: int = ..., endpos: int = ...) -> Match | None:
        """Give the match of all from `pos` to `endpos`."""
        ...


@lru_cache(maxsize=4096)
def compile_pattern(text: str | bytes) -> Pattern:
    """Compile a pattern; characters of a text outside Latin-1 and faulty syntax raise PatternFault."""
    try:
        source = text if isinstance(text, bytes) else text.encode("latin-1")
    except UnicodeEncodeError as error:
        raise PatternFault("characters outside Latin-1; write them as \\x escapes") from error
    if _RE2 is None:
        try:
            return cast("Pattern", re.compile(source))
        except (re.error, RecursionError, OverflowError) as error:
            raise PatternFault(str(error)) from error
    options = _RE2.Options()
    options.encoding = _RE2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return cast("Pattern", _RE2.compile(source, options))
    except _RE2.error as error:
        reason = cast("object", error.args[0])
        raise PatternFault(reason.decode("latin-1") if isinstance(reason, bytes) else str(reason)) from error


def spans(pattern: Pattern, text: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Give where `pattern` matches, as `finditer` does, without making an object of each match.

    There are a dozen passes over every file of a few thousand bytes, and half of their time was spent on objects.
    """
    until = len(text) if end is None else min(end, len(text))
    start = min(start, len(text))
    search = _search_of(pattern)
    if search is None:
        for match in pattern.finditer(text, start, until):
            yield match.span()
        return
    while start <= until:
        found = search(_UNANCHORED, text, start, until)[0]
        if found == _NOWHERE:
            return
        yield found
        if start == until:
            return
        start = found[1] if found[1] > start else start + 1


def fitting(texts: Sequence[str | bytes], *, anywhere: bool = False) -> Callable[[bytes], list[int]]:
    """Give what tells, by their places, which of many patterns match all of a text, or `anywhere` in it."""
    if _RE2 is None:
        compiled = [compile_pattern(text) for text in texts]
        tried = [one.search if anywhere else one.fullmatch for one in compiled]
        return lambda word: [place for place, matched in enumerate(tried) if matched(word)]
    options = _RE2.Options()
    options.encoding = _RE2.Options.Encoding.LATIN1
    options.max_mem = _MEMORY
    together = _RE2.Set.SearchSet(options) if anywhere else _RE2.Set.FullMatchSet(options)
    for text in texts:
        together.Add(text if isinstance(text, bytes) else text.encode("latin-1"))
    together.Compile()
    return lambda word: sorted(cast("list[int] | None", together.Match(word)) or ())


def _search_of(pattern: Pattern) -> _Search | None:
    """Give the library's own search behind a pattern; None where there is none of the kind that is known here."""
    inner = getattr(pattern, "_regexp", None)
    return None if _UNANCHORED is None else cast("_Search | None", getattr(inner, "Match", None))


def group_of(pattern: Pattern, name: str) -> int:
    """Give the number of the group `name`; where there is none, 1 if the pattern has groups, else 0 (the match)."""
    names = cast("Mapping[str | bytes, int]", getattr(pattern, "groupindex"))  # noqa: B009
    count = cast("int", getattr(pattern, "groups"))  # noqa: B009
    for known, number in names.items():
        if known in (name, name.encode()):
            return number
    return 1 if count else 0
