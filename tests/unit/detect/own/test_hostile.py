"""Whatever stands in a list, a configuration or a file: a sentence or a bounded result, never a crash."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.detect import patterns
from codebinder.detect.own import OwnEngine, compiling, read_allow, read_gitleaks, read_pattern, read_words
from codebinder.detect.own.allowfile import glob
from codebinder.detect.own.compiling import compiled
from codebinder.detect.own.tomllines import tables
from codebinder.errors import UserError
from helpers.effort import within

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc_kr", "latin-1", "binary")
ENGINE = OwnEngine.beside(read_words("orion\n天王星\n=Ärger\n"), rule_files=())
WIDE = OwnEngine.beside(read_pattern(r"天(王)星", id="w"), rule_files=())


@given(data=st.binary(max_size=200), encoding=st.sampled_from(ENCODINGS))
def test_no_bytes_make_a_list_fail(data: bytes, encoding: str) -> None:
    for engine in (ENGINE, WIDE):
        for hit in engine.scan(b"a", data + "天王星 orion".encode("gb18030") + data, encoding):
            assert 0 <= hit.start < hit.end


@given(
    before=st.text(max_size=40), after=st.text(max_size=40), encoding=st.sampled_from(["utf-8", "utf-16-le", "gb18030"])
)
def test_a_word_is_found_wherever_it_is_planted(before: str, after: str, encoding: str) -> None:
    text = f"{before} 天王星 {after}"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    at = len(f"{before} ".encode(encoding))
    word = "天王星".encode(encoding)
    assert (at, at + len(word)) in {(hit.start, hit.end) for hit in ENGINE.scan(b"a", data, encoding)}
    middle = "王".encode(encoding)
    start = at + len("天".encode(encoding))
    assert (start, start + len(middle)) in {(hit.start, hit.end) for hit in WIDE.scan(b"a", data, encoding)}


@given(text=st.text(alphabet="[]{}=\"'#\n\\ ,.abrules0123xidregexpathallowlist", max_size=120))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    for read in (read_gitleaks, read_allow, read_words):
        try:
            read(text.encode(), "f")
        except UserError as error:
            assert error.message  # noqa: PT017
    assert tables(text)


@settings(max_examples=60, deadline=None)
@given(pattern=st.text(alphabet="ab()[]{}*+?|.\\d^$1,2-天", max_size=14))
def test_no_pattern_makes_the_measure_fail(pattern: str) -> None:
    try:
        read_pattern(pattern, id="p")
    except UserError:
        return
    assert compiled(pattern).search(b"") is None


def test_a_file_made_of_the_word_gives_a_bounded_number_of_findings() -> None:
    data = b"orion " * 200_000
    assert len(within(480, lambda: ENGINE.scan(b"a", data, "utf-8"))) == 10_000


def test_words_are_found_at_the_seams_of_slices() -> None:
    for size in range((1 << 20) - 8, (1 << 20) + 3):
        (hit,) = ENGINE.scan(b"a", b" " * size + b"orion " + b" " * 100, "utf-8")
        assert hit.start == size


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*c", "(?:a?){30}a{30}", "(.*,){12}x", "a*a*a*b"])
def test_without_the_linear_library_slow_patterns_are_refused_in_time(
    monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    monkeypatch.setattr(compiling, "_STAGES", ((64, 0.02), (512, 0.02), (4096, 0.1)))
    monkeypatch.setattr(compiling, "_RE2", None)
    monkeypatch.setattr(compiling, "compile_pattern", lambda text: re.compile(text.encode("latin-1")))
    assert "slow" in within(800, lambda: compiling.pattern_fault(pattern))
    assert compiling.pattern_fault(r"acme-[0-9]{6}") == ""
    assert patterns.LINEAR


@pytest.mark.parametrize(
    ("text", "hits", "misses"),
    [("docs/**", ["docs/a", "docs/a/b"], ["docs", "x/docs/a"]), ("*.c", ["a.c", "x/y/a.c"], ["a.cc", "a.c/b"]),
     ("a b/**/中.c", ["a b/中.c", "a b/x/y/中.c"], ["a b/x中.c"]), ("build/", ["build/x", "build/x/y"], ["build"]),
     ("/x?.h", ["xa.h"], ["y/xa.h", "x/.h"]), ("a+(b).c", ["a+(b).c"], ["aab.c"])],
)  # fmt: skip
def test_globs_are_asked_of_whole_paths(text: str, hits: list[str], misses: list[str]) -> None:
    pattern = compiled(glob(text))
    assert [path for path in [*hits, *misses] if pattern.search(path.encode())] == hits
