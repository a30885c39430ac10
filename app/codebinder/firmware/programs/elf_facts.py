"""What an ELF file says of itself: machine, kind, notes, libraries, compilers, hardening, a kernel module's words."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from codebinder.firmware.programs.common import Facts, address, facts, listed, plain, yes
from codebinder.firmware.programs.elf_layout import (
    DYNAMIC,
    INTERP,
    LOAD,
    NOTE,
    PT_DYNAMIC,
    PT_NOTE,
    RELRO,
    STACK,
    SYMTAB,
    Elf,
)  # fmt: skip
from codebinder.firmware.reading import Budget

MACHINES = {
    1: "WE 32100", 2: "SPARC", 3: "x86", 4: "Motorola 68000", 8: "MIPS", 10: "MIPS RS3000", 15: "PA-RISC",
    18: "SPARC32PLUS", 20: "PowerPC", 21: "PowerPC64", 22: "S/390", 36: "V800", 40: "ARM", 41: "Alpha", 42: "SuperH",
    43: "SPARC V9", 44: "TriCore", 45: "ARC", 50: "IA-64", 53: "ColdFire", 62: "x86-64", 76: "CRIS", 83: "AVR",
    87: "V850", 88: "M32R", 89: "MN10300", 92: "OpenRISC", 93: "ARCompact", 94: "Xtensa", 105: "MSP430",
    106: "Blackfin", 113: "Nios II", 135: "S+core", 140: "TMS320C6000", 164: "Hexagon", 173: "RX", 183: "AArch64",
    185: "AVR32", 187: "TILE64", 188: "TILEPro", 189: "MicroBlaze", 191: "TILE-Gx", 195: "ARCv2", 197: "RL78",
    224: "AMD GPU", 243: "RISC-V", 247: "BPF", 252: "C-SKY", 258: "LoongArch",
}  # fmt: skip
_KINDS = {1: "relocatable", 2: "executable", 3: "shared object", 4: "core file"}
_SYSTEMS = {
    0: "", 1: "HP-UX", 2: "NetBSD", 3: "GNU/Linux", 6: "Solaris", 9: "FreeBSD", 12: "OpenBSD", 64: "ARM EABI",
    97: "ARM", 255: "standalone",
}  # fmt: skip
_MOST_NOTES = 1000
_LIST = 1 << 16
_MODULE = {
    b"license": "licence", b"vermagic": "vermagic", b"author": "author", b"description": "description",
    b"version": "version", b"name": "module", b"depends": "depends", b"srcversion": "source version",
    b"firmware": "firmware", b"intree": "in tree",
}  # fmt: skip


def core(elf: Elf, rows: list[tuple[int, int]]) -> Facts:
    """Give what the header says."""
    kind = _KINDS.get(elf.kind, f"0x{elf.kind:x}")
    if elf.kind == 3 and any(each.kind == INTERP for each in elf.segments) and not any(tag == 14 for tag, _ in rows):
        kind = "executable"  # one that may be loaded anywhere
    if any(each.name in {b".modinfo", b".gnu.linkonce.this_module"} for each in elf.sections) and elf.kind == 1:
        kind = "kernel module"
    return facts(
        ("kind", kind),
        ("machine", MACHINES.get(elf.machine, str(elf.machine))),
        ("word", "64 bit" if elf.wide else "32 bit"),
        ("byte order", "little-endian" if elf.order == "<" else "big-endian"),
        ("system", _SYSTEMS.get(elf.osabi, str(elf.osabi))),
        ("entry", address(elf.entry) if elf.entry else ""),
        ("load address", _loaded(elf)),
        ("sections", len(elf.sections) or ""),
    )


def _loaded(elf: Elf) -> str:
    loads = [each.address for each in elf.segments if each.kind == LOAD and each.memory]
    return address(min(loads)) if loads and elf.kind == 2 else ""


def notes(elf: Elf, budget: Budget) -> Iterator[tuple[bytes, int, int, int]]:
    """Give (owner, kind, start, end of the value) of each note."""
    stretches = [(each.start, each.end) for each in elf.sections if each.kind == NOTE]
    stretches = stretches or [(each.start, each.end) for each in elf.segments if each.kind == PT_NOTE]
    layout = struct.Struct(elf.order + "III")
    left = _MOST_NOTES
    for start, stop in stretches:
        at, end = start, min(stop, elf.blob.size)
        while at + 12 <= end and left:
            budget.step()
            left -= 1
            data = elf.blob.read(at, 12)
            if len(data) < 12:
                break
            named, size, kind = layout.unpack(data)
            value = at + 12 + (named + 3) // 4 * 4
            if value + size > end:
                break
            yield elf.blob.read(at + 12, min(named, 64)).rstrip(b"\0"), kind, value, value + size
            at = value + (size + 3) // 4 * 4


def dynamic(elf: Elf, budget: Budget) -> list[tuple[int, int]]:
    """Give the rows of the dynamic section."""
    rows: list[tuple[int, int]] = []
    places = [(each.start, each.end) for each in elf.sections if each.kind == DYNAMIC]
    places = places or [(each.start, each.end) for each in elf.segments if each.kind == PT_DYNAMIC]
    layout = elf.layout("QQ", "II")
    for start, end in places[:1]:
        data = elf.blob.read(start, min(end - start, _LIST))
        for row in layout.iter_unpack(data[: len(data) // layout.size * layout.size]):
            budget.step()
            if row[0] == 0:
                break
            rows.append((row[0], row[1]))
    return rows


def _names(elf: Elf, rows: list[tuple[int, int]], tag: int) -> list[str]:
    """Give the names that the dynamic section's rows of one kind point to."""
    table = next((value for kind, value in rows if kind == 5), None)
    start = elf.place(table) if table is not None else None
    if start is None:
        each = elf.section(b".dynstr")
        start = each.start if each is not None else None
    if start is None:
        return []
    places = [value for kind, value in rows if kind == tag][:200]
    return [plain(elf.blob.read(start + place, 512)) for place in places if place < 1 << 32]


def linking(elf: Elf, rows: list[tuple[int, int]]) -> Facts:
    """Give what the file asks of the loader."""
    interpreter = next((each for each in elf.segments if each.kind == INTERP), None)
    start, end = (interpreter.start, interpreter.end) if interpreter is not None else (0, 0)
    linked = "" if elf.kind not in {2, 3} else "dynamic" if rows else "static"
    return facts(
        ("linking", linked),
        ("interpreter", plain(elf.blob.read(start, min(end - start, 512)))),
        ("soname", listed(_names(elf, rows, 14))),
        ("needs", listed(_names(elf, rows, 1))),
        ("rpath", listed(_names(elf, rows, 15))),
        ("runpath", listed(_names(elf, rows, 29))),
    )


def hardening(elf: Elf, rows: list[tuple[int, int]], names: set[bytes]) -> Facts:
    """Give what protects the program when it runs, as far as its tables tell; nothing for what no system loads."""
    stripped = () if not elf.sections else facts(
        ("stripped", yes(not any(each.kind == SYMTAB for each in elf.sections))),
        ("debug information", yes(any(each.name in {b".debug_info", b".zdebug_info"} for each in elf.sections))),
    )  # fmt: skip
    if elf.kind not in {2, 3} or not (rows or any(each.kind == INTERP for each in elf.segments)):
        return stripped
    flags = {kind: value for kind, value in rows if kind in {30, 0x6FFFFFFB}}
    now = any(kind == 24 for kind, _ in rows) or flags.get(30, 0) & 8 or flags.get(0x6FFFFFFB, 0) & 1
    relro = any(each.kind == RELRO for each in elf.segments)
    stack = next((each for each in elf.segments if each.kind == STACK), None)
    runs = any(each.kind == INTERP for each in elf.segments)
    pie = elf.kind == 3 and (runs or flags.get(0x6FFFFFFB, 0) & 0x08000000)
    return (
        *facts(("position independent", yes(pie) if runs or pie else "")),
        *facts(
            ("RELRO", ("full" if now else "partial") if relro else "no"),
            ("NX stack", yes(stack is not None and not stack.flags & 1)),
            ("stack protector", yes(b"__stack_chk_fail" in names or b"__stack_chk_guard" in names)),
            ("fortified", yes(any(name.startswith(b"__") and name.endswith(b"_chk") for name in names))),
        ),
        *stripped,
    )


def words(elf: Elf) -> Facts:
    """Give what compilers and, in kernel modules, authors left."""
    comment = [plain(each) for each in elf.content(b".comment", 1 << 14).split(b"\0")]
    told: dict[str, list[str]] = {}
    for each in elf.content(b".modinfo").split(b"\0"):
        key, equals, value = each.partition(b"=")
        if equals and key in _MODULE:
            told.setdefault(_MODULE[key], []).append(plain(value))
    link = elf.content(b".gnu_debuglink", 512)
    return facts(
        ("compiler", listed(comment)),
        *((key, listed(values)) for key, values in told.items()),
        ("debug file", plain(link)),
    )
