"""Firmware images as a page shows them: each at a glance, and all that the house knows of one."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder import firmware
from codebinder.model import build_facts
from codebinder.model.build_facts import Contradiction
from codebinder.model.filing import Filing, FindingCounts, FindingFilter
from codebinder.model.findings import Confidence, FindingState
from codebinder.model.firmware import Analysis, BuildFacts, Tie
from codebinder.model.source import Component, ComponentKind
from codebinder.workflow import buildfacts, filings, imagereports, images, tying
from codebinder.workflow.imagereports import Beside
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRow:
    """One image at a glance. `read`: what was read of it is of the image as it is; `outdated`: of what it was."""

    part: Component
    read: bool
    outdated: bool
    scanned: bool
    counts: FindingCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageState:
    """One image with what was read of it (None: not yet), declared of how it was built, and reported by others.

    `made` says what the reading was made from: while it is the same, the reading is. `first_open` is the first finding
    inside that waits for a decision, "" for none."""

    row: ImageRow
    made: str
    reading: Analysis | None
    build: BuildFacts | None
    doubts: tuple[Contradiction, ...]
    reports: tuple[tuple[firmware.Report, tuple[Beside, ...]], ...]
    first_open: str = ""

    @property
    def slug(self) -> str:
        """The image's name in the filing."""
        return self.row.part.slug


def rows(session: Session, filing: Filing) -> tuple[ImageRow, ...]:
    """Give every image of a filing at a glance; nothing large is unsealed."""
    return tuple(_row(session, filing, part) for part in filings.components(session, filing, ComponentKind.FIRMWARE))


def _row(session: Session, filing: Filing, part: Component) -> ImageRow:
    held = session.book.readings.get(filing.slug, part.slug, images.ANALYSIS)
    good = held is not None and held[0] == images.made_from(session, part)
    return ImageRow(
        part=part,
        read=good,
        outdated=held is not None and not good,
        scanned=session.book.findings.scan_of(filing.slug, part.slug) is not None,
        counts=session.book.findings.counts(filing.slug, components=(part.slug,)),
    )


def state(session: Session, filing: Filing, slug: str, before: ImageState | None = None) -> ImageState:
    """Give all of one image; what was read is taken from `before` where it is the same still."""
    part = images.image(session, filing, slug)
    row = _row(session, filing, part)
    made = images.made_from(session, part)
    reading: Analysis | None = None
    if row.read:
        same = before is not None and before.slug == slug and before.made == made
        reading = before.reading if same and before is not None else None
        reading = reading or images.kept(session, filing, slug)
    build = buildfacts.stated(part)
    marks = reading.marks if reading is not None else ()
    reports = imagereports.kept(session, filing, slug)
    return ImageState(
        row=row,
        made=made,
        reading=reading,
        build=build,
        doubts=tuple(build_facts.contradictions(build, marks)) if build is not None else (),
        reports=tuple(
            (each, tuple(imagereports.beside(reading, each)) if reading is not None else ()) for each in reports
        ),
        first_open=_first_open(session, filing, slug) if row.counts.undecided else "",
    )


def _first_open(session: Session, filing: Filing, slug: str) -> str:
    wanted = FindingFilter(
        component=slug, states=(FindingState.OPEN,), confidences=(Confidence.HIGH, Confidence.MEDIUM)
    )
    held = session.book.findings.page(filing.slug, wanted, limit=1).items
    return held[0].id if held else ""


def tie(session: Session, filing: Filing, slug: str) -> tuple[Tie | None, bool]:
    """Give the tie of an image as it stands; None with True where one was computed that does not hold any more."""
    found = tying.kept(session, filing, slug)
    if found is not None:
        return found, False
    return None, session.book.readings.get(filing.slug, slug, tying.TIE) is not None
