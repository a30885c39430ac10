"""Tells the lines of a few places in a file without listing where every line begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from codebinder.base import encoding as encodings


def line_numbers(data: bytes, encoding: str, offsets: Iterable[int]) -> list[int]:
    """Give the line, counted from 1, of each of `offsets`, which stand in `data` in ascending order."""
    if encoding.startswith("utf-16") or b"\r" in data:
        starts = encodings.line_starts(data, encoding)
        return [bisect_right(starts, offset) for offset in offsets]
    numbers: list[int] = []
    line, last = 1, 0
    for offset in offsets:
        line += data.count(b"\n", last, offset)
        last = offset
        numbers.append(line)
    return numbers
