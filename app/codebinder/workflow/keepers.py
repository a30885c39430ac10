"""Who keeps the roster: handing it on, naming successors, and taking it over where the keeper's key is lost.

Offered by `people`; every change is one signed object and one audit row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codebinder import review
from codebinder.base.messages import SaidError
from codebinder.model.review import PublicKey, Roster, Successors
from codebinder.model.text import Message, shown
from codebinder.workflow import rosters
from codebinder.workflow.rosters import find, place
from codebinder.workflow.session import Session


def set_keeper(session: Session, who: str, *, key: str = "") -> Roster:
    """Hand the roster on: from now on `who` signs its changes."""
    public = find(session, who)
    now = session.roster()
    if review.revocation_of(now, public.fingerprint) is not None:
        raise SaidError(Message("refuse.keepers.revoked-key-cannot-keep"), where=shown(public.name))
    return rosters.change(
        session,
        "key keeper",
        lambda old: replace(old, keeper=public.fingerprint, successors=_successors_without(old, public)),
        key=key,
        subject=public.fingerprint,
    )


def _successors_without(old: Roster, public: PublicKey) -> Successors | None:
    """Leave the new keeper out of her own successors, where enough others remain."""
    named = old.successors
    if named is None or public.fingerprint not in named.keys or len(named.keys) <= named.need:
        return named
    return replace(named, keys=tuple(each for each in named.keys if each != public.fingerprint))


def set_successors(session: Session, who: Sequence[str], need: int, *, key: str = "") -> Roster:
    """Say which keys, and how many of them together, may name another keeper (no keys: nobody)."""
    named = tuple(dict.fromkeys(find(session, each).fingerprint for each in who))
    now = session.roster()
    members = [each for each in now.members if each.fingerprint in named]
    if now.keeper in named:
        raise SaidError(Message("refuse.keepers.keeper-succeeds-nobody-successors-loss"))
    for each in members:
        if review.revocation_of(now, each.fingerprint) is not None:
            raise SaidError(Message("refuse.keepers.revoked-key-cannot-successor"), where=shown(each.name))
    persons = len({review.folded(each.person) for each in members})
    if named and not 1 <= need <= persons:
        raise SaidError(
            Message("refuse.keepers.persons-cannot-agree", {"need": need, "persons": persons}),
            where=f"{len(named)} keys",
            next_step=Message("next.ask-least-one-no-more"),
        )
    wanted = Successors(need=need, keys=named) if named else None
    return rosters.change(
        session,
        "key successors",
        lambda old: replace(old, successors=wanted),
        key=key,
        detail={"need": need if named else 0, "keys": len(named)},
    )


def endorse(session: Session, new_keeper: str, *, key: str) -> None:
    """Sign, as one of the successors, that `new_keeper` shall keep the roster from now on."""
    public = find(session, new_keeper)
    member = session.member(key)
    held = rosters.endorsements(session)
    newest = rosters.signed_rosters(session)[-1]
    good = review.endorsements_of(newest, session.roster(), public.fingerprint, held, workbook=session.book.uid)
    if any(each.signer == member.fingerprint for each in good):
        raise SaidError(Message("refuse.keepers.key-endorsed-already"), where=shown(member.name))
    signer, _ = session.signer_asked_again(key)
    at = place(session, signer.fingerprint)
    signed = review.endorse(
        rosters.signed_rosters(session), public.fingerprint, at, signer, endorsements=held,
        audit_head=rosters.audit_head(session),
    )  # fmt: skip
    with session.book.transaction("key endorse", actor=signer.fingerprint, subject=public.fingerprint):
        session.book.reviews.add(signed, sequence=at.sequence, at=at.at)


def take_over(session: Session, *, key: str) -> Roster:
    """Keep the roster from now on, where enough of the successors have endorsed that."""
    session.member(key)
    signer, _ = session.signer_asked_again(key)
    at = place(session, signer.fingerprint)
    signed = review.take_over(
        rosters.signed_rosters(session), at, signer, endorsements=rosters.endorsements(session),
        audit_head=rosters.audit_head(session),
    )  # fmt: skip
    with session.book.transaction("key take-over", actor=signer.fingerprint, subject=signer.fingerprint):
        session.book.reviews.add(signed, sequence=at.sequence, at=at.at)
    return session.roster()


def endorsed(session: Session, new_keeper: str) -> tuple[int, int]:
    """Give how many successors have endorsed `new_keeper` since the last change, and how many are needed."""
    now = session.roster()
    held = review.endorsements_of(
        rosters.signed_rosters(session)[-1], now, find(session, new_keeper).fingerprint,
        rosters.endorsements(session), workbook=session.book.uid,
    )  # fmt: skip
    return len(held), now.successors.need if now.successors else 0
