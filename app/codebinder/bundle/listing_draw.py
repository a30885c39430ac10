"""Draws one laid-out page of a listing as PDF operators: body, gutter, header, footer.

The body's text comes first in the stream and without a break, so that copying gives source text; line numbers and the
marks of wrapped rows stand in the gutter, the latter drawn as lines, never as characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from codebinder.bundle.book import Book, number, text_at
from codebinder.bundle.draft import WORD
from codebinder.bundle.fonts import CELL, mono_face, text_face
from codebinder.bundle.inks import PENS, Coloured, between, heaviness, pieces
from codebinder.bundle.lexing import Run
from codebinder.bundle.listing_geometry import Geometry
from codebinder.bundle.listing_lines import MASK_OFF, MASK_ON, NAME_OFF, NAME_ON
from codebinder.bundle.listing_margins import Margins, settle
from codebinder.bundle.listing_masks import Box, MaskLook, drawn
from codebinder.bundle.listing_pages import CONTINUED, HEADING, HEADING_MORE, NOTE, NOTE_MORE, Page
from codebinder.bundle.slots import SlotLines, Slots

_KINDS = re.compile(f"([{MASK_ON}{MASK_OFF}{NAME_ON}{NAME_OFF}])")
_LATIN = re.compile("([ -~]+)")
_STATE = {MASK_ON: "mask", NAME_ON: "name", MASK_OFF: "", NAME_OFF: ""}

_BANDED = frozenset({HEADING, HEADING_MORE})
_REMARKS = frozenset({NOTE, NOTE_MORE})

GREY_TEXT, GREY_RULE, GREY_BAND = 0.45, 0.7, 0.945


class PageDrawer:
    """Draws the pages of one file. `statement` stands above the header of the first page that is printed."""

    def __init__(
        self,
        book: Book,
        geometry: Geometry,
        slots: Slots,
        *,
        draft: bool,
        look: MaskLook | None = None,
        statement: str = "",
        verso: Geometry | None = None,
    ) -> None:
        self._book, self._slots, self._draft, self._statement = book, slots, draft, statement
        self._look = look or MaskLook()
        self._mono = mono_face()
        self._ratios: dict[str, float] = {}
        self._recto, self._verso = geometry, verso or geometry
        self._geometry, self._base = geometry, ""
        self._gutter_of, self._places = geometry, dict[tuple[int, int], tuple[str, str]]()

    def draw(self, page: Page, marks: Sequence[str], values: Mapping[str, str]) -> str:
        """Give the operators of one page. `marks` stand beside its rows, `values` in the slots; an even page has its
        binding edge on the other side, where there are two."""
        shown_number = int(values["page"])
        slots = self._slots.filled({**values, "path": page.path})
        margins = settle(
            self._recto if shown_number % 2 else self._verso,
            slots.header,
            slots.footer,
            self._statement if shown_number == 1 else "",
            rows=len(page.rows),
        )
        geometry = self._geometry = margins.geometry
        self._base = f"{self._mono.latin(self._book.doc)} {number(geometry.size)} Tf"
        bars: list[str] = []
        masks: list[Box] = []
        body = [f"BT {self._base} {number(geometry.pitch)} TL 0 g"]
        body.append(f"1 0 0 1 {number(geometry.left)} {number(geometry.baseline(0))} Tm")
        colours: Sequence[Sequence[Run]] = ()
        if isinstance(page, Coloured):
            colours = page.colours
            body.append(f"{heaviness(geometry.size):.3f} w")
        for index, (kind, _, text) in enumerate(page.rows):
            if kind in _BANDED:
                bars.append(self._band(index))
            if colours and colours[index]:
                body.append(self._inked(text, colours[index], index, masks))
            elif text:
                body.append(self._row(text, index, masks, grey=kind in _REMARKS))
            body.append("T*")
        body.append("ET")
        bars += drawn(masks, self._look, geometry)
        return "\n".join([self._under(), *bars, *body, self._gutter(page, marks), self._margins(margins)])

    def above(self, row: int) -> float:
        """Give the height just above a row of the page that was drawn last."""
        return self._geometry.top - row * self._geometry.pitch + 2

    def _under(self) -> str:
        return "q /FormXob.Draft Do Q" if self._draft else ""

    def _band(self, row: int) -> str:
        geometry = self._geometry
        return _box(geometry.edge, geometry.right, geometry.baseline(row), geometry, GREY_BAND)

    def _row(self, text: str, index: int, masks: list[Box], *, grey: bool) -> str:
        plain = text.isascii() and text.isprintable()
        if plain:
            shown = f"({_escaped(text)}) Tj"
            return f"{GREY_TEXT} g {shown} 0 g" if grey else shown
        return self._marked(text, (), index, masks, grey=grey)

    def _inked(self, text: str, runs: Sequence[Run], index: int, masks: list[Box]) -> str:
        """Set a row in colours. Black is taken up again at its end, so that nothing else is drawn in them."""
        if text.isascii() and text.isprintable():
            parts, held = list[str](), 0
            for piece, kind in pieces(text, runs):
                if kind != held:
                    parts.append(PENS[kind])
                    held = kind
                parts.append(f"({_escaped(piece)}) Tj")
            return " ".join([*parts, PENS[0]] if held else parts)
        return self._marked(text, runs, index, masks, grey=False)

    def _marked(self, text: str, runs: Sequence[Run], index: int, masks: list[Box], *, grey: bool) -> str:
        """Set a row with masks, names of characters, or wide characters in it; runs count the characters without marks.
        Masks and names have no colour."""
        parts: list[str] = []
        geometry, column, state = self._geometry, 0, ""
        at = 0
        for piece in _KINDS.split(text):
            if piece in _STATE:
                state = _STATE[piece]
                continue
            if not piece:
                continue
            at += len(piece)
            if runs and not state:
                code, cells = self._coloured(piece, between(runs, at - len(piece), at))
                parts.append(code)
                column += cells
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

    def _coloured(self, text: str, runs: Sequence[Run]) -> tuple[str, int]:
        parts, total = list[str](), 0
        for piece, kind in pieces(text, runs):
            code, cells = self._mixed(piece)
            parts.append(f"{PENS[kind]} {code} {PENS[0]}" if kind else code)
            total += cells
        return " ".join(parts), total

    def _mixed(self, text: str) -> tuple[str, int]:
        """Set text on the grid, where a wide character has two cells, that is 1.2 ems of its Latin neighbours.

        Glyphs are made to fill their cells, half by size and half by width: with gaps instead, readers that copy the
        text would see a space after every Chinese character.
        """
        if text.isascii():
            return f"({_escaped(text)}) Tj", len(text)
        mono, parts, total, narrowed = self._mono, list[str](), 0, False
        for piece in _LATIN.split(text):
            if piece.isascii():
                if piece:
                    total += len(piece)
                    restored = f"100 Tz {self._base} " if narrowed else ""
                    parts.append(f"{restored}({_escaped(piece)}) Tj")
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

    def _gutter(self, page: Page, marks: Sequence[str]) -> str:
        geometry = self._geometry
        if geometry != self._gutter_of:
            self._gutter_of, self._places = geometry, {}
        places = self._places
        numbers = [f"BT {self._mono.latin(self._book.doc)} {number(geometry.number_size)} Tf {GREY_TEXT} g"]
        hooks: list[str] = []
        for index, (row, mark) in enumerate(zip(page.rows, marks, strict=True)):
            if mark:
                place = places.get((index, len(mark)))
                if place is None:
                    place = places[index, len(mark)] = _place(geometry, index, len(mark))
                numbers.append(f"{place[0]}({mark}) Tj{place[1]}")
            elif row[0] in CONTINUED:
                hooks.append(_hook(geometry.mark_right, geometry.baseline(index) + geometry.size * 0.28))
        numbers.append("ET")
        drawn = f"q 0.5 w {GREY_TEXT} G {' '.join(hooks)} Q" if hooks else ""
        return f"/Artifact BMC {' '.join(numbers)} {drawn} EMC" if len(numbers) > 2 or hooks else ""

    def _margins(self, margins: Margins) -> str:
        geometry = margins.geometry
        rule = (
            f"q 0.4 w {GREY_RULE} G {number(geometry.edge)} {number(geometry.top + 5)} m "
            f"{number(geometry.right)} {number(geometry.top + 5)} l S Q"
        )
        parts = [f"/Artifact BMC {rule} {GREY_TEXT - 0.15:.2f} g"]
        parts += self._lines(margins.head, margins.head_baseline)
        stated = " ".join(self._lines(margins.said, margins.said_baseline))
        if stated:
            parts.append(f"0 g {stated} {GREY_TEXT - 0.15:.2f} g")
        parts += self._lines(margins.foot, margins.foot_baseline)
        if self._draft:
            shown = text_at(geometry.edge, 12, text_face().runs(WORD, self._book.doc), 8)
            parts.append(f"0 g {shown}")
        parts.append("0 g EMC")
        return "\n".join(parts)

    def _lines(self, lines: SlotLines, first: float) -> list[str]:
        return [
            text_at(x, first - line * lines.pitch, text_face().runs(text, self._book.doc), lines.size)
            for x, line, text in lines.lines
        ]


def _place(geometry: Geometry, row: int, digits: int) -> tuple[str, str]:
    """Give the operators before and after a number of so many digits; one of very many keeps to the gutter."""
    wide = digits * geometry.number_size * CELL
    room = geometry.mark_room
    right, y = geometry.mark_right, number(geometry.baseline(row))
    if wide <= room:
        return f"1 0 0 1 {number(right - wide)} {y} Tm ", ""
    return f"1 0 0 1 {number(right - room)} {y} Tm {room / wide * 100:.1f} Tz ", " 100 Tz"


def _escaped(text: str) -> str:
    """Give text as it stands in a string of the file."""
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


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
