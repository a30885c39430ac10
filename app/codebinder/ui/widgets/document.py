"""A file as bytes with an index of its lines: what the code viewer paints from, without Qt; decodes what is seen."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from codebinder.base import encoding as encodings

LONGEST = 4096
"""A line is shown up to so many bytes; the rest is told as a count, so that one endless line can't stop the window."""

HUGE = 256 << 20
_BLOCK = 1 << 20
_UNSEEN = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001d159\U000e0100-\U000e01ef]"
)
"""Letters, signs and marks that are drawn as nothing at all: whole programs have been hidden in them."""
_ENDS = {"utf-16-le": (b"\r\0", b"\n\0"), "utf-16-be": (b"\0\r", b"\0\n")}


@dataclass(frozen=True, slots=True)
class Row:
    """One line ready to be laid out. `offsets` tells for every UTF-16 unit of `text`, and for its end, the byte of the
    file where it begins; `more` counts bytes that are not shown."""

    text: str
    offsets: array[int]
    more: int = 0

    def unit_at(self, offset: int) -> int:
        """Give the place in `text` of the byte `offset` (clipped to the line)."""
        at = max(0, bisect_right(self.offsets, offset) - 1)
        return at - (at > 0 and self.offsets[at - 1] == self.offsets[at])  # the first of a character's two units


class Document:
    """Bytes, how they read, and where their lines begin. Building one takes about 0.1 s for a million lines."""

    def __init__(self, data: bytes = b"", encoding: str = "utf-8", language: str = "") -> None:
        self.data = data
        self.encoding = encoding
        self.language = language
        """The name that Pygments has for the language; "" where nobody knows it."""
        self.huge = len(data) > HUGE
        """Too much for lines: one is all there is, and the bytes are what to show."""
        if self.huge:
            self.starts, self.widest = array("q", (0,)), LONGEST
        elif encoding in _ENDS:
            self.starts = array("q", encodings.line_starts(data, encoding))
            self.widest = min(LONGEST, max((b - a for a, b in pairwise((*self.starts, len(data)))), default=0))
        else:
            self.starts, self.widest = _indexed(data)

    @property
    def lines(self) -> int:
        """How many lines there are; an empty file has one, for the cursor."""
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """Give the number (from 0) of the line that holds the byte `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, line: int) -> tuple[int, int]:
        """Give first and last byte (excluded) of a line, without its line end."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.data)
        for mark in _ENDS.get(self.encoding, (b"\r", b"\n"))[::-1]:
            if end - len(mark) >= start and self.data[end - len(mark) : end] == mark:
                end -= len(mark)
        return start, end

    def row(self, line: int) -> Row:
        """Decode one line."""
        start, end = self.span(line)
        stop = min(end, start + LONGEST)
        if stop < end:
            window = self.data[start : stop + 8]
            while stop > start and not encodings.on_boundary(window, self.encoding, stop - start):
                stop -= 1
        return _row(self.data[start:stop], self.encoding, start, end - stop)

    def text(self, start: int, end: int) -> str:
        """Decode a range, as for the clipboard."""
        return encodings.decode(self.data[start:end], self.encoding)

    def boundary(self, offset: int) -> int:
        """Give `offset`, moved back to where a character begins."""
        line = self.line_of(offset)
        row = self.row(line)
        return row.offsets[row.unit_at(offset)]


def _indexed(data: bytes) -> tuple[array[int], int]:
    """Give line starts, as `encoding.line_starts` does, and the longest line's size; block by block, at C's speed."""
    starts, widest, at = array("q", (0,)), 0, 0
    while at < len(data):
        end = data.find(b"\n", at + _BLOCK) + 1 or len(data)
        sizes = [len(line) for line in data[at:end].splitlines(keepends=True)]
        longest = max(sizes)
        widest = max(widest, longest)
        starts.extend(islice(accumulate(sizes, initial=at), 1, None))
        at = end
    if len(starts) > 1 and starts[-1] == len(data):
        starts.pop()
    return starts, min(LONGEST, widest)


def _row(data: bytes, encoding: str, start: int, more: int) -> Row:
    if encoding == "binary":
        text = "".join(chr(byte) if 32 <= byte < 127 else "\u00b7" for byte in data)
        return Row(text, array("q", range(start, start + len(data) + 1)), more)
    if data.isascii() and encoding in {"utf-8", "utf-8-sig", "latin-1"}:
        return Row(_safe(data.decode("ascii")), array("q", range(start, start + len(data) + 1)), more)
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    text = data.decode(codec, "replace")
    sizes = [len(char.encode(codec, "replace")) for char in text]
    if sum(sizes) != len(data):  # a codec that doesn't go back to the same bytes: show it byte by byte
        return _row(data, "binary", start, more)
    units = array("q")
    for char, begin in zip(text, accumulate(sizes, initial=start), strict=False):
        units.append(begin)
        if ord(char) > 0xFFFF:
            units.append(begin)
    units.append(start + len(data))
    return Row(_safe(text), units, more)


def _safe(text: str) -> str:
    """Show what would act on the screen instead of being seen (control, direction and format characters), and what is
    not seen at all, as signs of their own: one for one, so that places stay."""
    if not text.isascii():
        text = _UNSEEN.sub(lambda found: _sign(found[0]), text)
    if text.isprintable():
        return text
    return "".join(char if char == "\t" or char.isprintable() else _sign(char) for char in text)


def _sign(char: str) -> str:
    point = ord(char)
    if point < 32:
        return chr(0x2400 + point)
    if unicodedata.category(char) == "Zs":
        return char
    return "\ufffd" if point <= 0xFFFF else "\U0001fbc4"
