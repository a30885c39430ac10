"""Checks of objects against the roster and of every signer's own chain: no gap, no replay, nobody unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.errors import UserError
from codebinder.model.review import Duty, PublicKey, Role, Roster, Signed
from codebinder.model.text import shown
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
    raise UserError(
        "This was signed by a key that is not on the workbook's roster.",
        where=shown(fingerprint[:16]),
        next_step="The keeper puts a person there with `codebinder key trust`.",
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
        raise UserError("This was signed for another workbook.", where=where, next_step="Use it there.")
    if text_of(fields, "filing") != filing:
        raise UserError("This was signed for another filing.", where=where, next_step="Use it there.")
    version = count_of(fields, "roster")
    if not 1 <= version <= len(rosters):
        raise UserError(
            f"This names version {version} of the roster, which is not here.",
            where=where,
            next_step="Import the newest roster first.",
        )
    then = member(rosters[version - 1], signed.signer)
    if then is None:
        raise UserError(f"Its signer was not on version {version} of the roster.", where=where)
    if current or duty is not None:
        check_not_revoked(signed.signer, count_of(fields, "sequence"), rosters[-1])
        now = member(rosters[-1], signed.signer)
        if now is None:
            raise UserError("Its signer has been taken off the roster.", where=shown(then.name))
        if now.role is not then.role:
            raise UserError("Its signer has another role by now.", where=shown(then.name))
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
            raise UserError("This was signed for another workbook.", where=where)
        if sequence <= expected:
            raise UserError("A signed object stands twice, or two stand at one place.", where=where)
        if sequence != expected + 1:
            raise UserError(f"A signed object is missing: number {expected + 1} of this key.", where=where)
        if previous != before:
            raise UserError("A signed object does not follow from the one before.", where=where)
        last[signed.signer] = (sequence, stored_digest(signed))
