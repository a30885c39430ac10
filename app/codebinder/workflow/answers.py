"""Answers come back into the workbook: checked whole, taken in together or not at all, in any order the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from codebinder import review
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey, Roster, Round, RoundState, Signed, SignedType, Subject
from codebinder.model.text import Message, shown
from codebinder.review.fields import is_list
from codebinder.workflow import answerfile, certificates, heads, notes, state
from codebinder.workflow.answerfile import Answer
from codebinder.workflow.packetmemory import Place, fields_of, place_of
from codebinder.workflow.packetviews import AnswerReport
from codebinder.workflow.session import Session

_AGAIN = Message("next.ask-reviewer-her-answer-again-use")


def import_(session: Session, path: Path, *, key: str = "", progress: Progress, cancel: Cancel) -> AnswerReport:
    """Take a reviewer's answer in: her decisions, her comments, and her signature where she gave one.

    Refused whole where anything in it is not as she signed it, where it is for another workbook, filing or round, or
    where something that she signed before it is not here. What is here already is not added again.
    """
    progress.start("progress.answer", None)
    data, opener = answerfile.decrypted(session.environment, path, key)
    answer = answerfile.read(data)
    cancel.check()
    filing = _filing(session, answer)
    rosters = session.rosters()
    reviewer = review.signer_key(answer.reviewer, rosters)
    places = _checked(session, answer, rosters)
    last = _last_answer(answer, places)
    objects = {review.stored_digest(each): each for each in answer.objects}
    new = [at for at in places if at.digest not in _here(session, answer.reviewer)]
    row = _check_round(session, filing, answer, last, rosters) if new else None
    if new:
        _check_complete(session, answer, last, rosters, objects.keys())
        _check_chain(session, new, places, objects, reviewer)
        _check_packet(session, filing, answer)
        heads.check_not_put_back(session, (objects[at.digest] for at in new))
        _check_comments(session, answer, objects, reviewer)
    approval, certificate = _judged(session, filing, answer)
    if row is not None:
        _take(session, filing, row, answer, reviewer, opener, [(objects[at.digest], at) for at in new])
    if approval is not None and certificate:
        _keep_page(session, filing, answer, approval, opener)
    found = _report(session, filing, answer, reviewer, [objects[at.digest] for at in new], len(places))
    unjudged = approval is not None and not certificate
    return replace(found, certificate=certificate, unjudged=unjudged)


def _filing(session: Session, answer: Answer) -> Filing:
    if answer.workbook != session.book.uid:
        raise SaidError(Message("answer.other-workbook"), next_step=Message("next.import"))
    for filing in session.book.filings.list():
        if filing.uid == answer.filing:
            return filing
    raise SaidError(Message("answer.other-filing"), next_step=Message("next.import-into-copy-workbook"))


def _checked(session: Session, answer: Answer, rosters: Sequence[Roster]) -> list[Place]:
    """Check every object by the roster that it names, and give their places in the order of her chain.

    What she signed about other filings of this workbook comes along, so that her chain has no gap.
    """
    known = {each.uid for each in session.book.filings.list()}
    places: list[Place] = []
    for signed in answer.objects:
        # Every reader names the filing itself, so a foreign one is found by its own name first.
        about = place_of(signed).filing if signed.type in answerfile.CARRIED else ""
        review.check_object(signed, rosters, book=session.book.uid, filing=about if about in known else answer.filing)
        places.append(place_of(signed))
    return sorted(places, key=lambda at: at.sequence)


def _last_answer(answer: Answer, places: Sequence[Place]) -> Signed:
    """Give the object in which she says that this is all; an answer ends with it."""
    table = {review.stored_digest(each): each for each in answer.objects}
    last = table[places[-1].digest] if places else None
    if last is None or last.type is not SignedType.ANSWER or places[-1].filing != answer.filing:
        raise SaidError(Message("answer.not-signed"), next_step=_AGAIN)
    if places[-1].round != answer.round:
        raise SaidError(Message("answer.not-signed"), next_step=_AGAIN)
    return last


def _here(session: Session, signer: str) -> frozenset[str]:
    return frozenset(map(review.stored_digest, session.book.reviews.objects(signer=signer)))


def _check_round(session: Session, filing: Filing, answer: Answer, last: Signed, rosters: Sequence[Roster]) -> Round:
    fields = review.check_object(last, rosters, book=session.book.uid, filing=filing.uid)
    if fields["packet"] != answer.packet:
        raise SaidError(Message("answer.not-signed"), next_step=_AGAIN)
    row = session.book.reviews.last_round(filing.slug)
    if row is None or answer.round > row.number:
        raise SaidError(
            Message("answer.later-round", {"round": answer.round, "here": row.number if row else 0}),
            where=filing.slug,
            next_step=Message("next.workbook-put-back-go-newest"),
        )
    if answer.round < row.number:
        raise SaidError(
            Message("answer.older-round", {"round": answer.round, "here": row.number}),
            where=filing.slug,
            next_step=Message("next.send-her-packet-round-what", {"number": row.number}),
        )
    if (fields["digest"], fields["previous_round"]) != (row.digest, row.previous):
        raise SaidError(
            Message("answer.other-round", {"round": answer.round}),
            where=filing.slug,
            next_step=Message("next.find-copy-workbook-packet-exported"),
        )
    return row


def _check_packet(session: Session, filing: Filing, answer: Answer) -> None:
    """The packet that she answers is one that this copy of the workbook exported."""
    exported = session.book.reviews.objects(filing=filing.slug, type=SignedType.PACKET)
    if answer.packet not in set(map(review.stored_digest, exported)):
        raise SaidError(
            Message("answer.packet-unknown"),
            where=filing.slug,
            next_step=Message("next.go-copy-workbook-packet-exported"),
        )


def _check_complete(
    session: Session, answer: Answer, last: Signed, rosters: Sequence[Roster], brought: Iterable[str]
) -> None:
    """Nothing that she lists may be left out."""
    fields = review.check_object(last, rosters, book=session.book.uid, filing=answer.filing)
    listed = fields["objects"]
    missing = set(map(str, listed if is_list(listed) else ())) - set(brought) - _here(session, answer.reviewer)
    if missing:
        raise SaidError(
            Message("answer.left-out", {"count": len(missing)}),
            next_step=Message("next.import-her-earlier-answers-first"),
        )


def _check_chain(
    session: Session, new: Sequence[Place], all_: Sequence[Place], objects: Mapping[str, Signed], reviewer: PublicKey
) -> None:
    """What she signed follows without a gap from what is here of hers, and nothing else stands in its place."""
    here = {at.sequence: at.digest for at in map(place_of, session.book.reviews.objects(signer=reviewer.fingerprint))}
    for at in all_:
        if here.get(at.sequence, at.digest) != at.digest:
            raise SaidError(
                Message("answer.fork", {"number": at.sequence}),
                where=shown(reviewer.name),
                next_step=Message("next.ask-her-two-she-means"),
            )
    expected, before = session.book.reviews.last(reviewer.fingerprint)
    for at in new:
        expected += 1
        if at.sequence != expected:
            between = f"{expected}-{at.sequence - 1}" if at.sequence - 1 > expected else str(expected)
            raise SaidError(
                Message("answer.gap", {"numbers": between}),
                where=shown(reviewer.name),
                next_step=Message("next.import-her-earlier-answers-first-go"),
            )
        fields = review.check(objects[at.digest], reviewer)
        if fields["previous"] != before:
            raise SaidError(Message("answer.fork", {"number": at.sequence}), where=shown(reviewer.name))
        before = at.digest


def _check_comments(session: Session, answer: Answer, objects: Mapping[str, Signed], reviewer: PublicKey) -> None:
    """Every comment is the one that she signed the keyed digest of, and none is left out."""
    for digest, signed in objects.items():
        fields = review.check(signed, reviewer)
        tag, text = fields.get("comment_tag", ""), answer.comments.get(digest, "")
        if tag != (session.sealer.tag("comment", text.encode()) if text else ""):
            raise SaidError(Message("answer.comment"), next_step=_AGAIN)


def _take(
    session: Session,
    filing: Filing,
    row: Round,
    answer: Answer,
    reviewer: PublicKey,
    opener: PublicKey,
    rows: Sequence[tuple[Signed, Place]],
) -> None:
    slugs = {each.uid: each.slug for each in session.book.filings.list()}
    detail = {"round": row.number, "reviewer": answer.reviewer[:16], "count": len(rows)}
    with session.book.transaction("review import", actor=opener.fingerprint, subject=filing.slug, detail=detail):
        for signed, at in rows:
            fields = review.check(signed, reviewer)
            session.book.reviews.add(
                signed,
                filing=slugs[at.filing],
                round=at.round,
                subject=str(fields.get("subject", "")),
                sequence=at.sequence,
                at=str(fields["at"]),
                comment=notes.sealed(session, answer.comments.get(at.digest, "")),
            )
        state.check_chain(session)
        if state.enough(session, filing):
            session.book.reviews.set_round_state(filing.slug, row.number, RoundState.SIGNED)


def _judged(session: Session, filing: Filing, answer: Answer) -> tuple[Signed | None, str]:
    """Judge the approval page that came along; give the approval it belongs to, and whose certificate signed it."""
    approvals = [each for each in answer.objects if each.type is SignedType.APPROVAL]
    if not answer.approval_pdf or not approvals:
        return None, ""
    if not certificates.available():
        return approvals[-1], ""
    found = certificates.judge_answer(session, filing, approvals[-1], answer.approval_pdf)
    return approvals[-1], found.certificate.subject if found.certificate is not None else ""


def _keep_page(session: Session, filing: Filing, answer: Answer, approval: Signed, opener: PublicKey) -> None:
    """Keep the judged page, where it is not here already."""
    if session.book.papers.of([review.stored_digest(approval)]):
        return
    detail = {"round": answer.round, "reviewer": answer.reviewer[:16], "size": len(answer.approval_pdf)}
    with session.book.transaction("review import page", actor=opener.fingerprint, subject=filing.slug, detail=detail):
        certificates.keep(session, approval, answer.approval_pdf)


def _report(
    session: Session, filing: Filing, answer: Answer, reviewer: PublicKey, new: Sequence[Signed], brought: int
) -> AnswerReport:
    views = state.subjects(session, filing)
    status = state.status(session, filing)
    names = {each.fingerprint: each.name for each in session.roster().members}
    return AnswerReport(
        reviewer=reviewer,
        round=answer.round,
        added=len(new),
        known=brought - len(new),
        approved=any(each.type is SignedType.APPROVAL for each in answer.objects),
        conflicts=tuple(each.subject.id for each in views if each.judgement is not None and each.judgement.conflict),
        missing=tuple(names.get(each, each[:16]) for each in (status.waiting if status is not None else ())),
        changed=_changed(new, [each.subject for each in views]),
    )


def _changed(new: Sequence[Signed], subjects: Sequence[Subject]) -> tuple[str, ...]:
    """Give what she decided that is not as it was when she decided it."""
    table = {each.id: [each.id, each.kind, each.digest, each.published_reason] for each in subjects}
    rows = [row for signed in new for row in _decided(signed)]
    return tuple(dict.fromkeys(str(row[0]) for row in rows if table.get(str(row[0])) != row))


def _decided(signed: Signed) -> list[list[object]]:
    """Give what an object decides: id, kind, digest and published reason of each thing."""
    fields = fields_of(signed)
    if signed.type is SignedType.DECISION:
        return [[fields[name] for name in ("subject", "kind", "subject_digest", "published_reason")]]
    rows = fields["subjects"] if signed.type is SignedType.BULK else None
    return [row for row in rows if is_list(row)] if is_list(rows) else []
