"""The roster: who may sign, version by version, each signed by the keeper of the one before (proof.md §3)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from codebinder.base import canonical
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey, Role, Roster, Signed, SignedType
from codebinder.model.text import shown
from codebinder.review.fields import count_of, is_list, is_mapping, text_of
from codebinder.review.signing import Place, check, sign_at, stored_digest


def member(roster: Roster, fingerprint: str) -> PublicKey | None:
    """Give the member with that key, or None."""
    return next((key for key in roster.members if key.fingerprint == fingerprint), None)


def same_person(one: PublicKey, other: PublicKey) -> bool:
    """Are two keys of one person, as the roster says? Case, width and spacing of the name make no difference."""
    return _folded(one.person) == _folded(other.person)


def account_shared(key: PublicKey, others: Iterable[PublicKey]) -> bool:
    """Was `key` made under the same account of an operating system as one of the others?"""
    return bool(key.origin) and any(
        other.origin == key.origin and other.fingerprint != key.fingerprint for other in others
    )


def check_four_eyes(
    proposer: str, approver: str, roster: Roster, *, role: Role = Role.LEGAL, earlier: Sequence[Roster] = ()
) -> None:
    """Refuse an approver who has not the role, or who is the proposer by key or by person (fingerprints).

    Who a proposer was, that has been taken off the roster since, the `earlier` versions still say.
    """
    approving = member(roster, approver)
    if approving is None:
        raise UserError(
            "This key is not on the workbook's roster.",
            where=approver[:16],
            next_step="The keeper puts it there with `codebinder key trust`.",
        )
    if approving.role is not role:
        raise UserError(
            f"Only a key of role {role.value} may approve or reject.",
            where=shown(f"{approving.name}, {approving.role.value}"),
            next_step=f"Use a key of role {role.value}.",
        )
    if proposer == approver:
        raise UserError(
            "Nobody approves her own proposal.", where=shown(approving.name), next_step="Have another person decide."
        )
    versions = (roster, *reversed(earlier))
    proposing = next((found for each in versions if (found := member(each, proposer)) is not None), None)
    if proposing is not None and same_person(proposing, approving):
        raise UserError(
            "The two keys are of one person, and nobody approves her own proposal.",
            where=shown(f"{proposing.name} and {approving.name}: {approving.person}"),
            next_step="Have another person decide.",
        )


def first_roster(keeper: PublicKey, place: Place, signer: Signer) -> Signed:
    """Make version 1: the keeper alone, signed by the keeper."""
    return _sign_roster(Roster(version=1, keeper=keeper.fingerprint, members=(keeper,)), "", place, signer)


def changed_roster(
    rosters: Sequence[Signed], members: Sequence[PublicKey], keeper: str, place: Place, signer: Signer
) -> Signed:
    """Make the next version, with these members and this keeper; `signer` is the keeper of the newest of `rosters`."""
    chain = check_roster_chain(rosters, workbook=place.workbook)
    if signer.fingerprint != chain[-1].keeper:
        holder = member(chain[-1], chain[-1].keeper)
        raise UserError(
            "Only the roster's keeper may change it.",
            where=shown(holder.name) if holder else "",
            next_step="Give the keeper's key with --as.",
        )
    roster = Roster(version=chain[-1].version + 1, keeper=keeper, members=tuple(members))
    _check_members(roster)
    return _sign_roster(roster, stored_digest(rosters[-1]), place, signer)


def check_roster_chain(
    rosters: Sequence[Signed], *, workbook: str, origins: Mapping[str, str] | None = None
) -> tuple[Roster, ...]:
    """Read all versions, oldest first; `origins` (account ids by fingerprint) are not part of what is signed.

    UserError where one is not signed by the keeper of the one before, is missing, or belongs to another workbook.
    """
    chain: list[Roster] = []
    previous = ""
    for signed in rosters:
        if signed.type is not SignedType.ROSTER:
            raise Bug("a roster chain holds rosters only")
        # The first roster introduces its own keeper; that it is the right one, people tell by the fingerprint.
        key = member(chain[-1], chain[-1].keeper) if chain else _self_introduced(signed)
        if key is None or signed.signer != key.fingerprint:
            raise _broken("it was changed by somebody who is not its keeper", len(chain) + 1)
        fields = check(signed, key)
        if text_of(fields, "workbook") != workbook:
            raise _broken("it belongs to another workbook", len(chain) + 1)
        if count_of(fields, "roster") != len(chain) + 1 or fields["previous_roster"] != previous:
            raise _broken("a version is missing or stands twice", len(chain) + 1)
        roster = _read(fields, origins or {})
        _check_members(roster)
        chain.append(roster)
        previous = stored_digest(signed)
    return tuple(chain)


def _sign_roster(roster: Roster, previous: str, place: Place, signer: Signer) -> Signed:
    fields: dict[str, object] = {
        "members": [_member_fields(key) for key in roster.members],
        "keeper": roster.keeper,
        "previous_roster": previous,
    }
    place = replace(place, filing="", round=0, previous_round="", template="", roster=roster.version)
    return sign_at(SignedType.ROSTER, place, signer, fields)


def _member_fields(key: PublicKey) -> dict[str, str]:
    """What the package shows of a person; the account's id stays out (proof.md §1: the house tells)."""
    return {
        "name": key.name,
        "person": key.person,
        "role": key.role.value,
        "ed25519": key.ed25519.hex(),
        "age": key.age,
        "fingerprint": key.fingerprint,
    }


def _read(fields: Mapping[str, object], origins: Mapping[str, str]) -> Roster:
    rows = fields["members"]
    members = tuple(
        PublicKey(
            name=text_of(row, "name"),
            person=text_of(row, "person"),
            role=Role(text_of(row, "role")),
            ed25519=bytes.fromhex(text_of(row, "ed25519")),
            age=text_of(row, "age"),
            origin=origins.get(text_of(row, "fingerprint"), ""),
            fingerprint=text_of(row, "fingerprint"),
        )
        for row in (rows if is_list(rows) else [])
        if is_mapping(row)
    )
    return Roster(version=count_of(fields, "roster"), keeper=text_of(fields, "keeper"), members=members)


def _check_members(roster: Roster) -> None:
    prints = [key.fingerprint for key in roster.members]
    names = [_folded(key.name) for key in roster.members]
    if len(set(prints)) != len(prints):
        raise _broken("a key stands on it twice", roster.version)
    if len(set(names)) != len(names):
        raise _broken("two keys have one name", roster.version)
    if any(hashlib.sha256(key.ed25519).hexdigest() != key.fingerprint for key in roster.members):
        raise _broken("a fingerprint does not belong to its key", roster.version)
    if roster.keeper not in prints:
        raise _broken("its keeper is not on it", roster.version)


def _self_introduced(signed: Signed) -> PublicKey | None:
    """Give the key that a first roster names for its own signer, before anything of it is believed."""
    value = canonical.loads(signed.stored, limit=1 << 20)
    rows = value.get("members") if is_mapping(value) else None
    if not is_mapping(value) or value.get("keeper") != signed.signer or not is_list(rows):
        return None
    for row in rows:
        if is_mapping(row) and row.get("fingerprint") == signed.signer:
            raw, name = row.get("ed25519"), row.get("name")
            if isinstance(raw, str) and isinstance(name, str) and _is_key(raw, signed.signer):
                return PublicKey(
                    name=name, person="", role=Role.LEGAL, ed25519=bytes.fromhex(raw), age="", origin="",
                    fingerprint=signed.signer,
                )  # fmt: skip
    return None


def _is_key(text: str, fingerprint: str) -> bool:
    try:
        return hashlib.sha256(bytes.fromhex(text)).hexdigest() == fingerprint
    except ValueError:
        return False


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _broken(why: str, version: int) -> UserError:
    return UserError(
        f"The roster is not to be trusted: {why}.",
        where=f"version {version}",
        next_step="Go back to the newest copy of the workbook that works, and ask the keeper.",
    )
