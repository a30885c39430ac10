"""How much a filing hides now, in exactly the numbers that a build would use; cheap to ask for after every gesture.

Characters and lines come from the plan of what is hidden and from totals counted once for each content, so a second
answer reads only files in which something else is hidden. What is printed must be laid out again where anything in it
changed; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.model.filing import Filing
from codebinder.model.measure import FileMeasure, Measure, Measured, PageCover
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind, Secret, Span
from codebinder.model.source import Component, ComponentKind, SourceEntry
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown_path
from codebinder.workflow import contents, filings, hiding, planning, shares, state
from codebinder.workflow.assembling import identity_of
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.scanrun import files_of
from codebinder.workflow.session import Session


@dataclass(slots=True)
class Kept:
    """What a session remembers of a filing's last measure, beside what it was made from."""

    entries: dict[str, tuple[object, list[SourceEntry]]] = field(
        default_factory=dict[str, "tuple[object, list[SourceEntry]]"]
    )
    hidden: dict[planning.Place, tuple[str, tuple[Span, ...], Measure]] = field(
        default_factory=dict[planning.Place, "tuple[str, tuple[Span, ...], Measure]"]
    )
    printed: tuple[object, tuple[PageCover, ...]] | None = None


def measured(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel, printed: bool = True) -> Measured:
    """Measure what the filing hides: every file, every printed page, deposit and package, against the ceiling.

    Without `printed` nothing is laid out: pages and deposit are empty, and a ceiling over them is not judged. Raises
    UserError where a redaction no longer stands where it was made, as a build would.
    """
    tag = shares.tag_of(session, filing)
    template = filings.template(session, filing)
    kept = _kept(session, filing)
    secrets = hiding.secrets(session, filing)
    plan = planning.Plan()
    if secrets:
        plan = planning.held(session, filing, secrets, template.redaction, progress=progress, cancel=cancel)
    files = _files(session, filing, kept, plan, secrets, progress, cancel)
    covers: tuple[PageCover, ...] = ()
    if printed and template.listing.mode != "none":
        covers = _covers(session, filing, kept, plan, template, progress, cancel)
    names = {f"{each.component}/{shown_path(each.path)}": each.measure for each in files}
    judged = covers if printed else None
    problems = redact.above_ceiling(template.redaction, files=names, covers=judged)
    if judged is not None:
        shares.note(session, filing, shares.last_of(template.redaction, tag, files=names, covers=covers))
    return Measured(
        files=files,
        pages=covers,
        deposit=redact.total(redact.measure_page(cover) for cover in covers),
        package=redact.total(each.measure for each in files),
        within=not problems,
        problems=problems,
        blackout_pages=redact.blackout_pages(covers),
    )


def _kept(session: Session, filing: Filing) -> Kept:
    held = session.measures.get(filing.uid)
    if not isinstance(held, Kept):
        held = session.measures[filing.uid] = Kept()
    return held


def _files(
    session: Session, filing: Filing, kept: Kept, plan: planning.Plan, secrets: Sequence[Secret],
    progress: Progress, cancel: Cancel,
) -> tuple[FileMeasure, ...]:  # fmt: skip
    gone = {
        (each.redaction.component, each.redaction.path) for each in secrets if each.redaction.kind is RedactionKind.FILE
    }
    found: list[FileMeasure] = []
    for part in sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda part: part.slug):
        entries = _entries(session, filing, kept, part)
        _count(
            session, filing, part, [entry for entry in entries if session.totals.get(entry) is None], progress, cancel
        )
        _look(session, filing, kept, part, plan, entries, gone, progress, cancel)
        for entry in entries:
            place = (part.slug, entry.path)
            found.append(
                FileMeasure(
                    component=part.slug,
                    path=entry.path,
                    measure=_measure(session, kept, plan, entry, place, withheld=place in gone),
                    withheld=place in gone,
                )
            )
    return tuple(found)


def _measure(
    session: Session, kept: Kept, plan: planning.Plan, entry: SourceEntry, place: planning.Place, *, withheld: bool
) -> Measure:
    total = session.totals.of(entry)
    if withheld:
        return Measure(chars=total.chars, hidden_chars=total.chars, lines=total.lines, hidden_lines=total.lines)
    if place in plan.spans:
        return kept.hidden[place][2]
    return Measure(chars=total.chars, lines=total.lines)


def _entries(session: Session, filing: Filing, kept: Kept, part: Component) -> list[SourceEntry]:
    """Give the component's included files; listing a large tree takes longer than all the rest of a second answer."""
    made_from = (part, state.snapshot_tag(session, filing, part))
    held = kept.entries.get(part.slug)
    if held is None or held[0] != made_from:
        rows = contents.selection(session, filing, part)
        held = kept.entries[part.slug] = (made_from, files_of(row.entry for row in rows if row.included))
    return held[1]


def _count(
    session: Session,
    filing: Filing,
    part: Component,
    entries: Sequence[SourceEntry],
    progress: Progress,
    cancel: Cancel,
) -> None:
    """Count files that nothing has counted yet."""
    fresh = [entry for entry in entries if session.totals.get(entry) is None]
    if not fresh:
        return
    progress.start("progress.measure", len(fresh))
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all(fresh, cancel=cancel):
            progress.advance(1, len(data))
            session.totals.note(entry, data, encodings.detect(data)[0])


def _look(
    session: Session, filing: Filing, kept: Kept, part: Component, plan: planning.Plan,
    entries: Sequence[SourceEntry], gone: set[planning.Place], progress: Progress, cancel: Cancel,
) -> None:  # fmt: skip
    """Measure the files in which something is hidden, and other than at the last measure."""
    wanted: list[SourceEntry] = []
    for entry in entries:
        place = (part.slug, entry.path)
        spans = plan.spans.get(place)
        if spans is not None and place not in gone:
            held = kept.hidden.get(place)
            if held is None or held[:2] != (entry.key, spans):
                wanted.append(entry)
    if not wanted:
        return
    progress.start("progress.measure", len(wanted))
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all(wanted, cancel=cancel):
            progress.advance(1, len(data))
            spans = plan.spans[part.slug, entry.path]
            measure = redact.measure(data, encodings.detect(data)[0], spans)
            kept.hidden[part.slug, entry.path] = (entry.key, spans, measure)


def _covers(
    session: Session, filing: Filing, kept: Kept, plan: planning.Plan, template: FilingTemplate,
    progress: Progress, cancel: Cancel,
) -> tuple[PageCover, ...]:  # fmt: skip
    """Lay out what would be printed, unless it is as it was."""
    sources = filings.components(session, filing, ComponentKind.SOURCE)
    made_from = (
        tuple((part, state.snapshot_tag(session, filing, part)) for part in sources),
        tuple(sorted(plan.spans.items())),
        tuple(each for each in session.book.redactions.list(filing.slug) if each.kind is RedactionKind.FILE),
        template.listing,
        template.redaction,
    )
    if kept.printed is None or kept.printed[0] != made_from:
        from codebinder.bundle.listing import ListingWriter  # ReportLab takes its time to load

        counter = ListingWriter(
            template.listing,
            identity_of(session, filing),
            None,
            draft=False,
            lang=filing.language or "en",
            cancel=cancel,
        )
        with counter:
            for filed in Pipeline(session, filing).files(progress=progress, cancel=cancel):
                counter.add(filed)
            counter.count()
        kept.printed = (made_from, counter.covers)
    return kept.printed[1]
