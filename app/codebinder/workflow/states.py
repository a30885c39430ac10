"""Where a filing stands with its recipient: which state may follow which is a table, and each change is a row."""

from __future__ import annotations

from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, FilingState
from codebinder.model.register import CHANGES, EventKind
from codebinder.model.text import Message
from codebinder.workflow import registered
from codebinder.workflow.session import Session


def allowed(session: Session, filing: Filing) -> tuple[FilingState, ...]:
    """Give the states that may follow the one that the filing is in."""
    if registered.erased_on(session, filing):
        return ()
    return CHANGES[registered.now(session, filing).state]


def change(
    session: Session,
    filing: Filing,
    state: FilingState,
    *,
    day: str = "",
    who: str = "",
    reference: str = "",
    note: str = "",
    due: str = "",
    key: str = "",
) -> int:
    """Record that the filing is in another state since `day`: told by `who`, under the authority's `reference`.

    A correction round needs the day by which it is due. UserError, with the reason, where the table of states does not
    have that change, where the day is none or was before the last change, or where the state is recorded in another
    way (sending and withdrawing say more than a state).
    """
    day = registered.past_day(session, day)
    check(session, filing, state, day)
    if state is FilingState.SENT and not registered.rows(session, filing, EventKind.DELIVERY):
        raise SaidError(Message("register.sent-says-more"), next_step=Message("next.record-what-went-whom-register"))
    if state is FilingState.WITHDRAWN:
        raise SaidError(Message("register.withdraw-says-more"), next_step=Message("next.use-register-withdraw"))
    _check_due(state, due, day)
    by = registered.actor(session, key)
    was = registered.now(session, filing).state
    with session.book.transaction(
        "register state", actor=by, subject=filing.slug, detail={"from": was.value, "to": state.value}
    ):
        return enter(session, filing, state, day=day, who=who, reference=reference, note=note, due=due, by=by)


def _check_due(state: FilingState, due: str, day: str) -> None:
    if state is FilingState.CORRECTION:
        if not due:
            raise SaidError(Message("register.correction-due"), next_step=Message("next.give-day-due"))
        if registered.real_day(due) < day:
            raise SaidError(Message("register.due-before", {"due": due, "day": day}))
    elif due:
        raise SaidError(
            Message("refuse.states.only-correction-round-brings-due"), next_step=Message("next.use-register-due")
        )


def check(session: Session, filing: Filing, state: FilingState, day: str) -> None:
    """Refuse a change that the table of states does not have, or one that is older than the last."""
    registered.check_not_erased(session, filing)
    was = registered.now(session, filing).state
    if state not in CHANGES[was]:
        words = {"was": Message(f"register.state-{was.value}"), "state": Message(f"register.state-{state.value}")}
        raise SaidError(
            Message("register.no-change", {**words, "why": Message(f"register.after-{was.value}")}), where=filing.slug
        )
    last = registered.last(session, filing, EventKind.STATE)
    if last is not None and day < last.day:
        raise SaidError(Message("register.day-before-last", {"day": day, "last": last.day}), where=filing.slug)


def enter(
    session: Session,
    filing: Filing,
    state: FilingState,
    *,
    day: str,
    who: str = "",
    reference: str = "",
    note: str = "",
    due: str = "",
    by: str = "",
) -> int:
    """Write a change of state down; inside a transaction. Give the row's number."""
    value = {
        "from": registered.now(session, filing).state.value,
        "to": state.value,
        "who": registered.short(who, "name"),
        "reference": registered.short(reference, "reference number"),
        "due": due,
    }
    number = registered.add(session, filing, EventKind.STATE, value, day=day, by=by, note=note)
    session.book.filings.set_register(filing.slug, state=state, due=due or None)
    return number


def set_due(session: Session, filing: Filing, due: str, *, note: str = "", key: str = "") -> int:
    """Set the day by which our next move is due ("": none); an earlier one stays in the register as a row."""
    registered.check_not_erased(session, filing)
    if due:
        registered.real_day(due)
    by = registered.actor(session, key)
    before = registered.now(session, filing).due
    with session.book.transaction("register due", actor=by, subject=filing.slug):
        session.book.filings.set_register(filing.slug, due=due)
        return note_due(session, filing, before=before, note=note, by=by)


def note_due(session: Session, filing: Filing, *, before: str, note: str = "", by: str) -> int:
    """Write down that the due date was changed from `before` to what it is; inside a transaction."""
    value = {"due": registered.now(session, filing).due, "before": before}
    day = registered.today(session)
    return registered.add(session, filing, EventKind.DUE, value, day=day, by=by, note=note)
