"""What a form answer may be: limits, dates that exist, choices, tables, people; every fault of one answer at once.

An answer's canonical text: plain text, YYYY-MM-DD, a number, "yes" for declarations, a JSON list of words (multi_enum),
a JSON list of objects (table), a JSON object (questions, which names its revision; person and address, which may also
be plain text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import cast

from codebinder.base.recognising import recognised
from codebinder.model.template import FIELD_KINDS, Category, Question, Requirement, RequirementKind
from codebinder.model.text import shown
from codebinder.templates.asking import canonical_questions, question_faults
from codebinder.templates.conditions import Known, judge
from codebinder.templates.dates import date_fault, parse_date, read_date
from codebinder.templates.parsing import matches, parse_json, short, some
from codebinder.templates.reading import did_you_mean
from codebinder.templates.tabular import CONTROLS, canonical_table, table_faults

MAX_ANSWER = 2_000_000
PERSON_PARTS = ("name", "role", "email", "phone", "organisation")
ADDRESS_PARTS = ("country", "province", "city", "street", "postcode")

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_answer(
    requirement: Requirement,
    text: str,
    *,
    today: str = "",
    known: Known | None = None,
    categories: Iterable[Category] = (),
    whole: bool = True,
) -> list[str]:
    """Give every fault of `text` as the answer to `requirement`, each one sentence; none: it is a good answer.

    `today` (YYYY-MM-DD) is needed only by limits that say "today" and by `valid_days`; without it they are not checked.
    `known` and `categories` tell which questions of a set are asked (without them those with a condition are not).
    Without `whole`, questions that are still to be answered are no fault: people answer them one after the other.
    """
    if requirement.kind is not RequirementKind.QUESTIONS:
        return [recognised(each, "field") for each in _faults(requirement, text, today)]

    def asked(question: Question) -> bool:
        condition = question.condition
        return condition is None or (known is not None and judge(condition, known, categories) is True)

    faults = _general(requirement, text) or question_faults(requirement, text, asked, whole=whole)
    return [recognised(each, "field") for each in faults]


def canonical_answer(requirement: Requirement, text: str) -> str:
    """Give an answer as it is kept: dates as YYYY-MM-DD, flags of a table as yes and no, question sets with their
    revision. What cannot be understood stays as it is, for its fault to be told."""
    if requirement.kind is RequirementKind.DATE:
        return read_date(text).iso or text
    if requirement.kind is RequirementKind.TABLE:
        return canonical_table(requirement, text)
    if requirement.kind is RequirementKind.QUESTIONS:
        return canonical_questions(requirement, text)
    return text


def _general(requirement: Requirement, text: str) -> list[str]:
    """Give what is wrong with a text as an answer of any kind."""
    if requirement.kind not in FIELD_KINDS:
        return [f"{requirement.label.get('en')} is not answered in the form, but {_elsewhere(requirement.kind)}."]
    if len(text) > MAX_ANSWER:
        return [f"The answer has {len(text)} characters; more than {MAX_ANSWER} are not taken."]
    if not text.strip():
        return ["The answer is empty."]
    odd = CONTROLS.search(text)
    if odd and not (odd[0] == "\r" and requirement.kind is RequirementKind.MULTILINE):
        return [f"The answer holds the control character {shown(odd[0])}; take it out."]
    return []


def _faults(requirement: Requirement, text: str, today: str) -> list[str]:
    return _general(requirement, text) or _CHECKS[requirement.kind](requirement, text, today)


def check_document(requirement: Requirement, *, media_type: str, size: int) -> list[str]:
    """Give every fault of a file as a document for `requirement`: a media type or size (bytes) that is not accepted."""
    if requirement.kind not in {RequirementKind.DOCUMENT, RequirementKind.SBOM}:
        return [f"{requirement.label.get('en')} is not answered by a document."]
    faults: list[str] = []
    family = f"{media_type.partition('/')[0]}/*"
    if requirement.media_types and not {media_type, family} & set(requirement.media_types):
        faults.append(f"The document is {shown(media_type)}; accepted are {some(list(requirement.media_types))}.")
    if requirement.max_bytes and size > requirement.max_bytes:
        faults.append(f"The document has {size} bytes; at most {requirement.max_bytes} are allowed.")
    return [recognised(each, "field") for each in faults]


def _elsewhere(kind: RequirementKind) -> str:
    if kind in {RequirementKind.DOCUMENT, RequirementKind.SBOM}:
        return "by a document (document add)"
    if kind is RequirementKind.APPROVAL:
        return "by a signature (review sign)"
    return "by a component (source add, firmware add)"


def _text(requirement: Requirement, text: str, _today: str) -> list[str]:
    faults: list[str] = []
    if requirement.kind is RequirementKind.TEXT and "\n" in text:
        faults.append("The answer must stand on one line.")
    if requirement.max_chars and len(text) > requirement.max_chars:
        faults.append(f"The answer has {len(text)} characters; at most {requirement.max_chars} are allowed.")
    if len(text) < requirement.min_chars:
        faults.append(f"The answer has {len(text)} characters; at least {requirement.min_chars} are asked for.")
    if not matches(requirement.pattern, text):
        faults.append(f'"{short(text)}" does not have the form that is asked for ({shown(requirement.pattern)}).')
    return faults


def _date(requirement: Requirement, text: str, today: str) -> list[str]:
    fault = date_fault(text)
    if fault:
        return [f'"{short(text)}" {fault}']
    faults: list[str] = []
    least = today if requirement.minimum == "today" else requirement.minimum
    most = today if requirement.maximum == "today" else requirement.maximum
    if least and text < least:
        faults.append(f"{text} lies before {least}, the earliest date allowed.")
    if most and text > most:
        faults.append(f"{text} lies after {most}, the latest date allowed.")
    day, now = parse_date(text), parse_date(today)
    if requirement.valid_days and day and now and now - day > timedelta(days=requirement.valid_days):
        faults.append(f"{text} is more than {requirement.valid_days} days ago; a newer one is asked for.")
    return faults


def _number(requirement: Requirement, text: str, _today: str) -> list[str]:
    if not _NUMBER.fullmatch(text):
        return [f'"{short(text)}" is not a number (digits, and a point before decimals).']
    faults: list[str] = []
    if requirement.minimum and Decimal(text) < Decimal(requirement.minimum):
        faults.append(f"{text} is less than {requirement.minimum}.")
    if requirement.maximum and Decimal(text) > Decimal(requirement.maximum):
        faults.append(f"{text} is more than {requirement.maximum}.")
    return faults


def _choice(requirement: Requirement, text: str, _today: str) -> list[str]:
    values = [choice.value for choice in requirement.choices]
    if text in values:
        return []
    return [f'"{short(text)}" is not one of {some(values)}.{did_you_mean(text, values)}']


def _choices(requirement: Requirement, text: str, today: str) -> list[str]:
    words = parse_json(text)
    if not isinstance(words, list):
        return ["The answer must be a list of choices."]
    chosen = cast("list[object]", words)
    faults: list[str] = []
    for word in chosen:
        faults += _choice(requirement, word, today) if isinstance(word, str) else ["A choice must be a word."]
    if len({str(word) for word in chosen}) < len(chosen):
        faults.append("A choice stands there twice.")
    return faults + _count(requirement, len(chosen), "choices")


def _count(requirement: Requirement, count: int, what: str) -> list[str]:
    if count < requirement.min_count:
        return [f"{count} {what} are given; at least {requirement.min_count} are asked for."]
    if requirement.max_count and count > requirement.max_count:
        return [f"{count} {what} are given; at most {requirement.max_count} are allowed."]
    return []


def _declaration(_requirement: Requirement, text: str, _today: str) -> list[str]:
    return [] if text == "yes" else ['A declaration is made by the answer "yes", or not at all.']


def _parts(text: str, known: tuple[str, ...], what: str) -> dict[str, str] | list[str]:
    parsed = parse_json(text)
    if not isinstance(parsed, dict):
        return [f"The {what} must be written as keys with values, or as plain text."]
    faults: list[str] = []
    parts: dict[str, str] = {}
    for key, value in cast("dict[str, object]", parsed).items():
        if key not in known:
            faults.append(f'Unknown part "{short(key)}" of the {what}.{did_you_mean(key, known)}')
        elif not isinstance(value, str):
            faults.append(f'The part "{key}" of the {what} must be a text.')
        else:
            parts[key] = value
    return faults or parts


def _person(_requirement: Requirement, text: str, _today: str) -> list[str]:
    if not text.lstrip().startswith("{"):
        return []
    parts = _parts(text, PERSON_PARTS, "person")
    if isinstance(parts, list):
        return parts
    faults = [] if parts.get("name", "").strip() else ["The person's name is missing."]
    if parts.get("email") and not _EMAIL.fullmatch(parts["email"]):
        faults.append(f'"{short(parts["email"])}" is not an e-mail address.')
    return faults


def _address(_requirement: Requirement, text: str, _today: str) -> list[str]:
    if not text.lstrip().startswith("{"):
        return []
    parts = _parts(text, ADDRESS_PARTS, "address")
    if isinstance(parts, list):
        return parts
    return [] if any(value.strip() for value in parts.values()) else ["The address is empty."]


def _table(requirement: Requirement, text: str, _today: str) -> list[str]:
    rows = parse_json(text)
    count = len(cast("list[object]", rows)) if isinstance(rows, list) else 0
    return table_faults(requirement, text) + (_count(requirement, count, "rows") if isinstance(rows, list) else [])


_CHECKS = {
    RequirementKind.TEXT: _text,
    RequirementKind.MULTILINE: _text,
    RequirementKind.ENUM: _choice,
    RequirementKind.MULTI_ENUM: _choices,
    RequirementKind.DATE: _date,
    RequirementKind.NUMBER: _number,
    RequirementKind.DECLARATION: _declaration,
    RequirementKind.PERSON: _person,
    RequirementKind.ADDRESS: _address,
    RequirementKind.TABLE: _table,
}
