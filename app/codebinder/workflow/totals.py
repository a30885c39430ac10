"""How many characters and lines files have, counted once for each content and kept while the workbook is open.

They are the same whatever is hidden, so a measure after a gesture reads only files in which something else is hidden.
"""

from __future__ import annotations

from typing import NamedTuple

from codebinder.base import encoding as encodings
from codebinder.model.source import SourceEntry


class Total(NamedTuple):
    """Characters and lines of one original; of one that is no text, bytes count as characters."""

    chars: int
    lines: int


class Totals:
    """The totals by content key. Threads may share it: each writes what any other would."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._held: dict[tuple[str, int], Total] = {}
        self.counted = 0
        """How many files were counted; what is held is not counted again."""

    def get(self, entry: SourceEntry) -> Total | None:
        """Give a file's total; None where its content has not been counted."""
        return self._held.get((entry.key, entry.size))

    def of(self, entry: SourceEntry) -> Total:
        """Give the total of a file that was counted."""
        return self._held[entry.key, entry.size]

    def note(self, entry: SourceEntry, data: bytes, encoding: str) -> Total:
        """Count a file that was read, unless it is known."""
        key = (entry.key, entry.size)
        total = self._held.get(key)
        if total is None:
            self.counted += 1
            total = self._held[key] = Total(_chars(data, encoding), encodings.line_count(data, encoding))
        return total


def _chars(data: bytes, encoding: str) -> int:
    if encoding in {"binary", "latin-1"} or (data.isascii() and not encoding.startswith("utf-16")):
        return len(data)
    return len(encodings.decode(data, encoding))
