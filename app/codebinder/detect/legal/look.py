"""One gate over a file for the words of legal marks; only the lines around them are then looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import ahocorasick_rs

from codebinder.detect.fileview import FileView
from codebinder.detect.legal import exports, holes, licences, notices
from codebinder.detect.people.page import Finder, Found, Page
from codebinder.detect.people.reading import reading
from codebinder.detect.sight import Sight

_TOPICS: tuple[tuple[tuple[str, ...], Finder], ...] = (
    (notices.WORDS, notices.find),
    (notices.CHINESE, notices.find_chinese),
    (licences.COPYRIGHT, licences.copyright_line),
    (licences.TAGS, licences.tag),
    (exports.WORDS, exports.find),
    (holes.WORDS, holes.find),
)
"""Words spelt exactly so, and who looks where one stands. Few of them: the gate is quick only while they are few."""

_FINDERS = {word.encode(): finder for words, finder in _TOPICS for word in words}
_KEYS = sorted(_FINDERS)
_SLICE = 4 << 20
_MOST = 20_000


@lru_cache(maxsize=1)
def _gate() -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick(_KEYS, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def look(file: FileView) -> Iterator[Sight]:
    """Give the legal marks of `file`."""
    read = reading(file)
    page = Page(text=read.text, file=file)
    until = 0
    for count, found in enumerate(_found(page)):
        if found.start < until and found.rule == "licence-text":
            continue
        until = max(until, found.end) if found.rule == "licence-text" else until
        yield Sight(
            start=read.flat(found.start),
            end=read.flat(found.end),
            rule=found.rule,
            confidence=found.confidence,
            reason=found.reason,
            firm=found.firm,
        )
        if count > _MOST:
            return


def _found(page: Page) -> Iterator[Found]:
    known: set[tuple[int, int, str]] = set()
    for key, start, end in _hits(page.text):
        for found in _FINDERS[_KEYS[key]](page, start, end):
            place = (found.start, found.end, found.rule)
            if place not in known:
                known.add(place)
                yield found
    yield from licences.whole_text(page)


def _hits(text: bytes) -> Iterator[tuple[int, int, int]]:
    if len(text) <= _SLICE:
        yield from _gate().find_matches_as_indexes(text)
        return
    whole = memoryview(text)
    for base in range(0, len(text), _SLICE):
        part = whole[base : base + _SLICE + 64]
        for key, start, end in _gate().find_matches_as_indexes(cast("bytes", part)):
            if start < _SLICE:
                yield key, base + start, base + end
