"""A file of which a packet brings only parts, put together for the eye, with where each byte of the whole stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Parts = Sequence[tuple[int, int, int]]
_GAP = "\n[...]\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts with a mark between them. `places`: where each begins in the whole, where here, and how long it is."""

    data: bytes
    places: tuple[tuple[int, int, int], ...]

    def at(self, offset: int) -> int:
        """Give where a byte of the whole stands here; one that is not here: where the part after it begins."""
        here = 0
        for whole, start, size in self.places:
            if offset <= whole + size:
                return start + max(0, offset - whole)
            here = start + size
        return here


def joined(data: bytes, parts: Parts, encoding: str) -> Joined:
    """Put the parts of a file together."""
    codec = {"binary": "ascii", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    gap = _GAP.encode(codec)
    out, places = bytearray(), list[tuple[int, int, int]]()
    for whole, start, size in parts:
        if whole or out:
            out += gap
        places.append((whole, len(out), size))
        out += data[start : start + size]
    return Joined(bytes(out), tuple(places))


def complete(data: bytes) -> Joined:
    """Give a file that is here whole."""
    return Joined(data, ((0, 0, len(data)),))
