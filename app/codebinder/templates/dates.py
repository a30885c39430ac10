"""Dates that exist: "2018-09-31" is a fault with a reason, and never quietly the first of October."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def date_fault(text: str, *, partial: bool = False) -> str:
    """Say in one sentence why `text` is not a date (YYYY-MM-DD; where `partial` also YYYY-MM and YYYY), or nothing."""
    match = _DATE.fullmatch(text) if text.isascii() else None
    if match is None or (match[3] is None and not partial):
        form = "YYYY-MM-DD, YYYY-MM or YYYY" if partial else "YYYY-MM-DD"
        return f"is not a date written as {form}."
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if year == 0:
        return "is not a date that exists: there is no year 0."
    if not 1 <= month <= len(_MONTHS):
        return f"is not a date that exists: there is no month {match[2]}."
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return f"is not a date that exists: {_MONTHS[month - 1]} {year} has {last} days."
    return ""


def parse_date(text: str) -> date | None:
    """Give the full date that `text` names, or None where it names none."""
    return None if date_fault(text) else date.fromisoformat(text)
