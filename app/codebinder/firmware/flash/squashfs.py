"""Recognises squashfs: reads version 4.0 whole, and bounds older ones and those of vendors who turned its magic."""

from __future__ import annotations

import struct
import time

from codebinder.firmware.flash.common import fault, inside, side_by_side
from codebinder.firmware.flash.squashfs_files import Files
from codebinder.firmware.flash.squashfs_tables import NAMES, NOWHERE, SUPER, Super, Tables, super_block
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Reader, Unreadable
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

_OLD_SIZE = 119
_LITTLE = {b"hsqs", b"hsqt", b"shsq", b"sqlz"}
_BIG = {b"sqsh", b"tqsh", b"qshs"}
_OPTIONS = 1 << 10


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a squashfs, or bound one that is not read."""
    data = blob.read(start, _OLD_SIZE)
    head = super_block(data) if data[:4] == b"hsqs" else None
    if head is None:
        return _variant(blob, start, data)
    end = min(blob.size, start + head.used)
    faults: list[Message] = []
    if end < start + head.used:
        faults.append(fault("cut", missing=start + head.used - end))
    files = Files(blob, Tables(blob, start, head, budget))
    checks: list[Check] = []
    try:
        checks.extend(files.checks())
    except Exhausted:
        raise
    except Unreadable as error:
        faults.append(error.said)
    return Found(
        start=start, end=end, format="squashfs", label=f"4.0 {NAMES[head.packing]}", facts=_facts(head),
        faults=tuple(faults), regions=_regions(blob, start, end, head), checks=inside(checks, end),
        members=files.members,
    )  # fmt: skip


def _facts(head: Super) -> tuple[tuple[str, str], ...]:
    return (
        ("version", "4.0"),
        ("byte order", "little-endian"),
        ("compression", NAMES[head.packing]),
        ("block size", str(head.block_size)),
        ("inodes", str(head.inodes)),
        ("made", _date(head.made)),
        ("size", str(head.used)),
    )


def _date(seconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))


def _regions(blob: Blob, start: int, end: int, head: Super) -> tuple[Region, ...]:
    """Give the superblock and the tables; what lies between is data, some of it files that stand there as they are."""
    parts = [(start, start + SUPER.size, "superblock")]
    if head.flags & _OPTIONS:
        size = int.from_bytes(blob.read(start + SUPER.size, 2), "little") & 0x7FFF
        parts.append((start + SUPER.size, start + SUPER.size + 2 + min(size, 64), "compressor options"))
    parts.append((start + head.inode_table, start + head.folder_table, "inodes"))
    stop = head.used
    for label, table, rows in (
        ("fragments", head.fragment_table, -(-head.fragments // 512)),
        ("export table", head.export_table, -(-head.inodes // 1024)),
        ("owners", head.owner_table, -(-head.owners // 2048)),
    ):
        first = _first(blob, start, table, head.used)
        if first is not None:
            parts.append((start + first, start + table + 8 * rows, label))
            stop = min(stop, first)
    if head.xattr_table < head.used:
        first = int.from_bytes(blob.read(start + head.xattr_table, 8).ljust(8, b"\xff"), "little")
        first = first if head.folder_table < first <= head.xattr_table else head.xattr_table
        parts.append((start + first, end, "extended attributes"))
        stop = min(stop, first)
    parts.append((start + head.folder_table, start + stop, "folders"))
    return side_by_side("squashfs", parts, start, end)


def _first(blob: Blob, start: int, table: int, used: int) -> int | None:
    """Give where the first block of an indexed table begins, as its index says; None where there is no such table."""
    if table == NOWHERE or not SUPER.size <= table <= used - 8:
        return None
    first = int.from_bytes(blob.read(start + table, 8).ljust(8, b"\xff"), "little")
    return first if SUPER.size <= first < table else table


# --------------------------------------------------------------------------------------------- older and turned ones


def _variant(blob: Blob, start: int, data: bytes) -> Found | None:
    """Bound a squashfs that is not read; both byte orders are tried, for vendors turned magics without turning more."""
    if len(data) < _OLD_SIZE:
        return None
    orders = "<>" if data[:4] in _LITTLE else "><"
    for order in orders:
        told = _used(order, data)
        if told is None:
            continue
        version, used = told
        end = min(blob.size, start + used)
        order_name = "little-endian" if order == "<" else "big-endian"
        name = f"squashfs {version} ({data[:4].decode('ascii')}, {order_name})"
        faults = [fault("variant", name=name)]
        if end < start + used:
            faults.append(fault("cut", missing=start + used - end))
        facts = (("version", version), ("byte order", order_name), ("size", str(used)))
        return Found(start=start, end=end, format="squashfs", label=version, facts=facts, faults=tuple(faults))
    return None


def _used(order: str, data: bytes) -> tuple[str, int] | None:
    """Give the version and the size that a superblock states, where its fields agree with each other."""
    major, minor = struct.unpack_from(order + "HH", data, 28)
    inodes = struct.unpack_from(order + "I", data, 4)[0]
    if not 1 <= major <= 4 or minor > 4 or not inodes:
        return None
    if major == 4:
        block, log, least = (*struct.unpack_from(order + "I", data, 12), *struct.unpack_from(order + "H", data, 22), 96)
        used, tables = struct.unpack_from(order + "Q", data, 40)[0], struct.unpack_from(order + "QQ", data, 64)
    else:
        log, least = struct.unpack_from(order + "H", data, 34)[0], 40
        block = struct.unpack_from(order + ("I" if major > 1 else "H"), data, 51 if major > 1 else 32)[0]
        wide = major == 3
        used = struct.unpack_from(order + ("Q" if wide else "I"), data, 63 if wide else 8)[0]
        tables = struct.unpack_from(order + "QQ", data, 87) if wide else struct.unpack_from(order + "II", data, 20)
    if not 12 <= log <= 20 or block != (1 << log) & (0xFFFF if major == 1 else 0xFFFFFFFF):
        return None
    if not least <= tables[0] <= tables[1] <= used:
        return None
    return f"{major}.{minor}", used


READER = Reader(format="squashfs", read=read, magics=tuple((magic, 0) for magic in sorted(_LITTLE | _BIG)))
