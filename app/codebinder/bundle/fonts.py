"""The two faces of the bundled font: what they show, how wide it is, and what stands for a character that they lack.

`pdftotext` gives a character back even where the page shows nothing for it, so every character is looked up in the
font before it is drawn. One that the font lacks, or that would not be seen for what it is (controls, format and
direction marks, odd spaces, right-to-left letters, which readers reorder), is printed by name: `‹U+200B›`.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import RLock
from typing import Protocol, cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTFont

from codebinder import assets

FILE = "fonts/wqy-microhei.ttc"
CELL = 0.6001
"""Width of the monospaced face's Latin characters, in ems; a wide character gets two cells."""

LOCK = RLock()
"""ReportLab's font objects serve one document at a time; whoever draws holds this."""

_MISREAD = frozenset("\u02cd\u2035\u203e")
"""Marks that poppler takes for accents and drops when text is copied."""

_TEXTS = 4096
"""Texts whose widths are kept: headers and footers of a listing are the same on many pages."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ESCAPES = {point: f"\\{point:03o}" for point in (*range(32), *range(127, 256))} | {
    ord(char): f"\\{char}" for char in "()\\"
}


class _Metrics(Protocol):
    charToGlyph: dict[int, int]  # noqa: N815  (ReportLab's name)
    charWidths: dict[int, float]  # noqa: N815  (ReportLab's name)

    def get_table(self, tag: str) -> bytes: ...


class _Font(Protocol):
    face: _Metrics

    def splitString(self, text: str, doc: object) -> list[tuple[int, bytes]]: ...  # noqa: N802  (ReportLab's name)

    def getSubsetInternalName(self, subset: int, doc: object) -> str: ...  # noqa: N802  (ReportLab's name)

    def addObjects(self, doc: object) -> None: ...  # noqa: N802  (ReportLab's name)


class Face:
    """One face of the font."""

    def __init__(self, name: str, index: int) -> None:
        path = str(assets.resources() / FILE)
        self._font = cast("_Font", TTFont(name, path, subfontIndex=index, asciiReadable=True, shapable=False))
        self._glyphs = self._font.face.charToGlyph
        self._widths = self._font.face.charWidths
        self._shown: dict[str, bool] = {}
        self._loca = self._font.face.get_table("loca")
        self._wide = bool(struct.unpack_from(">h", self._font.face.get_table("head"), 50)[0])
        self._good: set[str] = set()
        self._cells: dict[str, int] = {}
        self._texts: dict[str, float] = {}
        self._latin: WeakKeyDictionary[object, str] = WeakKeyDictionary()

    def shows(self, char: str) -> bool:
        """Is there a glyph, and is it seen for what it is?"""
        known = self._shown.get(char)
        if known is None:
            # ReportLab's way back to text holds four digits a character, so nothing beyond the basic plane is drawn.
            known = self._shown[char] = ord(char) < 0x10000 and self._drawn(char) and _plain(char)
        return known

    def shows_all(self, text: str) -> bool:
        """Are all characters of a text shown?"""
        fresh = set(text) - self._good
        if not all(map(self.shows, fresh)):
            return False
        self._good |= fresh
        return True

    def cells(self, char: str) -> int:
        """Give how many columns a shown character takes in the monospaced face: 1, or 2 for wide ones."""
        known = self._cells.get(char)
        if known is None:
            known = self._cells[char] = 2 if self.em(char) > 0.75 else 1
        return known

    def em(self, char: str) -> float:
        """Give the width of a shown character in ems."""
        return self._widths.get(ord(char), 1000.0) / 1000

    def width(self, text: str, size: float) -> float:
        """Give the width in points of text that the face shows."""
        thousandths = self._texts.get(text)
        if thousandths is None:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            widths = self._widths
            thousandths = self._texts[text] = sum(widths.get(ord(char), 1000.0) for char in text)
        return thousandths * size / 1000

    @property
    def units(self) -> int:
        """Font units in an em."""
        return int(struct.unpack_from(">H", self._font.face.get_table("head"), 18)[0])

    def glyph_of(self, char: str) -> int:
        """Give the number of a character's glyph."""
        return self._glyphs.get(ord(char), 0)

    def outline(self, glyph: int) -> bytes:
        """Give a glyph's outline as the font's `glyf` table holds it."""
        first, end = self._extent(glyph)
        return self._font.face.get_table("glyf")[first:end]

    def _extent(self, glyph: int) -> tuple[int, int]:
        first, end = struct.unpack_from(">2I" if self._wide else ">2H", self._loca, glyph * (4 if self._wide else 2))
        unit = 1 if self._wide else 2
        return first * unit, end * unit

    def _drawn(self, char: str) -> bool:
        """Is there a glyph that leaves a trace? This font's table names sixteen that are empty, such as that of ℃."""
        glyph = self._glyphs.get(ord(char))
        if glyph is None:
            return False
        first, end = self._extent(glyph)
        return end > first or char in " \u3000"

    def runs(self, text: str, doc: object) -> Iterator[tuple[str, str]]:
        """Give text as (font name in the file, string operand without its brackets), and note what is used."""
        if text.isascii():
            yield self.latin(doc), text.translate(_ESCAPES)
            return
        for subset, data in self._font.splitString(text, doc):
            yield self._font.getSubsetInternalName(subset, doc), data.decode("latin-1").translate(_ESCAPES)

    def latin(self, doc: object) -> str:
        """Give the file's name for the subset that holds ASCII."""
        name = self._latin.get(doc)
        if name is None:
            self._font.splitString(" ", doc)
            name = self._latin[doc] = self._font.getSubsetInternalName(0, doc)
        return name


def _plain(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Zs":
        return char in " \u3000"
    if char in _MISREAD:
        return False
    return category not in _UNSEEN and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT


def named(char: str) -> str:
    """Give what is printed for a character that cannot be shown."""
    return f"‹U+{ord(char):04X}›"


@lru_cache(maxsize=1)
def _faces() -> tuple[Face, Face]:
    return Face("CodebinderText", 0), Face("CodebinderMono", 1)


def text_face() -> Face:
    """Give the proportional face."""
    return _faces()[0]


def mono_face() -> Face:
    """Give the monospaced face."""
    return _faces()[1]


def legible(text: str, face: Face) -> tuple[str, int]:
    """Give text for a paper with every character that cannot be shown named, and how many those were.

    Line ends stay; a tab becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    out: list[str] = []
    count = 0
    for char in text.replace("\r\n", "\n").replace("\t", " "):
        if char == "\n" or face.shows(char):
            out.append(char)
        else:
            out.append(named(char))
            count += 1
    return "".join(out), count
