"""One gate over a file for the words of legal marks; only the lines around them are then looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import cast

import ahocorasick_rs

from codebinder.detect.fileview import FileView
from codebinder.detect.legal import bars, exports, figures, holes, licences, notices, secrecy
from codebinder.detect.people.page import LOW, MORE, Finder, Found, Page
from codebinder.detect.people.reading import Reading, reading
from codebinder.detect.sight import Sight

_TOPICS: tuple[tuple[tuple[str, ...], Finder], ...] = (
    (notices.WORDS, notices.find),
    (notices.RARE, notices.find_rare),
    (bars.WORDS, bars.find),
    (bars.FOREIGN, bars.find_foreign),
    (secrecy.CHINESE, secrecy.find),
    (licences.COPYRIGHT, licences.copyright_line),
    (licences.TAGS, licences.tag),
    (tuple(licences.TELLING), licences.notice),
    (figures.WORDS, figures.find),
    (exports.WORDS, exports.find),
    (holes.WORDS, holes.find),
)
"""Words spelt exactly so, and who looks where one stands."""

_FINDERS = {word.encode(): finder for words, finder in _TOPICS for word in words}
WORDS = sorted(_FINDERS)
"""No sight stands where none of these does."""
_SLICE = 4 << 20
_MOST = 20_000
_MOST_LOOKS = 50_000
"""Sights of one file, and places looked at: a file made of such words is bounded in time, too."""


@lru_cache(maxsize=1)
def _gate() -> ahocorasick_rs.BytesAhoCorasick:
    """One automaton for all: its table is larger than the library would choose, and costs the same for any number."""
    return ahocorasick_rs.BytesAhoCorasick(
        WORDS,
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,
    )


def look(file: FileView) -> Iterator[Sight]:
    """Give the legal marks of `file`."""
    read = reading(file)
    page = Page(text=read.text, file=file)
    known: set[tuple[int, int, str]] = set()
    licensed = False
    for word, start, end in islice(_hits(read.text), _MOST_LOOKS):
        file.cancel.check()
        for found in _FINDERS[word](page, start, end):
            place = (found.start, found.end, found.rule)
            if place in known or (licensed and found.rule == licences.NOTICE):
                continue
            licensed = licensed or found.rule == licences.NOTICE
            known.add(place)
            if len(known) > _MOST:
                yield _sight(read, replace(found, confidence=LOW, reason=f"{found.reason}; {MORE}", firm=False))
                return
            yield _sight(read, found)


def _sight(read: Reading, found: Found) -> Sight:
    return Sight(
        start=read.flat(found.start),
        end=read.flat(found.end),
        rule=found.rule,
        confidence=found.confidence,
        reason=found.reason,
        firm=found.firm,
    )


def _hits(text: bytes) -> Iterator[tuple[bytes, int, int]]:
    whole = memoryview(text)
    for base in range(0, max(len(text), 1), _SLICE):
        part = text if len(text) <= _SLICE else cast("bytes", whole[base : base + _SLICE + 64])
        for key, start, end in _gate().find_matches_as_indexes(part):
            if start < _SLICE:
                yield WORDS[key], base + start, base + end
