"""Which stretches of a file system belong to nothing: told by its own bitmap or table, so that the map shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

LABEL = "free space"
MOST = 2048
"""Stretches of one file system that are told apart: the longest ones."""
LEAST = 16 << 10


def runs(free: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give (first, behind the last) of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    for low, high in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield int(low), int(high)


def longest(found: Iterable[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Join stretches that touch, leave out what is `taken` all the same, and give the longest as parts with a label."""
    held = sorted(taken)
    rows: list[tuple[int, int]] = []
    for low, high in sorted(found):
        if rows and low <= rows[-1][1]:
            rows[-1] = (rows[-1][0], max(rows[-1][1], high))
        else:
            rows.append((low, high))
    kept: list[tuple[int, int]] = []
    at = 0
    for low, high in rows:
        while at < len(held) and held[at][1] <= low:
            at += 1
        begin, place = low, at
        while place < len(held) and held[place][0] < high:
            if held[place][0] > begin:
                kept.append((begin, held[place][0]))
            begin = max(begin, held[place][1])
            place += 1
        if begin < high:
            kept.append((begin, high))
    kept = [row for row in kept if row[1] - row[0] >= LEAST]
    kept.sort(key=lambda row: (row[0] - row[1], row[0]))
    return [(low, high, LABEL) for low, high in sorted(kept[:MOST])]
