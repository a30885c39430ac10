"""Reads PDFs back as a recipient would: text by PDFium and by pdftotext, and the rows of a listing's body."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a row."""


def pages_by_pdfium(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range().replace("\r\n", "\n").replace(HYPHEN, "-\n"))
        text_page.close()
        page.close()
    document.close()
    return texts


def text_by_pdfium(path: Path) -> str:
    return "\n".join(pages_by_pdfium(path))


def has_pdftotext() -> bool:
    return shutil.which("pdftotext") is not None


def pages_by_pdftotext(path: Path, *options: str) -> list[str]:
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def bare(text: str) -> str:
    """Without any white space."""
    return "".join(text.split())


def body_of(page: str) -> list[str]:
    """The rows of a listing page's body as `pdftotext -layout` gives them: header first, footer last."""
    rows = page.rstrip("\n").split("\n")
    return rows[1:-1]


_NUMBERED = re.compile(r" *(\d+)(?:   (.*))?")


def lines_of_listing(pages: Iterable[str], headings: set[str]) -> dict[str, list[str]]:
    """Rebuild each file's lines from a listing with line numbers: a numbered row begins one, another continues it."""
    files: dict[str, list[str]] = {}
    current: list[str] = []
    for page in pages:
        for row in body_of(page):
            if row.strip() in headings:
                current = files.setdefault(row.strip(), [])
            elif match := _NUMBERED.fullmatch(row):
                current.append(match[2] or "")
            elif row.strip() and current:
                current[-1] += row.lstrip()
    return files
