"""What a person signs about single things: a verdict, one over many, that it counts no more, that a condition is met,
and how the arbiter settles what reviewers disagree about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codebinder.base.messages import SaidError
from codebinder.model.ports import Signer
from codebinder.model.review import (
    Decision,
    Duty,
    PublicKey,
    Role,
    Roster,
    ShownHow,
    Signed,
    SignedType,
    Subject,
    Verdict,
)
from codebinder.model.text import Message, shown
from codebinder.review.roster import check_four_eyes, member, same_person
from codebinder.review.roster_duties import acting_for
from codebinder.review.signing import Place, sign_at, stored_digest


def decide(
    subject: Subject,
    verdict: Verdict,
    *,
    place: Place,
    signer: Signer,
    roster: Roster,
    role: Role = Role.LEGAL,
    comment_tag: str = "",
    shown_how: ShownHow | None = None,
    earlier: Sequence[Roster] = (),
) -> Signed:
    """Sign a verdict on one subject; UserError where the signer may not decide about it.

    `comment_tag` is a keyed digest of the comment: the comment itself is never signed, since signed objects travel.
    """
    _check_may(subject, verdict, place, signer, roster, role, earlier)
    fields: dict[str, object] = {
        "subject": subject.id,
        "kind": subject.kind,
        "subject_digest": subject.digest,
        "verdict": verdict.value,
        "published_reason": subject.published_reason,
        "comment_tag": comment_tag,
    }
    if shown_how is not None:
        fields["shown"] = shown_how.value
    return sign_at(SignedType.DECISION, place, signer, fields)


def decide_many(
    subjects: Sequence[Subject],
    verdict: Verdict,
    *,
    place: Place,
    signer: Signer,
    roster: Roster,
    role: Role = Role.LEGAL,
    comment_tag: str = "",
    shown_how: ShownHow = ShownHow.BULK,
    earlier: Sequence[Roster] = (),
) -> Signed:
    """Sign one verdict on many subjects; the object holds the exact list, in the order given."""
    seen: set[str] = set()
    for subject in subjects:
        if subject.proposer not in seen:
            _check_may(subject, verdict, place, signer, roster, role, earlier)
            seen.add(subject.proposer)
    fields: dict[str, object] = {
        "subjects": [[each.id, each.kind, each.digest, each.published_reason] for each in subjects],
        "verdict": verdict.value,
        "comment_tag": comment_tag,
        "shown": shown_how.value,
    }
    return sign_at(SignedType.BULK, place, signer, fields)


def withdraw(signed: Signed, *, place: Place, signer: Signer, subjects: Iterable[str] = ()) -> Signed:
    """Sign that an earlier object of the same key counts no more: all of it, or of a bulk these `subjects` only."""
    if signed.signer != signer.fingerprint:
        raise SaidError(Message("refuse.deciding.only-who-signed-something-may"), where=signed.signer[:16])
    fields: dict[str, object] = {"object": stored_digest(signed)}
    named = sorted(set(subjects))
    if named:
        fields["subjects"] = named
    return sign_at(SignedType.WITHDRAWAL, place, signer, fields)


def fulfil(
    decision: Decision, *, place: Place, signer: Signer, roster: Roster, comment_tag: str = "",
    earlier: Sequence[Roster] = (), role: Role = Role.LEGAL,
) -> Signed:  # fmt: skip
    """Sign that the condition of an approve-if is met; whoever set it does not say so, she approves instead."""
    if decision.verdict is not Verdict.APPROVE_IF:
        raise SaidError(Message("refuse.deciding.no-condition-meet"), where=shown(decision.subject.id))
    set_by = setters(decision.signer, (*earlier, roster), role=role, filing=place.filing, at=decision.at)
    says = member(roster, signer.fingerprint)
    if says is None:
        raise SaidError(Message("refuse.deciding.key-not-workbook-roster"), where=signer.fingerprint[:16])
    if decision.signer == signer.fingerprint or any(same_person(each, says) for each in set_by):
        raise SaidError(
            Message("refuse.deciding.whoever-set-condition-does-not"),
            where=shown(decision.subject.id),
            next_step=Message("next.she-approves-instead"),
        )
    fields = {"object": decision.digest, "subject": decision.subject.id, "comment_tag": comment_tag}
    return sign_at(SignedType.FULFILMENT, place, signer, fields)


def setters(fingerprint: str, rosters: Sequence[Roster], *, role: Role, filing: str, at: str) -> tuple[PublicKey, ...]:
    """Give the persons who set a condition: whoever signed it, and whoever's verdict it is where she delegated that."""
    found = acting_for(rosters[-1], fingerprint, Duty.APPROVE, filing=filing, at=at, role=role)
    signer = _person(fingerprint, reversed(rosters))
    return found or (() if signer is None else (signer,))


def settle(
    subject: Subject,
    verdict: Verdict,
    over: Sequence[Decision],
    *,
    arbiter: str,
    place: Place,
    signer: Signer,
    roster: Roster,
    comment_tag: str = "",
    earlier: Sequence[Roster] = (),
) -> Signed:
    """Sign how a disagreement ends; `over` are all decisions that it is about (recusals are none)."""
    parties = [each for each in over if each.verdict is not Verdict.RECUSED]
    check_arbiter(signer.fingerprint, arbiter, roster)
    check_no_party(signer.fingerprint, [each.signer for each in parties], arbiter, roster, earlier)
    check_not_own(subject.proposer, signer.fingerprint, roster, earlier)
    fields: dict[str, object] = {
        "subject": subject.id,
        "kind": subject.kind,
        "subject_digest": subject.digest,
        "verdict": verdict.value,
        "published_reason": subject.published_reason,
        "comment_tag": comment_tag,
        "over": sorted({each.digest for each in parties}),
    }
    return sign_at(SignedType.SETTLEMENT, place, signer, fields)


def check_arbiter(fingerprint: str, arbiter: str, roster: Roster) -> None:
    """Refuse anybody but the person whom the template names to settle disagreements: the keeper, or a role."""
    key = member(roster, fingerprint)
    if key is None:
        raise SaidError(Message("refuse.deciding.key-not-workbook-roster"), where=fingerprint[:16])
    if arbiter == "keeper":
        if fingerprint != roster.keeper:
            keeper = member(roster, roster.keeper)
            raise SaidError(
                Message("refuse.deciding.template-roster-keeper-settle-what"),
                where=shown(key.name),
                next_step=Message("next.ask", {"name": shown(keeper.name)}) if keeper else "",
            )
    elif key.role is not Role(arbiter):
        raise SaidError(
            Message("refuse.deciding.template-person-role-settle-what", {"arbiter": Message(f"roster.role-{arbiter}")}),
            where=Message(
                "where.key-role", {"name": shown(key.name), "role": Message(f"roster.role-{key.role.value}")}
            ),
        )


def check_no_party(
    fingerprint: str, parties: Iterable[str], arbiter: str, roster: Roster, earlier: Sequence[Roster]
) -> None:
    """Refuse whoever disagrees herself, by key and by person, where the template names a role.

    Anybody of that role could overrule a colleague alone; the keeper is one person, whom the template names knowingly.
    """
    mine = member(roster, fingerprint)
    if arbiter == "keeper" or mine is None:
        return
    for party in parties:
        theirs = _person(party, (roster, *reversed(earlier)))
        if party == fingerprint or (theirs is not None and same_person(mine, theirs)):
            raise SaidError(
                Message("refuse.deciding.nobody-settles-disagreement-she-party"),
                where=shown(mine.name),
                next_step=Message(
                    "next.another-person-role-settles-one", {"arbiter": Message(f"roster.role-{arbiter}")}
                ),
            )


def check_not_own(proposer: str, fingerprint: str, roster: Roster, earlier: Sequence[Roster]) -> None:
    """Refuse whoever proposed a thing, by key and by person, as the one who settles what is disputed about it."""
    mine, theirs = member(roster, fingerprint), _person(proposer, (roster, *reversed(earlier)))
    if proposer == fingerprint or (mine is not None and theirs is not None and same_person(mine, theirs)):
        raise SaidError(
            Message("refuse.deciding.nobody-settles-disagreement-about-her"),
            where=shown(mine.name if mine else fingerprint[:16]),
            next_step=Message("next.one-reviewers-change-her-verdict"),
        )


def _check_may(
    subject: Subject, verdict: Verdict, place: Place, signer: Signer, roster: Roster, role: Role,
    earlier: Sequence[Roster],
) -> None:  # fmt: skip
    # Whoever recuses herself may well be the one who proposed it: that is a reason to.
    if verdict is not Verdict.RECUSED:
        check_four_eyes(
            subject.proposer, signer.fingerprint, roster, earlier=earlier, filing=place.filing, at=place.at, role=role
        )
    elif member(roster, signer.fingerprint) is None:
        raise SaidError(Message("refuse.deciding.key-not-workbook-roster"), where=signer.fingerprint[:16])
    if place.roster != roster.version:
        raise SaidError(Message("refuse.deciding.decision-names-another-version-roster"), where=str(place.roster))


def _person(fingerprint: str, rosters: Iterable[Roster]) -> PublicKey | None:
    return next((found for roster in rosters if (found := member(roster, fingerprint)) is not None), None)
