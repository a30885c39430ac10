"""Ruled tables with aligned columns, drawn row by row: tens of thousands of rows, heads repeated, nothing cut off.

What does not fit its column is broken; a broken path or digest is marked by a small hook drawn in the gutter, so that
nobody takes two pieces for two paths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from codebinder.bundle.fonts import CELL, Face, mono_face, text_face
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import BOTTOM, GREY, RULE, SMALL, Sheet
from codebinder.bundle.words import Words

NOTE = "\x01"
"""Begins a line of a monospaced cell that is a word for people, hence set in the text face."""

_ESCAPE = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Col:
    """One column: `width` in points, `mono` for paths and digests, `right` for numbers, `grey` for the secondary."""

    title: Words
    width: float
    mono: bool = False
    right: bool = False
    size: float = SMALL
    grey: float = 0.0


class Table:
    """A table on a sheet. Columns stand from the left margin with `gap` between them."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Col], *, pitch: float = 10.0, gap: float = 9.0, pad: float = 5.0
    ) -> None:
        self._sheet, self._columns = sheet, tuple(columns)
        self._pitch, self._pad = pitch, pad
        self._lefts: list[float] = []
        left = sheet.left
        for column in columns:
            self._lefts.append(left)
            left += column.width + gap
        self._text, self._mono = text_face(), mono_face()
        self._latin = self._mono.latin(sheet.book.doc)
        self._begun = False

    def row(self, *cells: str, to: Mapping[int, Sequence[str]] = MappingProxyType({})) -> None:
        """Draw one row; a cell's own line ends are kept. A row higher than the page goes on on the next one. `to` says,
        by column, where each line of its cell leads ("" for nowhere)."""
        leads = {at: self._leads(self._columns[at], cells[at], to[at]) for at in to}
        lines = [self._lines(column, cell) for column, cell in zip(self._columns, cells, strict=True)]
        height = max(map(len, lines))
        sheet, pitch = self._sheet, self._pitch
        if not self._begun:  # a head is not left alone at the foot of a page
            self._begun = True
            sheet.need(min(height, 12) * pitch + 34)
            self._head()
        if sheet.y - height * pitch - self._pad < BOTTOM and height * pitch < sheet.top - BOTTOM - 108:
            sheet.new_page()
            self._head()
        done = 0
        while done < height:
            fit = max(1, int((sheet.y - BOTTOM) / pitch))
            self._link(leads, done, min(height, done + fit))
            self._draw(lines, done, min(height, done + fit))
            done += fit
            if done < height:
                sheet.new_page()
                self._head()
        sheet.y -= self._pad
        between = sheet.y + (pitch + self._pad + 0.53 * self._columns[-1].size) / 2
        sheet.rule(between, grey=0.86, weight=0.3)

    def _leads(self, column: Col, cell: str, to: Sequence[str]) -> list[str]:
        """Give where each line as drawn leads."""
        found: list[str] = []
        for part, target in zip(cell.split("\n"), to, strict=False):
            found += [target] * len(self._lines(column, part))
        return found

    def _link(self, leads: Mapping[int, Sequence[str]], first: int, end: int) -> None:
        for at, targets in leads.items():
            for down, target in enumerate(targets[first:end]):
                if target:
                    y = self._sheet.y - down * self._pitch
                    self._sheet.link(self._lefts[at], y - 2.5, self._columns[at].width, self._pitch, target)

    def _draw(self, lines: list[list[tuple[str, bool]]], first: int, end: int) -> None:
        sheet, parts, hooks = self._sheet, ["BT"], list[str]()
        y = sheet.y
        for index, column in enumerate(self._columns):
            left = self._lefts[index]
            parts.append(f"{column.grey:g} g")
            for at, (text, goes_on) in enumerate(lines[index][first:end]):
                height = y - at * self._pitch
                if goes_on:
                    hooks.append(_hook(left - 2.2, height + column.size * 0.3))
                if text:
                    parts.append(self._cell(column, left, height, text))
        parts.append("ET")
        if hooks:
            parts.append(f"q 0.45 w {GREY} G {' '.join(hooks)} Q")
        sheet.draw(" ".join(parts))
        sheet.y -= (end - first) * self._pitch

    def _cell(self, column: Col, left: float, y: float, text: str) -> str:
        if column.mono and text.isascii() and text[0] != NOTE:
            x = left + column.width - len(text) * column.size * CELL if column.right else left
            return f"{self._latin} {column.size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({text.translate(_ESCAPE)}) Tj"
        note = text.startswith(NOTE)
        face = self._mono if column.mono and not note else self._text
        size = max(column.size, 6.6) if note else column.size
        text = text.removeprefix(NOTE)
        x = left + column.width - face.width(text, size) if column.right else left
        runs = " ".join(f"{name} {size:g} Tf ({operand}) Tj" for name, operand in face.runs(text, self._sheet.book.doc))
        return f"1 0 0 1 {x:.2f} {y:.2f} Tm {runs}"

    def _lines(self, column: Col, cell: str) -> list[tuple[str, bool]]:
        """Break a cell into lines; True marks a line that goes on in the midst of something."""
        if not column.mono:
            return [(line, False) for line in broken(self._sheet.safe(cell), column.width, column.size)]
        out: list[tuple[str, bool]] = []
        for part in cell.split("\n"):
            if part.startswith(NOTE):
                shown = self._sheet.safe(part.removeprefix(NOTE))
                out += [(NOTE + line, False) for line in broken(shown, column.width, max(column.size, 6.6))]
                continue
            pieces = _pieces(self._sheet.safe(part, self._mono), column.width, column.size, self._mono)
            out += [(piece, index > 0) for index, piece in enumerate(pieces)]
        return out

    def _head(self) -> None:
        sheet = self._sheet
        titles = [self._title(column) for column in self._columns]
        height = max(map(len, titles)) * 9.0
        sheet.need(height + 3 * self._pitch + 14)
        for left, column, title in zip(self._lefts, self._columns, titles, strict=True):
            for row, line in enumerate(title):
                x = left + column.width - text_width(line, 6.8) if column.right else left
                sheet.put(x, sheet.y - row * 9.0, line, 6.8, grey=GREY)
        sheet.y -= height
        sheet.rule(sheet.y + 3.5, grey=RULE)
        sheet.y -= self._pitch - 2

    def _title(self, column: Col) -> list[str]:
        lines: list[str] = []
        for text in dict.fromkeys(column.title.get(lang) for lang in self._sheet.languages):
            lines += broken(text, column.width, 6.8)
        return lines


def _pieces(text: str, width: float, size: float, face: Face) -> list[str]:
    cell = size * CELL
    if text.isascii():
        columns = max(1, int(width / cell + 1e-6))
        if len(text) <= columns:
            return [text]
        return [text[at : at + columns] for at in range(0, len(text), columns)]
    out: list[str] = []
    line, used = "", 0.0
    for char in text:
        wide = face.em(char) * size
        if used + wide > width and line:
            out.append(line)
            line, used = "", 0.0
        line, used = line + char, used + wide
    return [*out, line]


def _hook(right: float, y: float) -> str:
    left = right - 4
    return f"{left:.2f} {y + 2.4:.2f} m {left:.2f} {y:.2f} l {right:.2f} {y:.2f} l S"
