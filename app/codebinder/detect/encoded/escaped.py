r"""Escaped text (`\x41`, `\u003d`, `%3D`, `&quot;`, `=3D`): the lines around escapes are undone and searched.

Here the place of a value is known to the byte, since every escape stands for one character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from codebinder.base import escapes
from codebinder.detect.encoded.marks import Kind
from codebinder.detect.encoded.payload import Again
from codebinder.detect.sight import Sight

_REACH = 512
_PIECE = 64 << 10
_MOST = 1 << 20
"""Bytes of a file's escaped lines that are undone, at most, of each kind."""
_KINDS = {
    Kind.C_ESCAPE: (escapes.C, "escaped text"),
    Kind.URL: (escapes.URL, "URL-encoded text"),
    Kind.XML: (escapes.XML, "text with entities"),
}
_NEAR = 48
_ESCAPE = re.compile(rb"\\[xu0-7]|%[0-9a-fA-F]{2}|&[a-z#]")
_MAIL_TOKEN = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n")


def escaped(flat: bytes, places: Mapping[Kind, Sequence[tuple[int, int]]], again: Again) -> Iterator[Sight]:
    """Give what `again` sees once escapes are undone, where it is, escapes and all."""
    for kind, (escape, how) in _KINDS.items():
        if kind in places:
            windows = [escapes.Window(flat, start, end, escape, "utf-8") for start, end in _lines(flat, places[kind])]
            yield from _searched(flat, windows, again, how)
    if Kind.MAIL in places:
        yield from _mail(flat, again)


def _searched(flat: bytes, windows: Sequence[escapes.Window], again: Again, how: str) -> Iterator[Sight]:
    starts: list[int] = []
    size = 0
    for window in windows:
        starts.append(size)
        size += len(window.text) + 1
    for one in again(b"\n".join(window.text for window in windows)):
        at = bisect_right(starts, one.start) - 1
        window, base = windows[at], starts[at]
        stop = min(one.end - base, len(window.text))
        if one.start - base < stop:
            start, end = window.back(one.start - base, stop)
            if _ESCAPE.search(flat, max(0, start - _NEAR), end + 2) is None:
                continue  # nothing there was escaped: it is found as it stands
            yield replace(one, start=start, end=end, reason=f"{how}: {one.reason}" if one.reason else f"found in {how}")


def _lines(flat: bytes, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the lines around the marks, cut to what is near; neighbours are joined, so that blocks stay whole."""
    lines: list[tuple[int, int]] = []
    total = 0
    for start, end in _pieces(marks):
        if lines and start < lines[-1][1]:
            continue
        low = max(flat.rfind(b"\n", max(0, start - _REACH), start) + 1, start - _REACH, lines[-1][1] if lines else 0)
        stop = min(len(flat), end + _REACH)
        high = flat.find(b"\n", end, stop)
        high = high if high >= 0 else stop
        if lines and low - lines[-1][1] <= 1:
            lines[-1] = (lines[-1][0], high)
        else:
            lines.append((low, high))
        total += high - low
        if total > _MOST:
            break
    return lines


def _pieces(marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in marks:
        for at in range(start, end, _PIECE):
            yield at, min(end, at + _PIECE)


def _mail(flat: bytes, again: Again) -> Iterator[Sight]:
    """Undo quoted-printable over the whole file, soft line breaks included."""
    pieces: list[bytes] = []
    plain: list[int] = []  # where in the text a piece begins
    source: list[int] = []  # and where in the file
    size = last = 0
    for found in _MAIL_TOKEN.finditer(flat, 0, _MOST):
        for piece, at in ((flat[last : found.start()], last), (_mail_byte(found), found.start())):
            if piece:
                plain.append(size)
                source.append(at)
                pieces.append(piece)
                size += len(piece)
        last = found.end()
    if not pieces:
        return
    plain.append(size)
    source.append(last)
    pieces.append(flat[last:_MOST])
    for one in again(b"".join(pieces)):
        first, final = bisect_right(plain, one.start) - 1, bisect_right(plain, one.end - 1) - 1
        start = source[first] + one.start - plain[first]
        end = source[final] + one.end - plain[final]
        if flat[source[final] : source[final] + 1] == b"=":
            end = source[final] + 3
        if _MAIL_TOKEN.search(flat, max(0, start - _NEAR), end + 2) is None:
            continue
        reason = f"quoted-printable text: {one.reason}" if one.reason else "found in quoted-printable text"
        yield replace(one, start=start, end=end, reason=reason)


def _mail_byte(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)]) if found[1] else b""
