"""The register of filings: where each stands, what is due when, what went to whom and what came back.

One front door for the faces; how each thing is recorded stands in the modules named below.
"""

from __future__ import annotations

from datetime import date

from codebinder.model.filing import Filing
from codebinder.model.register import WAITING, DueRow, EventKind, RegisterEvent, RegisterRow, RegisterView
from codebinder.workflow import filings, notes, registered
from codebinder.workflow.clawing import clawback, clawbacks, destroyed, replaced, step
from codebinder.workflow.custody import custody
from codebinder.workflow.delivering import Parcel, answer, answers, deliveries, final, proposal, receipt, sent
from codebinder.workflow.erasing import compact, erase, hold, release_hold, retain, retain_until
from codebinder.workflow.registered import text, value_of
from codebinder.workflow.session import Session
from codebinder.workflow.states import allowed, change, set_due
from codebinder.workflow.withdrawing import withdraw

__all__ = [
    "Parcel", "allowed", "answer", "answers", "change", "clawback", "clawbacks", "compact", "custody", "deliveries",
    "destroyed", "due_list", "erase", "events", "final", "hold", "proposal", "receipt", "release_hold", "replaced",
    "retain", "retain_until", "sent", "set_due", "show", "step", "withdraw",
]  # fmt: skip


def due_list(session: Session) -> tuple[DueRow, ...]:
    """Give every filing: first those whose next move is ours, by the day it is due, then the others by theirs."""
    rows = [_due(session, filing) for filing in filings.filings(session)]
    return tuple(sorted(rows, key=lambda row: (row.days is None, not row.due, row.due, row.filing)))


def show(session: Session, filing: Filing) -> RegisterView:
    """Give everything that the register has of one filing."""
    filing = registered.now(session, filing)
    hold_row = registered.held_by(session, filing)
    return RegisterView(
        filing=filing.slug,
        state=filing.state,
        due=filing.due,
        days=_days(session, filing),
        allowed=allowed(session, filing),
        events=events(session, filing),
        deliveries=deliveries(session, filing),
        answers=answers(session, filing),
        clawbacks=clawbacks(session, filing),
        held=hold_row is not None,
        hold_reference=text(value_of(hold_row), "reference") if hold_row is not None else "",
        retain_until=retain_until(session, filing),
        erased=registered.erased_on(session, filing),
        supersedes=session.book.filings.supersedes(filing.slug),
    )


def events(session: Session, filing: Filing, *kinds: EventKind) -> tuple[RegisterEvent, ...]:
    """Give the rows of a filing (of these kinds; none named: all) as they were written, oldest first."""
    return tuple(_event(session, row) for row in registered.rows(session, filing, *kinds))


def _event(session: Session, row: RegisterRow) -> RegisterEvent:
    return RegisterEvent(
        id=row.id, filing=row.filing, at=row.at, day=row.day, kind=row.kind, about=row.about, actor=row.actor,
        facts=tuple((name, _plain(held)) for name, held in sorted(value_of(row).items()) if _plain(held)),
        note=notes.shown(session, row.note),
    )  # fmt: skip


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _due(session: Session, filing: Filing) -> DueRow:
    return DueRow(
        filing=filing.slug, product=filing.product, recipient=filing.recipient, state=filing.state, due=filing.due,
        days=_days(session, filing), clawbacks=sum(each.open for each in clawbacks(session, filing)),
        held=registered.held_by(session, filing) is not None,
    )  # fmt: skip


def _days(session: Session, filing: Filing) -> int | None:
    """Give how many days are left where the next move is ours; negative: it is late."""
    if not filing.due or filing.state not in WAITING:
        return None
    return (date.fromisoformat(filing.due) - date.fromisoformat(registered.today(session))).days
