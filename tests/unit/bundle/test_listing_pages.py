"""The page arithmetic of printed deposits, counted after layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebinder.bundle.listing import ListingWriter
from codebinder.model.template_pages import Blank, LineNumbers, Listing, PageLayout, Segment
from helpers.filing_papers import IDENTITY, as_filed, both
from helpers.pdf_text import pages_by_pdfium

PAGE = PageLayout(
    count="non_blank",
    blank_lines=Blank.DROP,
    line_numbers=LineNumbers.NONE,
    file_heading=False,
    header_left=both("{name} {version}", "{name} {version}"),
    header_right=both("第{page}页 共{pages}页", "第{page}页 共{pages}页"),
)
DEPOSIT = Listing(
    mode="excerpt",
    segments=(Segment(stream="source", origin="start", pages=30), Segment(stream="source", origin="end", pages=30)),
    whole_below_pages=60,
    page=PAGE,
)


def _writer(folder: Path, listing: Listing) -> ListingWriter:
    return ListingWriter(listing, IDENTITY, folder, draft=False, lang="zh")


def _lines(count: int, first: int = 1) -> bytes:
    """Lines with blank ones between them, which a deposit does not count."""
    return b"".join(b"line %d;\n%s" % (at, b"\n" if at % 3 == 0 else b"") for at in range(first, first + count))


@pytest.mark.parametrize(
    ("lines", "stream", "printed"),
    [(50, 1, 1), (51, 2, 2), (2951, 60, 60), (2999, 60, 60), (3000, 60, 60), (3001, 61, 60)],
)
def test_pages_of_fifty_lines_that_are_not_blank(tmp_path: Path, lines: int, stream: int, printed: int) -> None:
    writer = _writer(tmp_path, DEPOSIT)
    writer.add(as_filed("a.c", _lines(lines)))
    (volume,) = writer.finish()
    assert (volume.pages, volume.first_page) == (printed, 1)
    summary = writer.summary
    assert (summary.stream_pages, summary.pages, summary.whole) == (stream, printed, stream == printed)


def test_a_long_program_is_printed_as_its_first_and_last_thirty_pages(tmp_path: Path) -> None:
    writer = _writer(tmp_path, DEPOSIT)
    for first in range(0, 7342, 1000):
        writer.add(as_filed(f"{first}.c", _lines(min(1000, 7342 - first), first + 1)))
    (volume,) = writer.finish()
    pages = pages_by_pdfium(volume.path)
    assert len(pages) == 60
    assert "第1页 共60页" in pages[0]
    assert "第60页 共60页" in pages[59]
    assert "line 1;" in pages[0]
    assert "line 1500;" in pages[29]
    assert "line 1501;" not in "".join(pages)
    total = -(-7342 // 50)
    assert f"line {(total - 30) * 50 + 1};" in pages[30]
    assert "line 7342;" in pages[59]


@pytest.mark.parametrize(("count", "pages"), [("physical", 2), ("wrapped", 4), ("non_blank", 1)])
def test_lines_are_counted_as_the_template_says(tmp_path: Path, count: str, pages: int) -> None:
    page = replace(PAGE, count=count, blank_lines=Blank.KEEP, lines_per_page=10, max_columns=20)
    writer = _writer(tmp_path, Listing(mode="whole", page=page))
    writer.add(as_filed("a.c", b"".join(b"x" * 50 + b"\n\n" for _ in range(10))))
    assert sum(volume.pages for volume in writer.finish()) == pages


def test_nothing_runs_off_a_page_however_long_its_lines_are(tmp_path: Path) -> None:
    writer = _writer(tmp_path, Listing(mode="whole", page=replace(PAGE, count="physical", file_heading=True)))
    writer.add(as_filed("p" * 3000, b"y" * 20_000))
    (volume,) = writer.finish()
    assert sum(page.count("y") for page in pages_by_pdfium(volume.path)) == 20_000
    assert volume.pages > 1


def test_volumes_hold_so_many_pages_and_count_on(tmp_path: Path) -> None:
    writer = _writer(tmp_path, Listing(mode="whole", volume_pages=2, page=PAGE))
    writer.add(as_filed("a.c", _lines(230)))
    volumes = writer.finish()
    assert [(v.path.name, v.pages, v.first_page) for v in volumes] == [
        ("listing-001.pdf", 2, 1),
        ("listing-002.pdf", 2, 3),
        ("listing-003.pdf", 1, 5),
    ]
    assert "第5页 共5页" in pages_by_pdfium(volumes[2].path)[0]


def test_a_new_page_for_every_file_where_the_template_wants_it(tmp_path: Path) -> None:
    writer = _writer(tmp_path, Listing(mode="whole", page=replace(PAGE, new_page_per_file=True)))
    for name in "abc":
        writer.add(as_filed(name, b"one line\n"))
    (volume,) = writer.finish()
    assert volume.pages == 3


@pytest.mark.parametrize("listing", [Listing(mode="none"), DEPOSIT, Listing(mode="whole", page=PAGE)])
def test_nothing_to_print_makes_no_file(tmp_path: Path, listing: Listing) -> None:
    writer = _writer(tmp_path, listing)
    writer.add(as_filed("empty", b"" if listing.mode != "none" else b"text"))
    assert writer.finish() == []
    assert list(tmp_path.iterdir()) == []


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    page = replace(PAGE, file_heading=True, count="physical", lines_per_page=50)
    writer = _writer(tmp_path, Listing(mode="whole", page=page))
    writer.add(as_filed("first", b"a\n" * 50))
    writer.add(as_filed("second", b"b\n"))
    (volume,) = writer.finish()
    first, second = pages_by_pdfium(volume.path)
    assert "main/second" not in first.split("\n")
    assert "main/second" in second
