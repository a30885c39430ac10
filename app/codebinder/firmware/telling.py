"""What tells text from noise: scores of neighbouring characters and of Chinese characters, from tables in resources.

A string is *meaningful* where the odds that it is text rather than noise reach THRESHOLD. The odds are summed over its
neighbouring characters: how often the pair stands in string literals, identifiers and prose, against how often it
stands in runs of printable bytes in machine code (x86-64, AArch64, Thumb) and in random bytes. So a word of six letters
passes, a message passes, and "AWAVAUATUSH" or "|$(H9" does not; nor does Base64, which says nothing as it stands.
Chinese characters count by whether they are among the 1500 that technical texts are written with, as at least half of
them must be; what decodes as UTF-8
beyond ASCII, or ends in NUL or a line's end on both sides, has more odds for that. All scores are in quarters of a
natural logarithm.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from codebinder import assets

Bytes = npt.NDArray[np.uint8]
Scores = npt.NDArray[np.int8]

THRESHOLD = 36
"""e**9."""
BOUNDED = 12
"""What a string gets for standing between bytes that end strings."""
SAMPLE = 64
"""Characters of a string beyond ASCII that are looked at."""
_COMMON_HAN, _RARE_HAN = 10, -16
_MULTIBYTE, _ZERO_BYTE = 8, 3
_LETTER, _SAME_BLOCK, _STRANGE = -4, 6, -20
_HAN = (0x4E00, 0x9FFF)
_FIRST, _LAST = 0x20, 0x7E
_SCALE = "0123456789abcdefghijklmnopqrstuvwxyz!#$%&()*+,-./"
"""How the table spells scores from -24 to 24."""

LITTLE, BIG, PAIR, LITTLE_WIDE, BIG_WIDE = 1, 2, 4, 8, 16
"""Bits of `units`: surely a character of UTF-16 LE, BE, of GB18030; perhaps one of UTF-16 LE, BE."""


@cache
def pairs() -> Scores:
    """Give the score of two neighbouring ASCII characters, by first + 256 * second; 0 for what is not printable."""
    rows = (assets.resources() / "firmware" / "pairs.txt").read_text("ascii").splitlines()
    table = np.zeros((256, 256), np.int8)
    square = np.array([[_SCALE.index(char) - 24 for char in row] for row in rows], np.int8)
    table[_FIRST : _LAST + 1, _FIRST : _LAST + 1] = square.T
    # A tab stands where a space would.
    table[9, :], table[:, 9] = table[_FIRST, :], table[:, _FIRST]
    return table.reshape(-1)


@cache
def hanzi() -> frozenset[str]:
    """Give the Chinese characters that technical texts are written with."""
    return frozenset((assets.resources() / "firmware" / "hanzi.txt").read_text("utf-8").replace("\n", ""))


@cache
def units() -> Bytes:
    """Give, for each two bytes read as a little-endian number, what they may be: the bits above."""
    sure, perhaps = np.zeros(65536, np.bool_), np.zeros(65536, np.bool_)
    sure[[9, *range(_FIRST, _LAST + 1)]] = True
    sure[[ord(char) for char in hanzi()]] = True
    sure[0x3001:0x3003] = sure[0xFF01:0xFF5F] = True
    perhaps[:] = sure
    for first, last in ((0xA0, 0x530), (0x2010, 0x2700), (0x3000, 0x3100), (0x4E00, 0xA000), (0xAC00, 0xD7A4)):
        perhaps[first:last] = True
    swapped = np.arange(65536, dtype=np.uint16).byteswap()
    table = sure * np.uint8(LITTLE) + sure[swapped] * np.uint8(BIG)
    table += perhaps * np.uint8(LITTLE_WIDE) + perhaps[swapped] * np.uint8(BIG_WIDE)
    for char in hanzi():
        code = char.encode("gb18030")
        if len(code) == 2:
            table[code[0] + 256 * code[1]] |= PAIR
    return table.astype(np.uint8)


def score(text: str, encoding: str, *, bounded: bool, sample: int = SAMPLE) -> int:
    """Give the odds that `text` of an encoding is text."""
    total = BOUNDED if bounded else 0
    table = pairs()
    extra = _ZERO_BYTE if encoding.startswith("utf-16") else 0
    bonus = _MULTIBYTE if encoding == "utf-8" else 0
    before = common = rare = 0
    for point in map(ord, text[:sample]):
        if point < 0x7F:
            total += extra + (int(table[before + 256 * point]) if 0 < before < 0x7F else 0)
        else:
            odds = _wide(point)
            total += bonus + odds
            common += odds == _COMMON_HAN
            rare += odds == _RARE_HAN
            if before >> 8 == point >> 8 and not _HAN[0] <= point <= _HAN[1]:
                total += _SAME_BLOCK
        before = point
    return total if common >= rare else 0


@lru_cache(maxsize=20_000)
def _wide(point: int) -> int:
    char = chr(point)
    if _HAN[0] <= point <= _HAN[1]:
        return _COMMON_HAN if char in hanzi() else _RARE_HAN
    kind = unicodedata.category(char)
    if kind[0] == "L" or kind == "Mn":
        return _LETTER
    return 0 if kind[0] in "PSZN" else _STRANGE


def ascii_scores(data: Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give the scores of many runs of printable bytes at once, without what they get for being bounded."""
    if not len(starts):
        return np.zeros(0, np.int64)
    sizes = ends - starts - 1
    firsts = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) + np.repeat(starts - firsts, sizes)
    found = pairs()[data[places] + data[places + 1].astype(np.uint16) * 256]
    return np.add.reduceat(found, firsts, dtype=np.int64)
