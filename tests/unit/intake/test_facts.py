"""What a look at a file tells."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice

import pytest

from codebinder.intake import file_facts, languages
from codebinder.intake.facts import _BY_EXTENSION, _BY_NAME
from helpers.effort import within


@pytest.mark.parametrize(
    ("path", "data", "language"),
    [
        (b"src/a.c", b"int a;", "C"), (b"A.H", b"", "C"), (b"x.py", b"", "Python"), (b"Makefile", b"", "Makefile"),
        (b"dir/makefile.am", b"", "Makefile"), (b"CMakeLists.txt", b"", "CMake"), (b"run", b"#!/bin/sh\n", "Bash"),
        (b"tool", b"#!/usr/bin/env python3\nimport os\n", "Python"), (b"t2", b"#! /usr/bin/perl -w\n", "Perl"),
        (b"t3", b"#!/usr/bin/env -S node\n", "JavaScript"), (b"unknown", b"text", ""), (b".c", b"", ""),
        (b"x.nim", b"", "Nimrod"), (b"x.qqq", b"", ""), ("文.c".encode(), b"", "C"), (b"\xff.c", b"", "C"),
        (b"a.c", b"\x00\x01\x02\xff" * 50, ""), (b"x.c/README", b"", "Text only"), (b"x.", b"", ""),
    ],
)  # fmt: skip
def test_the_language_comes_from_the_name(path: bytes, data: bytes, language: str) -> None:
    assert file_facts(path, data).language == language


def test_encoding_mark_and_lines() -> None:
    assert file_facts(b"a.txt", b"\xef\xbb\xbfa\r\nb").bom == 3
    assert file_facts(b"a.txt", b"a\r\nb\nc").lines == 3
    wide = file_facts(b"a.txt", b"\xff\xfe" + "登录\r\n密码".encode("utf-16-le"))
    assert (wide.encoding, wide.bom, wide.lines) == ("utf-16-le", 2, 2)
    chinese = "/* 硬件看门狗驱动：主循环每秒喂狗一次，超过八秒未喂则复位设备。 */\n" * 3
    assert file_facts(b"a.c", chinese.encode("gb18030")).encoding == "gb18030"
    assert file_facts(b"a.bin", b"\x7fELF\0\0\1").encoding == "binary"


def test_a_name_in_the_table_does_not_load_pygments() -> None:
    code = (
        "import sys; from codebinder.intake import file_facts; file_facts(b'a.c', b'int a;'); "
        "sys.exit(any(name in sys.modules for name in ('pygments', 'git', 'pikepdf', 'pathspec')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": "app"}).returncode == 0


def test_ten_thousand_unknown_extensions_are_no_trouble() -> None:
    numbers = iter(range(10_000_000))  # never the same extension twice

    def unknown() -> None:
        for number in islice(numbers, 10_000):
            file_facts(b"a.x%d" % number, b"text")

    within(160, unknown)


def test_the_tables_use_pygments_words() -> None:
    from pygments.lexers import get_all_lexers

    known = {name for name, _, _, _ in get_all_lexers(plugins=False)}
    own = {"Go Module", "Gradle", "Linker script", "AsciiDoc", "M4", "Yacc", "Lex", "OpenCL", "ASN.1"}
    assert (set(_BY_EXTENSION.values()) | set(_BY_NAME.values())) - known <= own


def test_languages_are_counted_by_name_the_most_first() -> None:
    paths = [b"a/x.c", b"b.C", b"m.py", b"Makefile", b"dir.c/LICENSE", b"\xff.py", b"c.py", b"no-ending", b".c"]
    assert languages(paths)[:2] == (("Python", 3), ("C", 2))
    assert languages([]) == ()
