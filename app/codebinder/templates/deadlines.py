"""A template's deadlines against one filing: the day of each, and how many days are left. Never part of a package."""

from __future__ import annotations

from datetime import date, timedelta

from codebinder.model.checklist import DueRow, FilingFacts
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Deadline
from codebinder.templates.conditions import Known
from codebinder.templates.dates import date_fault, parse_date
from codebinder.templates.parsing import short


def deadlines(template: FilingTemplate, facts: FilingFacts) -> tuple[DueRow, ...]:
    """Give every deadline of the template's calendar, in its order."""
    known = Known(facts)
    labels = {requirement.id: requirement.label.get("en") for requirement in template.requirements}
    now = parse_date(facts.today)
    return tuple(_row(each, known, labels.get(each.after, each.after), now) for each in template.calendar)


def _row(deadline: Deadline, known: Known, after: str, now: date | None) -> DueRow:
    day, why = _day(deadline, known, after)
    left = (day - now).days if day is not None and now is not None else None
    if left is not None:
        why = f"{why} {_left(left)}".strip()
    return DueRow(
        label=deadline.label,
        day=day.isoformat() if day is not None else "",
        days_left=left,
        why=why,
        note=deadline.note,
        source=deadline.source,
    )


def _day(deadline: Deadline, known: Known, after: str) -> tuple[date | None, str]:
    if deadline.date:
        return parse_date(deadline.date), ""
    if not deadline.days:
        return None, "No calendar day follows from the sources."
    answer = known.answers.get(deadline.after, "")
    if not answer:
        return None, f"It is {deadline.days} days after: {after}. That has not been answered yet."
    start = parse_date(answer)
    if start is None:
        return None, f'"{short(answer)}" {date_fault(answer)}'
    try:
        day = start + timedelta(days=deadline.days)
    except OverflowError:
        return None, "No calendar day follows from the sources."
    return day, f"It is {deadline.days} days after {answer}: {after}."


def _left(days: int) -> str:
    if days == 0:
        return "It is today."
    if days < 0:
        return f"It was {-days} {'day' if days == -1 else 'days'} ago."
    return f"{days} {'day is' if days == 1 else 'days are'} left."
