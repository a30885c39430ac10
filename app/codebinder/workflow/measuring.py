"""How much a filing hides now, in exactly the numbers that a build would use; cheap to ask for after every gesture.

Characters and lines are counted where files are read anyway, to plan what is hidden, and kept; so a second answer reads
only files in which something else is hidden. What is printed is laid out again where anything in it changed; nothing
is drawn. Firmware images and supplied documents are in none of these numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from codebinder import redact, templates
from codebinder.base import encoding as encodings
from codebinder.bundle import excerpt
from codebinder.model.filing import Filing
from codebinder.model.measure import FileMeasure, Measure, Measured, PageCover
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind, Secret, Span
from codebinder.model.source import Component, ComponentKind, SourceEntry
from codebinder.model.template import FilingTemplate, RedactionPolicy
from codebinder.model.text import Message, shown_path
from codebinder.workflow import contents, filings, formanswers, hiding, inputs, laying, planning, shares
from codebinder.workflow.contents import files_of
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session


class Base(NamedTuple):
    """One source as if nothing were hidden: its files in order, where each stands in the list, and their sum."""

    made_from: object
    entries: list[SourceEntry]
    files: list[FileMeasure]
    where: dict[bytes, int]
    sum: Measure


@dataclass(slots=True)
class Kept:
    """What a session remembers of a filing's last measure, beside what it was made from."""

    bases: dict[str, Base] = field(default_factory=dict[str, Base])
    printed: tuple[object, tuple[PageCover, ...]] | None = None


def measured(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel, printed: bool = True) -> Measured:
    """Measure what the filing hides: every file, every printed page, deposit and package, against the ceiling.

    Without `printed` nothing is laid out: pages and deposit are empty, and a ceiling over them is not judged. Raises
    UserError where a redaction no longer stands where it was made, as a build would.
    """
    tag = shares.tag_of(session, filing)
    template = filings.template(session, filing)
    policy = template.redaction
    kept = _kept(session, filing)
    secrets = hiding.secrets(session, filing)
    plan = planning.Plan()
    if secrets:
        plan = planning.held(session, filing, secrets, policy, progress=progress, cancel=cancel)
    files, package = _files(session, filing, kept, plan, secrets, progress, cancel)
    covers: tuple[PageCover, ...] = ()
    if printed and template.listing.on_pages:
        covers = _covers(session, filing, kept, plan, template, progress, cancel)
    names = _named(policy, files, package)
    problems = redact.above_ceiling(policy, files=names, covers=covers if printed else None)
    if printed:
        shares.note(session, filing, shares.last_of(policy, tag, files=names, covers=covers))
    return Measured(
        files=files,
        pages=covers,
        deposit=redact.total(redact.measure_page(cover) for cover in covers),
        package=package,
        within=not problems,
        problems=problems,
        blackout_pages=redact.blackout_pages(covers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a measure stands to the ceiling, in a sentence; the pages with black-out as the form has them, and the field
    of the form that takes them (empty where the template has none)."""

    text: Message
    pages: str
    field: str


def verdict(session: Session, filing: Filing, measured: Measured) -> Verdict:
    """Say how a whole measure stands to the template's ceiling."""
    template = filings.template(session, filing)
    policy = template.redaction
    if not policy.allowed:
        text = Message("measure.forbidden")
    elif not policy.ceiling:
        text = Message("measure.no-ceiling")
    elif not measured.within:
        text = Message("measure.above", {"remedy": Message("measure.remedy")})
    else:
        names = _named(policy, measured.files, measured.package)
        most = redact.most_hidden(policy, files=names, covers=measured.pages)
        text = Message("measure.within", {"most": most or ""})
    pages = templates.pages_text(measured.blackout_pages, template.languages)
    return Verdict(text=text, pages=pages, field=policy.pages_field)


def share_text(measure: Measure, basis: str) -> str:
    """Give a share for people, with its counts: "12.50 % (1 of 8)"."""
    hidden, whole = redact.counts(measure, basis)
    return f"{redact.percent(measure.share(basis))} ({hidden} of {whole})"


def last(session: Session, filing: Filing) -> shares.LastMeasure | None:
    """Give what the last whole measure came to, where nothing has changed since."""
    return shares.last(session, filing)


def keep(session: Session, filing: Filing, measure: shares.LastMeasure) -> None:
    """Write a measure's verdict down, so that the checklist knows it when the workbook is opened again."""
    with session.book.transaction("measure", subject=filing.slug, detail={"within": int(measure.within)}):
        shares.keep(session, filing, measure)


def _kept(session: Session, filing: Filing) -> Kept:
    held = session.measures.get(filing.uid)
    if not isinstance(held, Kept):
        held = session.measures[filing.uid] = Kept()
    return held


def _named(policy: RedactionPolicy, files: Sequence[FileMeasure], package: Measure) -> dict[str, Measure]:
    """Give the measures by the names that sentences use; where no file is judged by itself, their sum does."""
    if policy.scope != "file":
        return {"": package}
    return {f"{each.component}/{shown_path(each.path)}": each.measure for each in files}


def _files(
    session: Session, filing: Filing, kept: Kept, plan: planning.Plan, secrets: Sequence[Secret],
    progress: Progress, cancel: Cancel,
) -> tuple[tuple[FileMeasure, ...], Measure]:  # fmt: skip
    """Give every file's measure, and their sum."""
    withheld: dict[str, set[bytes]] = {}
    for each in secrets:
        if each.redaction.kind is RedactionKind.FILE:
            withheld.setdefault(each.redaction.component, set()).add(each.redaction.path)
    found: list[FileMeasure] = []
    package = Measure()
    for part in sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda part: part.slug):
        base = _base(session, filing, kept, part, progress, cancel)
        files = base.files.copy()
        gone = withheld.get(part.slug, set()) & base.where.keys()
        for path in gone:
            whole = files[base.where[path]]
            hidden = Measure(hidden_chars=whole.measure.chars, hidden_lines=whole.measure.lines)
            files[base.where[path]] = replace(whole, measure=whole.measure + hidden, withheld=True)
            package += hidden
        spans = {path: each for (slug, path), each in plan.spans.items() if slug == part.slug and path not in gone}
        for path, measure in _masked(session, filing, part, base, spans, progress, cancel):
            files[base.where[path]] = replace(files[base.where[path]], measure=measure)
            package += Measure(hidden_chars=measure.hidden_chars, hidden_lines=measure.hidden_lines)
        package += base.sum
        found += files
    return tuple(found), package


def _base(session: Session, filing: Filing, kept: Kept, part: Component, progress: Progress, cancel: Cancel) -> Base:
    """Give a source as if nothing were hidden; files that nothing has counted yet are read."""
    made_from = (part, inputs.snapshot_tag(session, filing, part))
    held = kept.bases.get(part.slug)
    if held is not None and held.made_from == made_from:
        return held
    entries = files_of(row.entry for row in contents.selection(session, filing, part) if row.included)
    fresh = [entry for entry in entries if session.totals.get(entry) is None]
    for entry, data in _read(session, filing, part, fresh, progress, cancel):
        session.totals.note(entry, data, encodings.detect(data)[0])
    totals = [session.totals.of(entry) for entry in entries]
    files = [
        FileMeasure(component=part.slug, path=entry.path, measure=Measure(chars=total.chars, lines=total.lines))
        for entry, total in zip(entries, totals, strict=True)
    ]
    whole = Measure(chars=sum(each.chars for each in totals), lines=sum(each.lines for each in totals))
    where = {entry.path: number for number, entry in enumerate(entries)}
    kept.bases[part.slug] = Base(made_from, entries, files, where, whole)
    return kept.bases[part.slug]


def _masked(
    session: Session, filing: Filing, part: Component, base: Base, spans: Mapping[bytes, tuple[Span, ...]],
    progress: Progress, cancel: Cancel,
) -> Iterator[tuple[bytes, Measure]]:  # fmt: skip
    """Give the measures of files in which something is hidden; the look that found it has nearly always taken them."""
    wanted: list[SourceEntry] = []
    for path, each in spans.items():
        entry = base.entries[base.where[path]]
        measure = session.totals.hidden(entry, each)
        if measure is None:
            wanted.append(entry)
        else:
            yield path, measure
    for entry, data in _read(session, filing, part, wanted, progress, cancel):
        yield entry.path, session.totals.hide(entry, data, encodings.detect(data)[0], spans[entry.path])


def _read(
    session: Session, filing: Filing, part: Component, entries: Sequence[SourceEntry],
    progress: Progress, cancel: Cancel,
) -> Iterator[tuple[SourceEntry, bytes]]:  # fmt: skip
    if not entries:
        return
    progress.start("progress.measure", len(entries))
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all(entries, cancel=cancel):
            progress.advance(1, len(data))
            yield entry, data


def _covers(
    session: Session, filing: Filing, kept: Kept, plan: planning.Plan, template: FilingTemplate,
    progress: Progress, cancel: Cancel,
) -> tuple[PageCover, ...]:  # fmt: skip
    """Lay out what would be printed, unless it is as it was."""
    given = formanswers.given(session, filing, template)
    sources = filings.components(session, filing, ComponentKind.SOURCE)
    made_from = (
        tuple((part, inputs.snapshot_tag(session, filing, part)) for part in sources),
        plan.spans,
        tuple(each for each in session.book.redactions.list(filing.slug) if each.kind is RedactionKind.FILE),
        template.listing,
        template.redaction,
        {name: given.get(name, "") for name in excerpt.steering(template.listing)},
        tuple(filings.components(session, filing, ComponentKind.FIRMWARE)),
    )
    if kept.printed is None or kept.printed[0] != made_from:
        pipeline = Pipeline(session, filing)
        counter = laying.laid_out(session, filing, pipeline, answers=given, progress=progress, cancel=cancel)
        kept.printed = (made_from, counter.covers)
    return kept.printed[1]
