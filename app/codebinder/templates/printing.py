"""A form's answers between people and their canonical text: printed in both languages, and tables read from CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import cast

from codebinder.base.messages import SaidError, SaidFaults
from codebinder.base.recognising import recognised
from codebinder.model.checklist import FilingFacts
from codebinder.model.package import FieldValue
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Requirement, RequirementKind
from codebinder.model.text import LangText, Message, shown
from codebinder.templates.answers import ADDRESS_PARTS, MAX_ANSWER, PERSON_PARTS
from codebinder.templates.checklist import answer_of
from codebinder.templates.conditions import judge
from codebinder.templates.parsing import parse_json
from codebinder.templates.reading import did_you_mean

BOTH = "both"
MAX_ROWS = 100_000

_QUESTION_HEADINGS = (
    LangText((("en", "Question"), ("zh", "问题"))),
    LangText((("en", "Answer"), ("zh", "回答"))),
)
_Rows = tuple[tuple[str, ...], ...]


def field_values(template: FilingTemplate, facts: FilingFacts, lang: str = BOTH) -> tuple[FieldValue, ...]:
    """Give the filled form as it is printed, in the template's order, without what does not apply or is not answered.

    `lang` is the language of choices and column headings (BOTH: English and Chinese beside each other); labels come in
    both anyway. What is left out with a justification is printed as that reason.
    """
    values: list[FieldValue] = []
    reasons = {**dict(facts.justifications), **dict(facts.rulings)}
    for requirement in template.requirements:
        condition = requirement.condition
        if requirement.kind not in FIELD_KINDS or (
            condition is not None and judge(condition, facts, template.categories) is False
        ):
            continue
        answer, reason = answer_of(requirement, facts), reasons.get(requirement.id, "")
        if not answer and not reason:
            continue
        text, rows = printed(requirement, answer, lang) if answer else (f"(omitted / 省略: {reason})", ())
        values.append(
            FieldValue(
                requirement=requirement.id,
                label_en=requirement.label.get("en"),
                label_zh=requirement.label.get("zh"),
                text=text,
                rows=rows,
            )
        )
    return tuple(values)


def printed(requirement: Requirement, answer: str, lang: str) -> tuple[str, _Rows]:
    """Give one answer as text, and for tables and question sets as rows with the headings first."""
    kind = requirement.kind
    if kind in {RequirementKind.ENUM, RequirementKind.MULTI_ENUM}:
        labels = {choice.value: _in(choice.label, lang) for choice in requirement.choices}
        chosen = [answer] if kind is RequirementKind.ENUM else _strings(parse_json(answer))
        return ("；" if lang.startswith("zh") else "; ").join(labels.get(word, word) for word in chosen), ()
    if kind is RequirementKind.DECLARATION:
        return _in(requirement.statement, lang), ()
    if kind in {RequirementKind.PERSON, RequirementKind.ADDRESS}:
        parsed = parse_json(answer) if answer.lstrip().startswith("{") else None
        if not isinstance(parsed, dict):
            return answer, ()
        order = PERSON_PARTS if kind is RequirementKind.PERSON else ADDRESS_PARTS
        parts = cast("dict[str, object]", parsed)
        return ", ".join(str(parts[name]) for name in order if parts.get(name)), ()
    if kind is RequirementKind.TABLE:
        return "", _table(requirement, answer, lang)
    if kind is RequirementKind.QUESTIONS:
        return "", _questions(requirement, answer, lang)
    return answer, ()


def _in(text: LangText, lang: str) -> str:
    if lang != BOTH:
        return text.get(lang)
    return " / ".join(dict.fromkeys(text.get(each) for each in ("en", "zh") if text.get(each)))


def _strings(parsed: object) -> list[str]:
    return [str(word) for word in cast("list[object]", parsed)] if isinstance(parsed, list) else []


def _table(requirement: Requirement, answer: str, lang: str) -> _Rows:
    parsed = parse_json(answer)
    rows = cast("list[object]", parsed) if isinstance(parsed, list) else []
    head = tuple(_in(column.label, lang) for column in requirement.columns)
    cells = (cast("dict[str, object]", row) for row in rows if isinstance(row, dict))
    return (head, *(tuple(str(row.get(column.id, "")) for column in requirement.columns) for row in cells))


def _questions(requirement: Requirement, answer: str, lang: str) -> _Rows:
    parsed = parse_json(answer)
    given = cast("dict[str, object]", parsed) if isinstance(parsed, dict) else {}
    head = tuple(_in(heading, lang) for heading in _QUESTION_HEADINGS)
    return (head, *((_in(item.text, lang), str(given.get(item.id, ""))) for item in requirement.questions))


def table_from_csv(requirement: Requirement, data: bytes, *, name: str) -> str:
    """Read a CSV file (UTF-8, headings in its first row) as the canonical answer to a table or a question set.

    A heading is a column's id or its label in any language; a question set has two columns, question id and answer.
    Raise `Faults` for unknown headings, and UserError for what is no CSV.
    """
    rows = _csv_rows(data, name)
    if requirement.kind is RequirementKind.QUESTIONS:
        pairs = {row[0].strip(): row[1].strip() for _, row in rows if len(row) > 1 and row[0].strip()}
        known = {question.id for question in requirement.questions}
        return _canonical({key: value for key, value in pairs.items() if key in known})
    if requirement.kind is not RequirementKind.TABLE:
        raise SaidError(
            Message("refuse.printing.not-table", {"what": requirement.label.get("en")}), where=requirement.id
        )
    if not rows:
        return "[]"
    headings = _headings(requirement, rows[0][1], name)
    table: list[dict[str, str]] = []
    faults: list[str] = []
    for line, row in rows[1:]:
        if len(row) > len(headings):
            faults.append(f"{name}:{line}: The row has {len(row)} cells; the headings are {len(headings)}.")
        cells = dict(zip(headings, (cell.strip() for cell in row), strict=False))
        table.append({key: value for key, value in cells.items() if value})
    if faults:
        raise SaidFaults(
            Message("refuse.printing.table-faults"), tuple(recognised(each, "yaml") for each in faults), where=name
        )
    return _canonical(table)


def _csv_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    if len(data) > MAX_ANSWER:
        raise SaidError(
            Message("refuse.printing.table-bytes-more-than-not", {"count": len(data), "max_answer": MAX_ANSWER}),
            where=name,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SaidError(
            Message("refuse.printing.table-not-utf-8"), where=name, next_step=Message("next.save-csv-utf-8")
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
            if len(rows) > MAX_ROWS:
                raise SaidError(Message("refuse.printing.table-more-than-rows", {"max_rows": MAX_ROWS}), where=name)
    except csv.Error as error:
        raise SaidError(
            Message("refuse.printing.table-no-csv", {"error": str(error)}), where=f"{name}:{reader.line_num}"
        ) from None
    return rows


def _headings(requirement: Requirement, written: Iterable[str], name: str) -> list[str]:
    known = {column.id: column.id for column in requirement.columns}
    for column in requirement.columns:
        known.update({label.casefold(): column.id for _, label in column.label.pairs})
    faults: list[str] = []
    headings: list[str] = []
    for heading in (cell.strip() for cell in written):
        column = known.get(heading) or known.get(heading.casefold(), "")
        if not column:
            hint = did_you_mean(heading, [column.id for column in requirement.columns])
            faults.append(f'{name}:1: "{shown(heading)}" is not a column of {requirement.id}.{hint}')
        elif column in headings:
            faults.append(f'{name}:1: The column "{column}" stands there twice.')
        headings.append(column)
    if faults:
        raise SaidFaults(
            Message("refuse.printing.table-headings-not-those-form"),
            tuple(recognised(each, "yaml") for each in faults),
            where=name,
        )
    return headings


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
