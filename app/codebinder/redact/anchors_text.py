"""A file as anchoring reads it: its tokens without what stands between them, its lines, and what is around a range."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from codebinder.base import encoding as encodings
from codebinder.redact.places import is_boundary

_WIDE = "\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+|[^\w\s\ufeff]")
"""A word, one sign, or one character of a script that does not part its words: such text may wrap anywhere."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"\w")
_SEPARATOR = "\x1f"  # white space to `_TOKEN`, so that no token holds it

LARGEST = 4 << 20
"""Bytes of a file beyond which only exact bytes are looked for."""
WINDOW, NEAR = 1200, 60
"""Bytes on either side of a range that are its surroundings, and how many tokens of them count."""
_BEGIN, _END = "\x02", "\x03"


def words_of(text: str) -> list[str]:
    """Give the tokens of a text: two texts with the same ones differ in white space and line ends alone."""
    return _TOKEN.findall(text)


class Tokens:
    """A text's tokens, where each stands, and a quick search for a run of them."""

    def __init__(self, text: str) -> None:
        found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        self.words = [word for word, _, _ in found]
        self.starts = [start for _, start, _ in found]
        self.ends = [end for _, _, end in found]
        self._joined = joined(self.words)
        self._offsets = list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def find(self, words: Sequence[str], most: int) -> list[int]:
        """Give the indexes at which this run of tokens begins, no more than `most` of them."""
        if not words:
            return []
        wanted, found = joined(words), list[int]()
        at = self._joined.find(wanted)
        while at >= 0 and len(found) < most:
            found.append(bisect_left(self._offsets, at))
            at = self._joined.find(wanted, at + 1)
        return found


def joined(words: Sequence[str]) -> str:
    """Give tokens as one text in which a run of them is found as a part."""
    return f"{_SEPARATOR}{_SEPARATOR.join(words)}{_SEPARATOR}"


class Text:
    """One file. Never raises on odd input: what is no text has exact bytes only."""

    def __init__(self, data: bytes, encoding: str = "") -> None:
        self.data = data
        self.encoding = encoding or encodings.detect(data)[0]
        self.codec = {"utf-8-sig": "utf-8", "binary": "latin-1"}.get(self.encoding, self.encoding)
        self._text: str | None = None
        self._tokens: Tokens | None = None
        self._lines: list[str] | None = None
        self._starts: list[int] | None = None
        self.plain = self.encoding != "binary" and len(data) <= LARGEST and self._decodes()

    def _decodes(self) -> bool:
        try:
            self._text = self.data.decode(self.codec)
        except UnicodeDecodeError:
            return False
        return True

    @property
    def tokens(self) -> Tokens:
        """The tokens; none where this is no text or too long."""
        if self._tokens is None:
            self._tokens = Tokens((self._text or "") if self.plain else "")
        return self._tokens

    @property
    def starts(self) -> list[int]:
        """The byte offset of every line."""
        if self._starts is None:
            self._starts = encodings.line_starts(self.data, self.encoding)
        return self._starts

    @property
    def lines(self) -> list[str]:
        """Every line with its white space made even; none where this is no text or too long."""
        if self._lines is None:
            rows = _LINE_END.split(self._text or "") if self.plain else []
            self._lines = [" ".join(row.split()) for row in rows[: len(self.starts)]]
        return self._lines

    def line_end(self, line: int) -> int:
        """Give the offset of the line end of line `line` (from 0), which is outside the line."""
        if line + 1 >= len(self.starts):
            end = len(self.data)
            feeds = tuple(each.encode(self.codec) for each in ("\r", "\n"))
            while end > self.starts[-1] and self.data[:end].endswith(feeds):
                end -= len(feeds[0])
            return end
        end = self.starts[line + 1]
        for feed in (each.encode(self.codec) for each in ("\n", "\r")):
            if self.data[max(end - len(feed), 0) : end] == feed and end - len(feed) >= self.starts[line]:
                end -= len(feed)
        return end

    def line_at(self, offset: int) -> int:
        """Give the line (from 0) in which a byte stands."""
        return max(0, bisect_left(self.starts, offset + 1) - 1)

    def offsets(self, places: Iterable[int]) -> list[int]:
        """Give the byte offsets of places in the text, which come in ascending order."""
        text = self._text or ""
        if len(text) == len(self.data):
            return list(places)
        found, done, size = list[int](), 0, 0
        for place in places:
            size += len(text[done:place].encode(self.codec))
            done = place
            found.append(size)
        return found

    def words(self, start: int, end: int) -> list[str]:
        """Give the tokens of a range; odd bytes at its ends are left out."""
        return words_of(self.data[start:end].decode(self.codec, "ignore"))

    def before(self, start: int) -> list[str]:
        """Give the tokens in front of a range, the nearest first."""
        low = max(0, start - WINDOW)
        found = self.words(low, start)
        found.reverse()
        return ([*found, _BEGIN] if low == 0 else found)[:NEAR]

    def after(self, end: int) -> list[str]:
        """Give the tokens behind a range, the nearest first."""
        high = end + WINDOW
        found = self.words(end, high)
        return ([*found, _END] if high >= len(self.data) else found)[:NEAR]

    def edges(self, start: int, end: int) -> tuple[bool, bool]:
        """Say whether a range begins and ends inside a word."""
        unit = 2 if self.codec.startswith("utf-16") else 1
        codec = self.codec if unit == 2 else "latin-1"
        spans = ((max(0, start - unit), start), (start, start + unit), (end - unit, end), (end, end + unit))
        sides = [self.data[low:high].decode(codec, "ignore") for low, high in spans]
        word = [bool(side) and _WORD.match(side[0]) is not None for side in sides]
        return word[0] and word[1], word[2] and word[3]

    def exact(self, hidden: bytes, most: int) -> list[int]:
        """Give where these very bytes stand as whole characters, no more than `most` places."""
        found = list[int]()
        at = self.data.find(hidden) if hidden else -1
        while at >= 0 and len(found) < most:
            if is_boundary(self.data, self.encoding, at) and is_boundary(self.data, self.encoding, at + len(hidden)):
                found.append(at)
            at = self.data.find(hidden, at + 1)
        return found
