"""Masks on the printed page: five looks, nothing hidden in the file, nothing that tells how long it was.

`CODEBINDER_WRITE_GOLDEN=1` writes the golden files anew; whoever does so looks at the pages, too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.bundle.fonts import mono_face
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_geometry import Geometry, measure
from codebinder.bundle.listing_lines import MASK_OFF, MASK_ON, lines_of, rows_of
from codebinder.bundle.listing_masks import dressed, look_of
from codebinder.bundle.preview_pdf import preview_pdf
from codebinder.model.template_pages import Listing, PageLayout, Segment
from helpers.filing_papers import IDENTITY, TEMPLATE, both
from helpers.masked import HIDDEN_WORDS, SOURCE, STYLES, body_of, hidden, listing_of, policy_of, sample, writer_of
from helpers.pdf_text import bare, has_pdftotext, pages_by_pdfium, pages_by_pdftotext, text_by_pdfium

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "listing"
BARE = ("hatch", "hatch-kept", "strip")
GEOMETRY = measure(PageLayout())


def streams(path: Path) -> list[bytes]:
    with pikepdf.open(path) as pdf:
        return [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]


def painted(path: Path) -> str:
    """The operators of the first page that paint its masks and its heading's band."""
    with pikepdf.open(path) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    return code[: code.index("BT")].strip()


def rendered(path: Path, scale: float = 2.0) -> pypdfium2.PdfBitmap:
    return pypdfium2.PdfDocument(path)[0].render(scale=scale, grayscale=True)


def darkness(path: Path, row: int, left: int, right: int, geometry: Geometry = GEOMETRY) -> float:
    """How much of the cells `left` to `right` of a row is black, from 0 to 1."""
    scale = 4.0
    bitmap = rendered(path, scale)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    top = geometry.height - (geometry.top - row * geometry.pitch)
    ys = range(round((top + 1) * scale), round((top + geometry.pitch - 1) * scale))
    xs = range(
        round((geometry.left + left * geometry.cell + 1) * scale),
        round((geometry.left + right * geometry.cell - 1) * scale),
    )
    dots = [data[y * stride + x] for y in ys for x in xs]
    return sum(dot < 128 for dot in dots) / len(dots)


@pytest.mark.parametrize("style", STYLES)
def test_a_page_looks_and_reads_as_it_did_when_somebody_looked_at_it(tmp_path: Path, style: str) -> None:
    path = listing_of(style, tmp_path)
    text = f"{text_by_pdfium(path)}\n\n{painted(path)}\n"
    golden = GOLDEN / f"{style}.txt"
    if os.environ.get("CODEBINDER_WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_nothing_hidden_is_anywhere_in_the_file(tmp_path: Path, style: str) -> None:
    path = listing_of(style, tmp_path)
    texts = [text_by_pdfium(path), *(pages_by_pdftotext(path) if has_pdftotext() else ())]
    for word in HIDDEN_WORDS:
        assert not [text for text in texts if word in text]
        assert not [data for data in streams(path) if word.encode() in data or word.encode("utf-16-be") in data]
        assert word.encode() not in path.read_bytes()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("style", STYLES)
def test_qpdf_finds_no_fault(tmp_path: Path, style: str) -> None:
    subprocess.run(["qpdf", "--check", str(listing_of(style, tmp_path))], check=True, capture_output=True)


@pytest.mark.parametrize("style", STYLES)
def test_there_is_no_text_under_diagonals_and_blocks(tmp_path: Path, style: str) -> None:
    text = text_by_pdfium(listing_of(style, tmp_path))
    assert ("REDACTED" in text) is (style not in {*BARE, "bracket"})
    assert "int main(void) { return turn(3); }" in text


def test_diagonals_are_black_and_broad_and_reach_over_the_whole_row(tmp_path: Path) -> None:
    path = listing_of("hatch-kept", tmp_path)
    for row in range(6, 12):  # the sample's body, below a heading and five lines
        assert 0.35 < darkness(path, row, 0, GEOMETRY.columns) < 0.65
        assert darkness(path, row, GEOMETRY.columns - 4, GEOMETRY.columns) > 0.25
    assert darkness(path, 3, 0, GEOMETRY.columns) == 0
    once = listing_of("hatch", tmp_path)
    assert darkness(once, 6, 0, GEOMETRY.columns) > 0.35
    assert darkness(once, 8, 0, GEOMETRY.columns) == 0


def test_blocks_are_black_on_both_sides_of_the_strip(tmp_path: Path) -> None:
    path = listing_of("strip", tmp_path)
    for row in range(6, 12):
        assert darkness(path, row, 0, 8) > 0.99
        assert darkness(path, row, 8, 14) < 0.4
        assert darkness(path, row, 14, GEOMETRY.columns) > 0.99
    assert "int to" in text_by_pdfium(path)


@pytest.mark.parametrize("style", STYLES)
def test_two_files_that_differ_in_what_is_hidden_give_the_same_pages(tmp_path: Path, style: str) -> None:
    drawn = []
    for name, value, body in (("a", "short1", "x = 1"), ("b", "a-much-longer-value-of-a-key", "y = first(second)")):
        lines = ["01234567seen: ", "0123456       ", "\t      " + body, "\t"]  # the same within the strip
        texts = [f"{line}{' ' * 6 + body * (index + 1) if name == 'b' else ''}" for index, line in enumerate(lines)]
        text = SOURCE.replace(body_of(SOURCE), "\n".join([*texts, "the end of it " + body])).replace(
            "hunter2-hunter2", value
        )
        place = text[text.index("01234567seen") : text.index("\n}\n")]
        folder = tmp_path / name
        folder.mkdir()
        path = listing_of(style, folder, hidden(text, style, places=(place,), values=(value,)))
        drawn.append(path.read_bytes())
    assert drawn[0] == drawn[1]


def test_a_mask_that_keeps_its_lines_stands_on_each_of_them() -> None:
    masked = [bool(masks) for _, masks in lines_of(sample("label-kept"))]
    assert masked == [False, True, False, False, False, True, True, True, True, True, True, False, False, False]


@given(
    columns=st.integers(4, 60), style=st.sampled_from(BARE), lead=st.text("ab \t价", max_size=12),
    tail=st.sampled_from(["", ";", "  ", " 价"]),
)  # fmt: skip
@settings(max_examples=150)
def test_rows_of_bare_masks_hold_their_columns_and_no_label(columns: int, style: str, lead: str, tail: str) -> None:
    label = "[REDACTED 000001 TS ]"
    masks = [(len(lead), len(lead) + len(label))]
    face = mono_face()
    look = look_of(policy_of(style))
    line, places = dressed(f"{lead}{label}{tail}", masks, look, columns=columns, tab=8, face=face)
    rows, _ = rows_of(line, places, columns=columns, tab=8, face=face)
    joined = "".join(rows)
    assert "REDACTED" not in joined
    assert not re.search(f"{MASK_ON}[^{MASK_OFF}]*[^ {MASK_OFF}]", joined)
    assert bare(joined.replace(MASK_ON, "").replace(MASK_OFF, "")) == bare(lead + tail)
    if not (lead + tail).strip():
        cells = sum(face.cells(char) for char in rows[-1] if char not in MASK_ON + MASK_OFF)
        assert cells == columns


def test_figures_of_pages_count_cells_and_lines_and_what_is_masked_of_them(tmp_path: Path) -> None:
    writer = writer_of("label-kept", tmp_path)
    writer.add(sample("label-kept"))
    writer.finish()
    (cover,) = writer.covers
    label = len("[REDACTED 000001 CRY]")
    assert (cover.number, cover.lines, cover.hidden_lines, cover.hidden_cells) == (1, 14, 7, 7 * label)
    plain = [line for line, masks in lines_of(sample("label-kept")) if not masks]
    shown = sum(len(line) + line.count("泵") + line.count("控") + line.count("制") for line in plain)
    assert cover.cells == shown + 6 * label + len('static const char key[] = "";') + label
    assert cover.paths == ("main/pump.c",)


def test_diagonals_count_with_the_room_that_they_take(tmp_path: Path) -> None:
    writer = writer_of("hatch-kept", tmp_path)
    writer.add(sample("hatch-kept"))
    writer.finish()
    (cover,) = writer.covers
    assert cover.hidden_cells == 6 * GEOMETRY.columns + len("[REDACTED 000001 CRY]")
    assert cover.cells == 14 * GEOMETRY.columns  # so that half a page that is black is half of its area


@pytest.mark.parametrize("style", STYLES)
def test_counting_gives_the_figures_that_drawing_gives(tmp_path: Path, style: str) -> None:
    covers = []
    for folder in (tmp_path, None):
        for listing in (
            Listing(mode="whole", page=PageLayout(lines_per_page=5)),
            Listing(
                mode="excerpt",
                page=PageLayout(lines_per_page=3),
                segments=(
                    Segment(stream="source", origin="start", pages=2),
                    Segment(stream="source", origin="end", pages=1),
                ),
            ),
        ):
            writer = writer_of(style, folder, listing=listing)
            writer.add(sample(style))
            writer.add(sample(style))
            if folder is None:
                writer.count()
            else:
                writer.finish()
            covers.append(writer.covers)
            writer.close()
    assert covers[:2] == covers[2:]
    assert [cover.number for cover in covers[1]] == [1, 2, 3]
    assert all(len(cover.paths) in {1, 2} for part in covers for cover in part)


def test_a_line_over_two_pages_counts_on_both(tmp_path: Path) -> None:
    text = "x" * 400 + "hunter2-hunter2\n"
    listing = Listing(mode="whole", page=PageLayout(lines_per_page=2, count="wrapped", file_heading=False))
    writer = writer_of("label", tmp_path, listing=listing)
    writer.add(hidden(text, "label", values=("hunter2-hunter2",)))
    writer.finish()
    assert [(cover.lines, cover.hidden_lines) for cover in writer.covers] == [(1, 0), (1, 0), (1, 1)]
    assert sum(cover.cells for cover in writer.covers) == 400 + len("[REDACTED 000001 CRY]")


@pytest.mark.parametrize("style", STYLES)
def test_a_preview_shows_masks_as_a_listing_does(tmp_path: Path, style: str) -> None:
    template = replace(TEMPLATE, listing=Listing(mode="whole"), redaction=policy_of(style))
    preview_pdf(tmp_path / "preview.pdf", template)
    text = pages_by_pdfium(tmp_path / "preview.pdf")[-1]
    assert ("REDACTED" in text) is (style not in {*BARE, "bracket"})
    assert ("[***]" in text) is (style == "bracket")
    assert "sum >> 31" not in text
    assert "static uint32_t checksum" in text


def test_a_preview_of_a_template_that_forbids_redaction_shows_no_mask(tmp_path: Path) -> None:
    preview_pdf(tmp_path / "preview.pdf", replace(TEMPLATE, listing=Listing(mode="whole")))
    text = pages_by_pdfium(tmp_path / "preview.pdf")[-1]
    assert "REDACTED" not in text
    assert "sum >> 31" in text


@pytest.mark.parametrize(("text", "says"), [(SOURCE, True), ("int a;\n" * 80, False)])
def test_the_first_page_of_a_listing_with_masks_makes_the_statement(tmp_path: Path, text: str, says: bool) -> None:
    statement = "Certain information has been left out of this exhibit; " + "[***] stands in its place. " * 6
    look = look_of(replace(policy_of("bracket"), statement=both(statement, "已略去若干信息。")), "en")
    writer = ListingWriter(
        Listing(mode="whole", page=PageLayout(lines_per_page=5)), IDENTITY, tmp_path, draft=False, look=look
    )
    writer.add(hidden(text, "bracket", values=("hunter2-hunter2",) if says else ()))
    (volume,) = writer.finish()
    pages = [bare(page) for page in pages_by_pdfium(volume.path)]
    assert [bare(statement) in page for page in pages] == [says] + [False] * (len(pages) - 1)
    document = pypdfium2.PdfDocument(volume.path)
    page = document[0].get_textpage()
    heights = [page.get_charbox(at)[3] for at in range(page.count_chars())]
    assert max(heights) < document[0].get_height()
