"""Withdrawal of a filing: before it was sent its round is void and nothing more is built; after that by a letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.bundle.letters_pdf import Letter, withdrawal_pdf
from codebinder.bundle.sheet import PaperReport
from codebinder.model.filing import Filing, FilingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.register import Delivery, EventKind, Papered
from codebinder.model.review import RoundState
from codebinder.model.text import Message
from codebinder.workflow import delivering, leaking, letters, registered, states
from codebinder.workflow.identities import identity_of
from codebinder.workflow.session import Session


def withdraw(  # noqa: PLR0913  (what a register has of it)
    session: Session,
    filing: Filing,
    *,
    day: str = "",
    who: str = "",
    reference: str = "",
    basis: str = "",
    note: str = "",
    out: Path | None = None,
    key: str = "",
    progress: Progress,
    cancel: Cancel,
) -> Papered | None:
    """Withdraw the filing. Before anything was sent its round becomes void, and there is no letter (None).

    After that a letter to its recipient is written to `out`, which names the package by its digest; `basis` is printed,
    `note` stays in the workbook.
    """
    day = registered.past_day(session, day)
    states.check(session, filing, FilingState.WITHDRAWN, day)
    by = registered.actor(session, key)
    gone = delivering.deliveries(session, filing)

    def enter() -> int:
        _void(session, filing)
        return states.enter(
            session, filing, FilingState.WITHDRAWN, day=day, who=who, reference=reference, note=note, by=by
        )

    if gone:
        if out is None:
            raise SaidError(Message("register.letter-needed"), next_step=Message("next.say-where-letter-goes-out"))
        reference = registered.short(reference, "reference number")
        leaking.check_texts(session, filing, [("basis", basis), ("reference", reference)])
        letter = _letter(session, filing, gone, day, reference, basis.strip())
        return _written(session, filing, letter, out, enter, by, progress, cancel)
    if out is not None:
        raise SaidError(Message("refuse.withdrawing.nothing-filing-sent-so-nobody"))
    with session.book.transaction("register withdraw", actor=by, subject=filing.slug, detail={"sent": False}):
        enter()
    return None


def _letter(session: Session, filing: Filing, gone: Sequence[Delivery], day: str, reference: str, basis: str) -> Letter:
    """Give the letter to whom the newest package went."""
    last = gone[-1]
    return Letter(
        identity=identity_of(session, filing), to=last.to, day=day, digest=last.digest, archive=last.archive,
        reference=reference, basis=basis,
        deliveries=tuple(each for each in gone if (each.digest, each.to) == (last.digest, last.to)),
    )  # fmt: skip


def _written(
    session: Session,
    filing: Filing,
    letter: Letter,
    out: Path,
    enter: Callable[[], int],
    by: str,
    progress: Progress,
    cancel: Cancel,
) -> Papered:
    """Write the letter, together with the change of state."""
    langs, moment = letters.languages(session, filing), session.environment.clock.now()

    def draw(path: Path) -> PaperReport:
        return withdrawal_pdf(path, letter, languages=langs, moment=moment)

    with letters.paper(session, filing, out, draw, progress=progress, cancel=cancel) as pages:
        with session.book.transaction("register withdraw", actor=by, subject=filing.slug, detail={"sent": True}):
            number = enter()
            value = {"what": "withdrawal", "to": letter.to, "sha256": pages.sha256, "name": letters.shown_name(out)}
            registered.add(session, filing, EventKind.LETTER, value, day=letter.day, about=number, by=by)
        pages.waiting.appear()
        return pages.report(number)


def _void(session: Session, filing: Filing) -> None:
    """Void the newest round: its approvals count no more."""
    row = session.book.reviews.last_round(filing.slug)
    if row is not None:
        session.book.reviews.set_round_state(filing.slug, row.number, RoundState.VOID)
