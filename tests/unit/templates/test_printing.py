"""Answers on paper, and tables from CSV."""

from __future__ import annotations

import json

import pytest

from codebinder import templates
from codebinder.errors import UserError
from codebinder.model.checklist import FilingFacts
from helpers.small_template import PARTS, requirement, template_of

COLUMNS = "columns: [{id: port, label: {en: The port}}, {id: note, label: {en: A note}, required: no}]"
TABLE = template_of(requirement("ports", "table", COLUMNS)).requirements[0]
QUESTIONS = template_of(requirement("q", "questions", "questions: [{id: why, text: {en: Why?}}]")).requirements[0]


def test_a_table_is_printed_with_its_headings() -> None:
    text, rows = templates.printed(TABLE, '[{"port":"443"}]', "en")
    assert text == ""
    assert rows == (("The port", "A note"), ("443", ""))


def test_questions_are_printed_with_their_texts() -> None:
    _, rows = templates.printed(QUESTIONS, '{"why":"because"}', "zh+en")
    assert rows == (("问题 / Question", "回答 / Answer"), ("Why?", "because"))


def test_the_form_is_printed_without_what_does_not_apply() -> None:
    template = template_of(
        requirement("name", "text", "default_from: product.name"),
        requirement("person", "person"),
        requirement("kind", "enum", "choices: [{value: a, label: {en: Alpha}}]"),
        requirement("true", "declaration", "statement: {en: It is true.}"),
        requirement("crypto", "text", "when: {fact: uses_crypto, is: yes}"),
        requirement("left_out", "text", level="omittable"),
        requirement("empty", "text"),
        parts=PARTS,
    )
    facts = FilingFacts(
        facts=(("uses_crypto", "no"), ("product.name", "Box")),
        answers=(("person", '{"email":"z@example.com","name":"Z"}'), ("kind", "a"), ("true", "yes"), ("crypto", "old")),
        justifications=(("left_out", "no need"),),
    )
    values = {value.requirement: value.text for value in templates.field_values(template, facts)}
    assert values == {
        "name": "Box",
        "person": "Z, z@example.com",
        "kind": "Alpha",
        "true": "It is true.",
        "left_out": "(omitted / 省略: no need)",
    }


def test_a_rule_that_somebody_decided_is_not_called_omitted_and_keeps_its_reason_inside() -> None:
    unclear = "rule_unclear: yes\n    unclear: {en: Sources differ}"
    template = template_of(requirement("due", "date", unclear), parts=PARTS)
    facts = FilingFacts(rulings=(("due", "none agreed"),))
    assert [each.text for each in templates.field_values(template, facts)] == [
        "(rule unclear, decided / 规则不明，已作决定)"
    ]
    assert templates.field_values(template, facts, "en")[0].text == "(rule unclear, decided)"


def test_a_question_that_was_not_asked_is_not_printed() -> None:
    asked = requirement(
        "q",
        "questions",
        "questions: [{id: a, text: {en: A}}, {id: b, text: {en: B}, when: {fact: uses_crypto, is: yes}}]",
    )
    template = template_of(asked, parts=PARTS)
    for answer, rows in (('{"a":"1"}', [("A", "1")]), ('{"a":"1","b":"2"}', [("A", "1"), ("B", "2")])):
        facts = FilingFacts(facts=(("uses_crypto", "no"),), answers=(("q", answer),))
        assert list(templates.field_values(template, facts)[0].rows[1:]) == rows


def test_a_csv_file_is_read_by_id_or_label() -> None:
    data = '\ufeffA note,PORT\r\n"a, b",443\r\n\r\n,22\r\n'.encode()
    answer = templates.table_from_csv(TABLE, data, name="t.csv")
    assert answer == templates.table_from_csv(TABLE, data.replace(b"PORT", b"the port"), name="t.csv")
    assert json.loads(answer) == [{"note": "a, b", "port": "443"}, {"port": "22"}]
    assert templates.check_answer(TABLE, answer) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"prot\n1\n", 'Did you mean "port"?'),
        (b"port,port\n1,2\n", "twice"),
        (b"port\n1,2\n", "t.csv:2"),
        (b"\xff", "UTF-8"),
        (b'port\n"open\n', "no CSV"),
    ],
)
def test_a_bad_csv_file_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        templates.table_from_csv(TABLE, data, name="t.csv")
    assert sentence in str(caught.value)


def test_what_is_no_table_takes_no_csv() -> None:
    with pytest.raises(UserError):
        templates.table_from_csv(template_of().requirements[0], b"a\n", name="t.csv")


def test_headings_and_words_stand_in_the_order_of_the_papers_languages_and_in_no_other() -> None:
    template = templates.find("ru-fstec-ndv")
    table = next(each for each in template.requirements if each.id == "build_environment")
    facts = FilingFacts(answers=(("build_environment", '[{"tool": "GCC", "version": "12"}]'),))
    (value,) = templates.field_values(template, facts, "ru+en+zh")
    assert value.requirement == table.id
    assert value.rows[0][0] == "Средство / Tool / 工具"
    given = FilingFacts(rulings=(("governing_rules", "спросили"),))
    (ruled,) = templates.field_values(template, given, "ru")
    assert ruled.text == "(норма неясна, решение принято)"
