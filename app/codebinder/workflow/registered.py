"""The register's rows underneath every use case of it: written with their sealed notes, read back, and asked by others.

Other use cases ask here whether a filing may still be worked on, and whether anything of it may be taken away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from codebinder import templates
from codebinder.base.messages import SaidError, said_in
from codebinder.model.filing import Filing, FilingState
from codebinder.model.register import EventKind, RegisterRow
from codebinder.model.text import Message, shown
from codebinder.workflow import notes
from codebinder.workflow.session import Session

Value = Mapping[str, object]

LONGEST = 400
"""Characters of a reference number, a name or any other short text of the register."""
_LONGEST_NOTE = 20_000


def now(session: Session, filing: Filing) -> Filing:
    """Give the filing as the workbook has it now: a value at hand may be older than the last gesture."""
    return session.book.filings.get(filing.slug)


def today(session: Session) -> str:
    """Give today's day by the clock that was handed in, as the calendar on this person's wall has it."""
    return session.environment.clock.now().astimezone().date().isoformat()


def real_day(text: str) -> str:
    """Give the day (ISO) that somebody wrote, where it is one that exists; UserError for 31 September 2018."""
    day = templates.read_date(text).iso
    if not day:
        raise SaidError(
            Message("register.no-day"), where=shown(text[:40]), next_step=Message("next.write-day-calendar-2026-12")
        )
    return day


def past_day(session: Session, text: str) -> str:
    """Give the day on which something happened (none given: today); UserError where it has not come yet."""
    day = real_day(text) if text else today(session)
    if day > today(session):
        raise SaidError(Message("register.day-to-come", {"day": day}), next_step=Message("next.record-when-happened"))
    return day


def short(text: str, what: str) -> str:
    """Give a short text without line ends and blanks around it; UserError where it is too long."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise SaidError(
            Message("refuse.registered.longer-than-characters", {"what": what, "longest": LONGEST}),
            next_step=Message("next.put-rest-into-note"),
        )
    return text


def needed(text: str, what: str, next_step: str) -> str:
    """Give a short text that must be there."""
    text = short(text, what)
    if not text:
        raise SaidError(Message("refuse.registered.register-needs", {"what": what}), next_step=next_step)
    return text


def actor(session: Session, key: str) -> str:
    """Give the fingerprint of who records this, a person on the roster; "" where no key is named."""
    return session.member(key).fingerprint if key else ""


def add(
    session: Session,
    filing: Filing,
    kind: EventKind,
    value: Value,
    *,
    day: str,
    about: int = 0,
    by: str = "",
    note: str = "",
) -> int:
    """Write one row down, its note sealed; inside a transaction. Give its number."""
    if len(note) > _LONGEST_NOTE:  # every letter is searched for every note
        raise SaidError(
            Message("refuse.registered.note-longer-than-characters", {"longest_note": _LONGEST_NOTE}),
            next_step=Message("next.keep-document"),
        )
    text = json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    box = notes.sealed(session, note.strip())
    return session.book.register.add(filing.slug, kind, day=day, value=text, about=about, actor=by, note=box)


def rows(session: Session, filing: Filing, *kinds: EventKind) -> tuple[RegisterRow, ...]:
    """Give the filing's rows, oldest first."""
    return session.book.register.rows(filing.slug, *kinds)


def value_of(row: RegisterRow) -> Value:
    """Give what a row says, by name."""
    return cast("Value", json.loads(row.value))


def text(value: Value, name: str) -> str:
    """Give a text of a row; "" where it says nothing of that name."""
    return str(value.get(name, ""))


def number(value: Value, name: str) -> int:
    """Give a number of a row; 0 where there is none."""
    held = value.get(name, 0)
    return held if isinstance(held, int) else 0


def texts(value: Value, name: str) -> tuple[str, ...]:
    """Give a list of a row."""
    held = value.get(name)
    return tuple(str(each) for each in cast("list[object]", held)) if isinstance(held, list) else ()


def last(session: Session, filing: Filing, *kinds: EventKind) -> RegisterRow | None:
    """Give the newest row of these kinds, or None."""
    held = rows(session, filing, *kinds)
    return held[-1] if held else None


def held_by(session: Session, filing: Filing) -> RegisterRow | None:
    """Give the legal hold that stands, or None."""
    row = last(session, filing, EventKind.HOLD, EventKind.RELEASED)
    return row if row is not None and row.kind is EventKind.HOLD else None


def erased_on(session: Session, filing: Filing) -> str:
    """Give the day on which the filing was erased; "" where it was not."""
    row = last(session, filing, EventKind.ERASED)
    return row.day if row is not None else ""


def check_not_erased(session: Session, filing: Filing) -> None:
    """Refuse to work on what was erased."""
    day = erased_on(session, filing)
    if day:
        raise SaidError(
            Message("register.is-erased", {"day": day}), where=filing.slug,
            next_step=Message("next.begin-new-filing-filing-add"),
        )  # fmt: skip


def check_open(session: Session, filing: Filing) -> None:
    """Refuse to submit or build what was withdrawn, superseded or erased."""
    check_not_erased(session, filing)
    state = now(session, filing).state
    if state in {FilingState.WITHDRAWN, FilingState.SUPERSEDED}:
        raise SaidError(
            Message(f"register.is-{state.value}"), where=filing.slug,
            next_step=Message("next.begin-new-filing-filing-add"),
        )  # fmt: skip


def check_not_held(session: Session, filing: Filing) -> None:
    """Refuse to take anything away from a filing under legal hold."""
    row = held_by(session, filing)
    if row is not None:
        raise SaidError(
            Message("register.is-held", {"day": row.day, "reference": text(value_of(row), "reference") or "–"}),
            where=filing.slug, next_step=Message("next.register-release-hold-ends-filing"),
        )  # fmt: skip


def check_kept(session: Session, filing: Filing) -> None:
    """Refuse to replace anything of a filing that was erased or is under legal hold."""
    check_not_erased(session, filing)
    check_not_held(session, filing)


def statements(session: Session, filing: Filing, langs: Sequence[str]) -> tuple[str, ...]:
    """Give what the papers of the filing's package state, in their languages: which package it supersedes."""
    digest = session.book.filings.supersedes(filing.slug)
    if not digest:
        return ()
    said_of = Message("register.supersedes", {"digest": digest})
    return (said_in(said_of, langs),)
