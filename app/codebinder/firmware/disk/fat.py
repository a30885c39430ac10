"""FAT12, FAT16 and FAT32: files by chains of clusters, long names, labels. What was deleted is left out."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from codebinder.firmware.boot.common import facts
from codebinder.firmware.codecs import CUT_SHORT
from codebinder.firmware.disk.free import longest, runs
from codebinder.firmware.flash.common import Window, joined, proper, side_by_side
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, Unreadable, pieces
from codebinder.firmware.streams.common import text
from codebinder.model.firmware import NodeKind
from codebinder.model.text import Message

_SECTOR = 512
_BOOT = struct.Struct("<3s8sHBHBHHBHHHLL")
_CHAIN = Message("firmware.fault.chain")
_ENTRY = 32
_LABEL, _FOLDER, _LONG = 0x08, 0x10, 0x0F
_MOST_TABLE = 16 << 20
_MOST_FOLDER = 65_536 * _ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What the boot sector states, in bytes from the blob's beginning."""

    start: int
    bits: int
    cluster: int
    clusters: int
    table: int
    table_size: int
    tables: int
    root: int
    root_size: int
    data: int
    end: int
    root_cluster: int
    label: bytes
    serial: int
    maker: bytes


def _boot(blob: Blob, start: int) -> _Volume | None:
    """Read the boot sector; None unless its numbers agree with each other and with the table of clusters."""
    head = blob.read(start, _SECTOR)
    if len(head) < _SECTOR or head[510:] != b"\x55\xaa" or not (head[0] == 0xE9 or head[0] == 0xEB):
        return None
    row = _BOOT.unpack_from(head)
    maker, sector, per, reserved, tables, entries, few, media, small, many = row[1], *row[2:9], row[9], row[13]
    wide = int.from_bytes(head[36:40], "little")
    size, sectors = small or wide, few or many
    if sector not in {512, 1024, 2048, 4096} or not per or per & (per - 1) or not reserved or not 0 < tables <= 4:
        return None
    if media < 0xF0 or not size or not sectors or (not small and entries):
        return None
    root = reserved + tables * size
    root_sectors = -(-entries * _ENTRY // sector)
    data = root + root_sectors
    clusters = (sectors - data) // per
    if clusters <= 0:
        return None
    bits = 32 if not small else 12 if clusters < 4085 else 16
    at = start + reserved * sector
    first = blob.read(at, 3)
    if size * sector * 8 < (clusters + 2) * bits or len(first) < 3 or first[0] != media or first[1] != 0xFF:
        return None
    tail = 64 if bits == 32 else 36
    marked = head[tail + 2] in {0x28, 0x29}
    return _Volume(
        start=start, bits=bits, cluster=per * sector, clusters=clusters, table=at, table_size=size * sector,
        tables=tables, root=start + root * sector, root_size=entries * _ENTRY, data=start + data * sector,
        end=start + sectors * sector, root_cluster=int.from_bytes(head[44:48], "little") if bits == 32 else 0,
        label=head[tail + 7 : tail + 18].rstrip() if marked else b"", maker=maker.rstrip(b" \0"),
        serial=int.from_bytes(head[tail + 3 : tail + 7], "little") if marked else 0,
    )  # fmt: skip


class _Files:
    """Walks the folders of a volume."""

    def __init__(self, blob: Blob, volume: _Volume, budget: Budget) -> None:
        self._blob, self._volume, self._budget = blob, volume, budget
        self._table = Window(blob)

    def _next(self, cluster: int) -> int:
        """Give the cluster that follows; 0 at the end of a chain, -1 where it breaks off."""
        volume = self._volume
        at = cluster * volume.bits // 8
        data = self._table.read(volume.table + at, volume.bits // 8 + (volume.bits == 12))
        if at + len(data) > volume.table_size or not data:
            return -1
        value = int.from_bytes(data, "little")
        if volume.bits == 12:
            value = value >> 4 if cluster & 1 else value & 0xFFF
        value &= 0x0FFFFFFF
        last = (1 << min(volume.bits, 28)) - 8
        return 0 if value >= last else value if 2 <= value < volume.clusters + 2 else -1

    def _runs(self, cluster: int, most: int) -> Iterator[tuple[int, int]]:
        """Give stretches (offset, size) of a chain, at most `most` bytes; Unreadable where it breaks off before."""
        size, given = self._volume.cluster, 0
        if not 2 <= cluster < self._volume.clusters + 2:
            raise Unreadable(_CHAIN)
        begin = last = cluster
        count = 1
        while given + count * size < most:
            self._budget.step()
            after = self._next(last)
            if after == last + 1:
                last, count = after, count + 1
                continue
            yield self._at(begin), min(count * size, most - given)
            given += count * size
            if after == 0:
                return
            if after < 0 or given // size > self._volume.clusters:
                raise Unreadable(_CHAIN)
            begin = last = after
            count = 1
        yield self._at(begin), min(count * size, most - given)

    def _at(self, cluster: int) -> int:
        return self._volume.data + (cluster - 2) * self._volume.cluster

    def members(self) -> Iterator[Member]:
        """List everything below the root, a folder before what is in it."""
        volume = self._volume
        waiting: list[tuple[int, bytes]] = [(volume.root_cluster, b"")]
        seen = {volume.root_cluster, 0}
        while waiting:
            cluster, path = waiting.pop()
            below: list[tuple[int, bytes]] = []
            for name, row in self._rows(cluster):
                whole = joined(path, name)
                first = int.from_bytes(row[26:28], "little")
                if volume.bits == 32:
                    first |= (int.from_bytes(row[20:22], "little") & 0x0FFF) << 16
                if not row[11] & _FOLDER:
                    yield self._file(whole, first, int.from_bytes(row[28:32], "little"))
                    continue
                loop = first in seen
                faults = (Message("firmware.fault.loop"),) if loop else ()
                yield Member(name=whole, kind=NodeKind.FOLDER, size=0, faults=faults)
                if not loop:
                    seen.add(first)
                    below.append((first, whole))
            waiting.extend(reversed(below))

    def _file(self, path: bytes, first: int, size: int) -> Member:
        if not size:
            return Member(name=path, kind=NodeKind.FILE, size=0, open=lambda: iter(()))
        runs: list[tuple[int, int]] = []
        try:
            for run in self._chain(first, size):
                runs.append(run)
                if len(runs) > 1:
                    break
        except Unreadable:
            pass
        if len(runs) == 1 and runs[0][1] == size:
            short = (CUT_SHORT,) if runs[0][0] + size > self._blob.size else ()
            return Member(name=path, kind=NodeKind.FILE, size=size, start=runs[0][0], faults=short)
        return Member(name=path, kind=NodeKind.FILE, size=size, open=self._opener(first, size))

    def _chain(self, first: int, size: int) -> Iterator[tuple[int, int]]:
        """Give the stretches of a file; Unreadable where they are not as many as it states."""
        given = 0
        for at, count in self._runs(first, size):
            given += count
            yield at, count
        if given < size:
            raise Unreadable(_CHAIN)

    def _opener(self, first: int, size: int) -> Callable[[], Iterator[bytes]]:
        def run() -> Iterator[bytes]:
            for at, count in self._chain(first, size):
                yield from pieces(self._blob, at, at + count)

        return run

    def _rows(self, cluster: int) -> Iterator[tuple[bytes, bytes]]:
        """Give (name, entry) of what a folder holds; the root of FAT12 and FAT16 stands before the clusters."""
        long: dict[int, bytes] = {}
        for row in self._raw(cluster):
            if row[0] == 0xE5 or row[11] & 0x3F == _LONG:
                if row[0] != 0xE5:
                    if row[0] & 0x40:
                        long.clear()
                    long[row[0] & 0x3F] = row[1:11] + row[14:26] + row[28:32] + bytes((row[13],))
                else:
                    long.clear()
                continue
            name = _long(long, row) or _short(row)
            long.clear()
            if row[11] & _LABEL or name in {b".", b".."} or not proper(name):
                continue
            yield name, row

    def _raw(self, cluster: int) -> Iterator[bytes]:
        volume = self._volume
        runs = [(volume.root, volume.root_size)] if not cluster else self._runs(cluster, _MOST_FOLDER)
        try:
            for at, size in runs:
                for piece in pieces(self._blob, at, at + size, 1 << 16):
                    for place in range(0, len(piece) - _ENTRY + 1, _ENTRY):
                        self._budget.step()
                        if not piece[place]:
                            return
                        yield piece[place : place + _ENTRY]
        except Unreadable as error:
            if error.said != _CHAIN:
                raise

    def free(self) -> Iterator[tuple[int, int]]:
        """Give stretches of clusters that no file has."""
        volume = self._volume
        table = self._blob.read(volume.table, min(volume.table_size, _MOST_TABLE))
        self._budget.read(len(table))
        self._budget.step(1 + len(table) // 64)
        width = volume.bits // 8
        if volume.bits == 12:
            data = np.frombuffer(table[: len(table) // 3 * 3], np.uint8).reshape(-1, 3).astype(np.uint16)
            pairs = np.stack((data[:, 0] | (data[:, 1] & 15) << 8, data[:, 1] >> 4 | data[:, 2] << 4), axis=1)
            values: npt.NDArray[np.integer[Any]] = pairs.reshape(-1)
        else:
            values = np.frombuffer(table[: len(table) // width * width], f"<u{width}")
        values = values[: volume.clusters + 2] & 0x0FFFFFFF if volume.bits == 32 else values[: volume.clusters + 2]
        for low, high in runs(values == 0):
            if high > 2:
                yield self._at(max(low, 2)), self._at(high)

    def label(self) -> bytes:
        """Give the label that stands in the root folder, else that of the boot sector."""
        for row in self._raw(self._volume.root_cluster):
            if row[0] != 0xE5 and row[11] & 0x3F != _LONG and row[11] & _LABEL:
                return row[:11].rstrip()
        return self._volume.label


def _long(parts: dict[int, bytes], row: bytes) -> bytes:
    """Put a long name together if all of its parts are there and belong to the short one; else empty."""
    if not parts or sorted(parts) != list(range(1, len(parts) + 1)):
        return b""
    total = 0
    for byte in row[:11]:
        total = ((total & 1) << 7 | total >> 1) + byte & 0xFF
    if any(part[26] != total for part in parts.values()):
        return b""
    name = b"".join(parts[number][:26] for number in sorted(parts)).decode("utf-16-le", "replace")
    return name.split("\0", 1)[0].encode("utf-8", "replace")


def _short(row: bytes) -> bytes:
    base, end = row[:8].rstrip(b" "), row[8:11].rstrip(b" ")
    if base[:1] == b"\x05":
        base = b"\xe5" + base[1:]
    base = base.lower() if row[12] & 0x08 else base
    end = end.lower() if row[12] & 0x10 else end
    return base + b"." + end if end else base


def _fat(blob: Blob, start: int, budget: Budget) -> Found | None:
    volume = _boot(blob, start)
    if volume is None:
        return None
    files = _Files(blob, volume, budget)
    end = min(volume.end, blob.size)
    label = text(files.label()).removesuffix("NO NAME")
    parts = [(start, start + _SECTOR, "boot sector")]
    parts += [
        (volume.table + number * volume.table_size, volume.table + (number + 1) * volume.table_size, "cluster table")
        for number in range(volume.tables)
    ]
    if volume.root_size:
        parts.append((volume.root, volume.root + volume.root_size, "root folder"))
    parts += longest(files.free(), [(low, high) for low, high, _ in parts])
    name = f"fat{volume.bits}"
    return Found(
        start=start, end=end, format=name, label=label, members=files.members,
        facts=facts(
            ("label", label), ("serial", f"{volume.serial:08x}" if volume.serial else ""),
            ("made by", text(volume.maker)), ("cluster", volume.cluster), ("clusters", volume.clusters),
        ),
        faults=(Message("firmware.fault.cut", {"missing": volume.end - end}),) if end < volume.end else (),
        regions=side_by_side(name, parts, start, end),
    )  # fmt: skip


FAT = Reader(format="fat", read=_fat, magics=((b"\x55\xaa", 510),), align=_SECTOR)
