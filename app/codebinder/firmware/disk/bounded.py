"""File systems that are recognised and bounded, and not opened: ISO 9660 and exFAT."""

from __future__ import annotations

import struct

from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Reader
from codebinder.firmware.streams.common import text
from codebinder.model.text import Message

_ISO_BEGIN = 16 * 2048
_EXFAT = struct.Struct("<QQLLLLLLHHBBBB")


def _closed(name: str) -> Message:
    return Message("firmware.fault.variant", {"name": name})


def _both(data: bytes, at: int, size: int) -> int:
    """Read a number that stands there in both byte orders; -1 where they contradict each other."""
    low = int.from_bytes(data[at : at + size], "little")
    return low if low == int.from_bytes(data[at + size : at + 2 * size], "big") else -1


def _iso(blob: Blob, start: int, budget: Budget) -> Found | None:
    budget.step()
    head = blob.read(start + _ISO_BEGIN, 2048)
    if len(head) < 2048 or head[:7] != b"\x01CD001\x01":
        return None
    blocks, block = _both(head, 80, 4), _both(head, 128, 2)
    if blocks < 18 or block not in {512, 1024, 2048}:
        return None
    stated = start + blocks * block
    end = min(stated, blob.size)
    faults = [_closed("ISO 9660")]
    if end < stated:
        faults.append(Message("firmware.fault.cut", {"missing": stated - end}))
    label = text(head[40:72].rstrip(b" \0"))
    return Found(
        start=start, end=end, format="iso9660", label=label, faults=tuple(faults),
        facts=facts(("label", label), ("system", text(head[8:40].rstrip(b" \0"))), ("block size", block),
                    ("made by", text(head[574:702].rstrip(b" \0"))), ("blocks", blocks)),
        regions=(known(start + _ISO_BEGIN, start + _ISO_BEGIN + 2048, "iso9660", "volume descriptor"),),
    )  # fmt: skip


def _boot_sum(data: bytes) -> int:
    """Give the sum that exFAT keeps of its boot region, less the three bytes that change while it is in use."""
    value = 0
    for at, byte in enumerate(data):
        if at not in {106, 107, 112}:
            value = ((value << 31 | value >> 1) + byte) & 0xFFFFFFFF
    return value


def _exfat(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, 512)
    if len(head) < 512 or head[3:11] != b"EXFAT   " or any(head[11:64]) or head[510:] != b"\x55\xaa":
        return None
    _, length, _, _, _, clusters, root, serial, version, _, shift, per, tables, _ = _EXFAT.unpack_from(head, 64)
    if not 9 <= shift <= 12 or per > 25 - shift or tables not in {1, 2} or not clusters or root < 2:
        return None
    sector = 1 << shift
    stated = start + length * sector
    end = min(stated, blob.size)
    faults = [_closed("exFAT")]
    if end < stated:
        faults.append(Message("firmware.fault.cut", {"missing": stated - end}))
    region = blob.read(start, 11 * sector)
    budget.step(len(region) >> 3)
    place = start + 11 * sector
    if int.from_bytes(blob.read(place, 4), "little") != _boot_sum(region):
        faults.append(wrong("sum"))
    covers = ((start, start + 106), (start + 108, start + 112), (start + 113, place))
    return Found(
        start=start, end=end, format="exfat", faults=tuple(faults),
        facts=facts(("serial", f"{serial:08x}"), ("version", f"{version >> 8}.{version & 0xFF:02d}"),
                    ("cluster", sector << per), ("clusters", clusters)),
        regions=(known(start, start + 12 * sector, "exfat", "boot region"),),
        checks=(check("sum of the boot region", place, sector, *covers),),
    )  # fmt: skip


ISO = Reader(format="iso9660", read=_iso, magics=((b"\x01CD001\x01", _ISO_BEGIN),), align=512)
EXFAT = Reader(format="exfat", read=_exfat, magics=((b"EXFAT   ", 3),), align=512)
