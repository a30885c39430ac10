"""UF2: blocks of 512 bytes that boards take as files on a disk, each with its address and, mostly, its family."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.firmware.programs.common import facts, listed, missing
from codebinder.firmware.programs.spelled import Laid, Memory, Spell
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check
from codebinder.model.text import Message

_MAGIC = b"UF2\nWQ]\x9e"
_END = b"\x30\x6f\xb1\x0a"
_BLOCK = 512
_HEAD = struct.Struct("<8sIIIIII")
_MOST_SUMS = 2000
_MOST_FAMILIES = 32
_ASIDE, _CONTAINER, _FAMILY, _MD5, _TAGS = 0x1, 0x1000, 0x2000, 0x4000, 0x8000
FAMILIES = {
    0x00FF6919: "STM32L4", 0x04240BDF: "STM32L5", 0x16573617: "ATmega32", 0x1851780A: "SAML21", 0x1B57745F: "NRF52",
    0x1C5F21B0: "ESP32", 0x1E1F432D: "STM32L1", 0x202E3A91: "STM32L0", 0x21460FF0: "STM32WL", 0x2ABC77EC: "LPC55",
    0x300F5633: "STM32G0", 0x31D228C6: "GD32F350", 0x4C71240A: "STM32G4", 0x4E8F1C5D: "STM32H5",
    0x4FB2D5BD: "MIMXRT10XX", 0x53B80F00: "STM32F7", 0x55114460: "SAMD51", 0x57755A57: "STM32F4",
    0x5EE21072: "STM32F1", 0x621E937A: "NRF52833", 0x647824B6: "STM32F0", 0x68ED2B88: "SAMD21", 0x6B846188: "STM32F3",
    0x6D0922FA: "STM32F407", 0x6DB66082: "STM32H7", 0x70D16653: "STM32WB", 0x7EAB61ED: "ESP8266", 0x7F83E793: "KL32L2",
    0x8FB060FE: "STM32F407VG", 0xADA52840: "NRF52840", 0xBFDD4EEE: "ESP32-S2", 0xC47E5767: "ESP32-S3",
    0xD42BA06C: "ESP32-C3", 0xE48BFF56: "RP2040", 0xE48BFF57: "RP2 absolute", 0xE48BFF58: "RP2 data",
    0xE48BFF59: "RP2350 Arm secure", 0xE48BFF5A: "RP2350 RISC-V", 0xE48BFF5B: "RP2350 Arm non-secure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Block:
    flags: int
    address: int
    data: bytes
    number: int
    total: int
    family: int


@dataclass(slots=True)
class _Family:
    """What one family's blocks spell. Numbers are counted, not kept: a file may have millions of blocks."""

    memory: Memory = field(default_factory=Memory)
    total: int = 0
    blocks: int = 0
    following: int = 0
    jumps: int = 0


def _block(data: bytes) -> _Block | None:
    if len(data) < _BLOCK or data[-4:] != _END:
        return None
    magic, flags, place, size, number, total, family = _HEAD.unpack_from(data)
    if magic != _MAGIC or size > _BLOCK - 36:
        return None
    return _Block(flags, place, data[32 : 32 + size], number, total, family if flags & _FAMILY else 0)


def _blocks(blob: Blob, at: int) -> Iterator[tuple[int, _Block]]:
    while True:
        piece = blob.read(at, _BLOCK * 128)
        for start in range(0, len(piece) - _BLOCK + 1, _BLOCK):
            block = _block(piece[start : start + _BLOCK])
            if block is None:
                return
            yield at + start, block
        if len(piece) < _BLOCK * 128:
            return
        at += len(piece)


def _read(blob: Blob, at: int, budget: Budget) -> Found | None:
    families: dict[int, _Family] = {}
    checks: list[tuple[int, int]] = []
    aside, flags, end = 0, 0, at
    for start, block in _blocks(blob, at):
        budget.step()
        end = start + _BLOCK
        flags |= block.flags
        if block.flags & _MD5 and len(checks) < _MOST_SUMS:
            checks.append((start + 492, start + 508))
        if block.flags & (_ASIDE | _CONTAINER):
            aside += 1
            continue
        held = families.get(block.family)
        if held is None and len(families) >= _MOST_FAMILIES:
            aside += 1
            continue
        held = held or families.setdefault(block.family, _Family())
        held.memory.add(block.address, len(block.data), start)
        held.blocks += 1
        held.total = block.total
        held.jumps += block.number != held.following
        held.following = block.number + 1
    if end == at:
        return None
    rest = blob.read(end, _BLOCK)
    faults: list[Message] = []
    if rest[:8] == _MAGIC and len(rest) < _BLOCK:
        faults.append(missing(_BLOCK - len(rest)))
        end += len(rest)
    return _found(blob, (at, end), families, faults, checks, _words(aside, flags))


def _words(aside: int, flags: int) -> tuple[tuple[str, str], ...]:
    return facts(
        ("blocks not for flash", aside or ""),
        ("file container", "yes" if flags & _CONTAINER else ""),
        ("extension tags", "yes" if flags & _TAGS else ""),
    )


def _found(
    blob: Blob, place: tuple[int, int], families: dict[int, _Family], faults: list[Message],
    checks: list[tuple[int, int]], words: tuple[tuple[str, str], ...],
) -> Found:  # fmt: skip
    at, end = place
    laid = {family: Laid(held.memory, _speller(blob, family, end)) for family, held in families.items()}
    told: list[tuple[str, str]] = []
    for family, each in laid.items():
        held = families[family]
        faults += each.faults()
        lost = max(held.total - held.blocks, 0)
        if lost or held.jumps:
            faults.append(Message("firmware.fault.blocks", {"count": max(lost, held.jumps), "total": held.total}))
        told += each.facts() if len(laid) == 1 else [(f"{key} ({_name(family)})", text) for key, text in each.facts()]

    def members() -> Iterator[Member]:
        for family, each in laid.items():
            label = b"memory" if len(laid) == 1 else _name(family).replace(" ", "-").encode()
            yield from each.members(label)

    return Found(
        start=at, end=end, format="UF2", faults=tuple(faults), members=members,
        facts=(*facts(("family", listed(_name(each) for each in families)), ("blocks", (end - at) // _BLOCK)), *told,
               *words),
        checks=tuple(Check(name="md5", start=start, end=stop, covers=((at, end),)) for start, stop in checks),
    )  # fmt: skip


def _name(family: int) -> str:
    return FAMILIES.get(family, f"0x{family:08x}") if family else ""


def _speller(blob: Blob, family: int, end: int) -> Spell:
    def spell(at: int) -> Iterator[bytes]:
        for start, block in _blocks(blob, at):
            if start >= end:
                return
            if block.family == family and not block.flags & (_ASIDE | _CONTAINER):
                yield block.data

    return spell


UF2 = Reader(format="UF2", read=_read, magics=((_MAGIC, 0),))
