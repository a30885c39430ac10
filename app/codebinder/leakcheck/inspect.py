"""Looks for every needle in one member of the output, and in whatever is packed inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from codebinder.errors import UserError
from codebinder.leakcheck.containers import MAX_DEPTH, Budget, is_container, unpack
from codebinder.leakcheck.pdftext import PdfContent, body_text, is_pdf, read_pdf, streams, windows
from codebinder.leakcheck.searcher import Searcher, Sight
from codebinder.model.package import LeakHit
from codebinder.model.ports import Cancel
from codebinder.model.text import shown

_TAG = re.compile(rb"<[^<>]*>")
_ESCAPED = re.compile(rb"=([0-9A-F]{2})")


@dataclass(slots=True)
class Findings:
    """What one or more members gave. `suspects`: lines of places, leaks unless they stand in a disclosed source."""

    hits: list[LeakHit] = field(default_factory=list[LeakHit])
    suspects: list[tuple[Sight, LeakHit]] = field(default_factory=list[tuple[Sight, LeakHit]])
    in_source: set[str] = field(default_factory=set[str])
    unsearched: list[str] = field(default_factory=list[str])
    members: int = 0
    size: int = 0

    def add(self, other: Findings) -> None:
        """Take in what another look gave."""
        self.hits += other.hits
        self.suspects += other.suspects
        self.in_source |= other.in_source
        self.unsearched += other.unsearched
        self.members += other.members
        self.size += other.size


class Inspector:
    """Inspects members one by one; one object a thread, sharing the compiled searcher."""

    def __init__(self, searcher: Searcher, *, cancel: Cancel) -> None:
        self._searcher = searcher
        self._cancel = cancel
        self.found = Findings()

    def name(self, label: str, raw: bytes, number: int, *, member: str = "") -> str:
        """Search a member's name, as it is and with the safe names' escapes undone; give how to call the member.

        A name that shows something hidden is itself a secret: such a member is called by its number.
        """
        decoded = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), raw)
        sights = [sight for name in {raw, decoded} for sight in self._searcher.look(name)]
        if not sights:
            return label
        called = f"{member}member {number}"
        self._note(sights, called, "name", source=False)
        return called

    def data(self, label: str, data: bytes, *, source: bool = False, worth: bool = True) -> None:
        """Search a member's bytes; of a `source`, its lines are disclosed. Not `worth` it: only what is inside."""
        if worth:
            self._bytes(label, "bytes", data, source=source)
        self._inside(label, data, Budget(), 0)

    def stretch(self, label: str, data: bytes, base: int, *, source: bool) -> None:
        """Search a part of a member that is too large to be looked at whole; `base` is the part's offset."""
        self._bytes(label, "bytes", data, source=source, base=base)

    def _bytes(self, label: str, place: str, data: bytes, *, source: bool = False, base: int = 0) -> None:
        self._note(self._searcher.look(data), label, place, source=source, base=base)

    def _inside(self, label: str, data: bytes, budget: Budget, depth: int) -> None:
        if is_pdf(data):
            self._pdf(label, data, budget, depth)
        elif is_container(data):
            if depth >= MAX_DEPTH:
                self.found.unsearched.append(f"{label}: it is packed too deeply.")
                return
            try:
                self._packed(label, unpack(data, budget), budget, depth)
            except UserError as error:
                self.found.unsearched.append(f"{label}: {error.message}")

    def _packed(self, label: str, inner: Iterable[tuple[str, bytes]], budget: Budget, depth: int) -> None:
        for number, (untrusted_name, data) in enumerate(inner, start=1):
            self._cancel.check()
            raw = untrusted_name.encode("utf-8", "surrogateescape")
            called = self.name(f"{label}/{shown(untrusted_name)}", raw, number, member=f"{label}/")
            self._bytes(called, "bytes", data)
            if data.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):  # office programs cut texts into runs anywhere
                self._bytes(called, "text", _TAG.sub(b"", data))
            self._inside(called, data, budget, depth + 1)

    def _pdf(self, label: str, data: bytes, budget: Budget, depth: int) -> None:
        try:
            for offset, stream in streams(data):
                self._cancel.check()
                self._bytes(label, "PDF stream", stream, base=offset)
        except UserError as error:
            self.found.unsearched.append(f"{label}: {error.message}")
        try:
            content = read_pdf(data, cancel=self._cancel)
        except UserError as error:
            self.found.unsearched.append(f"{label}: {error.message}")
            return
        self._pages(label, content)
        for place, text in content.texts:
            self._bytes(label, place, text.encode("utf-8", "replace"))
            self._note(self._searcher.look_squeezed(text), label, place, source=False)
        if content.attachments and depth < MAX_DEPTH:
            self._packed(label, content.attachments, budget, depth)

    def _pages(self, label: str, content: PdfContent) -> None:
        for first, pages in windows(content.pages):
            self._cancel.check()
            self._window(label, first, pages)

    def _window(self, label: str, first: int, pages: Sequence[str]) -> None:
        pieces = [page.encode("utf-8", "replace") for page in pages]
        starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
        found = self._searcher.look(b"\n".join(pieces), "utf-8")
        sights = [replace(sight, squeezed=True) for sight in found]  # a page tells little about white space
        for sight in sights:
            page = bisect_right(starts, sight.start)
            self._note([sight], label, f"page {first + page}", source=False, base=-starts[page - 1])
        known = {(sight.line, sight.redactions) for sight in sights}
        for text in (body_text(pages), "\n".join(pages)):
            more = [
                sight for sight in self._searcher.look_squeezed(text) if (sight.line, sight.redactions) not in known
            ]
            known |= {(sight.line, sight.redactions) for sight in more}
            self._note(more, label, "pages, over line or page breaks", source=False)

    def _note(self, sights: Iterable[Sight], label: str, place: str, *, source: bool, base: int = 0) -> None:
        for sight in sights:
            if sight.line and source:
                self.found.in_source.add(sight.line)
                continue
            for redaction in sight.redactions:
                hit = LeakHit(
                    redaction=redaction, member=label, place=place, offset=sight.start + base, encoding=sight.form
                )
                if sight.line:
                    self.found.suspects.append((sight, hit))
                else:
                    self.found.hits.append(hit)
