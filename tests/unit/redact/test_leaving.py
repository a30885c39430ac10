"""Which lines hold nothing or comments only: by grammars, never on a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.bundle.listing_lines import is_blank, lines_of
from codebinder.model.redaction import AsFiled
from codebinder.redact import left_out

C = """\
/* Licence
 *
 * text

 */
#include <x.h> // why

int a; /* beside */
    // alone
char *s = "// no comment";
/* one */ /* two */
/* before */ int b;
"""


def comments(text: str, path: bytes, encoding: str = "utf-8") -> set[int]:
    found = left_out(text.encode(encoding.replace("-sig", "")), encoding, path, blank=True, comments=True)
    assert not found.unread
    assert not found.comments & found.blank
    return set(found.comments)


def test_lines_of_comments_alone_and_what_stands_beside_code() -> None:
    found = left_out(C.encode(), "utf-8", b"a.c", blank=True, comments=True)
    assert found.comments == {1, 2, 3, 4, 5, 9, 11}
    assert found.blank == {7}


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["crlf", "cr"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_line_ends_and_encodings_change_nothing(ends: str, encoding: str) -> None:
    assert comments(C.replace("\n", ends).replace("why", "为何"), b"a.c", encoding) == {1, 2, 3, 4, 5, 9, 11}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (b"a.py", '#!/usr/bin/python\n# c\nx = "# s"\n"""\n# in a text\n"""\n', {2}),
        (b"b.py", '"""What it is."""\n# c\ndef a():\n    r"""What it does."""\n', {2}),
        (b"a.go", "package a // x\n// c\nvar s = `\n// text\n`\n", {2}),
        (b"a.rs", "/// doc\nfn a() {}\n//! inner\n", {1, 3}),
        (b"a.sh", "#!/bin/sh\n# c\ncat <<E\n# text\nE\n", {2}),
        (b"a.js", "const r = /\\/\\//;\n// c\nlet t = `\n// text\n`;\n", {2}),
        (b"a.java", "/** doc */\nclass A {}\n", {1}),
    ],
    ids=["python", "documentation", "go", "rust", "shell", "javascript", "java"],
)
def test_languages(path: bytes, text: str, expected: set[int]) -> None:
    assert comments(text, path) == expected


@pytest.mark.parametrize("path", [b"a.sql", b"a.vhdl", b"Makefile", b"a.asm"])
def test_a_language_without_a_grammar_keeps_its_comments_and_says_so(path: bytes) -> None:
    found = left_out(b"-- a comment\n# another\n\nx\n", "utf-8", path, blank=True, comments=True)
    assert found.unread
    assert not found.comments
    assert found.blank == {3}


def test_what_has_no_comments_is_not_told() -> None:
    assert not left_out(b"# A title\n\ntext\n", "utf-8", b"README.md", blank=True, comments=True).unread


def test_only_what_was_chosen_is_left_out() -> None:
    assert left_out(C.encode(), "utf-8", b"a.c", blank=True, comments=False).comments == set()
    assert left_out(C.encode(), "utf-8", b"a.c", blank=True, comments=False).blank == {4, 7}
    assert left_out(C.encode(), "utf-8", b"a.c", blank=False, comments=True).blank == set()


@given(st.text(alphabet="a/*#\"' \t\r\n　\x0b\x85\u2028", max_size=80))
def test_numbers_are_those_of_the_listing(text: str) -> None:
    file = AsFiled(
        component="m",
        path=b"a.c",
        payload_path="",
        executable=False,
        data=text.encode(),
        encoding="utf-8",
        language="C",
    )
    found = left_out(file.data, "utf-8", b"a.c", blank=True, comments=False)
    assert found.blank == {number for number, (line, _) in enumerate(lines_of(file), start=1) if is_blank(line)}
