"""Submitting: everything that would leave, searched for what is hidden, under one digest that legal is handed."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder import review, templates
from codebinder import workbook as books
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidProblems
from codebinder.bundle.sinks import DigestSink
from codebinder.errors import Problems
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.review import Duty, PublicKey, Role, Round, RoundState, SignedType
from codebinder.model.text import Message
from codebinder.workflow import (
    deciding,
    exposure,
    filings,
    imagereadings,
    inputs,
    output,
    paging,
    registered,
    rosters,
    scanning,
    shares,
    state,
    unmet,
)  # fmt: skip
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.sealedmap import MapWriter
from codebinder.workflow.session import Session


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
    _check_whole(session, filing)
    with PrivateFolder(session.environment.temp_root) as folder:
        kept = MapWriter.own(session, filing, folder)
        return _submit(session, filing, submitter, signer, asked, kept, progress, cancel)


def _check_whole(session: Session, filing: Filing) -> None:
    """Where every file has to leave as it is, refuse rules that pick files, and everything hidden or kept back."""
    if not filings.template(session, filing).archive.whole:
        return
    rows = filings.checklist_without_approvals(session, filing)
    against = unmet.unmet([row for row in rows if row.requirement in {templates.ARCHIVE_ROW, templates.REDACTION_ROW}])
    if against:
        raise SaidProblems(
            Message("refuse.submitting.not-whole"),
            against,
            where=filing.slug,
            next_step=Message("next.take-back-submit"),
        )


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
    exposure.look(session, filing, progress=progress, cancel=cancel)
    listing = review.round_listing(assembled.files)
    row = _round(session, filing, submitter, asked, made.tag, listing, assembled, unsearched)
    number = row.number
    place = deciding.place_in(session, filing, signer.fingerprint, row)
    signed = review.submission(digest=row.digest, place=place, signer=signer, reviewers=row.reviewers, scope=row.scope)
    sealed_listing = session.sealer.seal(state.LISTING, books.pack(listing))
    detail = {"round": number, "files": row.files, "size": row.size}
    with session.book.transaction("review submit", actor=submitter.fingerprint, subject=filing.slug, detail=detail):
        if state.input_tag(session, filing, filing.scope) != made.tag:
            raise changed_meanwhile(filing)
        assembled.pipeline.salts.save()
        exposure.write(session, filing)
        imagereadings.write(session, filing)
        session.book.reviews.add_round(
            filing.slug,
            row,
            sealed_listing=sealed_listing,
            inputs=made.tags,
            sealed_unsearched=state.sealed_unsearched(session, unsearched),
        )
        kept.save(session, filing, number)
        for each in _never_signed(session, filing, number):
            session.book.redactions.put_map(filing.slug, each, ())
        shares.keep_built(session, filing, assembled.pipeline, assembled.bundle.covers)
        paging.keep_built(session, filing, assembled.bundle.pages)
        session.book.reviews.add(
            signed, filing=filing.slug, round=number, subject="", sequence=place.sequence, at=place.at
        )
    return row


def _round(
    session: Session,
    filing: Filing,
    submitter: PublicKey,
    asked: tuple[str, ...],
    tag: str,
    listing: bytes,
    assembled: Assembled,
    unsearched: tuple[str, ...],
) -> Round:
    last = session.book.reviews.last_round(filing.slug)
    return Round(
        number=last.number + 1 if last else 1,
        digest=review.round_digest(listing),
        previous=last.digest if last else "",
        state=RoundState.OPEN,
        submitted_at=session.environment.stamp(),
        submitter=submitter.fingerprint,
        input_tag=tag,
        files=len(assembled.files),
        size=sum(each.size for each in assembled.files),
        programs=state.programs(
            highlighted=filings.template(session, filing).listing.page.highlight,
            images=any(part.reading is not None for part in assembled.papers.firmware),
        ),
        reviewers=asked,
        scope=filing.scope,
        unsearched=unsearched,
    )


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


def changed_meanwhile(filing: Filing) -> Problems:
    """The sentence for work that somebody else overtook."""
    return SaidProblems(
        Message("refuse.carrying.something-changed-while-sources-read"),
        where=filing.slug,
        next_step=Message("next.try-again"),
    )


def _check_keeper(session: Session, filing: Filing) -> None:
    """A template may ask that the roster is kept by legal (proof.md §3)."""
    roster = session.roster()
    keeper = next((member for member in roster.members if member.fingerprint == roster.keeper), None)
    if filings.template(session, filing).approvals.legal_keeper and (keeper is None or keeper.role is not Role.LEGAL):
        raise SaidProblems(
            Message("refuse.submitting.template-asks-person-role-legal"),
            where=filing.slug,
            next_step=Message("next.make-workbook-whose-first-trusted"),
        )


def check_queue(session: Session, filing: Filing) -> None:
    """Refuse while a source is not scanned or a finding of the default queue is neither redacted nor kept."""
    missing = scanning.unscanned(session, filing)
    if missing:
        raise SaidProblems(
            Message("refuse.submitting.nothing-approved-before-every-source"),
            tuple(Message("fault.submitting.not-scanned-since-added-moved", {"slug": slug}) for slug in missing),
            next_step=Message("next.run-scan-first"),
        )
    counts = scanning.counts(session, filing)
    if counts.undecided:
        raise SaidProblems(
            Message("refuse.submitting.findings-neither-redacted-nor-kept", {"undecided": counts.undecided}),
            where=filing.slug,
            next_step=Message("next.decide-them-redact-keep-then"),
        )


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
