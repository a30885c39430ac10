"""Rows become pages while they come in: the page arithmetic of a listing.

A page is full when it holds the template's number of lines, counted as the template says (`physical`: every line of
the file, `non_blank`: those that are not blank, `wrapped`: every printed row), or when there is no room for another
row. File headings take room and are never counted.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from codebinder.bundle.listing_cover import Covers
from codebinder.errors import Bug

HEADING, HEADING_MORE, NOTE, NOTE_MORE, LINE, MORE, SPACE = "H", "h", "N", "n", "L", "l", "S"
"""Kinds of row: a file's path, a remark in place of its text, a line of it; what continues these; an empty row."""

CONTINUED = frozenset({HEADING_MORE, NOTE_MORE, MORE})
BODY = frozenset({LINE, MORE})

COUNTS = ("physical", "non_blank", "wrapped")


@dataclass(frozen=True, slots=True)
class Page:
    """One laid-out page: its number in the stream (from 1), the path that it begins with, the files that begin on it
    as (row, path), and its rows as (kind, number of the line or "", text)."""

    number: int
    path: str
    files: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, str, str], ...]


class PageStore(Protocol):
    """Where finished pages wait until the total is known."""

    def put(self, record: bytes) -> None: ...

    def chosen(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Give the records of these pages (ascending numbers of the stream) with their numbers."""
        ...

    def close(self) -> None: ...


@dataclass(slots=True)
class LineCounts:
    """The lines that were laid out, in each of the ways in which lines are counted."""

    physical: int = 0
    non_blank: int = 0
    wrapped: int = 0


class PageFacts:
    """Where each laid-out page begins and ends, and how many lines on it count: five numbers a page."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self.paths: list[str] = []

    def put(self, counted: int, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Note a page: its first and its last line, each as the number of its file and its number in the file."""
        self._numbers.extend((counted, *first, *last))

    def __len__(self) -> int:
        """How many pages the stream has."""
        return len(self._numbers) // 5

    def counted(self, page: int) -> int:
        """How many lines count on a page of the stream (from 1)?"""
        return self._numbers[(page - 1) * 5]

    def begins(self, page: int) -> tuple[str, int]:
        """Give the file and the line that a page begins with; line 0 where it shows none."""
        return self._place(page, 1)

    def ends(self, page: int) -> tuple[str, int]:
        """Give the file and the line that a page ends with."""
        return self._place(page, 3)

    def _place(self, page: int, at: int) -> tuple[str, int]:
        file, line = self._numbers[(page - 1) * 5 + at : (page - 1) * 5 + at + 2]
        return self.paths[file], line


class Paginator:
    """Takes rows, fills pages, hands each finished page to the store."""

    def __init__(self, store: PageStore, *, lines: int, count: str, rows: int, covers: Covers | None = None) -> None:
        if count not in COUNTS:
            raise Bug(f"unknown way to count lines: {count!a}")
        self._store = store
        self._lines, self._count, self._room = lines, count, rows
        self._rows: list[str] = []
        self._files: list[str] = []
        self._counted = 0
        self._path = ""
        self._begins = ""
        self._covers = covers
        self._at = self._first = self._last = -1
        self._top = self._foot = (-1, 0)
        self.facts, self.counts = PageFacts(), LineCounts()
        if covers is not None:
            covers.paths = self.facts.paths
        self.pages = 0

    def heading(self, path: str, rows: list[str], remark: list[str]) -> None:
        """Begin a file with a heading (no rows: without one); it never stands alone at the foot of a page."""
        self._begin_file(path)
        if rows:
            space = 1 if self._rows else 0
            if len(self._rows) + space + len(rows) + 1 > self._room or self._counted >= self._lines:
                self.end_page()
                space = 0
            self._rows += [f"{SPACE}\x1f\x1f"] * space
        self._note_begin(path)
        kinds = [HEADING, *[HEADING_MORE] * len(rows)][: len(rows)] + [NOTE, *[NOTE_MORE] * len(remark)][: len(remark)]
        for kind, row in zip(kinds, [*rows, *remark], strict=True):
            if len(self._rows) >= self._room:
                self.end_page()
            self._begin_page()
            self._rows.append(f"{kind}\x1f\x1f{row}")

    def unheaded(self, path: str) -> None:
        """Begin a file without a heading."""
        self._begin_file(path)
        if self._counted >= self._lines or len(self._rows) >= self._room:
            self.end_page()
        self._note_begin(path)

    def line(
        self, number: str, rows: list[str], *, blank: bool, index: int = 0, noted: list[int] | None = None
    ) -> None:
        """Take one line of the current file, its line `index`; `noted` takes the number of the page that each of its
        rows stands on."""
        wrapped = self._count == "wrapped"
        counts = not (blank and self._count == "non_blank")
        if counts and self._counted >= self._lines:
            self.end_page()
        held = self.counts
        held.physical += 1
        held.non_blank += not blank
        held.wrapped += len(rows)
        kind, place = LINE, (self._at, index)
        for row in rows:
            if len(self._rows) >= self._room or (wrapped and self._counted >= self._lines):
                self.end_page()
            self._begin_page()
            self._last = self._at
            if self._top[0] < 0:
                self._top = place
            self._rows.append(f"{kind}\x1f{number}\x1f{row}")
            if noted is not None:
                noted.append(self.pages + 1)
            if counts and (wrapped or kind == LINE):
                self._counted += 1
            kind, number = MORE, ""
            self._foot = place

    def end_page(self) -> None:
        """Close the page in work, if there is one."""
        if not self._rows:
            return
        head = "\x1f".join([self._begins, *self._files])
        self._store.put("\n".join([head, *self._rows]).encode("utf-8", "surrogatepass"))
        if self._covers is not None:
            self._covers.put(self._rows, BODY, MORE, (self._first, self._last))
        shown = self._top[0] >= 0
        first = self._top if shown else (self._first, 0)
        self.facts.put(self._counted, first, self._foot if shown else (self._last, 0))
        self._top = self._foot = (-1, 0)
        self.pages += 1
        self._rows, self._files, self._counted, self._begins = [], [], 0, ""

    def _begin_file(self, path: str) -> None:
        self._path = path
        self._at += 1
        self.facts.paths.append(path)

    def _begin_page(self) -> None:
        if not self._rows and not self._begins:
            self._begins, self._first = self._path, self._at

    def _note_begin(self, path: str) -> None:
        self._begin_page()
        self._last = self._at
        self._files.append(f"{len(self._rows)}:{path}")


def read_page(number: int, record: bytes) -> Page:
    """Give a page as it was put into the store."""
    head, *rows = record.decode("utf-8", "surrogatepass").split("\n")
    path, *files = head.split("\x1f")
    begins = (item.split(":", 1) for item in files)
    split = (row.split("\x1f", 2) for row in rows)
    return Page(
        number=number,
        path=path,
        files=tuple((int(row), name) for row, name in begins),
        rows=tuple((kind, mark, text) for kind, mark, text in split),
    )
