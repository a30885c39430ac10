"""Typed tables, question sets by revision, what is stated of documents, deadlines, counsel's list, archives whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import templates
from codebinder.base.messages import text_of
from codebinder.base.recognising import recognised_each
from codebinder.errors import Faults
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState, Settled, Supplied
from codebinder.model.template import FilingTemplate, Requirement
from helpers.effort import within
from helpers.small_template import PARTS, SOURCE, TAIL, requirement, template_of

S = RequirementState
COLUMNS = (
    "columns: [{id: port, label: {en: Port}, kind: number}, {id: since, label: {en: Since}, kind: date, required: no}, "
    "{id: open, label: {en: Open}, kind: flag, required: no}, {id: proto, label: {en: Protocol}, kind: enum, "
    "required: no, choices: [{value: tcp, label: {en: TCP}}, {value: udp, label: {en: UDP}}]}, "
    "{id: note, label: {en: Note}, required: no, max_chars: 5, pattern: '[a-z]+'}]"
)
SETS = (
    "sets: [{revision: r02, questions: [{id: a, text: {en: A}}, {id: b, text: {en: B}}, {id: c, text: {en: C}}]}, "
    "{revision: r03, questions: [{id: a, text: {en: A}}, {id: b, text: {en: B now}}, "
    "{id: d, text: {en: D}, required: no, max_chars: 3}, "
    "{id: e, text: {en: E}, when: {fact: uses_crypto, is: yes}}]}]"
)


def only(*texts: str, parts: str = "") -> Requirement:
    return template_of(*texts, parts=parts).requirements[0]


def row_of(template: FilingTemplate, name: str, facts: FilingFacts) -> ChecklistRow:
    return next(each for each in templates.checklist(template, facts) if each.requirement == name)


def said_in_chinese(text: str) -> str:
    told = text_of(recognised_each(text, "why", "field"), "zh")
    assert any("\u4e00" <= each <= "\u9fff" for each in told), told
    return told


def test_every_cell_is_held_against_its_column() -> None:
    table = only(requirement("t", "table", COLUMNS))
    rows = [
        {"port": "22", "since": "2018-09-30", "open": "yes", "proto": "tcp", "note": "abc"},
        {"port": "ssh", "since": "31 September 2018", "open": "maybe", "proto": "tpc", "note": "abcdefg"},
        {"port": "", "note": "AB", "prot": "x"},
    ]
    faults = templates.check_answer(table, json.dumps(rows))
    assert [fault.split(":")[0] for fault in faults] == [
        'Row 2, column "port"', 'Row 2, column "since"', 'Row 2, column "open"', 'Row 2, column "proto"',
        'Row 2, column "note"', 'Row 3, column "note"', "Row 3", "Row 3",
    ]  # fmt: skip
    assert "September 2018 has 30 days" in faults[1]
    assert all("2" in text_of(fault, "zh") or "3" in text_of(fault, "zh") for fault in faults)
    assert not any("column" in text_of(fault, "zh") for fault in faults)


def test_a_table_is_kept_in_one_spelling() -> None:
    table = only(requirement("t", "table", COLUMNS))
    kept = templates.canonical_answer(table, '[{"port":"22","since":"30 September 2018","open":"是","proto":"TCP"}]')
    assert json.loads(kept) == [{"port": "22", "since": "2018-09-30", "open": "yes", "proto": "tcp"}]
    csv = "Port,Since,open,Protocol\n22,2018年9月30日,Yes,udp\n"
    read = json.loads(templates.table_from_csv(table, csv.encode(), name="t.csv"))
    assert read == [{"port": "22", "since": "2018-09-30", "open": "yes", "proto": "udp"}]


def test_a_table_with_a_fault_in_every_cell_tells_a_hundred_and_how_many_more() -> None:
    table = only(requirement("t", "table", COLUMNS))
    faults = templates.check_answer(table, json.dumps([{"port": "x"}] * 500))
    assert len(faults) == 101
    assert "400 more" in faults[-1]


@given(st.dictionaries(st.sampled_from("abcde"), st.text(st.characters(categories=["Lu", "Ll"]), min_size=1)))
def test_switching_carries_over_equal_questions_and_nothing_else(answers: dict[str, str]) -> None:
    asked = only(requirement("q", "questions", SETS), parts=PARTS)
    old = {name: text for name, text in answers.items() if name in "abc"}
    text = json.dumps({"revision": "r02", **old})
    made = templates.switched(asked, text, "r03")
    assert json.loads(made or "{}") == ({"revision": "r03", "a": old["a"]} if "a" in old else {})


def test_an_answer_to_an_older_revision_stays_good_and_is_told_what_changed() -> None:
    template = template_of(requirement("q", "questions", SETS), parts=PARTS)
    old = json.dumps({"revision": "r02", "a": "1", "b": "2", "c": "3"})
    row = row_of(template, "q", FilingFacts(answers=(("q", old),), facts=(("uses_crypto", "no"),)))
    assert row.state is S.MET
    for part in ("r02", "r03", "New questions: d, e.", "Changed questions: b.", "Questions that are gone: c."):
        assert part in row.why
    assert "New" not in said_in_chinese(row.why)


def test_questions_are_asked_where_their_condition_holds() -> None:
    template = template_of(requirement("q", "questions", SETS), parts=PARTS)
    answer = (("q", '{"a":"1","b":"2"}'),)
    without = row_of(template, "q", FilingFacts(answers=answer, facts=(("uses_crypto", "no"),)))
    assert without.state is S.MET
    asked = row_of(template, "q", FilingFacts(answers=answer, facts=(("uses_crypto", "yes"),)))
    assert (asked.state, asked.why) == (S.UNMET, 'The question "e" is not answered.')


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ('{"revision":"r09","a":"1"}', 'There is no revision "r09"'),
        ('{"a":"1","b":"2","d":"long"}', 'The answer to "d" has 4 characters'),
        ('{"a":"1","b":"2","c":"3"}', 'Unknown part "c"'),
        ('{"a":"1"}', 'The question "b" is not answered.'),
        ("[]", "must be written as keys"),
    ],
)
def test_a_faulty_answer_to_questions_is_told(answer: str, sentence: str) -> None:
    asked = only(requirement("q", "questions", SETS), parts=PARTS)
    faults = templates.check_answer(asked, answer)
    assert any(sentence in fault for fault in faults), faults
    assert all(text_of(fault, "zh") != str(fault) for fault in faults)


def test_people_may_answer_one_question_after_the_other() -> None:
    asked = only(requirement("q", "questions", SETS), parts=PARTS)
    assert templates.check_answer(asked, '{"a":"1"}', whole=False) == []
    assert json.loads(templates.canonical_answer(asked, '{"a":"1"}'))["revision"] == "r03"


def test_questions_are_read_from_csv_with_their_revision() -> None:
    asked = only(requirement("q", "questions", SETS), parts=PARTS)
    read = templates.table_from_csv(asked, b"question,answer\nrevision,r02\na,one\nc,three\n", name="q.csv")
    assert json.loads(read) == {"revision": "r02", "a": "one", "c": "three"}
    with pytest.raises(Faults) as caught:
        templates.table_from_csv(asked, b"revision,r09\nz,1\n", name="q.csv")
    assert [fault.split(": ")[0] for fault in caught.value.faults] == ["q.csv:2", "q.csv:1"]


RULES = "document: {min_pages: 2, max_pages: 5, seal: yes, original: yes, translation: yes, copies: 2, valid_days: 92}"


def test_a_document_is_held_against_what_is_stated_of_it() -> None:
    template = template_of(requirement("kbis", "document", RULES))

    def why(**stated: str) -> str:
        supplied = Supplied(requirement="kbis", name="kbis", stated=tuple(sorted(stated.items())))
        facts = FilingFacts(documents=(("kbis", 1),), supplied=(supplied,), today="2026-11-22")
        row = row_of(template, "kbis", facts)
        assert (row.state is S.UNMET) == ("The document" in row.why)
        if row.state is S.UNMET:
            assert "document state FILE --document kbis" in row.where
            assert "The document" not in said_in_chinese(row.why)
        return row.why

    assert why().count("The document") == 6
    good = {"pages": "3", "sealed": "yes", "original": "yes", "translated": "yes", "copies": "2"}
    assert why(**good, issued_on="2026-08-22") == "1 document given."
    assert "issued on 2026-08-21 and was valid for 92 days, until 2026-11-21" in why(**good, issued_on="2026-08-21")
    assert "still to come" in why(**good, issued_on="2026-11-23")
    assert "at least 2" in why(**{**good, "pages": "1"}, issued_on="2026-11-01")
    assert "at most 5" in why(**{**good, "pages": "6"}, issued_on="2026-11-01")


def test_without_a_calendar_no_document_is_too_old() -> None:
    template = template_of(requirement("kbis", "document", "document: {valid_days: 92}"))
    supplied = Supplied(requirement="kbis", name="kbis", stated=(("issued_on", "1999-01-01"),))
    assert row_of(template, "kbis", FilingFacts(documents=(("kbis", 1),), supplied=(supplied,))).state is S.MET


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ((), "has not been recognised"),
        ((("format", "spdx-2.2"),), "is a bill of materials in spdx-2.2; accepted are spdx-2.3"),
        ((("format", "spdx-2.3"),), "has not been held against the NTIA minimum"),
        ((("format", "spdx-2.3"), ("ntia", "no"), ("ntia_lacks", "supplier")), "lacks of the NTIA minimum: supplier"),
        ((("format", "spdx-2.3"), ("ntia", "yes")), ""),
    ],
)
def test_a_bill_of_materials_is_judged_by_what_its_reader_stated(
    stated: tuple[tuple[str, str], ...], sentence: str
) -> None:
    template = template_of(requirement("bill", "sbom", "formats: [spdx-2.3]", "ntia: yes"))
    supplied = Supplied(requirement="bill", name="bill", stated=stated)
    row = row_of(template, "bill", FilingFacts(documents=(("bill", 1),), supplied=(supplied,)))
    assert (row.state is S.MET) == (not sentence)
    assert sentence in row.why


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 900))
def test_a_deadline_counts_from_its_answer_and_by_todays_clock(start: date, today: date, days: int) -> None:
    template = template_of(
        requirement("done", "date"),
        tail=f"{TAIL}calendar: [{{label: {{en: D}}, days: {days}, after: done, {SOURCE}}}]\n",
    )
    facts = FilingFacts(answers=(("done", start.isoformat()),), today=today.isoformat())
    (due,) = templates.deadlines(template, facts)
    assert due.day == (start + timedelta(days=days)).isoformat()
    assert due.days_left == (start + timedelta(days=days) - today).days
    assert templates.deadlines(template, replace(facts, today=""))[0].days_left is None
    assert not templates.deadlines(template, FilingFacts(today=today.isoformat()))[0].day


def test_counsel_sees_what_is_open_decided_left_out_and_by_whom() -> None:
    template = template_of(
        requirement("one", "text", "rule_unclear: yes", "unclear: {en: Two sources differ.}"),
        requirement("two", "text", "rule_unclear: yes"),
        requirement("three", "text", level="omittable"),
        requirement("four", "text"),
        requirement("five", "text", "rule_unclear: yes", "when: {fact: uses_crypto, is: yes}"),
        parts=PARTS,
    )
    facts = FilingFacts(
        facts=(("uses_crypto", "no"),),
        rulings=(("two", "It is not wanted."),),
        justifications=(("three", "There is none."),),
        settled=(
            Settled(requirement="two", by="Wei", at="2026-11-22T10:00:00Z"),
            Settled(requirement="three", by="Li", at="2026-11-21T10:00:00Z"),
        ),
    )
    rows = templates.counsel(template, facts)
    assert [(row.requirement, row.kind, row.by) for row in rows] == [
        ("one", "unclear", ""), ("two", "unclear", "Wei"), ("three", "omitted", "Li"),
    ]  # fmt: skip
    assert rows[0].why == "Nobody has decided it yet."
    assert "Two sources differ." in rows[0].sources
    assert rows[1].why == "It is not wanted."
    assert rows[2].at.startswith("2026-11-21")


def test_an_archive_that_leaves_whole_refuses_picking_hiding_and_keeping_back() -> None:
    template = template_of(requirement("code", "source"), tail=TAIL.replace("archive: {", "archive: {whole: yes, ")
                           .replace("allowed: yes", "allowed: no"))  # fmt: skip
    assert row_of(template, "archive_whole", FilingFacts(sources=1)).state is S.MET
    for facts in (FilingFacts(picked=("main",)), FilingFacts(kept_back=("boot",))):
        row = row_of(template, "archive_whole", facts)
        assert row.state is S.UNMET
        assert "Every file" not in said_in_chinese(row.why)
    assert row_of(template, "redaction_rule", FilingFacts(redactions=1)).state is S.UNMET


def test_a_reference_goes_the_way_of_what_it_leads_to() -> None:
    template = template_of(
        requirement("it", "text", "when: {fact: uses_crypto, is: yes}"),
        requirement("same", "reference", "refers_to: it"),
        parts=PARTS,
    )
    no, yes = (("uses_crypto", "no"),), (("uses_crypto", "yes"),)
    assert row_of(template, "same", FilingFacts(facts=no)).state is S.NOT_APPLICABLE
    assert row_of(template, "same", FilingFacts(facts=yes)).state is S.UNMET
    assert row_of(template, "same", FilingFacts(facts=yes, answers=(("it", "x"),))).state is S.MET


def test_four_hundred_requirements_and_two_thousand_rows_are_judged_between_two_keys() -> None:
    more = [
        requirement(f"r{at}", ("text", "date", "document", "number")[at % 4],
                    *(["when: {fact: category, in: [HW.network]}"] if at % 3 else []))
        for at in range(399)
    ]  # fmt: skip
    template = template_of(requirement("t", "table", COLUMNS), *more, parts=PARTS)
    rows = [
        {"port": str(at), "since": "2026-01-02", "open": "yes", "proto": "tcp", "note": "abc"} for at in range(2000)
    ]
    others = [(f"r{at}", "2026-01-02" if at % 4 == 1 else "12") for at in range(399) if at % 4 != 2]
    stated = (("category", "ROUTER"), ("uses_crypto", "no"))
    typed = count()

    def judged() -> tuple[ChecklistRow, ...]:
        rows[next(typed)]["note"] = "xyz"  # somebody types: no table is the one before
        answers = (*others, ("t", json.dumps(rows)))
        return templates.checklist(template, FilingFacts(answers=answers, facts=stated, today="2026-11-22"))

    made = within(12, judged, tries=5)
    assert next(row for row in made if row.requirement == "t").state is S.MET


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_answer_of_any_kind_breaks_the_checklist(text: str) -> None:
    template = template_of(
        requirement("t", "table", COLUMNS), requirement("q", "questions", SETS), requirement("d", "date"), parts=PARTS
    )
    for kind in ("t", "q", "d"):
        asked = next(each for each in template.requirements if each.id == kind)
        kept = templates.canonical_answer(asked, text)
        facts = FilingFacts(answers=((kind, kept),), facts=(("uses_crypto", "no"),))
        assert row_of(template, kind, facts).why
