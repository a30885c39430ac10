"""A form's answers between people and their canonical text: printed in both languages, and tables read from CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import cast

from codebinder.base.messages import SaidError, SaidFaults
from codebinder.base.recognising import recognised
from codebinder.model.checklist import FilingFacts
from codebinder.model.package import FieldValue
from codebinder.model.template import FIELD_KINDS, Column, FilingTemplate, Requirement, RequirementKind
from codebinder.model.text import LangText, Message, shown
from codebinder.templates.answers import ADDRESS_PARTS, MAX_ANSWER, PERSON_PARTS
from codebinder.templates.asking import REVISION, answer_text, newest, question_sets, read_answer
from codebinder.templates.checklist import answer_of
from codebinder.templates.conditions import Known, judge
from codebinder.templates.parsing import canonical_json, parse_json
from codebinder.templates.reading import did_you_mean
from codebinder.templates.tabular import canonical_table

BOTH = "en+zh"
MAX_ROWS = 100_000
_HEADINGS = ("id", "question", "问题", "编号")

_QUESTION_HEADINGS = (
    LangText((("en", "Question"), ("zh", "问题"), ("ru", "Вопрос"), ("fr", "Question"))),
    LangText((("en", "Answer"), ("zh", "回答"), ("ru", "Ответ"), ("fr", "Réponse"))),
)
_FLAGS = {
    "yes": LangText((("en", "yes"), ("zh", "是"), ("ru", "да"), ("fr", "oui"))),
    "no": LangText((("en", "no"), ("zh", "否"), ("ru", "нет"), ("fr", "non"))),
}
_LEFT_OUT = LangText((("en", "omitted"), ("zh", "省略"), ("ru", "не представлено"), ("fr", "omis")))
_DECIDED = LangText((("en", "rule unclear, decided"), ("zh", "规则不明，已作决定"),
                     ("ru", "норма неясна, решение принято"), ("fr", "règle incertaine, tranchée")))  # fmt: skip
_Rows = tuple[tuple[str, ...], ...]


def field_values(template: FilingTemplate, facts: FilingFacts, lang: str = BOTH) -> tuple[FieldValue, ...]:
    """Give the filled form as it is printed, in the template's order, without what does not apply or is not answered.

    `lang` is the language of choices and column headings ("zh+en": both, beside each other, in this order); labels
    come in both anyway. What is left out with a justification is printed as that reason; what a person decided
    where the rule is unclear, as decided, without the reason, which is the house's own.
    """
    values: list[FieldValue] = []
    known = Known(facts)
    rulings = dict(facts.rulings)
    reasons = {**dict(facts.justifications), **rulings}
    for requirement in template.requirements:
        condition = requirement.condition
        if requirement.kind not in FIELD_KINDS or (
            condition is not None and judge(condition, known, template.categories) is False
        ):
            continue
        answer, reason = answer_of(requirement, known), reasons.get(requirement.id, "")
        if not answer and not reason:
            continue
        decided = requirement.rule_unclear and requirement.id in rulings
        why = f"({_in(_DECIDED, lang)})" if decided else f"({_in(_LEFT_OUT, lang)}: {reason})"
        text, rows = printed(requirement, answer, lang) if answer else (why, ())
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
        return ("；" if lang == "zh" else "; ").join(labels.get(word, word) for word in chosen), ()
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
    return " / ".join(dict.fromkeys(text.get(each) for each in lang.split("+") if text.get(each)))


def _strings(parsed: object) -> list[str]:
    return [str(word) for word in cast("list[object]", parsed)] if isinstance(parsed, list) else []


def _table(requirement: Requirement, answer: str, lang: str) -> _Rows:
    parsed = parse_json(answer)
    rows = cast("list[object]", parsed) if isinstance(parsed, list) else []
    head = tuple(_in(column.label, lang) for column in requirement.columns)
    cells = (cast("dict[str, object]", row) for row in rows if isinstance(row, dict))
    words = {column.id: _cell_words(column, lang) for column in requirement.columns}

    def said(column: Column, row: dict[str, object]) -> str:
        text = str(row.get(column.id, ""))
        return words[column.id].get(text, text)

    return (head, *(tuple(said(column, row) for column in requirement.columns) for row in cells))


def _cell_words(column: Column, lang: str) -> dict[str, str]:
    """Give what is printed for the values of a typed column."""
    if column.kind == "flag":
        return {value: _in(text, lang) for value, text in _FLAGS.items()}
    return {choice.value: _in(choice.label, lang) for choice in column.choices}


def _questions(requirement: Requirement, answer: str, lang: str) -> _Rows:
    read = read_answer(requirement, answer)
    head = tuple(_in(heading, lang) for heading in _QUESTION_HEADINGS)
    questions = read.asked.questions if read.asked is not None else ()
    if requirement.sets and read.revision:
        head = (f"{head[0]} ({read.revision})", head[1])
    # A question that hangs on something, and has no answer, was not asked: where it was, the checklist misses it.
    put = (item for item in questions if item.condition is None or read.answers.get(item.id))
    return (head, *((_in(item.text, lang), read.answers.get(item.id, "")) for item in put))


def table_from_csv(requirement: Requirement, data: bytes, *, name: str) -> str:
    """Read a CSV file (UTF-8, headings in its first row) as the canonical answer to a table or a question set.

    A heading is a column's id or its label in any language; a question set has two columns, question id and answer.
    Raise `Faults` for unknown headings, and UserError for what is no CSV.
    """
    rows = _csv_rows(data, name)
    if requirement.kind is RequirementKind.QUESTIONS:
        return _questions_from_csv(requirement, rows, name)
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
    return canonical_table(requirement, canonical_json(table))


def _questions_from_csv(requirement: Requirement, rows: list[tuple[int, list[str]]], name: str) -> str:
    """Two columns, question and answer; a row "revision" says which set is answered; headings may stand first."""
    pairs = {row[0].strip(): (line, row[1].strip() if len(row) > 1 else "") for line, row in rows if row[0].strip()}
    revision = pairs.get(REVISION, (0, newest(requirement).revision))[1]
    sets = {each.revision: each for each in question_sets(requirement)}
    chosen = sets.get(revision, newest(requirement))
    known = [question.id for question in chosen.questions]
    first = rows[0][0] if rows else 0
    faults = [
        f'{name}:{line}: "{shown(key)}" is not a question of {requirement.id}.{did_you_mean(key, known)}'
        for key, (line, _) in pairs.items()
        if key not in known and key != REVISION and not (line == first and key.casefold() in _HEADINGS)
    ]
    if revision not in sets:
        line = pairs[REVISION][0]
        faults.append(f'{name}:{line}: "{shown(revision)}" is not a revision of {requirement.id}.')
    if faults:
        raise SaidFaults(
            Message("refuse.printing.table-faults"), tuple(recognised(each, "yaml") for each in faults), where=name
        )
    return answer_text(chosen, {key: text for key, (_, text) in pairs.items() if key in known})


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
