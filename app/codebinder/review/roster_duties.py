"""What a key may sign for, whom its signature stands for, and which signatures of a revoked key still count.

Every reader of signed objects comes to the same judgement here; the verifier in the package has rules of its own that
must agree (tests ask both).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.review import Delegation, Duty, Loss, PublicKey, Revocation, Role, Roster, Signed
from codebinder.model.text import Message, shown
from codebinder.review.fields import count_of, text_of
from codebinder.review.roster_people import member, same_person

DEFAULT_DUTIES: Mapping[Role, tuple[Duty, ...]] = {
    Role.ENGINEER: (Duty.PROPOSE, Duty.SEAL),
    Role.LEGAL: (Duty.PROPOSE, Duty.APPROVE, Duty.SEAL),
}


def duties_of(roster: Roster, fingerprint: str) -> tuple[Duty, ...]:
    """Give what a key may sign for in its own right; nothing where it is not on the roster."""
    held = member(roster, fingerprint)
    if held is None:
        return ()
    own = _own_duties(roster, fingerprint)
    return DEFAULT_DUTIES[held.role] if own is None else own


def _own_duties(roster: Roster, fingerprint: str) -> tuple[Duty, ...] | None:
    return next((duties for who, duties in roster.duties if who == fingerprint), None)


def _has(roster: Roster, key: PublicKey, duty: Duty, role: Role | None) -> bool:
    """Has a key this duty in its own right, in this role? Where the roster says nothing of its duties and the template
    asks for a role, being in that role is enough: some templates have engineers approve."""
    if role is not None and key.role is not role:
        return False
    own = _own_duties(roster, key.fingerprint)
    if own is None and role is not None and duty is Duty.APPROVE:
        return True
    return duty in (DEFAULT_DUTIES[key.role] if own is None else own)


def in_force(delegation: Delegation, *, filing: str, at: str) -> bool:
    """Is a delegation for this filing, and does `at` (a claimed time) not lie after its last day?

    Without a time, only one that has no last day is.
    """
    if delegation.filing and delegation.filing != filing:
        return False
    return not delegation.until or (bool(at) and at[:10] <= delegation.until)


def acting_for(
    roster: Roster, fingerprint: str, duty: Duty, *, filing: str = "", at: str = "", role: Role | None = None
) -> tuple[PublicKey, ...]:
    """Give the persons whom a signature of this key stands for at one version of the roster.

    She alone where the duty is her own, she and the giver where it is delegated to her, and nobody where she may not.
    """
    key = member(roster, fingerprint)
    if key is None:
        return ()
    if _has(roster, key, duty, role):
        return (key,)
    for each in roster.delegations:
        if each.taker != fingerprint or duty not in each.duties or not in_force(each, filing=filing, at=at):
            continue
        giver = member(roster, each.giver)
        if giver is not None and _has(roster, giver, duty, role):
            return (key, giver)
    return ()


def revocation_of(roster: Roster, fingerprint: str) -> Revocation | None:
    """Give the revocation of a key, or None."""
    return next((each for each in roster.revoked if each.fingerprint == fingerprint), None)


def comes_too_late(fields: Mapping[str, object], roster: Roster) -> bool:
    """Does a checked object stand after the last one that counts of a revoked key?"""
    found = revocation_of(roster, text_of(fields, "signer"))
    return found is not None and count_of(fields, "sequence") > found.after


def check_not_revoked(fingerprint: str, sequence: int | None, roster: Roster) -> None:
    """Refuse an object of a revoked key that stands after the last one that counts (None: what it would sign next)."""
    found = revocation_of(roster, fingerprint)
    if found is None or (sequence is not None and sequence <= found.after):
        return
    key = member(roster, fingerprint)
    how = Message("word.lost" if found.loss is Loss.LOST else "word.compromised")
    raise SaidError(
        Message("refuse.roster_duties.signer-key-revoked-nothing-after", {"how": how, "after": found.after}),
        where=(shown(key.name) if key else fingerprint[:16])
        if sequence is None
        else Message("where.number", {"signer": shown(key.name) if key else fingerprint[:16], "sequence": sequence}),
        next_step=Message("next.somebody-else-sign-sign-new"),
    )


def check_counts(
    signed: Signed,
    fields: Mapping[str, object],
    rosters: Sequence[Roster],
    *,
    duty: Duty,
    filing: str,
    role: Role | None = None,
) -> tuple[PublicKey, ...]:
    """Give the persons whom a signed object stands for; UserError where it does not count.

    Its signer had the duty (and the role) on the version of the roster that it names and has it on the newest, in her
    own right or by a delegation that was in force at the time that she claims, and the object is not after the last
    one that counts of a revoked key. The signature itself is checked elsewhere.
    """
    version = count_of(fields, "roster")
    if not 1 <= version <= len(rosters):
        raise SaidError(
            Message("refuse.chains.names-version-roster-not-here", {"version": version}), where=signed.signer[:16]
        )
    check_not_revoked(signed.signer, count_of(fields, "sequence"), rosters[-1])
    at = text_of(fields, "at")
    found: dict[str, PublicKey] = {}
    for roster in (rosters[version - 1], rosters[-1]):
        persons = acting_for(roster, signed.signer, duty, filing=filing, at=at, role=role)
        if not persons:
            raise _may_not(signed.signer, duty, role, roster)
        found |= {key.fingerprint: key for key in persons}
    return tuple(found.values())


def counts(
    signed: Signed,
    fields: Mapping[str, object],
    rosters: Sequence[Roster],
    *,
    duty: Duty,
    filing: str,
    role: Role | None = None,
) -> bool:
    """Say whether a signed object counts (see `check_counts`)."""
    try:
        check_counts(signed, fields, rosters, duty=duty, filing=filing, role=role)
    except UserError:
        return False
    return True


def check_may(
    roster: Roster, fingerprint: str, duty: Duty, *, filing: str = "", at: str = "", role: Role | None = None
) -> tuple[PublicKey, ...]:
    """Give the persons whom a key's next signature stands for; UserError where it may not sign for this duty."""
    check_not_revoked(fingerprint, None, roster)
    persons = acting_for(roster, fingerprint, duty, filing=filing, at=at, role=role)
    if not persons:
        raise _may_not(fingerprint, duty, role, roster)
    return persons


def check_four_eyes(
    proposer: str,
    approver: str,
    roster: Roster,
    *,
    role: Role = Role.LEGAL,
    earlier: Sequence[Roster] = (),
    filing: str = "",
    at: str = "",
) -> tuple[PublicKey, ...]:
    """Refuse an approver who may not approve in this role, or who stands for the proposer by key or by person.

    Where she acts for somebody who delegated it to her, neither of the two may have proposed. Gives the persons that
    the approval stands for. Who a proposer was, that has been taken off the roster since, the `earlier` versions say.
    """
    persons = acting_for(roster, approver, Duty.APPROVE, filing=filing, at=at, role=role)
    if not persons:
        raise _may_not(approver, Duty.APPROVE, role, roster)
    versions = (roster, *reversed(earlier))
    proposing = next((found for each in versions if (found := member(each, proposer)) is not None), None)
    for person in persons:
        check_other_person(proposer, proposing, person)
    return persons


def check_other_person(proposer: str, proposing: PublicKey | None, person: PublicKey) -> None:
    """Refuse an approving person who is the proposer by key or by person."""
    if proposer == person.fingerprint:
        raise SaidError(
            Message("refuse.roster_duties.nobody-approves-her-own-proposal"),
            where=shown(person.name),
            next_step=Message("next.another-person-decide"),
        )
    if proposing is not None and same_person(proposing, person):
        raise SaidError(
            Message("refuse.roster_duties.two-keys-one-person-nobody"),
            where=Message(
                "where.names",
                {"name": shown(proposing.name), "name2": shown(person.name), "person": shown(person.person)},
            ),
            next_step=Message("next.another-person-decide"),
        )


_MAY = {
    Duty.PROPOSE: Message("word.may-propose"),
    Duty.APPROVE: Message("word.may-approve"),
    Duty.SEAL: Message("word.may-seal"),
}


def _may_not(fingerprint: str, duty: Duty, role: Role | None, roster: Roster) -> UserError:
    key = member(roster, fingerprint)
    if key is None:
        return SaidError(
            Message("refuse.deciding.key-not-workbook-roster"),
            where=fingerprint[:16],
            next_step=Message("next.keeper-puts-codebinder-key-trust"),
        )
    if role is not None and key.role is not role:
        return SaidError(
            Message(
                "refuse.roster_duties.only-key-role-may-one",
                {"role": Message(f"roster.role-{role.value}"), "may": _MAY[duty]},
            ),
            where=Message(
                "where.key-role", {"name": shown(key.name), "role": Message(f"roster.role-{key.role.value}")}
            ),
            next_step=Message("next.use-key-role-keeper-delegate", {"role": Message(f"roster.role-{role.value}")}),
        )
    return SaidError(
        Message("refuse.roster_duties.key-may-not-here-duties", {"may": _MAY[duty]}),
        where=Message("where.roster-version", {"name": shown(key.name), "version": roster.version}),
        next_step=Message("next.keeper-changes-key-duties-key"),
    )
