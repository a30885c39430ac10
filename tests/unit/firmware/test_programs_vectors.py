"""The table that a Cortex-M program begins with is told from other numbers."""

from __future__ import annotations

import hashlib
import random
import struct
from pathlib import Path

import pytest

from codebinder.firmware.front import read_image
from codebinder.firmware.reading import Memory
from codebinder.model.firmware import RegionKind, account, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.outside_tools import made
from helpers.program_images import find, sure

FORM = "Cortex-M vector table"
START = b"""
.syntax unified
.section .vectors, "a"
.word 0x20005000, reset+1, other+1, other+1, other+1, other+1, other+1
.word 0, 0, 0, 0, other+1, other+1, 0, other+1, other+1
.rept 40
.word irq+1
.endr
.word 0, 0, last+1
.text
.thumb
reset: b reset
other: b other
irq: nop
 b irq
last: b last
.rept 300
 movs r0, #1
.endr
"""


def image(folder: Path, base: int) -> bytes:
    """Let the assembler and the linker make what a programmer writes to flash."""
    (folder / "a.s").write_bytes(START)
    (folder / "a.ld").write_text(f"SECTIONS {{ . = {base:#x}; .all : {{ *(.vectors) *(.text) }} }}")
    made("arm-none-eabi-as", "-mcpu=cortex-m3", "-mthumb", "-o", "a.o", "a.s", cwd=folder)
    made("arm-none-eabi-ld", "-T", "a.ld", "-o", "a", "a.o", cwd=folder)
    made("arm-none-eabi-objcopy", "-O", "binary", "a", "a.bin", cwd=folder)
    return (folder / "a.bin").read_bytes()


@pytest.mark.parametrize("base", [0, 0x08000000, 0x10000100, 0x60002000])
def test_the_table_is_found_at_the_beginning_and_behind_a_loader(tmp_path: Path, base: int) -> None:
    data = image(tmp_path, base)
    size = 4 * (16 + 43)
    found = sure(FORM, data)
    assert (found.start, found.end) == (0, size)
    said = dict(found.facts)
    assert (said["initial stack pointer"], said["vectors"], said["interrupts used"]) == ("0x20005000", "59", "41")
    assert said["entry"] == f"0x{base + size:08x}"
    behind = random.Random(4).randbytes(0x4000) + data
    assert sure(FORM, behind, 0x4000).end == 0x4000 + size


def test_a_table_of_one_that_fills_its_sum_is_found(tmp_path: Path) -> None:
    words = list(struct.unpack("<59I", image(tmp_path, 0)[:236]))
    words[0], words[7] = 0x10008000, 0
    words[7] = -sum(words[:7]) & 0xFFFFFFFF
    assert find(FORM, struct.pack("<59I", *words) + bytes(2000)) is not None
    words[7] += 4
    assert find(FORM, struct.pack("<59I", *words) + bytes(2000)) is None


@pytest.mark.parametrize(
    ("entry", "value"),
    [(0, 0x20005001), (0, 0x50000000), (1, 0x100), (3, 0x40000001), (7, 12), (8, 99), (14, 0), (2, 0x05000001)],
)
def test_one_number_that_does_not_agree_is_enough(tmp_path: Path, entry: int, value: int) -> None:
    words = list(struct.unpack("<59I", image(tmp_path, 0)[:236]))
    assert find(FORM, struct.pack("<59I", *words) + bytes(2000)) is not None
    words[entry] = value
    assert find(FORM, struct.pack("<59I", *words) + bytes(2000)) is None


def test_a_table_without_its_code_is_none(tmp_path: Path) -> None:
    assert find(FORM, image(tmp_path, 0)[:236]) is None
    for data in (b"", bytes(64), b"\xff" * 64, struct.pack("<I", 0x20000400) * 16, random.Random(2).randbytes(64)):
        assert find(FORM, data) is None


@pytest.mark.parametrize("form", ["ihex", "srec", "elf"])
def test_the_table_is_found_in_what_a_text_spells_and_in_a_program(tmp_path: Path, form: str) -> None:
    data = image(tmp_path, 0x08000000)
    made("arm-none-eabi-objcopy", "-O", form if form != "elf" else "elf32-littlearm", "a", "out", cwd=tmp_path)
    packed = (tmp_path / "out").read_bytes()
    analysis = read_image(Memory(packed), name=b"out", progress=NoProgress(), cancel=NeverCancel())
    (table,) = [each for each in analysis.nodes if each.format == FORM]
    held = analysis.nodes[table.parent]
    assert (held.size, table.start, table.size) == (len(data), 0, 236)
    assert held.sha256 == hashlib.sha256(data).hexdigest()
    if form == "elf":
        assert account(stretches(analysis))[RegionKind.KNOWN] == len(packed)
