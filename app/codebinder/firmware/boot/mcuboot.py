"""MCUboot's images: a header, the program, and records behind it with its digest and its signature."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import address, check, cut, digest, facts, known, part, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

FORMAT = "MCUboot"
_MAGIC = b"\x3d\xb8\xf3\x96"
_HEADER = struct.Struct("<2I2H2I2BHI")
_RECORDS, _PROTECTED = 0x6907, 0x6908
_DIGESTS = {0x10: "sha256", 0x11: "sha384", 0x12: "sha512"}
_SIGNATURES = {
    0x20: "RSA2048", 0x21: "ECDSA224", 0x22: "ECDSA", 0x23: "RSA3072", 0x24: "Ed25519", 0x25: "signature",
}  # fmt: skip
_COUNTER = 0x50
_ENCRYPTED = {0x04: "AES-128", 0x08: "AES-256"}
_MOST = 64


@dataclass(frozen=True, slots=True)
class _Record:
    """One record behind the image: its value stands from `start` to `end`."""

    kind: int
    start: int
    end: int


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    data = blob.read(start, 32)
    if len(data) < 32:
        return None
    _, load, header, protected, size, flags, major, minor, revision, build = _HEADER.unpack_from(data)
    if not 32 <= header <= 1 << 16 or not 0 < size <= 1 << 28 or any(data[28:32]):
        return None
    body = start + header
    behind = body + size
    records, end, faults = _records(blob, behind, protected)
    if end is None:
        end, lost = cut(blob, behind)
        if any(blob.read(start + 32, min(header - 32, 480)).strip(b"\xff")):
            return None
        faults = lost or faults
    secret = next((name for bit, name in _ENCRYPTED.items() if flags & bit), "")
    checks, wrongs = _checks(blob, start, behind + protected, records, secret, budget)
    counter = next((each for each in records if each.kind == _COUNTER and each.end - each.start == 4), None)
    return Found(
        start=start,
        end=end,
        format=FORMAT,
        label=f"{major}.{minor}.{revision}+{build}",
        facts=facts(
            ("version", f"{major}.{minor}.{revision}+{build}"),
            ("load address", address(load) if load else ""),
            ("flags", f"0x{flags:x}" if flags else ""),
            ("encrypted", secret),
            ("signatures", ", ".join(_SIGNATURES[each.kind] for each in records if each.kind in _SIGNATURES)),
            ("security counter", int.from_bytes(blob.read(counter.start, 4), "little") if counter else ""),
        ),
        faults=(*faults, *wrongs),
        regions=_regions(start, body, behind, end),
        checks=checks,
        members=lambda: _members(blob, body, size),
    )


def _members(blob: Blob, body: int, size: int) -> Iterator[Member]:
    if body < blob.size:
        yield part(b"image", blob, body, size)


def _regions(start: int, body: int, behind: int, end: int) -> tuple[Region, ...]:
    rows = [known(start, min(body, end), FORMAT, "header")]
    if end > behind:
        rows.append(known(behind, end, FORMAT, "records"))
    return tuple(rows)


def _records(blob: Blob, at: int, protected: int) -> tuple[list[_Record], int | None, tuple[Message, ...]]:
    """Read the records, the protected ones first; no end where none stand here."""
    rows: list[_Record] = []
    areas = ((_PROTECTED, protected), (_RECORDS, 0)) if protected else ((_RECORDS, 0),)
    end: int | None = None
    for magic, stated in areas:
        head = blob.read(at, 4)
        found, size = struct.unpack("<2H", head) if len(head) == 4 else (0, 0)
        if found != magic or (stated and size != stated) or size < 4:
            return rows, end, (Message("firmware.fault.table"),)
        stop = at + size
        here = at + 4
        while here + 4 <= min(stop, blob.size) and len(rows) < _MOST:
            kind, length = struct.unpack("<2H", blob.read(here, 4))
            if here + 4 + length > min(stop, blob.size):
                return rows, min(stop, blob.size), (Message("firmware.fault.table"),)
            rows.append(_Record(kind, here + 4, here + 4 + length))
            here += 4 + length
        at = end = min(stop, blob.size)
    return rows, end, ()


def _checks(
    blob: Blob, start: int, until: int, records: list[_Record], secret: str, budget: Budget
) -> tuple[tuple[Check, ...], tuple[Message, ...]]:
    """The digest is taken over header, image and protected records, before they are encrypted; a signature over it."""
    covers = (start, min(until, blob.size))
    out: list[Check] = []
    faults: list[Message] = []
    for each in records:
        if each.start >= each.end:
            continue
        if each.kind in _DIGESTS:
            name = _DIGESTS[each.kind]
            out.append(check(name, each.start, each.end - each.start, covers))
            if not secret and digest(name, blob, (covers,), budget) != blob.read(each.start, each.end - each.start):
                faults.append(wrong(name))
        elif each.kind in _SIGNATURES:
            out.append(check(f"signature {_SIGNATURES[each.kind]}", each.start, each.end - each.start, covers))
    return tuple(out), tuple(faults)


READERS = (Reader(format=FORMAT, read=_read, magics=((_MAGIC, 0),), align=4),)
