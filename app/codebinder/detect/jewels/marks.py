"""Fingerprints of code: winnowed keyed hashes of its tokens, and keyed checksums of its bare frame for a quick look."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Container, Iterable, Iterator
from itertools import repeat

from codebinder.detect.jewels.tokens import comments_of, style_of, tokens
from codebinder.model.jewels import Fingerprints

STRETCH = 14
"""Tokens that one hash covers."""
WINDOW = 5
"""Of this many hashes in a row the least is kept: any copied stretch of 18 tokens leaves a mark."""
FEWEST_TOKENS = 48
"""Less than this is found everywhere by chance."""
_FEWEST_MARKS = 6
_FEWEST_FRAMES = 2
_VARIETY = 6
"""Different tokens that a stretch must have: a table or a row of calls of one form tells nothing."""
_FRAME_VARIETY = 6
_FIGURE_VARIETY = 6
_PRIME = (1 << 61) - 1
_MOST = 1 << 20

_PUNCTUATION = bytes(code for code in range(33, 127) if not (chr(code).isalnum() or chr(code) in "_$"))
_NOT_PUNCTUATION = bytes(code for code in range(256) if code not in _PUNCTUATION)
_NOT_DIGITS = bytes(code for code in range(256) if code not in b"0123456789")
_FRAMES = re.compile(rb"(?s)(?=([=(\-&|!\[][^);,=(].{18}))")
_FIGURES = re.compile(rb"(?=([37][1-4].{20}))")


class TooLittle(ValueError):
    """A piece of code is too short, or too regular, to be told from other code."""


class Keyed:
    """Hashes under one key. Threads may share it."""

    def __init__(self, key: bytes) -> None:
        """Derive what hashing needs."""
        self._key = key
        self._words: dict[bytes, int] = {}
        self._base = int.from_bytes(self._digest(b"base", 16)) % (_PRIME - 3) + 2
        self._top = pow(self._base, STRETCH - 1, _PRIME)
        self._start = int.from_bytes(self._digest(b"frame", 4))

    def _digest(self, data: bytes, size: int) -> bytes:
        return hashlib.blake2b(data, digest_size=size, key=self._key[:64], person=b"codebinder-jewel").digest()

    def _word(self, word: bytes) -> int:
        known = self._words.get(word)
        if known is None:
            known = int.from_bytes(self._digest(b"word" + word, 8)) % _PRIME
            if len(self._words) < 1 << 16:
                self._words[word] = known
        return known

    def hits(self, data: bytes, style: str, wanted: Container[int]) -> Iterator[tuple[int, int, int]]:
        """Give (mark, start, end) of every stretch whose mark is wanted, in order."""
        words: list[int] = []
        starts: list[int] = []
        value = 0
        base, top, word_of = self._base, self._top, self._word
        for number, (word, start, end) in enumerate(tokens(data, style)):
            hashed = word_of(word)
            words.append(hashed)
            starts.append(start)
            first = number - STRETCH + 1
            if first > 0:
                value -= words[first - 1] * top
            value = (value * base + hashed) % _PRIME
            if first >= 0 and value in wanted:
                yield value, starts[first], end

    def marks(self, data: bytes, style: str) -> tuple[int, ...]:
        """Give the marks that winnowing keeps of `data`, and those of its two ends, in order."""
        words = [self._word(word) for word, _, _ in tokens(data, style)]
        values: list[int] = []
        value = 0
        for number, hashed in enumerate(words):
            if number >= STRETCH:
                value -= words[number - STRETCH] * self._top
            value = (value * self._base + hashed) % _PRIME
            if number >= STRETCH - 1:
                values.append(value)
        kept = {0, len(values) - 1} if values else set[int]()
        for first in range(len(values) - WINDOW + 1):
            kept.add(min(range(first, first + WINDOW), key=values.__getitem__))
        varied = (place for place in sorted(kept) if len(set(words[place : place + STRETCH])) >= _VARIETY)
        return tuple(dict.fromkeys(values[place] for place in varied))

    def frames(self, code: bytes) -> Iterator[int]:
        """Give checksums of stretches of the punctuation of `code`, which is without comments."""
        return self._sums(_FRAMES.findall(code.translate(None, _NOT_PUNCTUATION)))

    def figures(self, code: bytes) -> Iterator[int]:
        """Give checksums of stretches of the digits of `code`, which is without comments."""
        return self._sums(_FIGURES.findall(code.translate(None, _NOT_DIGITS)))

    def _sums(self, stretches: Iterable[bytes]) -> Iterator[int]:
        return map(zlib.crc32, stretches, repeat(self._start))

    def fingerprint(self, data: bytes, style: str) -> Fingerprints:
        """Read a piece of code; TooLittle where it could not be told from other code."""
        if len(data) > 16 * _MOST:
            raise TooLittle("more than 16 MiB")
        count = sum(1 for _ in tokens(data, style))
        marks = self.marks(data, style)
        code = bare(data, style)
        frame = _FRAMES.findall(code.translate(None, _NOT_PUNCTUATION))
        figure = _FIGURES.findall(code.translate(None, _NOT_DIGITS))
        frames = tuple(dict.fromkeys(self._sums(each for each in frame if len(set(each)) >= _FRAME_VARIETY)))
        figures = tuple(dict.fromkeys(self._sums(each for each in figure if len(set(each)) >= _FIGURE_VARIETY)))
        if count < FEWEST_TOKENS or len(marks) < _FEWEST_MARKS or max(len(frames), len(figures)) < _FEWEST_FRAMES:
            raise TooLittle(f"{count} tokens, {len(marks)} marks")
        enough = len(frames) >= _FEWEST_FRAMES
        lines = data.count(b"\n") + (not data.endswith(b"\n"))
        return Fingerprints(
            tokens=count, lines=lines, marks=marks, frames=frames if enough else (), figures=() if enough else figures
        )


def bare(data: bytes, style: str) -> bytes:
    """Give `data` without its comments."""
    return comments_of(style).sub(b"", data)


def fingerprint(data: bytes, language_hint: str, key: bytes) -> Fingerprints:
    """Give the fingerprints of a piece of code; `language_hint` is a file's suffix such as ".c"."""
    return Keyed(key).fingerprint(data, style_of(language_hint.encode().lower()))
