"""Loading: every fault with its place, all at once, and nothing but sentences whatever the bytes."""

from __future__ import annotations

import contextlib
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.errors import Faults, UserError
from codebinder.model.rule_source import Certainty
from codebinder.model.template import Level, RequirementKind, Status
from codebinder.templates.loading import head_of
from codebinder.templates.marks import MAX_BYTES, MAX_DEPTH, MAX_FAULTS
from helpers.effort import within
from helpers.small_template import HEAD, PARTS, SOURCE, TAIL, requirement, template_of, text_of

GOLDEN = Path(__file__).parents[2] / "golden" / "templates"


def faults_of(text: bytes) -> tuple[str, ...]:
    with pytest.raises(Faults) as caught:
        templates.load(text, name="t.yaml")
    return caught.value.faults


def place(text: bytes, word: str) -> str:
    """Where `word` stands first among the requirements, as file:line:column."""
    decoded = text.decode()
    at = decoded.index(word, decoded.index("requirements:"))
    return f"t.yaml:{decoded.count(chr(10), 0, at) + 1}:{at - decoded.rfind(chr(10), 0, at)}: "


def test_a_small_template_loads_with_its_text_and_digest() -> None:
    text = text_of(requirement("code", "source", "when: {fact: uses_crypto, is: yes}"), parts=PARTS)
    template = templates.load(text, name="t.yaml")
    assert template.id == "small"
    assert template.status is Status.DRAFT
    assert template.text == text
    assert len(template.digest) == 64
    assert not template.verify_before_use
    only = template.requirements[0]
    assert (only.kind, only.level) == (RequirementKind.SOURCE, Level.REQUIRED)
    assert only.source.certainty is Certainty.INFERRED
    assert only.condition is not None
    assert only.condition.equals == "yes"


def test_a_template_with_ten_faults_gets_ten_sentences_each_at_its_line_and_column() -> None:
    text = (GOLDEN / "ten-faults.yaml").read_bytes()
    with pytest.raises(Faults) as caught:
        templates.load(text, name="ten-faults.yaml")
    assert len(caught.value.faults) == 10
    expected = (GOLDEN / "ten-faults.txt").read_text(encoding="utf-8")
    assert "\n".join(caught.value.faults) + "\n" == expected
    lines = text.decode().splitlines()
    for fault in caught.value.faults:
        # The golden lines end in a comment with the word that each fault's column must point at.
        _, line, column, _ = fault.split(":", 3)
        pointed = lines[int(line) - 1]
        word = pointed.rsplit("# at ", 1)[1]
        assert pointed[int(column) - 1 :].startswith(word), fault


def test_every_fault_of_several_parts_is_told_at_once() -> None:
    faults = faults_of(text_of(requirement("a", "txet"), requirement("b", "date", "minimum: 2018-09-31")))
    assert len(faults) == 2
    assert 'Did you mean "text"?' in faults[0]
    assert "September 2018 has 30 days" in faults[1]


@pytest.mark.parametrize(
    ("spoilt", "word", "sentence"),
    [
        (requirement("a", "text", "max_char: 5"), "max_char", 'Did you mean "max_chars"?'),
        (requirement("a", "text", "one_of: g"), "g\n", "not the name of a group"),
        (requirement("a", "text", "when: {fact: uses_cripto, is: yes}"), "uses_cripto", '"uses_crypto"?'),
        (requirement("a", "text", "when: {fact: uses_crypto, is: maybe}"), "maybe", "not a value"),
        (requirement("a", "text", "when: {fact: category, in: [HW.netwrok]}"), "HW.netwrok", '"HW.network"?'),
        (requirement("a", "text", "when: {fact: field.a, is: x}"), "field.a", "is not a fact"),
        (requirement("a", "text", "when: {all: [{fact: has.source, is: y}]}"), "y}]", "not a value"),
        (requirement("a", "text", "default_from: product.nam"), "product.nam", 'Did you mean "product.name"?'),
        (requirement("a", "text", "default_from: field.b"), "field.b", "not the name of a requirement"),
        (requirement("a", "text", 'pattern: "(?=x)"'), '"(?=x)"', "RE2"),
        (requirement("a", "text", "pattern: '('"), "'('", "RE2"),
        (requirement("a", "text", "min_chars: 5", "max_chars: 4"), "4\n", 'less than "min_chars"'),
        (requirement("a", "number", "minimum: 5", "maximum: 4"), "4\n", '"maximum" is less'),
        (requirement("a", "number", "minimum: today"), "today", "not a number"),
        (requirement("a", "date", "minimum: 2020-01-02", "maximum: 2020-01-01"), "2020-01-01", "less"),
        (requirement("a", "document", "media_types: [pdf]"), "pdf", "not a media type"),
        (requirement("a", "document", "media_types: [image/**]"), "image/**", "not a media type"),
        (requirement("a", "date", "max_chars: 4"), "max_chars", "has no meaning"),
        (requirement("a", "reference", "refers_to: b"), "b\n", "not the name of a requirement"),
        (requirement("a", "reference", "refers_to: a"), "", "none itself"),
        (requirement("a", "text", "label: {en: again}"), "label: {en: again}", "second time"),
        (requirement("a", "text", "help: {en: Help, fr: aide}"), "fr: aide", "not among the languages"),
        (requirement("a", "text", "help:"), "", "takes a text for each language"),
        (requirement("A", "text"), "A\n", "not a name in lower case"),
        (requirement("a", "text", "rule_unclear: maybe"), "maybe", "neither yes nor no"),
        (requirement("a", "table", "min_count: 1.5", "columns: [{id: c, label: {en: c}}]"), "1.5", "whole number"),
        (requirement("a", "text", "max_chars: 0"), "0\n", "out of range"),
    ],
)
def test_a_fault_is_told_at_its_place(spoilt: str, word: str, sentence: str) -> None:
    text = text_of(spoilt, parts=PARTS)
    faults = faults_of(text)
    assert len(faults) == 1, faults
    assert sentence in faults[0]
    if word:
        assert faults[0].startswith(place(text, word))


@pytest.mark.parametrize("kind", ["enum", "multi_enum", "table", "questions", "declaration", "reference", "approval"])
def test_a_kind_that_needs_a_key_says_so(kind: str) -> None:
    faults = faults_of(text_of(requirement("a", kind)))
    assert len(faults) == 1
    assert f'"kind: {kind}" needs it' in faults[0]


@pytest.mark.parametrize(
    "condition",
    ["{all: [], is: yes}", "{fact: uses_crypto}", "{is: yes}", "{fact: category, is: HW, in: [HW]}", "{any: []}", "{}"],
)
def test_a_condition_that_is_not_one_thing_is_a_fault(condition: str) -> None:
    assert faults_of(text_of(requirement("a", "text", f"when: {condition}"), parts=PARTS))


def test_parents_that_dangle_or_go_in_a_circle_are_faults() -> None:
    parts = """\
categories:
  - {code: A, parent: B, label: {en: A}}
  - {code: B, parent: A, label: {en: B}}
  - {code: C, parent: D, label: {en: C}}
"""
    faults = faults_of(text_of(parts=parts))
    assert [fault.split(": ", 1)[1] for fault in faults] == [
        'The category "A" is its own ancestor.',
        'The category "B" is its own ancestor.',
        '"D" at "parent" is not the name of a category of this template.',
    ]


def test_a_group_needs_two_members_and_a_default_among_them() -> None:
    parts = "groups: [{id: g, label: {en: G}, default: b}]\n"
    faults = faults_of(text_of(requirement("a", "text", "one_of: g"), requirement("b", "text"), parts=parts))
    assert len(faults) == 2
    assert "two or more members" in faults[0]
    assert '"b" at "default"' in faults[1]


def test_duplicate_ids_are_faults_across_requirements_and_groups() -> None:
    parts = "groups: [{id: a, label: {en: G}}]\n"
    more = (requirement("a", "text", "one_of: a"), requirement("b", "text", "one_of: a"))
    assert "declared a second time" in faults_of(text_of(*more, parts=parts))[0]


def test_a_named_source_must_exist_and_be_used() -> None:
    parts = "named_sources: [{id: law, text: The law, certainty: source}]\n"
    used = requirement("a", "text").replace(SOURCE, "source: law")
    template = templates.load(text_of(used, parts=parts), name="t.yaml")
    assert template.requirements[0].source.text == "The law"
    assert template.requirements[0].source.certainty is Certainty.SOURCE
    misspelt = used.replace("law", "lav").replace("id: a", "id: b")
    assert 'Did you mean "law"?' in faults_of(text_of(used, misspelt, parts=parts))[0]
    assert "used nowhere" in faults_of(text_of(parts=parts))[0]


def test_a_ceiling_is_a_share_with_a_known_comparator() -> None:
    tail = f"listing: {{mode: none}}\nredaction: {{allowed: yes, ceiling: 1.5, comparator: '=<', {SOURCE}}}\n"
    tail += f"approvals: {{count: 1, role: legal, {SOURCE}}}\narchive: {{{SOURCE}}}\n"
    faults = faults_of(text_of(tail=tail))
    assert len(faults) == 2
    assert "out of range" in faults[0]
    assert "is not one of <=, <" in faults[1]
    good = templates.load(text_of(tail=tail.replace("1.5", "0.50").replace("=<", "<=")), name="t.yaml")
    assert good.redaction.ceiling == "0.50"


def test_a_page_slot_knows_its_fields_only() -> None:
    tail = TAIL.replace("mode: none", "mode: whole, page: {header_left: {en: '{nam}'}}")
    assert "{nam}" in faults_of(text_of(tail=tail))[0]


def test_a_newer_schema_gets_one_sentence_whatever_else_is_wrong() -> None:
    with pytest.raises(UserError) as caught:
        templates.load(b"schema: 2\nunknown: 1\n", name="t.yaml")
    assert not isinstance(caught.value, Faults)
    assert "schema 2" in caught.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "empty"),
        (b"- a\n", "takes keys with values"),
        (b"a: [\n", "not well-formed YAML"),
        (b"a: b: c\n", "not well-formed YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"a: \x00\n", "no place in a YAML file"),
        (b"a: 1\n---\nb: 2\n", "second YAML document"),
        (b"a: " + b"[" * (MAX_DEPTH + 5), "levels deep"),
        (b"a: " + b"{a: " * 50_000, "levels deep"),
        (b" " * (MAX_BYTES + 1), "are not read"),
        (b"[1]: 2\n", "A key must be a word"),
    ],
)
def test_what_is_no_template_gets_a_sentence(text: bytes, sentence: str) -> None:
    assert any(sentence in fault for fault in faults_of(text))


def test_aliases_anchors_and_tags_are_refused_one_sentence_each() -> None:
    text = text_of(requirement("a", "text", "help: {en: &x Help}", "max_chars: *x", "min_chars: !!int 5"))
    faults = faults_of(text)
    assert [fault.split(": ", 1)[1].split(" (")[0] for fault in faults] == ["An anchor", "An alias", "A tag"]


def test_no_is_a_word_and_a_version_is_no_number() -> None:
    head = HEAD.replace('"1.0"', "1.10").replace("jurisdiction: XX", "jurisdiction: NO")
    template = templates.load(text_of(head=head), name="t.yaml")
    assert (template.version, template.jurisdiction) == ("1.10", "NO")


def test_names_with_control_characters_are_escaped() -> None:
    with pytest.raises(Faults) as caught:
        templates.load(b'"\\x1b[31m": 1\n', name="a\x1b.yaml")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("escape", ["\\e[31m", "\\u202e", "\\ud800", "\\x00", "\\r"])
def test_a_text_with_invisible_characters_is_a_fault(escape: str) -> None:
    faults = faults_of(text_of(requirement("a", "text", f'help: {{en: "Help{escape}"}}')))
    assert len(faults) == 1
    assert "invisible character" in faults[0]


def test_very_many_faults_are_cut_short_and_said_to_be() -> None:
    faults = faults_of(b"".join(b"key%d: 1\n" % number for number in range(2000)))
    assert len(faults) == MAX_FAULTS + 1
    assert "the rest was not looked at" in faults[-1]


def test_reasons_are_completed_and_telling_ones_publish_a_neutral_code() -> None:
    template = template_of()
    published = {reason.internal: reason.published for reason in template.redaction.reasons}
    assert published["TS"] == "TS"
    assert {published[code] for code in ("VUL", "SS", "EXP")} == {"CON"}
    assert all(reason.label.get("zh") for reason in template.redaction.reasons)


def test_a_template_maps_its_own_reasons() -> None:
    reasons = "{internal: CRY, published: KEY, label: {en: A key}}, {internal: OWN, published: OWN, label: {en: Own}}"
    reasons = f"reasons: [{reasons}]"
    tail = f"listing: {{mode: none}}\nredaction: {{allowed: yes, {SOURCE}, {reasons}}}\n"
    tail += f"approvals: {{count: 1, role: legal, {SOURCE}}}\narchive: {{{SOURCE}}}\n"
    template = template_of(tail=tail)
    for internal, published in (("CRY", "KEY"), ("OWN", "OWN"), ("TS", "TS")):
        found = templates.published_reason(template, internal)
        assert found is not None
        assert found.published == published
    assert templates.published_reason(template, "XX") is None


@given(st.binary(max_size=300))
@example(b"%YAML 1.1\n---\na: 1")
@example(b"%TAG ! tag:x,2000:\n---\n!a b")
@example(b"? ? ?\n")
@example(b'"\\U00110000"')
@example(b"!<%zz> a")
@example(b"a: |9\n b")
def test_any_bytes_load_or_give_sentences(text: bytes) -> None:
    with contextlib.suppress(UserError):
        assert templates.load(text, name="t.yaml").text == text


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t\\x0éU", max_size=120), st.integers(0, 1500))
def test_any_damage_to_a_template_loads_or_gives_sentences(damage: str, at: int) -> None:
    text = text_of(requirement("code", "source", "when: {fact: uses_crypto, is: yes}"), parts=PARTS).decode()
    at %= len(text)
    damaged = (text[:at] + damage + text[at + len(damage) // 2 :]).encode()
    with contextlib.suppress(UserError):
        assert templates.load(damaged, name="t.yaml").text == damaged


def test_find_takes_an_id_a_file_or_a_folder(tmp_path: Path) -> None:
    assert templates.find("escrow-deposit").id == "escrow-deposit"
    (tmp_path / "template.yaml").write_bytes(text_of())
    assert templates.find(str(tmp_path)).id == "small"
    assert templates.find(str(tmp_path / "template.yaml")).id == "small"


@pytest.mark.parametrize("name", ["escrow-deposti", "", "\0", "../..", "/", "x" * 5000])
def test_find_says_which_templates_there_are(name: str) -> None:
    with pytest.raises(UserError) as caught:
        templates.find(name)
    assert "template list" in caught.value.next_step


def test_a_template_loads_soon_and_heads_sooner() -> None:
    text = templates.find("cn-cbrc-317").text
    runs = count()
    within(44, lambda: templates.load(text + b"# %d\n" % next(runs), name="t.yaml"))

    def heads() -> list[str]:
        head_of.cache_clear()
        return [head.id for head in templates.heads()]

    assert within(24, heads) == list(templates.shipped_ids())
