"""What becomes of redactions when a source moves to another commit: found by content and context, told on one page.

What stands in other words nowhere any more, or in several places, no longer hides anything; it goes back to a person,
and nothing leaves before she has decided (`returning`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from codebinder import intake
from codebinder import workbook as books
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidProblems
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingFilter, StoredSecret
from codebinder.model.findings import Finding
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.redaction import RedactionKind
from codebinder.model.source import Component, ComponentKind, Selected
from codebinder.model.text import Message
from codebinder.workbook import Origin
from codebinder.workflow import contents, hiding, hits, returning
from codebinder.workflow.placing import Outcome, Placed, Placer, Texts, Wanted, wanted_of
from codebinder.workflow.renames import Tree, tree_of
from codebinder.workflow.returning import ReturnedRow, accept, check, drop, hidden, returned
from codebinder.workflow.session import Session
from codebinder.workflow.views import CarryReport, CarryRow

__all__ = [
    "CarryReport", "CarryRow", "Outcome", "Plan", "ReturnedRow", "accept", "apply", "check", "drop", "hidden", "last",
    "plan", "preview", "returned",
]  # fmt: skip

_REPORT = "carry-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a move would do: the report, where each redaction goes, and the findings whose files have other names."""

    report: CarryReport
    places: tuple[tuple[returning.Held, Placed], ...] = ()
    findings: tuple[tuple[Finding, bytes, str], ...] = ()


def plan(
    session: Session,
    filing: Filing,
    before: Component,
    rows: Sequence[Selected],
    content: ContentSource,
    *,
    rev: str,
    progress: Progress,
    cancel: Cancel,
) -> Plan:
    """Find every redaction of a source in its new content, which `rows` list; nothing is written."""
    with ExitStack() as stack:
        old = _old_tree(session, filing, before, stack)
        texts = Texts(old)
        held = [_active(session, each) for each in session.book.redactions.sealed(filing.slug, component=before.slug)]
        wanted = [_wanted(each, texts) for each in held]
        back = returning.held(session, filing, before.slug, without={each.row.id for each in held})
        wanted += [each.wanted for each in back]
        findings = session.book.findings.all(filing.slug, FindingFilter(component=before.slug))
        placer = Placer(old, tree_of(rows, content), progress=progress, cancel=cancel)
        placed = placer.place(wanted, also=dict.fromkeys(each.path for each in findings))
        new = tree_of(rows, content)
        waits = returning.proposed(session, filing, before.slug)
        placed |= {
            each: place
            for each, (_, place) in waits.items()
            if each in placed and _nothing_new(place, placed[each], old, new)
        }
        lost = {each: row for each, row in waits.items() if each in placed and placed[each].outcome is Outcome.GONE}
        if lost:
            placed |= _followed(lost, old, new, progress, cancel)
        moved = tuple(_renamed(session, findings, placer, old))
        pairs = [
            (replace(each, wanted=seen), placed[seen.id]) for each, seen in zip((*held, *back), wanted, strict=True)
        ]
    told = tuple(_row(each, place) for each, place in pairs if each.told or place.outcome is not Outcome.GONE)
    report = CarryReport(component=before.slug, old_rev=before.rev, new_rev=rev, rows=told)
    return Plan(report=report, places=tuple(pairs), findings=moved)


def _nothing_new(before: Placed, now: Placed, old: Tree, new: Tree) -> bool:
    """Would a redaction that could be one of several stand where nothing has changed since, without a person's word?"""
    if before.outcome is not Outcome.AMBIGUOUS or now.outcome not in {Outcome.SAME, Outcome.MOVED}:
        return False
    was, entry = old.files.get(before.path), new.files.get(before.path)
    return now.path == before.path and was is not None and entry is not None and was.key == entry.key


def _followed(
    lost: Mapping[str, tuple[RedactionKind, Placed]], old: Tree, new: Tree, progress: Progress, cancel: Cancel
) -> dict[str, Placed]:
    """Say where what was proposed for redactions that wait stands now.

    Their own bytes are nowhere, and were nowhere when they began to wait: only a person's word ends that, or that what
    took their place is gone too.
    """
    texts, wanted, placed = Texts(old), list[Wanted](), dict[str, Placed]()
    for each, (kind, place) in lost.items():
        data = old.read(place.path)
        if data is None:  # the old tree can't be read: where it is, nobody knows, and it waits all the same
            placed[each] = Placed(outcome=Outcome.AMBIGUOUS, why=place.why)
            continue
        as_file = kind is RedactionKind.FILE
        span = (0, len(data)) if as_file else (place.start, place.end)
        wanted.append(
            wanted_of(
                each, RedactionKind.FILE if as_file else RedactionKind.PLACE, place.path, span,
                data[span[0] : span[1]], encodings.detect(data)[0], everywhere=False, old=texts,
            )
        )  # fmt: skip
    for each, now in Placer(old, new, progress=progress, cancel=cancel).place(wanted).items():
        before = lost[each][1]
        if now.outcome is not Outcome.GONE:
            placed[each] = replace(now, outcome=before.outcome, why=before.why, hidden=b"")
    return placed


def _old_tree(session: Session, filing: Filing, before: Component, stack: ExitStack) -> Tree:
    """Give the source as it is recorded; where it can't be read any more, what is sealed has to do."""
    rows = contents.selection(session, filing, before)
    try:
        return tree_of(rows, stack.enter_context(contents.opened(session, filing, before)))
    except UserError:
        return tree_of(rows, None)


def _active(session: Session, stored: StoredSecret) -> returning.Held:
    hidden = session.sealer.unseal(hiding.VALUE_BOX, stored.sealed_value)
    row = stored.redaction
    blank = Wanted(id=row.id, kind=row.kind, path=row.path, anchor=returning.bare(hidden, stored.encoding, row.start))
    return returning.Held(row=row, encoding=stored.encoding, hidden=hidden, wanted=blank, stands=True)


def _wanted(held: returning.Held, texts: Texts) -> Wanted:
    row = held.row
    return wanted_of(
        row.id, row.kind, row.path, (row.start, row.end), held.hidden, held.encoding,
        everywhere=hiding.everywhere(row, held.encoding), old=texts,
    )  # fmt: skip


def _row(held: returning.Held, place: Placed) -> CarryRow:
    return CarryRow(
        redaction=held.row.id,
        kind=held.row.kind,
        outcome=place.outcome,
        old_path=held.row.path,
        old_line=held.wanted.line,
        new_path=place.path,
        new_line=place.line,
        why=place.why,
    )


def _renamed(
    session: Session, findings: Sequence[Finding], placer: Placer, old: Tree
) -> list[tuple[Finding, bytes, str]]:
    """Give the findings of files under new names with their new path and context, so that what was decided stands."""
    done: list[tuple[Finding, bytes, str]] = []
    data: tuple[bytes, bytes | None] = b"", None
    for each in findings:
        path = placer.renamed.get(each.path)
        if path is None:
            continue
        if data[0] != each.path:
            data = each.path, old.read(each.path)
        if data[1] is not None:
            around = hits.around(data[1], each.start, each.end, packed=bool(each.member))
            done.append((each, path, session.sealer.tag(hits.CONTEXT, path + b"\0" + around)))
    return done


def apply(session: Session, filing: Filing, plan: Plan) -> None:
    """Write a plan down; in the transaction that moves the source."""
    book = session.book.carried
    now = {row.id for row in session.book.redactions.list(filing.slug, component=plan.report.component)}
    if now != {held.row.id for held, _ in plan.places if held.stands}:
        raise SaidProblems(
            Message("refuse.carrying.something-changed-while-sources-read"),
            where=filing.slug,
            next_step=Message("next.try-again"),
        )
    for held, place in plan.places:
        waiting = place.outcome in {Outcome.CHANGED, Outcome.AMBIGUOUS}
        if place.outcome in {Outcome.SAME, Outcome.MOVED}:
            _stand(session, held, place)
            book.settle(held.row.id)
        elif not held.stands or not hiding.everywhere(held.row, held.encoding):
            book.put_back(held.row.id, returning.boxed(session, held, place), waiting=waiting)
        elif waiting:  # the value is a secret still; what has taken its place may be one too
            book.put_back(held.row.id, returning.boxed(session, held, place), waiting=True, stands=True)
        else:
            book.settle(held.row.id)
    book.move_findings(plan.findings)
    book.put_report(filing.slug, plan.report.component, session.sealer.seal(_REPORT, _packed(plan.report)))
    hiding.reopen(session, filing)


def _stand(session: Session, held: returning.Held, place: Placed) -> None:
    row = held.row
    if hiding.everywhere(row, held.encoding) and place.hidden != held.hidden:
        return  # it stands there in another spelling; what is hidden is the value
    now = replace(row, path=place.path, start=place.start, end=place.end)
    if now == row and held.stands and place.hidden == held.hidden:
        return
    if place.hidden != held.hidden:
        now = replace(now, content_tag=session.sealer.tag(hits.VALUE, place.hidden))
    origin = Origin(path=row.path, start=row.start, end=row.end, content_tag=row.content_tag)
    session.book.carried.set_origin(row.id, origin)
    box = session.sealer.seal(hiding.VALUE_BOX, place.hidden)
    session.book.carried.stand(now, sealed_value=box, encoding=place.encoding or held.encoding)


def preview(
    session: Session, filing: Filing, slug: str, *, rev: str, progress: Progress, cancel: Cancel
) -> CarryReport:
    """Say what moving a source to `rev` would do to its redactions; nothing is changed."""
    component = session.book.components.get(filing.slug, slug)
    if component.kind is not ComponentKind.SOURCE or not component.is_git:
        raise SaidError(Message("refuse.carrying.no-repository-so-cannot", {"slug": slug}), where=filing.slug)
    repository = intake.open_repository(contents.located(session, component))
    try:
        commit = repository.resolve(rev)
        snapshot = repository.snapshot(commit, progress=progress, cancel=cancel)
        rows, _ = intake.select(snapshot, component.include, component.exclude)
        content = repository.content(commit.id)
        try:
            return plan(session, filing, component, rows, content, rev=rev, progress=progress, cancel=cancel).report
        finally:
            content.close()
    finally:
        repository.close()


def last(session: Session, filing: Filing, slug: str) -> CarryReport | None:
    """Give the report of a source's last move, with how many findings were new at the scan after it."""
    stored = session.book.carried.report(filing.slug, slug)
    if stored is None:
        return None
    value = json.loads(books.unpack(session.sealer.unseal(_REPORT, stored[0])))
    rows = tuple(_read(each) for each in value["rows"])
    return CarryReport(component=slug, old_rev=value["old"], new_rev=value["new"], rows=rows, new_findings=stored[1])


def _packed(report: CarryReport) -> bytes:
    rows = [
        [
            each.redaction, each.kind.value, each.outcome.value, each.old_path.hex(), each.old_line,
            each.new_path.hex(), each.new_line, each.why.id, dict(each.why.params),
        ]
        for each in report.rows
    ]  # fmt: skip
    return books.pack(json.dumps({"old": report.old_rev, "new": report.new_rev, "rows": rows}).encode())


def _read(row: Sequence[Any]) -> CarryRow:
    return CarryRow(
        redaction=row[0], kind=RedactionKind(row[1]), outcome=Outcome(row[2]), old_path=bytes.fromhex(row[3]),
        old_line=row[4], new_path=bytes.fromhex(row[5]), new_line=row[6], why=Message(row[7], row[8]),
    )  # fmt: skip
