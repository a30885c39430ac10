"""One answer against its requirement: every fault, in words, and no pattern that takes for ever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.model.template import Choice, Column, Level, Question, Requirement, RequirementKind
from codebinder.model.text import LangText, shown
from helpers.effort import within

K = RequirementKind
LABEL = LangText((("en", "It"),))
CHOICES = tuple(Choice(value=value, label=LABEL) for value in ("whole", "excerpt"))
COLUMNS = (Column(id="port", label=LABEL), Column(id="note", label=LABEL, required=False))
QUESTIONS = (Question(id="why", text=LABEL), Question(id="how", text=LABEL))


def wanted(kind: RequirementKind, **more: object) -> Requirement:
    return Requirement(id="it", kind=kind, level=Level.REQUIRED, label=LABEL, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("requirement", "answer"),
    [
        (wanted(K.TEXT, max_chars=4, min_chars=4), "四个汉字"),
        (wanted(K.MULTILINE), "one\ntwo"),
        (wanted(K.TEXT, pattern="[A-Z]{2}-[0-9]+"), "AB-12"),
        (wanted(K.DATE, minimum="2018-09-01", maximum="today"), "2018-09-30"),
        (wanted(K.DATE, valid_days=90), "2026-09-01"),
        (wanted(K.ENUM, choices=CHOICES), "whole"),
        (wanted(K.MULTI_ENUM, choices=CHOICES), '["whole","excerpt"]'),
        (wanted(K.NUMBER, minimum="-1", maximum="2.5"), "2.5"),
        (wanted(K.DECLARATION), "yes"),
        (wanted(K.PERSON), "张三"),
        (wanted(K.PERSON), '{"name":"张三","email":"z@example.com"}'),
        (wanted(K.ADDRESS), "1 Example Road\nShanghai"),
        (wanted(K.ADDRESS), '{"city":"Shanghai"}'),
        (wanted(K.TABLE, columns=COLUMNS), '[{"port":"443"},{"port":"22","note":"x"}]'),
        (wanted(K.QUESTIONS, questions=QUESTIONS), '{"why":"because","how":"so"}'),
    ],
)
def test_a_good_answer_has_no_fault(requirement: Requirement, answer: str) -> None:
    assert templates.check_answer(requirement, answer, today="2026-11-21") == []


@pytest.mark.parametrize(
    ("requirement", "answer", "sentence"),
    [
        (wanted(K.TEXT), "  ", "empty"),
        (wanted(K.TEXT), "a\nb", "one line"),
        (wanted(K.TEXT), "a\x00b", "control character"),
        (wanted(K.TEXT, max_chars=4), "五个汉字了", "5 characters; at most 4"),
        (wanted(K.TEXT, min_chars=3), "ab", "at least 3"),
        (wanted(K.TEXT, pattern="[A-Z]+"), "ABc", "does not have the form"),
        (wanted(K.DATE), "2018-09-31", "September 2018 has 30 days"),
        (wanted(K.DATE), "2019-02-29", "February 2019 has 28 days"),
        (wanted(K.DATE), "2019-13-01", "no month 13"),
        (wanted(K.DATE), "0000-01-01", "no year 0"),
        (wanted(K.DATE), "1.2.2019", "YYYY-MM-DD"),
        (wanted(K.DATE), "２０１９-01-01", "YYYY-MM-DD"),
        (wanted(K.DATE, maximum="today"), "2026-11-22", "after 2026-11-21"),
        (wanted(K.DATE, minimum="today"), "2026-11-20", "before 2026-11-21"),
        (wanted(K.DATE, valid_days=90), "2026-01-01", "more than 90 days ago"),
        (wanted(K.ENUM, choices=CHOICES), "hole", 'Did you mean "whole"?'),
        (wanted(K.MULTI_ENUM, choices=CHOICES), "whole", "list of choices"),
        (wanted(K.MULTI_ENUM, choices=CHOICES), '["whole","whole"]', "twice"),
        (wanted(K.MULTI_ENUM, choices=CHOICES), "[]", "at least 1"),
        (wanted(K.MULTI_ENUM, choices=CHOICES), "[1]", "must be a word"),
        (wanted(K.NUMBER), "1e9", "not a number"),
        (wanted(K.NUMBER), "١", "not a number"),
        (wanted(K.NUMBER, minimum="10"), "9", "less than 10"),
        (wanted(K.NUMBER, maximum="0.5"), "0.50001", "more than 0.5"),
        (wanted(K.DECLARATION), "no", 'answer "yes"'),
        (wanted(K.PERSON), '{"nam":"x"}', 'Did you mean "name"?'),
        (wanted(K.PERSON), '{"role":"x"}', "name is missing"),
        (wanted(K.PERSON), '{"name":"x","email":"x"}', "not an e-mail"),
        (wanted(K.PERSON), "{", "keys with values"),
        (wanted(K.ADDRESS), "{}", "address is empty"),
        (wanted(K.TABLE, columns=COLUMNS), '{"port":"1"}', "must be a table"),
        (wanted(K.TABLE, columns=COLUMNS), '[{"prot":"1","port":"1"}]', 'Did you mean "port"?'),
        (wanted(K.TABLE, columns=COLUMNS), '[{"note":"1"}]', 'column "port" is empty'),
        (wanted(K.TABLE, columns=COLUMNS), '[{"port":1}]', "must be a text"),
        (wanted(K.TABLE, columns=COLUMNS), "[1]", "not a row"),
        (wanted(K.TABLE, columns=COLUMNS, max_count=1), '[{"port":"1"},{"port":"2"}]', "at most 1"),
        (wanted(K.TABLE, columns=COLUMNS), '[{"port":"1","port":"2"}]', "must be a table"),
        (wanted(K.TABLE, columns=COLUMNS), r'[{"port":"1","note":"\u0000"}]', 'Row 1, column "note": The answer holds'),
        (wanted(K.TABLE, columns=COLUMNS), r'[{"port":"\ud800"}]', "the control character"),
        (wanted(K.QUESTIONS, questions=QUESTIONS), '{"why":"x"}', '"how" is not answered'),
        (wanted(K.DOCUMENT), "x", "document add"),
        (wanted(K.SOURCE), "x", "source add"),
        (wanted(K.APPROVAL), "x", "review sign"),
    ],
)
def test_a_fault_is_said_in_words(requirement: Requirement, answer: str, sentence: str) -> None:
    faults = templates.check_answer(requirement, answer, today="2026-11-21")
    assert any(sentence in fault for fault in faults), faults


def test_all_faults_of_a_table_are_told_at_once() -> None:
    requirement = wanted(K.TABLE, columns=COLUMNS)
    assert len(templates.check_answer(requirement, '[{"x":"1"},2,{"port":""}]')) == 4


def test_a_document_must_be_of_an_accepted_type_and_size() -> None:
    requirement = wanted(K.DOCUMENT, media_types=("application/pdf", "image/*"), max_bytes=10)
    assert templates.check_document(requirement, media_type="image/png", size=10) == []
    faults = templates.check_document(requirement, media_type="text/plain", size=11)
    assert len(faults) == 2
    assert "application/pdf, image/*" in faults[0]
    assert "at most 10" in faults[1]
    assert templates.check_document(wanted(K.DOCUMENT), media_type="a/b", size=10**12) == []
    assert templates.check_document(wanted(K.TEXT), media_type="a/b", size=1)


def test_today_is_not_read_from_a_clock() -> None:
    assert templates.check_answer(wanted(K.DATE, maximum="today"), "9999-12-31") == []


def test_a_catastrophic_pattern_takes_no_time() -> None:
    requirement = wanted(K.TEXT, pattern="(a+)+b")
    assert within(80, lambda: templates.check_answer(requirement, "a" * 50_000))


def test_json_that_is_very_deep_is_a_fault_and_no_crash() -> None:
    assert templates.check_answer(wanted(K.TABLE, columns=COLUMNS), "[" * 500_000)


@given(st.sampled_from(list(K)), st.text(max_size=60))
def test_any_text_for_any_kind_gives_sentences(kind: RequirementKind, text: str) -> None:
    requirement = wanted(kind, choices=CHOICES, columns=COLUMNS, questions=QUESTIONS, pattern="a.b", max_chars=3)
    for fault in templates.check_answer(requirement, text, today="2026-11-21"):
        assert shown(fault) == fault


CELLS = st.text(st.characters(blacklist_categories=("C", "Zl", "Zp")), min_size=1).filter(str.strip)


@given(st.lists(st.dictionaries(st.sampled_from(["port", "note"]), CELLS, min_size=1)))
def test_a_table_is_good_exactly_where_every_row_has_its_columns(rows: list[dict[str, str]]) -> None:
    answer = json.dumps(rows, ensure_ascii=True)
    good = bool(rows) and all(row.get("port") for row in rows)
    assert (templates.check_answer(wanted(K.TABLE, columns=COLUMNS), answer) == []) is good
