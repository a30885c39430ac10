"""Shows any encoding as ASCII of the same length, so that one set of byte patterns serves all and offsets stay true."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MULTI_BYTE = {
    "gb18030": re.compile(rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe][\x30-\x39]|[\x40-\x7e\x80-\xfe])"),
    "big5": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]"),
    "shift_jis": re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]"),
    "euc_kr": re.compile(rb"[\x81-\xfe][\x41-\x5a\x61-\x7a\x81-\xfe]"),
}
_BLANKS = {length: b"\x80" * length for length in (1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class View:
    """Bytes to search, and how an offset in them leads back: original = `base` + `unit` * offset."""

    data: bytes
    base: int = 0
    unit: int = 1

    def original(self, offset: int) -> int:
        """Give the original's offset for an offset in the view."""
        return self.base + self.unit * offset


def view(data: bytes, encoding: str) -> View:
    """Give `data` so that each ASCII character is one byte and nothing else looks like one.

    In UTF-16 each code unit becomes one byte. In GB18030, Big5, Shift-JIS and EUC-KR the bytes of longer characters,
    whose second half may look like a letter, are blanked in place.
    """
    if encoding.startswith("utf-16"):
        little = encoding == "utf-16-le"
        base = 2 if data[:2] == (b"\xff\xfe" if little else b"\xfe\xff") else 0
        return View(_low_bytes(data[base:], little=little), base, 2)
    pattern = _MULTI_BYTE.get(encoding)
    if pattern is None or data.isascii():
        return View(data)
    return View(pattern.sub(lambda match: _BLANKS[len(match[0])], data))


def _low_bytes(data: bytes, *, little: bool) -> bytes:
    size = len(data) // 2 * 2
    low, high = (data[0:size:2], data[1:size:2]) if little else (data[1:size:2], data[0:size:2])
    if not any(high):
        return low
    out = bytearray(low)
    for match in _NOT_ZERO.finditer(high):
        out[match.start() : match.end()] = b"\x80" * (match.end() - match.start())
    return bytes(out)


_NOT_ZERO = re.compile(rb"[^\0]+")
