"""Masks as a template writes them: five styles, an exemption's mark, a strip's columns; faults with their places."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.errors import Faults
from codebinder.model.template import RedactionPolicy
from helpers.small_template import SOURCE, TAIL, text_of

REASON = "{internal: TS, published: TS, label: {en: Trade secret}, mark: (b)(4)}"
WRITTEN = f"redaction: {{allowed: yes, {SOURCE}}}"


def text_with(keys: str, *, listing: str = "{mode: none}") -> bytes:
    assert WRITTEN in TAIL
    tail = TAIL.replace(WRITTEN, f"redaction: {{allowed: yes, {keys}, {SOURCE}}}")
    return text_of(tail=tail.replace("listing: {mode: none}", f"listing: {listing}"))


def policy_of(keys: str) -> RedactionPolicy:
    return templates.load(text_with(keys), name="t.yaml").redaction


@pytest.mark.parametrize("style", ["label", "bracket", "hatch", "exemption"])
def test_every_style_loads(style: str) -> None:
    assert policy_of(f"mask: {style}").mask == style


def test_a_strip_has_its_columns() -> None:
    policy = policy_of("mask: strip, strip_from: 20, strip_columns: 30")
    assert (policy.mask, policy.strip_from, policy.strip_columns) == ("strip", 20, 30)
    assert policy_of("mask: strip, strip_columns: 30").strip_from == 0


def test_a_reason_has_its_mark() -> None:
    marked = {each.internal: each.mark for each in policy_of(f"mask: exemption, reasons: [{REASON}]").reasons}
    assert marked["TS"] == "(b)(4)"
    assert marked["CRY"] == ""


@pytest.mark.parametrize(
    ("keys", "word", "sentence"),
    [
        ("mask: hatched", "hatched", 'Did you mean "hatch"?'),
        ("mask: strip", "{allowed", "strip_columns"),
        ("mask: strip, strip_columns: 0", "0,", "out of range"),
        ("mask: hatch, strip_columns: 9", "strip_columns", "no meaning"),
        ("mask: label, strip_from: 9", "strip_from", "no meaning"),
        ("strip_from: 9", "strip_from", "no meaning"),
        ("mask: strip, strip_columns: 9, preserve_lines: no", "no,", "keeps its lines"),
        ("reasons: [{internal: TS, published: TS, label: {en: x}, mark: '[b4]'}]", "'[b4]'", "mark of an exemption"),
        ("reasons: [{internal: TS, published: TS, label: {en: x}, mark: 商业}]", "商业", "mark of an exemption"),
        (
            f"reasons: [{REASON}, {{internal: 3P, published: TS, label: {{en: x}}, mark: (b)(6)}}]",
            "(b)(6)",
            "two marks",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(keys: str, word: str, sentence: str) -> None:
    text = text_with(keys)
    with pytest.raises(Faults) as caught:
        templates.load(text, name="t.yaml")
    (fault,) = caught.value.faults
    assert sentence in fault
    lines = text.decode().splitlines()
    _, line, column, _ = fault.split(":", 3)
    assert lines[int(line) - 1][int(column) - 1 :].startswith(word)


@pytest.mark.parametrize(("columns", "fits"), [(31, True), (30, False), (29, False)])
def test_behind_a_strip_there_is_room_for_a_mask(columns: int, fits: bool) -> None:
    text = text_with(
        "mask: strip, strip_from: 10, strip_columns: 20", listing=f"{{mode: whole, page: {{max_columns: {columns}}}}}"
    )
    if fits:
        assert templates.load(text, name="t.yaml").redaction.strip_columns == 20
        return
    with pytest.raises(Faults, match="fault") as caught:
        templates.load(text, name="t.yaml")
    assert "room for a mask" in caught.value.faults[0]


def test_a_statement_about_masks_is_a_text_for_each_language() -> None:
    assert policy_of("mask: bracket, statement: {en: Left out}").statement.get("en") == "Left out"
    with pytest.raises(Faults):
        policy_of("mask: bracket, statement: Left out")
