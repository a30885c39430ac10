"""How much a text reads like words: letter statistics of many projects' names and prose, kept in a small table.

`resources/rules/trigrams.txt` has one line for each pair of letters and one letter a follower: how surprising it is,
in half bits from "a" (none at all). The sign before "a" stands for the edge of a word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from codebinder.assets import resources

_SIGNS = 27
_LETTERS = re.compile(rb"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_WORD = 22


@lru_cache(maxsize=1)
def _table() -> bytes:
    text = (resources() / "rules" / "trigrams.txt").read_bytes()
    return bytes(sign - 97 for sign in text if sign >= 97)


@lru_cache(maxsize=8192)
def surprise(word: bytes) -> float:
    """Give the bits of surprise a letter: words have about 3, random letters about 7."""
    if not word:
        return 0.0
    table = _table()
    first = second = 0
    total = 0
    for sign in word.lower() + b"`":
        third = sign - 96
        total += table[(first * _SIGNS + second) * _SIGNS + third]
        first, second = second, third
    return total / 2 / (len(word) + 1)


def words_of(text: bytes) -> list[bytes]:
    """Split camelCase, snake_case and anything else into runs of letters."""
    return _LETTERS.findall(text)


def is_word(word: bytes) -> bool:
    """Does a run of letters read like a word or a usual abbreviation?"""
    size = len(word)
    if size <= 2:
        return True
    if size > _LONGEST_WORD:
        return surprise(word) < 4.0
    limit = 5.6 if size == 3 else 5.2 if size <= 5 else 4.9 if size <= 7 else 4.6
    return surprise(word) <= limit
