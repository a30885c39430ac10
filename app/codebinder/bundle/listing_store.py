"""Where laid-out pages wait until it is known which are printed: a file for all, memory for an excerpt's own."""

from __future__ import annotations

import tempfile
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from codebinder.bundle.excerpt import whole_up_to
from codebinder.model.template_pages import Listing, Stream


class Counted:
    """No page at all: for a look at how much would be printed."""

    def put(self, record: bytes) -> None:
        """Keep nothing."""

    def chosen(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Give nothing: no page is kept."""
        del numbers
        return iter(())

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

    def chosen(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Give these pages, which come in ascending order."""
        self._file.seek(0)
        at = 0
        for number in numbers:
            if number - 1 > at:
                self._file.seek(sum(self._sizes[at : number - 1]), 1)
            at = number
            yield number, self._file.read(self._sizes[number - 1])

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


class ExcerptStore:
    """The pages that an excerpt may still print; nothing else is kept.

    Those are the first ones, a window over the last ones, stretches whose beginning is known, and, while the place that
    an answer names is looked for in a file, the pages of that file.
    """

    def __init__(self, listing: Listing) -> None:
        own = [each for each in listing.segments if each.stream == Stream.SOURCE]
        last = max((each.pages for each in own if each.origin == "end"), default=0)
        self._first = max((each.pages for each in own if each.origin == "start"), default=0)
        self._tail: deque[bytes] = deque(maxlen=max(whole_up_to(listing, Stream.SOURCE), last, 1))
        self._kept: dict[int, bytes] = {}
        self._held: dict[int, bytes] = {}
        self._windows: list[tuple[int, int]] = []
        self._holding = False
        self._total = 0

    def put(self, record: bytes) -> None:
        """Keep a page for as long as it may be printed."""
        self._total += 1
        number = self._total
        if number <= self._first or any(first <= number <= last for first, last in self._windows):
            self._kept[number] = record
        elif self._holding:
            self._held[number] = record
        self._tail.append(record)

    def hold(self) -> None:
        """Keep every page from now on, until `release`."""
        self._holding = True

    def want(self, first: int, last: int) -> None:
        """Keep these pages, where they are held or still to come."""
        self._windows.append((first, last))
        self._kept |= {number: record for number, record in self._held.items() if first <= number <= last}

    def release(self) -> None:
        """Let go of what was held and is not wanted."""
        self._holding = False
        self._held.clear()

    def chosen(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Give these pages."""
        before = self._total - len(self._tail)
        tail = dict(enumerate(self._tail, start=before + 1))
        for number in numbers:
            yield number, tail[number] if number > before else self._kept[number]

    def close(self) -> None:
        """Let go of the pages."""
        self._kept.clear()
        self._held.clear()
        self._tail.clear()
