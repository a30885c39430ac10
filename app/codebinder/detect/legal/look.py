"""One gate over a file for the words of legal marks; only the lines around them are then looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from codebinder.detect.fileview import FileView
from codebinder.detect.legal import bars, exports, figures, holes, licences, notices, secrecy
from codebinder.detect.people.page import LOW, MORE, Finder, Found, Page
from codebinder.detect.people.reading import Reading, reading
from codebinder.detect.sight import Sight
from codebinder.detect.wordsearch import WordSearch

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
_MOST = 20_000
_MOST_LOOKS = 50_000
"""Sights of one file, and places looked at: a file made of such words is bounded in time, too."""
_DEAR = frozenset((notices.find, notices.find_rare, bars.find, exports.find))
_DEAR_LOOK = 16
"""Who reads sentences around a word counts as so many looks."""
_CROWD, _IN_CROWD = 512, 16
"""Within so many bytes so many such places are looked at: a line of nothing but such words has said it by then."""


_SEARCH = WordSearch(WORDS)


def look(file: FileView) -> Iterator[Sight]:
    """Give the legal marks of `file`."""
    read = reading(file)
    page = Page(text=read.text, file=file)
    known: set[tuple[int, int, str]] = set()
    licensed = False
    for word, start, end in _worth_a_look(read.text):
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


def _worth_a_look(text: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Give the words in a file, as many as can be looked at in bounded time."""
    left, crowd, count = _MOST_LOOKS, -1, 0
    for number, start, end in _SEARCH.hits(text):
        word = WORDS[number]
        cost = 1
        if _FINDERS[word] in _DEAR:
            cost = _DEAR_LOOK
            if start // _CROWD != crowd:
                crowd, count = start // _CROWD, 0
            count += 1
            if count > _IN_CROWD:
                continue
        left -= cost
        if left < 0:
            return
        yield word, start, end
