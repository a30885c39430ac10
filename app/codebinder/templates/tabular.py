"""Tables as answers: rows of cells that are texts, numbers, dates that exist, yes or no, or one of some choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import cast

from codebinder.model.template import Column, Requirement
from codebinder.model.text import shown
from codebinder.templates.dates import date_fault, parse_date, read_date
from codebinder.templates.parsing import canonical_json, compile_pattern, matches, parse_json, short, some
from codebinder.templates.reading import did_you_mean

MOST_FAULTS = 100
"""So many faults of one table are told; a table read from the wrong file would have one in every cell."""

YES, NO = "yes", "no"
_WORDS = {"yes": YES, "y": YES, "true": YES, "是": YES, "有": YES, "no": NO, "n": NO, "false": NO, "否": NO, "无": NO}
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
"""What no answer may hold: such signs steer terminals, or turn the text around them."""
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_SPELT: dict[int, tuple[Requirement, str, str]] = {}
"""The last spelling of each table: a form asks for it again and again while somebody works on one."""
_MOST_SPELT = 64
_Check = Callable[[str], str]


def table_faults(requirement: Requirement, text: str) -> list[str]:
    """Give every fault of a table, each with its row and column, up to MOST_FAULTS."""
    rows = parse_json(text)
    if not isinstance(rows, list):
        return ["The answer must be a table: a list of rows."]
    whole = cast("list[object]", rows)
    faults: list[str] = []
    more = 0
    spelt = _odd_cells(whole) if "\\u" in text else ()  # as they are, they are seen before anything is read
    for fault in chain(spelt, _row_faults(requirement, whole)):
        if len(faults) < MOST_FAULTS:
            faults.append(fault)
        else:
            more += 1
    if more:
        faults.append(f"The table has {more} more faults of this kind.")
    return faults


def _odd_cells(rows: list[object]) -> Iterator[str]:
    """Find control characters that JSON spells as escapes."""
    for number, row in enumerate(rows, start=1):
        for key, cell in cast("dict[str, object]", row).items() if isinstance(row, dict) else ():
            odd = CONTROLS.search(cell) if isinstance(cell, str) else None
            if odd is not None:
                what = f"The answer holds the control character {shown(odd[0])}; take it out."
                yield f'Row {number}, column "{short(key)}": {what}'


def _row_faults(requirement: Requirement, rows: list[object]) -> Iterator[str]:
    known = {column.id: column for column in requirement.columns}
    checks = {column.id: check for column in requirement.columns if (check := _check(column)) is not None}
    needed = [column.id for column in requirement.columns if column.required]
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            yield f"Row {number} is not a row with columns."
            continue
        cells = cast("dict[str, object]", row)
        for key, value in cells.items():
            if key not in known:
                yield f'Row {number}: unknown column "{short(key)}".{did_you_mean(key, known)}'
            elif not isinstance(value, str):
                yield f'Row {number}: the cell "{key}" must be a text.'
            elif value and key in checks:
                fault = checks[key](value)
                if fault:
                    yield f'Row {number}, column "{key}": {fault}'
        for name in needed:
            if not str(cells.get(name) or "").strip():
                yield f'Row {number}: the column "{name}" is empty.'


def _check(column: Column) -> _Check | None:
    """Give what tells the fault of one cell of `column`; None where any text will do."""
    if column.kind == "number":
        return _limited(column, _number)
    if column.kind == "date":
        return _date
    if column.kind == "flag":
        return _flag
    if column.kind == "enum":
        values = [choice.value for choice in column.choices]
        return lambda text: "" if text in values else f'"{short(text)}" is not one of {some(values)}.'
    return _limited(column, None) if column.pattern or column.max_chars else None


def _limited(column: Column, first: _Check | None) -> _Check:
    if column.pattern:
        compile_pattern(column.pattern)

    def check(text: str) -> str:
        fault = first(text) if first is not None else ""
        if fault:
            return fault
        if column.max_chars and len(text) > column.max_chars:
            return f"The answer has {len(text)} characters; at most {column.max_chars} are allowed."
        if not matches(column.pattern, text):
            return f'"{short(text)}" does not have the form that is asked for ({shown(column.pattern)}).'
        return ""

    return check


def _number(text: str) -> str:
    return "" if _NUMBER.fullmatch(text) else f'"{short(text)}" is not a number (digits, and a point before decimals).'


def _date(text: str) -> str:
    if parse_date(text) is not None:
        return ""
    return f'"{short(text)}" {date_fault(text)}'


def _flag(text: str) -> str:
    return "" if text in {YES, NO} else f'"{short(text)}" is neither yes nor no.'


def canonical_table(requirement: Requirement, text: str) -> str:
    """Give a table with its dates as YYYY-MM-DD and its flags as yes and no, where they can be understood."""
    held = _SPELT.get(id(requirement))
    if held is not None and held[0] is requirement and text in held[1:]:
        return held[2]
    made = _canonical_table(requirement, text)
    if len(_SPELT) >= _MOST_SPELT:
        _SPELT.clear()
    _SPELT[id(requirement)] = (requirement, text, made)
    return made


def _canonical_table(requirement: Requirement, text: str) -> str:
    typed = {column.id: column for column in requirement.columns if column.kind in {"date", "flag", "enum", "number"}}
    parsed = parse_json(text) if typed else None
    if not isinstance(parsed, list):
        return text
    rows = cast("list[object]", parsed)
    changed = False
    for row in rows:
        cells = cast("dict[str, object]", row) if isinstance(row, dict) else {}
        for name, column in typed.items():
            held = cells.get(name)
            if isinstance(held, str) and held and (made := _canonical_cell(column, held)) != held:
                cells[name], changed = made, True
    return canonical_json(rows) if changed else text


def _canonical_cell(column: Column, text: str) -> str:
    plain = text.strip()
    if column.kind == "date":
        return plain if parse_date(plain) is not None else read_date(plain).iso or plain
    if column.kind == "flag":
        return _WORDS.get(plain.casefold(), plain)
    if column.kind == "enum" and all(choice.value != plain for choice in column.choices):
        labels = {label.casefold(): choice.value for choice in column.choices for _, label in choice.label.pairs}
        return labels.get(plain.casefold(), plain)
    return plain
