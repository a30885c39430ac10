"""Finds strings in bytes of any kind, in windows of one megabyte: ASCII, UTF-8, UTF-16, GB18030, each with its offset.

A string is a run of at least 6 printable ASCII characters, or of 4 and more between bytes that end strings (NUL, a
line's end, the edge of the bytes); or a run beyond ASCII whose odds of being text are good (firmware/telling.py). Runs
of more than OVERLAP bytes come in several strings. What stands in a run that was read as one encoding is not read as
another. Memory is that of one window, however large the image is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from codebinder.firmware import telling
from codebinder.firmware.reading import Blob
from codebinder.firmware.telling import BIG, BIG_WIDE, LITTLE, LITTLE_WIDE, PAIR, THRESHOLD, Bytes
from codebinder.model.ports import Cancel

WINDOW = 1 << 20
OVERLAP = 1 << 15
SHORTEST, SHORT = 6, 4
ASCII, UTF8, UTF16LE, UTF16BE, GB18030 = "ascii", "utf-8", "utf-16-le", "utf-16-be", "gb18030"

_BACK = 2
_MOST_UNITS = 4096
_SAMPLE_BYTES = 128
_END, _CONTROL, _PRINTABLE, _HIGH = 0, 1, 2, 3
_CLASSES = bytes(
    _PRINTABLE if 0x20 <= byte < 0x7F or byte == 9
    else _HIGH if byte >= 0x80
    else _END if byte in b"\0\n\r"
    else _CONTROL
    for byte in range(256)
)  # fmt: skip
_UTF8 = re.compile(
    rb"(?:[\t\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
_GB = re.compile(rb"(?:[\t\x20-\x7e]|[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[\x30-\x39][\x81-\xfe][\x30-\x39]))+")

Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Text:
    """One string: where it begins, how many bytes it has, and what it says (tabs are its only control characters)."""

    offset: int
    size: int
    encoding: str
    text: str
    meaningful: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """The strings of one window. ASCII ones stand as numbers: an image has millions, few of which are ever asked for.

    `starts` and `ends` are places in `data`, which begins at `base` of the blob; `wide` are those beyond ASCII.
    """

    base: int
    data: bytes
    starts: Places
    ends: Places
    meaningful: Mask
    wide: tuple[Text, ...]

    def texts(self, *, meaningful: bool = True) -> Iterator[Text]:
        """Give the strings, ASCII first, all of them or those that say something."""
        starts, ends, told = self.starts, self.ends, self.meaningful
        if meaningful:
            starts, ends, told = starts[told], ends[told], told[told]
        data = self.data
        for start, end, tells in zip(starts.tolist(), ends.tolist(), told.tolist(), strict=True):
            yield Text(self.base + start, end - start, ASCII, data[start:end].decode("ascii"), tells)
        for each in self.wide:
            if each.meaningful or not meaningful:
                yield each

    def count(self) -> int:
        """Give how many strings say something."""
        return int(self.meaningful.sum()) + sum(each.meaningful for each in self.wide)


def scan(blob: Blob, start: int = 0, end: int | None = None, *, cancel: Cancel) -> Iterator[Batch]:
    """Give the strings of a stretch of a blob, window by window."""
    stop = blob.size if end is None else min(end, blob.size)
    at, narrow, wide = start, start, start
    while at < stop:
        cancel.check()
        base = max(start, at - _BACK)
        data = blob.read(base, min(stop, at + WINDOW + OVERLAP) - base)
        if not data:
            return
        last = base + len(data) >= stop
        following = stop if last else min(at + WINDOW, base + len(data))
        window = _Window(data, base, first=base == start, last=last, limit=following)
        if not window.constant:
            batch, narrow, wide = window.strings(max(narrow, at), max(wide, at))
            if len(batch.starts) or batch.wide:
                yield batch
        at = following


class _Window:
    """One window's bytes, and what each of them could be."""

    def __init__(self, data: bytes, base: int, *, first: bool, last: bool, limit: int) -> None:
        self._data, self._base, self._first, self._last, self._limit = data, base, first, last, limit - base
        self.constant = data.count(data[:1]) == len(data)
        self._bytes: Bytes = np.frombuffer(data, np.uint8)
        self._classes: Bytes = np.frombuffer(data.translate(_CLASSES), np.uint8)
        self._taken = bytearray(len(data))

    def strings(self, narrow: int, wide: int) -> tuple[Batch, int, int]:
        """Give the strings that begin in this window, and where what was not given yet goes on: strings of bytes from
        `narrow` on, of two-byte units from `wide` on; both are offsets in the blob."""
        printable = self._classes == _PRINTABLE
        four = printable[:-1] & printable[1:]
        four = four[:-2] & four[2:]
        units = self._units()
        sixteen, two = self._seeds(units, four)
        found = self._sixteen(units, sixteen, wide - self._base)
        wide = max([wide, *(each.offset + each.size for each in found)])
        beyond: list[Text] = []
        if not self._data.isascii():
            beyond = self._beyond(self._utf8_seeds(), narrow - self._base, UTF8)
            beyond += self._beyond(two, narrow - self._base, GB18030)
        starts, ends = self._ascii(four, narrow - self._base, [*found, *beyond])
        told = self._told(starts, ends)
        after = int(ends[-1]) if len(ends) else 0
        narrow = max([narrow, self._base + after, *(each.offset + each.size for each in beyond)])
        both = tuple(sorted((*found, *beyond), key=lambda each: each.offset))
        return Batch(self._base, self._data, starts, ends, told, both), narrow, wide

    def _ascii(self, four: Mask, begin: int, taken: list[Text]) -> tuple[Places, Places]:
        """Give the runs of printable bytes that are strings, outside what is taken."""
        change = np.flatnonzero(four[1:] != four[:-1]) + 1
        edges = np.concatenate(([0] if len(four) and four[0] else [], change, [len(four)])).astype(np.int64)
        starts = edges[:-1:2]
        ends = edges[1::2][: len(starts)] + 3
        starts = starts[: len(ends)]
        cut = np.maximum(starts, begin)
        keep = (cut < self._limit) & (ends - cut >= SHORT)
        starts, ends = cut[keep], ends[keep]
        keep = (ends - starts >= SHORTEST) | self._bounded(starts, ends)
        if taken:
            keep &= ~_inside(starts, ends, taken, self._base)
        return starts[keep], ends[keep]

    def _bounded(self, starts: Places, ends: Places) -> Mask:
        """Which runs stand between bytes that end strings?"""
        size = len(self._classes)
        before = np.where(starts > 0, self._classes[np.maximum(starts, 1) - 1] == _END, self._first)
        after = np.where(ends < size, self._classes[np.minimum(ends, size - 1)] == _END, self._last)
        return before & after

    def _told(self, starts: Places, ends: Places) -> Mask:
        if not len(starts):
            return np.zeros(0, np.bool_)
        odds = telling.ascii_scores(self._bytes, starts, ends)
        return odds + self._bounded(starts, ends) * telling.BOUNDED >= THRESHOLD

    def _units(self) -> list[Bytes]:
        """Give what each two bytes could be, from even and from odd places."""
        table = telling.units()
        return [table[np.frombuffer(self._data, "<u2", (len(self._data) - odd) // 2, odd)] for odd in (0, 1)]

    def _seeds(self, units: list[Bytes], four: Mask) -> tuple[list[tuple[int, int, Places]], Places]:
        """Give where text of two-byte units (parity, bit, places) and where text beyond ASCII surely could stand: not
        in ASCII text, which can be read as Chinese too."""
        sixteen: list[tuple[int, int, Places]] = []
        beyond: list[Places] = []
        for odd, flags in enumerate(units):
            two = flags[:-1] & flags[1:]
            beyond.append(np.flatnonzero((two & PAIR) != 0) * 2 + odd)
            three = two[:-1] & flags[2:] & (LITTLE | BIG)
            plain = four[odd::2][: len(three)]
            three[: len(plain)][plain] = 0
            if not three.any():
                continue
            for bit in (LITTLE, BIG):
                places = np.flatnonzero((three & bit) != 0)
                if len(places):
                    sixteen.append((odd, bit, places))
        return sixteen, np.sort(np.concatenate(beyond))

    def _utf8_seeds(self) -> Places:
        """Give where characters of several bytes follow each other, or stand in a word or beside a mark."""
        data = self._bytes
        tail = (data & 0xC0) == 0x80
        three = (data[:-2] >= 0xE1) & (data[:-2] <= 0xEF) & tail[1:-1] & tail[2:]
        two = (data[:-1] >= 0xC3) & (data[:-1] <= 0xDB) & tail[1:]
        word = (self._classes[:-3] == _PRINTABLE) & (self._classes[3:] == _PRINTABLE)
        places = [
            np.flatnonzero(three[:-3] & three[3:]),
            np.flatnonzero(two[:-4] & two[2:-2] & two[4:]),
            np.flatnonzero(two[1:-1] & (data[1:-2] == 0xC3) & word) + 1,
            np.flatnonzero((data[:-1] == 0xE2) & (data[1:] == 0x80)),
            np.flatnonzero((data[:-1] == 0xC2) & (data[1:] == 0xA9)),
        ]  # fmt: skip
        return np.sort(np.concatenate(places))

    def _beyond(self, seeds: Places, begin: int, encoding: str) -> list[Text]:
        """Give the strings in UTF-8 or GB18030 around the seeds."""
        found: list[Text] = []
        if not len(seeds):
            return found
        stops = np.flatnonzero(self._classes <= _CONTROL)
        after = np.searchsorted(stops, seeds)
        runs, firsts = np.unique(after, return_index=True)
        lows = np.concatenate(([0], stops + 1))[runs].tolist()
        highs = np.concatenate((stops, [len(self._data)]))[runs].tolist()
        groups = zip(lows, highs, firsts.tolist(), [*firsts[1:].tolist(), len(seeds)], strict=True)
        for low, high, first, last in groups:
            start = max(low, begin)
            if start >= self._limit or high - start < SHORT or self._taken.find(1, start, high) >= 0:
                continue
            if encoding == UTF8:
                found += self._utf8(start, high)
            else:
                found += self._gb18030(start, high, seeds[first:last].tolist())
        for each in found:
            self._take(each)
        return found

    def _take(self, text: Text) -> None:
        start = text.offset - self._base
        self._taken[start : start + text.size] = b"\1" * text.size

    def _utf8(self, start: int, end: int) -> list[Text]:
        hits = (self._text(match.start(), match.end(), UTF8) for match in _UTF8.finditer(self._data, start, end))
        return [each for each in hits if each is not None]

    def _gb18030(self, start: int, end: int, seeds: list[int]) -> list[Text]:
        """Give the strings of GB18030 around the seeds of one run; where a sample is no text, what it shows is passed
        over, so that no run is looked at more than a few times."""
        found: list[Text] = []
        for seed in seeds:
            if not start <= seed < self._limit:
                continue
            text = None
            for begin in (max(start, seed - _SAMPLE_BYTES), seed):
                sample = _GB.match(self._data, begin, min(end, begin + 2 * _SAMPLE_BYTES))
                if sample is None or sample.end() <= seed or self._text(begin, sample.end(), GB18030) is None:
                    continue
                match = _GB.match(self._data, begin, end)
                text = None if match is None else self._text(begin, match.end(), GB18030)
                if text is not None:
                    break
            if text is not None:
                found.append(text)
                start = text.offset - self._base + text.size
            else:
                start = seed + _SAMPLE_BYTES // 2
        return found

    def _text(self, start: int, end: int, encoding: str) -> Text | None:
        """Give a string beyond ASCII where its odds are good."""
        raw = self._data[start:end]
        if raw.isascii():
            return None
        text = raw.decode(encoding, "replace")
        size = len(self._data)
        before = self._first if start == 0 else self._classes[start - 1] == _END
        after = self._last if end >= size else self._classes[end] == _END
        odds = telling.score(text, encoding, bounded=bool(before and after))
        return Text(self._base + start, end - start, encoding, text, meaningful=True) if odds >= THRESHOLD else None

    def _sixteen(self, units: list[Bytes], seeds: list[tuple[int, int, Places]], begin: int) -> list[Text]:
        """Give the strings of UTF-16: of readings that overlap, the one that is text most surely."""
        readings: list[tuple[int, int, int, int, str]] = []
        for odd, bit, places in seeds:
            broad, encoding = (LITTLE_WIDE, UTF16LE) if bit == LITTLE else (BIG_WIDE, UTF16BE)
            stops = np.flatnonzero(units[odd] & broad == 0)
            for low, high in _runs(stops, places, len(units[odd])):
                start, end = low * 2 + odd, high * 2 + odd
                start = start if start >= begin else start + (begin - start + 1) // 2 * 2
                if start < self._limit and end - start >= 2 * SHORT:
                    text = self._data[start : min(end, start + 2 * _MOST_UNITS)].decode(encoding, "replace")
                    ended = self._data[end : end + 2] in {b"", b"\0\0"}
                    odds = telling.score(text, encoding, bounded=ended, sample=_MOST_UNITS)
                    if odds >= THRESHOLD:
                        readings.append((-odds, (self._base + start) % 2, start, end, encoding))
        found: list[Text] = []
        for _, _, start, end, encoding in sorted(readings):
            if self._taken.find(1, start, end) < 0:
                text = self._data[start:end].decode(encoding, "replace")
                found.append(Text(self._base + start, end - start, encoding, text, meaningful=True))
                self._take(found[-1])
        return found


def _runs(stops: Places, places: Places, size: int) -> list[tuple[int, int]]:
    """Give the runs between `stops` that hold a place, each once."""
    after = np.unique(np.searchsorted(stops, places))
    lows = np.concatenate(([0], stops + 1))[after]
    highs = np.concatenate((stops, [size]))[after]
    return list(zip(lows.tolist(), highs.tolist(), strict=True))


def _inside(starts: Places, ends: Places, taken: list[Text], base: int) -> Mask:
    """Which runs overlap what is taken?"""
    spans = np.array(sorted((each.offset - base, each.offset - base + each.size) for each in taken), np.int64)
    at = np.searchsorted(spans[:, 0], ends) - 1
    return (at >= 0) & (spans[np.maximum(at, 0), 1] > starts)
