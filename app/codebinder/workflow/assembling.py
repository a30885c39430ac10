"""Gathers everything that would leave, in order, into a sink: the same call for a round's digest and for an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from codebinder import redact, review, templates
from codebinder.base.messages import said_in
from codebinder.base.safenames import safe_names
from codebinder.bundle.drawn import DrawnPages
from codebinder.bundle.package import Bundle
from codebinder.bundle.sinks import MemberSink
from codebinder.errors import Bug
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.filing import Filing
from codebinder.model.package import DocumentPart, FirmwarePart, LogRow, Papers, PrintedPart, SourcePart
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import LogColumn, Naming, RedactionKind
from codebinder.model.review import RoundFile, SignedType
from codebinder.model.source import Accounting, ComponentKind
from codebinder.model.template import FilingTemplate, RequirementKind
from codebinder.model.template_pages import Stream
from codebinder.model.text import LangText, Message
from codebinder.workflow import (
    attachments,
    contents,
    filings,
    formanswers,
    imageparts,
    pageparts,
    papering,
    printedmasks,
    registered,
    returning,
    shares,
    stripping,
    tying,
)
from codebinder.workflow.census import Census
from codebinder.workflow.identities import identity_of
from codebinder.workflow.keeping import Keeping
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session
from codebinder.workflow.tally import Tally

_CHUNK = 4 * 1024 * 1024
_WITHHELD_LIMIT = 512 * 1024 * 1024
_OF_TEXT = frozenset({LogColumn.PAGES, LogColumn.LINES, LogColumn.LINES_HIDDEN, LogColumn.CHARS_HIDDEN})
"""What the log may say of a source, and not of a firmware image."""
_DECIDED = "The rule is unclear; a person decided."
_CONDITIONAL, _NOT_ASKED = "It is asked for only where ", "It is not asked for in this filing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What came out: the bundle (still open), the papers, the round's files, and the pass that made them."""

    bundle: Bundle
    papers: Papers
    files: tuple[RoundFile, ...]
    pipeline: Pipeline


def assemble(
    session: Session,
    filing: Filing,
    *,
    sink: MemberSink,
    work: Path,
    draft: bool,
    moment: datetime | None,
    kept: Keeping | None = None,
    progress: Progress,
    cancel: Cancel,
) -> Assembled:
    """Write payload and papers into `sink`; `work` is a private folder, `moment` the last approval's time, `kept` the
    sealed map in the making, which takes what is hidden."""
    returning.check(session, filing)
    pipeline = Pipeline(session, filing)
    pipeline.map = kept
    template = pipeline.template
    pages = DrawnPages(progress=progress, cancel=cancel, workers=session.environment.workers)
    answers = formanswers.given(session, filing, template)
    printedmasks.settle(session, filing, pipeline, answers=answers, progress=progress, cancel=cancel)
    bundle = Bundle(
        identity=identity_of(session, filing), template=template, sink=sink, work=work, draft=draft, moment=moment,
        lang=filing.language or "en", pages=pages, answers=answers,
        leaves_out=stripping.leaves_out(session, template.listing, answers),
    )  # fmt: skip
    counted = Census(lines=template.archive.sources)
    with ExitStack() as held:
        held.callback(pages.close)
        ties = tying.FiledTies(session, filing, template, progress=progress, cancel=cancel)
        for filed in pipeline.files(progress=progress, cancel=cancel):
            counted.take(filed)
            ties.take(filed)
            bundle.add_source(filed)
        pipeline.check_ceiling()
        firmware = ties.told(imageparts.add(session, filing, bundle, pipeline, held, work, cancel))
        documents = _add_documents(session, filing, bundle, held, cancel)
        bundle.refuse(pageparts.faults_beside(pipeline, filings.components(session, filing, ComponentKind.FIRMWARE)))
        excerpt = _pages_alone(template, bundle.finish_listing())
        pipeline.check_ceiling(bundle.covers)
        papers = _papers(session, filing, pipeline, firmware, documents, bundle, excerpt, draft=draft)
        folders = counted.folders(
            pipeline.tallies, printed=excerpt, policy=template.redaction, measures=pipeline.measures,
            purposes=papering.purposes(session, filing),
        )  # fmt: skip
        progress.start("progress.papers", None)
        papers = replace(papers, folders=folders)
        files = _finished(session, bundle, papers)
    return Assembled(bundle=bundle, papers=papers, files=files, pipeline=pipeline)


def _pages_alone(template: FilingTemplate, printed: frozenset[str] | None) -> frozenset[str] | None:
    """Give the files that are printed, where nothing but pages of some leaves; None where the package has them all."""
    if template.archive.sources:
        return None
    return frozenset() if template.listing.mode == "none" else printed


def _finished(session: Session, bundle: Bundle, papers: Papers) -> tuple[RoundFile, ...]:
    """Write the papers, and who was trusted from the first roster on."""
    rosters = session.book.reviews.objects(type=SignedType.ROSTER)
    endorsements = review.endorsed_versions(
        rosters, workbook=session.book.uid, endorsements=session.book.reviews.objects(type=SignedType.ENDORSEMENT)
    )
    return bundle.finish_payload(papers, rosters, endorsements=endorsements)


def _papers(
    session: Session,
    filing: Filing,
    pipeline: Pipeline,
    firmware: tuple[FirmwarePart, ...],
    documents: tuple[DocumentPart, ...],
    bundle: Bundle,
    excerpt: frozenset[str] | None,
    *,
    draft: bool,
) -> Papers:
    template, covers = pipeline.template, bundle.covers
    share = shares.published(template.redaction, files=pipeline.measures, covers=covers)
    facts = shares.facts_for_papers(session, filing, template, covers=covers, share=share)
    langs = papering.languages(session, filing, template)
    return Papers(
        identity=identity_of(session, filing),
        template=template,
        fields=papering.fields(template, facts, langs),
        papers=papering.papers(template, facts),
        counsel=papering.counsel(template, facts),
        checklist=filings.of_scope(filing, _checklist(template, facts)),
        sources=tuple(_source_part(session, filing, pipeline, tally, excerpt) for tally in pipeline.tallies),
        firmware=firmware,
        documents=documents,
        log=published_log(pipeline, bundle.mask_pages, langs),
        links=() if excerpt is not None else tuple(row for tally in pipeline.tallies for row in tally.links),
        draft=draft,
        languages=langs,
        share=share,
        statements=(
            *_partly(filing, langs),
            *_whole(template, bundle.printed, langs),
            *stripping.statements(bundle.stripped, langs),
            *registered.statements(session, filing, langs),
        ),
        printed=bundle.printed,
    )


def _whole(template: FilingTemplate, printed: Sequence[PrintedPart], langs: Sequence[str]) -> tuple[str, ...]:
    """Say, in the template's words, that a program that could have been cut is printed whole."""
    note = template.listing.whole_note
    whole = any(each.whole for each in printed if each.stream == Stream.SOURCE)
    return (_both(note, langs),) if whole and note.pairs else ()


def _partly(filing: Filing, langs: Sequence[str]) -> tuple[str, ...]:
    """Say of a rolling production that this is a part of it, and which."""
    if not filing.scope:
        return ()
    text = Message("papers.scope", {"components": ", ".join(filing.scope)})
    return (said_in(text, langs),)


def _checklist(template: FilingTemplate, facts: FilingFacts) -> tuple[ChecklistRow, ...]:
    """Give the requirements as the papers print them: nothing that approving or the calendar would change, and that a
    person decided where a rule is unclear, not why: reasons are the house's own (proof.md §1), and go to counsel."""
    kept_back = {each.id for each in template.requirements if each.kind is RequirementKind.APPROVAL}
    if facts.share is None:
        kept_back.add(templates.CEILING_ROW)  # the template publishes nothing of how much is hidden
    rows = templates.checklist(template, facts)
    kept = (row for row in rows if row.requirement not in kept_back and row.step != "review")
    return tuple(_told_outside(row) for row in kept)


def _told_outside(row: ChecklistRow) -> ChecklistRow:
    """Give a row as it is told outside the house: no reason of ours, and no condition spelt in the template's ids."""
    if row.state is RequirementState.DECIDED:
        return replace(row, why=_DECIDED)
    if row.state is RequirementState.NOT_APPLICABLE and row.why.startswith(_CONDITIONAL):
        return replace(row, why=_NOT_ASKED)
    return row


def _source_part(
    session: Session,
    filing: Filing,
    pipeline: Pipeline,
    tally: Tally,
    excerpt: frozenset[str] | None,
) -> SourcePart:
    part = tally.component
    commit, tree = contents.commit_of(session, filing, part)
    accounting = tally.accounting(excerpt)
    whole = not (accounting.redacted or accounting.withheld or accounting.excluded or accounting.outside_excerpt)
    # Where files may go unmentioned, a commit that is published or not would tell whether any does.
    mentioned = pipeline.template.redaction.withheld_names != Naming.UNMENTIONED
    # The leak scan holds an id back as soon as anything of the filing is hidden, or a rule picks its files.
    picked = bool(part.include or part.exclude or pipeline.secrets)
    public = whole and mentioned and not picked and pipeline.template.archive.publish_commit
    committed = ""
    if commit and not public:
        hidden = f"{commit}\n{tree}\n".encode()
        salt = pipeline.salts.salt(part.slug, b"", -1, hidden)
        committed = redact.commitment(
            salt=salt,
            filing_uid=filing.uid,
            component=part.slug,
            kind=RedactionKind.FILE,
            payload_path="commit",
            ordinal=0,
            offset=0,
            hidden=hidden,
        )
        if pipeline.map is not None:
            pipeline.map.commit(component=part.slug, hidden=hidden, salt=salt, commitment=committed)
            apart = accounting.excluded or accounting.submodules or accounting.outside_excerpt
            if mentioned and not apart and pipeline.template.archive.sources:
                pipeline.map.objects(part.slug, contents.git_objects(session, part, commit))
    return SourcePart(
        slug=part.slug,
        rev=part.rev,
        commit=commit if public else "",
        tree=tree if public else "",
        commit_commitment=committed,
        accounting=accounting if excerpt is None else _of_pages(accounting),
        withheld=tuple(sorted(tally.withheld, key=lambda each: each.commitment)),
    )


def _of_pages(accounting: Accounting) -> Accounting:
    """Where nothing but pages leaves, tell of the files on them alone: how many others there are, or what kept them
    out, is none of what is disclosed."""
    shown = accounting.disclosed + accounting.redacted
    return Accounting(
        total=shown, disclosed=accounting.disclosed, redacted=accounting.redacted, withheld=0, excluded=0, links=0,
        submodules=0,
    )  # fmt: skip


def published_log(
    pipeline: Pipeline, mask_pages: Mapping[int, tuple[int, ...]], langs: Sequence[str] = ("en", "zh")
) -> tuple[LogRow, ...]:
    """Give the published log of a pass that is used up: exactly what the package's manifest has."""
    policy = pipeline.template.redaction
    labels = {each: _both(redact.reason_label(policy, each), langs) for each in {row.reason for row in pipeline.named}}
    return tuple(
        LogRow(
            ordinal=row.ordinal,
            payload_path=row.payload_path,
            label=row.label,
            reason=row.reason,
            reason_label=labels[row.reason],
            commitment=row.commitment,
            size=0 if row.hidden else row.length,
            more=tuple(
                (name, _further(pipeline, name, row.ordinal, mask_pages))
                for name in policy.log.columns
                if row.hidden or name not in _OF_TEXT
            ),
        )
        for row in pipeline.named
    )


def _further(
    pipeline: Pipeline, name: str, ordinal: int, mask_pages: Mapping[int, tuple[int, ...]]
) -> int | tuple[int, ...]:
    """Give what a further column of the published log says of a range."""
    if name == LogColumn.PAGES:
        return mask_pages.get(ordinal, ())
    if pipeline.places is None:
        raise Bug("The places of ranges were not noted.")
    place = pipeline.places.ranges[ordinal]
    if name == LogColumn.LINES:
        return place.first_line, place.last_line
    if name == LogColumn.BYTES:
        return place.start, place.end
    return place.chars if name == LogColumn.CHARS_HIDDEN else place.lines


def _both(text: LangText, langs: Sequence[str]) -> str:
    """Give a text in the languages of the papers."""
    return " / ".join(dict.fromkeys(part for part in map(text.get, langs) if part))


def _add_documents(
    session: Session, filing: Filing, bundle: Bundle, held: ExitStack, cancel: Cancel
) -> tuple[DocumentPart, ...]:
    parts: list[DocumentPart] = []
    taken: set[str] = set()
    for each in sorted(filings.components(session, filing, ComponentKind.DOCUMENT), key=lambda part: part.slug):
        path = held.enter_context(attachments.unchanged(session, each, cancel=cancel))
        name = path.name.encode()
        payload = f"data/documents/{each.requirement}/{safe_names([name])[name]}"
        if payload.casefold() in taken:
            name = f"{each.slug}-{path.name}".encode()
            payload = f"data/documents/{each.requirement}/{safe_names([name])[name]}"
        taken.add(payload.casefold())
        part = DocumentPart(slug=each.slug, requirement=each.requirement, payload_path=payload, size=each.size)
        leaves = bundle.add_document(part, path)
        parts += [leaves] if leaves is not None else []
    return tuple(parts)
