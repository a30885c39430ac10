"""The JSON Schema and the loader come from one grammar: what one finds, the other finds."""

from __future__ import annotations

import json
import re
from typing import cast

import pytest
from jsonschema import Draft202012Validator

from codebinder import assets, templates
from codebinder.errors import Faults
from codebinder.templates.marks import FaultList, Mapping, Node, Scalar, Sequence, read_nodes
from helpers.small_template import HEAD, PARTS, TAIL, requirement, text_of


def as_an_editor_sees_it(text: bytes) -> object:
    """Resolve scalars as YAML 1.2 does: numbers are numbers, true is a boolean, and yes is a word."""
    root = read_nodes(text, FaultList("t.yaml"))
    assert root is not None
    return _plain(root)


def _plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return _resolved(node)


def _resolved(node: Scalar) -> object:
    if node.plain and node.text in {"true", "false"}:
        return node.text == "true"
    if node.plain and re.fullmatch(r"-?\d+", node.text):
        return int(node.text)
    if node.plain and re.fullmatch(r"-?\d+\.\d+", node.text):
        return float(node.text)
    return node.text


def validator() -> Draft202012Validator:
    made = cast("dict[str, object]", json.loads(json.dumps(templates.schema())))
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


@pytest.mark.parametrize("identifier", templates.shipped_ids())
def test_the_shipped_templates_fit_the_schema(identifier: str) -> None:
    problems = list(validator().iter_errors(as_an_editor_sees_it(templates.find(identifier).text)))
    assert problems == []


def test_a_small_template_fits_the_schema() -> None:
    assert validator().is_valid(as_an_editor_sees_it(text_of(parts=PARTS)))


@pytest.mark.parametrize(
    "text",
    [
        text_of(requirement("a", "txet")),
        text_of(requirement("A", "text")),
        text_of(requirement("a", "text", "max_char: 5")),
        text_of(requirement("a", "date", "max_chars: 5")),
        text_of(requirement("a", "enum")),
        text_of(requirement("a", "table", "columns: []")),
        text_of(requirement("a", "table", "columns: [{id: c}]")),
        text_of(requirement("a", "text", "max_chars: 0")),
        text_of(requirement("a", "text", "max_chars: many")),
        text_of(requirement("a", "text", "when: {fact: uses_crypto}"), parts=PARTS),
        text_of(requirement("a", "text", "when: {all: [], is: yes}"), parts=PARTS),
        text_of(requirement("a", "text", "when: {not: {fact: 9, is: yes}}"), parts=PARTS),
        text_of(requirement("a", "text", "rule_unclear: maybe")),
        text_of(requirement("a", "document", "media_types: [pdf]")),
        text_of(requirement("a", "text", "help: {english: x}")),
        text_of(head=HEAD.replace("status: draft", "status: drafted")),
        text_of(head=HEAD.replace("status_date: 2026-11", "status_date: soon")),
        text_of(head=HEAD.replace("id: small\n", "")),
        text_of(head=HEAD + "extra: 1\n"),
        text_of(head=HEAD.replace("languages: [en]", "languages: en")),
        text_of(tail=TAIL.replace("mode: none", "mode: excerpt")),
        text_of(tail=TAIL.replace("mode: none", "mode: whole, whole_below_pages: 60")),
        text_of(tail=TAIL.replace("allowed: yes", "allowed: yes, ceiling: 0")),
        text_of(tail=TAIL.replace("role: legal", "role: lawyer")),
    ],
)
def test_a_fault_of_the_grammar_is_found_by_both(text: bytes) -> None:
    with pytest.raises(Faults):
        templates.load(text, name="t.yaml")
    assert not validator().is_valid(as_an_editor_sees_it(text))


def test_the_schema_is_plain_json_with_conditions_that_hold_conditions() -> None:
    made = json.dumps(templates.schema())
    assert '"#/$defs/condition"' in made
    assert "$schema" in made


def test_the_written_format_names_every_key() -> None:
    written = (assets.resources() / "help" / "template-format.md").read_text(encoding="utf-8")
    definitions = cast("dict[str, dict[str, object]]", templates.schema()["$defs"])
    for name in ("template", "requirement", "redaction-policy", "archive-policy", "approval-policy", "condition"):
        for key in cast("dict[str, object]", definitions[name]["properties"]):
            described = key in {"step", "source"} or re.search(rf"\b{key}\b", written)
            assert described, f"{name}: {key}"
