"""A roster's version as signed fields, read and written; what stands on it must fit together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.review import (
    Certificate,
    Delegation,
    Duty,
    Loss,
    PublicKey,
    Revocation,
    Role,
    Roster,
    Successors,
)
from codebinder.model.text import Message
from codebinder.review.fields import count_of, is_list, is_mapping, text_of
from codebinder.review.roster_people import folded, member

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CRITICAL = ("delegations", "duties", "revoked")
"""A program that does not know these would count what does not count: where they stand, it must refuse the roster."""


def written(roster: Roster, previous: str) -> dict[str, object]:
    """Give a roster's own fields; what is empty is left out, so that a roster without it has the bytes it always had.

    The account's id stays out (proof.md §1: the house tells).
    """
    later: dict[str, object] = {
        "duties": [{"fingerprint": who, "duties": [duty.value for duty in held]} for who, held in roster.duties],
        "delegations": [
            {
                "giver": each.giver,
                "taker": each.taker,
                "duties": [duty.value for duty in each.duties],
                "filing": each.filing,
                "until": each.until,
            }
            for each in roster.delegations
        ],
        "revoked": [
            {"fingerprint": each.fingerprint, "loss": each.loss.value, "after": each.after} for each in roster.revoked
        ],
        "successors": roster.successors and {"need": roster.successors.need, "keys": list(roster.successors.keys)},
        "certificates": [
            {"fingerprint": each.fingerprint, "sha256": each.sha256, "subject": each.subject}
            for each in roster.certificates
        ],
    }
    later = {name: value for name, value in later.items() if value}
    critical = [name for name in CRITICAL if name in later]
    return {
        "members": [_member(key) for key in roster.members],
        "keeper": roster.keeper,
        "previous_roster": previous,
        **later,
        **({"critical": critical} if critical else {}),
    }


def _member(key: PublicKey) -> dict[str, str]:
    return {
        "name": key.name,
        "person": key.person,
        "role": key.role.value,
        "ed25519": key.ed25519.hex(),
        "age": key.age,
        "fingerprint": key.fingerprint,
    }


def read(fields: Mapping[str, object], origins: Mapping[str, str]) -> Roster:
    """Read a roster from fields that `check_fields` took; `origins` are not part of what is signed."""
    return Roster(
        version=count_of(fields, "roster"),
        keeper=text_of(fields, "keeper"),
        members=tuple(_read_member(row, origins) for row in _rows(fields, "members")),
        duties=tuple((text_of(row, "fingerprint"), _duties(row)) for row in _rows(fields, "duties")),
        delegations=tuple(
            Delegation(
                giver=text_of(row, "giver"),
                taker=text_of(row, "taker"),
                duties=_duties(row),
                filing=text_of(row, "filing"),
                until=text_of(row, "until"),
            )
            for row in _rows(fields, "delegations")
        ),
        revoked=tuple(
            Revocation(
                fingerprint=text_of(row, "fingerprint"), loss=Loss(text_of(row, "loss")), after=count_of(row, "after")
            )
            for row in _rows(fields, "revoked")
        ),
        successors=_successors(fields.get("successors")),
        certificates=tuple(
            Certificate(
                fingerprint=text_of(row, "fingerprint"), sha256=text_of(row, "sha256"), subject=text_of(row, "subject")
            )
            for row in _rows(fields, "certificates")
        ),
    )


def _read_member(row: Mapping[str, object], origins: Mapping[str, str]) -> PublicKey:
    return PublicKey(
        name=text_of(row, "name"),
        person=text_of(row, "person"),
        role=Role(text_of(row, "role")),
        ed25519=bytes.fromhex(text_of(row, "ed25519")),
        age=text_of(row, "age"),
        origin=origins.get(text_of(row, "fingerprint"), ""),
        fingerprint=text_of(row, "fingerprint"),
    )


def _rows(fields: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    value = fields.get(name)
    return [row for row in value if is_mapping(row)] if is_list(value) else []


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if is_list(value) else []


def _duties(row: Mapping[str, object]) -> tuple[Duty, ...]:
    return tuple(Duty(each) for each in _texts(row.get("duties")))


def _successors(value: object) -> Successors | None:
    if not is_mapping(value):
        return None
    return Successors(need=count_of(value, "need"), keys=tuple(_texts(value.get("keys"))))


def check_members(roster: Roster) -> None:
    """Refuse a version on which something does not fit together, whoever signed it."""
    prints = [key.fingerprint for key in roster.members]
    if _twice(prints):
        raise broken(Message("fault.roster_fields.key-stands-twice"), roster.version)
    if _twice(folded(key.name) for key in roster.members):
        raise broken(Message("fault.roster_fields.two-keys-one-name"), roster.version)
    if any(hashlib.sha256(key.ed25519).hexdigest() != key.fingerprint for key in roster.members):
        raise broken(Message("fault.roster_fields.fingerprint-does-not-belong-key"), roster.version)
    if not all(folded(key.person) for key in roster.members):
        raise broken(Message("fault.roster_fields.key-nobody-name"), roster.version)
    if roster.keeper not in prints:
        raise broken(Message("fault.roster_fields.keeper-not"), roster.version)
    if _twice(each.fingerprint for each in roster.revoked):
        raise broken(Message("fault.roster_fields.key-revoked-twice"), roster.version)
    if any(each.fingerprint == roster.keeper for each in roster.revoked):
        raise broken(Message("fault.roster_fields.keeper-key-revoked"), roster.version)
    _check_duties(roster, set(prints))
    _check_successors(roster, set(prints))
    if _twice(each.fingerprint for each in roster.certificates) or _twice(each.sha256 for each in roster.certificates):
        raise broken(Message("fault.roster_fields.certificate-bound-twice"), roster.version)
    if any(each.fingerprint not in prints for each in roster.certificates):
        raise broken(Message("fault.roster_fields.certificate-bound-key-not"), roster.version)


def _check_duties(roster: Roster, prints: set[str]) -> None:
    if _twice(who for who, _ in roster.duties) or any(_twice(held) for _, held in roster.duties):
        raise broken(Message("fault.roster_fields.duty-stands-twice"), roster.version)
    if any(who not in prints for who, _ in roster.duties):
        raise broken(Message("fault.roster_fields.duties-key-not"), roster.version)
    for each in roster.delegations:
        if each.giver not in prints or each.taker not in prints or each.giver == each.taker:
            raise broken(Message("fault.roster_fields.delegation-not-one-keys-another"), roster.version)
        if not each.duties or _twice(each.duties):
            raise broken(Message("fault.roster_fields.delegation-no-duties-one-twice"), roster.version)
        if each.filing and not _UUID.fullmatch(each.filing):
            raise broken(Message("fault.roster_fields.delegation-something-no-filing"), roster.version)
        if each.until and not is_day(each.until):
            raise broken(Message("fault.roster_fields.delegation-ends-day-does-not"), roster.version)
    if _twice((each.giver, each.taker, each.filing) for each in roster.delegations):
        raise broken(Message("fault.roster_fields.delegation-stands-twice"), roster.version)


def _check_successors(roster: Roster, prints: set[str]) -> None:
    named = roster.successors
    if named is None:
        return
    if _twice(named.keys) or any(key not in prints for key in named.keys):
        raise broken(Message("fault.roster_fields.successors-not-keys-one-stands"), roster.version)
    if not 1 <= named.need <= len(named.keys):
        raise broken(Message("fault.roster_fields.more-successors-must-agree-than"), roster.version)


def is_day(text: str) -> bool:
    """Is this a day of the calendar, as YYYY-MM-DD?"""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _twice(values: Iterable[object]) -> bool:
    held: Sequence[object] = list(values)
    return len(set(held)) != len(held)


def check_revocations(earlier: Sequence[Roster], roster: Roster) -> None:
    """Refuse a version that takes a revocation back or lets more count, or revokes what was never on the roster."""
    before = {each.fingerprint: each for each in earlier[-1].revoked} if earlier else {}
    now = {each.fingerprint: each for each in roster.revoked}
    if any(who not in now or now[who].after > each.after for who, each in before.items()):
        raise broken(Message("fault.roster_fields.revocation-taken-back"), roster.version)
    for who in now:
        if all(member(each, who) is None for each in (roster, *earlier)):
            raise broken(Message("fault.roster_fields.revokes-key-never"), roster.version)


def pruned(roster: Roster) -> Roster:
    """Leave out duties, delegations and certificates of keys that are not on the roster; revocations stay for good."""
    prints = {key.fingerprint for key in roster.members}
    named = roster.successors
    if named is not None:
        keys = tuple(key for key in named.keys if key in prints)
        named = replace(named, keys=keys) if keys else None
    return replace(
        roster,
        duties=tuple((who, held) for who, held in roster.duties if who in prints),
        delegations=tuple(each for each in roster.delegations if {each.giver, each.taker} <= prints),
        certificates=tuple(each for each in roster.certificates if each.fingerprint in prints),
        successors=named,
    )


def broken(why: Message, version: int) -> UserError:
    """Give the refusal of a roster."""
    return SaidError(
        Message("refuse.roster_fields.roster-not-trusted", {"why": why}),
        where=Message("where.version", {"version": version}),
        next_step=Message("next.go-back-newest-copy-workbook"),
    )
