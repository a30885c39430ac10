"""Limits, long lines, chosen lines and caps: what passes exactly, and what is refused with its file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codebinder.base.messages import said
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_selection import Runs, Selection
from codebinder.errors import Problems
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeftOut
from codebinder.model.template_pages import Limits, LineNumbers, Listing, PageLayout, PrintCaps
from helpers.filing_papers import IDENTITY, as_filed
from helpers.page_facts import MM, facts_of
from helpers.pdf_text import pages_by_pdfium

USPTO = Listing(
    mode="whole",
    limits=Limits(lines=300, columns=72, ascii=True),
    page=PageLayout(max_columns=72, wrap="refuse", line_numbers=LineNumbers.NONE, tab_width=4),
)


def faults(listing: Listing, *files: AsFiled, answers: dict[str, str] | None = None) -> list[str]:
    with ListingWriter(listing, IDENTITY, None, draft=False, answers=answers or {}) as writer:
        for each in files:
            writer.add(each)
        writer.count()
        return [said(each) for each in writer.faults]


def lines(count: int, columns: int = 72) -> bytes:
    return b"".join(b"x" * columns + b"\n" for _ in range(count))


def test_300_lines_of_72_characters_pass() -> None:
    assert faults(USPTO, as_filed("a.c", lines(300))) == []
    assert faults(USPTO, as_filed("a.c", lines(150)), as_filed("b.c", lines(150)[:-1])) == []


def test_the_301st_line_is_named() -> None:
    (fault,) = faults(USPTO, as_filed("a.c", lines(200)), as_filed("b.c", lines(101)))
    assert "301 lines, and 300 is the limit" in fault
    assert "main/b.c:101" in fault


@pytest.mark.parametrize(
    "text", [b"x" * 73, b"\t" * 18 + b"x", "字".encode() * 37], ids=["characters", "tabs", "wide characters"]
)
def test_73_columns_are_named_with_file_and_line(text: bytes) -> None:
    found = faults(USPTO, as_filed("a.c", b"\n" + text))
    assert any("main/a.c:2" in each and "and 72 is the limit" in each for each in found)


def test_what_is_no_ascii_is_named_with_file_and_line() -> None:
    (fault,) = faults(USPTO, as_filed("a.c", "int a;\n/* 注释 */\n".encode()))
    assert "main/a.c:2: 注 (U+6CE8) is not an ASCII character" in fault


def test_a_control_character_is_named_with_file_and_line() -> None:
    (fault,) = faults(USPTO, as_filed("a.c", b"int a;\nint b;\x0c\n"))
    assert "main/a.c:2: the control character U+000C" in fault


def test_a_byte_of_no_encoding_is_named_with_file_and_line() -> None:
    (fault,) = faults(USPTO, as_filed("a.c", b"int a;\nint b;\xff\n"))
    assert "main/a.c:2: the byte 0xFF" in fault


def test_lines_too_long_for_the_page_are_refused_the_first_fifty_by_name() -> None:
    listing = Listing(mode="whole", page=PageLayout(wrap="refuse", max_columns=40))
    found = faults(listing, as_filed("a.c", lines(60, 41)))
    assert len(found) == 51
    assert "main/a.c:1: the line has 41 columns, and a row of the page has 40" in found[0]
    assert "and 10 more of this kind, 60 in all" in found[50]
    assert faults(listing, as_filed("a.c", lines(60, 40))) == []


def test_a_faulty_listing_is_not_drawn_but_as_a_draft(tmp_path: Path) -> None:
    with ListingWriter(USPTO, IDENTITY, tmp_path, draft=False) as writer:
        writer.add(as_filed("a.c", lines(301)))
        with pytest.raises(Problems):
            writer.finish()
    assert not list(tmp_path.glob("*.pdf"))
    with ListingWriter(USPTO, IDENTITY, tmp_path, draft=True) as writer:
        writer.add(as_filed("a.c", lines(301)))
        assert writer.finish()


SELECTION = Listing(
    mode="selection",
    selection="lines",
    caps=PrintCaps(consecutive="row", total="all", percent="share"),
    page=PageLayout(lines_per_page=10),
)
TEXT = "".join(f"int value_{number};\n" for number in range(1, 101)).encode()


def table(*rows: tuple[str, int, int]) -> str:
    return json.dumps([{"path": path, "first": str(first), "last": str(last)} for path, first, last in rows])


def test_only_chosen_lines_are_printed_with_their_true_numbers_and_full_paths(tmp_path: Path) -> None:
    answers = {"lines": table(("src/b.c", 40, 44), ("main/src/a.c", 7, 9), ("src/b.c", 43, 46), ("src/b.c", 99, 100))}
    with ListingWriter(SELECTION, IDENTITY, tmp_path, draft=False, answers=answers) as writer:
        for name in ("src/a.c", "src/b.c", "src/c.c"):
            writer.add(as_filed(name, TEXT))
        writer.add(as_filed("src/d.bin", bytes(range(256)), "binary"))
        (volume,) = writer.finish()
        assert writer.printed_files == {"main/src/a.c", "main/src/b.c"}
    rows = [row for page in facts_of(volume.path) for row in page.rows(20 * MM, 20 * MM)]
    shown = [(row.mark, row.text) for row in rows]
    a = [("", "main/src/a.c"), *((str(number), f"intvalue_{number};") for number in (7, 8, 9))]
    b = [("", "main/src/b.c"), *((str(number), f"intvalue_{number};") for number in range(40, 47))]
    last = [("", "main/src/b.c"), ("99", "intvalue_99;"), ("100", "intvalue_100;")]
    assert shown == [*a, *b, *last]
    assert "src/c.c" not in "".join(pages_by_pdfium(volume.path))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("src/z.c", 1, 2)], "names src/z.c, which is no disclosed text file"),
        ([("src/a.c", 90, 101)], "reaches to line 101, and src/a.c has 100 lines"),
        ([("src/a.c", 9, 7)], "is no range: src/a.c from 9 to 7"),
        ([], "No lines are named"),
    ],
    ids=["path", "beyond", "backwards", "nothing"],
)
def test_rows_that_name_nothing_are_faults(rows: list[tuple[str, int, int]], words: str) -> None:
    found = faults(SELECTION, as_filed("src/a.c", TEXT), answers={"lines": table(*rows)})
    assert any(words in each for each in found)


def test_a_path_that_two_sources_have_needs_the_sources_name() -> None:
    selection = Selection(table(("a.c", 1, 1)))
    selection.of("one", "a.c")
    selection.of("two", "a.c")
    assert "several sources" in said(selection.faults[0])


def test_lines_left_out_are_counted_among_the_chosen_ones_alone() -> None:
    answers = {"lines": table(("src/b.c", 1, 4)), "share": "100"}
    blank = LeftOut(blank=frozenset(range(2, 100, 2)))
    with ListingWriter(SELECTION, IDENTITY, None, draft=False, answers=answers, leaves_out=lambda _: blank) as writer:
        writer.add(as_filed("src/b.c", TEXT))
        writer.count()
        assert writer.stripped.blank == 2


def test_caps_are_kept_exactly_and_told_in_figures() -> None:
    files = [as_filed("src/a.c", TEXT), as_filed("src/b.c", TEXT)]
    thirty = {"lines": table(("src/a.c", 1, 30))}
    assert faults(SELECTION, *files, answers={**thirty, "row": "3", "all": "3", "share": "15"}) == []
    found = faults(SELECTION, *files, answers={**thirty, "row": "2", "all": "2", "share": "14"})
    assert "3 pages would be printed in a row, and 2 are allowed" in found[0]
    assert "3 pages would be printed, and 2 are allowed" in found[1]
    assert "3 of the source's 20 pages would be printed, which is 15.00 %, and 14 % are allowed" in found[2]


def test_lines_that_go_on_in_the_next_file_are_in_a_row_and_others_are_not() -> None:
    files = [as_filed(f"src/{name}.c", TEXT) for name in "abc"]
    joined = {"lines": table(("src/a.c", 81, 100), ("src/b.c", 1, 20)), "row": "3"}
    assert len(faults(SELECTION, *files, answers=joined)) == 1
    apart = {"lines": table(("src/a.c", 81, 100), ("src/c.c", 1, 20)), "row": "3"}
    assert faults(SELECTION, *files, answers=apart) == []


def test_pages_in_a_row_are_those_that_follow_one_another_in_the_source() -> None:
    assert Runs.of_pages(range(1, 61)).longest == 60
    assert Runs.of_pages([*range(1, 31), *range(71, 101)]).longest == 30
    assert Runs.of_pages([]).longest == 0


def test_the_papers_say_that_lines_were_chosen(tmp_path: Path) -> None:
    with ListingWriter(SELECTION, IDENTITY, tmp_path, draft=False, answers={"lines": table(("a.c", 1, 2))}) as writer:
        writer.add(as_filed("a.c", TEXT))
        writer.finish()
        assert (writer.summary.selected, writer.summary.whole, writer.summary.pages) == (True, False, 1)
