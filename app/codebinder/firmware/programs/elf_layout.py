"""Reads an ELF file's header and its two tables: where segments and sections lie, cut to the bytes that are there."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.firmware.programs.common import Paged
from codebinder.firmware.reading import Blob, Budget, Slice

MAGIC = b"\x7fELF"
_MOST_ROWS = 200_000
"""Sections that are read of one file: the most that a compiler is known to make, and some."""
NOBITS, SYMTAB, STRTAB, DYNAMIC, NOTE, DYNSYM = 8, 2, 3, 6, 7, 11
LOAD, PT_DYNAMIC, INTERP, PT_NOTE, STACK, RELRO = 1, 2, 3, 4, 0x6474E551, 0x6474E552
EXECUTES, ALLOCATED = 4, 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A row of the program header table. `end` is as stated, perhaps beyond the file."""

    kind: int
    flags: int
    start: int
    end: int
    address: int
    memory: int


@dataclass(frozen=True, slots=True)
class Section:
    """A row of the section header table. `end` is as stated, perhaps beyond the file; a section without bytes in the
    file ends where it starts."""

    number: int
    name: bytes
    kind: int
    flags: int
    address: int
    start: int
    end: int
    link: int
    row: int


@dataclass(slots=True)
class Elf:
    """An ELF file at the beginning of `blob`, whose end lies anywhere behind."""

    blob: Blob
    wide: bool
    order: str
    osabi: int
    kind: int
    machine: int
    entry: int
    flags: int
    header: int
    programs: tuple[int, int]
    table: tuple[int, int]
    stated_sections: int
    segments: list[Segment] = field(default_factory=list[Segment])
    sections: list[Section] = field(default_factory=list[Section])

    def layout(self, wide: str, narrow: str) -> struct.Struct:
        """Give a structure in the file's byte order, for its class."""
        return struct.Struct(self.order + (wide if self.wide else narrow))

    def section(self, name: bytes) -> Section | None:
        """Give the section that is called `name`."""
        return next((each for each in self.sections if each.name == name), None)

    def content(self, name: bytes, most: int = 1 << 16) -> bytes:
        """Give the bytes of the section called `name`, `most` of them."""
        each = self.section(name)
        return self.blob.read(each.start, min(most, each.end - each.start)) if each is not None else b""

    def place(self, address: int) -> int | None:
        """Give where in the file the byte lies that is loaded to `address`."""
        for each in self.segments:
            if each.kind == LOAD and each.address <= address < each.address + (each.end - each.start):
                return each.start + address - each.address
        return None


def read_elf(blob: Blob, at: int, budget: Budget) -> Elf | None:
    """Read the ELF file that begins at `at`; None where its header does not agree with itself."""
    inner = Slice(blob, at, blob.size)
    head = inner.read(0, 64)
    if len(head) < 52 or head[:4] != MAGIC or head[4] not in {1, 2} or head[5] not in {1, 2} or head[6] != 1:
        return None
    wide, order = head[4] == 2, "<" if head[5] == 1 else ">"
    layout = struct.Struct(order + ("HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH"))
    if len(head) < 16 + layout.size:
        return None
    kind, machine, version, entry, phoff, shoff, flags, size, phsize, phnum, shsize, shnum, shstr = layout.unpack_from(
        head, 16
    )
    sure = (
        version == 1 and size == 16 + layout.size and machine and (kind in {1, 2, 3, 4} or kind >= 0xFE00)
        and (not phnum or phsize == (56 if wide else 32))
        and (not (shnum or shoff) or shsize in {0, 64 if wide else 40})
    )  # fmt: skip
    if not sure:
        return None
    elf = Elf(inner, wide, order, head[7], kind, machine, entry, flags, size, (0, 0), (0, 0), shnum)
    first = _row(elf, shoff) if shoff and shsize else None
    if first is not None:  # numbers that are too big for the header stand in the first row
        shnum = shnum or first[5]
        phnum = first[7] if phnum == 0xFFFF else phnum
        shstr = first[6] if shstr == 0xFFFF else shstr
    elf.stated_sections = shnum
    elf.programs = (phoff, phoff + phnum * phsize) if phoff and phnum else (0, 0)
    elf.table = (shoff, shoff + shnum * shsize) if shoff and shsize else (0, 0)
    elf.segments = list(_segments(elf, phnum, budget))
    elf.sections = list(_sections(elf, shstr, budget))
    return elf


def _row(elf: Elf, at: int) -> tuple[int, ...] | None:
    layout = elf.layout("IIQQQQIIQQ", "IIIIIIIIII")
    data = elf.blob.read(at, layout.size)
    return layout.unpack(data) if len(data) == layout.size else None


def _segments(elf: Elf, count: int, budget: Budget) -> Iterator[Segment]:
    layout = elf.layout("IIQQQQQQ", "IIIIIIII")
    at = elf.programs[0]
    for _ in range(min(count, _MOST_ROWS)):
        data = elf.blob.read(at, layout.size)
        if not at or len(data) < layout.size:
            return
        budget.step()
        row = layout.unpack(data)
        if elf.wide:
            kind, flags, offset, address, _, size, memory, _ = row
        else:
            kind, offset, address, _, size, memory, flags, _ = row
        yield Segment(kind, flags, offset, offset + size, address, memory)
        at += layout.size


def _sections(elf: Elf, names: int, budget: Budget) -> Iterator[Section]:
    layout = elf.layout("IIQQQQIIQQ", "IIIIIIIIII")
    start, end = elf.table
    if not start:
        return
    table = _row(elf, start + names * layout.size) if names < elf.stated_sections else None
    held = Paged(elf.blob, table[4], table[4] + table[5], budget) if table is not None else None
    for number in range(min((end - start) // layout.size, _MOST_ROWS)):
        row = _row(elf, start + number * layout.size)
        if row is None:
            return
        budget.step()
        name, kind, flags, address, offset, size, link, _, _, each = row
        if number == 0 or kind == 0:
            continue
        text = held.name(name, 256) if held is not None else b""
        stop = offset if kind == NOBITS else offset + size
        yield Section(number, text, kind, flags, address, offset, stop, link, each)
