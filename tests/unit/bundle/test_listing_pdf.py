"""What a listing says when it is read back as a recipient would read it."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from codebinder.bundle.fonts import mono_face, named
from codebinder.bundle.listing import ListingWriter
from codebinder.bundle.listing_lines import lines_of
from codebinder.bundle.listing_pages import COUNTS
from codebinder.model.template_pages import Blank, LineNumbers, Listing, PageLayout
from helpers.filing_papers import IDENTITY, as_filed, both
from helpers.pdf_text import (
    bare,
    body_of,
    has_pdftotext,
    lines_of_listing,
    pages_by_pdfium,
    pages_by_pdftotext,
    text_by_pdfium,
)

LABEL = "[REDACTED 000001 CRY]"
SOURCE = (
    "/* 文件：密钥管理 Schlüssel — 키 — ключи (a\\b) */\n"
    f"\tconst char *key = \"{LABEL}\", *中文 = '\u202e😀';\n"
    "\n"
    + "".join(
        f'{"    " * (at % 5)}int value_{at} = compute({at}, "{"x" * (at * 7 % 150)}"); // 注释-\n' for at in range(300)
    )
)
LISTING = Listing(mode="whole", page=PageLayout())


def _listing(folder: Path, *, draft: bool = False, listing: Listing = LISTING) -> Path:
    writer = ListingWriter(listing, IDENTITY, folder, draft=draft, lang="en")
    writer.add(as_filed("src/密钥.c", SOURCE.encode(), labels=(LABEL,)))
    writer.add(as_filed("src/old.c", SOURCE.replace("키", "").replace("😀", "").encode("gb18030"), "gb18030"))
    writer.add(as_filed("logo.png", bytes(range(256)), "binary"))
    (volume,) = writer.finish()
    return volume.path


def _expected(text: str) -> list[str]:
    face = mono_face()
    lines = [line.expandtabs(8) for line in text.split("\n")[:-1]]
    return ["".join(char if face.shows(char) else named(char) for char in line) for line in lines]


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
def test_pdftotext_gives_back_every_line_of_every_file(tmp_path: Path) -> None:
    path = _listing(tmp_path)
    files = lines_of_listing(
        pages_by_pdftotext(path, "-layout"), {"main/src/密钥.c", "main/src/old.c", "main/logo.png"}
    )
    assert [bare(line) for line in files["main/src/密钥.c"]] == [bare(line) for line in _expected(SOURCE)]
    without = SOURCE.replace("키", "").replace("😀", "")
    assert [bare(line) for line in files["main/src/old.c"]] == [bare(line) for line in _expected(without)]


@pytest.mark.parametrize("draft", [False, True])
def test_pdfium_gives_back_the_source_without_a_break(tmp_path: Path, draft: bool) -> None:
    whole = bare("".join(page.split("\n1\n")[0] for page in pages_by_pdfium(_listing(tmp_path, draft=draft))))
    wanted = bare("".join(_expected(SOURCE)))
    first_page = wanted[:2000]
    assert first_page in whole
    for line in _expected(SOURCE):
        assert bare(line) in whole


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
def test_copied_chinese_has_no_gaps(tmp_path: Path) -> None:
    text = "".join(pages_by_pdftotext(_listing(tmp_path)))
    assert "文件：密钥管理 Schlüssel" in text
    assert "*中文 = " in text


def test_characters_that_are_not_shown_are_named_and_counted(tmp_path: Path) -> None:
    writer = ListingWriter(LISTING, IDENTITY, tmp_path, draft=False)
    writer.add(as_filed("a.c", "x\u200by\fz😀\n".encode()))
    (volume,) = writer.finish()
    assert writer.summary.named_characters == 3
    assert "x‹U+200B›y‹U+000C›z‹U+1F600›" in text_by_pdfium(volume.path)


def test_only_embedded_subsets_with_a_way_back_to_text(tmp_path: Path) -> None:
    with pikepdf.open(_listing(tmp_path, draft=True)) as pdf:
        assert not pdf.check_pdf_syntax()
        fonts = {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}
        assert fonts
        for font in fonts.values():
            assert str(font.BaseFont)[1:8].endswith("+")
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_the_file_tells_nothing_about_the_machine(tmp_path: Path) -> None:
    path = _listing(tmp_path)
    with pikepdf.open(path) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "EdgeRouter V2.4.1: Source code listing",
            "/Author": "Example Networks Ltd.",
            "/Creator": "Codebinder",
            "/Producer": "Codebinder",
        }
        assert str(pdf.Root.Lang) == "en"
        assert int(pdf.Root.PageLabels.Nums[1].St) == 1
    assert str(tmp_path).encode() not in path.read_bytes()


def test_every_file_has_a_bookmark_that_leads_to_its_page(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(_listing(tmp_path))
    marks = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert [title for title, _ in marks] == ["main/src/密钥.c", "main/src/old.c", "main/logo.png"]
    assert all(title in texts[page] for title, page in marks)


def test_all_text_stands_within_the_margins(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(_listing(tmp_path))
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if chr(pdfium_c.FPDFText_GetUnicode(text, at)).isspace():
                continue
            left, bottom, right, top = text.get_charbox(at)
            assert 30 < left <= right < width - 30, text.get_text_range(at, 1)
            assert 30 < bottom <= top < height - 25, text.get_text_range(at, 1)
    document.close()


def test_masks_are_labels_on_a_grey_bar_and_nothing_else(tmp_path: Path) -> None:
    path = _listing(tmp_path)
    assert text_by_pdfium(path).count(LABEL) == 2
    with pikepdf.open(path) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert re.search(r"0\.84 g [\d. -]+ re f", code)


def test_a_wrapped_row_is_marked_by_a_drawing_and_not_by_a_character(tmp_path: Path) -> None:
    writer = ListingWriter(LISTING, IDENTITY, tmp_path, draft=False)
    writer.add(as_filed("a.c", b"z" * 300 + b"\n"))
    (volume,) = writer.finish()
    text = text_by_pdfium(volume.path)
    assert text.count("z") == 300
    assert not set(text) & set("↪↳→\\")
    with pikepdf.open(volume.path) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b" l S ") >= 3


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
def test_each_page_of_a_draft_says_so_and_stays_readable(tmp_path: Path) -> None:
    path = _listing(tmp_path, draft=True)
    pages = pages_by_pdftotext(path, "-layout")
    assert all("DRAFT 草稿" in page for page in pages)
    assert any("value_1 = compute(1" in row for row in body_of(pages[0]))


def test_a_header_never_cuts_a_path(tmp_path: Path) -> None:
    path = "/".join(f"a-folder-with-a-name-{at}" for at in range(40))
    writer = ListingWriter(LISTING, IDENTITY, tmp_path, draft=False)
    writer.add(as_filed(path, b"x\n"))
    (volume,) = writer.finish()
    assert bare(text_by_pdfium(volume.path)).count(bare(path)) == 2


def test_an_abandoned_listing_leaves_nothing_behind(tmp_path: Path) -> None:
    with ListingWriter(LISTING, IDENTITY, tmp_path, draft=False) as writer:
        writer.add(as_filed("a.c", b"x\n" * 1000))
    assert list(tmp_path.iterdir()) == []


CODECS = ("utf-8", "utf-8-sig", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-16-be", "latin-1")


def _hostile(random: Random) -> tuple[bytes, str]:
    codec = random.choice(CODECS)
    kind = random.randrange(3)
    if kind == 0:
        return random.randbytes(random.randrange(2000)), codec
    if kind == 1:
        pool = 'ab (\\)<>\t\r\n中文字é\u200b\x0c"-'
        return "".join(random.choice(pool) for _ in range(1500)).encode(codec, "replace"), codec
    return "".join(chr(random.randrange(0x20, 0x3000)) for _ in range(1000)).encode(codec, "replace"), codec


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
@pytest.mark.parametrize("seed", range(12))
def test_whatever_a_file_holds_it_is_read_back_whole(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    data, codec = _hostile(random)
    page = PageLayout(
        count=random.choice(COUNTS),
        blank_lines=random.choice(list(Blank)),
        line_numbers=LineNumbers.NONE,
        file_heading=False,
        landscape=seed % 3 == 0,
        lines_per_page=random.choice([10, 50, 120]),
        max_columns=random.choice([0, 2, 40, 200]),
        footer_left=both("page-{page}-of-{pages}-end", ""),
    )
    writer = ListingWriter(Listing(mode="whole", page=page), IDENTITY, tmp_path, draft=False)
    file = as_filed("a", data, codec)
    writer.add(file)
    (volume,) = writer.finish()
    read = "".join(bare(text) for text in pages_by_pdftotext(volume.path, "-raw"))
    face = mono_face()
    shown = (char if face.shows(char) or char == "\t" else named(char) for line, _ in lines_of(file) for char in line)
    assert re.sub(r"page-\d+-of-\d+-end", "", read) == bare("".join(shown))
