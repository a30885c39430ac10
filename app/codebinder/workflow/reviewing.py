"""Rounds: what is submitted to legal, what she decides about each redaction and keep, and her signature."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder import review
from codebinder import workbook as books
from codebinder.base.files import PrivateFolder
from codebinder.bundle.sinks import DigestSink
from codebinder.errors import Bug, Problems
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.review import (
    Decision,
    Delta,
    Duty,
    Judgement,
    PublicKey,
    Role,
    Round,
    RoundState,
    ShownHow,
    SignedType,
    Verdict,
)
from codebinder.model.text import Message
from codebinder.workflow import (
    accounts,
    audit,
    deciding,
    filings,
    hiding,
    inputs,
    output,
    registered,
    rosters,
    scanning,
    shares,
    state,
)
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.deciding import answer, decide, excuse, fulfil, reviewers, settle, withdraw
from codebinder.workflow.sealedmap import MapWriter
from codebinder.workflow.session import Session
from codebinder.workflow.views import SigningView, SubjectView
from codebinder.workflow.watching import Watch

__all__ = [
    "answer", "approvals_by_role", "changes", "check_queue", "current_round", "decide", "decisions", "delta", "excuse",
    "fulfil", "reviewers", "rounds", "settle", "sign", "signing", "subjects", "submit", "withdraw",
]  # fmt: skip


def approvals_by_role(session: Session, filing: Filing) -> tuple[tuple[str, int], ...]:
    """Count the valid approvals of the current round by role; none where the round is void."""
    status = state.status(session, filing)
    if status is None or status.state is RoundState.VOID:
        return ()
    counts: dict[str, int] = {}
    for approval in status.approvals:
        counts[approval.key.role.value] = counts.get(approval.key.role.value, 0) + 1
    return tuple(sorted(counts.items()))


def rounds(session: Session, filing: Filing) -> tuple[Round, ...]:
    """Give every round of the filing."""
    return session.book.reviews.rounds(filing.slug)


def current_round(session: Session, filing: Filing) -> Round | None:
    """Give the last round with the state it is in now (a change since makes it void), or None."""
    return state.current_round(session, filing)


def submit(
    session: Session,
    filing: Filing,
    *,
    key: str,
    reviewers: Sequence[str] = (),
    scope: Sequence[str] = (),
    progress: Progress,
    cancel: Cancel,
) -> Round:
    """Submit everything that would leave to legal, under one digest, signed by the person behind `key`.

    `reviewers` (names or fingerprints) are asked by name, and the round waits for every one of them; `scope` are the
    components of a rolling production, empty for the whole filing.

    Nothing is submitted while a finding of the default queue is neither redacted nor kept, while a source has not been
    scanned, or while anything that is hidden, here or in another filing, can be found in what would leave. The round's
    `unsearched` tells what of it nobody could look into.
    """
    registered.check_open(session, filing)
    submitter = session.acting(key, Duty.PROPOSE, filing)
    signer, _ = session.signer(key)
    _check_keeper(session, filing)
    state.check_chain(session)
    asked = _asked(session, filing, submitter, reviewers)
    filing = filings.narrowed(session, filing, scope)
    check_queue(session, filing)
    with PrivateFolder(session.environment.temp_root) as folder:
        kept = MapWriter.own(session, filing, folder)
        return _submit(session, filing, submitter, signer, asked, kept, progress, cancel)


def _submit(
    session: Session,
    filing: Filing,
    submitter: PublicKey,
    signer: Signer,
    asked: tuple[str, ...],
    kept: MapWriter,
    progress: Progress,
    cancel: Cancel,
) -> Round:
    made = inputs.of(session, filing, filing.scope)
    assembled, unsearched = _searched(session, filing, progress, cancel, kept)
    listing = review.round_listing(assembled.files)
    last = session.book.reviews.last_round(filing.slug)
    number = last.number + 1 if last else 1
    row = Round(
        number=number,
        digest=review.round_digest(listing),
        previous=last.digest if last else "",
        state=RoundState.OPEN,
        submitted_at=session.environment.stamp(),
        submitter=submitter.fingerprint,
        input_tag=made.tag,
        files=len(assembled.files),
        size=sum(each.size for each in assembled.files),
        programs=state.programs(),
        reviewers=asked,
        scope=filing.scope,
        unsearched=unsearched,
    )
    place = deciding.place_in(session, filing, signer.fingerprint, row)
    signed = review.submission(digest=row.digest, place=place, signer=signer, reviewers=row.reviewers, scope=row.scope)
    sealed_listing = session.sealer.seal(state.LISTING, books.pack(listing))
    detail = {"round": number, "files": row.files, "size": row.size}
    with session.book.transaction("review submit", actor=submitter.fingerprint, subject=filing.slug, detail=detail):
        if state.input_tag(session, filing, filing.scope) != made.tag:
            raise _changed_meanwhile(filing)
        assembled.pipeline.salts.save()
        session.book.reviews.add_round(filing.slug, row, sealed_listing=sealed_listing, inputs=made.tags)
        kept.save(session, filing, number)
        for each in _never_signed(session, filing, number):
            session.book.redactions.put_map(filing.slug, each, ())
        shares.keep_built(session, filing, assembled.pipeline, assembled.bundle.covers)
        session.book.reviews.add(
            signed, filing=filing.slug, round=number, subject="", sequence=place.sequence, at=place.at
        )
    return row


def _never_signed(session: Session, filing: Filing, number: int) -> list[int]:
    """Give the earlier rounds that nobody approved: nothing of them is ever opened, and their maps may be large."""
    if registered.held_by(session, filing) is not None:
        return []
    built = {row.round for row in session.book.builds.list(filing.slug)}
    return [
        each
        for each in session.book.redactions.map_rounds(filing.slug)
        if each != number
        and each not in built
        and not session.book.reviews.objects(filing=filing.slug, type=SignedType.APPROVAL, round=each)
    ]


def _asked(session: Session, filing: Filing, submitter: PublicKey, reviewers: Sequence[str]) -> tuple[str, ...]:
    """Give the fingerprints of those who are asked by name; refuse who could not approve."""
    roster, role = session.roster(), Role(filings.template(session, filing).approvals.role)
    found: list[str] = []
    for who in reviewers:
        key = rosters.find(session, who)
        review.check_four_eyes(
            submitter.fingerprint, key.fingerprint, roster, role=role, earlier=session.rosters(), filing=filing.uid,
            at=session.environment.stamp(),
        )  # fmt: skip
        found.append(key.fingerprint)
    return tuple(dict.fromkeys(found))


def _changed_meanwhile(filing: Filing) -> Problems:
    return Problems("Something was changed while the sources were read.", where=filing.slug, next_step="Try again.")


def _check_keeper(session: Session, filing: Filing) -> None:
    """A template may ask that the roster is kept by legal (proof.md §3)."""
    roster = session.roster()
    keeper = next((member for member in roster.members if member.fingerprint == roster.keeper), None)
    if filings.template(session, filing).approvals.legal_keeper and (keeper is None or keeper.role is not Role.LEGAL):
        raise Problems(
            "This template asks that a person of the role legal keeps the roster.",
            where=filing.slug,
            next_step="Make a workbook whose first trusted key is legal's.",
        )


def check_queue(session: Session, filing: Filing) -> None:
    """Refuse while a source is not scanned or a finding of the default queue is neither redacted nor kept."""
    missing = scanning.unscanned(session, filing)
    if missing:
        raise Problems(
            "Nothing is approved before every source has been scanned.",
            tuple(f"{slug}: not scanned since it was added or moved" for slug in missing),
            next_step="Run `scan` first.",
        )
    counts = scanning.counts(session, filing)
    if counts.undecided:
        raise Problems(
            f"{counts.undecided} findings are neither redacted nor kept.",
            where=filing.slug,
            next_step="Decide them with `redact` or `keep`, then submit.",
        )


def _assemble(session: Session, filing: Filing, progress: Progress, cancel: Cancel) -> Assembled:
    """Go through everything that would leave, into digests only; refuse what another filing of the workbook hides."""
    watch = Watch(hiding.secrets_elsewhere(session, filing), _allowed(session, filing))
    with (
        PrivateFolder(session.environment.temp_root) as work,
        DigestSink(workers=session.environment.workers, cancel=cancel) as sink,
    ):
        guarded = watch.through(sink)
        assembled = assemble(
            session, filing, sink=guarded, work=work, draft=False, moment=None, progress=progress, cancel=cancel
        )
    watch.complain()
    return assembled


def _searched(
    session: Session, filing: Filing, progress: Progress, cancel: Cancel, kept: MapWriter
) -> tuple[Assembled, tuple[str, ...]]:
    """Go through everything that would leave and search it for everything hidden, as the build will once more."""
    with (
        PrivateFolder(session.environment.temp_root) as work,
        PrivateFolder(session.environment.temp_root) as held,
        DigestSink(workers=session.environment.workers, cancel=cancel) as sink,
        output.Spool(sink, held) as spool,
    ):
        assembled = assemble(
            session, filing, sink=spool, work=work, draft=False, moment=None, kept=kept, progress=progress,
            cancel=cancel,
        )  # fmt: skip
        digests = tuple(assembled.pipeline.plan.digests)
        unsearched = output.check_round(session, filing, spool.members(), digests, progress, cancel)
    return assembled, unsearched


def _allowed(session: Session, filing: Filing) -> frozenset[str]:
    """Values that a person decided to keep in this filing, as keyed tags."""
    return frozenset(keep.finding.value_tag for keep in session.book.findings.keeps(filing.slug))


def subjects(session: Session, filing: Filing) -> tuple[SubjectView, ...]:
    """Give everything that the reviewer decides, with the decision that stands for each."""
    return state.subjects(session, filing)


def delta(session: Session, filing: Filing) -> Delta | None:
    """Give the last round against the one before, in counts; None where nothing was submitted."""
    return state.delta(session, filing)


def changes(session: Session, filing: Filing) -> tuple[Message, ...]:
    """Name what has changed since the last round was submitted, so that it is void."""
    return state.changes(session, filing)


def decisions(session: Session, filing: Filing) -> tuple[Decision, ...]:
    """Give every decision that counts or was voided by a change."""
    return state.decisions(session, filing)


def signing(session: Session, filing: Filing) -> SigningView:
    """Give what signing the current round means, in counts, before the key is asked for."""
    row = state.open_round(session, filing)
    filing = filings.narrowed(session, filing, row.scope)
    held = state.status(session, filing)
    views = state.subjects(session, filing)
    stand = [view.judgement for view in views if view.judgement is not None]
    counts = scanning.counts(session, filing)
    kept = sum(view.subject.kind == "keep" for view in views)
    roster = session.roster()
    proposers = {view.subject.proposer for view in views} | {row.submitter}
    people_of = tuple(member for member in roster.members if member.fingerprint in proposers)
    legal = [member for member in roster.members if member.role is Role.LEGAL]
    return SigningView(
        round=row,
        files=row.files,
        size=row.size,
        redactions=len(views) - kept,
        keeps=kept,
        undecided=sum(view.decision is None for view in views),
        rejected=sum(each.verdict is Verdict.REJECT for each in stand),
        scored_down=counts.scored_down,
        unmet=filings.unmet([each for each in filings.checklist(session, filing) if each.step != "review"]),
        accounting=accounts.accounting(session, filing, row),
        shared_account=any(review.account_shared(member, people_of) for member in legal),
        proposers=people_of,
        taken_back=audit.taken_back(session, filing),
        conditions=sum(any(each.met for each in judgement.decisions) for judgement in stand),
        pending=sum(each.condition for each in stand),
        conflicts=sum(each.conflict for each in stand),
        not_shown=sum(_unseen(each) for each in stand),
        waiting=tuple(each for each in roster.members if held is not None and each.fingerprint in held.waiting),
        scope=row.scope,
    )


def _unseen(judgement: Judgement) -> bool:
    """Did nobody who approved this have it before her, even with a few lines around it?"""
    seen = {ShownHow.WHOLE, ShownHow.CONTEXT}
    return judgement.verdict is Verdict.APPROVE and not any(each.shown in seen for each in judgement.decisions)


def sign(session: Session, filing: Filing, *, key: str, progress: Progress, cancel: Cancel) -> Round:
    """Approve the current round: recompute its digest from the sources, then sign exactly that.

    Refused while anything is undecided or rejected, where the signer proposed or submitted, or where a byte that would
    leave is not what was submitted.
    """
    approver = session.member(key)
    row = state.open_round(session, filing)
    filing = filings.narrowed(session, filing, row.scope)
    versions = session.rosters()
    policy = filings.template(session, filing).approvals
    views = state.subjects(session, filing)
    state.check_chain(session)
    proposers = dict.fromkeys((row.submitter, *(view.subject.proposer for view in views)))
    for proposer in proposers:
        review.check_four_eyes(
            proposer, approver.fingerprint, versions[-1], role=Role(policy.role), earlier=versions, filing=filing.uid,
            at=session.environment.stamp(),
        )  # fmt: skip
    check_queue(session, filing)
    _check_decided(views)
    assembled = _assemble(session, filing, progress, cancel)
    digest = review.round_digest(review.round_listing(assembled.files))
    if digest != row.digest:
        raise Problems(
            f"What would leave now is not what round {row.number} submitted.",
            next_step="Submit a new round.",
        )
    signer, _ = session.signer_asked_again(key)
    counts = scanning.counts(session, filing)
    kept = sum(view.subject.kind == "keep" for view in views)
    shown_counts = review.Shown(undecided=0, kept=kept, scored_down=counts.scored_down)
    place = deciding.place_in(session, filing, signer.fingerprint, row)
    head = place.audit_head
    if head is None:
        raise Bug("a round is signed in a workbook that has no key of its own")
    signed = review.approval(
        digest=row.digest,
        shown=shown_counts,
        audit_head=head,
        place=place,
        signer=signer,
        shared_account=_shares_account(session, filing, approver, set(proposers)),
    )
    with session.book.transaction(
        "review sign", actor=signer.fingerprint, subject=filing.slug, detail={"round": row.number}
    ):
        session.book.reviews.add(
            signed, filing=filing.slug, round=row.number, subject="", sequence=place.sequence, at=place.at
        )
        if state.open_round(session, filing).number != row.number:
            raise _changed_meanwhile(filing)
        if state.enough(session, filing):
            session.book.reviews.set_round_state(filing.slug, row.number, RoundState.SIGNED)
    return state.current_round(session, filing) or row


def _check_decided(views: Sequence[SubjectView]) -> None:
    open_views = [view for view in views if not review.approved(view.judgement)]
    if open_views:
        raise Problems(
            f"{len(open_views)} redactions and keeps have no approval that stands.",
            tuple(f"{view.subject.id}: {_why(view)}" for view in open_views[:20]),
            next_step="Decide them with `review decide`; a rejected one is changed or withdrawn by its proposer.",
        )


def _shares_account(session: Session, filing: Filing, approver: PublicKey, proposers: set[str]) -> bool:
    """Was the approver's key made under the account of somebody who proposed or approved before her?"""
    earlier = [each.key for each in state.approvals(session, filing)]
    return review.account_shared(
        approver, [*(each for each in session.roster().members if each.fingerprint in proposers), *earlier]
    )


def _why(view: SubjectView) -> str:
    if view.judgement is not None and view.judgement.condition:
        return "approved only on a condition that nobody has signed to be met"
    if view.decision is not None:
        return "rejected, and not everybody agrees" if view.judgement and view.judgement.conflict else "rejected"
    return "changed since it was approved" if view.was_void else "not decided yet"
