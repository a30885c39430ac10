"""Finds what is packed somewhere inside other bytes: kernels in firmware, blocks of file systems, archives behind other
files, texts of pictures. Nothing tells where such data begins, so every place that looks like a beginning is tried.

A stream that is damaged or cut counts up to there. What is recognised and cannot be opened is told to `note`.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import TypeAlias

from ahocorasick_rs import BytesAhoCorasick, Implementation

from codebinder.base.packed import Inflater
from codebinder.leakcheck.containers import Budget, Note

_FEED = 1 << 16
_FIRST = 256
_LARGEST = 256 << 20
_LEAST = 12
"""Fewer bytes than this out of a stream without an end are a chance likeness, not a stream."""
_TRY, _STREAM, _UNFINISHED = 1 << 10, 2 << 10, 1 << 20
"""What a beginning costs, and a stream besides its bytes; one without an end more, since a file can be full of them."""
_JOIN = 64
"""Streams with no more than so many bytes between them are blocks of one thing, and are searched joined as well."""
_MEMORY = 256 << 20
_ZLIB = (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")
_LZMA = b"\x5d\0\0"
_ZIP = b"PK\3\4"
_MAGICS = ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (_LZMA, "lzma"), (_ZIP, "zip"),
           *((magic, "zlib") for magic in _ZLIB))  # fmt: skip
_LONGEST_MAGIC = max(len(magic) for magic, _ in _MAGICS)
_STRETCH = 1 << 20
_MOST_JOINED = 64 << 20
_CLOSED = {
    b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "RAR", b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x04\x22\x4d\x18": "LZ4", b"\x02\x21\x4c\x18": "LZ4", b"UBI#\x01": "UBI",
    b"\x31\x18\x10\x06": "UBIFS", b"\x89LZO\0\r\n\x1a\n": "LZO",
}  # fmt: skip
_READ_AS = {
    "Zstandard": frozenset({"zstd"}), "LZ4": frozenset({"lz4", "lz4-legacy"}), "UBI": frozenset({"ubi"}),
    "UBIFS": frozenset({"ubifs"}), "LZO": frozenset({"lzop", "lzo"}),
}  # fmt: skip
"""What the readers of images call these formats."""
More: TypeAlias = Callable[[int, int], bytes]
Piece: TypeAlias = tuple[str, bytes]
_FILE_SYSTEMS = {b"hsqs": "squashfs", b"sqsh": "squashfs", b"\x45\x3d\xcd\x28": "cramfs", b"-rom1fs-": "romfs"}


class Carver:
    """Carves one thing, stretch by stretch; what goes on behind a stretch is asked for."""

    def __init__(self, budget: Budget, note: Note, *, opened: Collection[str] = ()) -> None:
        """Prepare. `opened` are the formats of images that were read already: nothing is told of them."""
        self._budget, self._note = budget, note
        self._opened = {each.casefold() for each in opened}
        self._end = -1
        self._run: list[bytes] = []
        self._size = 0
        self._told: set[bytes] = set()

    def over(self, data: bytes, base: int = 0, until: int | None = None, more: More | None = None) -> Iterator[Piece]:
        """Give (what and where, bytes) of every stream that begins in `data`, before its offset `until`. `base` is its
        own place in the whole, of which `more` gives bytes by offset. UserError where the budget is used up."""
        self._recognise(data, base)
        source = _Source(data, base, more)
        for at, kind in _beginnings(data):
            if until is not None and at >= until:
                break
            if base + at < self._end:  # within a stream that was read already
                continue
            self._budget.take(_TRY)
            content, used, whole = _read(source, at, kind, self._budget)
            if not (whole and content) and len(content) < _LEAST:
                continue
            if base + at - self._end > _JOIN:
                yield from self.end()
            elif self._size > _MOST_JOINED:
                last = self._run[-1]
                yield from self.end()
                self._run, self._size = [last], len(last)
            self._budget.take(_STREAM if whole else _UNFINISHED)
            self._run.append(content)
            self._size += len(content)
            self._end = base + at + (used if whole else 2)
            yield f"{kind} at {base + at}", content
            if not whole:
                self._note(f"What is packed at {base + at} has no proper end; it was searched up to there.")

    def end(self) -> Iterator[Piece]:
        """Give the blocks that stood side by side as one; after the last stretch too."""
        run, self._run, self._size = self._run, [], 0
        if len(run) > 1:
            yield "blocks", b"".join(run)

    def _recognise(self, data: bytes, base: int) -> None:
        for magic, name in _CLOSED.items():
            at = data.find(magic) if magic not in self._told else -1
            if at >= 0 and not self._opened & _READ_AS.get(name, frozenset()):
                self._told.add(magic)
                self._note(f"It seems to hold {name} data at {base + at}, which is not opened.")
        for magic, name in _FILE_SYSTEMS.items():
            at = data.find(magic) if magic not in self._told else -1
            if at >= 0 and name not in self._opened and not (name == "squashfs" and 4 not in data[at + 28 : at + 30]):
                self._told.add(magic)
                what = f"a file system ({name}) at {base + at}"
                self._note(f"It seems to hold {what}, of which only packed blocks were opened.")


def carve(data: bytes, budget: Budget, note: Note, *, opened: Collection[str] = ()) -> Iterator[Piece]:
    """Give (what and where, bytes) of every stream found in `data`, as `Carver` does."""
    carver = Carver(budget, note, opened=opened)
    yield from carver.over(data)
    yield from carver.end()


class _Source:
    """Bytes by offset in a stretch, and behind it."""

    def __init__(self, data: bytes, base: int, more: More | None) -> None:
        self.data = data
        self._view, self._base, self._more = memoryview(data), base, more

    def read(self, at: int, size: int) -> bytes:
        if at < len(self._view):
            return bytes(self._view[at : at + size])
        return self._more(self._base + at, size) if self._more is not None else b""


def _beginnings(data: bytes) -> Iterator[tuple[int, str]]:
    """Give (offset, kind) of everything that may begin a stream, in order."""
    machine = _machine()
    for base in range(0, len(data), _STRETCH):
        piece = data[base : base + _STRETCH + _LONGEST_MAGIC - 1]
        rows = machine.find_matches_as_indexes(piece, overlapping=True)
        found = sorted((base + start, _MAGICS[number][1]) for number, start, _ in rows if start < _STRETCH)
        yield from (each for each in found if _plausible(data, *each))


@cache
def _machine() -> BytesAhoCorasick:
    return BytesAhoCorasick([magic for magic, _ in _MAGICS], implementation=Implementation.DFA)


def _plausible(data: bytes, at: int, kind: str) -> bool:
    if kind == "gzip":
        return data[at + 3 : at + 4] < b"\x20"
    if kind == "bzip2":
        return data[at + 4 : at + 10] == b"1AY&SY"
    if kind == "lzma":
        size = data[at + 5 : at + 13]
        return size == b"\xff" * 8 or (len(size) == 8 and size[5:] == bytes(3) and size[:5] != bytes(5))
    if kind == "zlib":  # the pixels of a picture are no text
        return (data[at + 2 : at + 3] or b"\xff")[0] & 6 != 6 and data[max(0, at - 4) : at] != b"IDAT"
    return True


def _read(source: _Source, at: int, kind: str, budget: Budget) -> tuple[bytes, int, bool]:
    """Give what the stream at `at` holds, how long it is packed, and whether it has a proper end."""
    if kind == "zip":
        start = _zip_data(source.data, at)
        if start is None:
            return b"", 0, False
        content, used, whole = _inflated(source, start, zlib.decompressobj(-15), budget)
        return content, used + start - at, whole
    if kind == "zlib":
        return _inflated(source, at, zlib.decompressobj(), budget)
    if kind == "gzip":
        return _inflated(source, at, zlib.decompressobj(31), budget)
    if kind == "bzip2":
        return _inflated(source, at, bz2.BZ2Decompressor(), budget)
    form = lzma.FORMAT_XZ if kind == "xz" else lzma.FORMAT_ALONE
    return _inflated(source, at, lzma.LZMADecompressor(form, memlimit=_MEMORY), budget)


def _zip_data(data: bytes, at: int) -> int | None:
    """Give where the bytes of the deflated ZIP member at `at` begin; what is stored is read as it is anyway."""
    try:
        fields = struct.unpack_from("<4s5H3I2H", data, at)
    except struct.error:
        return None
    return at + 30 + fields[9] + fields[10] if fields[3] == 8 and not fields[2] & 1 else None


def _inflated(source: _Source, start: int, engine: Inflater, budget: Budget) -> tuple[bytes, int, bool]:
    pieces: list[bytes] = []
    size, at, feed = 0, start, _FIRST
    while size <= _LARGEST and (packed := source.read(at, feed)):
        try:
            piece = engine.decompress(packed, _LARGEST + 1 - size)
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError):
            break
        at += len(packed)
        feed = _FEED
        size += len(piece)
        pieces.append(piece)
        budget.take(len(packed) + len(piece))
        if engine.eof:
            return b"".join(pieces), at - len(engine.unused_data) - start, True
    return b"".join(pieces), 0, False
