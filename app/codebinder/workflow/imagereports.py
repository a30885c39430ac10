"""What other programs reported of an image: taken in from their files, kept sealed, laid beside what we read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebinder import firmware, intake
from codebinder.base.digests import DigestStream
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Region, RegionKind, stretches
from codebinder.model.ports import Cancel
from codebinder.model.source import Component
from codebinder.model.text import Message, shown
from codebinder.workflow import attachments, images, registered
from codebinder.workflow.session import Session

REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One region that another program reported, and what we found where it begins; `known` where a reader of ours
    recognised something there, `ours` what that is."""

    region: Region
    known: bool
    ours: str


def take(session: Session, filing: Filing, slug: str, path: Path, *, cancel: Cancel) -> firmware.Report:
    """Take in a report on an image; UserError where the file is none, or tells of another image."""
    registered.check_not_erased(session, filing)
    component = images.image(session, filing, slug)
    attachments.plain_file(path)
    reports = firmware.read_report(intake.FileContent(path).read(firmware.LARGEST_REPORT))
    found = _fitting(session, component, reports, cancel)
    if found is None:
        raise SaidError(
            Message("refuse.report.other-image", {"slug": slug}),
            where=shown(path.name),
            next_step=Message("next.report-same-image"),
        )
    detail = {"regions": len(found.regions)}
    with session.book.transaction("firmware report", subject=f"{filing.slug}/{slug}", detail=detail):
        sealed = session.sealer.seal(images.READING, firmware.packed(found))
        made = images.made_from(session, component)
        session.book.readings.put(
            filing.slug, slug, f"{REPORT} {found.origin.split()[0]}", made_from=made, sealed=sealed
        )
    return found


def _fitting(
    session: Session, component: Component, reports: tuple[firmware.Report, ...], cancel: Cancel
) -> firmware.Report | None:
    """Give the report that tells of this image: by its digest, else by size and name, else the only one that says
    nothing of its file."""
    fitting = [each for each in reports if each.size in {-1, component.size}]
    name = images.name_of(component).decode("utf-8", "replace")
    digests = _digests(session, component, cancel) if any(each.digests for each in fitting) else {}
    for each in fitting:
        told = [(digits, digests[kind]) for kind, digits in each.digests if kind in digests]
        if told and all(one == other for one, other in told):
            return each
    silent = [each for each in fitting if not any(kind in digests for kind, _ in each.digests)]
    named = [each for each in silent if Path(each.name).name == name]
    beyond = [each for each in named or silent if all(row.end <= component.size for row in each.regions)]
    return beyond[0] if len(beyond) == 1 or named else None


def _digests(session: Session, component: Component, cancel: Cancel) -> dict[str, str]:
    stream = DigestStream()
    with images.opened(session, component, cancel=cancel) as blob:
        for piece in firmware.pieces(blob):
            cancel.check()
            stream.update(piece)
    return {"sha256": stream.finish().sha256}


def kept(session: Session, filing: Filing, slug: str) -> tuple[firmware.Report, ...]:
    """Give the reports that were taken in for an image as it is."""
    component = images.image(session, filing, slug)
    found: list[firmware.Report] = []
    for tool in ("binwalk", "unblob"):
        held = session.book.readings.get(filing.slug, slug, f"{REPORT} {tool}")
        if held is not None and held[0] == images.made_from(session, component):
            found.append(firmware.unpacked(firmware.Report, session.sealer.unseal(images.READING, held[1])))
    return tuple(found)


def beside(analysis: Analysis, report: firmware.Report) -> Iterator[Beside]:
    """Lay a report beside what we read: for each region what we found where it begins."""
    leaves = list(stretches(analysis))
    number = 0
    for region in sorted(report.regions, key=lambda each: each.start):
        while number < len(leaves) and leaves[number].end <= region.start:
            number += 1
        if number == len(leaves):
            yield Beside(region=region, known=False, ours="")
            continue
        leaf = leaves[number]
        known = leaf.region.kind in {RegionKind.KNOWN, RegionKind.PADDING}
        ours = leaf.region.format or leaf.region.kind.value
        yield Beside(region=region, known=known, ours=ours)
