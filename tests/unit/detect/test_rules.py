"""Every shipped rule finds its examples, leaves its counter-examples alone, and finds both in any encoding."""

from __future__ import annotations

import random

import pytest

from codebinder.base import encoding as encodings
from codebinder.detect import Engine
from codebinder.detect.rules import EXAMPLE_PATH, Rule
from codebinder.model.findings import Confidence, Detected

ENGINE = Engine.load()
RULES = ENGINE.rules
CODECS = ["utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-16-be", "latin-1", "binary"]
NOISE = {
    "latin-1": "int größe = 3; /* façade */\n",
    "binary": "\x00\x01\x02 noise \x00\n",
    "euc_kr": "int n = 3; /* 가격과 가치 */\n",
    "shift_jis": "int n = 3; /* ソ表能 価格 */\n",
    "big5": "int n = 3; /* 價格功許 */\n",
}


def of(rule: Rule, data: bytes, encoding: str = "utf-8", path: str = EXAMPLE_PATH) -> list[Detected]:
    return [one for one in ENGINE.scan(path.encode(), data, encoding) if one.rule == rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_examples_are_found(rule: Rule) -> None:
    for example in rule.examples:
        codec = encodings.detect(example.data)[0]
        found = of(rule, example.data, codec, example.path)
        assert found, f"{rule.source}:{rule.line}: not found: {example}"
        assert rule.confidence is Confidence.LOW or found[0].confidence is not Confidence.LOW, found[0].reason
        assert example.data[found[0].start : found[0].end] == found[0].value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_its_counter_examples_are_left_alone(rule: Rule) -> None:
    for example in rule.counter_examples:
        found = of(rule, example.data, path=example.path)
        assert not found, f"{rule.source}:{rule.line}: found: {example}"


PLANTED = [rule for rule in RULES if rule.pattern]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.id)
def test_a_secret_planted_anywhere_is_found_in_every_encoding(rule: Rule, codec: str) -> None:
    drawn = random.Random(f"{rule.id} {codec}")
    line = NOISE.get(codec, "int n = 3; /* 价格镕℃ */\n")
    before, after = line * drawn.randrange(1, 400), line * drawn.randrange(1, 40)
    sample = rule.examples[0]
    example = sample.data.decode()
    plain = "utf-8" if codec == "binary" else codec
    head = before.encode(plain)
    data = head + f"\n{example}\n{after}".encode(plain)
    found = of(rule, data, codec, sample.path)
    assert found
    wanted = of(rule, example.encode(), path=sample.path)[0]
    assert found[0].value.decode(plain).encode() == wanted.value
    assert data[found[0].start : found[0].end] == found[0].value
    starts = encodings.line_starts(data, codec)
    assert starts[found[0].line - 1] <= found[0].start
    assert found[0].line == len(starts) or starts[found[0].line] > found[0].start


def test_rules_have_unique_ids_and_texts_in_both_languages() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.title.get("en") and set(rule.title.languages) == {"en", "zh"} for rule in RULES)


def test_no_example_stands_in_the_rule_files_as_it_would_in_a_leak() -> None:
    for rule in RULES:
        for example in rule.examples:
            if rule.kind in {"token", "private-key"} and "¦" in example.text:
                raw = [one for one in ENGINE.scan(b"x", example.text.encode(), "utf-8") if one.rule == rule.id]
                assert not [one for one in raw if one.confidence is Confidence.HIGH], rule.id
