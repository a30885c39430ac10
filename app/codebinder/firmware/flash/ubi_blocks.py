"""UBI's erase blocks: the two headers of each, verified, and which of them hold which part of which volume."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass, field

from codebinder.firmware.flash.common import MOST_NODES, blank_until
from codebinder.firmware.reading import PIECE, Blob, Budget, pieces
from codebinder.model.firmware import Check

EC_MAGIC, VID_MAGIC = b"UBI#", b"UBI!"
LAYOUT = 0x7FFFEFFF
HEADER = 64
STATIC = 2
_EC = struct.Struct(">4sB3xQIII32xI")
_VID = struct.Struct(">4sBBBBIIxxxxIIIIxxxxQ12xI")
_RECORD = struct.Struct(">IIIBBH128sB23xI")
_MOST_BLOCK = 16 << 20
_LEAST_BLOCK = 2048
_APART = 8
"""So many erase blocks may be neither blank nor readable before it is taken for the end."""


def crc(data: bytes, seed: int = 0xFFFFFFFF) -> int:
    """Give UBI's CRC-32: as usual, but not turned over at the end."""
    return zlib.crc32(data, seed ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Leb:
    """A part of a volume: the erase block that holds it, and what its header says."""

    at: int
    sequence: int
    size: int
    sum: int
    copied: bool


@dataclass(slots=True, kw_only=True)
class Volume:
    """What erase blocks say of one volume, and what its record says beside."""

    number: int
    static: bool = False
    used: int = 0
    padding: int = 0
    lebs: dict[int, Leb] = field(default_factory=dict[int, Leb])
    name: bytes = b""
    reserved: int = -1


@dataclass(slots=True, kw_only=True)
class Flash:
    """Everything that was read of a UBI image. `owners` tells whose each erase block is: offset, label."""

    start: int
    end: int
    block: int
    header_at: int
    data_at: int
    sequence: int
    blocks: int = 0
    damaged: int = 0
    full: bool = False
    missing: int = 0
    volumes: dict[int, Volume] = field(default_factory=dict[int, Volume])
    checks: list[Check] = field(default_factory=list[Check])
    owners: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def erase_header(blob: Blob, at: int) -> tuple[int, int, int] | None:
    """Give where the volume header and the data stand in the erase block at `at`, and the image's sequence number."""
    data = blob.read(at, HEADER)
    if len(data) < HEADER or data[:4] != EC_MAGIC:
        return None
    _, version, _, header_at, data_at, sequence, told = _EC.unpack(data)
    if version != 1 or crc(data[:60]) != told or not HEADER <= header_at <= data_at - HEADER:
        return None
    return header_at, data_at, sequence


def block_size(blob: Blob, start: int, budget: Budget) -> int:
    """Give the size of an erase block from where the next ones begin; 0 where there is no other."""
    own = erase_header(blob, start)
    found: list[int] = []
    at = start + HEADER
    stop = min(blob.size, start + 4 * _MOST_BLOCK)
    while at < stop and len(found) < 16:
        piece = blob.read(at, min(PIECE, stop - at) + 3)
        budget.read(len(piece))
        place = piece.find(EC_MAGIC)
        while place >= 0 and len(found) < 16:
            budget.step()
            there = erase_header(blob, at + place)
            if there is not None and own is not None and there == own:
                found.append(at + place - start)
            place = piece.find(EC_MAGIC, place + 1)
        at += PIECE
    size = math.gcd(*found) if found else 0
    return size if own is not None and max(_LEAST_BLOCK, own[1] + 1) <= size <= _MOST_BLOCK else 0


class Scanner:
    """Goes through the erase blocks once."""

    def __init__(self, blob: Blob, flash: Flash, budget: Budget) -> None:
        self._blob, self._flash, self._budget = blob, flash, budget

    def run(self) -> None:
        """Read all headers, then the table of volumes, then verify what carries a sum."""
        flash = self._flash
        at, apart, end = flash.start, 0, flash.start
        while at < self._blob.size and apart <= _APART:
            self._budget.step()
            if flash.blocks >= MOST_NODES:
                flash.full = True
                break
            stop = min(at + flash.block, self._blob.size)
            header = erase_header(self._blob, at)
            if header is None:
                if blank_until(self._blob, at, stop, self._budget) < stop:
                    apart += 1
                at = stop
                continue
            if header[:2] != (flash.header_at, flash.data_at):
                break
            flash.damaged += apart
            apart, end = 0, stop
            flash.missing = at + flash.block - stop
            flash.blocks += 1
            self._block(at)
            at = stop
        flash.end = end
        self._records()
        for volume in flash.volumes.values():
            self._bounded(volume)
            self._verify(volume)

    def _check(self, name: str, at: int, start: int, end: int) -> None:
        self._flash.checks.append(Check(name=name, start=at, end=at + 4, covers=((start, end),)))

    def _block(self, at: int) -> None:
        flash = self._flash
        self._check("header crc32", at + 60, at, at + 60)
        place = at + flash.header_at
        data = self._blob.read(place, HEADER)
        if data == b"\xff" * len(data):
            flash.owners.append((at, -1))
            return
        if len(data) < HEADER or data[:4] != VID_MAGIC:
            flash.damaged += 1
            flash.owners.append((at, -1))
            return
        _, _, kind, copied, _, number, leb, size, used, padding, data_crc, sequence, told = _VID.unpack(data)
        self._check("header crc32", place + 60, place, place + 60)
        room = flash.block - flash.data_at
        if crc(data[:60]) != told or size > room or padding >= room:
            flash.damaged += 1
            flash.owners.append((at, -1))
            return
        flash.owners.append((at, number))
        volume = flash.volumes.setdefault(number, Volume(number=number))
        volume.static, volume.padding = kind == STATIC, padding
        volume.used = max(volume.used, used)
        body = at + flash.data_at
        entry = Leb(at=body, sequence=sequence, size=size, sum=data_crc, copied=bool(copied))
        if volume.static or copied:
            self._check("data crc32", place + 32, body, min(body + size, self._blob.size))
        held = volume.lebs.get(leb)
        if held is None or self._newer(entry, held):
            volume.lebs[leb] = entry

    def _newer(self, one: Leb, held: Leb) -> bool:
        """Does `one` stand for what `held` stood for? A copy that broke off does not count."""
        if one.sequence > held.sequence:
            return not one.copied or self._fits(one)
        return one.sequence < held.sequence and held.copied and not self._fits(held)

    def _fits(self, leb: Leb) -> bool:
        value = 0xFFFFFFFF
        for piece in pieces(self._blob, leb.at, leb.at + leb.size):
            self._budget.read(len(piece))
            value = crc(piece, value)
        return value == leb.sum

    def _records(self) -> None:
        """Read the table of volumes from the first of its two copies that is whole."""
        flash = self._flash
        layout = flash.volumes.pop(LAYOUT, None)
        if layout is None:
            return
        known: set[int] = set()
        rows = min(128, (flash.block - flash.data_at) // _RECORD.size)
        for leb in sorted(layout.lebs)[:2]:
            at = layout.lebs[leb].at
            for number in range(rows):
                self._budget.step()
                place = at + number * _RECORD.size
                data = self._blob.read(place, _RECORD.size)
                if len(data) < _RECORD.size:
                    break
                reserved, _, padding, kind, _, length, name, _, told = _RECORD.unpack(data)
                if crc(data[:168]) != told:
                    flash.damaged += 1
                    continue
                if not reserved:
                    continue
                self._check("record crc32", place + 168, place, place + 168)
                if number in known:
                    continue
                known.add(number)
                volume = flash.volumes.setdefault(number, Volume(number=number, static=kind == STATIC, padding=padding))
                volume.reserved, volume.name = reserved, name[: min(length, 127)].rstrip(b"\0")

    def _bounded(self, volume: Volume) -> None:
        """Leave out parts that lie where no volume of this flash has any."""
        most = 4 * self._flash.blocks + 64
        if volume.reserved >= 0:
            most = min(most, volume.reserved)
        if volume.static:
            most = min(most, volume.used)
        beyond = [leb for leb in volume.lebs if leb >= most]
        for leb in beyond:
            del volume.lebs[leb]
        self._flash.damaged += len(beyond)

    def _verify(self, volume: Volume) -> None:
        if volume.static:
            self._flash.damaged += sum(not self._fits(leb) for leb in volume.lebs.values())
