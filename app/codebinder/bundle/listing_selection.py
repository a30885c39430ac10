"""Listings of chosen lines: the ranges that a table of the form names, and how much of the source they come to.

A row of the table is a path ("component/path", or the path alone where one source has it), a first and a last line. The
ranges are printed in the listing's order, whatever the table's: files by component and path, lines ascending; ranges
that meet are one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast

from codebinder.model.template_pages import Listing
from codebinder.model.text import Message

COLUMNS = ("path", "first", "last")
_NUMBER = re.compile(r"[0-9]{1,9}")

Range = tuple[int, int]
"""First and last line, both included."""


@dataclass(slots=True)
class _Row:
    """One row of the table: where it stands in the table, and in how many sources its file was found."""

    number: int
    path: str
    first: int
    last: int
    found: int = 0
    lines: int = 0


class Selection:
    """The ranges of one listing. Files are asked for in the listing's order; `faults` is complete after the last."""

    def __init__(self, answer: str) -> None:
        self._rows: list[_Row] = []
        self._faults: list[Message] = []
        self._by_path: dict[str, list[_Row]] = {}
        for number, cells in enumerate(_table(answer), start=1):
            self._take(number, cells)

    def _take(self, number: int, cells: Mapping[str, object]) -> None:
        path, first, last = (str(cells.get(name, "")).strip() for name in COLUMNS)
        if not path or not _NUMBER.fullmatch(first) or not _NUMBER.fullmatch(last) or not 1 <= int(first) <= int(last):
            self._faults.append(
                Message("fault.pages.selection-row", {"row": number, "path": path, "first": first, "last": last})
            )
            return
        row = _Row(number, path, int(first), int(last))
        self._rows.append(row)
        self._by_path.setdefault(path, []).append(row)

    def of(self, component: str, path: str) -> list[Range]:
        """Give the ranges of one file, ascending and apart from each other."""
        rows = [*self._by_path.get(f"{component}/{path}", ()), *self._by_path.get(path, ())]
        for row in rows:
            row.found += 1
        out: list[Range] = []
        for row in sorted(rows, key=lambda row: (row.first, row.last)):
            if out and row.first <= out[-1][1] + 1:
                out[-1] = out[-1][0], max(out[-1][1], row.last)
            else:
                out.append((row.first, row.last))
        return out

    def ended(self, component: str, path: str, lines: int) -> None:
        """Say how many lines a file has."""
        for row in (*self._by_path.get(f"{component}/{path}", ()), *self._by_path.get(path, ())):
            row.lines = max(row.lines, lines)

    @property
    def faults(self) -> tuple[Message, ...]:
        """Give what of the table cannot be printed."""
        return tuple(self._all())

    def _all(self) -> Iterator[Message]:
        yield from self._faults
        if not self._rows and not self._faults:
            yield Message("fault.pages.selection-empty")
        for row in self._rows:
            if not row.found:
                yield Message("fault.pages.selection-path", {"row": row.number, "path": row.path})
            elif row.found > 1:
                yield Message("fault.pages.selection-sources", {"row": row.number, "path": row.path})
            elif row.last > row.lines:
                params = {"row": row.number, "path": row.path, "last": row.last, "lines": row.lines}
                yield Message("fault.pages.selection-lines", params)


def _table(answer: str) -> list[Mapping[str, object]]:
    try:
        parsed: object = json.loads(answer) if answer.strip() else []
    except ValueError:
        return []
    rows = cast("list[object]", parsed) if isinstance(parsed, list) else []
    return [cast("Mapping[str, object]", row) for row in rows if isinstance(row, dict)]


class Runs:
    """How many printed pages the longest unbroken stretch of source reaches over: lines that follow one another in a
    file, and from the end of a file to the begin of the next one. Where pages are chosen, pages that follow one
    another in the source."""

    def __init__(self) -> None:
        self.longest = 0
        self._first = self._last = 0
        self._open = False

    def line(self, page: int) -> None:
        """Take the next printed line, which stands on `page` (from 1)."""
        if not self._open:
            self._first, self._open = page, True
        self._last = page
        self.longest = max(self.longest, self._last - self._first + 1)

    def gap(self) -> None:
        """Say that something of the source is left out here."""
        self._open = False

    @classmethod
    def of_pages(cls, pages: Sequence[int]) -> Runs:
        """Give the runs of chosen pages (ascending numbers of the stream)."""
        runs, before = cls(), 0
        for page in pages:
            if page != before + 1:
                runs.gap()
            runs.line(page)
            before = page
        return runs


def caps_faults(
    listing: Listing, answers: Mapping[str, str], *, pages: int, longest: int, source_pages: int
) -> tuple[Message, ...]:
    """Say which caps the printed pages pass, with the figures; a cap that nobody gave a number for is none."""
    if listing.caps is None:
        return ()
    found: list[Message] = []
    consecutive, total = _cap(answers, listing.caps.consecutive), _cap(answers, listing.caps.total)
    percent = _cap(answers, listing.caps.percent)
    if consecutive is not None and longest > consecutive:
        found.append(Message("fault.pages.cap-consecutive", {"pages": longest, "most": str(consecutive)}))
    if total is not None and pages > total:
        found.append(Message("fault.pages.cap-total", {"pages": pages, "most": str(total)}))
    if percent is not None and source_pages and pages * 100 > percent * source_pages:
        share = (Decimal(pages) * 100 / source_pages).quantize(Decimal("0.01"))
        params = {"pages": pages, "source": source_pages, "share": str(share), "most": str(percent)}
        found.append(Message("fault.pages.cap-percent", params))
    return tuple(found)


def _cap(answers: Mapping[str, str], name: str) -> Decimal | None:
    text = answers.get(name, "").strip() if name else ""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
