"""What of firmware images must not be in the output: stretches of withheld ones, and what is hidden in others.

A hidden stretch may have many megabytes: of a large one, pieces spread over all of it are searched for, and the strings
that stand in it, as lines of a source are (proof.md §1).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from codebinder.model.filing import Filing
from codebinder.model.package import Needle
from codebinder.model.redaction import PLACE_LINE, Secret
from codebinder.workflow import contents
from codebinder.workflow.session import Session

_STRETCHES, _STRETCH, _VARIED = 16, 8192, 24
"""Stretches of an image that are searched for, their size in bytes, and how many different bytes tell one."""
_SHORT_VARIED = 8
"""Different bytes that tell a hidden stretch that is searched for as a whole: eight zeros stand everywhere."""
_PADDING = re.compile(rb"(.)\1{31,}", re.DOTALL)
"""So many bytes alike are erased flash: how far it reaches differs from copy to copy, and it is told of nothing."""
_ISLAND = 64
"""Bytes between paddings that are searched for by themselves."""
_LINE = re.compile(rb"[\x20-\x7e]{%d,4096}" % PLACE_LINE)
_MOST_LINES, _READ = 2000, 16 << 20


def of_withheld(slug: str, path: Path) -> Iterator[Needle]:
    """Give stretches of a withheld image, spread over all of it: a copy that differs in a byte is one all the same.

    They are as long as no table or function that two images may rightly share; of an image that is gone there is none.
    """
    try:
        with path.open("rb") as stream:
            yield from _spread(slug, stream, 0, stream.seek(0, os.SEEK_END))
    except OSError:
        return


def of_places(session: Session, filing: Filing, secrets: Sequence[Secret]) -> Iterator[Needle]:
    """Give what must not be in the output of the places that are hidden in images."""
    by_image: dict[str, list[Secret]] = {}
    for each in secrets:
        if each.in_image:
            by_image.setdefault(each.redaction.component, []).append(each)
    for slug, rows in by_image.items():
        part = session.book.components.get(filing.slug, slug)
        try:
            with contents.located(session, part).open("rb") as stream:
                for each in rows:
                    yield from _place(each, stream)
        except OSError:
            continue


def _place(secret: Secret, stream: BinaryIO) -> Iterator[Needle]:
    row = secret.redaction
    if row.end - row.start <= _STRETCH:
        stream.seek(row.start)
        data = stream.read(row.end - row.start)
        if len(data) < PLACE_LINE or len(set(data)) >= _SHORT_VARIED:
            yield Needle(redaction=row.id, kind="range", data=data, encoding="binary")
        yield from (Needle(redaction=row.id, kind="range", data=each, encoding="binary") for each in _islands(data))
    else:
        found = list(_spread(row.id, stream, row.start, row.end))
        if not found:  # little stands there, and none of the pieces met it
            stream.seek(row.start)
            data = stream.read(min(row.end - row.start, _READ))
            pieces = (each[:_STRETCH] for each in _islands(data))
            found = [Needle(redaction=row.id, kind="range", data=each, encoding="binary") for each in pieces]
        yield from found[:_STRETCHES]
    lines = _lines(stream, row.start, row.end)
    if lines:
        yield Needle(redaction=row.id, kind="lines", data=b"\n".join(lines))


def _spread(owner: str, stream: BinaryIO, start: int, end: int) -> Iterator[Needle]:
    for number in range(_STRETCHES):
        stream.seek(start + number * max(end - start - _STRETCH, 0) // (_STRETCHES - 1))
        data = stream.read(min(_STRETCH, end - start))
        if len(set(data)) >= _VARIED and not _PADDING.search(data):
            yield Needle(redaction=owner, kind="range", data=data, encoding="binary")
            continue
        yield from (Needle(redaction=owner, kind="range", data=each, encoding="binary") for each in _islands(data))


def _islands(data: bytes) -> Iterator[bytes]:
    """Give what stands between paddings: the same with less of them, or with others, is a copy all the same."""
    found: list[bytes] = []
    at = 0
    for each in _PADDING.finditer(data):
        found.append(data[at : each.start()])
        at = each.end()
    if not at:
        return
    found.append(data[at:])
    telling = [each for each in found if len(each) >= _ISLAND and len(set(each)) >= _VARIED]
    if not telling:  # nothing but a few words: the longest of them
        telling = [max(found, key=len)]
        if len(telling[0]) < PLACE_LINE or len(set(telling[0])) < _SHORT_VARIED:
            return
    yield from dict.fromkeys(telling)


def _lines(stream: BinaryIO, start: int, end: int) -> list[bytes]:
    """Give the first long strings that stand in a stretch."""
    stream.seek(start)
    found: dict[bytes, None] = {}
    data = stream.read(min(end - start, _READ))
    for each in _LINE.finditer(data):
        found[each.group().strip()] = None
        if len(found) == _MOST_LINES:
            break
    return [each for each in found if len(each) >= PLACE_LINE]
