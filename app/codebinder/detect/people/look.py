"""One pass over a file for every form that people, money and networks leave; each place then goes to its finder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import compile_pattern, spans
from codebinder.detect.people import identity, mail, names, network, numerals, paths, phones, places, tables
from codebinder.detect.people.page import LOW, MORE, Finder, Found, Page
from codebinder.detect.people.reading import Reading, reading
from codebinder.detect.sight import Sight

_FORMS: tuple[tuple[str, Finder], ...] = (
    names.FORMS[0],  # the two that stand in most files come first
    *mail.FORMS,
    *network.FORMS,
    *paths.FORMS,
    *phones.FORMS,
    *identity.FORMS,
    *places.FORMS,
    *names.FORMS[1:],
    *numerals.FORMS,
)
"""The form that makes a place worth a look, and who looks. The first that fits wins, so runs of digits come last."""


def _latin(form: str) -> bytes:
    return form.encode()  # Chinese words as their UTF-8 bytes


FORMS = b"|".join(b"(?:" + _latin(form) + b")" for form, _ in _FORMS)
"""All forms as one pattern, for whichever library there is."""
_ANY = compile_pattern(FORMS)
_WHICH = re.compile(b"|".join(b"(" + _latin(form) + b")" for form, _ in _FORMS))
_MOST = 20_000
_MOST_LOOKS = 500_000
"""Sights of one file, and places looked at: a file of nothing but addresses says what it is long before."""


def look(file: FileView) -> Iterator[Sight]:
    """Give what stands in `file` about people, money and networks."""
    read = reading(file)
    page = Page(text=read.text, file=file)
    known: set[tuple[int, int, str]] = set()
    for start, _end in islice(spans(_ANY, read.text), _MOST_LOOKS):
        file.cancel.check()
        which = _WHICH.match(read.text, start)
        if which is None or which.lastindex is None:
            continue
        for found in _FORMS[which.lastindex - 1][1](page, start, which.end()):
            key = (found.start, found.end, found.rule)
            if key in known:
                continue
            known.add(key)
            if len(known) > _MOST:
                yield _sight(read, replace(found, confidence=LOW, reason=f"{found.reason}; {MORE}", firm=False))
                break
            yield _sight(read, found)
        if len(known) > _MOST:
            break
    if tables.may_hold(page):
        yield from (_sight(read, found) for found in tables.find(page))


def _sight(read: Reading, found: Found) -> Sight:
    return Sight(
        start=read.flat(found.start),
        end=read.flat(found.end),
        rule=found.rule,
        confidence=found.confidence,
        reason=found.reason,
        firm=found.firm,
    )
