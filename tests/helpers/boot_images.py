"""Reads one format at one place, as the walk would, and gives what was found as plain values to compare."""

from __future__ import annotations

import random
from collections.abc import Iterator

from codebinder.firmware.boot import READERS
from codebinder.firmware.reading import Budget, Found, Member, Memory, Unreadable
from codebinder.model.ports import NeverCancel


def ample(*, steps: int = 3_000_000, unpacked: int = 64 << 20) -> Budget:
    """Give a budget that honest images don't use up."""
    return Budget(unpacked=unpacked, entries=100_000, steps=steps, read=1 << 30, cancel=NeverCancel())


def find(form: str, data: bytes, at: int = 0) -> Found | None:
    """Read a format at a place: by every reader whose magic stands there, or that needs none."""
    blob = Memory(data)
    for reader in READERS:
        stands = any(data.startswith(magic, at + off) for magic, off in reader.magics) or (reader.first and not at)
        if stands and not at % reader.align:
            found = reader.read(blob, at, ample())
            if found is not None and found.format == form:
                return checked(data, found, at)
    return None


def sure(form: str, data: bytes, at: int = 0) -> Found:
    """Read what is there for certain."""
    found = find(form, data, at)
    assert found is not None
    return found


def checked(data: bytes, found: Found, at: int) -> Found:
    """Give what was found if it keeps the contract: everything within the blob, regions within it and side by side."""
    assert found.start == at
    assert found.start < found.end <= len(data)
    last = found.start
    for region in sorted(found.regions, key=lambda each: each.start):
        assert last <= region.start <= region.end <= found.end, found.regions
        last = region.end
    for check in found.checks:
        assert 0 <= check.start < check.end <= len(data), check
        assert all(0 <= start < end <= len(data) for start, end in check.covers), check
    return found


def members(found: Found) -> list[Member]:
    """List what is inside, as far as it can be listed."""
    out: list[Member] = []
    if found.members is not None:
        listing = found.members()
        while True:
            try:
                out.append(next(listing))
            except (StopIteration, Unreadable):
                return out
    return out


def bytes_of(data: bytes, member: Member) -> bytes:
    """Give a member's bytes."""
    if member.start >= 0:
        return data[member.start : member.start + member.size]
    assert member.open is not None
    return b"".join(member.open())


def contents(data: bytes, found: Found) -> dict[bytes, bytes]:
    """Give the bytes of every member by name."""
    return {each.name: bytes_of(data, each) for each in members(found)}


def faults(found: Found) -> list[str]:
    """Give the ids of what is wrong."""
    return [each.id for each in found.faults]


def noise(size: int, seed: int = 1) -> bytes:
    """Give bytes that look like nothing."""
    return random.Random(seed).randbytes(size)


def survives(data: bytes) -> Iterator[Found]:
    """Ask every reader wherever one of its magics stands: nothing but Unreadable may come out, and all within reach."""
    blob = Memory(data)
    for reader in READERS:
        places = {0} if reader.first else set[int]()
        for magic, off in reader.magics:
            at = data.find(magic)
            while at >= 0:
                if at >= off and not (at - off) % reader.align:
                    places.add(at - off)
                at = data.find(magic, at + 1)
        for place in sorted(places):
            try:
                found = reader.read(blob, place, ample())
            except Unreadable:
                continue
            if found is not None:
                yield checked(data, found, place)
                for member in members(found):
                    assert member.start <= len(data)
                    if member.start < 0 and member.open is not None:
                        drained(member)


def drained(member: Member) -> tuple[bytes, bool]:
    """Unpack a member as far as it goes; was that to its end?"""
    assert member.open is not None
    out = bytearray()
    try:
        for piece in member.open():
            assert len(piece) <= 64 << 20
            if len(out) < 64 << 20:
                out += piece
            else:
                return bytes(out), False
    except Unreadable:
        return bytes(out), False
    return bytes(out), True
