"""Rounds: what is submitted to legal, what she decides about each redaction and keep, and her signature."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder import review
from codebinder import workbook as books
from codebinder.base.files import PrivateFolder
from codebinder.bundle.sinks import DigestSink
from codebinder.errors import Problems, UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.review import Decision, PublicKey, Role, Round, RoundState, Signed, SignedType, Subject, Verdict
from codebinder.model.text import shown
from codebinder.workflow import accounts, audit, filings, hiding, notes, output, people, scanning, shares, state
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.sealedmap import MapWriter
from codebinder.workflow.session import Session
from codebinder.workflow.views import SigningView, SubjectView
from codebinder.workflow.watching import Watch

LISTING = "round-listing"
_NAMED = 8


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


def submit(session: Session, filing: Filing, *, key: str, progress: Progress, cancel: Cancel) -> Round:
    """Submit everything that would leave to legal, under one digest, signed by the person behind `key`.

    Nothing is submitted while a finding of the default queue is neither redacted nor kept, while a source has not been
    scanned, or while anything that is hidden, here or in another filing, can be found in what would leave. The round's
    `unsearched` tells what of it nobody could look into.
    """
    submitter = session.member(key)
    signer, _ = session.signer(key)
    _check_keeper(session, filing)
    state.check_chain(session)
    check_queue(session, filing)
    with PrivateFolder(session.environment.temp_root) as folder:
        kept = MapWriter(session.sealer, folder)
        return _submit(session, filing, submitter, signer, kept, progress, cancel)


def _submit(
    session: Session,
    filing: Filing,
    submitter: PublicKey,
    signer: Signer,
    kept: MapWriter,
    progress: Progress,
    cancel: Cancel,
) -> Round:
    tag = state.input_tag(session, filing)
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
        input_tag=tag,
        files=len(assembled.files),
        size=sum(each.size for each in assembled.files),
        programs=state.programs(),
        unsearched=unsearched,
    )
    place = _place(session, filing, signer.fingerprint, row)
    signed = review.submission(digest=row.digest, place=place, signer=signer)
    sealed_listing = session.sealer.seal(LISTING, books.pack(listing))
    detail = {"round": number, "files": row.files, "size": row.size}
    with session.book.transaction("review submit", actor=submitter.fingerprint, subject=filing.slug, detail=detail):
        if state.input_tag(session, filing) != tag:
            raise _changed_meanwhile(filing)
        assembled.pipeline.salts.save()
        session.book.reviews.add_round(filing.slug, row, sealed_listing=sealed_listing)
        session.book.redactions.put_map(filing.slug, number, kept.parts())
        for each in _never_signed(session, filing, number):
            session.book.redactions.put_map(filing.slug, each, ())
        shares.keep_built(session, filing, assembled.pipeline, assembled.bundle.covers)
        session.book.reviews.add(
            signed, filing=filing.slug, round=number, subject="", sequence=place.sequence, at=place.at
        )
    return row


def _never_signed(session: Session, filing: Filing, number: int) -> list[int]:
    """Give the earlier rounds that nobody approved: nothing of them is ever opened, and their maps may be large."""
    built = {row.round for row in session.book.builds.list(filing.slug)}
    return [
        each
        for each in session.book.redactions.map_rounds(filing.slug)
        if each != number
        and each not in built
        and not session.book.reviews.objects(filing=filing.slug, type=SignedType.APPROVAL, round=each)
    ]


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
    counts = session.book.findings.counts(filing.slug)
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


def _place(session: Session, filing: Filing, signer: str, row: Round) -> review.Place:
    return people.place(
        session,
        signer,
        filing_uid=filing.uid,
        round_=row.number,
        previous_round=row.previous,
        template=filing.template_digest,
        roster=session.roster().version,
    )


def subjects(session: Session, filing: Filing) -> tuple[SubjectView, ...]:
    """Give everything that the reviewer decides, with the decision that stands for each."""
    return state.subjects(session, filing)


def decisions(session: Session, filing: Filing) -> tuple[Decision, ...]:
    """Give every decision that counts or was voided by a change."""
    return state.decisions(session, filing)


def decide(
    session: Session,
    filing: Filing,
    *,
    ids: Sequence[str] | None,
    verdict: Verdict,
    comment: str = "",
    key: str,
) -> tuple[Decision, ...]:
    """Sign a verdict on the redactions and keeps named (None: on every one that has no current decision).

    The reviewer must have the role that the template asks for and must not have proposed what she decides.
    """
    if verdict is Verdict.REJECT and not comment.strip():
        raise UserError("A rejection says why.", next_step="Give the reason with --comment.")
    row = state.open_round(session, filing)
    chosen = _chosen(state.subjects(session, filing), ids)
    session.member(key)
    signer, _ = session.signer(key)
    rosters = session.rosters()
    tag = session.sealer.tag("comment", comment.encode()) if comment else ""
    at = session.environment.stamp()
    box = notes.sealed(session, comment)
    done: list[tuple[Signed, review.Place, Subject]] = []
    last = session.book.reviews.last(signer.fingerprint)
    for view in chosen:
        sequence, previous = review.next_place(last)
        place = review.Place(
            workbook=session.book.uid, filing=filing.uid, round=row.number, previous_round=row.previous,
            template=filing.template_digest, roster=rosters[-1].version, sequence=sequence, previous=previous, at=at,
        )  # fmt: skip
        signed = review.decide(
            view.subject, verdict, comment_tag=tag, place=place, signer=signer, roster=rosters[-1], earlier=rosters
        )
        done.append((signed, place, view.subject))
        last = (sequence, review.stored_digest(signed))
    few = _few([subject.id for _, _, subject in done])
    detail = {"round": row.number, "count": len(done), "verdict": verdict.value, "ids": few}
    with session.book.transaction("review decide", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        for signed, place, subject in done:
            session.book.reviews.add(
                signed, filing=filing.slug, round=row.number, subject=subject.id, sequence=place.sequence, at=at,
                comment=box,
            )  # fmt: skip
    wanted = {subject.id for _, _, subject in done}
    return tuple(each for each in state.decisions(session, filing) if each.subject.id in wanted)


def _few(ids: Sequence[str]) -> str:
    """Name the first ids; the signed decisions name them all, and a row of the audit has room for an id or two."""
    return " ".join(ids[:_NAMED]) + (" ..." if len(ids) > _NAMED else "")


def _chosen(views: Sequence[SubjectView], ids: Sequence[str] | None) -> list[SubjectView]:
    if ids is None:
        return [view for view in views if view.decision is None]
    table = {view.subject.id: view for view in views}
    for each in ids:
        if each not in table:
            raise UserError(
                f"There is nothing called {shown(each)} to decide.", next_step="`list FILE decisions` shows it."
            )
    return [table[each] for each in dict.fromkeys(ids)]


def signing(session: Session, filing: Filing) -> SigningView:
    """Give what signing the current round means, in counts, before the key is asked for."""
    row = state.open_round(session, filing)
    views = state.subjects(session, filing)
    counts = session.book.findings.counts(filing.slug)
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
        rejected=sum(view.decision is not None and view.decision.verdict is Verdict.REJECT for view in views),
        scored_down=counts.scored_down,
        unmet=filings.unmet([each for each in filings.checklist(session, filing) if each.step != "review"]),
        accounting=accounts.accounting(session, filing, row),
        shared_account=any(review.account_shared(member, people_of) for member in legal),
        proposers=people_of,
        taken_back=audit.taken_back(session, filing),
    )


def sign(session: Session, filing: Filing, *, key: str, progress: Progress, cancel: Cancel) -> Round:
    """Approve the current round: recompute its digest from the sources, then sign exactly that.

    Refused while anything is undecided or rejected, where the signer proposed or submitted, or where a byte that would
    leave is not what was submitted.
    """
    approver = session.member(key)
    row = state.open_round(session, filing)
    rosters = session.rosters()
    policy = filings.template(session, filing).approvals
    views = state.subjects(session, filing)
    state.check_chain(session)
    proposers = dict.fromkeys((row.submitter, *(view.subject.proposer for view in views)))
    for proposer in proposers:
        review.check_four_eyes(proposer, approver.fingerprint, rosters[-1], role=Role(policy.role), earlier=rosters)
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
    counts = session.book.findings.counts(filing.slug)
    kept = sum(view.subject.kind == "keep" for view in views)
    shown_counts = review.Shown(undecided=0, kept=kept, scored_down=counts.scored_down)
    place = _place(session, filing, signer.fingerprint, row)
    sequence, head = session.book.audit_head()
    signed = review.approval(
        digest=row.digest,
        shown=shown_counts,
        audit_head=(sequence, session.sealer.tag("audit-head", head.encode())),
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
    open_views = [view for view in views if view.decision is None or view.decision.verdict is Verdict.REJECT]
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
    if view.decision is not None:
        return "rejected"
    return "changed since it was approved" if view.was_void else "not decided yet"
