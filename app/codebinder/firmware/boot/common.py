"""What the readers of boot images share: texts and digests of stretches, checks with their verdict, cut lengths."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping

from codebinder.firmware.reading import Blob, Budget, Member, pieces, unpack
from codebinder.model.firmware import Check, NodeKind, Region, RegionKind
from codebinder.model.text import Message

Facts = tuple[tuple[str, str], ...]
Cover = tuple[int, int]

WORD_BIG, WORD_LITTLE = struct.Struct(">I"), struct.Struct("<I")


def plain(data: bytes, encoding: str = "utf-8") -> str:
    """Give the text of a field that ends at its first NUL."""
    return data.partition(b"\0")[0].decode(encoding, "backslashreplace").strip()


def facts(*pairs: tuple[str, str | int | None]) -> Facts:
    """Give facts, less those that say nothing."""
    return tuple((name, str(value)) for name, value in pairs if value not in ("", None))


def address(value: int) -> str:
    """Give an address as boards' manuals write it."""
    return f"0x{value:08x}"


def numbered(*names: str) -> dict[int, str]:
    """Give names by their place."""
    return dict(enumerate(names))


def named(table: Mapping[int, str], value: int) -> str:
    """Give what a number stands for, else the number."""
    return table.get(value, str(value))


def cut(blob: Blob, stated_end: int) -> tuple[int, tuple[Message, ...]]:
    """Give where something really ends, and a fault where it says that it ends beyond the blob."""
    if stated_end <= blob.size:
        return stated_end, ()
    return blob.size, (Message("firmware.fault.cut", {"missing": stated_end - blob.size}),)


def known(start: int, end: int, form: str, label: str, facts: Facts = ()) -> Region:
    """Give a region that a reader is sure of."""
    return Region(start=start, end=end, kind=RegionKind.KNOWN, format=form, label=label, facts=facts)


def part(name: bytes, blob: Blob, start: int, size: int, facts: Facts = ()) -> Member:
    """Give a part that stands plainly, cut to the blob, with a fault where it does not lie in it as it says."""
    begin = min(start, blob.size)
    end = min(start + size, blob.size)
    lost = start + size - end
    faults = (Message("firmware.fault.cut", {"missing": lost}),) if lost > 0 else ()
    return Member(name=name, kind=NodeKind.PART, size=end - begin, start=begin, facts=facts, faults=faults)


def within(blob: Blob, covers: Iterable[Cover]) -> bool:
    """Do all these stretches lie in the blob?"""
    return all(0 <= start <= end <= blob.size for start, end in covers)


def crc(blob: Blob, covers: Iterable[Cover], budget: Budget) -> int:
    """Give CRC-32 (as in zlib) over stretches, one behind the other."""
    value = 0
    for start, end in covers:
        for piece in pieces(blob, start, end):
            budget.read(len(piece))
            value = zlib.crc32(piece, value)
    return value


def jam(blob: Blob, covers: Iterable[Cover], budget: Budget) -> int:
    """Give CRC-32 without the final inversion, as boot loaders of routers and USB's DFU have it."""
    return crc(blob, covers, budget) ^ 0xFFFFFFFF


def digest(name: str, blob: Blob, covers: Iterable[Cover], budget: Budget) -> bytes:
    """Give a cryptographic digest over stretches, one behind the other."""
    state = hashlib.new(name, usedforsecurity=False)
    for start, end in covers:
        for piece in pieces(blob, start, end):
            budget.read(len(piece))
            state.update(piece)
    return state.digest()


def wrong(name: str) -> Message:
    """Say that a check does not fit."""
    return Message("firmware.fault.sum", {"name": name})


def check(name: str, start: int, size: int, *covers: Cover) -> Check:
    """Give a check whose value stands at `start`."""
    return Check(name=name, start=start, end=start + size, covers=tuple(each for each in covers if each[0] < each[1]))


def word(blob: Blob, at: int, layout: struct.Struct = WORD_LITTLE) -> int:
    """Read one number; -1 where the blob ends before it does."""
    found = unpack(layout, blob, at)
    return found[0] if found else -1
