"""Which encoding a file's bytes are in, where its lines and characters begin, and how it reads: bytes first, always."""

from __future__ import annotations

import re

from codebinder.base.guess import guess

BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "binary"),  # UTF-32: no source tree of ours has it, and it must not pass for UTF-16
    (b"\0\0\xfe\xff", "binary"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
NAMES = frozenset({
    "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc_kr", "latin-1", "binary",
})  # fmt: skip
"""All that `detect` answers."""
MULTI_BYTE = frozenset({"gb18030", "big5", "shift_jis", "euc_kr"})

_NEWLINE = re.compile(rb"\r\n|\n|\r")
_NEWLINE_16 = {
    "utf-16-le": re.compile(rb"\r\0\n\0|\n\0|\r\0"),
    "utf-16-be": re.compile(rb"\0\r\0\n|\0\n|\0\r"),
}
_SAMPLE = 8192


def detect(data: bytes) -> tuple[str, int]:
    """Give the codec of `data` (a Python codec name, or "binary") and the length of its byte order mark.

    Answers: utf-8 (ASCII too), utf-8-sig, utf-16-le, utf-16-be, gb18030, big5, shift_jis, euc_kr, latin-1, binary.
    All of `data` decodes strictly in the codec that is named.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _with_mark(data, mark, codec)
    if b"\0" in data:
        return _without_mark_16(data), 0
    if data.isascii() or _decodes(data, "utf-8"):
        return "utf-8", 0
    return guess(data), 0


def decode(data: bytes, encoding: str) -> str:
    r"""Give `data` as text; what the codec cannot read (and all of "binary" beyond UTF-8) appears as \xNN."""
    return data.decode("utf-8" if encoding == "binary" else encoding, "backslashreplace")


def on_boundary(data: bytes, encoding: str, offset: int) -> bool:
    """Does `offset` (0 to len(data)) stand between two characters of `data`, and outside its byte order mark?"""
    if not 0 <= offset <= len(data):
        return False
    if offset in {0, len(data)}:
        return True
    if encoding in {"utf-8", "utf-8-sig"}:
        return not 0x80 <= data[offset] < 0xC0
    if encoding in _NEWLINE_16:
        return offset % 2 == 0 and not _low_surrogate(data, encoding, offset)
    if encoding in MULTI_BYTE:
        return _multi_byte_boundary(data, encoding, offset)
    return True


def widen(data: bytes, encoding: str, start: int, end: int) -> tuple[int, int]:
    """Give the smallest range around `start`..`end` whose two ends fall between characters."""
    while not on_boundary(data, encoding, start):
        start -= 1
    while not on_boundary(data, encoding, end):
        end += 1
    return start, end


def line_starts(data: bytes, encoding: str) -> list[int]:
    """Give the offset of every line's first byte; the first is always 0. LF, CRLF and CR end a line."""
    starts = [0, *_line_ends(data, encoding)]
    if len(starts) > 1 and starts[-1] == len(data):
        starts.pop()
    return starts


def line_count(data: bytes, encoding: str) -> int:
    """Give the number of lines: none in an empty file; a last one without a newline counts."""
    if not data:
        return 0
    if encoding not in _NEWLINE_16 and b"\r" not in data:
        return data.count(b"\n") + (not data.endswith(b"\n"))
    return len(line_starts(data, encoding))


def _line_ends(data: bytes, encoding: str) -> list[int]:
    pattern = _NEWLINE_16.get(encoding)
    if pattern is None:
        return [match.end() for match in _NEWLINE.finditer(data)]
    # An odd match cannot hide an even one: it ends before, or its second byte is none that begins a newline.
    return [match.end() for match in pattern.finditer(data) if match.start() % 2 == 0]


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _with_mark(data: bytes, mark: bytes, codec: str) -> tuple[str, int]:
    if codec == "binary" or not _decodes(data[len(mark) :], "utf-8" if codec == "utf-8-sig" else codec):
        return "binary", 0
    if codec == "utf-8-sig" and b"\0" in data:
        return "binary", 0
    if codec != "utf-8-sig" and _has_nul_16(data):
        return "binary", 0
    return codec, len(mark)


def _has_nul_16(data: bytes) -> bool:
    at = data.find(b"\0\0")
    while at >= 0:
        if at % 2 == 0:
            return True
        at = data.find(b"\0\0", at + 1)
    return False


def _without_mark_16(data: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes: nearly all on one side, and some text's worth of them."""
    if len(data) % 2 or len(data) < 4:
        return "binary"
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    most, least = max(even, odd), min(even, odd)
    if least or most * 2 < len(sample) // 10 or _has_nul_16(data) or not _decodes(data, codec):
        return "binary"
    if _strings_with_ends(sample[0::2], sample[1::2], most):
        return "binary"
    text = data.decode(codec)
    controls = sum(map(text.count, _CONTROLS))
    return "binary" if controls * 200 > len(text) else codec


def _strings_with_ends(even: bytes, odd: bytes, zeros: int) -> bool:
    """Are these ASCII strings with a zero byte after each, rather than UTF-16? Then most pairs are two ASCII bytes."""
    both = sum(1 for a, b in zip(even, odd, strict=True) if 0 < a < 0x80 and 0 < b < 0x80)
    return both > max(zeros, 0.45 * (len(even) - zeros))


_CONTROLS = tuple(chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r\f\v\x1b")


def _low_surrogate(data: bytes, encoding: str, offset: int) -> bool:
    high = offset + (encoding == "utf-16-le")
    return high < len(data) and 0xDC <= data[high] < 0xE0 and offset >= 2 and 0xD8 <= data[high - 2] < 0xDC


def _multi_byte_boundary(data: bytes, encoding: str, offset: int) -> bool:
    """Walk from a byte that no character has as its second: below 0x30 in all four codecs."""
    at = offset
    while at > 0 and data[at - 1] >= 0x30:
        at -= 1
    while at < offset:
        at += _step(data, encoding, at)
    return at == offset


def _step(data: bytes, encoding: str, at: int) -> int:
    """Give the length of the character at `at`; a byte that cannot begin one counts as one."""
    lead = data[at]
    if lead < 0x80 or (encoding == "shift_jis" and (lead == 0x80 or 0xA0 <= lead < 0xE0)):
        return 1
    after = data[at + 1] if at + 1 < len(data) else 0
    if encoding == "gb18030" and 0x30 <= after <= 0x39:
        return 4
    return 2 if after >= 0x40 else 1
