"""Finds which of very many digests stand in bytes: in hex, in base64, raw; git's object ids abbreviated as well.

A filing that hides thousands of ranges must not show any of a dozen digests of each. An automaton of all of them would
take longer to make than to use, so this goes the other way: whatever looks like a piece of a digest is looked up.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

from codebinder.base import wraps

KEY = 10
"""Characters by which a written digest is looked up; two pieces of each, so that a line break parts only one."""
ABBREVIATION = 7
"""Object ids abbreviated to so many digits can still be tested against guesses (proof.md §1)."""

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_TOKEN = re.compile(rb"[A-Za-z0-9+/_-]{10,}")
_RUN = re.compile(rb"[A-Za-z0-9+/_-]*")
_TOKEN_CLASS = bytes(byte in _LETTERS for byte in range(256))
_MUCH = 1 << 18
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_HEX_CLASS = bytes(0x78 if byte in b"0123456789abcdefABCDEF" else 0x20 for byte in range(256))
_HEX_RUN = b"x" * ABBREVIATION
_REMEMBERED = 64
"""Words up to so long come again and again: what was looked up once in vain is not looked up again."""
_MOST_WORDS = 200_000
_AUTOMATON = 30_000
"""Bytes of patterns up to which the faster automaton is affordable."""

Hit = tuple[str, int, int, str]
"""An id, the place, and how it is written."""
_Piece = tuple[str, bytes, int, str]
"""An id, the whole as it is written, where in it the piece stands, and how it is written."""


class DigestSearch:
    """Searches for `digests` (id, bytes) and `object_ids` (id, lower-case hex). Threads may share it."""

    def __init__(self, digests: Sequence[tuple[str, bytes]], object_ids: Sequence[tuple[str, bytes]] = ()) -> None:
        self._digests = digests
        self._hex: dict[bytes, list[_Piece]] = {}
        self._base64: dict[bytes, list[_Piece]] = {}
        self._ids: dict[bytes, list[tuple[str, bytes]]] = {}
        for id_, digest in digests:
            _index(self._hex, id_, digest.hex().encode(), "hex(own)")
            _index(self._base64, id_, base64.b64encode(digest).rstrip(b"="), "base64-0(own)")
        for id_, digits in object_ids:
            self._ids.setdefault(digits[:ABBREVIATION], []).append((id_, digits))
        self._plain = any(digest.isascii() for _, digest in digests)
        self._seen: set[bytes] = set()

    def search(self, data: bytes) -> list[Hit]:
        """Give every hit, by place; also in UTF-16 text of either order."""
        found = set(self._written(data)) | set(self._raw(data))
        if b"\0" in data:
            for side in (0, 1):
                for id_, start, end, form in self._written(data[side::2]):
                    low, high = 2 * start + side, 2 * end + side
                    if not any(data[low + 1 : high : 2]) or (low and not any(data[low - 1 : high - 1 : 2])):
                        found.add((id_, low, min(high, len(data)), f"utf-16 {form}"))
        return sorted(found, key=lambda hit: (hit[1], hit[2], hit[0], hit[3]))

    def _written(self, data: bytes) -> Iterator[Hit]:
        if self._ids:
            yield from self._abbreviated(data)
        if not self._digests:
            return
        words = set(_tokens(data)) - self._seen
        clean: list[bytes] = []
        for word in words:
            pieces = self._pieces(word)
            if pieces:
                yield from _follow_all(data, word, pieces)
            elif len(word) <= _REMEMBERED:
                clean.append(word)
        if len(self._seen) > _MOST_WORDS:
            self._seen = set()
        self._seen.update(clean)

    def _pieces(self, word: bytes) -> list[tuple[int, _Piece]]:
        """Give the pieces of digests that stand in a word, each with its place there."""
        found: list[tuple[int, _Piece]] = []
        standard, low = word.translate(_TO_STANDARD), word.lower()
        written, spelt = self._base64, self._hex
        for at in range(len(word) - KEY + 1):
            key = standard[at : at + KEY]
            if key in written:
                found += [(at, piece) for piece in written[key]]
            key = low[at : at + KEY]
            if key in spelt:
                found += [(at, piece) for piece in spelt[key]]
        return found

    def _abbreviated(self, data: bytes) -> Iterator[Hit]:
        """Runs of hex digits that begin an object id: seven digits or more, and not part of a longer digest."""
        marked = data.translate(_HEX_CLASS)
        at = marked.find(_HEX_RUN)
        while at >= 0:
            end = marked.find(b" ", at)
            end = len(data) if end < 0 else end
            run = data[at : min(end, at + 65)].lower()
            for id_, digits in self._ids.get(run[:ABBREVIATION], ()):
                if digits.startswith(run):
                    yield id_, at, end, "utf-8"
            at = marked.find(_HEX_RUN, end)

    def _raw(self, data: bytes) -> Iterator[Hit]:
        if not self._digests or (data.isascii() and not self._plain):
            return
        for number, start, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            id_, digest = self._digests[number]
            if data.startswith(digest, start):
                yield id_, start, start + len(digest), "own"

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        fast = len(self._digests) * KEY <= _AUTOMATON
        return BytesAhoCorasick(
            [digest[:KEY] for _, digest in self._digests],
            implementation=Implementation.DFA if fast else Implementation.ContiguousNFA,
        )


def _tokens(data: bytes) -> Iterator[bytes]:
    """Give what `_TOKEN` finds: of much at once by its runs, since amid other bytes a pattern is tried at every one."""
    if len(data) < _MUCH:
        yield from _TOKEN.findall(data)
        return
    import numpy as np

    for base in range(0, len(data), _MUCH):
        low = base
        if base and data[base - 1] in _LETTERS:  # it began before
            run = _RUN.match(data, base)
            low = run.end() if run is not None else base
        high = min(base + _MUCH, len(data))
        if low >= high:
            continue
        good = np.frombuffer(data[low:high].translate(_TOKEN_CLASS), np.bool_)
        edges = np.flatnonzero(good[1:] != good[:-1]) + 1
        edges = np.concatenate(([0] if good[0] else [], edges, [len(good)] if good[-1] else [])).astype(np.int64)
        starts, ends = edges[::2], edges[1::2]
        last = low + int(ends[-1]) if len(ends) else 0
        long = ends - starts >= KEY
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
            if low + end < high:
                yield data[low + start : low + end]
        if last == high:
            run = _TOKEN.match(data, low + int(starts[-1]))
            if run is not None:
                yield run[0]


def _index(table: dict[bytes, list[_Piece]], id_: str, text: bytes, form: str) -> None:
    for at in dict.fromkeys((0, max(0, len(text) // 2))):
        table.setdefault(text[at : at + KEY], []).append((id_, text, at, form))


def _follow_all(data: bytes, word: bytes, pieces: Sequence[tuple[int, _Piece]]) -> Iterator[Hit]:
    """Give the digests of which pieces stand in a word, wherever it stands and over line breaks."""
    place = data.find(word)
    while place >= 0:
        for at, (id_, text, offset, form) in pieces:
            low = max(0, place + at - 8 * len(text))
            around = data[low : place + at + 8 * len(text)]
            same = around.lower() if form.startswith("hex") else around.translate(_TO_STANDARD)
            found = wraps.follow(same, place + at - low, text, offset, KEY)
            if found is None and same is not around:
                found = wraps.follow(around, place + at - low, text, offset, KEY)
            if found is not None:
                yield id_, low + found[0], low + found[1], form
        place = data.find(word, place + 1)
