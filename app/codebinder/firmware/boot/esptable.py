"""Espressif's partition table, and whole flashes that are laid out by one."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import check as checked
from codebinder.firmware.boot.common import facts, named, part, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check
from codebinder.model.text import Message

TABLE, FLASH = "ESP partition table", "ESP flash"
_ROW, _SUMMED = b"\xaa\x50", b"\xeb\xeb" + b"\xff" * 14
_LAYOUT = struct.Struct("<2s2B2I16sI")
_SIZE, _RESERVED = 0xC00, 0x1000
_PLACES = (0x8000, 0x9000, 0xA000, 0xC000, 0xD000, 0xE000, 0xF000, 0x10000, 0x20000)
_BOOT_PLACES = (0x1000, 0, 0x2000)
_KINDS = {0: "app", 1: "data", 2: "boot loader", 3: "partition table"}
_APPS = {0: "factory", 0x20: "test"} | {0x10 + each: f"ota_{each}" for each in range(16)}
_DATA = {
    0: "ota", 1: "phy", 2: "nvs", 3: "coredump", 4: "nvs_keys", 5: "efuse", 6: "undefined", 0x80: "esphttpd",
    0x81: "fat", 0x82: "spiffs", 0x83: "littlefs",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """One partition."""

    name: str
    kind: str
    start: int
    size: int
    flags: int

    def __str__(self) -> str:
        told = f"{self.name} ({self.kind}) 0x{self.start:x}+0x{self.size:x}"
        return told + (" encrypted" if self.flags & 1 else "")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as read; `end` is behind its last row."""

    rows: tuple[_Row, ...]
    end: int
    checks: tuple[Check, ...]
    faults: tuple[Message, ...]


def _table(blob: Blob, start: int) -> _Table | None:
    data = blob.read(start, _SIZE)
    rows: list[_Row] = []
    at = 0
    while data[at : at + 2] == _ROW and len(data) >= at + 32:
        _, kind, subtype, begin, size, name, flags = _LAYOUT.unpack_from(data, at)
        if begin % 4 or not size or size > 1 << 28 or begin > 1 << 28:
            return None
        told = _APPS if kind == 0 else _DATA if kind == 1 else dict[int, str]()
        rows.append(_Row(plain(name), f"{named(_KINDS, kind)}, {named(told, subtype)}", begin, size, flags))
        at += 32
    checks: tuple[Check, ...] = ()
    faults: tuple[Message, ...] = ()
    if data[at : at + 16] == _SUMMED and len(data) >= at + 32:
        checks = (checked("md5", start + at + 16, 16, (start, start + at)),)
        if hashlib.md5(data[:at], usedforsecurity=False).digest() != data[at + 16 : at + 32]:
            faults = (wrong("md5"),)
        at += 32
    elif len(rows) < 2 or (data[at : at + 32].strip(b"\xff") and data[at : at + 32].strip(b"\0")):
        return None
    return _Table(tuple(rows), start + at, checks, faults) if rows else None


def _read_table(blob: Blob, start: int, _budget: Budget) -> Found | None:
    table = _table(blob, start)
    if table is None:
        return None
    end = table.end
    stop = min(start + _SIZE, blob.size)
    if not blob.read(end, stop - end).strip(b"\xff"):
        end = stop
    return Found(
        start=start,
        end=end,
        format=TABLE,
        facts=facts(("partitions", "; ".join(str(each) for each in table.rows))),
        faults=table.faults,
        checks=table.checks,
    )


def _read_flash(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A whole flash: a boot loader where the chips look for one, and a table that lays out what follows it."""
    if start:
        return None
    boot = next((at for at in _BOOT_PLACES if blob.read(at, 1) == b"\xe9"), None)
    if boot is None:
        return None
    for place in _PLACES:
        budget.step()
        table = _table(blob, place) if blob.read(place, 2) == _ROW else None
        if table is not None and table.rows[0].start >= place and not table.faults:
            break
    else:
        return None
    rows = sorted(table.rows, key=lambda each: (each.start, each.size))
    named_rows = [("boot loader", boot, place - boot, ""), ("partition table", place, _RESERVED, "")]
    named_rows += [(each.name or each.kind, each.start, each.size, str(each)) for each in rows]
    lost = [Message("firmware.fault.beyond", {"name": name}) for name, at, _, _ in named_rows if at >= blob.size]

    def members() -> Iterator[Member]:
        at = 0
        for name, begin, size, told in named_rows:
            if begin > at:
                yield part(b"gap-0x%x" % at, blob, at, min(begin, blob.size) - at)
            if begin >= blob.size:
                return
            yield part(name.encode().replace(b"/", b"_"), blob, begin, size, facts(("partition", told)))
            at = max(at, begin + size)
        if at < blob.size:
            yield part(b"gap-0x%x" % at, blob, at, blob.size - at)

    return Found(
        start=0,
        end=blob.size,
        format=FLASH,
        facts=facts(("partitions", "; ".join(str(each) for each in table.rows)), ("table", f"0x{place:x}")),
        faults=tuple(lost),
        members=members,
    )


READERS = (
    Reader(format=FLASH, read=_read_flash, first=True),
    Reader(format=TABLE, read=_read_table, magics=((_ROW, 0),), align=4096),
)
