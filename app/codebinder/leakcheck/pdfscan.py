"""Searches a PDF: its streams and strings as they stand in the file, and what a reader of PDFs shows of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Protocol

from codebinder.errors import UserError
from codebinder.leakcheck import recoding
from codebinder.leakcheck.containers import Budget
from codebinder.leakcheck.pdfstreams import PDF_BUDGET, strings
from codebinder.leakcheck.pdfstreams import streams as packed_streams
from codebinder.leakcheck.pdftext import (
    PdfContent,
    body_text,
    earlier_states,
    numbers_gone,
    read_pdf,
    windows,
)
from codebinder.leakcheck.searcher import Searcher, Sight
from codebinder.model.ports import Cancel

_AT_ONCE = 1 << 20
_OUTER = 8 << 20
"""Of the file outside its streams so much is read for strings."""


class Looking(Protocol):
    """What a scan of a PDF needs of the inspector of members."""

    searcher: Searcher
    cancel: Cancel

    def search(self, label: str, place: str, data: bytes, *, source: bool = False, base: int = 0) -> None:
        """Search bytes."""
        ...

    def note(self, sights: Iterable[Sight], label: str, place: str, *, source: bool, base: int = 0) -> None:
        """Take sights down."""
        ...

    def packed(self, label: str, inner: Iterable[tuple[str, bytes]], budget: Budget, depth: int) -> None:
        """Search files within."""
        ...

    def say(self, label: str, sentence: str) -> None:
        """List something that was not searched."""
        ...


class PdfScan:
    """One PDF, looked at by one inspector."""

    def __init__(self, by: Looking, label: str, budget: Budget, depth: int) -> None:
        self._by = by
        self._label = label
        self._budget = budget
        self._depth = depth

    def look(self, data: bytes) -> None:
        """Search all of the document, its earlier states too."""
        self._streams(data)
        content = self._read(data)
        if content is None:
            return
        self._shown(content)
        if content.unlocked and content.unlocked != data:
            self._streams(content.unlocked)
        for state in earlier_states(data):
            earlier = self._read(state)
            if earlier is not None:
                self._shown(earlier)

    def _streams(self, data: bytes) -> None:
        """Search every stream, and the strings of each: a text may be broken into many of them, or escaped."""
        budget = Budget(PDF_BUDGET if self._depth == 0 else max(self._budget.left, 0))
        waiting: list[bytes] = strings(data[:_OUTER]) if len(data) <= _OUTER else []
        held = 0
        try:
            for offset, stream in packed_streams(data, budget, lambda text: self._by.say(self._label, text)):
                self._by.cancel.check()
                self._by.search(self._label, "PDF stream", stream, base=offset)
                if stream.lstrip()[:1] == b"<":
                    for place, text in recoding.texts(stream, recoding.Marks(stream)):
                        self._by.search(self._label, f"PDF {place}", text)
                if b"Tj" in stream or b"TJ" in stream or b"<<" in stream:
                    waiting += strings(stream)
                    held += len(stream)
                if held > _AT_ONCE:
                    self._strings(waiting)
                    waiting, held = waiting[-50:], 0
        except UserError as error:
            self._by.say(self._label, error.message)
        self._strings(waiting)

    def _strings(self, waiting: Sequence[bytes]) -> None:
        by = self._by
        joined = b"".join(waiting)
        if not joined:
            return
        by.note(by.searcher.look_squeezed(joined.decode("utf-8", "replace")), self._label, "PDF strings", source=False)

    def _read(self, data: bytes) -> PdfContent | None:
        try:
            return read_pdf(data, cancel=self._by.cancel)
        except UserError as error:
            self._by.say(self._label, error.message)
            return None

    def _shown(self, content: PdfContent) -> None:
        for first, pages in windows(content.pages):
            self._by.cancel.check()
            self._window(first, pages)
        for place, text in content.texts:
            self._by.search(self._label, place, text.encode("utf-8", "replace"))
            self._by.note(self._by.searcher.look_squeezed(text), self._label, place, source=False)
        self._by.packed(self._label, content.attachments, self._budget, self._depth)

    def _window(self, first: int, pages: Sequence[str]) -> None:
        by = self._by
        pieces = [page.encode("utf-8", "replace") for page in pages]
        starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
        found = by.searcher.look(b"\n".join(pieces), "utf-8")
        sights = [replace(sight, squeezed=True) for sight in found]  # a page tells little about white space
        for sight in sights:
            page = bisect_right(starts, sight.start)
            by.note([sight], self._label, f"page {first + page}", source=False, base=-starts[page - 1])
        known = {(sight.line, sight.redactions) for sight in sights}
        body = body_text(pages)
        for text in dict.fromkeys((body, "\n".join(pages), numbers_gone(body))):
            more = [sight for sight in by.searcher.look_squeezed(text) if (sight.line, sight.redactions) not in known]
            known |= {(sight.line, sight.redactions) for sight in more}
            by.note(more, self._label, "pages, over line or page breaks", source=False)
