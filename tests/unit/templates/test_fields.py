"""The fields file: everything at once, tables as lists, and every fault with its place."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.errors import Faults, UserError

GOOD = """\
category: HW.network
product: {name: Box, version: 1.10}
facts: {uses_crypto: no}
answers:
  count: 007
  note: |
    one
    two
  rows:
    - {a: yes, b: 1.0}
  kinds: [x, y]
  person: {name: 张三}
justifications: {sbom: none exists}
rulings: {test: decided}
"""


def test_a_fields_file_gives_texts_exactly_as_written() -> None:
    fields = templates.load_fields(GOOD.encode(), "f.yaml")
    answers = dict(fields.answers)
    assert fields.category == "HW.network"
    assert dict(fields.product) == {"name": "Box", "version": "1.10"}
    assert fields.facts == (("uses_crypto", "no"),)
    assert answers["count"] == "007"
    assert answers["note"] == "one\ntwo"
    assert json.loads(answers["rows"]) == [{"a": "yes", "b": "1.0"}]
    assert answers["kinds"] == '["x","y"]'
    assert answers["person"] == '{"name":"张三"}'
    assert fields.justifications == (("sbom", "none exists"),)
    assert fields.rulings == (("test", "decided"),)


def test_parts_may_be_left_out_or_empty() -> None:
    assert templates.load_fields(b"answers:\nfacts:\n", "f.yaml") == templates.Fields()


def test_all_faults_are_told_at_once_with_their_places() -> None:
    text = b"answer: {}\nfacts: [a]\njustifications: {x: [1]}\nproduct: {nam: x}\ncategory: [a]\nanswers: 1\n"
    with pytest.raises(Faults) as caught:
        templates.load_fields(text, "f.yaml")
    assert [fault.split(": ")[0] for fault in caught.value.faults] == [
        "f.yaml:1:1",
        "f.yaml:2:8",
        "f.yaml:3:21",
        "f.yaml:4:11",
        "f.yaml:5:11",
        "f.yaml:6:10",
    ]
    assert 'Did you mean "answers"?' in caught.value.faults[0]
    assert 'Did you mean "name"?' in caught.value.faults[3]


@given(st.binary(max_size=200))
def test_any_bytes_give_fields_or_sentences(text: bytes) -> None:
    with contextlib.suppress(UserError):
        assert templates.load_fields(text, "f.yaml") is not None


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), WORDS))
def test_quoted_answers_come_back_as_they_were(answers: dict[str, str]) -> None:
    text = "answers: " + json.dumps(answers, ensure_ascii=False)
    assert dict(templates.load_fields(text.encode(), "f.yaml").answers) == answers
