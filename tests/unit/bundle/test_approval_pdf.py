"""The approval page: one page, always the same bytes, whatever the names in it are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebinder.bundle.approval_pdf import approval_pdf
from codebinder.model.certificates import ApprovalPage
from helpers.filing_papers import IDENTITY, ROUND, TEMPLATE, approval
from helpers.pdf_text import bare, text_by_pdfium

PAGE = ApprovalPage(
    vendor=IDENTITY.vendor, vendor_zh=IDENTITY.vendor_zh, recipient=IDENTITY.recipient, product=IDENTITY.product,
    version=IDENTITY.version, template=f"{TEMPLATE.id} {TEMPLATE.version}", filing=IDENTITY.filing_slug,
    filing_uid=IDENTITY.filing_uid, round=replace(ROUND, files=1204, size=38_123_456),
    approver=approval("陈宇 Chen Yu").key, redactions=583, kept=41, at="2026-11-20T08:00:00Z",
)  # fmt: skip
LONG = "很长的名称 a long name " * 40


def draw(folder: Path, page: ApprovalPage, name: str = "approval.pdf") -> Path:
    out = folder / name
    assert approval_pdf(out, page).pages == 1
    return out


def test_the_page_says_who_approves_what(tmp_path: Path) -> None:
    text = bare(text_by_pdfium(draw(tmp_path, PAGE)))
    wanted = (
        IDENTITY.product, IDENTITY.vendor, IDENTITY.vendor_zh, IDENTITY.recipient, IDENTITY.filing_slug, ROUND.digest,
        PAGE.approver.fingerprint, "陈宇 Chen Yu", "1,204 files", "583 redactions", "41 findings kept", PAGE.at,
        "Signature", "Company seal", "批准书",
    )  # fmt: skip
    assert [each for each in wanted if bare(each) not in text] == []


def test_the_same_values_give_the_same_bytes_and_any_other_value_others(tmp_path: Path) -> None:
    once = draw(tmp_path, PAGE).read_bytes()
    assert draw(tmp_path, PAGE, "again.pdf").read_bytes() == once
    others = (
        replace(PAGE, kept=42), replace(PAGE, redactions=584), replace(PAGE, at="2026-11-20T08:00:01Z"),
        replace(PAGE, account_shared=True), replace(PAGE, round=replace(PAGE.round, digest="ab" * 32)),
        replace(PAGE, round=replace(PAGE.round, number=9)), replace(PAGE, approver=approval("another").key),
        replace(PAGE, filing_uid="0" * 36), replace(PAGE, recipient="somebody else"),
    )  # fmt: skip
    assert all(draw(tmp_path, each, "other.pdf").read_bytes() != once for each in others)


@pytest.mark.parametrize("text", [LONG, LONG[::-1], "x" * 5000, "\u202e\x07" * 300, "长" * 900], ids=range(5))
def test_names_of_any_length_stay_on_one_page(tmp_path: Path, text: str) -> None:
    row = replace(PAGE.round, scope=tuple(f"component-{number}" for number in range(90)))
    page = replace(
        PAGE, vendor=text, vendor_zh=text[1:], recipient=text, product=text, version=text, template=text, filing=text,
        approver=replace(PAGE.approver, person=text), round=row, account_shared=True,
    )  # fmt: skip
    draw(tmp_path, page)
