"""Which pages a recipe chooses: ends, stretches anywhere, pages that must be there; what overlaps is never merged."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.bundle.excerpt import Found, Plan, choose, place_of
from codebinder.bundle.listing import ListingWriter
from codebinder.errors import Problems
from codebinder.model.template_pages import Blank, Limits, LineNumbers, Listing, PageLayout, Segment, Stream
from helpers.filing_papers import IDENTITY, as_filed
from helpers.pdf_text import pages_by_pdfium

PAGE = PageLayout(
    count="non_blank", blank_lines=Blank.DROP, line_numbers=LineNumbers.NONE, file_heading=False, min_lines=50
)


def _segment(origin: str, pages: int, stream: str = "source", **more: str | bool) -> Segment:
    at = "begin" if origin == "any" else ""
    return Segment(stream=stream, origin=origin, pages=pages, at=at, **more)  # pyright: ignore[reportArgumentType]


def _recipe(*segments: Segment, whole_below: int = 0, page: PageLayout = PAGE, must: str = "") -> Listing:
    return Listing(mode="excerpt", segments=segments, whole_below_pages=whole_below, page=page, must_include=must)


CPCC = _recipe(_segment("start", 30), _segment("end", 30), whole_below=60)
CPCC_B = _recipe(_segment("start", 10), _segment("any", 50), whole_below=60)
CPCC_C = _recipe(_segment("start", 30, "object"), _segment("end", 30, "object"), _segment("any", 20), whole_below=60)
USCO_B = _recipe(_segment("start", 10, unredacted=True), _segment("end", 10, unredacted=True))
USCO_C = _recipe(
    _segment("start", 25, "object"), _segment("end", 25, "object"), _segment("any", 10, unredacted=True),
    whole_below=51,
)  # fmt: skip


def _chosen(listing: Listing, begin: str = "", *, source: int = 0, found: Found | None = None) -> Plan:
    return choose(listing, {"begin": begin}, totals={Stream.SOURCE: source}, found=found)


def _ids(plan: Plan) -> list[str]:
    return [each.id.removeprefix("fault.pages.") for each in plan.faults]


def _lines(count: int, first: int = 1) -> bytes:
    return b"".join(b"line %d;\n" % at for at in range(first, first + count))


def _laid(folder: Path | None, listing: Listing, data: bytes, **answers: str) -> ListingWriter:
    writer = ListingWriter(listing, IDENTITY, folder, draft=False, answers=answers)
    writer.add(as_filed("src/main.c", data))
    return writer


@pytest.mark.parametrize(
    ("lines", "stream", "whole"),
    [(2950, 59, True), (2951, 60, True), (2999, 60, True), (3000, 60, True), (3001, 61, False)],
)
def test_fewer_than_sixty_pages_are_whole_and_sixty_are_all_of_them(lines: int, stream: int, whole: bool) -> None:
    writer = _laid(None, CPCC, _lines(lines))
    writer.count()
    (plan,) = writer.plan.streams
    assert (plan.total, plan.whole, len(plan.pages)) == (stream, whole, min(stream, 60))
    assert writer.faults == ()


def test_7342_lines_are_pages_1_to_30_and_the_last_30() -> None:
    writer = _laid(None, CPCC, _lines(7342))
    writer.count()
    (plan,) = writer.plan.streams
    assert plan.total == 147
    assert tuple(plan.pages) == (*range(1, 31), *range(118, 148))
    assert writer.facts.begins(118) == ("main/src/main.c", 117 * 50 + 1)
    assert writer.facts.ends(147) == ("main/src/main.c", 7342)


@pytest.mark.parametrize(("begin", "fault"), [("11", ""), ("51", ""), ("10", "overlap"), ("52", "stretch-beyond-end")])
def test_ten_pages_and_fifty_anywhere_never_overlap(begin: str, fault: str) -> None:
    plan = _chosen(CPCC_B, begin, source=100)
    assert _ids(plan) == ([fault] if fault else [])
    if not fault:
        assert tuple(plan.streams[0].pages) == (*range(1, 11), *range(int(begin), int(begin) + 50))


def test_an_overlap_is_told_with_both_ranges_and_where_there_is_room() -> None:
    (fault,) = _chosen(CPCC_B, "5", source=100).faults
    assert {key: fault.params[key] for key in ("a", "b", "low", "high", "requirement")} == {
        "a": "1-10", "b": "5-54", "low": 11, "high": 51, "requirement": "begin",
    }  # fmt: skip


@pytest.mark.parametrize("begin", ["", "0", "   "])
def test_a_stretch_that_nobody_placed_is_a_fault(begin: str) -> None:
    assert _ids(_chosen(CPCC_B, begin, source=100)) == ["stretch-not-placed"]


def test_object_code_comes_first_and_the_source_is_no_more_than_its_stretch() -> None:
    plan = choose(CPCC_C, {"begin": "3"}, totals={Stream.OBJECT: 200, Stream.SOURCE: 40})
    code, source = plan.streams
    assert tuple(code.pages) == (*range(1, 31), *range(171, 201))
    assert tuple(source.pages) == tuple(range(3, 23))
    assert plan.faults == ()


def test_a_program_shorter_than_its_stretch_is_printed_whole() -> None:
    plan = choose(CPCC_C, {}, totals={Stream.OBJECT: 59, Stream.SOURCE: 20})
    assert [each.whole for each in plan.streams] == [True, True]
    assert plan.faults == ()


@given(
    total=st.integers(0, 200), start=st.integers(0, 30), end=st.integers(0, 30), loose=st.integers(1, 40),
    begin=st.integers(1, 220), whole=st.integers(0, 80),
)  # fmt: skip
def test_without_a_fault_every_page_is_printed_once_and_every_stretch_is_as_long_as_asked(
    total: int, start: int, end: int, loose: int, begin: int, whole: int
) -> None:
    parts = [_segment("start", start)] * bool(start) + [_segment("end", end)] * bool(end) + [_segment("any", loose)]
    plan = _chosen(_recipe(*parts, whole_below=whole), str(begin), source=total)
    (stream,) = plan.streams
    pages = list(stream.pages)
    assert pages == sorted(set(pages))
    assert all(1 <= page <= total for page in pages)
    if stream.whole:
        assert pages == list(range(1, total + 1))
    elif not plan.faults:
        assert len(pages) == start + end + loose


@pytest.mark.parametrize(
    ("text", "page", "path", "line"),
    [("12", 12, "", 1), ("a/b.c:7", 0, "a/b.c", 7), (" a b.c ", 0, "a b.c", 1), ("C:x:3", 0, "C:x", 3)],
)
def test_places_are_a_page_or_a_file_and_line(text: str, page: int, path: str, line: int) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.page, place.path, place.line) == (page, path, line)


def test_a_stretch_may_begin_at_a_file_and_line(tmp_path: Path) -> None:
    writer = _laid(tmp_path, CPCC_B, _lines(7342), begin="src/main.c:2501")
    (volume,) = writer.finish()
    pages = pages_by_pdfium(volume.path)
    assert len(pages) == 60
    assert "line 2501;" in pages[10]
    assert "line 5000;" in pages[59]
    assert "line 5001;" not in "".join(pages)


@pytest.mark.parametrize(
    ("begin", "fault"),
    [("other.c:1", "place-not-printed"), ("src/main.c:7343", "place-past-file"), ("main/src/main.c:600", "")],
)
def test_a_place_that_is_nowhere_is_told(begin: str, fault: str) -> None:
    writer = _laid(None, CPCC_B, _lines(7342), begin=begin)
    writer.count()
    assert [each.id for each in writer.faults][:1] == ([f"fault.pages.{fault}"] if fault else [])


def test_a_place_that_two_files_have_is_told() -> None:
    writer = ListingWriter(CPCC_B, IDENTITY, None, draft=False, answers={"begin": "a.c:1"})
    for component in ("one", "two"):
        writer.add(as_filed("a.c", _lines(3000), component=component))
    writer.count()
    assert "fault.pages.place-named-twice" in {each.id for each in writer.faults}


def test_the_page_that_must_be_there_is_printed_once_in_its_place(tmp_path: Path) -> None:
    recipe = replace(CPCC, must_include="notice")
    writer = ListingWriter(recipe, IDENTITY, tmp_path, draft=False, answers={"notice": "copyright.c\nsrc/a.c:2"})
    writer.add(as_filed("src/a.c", _lines(3500)))
    writer.add(as_filed("copyright.c", b"(C) Example;\n" + _lines(60, 9000)))
    writer.add(as_filed("src/z.c", _lines(3440, 4000)))
    (volume,) = writer.finish()
    pages = pages_by_pdfium(volume.path)
    assert len(pages) == 61
    assert [number for number, page in enumerate(pages, 1) if "(C) Example;" in page] == [31]
    assert tuple(writer.plan.streams[0].pages) == (*range(1, 31), 71, *range(112, 142))


def test_anything_masked_where_all_must_show_is_named(tmp_path: Path) -> None:
    data = _lines(600) + b"[REDACTED 000001 TS]\n" + _lines(4400, 601)
    writer = ListingWriter(USCO_B, IDENTITY, tmp_path, draft=False)
    writer.add(as_filed("a.c", data.replace(b"line 7;", b"[REDACTED 000002 TS]"),
                        labels=("[REDACTED 000001 TS]", "[REDACTED 000002 TS]")))  # fmt: skip
    with pytest.raises(Problems, match="not as the template asks"):
        writer.finish()
    (fault,) = writer.faults
    assert (fault.id, fault.params["page"], fault.params["redactions"]) == (
        "fault.pages.masked-where-all-must-show", 1, "R-1",
    )  # fmt: skip


def test_pages_hold_at_least_so_many_lines_after_layout_all_but_the_last() -> None:
    kept = replace(PAGE, blank_lines=Blank.KEEP, line_pitch=14.0)
    data = b"".join(b"line %d;\n\n\n" % at for at in range(200))
    writer = _laid(None, _recipe(_segment("start", 30), _segment("end", 30), page=kept), data)
    writer.count()
    (fault,) = writer.faults
    assert (fault.id, fault.params["least"]) == ("fault.pages.too-few-lines", 50)
    assert str(fault.params["pages"]).startswith("1-")
    assert fault.params["remedy"].id == "fault.pages.remedy-blank"  # type: ignore[union-attr]


def test_object_code_is_a_hex_dump_that_can_be_read_back(tmp_path: Path) -> None:
    image = bytes(at * 7 % 256 for at in range(200 * 800 - 5))
    path = tmp_path / "fw.bin"
    path.write_bytes(image)
    digest = hashlib.sha256(image).hexdigest()
    page = replace(PAGE, lines_per_page=50, min_lines=50)
    writer = ListingWriter(replace(USCO_C, page=page), IDENTITY, tmp_path, draft=False, answers={"begin": "2"})
    writer.add(as_filed("a.c", _lines(900)))
    writer.add_object("fw/fw.bin", path, size=len(image), sha256=digest)
    (volume,) = writer.finish()
    pages = pages_by_pdfium(volume.path)
    assert len(pages) == 60
    printed = [line for page in pages[:50] for line in page.splitlines() if line.endswith("|")]
    for row in printed:
        offset = int(row[:8], 16)
        size = min(16, len(image) - offset)
        assert bytes.fromhex(row[8:].partition("|")[0]) == image[offset : offset + size]
    offsets = [int(row[:8], 16) for row in printed]
    assert offsets[:1250] == list(range(0, 25 * 800, 16))
    assert offsets[-1] == len(image) // 16 * 16
    assert "line 51;" in pages[50]
    covers = writer.covers
    assert [each.number for each in covers] == list(range(51, 61))
    assert (writer.summary.object_pages, writer.summary.object_printed) == (200, 50)


def test_an_image_that_changed_is_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "fw.bin"
    path.write_bytes(bytes(90_000))
    writer = ListingWriter(USCO_C, IDENTITY, tmp_path, draft=False, answers={"begin": "1"})
    writer.add(as_filed("a.c", _lines(900)))
    writer.add_object("fw/fw.bin", path, size=90_000, sha256="0" * 64)
    with pytest.raises(Exception, match="changed"):
        writer.finish()


def test_a_way_of_filing_for_short_programs_refuses_a_long_one() -> None:
    listing = Listing(mode="excerpt", whole_below_pages=51, limits=Limits(pages=50), segments=(
        Segment(stream="source", origin="start", pages=25), Segment(stream="source", origin="end", pages=25),
    ))  # fmt: skip
    assert choose(listing, {}, totals={Stream.SOURCE: 50}).faults == ()
    told = choose(listing, {}, totals={Stream.SOURCE: 51}).faults
    assert [(each.id, each.params["pages"], each.params["most"]) for each in told] == [("fault.pages.too-many", 51, 50)]
