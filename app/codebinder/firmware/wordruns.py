"""Runs of three words that strings of an image are made of, as numbers: an image has millions of them.

Each word of the image has a number of 21 bits, and a run is the three of them side by side: no two runs are one number,
and a source's word that the image does not have needs no look at all.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

MOST_RUNS = 3_000_000
MOST_WORDS = (1 << 21) - 1
_BITS = 21


class WordRuns:
    """The runs of an image's strings, and which of them sources have."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._all = array("Q")
        self._owners, self._counts = array("I"), array("I")
        self._known: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)
        self._rows: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._seen: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)

    def add(self, number: int, words: Sequence[str]) -> bool:
        """Add the words of one string of the image; False where there is no more room."""
        count = len(words) - 2
        if count < 2:
            return True
        known = self._words
        if len(self._all) + count > MOST_RUNS or len(known) + len(words) > MOST_WORDS:
            return False
        self._all.extend(_packed([known.setdefault(word, len(known)) for word in words]))
        self._owners.append(number)
        self._counts.append(count)
        return True

    def done(self) -> None:
        """Close, after the last string."""
        if self._all:
            self._known, rows = np.unique(np.frombuffer(self._all, np.uint64), return_inverse=True)
            self._rows = rows.astype(np.int32).ravel()
        self._all = array("Q")
        self._seen = np.zeros(len(self._known), np.bool_)

    def see(self, texts: Iterable[Sequence[str]]) -> None:
        """Note the runs of a file's texts, given as words."""
        if not len(self._known):
            return
        get, found = self._words.get, array("Q")
        for words in texts:
            numbers = [get(word, -1) for word in words]
            found.extend(run for run in _packed(numbers) if run >= 0)
        if found:
            runs = np.unique(np.frombuffer(found, np.uint64))
            at = np.minimum(np.searchsorted(self._known, runs), len(self._known) - 1)
            self._seen[at[self._known[at] == runs]] = True

    def explained(self) -> Iterable[int]:
        """Give the strings of which at least two thirds of the runs were seen."""
        counts = np.frombuffer(self._counts, np.uint32).astype(np.int64)
        if not len(counts):
            return []
        ends = np.cumsum(counts)
        seen = np.add.reduceat(self._seen[self._rows].astype(np.int64), ends - counts)
        return np.frombuffer(self._owners, np.uint32)[3 * seen >= 2 * counts].tolist()


def _packed(numbers: Sequence[int]) -> Iterable[int]:
    """Give each three numbers in a row as one, -1 where one of them is -1."""
    rows = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return (
        one << 2 * _BITS | two << _BITS | three if one >= 0 and two >= 0 and three >= 0 else -1
        for one, two, three in rows
    )
