"""Cuts what is too large to be held into stretches that overlap, and blanks out what was searched unpacked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

STRETCH, OVERLAP = 16 << 20, 1 << 20
_PIECE = 1 << 20


def of(given: Iterable[bytes], reach: int) -> Iterator[tuple[int, bytes, int | None]]:
    """Give (offset, bytes, from where on in them the next begins; None for the last) of stretches that overlap by
    `reach` at least, so that nothing falls between two."""
    overlap = max(OVERLAP, reach)
    size = max(STRETCH, 2 * overlap)
    held: list[bytes] = []
    have = base = 0
    for piece in (each[at : at + _PIECE] for each in given for at in range(0, len(each), _PIECE)):
        held.append(piece)
        have += len(piece)
        if have > size:  # so that there is a byte more behind this one
            data = b"".join(held)
            cut = len(data) - len(piece)
            yield base, data[:cut], cut - overlap
            base += cut - overlap
            held = [data[cut - overlap :]]
            have = len(held[0])
    if have:
        yield base, b"".join(held), None


def pieces(read: Callable[[int, int], bytes], size: int) -> Iterator[bytes]:
    """Give something that is read by offset, piece by piece."""
    for at in range(0, size, _PIECE):
        yield read(at, _PIECE)


class Blank:
    """Puts zeros in place of stretches that don't overlap."""

    def __init__(self, rows: Sequence[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(rows):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._rows = merged

    def over(self, data: bytes, base: int) -> bytes:
        """Give bytes that begin at `base` with what falls into a stretch blanked out."""
        out: list[bytes] = []
        done, end = base, base + len(data)
        for start, stop in self._rows[max(0, bisect_right(self._rows, (base, 0)) - 1) :]:
            if start >= end:
                break
            low, high = max(start, done), min(stop, end)
            if low < high:
                out += [data[done - base : low - base], bytes(high - low)]
                done = high
        return b"".join((*out, data[done - base :])) if out else data
