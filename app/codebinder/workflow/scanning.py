"""Scan: every disclosed file through the detectors, findings into the workbook."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, FindingCounts, FindingFilter, Page
from codebinder.model.findings import Confidence, Finding
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.workflow import filings
from codebinder.workflow.session import Session
from codebinder.workflow.views import ScanReport

if TYPE_CHECKING:
    from codebinder.workflow.scanrun import Run


def scan(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> ScanReport:
    """Scan every included file of every source of the filing, and everything in its images; findings of unchanged
    places keep their id and keep.

    Files that the same rules have read before are not read again. What counts as redacted is settled by the bytes:
    exactly what the redactions that stand would mask.
    """
    from codebinder.workflow.scanrun import Run

    parts = filings.components(session, filing, ComponentKind.SOURCE)
    images = filings.components(session, filing, ComponentKind.FIRMWARE)
    if not parts and not images:
        raise SaidError(Message("refuse.scanning.filing-no-source-scan"), next_step=Message("next.add-one-source-add"))
    # A duration for the report, not a moment: nothing that is stored or signed depends on it.
    begun = time.monotonic()
    run = Run(session, filing, progress=progress, cancel=cancel)
    for part in parts:
        run.look_at(part)
    for part in images:
        run.look_into(part)
    run.look_everywhere()
    run.write()
    return _report(session, filing, run, time.monotonic() - begun)


def _report(session: Session, filing: Filing, run: Run, seconds: float) -> ScanReport:
    by_grade = {
        grade: session.book.findings.page(filing.slug, FindingFilter(confidences=(grade,)), offset=0, limit=1).total
        for grade in Confidence
    }
    counts = session.book.findings.counts(filing.slug)
    return ScanReport(
        files=run.files,
        images=len(run.images),
        images_read=sum(each.read for each in run.images),
        things=sum(each.things for each in run.images),
        read=sum(len(each.read) for each in run.parts),
        size=run.size,
        findings=sum(by_grade.values()),
        high=by_grade[Confidence.HIGH],
        medium=by_grade[Confidence.MEDIUM],
        low=by_grade[Confidence.LOW],
        open=counts.undecided,
        seconds=seconds,
        unsought=run.unsought,
        crowded=run.crowded,
    )


def findings(
    session: Session, filing: Filing, wanted: FindingFilter | None = None, *, offset: int = 0, limit: int = 500
) -> Page[Finding]:
    """Give one page of findings."""
    return session.book.findings.page(filing.slug, wanted or FindingFilter(), offset=offset, limit=limit)


def counts(session: Session, filing: Filing) -> FindingCounts:
    """Give how the findings stand, of the components in scope. Those inside of images that don't leave as images are
    counted by themselves: nobody need decide them."""
    idle = idle_images(session, filing)
    parts = [part.slug for part in filings.components(session, filing) if not filing.scope or part.slug in filing.scope]
    if not idle & set(parts):
        return session.book.findings.counts(filing.slug, components=filing.scope)
    told = session.book.findings.counts(filing.slug, components=filing.scope)
    left = [slug for slug in parts if slug not in idle]
    mine = session.book.findings.counts(filing.slug, components=left) if left else None
    return replace(told, undecided=mine.undecided if mine is not None else 0)


def idle_images(session: Session, filing: Filing) -> frozenset[str]:
    """Give the images of which no byte leaves as part of an image: what stands in them is shown, and blocks nothing."""
    held = filings.components(session, filing, ComponentKind.FIRMWARE)
    return frozenset(part.slug for part in held if part.disclosure not in {Disclosure.WHOLE, Disclosure.REDACTED})


def unscanned(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the sources, and the images of which anything leaves, that no scan with today's rules has read since they
    were added or moved."""
    from codebinder.workflow import imagescan
    from codebinder.workflow.scanrun import digest_for

    parts = filings.components(session, filing, ComponentKind.SOURCE)
    images = [
        part
        for part in filings.components(session, filing, ComponentKind.FIRMWARE)
        if part.disclosure is not Disclosure.WITHHELD
    ]
    scans = {part.slug: session.book.findings.scan_of(filing.slug, part.slug) for part in (*parts, *images)}
    today = digest_for(session) if any(scans.values()) else ""
    missing = [part.slug for part in parts if (scan := scans[part.slug]) is None or scan.stale or scan.engine != today]
    return (*missing, *imagescan.unscanned(session, filing, images, today))
