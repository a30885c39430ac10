"""What a filing hides, file by file, before anything is written: values, places, names, and digests of all these.

A digest that somebody else wrote of something hidden (a checksum list, a lock file, the head of a patch) would let
anybody try values against it (proof.md §1), so it is hidden as well, as part of what it is a digest of. And since the
file that holds it is then redacted too, digests of that one are looked for in turn, until none is left.

What the files told is kept with the plan. After a gesture only those are looked at again in which a redaction that
came or went can hide anything, and the same steps lead to the same plan as from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.base.forms import is_short
from codebinder.base.workers import ordered_map
from codebinder.base.written import Written, written_digests
from codebinder.errors import Bug
from codebinder.model.filing import Filing
from codebinder.model.package import Needle
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.redaction import Redaction, RedactionKind, Secret, Span
from codebinder.model.source import Component, ComponentKind, SourceEntry
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import contents, filings, inputs, oracles, withholding
from codebinder.workflow.contents import batches, files_of
from codebinder.workflow.session import Session

Place = tuple[str, bytes]
"""A file: its component and its path there."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one look at a file told."""

    spans: tuple[Span, ...]
    needles: tuple[Needle, ...]
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class _Again:
    """What a second look told, with the digests of hidden things that were known to stand there."""

    marks: frozenset[redact.Mark]
    spans: tuple[Span, ...]
    needles: tuple[Needle, ...]


@dataclass(slots=True)
class _Told:
    """What the files of one component told: those in which anything is hidden or digests are written."""

    first: dict[bytes, _Seen] = field(default_factory=dict[bytes, _Seen])
    again: dict[bytes, _Again] = field(default_factory=dict[bytes, _Again])
    withheld: dict[bytes, tuple[Redaction, tuple[Needle, ...]]] = field(
        default_factory=dict[bytes, "tuple[Redaction, tuple[Needle, ...]]"]
    )


@dataclass(frozen=True, slots=True)
class Memo:
    """What a plan was made of; it serves the next one where nothing but redactions differs."""

    base: object
    redactions: dict[str, Redaction]
    told: dict[str, _Told]


@dataclass(slots=True)
class Plan:
    """What is hidden where. `spans` has every file of which anything is hidden; `digests` must be nowhere in the
    output."""

    spans: dict[Place, tuple[Span, ...]] = field(default_factory=dict[Place, "tuple[Span, ...]"])
    digests: list[Needle] = field(default_factory=list[Needle])
    memo: Memo | None = None


@dataclass(slots=True)
class _Part:
    """One component on its way through."""

    part: Component
    redactor: redact.Redactor
    entries: dict[bytes, SourceEntry]
    withheld: list[SourceEntry]
    told: _Told = field(default_factory=_Told)
    marked: dict[bytes, frozenset[redact.Mark]] = field(default_factory=dict[bytes, "frozenset[redact.Mark]"])


class _Known:
    """The digests of what is hidden, by what they say."""

    def __init__(self) -> None:
        self._owners: dict[bytes, str] = {}
        self._ids: dict[bytes, list[tuple[bytes, str]]] = {}
        self.fresh = False

    def learn(self, needles: Iterable[Needle]) -> None:
        """Take in more of them."""
        for needle in needles:
            if needle.kind == "line":
                continue
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
    told = _images(session, filing, secrets, progress, cancel)
    made_from = (
        policy,
        tuple(each.redaction for each in secrets),
        tuple((part, inputs.snapshot_tag(session, filing, part)) for part in parts),
        told,
    )
    before = session.plans.get(filing.uid)
    if before is None or before[0] != made_from:
        memo = cast("Plan", before[1]).memo if before is not None else None
        fresh = plan(session, filing, secrets, policy=policy, memo=memo, told=told, progress=progress, cancel=cancel)
        before = session.plans[filing.uid] = (made_from, fresh)
    return cast("Plan", before[1])


def _images(
    session: Session, filing: Filing, secrets: Sequence[Secret], progress: Progress, cancel: Cancel
) -> tuple[Needle, ...]:
    """Give the digests of what is hidden in images, and of what encloses that: sources may state them as well."""
    if not any(each.in_image for each in secrets):
        return ()
    from codebinder.workflow import filedimages  # it stands on what stands on plans

    found = filedimages.hidden(session, filing, progress=progress, cancel=cancel)
    return tuple(each for one in found for each in one.needles)


def plan(
    session: Session,
    filing: Filing,
    secrets: Sequence[Secret],
    *,
    policy: RedactionPolicy,
    memo: Memo | None = None,
    told: Sequence[Needle] = (),
    progress: Progress,
    cancel: Cancel,
) -> Plan:
    """Look at every disclosed file once, and at those again in which digests of hidden things stand.

    With the `memo` of an earlier plan, only at those for which the redactions since can make a difference. `told` are
    digests of what is hidden elsewhere than in sources.
    """
    made, known = Plan(), _Known()
    _learn(made, known, told)
    names = withholding.hidden_names(session, filing, secrets, policy)
    components = sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda part: part.slug)
    base = (policy, names, tuple((part, inputs.snapshot_tag(session, filing, part)) for part in components))
    usable = memo if memo is not None and memo.base == base else None
    parts = [
        _part(session, filing, part, redact.Redactor(secrets, names=names, policy=policy, component=part.slug))
        for part in components
    ]
    change = _Change(usable, secrets) if usable is not None else None
    for part in parts:
        _look_at(session, filing, part, change, policy, progress, cancel)
        for entry in part.withheld:
            _learn(made, known, part.told.withheld[entry.path][1])
        for path in part.entries:
            seen = part.told.first.get(path)
            if seen is not None and seen.spans:
                made.spans[part.part.slug, path] = seen.spans
                _learn(made, known, seen.needles)
    made.memo = Memo(
        base, {each.redaction.id: each.redaction for each in secrets}, {part.part.slug: part.told for part in parts}
    )
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


class _Change:
    """What came and went since a memo: which files that can touch, and which values must be looked for everywhere."""

    def __init__(self, memo: Memo, secrets: Sequence[Secret]) -> None:
        self._told = memo.told
        now = {each.redaction.id: each.redaction for each in secrets}
        gone = [row for row in memo.redactions.values() if now.get(row.id) != row]
        come = [each for each in secrets if memo.redactions.get(each.redaction.id) != each.redaction]
        self._gone = frozenset(row.id for row in gone)
        self._places = {(row.component, row.path) for row in (*gone, *(each.redaction for each in come))}
        self.values = [
            each for each in come
            if each.redaction.kind is RedactionKind.VALUE and not is_short(each.value, each.encoding)
        ]  # fmt: skip

    def told(self, part: Component) -> _Told:
        """Give what the component's files told before."""
        return self._told.get(part.slug, _Told())

    def touched(self, part: Component) -> set[bytes]:
        """Give the paths of the component where something came or went, less those where a new value stands."""
        told = self.told(part)
        mine = {path for component, path in self._places if component == part.slug}
        looks = ((path, look.spans) for table in (told.first, told.again) for path, look in table.items())
        return mine | {path for path, spans in looks if any(self._gone.intersection(each.redactions) for each in spans)}


def _look_at(
    session: Session, filing: Filing, part: _Part, change: _Change | None, policy: RedactionPolicy,
    progress: Progress, cancel: Cancel,
) -> None:  # fmt: skip
    """Fill in what the component's files tell: from the memo, and by a look at those that it no longer holds for."""
    before = change.told(part.part) if change is not None else _Told()
    dirty = set(part.entries) if change is None else change.touched(part.part) & part.entries.keys()
    values = change.values if change is not None else []
    hidden = [entry for entry in part.withheld if not _stands(part, before, entry)]
    part.told.withheld = {entry.path: before.withheld[entry.path] for entry in part.withheld if entry not in hidden}
    if dirty or values or hidden:
        progress.start("progress.redact", len(part.entries) if values else len(dirty))
        with contents.opened(session, filing, part.part) as content:
            for entry in hidden:
                row = _withholding(part, entry)
                part.told.withheld[entry.path] = row, tuple(oracles.needles_of(row.id, content.read(entry)))
            if values:
                probe = redact.Redactor(values, policy=policy, component=part.part.slug)
                rest = [entry for path, entry in part.entries.items() if path not in dirty]
                looks = _looks(session, probe, content, rest, progress, cancel)
                dirty |= {entry.path for entry, seen in looks if seen.spans}
            entries = [entry for path, entry in part.entries.items() if path in dirty]
            for entry, seen in _looks(session, part.redactor, content, entries, progress, cancel):
                if seen.spans or seen.written:
                    part.told.first[entry.path] = seen
    kept = part.entries.keys() - dirty
    part.told.first |= {path: seen for path, seen in before.first.items() if path in kept}
    part.told.again |= {path: look for path, look in before.again.items() if path in kept}


def _withholding(part: _Part, entry: SourceEntry) -> Redaction:
    secret = part.redactor.file_withheld(entry.path)
    if secret is None:
        raise Bug("A file counts as withheld, and nothing withholds it.")
    return secret.redaction


def _stands(part: _Part, before: _Told, entry: SourceEntry) -> bool:
    held = before.withheld.get(entry.path)
    return held is not None and held[0] == _withholding(part, entry)


def _looks(
    session: Session, redactor: redact.Redactor, content: ContentSource, entries: Sequence[SourceEntry],
    progress: Progress, cancel: Cancel,
) -> Iterator[tuple[SourceEntry, _Seen]]:  # fmt: skip
    def look(batch: list[tuple[SourceEntry, bytes]]) -> tuple[int, list[tuple[SourceEntry, _Seen]]]:
        return sum(len(data) for _, data in batch), [(entry, seen(entry, data)) for entry, data in batch]

    def seen(entry: SourceEntry, data: bytes) -> _Seen:
        encoding = encodings.detect(data)[0]
        session.totals.note(entry, data, encoding)
        spans = redactor.spans(entry.path, data, encoding)
        if spans:
            session.totals.hide(entry, data, encoding, spans)
        return _Seen(spans, needles(data, spans, encoding), written_digests(data))

    workers = session.environment.workers
    items = batches(content.read_all(entries, cancel=cancel))
    for size, done in ordered_map(look, items, workers=workers, ahead=2 * workers, cancel=cancel):
        progress.advance(len(done), size)
        yield from done


def needles(data: bytes, spans: Sequence[Span], encoding: str) -> tuple[Needle, ...]:
    """Give the digests of an original of which `spans` are hidden, and of each of these; and of those too short to be
    searched, the lines that they stand in."""
    if not spans:
        return ()
    owner = ", ".join(dict.fromkeys(each for span in spans for each in span.redactions))
    whole = oracles.needles_of(owner, data)
    ranges = {data[span.start : span.end]: ", ".join(span.redactions) for span in reversed(spans)}
    fixed = (each for hidden, ids in ranges.items() for each in oracles.needles_of(ids, hidden))
    return (*whole, *fixed, *oracles.lines_around(data, spans, encoding))


def _look_again(session: Session, filing: Filing, part: _Part, made: Plan, known: _Known, cancel: Cancel) -> None:
    """Hide the digests that stand in one component's files; of a file that is redacted only now, learn its own."""
    wanted: list[SourceEntry] = []
    fresh: list[bytes] = []
    for path in part.entries:
        seen = part.told.first.get(path)
        marks = frozenset(known.marks(seen.written)) if seen is not None else frozenset[redact.Mark]()
        if marks - part.marked.get(path, frozenset()):
            part.marked[path] = marks
            fresh.append(path)
            held = part.told.again.get(path)
            if held is None or held.marks != marks:
                wanted.append(part.entries[path])
    if wanted:
        with contents.opened(session, filing, part.part) as content:
            for entry, data in content.read_all(wanted, cancel=cancel):
                marks = part.marked[entry.path]
                encoding = encodings.detect(data)[0]
                spans = part.redactor.spans(entry.path, data, encoding, tuple(sorted(marks)))
                session.totals.hide(entry, data, encoding, spans)
                part.told.again[entry.path] = _Again(marks, spans, needles(data, spans, encoding))
    for path in fresh:
        look = part.told.again[path]
        if look.spans != made.spans.get((part.part.slug, path)):
            made.spans[part.part.slug, path] = look.spans
            _learn(made, known, look.needles)


def counted(spans: Mapping[Place, Sequence[Span]], component: str, path: bytes) -> int:
    """Count the ranges of a package that come before those of a file: its first one has the next number."""
    return sum(len(each) for place, each in spans.items() if place < (component, path))


def firsts(spans: Mapping[Place, Sequence[Span]]) -> dict[Place, int]:
    """Give the number of the first range of every file that has any, as `counted` has it."""
    numbers: dict[Place, int] = {}
    at = 1
    for place in sorted(spans):
        numbers[place] = at
        at += len(spans[place])
    return numbers
