"""Undoes escapes (URL, C and its family, XML) inside a window, and maps offsets back to the escaped bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

URL, URL_PLUS, C, XML = KINDS = ("url", "url-plus", "c-escape", "xml")

_SIMPLE = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v", b"e": b"\x1b",
    b'"': b'"', b"'": b"'", b"\\": b"\\", b"/": b"/", b"?": b"?", b"$": b"$", b"`": b"`",
    b"(": b"(", b")": b")",
}  # fmt: skip
_NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}

_TOKENS = {
    URL: re.compile(rb"%([0-9A-Fa-f]{2})"),
    URL_PLUS: re.compile(rb"%([0-9A-Fa-f]{2})|\+"),
    C: re.compile(
        rb"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})"
        rb"|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|[ux]\{([0-9A-Fa-f]{1,6})\}|(\r?\n)|([nrtabfve\"'\\/?$`()]))"
    ),
    XML: re.compile(rb"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));"),
}
_LONG = 256
_TELLING = 9
"""Of the many triggers of a long value the short ones, which any source has, can be spared."""


class Window:
    """One stretch of `data` with its escapes undone: `text`, and the way back to offsets in `data`. `changed`: did it
    have any?"""

    def __init__(self, data: bytes, start: int, end: int, kind: str, encoding: str) -> None:
        read = _READERS[kind]
        self.text, tokens = _TOKENS[kind].subn(lambda match: read(match, encoding), data[start:end])
        self.changed = tokens > 0
        self._what = (data, start, end, kind, encoding)
        self._plain: list[int] = []  # where a run of unchanged bytes, or one token, begins in `text`
        self._source: list[tuple[int, int]] = []  # and in `data`, with its length there (0: unchanged bytes)

    def _map(self) -> None:
        """Note what stands where: made for the first hit only, which most windows never have."""
        data, start, end, kind, encoding = self._what
        size, last = 0, start
        read = _READERS[kind]
        for match in _TOKENS[kind].finditer(data, start, end):
            if match.start() > last:
                self._note(size, last, 0)
                size += match.start() - last
            self._note(size, match.start(), match.end() - match.start())
            size += len(read(match, encoding))
            last = match.end()
        self._note(size, last, 0)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of `data` whose undone form is `text[start:end]`."""
        if not self._plain:
            self._map()
        first = self._run(start)
        final = self._run(end - 1)
        begin, length = self._source[first]
        if not length:
            begin += start - self._plain[first]
        stop, length = self._source[final]
        return begin, stop + (length or end - self._plain[final])

    def _note(self, at: int, source: int, length: int) -> None:
        if self._plain and self._plain[-1] == at:  # the run before was empty (a line continuation)
            self._plain.pop()
            self._source.pop()
        self._plain.append(at)
        self._source.append((source, length))

    def _run(self, at: int) -> int:
        return bisect_right(self._plain, at) - 1


def unit_triggers(forms: Iterable[bytes]) -> dict[bytes, str]:
    """Give what to look for so that no escaped spelling of any of `forms` is missed: byte string -> kind of escape."""
    found: dict[bytes, str] = {b"\\u": C, b"\\U": C, b"&#": XML, b"\\x{": C}
    for byte in set(b"".join(forms)) | set(b"+/="):
        digits = f"{byte:02x}"
        for spelt in {digits, digits.upper(), digits[0] + digits[1].upper(), digits[0].upper() + digits[1]}:
            found[f"%{spelt}".encode()] = URL
            found[f"\\x{spelt}".encode()] = C
        found[f"\\{byte:03o}".encode()] = C
        found[f"\\{byte:o}".encode()] = C
        if byte < 0x10:
            found[f"\\x{byte:x}".encode()] = found[f"\\x{byte:X}".encode()] = C
    return found


def run_triggers(form: bytes) -> dict[bytes, str]:
    """Give triggers for the short escapes in `form` (newline, quotes, XML's names), each with plain bytes beside it."""
    letters = {real[0]: letter for letter, real in _SIMPLE.items()}
    names = {real[0]: name for name, real in _NAMED.items()}
    found: dict[bytes, str] = {}
    for at, byte in enumerate(form):
        for table, before, after, kind in ((letters, b"\\", b"", C), (names, b"&", b";", XML)):
            if byte not in table:
                continue
            tail = form[at + 1 : at + 9]
            cut = next((i for i, other in enumerate(tail) if other in letters or other in names), len(tail))
            head = form[max(0, at - 8) : at]
            start = next((i for i in range(len(head), 0, -1) if head[i - 1] in letters or head[i - 1] in names), 0)
            piece = tail[:cut] if cut >= 4 else b""
            lead = b"" if piece else head[start:]
            whole = lead + before + table[byte] + after + (piece or tail[:cut])
            if len(form) <= _LONG or len(whole) >= _TELLING:
                found[whole] = kind
    return found


def widened(places: list[list[int]], reach: int, size: int) -> list[tuple[int, int]]:
    """Widen every place by `reach` on both sides."""
    return [(max(0, start - reach), min(size, end + reach)) for start, end in places]


def join(places: list[list[int]], start: int, end: int, reach: int) -> None:
    """Add a place that stands behind the others, or nearly so: where they would touch, widened, they become one."""
    if places and start - reach <= places[-1][1] + reach:
        last = places[-1]
        last[0], last[1] = min(last[0], start), max(last[1], end)
    else:
        places.append([start, end])


def _read_url(match: re.Match[bytes], _encoding: str) -> bytes:
    return bytes([int(match[1], 16)]) if match[1] else b" "


def _read_c(match: re.Match[bytes], encoding: str) -> bytes:
    if match[1]:
        return bytes([int(match[1], 16)])
    if match[2]:
        return bytes([int(match[2], 8) & 0xFF])
    if match[8]:
        return b""
    if match[9]:
        return _SIMPLE[match[9]]
    if match[3]:
        point = 0x10000 + ((int(match[3], 16) & 0x3FF) << 10) + (int(match[4], 16) & 0x3FF)
    else:
        point = int(match[5] or match[6] or match[7], 16)
    return _character(point, encoding)


def _read_xml(match: re.Match[bytes], encoding: str) -> bytes:
    if match[3]:
        return _NAMED[match[3]]
    return _character(int(match[1]) if match[1] else int(match[2], 16), encoding)


def _character(point: int, encoding: str) -> bytes:
    """Write a character as the plain text around it is written, so that escaped and plain neighbours fit together."""
    if point > 0x10FFFF or 0xD800 <= point < 0xE000:
        return b"\xff"
    char = chr(point)
    if encoding not in {"utf-8", "utf-8-sig", "binary", "utf-16-le", "utf-16-be"}:
        try:
            return char.encode(encoding)
        except UnicodeEncodeError:
            pass
    return char.encode("utf-8")


_READERS: dict[str, Callable[[re.Match[bytes], str], bytes]] = {
    URL: _read_url, URL_PLUS: _read_url, C: _read_c, XML: _read_xml,
}  # fmt: skip
