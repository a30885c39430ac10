"""How a roster is changed: who is meant, one signed version and one audit row a change, and what stops counting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from codebinder import review
from codebinder.base import spelling
from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.ports import Signer
from codebinder.model.review import Duty, PublicKey, Roster, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.workflow.session import Session

DUTY_OF: Mapping[SignedType, Duty] = {
    SignedType.SUBMISSION: Duty.PROPOSE,
    SignedType.PACKET: Duty.PROPOSE,
    SignedType.DECISION: Duty.APPROVE,
    SignedType.BULK: Duty.APPROVE,
    SignedType.APPROVAL: Duty.APPROVE,
    SignedType.RELEASE: Duty.APPROVE,
    SignedType.SEAL: Duty.SEAL,
}
"""What a key must be allowed to do for an object of a type to count; other types ask for a member only."""

_RESTS = (SignedType.ROSTER, SignedType.ENDORSEMENT)
"""These count by the version before theirs, whatever happens to their signer's key later."""

_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A signed object that counted and counts no more. `filing` is its uid ("" for none), `round` 0 outside of one."""

    type: SignedType
    signer: str
    sequence: int
    filing: str
    round: int
    at: str


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
        audit_head=audit_head(session),
    )


def audit_head(session: Session) -> tuple[int, str] | None:
    """Give the sequence and the salted head of the audit chain for what is signed next.

    None where nothing was sealed in the workbook yet, or where this computer has not the workbook's own key: the
    keeper may well be somebody who never worked in it.
    """
    if not session.sealed:
        return None
    try:
        sealer = session.sealer
    except UserError:
        return None
    sequence, head = session.book.audit_head()
    return sequence, sealer.tag("audit-head", head.encode())


def find(session: Session, who: str) -> PublicKey:
    """Find somebody on the roster by the key's name or by its fingerprint (hex, figures, or its first 16 digits)."""
    roster = session.roster()
    wanted = review.folded(who)
    named = [key for key in roster.members if review.folded(key.name) == wanted]
    if not named and len(wanted) >= 16:
        named = [key for key in roster.members if key.fingerprint.startswith(_digits(who))]
    if len(named) != 1:
        raise SaidError(
            Message("refuse.rosters.nobody-roster-key", {"who": shown(who)}),
            where=shown(session.path.name),
            next_step=Message("next.key-roster-file-shows-names"),
        )
    return named[0]


def _digits(who: str) -> str:
    try:
        return spelling.fingerprint_of(who)
    except UserError:
        return "".join(who.split()).lower()


def local(session: Session, fingerprint: str) -> str:
    """Give the name of the keeper's key in this vault."""
    for public in session.environment.vault().list():
        if public.fingerprint == fingerprint:
            return public.name
    raise SaidError(
        Message("refuse.rosters.roster-keeper-signs-changes-keeper"),
        where=fingerprint[:16],
        next_step=Message("next.name-keeper-key-machine-holds"),
    )


def signed_rosters(session: Session) -> tuple[Signed, ...]:
    """Give every version of the roster as it was signed."""
    return session.book.reviews.objects(type=SignedType.ROSTER)


def endorsements(session: Session) -> tuple[Signed, ...]:
    """Give what successors signed."""
    return session.book.reviews.objects(type=SignedType.ENDORSEMENT)


def keeper_signer(session: Session, roster: Roster, key: str) -> Signer:
    """Unlock the keeper's key anew; UserError where `key` is another one."""
    name = key or local(session, roster.keeper)
    if session.environment.vault().public(name).fingerprint != roster.keeper:
        holder = review.member(roster, roster.keeper)
        raise SaidError(
            Message("refuse.rosters.only-roster-keeper-may-change"),
            where=shown(holder.name) if holder else "",
            next_step=Message("next.give-keeper-key"),
        )
    return session.signer_asked_again(name)[0]


def change(
    session: Session,
    action: str,
    make: Callable[[Roster], Roster],
    *,
    key: str,
    subject: str = "",
    detail: Mapping[str, str | int] | None = None,
    origins: Mapping[str, str] | None = None,
) -> Roster:
    """Sign the next version of the roster, as `make` gives it of the newest one; one transaction, one audit row.

    Delegations, duties and certificates of whoever is not on it any more go with her.
    """
    before = session.rosters()
    roster = session.roster()
    wanted = review.pruned(make(roster))
    if wanted == roster:
        raise SaidError(
            Message("refuse.rosters.roster-says-so-already"),
            where=Message("where.version", {"version": roster.version}),
        )
    signer = keeper_signer(session, roster, key)
    at = place(session, signer.fingerprint)
    signed = review.next_roster(
        signed_rosters(session), wanted, at, signer, endorsements=endorsements(session),
        audit_head=audit_head(session),
    )  # fmt: skip
    gone = lost(session, before, (*before, replace(wanted, version=roster.version + 1)))
    more = {**(detail or {}), "version": roster.version + 1} | ({"void": len(gone)} if gone else {})
    with session.book.transaction(action, actor=signer.fingerprint, subject=subject, detail=more):
        session.book.reviews.add(signed, sequence=at.sequence, at=at.at)
        session.book.reviews.set_origins(origins or {})
    return session.roster()


def lost(session: Session, before: Sequence[Roster], after: Sequence[Roster]) -> tuple[Lost, ...]:
    """Give what counted by the roster as it was and counts no more as it is, in order of arrival."""
    gone: list[Lost] = []
    for signed in session.book.reviews.objects():
        if signed.type in _RESTS:
            continue
        fields = review.check(signed, review.signer_key(signed.signer, before))
        filing = str(fields["filing"])
        if _counts(signed, fields, before, filing) and not _counts(signed, fields, after, filing):
            numbers = [value if isinstance(value, int) else 0 for value in (fields["sequence"], fields["round"])]
            gone.append(
                Lost(
                    type=signed.type, signer=signed.signer, sequence=numbers[0], round=numbers[1], filing=filing,
                    at=str(fields["at"]),
                )
            )  # fmt: skip
    return tuple(gone)


def _counts(signed: Signed, fields: Mapping[str, object], rosters: Sequence[Roster], filing: str) -> bool:
    duty = DUTY_OF.get(signed.type)
    if duty is not None:
        return review.counts(signed, fields, rosters, duty=duty, filing=filing)
    sequence = fields["sequence"]
    try:
        review.check_not_revoked(signed.signer, sequence if isinstance(sequence, int) else 0, rosters[-1])
    except UserError:
        return False
    return review.member(rosters[-1], signed.signer) is not None


def told(gone: Sequence[Lost]) -> str:
    """Name what stops counting in few words, as a command prints it."""
    names = [f"{each.type.value} {each.sequence}" for each in gone[:_NAMED]]
    return ", ".join(names) + (f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else "")
