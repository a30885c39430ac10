r"""Reads text that stands for other bytes: quoted-printable, wide characters, XML cut into runs, and packed data that
was written down as base64, as an array of numbers or as records (Intel HEX, Motorola S, UF2).

A value that was only encoded is found where it stands (base.values); here is what hides it from that search: data that
was packed first, and text broken up in the middle.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from codebinder.base.forms import BASE64_ALPHABET
from codebinder.leakcheck.containers import Budget

_TAG = re.compile(rb"<[^<>]*>")
_SECTION = re.compile(rb"<!\[CDATA\[|\]\]>")
_DELETED = ((b"<w:delText", b"</w:delText>"), (b"<w:del", b"</w:del>"), (b"<w:moveFrom", b"</w:moveFrom>"))
_INSERTED = ((b"<w:ins ", b"</w:ins>"), (b"<w:moveTo", b"</w:moveTo>"))
_LARGEST_XML = 64 << 20
_QUOTED = (b"uoted-printable", b"UOTED-PRINTABLE", b"uoted-Printable", b"?Q?", b"?q?")
_WORD = re.compile(rb"=\?[A-Za-z0-9_-]{2,20}\?[Qq]\?([^? ]*)\?=(?:\s+(?==\?))?")
_WIDE = re.compile(rb"(?:[^\0]\0\0\0){6,}|(?:\0\0\0[^\0]){6,}")
_WIDE_LEAST = (b"\1\0\0\0" * 6, b"\0\0\0\1" * 6)
_ZERO_OR_NOT = bytes([0, *[1] * 255])
_PACKED64 = (b"H4sI", b"UEsDB", b"JVBERi", b"/Td6WFoA", b"_Td6WFoA", b"QlpoO", b"eJ", b"eNo", b"eAE", b"eF4",
             b"N3q8rycc", b"UmFyIR", b"0M8R4KGx")  # fmt: skip
"""How base64 of gzip, ZIP, PDF, xz, bzip2, zlib, 7z, RAR and compound files begins."""
_RUN64 = re.compile(rb"[A-Za-z0-9+/_-]+(?:(?:\\n|\\r|[\r\n \t\"'])+[A-Za-z0-9+/_-]+)*")
_LEAST64 = 40
_OTHER64 = re.compile(rb"\\[nr]|[^A-Za-z0-9+/_-]")
_ARRAYS = (b"0x1f,", b"0x1F,", b"0X1F,", b"0x78,", b"0x50,", b"0x42,", b"0xfd,", b"0xFD,", b"0x5d,", b"0x5D,", b"31,",
           b"120,", b"80,")  # fmt: skip
_BEGINNINGS = (b"\x1f\x8b\x08", b"x\x01", b"x\x5e", b"x\x9c", b"x\xda", b"PK\3\4", b"BZh", b"\xfd7zXZ", b"\x5d\0\0")
_HEXED = re.compile(rb"(?i)1f8b08[0-9a-f]{34,}|504b0304[0-9a-f]{52,}|789c[0-9a-f]{36,}|fd377a585a00[0-9a-f]{36,}")
_HEX_MARKS = (b"1f8b08", b"1F8B08", b"504b0304", b"504B0304", b"789c", b"789C", b"fd377a585a", b"FD377A585A")
_NUMBERS = re.compile(rb"(?:\s*(?:0[xX][0-9a-fA-F]{1,2}|[0-9]{1,3})[uUlL]{0,3}\s*(?:,|(?=\s*[})\]])))+")
_NUMBER = re.compile(rb"0[xX]([0-9a-fA-F]{1,2})|([0-9]{1,3})")
_SHORTEST_ARRAY = 64
_MOST = 2_000
"""Places of one kind in one file that are looked at."""
_ALL_MARKS = (*_QUOTED, *_PACKED64, *_ARRAYS, *_HEX_MARKS)
_ALONE = frozenset(_PACKED64)
_LONGEST_MARK = max(map(len, _ALL_MARKS))
_ONE_PASS, _STRETCH = 1 << 12, 1 << 20
"""Shorter texts are searched mark by mark; longer ones in stretches."""
_UF2, _UF2_BLOCK = b"UF2\n\x57\x51\x5d\x9e", 512


class Marks:
    """Where everything begins that is worth reading otherwise, found in one pass over `data`."""

    def __init__(self, data: bytes) -> None:
        self._places: dict[bytes, list[int]] = {}
        if len(data) < _ONE_PASS:
            self._data: bytes | None = data
            return
        self._data = None
        machine = _machine()
        for base in range(0, len(data), _STRETCH):
            piece = data[base : base + _STRETCH + _LONGEST_MARK - 1]
            for number, start, _ in machine.find_matches_as_indexes(piece, overlapping=True):
                if start < _STRETCH:
                    self._note(data, _ALL_MARKS[number], base + start)

    def _note(self, data: bytes, mark: bytes, at: int) -> None:
        places = self._places.setdefault(mark, [])
        if len(places) < _MOST and (mark not in _ALONE or at == 0 or data[at - 1] not in BASE64_ALPHABET):
            places.append(at)

    def has(self, marks: tuple[bytes, ...]) -> bool:
        """Does one of `marks` stand there?"""
        if self._data is not None:
            return any(self._data.find(mark) >= 0 for mark in marks)
        return any(mark in self._places for mark in marks)

    def places(self, marks: tuple[bytes, ...], *, alone: bool = True) -> list[int]:
        """Give where one of `marks` stands; `alone`: and a word begins, since within other base64 it would be a
        chance."""
        if self._data is not None:
            return _places(self._data, marks, alone=alone)
        return sorted(at for mark in marks for at in self._places.get(mark, ()))


@cache
def _machine() -> BytesAhoCorasick:
    return BytesAhoCorasick(list(_ALL_MARKS), implementation=Implementation.DFA)


def _wide(data: bytes) -> Iterator[bytes]:
    """Give what `_WIDE` finds; a pattern of which every byte may be the first is slow over megabytes of zeros."""
    plain = data.translate(_ZERO_OR_NOT)
    at = 0
    nearest = [plain.find(each) for each in _WIDE_LEAST]
    while True:
        nearest = [
            place if place < 0 or place >= at else plain.find(each, at)
            for each, place in zip(_WIDE_LEAST, nearest, strict=True)
        ]
        found = [place for place in nearest if place >= 0]
        match = _WIDE.match(data, min(found)) if found else None
        if match is None:
            return
        yield match[0]
        at = match.end()


def texts(data: bytes, marks: Marks, *, office: bool = False) -> Iterator[tuple[str, bytes]]:
    """Give (how it was read, bytes) of what `data` says when read as mail, wide characters or marked-up text."""
    if marks.has(_QUOTED):
        yield "quoted-printable", quopri.decodestring(data)
        yield "encoded words", _WORD.sub(lambda match: binascii.a2b_qp(match[1], header=True), data)
    if data.find(b"\0\0\0") >= 0:
        wide = b"\n".join(each.replace(b"\0", b"") for each in _wide(data))
        if wide:
            yield "wide characters", wide
    plain = _xml(data)
    if plain is not None:
        yield from _marked(plain, office=office)


def _xml(data: bytes) -> bytes | None:
    """Give marked-up text as UTF-8; None where `data` is none."""
    head = data[:256]
    if head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?")):
        little = head.startswith((b"\xff\xfe", b"<\0"))
        return data[:_LARGEST_XML].decode("utf-16-le" if little else "utf-16-be", "replace").encode("utf-8", "replace")
    marked = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data.find(b"</") >= 0
    return data if marked and len(data) <= _LARGEST_XML else None


def _marked(data: bytes, *, office: bool) -> Iterator[tuple[str, bytes]]:
    """Office programs cut texts into runs anywhere, and keep what was deleted between what was not."""
    data = _SECTION.sub(b"", _without(data, b"<!--", b"-->"))
    yield "text", _TAG.sub(b"", data)
    if office and (b"<w:del" in data or b"<w:ins" in data or b"<w:move" in data):
        yield "text without deletions", _TAG.sub(b"", _without_all(data, _DELETED))
        yield "text before the changes", _TAG.sub(b"", _without_all(data, _INSERTED))


def _without_all(data: bytes, pairs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    for opening, closing in pairs:
        data = _without(data, opening, closing)
    return data


def _without(data: bytes, opening: bytes, closing: bytes) -> bytes:
    """Take out what stands from each `opening` to the next `closing`; what has no end stays."""
    pieces: list[bytes] = []
    last = 0
    at = data.find(opening)
    while at >= 0:
        end = data.find(closing, at)
        if end < 0:
            break
        pieces.append(data[last:at])
        last = end + len(closing)
        at = data.find(opening, last)
    return b"".join((*pieces, data[last:])) if pieces else data


def packed(data: bytes, marks: Marks, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Give (what and where, bytes) of every packed thing that `data` writes down; raise UserError over the budget."""
    yield from _from_base64(data, marks, budget)
    yield from _from_numbers(data, marks, budget)
    for number, match in enumerate(_HEXED.finditer(data) if marks.has(_HEX_MARKS) else ()):
        if number >= _MOST:
            break
        budget.take(len(match[0]))
        yield f"hex at {match.start()}", bytes.fromhex(match[0][: len(match[0]) // 2 * 2].decode())
    records = _records(data)
    if records:
        budget.take(len(records))
        yield "records", records


def _from_base64(data: bytes, marks: Marks, budget: Budget) -> Iterator[tuple[str, bytes]]:
    end = -1
    for at in marks.places(_PACKED64):
        if at < end:
            continue
        run = _RUN64.match(data, at)
        if run is None or len(run[0]) < _LEAST64:
            continue
        text = _OTHER64.sub(b"", run[0]).translate(bytes.maketrans(b"-_", b"+/"))
        text = text[: len(text) // 4 * 4] + (text[len(text) // 4 * 4 :].ljust(4, b"=") if len(text) % 4 > 1 else b"")
        budget.take(len(text))
        end = run.end() if len(run[0]) > 4 * _LEAST64 else at + 1
        yield f"base64 at {at}", binascii.a2b_base64(text)


def _places(data: bytes, marks: tuple[bytes, ...], *, alone: bool) -> list[int]:
    found: list[int] = []
    for mark in marks:
        at = data.find(mark)
        count = 0
        while at >= 0 and count < _MOST:
            if not alone or at == 0 or data[at - 1] not in BASE64_ALPHABET:
                found.append(at)
                count += 1
            at = data.find(mark, at + 1)
    return sorted(found)


def _from_numbers(data: bytes, marks: Marks, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Web pages and file systems of small devices stand packed in C arrays."""
    end = -1
    for at in marks.places(_ARRAYS, alone=False):
        head = _NUMBERS.match(data, at, at + 64) if at >= end else None
        if head is None or not _values(head[0])[:5].startswith(_BEGINNINGS):
            continue
        run = _NUMBERS.match(data, at)
        if run is None or run.end() - at < _SHORTEST_ARRAY:
            continue
        end = run.end()
        values = _values(run[0])
        budget.take(len(values))
        yield f"array at {at}", values


def _values(text: bytes) -> bytes:
    return bytes(min(int(hexed, 16) if hexed else int(plain), 255) for hexed, plain in _NUMBER.findall(text))


def _records(data: bytes) -> bytes:
    """Give what the records of a file for programmers of chips hold, one behind the other in the order of the file."""
    if data.startswith(_UF2):
        blocks = range(0, len(data) - _UF2_BLOCK + 1, _UF2_BLOCK)
        sizes = {at: min(476, int.from_bytes(data[at + 16 : at + 20], "little")) for at in blocks}
        return b"".join(data[at + 32 : at + 32 + size] for at, size in sizes.items())
    head = data[:64].lstrip()
    if re.match(rb":[0-9A-Fa-f]{10,}\s", head):
        return b"".join(_hex(line[9:-2]) for line in data.split() if line[:1] == b":" and line[7:9] == b"00")
    if re.match(rb"S0[0-9A-Fa-f]{6,}\s", head):
        return b"".join(
            _hex(line[{49: 8, 50: 10, 51: 12}[line[1]] : -2]) for line in data.split() if re.match(rb"S[123]", line)
        )
    return b""


def _hex(digits: bytes) -> bytes:
    try:
        return binascii.a2b_hex(digits)
    except binascii.Error:
        return b""
