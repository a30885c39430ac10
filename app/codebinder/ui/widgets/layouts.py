"""Lines of a document as Qt lays them out: where a byte is drawn, and what is drawn where, CJK and tabs included."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from codebinder.ui.widgets.document import Document, Row

_CACHE = 600
_TAB = 8


class Line:
    """One laid out line."""

    def __init__(self, row: Row, layout: QTextLayout) -> None:
        self.row = row
        self.layout = layout

    @property
    def placed(self) -> QTextLine:
        """The line of the layout; it must not outlive it."""
        return self.layout.lineAt(0)

    def x_of(self, offset: int) -> float:
        """Give where the byte `offset` begins, from the line's left."""
        row = self.row
        unit = len(row.offsets) - 1 if offset >= row.offsets[-1] else row.unit_at(offset)
        found = self.placed.cursorToX(unit)
        return float(found[0] if isinstance(found, tuple) else found)

    def offset_at(self, x: float) -> int:
        """Give the byte whose character begins nearest to `x`."""
        return self.row.offsets[min(self.placed.xToCursor(x), len(self.row.offsets) - 1)]

    @property
    def width(self) -> float:
        """How wide the text is."""
        return self.placed.naturalTextWidth()

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

    def __init__(self, document: Document, font: QFont) -> None:
        self.document = document
        self._font = font
        self._held: dict[int, Line] = {}
        self._tab = QFontMetricsF(font).horizontalAdvance("0") * _TAB

    def line(self, number: int) -> Line:
        """Give line `number` (from 0)."""
        held = self._held.get(number)
        if held is None:
            if len(self._held) > _CACHE:
                self._held.clear()
            held = self._held[number] = self._lay(self.document.row(number))
        return held

    def _lay(self, row: Row) -> Line:
        layout = QTextLayout(row.text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(self._tab)
        layout.setTextOption(option)
        layout.beginLayout()
        layout.createLine().setLineWidth(1e7)
        layout.endLayout()
        return Line(row, layout)

    # -- where the cursor goes

    def above_or_below(self, offset: int, lines: int) -> int:
        """Give the byte at the same height of the line that is `lines` further down."""
        number = self.document.line_of(offset)
        x = self.line(number).x_of(offset)
        return self.line(max(0, min(self.document.lines - 1, number + lines))).offset_at(x)

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
        text = row.text if row.text.isascii() else "".join(c * (2 if ord(c) > 0xFFFF else 1) for c in row.text)
        first = last = min(row.unit_at(offset), len(text))
        while first > 0 and _wordy(text[first - 1]):
            first -= 1
        while last < len(text) and _wordy(text[last]):
            last += 1
        return row.offsets[first], row.offsets[last]


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
