"""How even bytes are: entropy and chi-square over blocks, and what that says of stretches that no reader knows.

Shannon entropy of a block of n random bytes is about 8 - 255 / (2 n ln 2) bits, so that short blocks are measured
against that. Chi-square against equal frequencies has 255 degrees of freedom: 255 with a deviation of 22.6 for random
bytes, far more for what a compressor leaves. What is even enough to be random is called encrypted; whether it is a
key's work or chance nobody can see.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from codebinder.firmware.reading import PIECE, Blob, Budget, pieces
from codebinder.model.firmware import SHADES, Profile, Region, RegionKind

Counts: TypeAlias = npt.NDArray[np.int64]

BLOCK = 4096
_LEAST = 512
"""Fewer bytes than this say nothing of how even they are."""
_DENSE = 0.94
"""Share of a random block's entropy from which a block is dense: machine code has at most 0.85 of it, text 0.65."""
_EVEN = 255 + 5 * 22.6
_RUN = 256
"""Bytes of one value in a row that are padding."""
_MOST_BLOCKS = 2048
_MOST_RUNS = 4096
"""Paddings that one stretch is told apart by, and about as many blocks of what lies between them."""
_TEXT = np.zeros(256, dtype=bool)
_TEXT[[9, 10, 13, *range(32, 127)]] = True
_TEXT[128:] = True
_PLAIN = np.zeros(256, dtype=bool)
_PLAIN[[9, 10, 13, *range(32, 127)]] = True


def count(data: bytes) -> Counts:
    """Count each byte's value."""
    return np.bincount(np.frombuffer(data, dtype=np.uint8), minlength=256).astype(np.int64)


def entropy(counts: Counts) -> float:
    """Give Shannon entropy in bits per byte, 0 for nothing."""
    total = int(counts.sum())
    if total == 0:
        return 0.0
    share = counts[counts > 0] / total
    return max(0.0, float(-(share * np.log2(share)).sum()))


def chi_square(counts: Counts) -> float:
    """Give chi-square against equal frequencies of all 256 values."""
    total = int(counts.sum())
    if total == 0:
        return 0.0
    expected = total / 256
    return float(((counts - expected) ** 2).sum() / expected)


def is_dense(counts: Counts) -> bool:
    """Are the bytes about as even as a compressor or a cipher leaves them?"""
    total = int(counts.sum())
    if total < _LEAST:
        return False
    return entropy(counts) >= _DENSE * (8 - 255 / (2 * total * math.log(2)))


def hundredths(counts: Counts) -> int:
    """Give entropy in 1/100 bit per byte, as regions hold it."""
    return round(entropy(counts) * 100)


def profile(blob: Blob, budget: Budget) -> Profile:
    """Measure a blob block by block; blocks are a power of two, 256 bytes at least, so many as a picture shows."""
    block = 256
    while blob.size > block * _MOST_BLOCKS:
        block *= 2
    values = bytearray()
    counts, have = np.zeros(256, dtype=np.int64), 0
    for piece in pieces(blob, size=max(block, 1 << 20) if block <= 1 << 20 else 1 << 20):
        budget.check()
        at = 0
        while at < len(piece):
            part = piece[at : at + block - have]
            counts += count(part)
            have, at = have + len(part), at + len(part)
            if have == block:
                values.append(_shade(counts))
                counts, have = np.zeros(256, dtype=np.int64), 0
    if have:
        values.append(_shade(counts))
    return Profile(block=block, entropy=bytes(values))


def _shade(counts: Counts) -> int:
    return min(8 * SHADES - 1, round(entropy(counts) * SHADES))


def runs(blob: Blob, start: int, end: int, budget: Budget, least: int = _RUN) -> Iterator[tuple[int, int, int]]:
    """Give (start, end, value) of every stretch of one value that is long enough to be padding: `least` bytes."""
    begun, value = start, -1
    at = start
    for piece in pieces(blob, start, end):
        budget.check()
        data = np.frombuffer(piece, dtype=np.uint8)
        inner = np.flatnonzero(data[1:] != data[:-1]) + 1
        if int(data[0]) != value:
            if value >= 0 and at - begun >= least:
                yield begun, at, value
            begun, value = at, int(data[0])
        if len(inner):
            if at + int(inner[0]) - begun >= least:
                yield begun, at + int(inner[0]), value
            for each in np.flatnonzero(np.diff(inner) >= least):
                yield at + int(inner[each]), at + int(inner[each + 1]), int(data[inner[each]])
            begun, value = at + int(inner[-1]), int(data[inner[-1]])
        at += len(piece)
    if value >= 0 and at - begun >= least:
        yield begun, at, value


def told_apart(blob: Blob, start: int, end: int, budget: Budget) -> Iterator[Region]:
    """Tell bytes apart that no reader knows: padding, dense ones, text, and the rest; side by side without a gap.

    A long stretch is told apart more coarsely, so that no image makes more than some thousands of regions of one.
    """
    at = start
    for first, last, value in runs(blob, start, end, budget, max(_RUN, (end - start) // _MOST_RUNS)):
        if first > at:
            yield from _rough(blob, at, first, budget)
        facts = (("byte", f"0x{value:02x}"),)
        yield Region(start=first, end=last, kind=RegionKind.PADDING, format="padding", facts=facts)
        at = last
    if at < end:
        yield from _rough(blob, at, end, budget)


def _rough(blob: Blob, start: int, end: int, budget: Budget) -> Iterator[Region]:
    """Tell blocks apart by how even they are; single blocks go with their neighbours."""
    classes: list[tuple[str, int, Counts]] = []
    block = BLOCK
    while block * _MOST_RUNS < end - start and block < PIECE:
        block *= 2
    for at, piece in _blocks(blob, start, end, block):
        budget.check()
        counts = count(piece)
        kind = _class(counts)
        if classes and (classes[-1][0] == kind or len(piece) < _LEAST):
            classes[-1][2].__iadd__(counts)
        else:
            classes.append((kind, at, counts))
    merged = _smoothed(classes, block)
    for number, (kind, at, counts) in enumerate(merged):
        until = merged[number + 1][1] if number + 1 < len(merged) else end
        yield _region(kind, at, until, counts)


def _blocks(blob: Blob, start: int, end: int, block: int) -> Iterator[tuple[int, bytes]]:
    at = start
    for piece in pieces(blob, start, end):
        for offset in range(0, len(piece), block):
            yield at + offset, piece[offset : offset + block]
        at += len(piece)


def _class(counts: Counts) -> str:
    if is_dense(counts):
        return "dense"
    total = int(counts.sum())
    if total >= 64 and counts[_TEXT].sum() >= 0.99 * total and counts[_PLAIN].sum() >= 0.6 * total:
        return "text"
    return "other"


def _smoothed(classes: list[tuple[str, int, Counts]], block: int) -> list[tuple[str, int, Counts]]:
    """Join a single block that differs from both its neighbours with the one before: chance, or a header."""
    joined: list[tuple[str, int, Counts]] = []
    for kind, at, counts in classes:
        lone = int(counts.sum()) <= block and len(classes) > 1
        if joined and (joined[-1][0] == kind or (lone and int(joined[-1][2].sum()) > 2 * block)):
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + counts)
        else:
            joined.append((kind, at, counts))
    return joined


def _region(kind: str, start: int, end: int, counts: Counts) -> Region:
    mean = hundredths(counts)
    if kind == "text":
        return Region(start=start, end=end, kind=RegionKind.KNOWN, format="text", entropy=mean)
    if kind == "dense":
        chi = chi_square(counts)
        found = RegionKind.ENCRYPTED if chi <= _EVEN else RegionKind.COMPRESSED
        facts = (("chi-square", f"{chi:.0f}"),)
        return Region(start=start, end=end, kind=found, facts=facts, entropy=mean)
    return Region(start=start, end=end, kind=RegionKind.UNKNOWN, entropy=mean)
