"""Walks through JSON, damaged, commented or cut off, and gives its values with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from codebinder.detect.formats.pairs import TRAIL, Pair

_DEPTH = 64
_STRING, _OPEN, _CLOSE, _MARK = 1, 2, 3, 4
_TOKEN = re.compile(
    rb"\"((?:[^\"\\\n]++|\\[^\n])*+)\"?|([{\[])|([}\]])|([,:])|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+|[^\s\"{}\[\],:/]++|/"
)
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|([^u]))")
_SIMPLE = {0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9}


def strings(flat: bytes) -> Iterator[Pair]:
    """Give texts, numbers and words: "a/b" under names; what stands in a list has the list's trail and a slash."""
    trails: list[bytes] = [b""]
    beyond = 0
    name = b""
    waiting: tuple[int, int] | None = None
    for match in _TOKEN.finditer(flat):
        kind = match.lastindex
        if kind is None or kind == _STRING:
            if flat[match.start()] != 0x2F:
                waiting = match.span(kind or 0)
            continue
        if kind == _MARK and flat[match.start()] == 0x3A:
            name = flat[waiting[0] : min(waiting[1], waiting[0] + 160)].lower().replace(b"/", b"_") if waiting else b""
            waiting = None
            continue
        if waiting is not None:
            yield Pair(trails[-1] + name, *waiting)
            waiting = None
        if kind == _OPEN:
            if len(trails) < _DEPTH:
                trails.append((trails[-1] + (name + b"/" if name else b""))[-TRAIL:])
            else:
                beyond += 1
        elif kind == _CLOSE:
            if beyond:
                beyond -= 1
            elif len(trails) > 1:
                trails.pop()
        name = b""
    if waiting is not None:
        yield Pair(trails[-1] + name, *waiting)


class Plain:
    """Texts as they read behind their escapes, one after the other, and where each byte came from."""

    def __init__(self) -> None:
        """Begin without any text."""
        self._text = bytearray()
        self._at: list[int] = []
        self._from: list[int] = []

    @property
    def text(self) -> bytes:
        """All texts so far."""
        return bytes(self._text)

    def add(self, flat: bytes, start: int, end: int) -> None:
        """Add the JSON text at [start, end) with its escapes resolved; a character beyond ASCII becomes one byte."""
        at = start
        for match in _ESCAPE.finditer(flat, start, end):
            self._raw(flat, at, match.start())
            code = int(match[1], 16) if match[1] else _SIMPLE.get(match[2][0], match[2][0])
            self._mark(match.start())
            self._text.append(min(128, code))
            at = match.end()
        self._raw(flat, at, end)

    def end_line(self, at: int) -> None:
        """End a text at `at` with a line end of its own."""
        self._mark(at)
        self._text.append(0x0A)

    def origin(self, offset: int) -> int:
        """Give the place in the file for an offset in the text."""
        if not self._at:
            return 0
        index = bisect_right(self._at, offset) - 1
        return self._from[index] + offset - self._at[index]

    def _raw(self, flat: bytes, start: int, end: int) -> None:
        if start < end:
            self._mark(start)
            self._text += flat[start:end]

    def _mark(self, origin: int) -> None:
        self._at.append(len(self._text))
        self._from.append(origin)
