"""Reads a PDF without obeying it: every stream there is, decoded, also those that no page shows, and every string.

Earlier states, unused pages, forms, scripts and maps of glyphs are all streams or strings. Bounded; a stream that is
damaged counts up to the damage, as readers show it.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator

from codebinder.base.messages import SaidError
from codebinder.leakcheck.containers import Budget, Note
from codebinder.model.text import Message

PDF_BUDGET = 4 << 30
"""Bytes that the streams of one PDF may be, packed and unpacked together."""
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_LARGEST_STREAM = 64 << 20
_PIECE = 1 << 14
_HEAD = 4096
_FILTERS = re.compile(rb"/(?:Filter|F)\s*(\[[^\]]{0,400}\]|/[A-Za-z0-9]+)")
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_NUMBER = r"/%s\s+(\d{1,6})"
_PICTURES = frozenset({b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF"})
_STRING = re.compile(rb"\(((?:[^()\\]{1,64}+|\\[\0-\xff]|\([^()]{0,500}+\)){0,65536}+)\)|<([0-9A-Fa-f\s]{2,65536}+)>")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|([\0-\xff]))")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]{0,200}#[0-9A-Fa-f]{2}[^\s()<>\[\]{}/%]{0,200})")


def streams(data: bytes, budget: Budget | None = None, note: Note | None = None) -> Iterator[tuple[int, bytes]]:
    """Give (offset, bytes) of every packed stream. Raise UserError where it is more than the budget allows."""
    left = budget or Budget(PDF_BUDGET)
    view = memoryview(data)
    match = _STREAM.search(data)
    cut = False
    while match:
        start = match.end()
        head = data[max(0, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        names = _filters(head)
        content, used = b"", 0
        if data[start : start + 1] == b"\x78" or names[:1] in ([b"FlateDecode"], [b"Fl"]):
            content, used = _inflated(view, start, left)
            names = names[1:]
        elif names and not _PICTURES.intersection(names):
            end = data.find(b"endstream", start)
            end = len(data) if end < 0 else end
            left.take(end - start)
            content = data[start:end]
            used = end - start
        cut = cut or len(content) > _LARGEST_STREAM
        content = _undone(content, names, left, note)
        if content:
            yield start, _unpredicted(content, head)
        match = _STREAM.search(data, start + used)
    if cut:
        raise SaidError(Message("leak.stream-much"))


def strings(data: bytes) -> list[bytes]:
    """Give every string that `data` (a stream's content, or the file between streams) writes, its escapes undone."""
    found: list[bytes] = []
    for match in _STRING.finditer(data):
        if match[2] is not None:
            digits = match[2].translate(None, b" \t\r\n\f\v")
            text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            text = _ESCAPE.sub(_unescaped, match[1]) if b"\\" in match[1] else match[1]
        if text.startswith((b"\xfe\xff", b"\xff\xfe")):
            text = text.decode("utf-16", "replace").encode("utf-8", "replace")
        found.append(text)
    if b"#" in data:
        found += [
            re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), match[1])
            for match in _HEX_NAME.finditer(data)
        ]
    return found


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2] else _LETTERS.get(match[3], match[3])


def _filters(head: bytes) -> list[bytes]:
    found = None
    for found in _FILTERS.finditer(head):  # noqa: B007  (the last one is wanted)
        pass
    return _NAME.findall(found[1]) if found is not None else []


def _undone(content: bytes, names: list[bytes], budget: Budget, note: Note | None) -> bytes:
    """Undo the filters that are left, as far as they go."""
    for name in names:
        undo = _DECODERS.get(name)
        if undo is None:
            if name not in _PICTURES and note is not None:
                note(f"A stream of it is packed in a way that is not opened ({name.decode('ascii', 'replace')[:40]}).")
            return content
        try:
            content = undo(content, budget)
        except (ValueError, zlib.error, IndexError):
            if note is not None:
                note("A stream of it is damaged.")
            return content
        budget.take(len(content))
    return content


def _flate(content: bytes, budget: Budget) -> bytes:
    return _inflated(memoryview(content), 0, budget)[0]


def _ascii85(content: bytes, _budget: Budget) -> bytes:
    body = content.strip().removeprefix(b"<~")
    end = body.find(b"~")
    return a85decode(body[:end] if end >= 0 else body, ignorechars=b" \t\n\r\v\f\0")


def _ascii_hex(content: bytes, _budget: Budget) -> bytes:
    digits = content.partition(b">")[0].translate(None, b" \t\r\n\f\0")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _run_length(content: bytes, budget: Budget) -> bytes:
    pieces: list[bytes] = []
    at = size = 0
    while at < len(content) and content[at] != 128:
        length = content[at]
        piece = content[at + 1 : at + 2 + length] if length < 128 else content[at + 1 : at + 2] * (257 - length)
        at += length + 2 if length < 128 else 2
        size += len(piece)
        pieces.append(piece)
        if size > min(_LARGEST_STREAM, budget.left):
            break
    return b"".join(pieces)


def _lzw(content: bytes, budget: Budget) -> bytes:
    """LZW as PDF and TIFF write it, with the early change of width."""
    table: list[bytes] = []
    pieces: list[bytes] = []
    bits = held = size = 0
    width, last = 9, b""
    for byte in content:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & ((1 << width) - 1)
        if code == 257 or size > min(_LARGEST_STREAM, budget.left):
            break
        if code == 256:
            table, width, last = [], 9, b""
            continue
        entry = bytes([code]) if code < 256 else table[code - 258] if code - 258 < len(table) else last + last[:1]
        if last:
            table.append(last + entry[:1])
        pieces.append(entry)
        size += len(entry)
        last = entry
        width = min(12, max(9, (len(table) + 259).bit_length()))
    return b"".join(pieces)


_DECODERS: dict[bytes, Callable[[bytes, Budget], bytes]] = {
    b"FlateDecode": _flate, b"Fl": _flate, b"ASCII85Decode": _ascii85, b"A85": _ascii85, b"ASCIIHexDecode": _ascii_hex,
    b"AHx": _ascii_hex, b"RunLengthDecode": _run_length, b"RL": _run_length, b"LZWDecode": _lzw, b"LZW": _lzw,
}  # fmt: skip


def _unpredicted(content: bytes, head: bytes) -> bytes:
    """Undo PNG's prediction, which some writers use for streams of objects; pictures are left as they are."""
    if b"/Predictor" not in head or b"/Image" in head:
        return content
    if (_told(head, "Predictor") or 1) < 10:
        return content
    step = max(1, (_told(head, "Colors") or 1) * (_told(head, "BitsPerComponent") or 8) // 8)
    row = (_told(head, "Columns") or 1) * step + 1
    out = bytearray()
    before = bytes(row - 1)
    for at in range(0, len(content), row):
        kind, line = content[at], bytearray(content[at + 1 : at + row])
        if kind == 2:
            line = bytearray((here + up) & 0xFF for here, up in zip(line, before, strict=False))
        elif kind:
            for place in range(len(line)):
                left = line[place - step] if place >= step else 0
                up, corner = before[place], before[place - step] if place >= step else 0
                line[place] = (line[place] + _predicted(kind, left, up, corner)) & 0xFF
        before = bytes(line).ljust(row - 1, b"\0")
        out += line
    return bytes(out)


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind in {1, 3}:
        return left if kind == 1 else (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


def _told(head: bytes, name: str) -> int:
    found = re.search((_NUMBER % name).encode(), head)
    return int(found[1]) if found else 0


def _inflated(view: memoryview, start: int, budget: Budget) -> tuple[bytes, int]:
    """Inflate what begins at `start`; give it, and how long it was packed (0 where it has no end).

    In pieces, since the library copies whatever it leaves unread, and all of it would be copied for every stream.
    """
    engine = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    for at in range(start, len(view), _PIECE):
        packed = view[at : at + _PIECE]
        try:
            piece = engine.decompress(packed, _LARGEST_STREAM + 1 - size)
        except zlib.error:
            break
        budget.take(len(packed) + len(piece))
        pieces.append(piece)
        size += len(piece)
        if engine.eof or size > _LARGEST_STREAM:
            unread = len(engine.unused_data) + len(engine.unconsumed_tail)
            return b"".join(pieces), at + len(packed) - unread - start
    return b"".join(pieces), 0
