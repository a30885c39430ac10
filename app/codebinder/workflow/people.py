"""Keys of people, and the roster of a workbook: who may sign, kept by the first person trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder import review, vault
from codebinder.errors import UserError
from codebinder.model.review import PublicKey, Role, Roster
from codebinder.model.text import shown
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

_PREFIX = "codebinder-key1:"


def create_key(environment: Environment, name: str, *, role: Role, person: str = "") -> PublicKey:
    """Make a person's key in the vault; `person` is her name as it will stand in papers (the key's name if empty)."""
    return environment.vault().create(name, person or name, role)


def keys(environment: Environment) -> tuple[PublicKey, ...]:
    """Give the public halves of every key of the vault."""
    return environment.vault().list()


def export_key(environment: Environment, name: str) -> str:
    """Give a key's public half as one line of text that proves itself by a signature."""
    held = environment.vault()
    return vault.export_public(held.public(name), held.signer(name))


def place(session: Session, signer: str, *, filing_uid: str = "", round_: int = 0, previous_round: str = "",
          template: str = "", roster: int = 0) -> review.Place:  # fmt: skip
    """Give the common fields of the signer's next signed object: her sequence number and what it follows."""
    sequence, previous = review.next_place(session.book.reviews.last(signer))
    return review.Place(
        workbook=session.book.uid,
        filing=filing_uid,
        round=round_,
        previous_round=previous_round,
        template=template,
        roster=roster,
        sequence=sequence,
        previous=previous,
        at=session.environment.stamp(),
    )


def trust(session: Session, name_or_public: str, *, key: str = "") -> Roster:
    """Put a person on the workbook's roster. The first one keeps it and signs every later change.

    `key` names the keeper's key; where it is left out, the keeper's key is used if it is in this vault.
    """
    public = (
        vault.parse_public(name_or_public)
        if name_or_public.startswith(_PREFIX)
        else session.environment.vault().public(name_or_public)
    )
    signed_before = session.book.reviews.objects(type=review.SignedType.ROSTER)
    if not signed_before:
        keeper, signer = public, session.signer(key or _local(session, public.fingerprint))[0]
        if signer.fingerprint != keeper.fingerprint:
            raise UserError(
                "The first person trusted keeps the roster, so she signs it with her own key.",
                next_step="Run `key trust FILE NAME` with the name of her key.",
            )
        at = place(session, signer.fingerprint)
        signed = review.first_roster(keeper, at, signer)
        sequence, stamp = at.sequence, at.at
    else:
        roster = session.roster()
        if any(member.fingerprint == public.fingerprint for member in roster.members):
            raise UserError(f"{shown(public.name)} is on the roster already.", where=public.fingerprint[:16])
        signer = session.signer_asked_again(key or _local(session, roster.keeper))[0]
        at = place(session, signer.fingerprint)
        signed = review.changed_roster(signed_before, (*roster.members, public), roster.keeper, at, signer)
        sequence, stamp = at.sequence, at.at
    with session.book.transaction("key trust", actor=signer.fingerprint, subject=public.fingerprint):
        session.book.reviews.add(signed, sequence=sequence, at=stamp)
        session.book.reviews.set_origins({public.fingerprint: public.origin})
    return session.roster()


def _local(session: Session, fingerprint: str) -> str:
    for public in session.environment.vault().list():
        if public.fingerprint == fingerprint:
            return public.name
    raise UserError(
        "The roster's keeper signs its changes, and the keeper's key is not in this vault.",
        where=fingerprint[:16],
        next_step="Name the keeper's key with --as on the machine that holds it.",
    )


def roster(session: Session) -> Roster | None:
    """Give the roster in force, or None where nobody has been trusted yet."""
    rosters = session.rosters()
    return rosters[-1] if rosters else None
