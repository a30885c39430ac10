"""Looks for every needle in one member of the output, and in whatever is packed inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from codebinder.base.messages import Told, message_of, said
from codebinder.errors import UserError
from codebinder.leakcheck import carving, compound, images, recoding, stretches
from codebinder.leakcheck.containers import BUDGET, MAX_DEPTH, TOO_MUCH, Budget, is_container, unpack
from codebinder.leakcheck.pdfscan import PdfScan
from codebinder.leakcheck.pdftext import is_pdf
from codebinder.leakcheck.searcher import Searcher, Sight
from codebinder.model.package import LeakHit
from codebinder.model.ports import Cancel, Unpacked, Unpacker
from codebinder.model.text import Message, shown

_ESCAPED = re.compile(rb"=([0-9A-F]{2})")
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_OFFICE_PARTS = (".xml", ".rels", ".vml")
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a]")


def must_be_held(head: bytes) -> bool:
    """Can what begins so only be opened whole?"""
    return is_pdf(head) or is_container(head) or compound.is_compound(head)


@dataclass(slots=True)
class Findings:
    """What one or more members gave. `suspects`: lines of places, leaks unless they stand in a disclosed source."""

    hits: list[LeakHit] = field(default_factory=list[LeakHit])
    suspects: list[tuple[Sight, LeakHit]] = field(default_factory=list[tuple[Sight, LeakHit]])
    in_source: set[str] = field(default_factory=set[str])
    unsearched: list[str] = field(default_factory=list[str])
    members: int = 0
    size: int = 0

    @property
    def told(self) -> int:
        """How many rows there are."""
        return len(self.hits) + len(self.suspects) + len(self.unsearched)

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

    def __init__(self, searcher: Searcher, *, cancel: Cancel, unpacker: Unpacker | None = None) -> None:
        self.searcher = searcher
        self.cancel = cancel
        self._unpacker = unpacker
        self.found = Findings()
        self._seen: set[tuple[str, str]] = set()

    def name(self, label: str, raw: bytes, number: int, *, member: str = "") -> str:
        """Search a member's name, as it is and with the safe names' escapes undone; give how to call the member.

        A name that shows something hidden is itself a secret: such a member is called by its number.
        """
        decoded = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), raw)
        sights = [sight for name in {raw, decoded} for sight in self.searcher.look(name)]
        if not sights:
            return label
        called = f"{member}member {number}"
        self.note(sights, called, "name", source=False)
        return called

    def data(self, label: str, data: bytes, *, source: bool = False, worth: bool = True) -> None:
        """Search a member's bytes; of a `source`, its lines are disclosed. Not `worth` it: only what is inside."""
        if worth:
            self.search(label, "bytes", data, source=source)
        self.inside(label, data, Budget(), 0, unpacker=self._unpacker)

    def large(self, label: str, size: int, pieces: Callable[[], Iterator[bytes]], *, source: bool) -> None:
        """Search a member that is too large to be held, and what is packed in it, stretch by stretch."""
        if self._unpacker is None:
            for base, data, _ in stretches.of(pieces(), self.searcher.reach):
                self.cancel.check()
                self.search(label, "bytes", data, source=source, base=base)
            self.say(label, said(Message("leak.large")))
            return

        def rest(found: Unpacked, read: Callable[[int, int], bytes]) -> None:
            self._rest(label, size, found, read, source=source)

        images.look(self, self._unpacker, label, size, pieces, rest)

    def _rest(self, label: str, size: int, found: Unpacked, read: Callable[[int, int], bytes], *, source: bool) -> None:
        """Search the bytes of a large member, and what stands in them otherwise or packed, but for what was unpacked
        whole as a part of an image."""
        budget = Budget(max(BUDGET, size))
        carver = carving.Carver(budget, self._noting(label), opened=found.formats)
        blank = stretches.Blank(found.read)
        done = False
        for base, data, until in stretches.of(stretches.pieces(read, size), self.searcher.reach):
            self.cancel.check()
            self.search(label, "bytes", data, source=source, base=base)
            marks = recoding.Marks(data)
            self._reread(label, data, marks, office=False)
            if done:
                continue
            try:
                self.packed(label, carver.over(blank.over(data, base), base, until, read), budget, 0)
                self.packed(label, recoding.packed(data, marks, budget), budget, 0)
            except UserError as error:  # what is packed is too much; the bytes themselves go on
                self.say(label, error.message)
                done = True
        self.packed(label, carver.end(), budget, 0)

    def search(self, label: str, place: str, data: bytes, *, source: bool = False, base: int = 0) -> None:
        """Search bytes; `base` is their offset in what `label` calls."""
        self.note(self.searcher.look(data), label, place, source=source, base=base)

    def inside(
        self, label: str, data: bytes, budget: Budget, depth: int, *, office: bool = False,
        unpacker: Unpacker | None = None,
    ) -> None:  # fmt: skip
        """Look at what `data` holds besides its bytes: written down otherwise, packed, or both; with `unpacker`, in a
        firmware image too."""
        marks = recoding.Marks(data)
        try:
            self._reread(label, data, marks, office=office)
            if is_pdf(data):
                PdfScan(self, label, budget, depth).look(data)
            elif is_container(data):
                self.packed(label, unpack(data, budget, self._noting(label)), budget, depth, unpacker=unpacker)
            elif compound.is_compound(data):
                self.packed(label, compound.streams(data), budget, depth)
            elif data.find(b"\0") >= 0 or _BINARY.search(data, 0, 1024):
                rest, known = self._image(label, data, unpacker)
                found = carving.carve(rest, budget, self._noting(label), opened=known)
                self.packed(label, found, budget, depth)
            self.packed(label, recoding.packed(data, marks, budget), budget, depth)
        except UserError as error:
            self.say(label, error.message)
            if is_container(data) and message_of(error) != TOO_MUCH:
                self._carved(label, data, budget, depth)

    def _image(self, label: str, data: bytes, unpacker: Unpacker | None) -> tuple[bytes, frozenset[str]]:
        """Look through what may be a firmware image; give it with what was unpacked whole blanked out, and the formats
        that were read in it."""
        if unpacker is None or len(data) < images.LEAST:
            return data, frozenset()
        found = images.look(self, unpacker, label, len(data), lambda: iter((data,)))
        data = stretches.Blank(found.read).over(data, 0)
        return data, found.formats

    def _carved(self, label: str, data: bytes, budget: Budget, depth: int) -> None:
        """Look into an archive that is damaged or contradicts itself: other programs may still open it."""
        try:
            self.packed(label, carving.carve(data, budget, self._noting(label)), budget, depth)
        except UserError as error:
            self.say(label, error.message)

    def _reread(self, label: str, data: bytes, marks: recoding.Marks, *, office: bool) -> None:
        for place, text in recoding.texts(data, marks, office=office):
            sights = self.searcher.look(text)
            if office:
                sights += self.searcher.look_squeezed(text.decode("utf-8", "replace"))
            self.note([each for each in sights if not self._known(label, each)], label, place, source=False)

    def _known(self, label: str, sight: Sight) -> bool:
        """Was it seen in this member already? What is read in a second way mostly says the same again."""
        return all((label, redaction) in self._seen for redaction in sight.redactions)

    def packed(
        self, label: str, inner: Iterable[tuple[str, bytes]], budget: Budget, depth: int, *,
        unpacker: Unpacker | None = None,
    ) -> None:  # fmt: skip
        """Search everything in `inner`, (name, bytes) each, with whatever is packed in it in turn."""
        office = False
        for number, (untrusted_name, data) in enumerate(inner, start=1):
            if depth >= MAX_DEPTH:
                self.say(label, "It is packed too deeply.")
                return
            self.cancel.check()
            office = office or untrusted_name in _OFFICE
            raw = untrusted_name.encode("utf-8", "surrogateescape")
            called = self.name(f"{label}/{shown(untrusted_name)}", raw, number, member=f"{label}/")
            self.search(called, "bytes", data)
            is_office = office or untrusted_name.endswith(_OFFICE_PARTS)
            self.inside(called, data, budget, depth + 1, office=is_office, unpacker=unpacker)

    def _noting(self, label: str) -> Callable[[str], None]:
        return lambda sentence: self.say(label, sentence)

    def say(self, label: str, sentence: str) -> None:
        """List something that was not searched; a sentence that tells what is hidden is not repeated."""
        told = f"{label}: {sentence}"
        if isinstance(sentence, Told):
            told = Told(Message("leak.row", {"member": label, "what": sentence.message}))
        if self.searcher.look(told.encode("utf-8", "replace")):
            told = "A member whose name tells something hidden: not all of it was searched."
        if told not in self.found.unsearched:
            self.found.unsearched.append(told)

    def note(self, sights: Iterable[Sight], label: str, place: str, *, source: bool, base: int = 0) -> None:
        """Take sights down as hits, or as suspects where they are lines of places."""
        for sight in sights:
            if sight.line and source:
                self.found.in_source.add(sight.line)
                continue
            for redaction in sight.redactions:
                self._seen.add((label, redaction))
                hit = LeakHit(
                    redaction=redaction, member=label, place=place, offset=sight.start + base, encoding=sight.form
                )
                if sight.line:
                    self.found.suspects.append((sight, hit))
                else:
                    self.found.hits.append(hit)
