"""How a filing's review stands now: what a round was computed from, which decisions and approvals count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from codebinder import __version__, review
from codebinder.bundle import codec
from codebinder.errors import UserError
from codebinder.model.filing import Filing, Keep
from codebinder.model.package import Approval
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Decision, Round, RoundState, SignedType, Subject, Verdict
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import shown_path
from codebinder.workflow import contents, filings, notes
from codebinder.workflow.session import Session, canonical
from codebinder.workflow.views import SubjectView

_INPUT, _SUBJECT = "round-input", "subject"
_NAMED = 8
_REJECTION = b'"verdict":"%s"' % Verdict.REJECT.value.encode()
"""Stands in the canonical bytes of every decision that rejects."""


def programs() -> tuple[tuple[str, str], ...]:
    """Give the versions of what draws and packs a package."""
    from codebinder.bundle.programs import drawing_programs  # ReportLab takes its time to load

    return (("codebinder", __version__), ("codec", codec.name("deflate")), *drawing_programs())


def input_tag(session: Session, filing: Filing) -> str:
    """Give a keyed digest of everything that a round is computed from; any change that could move a byte changes it."""
    components = [
        [
            part.slug,
            part.kind.value,
            part.rev,
            list(part.include),
            list(part.exclude),
            part.requirement,
            part.disclosure.value,
            part.built_from,
            part.tag,
            part.traits_accepted,
            "" if part.kind is ComponentKind.SOURCE else PurePath(part.location).name,
            snapshot_tag(session, filing, part),
        ]
        for part in filings.components(session, filing)
    ]
    vendor = session.book.vendor.get()
    product = filings.product(session, filing)
    value = {
        "filing": filing.uid,
        "recipient": filings.recipient(session, filing),
        "template": filing.template_digest,
        "vendor": [vendor.name, vendor.name_zh, [list(fact) for fact in vendor.facts]],
        "product": [product.name, product.version, product.model, product.category, [list(f) for f in product.facts]],
        "answers": filings.answers(session, filing),
        "justifications": session.book.filings.justifications(filing.slug),
        "rulings": session.book.filings.rulings(filing.slug),
        "components": components,
        "redactions": [_redaction(row) for row in session.book.redactions.list(filing.slug)],
        "keeps": [_keep(row) for row in session.book.findings.keeps(filing.slug)],
        "roster": session.roster().version,
    }
    return session.sealer.tag(_INPUT, canonical(value))


def snapshot_tag(session: Session, filing: Filing, part: Component) -> str:
    """Tell one state of a source from another: by its commit, or by what a folder's files were when it was hashed."""
    book = session.book.components
    if part.kind is not ComponentKind.SOURCE:
        return ""
    if part.is_git:
        return session.sealer.tag(
            _INPUT, session.sealer.unseal(contents.COMMIT, book.sealed_ids(filing.slug, part.slug).commit)
        )
    sealed = book.sealed_keys(filing.slug, part.slug)
    return session.sealer.tag(_INPUT, session.sealer.unseal(contents.KEYS, sealed)) if sealed else ""


def _redaction(row: Redaction) -> list[str | int]:
    return [
        row.id,
        row.kind.value,
        row.component,
        row.path.hex(),
        row.start,
        row.end,
        row.published_reason,
        row.content_tag,
    ]


def _keep(row: Keep) -> list[str | int]:
    seen = row.finding
    return [seen.id, seen.rule, seen.path.hex(), seen.value_tag, seen.context_tag, row.note]


class Origins:
    """Where what was carried over stood when it was decided: a decision goes with it to where it stands now."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._redactions = session.book.carried.origins(filing.slug)
        self._keeps = session.book.carried.keep_origins(filing.slug)

    def redaction(self, row: Redaction) -> Redaction:
        """Give a redaction as it was before it was ever carried."""
        was = self._redactions.get(row.id)
        if was is None:
            return row
        return replace(row, path=was.path, start=was.start, end=was.end, content_tag=was.content_tag)

    def keep(self, row: Keep) -> Keep:
        """Give a keep as it was before its file was renamed, as long as it is still as it was carried."""
        was = self._keeps.get(row.finding.id)
        if was is None or was[2:] != (row.finding.path, row.finding.context_tag):
            return row
        return replace(row, finding=replace(row.finding, path=was[0], context_tag=was[1]))


def subject_of(session: Session, row: Redaction | Keep, origins: Origins) -> Subject:
    """Give what a decision about a redaction or a keep is bound to: a change of it voids the decision."""
    if isinstance(row, Redaction):
        value: object = [*_redaction(origins.redaction(row)), row.reason, row.note]
        kind = "withheld" if row.kind is RedactionKind.FILE else "redaction"
        name, proposer, published = row.id, row.proposer, row.published_reason
    else:
        seen = row.finding
        value = _keep(origins.keep(row))
        kind, name, proposer, published = "keep", seen.id, row.actor, ""
    digest = session.sealer.tag(_SUBJECT, canonical([kind, value]))
    return Subject(id=name, kind=kind, digest=digest, proposer=proposer, published_reason=published)


def _rows(session: Session, filing: Filing) -> list[Redaction | Keep]:
    return [*session.book.redactions.list(filing.slug), *session.book.findings.keeps(filing.slug)]


def decisions(session: Session, filing: Filing) -> tuple[Decision, ...]:
    """Give the verdicts on what is there to decide; `current` is False where a change has voided one."""
    rows = _rows(session, filing)
    if not rows or not session.rosters():
        return ()
    origins = Origins(session, filing)
    return review.current_decisions(
        session.book.reviews.objects(filing=filing.slug),
        tuple(subject_of(session, row, origins) for row in rows),
        session.rosters(),
        book=session.book.uid,
        filing=filing.uid,
        comments={each: notes.shown(session, box) for each, box in session.book.reviews.comments(filing.slug).items()},
    )


def subjects(session: Session, filing: Filing) -> tuple[SubjectView, ...]:
    """Give everything that a reviewer decides, with the verdict that stands."""
    rows = _rows(session, filing)
    if not rows:
        return ()
    held: dict[str, Decision] = {}
    void: set[str] = set()
    for decision in decisions(session, filing):
        if decision.current:
            # One reviewer's rejection stands against another's approval, whoever came first.
            before = held.get(decision.subject.id)
            if before is None or before.verdict is not Verdict.REJECT:
                held[decision.subject.id] = decision
        else:
            void.add(decision.subject.id)
    origins = Origins(session, filing)
    return tuple(_view(session, row, subject_of(session, row, origins), held, void) for row in rows)


def _view(
    session: Session, row: Redaction | Keep, subject: Subject, held: dict[str, Decision], void: set[str]
) -> SubjectView:
    if isinstance(row, Redaction):
        where = f"{row.component}: {shown_path(row.path)}"
        if row.kind is not RedactionKind.FILE:
            where += f", bytes {row.start}-{row.end}"
        title, reason = row.kind.value, row.reason
    else:
        where = f"{row.finding.component}: {shown_path(row.finding.path)}, line {row.finding.line}"
        title, reason = row.finding.rule, ""
    return SubjectView(
        subject=subject,
        title=title,
        where=where,
        internal_reason=reason,
        note=notes.shown(session, row.note),
        decision=held.get(subject.id),
        was_void=subject.id in void and subject.id not in held,
    )


def status(session: Session, filing: Filing) -> review.RoundStatus | None:
    """Give the last round's state and its valid approvals, or None where nothing was submitted."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        return None
    template = filings.template(session, filing)
    proposers = {each.proposer for each in session.book.redactions.list(filing.slug)}
    proposers |= {keep.actor for keep in session.book.findings.keeps(filing.slug)}
    held = review.round_state(
        row,
        session.book.reviews.objects(filing=filing.slug),
        session.rosters(),
        book=session.book.uid,
        filing=filing.uid,
        template=filing.template_digest,
        policy=template.approvals,
        input_tag=input_tag(session, filing),
        last=True,
        proposers=proposers | {row.submitter},
    )
    refused = rejected(session, filing) if held.state is RoundState.SIGNED else ()
    if refused:
        why = f"{', '.join(refused[:_NAMED])}: rejected since it was signed"
        return replace(held, state=RoundState.OPEN, refused=(*held.refused, why))
    return held


def current_round(session: Session, filing: Filing) -> Round | None:
    """Give the last round in the state that it is in now."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        return None
    held = status(session, filing)
    return row if held is None else replace(row, state=held.state)


def open_round(session: Session, filing: Filing) -> Round:
    """Give the round that may be decided and signed; UserError where there is none or a change has voided it."""
    row = current_round(session, filing)
    if row is None:
        raise UserError("Nothing has been submitted yet.", where=filing.slug, next_step="Run `review submit` first.")
    if row.state is RoundState.VOID:
        raise UserError(
            f"Round {row.number} is void: something has changed since it was submitted.",
            where=filing.slug,
            next_step="Submit a new round; decisions that nothing touched carry over.",
        )
    return row


def approvals(session: Session, filing: Filing) -> tuple[Approval, ...]:
    """Give the valid approvals of the current round, oldest first."""
    held = status(session, filing)
    return () if held is None or held.state is RoundState.VOID else held.approvals


def enough(session: Session, filing: Filing) -> bool:
    """Has the current round the approvals that its template asks for?"""
    held = status(session, filing)
    return held is not None and held.state is RoundState.SIGNED


def check_chain(session: Session) -> None:
    """Refuse a workbook in which a signed object is missing or stands twice: what was taken out may be a rejection."""
    review.check_chain(session.book.reviews.objects(), session.rosters(), book=session.book.uid)


def rejected(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the ids of what stands rejected."""
    signed = session.book.reviews.objects(filing=filing.slug, type=SignedType.DECISION)
    if not any(_REJECTION in each.stored for each in signed):
        return ()  # as nearly always, and every page asks
    return tuple(
        view.subject.id
        for view in subjects(session, filing)
        if view.decision is not None and view.decision.verdict is Verdict.REJECT
    )
