"""Opens archives inside the output (ZIP and its kin, tar, gzip, xz, bzip2), bounded, in memory, best effort."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.base.packed import CLOSED, Bytes, Inflating, PackedError, tar_entries
from codebinder.base.zips import ZipReader
from codebinder.errors import UserError

MAX_DEPTH = 6
BUDGET = 512 << 20
"""Bytes that one member of the output may unpack to, all levels together."""


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
    return data.startswith((b"PK\3\4", b"PK\5\6", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", *CLOSED)) or (
        data[257:262] == b"ustar"
    )


def unpack(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of everything in the container `data`; raise UserError where it cannot be read."""
    if data.startswith(CLOSED):
        raise UserError("It is packed in a format that is not opened.")
    try:
        if data.startswith((b"PK\3\4", b"PK\5\6")):
            yield from _unzip(data, budget)
        elif data[257:262] == b"ustar":
            yield from _untar(data, budget)
        else:
            yield "content", _inflate(data, budget)
    except PackedError as error:
        raise UserError(str(error)) from None


def _unzip(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    with ZipReader(data, lenient=True) as reader:
        for member in reader.members:
            budget.take(member.size)
            yield member.name, reader.read(member, BUDGET)


def _untar(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    for entry in tar_entries(Bytes(data), BUDGET):
        if entry.sparse:
            raise UserError("It holds a sparse file.")
        budget.take(entry.size)
        name = entry.name.decode("utf-8", "surrogateescape")
        link = entry.link.decode("utf-8", "surrogateescape")
        yield (f"{name} -> {link}" if link else name), entry.data or b""


def _inflate(data: bytes, budget: Budget) -> bytes:
    """Unpack one or more gzip, bzip2 or xz streams that follow each other; the raw bytes are searched as well."""
    most = max(budget.left, 0)
    unpacked = Inflating(data, most).read(most + 1)
    budget.take(len(unpacked))
    return unpacked
