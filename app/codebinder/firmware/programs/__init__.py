"""Reads what a processor runs, and texts that spell its bytes: ELF, PE, Mach-O, Intel HEX, S-records, UF2, vector tables."""

from __future__ import annotations

from codebinder.firmware.programs.elf import ELF
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (ELF,)
