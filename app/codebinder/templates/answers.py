"""What a form answer may be: limits, dates that exist, choices, tables, people; every fault of one answer at once.

An answer's canonical text: plain text, YYYY-MM-DD, a number, "yes" for declarations, a JSON list of words (multi_enum),
a JSON list of objects (table), a JSON object (questions; person and address, which may also be plain text).
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Protocol, cast

import re2

from codebinder.base.recognising import recognised
from codebinder.model.template import FIELD_KINDS, Requirement, RequirementKind
from codebinder.model.text import shown
from codebinder.templates.dates import date_fault, parse_date
from codebinder.templates.reading import did_you_mean

MAX_ANSWER = 2_000_000
PERSON_PARTS = ("name", "role", "email", "phone", "organisation")
ADDRESS_PARTS = ("country", "province", "city", "street", "postcode")

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_PATTERN_ERROR = cast("type[Exception]", re2.error)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Pattern(Protocol):
    """A compiled pattern, which takes time linear in the text whatever it is."""

    def fullmatch(self, text: str) -> object: ...


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> Pattern | str:
    """Compile `pattern` with RE2, or give the sentence why it does not compile."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return cast("Pattern", re2.compile(pattern, options))
    except _PATTERN_ERROR as error:
        arguments = cast("tuple[object, ...]", error.args)
        reason = arguments[0] if arguments else "not a regular expression"
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


def check_answer(requirement: Requirement, text: str, *, today: str = "") -> list[str]:
    """Give every fault of `text` as the answer to `requirement`, each one sentence; none: it is a good answer.

    `today` (YYYY-MM-DD) is needed only by limits that say "today" and by `valid_days`; without it they are not checked.
    """
    return [recognised(each, "field") for each in _faults(requirement, text, today)]


def _faults(requirement: Requirement, text: str, today: str) -> list[str]:
    if requirement.kind not in FIELD_KINDS:
        return [f"{requirement.label.get('en')} is not answered in the form, but {_elsewhere(requirement.kind)}."]
    if len(text) > MAX_ANSWER:
        return [f"The answer has {len(text)} characters; more than {MAX_ANSWER} are not taken."]
    if not text.strip():
        return ["The answer is empty."]
    odd = _CONTROLS.search(text)
    if odd and not (odd[0] == "\r" and requirement.kind is RequirementKind.MULTILINE):
        return [f"The answer holds the control character {shown(odd[0])}; take it out."]
    return _CHECKS[requirement.kind](requirement, text, today)


def check_document(requirement: Requirement, *, media_type: str, size: int) -> list[str]:
    """Give every fault of a file as a document for `requirement`: a media type or size (bytes) that is not accepted."""
    if requirement.kind not in {RequirementKind.DOCUMENT, RequirementKind.SBOM}:
        return [f"{requirement.label.get('en')} is not answered by a document."]
    faults: list[str] = []
    family = f"{media_type.partition('/')[0]}/*"
    if requirement.media_types and not {media_type, family} & set(requirement.media_types):
        faults.append(f"The document is {shown(media_type)}; accepted are {_some(list(requirement.media_types))}.")
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
    pattern = compile_pattern(requirement.pattern) if requirement.pattern else None
    if pattern is not None and not isinstance(pattern, str) and pattern.fullmatch(text) is None:
        faults.append(f'"{_short(text)}" does not have the form that is asked for ({shown(requirement.pattern)}).')
    return faults


def _date(requirement: Requirement, text: str, today: str) -> list[str]:
    fault = date_fault(text)
    if fault:
        return [f'"{_short(text)}" {fault}']
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
        return [f'"{_short(text)}" is not a number (digits, and a point before decimals).']
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
    return [f'"{_short(text)}" is not one of {_some(values)}.{did_you_mean(text, values)}']


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
            faults.append(f'Unknown part "{_short(key)}" of the {what}.{did_you_mean(key, known)}')
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
        faults.append(f'"{_short(parts["email"])}" is not an e-mail address.')
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
    if not isinstance(rows, list):
        return ["The answer must be a table: a list of rows."]
    faults: list[str] = []
    known = [column.id for column in requirement.columns]
    for number, row in enumerate(cast("list[object]", rows), start=1):
        if not isinstance(row, dict):
            faults.append(f"Row {number} is not a row with columns.")
            continue
        cells = cast("dict[str, object]", row)
        for key, value in cells.items():
            if key not in known:
                faults.append(f'Row {number}: unknown column "{_short(key)}".{did_you_mean(key, known)}')
            elif not isinstance(value, str):
                faults.append(f'Row {number}: the cell "{key}" must be a text.')
        needed = [column.id for column in requirement.columns if column.required]
        missing = [name for name in needed if not str(cells.get(name) or "").strip()]
        faults += [f'Row {number}: the column "{name}" is empty.' for name in missing]
    return faults + _count(requirement, len(cast("list[object]", rows)), "rows")


def _questions(requirement: Requirement, text: str, _today: str) -> list[str]:
    known = tuple(question.id for question in requirement.questions)
    parts = _parts(text, known, "question set")
    if isinstance(parts, list):
        return parts
    missing = [name for name in known if not parts.get(name, "").strip()]
    return [f'The question "{name}" is not answered.' for name in missing]


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
    RequirementKind.QUESTIONS: _questions,
}


def parse_json(text: str) -> object:
    """Read JSON strictly (no duplicate keys, no NaN, not too deep); None where it is none."""
    try:
        return cast("object", json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _refuse(_word: str) -> object:
    raise ValueError


def _short(text: str) -> str:
    safe = shown(text)
    return safe if len(safe) <= 60 else f"{safe[:57]}…"


def _some(values: list[str]) -> str:
    return ", ".join(values[:12]) + (f" and {len(values) - 12} more" if len(values) > 12 else "")
