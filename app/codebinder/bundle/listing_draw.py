"""Draws one laid-out page of a listing as PDF operators: body, gutter, header, footer.

The body's text comes first in the stream and without a break, so that copying gives source text; line numbers and the
marks of wrapped rows stand in the gutter, the latter drawn as lines, never as characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from itertools import groupby

from codebinder.bundle.book import Book, number, text_at
from codebinder.bundle.draft import WORD
from codebinder.bundle.fonts import CELL, mono_face, text_face
from codebinder.bundle.listing_geometry import GUTTER_GAP, Geometry
from codebinder.bundle.listing_lines import MASK_OFF, MASK_ON, NAME_OFF, NAME_ON
from codebinder.bundle.listing_masks import Box, MaskLook, drawn
from codebinder.bundle.listing_pages import CONTINUED, HEADING, HEADING_MORE, LINE, NOTE, NOTE_MORE, Page
from codebinder.bundle.slots import Slots, slot_lines

_KINDS = re.compile(f"([{MASK_ON}{MASK_OFF}{NAME_ON}{NAME_OFF}])")
_LATIN = re.compile("([ -~]+)")
_STATE = {MASK_ON: "mask", NAME_ON: "name", MASK_OFF: "", NAME_OFF: ""}
_ESCAPE = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})

_BANDED = frozenset({HEADING, HEADING_MORE})
_REMARKS = frozenset({NOTE, NOTE_MORE})

GREY_TEXT, GREY_RULE, GREY_BAND = 0.45, 0.7, 0.945


class PageDrawer:
    """Draws the pages of one file."""

    def __init__(
        self, book: Book, geometry: Geometry, slots: Slots, *, draft: bool, look: MaskLook | None = None
    ) -> None:
        self._book, self._geometry, self._slots, self._draft = book, geometry, slots, draft
        self._look = look or MaskLook()
        self._mono = mono_face()
        self._ratios: dict[str, float] = {}
        self._base = f"{self._mono.latin(book.doc)} {number(geometry.size)} Tf"

    def draw(self, page: Page, *, shown_number: int, pages: int) -> str:
        """Give the operators of one page; `shown_number` of `pages` is printed."""
        geometry = self._geometry
        bars: list[str] = []
        masks: list[Box] = []
        body = [f"BT {self._base} {number(geometry.pitch)} TL 0 g"]
        body.append(f"1 0 0 1 {number(geometry.left)} {number(geometry.baseline(0))} Tm")
        for index, (kind, _, text) in enumerate(page.rows):
            if kind in _BANDED:
                bars.append(self._band(index))
            if text:
                body.append(self._row(text, index, masks, grey=kind in _REMARKS))
            body.append("T*")
        body.append("ET")
        values = {"path": page.path, "page": str(shown_number), "pages": str(pages)}
        statement = self._look.statement if shown_number == 1 else ""
        bars += drawn(masks, self._look, geometry)
        return "\n".join([self._under(), *bars, *body, self._gutter(page), self._margins(values, statement)])

    def _under(self) -> str:
        return "q /FormXob.Draft Do Q" if self._draft else ""

    def _band(self, row: int) -> str:
        geometry = self._geometry
        return _box(geometry.edge, geometry.right, geometry.baseline(row), geometry, GREY_BAND)

    def _row(self, text: str, index: int, masks: list[Box], *, grey: bool) -> str:
        plain = text.isascii() and text.isprintable()
        if plain:
            shown = f"({text.translate(_ESCAPE)}) Tj"
            return f"{GREY_TEXT} g {shown} 0 g" if grey else shown
        parts: list[str] = []
        geometry, column, state = self._geometry, 0, ""
        for piece in _KINDS.split(text):
            if piece in _STATE:
                state = _STATE[piece]
                continue
            if not piece:
                continue
            code, cells = self._mixed(piece)
            if state == "mask":
                left = geometry.left + column * geometry.cell
                masks.append((index, left, left + cells * geometry.cell))
                if self._look.bare:
                    code = f"[{number(-cells * CELL * 1000)}] TJ"  # moves on without any glyph
            parts.append(f"{GREY_TEXT} g {code} 0 g" if state == "name" or grey else code)
            column += cells
        return " ".join(parts)

    def _mixed(self, text: str) -> tuple[str, int]:
        """Set text on the grid, where a wide character has two cells, that is 1.2 ems of its Latin neighbours.

        Glyphs are made to fill their cells, half by size and half by width: with gaps instead, readers that copy the
        text would see a space after every Chinese character.
        """
        if text.isascii():
            return f"({text.translate(_ESCAPE)}) Tj", len(text)
        mono, parts, total, narrowed = self._mono, list[str](), 0, False
        for piece in _LATIN.split(text):
            if piece.isascii():
                if piece:
                    total += len(piece)
                    restored = f"100 Tz {self._base} " if narrowed else ""
                    parts.append(f"{restored}({piece.translate(_ESCAPE)}) Tj")
                    narrowed = False
                continue
            narrowed = True
            for ratio, group in groupby(piece, key=self._fill):
                shown = "".join(group)
                total += sum(map(mono.cells, shown))
                parts.append(self._stretched(shown, ratio))
        if narrowed:
            parts.append(f"100 Tz {self._base}")
        return " ".join(parts), total

    def _stretched(self, text: str, ratio: float) -> str:
        larger = math.sqrt(ratio) if ratio > 1 else 1.0
        size = f"{self._geometry.size * larger:.3f} Tf"
        runs = " ".join(f"{name} {size} ({operand}) Tj" for name, operand in self._mono.runs(text, self._book.doc))
        return f"{ratio / larger * 100:.3f} Tz {runs}"

    def _fill(self, char: str) -> float:
        """Give by how much a character's cells are wider than its glyph."""
        ratio = self._ratios.get(char)
        if ratio is None:
            cells = self._mono.cells(char)
            ratio = self._ratios[char] = round(cells * CELL / max(self._mono.em(char), 0.05), 4)
        return ratio

    def _gutter(self, page: Page) -> str:
        geometry, size = self._geometry, self._geometry.number_size
        cell, right = size * CELL, geometry.left - GUTTER_GAP
        numbers = [f"BT {self._mono.latin(self._book.doc)} {number(size)} Tf {GREY_TEXT} g"]
        hooks: list[str] = []
        for index, (kind, mark, _) in enumerate(page.rows):
            y = geometry.baseline(index)
            if kind == LINE and mark:
                numbers.append(f"1 0 0 1 {number(right - len(mark) * cell)} {number(y)} Tm ({mark}) Tj")
            elif kind in CONTINUED:
                hooks.append(_hook(right, y + geometry.size * 0.28))
        numbers.append("ET")
        drawn = f"q 0.5 w {GREY_TEXT} G {' '.join(hooks)} Q" if hooks else ""
        return f"/Artifact BMC {' '.join(numbers)} {drawn} EMC" if len(numbers) > 2 or hooks else ""

    def _margins(self, values: Mapping[str, str], statement: str) -> str:
        geometry, slots = self._geometry, self._slots.filled(values)
        rule = (
            f"q 0.4 w {GREY_RULE} G {number(geometry.edge)} {number(geometry.top + 5)} m "
            f"{number(geometry.right)} {number(geometry.top + 5)} l S Q"
        )
        parts = [f"/Artifact BMC {rule} {GREY_TEXT - 0.15:.2f} g"]
        head = slot_lines(slots.header, geometry.edge, geometry.right, room=geometry.height - geometry.top - 20)
        foot = slot_lines(slots.footer, geometry.edge, geometry.right, room=geometry.bottom - 22)
        top = min(geometry.top + 10 + (head.height - head.pitch), geometry.height - 10)
        for x, line, text in head.lines:
            parts.append(text_at(x, top - line * head.pitch, text_face().runs(text, self._book.doc), head.size))
        parts += self._stated(statement, top + head.pitch)
        for x, line, text in foot.lines:
            y = max(geometry.bottom - 14, foot.height + 6) - line * foot.pitch
            parts.append(text_at(x, y, text_face().runs(text, self._book.doc), foot.size))
        if self._draft:
            shown = text_at(geometry.edge, 12, text_face().runs(WORD, self._book.doc), 8)
            parts.append(f"0 g {shown}")
        parts.append("0 g EMC")
        return "\n".join(parts)

    def _stated(self, statement: str, low: float) -> list[str]:
        """Draw what the first page says of its masks, above the header."""
        geometry = self._geometry
        said = slot_lines((statement, "", ""), geometry.edge, geometry.right, room=geometry.height - low - 12)
        rows = [
            text_at(
                x, low + 3 + said.height - (line + 1) * said.pitch, text_face().runs(text, self._book.doc), said.size
            )
            for x, line, text in said.lines
        ]
        return [f"0 g {' '.join(rows)} {GREY_TEXT - 0.15:.2f} g"] if rows else []


def _box(left: float, right: float, baseline: float, geometry: Geometry, grey: float) -> str:
    bottom = baseline + geometry.size * 0.3 - geometry.pitch * 0.5
    return (
        f"{grey} g {number(left)} {number(bottom + 0.4)} {number(right - left)} {number(geometry.pitch - 0.8)} re f 0 g"
    )


def _hook(right: float, y: float) -> str:
    """Draw the sign of a wrapped row: a line that comes down and turns towards the text."""
    left = right - 6
    return (
        f"{number(left)} {number(y + 3)} m {number(left)} {number(y)} l {number(right)} {number(y)} l S "
        f"{number(right - 1.8)} {number(y + 1.3)} m {number(right)} {number(y)} l "
        f"{number(right - 1.8)} {number(y - 1.3)} l S"
    )
