"""Lines of a document as Qt lays them out: where a byte is drawn, and what is drawn where, CJK and tabs included.

A line is one row, or as many as it needs where lines are wrapped; nothing is laid out before it is seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from codebinder.ui import theme
from codebinder.ui.widgets.document import Document, Row

_CACHE = 600
_ENDLESS = 1e7
_LONG = 800
"""Longer lines, where they run on, have colours only around what is seen of them: each colour costs at every frame."""
_STEP = 256
_IN_ORDER = "\u202d"
"""Has Qt draw what follows from the left to the right, whatever it is: letters that are written the other way would
change places with their neighbours, and a mark would stand beside what it marks."""
_TURNS = frozenset({"R", "AL", "AN"})

Runs = Callable[[int, int], Iterable[tuple[int, int, int]]]
"""Gives the coloured runs between two bytes: first byte, end, and which of the formats."""


class Line:
    """One laid out line."""

    def __init__(self, row: Row, layout: QTextLayout, ahead: int = 0) -> None:
        self.row = row
        self.layout = layout
        self.ahead = ahead
        """UTF-16 units of the layout before the line's own."""
        self.rows = max(1, layout.lineCount())
        """In how many rows it is drawn."""

    def placed(self, row: int = 0) -> QTextLine:
        """One row of the layout; it must not outlive it."""
        return self.layout.lineAt(min(row, self.rows - 1))

    def _unit(self, offset: int) -> int:
        row = self.row
        return self.ahead + (len(row.offsets) - 1 if offset >= row.offsets[-1] else row.unit_at(offset))

    def row_of(self, offset: int) -> int:
        """Give the row in which the byte `offset` is drawn."""
        return 0 if self.rows == 1 else max(0, self.layout.lineForTextPosition(self._unit(offset)).lineNumber())

    def x_of(self, offset: int) -> float:
        """Give where the byte `offset` begins, from the row's left."""
        unit = self._unit(offset)
        placed = self.placed() if self.rows == 1 else self.placed(self.row_of(offset))
        found = placed.cursorToX(unit)
        return float(found[0] if isinstance(found, tuple) else found)

    def offset_at(self, x: float, row: int = 0) -> int:
        """Give the byte whose character begins nearest to `x` in a row."""
        placed = self.placed(row)
        unit = placed.xToCursor(x)
        if row < self.rows - 1 and unit >= placed.textStart() + placed.textLength():
            unit = placed.textStart() + placed.textLength() - 1  # the end of this row is the beginning of the next
        return self._byte(unit)

    def _byte(self, unit: int) -> int:
        return self.row.offsets[max(0, min(unit - self.ahead, len(self.row.offsets) - 1))]

    def row_span(self, row: int) -> tuple[int, int]:
        """Give the bytes that are drawn in a row."""
        if self.rows == 1:
            return self.start, self.end
        placed = self.placed(row)
        first = placed.textStart()
        return self._byte(first), self._byte(first + placed.textLength())

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, float, float]]:
        """Give (row, left, right) for every row in which the bytes `start` to `end` are drawn."""
        if self.rows == 1:
            yield 0, self.x_of(start), self.x_of(end)
            return
        first, last = self.row_of(start), self.row_of(end)
        for row in range(first, last + 1):
            right = self.x_of(end) if row == last else self.placed(row).naturalTextWidth()
            left = self.x_of(start) if row == first else 0.0
            if row == first or right > left:
                yield row, left, right

    @property
    def width(self) -> float:
        """How wide the text of the last row is."""
        return self.placed(self.rows - 1).naturalTextWidth()

    @property
    def start(self) -> int:
        """The line's first byte."""
        return self.row.offsets[0]

    @property
    def end(self) -> int:
        """The byte after the last one that is shown."""
        return self.row.offsets[-1]


class Layouts:
    """Lays lines out when they are asked for, and keeps some hundred of them."""

    def __init__(
        self, document: Document, font: QFont, *, pitch: int = 0, runs: Runs | None = None,
        formats: tuple[QTextCharFormat, ...] = (),
    ) -> None:  # fmt: skip
        self.document = document
        self._font = font
        self._held: dict[int, Line] = {}
        self._tab = QFontMetricsF(font).horizontalAdvance("0") * theme.code_look().tab
        self._pitch = pitch
        self._runs, self._formats = runs, formats
        self.width = 0.0
        """How wide a row may be; 0 where lines are not wrapped."""
        self._seen = (0, _LONG)

    def set_width(self, width: float) -> None:
        """Wrap at this width; 0: not at all."""
        if width != self.width:
            self.width = width
            self._held.clear()

    def set_seen(self, first: int, last: int) -> None:
        """These columns are in view."""
        seen = max(0, first // _STEP - 1) * _STEP, (last // _STEP + 2) * _STEP
        if seen != self._seen:
            self._seen = seen
            for number in [number for number, line in self._held.items() if len(line.row.offsets) > _LONG]:
                del self._held[number]

    def recoloured(self, start: int, end: int) -> None:
        """The colours of these bytes have become known."""
        for number in [number for number, line in self._held.items() if line.start < end and line.end >= start]:
            del self._held[number]

    def line(self, number: int) -> Line:
        """Give line `number` (from 0)."""
        held = self._held.get(number)
        if held is None:
            if len(self._held) > _CACHE:
                self._held.clear()
            held = self._held[number] = self._lay(self.document.row(number))
        return held

    def _lay(self, row: Row) -> Line:
        ahead = 0 if row.text.isascii() or _TURNS.isdisjoint(map(unicodedata.bidirectional, row.text)) else 1
        layout = QTextLayout(_IN_ORDER * ahead + row.text, self._font)
        option = QTextOption()
        wraps = self.width > 0
        mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.NoWrap
        option.setWrapMode(mode)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(self._tab)
        layout.setTextOption(option)
        if self._runs is not None:
            layout.setFormats(list(self._ranges(row, ahead)))
        layout.beginLayout()
        if wraps:
            at = 0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(self.width)
                line.setPosition(QPointF(0, at * self._pitch))
                at += 1
        else:
            layout.createLine().setLineWidth(_ENDLESS)
        layout.endLayout()
        return Line(row, layout, ahead)

    def _ranges(self, row: Row, ahead: int) -> Iterator[QTextLayout.FormatRange]:
        begin, end = row.offsets[0], row.offsets[-1]
        units = len(row.offsets) - 1
        plain = end - begin == units
        if units > _LONG and self.width == 0:
            begin_seen, end = row.offsets[min(self._seen[0], units)], row.offsets[min(self._seen[1], units)]
        else:
            begin_seen = begin
        for start, stop, kind in self._runs(begin_seen, end) if self._runs is not None else ():
            made = QTextLayout.FormatRange()
            made.start = start - begin if plain else row.unit_at(start)
            made.length = (stop - begin if plain else row.unit_at(stop)) - made.start
            made.start += ahead
            made.format = self._formats[kind]
            if made.length > 0:
                yield made

    # -- where the cursor goes

    def beside(self, offset: int, by: int) -> int:
        """Give the byte one character before (`by` -1) or after (1)."""
        number = self.document.line_of(offset)
        row = self.line(number).row
        at = row.unit_at(offset) + by
        if at < 0:
            return self.document.span(number - 1)[1] if number else 0
        if at >= len(row.offsets):
            return self.document.starts[number + 1] if number + 1 < self.document.lines else offset
        while by > 0 and at + 1 < len(row.offsets) and row.offsets[at] == offset:
            at += 1  # the second half of a character beyond the basic plane
        return row.offsets[at]

    def word(self, offset: int) -> tuple[int, int]:
        """Give the word around the byte `offset`."""
        row = self.line(self.document.line_of(offset)).row
        text = _by_units(row.text)
        first = last = min(row.unit_at(offset), len(text))
        while first > 0 and _wordy(text[first - 1]):
            first -= 1
        while last < len(text) and _wordy(text[last]):
            last += 1
        return row.offsets[first], row.offsets[last]

    def word_beside(self, offset: int, by: int) -> int:
        """Give where the word before (`by` -1) or the next one (1) begins; the line's end counts as a place."""
        line = self.line(self.document.line_of(offset))
        text, at = _by_units(line.row.text), line.row.unit_at(offset)
        if (by < 0 and at == 0) or (by > 0 and at >= len(text)):
            return self.beside(offset, by)
        if by > 0:
            at = _while(text, at, 1, _sort(text[at]))
            return line.row.offsets[_while(text, at, 1, " ")]
        at = _while(text, at - 1, -1, " ")
        return line.row.offsets[_while(text, at, -1, _sort(text[at])) + 1] if at >= 0 else line.start


def _by_units(text: str) -> str:
    """Give a text in which every UTF-16 unit is one character."""
    return text if text.isascii() else "".join(c * (2 if ord(c) > 0xFFFF else 1) for c in text)


def _while(text: str, at: int, by: int, sort: str) -> int:
    while 0 <= at < len(text) and _sort(text[at]) == sort:
        at += by
    return at


def _sort(char: str) -> str:
    return " " if char.isspace() else "w" if _wordy(char) else "."


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
