"""Shares are exact: a ceiling of one half holds at one half by "<=", and not by "<"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from codebinder import redact
from codebinder.errors import Problems, UserError
from codebinder.model.measure import Measure
from codebinder.model.redaction import RedactionKind, Span
from codebinder.model.template import RedactionPolicy

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
