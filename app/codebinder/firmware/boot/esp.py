"""Images of Espressif's chips: segments under an XOR sum, a digest and a signature sector behind them, what it says."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from codebinder.firmware.boot.common import Facts, address, check, crc, digest, facts, known, named, part, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces, unpack
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

FORMAT = "ESP image"
MAGIC = 0xE9
_DESCRIBED = b"\x32\x54\xcd\xab"
_SEGMENT = struct.Struct("<2I")
_SIGNATURE, _SIGNED = 1216, 1196
_SECTOR = 4096
CHIPS = {
    0: "ESP32", 2: "ESP32-S2", 5: "ESP32-C3", 9: "ESP32-S3", 12: "ESP32-C2", 13: "ESP32-C6", 16: "ESP32-H2",
    18: "ESP32-P4", 20: "ESP32-C61", 23: "ESP32-C5", 25: "ESP32-H21", 28: "ESP32-H4",
}  # fmt: skip
_MODES = {0: "QIO", 1: "QOUT", 2: "DIO", 3: "DOUT", 4: "fast read", 5: "slow read"}


@dataclass(frozen=True, slots=True)
class _Image:
    """Where the segments of an image stand: (load address, start, size); `body` is where they end."""

    header: int
    segments: tuple[tuple[int, int, int], ...]
    body: int

    def sum_at(self, start: int) -> int:
        """Where the XOR sum stands: the last byte of the 16 that the segments end in, or of the next."""
        return start + ((self.body - start) | 15)


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, 288)
    if len(head) < 24 or head[0] != MAGIC or not 1 <= head[1] <= 16 or head[2] > 5:
        return None
    chip = int.from_bytes(head[12:14], "little")
    described = head[32:36] == _DESCRIBED and len(head) == 288
    newer = _laid_out(blob, start, 24, head[1]) if chip in CHIPS and head[23] <= 1 else None
    if newer is not None and (described or _sound(blob, start, newer, budget)):
        return _found(blob, start, head, newer, CHIPS[chip], budget)
    older = _laid_out(blob, start, 8, head[1])
    if older is not None and _sound(blob, start, older, budget):
        return _found(blob, start, head, older, "ESP8266", budget)
    return None


def _laid_out(blob: Blob, start: int, header: int, count: int) -> _Image | None:
    """Follow the segments; the last one whose header is there may be cut."""
    entry = int.from_bytes(blob.read(start + 4, 4), "little")
    if not 0x40000000 <= entry < 0x50400000:
        return None
    at = start + header
    rows: list[tuple[int, int, int]] = []
    for _ in range(count):
        fields = unpack(_SEGMENT, blob, at)
        if fields is None:
            return _Image(header, tuple(rows), at + 8) if at >= blob.size and rows else None
        load, size = fields
        if size > 1 << 24 or (size and not 0x3C000000 <= load < 0x60000000):
            return None
        rows.append((load, at + 8, size))
        at += 8 + size
    return _Image(header, tuple(rows), at)


def _sound(blob: Blob, start: int, image: _Image, budget: Budget) -> bool:
    at = image.sum_at(start)
    held = blob.read(at, 1)
    return bool(held) and _xor(blob, image, budget) == held[0]


def _xor(blob: Blob, image: _Image, budget: Budget) -> int:
    import numpy as np

    value = 0xEF
    for _, start, size in image.segments:
        for piece in pieces(blob, start, start + size):
            budget.read(len(piece))
            value ^= int(np.bitwise_xor.reduce(np.frombuffer(piece, dtype=np.uint8)))
    return value


def _found(blob: Blob, start: int, head: bytes, image: _Image, chip: str, budget: Budget) -> Found:
    sum_at = image.sum_at(start)
    end = sum_at + 1
    hashed = image.header == 24 and head[23] == 1
    stated_end = end + (32 if hashed else 0)
    checks: list[Check] = []
    faults: list[Message] = []
    regions: list[Region] = [known(start, min(start + image.header, blob.size), FORMAT, "header")]
    if stated_end > blob.size:
        faults.append(Message("firmware.fault.cut", {"missing": stated_end - blob.size}))
    else:
        covers = [(at, at + size) for _, at, size in image.segments]
        checks.append(check("xor8", sum_at, 1, *covers))
        if not _sound(blob, start, image, budget):
            faults.append(wrong("xor8"))
        if hashed:
            checks.append(check("sha256", end, 32, (start, end)))
            regions.append(known(end, end + 32, FORMAT, "digest"))
            if digest("sha256", blob, ((start, end),), budget) != blob.read(end, 32):
                faults.append(wrong("sha256"))
        end = stated_end
        signature = end + -(end - start) % _SECTOR
        if _is_signature(blob, signature, budget):
            end = min(signature + _SECTOR, blob.size)
            regions.append(known(signature, end, FORMAT, "signature"))
            checks += _signature(blob, start, signature)
            if digest("sha256", blob, ((start, signature),), budget) != blob.read(signature + 4, 32):
                faults.append(wrong("sha256 (signature)"))
    if head[32:36] == _DESCRIBED and any(head[176:208]) and image.header == 24:
        rows = [(at, min(at + size, blob.size)) for _, at, size in image.segments]
        rows[0:1] = [(rows[0][0], start + 176), (start + 208, rows[0][1])]
        checks.append(check("ELF sha256", start + 176, 32, *rows))  # of the program that these segments were taken from
    told = _told(head, image, chip)
    said = dict(told)
    return Found(
        start=start,
        end=min(end, blob.size),
        format=FORMAT,
        label=said.get("project", ""),
        facts=told,
        faults=tuple(faults),
        regions=tuple(regions),
        checks=tuple(checks),
        members=lambda: _members(blob, image),
    )


def _is_signature(blob: Blob, at: int, budget: Budget) -> bool:
    """Does a signature sector (secure boot, version 2: RSA, 3: ECDSA) stand here?"""
    data = blob.read(at, _SIGNATURE)
    if len(data) < _SIGNATURE or data[:2] not in {b"\xe7\x02", b"\xe7\x03"}:
        return False
    return crc(blob, ((at, at + _SIGNED),), budget) == int.from_bytes(data[_SIGNED : _SIGNED + 4], "little")


def _signature(blob: Blob, start: int, at: int) -> Iterator[Check]:
    rsa = blob.read(at + 1, 1) == b"\x02"
    yield check("sha256", at + 4, 32, (start, at))
    yield check("signature", at + (812 if rsa else 36), 384 if rsa else _SIGNED - 36, (start, at))
    yield check("crc32", at + _SIGNED, 4, (at, at + _SIGNED))


def _told(head: bytes, image: _Image, chip: str) -> Facts:
    """Give what the header says, and the application's or the boot loader's own description."""
    base = facts(
        ("chip", chip),
        ("entry point", address(int.from_bytes(head[4:8], "little"))),
        ("segments", len(image.segments)),
        ("flash mode", named(_MODES, head[2])),
    )
    if image.header == 24 and head[32:36] == _DESCRIBED:
        return base + facts(
            ("type", "application"),
            ("project", plain(head[80:112])),
            ("version", plain(head[48:80])),
            ("IDF version", plain(head[144:176])),
            ("made", f"{plain(head[128:144])} {plain(head[112:128])}".strip()),
            ("ELF sha256", head[176:208].hex() if any(head[176:208]) else ""),
            ("secure version", int.from_bytes(head[36:40], "little")),
        )
    if image.header == 24 and head[32:33] == b"\x50" and head[40:41].isalnum() and not any(head[33:35]):
        made, version = plain(head[72:96]), plain(head[40:72])
        return base + facts(("type", "boot loader"), ("IDF version", version), ("made", made))
    return base


def _members(blob: Blob, image: _Image) -> Iterator[Member]:
    for number, (load, start, size) in enumerate(image.segments):
        if size:
            told = facts(("load address", address(load)))
            yield replace(part(b"segment-%d" % number, blob, start, size, told), section_of=FORMAT)


READERS = (
    Reader(format=FORMAT, read=_read, magics=((_DESCRIBED, 32),), align=4),
    Reader(format=FORMAT, read=_read, magics=tuple((bytes((MAGIC, each)), 0) for each in range(1, 17)), align=4096),
)
