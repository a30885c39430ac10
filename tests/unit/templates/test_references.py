"""What a template's listing, papers, calendar and questions refer to exists and fits; one fault each, at its line."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.base.messages import error_rows
from codebinder.errors import Faults
from helpers.small_template import SOURCE, requirement
from helpers.small_template import text_of as yaml_of

REQUIREMENTS = (
    requirement("at", "number"),
    requirement("name", "text"),
    requirement("long", "multiline"),
    requirement("done", "date"),
    requirement("paper", "document"),
    requirement("what", "enum", "choices: [{value: none, label: {en: N}}, {value: blank, label: {en: B}}]"),
    requirement("other", "enum", "choices: [{value: none, label: {en: N}}, {value: all, label: {en: A}}]"),
    requirement("pick", "table", "columns: [{id: path, label: {en: P}}, {id: first, label: {en: F}}, "
                                 "{id: last, label: {en: L}}]"),
    requirement("plain", "table", "columns: [{id: path, label: {en: P}}, {id: frist, label: {en: F}}, "
                                  "{id: last, label: {en: L}}]"),
)  # fmt: skip
REST = f"""\
redaction: {{allowed: no, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{{SOURCE}}}
"""
SAID: dict[str, str] = {}
"""Faults and how they are said in Chinese."""
SEGMENTS = "segments: [{stream: source, from: start, pages: 3}]"


def faults_of(listing: str = "{mode: none}", more: str = "", rest: str = REST, *own: str) -> tuple[str, ...]:
    text = yaml_of(*REQUIREMENTS, *own, tail=f"listing: {listing}\n{rest}{more}")
    try:
        templates.load(text, name="t.yaml")
    except Faults as error:
        SAID.update(zip(error.faults, error_rows(error, "zh"), strict=True))
        return error.faults
    return ()


def chinese(fault: str) -> bool:
    """Is the fault said in Chinese, and not as it stands?"""
    return SAID[fault] != fault and any("\u4e00" <= each <= "\u9fff" for each in SAID[fault])


GOOD = (
    f"{{mode: excerpt, {SEGMENTS}, entry: long, must_include: name, strip: what, legend: name, "
    "bates: {prefix: name, start: at}, caps: {consecutive: at}, "
    "page: {header_left: {en: '{name} {field.name} {bates}'}}}"
)


def test_a_template_that_refers_to_what_fits_loads() -> None:
    assert faults_of(GOOD) == ()
    assert faults_of("{mode: selection, selection: pick}") == ()
    assert faults_of("{mode: excerpt, segments: [{stream: source, from: any, pages: 3, at: at}, "
                     "{stream: document, from: start, pages: 3, requirement: paper}]}") == ()  # fmt: skip
    calendar = (
        f"calendar: [{{label: {{en: D}}, days: 30, after: done, {SOURCE}}}, "
        f"{{label: {{en: E}}, note: {{en: n}}, {SOURCE}}}]\n"
    )
    papers = (
        "papers: [{id: letter, kind: letter, title: {en: L}, body: [{en: 'To {recipient}: {field.name}'}], "
        f"{SOURCE}}}, "
        f"{{id: sheet, kind: form, title: {{en: F}}, requirements: [name, pick], {SOURCE}}}]\n"
    )
    assert faults_of(more=calendar + papers) == ()


@pytest.mark.parametrize(
    ("listing", "sentence"),
    [
        (f"{{mode: excerpt, {SEGMENTS}, entry: lnog}}", 'Did you mean "long"?'),
        (f"{{mode: excerpt, {SEGMENTS}, entry: name}}", "takes one of kind multiline"),
        (f"{{mode: excerpt, {SEGMENTS}, must_include: at}}", "takes one of kind text or multiline"),
        (f"{{mode: excerpt, {SEGMENTS}, strip: name}}", "takes one of kind enum"),
        (f"{{mode: excerpt, {SEGMENTS}, strip: other}}", 'the choice "all"'),
        (f"{{mode: excerpt, {SEGMENTS}, legend: long}}", "takes one of kind text or enum"),
        (f"{{mode: excerpt, {SEGMENTS}, bates: {{start: name}}}}", "takes one of kind number"),
        (f"{{mode: excerpt, {SEGMENTS}, caps: {{total: name}}}}", "takes one of kind number"),
        (
            "{mode: selection, selection: plain}",
            'no column "first"; it needs path, first and last. Did you mean "frist"?',
        ),
        ("{mode: selection, selection: name}", "takes one of kind table"),
        ("{mode: excerpt, segments: [{stream: source, from: any, pages: 3, at: long}]}", "takes one of kind number"),
        ("{mode: excerpt, segments: [{stream: document, from: end, pages: 3, requirement: name}]}", "of kind document"),
        ("{mode: whole, page: {header_left: {en: '{field.nmae}'}}}", 'Did you mean "name"?'),
        ("{mode: whole, page: {header_left: {en: '{field.pick}'}}}", "requirement of kind table"),
        ("{mode: whole, page: {header_left: {en: '{bates}'}}}", 'the listing has no "bates"'),
        ("{mode: whole, page: {lines_per_page: 50, min_lines: 60}}", 'less than "min_lines"'),
    ],
    ids=range(16),
)
def test_a_listing_that_refers_to_what_does_not_fit_is_told_once_at_its_line(listing: str, sentence: str) -> None:
    faults = faults_of(listing)
    assert len(faults) == 1, faults
    assert sentence in faults[0]
    lines = yaml_of(*REQUIREMENTS, tail=f"listing: {listing}\n{REST}").decode().splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("listing:"))
    assert faults[0].startswith(f"t.yaml:{line}:")
    assert chinese(faults[0])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (f"calendar: [{{label: {{en: D}}, days: 30, after: name, {SOURCE}}}]\n", "takes one of kind date"),
        (f"calendar: [{{label: {{en: D}}, days: 30, {SOURCE}}}]\n", 'needs "after" beside it'),
        (f"calendar: [{{label: {{en: D}}, date: 2026-01-01, days: 3, after: done, {SOURCE}}}]\n", "not both"),
        (f"calendar: [{{label: {{en: D}}, {SOURCE}}}]\n", "says why it has none"),
        (f"calendar: [{{label: {{en: D}}, date: 31 September 2018, {SOURCE}}}]\n", "September 2018 has 30 days"),
        (f"papers: [{{id: p, kind: form, title: {{en: P}}, requirements: [paper], {SOURCE}}}]\n", "kind document"),
        (f"papers: [{{id: p, kind: form, title: {{en: P}}, requirements: [nmae], {SOURCE}}}]\n", '"name"?'),
        (
            f"papers: [{{id: p, kind: letter, title: {{en: P}}, body: [{{en: '{{path}}'}}], {SOURCE}}}]\n",
            "holds a field",
        ),
        (
            (
                f"papers: [{{id: p, kind: letter, title: {{en: P}}, {SOURCE}}}, "
                f"{{id: p, kind: form, title: {{en: Q}}, {SOURCE}}}]\n"
            ),
            "declared a second time",
        ),
        (
            f"papers: [{{id: p, kind: letter, title: {{en: P}}, when: {{fact: field.pick, is: x}}, {SOURCE}}}]\n",
            "requirement of kind table",
        ),
        (f"papers: [{{id: form, kind: letter, title: {{en: P}}, {SOURCE}}}]\n", "own form is called"),
    ],
    ids=range(11),
)
def test_papers_and_deadlines_are_held_against_the_requirements(more: str, sentence: str) -> None:
    faults = faults_of(more=more)
    assert len(faults) == 1, faults
    assert sentence in faults[0]
    assert chinese(faults[0])


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (
            requirement("q", "questions", "questions: [{id: a, text: {en: A}, when: {fact: field.nmae, is: x}}]"),
            '"field.name"?',
        ),
        (
            requirement(
                "q",
                "questions",
                "questions: [{id: a, text: {en: A}}]",
                "sets: [{revision: r1, questions: [{id: a, text: {en: A}}]}]",
            ),
            "exclude each other",
        ),
        (
            requirement(
                "q",
                "questions",
                "sets: [{revision: r1, questions: [{id: a, text: {en: A}}]}, "
                "{revision: r1, questions: [{id: a, text: {en: A}}]}]",
            ),
            "second time",
        ),
        (
            requirement("q", "questions", "sets: [{revision: r1, questions: [{id: revision, text: {en: A}}]}]"),
            "No question",
        ),
        (requirement("d", "document", "document: {min_pages: 5, max_pages: 2}"), 'less than "min_pages"'),
        (requirement("t", "table", "columns: [{id: a, label: {en: A}, kind: date, pattern: x}]"), "has no meaning"),
        (
            requirement("t", "table", "columns: [{id: a, label: {en: A}, choices: [{value: x, label: {en: X}}]}]"),
            "kind: enum",
        ),
        (requirement("t", "table", "columns: [{id: a, label: {en: A}, pattern: '('}]"), "RE2"),
        (requirement("u", "text", "unclear: {en: Two pages say otherwise.}"), "rule_unclear: yes"),
    ],
    ids=range(9),
)
def test_the_parts_of_a_requirement_are_held_against_each_other(own: str, sentence: str) -> None:
    faults = faults_of("{mode: none}", "", REST, own)
    assert len(faults) == 1, faults
    assert sentence in faults[0]
    assert chinese(faults[0])


def test_an_archive_that_leaves_whole_neither_hides_nor_cuts() -> None:
    whole = REST.replace("archive: {", "archive: {whole: yes, ").replace("allowed: no", "allowed: yes")
    faults = faults_of(f"{{mode: excerpt, {SEGMENTS}}}", "", whole.replace("whole: yes", "whole: yes, sources: no"))
    assert len(faults) == 3, faults
    assert faults_of("{mode: whole}", "", whole.replace("allowed: yes", "allowed: no")) == ()


def test_a_listing_in_plain_text_is_never_cut() -> None:
    (fault,) = faults_of(f"{{mode: excerpt, form: text, {SEGMENTS}}}")
    assert '"mode: excerpt" contradicts "form: text"' in fault
    assert chinese(fault)
    assert faults_of("{mode: whole, form: text}") == ()
