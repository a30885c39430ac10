"""Approving: what a signature means, in counts; then the digest is computed anew, and exactly that is signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codebinder import review
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidProblems, Told
from codebinder.bundle.sinks import DigestSink
from codebinder.errors import Bug
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Judgement, PublicKey, Role, Round, RoundState, ShownHow, Verdict
from codebinder.model.text import Message
from codebinder.workflow import accounts, audit, deciding, exposure, filings, hiding, scanning, state, unmet
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.session import Session
from codebinder.workflow.submitting import changed_meanwhile, check_queue
from codebinder.workflow.views import SigningView, SubjectView
from codebinder.workflow.watching import Watch


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
        unmet=unmet.unmet([each for each in filings.checklist(session, filing) if each.step != "review"]),
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
        unsearched=state.unsearched(session, filing, row),
        exposed=exposure.told(session, filing),
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
    views = state.subjects(session, filing)
    state.check_chain(session)
    proposers = dict.fromkeys((row.submitter, *(view.subject.proposer for view in views)))
    _check_four_eyes(session, filing, approver, proposers)
    check_queue(session, filing)
    _check_decided(views)
    assembled = _assemble(session, filing, progress, cancel)
    digest = review.round_digest(review.round_listing(assembled.files))
    if digest != row.digest:
        raise SaidProblems(
            Message("refuse.approving.what-would-leave-now-not", {"number": row.number}),
            next_step=Message("next.submit-new-round"),
        )
    signer, _ = session.signer_asked_again(key)
    kept = sum(view.subject.kind == "keep" for view in views)
    place = deciding.place_in(session, filing, signer.fingerprint, row)
    head = place.audit_head
    if head is None:
        raise Bug("a round is signed in a workbook that has no key of its own")
    signed = review.approval(
        digest=row.digest,
        shown=review.Shown(undecided=0, kept=kept, scored_down=scanning.counts(session, filing).scored_down),
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
            raise changed_meanwhile(filing)
        if state.enough(session, filing):
            session.book.reviews.set_round_state(filing.slug, row.number, RoundState.SIGNED)
    return state.current_round(session, filing) or row


def _check_four_eyes(session: Session, filing: Filing, approver: PublicKey, proposers: Iterable[str]) -> None:
    versions, role = session.rosters(), Role(filings.template(session, filing).approvals.role)
    at = session.environment.stamp()
    for proposer in proposers:
        review.check_four_eyes(
            proposer, approver.fingerprint, versions[-1], role=role, earlier=versions, filing=filing.uid, at=at
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


def _allowed(session: Session, filing: Filing) -> frozenset[str]:
    """Values that a person decided to keep in this filing, as keyed tags."""
    return frozenset(keep.finding.value_tag for keep in session.book.findings.keeps(filing.slug))


def _check_decided(views: Sequence[SubjectView]) -> None:
    open_views = [view for view in views if not review.approved(view.judgement)]
    if open_views:
        raise SaidProblems(
            Message("refuse.approving.redactions-keeps-no-approval-stands", {"count": len(open_views)}),
            tuple(
                Told(Message("said.placed", {"place": view.subject.id, "what": _why(view)})) for view in open_views[:20]
            ),
            next_step=Message("next.decide-them-review-decide-rejected"),
        )


def _shares_account(session: Session, filing: Filing, approver: PublicKey, proposers: set[str]) -> bool:
    """Was the approver's key made under the account of somebody who proposed or approved before her?"""
    earlier = [each.key for each in state.approvals(session, filing)]
    return review.account_shared(
        approver, [*(each for each in session.roster().members if each.fingerprint in proposers), *earlier]
    )


def _why(view: SubjectView) -> str:
    if view.judgement is not None and view.judgement.condition:
        return Told(Message("fault.approving.approved-only-condition-nobody-signed"))
    if view.decision is not None:
        return (
            Told(Message("fault.approving.rejected-not-everybody-agrees"))
            if view.judgement and view.judgement.conflict
            else Told(Message("fault.approving.rejected"))
        )
    return (
        Told(Message("fault.approving.changed-since-approved"))
        if view.was_void
        else Told(Message("fault.approving.not-decided-yet"))
    )
