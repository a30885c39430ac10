"""A file as filed becomes printed rows: decoded, tabs expanded, masks marked, what cannot be shown named, wrapped.

Rows carry four marks (control characters, which no row holds otherwise since controls are named): where a mask begins
and ends, and where the name of an unshown character begins and ends. Joining a line's rows, less the marks, gives the
line back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebinder.bundle.fonts import Face, named
from codebinder.bundle.listing_masks import Extent
from codebinder.model.redaction import AsFiled

MASK_ON, MASK_OFF, NAME_ON, NAME_OFF = "\x02", "\x03", "\x04", "\x05"
MARKS = str.maketrans("", "", MASK_ON + MASK_OFF + NAME_ON + NAME_OFF)
_ON = {"mask": MASK_ON, "name": NAME_ON}
_OFF = {"mask": MASK_OFF, "name": NAME_OFF}


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never split over two rows: one character, or the name of one."""

    text: str
    cells: int
    kind: str = ""


def lines_of(file: AsFiled) -> Iterator[tuple[str, Sequence[Extent]]]:
    r"""Give the lines of a text file (LF, CRLF or CR; without their ends) with the masks in each.

    Bytes that are not of the file's encoding appear as \\xNN; a byte order mark is no text.
    """
    masks = mask_places(file)
    codec = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
    stream = io.TextIOWrapper(io.BytesIO(file.data), encoding=codec, errors="backslashreplace", newline=None)
    for number, line in enumerate(stream):
        text = line.removesuffix("\n")
        if number == 0 and text.startswith("\ufeff"):
            text = text[1:]
        yield text, masks.get(number, ())


def mask_places(file: AsFiled) -> Mapping[int, list[Extent]]:
    """Give the masks of a file by line (from 0), from where they stand in the disclosed bytes; one that keeps its
    lines stands on each of them."""
    places: dict[int, list[Extent]] = {}
    for line, extent, _ in _masks(file):
        places.setdefault(line, []).append(extent)
    return places


def mask_numbers(file: AsFiled) -> Mapping[int, set[int]]:
    """Give the numbers of the ranges that are masked on each line (from 0)."""
    numbers: dict[int, set[int]] = {}
    for line, _, ordinal in _masks(file):
        numbers.setdefault(line, set()).add(ordinal)
    return numbers


def _masks(file: AsFiled) -> Iterator[tuple[int, Extent, int]]:
    codec = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
    at = line = column = 0
    for hidden in sorted(file.ranges, key=lambda item: item.offset):
        end = hidden.offset + hidden.length
        kept = _even(file.data[at : hidden.offset].decode(codec, "backslashreplace"))
        ends = (kept.removeprefix("\ufeff") if at == 0 else kept).split("\n")
        line, column = line + len(ends) - 1, len(ends[-1]) + (column if len(ends) == 1 else 0)
        label = hidden.label.split("\n", 1)[0]
        masked = _even(file.data[hidden.offset : end].decode(codec, "backslashreplace")) if hidden.length else ""
        for index, text in enumerate(masked.split("\n") if masked else ()):
            line, column = (line + 1, 0) if index else (line, column)
            for one in re.finditer(re.escape(label), text):
                yield line, (column + one.start(), column + one.end()), hidden.ordinal
            column += len(text)
        if not masked:
            yield line, (column, column + len(label)), hidden.ordinal
        at = end


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_blank(line: str) -> bool:
    """Does a line hold nothing but spaces and tabs?"""
    return not line or not line.strip(" \t\u3000")


def rows_of(line: str, masks: Sequence[Extent], *, columns: int, tab: int, face: Face) -> tuple[list[str], int]:
    """Wrap one line into rows of at most `columns` cells; give them and how many characters were named.

    Wide characters take two cells. Rows break at the last cell, not at words: it is code.
    """
    if not masks and line.isascii():
        plain = line.expandtabs(tab) if "\t" in line else line
        if plain.isprintable():
            if len(plain) <= columns:
                return [plain], 0
            return [plain[at : at + columns] for at in range(0, len(plain), columns)], 0
    if not masks:
        plain = _expanded(line, tab)
        if plain is not None and face.shows_all(plain):
            return _cut(plain, columns, face), 0
    units = list(_units(line, masks, tab, columns, face))
    names = sum(unit.kind == "name" for unit in units)
    return _pack(units, columns), names


def _expanded(line: str, tab: int) -> str | None:
    """Expand tabs where nothing wide stands before the last of them; else give nothing."""
    end = line.rfind("\t") + 1
    if not end:
        return line
    return line[:end].expandtabs(tab) + line[end:] if line[:end].isascii() else None


def _cut(line: str, columns: int, face: Face) -> list[str]:
    if len(line) * 2 <= columns:
        return [line]
    rows: list[str] = []
    begin = used = 0
    for index, char in enumerate(line):
        width = 1 if char < "\x7f" else face.cells(char)
        if used + width > columns and index > begin:
            rows.append(line[begin:index])
            begin, used = index, 0
        used += width
    return [*rows, line[begin:]]


def _units(line: str, masks: Sequence[Extent], tab: int, columns: int, face: Face) -> Iterator[_Unit]:
    column = 0
    for index, char in enumerate(line):
        kind = "mask" if any(first <= index < end for first, end in masks) else ""
        if char == "\t":
            width = tab - column % tab
            yield from (_Unit(" ", 1, kind) for _ in range(width))
        elif face.shows(char):
            width = min(face.cells(char), columns)
            yield _Unit(char, width, kind)
        else:
            text = named(char)
            width = len(text)
            if width <= columns:
                yield _Unit(text, width, "name")
            else:
                yield from (_Unit(letter, 1, "name") for letter in text)
        column += width


def _pack(units: Sequence[_Unit], columns: int) -> list[str]:
    rows: list[str] = []
    parts: list[str] = []
    used, kind = 0, ""
    for unit in units:
        if used + unit.cells > columns:
            parts.append(_OFF.get(kind, ""))
            rows.append("".join(parts))
            parts, used, kind = [], 0, ""
        if unit.kind != kind:
            parts += [_OFF.get(kind, ""), _ON.get(unit.kind, "")]
            kind = unit.kind
        parts.append(unit.text)
        used += unit.cells
    parts.append(_OFF.get(kind, ""))
    rows.append("".join(parts))
    return rows
