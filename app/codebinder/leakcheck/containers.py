"""Opens archives inside the output (ZIP and its kin, tar, gzip, xz, bzip2), bounded, in memory, best effort."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from codebinder.base.zips import ZipReader
from codebinder.errors import UserError

MAX_DEPTH = 6
BUDGET = 512 << 20
"""Bytes that one member of the output may unpack to, all levels together."""

_CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_INFLATERS: dict[bytes, Callable[[], _Inflater]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(memlimit=256 << 20),
}


class Budget:
    """How much may still be unpacked."""

    def __init__(self, size: int = BUDGET) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Count `size` bytes; raise UserError where that is too much."""
        self.left -= size
        if self.left < 0:
            raise UserError("It unpacks to more than is allowed.")


def is_container(data: bytes) -> bool:
    """Does `data` look like something that can be unpacked, or that should be but is not supported?"""
    return data.startswith((b"PK\3\4", b"PK\5\6", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", *_CLOSED)) or (
        data[257:262] == b"ustar"
    )


def unpack(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of everything in the container `data`; raise UserError where it cannot be read."""
    if data.startswith(_CLOSED):
        raise UserError("It is packed in a format that is not opened.")
    try:
        if data.startswith((b"PK\3\4", b"PK\5\6")):
            yield from _unzip(data, budget)
        elif data[257:262] == b"ustar":
            yield from _untar(data, budget)
        else:
            yield "content", _inflate(data, budget)
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        raise UserError("It is damaged.") from None


def _unzip(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    with ZipReader(data, lenient=True) as reader:
        for member in reader.members:
            budget.take(member.size)
            yield member.name, reader.read(member, BUDGET)


def _untar(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for member in archive:
            if member.issparse():
                raise UserError("It holds a sparse file.")
            stream = archive.extractfile(member) if member.isreg() else None
            budget.take(member.size if stream else 0)
            name = member.name if not member.linkname else f"{member.name} -> {member.linkname}"
            yield name, stream.read() if stream else b""


def _inflate(data: bytes, budget: Budget) -> bytes:
    """Unpack one or more gzip, bzip2 or xz streams that follow each other."""
    pieces: list[bytes] = []
    rest = data
    while rest.startswith(tuple(_INFLATERS)):  # what trails is padding; the raw bytes are searched as well
        inflater = next(make for magic, make in _INFLATERS.items() if rest.startswith(magic))()
        piece = inflater.decompress(rest, max(budget.left, 0) + 1)
        budget.take(len(piece))
        pieces.append(piece)
        if not inflater.eof:
            raise EOFError
        rest = inflater.unused_data
    return b"".join(pieces)
