"""What a finished listing's pages are, found from where PDFium sees its glyphs, with nothing of the program's own."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

MM = 72 / 25.4
GUTTER_SIZE = 7.3
"""Numbers beside lines are set smaller than any body of these tests."""


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the body: what stands in its gutter, and its text without spaces."""

    baseline: float
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]

    def within(self, top: float, bottom: float) -> list[Glyph]:
        """The glyphs of the body: those whose baseline lies between two margins (points from the paper's edges)."""
        return [each for each in self.glyphs if bottom < each.baseline < self.height - top]

    def outside(self, top: float, bottom: float) -> list[Glyph]:
        return [each for each in self.glyphs if not bottom < each.baseline < self.height - top]

    def rows(self, top: float, bottom: float) -> list[Row]:
        """The rows of the body from above."""
        found: dict[float, list[Glyph]] = {}
        for each in self.within(top, bottom):
            near = next((at for at in found if abs(at - each.baseline) < 1), each.baseline)
            found.setdefault(near, []).append(each)
        return [
            Row(
                at,
                "".join(each.char for each in sorted(row, key=lambda one: one.left) if each.size < GUTTER_SIZE),
                "".join(each.char for each in sorted(row, key=lambda one: one.left) if each.size >= GUTTER_SIZE),
            )
            for at, row in sorted(found.items(), reverse=True)
        ]


def facts_of(path: Path) -> list[PageFacts]:
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        text = page.get_textpage()
        glyphs = [_glyph(text, at) for at in range(text.count_chars())]
        width, height = page.get_size()
        pages.append(PageFacts(width, height, tuple(each for each in glyphs if not each.char.isspace())))
    document.close()
    return pages


def _glyph(text: pypdfium2.PdfTextPage, at: int) -> Glyph:
    left, bottom, right, top = text.get_charbox(at)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
    return Glyph(
        chr(pdfium_c.FPDFText_GetUnicode(text, at)), left, bottom, right, top, y.value,
        pdfium_c.FPDFText_GetFontSize(text, at),
    )  # fmt: skip
