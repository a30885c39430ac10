"""What each version of the roster changed, in words: for whoever asks who was trusted when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codebinder import review
from codebinder.model.review import Delegation, Duty, Loss, Revocation, Role, Roster, SignedType
from codebinder.model.text import Message, shown
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """One version: when and by whom (name and fingerprint) it was signed, and what it changed."""

    version: int
    at: str
    by: str
    fingerprint: str
    changes: tuple[Message, ...]


def history(session: Session) -> tuple[RosterChange, ...]:
    """Give every version of the roster with what it changed, oldest first; times are claims of those who signed."""
    chain = session.rosters()
    names = {filing.uid: filing.slug for filing in session.book.filings.list()}
    rows: list[RosterChange] = []
    for number, signed in enumerate(session.book.reviews.objects(type=SignedType.ROSTER)):
        key = review.signer_key(signed.signer, chain)
        before = chain[number - 1] if number else None
        rows.append(
            RosterChange(
                version=number + 1,
                at=str(review.check(signed, key)["at"]),
                by=shown(key.name),
                fingerprint=signed.signer,
                changes=tuple(_changes(before, chain[number], signed.signer, names)),
            )
        )
    return tuple(rows)


def role_word(role: Role) -> Message:
    """Give the word for a role."""
    return Message(f"roster.role-{role.value}")


def duty_words(duties: tuple[Duty, ...]) -> Message:
    """Give the words for duties."""
    held = tuple(duty for duty in Duty if duty in duties)
    if not held:
        return Message("roster.duty-none")
    words = Message(f"roster.duty-{held[0].value}")
    for duty in held[1:]:
        words = Message("roster.and", {"one": words, "other": Message(f"roster.duty-{duty.value}")})
    return words


def _changes(before: Roster | None, after: Roster, signer: str, filings: dict[str, str]) -> Iterator[Message]:
    if before is None:
        yield Message("roster.begun", {"name": _name(after, after.keeper)})
        return
    yield from _members(before, after)
    if before.keeper != after.keeper:
        taken = "roster.taken-over" if signer != before.keeper else "roster.handed-on"
        yield Message(taken, {"name": _name(after, after.keeper)})
    old = {each.fingerprint: each for each in before.revoked}
    for each in after.revoked:
        if old.get(each.fingerprint) != each:
            yield _revoked(each, after, before)
    yield from _delegations(before, after, filings)
    if before.successors != after.successors:
        named = after.successors
        if named is None:
            yield Message("roster.no-successors")
        else:
            names = ", ".join(_name(after, each) for each in named.keys)
            yield Message("roster.successors", {"need": named.need, "names": names})
    bound = {each.fingerprint: each for each in before.certificates}
    for each in after.certificates:
        if bound.get(each.fingerprint) != each:
            params = {"name": _name(after, each.fingerprint), "subject": shown(each.subject)}
            yield Message("roster.certificate", params)
    held = {each.fingerprint for each in after.certificates}
    for each in before.certificates:
        if each.fingerprint not in held and review.member(after, each.fingerprint):
            yield Message("roster.no-certificate", {"name": _name(after, each.fingerprint)})


def _members(before: Roster, after: Roster) -> Iterator[Message]:
    for key in after.members:
        was = review.member(before, key.fingerprint)
        words = {"name": shown(key.name), "person": shown(key.person), "role": role_word(key.role)}
        duties = review.duties_of(after, key.fingerprint)
        if was is None:
            yield Message("roster.added", words)
            if duties == review.DEFAULT_DUTIES[key.role]:
                continue
        elif was != key:
            yield Message("roster.changed", words)
        if was is None or duties != review.duties_of(before, key.fingerprint):
            yield Message("roster.duties", {"name": shown(key.name), "duties": duty_words(duties)})
    for key in before.members:
        if review.member(after, key.fingerprint) is None:
            yield Message("roster.removed", {"name": shown(key.name), "person": shown(key.person)})


def _revoked(each: Revocation, after: Roster, before: Roster) -> Message:
    name = _name(after if review.member(after, each.fingerprint) else before, each.fingerprint)
    word = "roster.revoked-lost" if each.loss is Loss.LOST else "roster.revoked-compromised"
    return Message(word, {"name": name, "after": each.after})


def _delegations(before: Roster, after: Roster, filings: dict[str, str]) -> Iterator[Message]:
    old = {(each.giver, each.taker, each.filing): each for each in before.delegations}
    new = {(each.giver, each.taker, each.filing): each for each in after.delegations}
    for place, each in new.items():
        if old.get(place) != each:
            yield delegated(each, after, filings)
    for place, each in old.items():
        if place not in new:
            params = {"giver": _name(before, each.giver), "taker": _name(before, each.taker)}
            yield Message("roster.delegation-void", params)


def delegated(each: Delegation, roster: Roster, filings: dict[str, str]) -> Message:
    """Say a delegation in words; `filings` are slugs by uid."""
    where = (
        Message("roster.in-filing", {"filing": filings.get(each.filing, each.filing)})
        if each.filing
        else Message("roster.in-all")
    )
    until = Message("roster.until", {"day": each.until}) if each.until else Message("roster.no-end")
    return Message(
        "roster.delegated",
        {
            "giver": _name(roster, each.giver),
            "taker": _name(roster, each.taker),
            "duties": duty_words(each.duties),
            "where": where,
            "until": until,
        },
    )


def _name(roster: Roster, fingerprint: str) -> str:
    key = review.member(roster, fingerprint)
    return shown(key.name) if key else fingerprint[:16]
