"""Scan: every disclosed file through the detectors, findings into the workbook."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from codebinder import detect
from codebinder.base import encoding as encodings
from codebinder.base.workers import ordered_map
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingCounts, FindingFilter, Page
from codebinder.model.findings import Confidence, Detected, Finding
from codebinder.model.ports import Cancel, Progress, Sealer
from codebinder.model.source import Component, ComponentKind, EntryKind, SourceEntry
from codebinder.workbook import Scan
from codebinder.workflow import contents, earlier, everywhere, filings, hiding
from codebinder.workflow.masks import Masks
from codebinder.workflow.session import Session
from codebinder.workflow.views import ScanReport

VALUE, CONTEXT = "finding-value", "finding-context"
_BATCH = 1024 * 1024
_AROUND = everywhere.CONTEXT


@dataclass(frozen=True, slots=True)
class _Seen:
    path: bytes
    encoding: str
    hits: tuple[tuple[Detected, bytes, bool], ...]
    """Each with the bytes around it, and whether it is masked as things stand."""


def batches(items: Iterable[tuple[SourceEntry, bytes]]) -> Iterator[list[tuple[SourceEntry, bytes]]]:
    """Group files into batches of about 1 MiB: half of a source tree's files are under 2 KB."""
    batch: list[tuple[SourceEntry, bytes]] = []
    size = 0
    for entry, data in items:
        batch.append((entry, data))
        size += len(data) + 256
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def files_of(selected: Iterable[SourceEntry]) -> list[SourceEntry]:
    """Give the entries that have content of their own (no links, no submodules)."""
    return [entry for entry in selected if entry.kind in {EntryKind.FILE, EntryKind.EXECUTABLE}]


def scan(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> ScanReport:
    """Scan every included file of every source of the filing; findings of unchanged places keep their id and keep.

    Files that the same rules have read before are not read again. What counts as redacted is settled by the bytes:
    exactly what the redactions that stand would mask.
    """
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    if not parts:
        raise UserError("This filing has no source to scan.", next_step="Add one with `source add`.")
    # A duration for the report, not a moment: nothing that is stored or signed depends on it.
    begun = time.monotonic()
    run = _Run(session, filing, detect.Engine.load(cache=session.environment.cache_dir), progress, cancel)
    for part in parts:
        run.look_at(part)
    run.look_everywhere()
    run.write()
    return _report(session, filing, run, time.monotonic() - begun)


@dataclass(slots=True)
class _Part:
    """One component while it is scanned."""

    part: Component
    entries: list[SourceEntry]
    read: list[SourceEntry]
    tags: bytes
    findings: list[Finding]


class _Run:
    """One scan of a filing: what it reads, what it sees, and what it writes down at its end."""

    def __init__(
        self, session: Session, filing: Filing, engine: detect.Engine, progress: Progress, cancel: Cancel
    ) -> None:
        self._session, self._filing, self._engine = session, filing, engine
        self._progress, self._cancel = progress, cancel
        self._secrets = hiding.secrets(session, filing)
        self._policy = filings.template(session, filing).redaction
        self._masked: set[hiding.Key] = set()
        self._sightings = everywhere.Sightings()
        self._known = everywhere.known(session, filing)
        self.parts: list[_Part] = []

    def look_at(self, part: Component) -> None:
        """Read what is new in a component."""
        session = self._session
        rows = contents.selection(session, self._filing, part)
        entries = files_of(row.entry for row in rows if row.included)
        before = earlier.earlier(session, self._filing, part.slug, self._engine.digest)
        read, tags = before.to_read(entries, self._secrets)
        standing = before.standing(entries, read)
        self._masked |= earlier.masked_among(standing)
        self._progress.start("progress.scan", len(read))
        fresh: list[Finding] = []
        if read:
            with contents.opened(session, self._filing, part) as content:
                items = content.read_all(read, cancel=self._cancel)
                for finding, is_masked in self._fresh(part, self._masks(part), items):
                    fresh.append(finding)
                    if is_masked:
                        self._masked.add(hiding.key_of(finding))
        self.parts.append(_Part(part, entries, read, tags, standing + fresh))

    def _masks(self, part: Component) -> Masks:
        return Masks(self._secrets, self._policy, part.slug)

    def _fresh(
        self, part: Component, masks: Masks, items: Iterable[tuple[SourceEntry, bytes]]
    ) -> Iterator[tuple[Finding, bool]]:
        workers = self._session.environment.workers
        look = partial(_look, self._engine, self._session.sealer, masks)
        for count, total, seen in ordered_map(
            look, batches(items), workers=workers, ahead=2 * workers, cancel=self._cancel
        ):
            self._progress.advance(count, total)
            for each in seen:
                for hit, context, is_masked in each.hits:
                    finding = _finding(self._session.sealer, part.slug, each.path, hit, context)
                    self._sightings.note(finding, hit, each.encoding)
                    yield finding, is_masked

    def look_everywhere(self) -> None:
        """Look for new values in every file, and for those known in the files that were read."""
        standing = {finding.value_tag for each in self.parts for finding in each.findings if _is_first(finding)}
        self._gone = [tag for tag in self._known if tag not in standing]
        old = {tag: value for tag, value in self._known.items() if tag in standing}
        self._new = {tag: value for tag, value in self._sightings.values.items() if tag not in old}
        kinds = dict(self._sightings.kinds)
        for each in self.parts:
            each.findings = [one for one in each.findings if _is_first(one) or one.value_tag in standing]
            for one in each.findings:
                if one.value_tag in old:
                    kinds.setdefault(one.value_tag, (one.kind, one.confidence))
        for values, only_read in ((self._new, False), (old, True)):
            self._seek(values, kinds, only_read=only_read)

    def _seek(self, values: everywhere.Known, kinds: Mapping[str, tuple[str, Confidence]], *, only_read: bool) -> None:
        if not values or not any(each.read if only_read else each.entries for each in self.parts):
            return
        seeker = everywhere.Seeker(values, kinds)
        for each in self.parts:
            entries = each.read if only_read else each.entries
            if not entries:
                continue
            self._progress.start("progress.scan-values", len(entries))
            standing: dict[bytes, list[Finding]] = {}
            for finding in each.findings:
                standing.setdefault(finding.path, []).append(finding)
            slug, sealer = each.part.slug, self._session.sealer
            masks = self._masks(each.part)
            with contents.opened(self._session, self._filing, each.part) as content:
                found = seeker.look(
                    slug, content.read_all(entries, cancel=self._cancel), standing, masks,
                    workers=self._session.environment.workers, progress=self._progress, cancel=self._cancel,
                )  # fmt: skip
                for place, context, is_masked in found:
                    finding = replace(place, context_tag=sealer.tag(CONTEXT, place.path + b"\0" + context))
                    each.findings.append(finding)
                    if is_masked:
                        self._masked.add(hiding.key_of(finding))

    def write(self) -> None:
        """Write down what was seen, in one transaction."""
        session, filing, book = self._session, self._filing, self._session.book
        detail: dict[str, int] = {"files": self.files, "size": self.size}
        with book.transaction("scan", subject=filing.slug, detail=detail) as note:
            merged = [book.findings.merge(filing.slug, each.part.slug, each.findings) for each in self.parts]
            masks = earlier.masks_tag(session.sealer, self._secrets)
            for each in self.parts:
                scan = Scan(engine=self._engine.digest, files=len(each.entries), seen=each.tags, masks=masks)
                book.findings.record_scan(filing.slug, each.part.slug, scan)
            everywhere.remember(session, filing, self._new, self._gone)
            note.detail["read"] = sum(len(each.read) for each in self.parts)
            note.detail["new"], note.detail["gone"] = sum(row.new for row in merged), sum(row.gone for row in merged)
            hiding.settle(session, filing, self._masked)
            if {each.redaction.id for each in self._secrets} != {row.id for row in book.redactions.list(filing.slug)}:
                hiding.reopen(session, filing)  # one was withdrawn while the files were read

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(len(each.entries) for each in self.parts)

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(entry.size for each in self.parts for entry in each.entries)


def _is_first(finding: Finding) -> bool:
    """Was this seen by a rule, and not because the same value stands elsewhere?"""
    return finding.rule != everywhere.RULE


def _look(
    engine: detect.Engine, sealer: Sealer, masks: Masks, batch: list[tuple[SourceEntry, bytes]]
) -> tuple[int, int, list[_Seen]]:
    seen: list[_Seen] = []
    total = 0
    for entry, data in batch:
        total += len(data)
        codec, _ = encodings.detect(data)
        hits = engine.scan(entry.path, data, codec)
        if hits:
            masked = masks.over(
                entry.path, data, codec, [(sealer.tag(VALUE, one.value), one.start, one.end) for one in hits]
            )
            around = tuple(
                (hit, data[max(0, hit.start - _AROUND) : hit.end + _AROUND], is_masked)
                for hit, is_masked in zip(hits, masked, strict=True)
            )
            seen.append(_Seen(entry.path, codec, around))
    return len(batch), total, seen


def _finding(sealer: Sealer, component: str, path: bytes, hit: Detected, context: bytes) -> Finding:
    return Finding(
        id="",
        component=component,
        path=path,
        start=hit.start,
        end=hit.end,
        line=hit.line,
        rule=hit.rule,
        kind=hit.kind,
        confidence=hit.confidence,
        reason=hit.reason,
        value_tag=sealer.tag(VALUE, hit.value),
        context_tag=sealer.tag(CONTEXT, path + b"\0" + context),
        member=hit.member,
    )


def _report(session: Session, filing: Filing, run: _Run, seconds: float) -> ScanReport:
    by_grade = {
        grade: session.book.findings.page(filing.slug, FindingFilter(confidences=(grade,)), offset=0, limit=1).total
        for grade in Confidence
    }
    counts = session.book.findings.counts(filing.slug)
    return ScanReport(
        files=run.files,
        read=sum(len(each.read) for each in run.parts),
        size=run.size,
        findings=sum(by_grade.values()),
        high=by_grade[Confidence.HIGH],
        medium=by_grade[Confidence.MEDIUM],
        low=by_grade[Confidence.LOW],
        open=counts.undecided,
        seconds=seconds,
    )


def findings(
    session: Session, filing: Filing, wanted: FindingFilter | None = None, *, offset: int = 0, limit: int = 500
) -> Page[Finding]:
    """Give one page of findings."""
    return session.book.findings.page(filing.slug, wanted or FindingFilter(), offset=offset, limit=limit)


def counts(session: Session, filing: Filing) -> FindingCounts:
    """Give how the findings stand."""
    return session.book.findings.counts(filing.slug)


def unscanned(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the sources that no scan with today's rules has read since they were added or moved."""
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    scans = {part.slug: session.book.findings.scan_of(filing.slug, part.slug) for part in parts}
    today = _rules_of_today() if any(scans.values()) else ""
    return tuple(slug for slug, scan in scans.items() if scan is None or scan.stale or scan.engine != today)


@lru_cache(maxsize=1)
def _rules_of_today() -> str:
    """The rules' digest: they are part of the program, and do not change while it runs."""
    return detect.Engine.load().digest


def scan_paths(
    paths: Iterable[Path], *, workers: int, progress: Progress, cancel: Cancel
) -> Iterator[tuple[Path, Path, Detected]]:
    """Scan plain folders and files without a workbook: (root asked for, file, what was seen), in order of path."""
    for root in paths:
        if not root.exists():
            raise UserError("There is nothing at this path.", where=str(root), next_step="Check the path.")
        for path, hit in detect.scan_paths([root], workers=workers, progress=progress, cancel=cancel):
            yield root, path, hit
