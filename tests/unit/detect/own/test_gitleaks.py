"""An existing gitleaks.toml: read as it is, with the semantics that it was written for, every fault at once."""

from __future__ import annotations

import pytest

from codebinder.detect.own import OwnEngine, read_gitleaks
from codebinder.errors import Faults
from codebinder.model.findings import Confidence, Detected

WHOLE = r"""
title = "ours" # a comment with [brackets] and '''quotes
[extend]
useDefault = true
disabledRules = ["generic"]

[[rules]]
id = "acme-token"
description = "Acme's token"
regex = '''(?i)acme[_-](key|tok)\s*=\s*"([a-z0-9]{12})"'''
secretGroup = 2
entropy = 2.0
keywords = ["ACME"]
tags = ["acme"]
[rules.allowlist]
stopwords = ["dummy"]
[[rules.allowlists]]
condition = "AND"
paths = ['''^docs/''']
regexTarget = "line"
regexes = ['''for readers''']

[[rules]]
id = "acme-file"
path = '''\.acmekey$'''

[[allowlists]]
description = "known"
commits = ["0123456789abcdef0123456789abcdef01234567"]
paths = [
  '''third_party/''',
  '''never/anywhere''',
]
regexes = ["^q1w2e3r4t5y6$"]
[[allowlists]]
targetRules = ["acme-token"]
regexes = ["^zzz"]
"""


def scan(path: bytes, text: str) -> list[Detected]:
    return OwnEngine.beside(read_gitleaks(WHOLE, "g.toml"), rule_files=()).scan(path, text.encode(), "utf-8")


def one(path: bytes, text: str) -> tuple[str, Confidence, str]:
    (hit,) = scan(path, text)
    return hit.value.decode(), hit.confidence, hit.reason


def test_the_secret_group_is_the_value() -> None:
    assert one(b"a.c", 'ACME_KEY = "a1b2c3d4e5f6"')[:2] == ("a1b2c3d4e5f6", Confidence.MEDIUM)


def test_keywords_gate_in_any_case() -> None:
    assert scan(b"a.c", 'acm_e_KEY = "a1b2c3d4e5f6"') == []


def test_what_is_below_the_entropy_is_low_and_not_dropped() -> None:
    assert one(b"a.c", 'acme_key = "aaaaaaaaaaab"')[1] is Confidence.LOW


def test_a_rules_own_allow_lists_hold_for_it() -> None:
    assert "allowed by" in one(b"a.c", 'acme_key = "a1DUMMYb2c3d"'.replace("DUMMY", "dummy"))[2]
    assert "allowed by" in one(b"docs/a.md", 'acme_key = "a1b2c3d4e5f6" // for readers')[2]


def test_all_conditions_have_to_hold_where_the_list_says_so() -> None:
    assert one(b"docs/a.md", 'acme_key = "a1b2c3d4e5f6"')[1] is Confidence.MEDIUM
    assert one(b"src/a.md", 'acme_key = "a1b2c3d4e5f6" // for readers')[1] is Confidence.MEDIUM


def test_the_files_allow_lists_hold_for_all_rules_or_for_those_named() -> None:
    assert "allowed by" in one(b"third_party/a.c", 'acme_key = "a1b2c3d4e5f6"')[2]
    assert "allowed by" in one(b"a.c", 'acme_key = "q1w2e3r4t5y6"')[2]
    assert "allowed by" in one(b"a.c", 'acme_key = "zzz2c3d4e5f6"')[2]


def test_a_rule_without_a_pattern_tells_files_by_their_path() -> None:
    assert one(b"conf/x.acmekey", "abc\n")[0] == "abc\n"
    assert scan(b"conf/x.acmekeys", "abc") == []
    assert scan(b"conf/x.acmekey", "") == []


def test_what_has_no_effect_here_is_noted_with_its_line() -> None:
    notes = read_gitleaks(WHOLE, "g.toml").notes
    assert [note.split(":")[1] for note in notes] == ["4", "5", "29"]


def test_an_entry_that_matched_nothing_is_told() -> None:
    engine = OwnEngine.beside(read_gitleaks(WHOLE, "g.toml", prefix="L"), rule_files=())
    reasons = [hit.reason for hit in engine.scan(b"third_party/a.c", b'acme_key = "a1b2c3d4e5f6"', "utf-8")]
    told = engine.allowances.unmatched(reasons)
    assert len(told) == 3
    assert all("matched nothing" in sentence for sentence in told)
    assert any("g.toml:34" in sentence for sentence in told)
    assert not any("g.toml:33" in sentence for sentence in told)


def test_every_fault_is_told_with_its_line() -> None:
    text = """[[rules]]
id = "a"
regex = "("
secretGroup = "x"
[[rules]]
regex = '''(?=x)y'''
[[rules]]
id = "b"
[[rules]]
id = "c"
regex = "x([0-9])"
secretGroup = 3
entropy = -1
keywords = "x"
[[rules.allowlists]]
regexTarget = "foo"
condition = "XOR"
regexes = [
 '''ok''',
 '''[''']
[[rules.allowlists]]
description = "nothing"
"""
    with pytest.raises(Faults) as told:
        read_gitleaks(text, "g.toml")
    lines = [int(fault.split(":")[1]) for fault in told.value.faults]
    assert sorted(lines) == [3, 4, 5, 6, 7, 12, 13, 14, 16, 17, 20, 21]


@pytest.mark.parametrize(
    "text",
    ["[[rules]\n", "rules = 3\n", "title = 'x'\n", "rules = [1]\n", "allowlist = 3\n", "a = " + "[" * 3000,
     "extend = 1\n", "[[allowlists]]\nregexes=3\n", "\x00", "[[rules]]\nid=1\nregex=2\n"],
)  # fmt: skip
def test_a_broken_file_is_a_sentence(text: str) -> None:
    with pytest.raises(Faults):
        read_gitleaks(text, "g.toml")


def test_a_rule_that_changes_one_of_the_tools_own_is_noted() -> None:
    rules = read_gitleaks(
        '[extend]\nuseDefault=true\n[[rules]]\nid="generic"\n[[rules.allowlists]]\nregexes=["x"]\n', "g"
    )
    assert rules.rules == ()
    assert any("not used" in note for note in rules.notes)


def test_of_two_rules_with_one_id_the_last_counts() -> None:
    rules = read_gitleaks('[[rules]]\nid="a"\nregex="x1"\n[[rules]]\nid="a"\nregex="x2"\n', "g")
    assert [own.rule.pattern for own in rules.rules] == ["x2"]
    assert any("once more" in note for note in rules.notes)
