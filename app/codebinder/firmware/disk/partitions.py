"""Partition tables: MBR with its chain of logical partitions, and GPT. What no partition has is a part as well: boot
loaders stand there."""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.codecs import CUT_SHORT
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, crc32
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

_SECTOR = 512
_ROW = struct.Struct("<B3sB3sLL")
_EXTENDED = {0x05, 0x0F, 0x85}
_PROTECTIVE = 0xEE
_MOST_LOGICAL = 128
_TYPES = {
    0x01: "FAT12", 0x04: "FAT16", 0x05: "extended", 0x06: "FAT16", 0x07: "NTFS or exFAT", 0x0B: "FAT32",
    0x0C: "FAT32", 0x0E: "FAT16", 0x0F: "extended", 0x82: "Linux swap", 0x83: "Linux", 0x85: "extended",
    0x8E: "Linux LVM", 0xA2: "boot loader (Altera)", 0xDA: "data", 0xEE: "GPT", 0xEF: "EFI system", 0xFD: "Linux RAID",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """One partition: its number, and what it says in sectors from the disk's beginning."""

    number: int
    kind: int
    start: int
    size: int
    active: bool


def _table(sector: bytes) -> list[_Part] | None:
    """Read the four rows of a boot sector; None where they can't be such rows."""
    parts: list[_Part] = []
    for number, (state, _, kind, _, start, size) in enumerate(_ROW.iter_unpack(sector[446:510]), 1):
        if state & 0x7F:
            return None
        if kind and start and size:
            parts.append(_Part(number, kind, start, size, bool(state)))
        elif (kind or start or size) and not (kind == 0 and state == 0):
            return None
    return parts


def _apart(parts: Iterable[_Part]) -> bool:
    """Do partitions lie side by side?"""
    last = 1
    for part in sorted(parts, key=lambda each: each.start):
        if part.start < last:
            return False
        last = part.start + part.size
    return True


def _logical(blob: Blob, disk: int, first: _Part, budget: Budget) -> Iterator[tuple[int, _Part | None]]:
    """Follow the chain of an extended partition: each record's sector, and the partition that it tells of."""
    at, seen, number = first.start, set[int](), 5
    while at not in seen and len(seen) < _MOST_LOGICAL:
        seen.add(at)
        budget.step()
        sector = blob.read(disk + at * _SECTOR, _SECTOR)
        if len(sector) < _SECTOR or sector[510:] != b"\x55\xaa":
            return
        rows = list(_ROW.iter_unpack(sector[446:478]))
        state, _, kind, _, start, size = rows[0]
        if kind and size and not state & 0x7F:
            yield at, _Part(number, kind, at + start, size, bool(state))
            number += 1
        else:
            yield at, None
        if rows[1][2] not in _EXTENDED or not rows[1][4]:
            return
        at = first.start + rows[1][4]


def _members(
    blob: Blob, start: int, end: int, rows: list[tuple[int, int, bytes, tuple[tuple[str, str], ...]]],
    taken: list[tuple[int, int]],
) -> Callable[[], Iterator[Member]]:  # fmt: skip
    """Give partitions (start, end, name, facts), and what lies between them and the `taken` tables, as parts."""

    def members() -> Iterator[Member]:
        for low, high, name, said in rows:
            faults = (CUT_SHORT,) if high > blob.size else ()
            size = max(0, min(high, blob.size) - low)
            yield Member(name=name, kind=NodeKind.PART, size=size, start=low, facts=said, faults=faults)
        at = start
        for low, high in sorted([(row[0], row[1]) for row in rows] + taken):
            if low > at:
                yield Member(name=b"between@0x%x" % (at - start), kind=NodeKind.PART, size=low - at, start=at)
            at = max(at, high)
        if at < end:
            yield Member(name=b"between@0x%x" % (at - start), kind=NodeKind.PART, size=end - at, start=at)

    return members


def _mbr(blob: Blob, start: int, budget: Budget) -> Found | None:
    sector = blob.read(start, _SECTOR)
    parts = _table(sector) if len(sector) == _SECTOR and sector[510:] == b"\x55\xaa" else None
    room = (blob.size - start) // _SECTOR
    if not parts or not _apart(parts) or all(part.kind == _PROTECTIVE for part in parts):
        return None
    if min(part.start for part in parts) >= room:
        return None
    ends = max(part.start + part.size for part in parts)
    if ends > room and (start or ends > room * 64):  # cut short: believed at the beginning of an image alone
        return None
    tables, shown = [(start, start + _SECTOR)], list[_Part]()
    for part in parts:
        if part.kind not in _EXTENDED:
            shown.append(part)
            continue
        for at, logical in _logical(blob, start, part, budget):
            tables.append((start + at * _SECTOR, start + (at + 1) * _SECTOR))
            if logical is not None and logical.start + logical.size <= part.start + part.size:
                shown.append(logical)
    stated = start + ends * _SECTOR
    end = min(stated, blob.size)
    rows = [
        (start + part.start * _SECTOR, start + (part.start + part.size) * _SECTOR, b"partition%d" % part.number,
         facts(("type", _TYPES.get(part.kind, f"0x{part.kind:02x}")), ("active", "yes" if part.active else "")))
        for part in shown
    ]  # fmt: skip
    regions = [known(low, high, "mbr", "partition table") for low, high in tables]
    return Found(
        start=start, end=end, format="mbr", regions=tuple(regions),
        facts=facts(("partitions", len(rows)), ("disk id", f"0x{int.from_bytes(sector[440:444], 'little'):08x}")),
        faults=(Message("firmware.fault.cut", {"missing": stated - end}),) if end < stated else (),
        members=_members(blob, start, end, rows, tables),
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- GPT


_GPT = struct.Struct("<8s4sLLLQQQQ16sQLLL")
_ENTRY = struct.Struct("<16s16sQQQ72s")
_MOST_ENTRIES = 4096
_KINDS = {
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": "EFI system",
    "0fc63daf-8483-4772-8e79-3d69d8477de4": "Linux",
    "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7": "data",
    "21686148-6449-6e6f-744e-656564454649": "BIOS boot",
    "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f": "Linux swap",
    "e6d6d379-f507-44c2-a23c-238f2a3df928": "Linux LVM",
    "b921b045-1df0-41c3-af44-4c6f280d3fae": "Linux root (ARM64)",
    "69dad710-2ce4-4e3c-b16c-21a1d49abed3": "Linux root (ARM)",
    "4f68bce3-e8cd-4db1-96e7-fbcaf984b709": "Linux root (x86-64)",
    "3de21764-95bd-54bd-a5c3-4abe786f38a8": "U-Boot environment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    at: int
    size: int
    own: int
    other: int
    last: int
    disk: str
    table: int
    count: int
    width: int
    right: bool
    table_right: bool

    @property
    def table_end(self) -> int:
        """Where its table of partitions ends."""
        return self.table + self.count * self.width


def _header(blob: Blob, disk: int, at: int, sector: int, budget: Budget) -> _Header | None:
    head = blob.read(at, sector)
    if len(head) < sector or head[:8] != b"EFI PART":
        return None
    row = _GPT.unpack_from(head)
    size, crc, own, other, last, table, count, width, table_crc = row[2], row[3], *row[5:7], row[8], *row[10:14]
    if not _GPT.size <= size <= sector or width % 8 or not 128 <= width <= 4096 or not 0 < count <= _MOST_ENTRIES:
        return None
    low = disk + table * sector
    budget.read(count * width)
    right = zlib.crc32(head[:16] + bytes(4) + head[20:size]) == crc
    table_right = low + count * width <= blob.size and crc32(blob, low, low + count * width) == table_crc
    return _Header(
        at=at, size=size, own=own, other=other, last=last, disk=str(uuid.UUID(bytes_le=row[9])), table=low,
        count=count, width=width, right=right, table_right=table_right,
    )  # fmt: skip


def _gpt_rows(
    blob: Blob, disk: int, header: _Header, sector: int, budget: Budget
) -> Iterator[tuple[int, int, bytes, tuple[tuple[str, str], ...]]]:
    for number in range(header.count):
        budget.step()
        data = blob.read(header.table + number * header.width, _ENTRY.size)
        if len(data) < _ENTRY.size or not any(data[:16]):
            continue
        kind, own, first, last, flags, name = _ENTRY.unpack(data)
        if last < first or disk + first * sector >= blob.size:
            continue
        label = name.decode("utf-16-le", "replace").split("\0", 1)[0]
        form = str(uuid.UUID(bytes_le=kind))
        said = facts(
            ("name", label), ("type", _KINDS.get(form, form)), ("id", str(uuid.UUID(bytes_le=own))),
            ("attributes", f"0x{flags:x}" if flags else ""),
        )  # fmt: skip
        yield disk + first * sector, disk + (last + 1) * sector, b"partition%d" % (number + 1), said


def _gpt_checks(header: _Header) -> tuple[Check, ...]:
    at = header.at
    return (
        check("crc32 of the header", at + 16, 4, (at, at + 16), (at + 20, at + header.size)),
        check("crc32 of the partitions", at + 88, 4, (header.table, header.table_end)),
    )


def _gpt(blob: Blob, start: int, budget: Budget) -> Found | None:
    for sector in (512, 4096):
        header = _header(blob, start, start + sector, sector, budget)
        if header is not None and header.own == 1:
            break
    else:
        return None
    if not header.right and blob.read(start + 510, 2) != b"\x55\xaa":
        return None
    backup = _header(blob, start, start + header.other * sector, sector, budget) if header.other > 1 else None
    if backup is not None and backup.own != header.other:
        backup = None
    stated = start + (max(header.other, header.last) + 1) * sector
    end = min(stated, blob.size)
    faults = [wrong("crc32")] if not (header.right and header.table_right) else []
    if end < stated:
        faults.append(Message("firmware.fault.cut", {"missing": stated - end}))
    elif backup is None or not (backup.right and backup.table_right):
        faults.append(Message("firmware.fault.backup"))
    chosen = header if header.table_right or backup is None or not backup.table_right else backup
    rows = list(_gpt_rows(blob, start, chosen, sector, budget))
    heads = [header] if backup is None else [header, backup]
    regions: list[Region] = [known(start, start + sector, "gpt", "protective MBR")]
    for each, name in zip(heads, ("", "second "), strict=False):
        regions.append(known(each.at, each.at + sector, "gpt", name + "header"))
        regions.append(known(each.table, each.table_end, "gpt", name + "partition table"))
    taken = [(region.start, region.end) for region in regions]
    return Found(
        start=start, end=end, format="gpt", faults=tuple(faults), regions=tuple(regions),
        facts=facts(("partitions", len(rows)), ("disk id", header.disk), ("sector", sector)),
        checks=tuple(one for each in heads for one in _gpt_checks(each)),
        members=_members(blob, start, end, rows, taken),
    )  # fmt: skip


MBR = Reader(format="mbr", read=_mbr, magics=((b"\x55\xaa", 510),), align=_SECTOR)
GPT = Reader(format="gpt", read=_gpt, magics=((b"EFI PART", 512), (b"EFI PART", 4096)), align=_SECTOR)
