"""Claw-back: something left that should not have. A notice that does not repeat it, steps, receipts of destruction, and
the package that takes its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from codebinder import review
from codebinder import workbook as books
from codebinder.base.messages import SaidError, Told
from codebinder.bundle.letters_pdf import Letter, clawback_pdf
from codebinder.bundle.sheet import PaperReport
from codebinder.model.filing import Filing
from codebinder.model.package import ROUND_EXEMPT, ROUND_EXEMPT_FOLDERS
from codebinder.model.ports import Cancel, Progress
from codebinder.model.register import Clawback, Delivery, Destroyed, EventKind, Papered, RegisterRow, Step
from codebinder.model.text import Message, shown
from codebinder.workflow import delivering, leaking, letters, notes, registered
from codebinder.workflow.identities import identity_of
from codebinder.workflow.registered import text, texts, value_of
from codebinder.workflow.session import Session
from codebinder.workflow.state import LISTING

_PLACE = re.compile(r"(?P<path>.+?)(?::(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?)?")
_MOST = 1000


def clawback(  # noqa: PLR0913  (what a notice says, and where it goes)
    session: Session,
    filing: Filing,
    *,
    out: Path,
    basis: str,
    digest: str = "",
    members: Sequence[str] = (),
    ranges: Sequence[int] = (),
    day: str = "",
    reference: str = "",
    note: str = "",
    key: str = "",
    progress: Progress,
    cancel: Cancel,
) -> tuple[Clawback, tuple[Papered, ...]]:
    """Claw back a package that was delivered (its `digest`; none: the newest), and write a notice for each recipient.

    `members` are paths in that package, with lines as PATH:A-B where wanted; `ranges` numbers of its hidden ranges;
    neither: all of it. `basis` is printed. With several recipients the files are numbered after `out`. Problems where a
    notice would show anything that the workbook hides: so redact what slipped through before the notice is written.
    """
    day = registered.past_day(session, day)
    given = _delivered(session, filing, digest)
    registered.needed(
        basis, Told(Message("fault.clawing.legal-basis-claw-back")), Told(Message("fault.clawing.give-basis"))
    )
    leaking.check_texts(session, filing, [("basis", basis), ("reference", reference)])
    places = _members(session, filing, given[0], members)
    numbers = _ranges(session, filing, given[0], ranges)
    first = min(each.day for each in given)
    if day < first:
        raise SaidError(Message("register.receipt-before", {"day": day, "last": first}))
    about = Letter(
        identity=identity_of(session, filing), to="", day=day, digest=given[0].digest, archive=given[0].archive,
        reference=registered.short(reference, Told(Message("fault.clawing.reference-number"))),
        basis=basis.strip(), members=places, ranges=numbers, deliveries=given,
    )  # fmt: skip
    return _written(session, filing, about, out, note, registered.actor(session, key), progress, cancel)


def _written(
    session: Session, filing: Filing, about: Letter, out: Path, note: str, by: str, progress: Progress, cancel: Cancel
) -> tuple[Clawback, tuple[Papered, ...]]:
    """Write a notice for each recipient, and all rows of it at once."""
    recipients = tuple(dict.fromkeys(each.to for each in about.deliveries))
    notices = [
        replace(about, to=each, deliveries=tuple(one for one in about.deliveries if one.to == each))
        for each in recipients
    ]
    value = {
        "digest": about.digest, "archive": about.archive, "basis": about.basis, "members": list(about.members),
        "ranges": [str(each) for each in about.ranges], "recipients": list(recipients), "reference": about.reference,
    }  # fmt: skip
    with ExitStack() as held:
        pages = [
            held.enter_context(
                letters.paper(session, filing, path, _drawing(session, filing, each), progress=progress, cancel=cancel)
            )
            for path, each in zip(_paths(out, len(notices)), notices, strict=True)
        ]
        detail = {"count": len(notices), "digest": about.digest}
        with session.book.transaction("register clawback", actor=by, subject=filing.slug, detail=detail):
            number = registered.add(session, filing, EventKind.CLAWBACK, value, day=about.day, by=by, note=note)
            for each, letter in zip(pages, notices, strict=True):
                row = {"what": "claw-back", "to": letter.to, "sha256": each.sha256, "name": each.path.name}
                registered.add(session, filing, EventKind.LETTER, row, day=about.day, about=number, by=by)
        for each in pages:
            each.waiting.appear()
        return find(session, filing, number), tuple(each.report(number) for each in pages)


def step(
    session: Session, filing: Filing, *, text: str, clawback: int = 0, day: str = "", who: str = "", key: str = ""
) -> Clawback:
    """Record what was done about a claw-back (0: the newest); the text is kept sealed."""
    held = find(session, filing, clawback)
    done = " ".join(text.split())
    if not done:
        raise SaidError(Message("refuse.clawing.step-says-what-done"), next_step=Message("next.give-text"))
    return _about(session, filing, held, EventKind.STEP, {"who": registered.short(who, "name")}, day, done, key)


def destroyed(
    session: Session,
    filing: Filing,
    *,
    who: str,
    clawback: int = 0,
    number: str = "",
    day: str = "",
    scan: Path | None = None,
    note: str = "",
    key: str = "",
) -> Clawback:
    """Record a recipient's receipt of destruction or return; a claw-back is open until everybody has given one."""
    held = find(session, filing, clawback)
    who = " ".join(who.split()) or (held.waiting[0] if len(held.waiting) == 1 else "")
    if who not in held.recipients:
        names = ", ".join(held.waiting) or Told(Message("fault.clawing.nobody-any-more"))
        raise SaidError(
            Message("register.no-recipient"), where=shown(who), next_step=Message("next.waits", {"names": shown(names)})
        )
    if who not in held.waiting:
        raise SaidError(Message("register.destroyed-before"), where=shown(who))
    name, digest, _ = delivering.hashed(scan) if scan is not None else ("", "", 0)
    number = registered.short(number, "number")
    value = {"who": who, "number": number, "scan": name, "scan_sha256": digest}
    return _about(session, filing, held, EventKind.DESTROYED, value, day, note, key)


def replaced(session: Session, filing: Filing, *, by: Filing, clawback: int = 0, key: str = "") -> Clawback:
    """Let the filing `by` (it may be the same one) take the place of what was clawed back: the papers of its package
    state which package it supersedes, so a round that was submitted before is void."""
    held = find(session, filing, clawback)
    registered.check_open(session, by)
    actor = registered.actor(session, key)
    day = registered.today(session)
    with session.book.transaction("register replaced", actor=actor, subject=filing.slug, detail={"by": by.slug}):
        registered.add(session, filing, EventKind.REPLACED, {"filing": by.slug}, day=day, about=held.id, by=actor)
        session.book.filings.set_supersedes(by.slug, held.digest)
    return find(session, filing, held.id)


def clawbacks(session: Session, filing: Filing) -> tuple[Clawback, ...]:
    """Give the claw-backs of a filing, oldest first."""
    rows = registered.rows(session, filing)
    return tuple(_clawback(session, row, rows) for row in rows if row.kind is EventKind.CLAWBACK)


def find(session: Session, filing: Filing, number: int) -> Clawback:
    """Give the claw-back of that number (0: the newest); UserError where there is none."""
    held = [each for each in clawbacks(session, filing) if number in {0, each.id}]
    if not held:
        raise SaidError(
            Message("register.no-clawback"), where=filing.slug, next_step=Message("next.register-clawback-begins-one")
        )
    return held[-1]


def _about(
    session: Session,
    filing: Filing,
    held: Clawback,
    kind: EventKind,
    value: registered.Value,
    day: str,
    note: str,
    key: str,
) -> Clawback:
    """Write a row that belongs to a claw-back."""
    day = registered.past_day(session, day)
    if day < held.day:
        raise SaidError(Message("register.receipt-before", {"day": day, "last": held.day}))
    by = registered.actor(session, key)
    with session.book.transaction(f"register {kind.value}", actor=by, subject=filing.slug, detail={"about": held.id}):
        registered.add(session, filing, kind, value, day=day, about=held.id, by=by, note=note)
    return find(session, filing, held.id)


def _drawing(session: Session, filing: Filing, letter: Letter) -> Callable[[Path], PaperReport]:
    langs, moment = letters.languages(session, filing), session.environment.clock.now()
    return lambda path: clawback_pdf(path, letter, languages=langs, moment=moment)


def _paths(out: Path, count: int) -> list[Path]:
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)]


def _delivered(session: Session, filing: Filing, digest: str) -> tuple[Delivery, ...]:
    """Give every delivery of the package that is clawed back."""
    every = delivering.deliveries(session, filing)
    wanted = digest.lower() or (every[-1].digest if every else "")
    given = tuple(each for each in every if each.digest == wanted)
    if not given:
        raise SaidError(
            Message("register.not-delivered"),
            where=shown(wanted[:64]),
            next_step=Message("next.register-sent-records-deliveries"),
        )
    return given


def _members(session: Session, filing: Filing, given: Delivery, members: Sequence[str]) -> tuple[str, ...]:
    """Check that what is named is in the package: a notice names places, and nothing that somebody typed from it."""
    if len(members) > _MOST:
        raise SaidError(
            Message("refuse.clawing.notice-names-most-files", {"most": _MOST}),
            next_step=Message("next.claw-back-whole-package"),
        )
    known = _listed(session, filing, given)
    for each in members:
        found = _PLACE.fullmatch(each)
        path = found["path"] if found is not None else ""
        exempt = path in ROUND_EXEMPT or path.startswith(ROUND_EXEMPT_FOLDERS)
        if known is not None and path not in known and not exempt:
            raise SaidError(
                Message("register.no-member"), where=shown(each[:200]),
                next_step=Message("next.name-package-manifest-does-lines"),
            )  # fmt: skip
    return tuple(dict.fromkeys(members))


def _listed(session: Session, filing: Filing, given: Delivery) -> frozenset[str] | None:
    """Give the paths of what was delivered, from the listing of its round; None where no build has it."""
    if not given.round:
        return None
    box = session.book.reviews.sealed_listing(filing.slug, given.round)
    listing = books.unpack(session.sealer.unseal(LISTING, box))
    return frozenset(file.path for file in review.parse_listing(listing))


def _ranges(session: Session, filing: Filing, given: Delivery, ranges: Sequence[int]) -> tuple[int, ...]:
    built = [row for row in session.book.builds.list(filing.slug) if row.digest == given.digest]
    for each in ranges:
        if each < 1 or (built and each > built[-1].ranges):
            raise SaidError(Message("register.no-range", {"number": each}))
    return tuple(sorted(set(ranges)))


def _clawback(session: Session, row: RegisterRow, rows: Sequence[RegisterRow]) -> Clawback:
    value = value_of(row)
    mine = [each for each in rows if each.about == row.id]
    gone = [_destroyed(session, each) for each in mine if each.kind is EventKind.DESTROYED]
    recipients = texts(value, "recipients")
    replacing = [text(value_of(each), "filing") for each in mine if each.kind is EventKind.REPLACED]
    built = [
        each.digest
        for each in session.book.builds.list(replacing[-1] if replacing else "")
        if not each.draft and each.at >= row.at and each.digest != text(value, "digest")
    ]
    return Clawback(
        id=row.id, filing=row.filing, day=row.day, digest=text(value, "digest"), archive=text(value, "archive"),
        basis=text(value, "basis"), members=texts(value, "members"),
        ranges=tuple(int(each) for each in texts(value, "ranges")), recipients=recipients,
        waiting=tuple(each for each in recipients if each not in {one.who for one in gone}),
        steps=tuple(
            Step(id=each.id, day=each.day, who=text(value_of(each), "who"), text=notes.shown(session, each.note))
            for each in mine
            if each.kind is EventKind.STEP
        ),
        destroyed=tuple(gone), replacement=replacing[-1] if replacing else "",
        replacement_digest=built[-1] if built else "", note=notes.shown(session, row.note),
    )  # fmt: skip


def _destroyed(session: Session, row: RegisterRow) -> Destroyed:
    value = value_of(row)
    return Destroyed(
        id=row.id, day=row.day, who=text(value, "who"), number=text(value, "number"), scan=text(value, "scan"),
        scan_sha256=text(value, "scan_sha256"), note=notes.shown(session, row.note),
    )  # fmt: skip
