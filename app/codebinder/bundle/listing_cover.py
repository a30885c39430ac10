"""How much of each printed page is masked, counted while rows become pages: from masks and disclosed text alone.

Four numbers a page stay in memory, and the files of which it prints anything as a stretch of the list of all of them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from codebinder.bundle.fonts import Face
from codebinder.bundle.listing_lines import MARKS, MASK_OFF, MASK_ON
from codebinder.model.measure import PageCover

_MASKED = re.compile(f"{MASK_ON}([^{MASK_OFF}]*)")
_FIELDS = 6


class Covers:
    """The figures of all laid-out pages."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._numbers = array("L")
        self.paths: list[str] = []

    def put(self, rows: Sequence[str], body: frozenset[str], more: str, files: tuple[int, int]) -> None:
        """Count one page's rows ("kind␟number␟text"): `body` are the kinds that print a file's lines, `more` the one
        that continues a line; `files` the first and the last of the paths that it prints anything of."""
        cells = hidden = lines = hidden_lines = 0
        counted = masked = False
        for row in rows:
            kind, _, text = row.split("\x1f", 2)
            if kind not in body:
                continue
            if kind != more or not counted:
                lines += 1
                counted, masked = True, False
            cells += self._cells(text.translate(MARKS))
            if MASK_ON in text:
                hidden += sum(self._cells(part) for part in _MASKED.findall(text))
                hidden_lines += not masked
                masked = True
        self._numbers.extend((cells, hidden, lines, hidden_lines, *files))

    def of(self, chosen: Iterable[int]) -> tuple[PageCover, ...]:
        """Give the figures of pages by their numbers in the stream, numbered as they are printed."""
        return tuple(self._cover(number, page) for number, page in enumerate(chosen, start=1))

    def _cover(self, number: int, page: int) -> PageCover:
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
