"""Signing a round in a packet, and the answer that takes everything she signed back to who asked her."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import review
from codebinder.base.files import atomic_write
from codebinder.base.messages import SaidError, SaidProblems, Told
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey, Role, Round, ShownHow, Signed, SignedType, Verdict
from codebinder.model.text import Message, shown
from codebinder.workflow import answerfile, certificates, deciding
from codebinder.workflow.packetmemory import place_of
from codebinder.workflow.views import SigningView, SubjectView

if TYPE_CHECKING:
    from codebinder.workflow.packetdesk import PacketDesk

_NAMED = 20
_DECIDING = frozenset({SignedType.DECISION, SignedType.BULK})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """The answer that was written: whose, about which round, for whom, and how much it holds."""

    path: str
    size: int
    sha256: str
    reviewer: PublicKey
    round: int
    objects: int
    decisions: int
    signed: bool
    recipients: tuple[str, ...]


def signing(desk: PacketDesk) -> SigningView:
    """Give what signing the round means, in counts."""
    info, row = desk.info, desk.round
    views = desk.subjects()
    kept = sum(each.subject.kind == "keep" for each in views)
    proposers = {each.subject.proposer for each in views} | {row.submitter}
    stand = [each.judgement for each in views if each.judgement is not None]
    seen = {ShownHow.WHOLE, ShownHow.CONTEXT}
    return SigningView(
        round=row,
        files=row.files,
        size=row.size,
        redactions=len(views) - kept,
        keeps=kept,
        undecided=sum(each.verdict is None for each in stand),
        rejected=sum(each.verdict is Verdict.REJECT for each in stand),
        scored_down=info.scored_down,
        unmet=info.unmet,
        accounting=info.accounting,
        shared_account=info.shared_account,
        proposers=tuple(each for each in desk.reader.rosters[-1].members if each.fingerprint in proposers),
        taken_back=info.taken_back,
        conditions=sum(any(one.met for one in each.decisions) for each in stand),
        pending=sum(each.condition for each in stand),
        conflicts=sum(each.conflict for each in stand),
        not_shown=sum(
            each.verdict is Verdict.APPROVE and not any(one.shown in seen for one in each.decisions) for each in stand
        ),
        scope=row.scope,
        unsearched=info.unsearched,
        exposed=info.exposed,
    )


def settle(desk: PacketDesk, *, ids: Sequence[str], verdict: Verdict, comment: str, key: str) -> None:
    """Settle what reviewers disagree about, over the decisions that the packet and her own file have."""
    deciding.check_settlement(verdict, comment)
    person = desk.person(key)
    table = {each.subject.id: each.judgement for each in desk.subjects()}
    signer = desk.environment.vault().signer(key)
    tag, box = desk.sealed_comment(comment)
    rosters = desk.reader.rosters
    made: list[tuple[Signed, review.Place]] = []
    last: tuple[int, str] | None = None
    for each in dict.fromkeys(ids):
        judgement = table.get(each)
        if judgement is None:
            raise SaidError(Message("desk.no-such-thing", {"id": shown(each)}))
        if not judgement.conflict:
            raise SaidError(Message("desk.no-conflict", {"id": shown(each)}))
        place = desk.place(person, last)
        signed = review.settle(
            judgement.subject, verdict, judgement.decisions, arbiter=desk.reader.policy.arbiter, place=place,
            signer=signer, roster=rosters[-1], comment_tag=tag, earlier=rosters,
        )  # fmt: skip
        last = (place.sequence, review.stored_digest(signed))
        made.append((signed, place))
    desk.keep(made, box)


def sign(
    desk: PacketDesk,
    *,
    key: str,
    pkcs12: Path | None = None,
    pkcs12_passphrase: str = "",
    progress: Progress,
    cancel: Cancel,
) -> Round:
    """Sign the round where the packet holds it whole, everything in it was recomputed, and everything is approved."""
    person = desk.person(key)
    _check_may_sign(desk, person)
    views = desk.subjects()
    _check_decided(views)
    _recompute(desk, progress, cancel)
    place = desk.place(person)
    if place.audit_head is None:
        raise SaidError(Message("desk.no-submission"), next_step=Message("next.ask-sender-packet-again"))
    certificate = certificates.bound(desk.reader.rosters[-1], person.fingerprint)
    if pkcs12 is not None:
        certificates.check_before(
            pkcs12, pkcs12_passphrase, approver=person, certificate_sha256=certificate, at=place.at
        )
    shared = desk.info.shared_account or _shares_account(desk, person, views)
    kept = sum(each.subject.kind == "keep" for each in views)
    desk.environment.vault().forget()
    signer = desk.environment.vault().signer(key)
    signed = review.approval(
        digest=desk.round.digest,
        shown=review.Shown(undecided=0, kept=kept, scored_down=desk.info.scored_down),
        audit_head=place.audit_head,
        place=place,
        signer=signer,
        shared_account=shared,
    )
    paper = b""
    if pkcs12 is not None:
        page = certificates.packet_page(
            desk.info, approver=person, redactions=len(views) - kept, kept=kept, at=place.at, account_shared=shared
        )
        paper = certificates.signed_approval(
            desk.environment, page, pkcs12=pkcs12, passphrase=pkcs12_passphrase, certificate_sha256=certificate
        )
    desk.keep([(signed, place)], b"", paper=desk.sealer.seal("paper", paper) if paper else b"")
    return desk.round


def _recompute(desk: PacketDesk, progress: Progress, cancel: Cancel) -> None:
    """Compute everything in the packet again; refuse where anything does not agree."""
    checked = desk.reader.check(progress, cancel)
    if checked.faults or checked.digest != desk.round.digest:
        raise SaidProblems(
            Message("refuse.packetsigning.what-recomputed-packet-not-what"),
            tuple(map(shown, checked.faults[:_NAMED])),
            next_step=Message("next.ask-sender-packet-again"),
        )


def answer(desk: PacketDesk, out: Path, *, key: str, keeper: bool = False) -> AnswerFile:
    """Sign the list of all that she signed about the round, and write it all, encrypted, to the new file `out`."""
    person = desk.person(key)
    if os.path.lexists(out):
        raise SaidError(
            Message("desk.file-there"), where=shown(str(out)), next_step=Message("next.choose-another-name")
        )
    recipients = _recipients(desk, keeper=keeper)
    mine = [each for each in desk.all_objects() if each.signer == person.fingerprint]
    about = _about(desk, mine)
    listed = [review.stored_digest(each) for each in about]
    if not _answered(desk, mine, listed):
        place = desk.place(person)
        signer = desk.environment.vault().signer(key)
        made = review.answer(digest=desk.round.digest, objects=listed, packet=desk.digest, place=place, signer=signer)
        desk.keep([(made, place)], b"")
    objects = _unsent(desk, person)
    digests = {review.stored_digest(each) for each in objects}
    boxes = {name: box for name, box in desk.store.comments().items() if name in digests}
    sealed = desk.store.paper(desk.info.filing_uid, desk.round.digest, person.fingerprint)
    data = answerfile.write(
        answerfile.Answer(
            workbook=desk.reader.book,
            filing=desk.info.filing_uid,
            round=desk.round.number,
            packet=desk.digest,
            reviewer=person.fingerprint,
            objects=objects,
            comments={name: desk.unsealed(box) for name, box in boxes.items()},
            approval_pdf=desk.sealer.unseal("paper", sealed) if sealed else b"",
        )
    )
    box = answerfile.encrypted([each.age for each in recipients], data)
    atomic_write(out, box)
    return AnswerFile(
        path=str(out),
        size=len(box),
        sha256=hashlib.sha256(box).hexdigest(),
        reviewer=person,
        round=desk.round.number,
        objects=len(objects),
        decisions=sum(each.type in _DECIDING for each in about),
        signed=any(each.type is SignedType.APPROVAL for each in about),
        recipients=tuple(each.name for each in recipients),
    )


def _check_may_sign(desk: PacketDesk, person: PublicKey) -> None:
    info, rosters = desk.info, desk.reader.rosters
    if desk.memory.behind:
        raise SaidError(
            desk.memory.behind[0],
            next_step=Message("next.ask-sender-packet-workbook-now"),
        )
    if info.content != "whole":
        raise SaidError(
            Message("desk.ranges-only"),
            next_step=Message("next.ask-sender-packet-everything-review"),
        )
    for proposer in dict.fromkeys((desk.round.submitter, *(each.subject.proposer for each in desk.subjects()))):
        review.check_four_eyes(
            proposer,
            person.fingerprint,
            rosters[-1],
            role=Role(desk.reader.policy.role),
            earlier=rosters,
            filing=info.filing_uid,
            at=desk.environment.stamp(),
        )
    mine = [each for each in desk.all_objects() if each.signer == person.fingerprint]
    gone = review.withdrawn(mine, rosters, book=desk.reader.book, filing=info.filing_uid)
    for each in _about(desk, mine):
        if each.type is SignedType.APPROVAL and not review.is_gone(gone, review.stored_digest(each)):
            raise SaidError(
                Message("desk.signed-already", {"round": desk.round.number}),
                next_step=Message("next.write-your-answer-review-answer"),
            )


def _check_decided(views: Sequence[SubjectView]) -> None:
    left = [each for each in views if not review.approved(each.judgement)]
    if left:
        raise SaidProblems(
            Message("refuse.approving.redactions-keeps-no-approval-stands", {"count": len(left)}),
            tuple(
                Told(Message("said.placed", {"place": shown(each.subject.id), "what": _why(each)}))
                for each in left[:_NAMED]
            ),
            next_step=Message("next.decide-them-review-decide-where"),
        )


def _why(view: SubjectView) -> str:
    if view.judgement is not None and view.judgement.verdict is not None:
        return view.judgement.verdict.value
    return (
        Told(Message("fault.approving.changed-since-approved"))
        if view.was_void
        else Told(Message("fault.approving.not-decided-yet"))
    )


def _shares_account(desk: PacketDesk, person: PublicKey, views: Sequence[SubjectView]) -> bool:
    """Was her key made under the account of somebody who proposed? Her own vault knows her account."""
    own = next(each for each in desk.environment.vault().list() if each.fingerprint == person.fingerprint)
    proposers = {each.subject.proposer for each in views} | {desk.round.submitter}
    return review.account_shared(own, [m for m in desk.reader.rosters[-1].members if m.fingerprint in proposers])


def _about(desk: PacketDesk, mine: Sequence[Signed]) -> list[Signed]:
    """Give what she signed about this round, in the order of her chain, but for answers."""
    found = [(place_of(each), each) for each in mine if each.type is not SignedType.ANSWER]
    uid, number = desk.info.filing_uid, desk.round.number
    return [
        each
        for at, each in sorted(found, key=lambda pair: pair[0].sequence)
        if at.filing == uid and at.round == number and each.type in answerfile.CARRIED
    ]


def _answered(desk: PacketDesk, mine: Sequence[Signed], listed: Sequence[str]) -> bool:
    """Is the last thing that she signed an answer with just this list, about this packet?"""
    last = desk.store.last(mine[0].signer)[1] if mine else ""
    for each in mine:
        if each.type is SignedType.ANSWER and review.stored_digest(each) == last:
            fields = review.check_object(each, desk.reader.rosters, book=desk.reader.book, filing=desk.info.filing_uid)
            return fields["objects"] == list(listed) and fields["packet"] == desk.digest
    return False


def _unsent(desk: PacketDesk, person: PublicKey) -> tuple[Signed, ...]:
    """Give everything that she signed in packets of this workbook and this one does not show, about other filings as
    well: her chain has no gaps."""
    return tuple(
        each
        for each in desk.store.objects(signer=person.fingerprint)
        if review.stored_digest(each) not in desk.shown_places
    )


def _recipients(desk: PacketDesk, *, keeper: bool) -> list[PublicKey]:
    roster = desk.reader.rosters[-1]
    wanted = [desk.info.proposer.fingerprint, *([roster.keeper] if keeper else [])]
    found = [member for each in dict.fromkeys(wanted) if (member := review.member(roster, each)) is not None]
    if not found:
        raise SaidError(Message("desk.nobody-to-answer"), next_step=Message("next.ask-packet-again-somebody-roster"))
    return found
