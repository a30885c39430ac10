"""What keys may do: their duties, what they delegate, from when on nothing counts, and which certificates they have.

Offered by `people`; every change is one signed version of the roster and one audit row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from codebinder import review
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.review import Certificate, Delegation, Duty, Loss, PublicKey, Revocation, Roster
from codebinder.model.text import Message, shown
from codebinder.workflow import rosters
from codebinder.workflow.rosters import Lost, find
from codebinder.workflow.session import Session


def with_duties(old: Roster, public: PublicKey, duties: Sequence[Duty] | None) -> Roster:
    """Give the roster with these duties for a key; what her role says anyway is not written."""
    others = tuple((who, held) for who, held in old.duties if who != public.fingerprint)
    wanted = tuple(duty for duty in Duty if duty in (duties or ()))
    if not wanted or wanted == review.DEFAULT_DUTIES[public.role]:
        return replace(old, duties=others)
    return replace(old, duties=(*others, (public.fingerprint, wanted)))


def set_duties(session: Session, who: str, duties: Sequence[Duty], *, key: str = "") -> Roster:
    """Say what a key may sign for (nothing named: what its role says); what it delegated and has no more ends."""
    public = find(session, who)

    def make(old: Roster) -> Roster:
        new = with_duties(old, public, duties)
        held = review.duties_of(new, public.fingerprint)
        kept = (
            each
            if each.giver != public.fingerprint
            else replace(each, duties=tuple(d for d in each.duties if d in held))
            for each in new.delegations
        )
        return replace(new, delegations=tuple(each for each in kept if each.duties))

    named = " ".join(duty.value for duty in Duty if duty in duties) or "by role"
    return rosters.change(session, "key duties", make, key=key, subject=public.fingerprint, detail={"duties": named})


def delegate(
    session: Session,
    *,
    giver: str,
    taker: str,
    duties: Sequence[Duty],
    filing: Filing | str | None = None,
    until: str = "",
    key: str = "",
) -> Roster:
    """Let `taker` do duties of `giver`, in one filing or in all, up to and with the day `until` ("": no end).
    `filing` is one, or its slug or uid.

    A delegated approval stands for both persons: neither counts again, and neither may have proposed. A delegation
    between the same two for the same filing is replaced.
    """
    gives, takes = find(session, giver), find(session, taker)
    wanted = tuple(duty for duty in Duty if duty in duties)
    _check_delegation(session, gives, takes, wanted, until)
    new = Delegation(
        giver=gives.fingerprint,
        taker=takes.fingerprint,
        duties=wanted,
        filing=_uid(session, filing),
        until=until,
    )
    return rosters.change(
        session,
        "key delegate",
        lambda old: replace(old, delegations=(*_without(old, new), new)),
        key=key,
        subject=takes.fingerprint,
        detail={"giver": gives.fingerprint, "duties": " ".join(duty.value for duty in wanted), "until": until},
    )


def _check_delegation(session: Session, gives: PublicKey, takes: PublicKey, wanted: Sequence[Duty], until: str) -> None:
    now = session.roster()
    if gives.fingerprint == takes.fingerprint:
        raise SaidError(Message("refuse.powers.nobody-delegates-herself"), where=shown(gives.name))
    if not wanted:
        raise SaidError(Message("refuse.powers.delegation-names-duties"), next_step=Message("next.give-them-duty"))
    missing = [duty.value for duty in wanted if duty not in review.duties_of(now, gives.fingerprint)]
    if missing:
        raise SaidError(
            Message("refuse.powers.not-duty-herself-so-ca", {"name": shown(gives.name), "names": ", ".join(missing)}),
            where=Message("where.version-roster", {"version": now.version}),
            next_step=Message("next.key-roster-file-shows-who"),
        )
    for each in (gives, takes):
        if review.revocation_of(now, each.fingerprint) is not None:
            raise SaidError(Message("refuse.powers.revoked-key-neither-gives-nor"), where=shown(each.name))
    if until and not review.is_day(until):
        raise SaidError(
            Message("refuse.powers.day-does-not-exist"), where=shown(until), next_step=Message("next.write-yyyy-mm-dd")
        )
    if until and until < session.environment.stamp()[:10]:
        raise SaidError(
            Message("refuse.powers.day-past-so-delegation-would"), where=until, next_step=Message("next.give-later-day")
        )


def _without(old: Roster, like: Delegation) -> tuple[Delegation, ...]:
    same = (like.giver, like.taker, like.filing)
    return tuple(each for each in old.delegations if (each.giver, each.taker, each.filing) != same)


def end_delegation(
    session: Session, *, giver: str, taker: str, filing: Filing | str | None = None, void: bool = False, key: str = ""
) -> Roster:
    """End a delegation with yesterday's day, so that what was signed by it before today counts on.

    `void` takes it off the roster: nothing that was signed by it counts.
    """
    gives, takes = find(session, giver), find(session, taker)
    uid = _uid(session, filing)
    wanted = (gives.fingerprint, takes.fingerprint, uid)
    held = [each for each in session.roster().delegations if (each.giver, each.taker, each.filing) == wanted]
    if not held:
        raise SaidError(
            Message(
                "refuse.powers.delegated-nothing",
                {
                    "name": shown(gives.name),
                    "name2": shown(takes.name),
                    "what": Message("word.filing") if uid else Message("word.all-filings"),
                },
            ),
            next_step=Message("next.key-roster-file-shows-every"),
        )
    yesterday = _yesterday(session)
    ended = replace(held[0], until=min(held[0].until or yesterday, yesterday))
    return rosters.change(
        session,
        "key delegate",
        lambda old: replace(old, delegations=(*_without(old, held[0]), *(() if void else (ended,)))),
        key=key,
        subject=takes.fingerprint,
        detail={"giver": gives.fingerprint, "until": "void" if void else ended.until},
    )


def _uid(session: Session, filing: Filing | str | None) -> str:
    """Give the uid of a filing that is named by itself, its slug or its uid; "" for all filings."""
    if not filing:
        return ""
    if not isinstance(filing, str):
        return filing.uid
    known = {each.uid for each in session.book.filings.list()}
    return filing if filing in known else session.book.filings.get(filing).uid


def _yesterday(session: Session) -> str:
    return (session.environment.clock.now() - timedelta(days=1)).date().isoformat()


def losing(session: Session, who: str, *, after: int | None = None) -> tuple[Lost, ...]:
    """Give what would stop counting if this key were revoked with `after` (None: the last that is known here)."""
    public = find(session, who)
    chain = session.rosters()
    new = _revoked(chain[-1], public, Loss.COMPROMISED, _after(session, public, after))
    return rosters.lost(session, chain, (*chain, replace(new, version=len(chain) + 1)))


def revoke(session: Session, who: str, *, loss: Loss, after: int | None = None, key: str = "") -> Roster:
    """Say that nothing of a key counts after its object number `after` (None: the last that is known here).

    What came before counts on. A number below voids approvals and decisions; `losing` says which. A revocation is
    never taken back; only a smaller number may follow.
    """
    public = find(session, who)
    now = session.roster()
    if public.fingerprint == now.keeper:
        raise SaidError(
            Message("refuse.powers.keeper-own-key-not-revoked"),
            where=shown(public.name),
            next_step=Message("next.hand-roster-key-keeper-successors"),
        )
    last = _after(session, public, after)
    before = review.revocation_of(now, public.fingerprint)
    if before is not None and last >= before.after:
        raise SaidError(
            Message("refuse.powers.key-revoked-already-nothing-after", {"after": before.after}),
            where=shown(public.name),
            next_step=Message("next.only-smaller-number-can-follow"),
        )
    return rosters.change(
        session,
        "key revoke",
        lambda old: _revoked(old, public, loss, last),
        key=key,
        subject=public.fingerprint,
        detail={"loss": loss.value, "after": last},
    )


def _after(session: Session, public: PublicKey, after: int | None) -> int:
    known = session.book.reviews.last(public.fingerprint)[0]
    if after is None:
        return known
    if not 0 <= after <= known:
        raise SaidError(
            Message("refuse.powers.key-signed-objects-known-here", {"known": known, "after": after}),
            where=shown(public.name),
            next_step=Message("next.give-number-0-leave-after"),
        )
    return after


def _revoked(old: Roster, public: PublicKey, loss: Loss, after: int) -> Roster:
    others = tuple(each for each in old.revoked if each.fingerprint != public.fingerprint)
    return replace(old, revoked=(*others, Revocation(fingerprint=public.fingerprint, loss=loss, after=after)))


def bind_certificate(session: Session, who: str, certificate_der: bytes, *, key: str = "") -> Roster:
    """Bind an X.509 certificate (DER, or PEM) to a person's key: hers are the signatures that it makes.

    No bytes: no certificate is bound to it any more.
    """
    public = find(session, who)

    def make(old: Roster) -> Roster:
        others = tuple(each for each in old.certificates if each.fingerprint != public.fingerprint)
        return replace(old, certificates=(*others, *bound))

    bound: tuple[Certificate, ...] = ()
    if certificate_der:
        certificate_der, subject = _read_certificate(certificate_der)
        digest = hashlib.sha256(certificate_der).hexdigest()
        bound = (Certificate(fingerprint=public.fingerprint, sha256=digest, subject=subject),)
    return rosters.change(
        session,
        "key certificate",
        make,
        key=key,
        subject=public.fingerprint,
        detail={"certificate": bound[0].sha256 if bound else ""},
    )


def _read_certificate(data: bytes) -> tuple[bytes, str]:
    """Give a certificate's DER bytes and its subject."""
    try:
        load = x509.load_pem_x509_certificate if b"-----BEGIN" in data[:4096] else x509.load_der_x509_certificate
        read = load(data)
        return read.public_bytes(Encoding.DER), read.subject.rfc4514_string()[:400]
    except ValueError:
        raise SaidError(
            Message("refuse.powers.no-x-509-certificate"), next_step=Message("next.give-certificate-itself-der-pem")
        ) from None
