"""The bundled font shows what it says it shows, and names the rest."""

from __future__ import annotations

import hashlib

import pytest

from codebinder import assets
from codebinder.bundle.draft import WORD, draft_mark, face_contours
from codebinder.bundle.fonts import FILE, legible, mono_face, named, text_face


def test_the_font_is_the_unmodified_one_and_has_its_licence_beside_it() -> None:
    folder = assets.resources() / "fonts"
    digest = hashlib.sha256((assets.resources() / FILE).read_bytes()).hexdigest()
    assert digest == "2420e8078af796b19a3f6ef13de527a1a91c1e7171eea115926c614ced1009b3"
    assert digest in (folder / "README.txt").read_text()
    assert "Apache License" in (folder / "LICENSE-Apache-2.0.txt").read_text()


@pytest.mark.parametrize("char", list("aZ09~ é中文，。한ключ│→ﾊ" + "\u3000"))
def test_ordinary_text_of_a_source_is_shown(char: str) -> None:
    assert mono_face().shows(char)
    assert text_face().shows(char)


@pytest.mark.parametrize(
    "char",
    ["\0", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\u2028", "\ue000", "א", "ا", "😀", "\u0301"],
)
def test_what_would_not_be_seen_for_what_it_is_gets_a_name(char: str) -> None:
    assert not mono_face().shows(char)
    shown, count = legible(f"a{char}b", text_face())
    assert (shown, count) == (f"a‹U+{ord(char):04X}›b", 1)
    assert all(mono_face().shows(one) for one in named(char))


def test_everything_that_is_shown_has_an_outline_although_the_font_lists_empty_glyphs() -> None:
    face = mono_face()
    shown = [chr(point) for point in range(0x10000) if face.shows(chr(point))]
    assert len(shown) > 30_000
    sample = [char for at, char in enumerate(shown) if at % 97 == 0 and char not in " \u3000"]
    assert all(face.outline(face.glyph_of(char)) for char in sample)
    assert not any(face.shows(char) for char in "℃ǎⅤ\u3164\U00010400")


def test_latin_takes_one_cell_and_chinese_two() -> None:
    face = mono_face()
    assert {face.cells(char) for char in "abcXYZ~|"} == {1}
    assert {face.cells(char) for char in "中文，한あ"} == {2}


def test_the_watermark_has_an_outline_for_each_of_its_letters() -> None:
    for char in WORD.replace(" ", ""):
        assert list(face_contours(text_face(), char)), char
    assert draft_mark(595, 842).count(" m ") > len(WORD)
    assert "Tj" not in draft_mark(595, 842)
