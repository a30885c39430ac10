"""Reads what a processor runs, and texts that spell its bytes: ELF, PE, Mach-O, Intel HEX, S-records, UF2, and keys."""

from __future__ import annotations

from codebinder.firmware.programs.credentials import DER, HOST_KEY, PEM, SSH_LINE
from codebinder.firmware.programs.elf import ELF
from codebinder.firmware.programs.lines import HEX, HEX_INSIDE, S_RECORD, S_RECORD_INSIDE
from codebinder.firmware.programs.macho import MACH_O, MACH_O_FAT
from codebinder.firmware.programs.pe import PE
from codebinder.firmware.programs.uf2 import UF2
from codebinder.firmware.programs.vectors import VECTORS, VECTORS_INSIDE
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (
    ELF, HEX, S_RECORD, VECTORS, HEX_INSIDE, S_RECORD_INSIDE, UF2, PE, MACH_O, MACH_O_FAT, DER, PEM, SSH_LINE, HOST_KEY,
    VECTORS_INSIDE,
)  # fmt: skip
