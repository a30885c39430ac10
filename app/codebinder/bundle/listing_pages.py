"""Rows become pages while they come in: the page arithmetic of a listing, and the spool that keeps memory flat.

A page is full when it holds the template's number of lines, counted as the template says (`physical`: every line of
the file, `non_blank`: those that are not blank, `wrapped`: every printed row), or when there is no room for another
row. File headings take room and are never counted. An excerpt keeps only pages that it may still print.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from codebinder.bundle.listing_cover import Covers
from codebinder.errors import Bug
from codebinder.model.template_pages import Listing

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

    def chosen(self) -> Iterator[tuple[int, bytes]]:
        """Give the records to be printed with their numbers in the stream."""
        ...

    def numbers(self) -> Sequence[int]:
        """Give the numbers of these pages in the stream."""
        ...

    def close(self) -> None: ...


class Counted:
    """No page at all: for a look at how much would be printed. What an excerpt would choose is told by its rules."""

    def __init__(self, listing: Listing) -> None:
        self._excerpt = ExcerptStore(listing) if listing.mode == "excerpt" else None
        self._total = 0

    def put(self, record: bytes) -> None:
        """Count a page."""
        self._total += 1
        if self._excerpt is not None:
            self._excerpt.put(record[:0])

    def chosen(self) -> Iterator[tuple[int, bytes]]:
        """Give nothing: no page is kept."""
        return iter(())

    def numbers(self) -> Sequence[int]:
        """Give the numbers of the pages that would be printed."""
        return self._excerpt.numbers() if self._excerpt is not None else range(1, self._total + 1)

    def close(self) -> None:
        """Let go of nothing."""


class Spool:
    """All pages, in a temporary file of the private folder."""

    def __init__(self, folder: Path) -> None:
        self._file = cast("BinaryIO", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  (closed by `close`)
        self._sizes = array("L")

    def put(self, record: bytes) -> None:
        """Keep a page."""
        self._file.write(record)
        self._sizes.append(len(record))

    def chosen(self) -> Iterator[tuple[int, bytes]]:
        """Give all pages."""
        self._file.seek(0)
        for number, size in enumerate(self._sizes, start=1):
            yield number, self._file.read(size)

    def numbers(self) -> Sequence[int]:
        """Give the numbers of all pages."""
        return range(1, len(self._sizes) + 1)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


class ExcerptStore:
    """The first and the last pages of a stream, or all of it where it is short; nothing else is kept."""

    def __init__(self, listing: Listing) -> None:
        self._first = _segment(listing, "start")
        self._last = _segment(listing, "end")
        self._whole = max(listing.whole_below_pages - 1, self._first + self._last)
        self._head: list[bytes] = []
        self._tail: deque[bytes] = deque(maxlen=max(self._whole, 1))
        self._total = 0

    def put(self, record: bytes) -> None:
        """Keep a page for as long as it may be printed."""
        self._total += 1
        if len(self._head) < self._first:
            self._head.append(record)
        self._tail.append(record)

    @property
    def is_whole(self) -> bool:
        """Is the stream so short that all of it is printed?"""
        return self._total <= self._whole

    @property
    def count(self) -> int:
        """How many pages are printed."""
        return self._total if self.is_whole else self._first + self._last

    def chosen(self) -> Iterator[tuple[int, bytes]]:
        """Give the pages of the segments."""
        tail = list(self._tail)
        before = self._total - len(tail)
        if self.is_whole:
            yield from ((before + index, record) for index, record in enumerate(tail, start=1))
            return
        yield from enumerate(self._head, start=1)
        for index, record in enumerate(tail, start=1):
            if before + index > self._total - self._last:
                yield before + index, record

    def numbers(self) -> Sequence[int]:
        """Give the numbers of the segments' pages."""
        if self.is_whole:
            return range(1, self._total + 1)
        return (*range(1, self._first + 1), *range(self._total - self._last + 1, self._total + 1))

    def close(self) -> None:
        """Let go of the pages."""
        self._head.clear()
        self._tail.clear()


def _segment(listing: Listing, origin: str) -> int:
    return sum(part.pages for part in listing.segments if part.origin == origin and part.stream == "source")


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

    def line(self, number: str, rows: list[str], *, blank: bool, noted: list[int] | None = None) -> None:
        """Take one line of the current file; `noted` takes the number of the page that each of its rows stands on."""
        wrapped = self._count == "wrapped"
        counts = not (blank and self._count == "non_blank")
        if counts and self._counted >= self._lines:
            self.end_page()
        kind = LINE
        for row in rows:
            if len(self._rows) >= self._room or (wrapped and self._counted >= self._lines):
                self.end_page()
            self._begin_page()
            self._last = self._at
            self._rows.append(f"{kind}\x1f{number}\x1f{row}")
            if noted is not None:
                noted.append(self.pages + 1)
            if counts and (wrapped or kind == LINE):
                self._counted += 1
            kind, number = MORE, ""

    def end_page(self) -> None:
        """Close the page in work, if there is one."""
        if not self._rows:
            return
        head = "\x1f".join([self._begins, *self._files])
        self._store.put("\n".join([head, *self._rows]).encode("utf-8", "surrogatepass"))
        if self._covers is not None:
            self._covers.put(self._rows, BODY, MORE, (self._first, self._last))
        self.pages += 1
        self._rows, self._files, self._counted, self._begins = [], [], 0, ""

    def _begin_file(self, path: str) -> None:
        self._path = path
        self._at += 1
        if self._covers is not None:
            self._covers.paths.append(path)

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
