"""Finds what a tool reported in the file as it is: exactly where the value tells itself, else its columns or its line.

A line behind the file's end, or a value that is no longer there, is told and never guessed.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.reports.values import Reported, Sign
from codebinder.detect.rules import SECRET_KINDS
from codebinder.model.findings import Confidence, Detected

_WHOLE_FILE = 1 << 20
"""Files up to this size are searched whole for a value that is not on its line."""
_AREA = 256 << 10
_TOKENS = 48
_LONG = 65_536
"""Bytes of the longest finding that is looked for before a place."""
_WORK = 2_000_000
"""Places of one file at which values are tried: a report that names thousands that are not there ends as well."""
_EDGE = re.compile(rb"[\s\"'`=:,;<>(){}\[\]|&]+")
ALSO = ", also reported by "


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One file's findings with those of the reports: `hits` in order of place, how many of ours were confirmed, how
    many are new, and what could not be placed."""

    hits: tuple[Detected, ...]
    confirmed: int = 0
    new: int = 0
    faults: tuple[str, ...] = ()


class Placer:
    """One file, ready to find places in."""

    def __init__(self, path: bytes, data: bytes, encoding: str) -> None:
        self._file = FileView(path=path, data=data, encoding=encoding)
        self._starts = encodings.line_starts(data, encoding)
        self._count = encodings.line_count(data, encoding)
        self._work = _WORK

    def place(self, one: Reported) -> Detected | str:
        """Give the place as a finding, or a phrase on why there is none."""
        if one.line > self._count:
            return f"line {one.line} is behind the end of the file, which has {self._count} lines"
        area = self._lines(one.line, one.end_line) if one.line else (0, 0)
        exact = self._by_value(one, area)
        if exact is not None:
            return self._finding(one, *exact)
        if one.past:
            return "the value is not in the file as it is here: the report speaks of an earlier commit"
        if not one.line and one.span is None:
            return "the report names no line"
        span = self._by_span(one, area)
        if span is None:
            return f"line {one.line} holds nothing"
        if one.sign is not None:
            return self._finding(one, *span, doubt="the tool's value is not on this line as it is here")
        return self._finding(one, *span)

    def _finding(self, one: Reported, start: int, end: int, doubt: str = "") -> Detected:
        why = one.noise or doubt
        # What the tool says of its rule may hold anything; a finding's reason stands in the workbook in clear.
        told = f"reported by {one.rule.partition(':')[0]}"
        return Detected(
            rule=one.rule,
            kind=one.kind,
            confidence=Confidence.LOW if why else Confidence.MEDIUM,
            start=start,
            end=end,
            line=bisect_right(self._starts, start),
            value=self._file.data[start:end],
            reason=f"{told}: {why}" if why else told,
        )

    def _lines(self, first: int, last: int) -> tuple[int, int]:
        last = min(max(first, last), self._count)
        end = self._starts[last] if last < len(self._starts) else len(self._file.data)
        return self._starts[first - 1], end

    def _by_value(self, one: Reported, area: tuple[int, int]) -> tuple[int, int] | None:
        """Find the value itself: on its lines, then anywhere in a file that is not too large."""
        flat, base = self._file.flat, self._file.original(0)
        unit = max(1, self._file.original(1) - base)
        low, high = max(0, area[0] - base) // unit, min(max(0, area[1] - base) // unit, area[0] + _AREA)
        if one.sha1:
            found = _by_sha1(one.sha1, flat, low, high)
        elif one.sign is not None:
            found = self._by_sign(one.sign, flat, range(low, high))
            if found is None and len(flat) <= _WHOLE_FILE:
                found = self._by_sign(one.sign, flat, self._words) or self._by_sign(one.sign, flat, range(len(flat)))
        else:
            return None
        return None if found is None else (self._file.original(found[0]), self._file.original(found[1]))

    def _by_sign(self, sign: Sign, flat: bytes, places: Sequence[int]) -> tuple[int, int] | None:
        """Try these offsets, as long as there is work left to spend on this file."""
        if self._work < len(places):
            return None
        self._work -= len(places)
        at = sign.find(flat, places)
        return None if at < 0 else (at, at + sign.size)

    @cached_property
    def _words(self) -> Sequence[int]:
        """Where words and quoted texts begin: a value that moved begins there as well."""
        return [0, *(match.end() for match in _EDGE.finditer(self._file.flat))]

    def _by_span(self, one: Reported, area: tuple[int, int]) -> tuple[int, int] | None:
        size = len(self._file.data)
        if one.span is not None and one.span[0] < one.span[1] <= size:
            line = bisect_right(self._starts, one.span[0])
            if not one.line or one.line <= line <= max(one.line, one.end_line):
                return encodings.widen(self._file.data, self._file.encoding, *one.span)
        if not one.line:
            return None
        if one.columns is not None:
            span = self._by_columns(one, one.columns)
            if span is not None:
                return span
        return self._trimmed(*area)

    def _by_columns(self, one: Reported, columns: tuple[int, int]) -> tuple[int, int] | None:
        first = self._lines(one.line, one.line)
        last = self._lines(max(one.line, one.end_line), one.end_line)
        start = self._column(*first, columns[0], one.units)
        end = self._column(*last, columns[1], one.units) if columns[1] else last[1]
        return None if start is None or end is None or end <= start else self._trimmed(start, end)

    def _column(self, low: int, high: int, column: int, units: str) -> int | None:
        """Give the offset of a column of a line; None where the line is shorter."""
        text = encodings.decode(self._file.data[low:high], self._file.encoding)
        if units == "utf-16":
            wide = text.encode("utf-16-le", "surrogatepass")
            if 2 * (column - 1) > len(wide):
                return None
            before = wide[: 2 * (column - 1)].decode("utf-16-le", "replace")
        elif column - 1 > len(text):
            return None
        else:
            before = text[: column - 1]
        try:
            at = low + len(before.encode(_codec(self._file.encoding)))
        except UnicodeEncodeError:
            return None
        return encodings.widen(self._file.data, self._file.encoding, min(at, high), min(at, high))[0]

    def _trimmed(self, low: int, high: int) -> tuple[int, int] | None:
        """Give a range without the white space at its ends; None where nothing else is in it."""
        flat, base = self._file.flat, self._file.original(0)
        unit = max(1, self._file.original(1) - base)
        start, end = max(0, low - base) // unit, max(0, high - base) // unit
        while start < end and flat[start] in b" \t\r\n\f\v":
            start += 1
        while end > start and flat[end - 1] in b" \t\r\n\f\v":
            end -= 1
        return None if start >= end else (self._file.original(start), self._file.original(end))


def merge(
    path: bytes, data: bytes, encoding: str, hits: Sequence[Detected], reported: Sequence[tuple[str, Reported]]
) -> Merged:
    """Put what tools reported of one file, as (tool, place), beside our own findings of it.

    A place that overlaps a finding of ours of the same sort confirms it; the others become findings of their own.
    """
    placed, faults = places(path, data, encoding, reported)
    return joined(hits, placed, faults)


def places(
    path: bytes, data: bytes, encoding: str, reported: Sequence[tuple[str, Reported]]
) -> tuple[list[tuple[str, Detected]], list[str]]:
    """Find what tools reported of one file; and a sentence for each place that is not there."""
    placer = Placer(path, data, encoding)
    placed: list[tuple[str, Detected]] = []
    faults: list[str] = []
    for tool, one in reported:
        found = placer.place(one)
        if isinstance(found, str):
            faults.append(f"{one.where}: {found}")
        else:
            placed.append((tool, found))
    return placed, faults


def joined(hits: Sequence[Detected], placed: Sequence[tuple[str, Detected]], faults: Iterable[str] = ()) -> Merged:
    """Merge findings of tools that have their place already into ours."""
    ours = sorted(hits, key=_start)
    tools: dict[int, list[str]] = {}
    new: list[Detected] = []  # in order of place, like ours, so that only neighbours need a look
    # The narrow ones first: what names a value says more than what names its line.
    for tool, found in sorted(placed, key=lambda pair: (pair[1].end - pair[1].start, pair[1].start)):
        matches = _matches(ours, found)
        for at in matches:
            tools.setdefault(at, []).append(tool)
        if not matches and not _matches(new, found):
            insort(new, found, key=_start)
    for at, names in tools.items():
        reason, _, known = ours[at].reason.partition(ALSO)
        told = " and ".join(dict.fromkeys([*(known.split(" and ") if known else ()), *names]))
        ours[at] = replace(ours[at], reason=f"{reason}{ALSO}{told}")
    return Merged(
        hits=tuple(sorted([*ours, *new], key=lambda hit: (hit.start, hit.end, hit.rule))),
        confirmed=len(tools),
        new=len(new),
        faults=tuple(faults),
    )


def _start(one: Detected) -> int:
    return one.start


def _matches(held: Sequence[Detected], found: Detected) -> list[int]:
    """Give the places in a list, which is in order, of what overlaps a finding and is of its sort.

    The longest of ours is a key block, so what begins further away than that is not looked at.
    """
    low = bisect_left(held, found.start - _LONG, key=_start)
    high = bisect_left(held, found.end, key=_start)
    return [at for at in range(low, high) if _overlap(held[at], found) and _same_sort(held[at], found)]


def _overlap(one: Detected, other: Detected) -> bool:
    return one.start < other.end and other.start < one.end


def _same_sort(one: Detected, other: Detected) -> bool:
    return one.kind == other.kind or (one.kind in SECRET_KINDS and other.kind in SECRET_KINDS)


def _codec(encoding: str) -> str:
    return "utf-8" if encoding in {"binary", "utf-8-sig"} else encoding


def _by_sha1(digest: str, flat: bytes, low: int, high: int) -> tuple[int, int] | None:
    """Find which stretch between signs of a line has this digest: the tool wrote that in place of the value."""
    for start, end in _stretches(flat, low, high):
        if hashlib.sha1(flat[start:end], usedforsecurity=False).hexdigest() == digest:
            return start, end
    return None


def _stretches(flat: bytes, low: int, high: int) -> Iterator[tuple[int, int]]:
    edges = [(low, low), *(match.span() for match in _EDGE.finditer(flat, low, high)), (high, high)][:_TOKENS]
    for at, (_, start) in enumerate(edges):
        for end, _ in edges[at + 1 :]:
            if start < end:
                yield start, end
