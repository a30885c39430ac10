"""The papers' wording, page by page, against files that a person has read.

`CODEBINDER_WRITE_GOLDEN=1` writes them anew; whoever does so reads the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codebinder.bundle.listing import ListingSummary
from codebinder.bundle.papers_pdf import Proof, form_pdf, manifest_pdf
from helpers.filing_papers import MOMENT, ROUND, approval, digest, inventory, papers
from helpers.pdf_text import pages_by_pdfium

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "papers"


def _manifest(out: Path, languages: tuple[str, ...]) -> None:
    manifest_pdf(
        out,
        papers(languages),
        inventory(5),
        ROUND,
        (approval("Anna Example"), approval("李明", shared=True)),
        proof=Proof(commitments=3, root=digest("root"), codec="libdeflate", verifier_sha256=digest("verifier")),
        listing=ListingSummary(pages=60, stream_pages=147, files=3, named_characters=2, whole=False),
        moment=MOMENT,
    )


def _form(out: Path, languages: tuple[str, ...]) -> None:
    form_pdf(out, papers(languages))


@pytest.mark.parametrize("languages", [("en", "zh"), ("zh",)])
@pytest.mark.parametrize("paper", ["manifest", "form"])
def test_the_papers_say_what_they_said_when_somebody_read_them(
    tmp_path: Path, paper: str, languages: tuple[str, ...]
) -> None:
    out = tmp_path / "paper.pdf"
    {"manifest": _manifest, "form": _form}[paper](out, languages)
    text = "\n\n".join(" ".join(page.split()) for page in pages_by_pdfium(out)) + "\n"
    golden = GOLDEN / f"{paper}-{'-'.join(languages)}.txt"
    if os.environ.get("CODEBINDER_WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
