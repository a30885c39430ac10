"""Faults of rule files are shown all at once, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.detect import Engine
from codebinder.errors import Faults, UserError

GOOD = """
schema: 1
rules:
  - id: house-word
    kind: code-name
    title: {en: code name, zh: 代号}
    pattern: 'OSPREY-[0-9]{4}'
    keywords: [OSPREY-]
    confidence: medium
    examples: ["OSPREY-2041"]
    counter_examples: ["OSPREY-"]
"""


def load(folder: Path, *texts: str) -> Engine:
    files = []
    for number, text in enumerate(texts):
        file = folder / f"rules-{number}.yaml"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return Engine.load(files)


def faults(folder: Path, *texts: str) -> tuple[str, ...]:
    with pytest.raises(Faults) as caught:
        load(folder, *texts)
    return caught.value.faults


def test_a_vendors_own_rule_finds(tmp_path: Path) -> None:
    (found,) = load(tmp_path, GOOD).scan(b"a", b"the OSPREY-2041 board", "utf-8")
    assert (found.rule, found.kind, found.value) == ("house-word", "code-name", b"OSPREY-2041")


def test_all_faults_of_all_files_are_shown_with_their_lines(tmp_path: Path) -> None:
    bad = (
        GOOD.replace("'OSPREY-[0-9]{4}'", "'(?=x)OSPREY'")
        .replace("medium", "sure")
        .replace("[OSPREY-]", "[O]")
        .replace("zh: 代号", "fr: nom")
    )
    found = faults(tmp_path, bad, GOOD.replace("kind:", "knd:"))
    assert [fault.split(": ")[0].rsplit(":", 1)[0] for fault in found] == [
        "rules-0.yaml:6",
        "rules-0.yaml:7",
        "rules-0.yaml:8",
        "rules-0.yaml:9",
        "rules-1.yaml:4",
        "rules-1.yaml:5",
    ]
    assert "RE2" in found[1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("schema: 1", "schema: 2", "schema 1 only"),
        ("schema: 1", "", "schema is missing"),
        ("rules:", "rule:", "unknown"),
        ("'OSPREY-[0-9]{4}'", "'(OSPREY)?'", "empty text"),
        ("keywords: [OSPREY-]", "keywords: OSPREY-", "list is expected"),
        ('["OSPREY-2041"]', "[]", "no entry"),
        ("confidence: medium", "confidence: medium\n    entropy: much", "number between"),
        ("confidence: medium", "confidence: medium\n    validators: [moon]", 'validator "moon" is unknown'),
        ("confidence: medium", "confidence: medium\n    after: 9999999", "number between"),
        ("kind: code-name", "kind: code-name\n    kind: code-name", "twice"),
        ("kind: code-name", "kind: [word]", "text is expected"),
        ("kind: code-name", "kind: word", 'kind "word" is unknown'),
    ],
)
def test_each_fault_gets_a_sentence(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(told in fault for fault in faults(tmp_path, GOOD.replace(old, new, 1)))


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "a: b: c\n", "\t"])
def test_what_is_no_rule_file_gets_a_sentence(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)


def test_a_rule_that_exists_already_is_a_fault(tmp_path: Path) -> None:
    assert "exists already" in faults(tmp_path, GOOD, GOOD)[0]


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        Engine.load([tmp_path / "none.yaml"])


def test_rules_apply_to_the_paths_that_they_name(tmp_path: Path) -> None:
    engine = load(tmp_path, GOOD.replace("confidence:", "paths: '\\.c$'\n    not_paths: '^vendor/'\n    confidence:"))
    hits = {path for path in (b"a.c", b"a.h", b"vendor/a.c") if engine.scan(path, b"OSPREY-2041", "utf-8")}
    assert hits == {b"a.c"}


def test_keywords_that_overlap_hide_no_rule(tmp_path: Path) -> None:
    second = GOOD.replace("house-word", "second").replace("OSPREY-", "REY-2")
    third = GOOD.replace("house-word", "third").replace("OSPREY-", "XOSPREY-20")
    engine = load(
        tmp_path,
        *(
            text.replace("[0-9]{4}", "[0-9]*").replace("kind:", "edges: none\n    kind:")
            for text in (GOOD, second, third)
        ),
    )
    text = b"XOSPREY-2041"
    assert engine._gate.windows(text).keys() == {0, 1, 2}
    assert [one.value for one in engine.scan(b"a", text, "utf-8")] == [text]
