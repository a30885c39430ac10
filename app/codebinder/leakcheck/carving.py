"""Finds what is packed somewhere inside other bytes: kernels in firmware, blocks of file systems, archives behind other
files, texts of pictures. Nothing tells where such data begins, so every place that looks like a beginning is tried.

A stream that is damaged or cut counts up to there. What is recognised and cannot be opened is told to `note`.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Collection, Iterator

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
_FILE_SYSTEMS = {b"hsqs": "squashfs", b"sqsh": "squashfs", b"\x45\x3d\xcd\x28": "cramfs", b"-rom1fs-": "romfs"}


def carve(data: bytes, budget: Budget, note: Note, *, opened: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Give (what and where, bytes) of every stream found in `data`; raise UserError where the budget is used up.

    `opened` are the formats of images that were read already: nothing is told of them.
    """
    _recognise(data, note, opened)
    end, run = -1, list[bytes]()
    for at, kind in _beginnings(data):
        if at < end:  # within a stream that was read already
            continue
        budget.take(_TRY)
        content, used, whole = _read(data, at, kind, budget)
        if not (whole and content) and len(content) < _LEAST:
            continue
        if run and at - end > _JOIN:
            yield from _joined(run)
            run = []
        budget.take(_STREAM if whole else _UNFINISHED)
        run.append(content)
        end = at + used if whole else at + 2
        yield f"{kind} at {at}", content
        if not whole:
            note(f"What is packed at {at} has no proper end; it was searched up to there.")
    yield from _joined(run)


def _joined(run: list[bytes]) -> Iterator[tuple[str, bytes]]:
    if len(run) > 1:
        yield "blocks", b"".join(run)


def _recognise(data: bytes, note: Note, opened: Collection[str]) -> None:
    read = {each.casefold() for each in opened}
    for magic, name in _CLOSED.items():
        at = data.find(magic)
        if at >= 0 and not read & _READ_AS.get(name, frozenset()):
            note(f"It seems to hold {name} data at {at}, which is not opened.")
    for magic, name in _FILE_SYSTEMS.items():
        at = data.find(magic)
        if at >= 0 and name not in read and not (name == "squashfs" and 4 not in data[at + 28 : at + 30]):
            note(f"It holds a file system ({name}) at {at}, of which only packed blocks were opened.")


def _beginnings(data: bytes) -> Iterator[tuple[int, str]]:
    """Give (offset, kind) of everything that may begin a stream, in order."""
    magics = [(b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (_LZMA, "lzma"), (_ZIP, "zip")]
    magics += [(magic, "zlib") for magic in _ZLIB]
    found: list[tuple[int, str]] = []
    for magic, kind in magics:
        at = data.find(magic)
        while at >= 0:
            if _plausible(data, at, kind):
                found.append((at, kind))
            at = data.find(magic, at + 1)
    return iter(sorted(found))


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


def _read(data: bytes, at: int, kind: str, budget: Budget) -> tuple[bytes, int, bool]:
    """Give what the stream at `at` holds, how long it is packed, and whether it has a proper end."""
    view = memoryview(data)
    if kind == "zip":
        start = _zip_data(data, at)
        if start is None:
            return b"", 0, False
        content, used, whole = _inflated(view, start, zlib.decompressobj(-15), budget)
        return content, used + start - at, whole
    if kind == "zlib":
        return _inflated(view, at, zlib.decompressobj(), budget)
    if kind == "gzip":
        return _inflated(view, at, zlib.decompressobj(31), budget)
    if kind == "bzip2":
        return _inflated(view, at, bz2.BZ2Decompressor(), budget)
    form = lzma.FORMAT_XZ if kind == "xz" else lzma.FORMAT_ALONE
    return _inflated(view, at, lzma.LZMADecompressor(form, memlimit=_MEMORY), budget)


def _zip_data(data: bytes, at: int) -> int | None:
    """Give where the bytes of the deflated ZIP member at `at` begin; what is stored is read as it is anyway."""
    try:
        fields = struct.unpack_from("<4s5H3I2H", data, at)
    except struct.error:
        return None
    return at + 30 + fields[9] + fields[10] if fields[3] == 8 and not fields[2] & 1 else None


def _inflated(
    view: memoryview,
    start: int,
    engine: Inflater,
    budget: Budget,
) -> tuple[bytes, int, bool]:
    pieces: list[bytes] = []
    size, at, feed = 0, start, _FIRST
    while at < len(view) and size <= _LARGEST:
        packed = bytes(view[at : at + feed])
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
