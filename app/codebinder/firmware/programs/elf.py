"""Reads ELF: programs, libraries, kernels and their modules, whole or as part of something bigger."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from codebinder.firmware.programs.common import Facts, beside, beyond, facts, known, missing, moved, plain
from codebinder.firmware.programs.elf_debug import debug_facts
from codebinder.firmware.programs.elf_facts import core, dynamic, hardening, linking, notes, words
from codebinder.firmware.programs.elf_layout import ALLOCATED, EXECUTES, LOAD, MAGIC, NOBITS, Elf, Section, read_elf
from codebinder.firmware.programs.elf_symbols import loaded_names
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

_MOST_REGIONS = 2000
"""Sections that are told apart; the rest of a file that has more is an ELF file all the same."""
_MOST_MEMBERS = 64
_INSIDE = 64
"""Bytes that a section has at least for something to be looked for in it."""
_NOTHING_INSIDE = (
    b".eh_frame", b".gcc_except", b".debug", b".zdebug", b".comment", b".note", b".symtab", b".strtab", b".shstrtab",
    b".dynstr", b".dynsym", b".hash", b".gnu", b".rel", b".interp", b".got", b".ARM", b".stab", b"__ksym", b"__kcrc",
    b".modinfo", b"__mcount", b"__ex_table", b"__bug", b".orc", b".altinstr", b"__versions", b".retpoline", b".return",
)  # fmt: skip
_ARM = 40
"""Its programs may begin with a table of vectors, which is told apart."""
_CODE = (b".text", b".init", b".exit.text", b".plt", b".fini", b".iplt")
_TYPES = {
    1: "", 2: "symbols", 3: "names", 4: "relocations", 5: "hash", 6: "dynamic", 7: "notes", 9: "relocations",
    11: "symbols", 14: "start functions", 15: "end functions", 16: "early functions", 17: "groups",
}  # fmt: skip
_APPENDED = b"~Module signature appended~\n"


def _read(blob: Blob, at: int, budget: Budget) -> Found | None:
    elf = read_elf(blob, at, budget)
    if elf is None or not (elf.segments or elf.sections):
        return None
    end, faults = _extent(elf)
    regions, overlap = beside(_parts(elf, end, budget))
    if overlap and elf.kind in {1, 2, 3} and _sections_overlap(elf):
        faults = (*faults, Message("firmware.fault.overlap"))
    rows = dynamic(elf, budget)
    told = (
        *core(elf, rows),
        *linking(elf, rows),
        *hardening(elf, rows, loaded_names(elf, budget)),
        *words(elf),
        *debug_facts(elf, budget),
    )
    checks, noted = _noted(elf, end, budget)
    signature = _module_signature(elf, end)
    if signature is not None:
        region, check = signature
        end, regions, checks = region.end, (*regions, region), (*checks, check)
    return Found(
        start=at, end=at + end, format="elf", facts=(*told, *noted), faults=faults,
        regions=tuple(_moved(each, at) for each in regions), checks=tuple(moved(each, at) for each in checks),
        members=lambda: _members(elf, at, end),
    )  # fmt: skip


def _moved(region: Region, by: int) -> Region:
    return known(region.start + by, region.end + by, region.format, region.label, region.facts)


def _extent(elf: Elf) -> tuple[int, tuple[Message, ...]]:
    """Give where the file ends. Its table of sections stands at its end: where that is there, something that is said to
    lie beyond the blob is a lie; where it is not, the file is cut off."""
    size = elf.blob.size
    ends = [elf.header, elf.programs[1], elf.table[1]]
    named = [("program headers", elf.programs[1]), ("section headers", elf.table[1])]
    named += [("segment", each.end) for each in elf.segments if each.end > each.start]
    named += [(plain(each.name) or "section", each.end) for each in elf.sections if each.kind != NOBITS]
    ends += [end for _, end in named]
    far = max(ends)
    if far <= size:
        return far, ()
    crossing = any(each.kind == LOAD and each.start < size < each.end for each in elf.segments)
    if elf.table[1] > size and (elf.table[0] < size or crossing or not elf.segments):
        return size, (missing(far - size),)
    if not elf.table[1] and crossing:
        return size, (missing(far - size),)
    within = max(end for end in ends if end <= size)
    lies = list(dict.fromkeys(name for name, end in named if end > size))
    return within, tuple(beyond(name) for name in lies[:4])


def _sections_overlap(elf: Elf) -> bool:
    at = 0
    for each in sorted(elf.sections, key=lambda row: (row.start, row.end)):
        if each.kind == NOBITS or each.end <= each.start:
            continue
        if each.start < at:
            return True
        at = each.end
    return False


def _parts(elf: Elf, end: int, budget: Budget) -> Iterator[Region]:
    yield known(0, elf.header, "elf", "header")
    start, stop = elf.programs
    if stop <= end:
        yield known(start, stop, "elf", "program headers")
    start, stop = elf.table
    if start < end:
        yield known(start, min(stop, end), "elf", "section headers")
    count = 0
    for each in elf.sections:
        if each.kind == NOBITS or each.end <= each.start or each.end > end:
            continue
        budget.step()
        count += 1
        if count > _MOST_REGIONS:
            return
        yield known(each.start, each.end, "elf", plain(each.name), _section_facts(each))
    if not elf.sections:
        for segment in elf.segments:
            if segment.kind == LOAD and segment.start >= stop and segment.end <= end:
                told = facts(("address", f"0x{segment.address:08x}"), ("holds", _rights(segment.flags)))
                yield known(segment.start, segment.end, "elf", "segment", told)


def _rights(flags: int) -> str:
    return "code" if flags & 1 else "data"


def _section_facts(each: Section) -> Facts:
    holds = _TYPES.get(each.kind, "")
    if each.kind == 1:
        holds = "code" if each.flags & EXECUTES else "data" if each.flags & ALLOCATED else ""
    return facts(("address", f"0x{each.address:08x}" if each.address else ""), ("holds", holds))


def _noted(elf: Elf, end: int, budget: Budget) -> tuple[tuple[Check, ...], Facts]:
    """Give the build id, a digest of the file as it was linked; and what other notes say."""
    checks: list[Check] = []
    told: list[tuple[str, str | int | None]] = []
    for owner, kind, start, stop in notes(elf, budget):
        value = elf.blob.read(start, min(stop - start, 256))
        if owner == b"GNU" and kind == 3 and 4 <= len(value) <= 64 and stop <= end:
            told.append(("build id", value.hex()))
            checks.append(Check(name="build-id", start=start, end=stop, covers=((0, start), (stop, end))))
        elif owner == b"GNU" and kind == 1 and len(value) >= 16:
            system, *version = struct.unpack(elf.order + "IIII", value[:16])
            told.append(("for", {0: "Linux", 1: "Hurd", 2: "Solaris", 3: "FreeBSD"}.get(system, str(system))))
            told.append(("oldest kernel", ".".join(map(str, version))))
        elif owner == b"Go" and kind == 4:
            told.append(("Go build id", plain(value)))
            checks.append(Check(name="build-id", start=start, end=stop, covers=((0, start), (stop, end))))
        elif owner == b"Android" and kind == 1 and len(value) >= 4:
            told.append(("Android API", struct.unpack(elf.order + "I", value[:4])[0]))
    return tuple(checks), facts(*dict(told).items())


def _module_signature(elf: Elf, end: int) -> tuple[Region, Check] | None:
    """Give the signature that the kernel's build appends to a module: PKCS #7, 12 bytes about it, and a line."""
    head = elf.blob.read(end, 4)
    if head[:2] != b"\x30\x82" or len(head) < 4:
        return None
    size = 4 + int.from_bytes(head[2:4], "big")
    tail = elf.blob.read(end + size, 12 + len(_APPENDED))
    if tail[12:] != _APPENDED or int.from_bytes(tail[8:12], "big") != size:
        return None
    stop = end + size + len(tail)
    return (
        known(end, stop, "elf", "module signature", facts(("form", "PKCS #7"))),
        Check(name="signature", start=end, end=stop, covers=((0, end),)),
    )


def _members(elf: Elf, at: int, end: int) -> Iterator[Member]:
    """Give sections that may hold something of their own: keys in tables, an archive for a kernel's first files. They
    count as files: where nothing is found in them they stay what they are."""
    count = 0
    for each in elf.sections:
        plainly = each.kind == 1 and not each.flags & 0x800 and each.end <= end
        if not plainly or each.end - each.start < _INSIDE or each.name.startswith(_NOTHING_INSIDE):
            continue
        if each.flags & EXECUTES and elf.machine != _ARM and each.name.startswith(_CODE):
            continue
        count += 1
        if count > _MOST_MEMBERS:
            return
        yield Member(
            name=each.name or b"section",
            kind=NodeKind.FILE,
            section_of="elf",
            size=each.end - each.start,
            start=at + each.start,
        )
    if not elf.sections:
        for number, segment in enumerate(elf.segments):
            if segment.kind == LOAD and elf.programs[1] <= segment.start < segment.end <= end and count < _MOST_MEMBERS:
                count += 1
                size = segment.end - segment.start
                yield Member(
                    name=b"segment-%d" % number,
                    kind=NodeKind.FILE,
                    section_of="elf",
                    size=size,
                    start=at + segment.start,
                )


ELF = Reader(format="elf", read=_read, magics=((MAGIC, 0),))
