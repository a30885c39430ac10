"""Shares are exact: a ceiling of one half holds at one half by "<=", and not by "<"."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import redact
from codebinder.base.messages import said
from codebinder.errors import Problems, UserError
from codebinder.model.measure import Measure, PageCover
from codebinder.model.redaction import RedactionKind, Span
from codebinder.model.template import RedactionPolicy
from codebinder.redact import Piece

HALF = RedactionPolicy(allowed=True, ceiling="0.5", comparator="<=", basis="chars", scope="file")


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, kind=RedactionKind.PLACE, reason="TS", redactions=("R-1",))


def test_exactly_half_is_within_and_not_below() -> None:
    measured = redact.measure(b"abcdefgh", "utf-8", (span(0, 4),))
    assert measured.share("chars") == Fraction(1, 2)
    assert redact.within(HALF, measured)
    assert not redact.within(replace(HALF, comparator="<"), measured)


def test_a_hair_above_the_ceiling_is_above() -> None:
    measured = Measure(chars=2 * 10**18, hidden_chars=10**18 + 1)
    assert not redact.within(HALF, measured)
    assert redact.within(HALF, Measure(chars=2 * 10**18, hidden_chars=10**18))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_characters_are_counted_not_bytes(encoding: str) -> None:
    data = "价格ab".encode(encoding)
    measured = redact.measure(data, encoding, (span(0, len("价格".encode(encoding))),))
    assert (measured.hidden_chars, measured.chars) == (2, 4)


def test_a_line_counts_where_any_of_it_is_hidden_and_only_once() -> None:
    measured = redact.measure(b"one\ntwo\nthree\nfour\n", "utf-8", (span(1, 2), span(2, 3), span(5, 9)))
    assert (measured.hidden_lines, measured.lines) == (3, 4)


def test_a_hidden_line_end_does_not_count_the_next_line() -> None:
    assert redact.measure(b"one\ntwo\n", "utf-8", (span(0, 4),)).hidden_lines == 1


def test_a_withheld_file_is_hidden_whole() -> None:
    assert redact.measure_withheld(b"one\ntwo\n", "utf-8").share("lines") == 1


def test_shares_are_published_rounded_up() -> None:
    assert Measure(chars=1000, hidden_chars=1).published("chars") == 1
    assert Measure(chars=100, hidden_chars=50).published("chars") == 50
    assert Measure().published("chars") == 0


def test_every_file_above_the_ceiling_is_named() -> None:
    files = {"a.c": Measure(chars=4, hidden_chars=3), "b.c": Measure(chars=4, hidden_chars=2)}
    with pytest.raises(Problems) as caught:
        redact.check_ceiling(HALF, files=files)
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0] == (
        "a.c: 75 % of the characters hidden (3 of 4); the template allows at most 50 %."
    )


def test_a_package_is_measured_over_all_its_files() -> None:
    files = {"a.c": Measure(chars=4, hidden_chars=3), "b.c": Measure(chars=4, hidden_chars=1)}
    package = replace(HALF, scope="package")
    redact.check_ceiling(package, files=files)
    with pytest.raises(Problems, match="More is hidden"):
        redact.check_ceiling(replace(package, comparator="<"), files=files)


@pytest.mark.parametrize("ceiling", ["half", "1.5", "-1", "1/0", "nan"])
def test_a_ceiling_that_is_no_share_is_refused(ceiling: str) -> None:
    with pytest.raises(UserError, match="no share"):
        redact.within(replace(HALF, ceiling=ceiling), Measure())


def test_no_ceiling_allows_everything() -> None:
    redact.check_ceiling(RedactionPolicy(allowed=True), files={"a": Measure(chars=1, hidden_chars=1)})


COVERS = (
    PageCover(number=1, cells=100, hidden_cells=50, lines=10, hidden_lines=5),
    PageCover(number=2, cells=100, hidden_cells=0, lines=10, hidden_lines=0),
)


@pytest.mark.parametrize(
    ("basis", "scope", "ceiling", "problem"),
    [
        ("area", "page", "0.5", "page 1: 50 % of the printed area hidden (50 of 100)"),
        ("lines", "page", "0.5", "page 1: 50 % of the lines hidden (5 of 10)"),
        ("area", "deposit", "0.25", "the deposit: 25 % of the printed area hidden (50 of 200)"),
        ("lines", "deposit", "0.25", "the deposit: 25 % of the lines hidden (5 of 20)"),
        ("pages", "deposit", "0.5", "the deposit: 50 % of the pages hidden (1 of 2)"),
    ],
)
def test_what_is_printed_is_measured_by_pages_and_as_a_whole(
    basis: str, scope: str, ceiling: str, problem: str
) -> None:
    policy = replace(HALF, basis=basis, scope=scope, ceiling=ceiling)
    redact.check_ceiling(policy, files={}, covers=COVERS)
    with pytest.raises(Problems) as caught:
        redact.check_ceiling(replace(policy, comparator="<"), files={}, covers=COVERS)
    assert [each.split(";")[0] for each in caught.value.problems] == [problem]
    assert caught.value.next_step
    redact.check_ceiling(replace(policy, comparator="<"), files={}, covers=None)


def test_the_pages_with_black_out_are_listed_by_their_numbers() -> None:
    lined = PageCover(number=7, cells=9, hidden_cells=0, lines=3, hidden_lines=1)
    assert redact.blackout_pages((lined, *COVERS)) == (1, 7)


def test_a_hair_above_one_half_is_not_told_as_one_half() -> None:
    (told,) = redact.above_ceiling(HALF, files={"a": Measure(chars=2_000_000, hidden_chars=1_000_001)}, covers=None)
    assert "50.01 % of the characters hidden (1000001 of 2000000)" in said(told)


@pytest.mark.parametrize("scope", ["file", "page", "deposit", "package"])
@pytest.mark.parametrize("basis", ["chars", "lines", "area", "pages"])
def test_a_share_above_the_ceiling_is_told_in_chinese_without_an_english_word(scope: str, basis: str) -> None:
    policy = replace(HALF, scope=scope, basis=basis, ceiling="0.01")
    measure = Measure(chars=2, hidden_chars=2, lines=2, hidden_lines=2, area=2, hidden_area=2, pages=2, hidden_pages=2)
    covers = [PageCover(number=1, cells=4, hidden_cells=4, lines=2, hidden_lines=2)]
    for told in redact.above_ceiling(policy, files={"文件": measure}, covers=covers):
        assert not re.search("[A-Za-z]", said(told, "zh"))


MEASURES = st.builds(
    lambda chars, hidden, lines, masked: Measure(
        chars=chars, hidden_chars=min(hidden, chars), lines=lines, hidden_lines=min(masked, lines)
    ),
    *(st.integers(0, 10**9) for _ in range(4)),
)


@given(st.dictionaries(st.text(max_size=3), MEASURES, max_size=6), st.sampled_from(("chars", "lines")), st.randoms())
def test_a_package_is_the_sum_of_its_files_in_any_order(files: dict[str, Measure], basis: str, chance: Random) -> None:
    policy = replace(HALF, scope="package", basis=basis)
    names = list(files)
    chance.shuffle(names)
    shuffled = {name: files[name] for name in names}
    whole = redact.in_scope(policy, files=files, covers=())
    assert whole == redact.in_scope(policy, files=shuffled, covers=())
    hidden, all_of_it = redact.counts(whole, basis)
    assert hidden == sum(redact.counts(each, basis)[0] for each in files.values())
    assert redact.within(policy, whole) is (2 * hidden <= all_of_it)
    assert redact.within(replace(policy, comparator="<"), whole) is (2 * hidden < all_of_it or not all_of_it)
    assert redact.above_ceiling(policy, files=files, covers=None) == redact.above_ceiling(
        policy, files=shuffled, covers=None
    )


@given(
    st.text(st.sampled_from("ab\n 价é"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=6),
    st.sampled_from(("utf-8", "gb18030", "utf-16-le")),
)
def test_hiding_more_never_lowers_a_share(text: str, picks: list[tuple[int, int]], encoding: str) -> None:
    data = text.encode(encoding)
    offsets = [len(text[:at].encode(encoding)) for at in range(len(text) + 1)]
    pieces: list[Piece] = []
    before = redact.measure(data, encoding, ())
    for low, high in picks:
        first, last = sorted((low % len(text), high % len(text)))
        pieces.append(
            Piece(start=offsets[first], end=offsets[last + 1], kind=RedactionKind.PLACE, reason="TS", redaction="R-1")
        )
        after = redact.measure(data, encoding, redact.merge(data, encoding, pieces))
        assert after.share("chars") >= before.share("chars")
        assert after.share("lines") >= before.share("lines")
        assert after.hidden_chars <= after.chars == len(text)
        assert after.hidden_lines <= after.lines
        before = after
