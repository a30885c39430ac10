"""What went to whom, when, on which medium, under which digest; what was acknowledged; proposal, answer and final."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder.base.messages import SaidError, Told, why_of
from codebinder.model.filing import BuildRow, Filing, FilingState
from codebinder.model.register import Answer, AnswerKind, Delivery, EventKind, Medium, Receipt, RegisterRow, Stage
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, notes, registered, states
from codebinder.workflow.registered import number, text, texts, value_of
from codebinder.workflow.session import Session

_HEX = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What was sent: a digest, and the build of the register that has it (None: foreign)."""

    digest: str
    name: str
    size: int
    build: BuildRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """How it went: everything about a delivery that the package itself does not say."""

    to: str = ""
    medium: Medium = Medium.OTHER
    day: str = ""
    tracking: str = ""
    copies: int = 1
    volumes: int = 1
    seals: Sequence[str] = ()
    released_by: str = ""
    received_by: str = ""
    reference: str = ""
    note: str = ""


def sent(
    session: Session,
    filing: Filing,
    parcel: Parcel,
    *,
    digest: str = "",
    file: Path | None = None,
    force: bool = False,
    key: str = "",
) -> Delivery:
    """Record that a package went to somebody: the one of this `digest`, or of `file`, whose digest is computed now, or
    else the newest that was built. Where the filing was not sent before, or a correction was asked for, it is now.

    A draft, and a digest that no build of this filing has, are refused; `force` records them as foreign.
    """
    what = _what(session, filing, digest, file, force=force)
    return _deliver(session, filing, parcel, what, stage=Stage.PACKAGE, key=key)


def proposal(
    session: Session,
    filing: Filing,
    parcel: Parcel,
    *,
    digest: str = "",
    file: Path | None = None,
    force: bool = False,
    key: str = "",
) -> Delivery:
    """Record that the first of two stages went out: what is proposed, to be answered before the final package."""
    what = _what(session, filing, digest, file, force=force)
    return _deliver(session, filing, parcel, what, stage=Stage.PROPOSAL, key=key)


def final(
    session: Session,
    filing: Filing,
    parcel: Parcel,
    *,
    digest: str = "",
    file: Path | None = None,
    follows: str = "",
    force: bool = False,
    key: str = "",
) -> Delivery:
    """Record that the final package went out, which follows the proposal of the digest `follows` (none: the newest).

    Refused before the authority has answered that proposal, and where it has refused it.
    """
    proposed = [each for each in deliveries(session, filing) if each.stage is Stage.PROPOSAL]
    if follows:
        proposed = [each for each in proposed if each.digest == follows.lower()]
    if not proposed:
        raise SaidError(
            Message("register.no-proposal"), where=shown(follows), next_step=Message("next.register-proposal-records")
        )
    given = [each for each in answers(session, filing) if each.about == proposed[-1].id]
    if not given:
        raise SaidError(Message("register.no-answer"), next_step=Message("next.register-answer-records-what-authority"))
    if given[-1].kind is AnswerKind.REFUSED:
        raise SaidError(Message("register.refused"), next_step=Message("next.send-another-proposal"))
    day = registered.past_day(session, parcel.day)
    if day < given[-1].day:
        raise SaidError(Message("register.final-before", {"day": day, "last": given[-1].day}))
    what = _what(session, filing, digest, file, force=force)
    if what.digest == proposed[-1].digest and given[-1].kind is AnswerKind.CHANGES:
        raise SaidError(Message("register.same-as-proposed"), next_step=Message("next.build-anew-what-asked"))
    return _deliver(session, filing, parcel, what, stage=Stage.FINAL, follows=proposed[-1].digest, key=key)


def answer(
    session: Session,
    filing: Filing,
    kind: AnswerKind,
    *,
    day: str = "",
    reference: str = "",
    due: str = "",
    note: str = "",
    key: str = "",
) -> Answer:
    """Record what the authority said to the newest proposal; where it asks for changes, by when they are `due`."""
    proposed = [each for each in deliveries(session, filing) if each.stage is Stage.PROPOSAL]
    if not proposed:
        raise SaidError(Message("register.no-proposal"), next_step=Message("next.register-proposal-records"))
    day = registered.past_day(session, day)
    if day < proposed[-1].day:
        raise SaidError(Message("register.answer-before", {"day": day, "last": proposed[-1].day}))
    if due and registered.real_day(due) < day:
        raise SaidError(Message("register.due-before", {"due": due, "day": day}))
    asks = kind is AnswerKind.CHANGES and registered.now(session, filing).state is FilingState.SENT
    if asks:
        if not due:
            raise SaidError(Message("register.correction-due"), next_step=Message("next.give-day-due"))
        states.check(session, filing, FilingState.CORRECTION, day)
    by = registered.actor(session, key)
    reference = registered.short(reference, Told(Message("fault.clawing.reference-number")))
    value = {"kind": kind.value, "reference": reference, "due": due}
    with session.book.transaction("register answer", actor=by, subject=filing.slug, detail={"answer": kind.value}):
        made = registered.add(
            session, filing, EventKind.ANSWER, value, day=day, about=proposed[-1].id, by=by, note=note
        )
        if asks:
            states.enter(session, filing, FilingState.CORRECTION, day=day, reference=reference, due=due, by=by)
        elif due:
            session.book.filings.set_register(filing.slug, due=due)
    return next(each for each in answers(session, filing) if each.id == made)


def receipt(
    session: Session,
    filing: Filing,
    *,
    delivery: int = 0,
    number: str = "",
    day: str = "",
    who: str = "",
    scan: Path | None = None,
    note: str = "",
    key: str = "",
) -> Delivery:
    """Record what the recipient of a delivery (0: the newest) gave in acknowledgement; a scan is kept by its digest."""
    about = find(session, filing, delivery)
    day = registered.past_day(session, day)
    if day < about.day:
        raise SaidError(Message("register.receipt-before", {"day": day, "last": about.day}))
    number = registered.short(number, Told(Message("fault.delivering.acknowledgement-number")))
    if not number and scan is None:
        raise SaidError(Message("refuse.delivering.receipt-number-scan"), next_step=Message("next.give-number-scan"))
    name, digest, _ = hashed(scan) if scan is not None else ("", "", 0)
    by = registered.actor(session, key)
    value = {"number": number, "who": registered.short(who, "name"), "scan": name, "scan_sha256": digest}
    with session.book.transaction("register receipt", actor=by, subject=filing.slug, detail={"delivery": about.id}):
        registered.add(session, filing, EventKind.RECEIPT, value, day=day, about=about.id, by=by, note=note)
    return find(session, filing, about.id)


def deliveries(session: Session, filing: Filing) -> tuple[Delivery, ...]:
    """Give what went out, oldest first, each with its receipts."""
    given: dict[int, list[Receipt]] = {}
    for row in registered.rows(session, filing, EventKind.RECEIPT):
        given.setdefault(row.about, []).append(_receipt(session, row))
    return tuple(
        replace(_delivery(session, row), receipts=tuple(given.get(row.id, ())))
        for row in registered.rows(session, filing, EventKind.DELIVERY)
    )


def answers(session: Session, filing: Filing) -> tuple[Answer, ...]:
    """Give what the authority said to proposals, oldest first."""
    return tuple(
        Answer(
            id=row.id, about=row.about, day=row.day, kind=AnswerKind(text(value_of(row), "kind")),
            reference=text(value_of(row), "reference"), due=text(value_of(row), "due"),
            note=notes.shown(session, row.note),
        )
        for row in registered.rows(session, filing, EventKind.ANSWER)
    )  # fmt: skip


def find(session: Session, filing: Filing, number: int) -> Delivery:
    """Give the delivery of that number (0: the newest); UserError where there is none."""
    held = [each for each in deliveries(session, filing) if number in {0, each.id}]
    if not held:
        raise SaidError(
            Message("register.no-delivery"), where=filing.slug, next_step=Message("next.register-sent-records")
        )
    return held[-1]


def hashed(path: Path) -> tuple[str, str, int]:
    """Give name, SHA-256 and size of a file as it is now."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
            size = stream.tell()
    except OSError as error:
        raise SaidError(
            Message("refuse.answerfile.file-cannot-read", {"why": why_of(error)}),
            where=shown(str(path)),
            next_step=Message("next.name-another-file"),
        ) from None
    return path.name, digest.hexdigest(), size


def _what(session: Session, filing: Filing, digest: str, file: Path | None, *, force: bool) -> What:
    """Give what is sent, as the register of builds knows it."""
    registered.check_not_erased(session, filing)
    if digest and file is not None:
        raise SaidError(Message("refuse.delivering.what-sent-named-digest-file"))
    built = session.book.builds.list(filing.slug)
    if not digest and file is None:
        newest = [row for row in built if not row.draft]
        if not newest:
            raise SaidError(
                Message("register.nothing-built"), where=filing.slug,
                next_step=Message("next.build-name-what-sent-digest"),
            )  # fmt: skip
        return _built(newest[-1])
    name, size = "", 0
    if file is not None:
        name, digest, size = hashed(file)
    digest = digest.lower()
    if not _HEX.fullmatch(digest):
        raise SaidError(
            Message("refuse.delivering.no-sha-256"),
            where=shown(digest[:80]),
            next_step=Message("next.give-64-hexadecimal-digits"),
        )
    found = [row for row in built if row.digest == digest]
    if found and not found[-1].draft:
        return _built(found[-1])
    if not force:
        reason = "register.is-draft" if found else _foreign(session, filing, digest)
        raise SaidError(Message(reason), where=digest, next_step=Message("next.if-went-out-all-same"))
    return What(digest=digest, name=name or (found[-1].archive if found else ""), size=size, build=None)


def _foreign(session: Session, filing: Filing, digest: str) -> str:
    others = [row for row in session.book.builds.list() if row.digest == digest and row.filing != filing.slug]
    return "register.of-another" if others else "register.not-built"


def _built(row: BuildRow) -> What:
    return What(digest=row.digest, name=row.archive, size=row.size, build=row)


def _deliver(
    session: Session, filing: Filing, parcel: Parcel, what: What, *, stage: Stage, follows: str = "", key: str
) -> Delivery:
    day = registered.past_day(session, parcel.day)
    state = registered.now(session, filing).state
    moves = state in {FilingState.PREPARING, FilingState.CORRECTION}
    if moves or state in {FilingState.WITHDRAWN, FilingState.SUPERSEDED}:
        states.check(session, filing, FilingState.SENT, day)
    for name, count in (("copies", parcel.copies), ("volumes", parcel.volumes)):
        if not 1 <= count <= _MOST:
            raise SaidError(Message("refuse.delivering.delivery-1", {"most": _MOST, "name": name}), where=str(count))
    value = {
        "stage": stage.value,
        "to": registered.needed(
            parcel.to or filings.recipient(session, filing),
            Told(Message("fault.delivering.who-received")),
            Told(Message("fault.delivering.name-recipient")),
        ),
        "medium": parcel.medium.value,
        "digest": what.digest,
        "archive": what.name,
        "size": what.size,
        "round": what.build.round if what.build is not None else 0,
        "foreign": int(what.build is None),
        "tracking": registered.short(parcel.tracking, Told(Message("fault.delivering.tracking-number"))),
        "copies": parcel.copies,
        "volumes": parcel.volumes,
        "seals": [
            each
            for each in (registered.short(seal, Told(Message("fault.delivering.seal-number"))) for seal in parcel.seals)
            if each
        ],
        "released_by": registered.short(parcel.released_by, "name"),
        "received_by": registered.short(parcel.received_by, "name"),
        "follows": follows,
        "reference": registered.short(parcel.reference, Told(Message("fault.clawing.reference-number"))),
    }
    by = registered.actor(session, key)
    detail = {"stage": stage.value, "medium": parcel.medium.value, "digest": what.digest}
    with session.book.transaction("register sent", actor=by, subject=filing.slug, detail=detail):
        made = registered.add(session, filing, EventKind.DELIVERY, value, day=day, by=by, note=parcel.note)
        if moves:
            states.enter(session, filing, FilingState.SENT, day=day, by=by)
    return find(session, filing, made)


def _delivery(session: Session, row: RegisterRow) -> Delivery:
    value = value_of(row)
    return Delivery(
        id=row.id, filing=row.filing, day=row.day, at=row.at, stage=Stage(text(value, "stage")), to=text(value, "to"),
        medium=Medium(text(value, "medium")), digest=text(value, "digest"), archive=text(value, "archive"),
        size=number(value, "size"), round=number(value, "round"), foreign=bool(number(value, "foreign")),
        tracking=text(value, "tracking"), copies=number(value, "copies"), volumes=number(value, "volumes"),
        seals=texts(value, "seals"), released_by=text(value, "released_by"), received_by=text(value, "received_by"),
        follows=text(value, "follows"), reference=text(value, "reference"), note=notes.shown(session, row.note),
    )  # fmt: skip


def _receipt(session: Session, row: RegisterRow) -> Receipt:
    value = value_of(row)
    return Receipt(
        id=row.id, day=row.day, number=text(value, "number"), who=text(value, "who"), scan=text(value, "scan"),
        scan_sha256=text(value, "scan_sha256"), note=notes.shown(session, row.note),
    )  # fmt: skip
