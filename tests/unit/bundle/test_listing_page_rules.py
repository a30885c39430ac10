"""Pages are what their template says, measured on the finished PDF: margins, binding edge, lines, numbers, slots."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from codebinder.base.messages import said
from codebinder.bundle.listing import ListingWriter
from codebinder.errors import Problems
from codebinder.model.stripping import LeftOut
from codebinder.model.template_pages import Bates, LineNumbers, Listing, PageLayout, Segment
from codebinder.model.text import LangText
from helpers.filing_papers import IDENTITY, as_filed, both
from helpers.page_facts import MM, PageFacts, facts_of
from helpers.pdf_text import bare, pages_by_pdfium

SIZES = {"A4": (210, 297), "A3": (297, 420), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6)}
PLAIN = "".join(f"int value_{number} = {number};\n" for number in range(1, 161))
PATH_300 = (
    "src/"
    + "/".join("很长的目录名称用来测试" if at % 2 else f"directory_with_a_long_name_{at}" for at in range(14))
    + "/f.c"
)
LEGEND_80 = (
    "高度机密——仅供外部律师查阅之源代码，未经法院许可不得复制、摘录、转载或者以其他任何方式向"
    "第三方披露，违者须承担相应的法律责任，本页内容均受保护令约束请妥善保管"
)
LITIGATION = PageLayout(
    line_numbers=LineNumbers.FILE,
    header_left=both("{path}", "{path}"),
    header_centre=both("{legend}", "{legend}"),
    header_right=both("Page {page} of {pages}", "第{page}页 共{pages}页"),
    footer_left=both("{name} {version} {field.case}", "{name} {version} {field.case}"),
    footer_centre=both("{legend}", "{legend}"),
    footer_right=both("{bates}", "{bates}"),
)


def drawn(
    folder: Path,
    layout: PageLayout,
    text: str = PLAIN,
    *,
    path: str = "src/a.c",
    lang: str = "en",
    answers: dict[str, str] | None = None,
    **more: object,
) -> list[PageFacts]:
    listing = Listing(mode="whole", page=layout, **more)  # type: ignore[arg-type]
    with ListingWriter(listing, IDENTITY, folder, draft=False, lang=lang, answers=answers or {}) as writer:
        writer.add(as_filed(path, text.encode()))
        return [page for volume in writer.finish() for page in facts_of(volume.path)]


def body_of(page: PageFacts, layout: PageLayout) -> list[str]:
    return [row.text for row in page.rows(layout.margin_top * MM, layout.margin_bottom * MM)]


def marks(pages: list[PageFacts], layout: PageLayout) -> list[list[str]]:
    return [
        [row.mark for row in page.rows(layout.margin_top * MM, layout.margin_bottom * MM) if row.text.startswith("int")]
        for page in pages
    ]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("landscape", [False, True])
def test_paper_and_margins_are_the_templates(tmp_path: Path, paper: str, landscape: bool) -> None:
    layout = PageLayout(
        paper=paper, landscape=landscape, margin_top=25, margin_bottom=22, margin_left=31, margin_right=17,
        binding_left=6, lines_per_page=30, line_pitch=11,
    )  # fmt: skip
    long = "".join(f"int value_{number} = {'x' * 300};\n" for number in range(1, 50))
    pages = drawn(tmp_path, layout, long)
    width, height = SIZES[paper][::-1] if landscape else SIZES[paper]
    for page in pages:
        assert (round(page.width / MM, 1), round(page.height / MM, 1)) == (width, height)
        body = page.within(25 * MM, 22 * MM)
        assert min(each.left for each in body) >= 37 * MM - 0.5
        assert max(each.right for each in body) <= page.width - 17 * MM + 0.5
        assert max(each.right for each in body) > page.width - 17 * MM - 12  # the room is used
        assert max(each.top for each in body) <= page.height - 25 * MM + 0.5
        assert min(each.bottom for each in body) >= 22 * MM - 0.5


def test_the_binding_edge_changes_sides_on_a_print_on_both(tmp_path: Path) -> None:
    layout = PageLayout(margin_left=20, margin_right=12, binding_left=10, duplex=True)
    long = "".join(f"int value_{number} = {'x' * 200};\n" for number in range(1, 90))
    pages = drawn(tmp_path, layout, long)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        left, right = (30, 12) if number % 2 else (12, 30)
        body = page.within(20 * MM, 20 * MM)
        assert left * MM - 0.5 <= min(each.left for each in body) < left * MM + 30
        assert page.width - right * MM - 12 < max(each.right for each in body) <= page.width - right * MM + 0.5
        assert min(each.left for each in page.glyphs) >= left * MM - 0.5


@pytest.mark.parametrize("lines", [30, 50, 66])
def test_a_page_holds_the_lines_that_the_template_says(tmp_path: Path, lines: int) -> None:
    layout = PageLayout(lines_per_page=lines, file_heading=False)
    pages = drawn(tmp_path, layout)
    assert [len(body_of(page, layout)) for page in pages[:-1]] == [lines] * (len(pages) - 1)
    assert sum(len(body_of(page, layout)) for page in pages) == 160


def test_the_pitch_is_the_templates(tmp_path: Path) -> None:
    rows = drawn(tmp_path, PageLayout(line_pitch=13.5, lines_per_page=40))[0].rows(20 * MM, 20 * MM)
    gaps = {round(above.baseline - below.baseline, 1) for above, below in pairwise(rows)}
    assert gaps == {13.5}


def test_numbers_of_a_page_begin_anew_on_each(tmp_path: Path) -> None:
    layout = PageLayout(line_numbers=LineNumbers.PAGE)
    assert marks(drawn(tmp_path, layout), layout)[:2] == [[str(number) for number in range(1, 51)]] * 2


def test_every_fifth_line_bears_its_number(tmp_path: Path) -> None:
    layout = PageLayout(number_every=5)
    shown = [mark for page in marks(drawn(tmp_path, layout), layout) for mark in page]
    assert [mark for mark in shown if mark] == [str(number) for number in range(5, 161, 5)]
    assert len(shown) == 160


def test_continuous_numbers_have_no_gap_over_files_volumes_and_the_joint_of_an_excerpt(tmp_path: Path) -> None:
    layout = PageLayout(line_numbers=LineNumbers.CONTINUOUS)
    segments = (Segment(stream="source", origin="start", pages=2), Segment(stream="source", origin="end", pages=2))
    listing = Listing(mode="excerpt", segments=segments, page=layout, volume_pages=3)
    writer = ListingWriter(listing, IDENTITY, tmp_path, draft=False)
    for name in ("a.c", "b.c", "c.c"):
        writer.add(as_filed(name, PLAIN.encode()))
    volumes = writer.finish()
    assert len(volumes) == 2
    shown = [mark for each in volumes for page in marks(facts_of(each.path), layout) for mark in page]
    assert shown == [str(number) for number in range(1, len(shown) + 1)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (LineNumbers.FILE, ["1", "4", "5"]),
        (LineNumbers.CONTINUOUS, ["1", "2", "3"]),
        (LineNumbers.PAGE, ["1", "2", "3"]),
    ],
    ids=["file", "continuous", "page"],
)
def test_a_line_left_out_takes_no_number_but_the_files_own(
    tmp_path: Path, kind: LineNumbers, expected: list[str]
) -> None:
    layout = PageLayout(line_numbers=kind)
    writer = ListingWriter(
        Listing(mode="whole", page=layout), IDENTITY, tmp_path, draft=False,
        leaves_out=lambda _: LeftOut(blank=frozenset({2}), comments=frozenset({3})),
    )  # fmt: skip
    writer.add(as_filed("a.c", b"int a;\n\n// b\nint c;\nint d;\n"))
    (volume,) = writer.finish()
    assert marks(facts_of(volume.path), layout) == [expected]
    assert "1 blank lines and 1 lines that hold comments only" in " ".join(pages_by_pdfium(volume.path)[0].split())


def test_a_line_with_a_mask_is_never_left_out(tmp_path: Path) -> None:
    label = "[REDACTED 000001 TS]"
    writer = ListingWriter(
        Listing(mode="whole"), IDENTITY, tmp_path, draft=False, leaves_out=lambda _: LeftOut(comments=frozenset({1, 2}))
    )
    writer.add(as_filed("a.c", f"// {label}\n// plain\nint a;\n".encode(), labels=(label,)))
    (volume,) = writer.finish()
    text = pages_by_pdfium(volume.path)[0]
    assert label in text
    assert "plain" not in text
    assert writer.stripped.comments == 1


@pytest.mark.parametrize("margin", [6, 12, 20])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_long_paths_and_legends_are_whole_and_touch_nothing(tmp_path: Path, margin: int, lang: str) -> None:
    assert len(PATH_300) >= 290
    assert len(LEGEND_80) >= 80
    layout = replace(LITIGATION, margin_top=margin, margin_bottom=margin)
    answers = {"legend": LEGEND_80, "case": "4:24-cv-00017"}
    pages = drawn(
        tmp_path, layout, path=PATH_300, lang=lang, answers=answers, legend="legend",
        bates=Bates(prefix="prefix", start="start"),
    )  # fmt: skip
    for page, text in zip(pages, pages_by_pdfium(tmp_path / "listing.pdf"), strict=True):
        assert bare(PATH_300) in bare(text)
        assert bare(text).count(bare(LEGEND_80)) == 2
        boxes = sorted((each.bottom, each.top) for each in page.glyphs)
        assert boxes[0][0] > 8
        assert boxes[-1][1] < page.height - 8
        rows = sorted({round(each.baseline, 1) for each in page.glyphs})
        assert min(above - below for below, above in pairwise(rows)) > 4.5


def test_a_value_with_braces_is_text_and_an_unanswered_field_is_nothing(tmp_path: Path) -> None:
    drawn(tmp_path, LITIGATION, legend="legend", answers={"legend": "{page} {bates}", "prefix": "X"},
          bates=Bates(prefix="prefix"))  # fmt: skip
    text = pages_by_pdfium(tmp_path / "listing.pdf")[0]
    assert text.count("{page} {bates}") == 2
    assert "field" not in text
    assert "X000001" in text


def test_a_choice_is_printed_by_its_label_in_the_listings_language(tmp_path: Path) -> None:
    answers = {"legend": "hc", "legend.en": "HIGHLY CONFIDENTIAL", "legend.zh": "高度机密"}
    drawn(tmp_path, PageLayout(), legend="legend", answers=answers, lang="zh")
    assert "高度机密" in pages_by_pdfium(tmp_path / "listing.pdf")[0]  # in the footer, where no slot has it


def test_bates_numbers_run_through_all_volumes_without_a_gap(tmp_path: Path) -> None:
    drawn(tmp_path, LITIGATION, answers={"p": "ACME-", "s": "98"}, bates=Bates(prefix="p", start="s", digits=3),
          volume_pages=2)  # fmt: skip
    text = "".join(page for path in sorted(tmp_path.glob("*.pdf")) for page in pages_by_pdfium(path))
    assert [number for number in range(90, 110) if f"ACME-{number:03d}" in text] == [98, 99, 100, 101]


@pytest.mark.parametrize(("start", "words"), [("997", "more than 3 digits"), ("first", "not first")])
def test_bates_numbers_that_cannot_be_are_refused(tmp_path: Path, start: str, words: str) -> None:
    with pytest.raises(Problems) as refused:
        drawn(tmp_path, LITIGATION, answers={"s": start}, bates=Bates(start="s", digits=3))
    assert words in str(refused.value.problems[0])


def test_bates_numbers_that_just_suffice_are_printed(tmp_path: Path) -> None:
    assert len(drawn(tmp_path, LITIGATION, answers={"s": "996"}, bates=Bates(start="s", digits=3))) == 4


def test_chinese_page_numbers_come_from_the_template(tmp_path: Path) -> None:
    drawn(tmp_path, LITIGATION, lang="zh", answers={})
    assert "第2页 共4页" in pages_by_pdfium(tmp_path / "listing.pdf")[1]


def test_the_sign_of_a_wrapped_row_keeps_to_the_margins_without_numbers(tmp_path: Path) -> None:
    layout = PageLayout(line_numbers=LineNumbers.NONE)
    drawn(tmp_path, layout, f"int a = {'x' * 300};\n")
    with pikepdf.open(tmp_path / "listing.pdf") as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    (signs,) = [line for line in code.split("EMC") if "q 0.5 w" in line]
    starts = [float(found) for found in re.findall(r"([\d.]+) [\d.]+ m ", signs)]
    assert len(starts) >= 6
    assert min(starts) >= 20 * MM


def test_an_answer_says_nothing_to_a_template_that_has_no_such_slot(tmp_path: Path) -> None:
    drawn(tmp_path, PageLayout(header_left=LangText((("en", "{name}"),))), answers={"case": "17"})
    assert "17" not in said_footer(tmp_path)


def said_footer(folder: Path) -> str:
    return pages_by_pdfium(folder / "listing.pdf")[0].rstrip().rsplit("\n", 1)[-1]


def test_the_sentences_are_there_in_both_languages() -> None:
    from codebinder.bundle.listing_bates import bates_faults

    listing = Listing(mode="whole", bates=Bates(start="s", digits=3))
    (fault,) = bates_faults(listing, {"s": "999"}, 2)
    assert said(fault, "zh") != said(fault, "en")


def test_a_number_of_many_digits_keeps_to_its_gutter(tmp_path: Path) -> None:
    listing = Listing(mode="whole", page=PageLayout(line_numbers=LineNumbers.CONTINUOUS))
    with ListingWriter(listing, IDENTITY, tmp_path, draft=False) as writer:
        writer.add(as_filed("a.c", b"int a;\n"))
        writer._printer._numbering._printed = 123_456_788
        (volume,) = writer.finish()
    (page,) = facts_of(volume.path)
    small = [each for each in page.within(20 * MM, 20 * MM) if each.size < 7.3]
    assert "".join(each.char for each in small) == "123456789"
    assert min(each.left for each in small) >= 20 * MM - 0.5
