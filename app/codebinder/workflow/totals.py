"""How many characters and lines files have, and how many of them are hidden, counted whenever a file is read anyway
and kept while the workbook is open, so that a measure after a gesture reads nothing for itself.
"""

from __future__ import annotations

from typing import NamedTuple

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.model.measure import Measure
from codebinder.model.redaction import Span
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
        self._hidden: dict[tuple[str, tuple[Span, ...]], Measure] = {}
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

    def hide(self, entry: SourceEntry, data: bytes, encoding: str, spans: tuple[Span, ...]) -> Measure:
        """Measure a file that was read and of which `spans` are hidden, unless that is known."""
        key = (entry.key, spans)
        measure = self._hidden.get(key)
        if measure is None:
            self.counted += 1
            measure = self._hidden[key] = redact.measure(data, encoding, spans)
        return measure

    def hidden(self, entry: SourceEntry, spans: tuple[Span, ...]) -> Measure | None:
        """Give the measure of a file of which `spans` are hidden; None where it has not been taken."""
        return self._hidden.get((entry.key, spans))


def _chars(data: bytes, encoding: str) -> int:
    if encoding in {"binary", "latin-1"} or (data.isascii() and not encoding.startswith("utf-16")):
        return len(data)
    return len(encodings.decode(data, encoding))
