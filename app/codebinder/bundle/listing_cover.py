"""How much of each printed page is masked, counted while rows become pages: from masks and disclosed text alone.

Four numbers a page stay in memory, and the files of which it prints anything as a stretch of the list of all of them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import overload

from codebinder.bundle.fonts import Face
from codebinder.bundle.listing_lines import MARKS, MASK_OFF, MASK_ON, NAME_ON
from codebinder.model.measure import PageCover

_MASKED = re.compile(f"{MASK_ON}([^{MASK_OFF}]*)")
_FIELDS = 6


class PageCovers(Sequence[PageCover]):
    """The figures of the printed pages, made as they are asked for: a kernel's listing has 800,000 pages."""

    def __init__(self, covers: Covers, chosen: Sequence[int], first: int) -> None:
        self._covers, self._chosen, self._first = covers, chosen, first

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, index: int) -> PageCover: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PageCover]: ...

    def __getitem__(self, index: int | slice) -> PageCover | Sequence[PageCover]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = range(len(self._chosen))[index]
        return self._covers.cover(self._first + at, self._chosen[at])


class Covers:
    """The figures of all laid-out pages. `row` is the room that every printed row has at least, in cells: where masks
    are drawn over whole rows, half of a page that is black is half of it only if the other rows count whole, too."""

    def __init__(self, face: Face, *, row: int = 0) -> None:
        self._face, self._row = face, row
        self._numbers = array("I")
        self.paths: list[str] = []

    def put(self, rows: Sequence[str], body: frozenset[str], more: str, files: tuple[int, int]) -> None:
        """Count one page's rows ("kind␟number␟text"): `body` are the kinds that print a file's lines, `more` the one
        that continues a line; `files` the first and the last of the paths that it prints anything of."""
        cells = hidden = lines = hidden_lines = 0
        counted = masked = False
        for row in rows:
            kind = row[0]
            if kind not in body:
                continue
            if kind != more or not counted:
                lines += 1
                counted, masked = True, False
            begin = row.index("\x1f", 2) + 1
            if row.isascii() and MASK_ON not in row and NAME_ON not in row:
                cells += max(len(row) - begin, self._row)
                continue
            text = row[begin:]
            cells += max(self._cells(text.translate(MARKS)), self._row)
            if MASK_ON in text:
                hidden += sum(self._cells(part) for part in _MASKED.findall(text))
                hidden_lines += not masked
                masked = True
        self._numbers.extend((cells, hidden, lines, hidden_lines, *files))

    def hidden(self, chosen: Sequence[int]) -> bool:
        """Does any of these pages carry a mask?"""
        return any(self._numbers[(page - 1) * _FIELDS + 1] for page in chosen)

    def of(self, chosen: Sequence[int], *, first: int = 1) -> PageCovers:
        """Give the figures of pages by their numbers in the stream, numbered as they are printed, from `first` on."""
        return PageCovers(self, chosen, first)

    def cover(self, number: int, page: int) -> PageCover:
        """Give the figures of one page of the stream, printed as `number`."""
        at = (page - 1) * _FIELDS
        cells, hidden, lines, hidden_lines, first, last = self._numbers[at : at + _FIELDS]
        return PageCover(
            number=number,
            cells=cells,
            hidden_cells=hidden,
            lines=lines,
            hidden_lines=hidden_lines,
            paths=tuple(self.paths[first : last + 1]),
        )

    def _cells(self, text: str) -> int:
        return len(text) if text.isascii() else sum(map(self._face.cells, text))
