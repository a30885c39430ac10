"""Scan: every disclosed file through the detectors, findings into the workbook."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from codebinder import detect, redact
from codebinder.base import encoding as encodings
from codebinder.base.workers import ordered_map
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingCounts, FindingFilter, Page
from codebinder.model.findings import Confidence, Detected, Finding
from codebinder.model.ports import Cancel, Progress, Sealer
from codebinder.model.redaction import RedactionKind, Secret, Span
from codebinder.model.source import Component, ComponentKind, EntryKind, SourceEntry
from codebinder.model.template import RedactionPolicy
from codebinder.workflow import contents, filings, hiding
from codebinder.workflow.session import Session
from codebinder.workflow.views import ScanReport

VALUE, CONTEXT = "finding-value", "finding-context"
_BATCH = 1024 * 1024
_CONTEXT = 48


@dataclass(frozen=True, slots=True)
class _Seen:
    path: bytes
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

    What counts as redacted is settled by the bytes: exactly what the redactions that stand would mask.
    """
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    if not parts:
        raise UserError("This filing has no source to scan.", next_step="Add one with `source add`.")
    engine = detect.Engine.load()
    # A duration for the report, not a moment: nothing that is stored or signed depends on it.
    begun = time.monotonic()
    files = size = 0
    secrets, policy = hiding.secrets(session, filing), filings.template(session, filing).redaction
    found: dict[str, list[Finding]] = {}
    masked: set[hiding.Key] = set()
    counted: dict[str, int] = {}
    for part in parts:
        inside = [row.entry for row in contents.selection(session, filing, part) if row.included]
        wanted = files_of(inside)
        progress.start("progress.scan", len(wanted))
        with contents.opened(session, filing, part) as content:
            items = content.read_all(wanted, cancel=cancel)
            masks = _Masks(secrets, policy, part.slug, session.sealer)
            seen = list(_findings(session, engine, part, masks, items, progress, cancel))
            found[part.slug] = [finding for finding, _ in seen]
            masked.update(hiding.key_of(finding) for finding, is_masked in seen if is_masked)
        counted[part.slug] = len(wanted)
        files += len(wanted)
        size += sum(entry.size for entry in wanted)
    with session.book.transaction("scan", subject=filing.slug, detail={"files": files, "size": size}) as note:
        merged = [session.book.findings.merge(filing.slug, slug, rows) for slug, rows in found.items()]
        for slug, count in counted.items():
            session.book.findings.record_scan(filing.slug, slug, engine=engine.digest, files=count)
        note.detail["new"], note.detail["gone"] = sum(row.new for row in merged), sum(row.gone for row in merged)
        hiding.settle(session, filing, masked)
        if {each.redaction.id for each in secrets} != {row.id for row in session.book.redactions.list(filing.slug)}:
            hiding.reopen(session, filing)  # one was withdrawn while the files were read
    return _report(session, filing, files, size, time.monotonic() - begun)


def _findings(
    session: Session,
    engine: detect.Engine,
    part: Component,
    masks: _Masks,
    items: Iterable[tuple[SourceEntry, bytes]],
    progress: Progress,
    cancel: Cancel,
) -> Iterator[tuple[Finding, bool]]:
    sealer = session.sealer

    def look(batch: list[tuple[SourceEntry, bytes]]) -> tuple[int, int, list[_Seen]]:
        seen: list[_Seen] = []
        total = 0
        for entry, data in batch:
            total += len(data)
            codec, _ = encodings.detect(data)
            hits = engine.scan(entry.path, data, codec)
            if hits:
                masked = masks.over(entry.path, data, codec, hits)
                around = tuple(
                    (hit, data[max(0, hit.start - _CONTEXT) : hit.end + _CONTEXT], is_masked)
                    for hit, is_masked in zip(hits, masked, strict=True)
                )
                seen.append(_Seen(entry.path, around))
        return len(batch), total, seen

    for count, total, seen in ordered_map(
        look, batches(items), workers=session.environment.workers, ahead=2 * session.environment.workers, cancel=cancel
    ):
        progress.advance(count, total)
        for each in seen:
            for hit, context, is_masked in each.hits:
                yield _finding(sealer, part.slug, each.path, hit, context), is_masked


class _Masks:
    """Tells which hits of a component are masked as things stand; threads may share it."""

    def __init__(self, secrets: Sequence[Secret], policy: RedactionPolicy, component: str, sealer: Sealer) -> None:
        self._secrets, self._policy, self._component, self._sealer = secrets, policy, component, sealer
        self._values = hiding.everywhere_hidden(secrets)
        self._withheld = {
            each.redaction.path
            for each in secrets
            if each.redaction.kind is RedactionKind.FILE and each.redaction.component == component
        }
        self._mutex = threading.Lock()
        self._redactor: redact.Redactor | None = None

    def over(self, path: bytes, data: bytes, codec: str, hits: Sequence[Detected]) -> list[bool]:
        """Say for each hit of a file whether its bytes are masked."""
        whole = path in self._withheld
        known = [whole or self._sealer.tag(VALUE, hit.value) in self._values for hit in hits]
        if all(known) or not self._secrets:
            return known
        with self._mutex:  # to prepare the search takes its time where thousands of values are hidden
            if self._redactor is None:
                self._redactor = redact.Redactor(self._secrets, policy=self._policy, component=self._component)
        spans = self._redactor.spans(path, data, codec)
        return [is_known or _within(hit, spans) for hit, is_known in zip(hits, known, strict=True)]


def _within(hit: Detected, spans: Sequence[Span]) -> bool:
    """Does the hit lie within one of the spans, which are in order and apart from each other?"""
    at = bisect_right(spans, hit.start, key=lambda span: span.start) - 1
    return at >= 0 and hit.end <= spans[at].end


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
    )


def _report(session: Session, filing: Filing, files: int, size: int, seconds: float) -> ScanReport:
    by_grade = {
        grade: session.book.findings.page(filing.slug, FindingFilter(confidences=(grade,)), offset=0, limit=1).total
        for grade in Confidence
    }
    counts = session.book.findings.counts(filing.slug)
    return ScanReport(
        files=files,
        size=size,
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
    return tuple(slug for slug, scan in scans.items() if scan is None or scan.engine != today)


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
