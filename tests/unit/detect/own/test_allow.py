"""Allow-lists: by content and context, never by line; low with the reason, never dropped; told where unused."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.detect.own import (
    CONTEXT,
    VALUE,
    Allow,
    Allowances,
    OwnEngine,
    OwnRules,
    context,
    joined,
    read_allow,
    read_words,
)
from codebinder.errors import Faults
from codebinder.model.findings import Confidence, Detected


def tag(purpose: str, data: bytes) -> str:
    return hashlib.sha256(purpose.encode() + b"\0" + data).hexdigest()


def hit(data: bytes, value: bytes, *, rule: str = "r") -> Detected:
    start = data.index(value)
    return Detected(
        rule=rule, kind="token", confidence=Confidence.HIGH, start=start, end=start + len(value), line=1, value=value,
        reason="x",
    )  # fmt: skip


def entry(data: bytes, value: bytes, encoding: str = "utf-8", **more: object) -> Allow:
    start = data.index(value)
    text = value.decode(encoding).encode()
    around = tag(CONTEXT, context(data, encoding, start, start + len(value)))
    return Allow(id="A", value_tag=tag(VALUE, text), context_tag=around, **more)  # type: ignore[arg-type]


LINE = b'\tchar *key = "s3cr3t-value";  // board\n'


def grade(
    allow: Allow, data: bytes, value: bytes = b"s3cr3t-value", path: bytes = b"a.c", encoding: str = "utf-8"
) -> str:
    (out,) = Allowances((allow,), tag).apply(path, data, encoding, [hit(data, value)])
    return out.reason if out.confidence is Confidence.LOW else ""


@pytest.mark.parametrize(
    "data",
    [
        LINE,
        b"\n" * 500 + LINE,
        b"    " + LINE.strip() + b"\r\n",
        b"int x;\n" + LINE.replace(b"  //", b"\t//"),
        LINE.strip(),
    ],
)
def test_an_entry_holds_where_the_line_moved_or_was_indented(data: bytes) -> None:
    assert grade(entry(LINE, b"s3cr3t-value"), data) == "allowed by A"


@pytest.mark.parametrize(
    "data", [LINE.replace(b"board", b"production"), LINE.replace(b"key", b"master"), b'"s3cr3t-value"']
)
def test_an_entry_does_not_hold_where_the_same_value_stands_otherwise(data: bytes) -> None:
    assert not grade(entry(LINE, b"s3cr3t-value"), data)


def test_another_value_at_the_same_line_is_not_allowed() -> None:
    assert not grade(entry(LINE, b"s3cr3t-value"), LINE.replace(b"s3cr3t-value", b"0th3r-value!"), b"0th3r-value!")


def test_an_entry_without_context_holds_anywhere_and_one_with_a_path_only_there() -> None:
    anywhere = Allow(id="A", value_tag=tag(VALUE, b"s3cr3t-value"))
    assert grade(anywhere, b"x=s3cr3t-value")
    bound = Allow(id="A", value_tag=tag(VALUE, b"s3cr3t-value"), path=b"b.c")
    assert not grade(bound, LINE)
    assert grade(bound, LINE, path=b"b.c")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_an_entry_holds_in_another_encoding(encoding: str) -> None:
    text = '前 key = "s3cr3t-value" // 注释\n后\n'
    data, value = text.encode(encoding), "s3cr3t-value".encode(encoding)
    made = entry(text.encode(), b"s3cr3t-value")
    assert grade(made, data, value, encoding=encoding) == "allowed by A"


@given(
    before=st.binary(max_size=80),
    after=st.binary(max_size=80),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "gb18030"]),
)
def test_context_never_fails(before: bytes, after: bytes, encoding: str) -> None:
    data = before + b"value" + after
    assert isinstance(context(data, encoding, len(before), len(before) + 5), bytes)


ENTRIES = """
[[allow]]
value = "s3cr3t-value"
note = "published"

[[allow]]
regex = '''^tok-[0-9]+$'''
path = "docs/**"

[[allow]]
line = "do not worry"
rule = "r"

[[allow]]
path = "*.lock"
"""


@pytest.mark.parametrize(
    ("path", "line", "value", "allowed"),
    [
        (b"a/b.c", b"k=s3cr3t-value", b"s3cr3t-value", "1"),
        (b"a/b.c", b"k=s3cr3t-valueX", b"s3cr3t-valueX", ""),
        (b"docs/x/y.md", b"tok-123", b"tok-123", "2"),
        (b"src/y.md", b"tok-123", b"tok-123", ""),
        (b"docs/x/y.md", b"tok-12a", b"tok-12a", ""),
        (b"src/y.c", b"abcdef // do not worry\n", b"abcdef", "3"),
        (b"src/y.c", b"abcdef\n// do not worry\n", b"abcdef", ""),
        (b"deep/er/my.lock", b"abcdef", b"abcdef", "4"),
        (b"deep/my.lock/x", b"abcdef", b"abcdef", ""),
    ],
)
def test_entries_of_a_file_hold_where_all_their_keys_do(path: bytes, line: bytes, value: bytes, allowed: str) -> None:
    allow = read_allow(ENTRIES, "allow.toml").allow
    (out,) = Allowances(allow).apply(path, line, "utf-8", [hit(line, value)])
    assert out.reason == (f"allowed by allow.{allowed}" if allowed else "x")
    assert (out.start, out.value) == (line.index(value), value)


def test_every_fault_of_a_list_is_told_with_its_line() -> None:
    with pytest.raises(Faults) as told:
        read_allow(
            '[[allow]]\nregex = "("\n[[allow]]\nnote = "x"\n[[allow]]\nvalue = ""\nlines = 3\n'
            '[[allow]]\nregex="a"\nline="b"\n',
            "a.toml",
        )
    assert sorted(int(fault.split(":")[1]) for fault in told.value.faults) == [2, 3, 5, 6, 7, 10]


@pytest.mark.parametrize("text", ["", "[[allow]", "allow = 3", "[other]\nx=1\n", "allow = [1]"])
def test_a_broken_list_is_a_sentence(text: str) -> None:
    with pytest.raises(Faults):
        read_allow(text, "a.toml")


def test_a_gitleaks_file_serves_as_an_allow_list() -> None:
    allow = read_allow("[allowlist]\npaths=['''^docs/''']\n", "g.toml").allow
    assert [each.paths for each in allow] == [("^docs/",)]


def test_what_is_allowed_stays_a_finding_of_the_scan() -> None:
    rules = joined((read_words("orion\n"), read_allow('[[allow]]\nvalue = "orion"\n', "a.toml")))
    engine = OwnEngine.beside(rules, rule_files=())
    (out,) = engine.scan(b"a.c", b"int orion;", "utf-8")
    assert (out.confidence, out.reason) == (Confidence.LOW, "allowed by allow.1")
    assert engine.allowances.unmatched([out.reason]) == ()
    (told,) = engine.allowances.unmatched([])
    assert "a.toml:1" in told


def test_the_digest_covers_rules_and_allow_lists() -> None:
    lists = [
        OwnRules(), read_words("orion\n"), read_words("=orion\n"), read_words("orion\nvega\n"),
        read_allow('[[allow]]\nvalue = "x"\n', "a"), read_allow('[[allow]]\nvalue = "y"\n', "a"),
    ]  # fmt: skip
    digests = {OwnEngine.beside(each, rule_files=()).digest for each in lists}
    assert len(digests) == len(lists)
