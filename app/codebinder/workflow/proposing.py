"""What was decided for one filing, proposed to another: found in its sources, where its template knows the reason.

Every filing has its own redactions, for its own recipient; nothing is hidden here before a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from codebinder import redact
from codebinder.base.messages import SaidError, Told
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingFilter, StoredSecret
from codebinder.model.findings import FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import IMAGE, Redaction, RedactionKind
from codebinder.model.review import Duty
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import Message
from codebinder.workflow import contents, filings, hiding, hits, imagecarrying, notes
from codebinder.workflow.placing import Outcome, Placed, Placer, Texts, Wanted, wanted_of
from codebinder.workflow.renames import Tree, tree_of
from codebinder.workflow.session import Session

_ORDER = (Outcome.SAME, Outcome.MOVED, Outcome.AMBIGUOUS, Outcome.CHANGED, Outcome.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A redaction of the other filing and where the same stands here. `published` is empty where this filing's template
    doesn't know the reason; `already` names the redaction here that hides it, if one does."""

    redaction: str
    kind: RedactionKind
    outcome: Outcome
    why: Message
    reason: str
    published: str
    component: str
    path: bytes
    start: int
    end: int
    line: int
    old_component: str
    old_path: bytes
    already: str = ""
    placed: Placed | None = field(default=None, repr=False)

    @property
    def possible(self) -> bool:
        """Can it be hidden here as it is?"""
        return self.outcome in {Outcome.SAME, Outcome.MOVED} and bool(self.published) and not self.already


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHint:
    """A finding that is open here, and kept in the other filing with a note; a hint, and no more than that."""

    finding: str
    kept: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReport:
    """What another filing hides, as seen from this one."""

    source: str
    rows: tuple[ProposalRow, ...]
    keeps: tuple[KeepHint, ...] = ()

    @property
    def possible(self) -> tuple[str, ...]:
        """The ids that can be hidden here as they are."""
        return tuple(row.redaction for row in self.rows if row.possible)


def proposals(session: Session, filing: Filing, *, source: str, progress: Progress, cancel: Cancel) -> ProposalReport:
    """Find everything that the filing `source` hides in this filing's sources; nothing is written."""
    other = filings.resolve(session, source)
    if other.slug == filing.slug:
        raise SaidError(
            Message("refuse.proposing.filing-nothing-propose-itself"),
            where=source,
            next_step=Message("next.name-another-filing"),
        )
    policy = filings.template(session, filing).redaction
    redact.check_allowed(policy)
    mine = filings.components(session, filing, ComponentKind.SOURCE)
    stored: dict[str, list[StoredSecret]] = {}
    for each in session.book.redactions.sealed(other.slug):
        stored.setdefault(each.redaction.component, []).append(each)
    own = session.book.redactions.sealed(filing.slug)
    rows: list[ProposalRow] = []
    for part in filings.components(session, other, ComponentKind.SOURCE):
        held = stored.get(part.slug, [])
        if held:
            found = _look(session, (other, part), (filing, _pairs(part, mine)), held, progress, cancel)
            rows.extend(_proposal(session, filing, each, *found[each.redaction.id], own) for each in held)
    for part in filings.components(session, other, ComponentKind.FIRMWARE):
        held = [each for each in stored.get(part.slug, []) if each.encoding == IMAGE]
        where = imagecarrying.placed(session, filing, other, held, cancel) if held else {}
        rows.extend(_proposal(session, filing, each, *where[each.redaction.id], own) for each in held)
    return ProposalReport(source=other.slug, rows=tuple(rows), keeps=tuple(_hints(session, filing, other)))


def _pairs(part: Component, mine: Sequence[Component]) -> list[Component]:
    """Give this filing's sources in which to look for what stands in one of the other's: its namesake alone, or all."""
    for same in (
        [each for each in mine if each.slug == part.slug],
        [each for each in mine if each.location == part.location],
    ):
        if same:
            return same
    return list(mine)


def _look(
    session: Session, source: tuple[Filing, Component], target: tuple[Filing, Sequence[Component]],
    held: Sequence[StoredSecret], progress: Progress, cancel: Cancel,
) -> dict[str, tuple[str, Placed]]:  # fmt: skip
    best: dict[str, tuple[str, Placed]] = {}
    with ExitStack() as stack:
        old = _tree(session, *source, stack)
        wanted = [_wanted(session, each, Texts(old)) for each in held]
        for part in target[1]:
            placer = Placer(old, _tree(session, target[0], part, stack), progress=progress, cancel=cancel)
            for id_, place in placer.place(wanted).items():
                known = best.get(id_)
                if known is None or _ORDER.index(place.outcome) < _ORDER.index(known[1].outcome):
                    best[id_] = part.slug, place
    nothing = Placed(outcome=Outcome.GONE, why=Message("carry.no-file"))
    return {each.redaction.id: best.get(each.redaction.id, ("", nothing)) for each in held}


def _tree(session: Session, filing: Filing, part: Component, stack: ExitStack) -> Tree:
    """Give the files of a source that would leave."""
    rows = [row for row in contents.selection(session, filing, part) if row.included]
    return tree_of(rows, stack.enter_context(contents.opened(session, filing, part)))


def _wanted(session: Session, each: StoredSecret, texts: Texts) -> Wanted:
    row = each.redaction
    hidden = session.sealer.unseal(hiding.VALUE_BOX, each.sealed_value)
    return wanted_of(
        row.id, row.kind, row.path, (row.start, row.end), hidden, each.encoding,
        everywhere=hiding.everywhere(row, each.encoding), old=texts,
    )  # fmt: skip


def _proposal(
    session: Session, filing: Filing, each: StoredSecret, component: str, place: Placed, own: Iterable[StoredSecret]
) -> ProposalRow:
    row = each.redaction
    try:
        published = redact.published_reason(filings.template(session, filing).redaction, row.reason)[0]
    except UserError:
        published = ""
    return ProposalRow(
        redaction=row.id, kind=row.kind, outcome=place.outcome, why=place.why, reason=row.reason, published=published,
        component=component, path=place.path, start=place.start, end=place.end, line=place.line,
        old_component=row.component, old_path=row.path, already=_hidden_by(each, component, place, own), placed=place,
    )  # fmt: skip


def _hidden_by(each: StoredSecret, component: str, place: Placed, own: Iterable[StoredSecret]) -> str:
    everywhere = hiding.everywhere(each.redaction, each.encoding)
    for one in own:
        row = one.redaction
        if everywhere and hiding.everywhere(row, one.encoding) and row.content_tag == each.redaction.content_tag:
            return row.id
        inside = row.kind is RedactionKind.FILE or (row.start <= place.start and place.end <= row.end)
        if not everywhere and (row.component, row.path) == (component, place.path) and inside:
            return row.id
    return ""


def _hints(session: Session, filing: Filing, other: Filing) -> Iterable[KeepHint]:
    kept = {(keep.finding.rule, keep.finding.value_tag): keep for keep in session.book.findings.keeps(other.slug)}
    if not kept:
        return
    for finding in session.book.findings.all(filing.slug, FindingFilter(states=(FindingState.OPEN,))):
        keep = kept.get((finding.rule, finding.value_tag))
        if keep is not None:
            yield KeepHint(finding=finding.id, kept=keep.finding.id, note=notes.shown(session, keep.note))


def propose(
    session: Session,
    filing: Filing,
    *,
    source: str,
    ids: Sequence[str] | None,
    key: str,
    progress: Progress,
    cancel: Cancel,
) -> tuple[Redaction, ...]:
    """Hide here what the filing `source` hides: the redactions named, or with None every one that is possible.

    The one who calls proposes them; legal decides each for this filing and its recipient.
    """
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    report = proposals(session, filing, source=source, progress=progress, cancel=cancel)
    rows = _chosen(report, ids)
    if not rows:
        return ()
    stored = {each.redaction.id: each for each in session.book.redactions.sealed(report.source)}
    made = hiding.linked(session, filing, [_made(session, row, stored[row.redaction], proposer) for row in rows])
    detail = {"count": len(made), "from": report.source}
    with session.book.transaction("redact propose", actor=proposer, subject=filing.slug, detail=detail):
        done = session.book.redactions.add_many(filing.slug, made)
    return tuple(replace(row, note=notes.shown(session, row.note)) for row in done)


def _chosen(report: ProposalReport, ids: Sequence[str] | None) -> list[ProposalRow]:
    if ids is None:
        return [row for row in report.rows if row.possible]
    table = {row.redaction: row for row in report.rows}
    chosen: list[ProposalRow] = []
    for id_ in dict.fromkeys(each.upper() for each in ids):
        row = table.get(id_)
        if row is None:
            raise SaidError(Message("refuse.proposing.other-filing-no-redaction-id"), where=id_)
        if not row.possible:
            raise SaidError(Message("refuse.proposing.ca-not-hidden-here"), where=id_, next_step=_why_not(row))
        chosen.append(row)
    return chosen


def _why_not(row: ProposalRow) -> str:
    if row.already:
        return Told(Message("fault.proposing.hides-already", {"already": row.already}))
    if not row.published:
        return Told(Message("fault.proposing.filing-template-does-not-know", {"reason": row.reason}))
    return Told(
        Message(
            "fault.proposing.content-here-look-file-redact", {"outcome": Message(f"carry.outcome-{row.outcome.value}")}
        )
    )


def _made(session: Session, row: ProposalRow, each: StoredSecret, proposer: str) -> tuple[Redaction, bytes, str]:
    old, place = each.redaction, row.placed
    hidden = session.sealer.unseal(hiding.VALUE_BOX, each.sealed_value)
    encoding, span = each.encoding, (row.start, row.end)
    if encoding == IMAGE:
        pass  # its bytes are in the image alone
    elif place is not None and not hiding.everywhere(old, each.encoding):
        hidden, encoding = place.hidden, place.encoding
    elif span[1] - span[0] != len(hidden):
        span = span[0], span[0] + len(hidden)  # it stands there in another spelling; the value is what is hidden
    made = Redaction(
        id="", kind=old.kind, component=row.component, path=row.path, start=span[0], end=span[1], reason=old.reason,
        published_reason=row.published, note=old.note, proposer=proposer,
        content_tag=old.content_tag if encoding == IMAGE else session.sealer.tag(hits.VALUE, hidden),
    )  # fmt: skip
    return made, session.sealer.seal(hiding.VALUE_BOX, hidden), encoding
