"""The manifest, the form and the slip, read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from codebinder.bundle.listing import ListingSummary
from codebinder.bundle.papers_pdf import Proof, form_pdf, manifest_pdf, preview_pdf, slip_pdf
from codebinder.bundle.sinks import InventoryDigest
from codebinder.model.template import Status
from codebinder.model.template_pages import Listing
from helpers.filing_papers import (
    IDENTITY,
    LONG_PATH,
    MOMENT,
    ROUND,
    TEMPLATE,
    approval,
    digest,
    inventory,
    papers,
)
from helpers.pdf_text import bare, has_pdftotext, pages_by_pdfium, pages_by_pdftotext, text_by_pdfium

APPROVALS = (approval("李明 Li Ming"), approval("Anna Example", shared=True))
PROOF = Proof(commitments=3, root=digest("root"), codec="libdeflate", verifier_sha256=digest("verifier"))
SUMMARY = ListingSummary(pages=60, stream_pages=147, files=3, named_characters=2, whole=False)


def _manifest(folder: Path, languages: tuple[str, ...] = ("en", "zh"), *, files: int = 120) -> Path:
    out = folder / "manifest.pdf"
    manifest_pdf(
        out, papers(languages), inventory(files), ROUND, APPROVALS, proof=PROOF, listing=SUMMARY, moment=MOMENT
    )
    return out


def _check_geometry(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if chr(pdfium_c.FPDFText_GetUnicode(text, at)).isspace():
                continue
            left, bottom, right, top = text.get_charbox(at)
            assert 40 < left <= right < width - 40, text.get_text_range(max(0, at - 20), 40)
            assert 30 < bottom <= top < height - 25, text.get_text_range(max(0, at - 20), 40)
    document.close()


@pytest.mark.skipif(not has_pdftotext(), reason="pdftotext is not installed")
def test_pdftotext_gives_back_every_digest_of_the_manifest(tmp_path: Path) -> None:
    words = set("\n".join(pages_by_pdftotext(_manifest(tmp_path))).split())
    for row in inventory(120):
        assert {row.sha256, row.sm3} <= words
    for name in ("root", "verifier", "template", "round", "commit", "fw", "fw sm3", "withheld 0", "range 3"):
        assert digest(name) in words


def test_the_manifest_says_what_became_of_every_file(tmp_path: Path) -> None:
    text = bare(text_by_pdfium(_manifest(tmp_path)))
    assert bare("1,252 files in the commit = 1,200 disclosed + 20 redacted + 3 withheld + 22 excluded") in text
    assert bare("提交中共 1,252 个文件") in text
    assert bare("120 files") in text
    assert bare("suspended (as of 2015-04-13)") in text
    assert bare("60 pages printed of 147") in text
    assert "(namenotshown)" in text
    assert "src/crypto/secret.c" in text
    assert bare("include/asm") in text


def test_long_paths_are_broken_and_never_cut(tmp_path: Path) -> None:
    text = bare(text_by_pdfium(_manifest(tmp_path)))
    rest = bare(LONG_PATH)
    pieces = [rest[at : at + 30] for at in range(0, len(rest) - 30, 30)]
    assert all(any(piece[cut:] in text for cut in range(16)) for piece in pieces)
    _check_geometry(tmp_path / "manifest.pdf")


def test_the_original_name_stands_below_a_safe_one(tmp_path: Path) -> None:
    assert "=src/中文.c" in text_by_pdfium(_manifest(tmp_path))


def test_approvals_show_names_whole_fingerprints_and_claimed_times(tmp_path: Path) -> None:
    text = text_by_pdfium(_manifest(tmp_path))
    whole = bare(text)
    for one in APPROVALS:
        assert one.key.fingerprint in whole
        assert one.key.person in text
        assert one.at in text
    assert "under one account" in text
    assert text.count("Company seal") == 2
    assert "origin-never-printed" not in text


def test_pages_are_numbered_and_sections_have_bookmarks(tmp_path: Path) -> None:
    path = _manifest(tmp_path)
    pages = pages_by_pdfium(path)
    assert all(f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, start=1))
    document = pypdfium2.PdfDocument(path)
    marks = [(item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    document.close()
    sections = [title for title, _ in marks if title[0].isdigit()]
    assert [title.split()[0] for title in sections] == [str(at) for at in range(1, 12)]
    for title, page in marks:
        if title in sections:
            assert title.split("  ")[-1] in pages[page]
            assert f"{title.split('  ')[-1]}" in pages[0]


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en"), ()])
def test_the_languages_are_those_of_the_template(tmp_path: Path, languages: tuple[str, ...]) -> None:
    text = text_by_pdfium(_manifest(tmp_path, languages, files=3))
    assert ("Redaction log" in text) == ("".join(languages) != "zh")
    assert ("隐藏记录" in text) == ("zh" in languages)
    with pikepdf.open(tmp_path / "manifest.pdf") as pdf:
        assert str(pdf.Root.Lang) == ("zh-CN" if languages[:1] == ("zh",) else "en")


def test_a_draft_says_so_on_every_page_and_bears_no_date(tmp_path: Path) -> None:
    out = tmp_path / "manifest.pdf"
    manifest_pdf(out, papers(draft=True), inventory(100), None)
    assert all("DRAFT – not approved" in page and "草稿" in page for page in pages_by_pdfium(out))
    with pikepdf.open(out) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert not pdf.check_pdf_syntax()


def test_the_manifest_bears_the_moment_of_the_last_approval(tmp_path: Path) -> None:
    with pikepdf.open(_manifest(tmp_path)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20261121102500Z"
        assert not pdf.check_pdf_syntax()


def test_the_form_holds_every_answer_and_every_row(tmp_path: Path) -> None:
    report = form_pdf(tmp_path / "form.pdf", papers())
    text = text_by_pdfium(tmp_path / "form.pdf")
    for wanted in (
        "Maintenance (by \\ the operator)",
        "SSH 管理",
        "22",
        "Purpose",
        "目的",
        "no covert interface",
        "公章",
    ):
        assert wanted in text
    assert report.named_characters == 0
    _check_geometry(tmp_path / "form.pdf")


def test_hostile_texts_stay_on_the_page_and_are_named(tmp_path: Path) -> None:
    whole = papers()
    nasty = "W" * 900 + "\u202e\x00\x1b[31m" + "中" * 900 + ")Tj ET Q"
    field = replace(whole.fields[0], text=nasty, label_en="L" * 300, label_zh="标" * 300)
    table = replace(whole.fields[1], rows=(("C" * 90, "D"), (nasty, nasty), ("short",)))
    identity = replace(whole.identity, product="P" * 200, vendor=nasty[:300])
    report = form_pdf(tmp_path / "form.pdf", replace(whole, identity=identity, fields=(field, table)))
    text = bare(text_by_pdfium(tmp_path / "form.pdf"))
    assert report.named_characters == 9
    assert text.count("‹U+202E›‹U+0000›‹U+001B›[31m") >= 2
    assert text.count("W") >= 2700
    assert text.count("中") >= 2700
    _check_geometry(tmp_path / "form.pdf")


def test_the_slip_is_one_page_with_digests_in_groups_of_four(tmp_path: Path) -> None:
    out = tmp_path / "slip.pdf"
    archive = InventoryDigest("edgerouter.zip", 123456789, digest("zip"), digest("zip sm3"))
    report = slip_pdf(
        out,
        identity=IDENTITY,
        archive=archive,
        round_=ROUND,
        approvals=APPROVALS,
        sealer=digest("sealer"),
        draft=False,
        moment=MOMENT,
    )
    text = text_by_pdfium(out)
    assert report.pages == 1
    whole = bare(text)
    for name in ("zip", "zip sm3", "round", "sealer", "Anna Example"):
        assert digest(name) in whole
    groups = [digest("zip")[at : at + 4] for at in range(0, 32, 4)]
    assert " ".join(groups) in " ".join(text.split())
    assert "edgerouter.zip" in text
    _check_geometry(out)


@pytest.mark.parametrize("mode", ["none", "whole"])
def test_the_preview_shows_the_form_and_a_page_of_the_listing(tmp_path: Path, mode: str) -> None:
    out = tmp_path / "preview.pdf"
    preview_pdf(out, replace(TEMPLATE, listing=Listing(mode=mode), status=Status.IN_FORCE))
    text = text_by_pdfium(out)
    assert "申报表" in text
    assert ("打印清单样页" in text) == (mode == "whole")
