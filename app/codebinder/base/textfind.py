"""Finds a text or a regular expression in a file's bytes, whatever its encoding, in time that is linear in its size.

google-re2 knows no backtracking, so no pattern can hang a search; where it has no wheel, plain texts are still found.
A match ends at the end of a block of lines at the latest (some 256 KiB): that is where a search can be cancelled.
"""

from __future__ import annotations

import importlib
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, Protocol, cast

from codebinder.base import encoding as encodings
from codebinder.model.ports import Cancel

MOST = 100_000
"""So many hits are kept; beyond them a search only says that there are more."""
_BLOCK = 1 << 18
_MEMORY = 16 << 20
_LONGEST = 2000
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})
_BYTES = frozenset({"latin-1", "binary"})


class PatternFault(ValueError):
    """A text is no pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for. `case`: upper and lower case differ; `words`: whole words only."""

    text: str
    regex: bool = False
    case: bool = False
    words: bool = False


@dataclass(slots=True)
class Hits:
    """Where something stands: first bytes and ends, ascending, none overlapping."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    more: bool = False
    """Were hits left out?"""

    def __len__(self) -> int:
        """Give how many hits are kept."""
        return len(self.starts)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the hits that touch the bytes `start` to `end`."""
        at = max(0, bisect_right(self.starts, start) - 1)
        while at < len(self.starts) and self.starts[at] < end:
            if self.ends[at] > start:
                yield self.starts[at], self.ends[at]
            at += 1

    def after(self, offset: int) -> int:
        """Give the number of the first hit at or after a byte, going round; -1 where there is none."""
        at = bisect_left(self.starts, offset)
        return (at if at < len(self.starts) else 0) if self.starts else -1

    def before(self, offset: int) -> int:
        """Give the number of the last hit that begins before a byte, going round; -1 where there is none."""
        return (bisect_left(self.starts, offset) - 1) % len(self.starts) if self.starts else -1


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...


class _Pattern(Protocol):
    def finditer(self, text: bytes, pos: int = ..., endpos: int = ...) -> Iterator[_Match]: ...


def find_all(
    data: bytes, encoding: str, starts: Sequence[int], wanted: Wanted, *, cancel: Cancel, most: int = MOST
) -> Hits:
    """Give every hit of `wanted`; `starts` are the file's line starts. PatternFault, Cancelled."""
    hits = Hits()
    if not wanted.text:
        return hits
    narrow = encoding in _BYTES
    ends = _before_returns(wanted.text) if wanted.regex and b"\r" in data else wanted.text
    pattern = _compiled(replace(wanted, text=ends), narrow=narrow)
    for first, last in _blocks(starts, len(data)):
        cancel.check()
        plain = narrow or encoding in _UTF_8
        found = _plain(pattern, data, first, last) if plain else _decoded(pattern, data, encoding, first, last)
        for start, end in found:
            if ends != wanted.text and data[end - 1 : end + 1] == b"\r\n":
                end -= 1  # noqa: PLW2901  (the return belongs to the line's end, as the person sees it)
            if end == start or (not narrow and not _whole(data, encoding, start, end)):
                continue
            if len(hits) >= most:
                hits.more = True
                return hits
            hits.starts.append(start)
            hits.ends.append(end)
            if len(hits) % 4096 == 0:
                cancel.check()
    return hits


def _blocks(starts: Sequence[int], size: int) -> Iterator[tuple[int, int]]:
    first = 0
    while first < size:
        at = bisect_left(starts, first + _BLOCK)
        last = starts[at] if at < len(starts) else size
        yield first, last
        first = last


def _plain(pattern: _Pattern, data: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(data, first, last):
        yield match.span()


def _decoded(pattern: _Pattern, data: bytes, codec: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Search one block of another encoding as UTF-8, and give places in the file."""
    block = data[first:last]
    text = block.decode(codec, "replace")
    if len(text.encode(codec, "replace")) != len(block):
        return  # a codec that doesn't go back to the same bytes: no place could be told
    spelt = text.encode("utf-8", "replace")
    seen, place = 0, first
    for match in pattern.finditer(spelt):
        start, end = match.span()
        place += len(spelt[seen:start].decode("utf-8", "replace").encode(codec, "replace"))
        size = len(spelt[start:end].decode("utf-8", "replace").encode(codec, "replace"))
        yield place, place + size
        seen, place = end, place + size


def _whole(data: bytes, encoding: str, start: int, end: int) -> bool:
    """Does a hit begin and end between characters?"""
    return encoding not in _UTF_8 or all(encodings.on_boundary(data, encoding, each) for each in (start, end))


def _library() -> ModuleType | None:
    try:
        return importlib.import_module("re2")
    except ImportError:
        return None


def _compiled(wanted: Wanted, *, narrow: bool) -> _Pattern:
    if len(wanted.text) > _LONGEST:
        raise PatternFault
    library: Any = _library()
    text = wanted.text if wanted.regex else re.escape(wanted.text)
    if wanted.words:
        head = r"\b" if wanted.regex or _wordy(wanted.text[0]) else ""
        tail = r"\b" if wanted.regex or _wordy(wanted.text[-1]) else ""
        text = f"{head}(?:{text}){tail}"
    try:
        spelt = text.encode("latin-1") if narrow else text.encode("utf-8")
    except UnicodeEncodeError:
        # What has no place in a file of single bytes may still stand there as UTF-8.
        spelt = b"(?-i:" + re.escape(wanted.text.encode("utf-8", "replace")) + b")"
    if library is None:
        return _fallback(wanted, spelt)
    options = library.Options()
    options.encoding = library.Options.Encoding.LATIN1 if narrow else library.Options.Encoding.UTF8
    options.case_sensitive = wanted.case
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return cast("_Pattern", library.compile(b"(?m)" + spelt, options))
    except library.error as error:
        raise PatternFault from error


def _fallback(wanted: Wanted, spelt: bytes) -> _Pattern:
    if wanted.regex:
        raise PatternFault
    return cast("_Pattern", re.compile(spelt, 0 if wanted.case else re.IGNORECASE))


def _before_returns(pattern: str) -> str:
    """Let `$` stand before CRLF too."""
    out: list[str] = []
    at, inside = 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            out.append(pattern[at : at + 2])
            at += 2
            continue
        inside = (inside or char == "[") and char != "]"
        out.append(r"\r?$" if char == "$" and not inside else char)
        at += 1
    return "".join(out)


def _wordy(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
