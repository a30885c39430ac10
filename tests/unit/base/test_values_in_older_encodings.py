"""A value hidden in one file is found in a file of another encoding that the program reads, and in other widths."""

from __future__ import annotations

import pytest

from codebinder.base.values import ValueSearch

TEXT = "密鑰口令甲乙丙"


def found(value: str, own: str, text: str, codec: str) -> list[tuple[int, int]]:
    data = "x = ".encode(codec) + text.encode(codec) + ";\n".encode(codec)
    search = ValueSearch([("R-1", value.encode(own), own)])
    return [(hit.start, hit.end) for hit in search.search(data, codec)]


def place(text: str, codec: str) -> tuple[int, int]:
    start = len("x = ".encode(codec))
    return start, start + len(text.encode(codec))


@pytest.mark.parametrize("codec", ["big5", "shift_jis", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("own", ["utf-8", "gb18030", "big5", "shift_jis"])
def test_a_chinese_value_is_found_in_every_encoding_of_files(own: str, codec: str) -> None:
    assert place(TEXT, codec) in found(TEXT, own, TEXT, codec)


def test_a_korean_and_a_western_value_are_found_in_their_older_encodings() -> None:
    assert place("비밀번호는여기", "euc_kr") in found("비밀번호는여기", "utf-8", "비밀번호는여기", "euc_kr")
    assert place("naïve-Paßwort", "latin-1") in found("naïve-Paßwort", "utf-8", "naïve-Paßwort", "latin-1")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le", "utf-16-be"])
def test_a_value_is_found_in_full_width_letters(codec: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in "Zq7secretPASSw0rd9")
    assert place(wide, codec) in found("Zq7secretPASSw0rd9", "utf-8", wide, codec)
    assert place("Zq7secretPASSw0rd9", codec) in found(wide, "utf-8", "Zq7secretPASSw0rd9", codec)


def test_few_characters_of_an_older_encoding_are_not_taken_for_the_value() -> None:
    """Two characters of Big5 are four bytes, which other texts have by chance."""
    assert found("密鑰", "utf-8", "密鑰", "big5") == []
