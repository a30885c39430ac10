"""Functions and comments of many languages begin and end where a reader would say, in any encoding."""

from __future__ import annotations

import codecs
from bisect import bisect_right

import pytest

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.model.redaction import Grain
from codebinder.redact.syntax import plain, trees
from codebinder.redact.syntax.found import nested, shaped
from codebinder.redact.syntax.grammars import GRAMMARS
from codebinder.redact.syntax.languages import language_of
from helpers.code_samples import SAMPLES, Sample

FORMS = {
    "utf-8": lambda text: text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "utf-8-sig": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16-le": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16-be": lambda text: codecs.BOM_UTF16_BE + text.replace("\n", "\r\n").encode("utf-16-be"),
    "gb18030": lambda text: text.encode("gb18030"),
}
BOTH = [sample for sample in SAMPLES if sample.path.endswith((b".c", b".java", b".go", b".rb", b".lua", b".rs"))]


def functions(data: bytes, encoding: str, path: bytes) -> list[tuple[str, int, int]]:
    starts = encodings.line_starts(data, encoding)
    return [
        (each.name, bisect_right(starts, each.start), bisect_right(starts, each.end - 1))
        for each in redact.extents(data, encoding, path)
        if each.grain is Grain.FUNCTION
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path.decode())
def test_functions_begin_and_end_on_their_lines(sample: Sample, form: str) -> None:
    data = FORMS[form](sample.text)
    encoding = form if form.startswith(("utf", "gb")) else "utf-8"
    assert functions(data, encoding, sample.path) == list(sample.functions)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path.decode())
def test_comments_are_all_found_and_neighbours_are_one(sample: Sample) -> None:
    data = sample.text.encode("gb18030")
    found = [each for each in redact.extents(data, "gb18030", sample.path) if each.grain is Grain.COMMENT]
    assert len(found) == sample.comments
    for each in found:
        data[each.start : each.end].decode("gb18030")


@pytest.mark.parametrize("sample", BOTH, ids=lambda sample: sample.path.decode())
def test_without_a_grammar_the_same_functions_are_found(sample: Sample) -> None:
    code = sample.text.encode()
    bare = nested(shaped(code, plain.plainly(language_of(sample.path, code), code)[0]))
    lines = [(each.name, code.count(b"\n", 0, each.start) + 1, code.count(b"\n", 0, each.end) + 1) for each in bare]
    missing = {name for name, _, _ in sample.functions} - {name for name, _, _ in lines}
    assert missing <= {"pick"}  # a function that gives a function
    assert len([each for each in lines if each in sample.functions]) >= len(sample.functions) - 1


@pytest.mark.parametrize("language", sorted(GRAMMARS))
def test_every_grammar_knows_the_words_of_its_table(language: str) -> None:
    assert trees.parse(language, b"") is not None


def test_a_file_of_another_kind_by_its_text() -> None:
    assert language_of(b"a.h", b"class A { public: int x; };") == "cpp"
    assert language_of(b"a.h", b"struct a { int x; };") == "c"
    assert language_of(b"x.m", b"#import <A.h>\n@implementation A\n@end") == "clike"
    assert language_of(b"x.m", b"function y = f(x)\nend") == "matlab"
    assert language_of(b"run", b"#!/usr/bin/env -S python3\n") == "python"
    assert language_of(b"Makefile.in", b"all:\n") == "make"
    assert language_of(b"data", b'{"a": 1}') == "json"


def test_a_function_that_a_macro_hides_from_the_grammar_is_found_by_its_braces() -> None:
    code = b"int a(void) { return 1; }\nSYSCALL(read, int, fd) BEGIN( {\n}\nint b(int x)\n{\n    return x;\n}\n"
    assert {"a", "b"} <= {name for name, _, _ in functions(code, "utf-8", b"a.c")}


@pytest.mark.parametrize(
    ("path", "text", "blocks"),
    [
        (b"a.json", '{\n "a": [\n  1\n ]\n}\n', [(1, 5), (2, 4)]),
        (b"a.yaml", "a:\n  b:\n    - 1\nc: 2\n", [(1, 3), (2, 3)]),
        (b"a.xml", "<a>\n <b>\n </b>\n <c/>\n</a>\n", [(1, 5), (2, 3)]),
        (b"a.ini", "; x\n[one]\na=1\n\n[two]\nb=2\n", [(2, 3), (5, 6)]),
        (b"Makefile", "all: x\n\tcc x\n\ny:\n\ttouch y\n", [(1, 2), (4, 5)]),
        (b"a.css", "a {\n  b: c;\n}\n", [(1, 3)]),
        (b"a.dts", "/ {\n  cpu@0 {\n    reg = <0>;\n  };\n};\n", [(1, 5), (2, 4)]),
        (b"a.c", "int t[] = {\n  1,\n};\nstruct s {\n  int a;\n};\n", [(1, 3), (4, 6)]),
    ],
)  # fmt: skip
def test_blocks_of_data_and_of_configuration(path: bytes, text: str, blocks: list[tuple[int, int]]) -> None:
    data = text.encode()
    found = [
        (data.count(b"\n", 0, each.start) + 1, data.count(b"\n", 0, each.end - 1) + 1)
        for each in redact.extents(data, "utf-8", path)
        if each.grain is Grain.BLOCK
    ]
    assert found == blocks


def test_comments_of_toml_stand_behind_values_and_not_in_strings() -> None:
    text = b"# a\n[t] # b\nk = '# no' # c\nl = \"x\\\"# no\"# d\nm = '''\n# no\n''' # e\n"
    found = [each for each in redact.extents(text, "utf-8", b"Cargo.toml") if each.grain is Grain.COMMENT]
    assert [text[each.start : each.end] for each in found] == [b"# a", b"# b", b"# c", b"# d", b"# e"]
