"""Checks of objects against the roster and of every signer's own chain: no gap, no replay, nobody unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.base.messages import SaidError
from codebinder.model.review import Duty, PublicKey, Role, Roster, Signed
from codebinder.model.text import Message, shown
from codebinder.review.fields import count_of, text_of
from codebinder.review.roster_duties import check_counts, check_not_revoked
from codebinder.review.roster_people import member
from codebinder.review.signing import check, stored_digest


def signer_key(fingerprint: str, rosters: Sequence[Roster]) -> PublicKey:
    """Give the key of somebody who is or was on the roster (its newest entry); UserError where nobody has it."""
    for roster in reversed(rosters):
        key = member(roster, fingerprint)
        if key is not None:
            return key
    raise SaidError(
        Message("refuse.chains.signed-key-not-workbook-roster"),
        where=shown(fingerprint[:16]),
        next_step=Message("next.keeper-puts-person-codebinder-key"),
    )


def check_object(
    signed: Signed,
    rosters: Sequence[Roster],
    *,
    book: str,
    filing: str,
    current: bool = False,
    duty: Duty | None = None,
    role: Role | None = None,
) -> Mapping[str, object]:
    """Read a signed object by the roster: its signature, its workbook and filing, and that its signer was on the
    roster's version that it names.

    `current`: and still is, with the same role, and that the object does not come after what counts of a revoked key;
    `duty` (which implies `current`): and that she had and has this duty, her own in this `role` or delegated to her.
    """
    fields = check(signed, signer_key(signed.signer, rosters))
    where = f"{signed.type.value}, number {count_of(fields, 'sequence')} of {signed.signer[:16]}"
    if text_of(fields, "workbook") != book:
        raise SaidError(Message("refuse.chains.signed-another-workbook"), where=where, next_step=Message("next.use"))
    if text_of(fields, "filing") != filing:
        raise SaidError(Message("refuse.chains.signed-another-filing"), where=where, next_step=Message("next.use"))
    version = count_of(fields, "roster")
    if not 1 <= version <= len(rosters):
        raise SaidError(
            Message("refuse.chains.names-version-roster-not-here", {"version": version}),
            where=where,
            next_step=Message("next.import-newest-roster-first"),
        )
    then = member(rosters[version - 1], signed.signer)
    if then is None:
        raise SaidError(Message("refuse.chains.signer-not-version-roster", {"version": version}), where=where)
    if current or duty is not None:
        check_not_revoked(signed.signer, count_of(fields, "sequence"), rosters[-1])
        now = member(rosters[-1], signed.signer)
        if now is None:
            raise SaidError(Message("refuse.chains.signer-been-taken-off-roster"), where=shown(then.name))
        if now.role is not then.role:
            raise SaidError(Message("refuse.chains.signer-another-role-now"), where=shown(then.name))
    if duty is not None:
        check_counts(signed, fields, rosters, duty=duty, filing=filing, role=role)
    return fields


def check_chain(objects: Sequence[Signed], rosters: Sequence[Roster], *, book: str) -> None:
    """Check the chain of every signer over all objects of a workbook, rosters included, in order of arrival.

    UserError at a gap, a replay, a fork, an object of another workbook, or a bad signature.
    """
    last: dict[str, tuple[int, str]] = {}
    for signed in objects:
        fields = check(signed, signer_key(signed.signer, rosters))
        sequence, previous = count_of(fields, "sequence"), text_of(fields, "previous")
        expected, before = last.get(signed.signer, (0, ""))
        where = f"{signed.type.value}, number {sequence} of {signed.signer[:16]}"
        if text_of(fields, "workbook") != book:
            raise SaidError(Message("refuse.chains.signed-another-workbook"), where=where)
        if sequence <= expected:
            raise SaidError(Message("refuse.chains.signed-object-stands-twice-two"), where=where)
        if sequence != expected + 1:
            raise SaidError(
                Message("refuse.chains.signed-object-missing-number-key", {"expected": expected + 1}), where=where
            )
        if previous != before:
            raise SaidError(Message("refuse.chains.signed-object-does-not-follow"), where=where)
        last[signed.signer] = (sequence, stored_digest(signed))
