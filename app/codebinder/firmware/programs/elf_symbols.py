"""Symbols of ELF files, one at a time: a kernel names a hundred thousand of them."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.firmware.programs.common import Paged
from codebinder.firmware.programs.elf_layout import DYNSYM, SYMTAB, Elf, Section
from codebinder.firmware.reading import Budget

Symbol = tuple[bytes, int, int, str]
"""Name, address, size, kind: "function", "object", "section", "file", "thread", "import" or "other"."""

_KINDS = {1: "object", 2: "function", 3: "section", 4: "file", 5: "object", 6: "thread", 10: "function"}
_ROWS = 4096


def elf_symbols(elf: Elf, budget: Budget) -> Iterator[Symbol]:
    """Give the named symbols: of the full table, else of the one for the loader."""
    table = next((each for each in elf.sections if each.kind == SYMTAB), None)
    table = table or next((each for each in elf.sections if each.kind == DYNSYM), None)
    if table is not None:
        yield from _rows(elf, table, budget)


def loaded_names(elf: Elf, budget: Budget, most: int = 20_000) -> set[bytes]:
    """Give the names that the loader resolves, as far as they tell of protections."""
    table = next((each for each in elf.sections if each.kind == DYNSYM), None)
    found: set[bytes] = set()
    if table is None:
        return found
    for count, (name, _, _, _) in enumerate(_rows(elf, table, budget)):
        if count >= most:
            break
        if name.startswith(b"__"):
            found.add(name)
    return found


def _rows(elf: Elf, table: Section, budget: Budget) -> Iterator[Symbol]:
    strings = next((each for each in elf.sections if each.number == table.link), None)
    if strings is None:
        return
    names = Paged(elf.blob, strings.start, strings.end, budget)
    layout = elf.layout("IBBHQQ", "IIIBBH")
    end = min(table.end, elf.blob.size)
    for start in range(table.start, end, layout.size * _ROWS):
        data = elf.blob.read(start, min(layout.size * _ROWS, end - start))
        for row in layout.iter_unpack(data[: len(data) // layout.size * layout.size]):
            budget.step()
            if elf.wide:
                place, info, _, section, value, size = row
            else:
                place, value, size, info, _, section = row
            if not place:
                continue
            kind = _KINDS.get(info & 15, "other")
            if section == 0 and kind != "file":
                kind = "import"
            if elf.machine == 40 and kind == "function":
                value &= ~1  # the lowest bit says Thumb
            if name := names.name(place):
                yield name, value, size, kind
