"""Decisions: a reviewer's signed verdict on one thing, and which verdicts still count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.errors import UserError
from codebinder.model.ports import Signer
from codebinder.model.review import Decision, Roster, Signed, SignedType, Subject, Verdict
from codebinder.review.chains import check_object
from codebinder.review.fields import count_of, text_of
from codebinder.review.roster import check_four_eyes
from codebinder.review.signing import Place, sign_at, stored_digest


def decide(
    subject: Subject,
    verdict: Verdict,
    *,
    place: Place,
    signer: Signer,
    roster: Roster,
    comment_tag: str = "",
    earlier: Sequence[Roster] = (),
) -> Signed:
    """Sign a verdict on one subject; UserError where the signer may not decide about it. `comment_tag` is a keyed
    digest of the comment: the comment itself is never signed, since signed objects travel."""
    check_four_eyes(subject.proposer, signer.fingerprint, roster, earlier=earlier)
    fields: dict[str, object] = {
        "subject": subject.id,
        "kind": subject.kind,
        "subject_digest": subject.digest,
        "verdict": verdict.value,
        "published_reason": subject.published_reason,
        "comment_tag": comment_tag,
    }
    return sign_at(SignedType.DECISION, place, signer, fields)


def withdraw(signed: Signed, *, place: Place, signer: Signer) -> Signed:
    """Sign that an earlier object of the same key counts no more."""
    if signed.signer != signer.fingerprint:
        raise UserError("Only who signed something may withdraw it.", where=signed.signer[:16])
    return sign_at(SignedType.WITHDRAWAL, place, signer, {"object": stored_digest(signed)})


def withdrawn(objects: Sequence[Signed], rosters: Sequence[Roster], *, book: str, filing: str) -> frozenset[str]:
    """Give the stored digests of what its own signer withdrew."""
    signers = {stored_digest(signed): signed.signer for signed in objects}
    gone: set[str] = set()
    for signed in objects:
        if signed.type is SignedType.WITHDRAWAL:
            target = text_of(check_object(signed, rosters, book=book, filing=filing), "object")
            if signers.get(target) == signed.signer:
                gone.add(target)
    return frozenset(gone)


def current_decisions(
    objects: Sequence[Signed],
    subjects: Sequence[Subject],
    rosters: Sequence[Roster],
    *,
    book: str,
    filing: str,
    comments: Mapping[str, str] | None = None,
) -> tuple[Decision, ...]:
    """Read all decisions of a filing, in order of arrival; `current` are those that count.

    A decision counts while its subject is there and unchanged (same keyed digest, same published reason), its signer
    has not decided again or withdrawn it, is on the roster still, and may decide about it. UserError where an object
    is forged: that is no state to go on from.
    """
    table = {subject.id: subject for subject in subjects}
    gone = withdrawn(objects, rosters, book=book, filing=filing)
    read = [
        (signed, check_object(signed, rosters, book=book, filing=filing))
        for signed in objects
        if signed.type is SignedType.DECISION
    ]
    newest: dict[tuple[str, str], int] = {}
    for signed, fields in read:
        key = (signed.signer, text_of(fields, "subject"))
        newest[key] = max(newest.get(key, 0), count_of(fields, "sequence"))
    decisions: list[Decision] = []
    for signed, fields in read:
        subject = table.get(text_of(fields, "subject"))
        is_newest = newest[signed.signer, text_of(fields, "subject")] == count_of(fields, "sequence")
        counts = (
            subject is not None
            and is_newest
            and stored_digest(signed) not in gone
            and _still_about(subject, fields)
            and _may_decide(signed, subject, rosters, book=book, filing=filing)
        )
        decisions.append(
            Decision(
                subject=subject or _gone_subject(fields),
                verdict=Verdict(text_of(fields, "verdict")),
                comment=(comments or {}).get(stored_digest(signed), ""),
                signer=signed.signer,
                at=text_of(fields, "at"),
                sequence=count_of(fields, "sequence"),
                current=counts,
            )
        )
    return tuple(decisions)


def undecided(subjects: Sequence[Subject], decisions: Sequence[Decision]) -> tuple[Subject, ...]:
    """Give the subjects that nobody has approved, or that somebody rejects."""
    approved = {one.subject.id for one in decisions if one.current and one.verdict is Verdict.APPROVE}
    rejected = {one.subject.id for one in decisions if one.current and one.verdict is Verdict.REJECT}
    return tuple(subject for subject in subjects if subject.id not in approved or subject.id in rejected)


def _still_about(subject: Subject, fields: Mapping[str, object]) -> bool:
    return (subject.kind, subject.digest, subject.published_reason) == (
        fields["kind"],
        fields["subject_digest"],
        fields["published_reason"],
    )


def _may_decide(signed: Signed, subject: Subject, rosters: Sequence[Roster], *, book: str, filing: str) -> bool:
    try:
        check_object(signed, rosters, book=book, filing=filing, current=True)
        check_four_eyes(subject.proposer, signed.signer, rosters[-1], earlier=rosters)
    except UserError:
        return False
    return True


def _gone_subject(fields: Mapping[str, object]) -> Subject:
    return Subject(
        id=text_of(fields, "subject"),
        kind=text_of(fields, "kind"),
        digest=text_of(fields, "subject_digest"),
        proposer="",
        published_reason=text_of(fields, "published_reason"),
    )
