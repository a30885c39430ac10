"""From originals to bytes as filed: reads every disclosed file in order, hides what is hidden, numbers and commits.

`review submit`, `review sign`, `build` and `as-filed` all use this one pass, so that what the lawyer approves, what is
built and what the viewer shows cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codebinder import intake, redact
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError
from codebinder.base.safenames import safe_names
from codebinder.base.workers import ordered_map
from codebinder.model.filing import Filing
from codebinder.model.measure import Measure, PageCover
from codebinder.model.package import LinkRow
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.redaction import (
    SALT_SIZE,
    AsFiled,
    HiddenRange,
    LogColumn,
    Naming,
    Numbers,
    RedactionKind,
    Secret,
    Span,
    Withheld,
)
from codebinder.model.source import Component, ComponentKind, EntryKind, Selected, SourceEntry
from codebinder.model.text import Message, shown_path
from codebinder.workflow import contents, filings, hiding, inputs, planning, printorder
from codebinder.workflow.contents import batches, files_of
from codebinder.workflow.imagepass import Images
from codebinder.workflow.keeping import Keeping
from codebinder.workflow.logplaces import Places
from codebinder.workflow.session import Session
from codebinder.workflow.tally import Tally

RANGE_TAG, RANGE_BOX = "range", "range-salt"
"""Purposes of the subkeys for the sealed map's look-up tags and salts."""

_TELLING = frozenset({LogColumn.LINES, LogColumn.BYTES, LogColumn.CHARS_HIDDEN, LogColumn.LINES_HIDDEN})
"""Columns of the published log that depend on originals."""


class SaltBook:
    """The salts of a filing's ranges: drawn when first asked for, kept sealed in the workbook, never drawn again."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._session = session
        self._filing = filing
        self._held = session.book.redactions.salts(filing.slug)
        self.fresh: dict[str, bytes] = {}
        self._states: dict[str, str] = {}
        self.drawn: set[bytes] = set()
        """Salts that no round has been submitted with: what is committed to with them may be drawn anew."""

    def salt(self, component: str, path: bytes, start: int, hidden: bytes, of: Sequence[str] = ()) -> bytes:
        """Give the 32 bytes for one range, told apart by what it hides, where, for which redactions, at which commit.

        What is carried over to another commit, or hidden again after it was withdrawn, gets a salt of its own.
        """
        sealer = self._session.sealer
        place = json.dumps([component, path.hex(), start, self._state(component), *of]).encode()
        tag = sealer.tag(RANGE_TAG, len(place).to_bytes(8, "big") + place + hidden)
        box = self._held.get(tag)
        if box is not None:
            return sealer.unseal(RANGE_BOX, box)
        salt = self._session.environment.randomness.token(SALT_SIZE)
        self._held[tag] = self.fresh[tag] = sealer.seal(RANGE_BOX, salt)
        self.drawn.add(salt)
        return salt

    def _state(self, component: str) -> str:
        if component not in self._states:
            part = self._session.book.components.get(self._filing.slug, component)
            self._states[component] = inputs.snapshot_tag(self._session, self._filing, part)
        return self._states[component]

    def save(self) -> None:
        """Write the salts drawn since; inside a transaction of the caller."""
        if self.fresh:
            self._session.book.redactions.put_salts(self._filing.slug, self.fresh)
            self.fresh = {}


@dataclass(frozen=True, slots=True)
class _Read:
    """One file after the worker's look at it; `spans` is None where nothing needed to know its encoding."""

    entry: SourceEntry
    data: bytes
    encoding: str
    language: str
    spans: tuple[Span, ...]


class Pipeline:
    """One pass over a filing's sources. After `files` is used up, tallies, ranges and fresh salts are complete."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self.session = session
        self.filing = filing
        self.template = filings.template(session, filing)
        self.secrets = hiding.secrets(session, filing)
        self.salts = SaltBook(session, filing)
        self.tallies: list[Tally] = []
        self.ranges: list[HiddenRange] = []
        self.measures: dict[str, Measure] = {}
        self.plan = planning.Plan()
        self.numbers = Numbers()
        self.map: Keeping | None = None
        """Where what is hidden is kept for openings, when a round is submitted."""
        self.places: Places | None = (
            Places(digests=False) if _TELLING & {*self.template.redaction.log.columns} else None
        )
        """Where it stands in originals: for the internal log, and for what a template asks the published one to say."""
        self._context = redact.CommitContext(filing_uid=filing.uid)
        self._measured = redact.originals_count(self.template.redaction)
        self._printed = self.template.listing.on_pages
        self._firsts: Mapping[tuple[str, bytes], int] = {}
        self._names: dict[str, tuple[list[SourceEntry], dict[bytes, str]]] = {}
        self.images = Images(session, filing)
        """What firmware images hide, in the numbers behind those of the sources."""
        self.idle: tuple[str, ...] = ()
        """Globs of files to be printed first that name none."""

    def files(self, *, progress: Progress, cancel: Cancel) -> Iterator[AsFiled]:
        """Give every disclosed file as filed: first those that the form wants printed first, in its order, then
        components by slug, files by path bytes. Ranges are numbered by component and path, however that may be."""
        self.look(progress=progress, cancel=cancel)
        parts = sorted(filings.components(self.session, self.filing, ComponentKind.SOURCE), key=lambda part: part.slug)
        self.tallies.extend(Tally(part) for part in parts)
        globs = printorder.globs(self.session, self.filing, self.template) if self._printed else ()
        ahead: dict[str, set[bytes]] = {}
        if globs:
            self._firsts = planning.firsts(self.plan.spans)
            found, self.idle = printorder.first(globs, [(tally, self._shown(tally)[0]) for tally in self.tallies])
            for tally, entries in found:
                ahead.setdefault(tally.component.slug, set()).update(entry.path for entry in entries)
                with contents.opened(self.session, self.filing, tally.component) as content:
                    yield from self._read_filed(tally, content, entries, progress, cancel)
        for tally in self.tallies:
            yield from self._component(tally, ahead.get(tally.component.slug, set()), progress, cancel)
        self.ranges.sort(key=lambda row: row.ordinal)

    @property
    def named(self) -> list[HiddenRange]:
        """The ranges that the package says anything of; complete with `ranges`."""
        return [row for row in self.ranges if row.named]

    def look(self, *, progress: Progress, cancel: Cancel) -> None:
        """Find everything that is hidden, before the first file is given; nothing where that is known already."""
        if self.secrets:
            held = planning.held(
                self.session, self.filing, self.secrets, self.template.redaction, progress=progress, cancel=cancel
            )
            # What the session keeps serves other passes too: this one adds digests of the images of its own time.
            self.plan = replace(held, digests=[*held.digests])
        self.images.look(progress=progress, cancel=cancel)

    def one(self, part: Component, entry: SourceEntry, *, progress: Progress, cancel: Cancel) -> AsFiled | None:
        """Give one file exactly as `files` would, with the numbers that its ranges have there; None where it is
        withheld."""
        self.look(progress=progress, cancel=cancel)
        redactor = self._redactor(part)
        if redactor.file_withheld(entry.path) is not None:
            return None
        before = planning.counted(self.plan.spans, part.slug, entry.path)
        inside = [row.entry for row in contents.selection(self.session, self.filing, part) if row.included]
        names = safe_names([each.path for each in files_of(inside) if redactor.file_withheld(each.path) is None])
        with contents.opened(self.session, self.filing, part) as content:
            read = self._look(part, entry, content.read(entry))
        return self._filed(Tally(part), redactor, read, names[entry.path], first=before + 1)

    def _redactor(self, part: Component) -> redact.Redactor:
        """Give what withholds files and masks what the plan found; it searches for nothing itself."""
        return redact.Redactor(
            [each for each in self.secrets if each.redaction.kind is not RedactionKind.VALUE],
            policy=self.template.redaction,
            component=part.slug,
        )

    def _shown(self, tally: Tally) -> tuple[list[SourceEntry], dict[bytes, str]]:
        """Give the files of a component that are not withheld, and their names in the package."""
        part = tally.component
        if part.slug not in self._names:
            redactor = self._redactor(part)
            inside = [row.entry for row in contents.selection(self.session, self.filing, part) if row.included]
            files = [entry for entry in files_of(inside) if redactor.file_withheld(entry.path) is None]
            self._names[part.slug] = (files, safe_names([entry.path for entry in files]))
        return self._names[part.slug]

    def _component(self, tally: Tally, given: set[bytes], progress: Progress, cancel: Cancel) -> Iterator[AsFiled]:
        part = tally.component
        redactor = self._redactor(part)
        rows = contents.selection(self.session, self.filing, part)
        tally.total += len(rows)
        self._count_excluded(tally, rows)
        inside = [row.entry for row in rows if row.included]
        wanted = files_of(inside)
        hidden_files = [entry for entry in wanted if redactor.file_withheld(entry.path) is not None]
        progress.start("progress.redact", len(wanted))
        with contents.opened(self.session, self.filing, part) as content:
            self._withhold(tally, redactor, content, hidden_files)
            self._record_links(tally, inside, content)
            shown_files = self._shown(tally)[0]
            left = [entry for entry in shown_files if entry.path not in given] if given else shown_files
            yield from self._read_filed(tally, content, left, progress, cancel)

    def _read_filed(
        self, tally: Tally, content: ContentSource, entries: Sequence[SourceEntry], progress: Progress, cancel: Cancel
    ) -> Iterator[AsFiled]:
        part, names = tally.component, self._shown(tally)[1]
        redactor = self._redactor(part)
        for read in self._reads(part, content.read_all(entries, cancel=cancel), progress, cancel):
            first = self._firsts.get((part.slug, read.entry.path))
            yield self._filed(tally, redactor, read, names[read.entry.path], first=first)

    def _reads(
        self,
        part: Component,
        items: Iterable[tuple[SourceEntry, bytes]],
        progress: Progress,
        cancel: Cancel,
    ) -> Iterator[_Read]:
        look_closer = bool(self.secrets) or self._printed or self._measured

        def look(batch: list[tuple[SourceEntry, bytes]]) -> list[_Read]:
            if not look_closer:
                return [_Read(entry, data, "", "", ()) for entry, data in batch]
            return [self._look(part, entry, data) for entry, data in batch]

        workers = self.session.environment.workers
        for done in ordered_map(look, batches(items), workers=workers, ahead=2 * workers, cancel=cancel):
            progress.advance(len(done), sum(len(read.data) for read in done))
            yield from done

    def _look(self, part: Component, entry: SourceEntry, data: bytes) -> _Read:
        encoding = encodings.detect(data)[0]
        language = intake.file_facts(entry.path, data).language if self._printed else ""
        return _Read(entry, data, encoding, language, self.plan.spans.get((part.slug, entry.path), ()))

    def _filed(
        self, tally: Tally, redactor: redact.Redactor, read: _Read, name: str, first: int | None = None
    ) -> AsFiled:
        part = tally.component
        payload_path = f"data/source/{part.slug}/{name}"
        executable = read.entry.kind is EntryKind.EXECUTABLE
        if self._measured:
            self.measures[self._place(part, read.entry)] = redact.measure(read.data, read.encoding, read.spans)
        if not read.spans:
            tally.disclosed += 1
            return AsFiled(
                component=part.slug,
                path=read.entry.path,
                payload_path=payload_path,
                executable=executable,
                data=read.data,
                encoding=read.encoding,
                language=read.language,
            )
        filed = redactor.apply(
            path=read.entry.path,
            payload_path=payload_path,
            executable=executable,
            data=read.data,
            encoding=read.encoding,
            language="",
            spans=read.spans,
            first_ordinal=len(self.ranges) + 1 if first is None else first,
            salt=lambda span, hidden: self.salts.salt(part.slug, read.entry.path, span.start, hidden, span.redactions),
            identity=replace(self._context, numbers=self.numbers),
        )
        if self._printed:  # told from what is disclosed, as the encoding is: what is hidden may have been its sign
            filed = replace(filed, language=intake.file_facts(filed.path, filed.data).language)
        tally.redacted += 1
        tally.masked.add(f"{part.slug}/{shown_path(read.entry.path)}")
        self.ranges.extend(filed.ranges)
        if self.places is not None:
            self.places.note(filed, read.data, read.encoding)
        if self.map is not None:
            self.map.filed(filed, original=len(read.data), encoding=read.encoding)
        return filed

    def _withhold(
        self, tally: Tally, redactor: redact.Redactor, content: ContentSource, entries: Iterable[SourceEntry]
    ) -> None:
        naming = self.template.redaction.withheld_names
        for entry in entries:
            secret = redactor.file_withheld(entry.path)
            if secret is None:
                continue
            data = content.read(entry)
            self._still_the_same(secret, data)
            hidden = redact.withheld_hidden(entry.path, data)
            if self._measured:
                measured = redact.measure_withheld(data, encodings.detect(data)[0])
                self.measures[self._place(tally.component, entry)] = measured
            if self.places is not None:
                self.places.note_withheld(tally.component.slug, entry.path, data)
            if naming == Naming.UNMENTIONED or self.numbers.last is not None:
                tally.total -= 1
                continue
            salt = self.salts.salt(tally.component.slug, entry.path, 0, hidden, (secret.redaction.id,))
            committed = redact.withheld_commitment(
                salt=salt, filing_uid=self.filing.uid, component=tally.component.slug, path=entry.path, data=data
            )
            if self.map is not None:
                self.map.withheld(
                    component=tally.component.slug, path=entry.path, data=data, salt=salt, commitment=committed,
                    redactions=(secret.redaction.id,),
                )  # fmt: skip
            tally.withheld.append(
                Withheld(
                    ordinal=0,
                    component=tally.component.slug,
                    shown_name=shown_path(entry.path) if naming == Naming.SHOWN else "",
                    reason=secret.redaction.published_reason,
                    commitment=committed,
                )
            )

    def _still_the_same(self, secret: Secret, data: bytes) -> None:
        if data != secret.value:
            raise SaidError(
                Message("refuse.pipeline.file-withholds-changed-since", {"id": secret.redaction.id}),
                where=shown_path(secret.redaction.path),
                next_step=Message("next.withdraw-redaction-withhold-file-again"),
            )

    @staticmethod
    def _count_excluded(tally: Tally, rows: Iterable[Selected]) -> None:
        for row in rows:
            if not row.included:
                tally.excluded += 1
                rule = row.rule or "(no include rule)"
                tally.excluded_by[rule] = tally.excluded_by.get(rule, 0) + 1

    @staticmethod
    def _record_links(tally: Tally, inside: Iterable[SourceEntry], content: ContentSource) -> None:
        for entry in inside:
            if entry.kind is EntryKind.LINK:
                target = shown_path(content.read(entry))
            elif entry.kind is EntryKind.SUBMODULE:
                target = ""
                tally.submodules += 1
            else:
                continue
            tally.links.append(
                LinkRow(
                    component=tally.component.slug,
                    original=shown_path(entry.path),
                    kind=entry.kind.value,
                    target=target,
                )
            )

    def check_ceiling(self, covers: Sequence[PageCover] | None = None) -> None:
        """Refuse a package that hides more than the template's ceiling; nothing where it sets none."""
        redact.check_ceiling(self.template.redaction, files=self.measures, covers=covers)

    @staticmethod
    def _place(part: Component, entry: SourceEntry) -> str:
        return f"{part.slug}/{shown_path(entry.path)}"
