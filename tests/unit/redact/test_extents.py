"""Extents of any bytes: inside the file, between characters, nested or apart; a selection grows to the whole file."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.errors import UserError
from codebinder.model.redaction import Extent, Grain
from codebinder.model.template import RedactionPolicy
from codebinder.redact.places import is_boundary
from codebinder.redact.syntax import trees
from codebinder.redact.syntax.reading import read
from helpers.code_samples import SAMPLES
from helpers.effort import within

PATHS = [sample.path for sample in SAMPLES] + [
    b"a.xml",
    b"a.json",
    b"a.yaml",
    b"a.ini",
    b"a.md",
    b"Makefile",
    b"x",
    b"",
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16-le",
    "utf-16-be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "latin-1",
    "binary",
]
PIECES = [
    "{", "}", "(", ")", "[", "]", ";", "\n", "\r\n", "\r", "  ", "\t", '"', "'", "`", "/*", "*/", "//", "#", "--",
    "<a>", "</a>", "<!--", "def f(a):", "int f(int a)", "function f()", "if (x)", "begin", "end", "class A", "x = 1",
    "\\", "@a", "表", "é", "𠀀", "ENTRY(a)", "fn a()", "\0", ":", "proc a {b} {", "=> {", "sub a {", "\f",
]  # fmt: skip
codes = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
few = settings(max_examples=120, deadline=None)


def sound(data: bytes, encoding: str, found: tuple[Extent, ...]) -> None:
    for each in found:
        assert 0 <= each.start < each.end <= len(data)
        assert is_boundary(data, encoding, each.start)
        assert is_boundary(data, encoding, each.end)
    assert list(found) == sorted(found, key=lambda each: (each.start, -each.end))
    open_: list[int] = []
    for each in found:
        while open_ and open_[-1] <= each.start:
            open_.pop()
        assert not open_ or each.end <= open_[-1]
        open_.append(each.end)


@few
@given(st.binary(max_size=300), st.sampled_from(ENCODINGS), st.sampled_from(PATHS))
def test_any_bytes_in_any_encoding_have_extents(data: bytes, encoding: str, path: bytes) -> None:
    sound(data, encoding, redact.extents(data, encoding, path))


@few
@given(codes, st.sampled_from(ENCODINGS[:-1]), st.sampled_from(PATHS))
def test_extents_lie_inside_between_characters_nested_or_apart(text: str, encoding: str, path: bytes) -> None:
    data = text.encode(encoding, "replace")
    sound(data, encoding, redact.extents(data, encoding, path))


@few
@given(codes, st.sampled_from(ENCODINGS), st.sampled_from(PATHS), st.data())
def test_a_selection_grows_strictly_and_ends_with_the_file(
    text: str, encoding: str, path: bytes, data_: st.DataObject
) -> None:
    data = text.encode("utf-8" if encoding == "binary" else encoding, "replace")
    start = data_.draw(st.integers(0, len(data)))
    end = data_.draw(st.integers(start, len(data)))
    steps = redact.grow(data, encoding, path, start, end)
    low, high = redact.widen(data, encoding, start, end)
    if (low, high) == (0, len(data)):
        assert steps == () or steps[-1].grain is Grain.FILE
    else:
        assert steps[-1] == Extent(grain=Grain.FILE, start=0, end=len(data))
    for before, after in pairwise(steps):
        assert after.start <= before.start
        assert before.end <= after.end
        assert after.end - after.start > before.end - before.start
    for each in steps:
        inner = data[low : each.start] + data[max(low, each.end) : high]
        assert inner.replace(b"\0", b"").strip(b"\r\n") == b""


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("int f() { return '表'; } // 𠀀\n".encode("gb18030"), "gb18030"),
        ("int f() { return '\\'; } // ｱ表\n".encode("shift_jis"), "shift_jis"),
        (b"\x81\x35\xf4\x37 int f() {\n}\n", "gb18030"),
        (b"\xff\xfe" + "void f() {\r\n}\r\n".encode("utf-16-le"), "utf-16-le"),
        (b"odd\0", "utf-16-le"),
        (b"\xff\xff", "utf-8"),
        (b"\xe9 void f() {\n}\n", "latin-1"),
    ],
)
def test_the_way_back_from_what_is_read_to_the_bytes_is_exact(data: bytes, encoding: str) -> None:
    reading = read(data, encoding)
    text = data.decode(reading.codec)
    lengths = [len(each.encode()) for each in text]
    cuts = [sum(lengths[:index]) for index in range(len(text) + 1)]
    back = reading.originals(cuts)
    if data.decode(reading.codec).encode(reading.codec) == data:
        assert [back[cut] for cut in cuts] == [len(text[:index].encode(reading.codec)) for index in range(len(cuts))]
    else:
        assert [back[cut] for cut in cuts][:3] == [0, 4, 5]  # a character that would be written in two bytes
    assert back[len(reading.code)] == len(data)
    sound(data, encoding, redact.extents(data, encoding, b"a.c"))


def test_a_selection_grows_from_its_line_to_block_function_class_and_file() -> None:
    data = b"class A {\n  void f() {\n    if (x) {\n      go(1);\n    }\n  }\n}\n"
    at = data.index(b"1")
    grains = [(each.grain.value, each.name) for each in redact.grow(data, "utf-8", b"A.java", at, at + 1)]
    assert grains == [("line", ""), ("block", ""), ("function", "f"), ("block", ""), ("file", "")]


def test_a_line_that_is_selected_with_its_end_means_the_line() -> None:
    data = b"a = 1\nb = 2\n"
    assert redact.grow(data, "utf-8", b"x.txt", 0, 6) == (Extent(grain=Grain.FILE, start=0, end=12),)
    assert redact.grow(data, "utf-8", b"x.txt", 2, 6)[0] == Extent(grain=Grain.LINE, start=0, end=5)


DEEP = {
    "braces": b"{" * 200_000,
    "parentheses": b"(" * 200_000,
    "tags": b"<a>" * 60_000,
    "quotes": b"'\"`" * 60_000,
    "comments": b"/*" * 100_000,
    "heads": b"f() {" * 40_000,
    "pairs": b"{}" * 100_000,
    "indents": b"".join(b" " * depth + b"x:\n" for depth in range(500)),
}


@pytest.mark.parametrize("path", [b"a.c", b"a.py", b"a.js", b"a.kt", b"a.lua", b"a.xml", b"a.json", b"a.el", b"a"])
@pytest.mark.parametrize("shape", DEEP)
def test_nesting_without_end_neither_raises_nor_takes_long(shape: str, path: bytes) -> None:
    found = within(1200, lambda: redact.extents(DEEP[shape], "utf-8", path))
    sound(DEEP[shape], "utf-8", found)


def test_a_file_above_the_grammars_limit_is_read_by_its_braces() -> None:
    data = b"int f(int a)\n{\n    return a;\n}\n\n" * (trees.LARGEST // 32 + 1)
    assert trees.parse("c", data) is None
    found = redact.extents(data, "utf-8", b"a.c")
    assert {each.name for each in found} == {"f"}
    assert len(found) == data.count(b"{")


def test_no_grammar_is_loaded_until_a_file_asks_for_one() -> None:
    code = "import sys, codebinder.redact\nsys.exit(any(name.startswith('tree_sitter') for name in sys.modules))"
    app = Path(redact.__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=app, check=False).returncode == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_range_that_begins_or_ends_with_a_line_end_that_must_stay_is_refused(encoding: str) -> None:
    data = "ab\r\ncd\n".encode(encoding)
    unit = 2 if encoding == "utf-16-le" else 1
    keeps = RedactionPolicy(allowed=True, preserve_lines=True)
    with pytest.raises(UserError, match="line end") as refused:
        redact.check_ends(data, encoding, 0, 4 * unit, keeps)
    assert f"bytes 0-{2 * unit}" in (refused.value.next_step or "")
    redact.check_ends(data, encoding, 0, 6 * unit, keeps)
    redact.check_ends(data, encoding, 0, 4 * unit, RedactionPolicy(allowed=True))
    with pytest.raises(UserError, match="line end"):
        redact.check_ends(data, encoding, 2 * unit, 4 * unit, keeps)


def test_every_encoding_that_is_detected_can_be_read() -> None:
    for each in ENCODINGS:
        assert read("int f() {\n}\n".encode("utf-8" if each == "binary" else each), each).code.strip()
    assert encodings.detect("表 int".encode("gb18030"))[0] in ENCODINGS
