"""What a selection can grow to: the functions, blocks and comments of a file, in bytes of the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codebinder.base import encoding as encodings
from codebinder.model.redaction import Extent, Grain
from codebinder.redact.ends import without_ends
from codebinder.redact.places import widen
from codebinder.redact.syntax.finding import found_in
from codebinder.redact.syntax.found import Found
from codebinder.redact.syntax.reading import Reading, read


def extents(data: bytes, encoding: str, path: bytes) -> tuple[Extent, ...]:
    """Give the functions, blocks and comments of a file in order of start, outer first.

    Offsets are in bytes of the original and fall between characters; the end of the last line stays outside. A stretch
    that stands alone on its lines takes in their indentation. Nothing in the bytes makes this fail.
    """
    reading = read(data, encoding)
    return _in_bytes(reading, encoding, found_in(reading.code, path))


def _in_bytes(reading: Reading, encoding: str, found: Sequence[Found]) -> tuple[Extent, ...]:
    offsets = reading.originals(offset for each in found for offset in (each.start, each.end))
    out: list[Extent] = []
    sure = reading.codec == {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    for each in found:
        start, end = offsets[each.start], offsets[each.end]
        if not sure:
            start, end = widen(reading.data, encoding, start, end)
        out.append(Extent(grain=each.grain, start=start, end=end, name=each.name))
    return tuple(out)


def grow(data: bytes, encoding: str, path: bytes, start: int, end: int) -> tuple[Extent, ...]:
    """Give what holds a selection, from its lines outward to the whole file; each step is strictly larger.

    A selection's own line ends at its two ends don't count: whoever selects a line with its end means the line. The
    last step is the whole file, unless the selection is that already.
    """
    size = len(data)
    start, end = max(0, min(start, size)), max(0, min(end, size))
    start, end = widen(data, encoding, min(start, end), max(start, end))
    inner = without_ends(data, encoding, start, end)
    steps = [_lines(data, encoding, *inner), *extents(data, encoding, path)]
    chain = [each for each in _chain(inner, steps) if (each.start, each.end) != (0, size)]
    return (*chain, *_whole(start, end, size))


def _chain(inner: tuple[int, int], steps: Iterable[Extent]) -> list[Extent]:
    start, end = inner
    chain: list[Extent] = []
    around = [each for each in steps if each.start <= start and end <= each.end]
    for each in sorted(around, key=lambda each: each.end - each.start):
        if each.start <= start and end <= each.end and each.end - each.start > end - start:
            chain.append(each)
            start, end = each.start, each.end
    return chain


def _whole(start: int, end: int, size: int) -> tuple[Extent, ...]:
    return () if (start, end) == (0, size) else (Extent(grain=Grain.FILE, start=0, end=size),)


def _lines(data: bytes, encoding: str, start: int, end: int) -> Extent:
    """Give the lines that hold `start`..`end`, without the last one's end and without a byte order mark."""
    from bisect import bisect_right

    starts = encodings.line_starts(data, encoding)
    first = starts[bisect_right(starts, start) - 1]
    after = bisect_right(starts, max(start, end - 1))
    low, high = first, starts[after] if after < len(starts) else len(data)
    for each in ("\n", "\r"):
        feed = each.encode(encoding) if encoding.startswith("utf-16") else each.encode()
        if high - len(feed) >= low and data[high - len(feed) : high] == feed:
            high -= len(feed)
    mark = _mark(data, encoding)
    return Extent(grain=Grain.LINE, start=mark if low == 0 and mark <= start else low, end=max(high, end))


def _mark(data: bytes, encoding: str) -> int:
    marks = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    mark = marks.get(encoding)
    return len(mark) if mark and data.startswith(mark) else 0
