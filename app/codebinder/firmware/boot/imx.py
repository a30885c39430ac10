"""NXP's i.MX: the vector table that its boot ROM looks for, what it sets up before, and the signature behind."""

from __future__ import annotations

import struct

from codebinder.firmware.boot.common import address, check, cut, facts, known, part
from codebinder.firmware.reading import Blob, Budget, Found, Reader, unpack
from codebinder.model.firmware import Check, Region

IMX = "i.MX boot image"
_TABLE = struct.Struct("<4x7I")
_PLACE = struct.Struct("<3I")
_SETUP, _SIGNED = 0xD2, 0xD4
_SIZE, _NEAR = 32, 1 << 16


def _tagged(blob: Blob, at: int, tag: int) -> int:
    """Give the length of a structure that begins with its tag and its length, 0 where there is none."""
    head = blob.read(at, 4)
    if len(head) < 4 or head[0] != tag or head[3] >> 4 != 4:
        return 0
    return int.from_bytes(head[1:3], "big")


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    budget.step(4)
    fields = unpack(_TABLE, blob, start)
    if fields is None:
        return None
    entry, unused, setup, data, own, signed, reserved = fields
    if unused or reserved or not own or not own + _SIZE <= data <= own + _NEAR:
        return None
    place = unpack(_PLACE, blob, start + data - own)
    if place is None:
        return None
    base, length, plugin = place
    if plugin not in {0, 1} or not base <= own < base + length or length > 1 << 28 or not base <= entry < base + length:
        return None
    end, faults = cut(blob, start + base + length - own)
    regions: list[Region] = [
        known(start, start + _SIZE, IMX, "vector table"),
        known(start + data - own, start + data - own + _PLACE.size, IMX, "boot data"),
    ]
    checks: tuple[Check, ...] = ()
    begin, until = start + entry - own, end
    if setup and (size := _tagged(blob, start + setup - own, _SETUP)):
        at = start + setup - own
        regions.append(known(at, min(at + size, end), IMX, "device configuration"))
        if at < begin < at + size or begin <= start:
            begin = at + size
    at = start + signed - own
    if signed and start < at < end and _tagged(blob, at, _SIGNED):
        regions.append(known(at, end, IMX, "signature"))
        checks = (check("signature", at, end - at, (start, at)),)
        until = max(begin, at)
    return Found(
        start=start,
        end=end,
        format=IMX,
        facts=facts(
            ("load address", address(base)),
            ("entry", address(entry)),
            ("kind", "plugin" if plugin else ""),
            ("signed", "yes" if checks else "no"),
        ),
        faults=faults,
        regions=tuple(regions),
        checks=checks,
        members=lambda: iter((part(b"program", blob, begin, until - begin),) if start < begin < until else ()),
    )


READERS = (
    Reader(
        format=IMX,
        read=_read,
        magics=tuple((b"\xd1\x00\x20" + bytes([each]), 0) for each in range(0x40, 0x44)),
        align=4,
    ),
)
