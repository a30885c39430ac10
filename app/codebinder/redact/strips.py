"""The visible strip of a blocked page: which columns of a hidden place stay to be read, and how its masks keep in line.

Columns are those of a printed page: a tab reaches to the next multiple of eight, a wide character takes two; what only
partly stands within the strip is hidden. A strip is left on the lines that a place takes in whole, where these are two
or more: words within a line are hidden whole. From where a value (or another place) begins on such a line, all of the
line is hidden, since what follows would stand at a column that tells the value's length. Blanks that end a line are
hidden too, and its masks stand at the same columns on every line, so that they tell nothing of how long it is.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codebinder.base import encoding as encodings
from codebinder.model.redaction import MaskStyle, RedactionKind, Span
from codebinder.model.template import RedactionPolicy
from codebinder.redact.places import bare_line, mark_size, widen
from codebinder.redact.spans import Piece

TAB = 8
_BLANKS = " \t"
_FEWEST = 2
"""A place of fewer whole lines is words, not a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The columns that stay visible: `columns` of them from `first` on."""

    first: int
    columns: int

    @staticmethod
    def of(policy: RedactionPolicy) -> Strip | None:
        """Give the strip that a template's policy asks for; None where its masks leave none."""
        if policy.mask != MaskStyle.STRIP:
            return None
        return Strip(first=policy.strip_from, columns=policy.strip_columns)

    @property
    def end(self) -> int:
        """Give the first column behind the strip."""
        return self.first + self.columns

    def window(self, text: str, *, whole: bool = True) -> tuple[int, int]:
        """Give which characters of a line stay visible (first, end); none where these are equal.

        The last character of a line is hidden unless `whole`: where nothing behind it is.
        """
        column, first, end = 0, 0, 0
        most = len(text) if whole else len(text) - 1
        for index, char in enumerate(text):
            if column >= self.end or index >= most:
                break
            width = _cells(char, column)
            if column >= self.first and column + width <= self.end:
                first, end = (first if end else index), index + 1
            column += width
        while end > first and text[end - 1] in _BLANKS:
            end -= 1
        return (first, end) if end > first else (0, 0)

    def cut(self, content: bytes, encoding: str, *, whole: bool = True) -> tuple[int, int]:
        """Give the same as `window` for a line's bytes; nothing stays visible of what is not of the encoding."""
        codec = "utf-8" if encoding == "utf-8-sig" else encoding
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            return 0, 0
        first, end = self.window(text, whole=whole)
        head, seen = text[:first].encode(codec), text[:end].encode(codec)
        return (len(head), len(seen)) if content.startswith(seen) else (0, 0)


def _cells(char: str, column: int) -> int:
    if char == "\t":
        return TAB - column % TAB
    return 2 if char >= "\u1100" and unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _width(text: str) -> int:
    column = 0
    for char in text:
        column += _cells(char, column)
    return column


class _Lines:
    """The lines of one file, by number from 0."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self.data, self.encoding = data, encoding
        self._starts = encodings.line_starts(data, encoding)
        self._mark = mark_size(data, encoding)

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def bounds(self, line: int) -> tuple[int, int, int]:
        """Give where a line's text begins and ends, and where the next line begins."""
        start, after = self._starts[line], len(self.data)
        if line + 1 < len(self._starts):
            after = self._starts[line + 1]
        if not line:
            start = self._mark
        return start, max(start, bare_line(self.data, self.encoding, start, after)), after

    def within(self, start: int, end: int) -> range:
        """Give the lines that a range touches."""
        return range(self.at(start), max(bisect_left(self._starts, end), 1))

    def whole(self, start: int, end: int) -> list[int]:
        """Give the lines of which a range takes in all text, where these make a page."""
        bounds = ((line, self.bounds(line)) for line in self.within(start, end))
        found = [line for line, (first, last, _) in bounds if start <= first and last <= end]
        return found if len(found) >= _FEWEST else []


def split(strip: Strip, data: bytes, encoding: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Give `pieces` with every place less what its strip leaves visible."""
    pieces = list(pieces)
    if encoding == "binary" or not any(piece.kind is RedactionKind.PLACE for piece in pieces):
        return pieces
    lines = _Lines(data, encoding)
    reach: dict[int, int] = {}  # whole lines, and how far the places that take them in reach
    first: dict[int, int] = {}  # where something that is hidden whole begins on a line
    for piece in pieces:
        start, end = widen(data, encoding, piece.start, piece.end)
        whole = lines.whole(start, end) if piece.kind is RedactionKind.PLACE else []
        for line in whole:
            reach[line] = max(end, reach.get(line, 0))
        for line in set(lines.within(start, end)).difference(whole) if start < end else ():
            first[line] = min(max(start, lines.bounds(line)[0]), first.get(line, len(data)))
    windows = list(_windows(strip, lines, reach, first))
    starts = [start for start, _ in windows]
    return [
        each
        for piece in pieces
        for each in (_less(piece, windows, starts) if piece.kind is RedactionKind.PLACE else (piece,))
    ]


def _windows(strip: Strip, lines: _Lines, reach: dict[int, int], first: dict[int, int]) -> Iterator[tuple[int, int]]:
    for line in sorted(reach):
        start, end, _ = lines.bounds(line)
        until = min(end, first.get(line, end))
        hidden_after = until < end or reach[line] > end
        low, high = strip.cut(lines.data[start:until], lines.encoding, whole=hidden_after)
        if low < high:
            yield start + low, start + high


def _less(piece: Piece, windows: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Piece]:
    done = piece.start
    for start, end in windows[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
        if end <= piece.end:
            if start > done:
                yield replace(piece, start=done, end=start)
            done = end
    if done < piece.end:
        yield replace(piece, start=done)


class Layout:
    """The masks of one file with strips: what stands for a span, line by line."""

    def __init__(self, strip: Strip, lines: _Lines, whole: frozenset[int]) -> None:
        self._strip, self._lines, self._whole = strip, lines, whole

    @staticmethod
    def of(
        strip: Strip, data: bytes, encoding: str, spans: Sequence[Span], places: Sequence[tuple[int, int]]
    ) -> Layout | None:
        """Give the layout of a file whose `places` leave strips; None where nothing of it does."""
        if encoding == "binary" or not spans:
            return None
        lines = _Lines(data, encoding)
        whole = frozenset(line for place in places for line in lines.whole(*widen(data, encoding, *place)))
        return Layout(strip, lines, whole) if whole else None

    def mask(self, label: str, span: Span) -> bytes:
        """Give the bytes that stand for a span: every line end as it was, and masks where they stand on any line."""
        lines, at, out = self._lines, span.start, list[bytes]()
        codec = lines.encoding if lines.encoding.startswith("utf-16") else "ascii"
        for line in lines.within(span.start, span.end):
            _, last, after = lines.bounds(line)
            end = min(after, span.end)
            out += [self._text(label, line, at, end).encode(codec), lines.data[max(at, last) : end]]
            at = end
        return b"".join(out)

    def _text(self, label: str, line: int, at: int, end: int) -> str:
        first, last, _ = self._lines.bounds(line)
        if line not in self._whole:
            return label
        strip = self._strip
        left = label if strip.first else ""
        if at > first and end < last:
            return label
        if at > first:
            return " " * max(0, strip.end - self._column(first, at)) + label
        if end < last:
            return left + " " * max(0, self._column(first, end) - strip.first)
        return left + " " * strip.columns + label

    def _column(self, first: int, offset: int) -> int:
        return _width(encodings.decode(self._lines.data[first:offset], self._lines.encoding))


def hidden_lines(strip: Strip, value: bytes, encoding: str) -> tuple[bytes, ...]:
    """Give what a place of these bytes hides on each of its lines, and the lines that it does not show whole.

    From the place alone: what a value on a line hides beyond that is not told.
    """
    out: dict[bytes, None] = {}
    for start, end, low, high in _told(strip, value, encoding):
        parts = [value[start:low], value[high:end]]
        if low == high or any(parts):
            parts.append(value[start:end])
        out.update(dict.fromkeys(part for part in parts if part))
    return tuple(out)


def visible(strip: Strip, value: bytes, encoding: str) -> tuple[tuple[int, int], ...]:
    """Give what a place of these bytes may leave visible, as offsets within it; in doubt more than it does."""
    return tuple((low, high) for _, _, low, high in _told(strip, value, encoding) if low < high)


def _told(strip: Strip, value: bytes, encoding: str) -> Iterator[tuple[int, int, int, int]]:
    """Give each line of a place: where its text begins and ends, and between where it may be visible."""
    if encoding == "binary" or not value:
        return
    lines = _Lines(value, encoding)
    page = bool(lines.whole(0, len(value)))
    for line in lines.within(0, len(value)):
        start, end, _ = lines.bounds(line)
        low, high = strip.cut(value[start:end], encoding) if page else (0, 0)
        yield start, end, start + low, start + high
