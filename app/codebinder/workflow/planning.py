"""What a filing hides, file by file, before anything is written: values, places, names, and digests of all these.

A digest that somebody else wrote of something hidden (a checksum list, a lock file, the head of a patch) would let
anybody try values against it (proof.md §1), so it is hidden as well, as part of what it is a digest of. And since the
file that holds it is then redacted too, digests of that one are looked for in turn, until none is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.base.workers import ordered_map
from codebinder.base.written import Written, written_digests
from codebinder.model.filing import Filing
from codebinder.model.package import Needle
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.redaction import Secret, Span
from codebinder.model.source import Component, ComponentKind, SourceEntry
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import contents, filings, oracles, state, withholding
from codebinder.workflow.scanrun import batches, files_of
from codebinder.workflow.session import Session

Place = tuple[str, bytes]
"""A file: its component and its path there."""


@dataclass(slots=True)
class Plan:
    """What is hidden where. `spans` has every file of which anything is hidden; `digests` must be nowhere in the
    output."""

    spans: dict[Place, tuple[Span, ...]] = field(default_factory=dict[Place, "tuple[Span, ...]"])
    digests: list[Needle] = field(default_factory=list[Needle])


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at a file told."""

    entry: SourceEntry
    spans: tuple[Span, ...]
    needles: tuple[Needle, ...]
    written: tuple[Written, ...]


@dataclass(slots=True)
class _Part:
    """One component on its way through."""

    part: Component
    redactor: redact.Redactor
    entries: dict[bytes, SourceEntry]
    withheld: list[SourceEntry]
    written: dict[bytes, tuple[Written, ...]] = field(default_factory=dict[bytes, "tuple[Written, ...]"])
    marked: dict[bytes, set[redact.Mark]] = field(default_factory=dict[bytes, "set[redact.Mark]"])


class _Known:
    """The digests of what is hidden, by what they say."""

    def __init__(self) -> None:
        self._owners: dict[bytes, str] = {}
        self._ids: dict[bytes, list[tuple[bytes, str]]] = {}
        self.fresh = False

    def learn(self, needles: Iterable[Needle]) -> None:
        """Take in more of them."""
        for needle in needles:
            owner = needle.redaction.split(",", 1)[0].split(" ", 1)[0]
            if needle.kind == "object-id":
                self._ids.setdefault(needle.data[:7], []).append((needle.data, owner))
                digest = bytes.fromhex(needle.data.decode())
            else:
                digest = needle.data
            if digest not in self._owners:
                self._owners[digest] = owner
                self.fresh = True

    def marks(self, written: Sequence[Written]) -> set[redact.Mark]:
        """Give those candidates that are digests of something hidden."""
        found: set[redact.Mark] = set()
        for each in written:
            owner = self._owners.get(each.digest) if each.digest else self._abbreviated(each.digits)
            if owner is not None:
                found.add(redact.Mark(each.start, each.end, owner))
        return found

    def _abbreviated(self, digits: bytes) -> str | None:
        return next((owner for whole, owner in self._ids.get(digits[:7], ()) if whole.startswith(digits)), None)


def held(
    session: Session,
    filing: Filing,
    secrets: Sequence[Secret],
    policy: RedactionPolicy,
    *,
    progress: Progress,
    cancel: Cancel,
) -> Plan:
    """Give the plan, made anew only where something that it was made from has changed since the session made it."""
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    made_from = (
        policy,
        tuple(each.redaction for each in secrets),
        tuple((part, state.snapshot_tag(session, filing, part)) for part in parts),
    )
    before = session.plans.get(filing.uid)
    if before is None or before[0] != made_from:
        fresh = plan(session, filing, secrets, policy=policy, progress=progress, cancel=cancel)
        before = session.plans[filing.uid] = (made_from, fresh)
    return cast("Plan", before[1])


def plan(
    session: Session,
    filing: Filing,
    secrets: Sequence[Secret],
    *,
    policy: RedactionPolicy,
    progress: Progress,
    cancel: Cancel,
) -> Plan:
    """Look at every disclosed file once, and at those again in which digests of hidden things stand."""
    made, known = Plan(), _Known()
    names = withholding.hidden_names(session, filing, secrets, policy)
    parts = [
        _part(session, filing, part, redact.Redactor(secrets, names=names, policy=policy, component=part.slug))
        for part in sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda part: part.slug)
    ]
    for part in parts:
        progress.start("progress.redact", len(part.entries))
        with contents.opened(session, filing, part.part) as content:
            for entry in part.withheld:
                secret = part.redactor.file_withheld(entry.path)
                owner = secret.redaction.id if secret is not None else ""
                _learn(made, known, oracles.needles_of(owner, content.read(entry)))
            _look_at_all(session, part, content, made, known, progress, cancel)
    while known.fresh:
        known.fresh = False
        for part in parts:
            _look_again(session, filing, part, made, known, cancel)
    return made


def _part(session: Session, filing: Filing, part: Component, redactor: redact.Redactor) -> _Part:
    files = files_of(row.entry for row in contents.selection(session, filing, part) if row.included)
    hidden = [entry for entry in files if redactor.file_withheld(entry.path) is not None]
    shown = {entry.path: entry for entry in files if redactor.file_withheld(entry.path) is None}
    return _Part(part, redactor, shown, hidden)


def _learn(made: Plan, known: _Known, needles: Iterable[Needle]) -> None:
    fresh = tuple(needles)
    made.digests.extend(fresh)
    known.learn(fresh)


def _look_at_all(
    session: Session, part: _Part, content: ContentSource, made: Plan, known: _Known, progress: Progress, cancel: Cancel
) -> None:
    def look(batch: list[tuple[SourceEntry, bytes]]) -> tuple[int, list[_Seen]]:
        return sum(len(data) for _, data in batch), [_seen(part.redactor, entry, data) for entry, data in batch]

    workers = session.environment.workers
    items = batches(content.read_all(list(part.entries.values()), cancel=cancel))
    for size, done in ordered_map(look, items, workers=workers, ahead=2 * workers, cancel=cancel):
        progress.advance(len(done), size)
        for seen in done:
            if seen.spans:
                made.spans[part.part.slug, seen.entry.path] = seen.spans
                _learn(made, known, seen.needles)
            if seen.written:
                part.written[seen.entry.path] = seen.written


def _seen(redactor: redact.Redactor, entry: SourceEntry, data: bytes) -> _Seen:
    spans = redactor.spans(entry.path, data, encodings.detect(data)[0])
    return _Seen(entry, spans, needles(data, spans), written_digests(data))


def needles(data: bytes, spans: Sequence[Span]) -> tuple[Needle, ...]:
    """Give the digests of an original of which `spans` are hidden, and of each of these."""
    if not spans:
        return ()
    owner = ", ".join(dict.fromkeys(each for span in spans for each in span.redactions))
    whole = oracles.needles_of(owner, data)
    ranges = {data[span.start : span.end]: ", ".join(span.redactions) for span in reversed(spans)}
    return (*whole, *(each for hidden, ids in ranges.items() for each in oracles.needles_of(ids, hidden)))


def _look_again(session: Session, filing: Filing, part: _Part, made: Plan, known: _Known, cancel: Cancel) -> None:
    """Hide the digests that stand in one component's files; of a file that is redacted only now, learn its own."""
    wanted: list[SourceEntry] = []
    for path, written in part.written.items():
        marks = known.marks(written)
        if marks - part.marked.get(path, set()):
            part.marked[path] = marks
            wanted.append(part.entries[path])
    if not wanted:
        return
    with contents.opened(session, filing, part.part) as content:
        for entry, data in content.read_all(wanted, cancel=cancel):
            place = (part.part.slug, entry.path)
            marks = tuple(sorted(part.marked[entry.path]))
            spans = part.redactor.spans(entry.path, data, encodings.detect(data)[0], marks)
            if spans != made.spans.get(place):
                made.spans[place] = spans
                _learn(made, known, needles(data, spans))


def counted(spans: Mapping[Place, Sequence[Span]], component: str, path: bytes) -> int:
    """Count the ranges of a package that come before those of a file: its first one has the next number."""
    return sum(len(each) for place, each in spans.items() if place < (component, path))
