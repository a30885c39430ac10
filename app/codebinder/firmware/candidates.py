"""Finds where formats could begin: one pass over a blob for the magics of all readers, in order of beginning."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebinder.firmware.reading import PIECE, Blob, Budget, Reader

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick


class Magics:
    """The magics of `readers`, ready to be looked for."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        from ahocorasick_rs import BytesAhoCorasick

        self.readers = tuple(readers)
        self._rows: dict[bytes, list[tuple[int, int]]] = {}
        for rank, reader in enumerate(self.readers):
            for magic, offset in () if reader.first else reader.magics:
                self._rows.setdefault(magic, []).append((offset, rank))
        self._patterns = list(self._rows)
        self._machine: BytesAhoCorasick | None = BytesAhoCorasick(self._patterns) if self._patterns else None
        self.longest = max((len(magic) for magic in self._patterns), default=1)
        self.deepest = max((offset for rows in self._rows.values() for offset, _ in rows), default=0)
        self.firsts = tuple(rank for rank, reader in enumerate(self.readers) if reader.first)

    def candidates(self, blob: Blob, start: int, budget: Budget) -> Candidates:
        """Look through a blob from `start` on."""
        return Candidates(self, blob, start, budget)

    def matches(self, piece: bytes) -> Iterator[tuple[int, Sequence[tuple[int, int]]]]:
        """Give (place, (offset, rank) of each reader) of every magic in `piece`."""
        if self._machine is not None:
            for number, place, _ in self._machine.find_matches_as_indexes(piece, overlapping=True):
                yield place, self._rows[self._patterns[number]]


class Candidates:
    """The beginnings in one blob, read as they are asked for."""

    def __init__(self, magics: Magics, blob: Blob, start: int, budget: Budget) -> None:
        self._magics, self._blob, self._budget = magics, blob, budget
        self._at = start
        self._waiting: list[tuple[int, int]] = []

    def following(self, floor: int) -> tuple[int, int] | None:
        """Give the next (beginning, reader's rank) that is not before `floor`, each once; None at the end."""
        if floor > self._at + PIECE:  # what was claimed is passed over unread
            self._at = floor
            self._waiting.clear()
        while True:
            while not self._waiting or self._waiting[0][0] >= self._at - self._magics.deepest:
                if self._at >= self._blob.size:
                    break
                self._read(floor)
            if not self._waiting:
                return None
            found = heapq.heappop(self._waiting)
            while self._waiting and self._waiting[0] == found:
                heapq.heappop(self._waiting)
            if found[0] >= floor:
                return found

    def _read(self, floor: int) -> None:
        self._budget.check()
        piece = self._blob.read(self._at, PIECE + self._magics.longest - 1)
        for place, rows in self._magics.matches(piece):
            if place >= PIECE:
                continue
            for offset, rank in rows:
                begin = self._at + place - offset
                if begin >= floor and begin % self._magics.readers[rank].align == 0:
                    self._budget.step()
                    heapq.heappush(self._waiting, (begin, rank))
        self._at += PIECE
