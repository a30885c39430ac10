"""Symbols of a program in an image, whatever its format: what a tie to the source compares with the source's names."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.firmware.programs.elf_layout import MAGIC, read_elf
from codebinder.firmware.programs.elf_symbols import Symbol, elf_symbols
from codebinder.firmware.programs.macho import MAGICS, macho_symbols
from codebinder.firmware.programs.pe import pe_symbols
from codebinder.firmware.reading import Blob, Budget, Slice


def symbols(blob: Blob, start: int, end: int, budget: Budget) -> Iterator[Symbol]:
    """Give (name, address, size, kind) of what the program that stands from `start` to `end` names; nothing where no
    program stands there. `kind` is "function", "object", "section", "file", "thread", "import" or "other"; size is 0
    where it is not told. Names stand as the source has them, or mangled."""
    inner = Slice(blob, start, end)
    head = inner.read(0, 4)
    if head == MAGIC:
        elf = read_elf(inner, 0, budget)
        if elf is not None:
            yield from elf_symbols(elf, budget)
    elif head in MAGICS:
        yield from macho_symbols(inner, budget)
    elif head[:2] == b"MZ":
        yield from pe_symbols(inner, budget)
