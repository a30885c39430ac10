"""Places of reports in the file as it is: exact where the value tells itself, and never guessed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from codebinder.detect.reports import Merged, Reported, Sign, merge
from codebinder.model.findings import Confidence, Detected
from helpers.effort import within

VALUE = "s3cr3t-7Qx9vL2m"
TEXT = f'int a;\n// 中文注释\n  key = "{VALUE}"; /* 😀 */ x = 1;\n\nint b;\n'
ONE = Reported(path=b"a.c", line=3, end_line=3, rule="tool:r", kind="token", message="m", where="[0]")


def place(one: Reported, text: str = TEXT, encoding: str = "utf-8", ours: tuple[Detected, ...] = ()) -> Merged:
    return merge(b"a.c", text.encode(encoding), encoding, ours, [("tool", one)])


def value(one: Reported, text: str = TEXT, encoding: str = "utf-8") -> str:
    (hit,) = place(one, text, encoding).hits
    data = text.encode(encoding)
    assert hit.value == data[hit.start : hit.end]
    return hit.value.decode(encoding)


def test_a_line_is_taken_without_the_space_around_it() -> None:
    assert value(ONE) == f'key = "{VALUE}"; /* 😀 */ x = 1;'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_a_value_that_tells_itself_is_taken_exactly(encoding: str) -> None:
    assert value(replace(ONE, sign=Sign.of(VALUE.encode())), encoding=encoding) == VALUE
    assert value(replace(ONE, sha1=hashlib.sha1(VALUE.encode()).hexdigest()), encoding=encoding) == VALUE


def test_a_value_that_moved_is_found_and_one_that_is_gone_is_told() -> None:
    sign = Sign.of(VALUE.encode())
    assert value(replace(ONE, sign=sign, past=True), "\n" * 50 + TEXT) == VALUE
    made = place(replace(ONE, sign=Sign.of(b"another-value"), past=True))
    assert made.hits == ()
    assert "earlier commit" in made.faults[0]


def test_a_value_that_is_not_on_its_line_leaves_the_line_as_low() -> None:
    (hit,) = place(replace(ONE, sign=Sign.of(b"another-value"))).hits
    assert hit.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("units", "columns", "wanted"),
    [("points", (10, 25), VALUE), ("utf-16", (10, 25), VALUE), ("points", (31, 32), "😀"), ("utf-16", (31, 33), "😀"),
     ("utf-16", (37, 42), "x = 1"), ("points", (36, 41), "x = 1"), ("points", (10, 900), TEXT.split("\n")[2].strip())],
)  # fmt: skip
def test_columns_are_counted_as_the_tool_counts(units: str, columns: tuple[int, int], wanted: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        assert value(replace(ONE, columns=columns, units=units), encoding=encoding) == wanted


def test_a_byte_range_is_taken_where_it_agrees_with_the_line() -> None:
    start = TEXT.encode().index(VALUE.encode())
    assert value(replace(ONE, span=(start, start + len(VALUE)))) == VALUE
    assert value(replace(ONE, span=(0, 3))) == TEXT.split("\n")[2].strip()
    assert value(replace(ONE, line=0, end_line=0, span=(0, 3))) == "int"


def test_several_lines_are_taken_whole() -> None:
    assert value(replace(ONE, line=1, end_line=2)) == "int a;\n// 中文注释"


@pytest.mark.parametrize(
    ("one", "word"),
    [(replace(ONE, line=6, end_line=6), "behind the end"), (replace(ONE, line=1 << 50, end_line=1 << 51), "behind"),
     (replace(ONE, line=4, end_line=4), "nothing"), (replace(ONE, line=0, end_line=0), "no line")],
)  # fmt: skip
def test_a_stale_place_is_told_and_not_guessed(one: Reported, word: str) -> None:
    made = place(one)
    assert made.hits == ()
    assert word in made.faults[0]
    assert made.faults[0].startswith("[0]:")


def test_an_empty_file_holds_no_place() -> None:
    assert place(ONE, "").hits == ()


def ours(kind: str = "password") -> Detected:
    start = TEXT.encode().index(VALUE.encode())
    return Detected(
        rule="own-rule", kind=kind, confidence=Confidence.HIGH, start=start, end=start + len(VALUE), line=3,
        value=VALUE.encode(), reason="ours",
    )  # fmt: skip


def test_a_place_that_overlaps_ours_confirms_it() -> None:
    made = place(ONE, ours=(ours(),))
    assert (made.confirmed, made.new, len(made.hits)) == (1, 0, 1)
    assert (made.hits[0].rule, made.hits[0].reason) == ("own-rule", "ours, also reported by tool")


def test_a_place_does_not_vanish_into_a_finding_of_another_sort() -> None:
    made = place(ONE, ours=(ours("personal"),))
    assert (made.confirmed, made.new, len(made.hits)) == (0, 1, 2)


def test_one_place_told_twice_is_one_finding() -> None:
    narrow = replace(ONE, sign=Sign.of(VALUE.encode()), rule="tool:s")
    made = merge(b"a.c", TEXT.encode(), "utf-8", (), [("tool", ONE), ("tool", narrow), ("tool", ONE)])
    assert [hit.value.decode() for hit in made.hits] == [VALUE]


def test_noise_is_low_and_says_why() -> None:
    (hit,) = place(replace(ONE, noise="suppressed in the tool")).hits
    assert (hit.confidence, hit.reason) == (Confidence.LOW, "reported by tool: suppressed in the tool")


def test_the_reason_holds_nothing_of_the_report() -> None:
    (hit,) = place(replace(ONE, message="Password hunter2 of the board")).hits
    assert "hunter2" not in hit.reason


def test_ten_thousand_places_of_one_file_end_soon() -> None:
    text = "".join(f'key{number} = "value-{number:06}";\n' for number in range(10_000))
    told = [
        ("tool", replace(ONE, line=number + 1, end_line=number + 1, sign=Sign.of(f"value-{number:06}".encode())))
        for number in range(10_000)
    ]
    gone = [("tool", replace(one, sign=Sign.of(b"another-value-that-is-gone"), past=True)) for _, one in told[:2000]]
    made = within(1200, lambda: merge(b"a.c", text.encode(), "utf-8", (), told + gone))
    assert (made.new, len(made.faults)) == (10_000, 2000)
