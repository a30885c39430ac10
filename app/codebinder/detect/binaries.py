"""Looks at binary bytes as firmware has them: keys in binary form anywhere, and texts in every encoding that it holds.

Programs keep their texts apart by zero bytes, in ASCII, UTF-8, UTF-16 or GB18030, amid code. Each run of text becomes a
line of its own, so that what reads text reads these too; every sight is led back to where it stands in the bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codebinder.detect.detectors import Look
from codebinder.detect.engine import Engine
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import compile_pattern, spans
from codebinder.model.findings import Detected

_EIGHT = compile_pattern(
    rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){6,}"
)
_PLAIN = re.compile(rb"[\x20-\x7e]{4}")
# A zero byte is half of a Latin letter and of no Chinese one: so one read a byte off is none.
_LITTLE = compile_pattern(
    rb"(?:[\x01-\xff][\x4e-\x9f]){0,16}(?:[\t\n\r\x20-\x7e]\x00){4}"
    rb"(?:[\t\n\r\x20-\x7e]\x00|[\x01-\xff][\x4e-\x9f]|[\x01-\x1f]\x30|[\x01-\x5e]\xff)*"
    rb"|(?:[\x01-\xff][\x4e-\x9f]|[\x01-\x1f]\x30|[\x01-\x5e]\xff){8,}"
)
_BIG = compile_pattern(
    rb"(?:[\x4e-\x9f][\x01-\xff]){0,16}(?:\x00[\t\n\r\x20-\x7e]){4}"
    rb"(?:\x00[\t\n\r\x20-\x7e]|[\x4e-\x9f][\x01-\xff]|\x30[\x01-\x1f]|\xff[\x01-\x5e])*"
    rb"|(?:[\x4e-\x9f][\x01-\xff]|\x30[\x01-\x1f]|\xff[\x01-\x5e]){8,}"
)
_LATIN = {"utf-16-le": re.compile(rb"(?:[\x20-\x7e]\0){4}"), "utf-16-be": re.compile(rb"(?:\0[\x20-\x7e]){4}")}
_CHINESE = compile_pattern(rb"(?:[\xb0-\xd7][\xa1-\xfe]){2}")
_BEFORE = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xa1-\xf7][\xa1-\xfe])*\Z")
_AFTER = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xa1-\xf7][\xa1-\xfe])*")
_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_LEAST, _REACH = 8, 256
"""Bytes of a run of Chinese, and how far in front of its first two characters it may begin."""
_LONGEST = 1 << 20
"""A sight that takes more than this of the bytes runs over what is no text."""


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of text of one encoding, joined by line ends: where each begins in the joined text and in the bytes."""

    encoding: str
    text: bytes
    joined: tuple[int, ...]
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Give where a stretch of the joined text stands in the bytes; None where it runs over the end of a run."""
        at = bisect_right(self.joined, start) - 1
        if at < 0 or (at + 1 < len(self.joined) and end > self.joined[at + 1]):
            return None
        moved = self.starts[at] - self.joined[at]
        return start + moved, end + moved


def look_at(engine: Engine, file: FileView, beside: Sequence[Look] = ()) -> list[Detected]:
    """Give what stands in the binary bytes of `file`, by place; lines mean nothing there, so that all are the first."""
    found = {(each.rule, each.start, each.end): each for each in engine.keys(file)}
    keys = [(each.start, each.end) for each in found.values()]
    for runs in runs_of(file.data):
        view = FileView(path=file.path, data=runs.text, encoding=runs.encoding, cancel=file.cancel, opened=True)
        for each in engine.look_at(view, beside):
            place = runs.place(each.start, each.end)
            if (
                place is None
                or place[1] - place[0] > _LONGEST
                or any(low < place[1] and place[0] < high for low, high in keys)
            ):
                continue
            value = file.data[place[0] : place[1]]
            found.setdefault((each.rule, *place), replace(each, start=place[0], end=place[1], value=value))
    return [replace(each, line=1) for _, each in sorted(found.items(), key=lambda pair: pair[0][1:] + pair[0][:1])]


def runs_of(data: bytes) -> Iterator[_Runs]:
    """Give the texts in `data`, each encoding by itself; what could be two of them is in both."""
    eight = [(low, high) for low, high in spans(_EIGHT, data) if _PLAIN.search(data, low, high)]
    yield from _joined("utf-8", b"\n", data, eight)
    if b"\0" in data:
        little = [(low, high) for low, high in spans(_LITTLE, data) if _is_text(data[low:high], "utf-16-le")]
        big = [(low, high) for low, high in spans(_BIG, data) if _is_text(data[low:high], "utf-16-be")]
        yield from _joined("utf-16-le", b"\n\0", data, _aligned(little, big))
        yield from _joined("utf-16-be", b"\0\n", data, _aligned(big, little))
    yield from _joined("gb18030", b"\n", data, list(_chinese(data)))


def _aligned(runs: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out runs at odd offsets that are the others, which are at even ones, read a byte off."""
    starts = [low for low, _ in others]
    kept: list[tuple[int, int]] = []
    for low, high in runs:
        at = bisect_right(starts, low + 2) - 1
        shadow = low % 2 and at >= 0 and starts[at] % 2 == 0 and others[at][1] > low
        if not shadow:
            kept.append((low, high))
    return kept


def _joined(encoding: str, end: bytes, data: bytes, spans: Sequence[tuple[int, int]]) -> Iterator[_Runs]:
    if not spans:
        return
    joined, at = list[int](), 0
    for low, high in spans:
        joined.append(at)
        at += high - low + len(end)
    text = end.join(data[low:high] for low, high in spans) + end
    yield _Runs(encoding, text, tuple(joined), tuple(low for low, _ in spans))


def _is_text(raw: bytes, codec: str) -> bool:
    """Is a run of pairs of bytes text, and not code: Latin letters in a row, or nothing but common Chinese ones?"""
    if _LATIN[codec].search(raw) is not None:
        return True
    told = raw.decode(codec, "replace").encode("gb2312", "replace")
    return b"?" not in told and sum(0xB0 <= pair[0] <= 0xD7 for pair in _PAIR.findall(told)) * 4 >= len(told)


def _chinese(data: bytes) -> Iterator[tuple[int, int]]:
    """Give the runs with Chinese characters in GB 2312, most of them of its first level, with the Latin around."""
    done = 0
    for low, high in spans(_CHINESE, data):
        if low < done:
            continue
        before = _BEFORE.search(data[max(done, low - _REACH) : low])
        start = low - len(before[0]) if before is not None else low
        found = _AFTER.match(data, high)
        done = found.end() if found is not None else high
        pairs = _PAIR.findall(data, low, done)
        common = sum(0xB0 <= pair[0] <= 0xD7 for pair in pairs) * 4 >= len(pairs) * 3
        if common and done - start >= _LEAST and not _is_utf8(data[start:done]):
            yield start, done


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
