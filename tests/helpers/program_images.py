"""Reads programs, texts that spell memory, and keys, as the walk would, to compare with what a tool put in."""

from __future__ import annotations

import lzma
from pathlib import Path

from codebinder.firmware.programs import READERS
from codebinder.firmware.reading import Found, Memory
from helpers.boot_images import ample, checked

GOLDEN = Path(__file__).parents[1] / "golden" / "programs"
SOURCE = b"""
int table[64] = {1, 2, 3};
const char banner[] = "Example Agent 1.4.2";
static int hidden(int x) { return x * 3 + table[x & 7]; }
int shown(int x) { return hidden(x) + banner[x & 7]; }
void _start(void) { shown(3); for (;;) { } }
"""
ASSEMBLY = b"""
.text
.globl _start
.type _start, %function
_start: nop
 b _start
.size _start, . - _start
.globl shown
.type shown, %function
shown: nop
 nop
.size shown, . - shown
.section .rodata
.globl banner
.type banner, %object
banner: .asciz "Example Agent 1.4.2"
.size banner, . - banner
.data
.balign 4
.globl table
.type table, %object
table: .word 1, 2, 3
.space 500
.size table, . - table
"""


def find(form: str, data: bytes, at: int = 0) -> Found | None:
    """Read a format at a place: by every reader whose magic stands there, or that needs none."""
    blob = Memory(data)
    for reader in READERS:
        stands = any(data.startswith(magic, at + off) for magic, off in reader.magics) or (reader.first and not at)
        if stands and not at % reader.align:
            found = reader.read(blob, at, ample())
            if found is not None and found.format == form:
                return checked(data, found, found.start)
    return None


def sure(form: str, data: bytes, at: int = 0) -> Found:
    """Read what is there for certain."""
    found = find(form, data, at)
    assert found is not None
    return found


def golden(name: str) -> bytes:
    """Give a program that no tool here makes: `agent.dll` (clang, lld-link, llvm-rc, signed by osslsigncode with a key
    that was thrown away) and `agent.macho` (clang, ld64.lld, llvm-lipo)."""
    return lzma.decompress((GOLDEN / f"{name}.xz").read_bytes())


def mutated(data: bytes, changes: list[tuple[int, bytes]], length: int) -> bytes:
    """Give bytes with some written over, cut to a length."""
    held = bytearray(data)
    for place, value in changes:
        at = place % len(held)
        held[at : at + len(value)] = value[: len(held) - at]
    return bytes(held[: max(1, length)])
