"""A person's selection becomes a range of whole characters, or a sentence that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.errors import UserError
from codebinder.redact.places import is_boundary

CODECS = ["utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-16-be", "latin-1"]


@pytest.mark.parametrize(
    ("encoding", "text", "offset"),
    [
        ("utf-8", "价格", 1),
        ("gb18030", "价格", 1),
        ("gb18030", "a𠀀b", 3),
        ("big5", "價格", 1),
        ("shift_jis", "価格ソ", 5),
        ("euc_kr", "가격", 1),
        ("utf-16-le", "ab", 1),
        ("utf-16-be", "a𠀀b", 4),
    ],
)
def test_a_range_that_splits_a_character_is_refused_with_the_range_to_use(
    encoding: str, text: str, offset: int
) -> None:
    data = text.encode(encoding)
    with pytest.raises(UserError, match="splits a character") as caught:
        redact.check_place(data, encoding, 0, offset)
    assert "Use bytes 0-" in caught.value.next_step


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 7), (9, 12)])
def test_a_range_outside_the_file_is_refused(start: int, end: int) -> None:
    with pytest.raises(UserError, match="outside the file, which has 6 bytes"):
        redact.check_place(b"abc\nde", "utf-8", start, end)


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2)])
def test_an_empty_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(UserError, match="empty"):
        redact.check_place(b"abc\nde", "utf-8", start, end)


def test_half_a_line_end_is_refused() -> None:
    with pytest.raises(UserError, match="line end"):
        redact.check_place(b"ab\r\ncd", "utf-8", 0, 3)


def test_lines_are_counted_from_one_and_the_last_line_end_stays() -> None:
    data = b"one\r\ntwo\r\nthree"
    assert data[slice(*redact.line_range(data, "utf-8", 1, 1))] == b"one"
    assert data[slice(*redact.line_range(data, "utf-8", 1, 2))] == b"one\r\ntwo"
    assert data[slice(*redact.line_range(data, "utf-8", 3, 3))] == b"three"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_lines_of_a_utf16_file_leave_its_mark_and_line_end_alone(encoding: str) -> None:
    data = "\ufeffone\ntwo\n".encode(encoding)
    start, end = redact.line_range(data, encoding, 1, 1)
    assert (start, data[start:end].decode(encoding)) == (2, "one")
    start, end = redact.line_range(data, encoding, 2, 2)
    assert data[start:end].decode(encoding) == "two"


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 4), (3, 2), (4, 4)])
def test_lines_that_the_file_does_not_have_are_refused(first: int, last: int) -> None:
    with pytest.raises(UserError):
        redact.line_range(b"one\ntwo\nthree\n", "utf-8", first, last)


def test_a_blank_line_holds_nothing_to_hide() -> None:
    with pytest.raises(UserError, match="nothing to hide"):
        redact.line_range(b"one\n\nthree\n", "utf-8", 2, 2)


def test_a_range_gives_its_value() -> None:
    assert redact.value_at("价格 12".encode(), "utf-8", 0, 6).decode() == "价格"


@given(st.data(), st.sampled_from(CODECS))
def test_widening_gives_whole_characters_and_no_more(data: st.DataObject, codec: str) -> None:
    text = data.draw(st.text(alphabet="aZ09~|\\\r\n 价格가値é", min_size=1, max_size=20))
    raw = text.encode(codec, "replace")
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    low, high = redact.widen(raw, codec, start, end)
    assert low <= start <= end <= high
    assert is_boundary(raw, codec, low)
    assert is_boundary(raw, codec, high)
    assert raw[:low].decode(codec) + raw[low:high].decode(codec) + raw[high:].decode(codec) == raw.decode(codec)
    assert not any(is_boundary(raw, codec, offset) for offset in range(low + 1, start + 1) if offset <= start)
    assert encodings.on_boundary(raw, codec, low)
