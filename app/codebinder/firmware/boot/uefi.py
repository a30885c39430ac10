"""UEFI's firmware volumes: files with sections in sections; what is packed with LZMA is opened, the rest is named."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import Facts, check, cut, facts, known, named, part, wrong
from codebinder.firmware.boot.sections import Section, member_of, sections
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces, unpack
from codebinder.model.firmware import Check, NodeKind, Region, RegionKind
from codebinder.model.text import Message

VOLUME, CAPSULE = "UEFI volume", "UEFI capsule"
_SIGNED = b"_FVH"
_HEADER = struct.Struct("<16s16sQ4sI3HBB")
_FILE = struct.Struct("<16sBBBB3sB")
_FILE_2 = uuid.UUID("8c8ce578-8a3d-4f1c-9935-896185c32dd3").bytes_le
_FILE_3 = uuid.UUID("5473c07a-3dcb-4dca-bd6f-1e9689e7349a").bytes_le
_SYSTEMS = {
    _FILE_2: "FFS 2",
    _FILE_3: "FFS 3",
    uuid.UUID("fff12b8d-7696-4c8b-a985-2747075b4f50").bytes_le: "variables",
}
_KINDS = {
    1: "raw", 2: "freeform", 3: "security core", 4: "PEI core", 5: "DXE core", 6: "PEI module", 7: "driver",
    8: "combined", 9: "application", 10: "MM module", 11: "volume image", 12: "combined MM and DXE", 13: "MM core",
    14: "MM standalone", 15: "MM core standalone", 0xF0: "padding",
}  # fmt: skip
_PADDING = 0xF0
_LARGE, _SUMMED = 0x01, 0x40
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class _File:
    """One file of a volume; its sections stand from `body` to `end`."""

    guid: str
    kind: int
    start: int
    body: int
    end: int

    @property
    def sectioned(self) -> bool:
        return self.kind not in {0, 1, _PADDING} and self.kind <= 15


def _sum16(data: bytes) -> int:
    return sum(struct.unpack(f"<{len(data) // 2}H", data)) & 0xFFFF


def _sum8(blob: Blob, start: int, end: int, budget: Budget) -> int:
    import numpy as np

    value = 0
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        value += int(np.frombuffer(piece, dtype=np.uint8).sum(dtype=np.uint64))
    return value & 0xFF


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    data = blob.read(start, _HEADER.size)
    if len(data) < _HEADER.size:
        return None
    _, system, size, _, attributes, header, _, extended, _, revision = _HEADER.unpack(data)
    if revision not in (1, 2) or header % 2 or not 72 <= header <= 4096 or not header <= size <= 1 << 32:
        return None
    whole = blob.read(start, header)
    budget.read(header)
    if len(whole) < header or _sum16(whole):
        return None
    end, faults = cut(blob, start + size)
    checks = [check("sum16", start + 50, 2, (start, start + header))]
    regions: list[Region] = [known(start, start + header, VOLUME, "header")]
    empty = 0xFF if attributes & 0x800 else 0
    files: list[_File] = []
    if system in {_FILE_2, _FILE_3}:
        begin = start + header
        if extended:
            fields = unpack(struct.Struct("<16xI"), blob, start + extended)
            begin = max(begin, start + extended + (fields[0] if fields else 0))
        files, broken = _files(blob, start, begin, end, empty, checks, budget)
        faults += broken
        free = files[-1].end if files else begin
        if not broken and free < end and _is_empty(blob, free, end, empty, budget):
            regions.append(Region(start=free, end=end, kind=RegionKind.PADDING))
    name = uuid.UUID(bytes_le=blob.read(start + extended, 16)) if extended and start + extended + 16 <= end else None
    return Found(
        start=start,
        end=end,
        format=VOLUME,
        label=str(name or ""),
        facts=facts(
            ("file system", _SYSTEMS.get(system, str(uuid.UUID(bytes_le=system)))),
            ("revision", revision),
            ("files", len([each for each in files if each.kind != _PADDING])),
        ),
        faults=faults,
        regions=tuple(regions),
        checks=tuple(checks),
        members=lambda: _members(blob, files, budget),
    )


def _is_empty(blob: Blob, start: int, end: int, empty: int, budget: Budget) -> bool:
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        if piece.count(empty) != len(piece):
            return False
    return True


def _files(
    blob: Blob, start: int, begin: int, end: int, empty: int, checks: list[Check], budget: Budget
) -> tuple[list[_File], tuple[Message, ...]]:
    """Follow the files, each at a multiple of 8 from the volume's beginning, until nothing but empty bytes follow."""
    files: list[_File] = []
    faults: list[Message] = []
    at = begin + -(begin - start) % 8
    while at + 24 <= end:
        budget.step(4)
        head = blob.read(at, 32)
        if len(head) < 24 or head[:24] == bytes([empty]) * 24:
            break
        guid, _, data_sum, kind, attributes, size_bytes, state = _FILE.unpack_from(head)
        size, body = int.from_bytes(size_bytes, "little"), at + 24
        if attributes & _LARGE and len(head) == 32:
            size, body = int.from_bytes(head[24:32], "little"), at + 32
        if body > at + size or at + size > end or len(files) >= _MOST_FILES:
            faults.append(Message("firmware.fault.table"))
            break
        file = _File(str(uuid.UUID(bytes_le=guid)), kind, at, body, at + size)
        files.append(file)
        header = blob.read(at, body - at)
        if (sum(header) - state - data_sum) & 0xFF:
            faults.append(wrong(f"sum8 ({file.guid})"))
        checks.append(check("sum8", at + 16, 1, (at, body)))
        if attributes & _SUMMED:
            checks.append(check("sum8", at + 17, 1, (body, file.end)))
            if (_sum8(blob, body, file.end, budget) + data_sum) & 0xFF:
                faults.append(wrong(f"sum8 ({file.guid})"))
        if file.sectioned:
            checks += [found for each in sections(blob, body, file.end, budget) for found in each.checks]
        at = file.end + -(file.end - start) % 8
    return files, tuple(faults[:20])


def _members(blob: Blob, files: list[_File], budget: Budget) -> Iterator[Member]:
    called: set[bytes] = set()
    for each in files:
        if each.kind == _PADDING:
            continue
        told = facts(("type", named(_KINDS, each.kind)))
        if not each.sectioned:
            yield part(each.guid.encode(), blob, each.body, each.end - each.body, told)
            continue
        yield from _sectioned(blob, each, told, called, budget)


def _sectioned(blob: Blob, file: _File, told: Facts, called: set[bytes], budget: Budget) -> Iterator[Member]:
    """Give a file's sections, under its name where a section tells one that no other file has, else its GUID."""
    rows: list[Section] = list(sections(blob, file.body, file.end, budget))
    name = next((each.text for each in rows if each.name == "name" and each.text), "") or file.guid
    folder = name.encode("utf-8", "backslashreplace").replace(b"/", b"_")
    if folder in called:
        folder += b"-" + file.guid.encode()
    called.add(folder)
    yield Member(name=folder, kind=NodeKind.FOLDER, size=0, facts=told + facts(("GUID", file.guid)))
    for each in rows:
        yield from member_of(blob, each, folder, budget)


# ------------------------------------------------------------------------------------------------------------ capsules

_CAPSULES = {
    uuid.UUID("6dcbd5ed-e82d-4c44-bda1-7194199ad92a").bytes_le: "firmware management",
    uuid.UUID("3b6686bd-0d76-4030-b70e-b5519e2fc5a0").bytes_le: "EFI",
    uuid.UUID("4a3ca68b-7723-48fb-803d-578cc1fec44d").bytes_le: "AMI",
    uuid.UUID("14eebb90-890a-43db-aed1-5d3c4588a418").bytes_le: "AMI unsigned",
    uuid.UUID("539182b9-abb5-4391-b69a-e3a943f72fcc").bytes_le: "Intel",
}
_CAPSULE = struct.Struct("<16s3I")


def _read_capsule(blob: Blob, start: int, _budget: Budget) -> Found | None:
    data = blob.read(start, _CAPSULE.size)
    if len(data) < _CAPSULE.size:
        return None
    guid, header, flags, size = _CAPSULE.unpack(data)
    if not _CAPSULE.size <= header <= 1 << 16 or header >= size or flags & 0xFFF80000:
        return None
    end, faults = cut(blob, start + size)
    body = min(start + header, end)
    return Found(
        start=start,
        end=end,
        format=CAPSULE,
        label=_CAPSULES[guid],
        facts=facts(("type", _CAPSULES[guid]), ("flags", f"0x{flags:08x}")),
        faults=faults,
        regions=(known(start, body, CAPSULE, "header"),),
        members=lambda: iter((part(b"body", blob, body, end - body),)),
    )


READERS = (
    Reader(format=CAPSULE, read=_read_capsule, magics=tuple((each, 0) for each in _CAPSULES), align=4),
    Reader(format=VOLUME, read=_read, magics=((_SIGNED, 40),)),
)
