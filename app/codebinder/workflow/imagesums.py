"""Digests and short sums of every part of an image that has something hidden in it: what nobody may learn, and where
such a sum stands in the header of one of these parts although no reader knows it (proof.md §1).

Short sums are looked for near the headers of parts alone: anywhere else four bytes are there by chance.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from codebinder.firmware.enclosing import Enclosing, Number, Stretches
from codebinder.firmware.reading import Blob, pieces
from codebinder.model.package import Needle
from codebinder.model.ports import Cancel
from codebinder.workflow.oracles import Oracle

_PIECE, _LARGE = 4 << 20, 64 << 10
_HEAD, _BESIDE, _CLOSE = 1024, 64, 8
"""Bytes of a part's header, bytes beside any part, and, for sums of two bytes, bytes directly beside it."""
_M32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was computed over one part: needles for the output, and short sums by name, as bytes in both orders."""

    part: Enclosing
    needles: tuple[Needle, ...]
    short: tuple[tuple[str, bytes], ...]


def of(blob: Blob, part: Enclosing, *, pool: ThreadPoolExecutor, cancel: Cancel) -> Sums:
    """Compute everything over one part, streamed."""
    size = part.end - part.start
    made = Oracle(size)
    crc, adler, ccitt, xmodem = 0, 1, 0xFFFF, 0
    for piece in pieces(blob, part.start, part.end, _PIECE):
        cancel.check()
        done = _fed(made, piece, pool)
        crc, adler = zlib.crc32(piece, crc), zlib.adler32(piece, adler)
        ccitt, xmodem = binascii.crc_hqx(piece, ccitt), binascii.crc_hqx(piece, xmodem)
        for each in done:
            each.result()
    told = {
        "crc32": (crc, crc ^ _M32),
        "adler32": (adler,),
        "crc16": (ccitt, xmodem, ccitt ^ 0xFFFF),
    }  # fmt: skip
    short = dict.fromkeys(
        (name, value.to_bytes(2 if name == "crc16" else 4, order))
        for name, values in told.items()
        for value in values
        for order in ("little", "big")
    )
    # A sum of one byte repeated stands anywhere by chance.
    return Sums(
        part=part,
        needles=tuple(made.needles()),
        short=tuple((name, data) for name, data in short if len(set(data)) > 1),
    )


def _fed(made: Oracle, piece: bytes, pool: ThreadPoolExecutor) -> list[Future[None]]:
    """Hand a piece to every digest: a large one on several threads."""
    if len(piece) > _LARGE:
        return [pool.submit(each.update, piece) for each in made.hashes]
    for each in made.hashes:
        each.update(piece)
    return []


def standing(blob: Blob, sums: Sequence[Sums], hidden: Stretches, size: int) -> Iterator[Number]:
    """Give the short sums that stand near a header in what is not hidden. `size` is that of the image."""
    for each in sums:
        for low, high, long in _windows(each.part, [one.part for one in sums], size):
            data = blob.read(low, high - low)
            for name, value in each.short:
                if (len(value) == 4) is long:
                    yield from _found(data, low, name, value, each.part, hidden)


def _windows(part: Enclosing, parts: Iterable[Enclosing], size: int) -> Iterator[tuple[int, int, bool]]:
    """Give where a sum over a part may stand: from, to, and whether sums of four bytes are looked for there."""
    for low, high in ((part.start - _BESIDE, part.start), (part.end, part.end + _BESIDE)):
        if low < (high := min(high, size)):
            yield max(0, low), high, True
    for low, high in ((part.start - _CLOSE, part.start), (part.end, part.end + _CLOSE)):
        if low < (high := min(high, size)):
            yield max(0, low), high, False
    for each in parts:
        if each.head and each.start <= part.start and part.end <= each.end:
            yield each.start, min(each.start + _HEAD, each.end), True
            yield max(each.start, each.end - _BESIDE), each.end, True


def _found(data: bytes, at: int, name: str, value: bytes, part: Enclosing, hidden: Stretches) -> Iterator[Number]:
    place = data.find(value)
    while place >= 0:
        start, end = at + place, at + place + len(value)
        if not hidden.hold(start, end):
            yield Number(name=name, part=part.part, start=start, end=end, over=((part.start, part.end),))
        place = data.find(value, place + 1)
