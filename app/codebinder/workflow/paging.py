"""Which pages a filing would print now, and what is wrong with them: exactly what a round and a build would find.

The plan is remembered, so that the checklist knows how the pages stand without laying anything out; a change of what is
printed makes it old.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast, overload

from codebinder import leakcheck
from codebinder.base.messages import Told
from codebinder.bundle import excerpt, excerpt_document
from codebinder.errors import CodebinderError
from codebinder.model.checklist import FilingFacts, PagesFact
from codebinder.model.filing import Filing
from codebinder.model.pageplan import PagePlan, PlannedSegment, PlannedStream
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import ComponentKind
from codebinder.model.template import FilingTemplate
from codebinder.model.template_pages import Stream
from codebinder.model.text import Message
from codebinder.workflow import attachments, filings, formanswers, laying, pageparts, shares
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session, canonical

if TYPE_CHECKING:
    from codebinder.bundle.listing import ListingWriter

_BOX = "last-pages"
"""Name of the note in the workbook, and purpose of the subkey that seals it."""


def plan(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> PagePlan:
    """Lay out everything that would be printed and say which pages are, where each stretch begins and ends, and
    everything that a round would be refused for. Nothing is drawn."""
    template = filings.template(session, filing)
    listing = template.listing
    tag = tag_of(session, filing, template)
    answers = formanswers.given(session, filing, template)
    found = PagePlan(ruled=excerpt.ruled(listing), count=listing.page.count, lines_per_page=listing.page.lines_per_page)
    pipeline = Pipeline(session, filing)
    if listing.mode == "none" or listing.form == "text":
        faults = _text(pipeline, answers, progress, cancel) if listing.mode != "none" else ()
        beside = pageparts.faults_beside(pipeline, filings.components(session, filing, ComponentKind.FIRMWARE))
        made = replace(found, faults=(*beside, *faults))
        note(session, filing, _last(tag, made))
        return made
    counter = laying.laid_out(session, filing, pipeline, answers=answers, progress=progress, cancel=cancel)
    cut, faults, warnings = _documents(session, filing, template, answers, cancel)
    made = replace(
        found,
        streams=(*(_stream(counter, each) for each in counter.plan.streams), *cut),
        physical=counter.lines.physical,
        non_blank=counter.lines.non_blank,
        wrapped=counter.lines.wrapped,
        faults=(*counter.faults, *faults),
        warnings=warnings,
    )
    note(session, filing, _last(tag, made))
    return made


def _text(pipeline: Pipeline, answers: Mapping[str, str], progress: Progress, cancel: Cancel) -> tuple[Message, ...]:
    """Say what is wrong with a listing in plain text, which has no pages."""
    from codebinder.bundle.listing_text import TextListing

    template = pipeline.template
    texts = TextListing(template.listing, template.archive.names, None, draft=False, answers=answers, cancel=cancel)
    for filed in pipeline.files(progress=progress, cancel=cancel):
        texts.add(filed)
    return texts.faults


class _Begins(Sequence[str]):
    """The place that each page begins with, made as it is asked for: a listing may have 800,000 pages."""

    def __init__(self, counter: ListingWriter, stream: Stream, total: int) -> None:
        self._counter, self._stream, self._total = counter, stream, total

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._total))]
        return place(self._counter, self._stream, range(self._total)[index] + 1)


def place(counter: ListingWriter, stream: Stream, page: int, *, end: bool = False) -> str:
    """Give the place that a page begins (or ends) with: "file:line", or "image:0x0000a0"."""
    if stream is Stream.OBJECT:
        label, offset = counter.objects.place(page, end=end)
        return f"{label}:0x{offset:06x}"
    path, line = counter.facts.ends(page) if end else counter.facts.begins(page)
    return f"{path}:{line}" if line else path


def _stream(counter: ListingWriter, made: excerpt.StreamPlan) -> PlannedStream:
    first = counter.first_number(made.stream)
    segments = tuple(_segments(counter, made, first))
    return PlannedStream(
        stream=made.stream.value,
        pages=made.total,
        printed=len(made.pages),
        whole=made.whole,
        segments=segments,
        begins=_Begins(counter, made.stream, made.total),
    )


def _segments(counter: ListingWriter, made: excerpt.StreamPlan, first: int) -> Iterator[PlannedSegment]:
    def segment(origin: str, begin: int, last: int, **more: str | bool) -> PlannedSegment:
        return PlannedSegment(
            stream=made.stream.value,
            origin=origin,
            first=begin,
            last=last,
            number=first + bisect_left(made.pages, begin) if begin else 0,
            begins=place(counter, made.stream, begin) if begin else "",
            ends=place(counter, made.stream, last, end=True) if begin else "",
            at=str(more.get("at", "")),
            unredacted=bool(more.get("unredacted")),
            named=bool(more.get("named")),
        )

    if made.whole and made.total:
        yield segment("whole", 1, made.total, unredacted=any(each.segment.unredacted for each in made.stretches))
        return
    covered: set[int] = set()
    for each in made.stretches:
        yield segment(
            each.segment.origin, each.first, each.last, at=each.segment.at, unredacted=each.segment.unredacted
        )
        covered |= set(range(each.first, each.last + 1)) if each.first else set()
    for page in made.pages if made.stretches else ():
        if page not in covered:
            yield segment("named", page, page, named=True)


def _documents(
    session: Session, filing: Filing, template: FilingTemplate, answers: Mapping[str, str], cancel: Cancel
) -> tuple[list[PlannedStream], tuple[Message, ...], tuple[Message, ...]]:
    """Choose the pages of every document that the template cuts."""
    streams: list[PlannedStream] = []
    faults: list[Message] = []
    warnings: list[Message] = []
    for part in sorted(filings.components(session, filing, ComponentKind.DOCUMENT), key=lambda part: part.slug):
        recipe = excerpt_document.cuts(template.listing, part.requirement)
        if recipe is None:
            continue
        with attachments.unchanged(session, part, cancel=cancel) as path:
            made = excerpt_document.cut(path, None, recipe, answers, name=path.name)
            faults += made.faults
            if made.plan is None:
                continue
            least = max((each.min_lines for each in recipe.segments), default=0)
            if least:
                warnings += _few_lines(path.read_bytes(), path.name, made.plan, least, cancel)
        segments = [
            PlannedSegment(
                stream=Stream.DOCUMENT.value, origin="whole" if made.plan.whole else each.segment.origin,
                first=each.first, last=each.last, at=each.segment.at,
            )
            for each in made.plan.stretches
        ]  # fmt: skip
        if made.plan.whole:
            segments = [replace(segments[0], first=1, last=made.plan.total, at="")]
        streams.append(
            PlannedStream(
                stream=Stream.DOCUMENT.value,
                pages=made.plan.total,
                printed=len(made.plan.pages),
                whole=made.plan.whole,
                name=part.slug,
                segments=tuple(segments),
            )
        )
    return streams, tuple(faults), tuple(warnings)


def _few_lines(data: bytes, name: str, made: excerpt.StreamPlan, least: int, cancel: Cancel) -> Iterator[Message]:
    """Point out pages whose text has too few lines; the last one may, and so may those with figures, which nobody but
    a person tells from the others."""
    try:
        texts = leakcheck.page_texts(data, cancel=cancel)
    except CodebinderError:  # the leak scan says of itself what it could not read
        return
    short = [
        page
        for page in made.pages
        if page != made.total and sum(bool(line.strip()) for line in texts[page - 1].splitlines()) < least
    ]
    if short:
        params: dict[str, str | int] = {"name": name, "least": least, "pages": excerpt.listed(short)}
        yield Message("warn.pages.document-few-lines", params)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPlan:
    """What is remembered of a plan: whether the pages are as the template asks, and a sentence; `tag` is that of
    everything it was made from."""

    tag: str
    met: bool
    why: Message


def _last(tag: str, made: PagePlan) -> LastPlan:
    if made.faults:
        why = Message("pages.row-faults", {"count": len(made.faults), "first": made.faults[0]})
    else:
        why = Message("pages.row-kept", {"count": made.printed})
    return LastPlan(tag=tag, met=not made.faults, why=why)


def tag_of(session: Session, filing: Filing, template: FilingTemplate) -> str:
    """Give a keyed digest of everything that a plan is made from."""
    cut = {each.requirement for each in template.listing.segments if each.requirement}
    parts = [
        [part.slug, part.disclosure.value, part.requirement, part.tag]
        for part in filings.components(session, filing)
        if part.kind is ComponentKind.FIRMWARE or part.requirement in cut
    ]
    return session.sealer.tag(_BOX, canonical([shares.tag_of(session, filing), parts]))


def note(session: Session, filing: Filing, last: LastPlan) -> None:
    """Remember a plan while the workbook is open."""
    session.measures[f"pages {filing.uid}"] = last


def keep(session: Session, filing: Filing, last: LastPlan) -> None:
    """Remember a plan in the workbook, sealed; inside a transaction of the caller."""
    note(session, filing, last)
    row = {"tag": last.tag, "met": last.met, "why": _packed(last.why)}
    session.book.remember(f"{_BOX}/{filing.uid}", session.sealer.seal(_BOX, json.dumps(row).encode()).hex())


def noted(session: Session, filing: Filing) -> LastPlan | None:
    """Give what the last plan of this session came to, as it was made."""
    held = session.measures.get(f"pages {filing.uid}")
    return held if isinstance(held, LastPlan) else None


def keep_now(session: Session, filing: Filing, last: LastPlan) -> None:
    """Write down what a plan came to, so that the checklist knows it when the workbook is opened again."""
    with session.book.transaction("pages", subject=filing.slug, detail={"met": int(last.met)}):
        keep(session, filing, last)


def keep_built(session: Session, filing: Filing, pages: int) -> None:
    """Remember that a round's pages were as the template asks, which it would have been refused for otherwise; inside
    a transaction of the caller."""
    template = filings.template(session, filing)
    if excerpt.ruled(template.listing):
        why = Message("pages.row-kept", {"count": pages})
        keep(session, filing, LastPlan(tag=tag_of(session, filing, template), met=True, why=why))


def last(session: Session, filing: Filing, template: FilingTemplate) -> LastPlan | None:
    """Give what the last plan came to where nothing has changed since; None where pages must be laid out again."""
    held = session.measures.get(f"pages {filing.uid}")
    if not isinstance(held, LastPlan):
        text = session.book.recall(f"{_BOX}/{filing.uid}")
        if not text:
            return None
        row = json.loads(session.sealer.unseal(_BOX, bytes.fromhex(text)))
        held = LastPlan(tag=row["tag"], met=row["met"], why=_unpacked(row["why"]))
        note(session, filing, held)
    return held if held.tag == tag_of(session, filing, template) else None


def with_last(session: Session, filing: Filing, template: FilingTemplate, facts: FilingFacts) -> FilingFacts:
    """Give facts with what the last plan says; as they are where the template has no rules for pages."""
    if not excerpt.ruled(template.listing):
        return facts
    try:
        held = last(session, filing, template)
    except CodebinderError:  # the keychain may be locked or absent: then nothing is known of the pages
        held = None
    if held is None:
        return replace(facts, pages=PagesFact(met=False, why=Told(Message("pages.row-unknown"))))
    return replace(facts, pages=PagesFact(met=held.met, why=Told(held.why)))


def _packed(message: Message) -> dict[str, object]:
    params = {key: _packed(value) if isinstance(value, Message) else value for key, value in message.params.items()}
    return {"id": message.id, "params": params}


def _unpacked(row: Mapping[str, object]) -> Message:
    params = {
        key: _unpacked(cast("Mapping[str, object]", value)) if isinstance(value, dict) else cast("str | int", value)
        for key, value in cast("Mapping[str, object]", row["params"]).items()
    }
    return Message(str(row["id"]), params)
