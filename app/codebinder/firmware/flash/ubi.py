"""Recognises UBI: a flash whose erase blocks hold volumes in any order; gives the volumes, put together again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from codebinder.firmware.flash.common import fault, filled, inside, proper, unreadable
from codebinder.firmware.flash.ubi_blocks import EC_MAGIC, LAYOUT, Flash, Scanner, Volume, block_size, erase_header
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces
from codebinder.model.firmware import NodeKind, Region, RegionKind
from codebinder.model.text import Message

_BLANK = b"\xff" * (1 << 16)
_INTERNAL = {LAYOUT: "volume table", LAYOUT + 1: "fastmap", LAYOUT + 2: "fastmap"}


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a UBI image whose first erase block begins at `start`."""
    head = erase_header(blob, start)
    if head is None:
        return None
    block = block_size(blob, start, budget)
    if not block:
        end = min(blob.size, start + head[1])
        return Found(start=start, end=end, format="ubi", faults=(fault("table"),))
    flash = Flash(start=start, end=start, block=block, header_at=head[0], data_at=head[1], sequence=head[2])
    Scanner(blob, flash, budget).run()
    faults: list[Message] = []
    if flash.missing:
        faults.append(fault("cut", missing=flash.missing))
    if flash.damaged:
        faults.append(fault("records", count=flash.damaged))
    if flash.full:
        faults.append(fault("many"))
    facts = (
        ("erase block", str(block)),
        ("erase blocks", str(flash.blocks)),
        ("volumes", str(sum(number not in _INTERNAL for number in flash.volumes))),
        ("image sequence", str(flash.sequence)),
    )
    return Found(
        start=start, end=flash.end, format="ubi", facts=facts, faults=tuple(faults), regions=_regions(flash),
        checks=inside(flash.checks, flash.end), members=partial(_members, blob, flash, budget),
    )  # fmt: skip


def _called(volume: Volume) -> bytes:
    return volume.name if proper(volume.name) else b"volume-%d" % volume.number


def _regions(flash: Flash) -> tuple[Region, ...]:
    """Tell whose erase blocks are whose, neighbours of one volume together."""
    runs: list[tuple[int, int, int]] = []
    for at, number in flash.owners:
        end = min(at + flash.block, flash.end)
        if runs and runs[-1][2] == number and runs[-1][1] == at:
            runs[-1] = runs[-1][0], end, number
        else:
            runs.append((at, end, number))
    return tuple(
        Region(start=start, end=end, kind=RegionKind.KNOWN, format="ubi", label=_label(flash, number))
        for start, end, number in runs
    )


def _label(flash: Flash, number: int) -> str:
    if number < 0:
        return "free"
    if number in _INTERNAL:
        return _INTERNAL[number]
    return _called(flash.volumes[number]).decode("utf-8", "backslashreplace")


def _members(blob: Blob, flash: Flash, budget: Budget) -> Iterator[Member]:
    for number, volume in sorted(flash.volumes.items()):
        if number in _INTERNAL:
            continue
        room = flash.block - flash.data_at - volume.padding
        count = volume.used if volume.static else max(volume.lebs, default=-1) + 1
        count = min(count, max(volume.lebs, default=-1) + 1)
        missing = count - len(volume.lebs)
        size = sum(min(leb.size, room) for leb in volume.lebs.values()) if volume.static else count * room
        facts = [("volume type", "static" if volume.static else "dynamic"), ("volume number", str(number))]
        if volume.reserved >= 0:
            facts.append(("reserved blocks", str(volume.reserved)))
        if missing:
            facts.append(("blocks not mapped", str(missing)))
        lost = volume.static and (missing or count < volume.used)
        faults = (fault("cut", missing=(volume.used - len(volume.lebs)) * room),) if lost else ()
        yield Member(
            name=_called(volume), kind=NodeKind.PART, size=size, facts=tuple(facts), faults=faults,
            open=partial(_contents, blob, volume, count, room, budget),
        )  # fmt: skip


def _contents(blob: Blob, volume: Volume, count: int, room: int, budget: Budget) -> Iterator[bytes]:
    """Give a volume's bytes: of a static one those that are stated, of a dynamic one whole blocks, blank if missing."""
    for number in range(count):
        budget.step()
        leb = volume.lebs.get(number)
        if leb is None and volume.static:
            raise unreadable("table")
        if leb is None:
            yield from filled(_BLANK, room, budget)
            continue
        size = min(leb.size, room) if volume.static else room
        given = 0
        for piece in pieces(blob, leb.at, leb.at + size):
            given += len(piece)
            yield piece
        if given < size:
            if volume.static:
                raise unreadable("cut", missing=size - given)
            yield from filled(_BLANK, size - given, budget)


READER = Reader(format="ubi", read=read, magics=((EC_MAGIC, 0),))
