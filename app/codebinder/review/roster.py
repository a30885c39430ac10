"""The roster: who may sign, version by version, each signed by the keeper of the one before (proof.md §3).

Where the keeper's key is lost, as many of the successors whom the last version names as it asks for endorse a new
keeper, who signs the next version: one that changes the keeper and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey, Role, Roster, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.review.fields import count_of, is_list, is_mapping, text_of
from codebinder.review.roster_duties import check_four_eyes, check_not_revoked
from codebinder.review.roster_fields import broken, check_members, check_revocations, pruned, read, written
from codebinder.review.roster_people import account_shared, folded, member, same_person
from codebinder.review.signing import Place, check, sign_at, stored_digest

__all__ = [
    "account_shared",
    "changed_roster",
    "check_four_eyes",
    "check_roster_chain",
    "endorse",
    "endorsed_versions",
    "endorsements_of",
    "first_roster",
    "member",
    "next_roster",
    "same_person",
    "take_over",
]


def first_roster(
    keeper: PublicKey, place: Place, signer: Signer, *, audit_head: tuple[int, str] | None = None
) -> Signed:
    """Make version 1: the keeper alone, signed by the keeper."""
    roster = Roster(version=1, keeper=keeper.fingerprint, members=(keeper,))
    check_members(roster)
    return _sign_roster(roster, "", place, signer, audit_head)


def changed_roster(
    rosters: Sequence[Signed], members: Sequence[PublicKey], keeper: str, place: Place, signer: Signer
) -> Signed:
    """Make the next version, with these members and this keeper; `signer` is the keeper of the newest of `rosters`."""
    chain = check_roster_chain(rosters, workbook=place.workbook)
    return next_roster(rosters, pruned(replace(chain[-1], members=tuple(members), keeper=keeper)), place, signer)


def next_roster(
    rosters: Sequence[Signed],
    roster: Roster,
    place: Place,
    signer: Signer,
    *,
    endorsements: Sequence[Signed] = (),
    audit_head: tuple[int, str] | None = None,
) -> Signed:
    """Make the next version as `roster` says (its version number apart); `signer` is the keeper of the newest one."""
    chain = check_roster_chain(rosters, workbook=place.workbook, endorsements=endorsements)
    if signer.fingerprint != chain[-1].keeper:
        holder = member(chain[-1], chain[-1].keeper)
        raise SaidError(
            Message("refuse.rosters.only-roster-keeper-may-change"),
            where=shown(holder.name) if holder else "",
            next_step=Message("next.give-keeper-key"),
        )
    roster = replace(roster, version=chain[-1].version + 1)
    check_members(roster)
    check_revocations(chain, roster)
    return _sign_roster(roster, stored_digest(rosters[-1]), place, signer, audit_head)


def endorse(
    rosters: Sequence[Signed],
    new_keeper: str,
    place: Place,
    signer: Signer,
    *,
    endorsements: Sequence[Signed] = (),
    audit_head: tuple[int, str] | None = None,
) -> Signed:
    """Sign, as one of the successors, that `new_keeper` (a fingerprint) shall keep the roster from now on."""
    newest = check_roster_chain(rosters, workbook=place.workbook, endorsements=endorsements)[-1]
    named = newest.successors
    if named is None or signer.fingerprint not in named.keys:
        raise SaidError(
            Message("refuse.roster.key-none-successors-roster-names"),
            where=signer.fingerprint[:16],
            next_step=Message("next.key-roster-file-shows-who-they"),
        )
    check_not_revoked(signer.fingerprint, place.sequence, newest)
    _check_new_keeper(newest, new_keeper)
    fields: dict[str, object] = {"new_keeper": new_keeper, "previous_roster": stored_digest(rosters[-1])}
    place = replace(place, filing="", round=0, previous_round="", template="", roster=newest.version)
    return sign_at(SignedType.ENDORSEMENT, place, signer, _headed(fields, audit_head))


def take_over(
    rosters: Sequence[Signed],
    place: Place,
    signer: Signer,
    *,
    endorsements: Sequence[Signed],
    audit_head: tuple[int, str] | None = None,
) -> Signed:
    """Make the version by which `signer` keeps the roster; UserError where too few successors endorsed that."""
    newest = check_roster_chain(rosters, workbook=place.workbook, endorsements=endorsements)[-1]
    if newest.successors is None:
        raise SaidError(
            Message("refuse.roster.roster-names-no-successors-so"), next_step=Message("next.only-keeper-changes")
        )
    _check_new_keeper(newest, signer.fingerprint)
    good = endorsements_of(rosters[-1], newest, signer.fingerprint, endorsements, workbook=place.workbook)
    if _persons(good, newest) < newest.successors.need:
        raise SaidError(
            Message(
                "refuse.roster.successors-must-endorse-key",
                {"need": newest.successors.need, "good": _persons(good, newest)},
            ),
            where=signer.fingerprint[:16],
            next_step=Message("next.them-run-key-endorse"),
        )
    roster = replace(newest, version=newest.version + 1, keeper=signer.fingerprint)
    return _sign_roster(roster, stored_digest(rosters[-1]), place, signer, audit_head)


def _check_new_keeper(newest: Roster, new_keeper: str) -> None:
    if member(newest, new_keeper) is None:
        raise SaidError(
            Message("refuse.roster.who-shall-keep-roster-not"),
            where=new_keeper[:16],
            next_step=Message("next.name-somebody-who"),
        )
    if new_keeper == newest.keeper:
        raise SaidError(Message("refuse.roster.key-keeps-roster-already"), where=new_keeper[:16])
    if any(each.fingerprint == new_keeper for each in newest.revoked):
        raise SaidError(Message("refuse.keepers.revoked-key-cannot-keep"), where=new_keeper[:16])


def endorsements_of(
    before: Signed, previous: Roster, new_keeper: str, endorsements: Sequence[Signed], *, workbook: str
) -> tuple[Signed, ...]:
    """Give the endorsements that count for `new_keeper` following the version `before` (read: `previous`).

    One for each successor, in order of their fingerprints. What does not fit is no error: it may be for another keeper
    or another version; a bad signature is, since that is no state to go on from.
    """
    named = previous.successors
    found: dict[str, Signed] = {}
    for signed in endorsements:
        key = member(previous, signed.signer)
        if signed.type is not SignedType.ENDORSEMENT or named is None or key is None or signed.signer not in named.keys:
            continue
        fields = check(signed, key)
        said = (fields["workbook"], fields["filing"], fields["new_keeper"], fields["previous_roster"], fields["roster"])
        if said != (workbook, "", new_keeper, stored_digest(before), previous.version):
            continue
        try:
            check_not_revoked(signed.signer, count_of(fields, "sequence"), previous)
        except UserError:
            continue
        found.setdefault(signed.signer, signed)
    return tuple(found[key] for key in sorted(found))


def endorsed_versions(
    rosters: Sequence[Signed], *, workbook: str, endorsements: Sequence[Signed]
) -> dict[int, tuple[Signed, ...]]:
    """Give the endorsements by the version that they made possible: those that go with a chain wherever it goes."""
    chain = check_roster_chain(rosters, workbook=workbook, endorsements=endorsements)
    return {
        after.version: endorsements_of(signed, before, after.keeper, endorsements, workbook=workbook)
        for signed, before, after, made in zip(rosters, chain, chain[1:], rosters[1:], strict=False)
        if made.signer != before.keeper
    }


def _persons(endorsements: Sequence[Signed], roster: Roster) -> int:
    """Count the persons behind endorsements: two keys of one person are one."""
    keys = (member(roster, signed.signer) for signed in endorsements)
    return len({folded(key.person) for key in keys if key is not None})


def check_roster_chain(
    rosters: Sequence[Signed],
    *,
    workbook: str,
    origins: Mapping[str, str] | None = None,
    endorsements: Sequence[Signed] = (),
) -> tuple[Roster, ...]:
    """Read all versions, oldest first; `origins` (account ids by fingerprint) are not part of what is signed.

    UserError where one is not signed by the keeper of the one before (nor by a new keeper whom enough successors
    endorsed), is missing, or belongs to another workbook.
    """
    chain: list[Roster] = []
    before: Signed | None = None
    for signed in rosters:
        if signed.type is not SignedType.ROSTER:
            raise Bug("a roster chain holds rosters only")
        number = len(chain) + 1
        # The first roster introduces its own keeper; that it is the right one, people tell by the fingerprint.
        key = member(chain[-1], signed.signer) if chain else _self_introduced(signed)
        taken = bool(chain) and signed.signer != chain[-1].keeper
        if key is None or (taken and chain[-1].successors is None):
            raise broken(Message("fault.roster.changed-somebody-who-not-keeper-2"), number)
        fields = check(signed, key)
        if text_of(fields, "workbook") != workbook:
            raise broken(Message("fault.roster.belongs-another-workbook"), number)
        previous = "" if before is None else stored_digest(before)
        if count_of(fields, "roster") != number or fields["previous_roster"] != previous:
            raise broken(Message("fault.roster.version-missing-stands-twice"), number)
        roster = read(fields, origins or {})
        check_members(roster)
        check_revocations(chain, roster)
        if taken and before is not None:
            _check_taken_over(before, chain[-1], signed, roster, endorsements, workbook)
        chain.append(roster)
        before = signed
    return tuple(chain)


def _check_taken_over(
    before: Signed, previous: Roster, signed: Signed, roster: Roster, endorsements: Sequence[Signed], workbook: str
) -> None:
    if replace(previous, version=roster.version, keeper=signed.signer) != roster:
        raise broken(Message("fault.roster.whoever-takes-over-changes-keeper"), roster.version)
    good = endorsements_of(before, previous, signed.signer, endorsements, workbook=workbook)
    if previous.successors is None or _persons(good, previous) < previous.successors.need:
        raise broken(
            Message("fault.roster.changed-somebody-who-not-keeper"),
            roster.version,
        )


def _headed(fields: dict[str, object], audit_head: tuple[int, str] | None) -> dict[str, object]:
    return fields if audit_head is None else fields | {"audit_head": list(audit_head)}


def _sign_roster(
    roster: Roster, previous: str, place: Place, signer: Signer, audit_head: tuple[int, str] | None = None
) -> Signed:
    place = replace(place, filing="", round=0, previous_round="", template="", roster=roster.version)
    return sign_at(SignedType.ROSTER, place, signer, _headed(written(roster, previous), audit_head))


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
