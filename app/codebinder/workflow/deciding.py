"""What people sign about a submitted round: verdicts and what becomes of them, answers, and whom it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from codebinder import review
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import Signer
from codebinder.model.review import (
    Decision,
    PublicKey,
    Role,
    Roster,
    Round,
    ShownHow,
    Signed,
    Subject,
    Verdict,
)
from codebinder.model.text import Message
from codebinder.model.text import shown as escaped
from codebinder.workflow import filings, inputs, notes, people, rosters, state
from codebinder.workflow.session import Session

_NAMED = 8
_MANY = 2
"""From so many on, a verdict is signed once, over the list."""


class Reached(StrEnum):
    """How far a reviewer is with a round."""

    WAITING = "waiting"
    ANSWERED = "answered"
    SIGNED = "signed"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerRow:
    """One person who reviews a round: whether she was asked by name, how far she is, and what she decided (counts of
    verdicts that count); `at` is when she answered or signed."""

    key: PublicKey
    named: bool
    state: Reached
    approved: int
    rejected: int
    conditional: int
    recused: int
    at: str


def check_comment(verdict: Verdict, comment: str) -> None:
    """Refuse a rejection without its reason, and an approve-if without its condition."""
    if verdict is Verdict.REJECT and not comment.strip():
        raise SaidError(Message("refuse.deciding.rejection-says-why"), next_step=Message("next.give-reason-comment"))
    if verdict is Verdict.APPROVE_IF and not comment.strip():
        raise SaidError(
            Message("refuse.deciding.approval-condition-says-condition"), next_step=Message("next.give-comment")
        )


def decide(
    session: Session,
    filing: Filing,
    *,
    ids: Sequence[str] | None,
    verdict: Verdict,
    comment: str = "",
    key: str,
    shown: ShownHow | Mapping[str, ShownHow] | None = None,
) -> tuple[Decision, ...]:
    """Sign a verdict on the redactions and keeps named (None: on every one that has no verdict that counts).

    The reviewer must have the role that the template asks for and must not have proposed what she decides. Several at
    once are one signed object that holds the exact list (one for each value of `shown`: what she had before her).
    """
    check_comment(verdict, comment)
    row = state.open_round(session, filing)
    chosen = _chosen(session, filing, row, ids)
    session.member(key)
    signer, _ = session.signer(key)
    versions = session.rosters()
    tag = session.sealer.tag("comment", comment.encode()) if comment else ""
    role = Role(filings.template(session, filing).approvals.role)
    made: list[Signed] = []
    few = _few([subject.id for subject in chosen])
    detail = {"round": row.number, "count": len(chosen), "verdict": verdict.value, "ids": few}
    with session.book.transaction("review decide", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        for how, group in by_shown(chosen, shown):
            place = place_in(session, filing, signer.fingerprint, row)
            signed = signed_verdict(
                group, verdict, place=place, signer=signer, rosters=versions, role=role, comment_tag=tag, shown=how
            )
            keep(session, filing, signed, place, subject=group[0].id if len(group) == 1 else "", comment=comment)
            made.append(signed)
    texts = {review.stored_digest(each): comment for each in made}
    by = review.Frame(rosters=versions, book=session.book.uid, filing=filing.uid, role=role, comments=texts)
    return review.read_decisions(made, chosen, by)


def by_shown(
    chosen: Sequence[Subject], shown: ShownHow | Mapping[str, ShownHow] | None
) -> Iterable[tuple[ShownHow, list[Subject]]]:
    """Group what is decided at once by what the reviewer had before her; where nothing says: one alone was not shown
    by this program, several were decided in bulk."""
    usual = ShownHow.NONE if len(chosen) < _MANY else ShownHow.BULK
    groups: dict[ShownHow, list[Subject]] = {}
    for each in chosen:
        how = shown if isinstance(shown, ShownHow) else (shown or {}).get(each.id, usual)
        groups.setdefault(how, []).append(each)
    return groups.items()


def signed_verdict(
    chosen: Sequence[Subject],
    verdict: Verdict,
    *,
    place: review.Place,
    signer: Signer,
    rosters: Sequence[Roster],
    role: Role,
    comment_tag: str,
    shown: ShownHow,
) -> Signed:
    """Sign a verdict on one subject, or once on all of several."""
    if len(chosen) < _MANY:
        return review.decide(
            chosen[0], verdict, comment_tag=comment_tag, place=place, signer=signer, roster=rosters[-1], role=role,
            earlier=rosters, shown_how=shown,
        )  # fmt: skip
    return review.decide_many(
        chosen, verdict, comment_tag=comment_tag, place=place, signer=signer, roster=rosters[-1], earlier=rosters,
        role=role,
        shown_how=shown,
    )  # fmt: skip


def keep(
    session: Session, filing: Filing, signed: Signed, place: review.Place, *, subject: str = "", comment: str = ""
) -> None:
    """Write a signed object about a round; in a transaction."""
    session.book.reviews.add(
        signed, filing=filing.slug, round=place.round, subject=subject, sequence=place.sequence, at=place.at,
        comment=notes.sealed(session, comment),
    )  # fmt: skip


def place_in(session: Session, filing: Filing, signer: str, row: Round) -> review.Place:
    """Give where a signer's next object about a round stands."""
    return people.place(
        session,
        signer,
        filing_uid=filing.uid,
        round_=row.number,
        previous_round=row.previous,
        template=filing.template_digest,
        roster=session.roster().version,
    )


def _few(ids: Sequence[str]) -> str:
    """Name the first ids; the signed decisions name them all, and a row of the audit has room for an id or two."""
    return " ".join(ids[:_NAMED]) + (" ..." if len(ids) > _NAMED else "")


def _chosen(session: Session, filing: Filing, row: Round, ids: Sequence[str] | None) -> list[Subject]:
    made = inputs.of(session, filing, row.scope)
    if ids is None:
        found, _ = state.judged(session, filing, made.subjects)
        return [each.subject for each in found if each.verdict is None]
    return named(made.subjects, ids)


def named(subjects: Iterable[Subject], ids: Sequence[str]) -> list[Subject]:
    """Give the subjects of these ids, each once; UserError where one is unknown."""
    table = {subject.id: subject for subject in subjects}
    for each in ids:
        if each not in table:
            raise SaidError(
                Message("refuse.deciding.nothing-called-decide", {"each": escaped(each)}),
                next_step=Message("next.list-file-decisions-shows"),
            )
    return [table[each] for each in dict.fromkeys(ids)]


def withdraw(session: Session, filing: Filing, *, ids: Sequence[str], key: str) -> int:
    """Sign that one's own verdicts on these count no more; give how many."""
    row = state.open_round(session, filing)
    session.member(key)
    signer, _ = session.signer(key)
    targets = {subject.id for subject in _chosen(session, filing, row, ids)}
    mine = [
        each
        for each in state.decisions(session, filing)
        if each.current and each.signer == signer.fingerprint and each.subject.id in targets
    ]
    if not mine:
        raise SaidError(
            Message("refuse.deciding.you-decided-none-these"), next_step=Message("next.list-file-decisions-shows-who")
        )
    objects = {review.stored_digest(each): each for each in session.book.reviews.objects(filing=filing.slug)}
    detail = {"round": row.number, "count": len(mine)}
    with session.book.transaction("review withdraw", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        for digest, about in taken_back(mine):
            place = place_in(session, filing, signer.fingerprint, row)
            keep(session, filing, review.withdraw(objects[digest], place=place, signer=signer, subjects=about), place)
    return len(mine)


def taken_back(decisions: Sequence[Decision]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Group decisions by the object that they stand in, with the subjects to take back (none: all that it decides)."""
    groups: dict[str, list[Decision]] = {}
    for each in decisions:
        groups.setdefault(each.digest, []).append(each)
    for digest, rows in groups.items():
        whole = len(rows) == rows[0].together
        yield digest, () if whole else tuple(each.subject.id for each in rows)


def fulfil(session: Session, filing: Filing, *, ids: Sequence[str], note: str, key: str) -> int:
    """Sign that the conditions under which these were approved are met; give how many conditions that were."""
    row = state.open_round(session, filing)
    session.member(key)
    signer, _ = session.signer(key)
    versions, role = session.rosters(), Role(filings.template(session, filing).approvals.role)
    targets = {subject.id for subject in _chosen(session, filing, row, ids)}
    todo = [
        each
        for each in state.decisions(session, filing)
        if each.current and each.verdict is Verdict.APPROVE_IF and not each.met and each.subject.id in targets
    ]
    if not todo:
        raise SaidError(
            Message("refuse.deciding.none-these-waits-condition-met"),
            next_step=Message("next.review-status-lists-what-does"),
        )
    tag = session.sealer.tag("comment", note.encode()) if note else ""
    detail = {"round": row.number, "count": len(todo)}
    with session.book.transaction("review fulfil", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        for each in todo:
            place = place_in(session, filing, signer.fingerprint, row)
            signed = review.fulfil(
                each, place=place, signer=signer, roster=versions[-1], comment_tag=tag, earlier=versions, role=role
            )
            keep(session, filing, signed, place, subject=each.subject.id, comment=note)
    return len(todo)


def settle(session: Session, filing: Filing, *, id: str, verdict: Verdict, comment: str, key: str) -> None:  # noqa: A002  (the word of the house)
    """Settle what reviewers disagree about, as the person whom the template names; over the decisions that are here."""
    check_settlement(verdict, comment)
    row = state.open_round(session, filing)
    session.member(key)
    signer, _ = session.signer(key)
    chosen = _chosen(session, filing, row, [id])
    judgement = state.judged(session, filing, chosen)[0][0]
    if not judgement.conflict:
        raise SaidError(
            Message("refuse.deciding.nobody-disagrees-about"),
            where=escaped(id),
            next_step=Message("next.review-status-lists-conflicts"),
        )
    versions = session.rosters()
    place = place_in(session, filing, signer.fingerprint, row)
    signed = review.settle(
        chosen[0],
        verdict,
        judgement.decisions,
        arbiter=filings.template(session, filing).approvals.arbiter,
        place=place,
        signer=signer,
        roster=versions[-1],
        comment_tag=session.sealer.tag("comment", comment.encode()),
        earlier=versions,
    )
    detail = {"round": row.number, "verdict": verdict.value, "ids": chosen[0].id}
    with session.book.transaction("review settle", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        keep(session, filing, signed, place, subject=chosen[0].id, comment=comment)


def check_settlement(verdict: Verdict, comment: str) -> None:
    """Refuse to settle with anything but an approval or a rejection, or without the reason."""
    if verdict not in {Verdict.APPROVE, Verdict.REJECT}:
        raise SaidError(Message("refuse.deciding.disagreement-ends-approval-rejection"))
    if not comment.strip():
        raise SaidError(
            Message("refuse.deciding.whoever-settles-disagreement-says-why"),
            next_step=Message("next.give-reason-comment"),
        )


def answer(session: Session, filing: Filing, *, key: str) -> None:
    """Sign that one has said everything about the current round, in the workbook itself."""
    row = state.open_round(session, filing)
    member = session.member(key)
    if row.reviewers and member.fingerprint not in row.reviewers:
        raise SaidError(
            Message("refuse.deciding.round-not-sent-you"), where=Message("where.round", {"number": row.number})
        )
    signer, _ = session.signer(key)
    said = [
        review.stored_digest(each)
        for each in session.book.reviews.objects(filing=filing.slug, signer=signer.fingerprint, round=row.number)
    ]
    place = place_in(session, filing, signer.fingerprint, row)
    signed = review.answer(digest=row.digest, objects=said, place=place, signer=signer)
    detail = {"round": row.number, "count": len(said)}
    with session.book.transaction("review answer", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        keep(session, filing, signed, place)


def excuse(session: Session, filing: Filing, *, reviewer: str, reason: str, key: str) -> None:
    """Let the current round go on without this reviewer (a name or fingerprint); the roster's keeper signs that."""
    if not reason.strip():
        raise SaidError(
            Message("refuse.deciding.whoever-released-round-released-reason"), next_step=Message("next.give")
        )
    row = state.open_round(session, filing)
    session.member(key)
    let_off = rosters.find(session, reviewer)
    held = state.status(session, filing)
    if held is None or let_off.fingerprint not in held.answered.asked:
        raise SaidError(Message("refuse.deciding.round-not-sent-person"), where=escaped(let_off.name))
    signer, _ = session.signer_asked_again(key)
    place = place_in(session, filing, signer.fingerprint, row)
    tag = session.sealer.tag("comment", reason.encode())
    signed = review.excuse(
        digest=row.digest, reviewer=let_off.fingerprint, comment_tag=tag, place=place, signer=signer,
        roster=session.roster(),
    )  # fmt: skip
    detail = {"round": row.number, "reviewer": let_off.fingerprint}
    with session.book.transaction("review excuse", actor=signer.fingerprint, subject=filing.slug, detail=detail):
        keep(session, filing, signed, place, comment=reason)


def reviewers(session: Session, filing: Filing) -> tuple[ReviewerRow, ...]:
    """Give who reviews the last round and how far each is: those asked by name first, then whoever else decided."""
    row, held = session.book.reviews.last_round(filing.slug), state.status(session, filing)
    if row is None or held is None:
        return ()
    roster = session.roster()
    counts = _counts(state.decisions(session, filing))
    signed_at = {each.key.fingerprint: each.at for each in held.approvals}
    known = {each.fingerprint: each for each in roster.members}
    rows: list[ReviewerRow] = []
    for each in dict.fromkeys((*held.answered.asked, *counts, *signed_at)):
        if each not in known:
            continue
        tally = counts.get(each, {})
        at, reached = "", Reached.WAITING
        if each in held.answered.excusals:
            reached = Reached.EXCUSED
        if each in held.answered.answers:
            reached, at = Reached.ANSWERED, said_at(held.answered.answers[each], known[each])
        if each in signed_at:
            reached, at = Reached.SIGNED, signed_at[each]
        rows.append(
            ReviewerRow(
                key=known[each], named=each in row.reviewers, state=reached,
                approved=tally.get(Verdict.APPROVE, 0), rejected=tally.get(Verdict.REJECT, 0),
                conditional=tally.get(Verdict.APPROVE_IF, 0), recused=tally.get(Verdict.RECUSED, 0), at=at,
            )
        )  # fmt: skip
    return tuple(rows)


def said_at(signed: Signed, key: PublicKey) -> str:
    """Give the time that a signed object claims."""
    return str(review.check(signed, key)["at"])


def _counts(decisions: Iterable[Decision]) -> Mapping[str, dict[Verdict, int]]:
    counts: dict[str, dict[Verdict, int]] = {}
    for each in decisions:
        if each.current:
            tally = counts.setdefault(each.signer, {})
            tally[each.verdict] = tally.get(each.verdict, 0) + 1
    return counts
