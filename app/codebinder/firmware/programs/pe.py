"""Reads PE: Windows programs and drivers, EFI applications, Linux kernels that EFI starts."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from codebinder.firmware.programs.common import (
    Facts,
    address,
    beside,
    beyond,
    facts,
    known,
    listed,
    missing,
    moved,
    plain,
    wrong,
    yes,
)
from codebinder.firmware.programs.elf_symbols import Symbol
from codebinder.firmware.programs.pe_resources import version_facts
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, Slice, pieces
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

_MACHINES = {
    0x14C: "x86", 0x1C0: "ARM", 0x1C2: "ARM Thumb", 0x1C4: "ARM Thumb-2", 0x200: "IA-64", 0xEBC: "EFI byte code",
    0x5032: "RISC-V 32", 0x5064: "RISC-V 64", 0x6232: "LoongArch 32", 0x6264: "LoongArch 64", 0x8664: "x86-64",
    0xA641: "ARM64EC", 0xAA64: "AArch64",
}  # fmt: skip
_SYSTEMS = {
    1: "driver", 2: "Windows, graphical", 3: "Windows, console", 7: "POSIX", 9: "Windows CE", 10: "EFI application",
    11: "EFI boot driver", 12: "EFI runtime driver", 13: "EFI ROM", 14: "Xbox", 16: "Windows boot application",
}  # fmt: skip
_EXPORTS, _IMPORTS, _RESOURCES, _CERTIFICATES, _DEBUG = 0, 1, 2, 4, 6
_MOST_SECTIONS = 96
_MOST_IMPORTS = 256
_MOST_HEADERS = 1 << 16
_MOST_EXPORTS = 100_000
_FILE = struct.Struct("<HHIIIHH")
_SECTION = struct.Struct("<8sIIIIIIHHI")


@dataclass(frozen=True, slots=True)
class Section:
    """A section: where it is loaded, and where its bytes stand."""

    name: bytes
    address: int
    memory: int
    start: int
    end: int
    flags: int


@dataclass(slots=True)
class Pe:
    """A PE file at the beginning of `blob`."""

    blob: Blob
    header: int
    machine: int
    stamp: int
    flags: int
    wide: bool
    entry: int
    base: int
    system: int
    hardening: int
    checksum: int
    headers_size: int
    table: int
    symbols: tuple[int, int]
    directories: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    directories_at: int = 0
    sections: list[Section] = field(default_factory=list[Section])

    def directory(self, number: int) -> tuple[int, int]:
        """Give a directory's place and size; zeros for none."""
        return self.directories[number] if number < len(self.directories) else (0, 0)

    def place(self, address_: int) -> int | None:
        """Give where in the file a loaded byte stands."""
        for each in self.sections:
            if each.address <= address_ < each.address + (each.end - each.start):
                return each.start + address_ - each.address
        return address_ if 0 < address_ < min(self.headers_size, _MOST_HEADERS) else None

    def text(self, address_: int, most: int = 512) -> str:
        """Give a text by its loaded address."""
        place = self.place(address_)
        return plain(self.blob.read(place, most)) if place is not None else ""


def read_pe(blob: Blob, at: int) -> Pe | None:
    """Read the headers; None where they do not agree."""
    inner = Slice(blob, at, blob.size)
    head = inner.read(0, 64)
    if len(head) < 64 or head[:2] != b"MZ":
        return None
    start = int.from_bytes(head[60:64], "little")
    data = inner.read(start, 24 + 256)
    if not 4 <= start < 1 << 16 or data[:4] != b"PE\0\0" or len(data) < 24 + 96:
        return None
    machine, count, stamp, symbols, symbol_count, optional, flags = _FILE.unpack_from(data, 4)
    magic = int.from_bytes(data[24:26], "little")
    if machine not in _MACHINES or not 1 <= count <= _MOST_SECTIONS or magic not in {0x10B, 0x20B}:
        return None
    wide = magic == 0x20B
    if optional < (112 if wide else 96) or len(data) < 24 + (112 if wide else 96):
        return None
    entry = int.from_bytes(data[40:44], "little")
    base = struct.unpack_from("<Q" if wide else "<I", data, 48 if wide else 52)[0]
    headers_size, checksum, system, hardening = struct.unpack_from("<IIHH", data, 24 + 60)
    number_at = 24 + (108 if wide else 92)
    stated = min(int.from_bytes(data[number_at : number_at + 4], "little"), 16, (optional - (112 if wide else 96)) // 8)
    pe = Pe(
        inner, start, machine, stamp, flags, wide, entry, base, system, hardening, checksum, headers_size,
        start + 24 + optional, (symbols, symbol_count), directories_at=start + number_at + 4,
    )  # fmt: skip
    rows = inner.read(pe.directories_at, 8 * stated)
    pe.directories = [(row[0], row[1]) for row in struct.iter_unpack("<II", rows[: len(rows) // 8 * 8])]
    table = inner.read(pe.table, _SECTION.size * count)
    for row in _SECTION.iter_unpack(table[: len(table) // _SECTION.size * _SECTION.size]):
        name, memory, place, size, offset, _, _, _, _, rights = row
        pe.sections.append(Section(name.rstrip(b"\0"), place, memory, offset, offset + size, rights))
    return pe if pe.sections else None


def _read(blob: Blob, at: int, budget: Budget) -> Found | None:
    pe = read_pe(blob, at)
    if pe is None:
        return None
    budget.step(32)
    end, faults = _extent(pe)
    regions, overlap = beside(_parts(pe, end))
    if overlap:
        faults = (*faults, Message("firmware.fault.overlap"))
    checks = _checks(pe, end)
    if pe.checksum and not faults and _sum(pe, end, budget) != pe.checksum:
        faults = (*faults, wrong("checksum"))
    return Found(
        start=at, end=at + end, format="PE", faults=faults,
        facts=(*_core(pe), *_imports(pe, budget), *_debug(pe), *_version(pe, budget)),
        regions=tuple(known(each.start + at, each.end + at, "PE", each.label, each.facts) for each in regions),
        checks=tuple(moved(each, at) for each in checks),
        members=lambda: _members(pe, at, end),
    )  # fmt: skip


def _extent(pe: Pe) -> tuple[int, tuple[Message, ...]]:
    """Give the end of the last section, or of the signature that stands behind all."""
    size = pe.blob.size
    ends = [pe.table + _SECTION.size * len(pe.sections)]
    ends += [each.end for each in pe.sections if each.start and each.end > each.start]
    place, length = pe.directory(_CERTIFICATES)
    if place and length:
        ends.append(place + length)
    symbols, count = pe.symbols
    if symbols and count:
        names = symbols + 18 * count
        ends.append(names + min(int.from_bytes(pe.blob.read(names, 4), "little"), 1 << 26))
    far = max(ends)
    if far <= size:
        return far, ()
    crossing = [each for each in pe.sections if each.start < size < each.end]
    if crossing and crossing[0] is max(pe.sections, key=lambda each: each.start):
        return size, (missing(far - size),)
    return max(end for end in ends if end <= size), (beyond("section"),)


def _parts(pe: Pe, end: int) -> Iterator[Region]:
    yield known(0, min(pe.table + _SECTION.size * len(pe.sections), end), "PE", "header")
    for each in pe.sections:
        if each.start and each.end <= end:
            holds = "code" if each.flags & 0x20 else "data"
            told = facts(("address", address(pe.base + each.address)), ("holds", holds))
            yield known(each.start, each.end, "PE", plain(each.name), told)
    place, length = pe.directory(_CERTIFICATES)
    if place and length and place + length <= end:
        yield known(place, place + length, "PE", "signature", facts(("form", "Authenticode")))


def _checks(pe: Pe, end: int) -> tuple[Check, ...]:
    found: list[Check] = []
    at = pe.header + 24 + 64
    if pe.checksum:
        found.append(Check(name="checksum", start=at, end=at + 4, covers=((0, at), (at + 4, end))))
    place, length = pe.directory(_CERTIFICATES)
    if place and length and place + length <= end:
        entry = pe.directories_at + 8 * _CERTIFICATES
        covers = ((0, at), (at + 4, entry), (entry + 8, place))
        found.append(Check(name="signature", start=place, end=place + length, covers=covers))
    return tuple(found)


def _sum(pe: Pe, end: int, budget: Budget) -> int:
    """Give the header's checksum: words of 16 bits added up with their carries, and the size."""
    budget.read(end)
    at = pe.header + 24 + 64
    total = 0
    for piece in pieces(pe.blob, 0, end):
        total += int.from_bytes(piece, "little") % 0xFFFF
    held = pe.blob.read(at, 4)
    total -= (int.from_bytes(held, "little") << (8 if at % 2 else 0)) % 0xFFFF
    return (total % 0xFFFF or (0xFFFF if total else 0)) + end


def _core(pe: Pe) -> Facts:
    kind = "library" if pe.flags & 0x2000 else "program" if pe.flags & 2 else "object"
    stamp = datetime.fromtimestamp(pe.stamp, tz=UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if pe.stamp else ""
    return facts(
        ("kind", kind), ("machine", _MACHINES[pe.machine]), ("word", "64 bit" if pe.wide else "32 bit"),
        ("system", _SYSTEMS.get(pe.system, str(pe.system))), ("entry", address(pe.base + pe.entry) if pe.entry else ""),
        ("image base", address(pe.base)), ("built", stamp), ("sections", len(pe.sections)),
        ("position independent", yes(pe.hardening & 0x40)), ("NX", yes(pe.hardening & 0x100)),
        ("control flow guard", yes(pe.hardening & 0x4000)), ("signed", yes(pe.directory(_CERTIFICATES)[1])),
        ("checksum", f"0x{pe.checksum:08x}" if pe.checksum else ""),
    )  # fmt: skip


def _imports(pe: Pe, budget: Budget) -> Facts:
    place = pe.place(pe.directory(_IMPORTS)[0])
    names: list[str] = []
    for number in range(_MOST_IMPORTS if place is not None else 0):
        budget.step(8)
        row = pe.blob.read((place or 0) + 20 * number, 20)
        if len(row) < 20 or not any(row):
            break
        names.append(pe.text(int.from_bytes(row[12:16], "little"), 260))
    exports = pe.place(pe.directory(_EXPORTS)[0])
    head = pe.blob.read(exports, 40) if exports is not None else b""
    named = pe.text(int.from_bytes(head[12:16], "little"), 260) if len(head) == 40 else ""
    return facts(("needs", listed(names)), ("name", named))


def _debug(pe: Pe) -> Facts:
    """Give the path of the file with debugging information, and the id that ties both together."""
    place, size = pe.directory(_DEBUG)
    start = pe.place(place) if size else None
    if start is None:
        return ()
    rows = pe.blob.read(start, min(size, 28 * 32))
    for at in range(0, len(rows) - 27, 28):
        kind, length, _, offset = struct.unpack_from("<IIII", rows, at + 12)
        data = pe.blob.read(offset, min(length, 1024))
        if kind == 2 and data[:4] == b"RSDS" and len(data) > 24:
            one, two, three = struct.unpack_from("<IHH", data, 4)
            return facts(
                ("debug file", plain(data[24:])),
                ("debug id", f"{one:08x}{two:04x}{three:04x}{data[12:20].hex()}-{data[20]}"),
            )
    return ()


def _version(pe: Pe, budget: Budget) -> Facts:
    place, size = pe.directory(_RESOURCES)
    start = pe.place(place) if size else None
    if start is None:
        return ()
    return version_facts(pe.blob, (start, min(start + size, pe.blob.size)), pe.place, budget)


def _members(pe: Pe, at: int, end: int) -> Iterator[Member]:
    """Give sections and the signature, so that what is inside them is looked for."""
    for each in pe.sections:
        if each.start and each.end <= end and each.end - each.start >= 64 and not each.flags & 0x20:
            size = each.end - each.start
            yield Member(
                name=each.name or b"section", kind=NodeKind.FILE, section_of="PE", size=size, start=at + each.start
            )
    place, length = pe.directory(_CERTIFICATES)
    if place and length and place + length <= end:
        yield Member(name=b"signature", kind=NodeKind.FILE, section_of="PE", size=length, start=at + place)


def pe_symbols(blob: Blob, budget: Budget) -> Iterator[Symbol]:
    """Give what a library offers by name, and the symbols that some compilers leave."""
    pe = read_pe(blob, 0)
    if pe is None:
        return
    exports = pe.place(pe.directory(_EXPORTS)[0])
    head = pe.blob.read(exports, 40) if exports is not None else b""
    if len(head) == 40:
        count, _, names = struct.unpack_from("<III", head, 24)
        table = pe.place(names)
        for number in range(min(count, _MOST_EXPORTS) if table is not None else 0):
            budget.step()
            row = pe.blob.read((table or 0) + 4 * number, 4)
            place = pe.place(int.from_bytes(row, "little")) if len(row) == 4 else None
            name = pe.blob.read(place, 512).partition(b"\0")[0] if place is not None else b""
            if name:
                yield name, 0, 0, "function"
    yield from _coff(pe, budget)


def _coff(pe: Pe, budget: Budget) -> Iterator[Symbol]:
    start, count = pe.symbols
    names = start + 18 * count
    skip = 0
    for number in range(count if start else 0):
        budget.step()
        row = pe.blob.read(start + 18 * number, 18)
        if len(row) < 18:
            return
        if skip:
            skip -= 1
            continue
        value, section, kind, _, skip = struct.unpack("<IhHBB", row[8:])
        name = row[:8].rstrip(b"\0")
        if not any(row[:4]):
            name = pe.blob.read(names + int.from_bytes(row[4:8], "little"), 512).partition(b"\0")[0]
        if name and section >= 0:
            base = pe.sections[section - 1].address + pe.base if 0 < section <= len(pe.sections) else 0
            yield name, base + value, 0, "import" if not section else "function" if kind == 0x20 else "object"


PE = Reader(format="PE", read=_read, magics=((b"MZ", 0),))
