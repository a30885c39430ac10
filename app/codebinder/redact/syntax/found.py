"""What the engines find, and how it is put in order: whole lines where they stand alone, nested or apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from codebinder.model.redaction import Grain

_BLANK_AFTER = re.compile(rb"[ \t\f\v;,]*+(?=\r?\n|\r?\Z)")
_SHORT = 400
"""A block on one line is worth an extent of its own where it is longer than this."""
_SPACE = b" \t\f\v\r\n"


class Found(NamedTuple):
    """A stretch of the code as it is read: offsets in its UTF-8 form, end excluded."""

    grain: Grain
    start: int
    end: int
    name: str = ""


def shaped(code: bytes, found: Iterable[Found]) -> list[Found]:
    """Give what was found in order of start, outer first: trimmed, widened to the whole of its lines, each but once.

    A stretch reaches to the begin of its line where only blanks stand before it, and to the end of its last line where
    nothing but blanks and separators stand behind it.
    """
    lines = _Lines(code)
    best: dict[tuple[Grain, int, int], Found] = {}
    functions: set[tuple[int, int]] = set()
    for each in found:
        start, end = lines.trimmed(each.start, each.end)
        if start >= end:
            continue
        start, end = lines.begin(start), lines.finish(end)
        if each.grain is Grain.BLOCK and end - start < _SHORT and not lines.several(start, end):
            continue
        if each.grain is Grain.FUNCTION:
            functions.add((start, end))
        best.setdefault((each.grain, start, end), Found(each.grain, start, end, each.name))
    kept = [each for each in best.values() if each.grain is not Grain.BLOCK or (each.start, each.end) not in functions]
    return sorted(kept, key=_order)


_RANK = {Grain.FUNCTION: 0, Grain.BLOCK: 1, Grain.COMMENT: 2}


def _order(each: Found) -> tuple[int, int, int]:
    return each.start, -each.end, _RANK.get(each.grain, 3)


def nested(found: Sequence[Found]) -> list[Found]:
    """Give (of stretches in order) those that lie within or apart from all that came before them: none crosses."""
    kept: list[Found] = []
    open_: list[int] = []
    for each in found:
        while open_ and open_[-1] <= each.start:
            open_.pop()
        if open_ and each.end > open_[-1]:
            continue
        open_.append(each.end)
        kept.append(each)
    return kept


def grouped(code: bytes, comments: Iterable[Found]) -> list[Found]:
    """Give comments (in order) with those of neighbouring lines as one, where each stands alone and equally far in."""
    out: list[Found] = []
    lines = _Lines(code)
    column = -1  # of the last comment of `out`, where it stands alone on its line
    for each in comments:
        start, end = lines.trimmed(each.start, each.end)
        if start >= end or (out and start < out[-1].end):
            continue
        begin = lines.begin(start)
        alone = start - begin if begin < start or lines.at_begin(start) else -1
        if out and alone >= 0 and alone == column and _adjacent(code[out[-1].end : start]):
            out[-1] = Found(Grain.COMMENT, out[-1].start, end)
        else:
            out.append(Found(Grain.COMMENT, start, end))
        column = alone
    return out


def _adjacent(between: bytes) -> bool:
    return between.count(b"\n") == 1 and not between.strip(_SPACE)


class _Lines:
    """Line questions about one code, answered without walking far: a line of megabytes is asked once."""

    def __init__(self, code: bytes) -> None:
        self._code = code

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        code = self._code
        while start < end and code[start] in _SPACE:
            start += 1
        while end > start and code[end - 1] in _SPACE:
            end -= 1
        return start, end

    def several(self, start: int, end: int) -> bool:
        """Does a short stretch reach over more than one line?"""
        return self._code.find(b"\n", start, end) >= 0

    def at_begin(self, at: int) -> bool:
        return at == 0 or self._code[at - 1] == 0x0A

    def begin(self, at: int) -> int:
        """Give the begin of the line where only blanks stand before `at`, else `at`."""
        code, low = self._code, at
        while low > 0 and code[low - 1] in b" \t\f\v":
            low -= 1
        return low if self.at_begin(low) else at

    def finish(self, at: int) -> int:
        """Give the end of the line where only blanks and separators stand behind `at`, else `at`."""
        match = _BLANK_AFTER.match(self._code, at)
        return match.end() if match else at
