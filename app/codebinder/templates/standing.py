"""How a template's regime stands on a given day: not in force, over, soon over, or not looked at for too long.

Told by the faces with today's clock, and never written into a package, which says what the template says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from codebinder.model.text import Message

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. `loud`: nobody can, or should, file by this without knowing it."""

    message: Message
    loud: bool


class Dated(Protocol):
    """What a template and its head have in common."""

    @property
    def status(self) -> str: ...
    @property
    def status_date(self) -> str: ...
    @property
    def effective_from(self) -> str: ...
    @property
    def effective_to(self) -> str: ...
    @property
    def check_by(self) -> str: ...
    @property
    def verify_before_use(self) -> bool: ...


def standing(held: Dated, today: date) -> tuple[Warned, ...]:
    """Give what a person has to know of a template before she uses it today; the loud ones first."""
    found = [*_force(held, today.isoformat(), (today + SOON).isoformat())]
    if held.check_by and held.check_by < today.isoformat():
        found.append(Warned(Message("standing.check-by", {"day": held.check_by}), loud=False))
    if held.verify_before_use:
        found.append(Warned(Message("standing.verify"), loud=False))
    return tuple(found)


def _force(held: Dated, today: str, soon: str) -> Iterator[Warned]:
    if held.status in {"suspended", "draft", "withdrawn"}:
        since: Message | str = Message("standing.since", {"day": held.status_date}) if held.status_date else ""
        yield Warned(Message(f"standing.{held.status}", {"since": since}), loud=True)
    if held.status in {"suspended", "withdrawn"}:
        return  # until when it held says no more
    # A date may be a year or a month; one that is not there yet on its first day, or is over after its last.
    if held.effective_from and today < held.effective_from:
        yield Warned(Message("standing.not-yet", {"day": held.effective_from}), loud=True)
    if held.effective_to and today > _last(held.effective_to):
        yield Warned(Message("standing.over", {"day": held.effective_to}), loud=True)
    elif held.effective_to and soon > _last(held.effective_to):
        yield Warned(Message("standing.soon", {"day": held.effective_to}), loud=False)


def _last(day: str) -> str:
    return day if len(day) == 10 else f"{day}-99"
