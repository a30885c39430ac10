"""From originals to bytes as filed: reads every disclosed file in order, hides what is hidden, numbers and commits.

`review submit`, `review sign`, `build` and `as-filed` all use this one pass, so that what the lawyer approves, what is
built and what the viewer shows cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from codebinder import intake, redact
from codebinder.base import encoding as encodings
from codebinder.base.safenames import safe_names
from codebinder.base.workers import ordered_map
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.measure import Measure
from codebinder.model.package import LinkRow, Needle
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.redaction import SALT_SIZE, AsFiled, HiddenRange, Secret, Span, Withheld
from codebinder.model.source import Accounting, Component, ComponentKind, EntryKind, Selected, SourceEntry
from codebinder.model.text import shown_path
from codebinder.workflow import contents, filings, hiding, oracles
from codebinder.workflow.scanrun import batches, files_of
from codebinder.workflow.session import Session

RANGE_TAG, RANGE_BOX = "range", "range-salt"
"""Purposes of the subkeys for the sealed map's look-up tags and salts."""


class SaltBook:
    """The salts of a filing's ranges: drawn when first asked for, kept sealed in the workbook, never drawn again."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._session = session
        self._filing = filing
        self._held = session.book.redactions.salts(filing.slug)
        self.fresh: dict[str, bytes] = {}

    def salt(self, component: str, path: bytes, start: int, hidden: bytes) -> bytes:
        """Give the 32 bytes for one range, told apart by what it hides and where."""
        sealer = self._session.sealer
        place = json.dumps([component, path.hex(), start]).encode()
        tag = sealer.tag(RANGE_TAG, len(place).to_bytes(8, "big") + place + hidden)
        box = self._held.get(tag)
        if box is not None:
            return sealer.unseal(RANGE_BOX, box)
        salt = self._session.environment.randomness.token(SALT_SIZE)
        self._held[tag] = self.fresh[tag] = sealer.seal(RANGE_BOX, salt)
        return salt

    def save(self) -> None:
        """Write the salts drawn since; inside a transaction of the caller."""
        if self.fresh:
            self._session.book.redactions.put_salts(self._filing.slug, self.fresh)
            self.fresh = {}


@dataclass(slots=True)
class Tally:
    """What one source component came to, filled in as its files pass."""

    component: Component
    disclosed: int = 0
    redacted: int = 0
    excluded: int = 0
    excluded_by: dict[str, int] = field(default_factory=dict[str, int])
    withheld: list[Withheld] = field(default_factory=list[Withheld])
    links: list[LinkRow] = field(default_factory=list[LinkRow])
    submodules: int = 0
    total: int = 0
    masked: set[str] = field(default_factory=set[str])

    def accounting(self, printed: frozenset[str] | None = None) -> Accounting:
        """Give where every entry went. `printed` are the files ("component/path") of which an excerpt shows anything,
        where nothing but an excerpt leaves; the others are disclosed by nothing."""
        outside, disclosed, redacted = 0, self.disclosed, self.redacted
        if printed is not None:
            mine = {label for label in printed if label.startswith(f"{self.component.slug}/")}
            redacted = len(mine & self.masked)
            outside = self.disclosed + self.redacted - len(mine)
            disclosed = len(mine) - redacted
        return Accounting(
            total=self.total,
            disclosed=disclosed,
            redacted=redacted,
            outside_excerpt=outside,
            withheld=len(self.withheld),
            excluded=self.excluded,
            links=sum(row.kind == "link" for row in self.links),
            submodules=self.submodules,
            excluded_by=tuple(sorted(self.excluded_by.items())),
        )


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
        self.measures: dict[bytes, Measure] = {}
        self.digests: list[Needle] = []
        self._context = redact.CommitContext(filing_uid=filing.uid)
        self._measured = bool(self.template.redaction.ceiling)
        self._printed = self.template.listing.mode != "none"

    def files(self, *, progress: Progress, cancel: Cancel, until: tuple[str, bytes] | None = None) -> Iterator[AsFiled]:
        """Give every disclosed file as filed, components by slug, files by path bytes.

        `until` stops after that component's path, for a look at a single file.
        """
        parts = sorted(filings.components(self.session, self.filing, ComponentKind.SOURCE), key=lambda part: part.slug)
        for part in parts:
            yield from self._component(part, progress, cancel, until)
            if until is not None and part.slug == until[0]:
                return

    def _component(
        self, part: Component, progress: Progress, cancel: Cancel, until: tuple[str, bytes] | None
    ) -> Iterator[AsFiled]:
        redactor = redact.Redactor(self.secrets, policy=self.template.redaction, component=part.slug)
        rows = contents.selection(self.session, self.filing, part)
        tally = Tally(part, total=len(rows))
        self.tallies.append(tally)
        self._count_excluded(tally, rows)
        inside = [row.entry for row in rows if row.included]
        last = until[1] if until is not None and until[0] == part.slug else None
        wanted = [entry for entry in files_of(inside) if last is None or entry.path <= last]
        shown_files = [entry for entry in wanted if redactor.file_withheld(entry.path) is None]
        hidden_files = [entry for entry in wanted if redactor.file_withheld(entry.path) is not None]
        names = safe_names([entry.path for entry in files_of(inside) if redactor.file_withheld(entry.path) is None])
        progress.start("progress.redact", len(wanted))
        with contents.opened(self.session, self.filing, part) as content:
            self._withhold(tally, redactor, content, hidden_files)
            self._record_links(tally, inside, content)
            for read in self._reads(redactor, content.read_all(shown_files, cancel=cancel), progress, cancel):
                yield self._filed(tally, redactor, read, names[read.entry.path])

    def _reads(
        self,
        redactor: redact.Redactor,
        items: Iterable[tuple[SourceEntry, bytes]],
        progress: Progress,
        cancel: Cancel,
    ) -> Iterator[_Read]:
        look_closer = bool(self.secrets) or self._printed or self._measured

        def look(batch: list[tuple[SourceEntry, bytes]]) -> list[_Read]:
            if not look_closer:
                return [_Read(entry, data, "", "", ()) for entry, data in batch]
            return [self._look(redactor, entry, data) for entry, data in batch]

        workers = self.session.environment.workers
        for done in ordered_map(look, batches(items), workers=workers, ahead=2 * workers, cancel=cancel):
            progress.advance(len(done), sum(len(read.data) for read in done))
            yield from done

    def _look(self, redactor: redact.Redactor, entry: SourceEntry, data: bytes) -> _Read:
        encoding = encodings.detect(data)[0]
        language = intake.file_facts(entry.path, data).language if self._printed else ""
        return _Read(entry, data, encoding, language, redactor.spans(entry.path, data, encoding))

    def _filed(self, tally: Tally, redactor: redact.Redactor, read: _Read, name: str) -> AsFiled:
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
            language=read.language,
            spans=read.spans,
            first_ordinal=len(self.ranges) + 1,
            salt=lambda span, hidden: self.salts.salt(part.slug, read.entry.path, span.start, hidden),
            identity=self._context,
        )
        tally.redacted += 1
        tally.masked.add(f"{part.slug}/{shown_path(read.entry.path)}")
        self.ranges.extend(filed.ranges)
        owner = ", ".join(dict.fromkeys(each for row in filed.ranges for each in row.redactions))
        self.digests.extend(oracles.needles_of(owner, read.data, *dict.fromkeys(row.hidden for row in filed.ranges)))
        return filed

    def _withhold(
        self, tally: Tally, redactor: redact.Redactor, content: ContentSource, entries: Iterable[SourceEntry]
    ) -> None:
        shows = self.template.redaction.withheld_names == "shown"
        for entry in entries:
            secret = redactor.file_withheld(entry.path)
            if secret is None:
                continue
            data = content.read(entry)
            self._still_the_same(secret, data)
            self.digests.extend(oracles.needles_of(secret.redaction.id, data))
            hidden = redact.withheld_hidden(entry.path, data)
            if self._measured:
                measured = redact.measure_withheld(data, encodings.detect(data)[0])
                self.measures[self._place(tally.component, entry)] = measured
            tally.withheld.append(
                Withheld(
                    ordinal=0,
                    component=tally.component.slug,
                    shown_name=shown_path(entry.path) if shows else "",
                    reason=secret.redaction.published_reason,
                    commitment=redact.withheld_commitment(
                        salt=self.salts.salt(tally.component.slug, entry.path, 0, hidden),
                        filing_uid=self.filing.uid,
                        component=tally.component.slug,
                        path=entry.path,
                        data=data,
                    ),
                )
            )

    def _still_the_same(self, secret: Secret, data: bytes) -> None:
        if data != secret.value:
            raise UserError(
                f"The file that {secret.redaction.id} withholds has changed since.",
                where=shown_path(secret.redaction.path),
                next_step="Withdraw the redaction and withhold the file again as it is now.",
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

    def check_ceiling(self) -> None:
        """Refuse a package that hides more than the template's ceiling; nothing where it sets none."""
        if self._measured:
            redact.check_ceiling(self.template.redaction, self.measures)

    @staticmethod
    def _place(part: Component, entry: SourceEntry) -> bytes:
        return part.slug.encode() + b":" + entry.path
