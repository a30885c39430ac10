"""USB's device firmware upgrade: a suffix with a checksum at a file's end, and ST's file of targets and elements."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import Facts, address, check, facts, jam, known, part, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, unpack
from codebinder.model.firmware import Region
from codebinder.model.text import Message

FORMAT = "DFU"
_SUFFIX = struct.Struct("<4H3sBI")
_PREFIX = struct.Struct("<5sBIB")
_TARGET = struct.Struct("<6sBI255s2I")
_ELEMENT = struct.Struct("<2I")
_MOST = 4096


@dataclass(frozen=True, slots=True)
class _Piece:
    """One element of a target."""

    name: bytes
    start: int
    size: int
    told: Facts


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """The suffix stands at the end of the file and covers all of it, so only a whole blob can be one."""
    at = blob.size - _SUFFIX.size
    data = blob.read(at, _SUFFIX.size) if at > 0 and not start else b""
    if len(data) < _SUFFIX.size:
        return None
    device, product, vendor, version, sign, length, stated = _SUFFIX.unpack(data)
    if sign != b"UFD" or not 16 <= length <= min(blob.size, 255):
        return None
    body = blob.size - length
    fits = jam(blob, ((0, blob.size - 4),), budget) == stated
    if not fits and (version not in (0x100, 0x110, 0x11A) or length != 16):
        return None
    rows, faults = _targets(blob, body, budget)
    if not fits:
        faults = (wrong("crc32"), *faults)

    def members() -> Iterator[Member]:
        if not rows:
            yield part(b"firmware", blob, 0, body)
        for each in rows:
            yield part(each.name, blob, each.start, each.size, each.told)

    regions: list[Region] = [known(body, blob.size, FORMAT, "suffix")]
    if rows:
        regions.append(known(0, _PREFIX.size, FORMAT, "header"))
    return Found(
        start=0,
        end=blob.size,
        format=FORMAT,
        facts=facts(
            ("vendor", f"{vendor:04x}"),
            ("product", f"{product:04x}"),
            ("device", f"{device:04x}"),
            ("version", f"{version >> 8:x}.{version & 0xFF:02x}"),
        ),
        faults=faults,
        regions=tuple(regions),
        checks=(check("crc32", blob.size - 4, 4, (0, blob.size - 4)),),
        members=members,
    )


def _targets(blob: Blob, end: int, budget: Budget) -> tuple[list[_Piece], tuple[Message, ...]]:
    """Follow ST's targets and their elements, if this is such a file."""
    head = blob.read(0, _PREFIX.size)
    if len(head) < _PREFIX.size or not head.startswith(b"DfuSe\x01"):
        return [], ()
    broken = (Message("firmware.fault.table"),)
    rows: list[_Piece] = []
    at = _PREFIX.size
    for _ in range(head[10]):
        data = blob.read(at, _TARGET.size)
        if len(data) < _TARGET.size or not data.startswith(b"Target"):
            return rows, broken
        _, setting, is_named, name, _, count = _TARGET.unpack(data)
        label = plain(name) if is_named & 0xFF else ""
        at += _TARGET.size
        for number in range(count):
            budget.step()
            fields = unpack(_ELEMENT, blob, at)
            if fields is None or at + 8 + fields[1] > end or len(rows) >= _MOST:
                return rows, broken
            told = facts(("load address", address(fields[0])), ("target", label))
            rows.append(_Piece(b"target-%d/element-%d" % (setting, number), at + 8, fields[1], told))
            at += 8 + fields[1]
    return rows, ()


READERS = (Reader(format=FORMAT, read=_read, first=True),)
