"""One original as its syntax is read: UTF-8 with plain line ends, and the way back to the original's own bytes."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from codebinder.base import encoding as encodings

_BOM = "\ufeff".encode()
_LONE_CR = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Reading:
    """`data` is the original; `code` its characters in UTF-8, where a byte order mark is blank and a lone CR is LF;
    `codec` says what the original's characters are written in: always one that reads all of it."""

    data: bytes
    codec: str
    code: bytes

    @property
    def same(self) -> bool:
        """Are offsets in `code` offsets in the original?"""
        return self.codec == "utf-8" or (not self.codec.startswith("utf-16") and self.data.isascii())

    def originals(self, offsets: Iterable[int]) -> dict[int, int]:
        """Give for each offset in `code` (between two characters) the offset in the original."""
        asked = set(offsets)
        if self.same:
            return {each: each for each in asked}
        wanted = sorted({self._between(each) for each in asked})
        found = self._by_length(wanted) if _plain(self.data, self.codec) else self._by_line(wanted)
        return {each: found[self._between(each)] for each in asked}

    def _between(self, offset: int) -> int:
        while 0 < offset < len(self.code) and 0x80 <= self.code[offset] < 0xC0:
            offset -= 1
        return offset

    def _by_length(self, wanted: list[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        text = self._text()
        done = at = 0
        for each in wanted:
            at += len(text[done:each].decode().encode(self.codec))
            done = each
            found[each] = at
        return found

    def _by_line(self, wanted: list[int]) -> dict[int, int]:
        """Where writing the text anew would give other bytes: the same character may be written in two ways."""
        starts = encodings.line_starts(self.data, self.codec)
        inside = [0]
        for start, end in zip(starts, [*starts[1:], len(self.data)], strict=True):
            inside.append(inside[-1] + len(self.data[start:end].decode(self.codec).encode()))
        found: dict[int, int] = {}
        for each in wanted:
            line = min(bisect_right(inside, each) - 1, len(starts) - 1)
            end = starts[line + 1] if line + 1 < len(starts) else len(self.data)
            found[each] = starts[line] + _width(self.data[starts[line] : end], self.codec, each - inside[line])
        return found

    def _text(self) -> bytes:
        return _BOM + self.code[len(_BOM) :] if self.marked else self.code

    @property
    def marked(self) -> bool:
        """Does the original begin with a byte order mark?"""
        return any(self.data.startswith(mark) for mark in _MARKS.get(self.codec, ()))


_MARKS = {"utf-8": (_BOM,), "utf-16-le": (codecs.BOM_UTF16_LE,), "utf-16-be": (codecs.BOM_UTF16_BE,)}


def read(data: bytes, encoding: str) -> Reading:
    """Read an original in its encoding; what is not in that encoding is read byte by byte, so this never fails."""
    codec = {"utf-8-sig": "utf-8", "binary": "latin-1"}.get(encoding, encoding)
    try:
        code = data if codec == "utf-8" and _is_utf8(data) else data.decode(codec).encode()
    except (UnicodeError, LookupError):
        codec = "latin-1"
        code = data.decode(codec).encode()
    if codec != "latin-1" and code.startswith(_BOM):
        code = b" " * len(_BOM) + code[len(_BOM) :]
    return Reading(data=data, codec=codec, code=_LONE_CR.sub(b"\n", code) if b"\r" in code else code)


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    data.decode()  # raises where it is not
    return True


def _plain(data: bytes, codec: str) -> bool:
    """Would the text, written anew, be these very bytes?"""
    try:
        return data.decode(codec).encode(codec) == data
    except UnicodeError:
        return False


def _width(line: bytes, codec: str, size: int) -> int:
    """Give how many bytes of `line` make the first `size` bytes of its UTF-8 form."""
    decoder = codecs.getincrementaldecoder(codec)()
    done = 0
    for at in range(len(line)):
        if done >= size:
            return at
        done += len(decoder.decode(line[at : at + 1]).encode())
    return len(line)
