"""Dates that exist: "2018-09-31" and "31 September 2018" are faults with a reason, never quietly the first of October.

People write dates in many ways. What can mean one day only is understood, in Western and in Chinese forms; what could
be two days ("03/04/2018") is not.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_BY_NAME = {name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)}
_NAMES = {name.lower() for name in _MONTHS} | set(_BY_NAME) | {"sept"}

_YEAR_FIRST = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]*(?:of\s+)?([a-z]+)\.?[\s,-]*(\d{4})")
_WORD_DAY = re.compile(r"([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})")
_YEAR_WORD = re.compile(r"(\d{4})[\s-]+([a-z]+)\.?[\s-]+(\d{1,2})")
_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(rf"([0-9〇零○一二三四五六七八九]{{4}})\s*年\s*({_NUMERAL})\s*月\s*({_NUMERAL})\s*[日号號]?")
_DIGITS = {"〇": 0, "零": 0, "○": 0, **{each: at for at, each in enumerate("一二三四五六七八九", start=1)}}


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What somebody wrote as a date: the day in the form that is kept, or in one sentence why it is none."""

    iso: str = ""
    fault: str = ""


def date_fault(text: str, *, partial: bool = False) -> str:
    """Say in one sentence why `text` is not a date (YYYY-MM-DD; where `partial` also YYYY-MM and YYYY), or nothing."""
    match = _DATE.fullmatch(text) if text.isascii() else None
    if match is None or (match[3] is None and not partial):
        form = "YYYY-MM-DD, YYYY-MM or YYYY" if partial else "YYYY-MM-DD"
        written = read_date(text)
        if written.iso:
            return f"is not written as {form}; write {written.iso}."
        return written.fault or f"is not a date written as {form}."
    return _unreal(int(match[1]), int(match[2] or 1), int(match[3] or 1), match[2] or "1")


def _unreal(year: int, month: int, day: int, named: str = "") -> str:
    if year == 0:
        return "is not a date that exists: there is no year 0."
    if not 1 <= month <= len(_MONTHS):
        return f"is not a date that exists: there is no month {named or month}."
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return f"is not a date that exists: {_MONTHS[month - 1]} {year} has {last} days."
    return ""


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date | None:
    """Give the full date that `text` names, or None where it names none."""
    match = _DATE.fullmatch(text) if text.isascii() else None
    if match is None or match[3] is None or _unreal(int(match[1]), int(match[2]), int(match[3])):
        return None
    return date.fromisoformat(text)


@lru_cache(maxsize=4096)
def read_date(text: str) -> WrittenDate:
    """Understand a date as people write it, such as "30 September 2018", "2018/9/30" or "2018年9月30日".

    Neither a day nor a fault is given for what is no date at all.
    """
    if len(text) > 60:
        return WrittenDate()
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    parts = _parts(plain)
    if parts is None:
        return _two_ways(plain)
    year, month, day = parts
    fault = _unreal(year, month, day)
    return WrittenDate(fault=fault) if fault else WrittenDate(iso=f"{year:04}-{month:02}-{day:02}")


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _PACKED.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _CHINESE.fullmatch(text):
        return _chinese_year(found[1]), _chinese(found[2]), _chinese(found[3])
    for pattern, order in ((_DAY_WORD, (3, 2, 1)), (_WORD_DAY, (3, 1, 2)), (_YEAR_WORD, (1, 2, 3))):
        found = pattern.fullmatch(text)
        if found is not None and found[order[1]] in _NAMES:
            return int(found[order[0]]), _BY_NAME[found[order[1]][:3]], int(found[order[2]])
    return None


def _two_ways(text: str) -> WrittenDate:
    """Understand a year that stands last: with points the day is first; else only one reading may be possible."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return WrittenDate()
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    months = len(_MONTHS)
    if found[2] == "." or first == second or first > months:
        day, month = first, second
    elif second > months:
        day, month = second, first
    else:
        one, other = f"{year:04}-{second:02}-{first:02}", f"{year:04}-{first:02}-{second:02}"
        return WrittenDate(fault=f"can mean {one} or {other}; write the one that is meant.")
    fault = _unreal(year, month, day)
    return WrittenDate(fault=fault) if fault else WrittenDate(iso=f"{year:04}-{month:02}-{day:02}")


def _chinese_year(text: str) -> int:
    return int("".join(str(_DIGITS.get(each, each)) for each in text))


def _chinese(text: str) -> int:
    """Read a Chinese number below a hundred, such as 三十一, or digits."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS.get(each, each)) for each in tens))
    if not all(each in _DIGITS for each in tens + ones) or max(len(tens), len(ones)) > 1:
        return 99
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
