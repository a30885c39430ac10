"""Wrapping loses nothing, keeps to its columns, and knows where masks stand in every encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.bundle.fonts import mono_face, named
from codebinder.bundle.listing_lines import MARKS, MASK_OFF, MASK_ON, is_blank, lines_of, rows_of
from helpers.filing_papers import as_filed

LABEL = "[REDACTED 000001 CRY]"


def _as_shown(line: str) -> str:
    face = mono_face()
    return "".join(char if face.shows(char) else named(char) for char in line)


def _cells(row: str) -> int:
    return sum(mono_face().cells(char) for char in row.translate(MARKS))


@given(st.text(st.characters(exclude_characters="\t")), st.integers(2, 100))
def test_joining_the_rows_gives_the_line_back(line: str, columns: int) -> None:
    rows, count = rows_of(line, (), columns=columns, tab=8, face=mono_face())
    assert "".join(rows).translate(MARKS) == _as_shown(line)
    assert count == 0 or any(not mono_face().shows(char) for char in line)


@given(st.text(), st.integers(2, 40))
def test_no_row_is_wider_than_its_columns(line: str, columns: int) -> None:
    rows, _ = rows_of(line, (), columns=columns, tab=8, face=mono_face())
    assert all(_cells(row) <= columns for row in rows)
    assert rows


@given(st.text("ab\t 中", max_size=30), st.integers(1, 9))
def test_tabs_end_at_tab_stops(line: str, tab: int) -> None:
    (row,), _ = rows_of(line, (), columns=1000, tab=tab, face=mono_face())
    column, expected = 0, ""
    for char in line:
        step = tab - column % tab if char == "\t" else mono_face().cells(char)
        expected += " " * step if char == "\t" else char
        column += step
    assert row == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "big5", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_masks_are_found_by_their_offset_in_every_encoding(encoding: str, end: str) -> None:
    first = "été" if encoding == "latin-1" else "一 中文"
    other = LABEL.replace("1", "2")
    text = f"{first}{end}{end}x = {LABEL}; y = {other}{end}tail"
    data = text.encode(encoding)
    if encoding.startswith("utf-16"):
        data = "\ufeff".encode(encoding) + data
    masked = {}
    for number, (line, masks) in enumerate(lines_of(as_filed("a", data, encoding, labels=(LABEL, other)))):
        masked[number] = [line[begin:stop] for begin, stop in masks]
        if number == 0:
            assert line == first
    assert masked == {0: [], 1: [], 2: [LABEL, other], 3: []}


def test_a_mask_that_wraps_is_marked_on_both_rows() -> None:
    line = f"abcd{LABEL}"
    rows, _ = rows_of(line, [(4, len(line))], columns=12, tab=8, face=mono_face())
    assert len(rows) == 3
    assert all(row.count(MASK_ON) == row.count(MASK_OFF) == 1 for row in rows)


def test_bytes_that_are_not_text_are_shown_as_escapes() -> None:
    lines = [line for line, _ in lines_of(as_filed("a", b"ok\n\xff\xfe bad\n"))]
    assert lines == ["ok", "\\xff\\xfe bad"]


@pytest.mark.parametrize(("data", "lines"), [(b"", 0), (b"\n", 1), (b"a", 1), (b"a\n", 1), (b"a\n\n", 2), (b"a\rb", 2)])
def test_a_last_line_end_begins_no_line(data: bytes, lines: int) -> None:
    assert len(list(lines_of(as_filed("a", data)))) == lines


def test_a_form_feed_is_not_blank() -> None:
    assert is_blank("")
    assert is_blank(" \t\u3000")
    assert not is_blank("\f")
