"""What a package says of how much is hidden in it, by the template's rule and no more; and the field of the form that
names the pages with black-out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from codebinder import redact, templates
from codebinder.base.messages import Told, said
from codebinder.bundle import excerpt
from codebinder.errors import CodebinderError
from codebinder.model.checklist import FilingFacts, ShareFact
from codebinder.model.filing import Filing
from codebinder.model.measure import Measure, PageCover
from codebinder.model.package import ShareRow
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.template import FilingTemplate, RedactionPolicy
from codebinder.model.text import Message
from codebinder.workflow import filings, formanswers
from codebinder.workflow.session import Session, canonical

if TYPE_CHECKING:
    from codebinder.workflow.pipeline import Pipeline

_BOX = "last-measure"
"""Name of the note in the workbook, and purpose of the subkey that seals it."""


def published(policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover]) -> ShareRow | None:
    """Give what the papers say of a share that keeps within the ceiling; None where they say nothing.

    By `within` this depends on the template alone; by `percent` on the lengths of what is hidden, as that rule wants.
    """
    if not policy.allowed or policy.share == "none" or (policy.share == "within" and not policy.ceiling):
        return None
    row = ShareRow(
        basis=policy.basis,
        scope=policy.scope,
        comparator=policy.comparator if policy.ceiling else "",
        ceiling=policy.ceiling,
    )
    if policy.share == "within":
        return row
    return replace(row, percent=redact.in_scope(policy, files=files, covers=covers).published(policy.basis))


def facts_for_papers(
    session: Session,
    filing: Filing,
    template: FilingTemplate,
    *,
    covers: Sequence[PageCover],
    share: ShareRow | None,
) -> FilingFacts:
    """Give the filing's facts as its papers are written from them: without the calendar, with the field that the
    program fills in, and with no more of the share than is published."""
    facts = replace(filings.facts(session, filing), today="", share=_said(share))
    pages = redact.blackout_pages(covers) if template.redaction.pages_field else ()
    return with_pages(template, facts, pages)


def with_pages(template: FilingTemplate, facts: FilingFacts, pages: Sequence[int]) -> FilingFacts:
    """Answer the requirement that names the pages with black-out, where the template has one."""
    name = template.redaction.pages_field
    if not name:
        return facts
    text = templates.pages_text(pages, template.languages)
    return replace(facts, answers=tuple(sorted({**dict(facts.answers), name: text}.items())))


def _said(share: ShareRow | None) -> ShareFact | None:
    if share is None:
        return None
    if share.percent is not None:
        return ShareFact(
            within=True, why=Told(Message("fault.shares.most-hidden", {"percent": share.percent, "basis": share.basis}))
        )
    return ShareFact(within=True, why=Told(Message("fault.shares.keeps-within-template-ceiling")))


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMeasure:
    """What is remembered of a measure: how it stands to the ceiling, and the pages with black-out as the form has them;
    `tag` is that of everything it was made from."""

    tag: str
    within: bool
    why: str
    pages: tuple[int, ...]


def tag_of(session: Session, filing: Filing) -> str:
    """Give a keyed digest of everything that a measure is made from: sources, redactions, and the way of filing."""
    from codebinder.workflow import inputs

    template = filings.template(session, filing)
    mode = templates.mode_of(template, filings.facts(session, filing))
    parts = [
        [part.slug, list(part.include), list(part.exclude), inputs.snapshot_tag(session, filing, part)]
        for part in filings.components(session, filing, ComponentKind.SOURCE)
    ]
    rows = [
        [
            row.id,
            row.kind.value,
            row.component,
            row.path.hex(),
            row.start,
            row.end,
            row.published_reason,
            row.content_tag,
        ]
        for row in session.book.redactions.list(filing.slug)
    ]
    value = [
        filing.template_digest,
        mode.id if mode is not None else "",
        parts,
        rows,
        *_steering(session, filing, template),
    ]
    return session.sealer.tag(_BOX, canonical(value))


def _steering(session: Session, filing: Filing, template: FilingTemplate) -> list[list[list[str | int]]]:
    """Give what else decides which pages are printed and what number they bear: answers, and object code before them;
    nothing where there is none of it."""
    names = excerpt.steering(template.listing)
    answers = formanswers.given(session, filing, template) if names else {}
    said: list[list[str | int]] = [[name, answers[name]] for name in sorted(names) if name in answers]
    images: list[list[str | int]] = [
        [part.slug, part.tag, part.size]
        for part in filings.components(session, filing, ComponentKind.FIRMWARE)
        if part.disclosure is Disclosure.PRINTED
    ]
    return [each for each in (said, images) if each]


def last_of(
    policy: RedactionPolicy, tag: str, *, files: Mapping[str, Measure], covers: Sequence[PageCover]
) -> LastMeasure:
    """Put a complete measure into what is remembered of it."""
    problems = redact.above_ceiling(policy, files=files, covers=covers)
    most = problems[0] if problems else redact.most_hidden(policy, files=files, covers=covers)
    return LastMeasure(
        tag=tag,
        within=not problems,
        why=said(most) if most is not None else "",
        pages=redact.blackout_pages(covers) if policy.pages_field else (),
    )


def note(session: Session, filing: Filing, last: LastMeasure) -> None:
    """Remember a measure while the workbook is open."""
    session.measures[f"last {filing.uid}"] = last


def keep(session: Session, filing: Filing, last: LastMeasure) -> None:
    """Remember a measure in the workbook, sealed; inside a transaction of the caller."""
    note(session, filing, last)
    box = session.sealer.seal(_BOX, json.dumps(asdict(last)).encode())
    session.book.remember(f"{_BOX}/{filing.uid}", box.hex())


def keep_built(session: Session, filing: Filing, pipeline: Pipeline, covers: Sequence[PageCover]) -> None:
    """Remember in the workbook what was measured on the way through everything that leaves; inside a transaction."""
    policy = pipeline.template.redaction
    if policy.ceiling or policy.pages_field:
        keep(session, filing, last_of(policy, tag_of(session, filing), files=pipeline.measures, covers=covers))


def last(session: Session, filing: Filing) -> LastMeasure | None:
    """Give the last measure where nothing has changed since; None where it must be taken again."""
    held = session.measures.get(f"last {filing.uid}")
    if not isinstance(held, LastMeasure):
        text = session.book.recall(f"{_BOX}/{filing.uid}")
        if not text:
            return None
        row = json.loads(session.sealer.unseal(_BOX, bytes.fromhex(text)))
        held = LastMeasure(tag=row["tag"], within=row["within"], why=row["why"], pages=tuple(row["pages"]))
        note(session, filing, held)
    return held if held.tag == tag_of(session, filing) else None


def with_last(session: Session, filing: Filing, template: FilingTemplate, facts: FilingFacts) -> FilingFacts:
    """Give facts with what the last measure says, for the house's own checklist; as they are where it is too old."""
    policy = template.redaction
    if not policy.allowed or not (policy.ceiling or policy.pages_field):
        return facts
    try:
        held = last(session, filing)
    except CodebinderError:  # the keychain may be locked or absent: then nothing is known of a measure
        held = None
    if held is None:
        return facts
    share = ShareFact(within=held.within, why=held.why) if policy.ceiling else None
    return with_pages(template, replace(facts, share=share), held.pages)
