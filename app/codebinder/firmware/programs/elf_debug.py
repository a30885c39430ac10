"""What debugging information (DWARF) says of a program's sources: names, folders, the compiler and its options.

Only the first entry of each unit is read: it stands for one source file, and costs the same however large the unit is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.programs.common import Facts, Paged, facts, listed, plain
from codebinder.firmware.programs.elf_layout import Elf
from codebinder.firmware.reading import Budget

_COMPRESSED = 0x800
_MOST_UNITS = 20_000
_MOST_ATTRIBUTES = 64
_HEAD = 512
_TABLE = 4096
_MOST_SHAPES = 200
_MOST_SHAPED = 4 << 20
"""Bytes of tables of shapes that are read of one file: honest units need a few hundred each."""
_NAME, _FOLDER, _PRODUCER = 0x03, 0x1B, 0x25
_FIXED = {0x0B: 1, 0x05: 2, 0x06: 4, 0x07: 8, 0x0C: 1, 0x11: 1, 0x12: 2, 0x13: 4, 0x14: 8, 0x20: 8, 0x1E: 16, 0x19: 0,
          0x25: 1, 0x26: 2, 0x27: 3, 0x28: 4, 0x29: 1, 0x2A: 2, 0x2B: 3, 0x2C: 4}  # fmt: skip
"""Bytes of the forms that always have the same number of them."""
_OFFSETS = {0x0E, 0x17, 0x1F, 0x10, 0x1D}
_LEB = {0x0D, 0x0F, 0x15, 0x1A, 0x1B, 0x22, 0x23}
_BLOCKS = {0x0A: 1, 0x03: 2, 0x04: 4}
_STRING, _POINTED, _LINE_POINTED, _IMPLICIT, _EXPRESSION, _BLOCK = 0x08, 0x0E, 0x1F, 0x21, 0x18, 0x09


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file as the compiler was given it."""

    name: str
    folder: str
    producer: str


class _Unread(Exception):
    """A unit is not what it should be."""


class _Cursor:
    """Reads numbers of a few bytes, one after the other."""

    def __init__(self, data: bytes, order: str, at: int = 0) -> None:
        self.data, self.at = data, at
        self._little = order == "<"

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little" if self._little else "big")

    def take(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise _Unread
        self.at += size
        return self.data[self.at - size : self.at]

    def leb(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
            shift += 7
        raise _Unread

    def text(self) -> bytes:
        end = self.data.find(b"\0", self.at)
        if end < 0:
            raise _Unread
        found = self.data[self.at : end]
        self.at = end + 1
        return found


class _Debug:
    """The sections that units refer to."""

    def __init__(self, elf: Elf, budget: Budget) -> None:
        self.elf = elf
        self._held = {
            name: Paged(elf.blob, each.start, each.end, budget)
            for name in (b".debug_info", b".debug_abbrev", b".debug_str", b".debug_line_str")
            if (each := elf.section(name)) is not None and not each.flags & _COMPRESSED
        }
        self._left = _MOST_SHAPED
        self._shapes: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def read(self, section: bytes, at: int, size: int) -> bytes:
        held = self._held.get(section)
        return held.read(at, size) if held is not None else b""

    def size(self, section: bytes) -> int:
        held = self._held.get(section)
        return held.end - held.start if held is not None else 0

    def name(self, section: bytes, at: int) -> bytes:
        held = self._held.get(section)
        return held.name(at) if held is not None else b""

    def shape(self, table: int, code: int) -> list[tuple[int, int]]:
        """Give the attributes and forms of an entry; a unit's own stands among the first of its table."""
        if (table, code) not in self._shapes:
            if self._left < 0:
                raise _Unread
            cursor = _Cursor(self.read(b".debug_abbrev", table, _TABLE), self.elf.order)
            for _ in range(_MOST_SHAPES):
                before = cursor.at
                stands, found = _shape(cursor)
                self._left -= cursor.at - before
                if stands == code:
                    break
            else:
                raise _Unread
            if len(self._shapes) >= _MOST_UNITS:
                return found
            self._shapes[table, code] = found
        return self._shapes[table, code]


def _shape(cursor: _Cursor) -> tuple[int, list[tuple[int, int]]]:
    """Read the next row of a table of shapes."""
    code = cursor.leb()
    if not code:
        raise _Unread
    cursor.leb()
    cursor.take(1)
    found: list[tuple[int, int]] = []
    for _ in range(_MOST_ATTRIBUTES):
        attribute, form = cursor.leb(), cursor.leb()
        if form == _IMPLICIT:
            cursor.leb()
        if not attribute and not form:
            break
        found.append((attribute, form))
    return code, found


def units(elf: Elf, budget: Budget) -> Iterator[Unit]:
    """Give the units in order; nothing more behind one that can't be read."""
    debug = _Debug(elf, budget)
    at, size = 0, debug.size(b".debug_info")
    for _ in range(_MOST_UNITS):
        if at >= size:
            return
        budget.step(16)
        try:
            length, unit = _unit(debug, at)
        except _Unread:
            return
        if unit is not None:
            yield unit
        at += length


def _unit(debug: _Debug, at: int) -> tuple[int, Unit | None]:
    cursor = _Cursor(debug.read(b".debug_info", at, _HEAD), debug.elf.order)
    length, wide = cursor.number(4), 4
    if length == 0xFFFF_FFFF:
        length, wide = cursor.number(8), 8
    whole = cursor.at + length
    version = cursor.number(2)
    if not 2 <= version <= 5 or length < 8:
        raise _Unread
    if version == 5:
        kind, pointer, table = cursor.number(1), cursor.number(1), cursor.number(wide)
        if kind not in {1, 3}:  # parts of types and split files name no source
            return whole, None
    else:
        table, pointer = cursor.number(wide), cursor.number(1)
    values: dict[int, bytes] = {}
    try:
        for attribute, form in debug.shape(table, cursor.leb()):
            value = _value(debug, cursor, form, wide, pointer)
            if value is not None:
                values[attribute] = value
    except _Unread:
        pass  # what was read before counts
    name, folder, producer = (plain(values.get(each, b"")) for each in (_NAME, _FOLDER, _PRODUCER))
    return whole, Unit(name, folder, producer) if name or producer else None


def _value(debug: _Debug, cursor: _Cursor, form: int, wide: int, pointer: int) -> bytes | None:
    """Give an attribute's text; None for what is none, which is passed over."""
    if form == _STRING:
        return cursor.text()
    if form in {_POINTED, _LINE_POINTED}:
        section = b".debug_str" if form == _POINTED else b".debug_line_str"
        return debug.name(section, cursor.number(wide))
    if form in _FIXED:
        cursor.take(_FIXED[form])
    elif form in _OFFSETS:
        cursor.take(wide)
    elif form in _LEB:
        cursor.leb()
    elif form == 0x01:
        cursor.take(pointer)
    elif form in _BLOCKS:
        cursor.take(cursor.number(_BLOCKS[form]))
    elif form in {_EXPRESSION, _BLOCK}:
        cursor.take(cursor.leb())
    elif form != _IMPLICIT:
        raise _Unread
    return None


def debug_facts(elf: Elf, budget: Budget) -> Facts:
    """Tell the sources by name, their folders, and the compilers with their options. Nothing of what is not linked yet:
    its texts are named by relocations."""
    found = list(units(elf, budget)) if elf.kind != 1 else []
    return facts(
        ("sources", len(found) or ""),
        ("source names", listed(each.name for each in found)),
        ("source folders", listed(each.folder for each in found)),
        ("built with", listed(each.producer for each in found)),
    )
