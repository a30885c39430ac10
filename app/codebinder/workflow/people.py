"""Keys of people, and the roster of a workbook: who may sign for what, kept by the first person trusted.

Every change is one version, signed by the keeper (whose key is asked for again), one transaction and one audit row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from codebinder import review, vault
from codebinder.base.messages import SaidError
from codebinder.base.spelling import fingerprint_of, matches, spelled
from codebinder.model.filing import Filing
from codebinder.model.review import Duty, PublicKey, Role, Roster
from codebinder.model.text import Message, shown
from codebinder.workflow import rosters
from codebinder.workflow.keepers import endorse, endorsed, set_keeper, set_successors, take_over
from codebinder.workflow.powers import (
    bind_certificate,
    delegate,
    end_delegation,
    losing,
    revoke,
    set_duties,
    with_duties,
)
from codebinder.workflow.rosterhistory import RosterChange, history
from codebinder.workflow.rosters import Lost, find, place
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.environment import Environment

__all__ = [
    "Lost",
    "RosterChange",
    "acting",
    "bind_certificate",
    "create_key",
    "delegate",
    "duties_of",
    "end_delegation",
    "endorse",
    "endorsed",
    "export_key",
    "exported_fingerprint",
    "find",
    "fingerprint_of",
    "history",
    "keys",
    "losing",
    "lost_since",
    "matches",
    "place",
    "remove",
    "revoke",
    "roster",
    "set_duties",
    "set_keeper",
    "set_successors",
    "spelled",
    "take_over",
    "trust",
]

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


def roster(session: Session) -> Roster | None:
    """Give the roster in force, or None where nobody has been trusted yet."""
    chain = session.rosters()
    return chain[-1] if chain else None


def exported_fingerprint(text: str) -> str:
    """Give the fingerprint of the key in an exported line; UserError where it does not prove itself."""
    return vault.parse_public(text).fingerprint


def duties_of(roster: Roster, fingerprint: str) -> tuple[Duty, ...]:
    """Give what a key may sign for in its own right; nothing where it is not on the roster."""
    return review.duties_of(roster, fingerprint)


def lost_since(session: Session, before: Sequence[Roster]) -> tuple[Lost, ...]:
    """Give what counted by the roster as it was before a change and counts no more."""
    return rosters.lost(session, before, session.rosters())


def acting(
    session: Session, key: str, duty: Duty, filing: Filing | None = None, *, role: Role | None = None
) -> PublicKey:
    """Give the person behind the vault's key `key`; UserError where it may not do this duty (here, and now)."""
    return session.acting(key, duty, filing, role=role)


def trust(session: Session, who: str, *, key: str = "", duties: Sequence[Duty] = ()) -> Roster:
    """Put a person on the workbook's roster. The first one keeps it and signs every later change.

    `who` is the name of a key of this vault or the text of `key export`; `duties` what she may do where that is not
    what her role says. `key` names the keeper's key; where it is left out, the keeper's key is used if it is here.
    """
    public = vault.parse_public(who) if who.startswith(_PREFIX) else session.environment.vault().public(who)
    if not rosters.signed_rosters(session):
        return _begin(session, public, key, duties)
    now = session.roster()
    if review.member(now, public.fingerprint) is not None:
        raise SaidError(
            Message("refuse.people.roster-already", {"name": shown(public.name)}), where=public.fingerprint[:16]
        )
    if review.revocation_of(now, public.fingerprint) is not None:
        raise SaidError(
            Message("refuse.people.key-revoked-revocation-not-taken"),
            where=shown(public.name),
            next_step=Message("next.owner-make-new-key"),
        )
    return rosters.change(
        session,
        "key trust",
        lambda old: with_duties(replace(old, members=(*old.members, public)), public, duties),
        key=key,
        subject=public.fingerprint,
        origins={public.fingerprint: public.origin},
    )


def _begin(session: Session, public: PublicKey, key: str, duties: Sequence[Duty]) -> Roster:
    signer = session.signer(key or rosters.local(session, public.fingerprint))[0]
    if signer.fingerprint != public.fingerprint:
        raise SaidError(
            Message("refuse.people.first-person-trusted-keeps-roster"),
            next_step=Message("next.run-key-trust-file-name"),
        )
    if duties:
        raise SaidError(
            Message("refuse.people.first-version-roster-names-keeper"),
            next_step=Message("next.trust-key-first-then-give"),
        )
    at = place(session, signer.fingerprint)
    signed = review.first_roster(public, at, signer, audit_head=rosters.audit_head(session))
    with session.book.transaction("key trust", actor=signer.fingerprint, subject=public.fingerprint):
        session.book.reviews.add(signed, sequence=at.sequence, at=at.at)
        session.book.reviews.set_origins({public.fingerprint: public.origin})
    return session.roster()


def remove(session: Session, who: str, *, key: str = "") -> Roster:
    """Take a key off the roster, with its delegations: nothing of it counts any more."""
    public = find(session, who)
    now = session.roster()
    if public.fingerprint == now.keeper:
        raise SaidError(
            Message("refuse.people.keeper-not-taken-off-roster"),
            where=shown(public.name),
            next_step=Message("next.hand-roster-key-keeper-first"),
        )
    named = now.successors
    if named is not None and public.fingerprint in named.keys and len(named.keys) - 1 < named.need:
        raise SaidError(
            Message("refuse.people.she-one-successors-whom-needed", {"count": len(named.keys), "need": named.need}),
            where=shown(public.name),
            next_step=Message("next.name-other-successors-first-key"),
        )

    def make(old: Roster) -> Roster:
        return replace(old, members=tuple(each for each in old.members if each.fingerprint != public.fingerprint))

    return rosters.change(session, "key remove", make, key=key, subject=public.fingerprint)
