"""Legal hold, retention, and erasure: the key of one filing's sealed maps is destroyed, and the proof is left.

What goes: maps and their key, salts, hidden values, sources with their findings and redactions, comments and notes.
What stays: filing and form, rounds with their listings, signed objects, commitments, builds, the register, the audit.
Copies of the workbook that were made before know nothing of it; `ErasureReport` lists those that the workbook knows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

from codebinder import review
from codebinder import workbook as books
from codebinder.base.messages import SaidError, SaidProblems, Told
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.register import ErasureReport, EventKind
from codebinder.model.review import Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, importing, people, recovery, registered
from codebinder.workflow.registered import text, value_of
from codebinder.workflow.sealedmap import FILE, RANGE, SealedMap
from codebinder.workflow.session import Session


def hold(session: Session, filing: Filing, *, reference: str, who: str = "", note: str = "", key: str) -> int:
    """Put the filing under a legal hold: nothing of it is removed, replaced or erased until it is released."""
    registered.check_not_erased(session, filing)
    if registered.held_by(session, filing) is not None:
        raise SaidError(Message("register.held-before"), where=filing.slug)
    value = {
        "reference": registered.needed(
            reference, Told(Message("fault.erasing.matter-legal-hold")), Told(Message("fault.erasing.give-reference"))
        ),
        "who": registered.short(who, "name"),
    }
    by = registered.actor(session, key)
    with session.book.transaction("register hold", actor=by, subject=filing.slug):
        day = registered.today(session)
        return registered.add(session, filing, EventKind.HOLD, value, day=day, by=by, note=note)


def release_hold(session: Session, filing: Filing, *, note: str, key: str) -> int:
    """End the legal hold: the roster's keeper does, with a reason, and her key is asked for again."""
    row = registered.held_by(session, filing)
    if row is None:
        raise SaidError(Message("register.not-held"), where=filing.slug)
    if not note.strip():
        raise SaidError(Message("refuse.erasing.legal-hold-ends-reason"), next_step=Message("next.give-note"))
    _keeper(session, key)
    signer, _ = session.signer_asked_again(key)
    day = registered.today(session)
    with session.book.transaction("register release-hold", actor=signer.fingerprint, subject=filing.slug):
        return registered.add(
            session, filing, EventKind.RELEASED, {}, day=day, about=row.id, by=signer.fingerprint, note=note
        )


def retain(session: Session, filing: Filing, *, until: str = "", years: int = 0, note: str = "", key: str = "") -> str:
    """Set until when the filing is kept: a day, or so many years from the day it was sent last (not sent: from today).
    Give that day. A shorter time than was set before, or than the template has, is the keeper's to set; and where
    neither says anything, a day that is over."""
    registered.check_not_erased(session, filing)
    if bool(until) == bool(years):
        raise SaidError(
            Message("refuse.erasing.retention-date-day-number-years"), next_step=Message("next.give-until-years")
        )
    day = registered.real_day(until) if until else _later(_begin(session, filing), years)
    before = retain_until(session, filing)
    if day < (before or _at_least(session, filing)):
        _keeper(session, key)
    by = registered.actor(session, key)
    with session.book.transaction("register retain", actor=by, subject=filing.slug, detail={"until": day}):
        value = {"until": day, "before": before}
        now = registered.today(session)
        registered.add(session, filing, EventKind.RETENTION, value, day=now, by=by, note=note)
    return day


def retain_until(session: Session, filing: Filing) -> str:
    """Give the day until which the filing is kept: as it was set, else so many years as its template says after it was
    sent last; "" where neither says anything."""
    row = registered.last(session, filing, EventKind.RETENTION)
    if row is not None:
        return text(value_of(row), "until")
    years, sent = filings.template(session, filing).retention_years, _sent(session, filing)
    if not years or not sent:
        return ""
    # What somebody says was sent long ago was not sent before there was a filing.
    return _later(max(sent, filing.created_at[: len(sent)]), years)


def _at_least(session: Session, filing: Filing) -> str:
    """Give the first day to which anybody may set the retention date where none is set yet."""
    years, today = filings.template(session, filing).retention_years, registered.today(session)
    return _later(today, years) if years else (date.fromisoformat(today) + timedelta(days=1)).isoformat()


def erase(session: Session, filing: Filing, *, confirm: str, reason: str = "", key: str) -> ErasureReport:
    """Erase what the filing hides, for good, with `confirm` the filing's short name typed once more.

    Refused under a legal hold, always; and before the retention date, or where none was set, unless a reason is given
    and the roster's keeper signs it. Her key is asked for again.
    """
    until, early = _may_erase(session, filing, confirm, reason, key)
    kept = _commitments(session, filing)
    packages = [row.digest for row in session.book.builds.list(filing.slug) if not row.draft]
    signed, place = _signed(session, filing, until, packages, reason.strip(), key, early=early)
    now = registered.today(session)
    reports = [row.id for row in importing.imports(session, filing)]
    with session.book.transaction("register erase", actor=signed.signer, subject=filing.slug) as audit:
        if registered.held_by(session, filing) is not None:
            raise SaidProblems(Message("refuse.erasing.legal-hold-set-meanwhile"), where=filing.slug)
        for number, packed in kept.items():
            session.book.register.keep_commitments(filing.slug, number, packed)
        gone = session.book.register.erase(filing.slug, filing.uid)
        for each in reports:
            session.book.lists.remove(each)
        session.book.reviews.add(signed, filing=filing.slug, sequence=place.sequence, at=place.at)
        value = {"until": until, "early": int(early), "signed": review.stored_digest(signed)}
        registered.add(session, filing, EventKind.ERASED, value, day=now, by=signed.signer, note=reason)
        audit.detail.update({"maps": gone.maps, "salts": gone.salts, "values": gone.values, "early": early})
    _forget(session, filing)
    copies, lost = _copies(session)
    return ErasureReport(
        filing=filing.slug, day=now, maps=gone.maps, salts=gone.salts, values=gone.values, components=gone.components,
        commitments=sum(_count(packed) for packed in kept.values()), builds=len(packages),
        signed=len(session.book.reviews.objects(filing=filing.slug)), early=early, compacted=compact(session),
        openings=len(session.book.reviews.objects(filing=filing.slug, type=SignedType.RELEASE)),
        packets=_exported(session, filing), recovery=_recovery_files(session),
        copies=copies, lost_copies=lost,
    )  # fmt: skip


def _copies(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the copies that upgrades kept beside the workbook, and give the days of those that lie there no more."""
    kept = {str(json.loads(detail).get("kept", "")): at for _, _, at, detail in session.book.audit.doings("upgrade")}
    found, missing = books.find_copies(session.path, frozenset(kept))
    return tuple(each.name for each in found), tuple(sorted(kept[each][:10] for each in missing))


def _may_erase(session: Session, filing: Filing, confirm: str, reason: str, key: str) -> tuple[str, bool]:
    """Give the retention date and whether this is before it; refuse what is held, unconfirmed, or not hers to do."""
    registered.check_not_erased(session, filing)
    if confirm != filing.slug:
        raise SaidError(
            Message("register.confirm", {"slug": filing.slug}), next_step=Message("next.confirm", {"slug": filing.slug})
        )
    registered.check_not_held(session, filing)
    session.member(key)
    until = retain_until(session, filing)
    early = not until or registered.today(session) <= until
    if early:
        if not reason.strip():
            why = Message("register.retained", {"until": until}) if until else Message("register.no-retention")
            raise SaidError(why, where=filing.slug, next_step=Message("next.roster-keeper-may-reason"))
        _keeper(session, key)
    return until, early


def _signed(
    session: Session, filing: Filing, until: str, packages: Sequence[str], reason: str, key: str, *, early: bool
) -> tuple[Signed, review.Place]:
    """Ask for the key again, and sign what is about to be destroyed."""
    signer, _ = session.signer_asked_again(key)
    place = people.place(
        session, signer.fingerprint, filing_uid=filing.uid, template=filing.template_digest,
        roster=session.roster().version,
    )  # fmt: skip
    tag = session.sealer.tag("erasure-reason", reason.encode()) if reason else ""
    signed = review.erasure(
        retain_until=until, early=early, reason_tag=tag, packages=packages, place=place, signer=signer
    )
    return signed, place


def compact(session: Session) -> bool:
    """Write the workbook's file anew, so that no free page holds a remainder; False where there is no room for that."""
    try:
        session.book.compact()
    except UserError:
        return False
    return True


def _keeper(session: Session, key: str) -> None:
    if not key or session.member(key).fingerprint != session.roster().keeper:
        raise SaidError(Message("register.keeper-only"), where=shown(key), next_step=Message("next.name-keeper-key"))


def _begin(session: Session, filing: Filing) -> str:
    return _sent(session, filing) or registered.today(session)


def _sent(session: Session, filing: Filing) -> str:
    """Give the newest day on which anything was sent, whatever was written down last; "" where nothing was."""
    return max((row.day for row in registered.rows(session, filing, EventKind.DELIVERY)), default="")


def _later(day: str, years: int) -> str:
    """Give the same day of a later year; 29 February becomes 1 March."""
    begun = date.fromisoformat(day)
    if not 1 <= years <= 100:
        raise SaidError(Message("refuse.erasing.filing-kept-1-100-years"), where=str(years))
    try:
        return begun.replace(year=begun.year + years).isoformat()
    except ValueError:
        return date(begun.year + years, 3, 1).isoformat()


def _commitments(session: Session, filing: Filing) -> dict[int, bytes]:
    """Give what was published of each round's hidden ranges: number, commitment, kind, place in the package."""
    kept: dict[int, bytes] = {}
    for number in session.book.redactions.map_rounds(filing.slug):
        entries = [each for each in SealedMap(session, filing, number).entries if each.what in {RANGE, FILE}]
        lines = [
            f"{each.ordinal:06d} {each.commitment} {each.kind} {each.offset} {each.payload_path}\n" for each in entries
        ]
        if lines:
            kept[number] = books.pack("".join(sorted(lines)).encode())
    return kept


def _count(packed: bytes) -> int:
    return books.unpack(packed).count(b"\n")


def _exported(session: Session, filing: Filing) -> int:
    """Count the packets that left with content: each holds what it was made from."""
    rows = session.book.audit.of(filing.slug)
    return sum(row.action == "review export" for row in rows)


def _recovery_files(session: Session) -> tuple[tuple[str, str, bool], ...]:
    """Give the recovery files that are known of; an older program noted the newest one only."""
    rows, newest = session.book.register.recovery_files(), recovery.state(session)
    if not newest.made or newest.name in {name for _, name, _ in rows}:
        return rows
    return ((newest.at, newest.name, newest.with_workbook), *rows)


def _forget(session: Session, filing: Filing) -> None:
    """Drop what this program still holds in memory of the filing."""
    session.plans.clear()
    session.measures.clear()
    session.inputs.clear()
    for key in [each for each in session.selections if each[0] == filing.uid]:
        del session.selections[key]
