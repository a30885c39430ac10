"""Memory that a file spells piece by piece, each with its address: laid out without holding it.

Pieces that follow each other, in the file and in memory, are one *run*: an address, a size, and where in the file it
begins. Programmers write later pieces over earlier ones, and so does this.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from codebinder.firmware.programs.common import Facts, address, facts
from codebinder.firmware.reading import Member
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

MOST_RUNS = 20_000
_SHOWN = 8
_BATCH = 1 << 16
_MOST_SUMS = 2048


@dataclass(frozen=True, slots=True)
class Run:
    """`size` bytes of memory from `start` on, spelled without a break from offset `at` of the file on."""

    start: int
    size: int
    at: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run that nothing later is written over."""

    start: int
    end: int
    run: int


Spell = Callable[[int], Iterator[bytes]]
"""Gives the bytes that a file spells from one of its offsets on, piece by piece."""


class Memory:
    """What a file spells, and where its pieces go."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._start, self._end, self._at = 0, -1, 0
        self.bytes = 0
        self.jumpy = False

    def add(self, start: int, size: int, at: int) -> None:
        """Add the piece that is spelled at offset `at`."""
        self.bytes += size
        if start != self._end:
            self._keep()
            self._start, self._at = start, at
        self._end = start + size

    def _keep(self) -> None:
        if self._end <= self._start or self.jumpy:
            return
        self._runs.append(Run(self._start, self._end - self._start, self._at))
        self.jumpy = len(self._runs) > MOST_RUNS

    def runs(self) -> list[Run]:
        """Give all runs, in the file's order."""
        self._keep()
        self._start, self._end = 0, -1
        return self._runs


def laid_out(runs: list[Run]) -> list[Piece]:
    """Give the memory's pieces by address: of what lies over each other, the run that stands last in the file."""
    edges = sorted({each.start for each in runs} | {each.start + each.size for each in runs})
    order = sorted(range(len(runs)), key=lambda number: runs[number].start)
    active: list[int] = []
    pieces: list[Piece] = []
    following = 0
    for edge, until in pairwise(edges):
        while following < len(order) and runs[order[following]].start <= edge:
            heapq.heappush(active, -order[following])
            following += 1
        while active and runs[-active[0]].start + runs[-active[0]].size <= edge:
            heapq.heappop(active)
        if not active:
            continue
        number = -active[0]
        if pieces and pieces[-1].run == number and pieces[-1].end == edge:
            pieces[-1] = Piece(pieces[-1].start, until, number)
        else:
            pieces.append(Piece(edge, until, number))
    return pieces


def stretches(pieces: list[Piece]) -> list[list[Piece]]:
    """Give pieces that adjoin each other together."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and found[-1][-1].end == piece.start:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


class Laid:
    """Memory as a file spells it: what to say about it, and its stretches as members."""

    def __init__(self, memory: Memory, spell: Spell) -> None:
        self._spell, self._runs = spell, memory.runs()
        self.jumpy, self._spelled = memory.jumpy, memory.bytes
        self.stretches = [] if self.jumpy else stretches(laid_out(self._runs))
        self._bytes = sum(rows[-1].end - rows[0].start for rows in self.stretches)

    def faults(self) -> tuple[Message, ...]:
        """Say what is odd about the addresses."""
        if self.jumpy:
            return (Message("firmware.fault.runs"),)
        twice = self._spelled - self._bytes
        return (Message("firmware.fault.twice", {"count": twice}),) if twice > 0 else ()

    def facts(self) -> Facts:
        """Tell the addresses."""
        shown = [f"{address(rows[0].start)}-{address(rows[-1].end - 1)}" for rows in self.stretches[:_SHOWN]]
        if len(self.stretches) > _SHOWN:
            shown.append(f"… ({len(self.stretches) - _SHOWN} more)")
        return facts(
            ("addresses", ", ".join(shown)),
            ("bytes", self._spelled if self.jumpy else self._bytes),
            ("gaps", len(self.stretches) - 1 if len(self.stretches) > 1 else ""),
        )

    def members(self, label: bytes = b"memory") -> Iterator[Member]:
        """Give one member for each stretch."""
        for rows in self.stretches:
            start = rows[0].start
            yield Member(
                name=b"%s@0x%08x" % (label, start), kind=NodeKind.PART, size=rows[-1].end - start,
                facts=facts(("address", address(start))), open=lambda rows=rows: _batched(self._bytes_of(rows)),
            )  # fmt: skip

    def _bytes_of(self, rows: list[Piece]) -> Iterator[bytes]:
        last = {piece.run: number for number, piece in enumerate(rows)}
        open_runs: dict[int, _Cursor] = {}
        for number, piece in enumerate(rows):
            cursor = open_runs.pop(piece.run, None)
            if cursor is None:
                run = self._runs[piece.run]
                cursor = _Cursor(self._spell(run.at), run.start)
            yield from cursor.give(piece.start, piece.end)
            if last[piece.run] > number:
                open_runs[piece.run] = cursor


def _batched(spelled: Iterator[bytes]) -> Iterator[bytes]:
    """Give small pieces as bigger ones."""
    held: list[bytes] = []
    size = 0
    for each in spelled:
        held.append(each)
        size += len(each)
        if size >= _BATCH:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


class _Cursor:
    """Goes through one run, once."""

    def __init__(self, spelled: Iterator[bytes], start: int) -> None:
        self._spelled, self._at, self._rest = spelled, start, b""

    def give(self, start: int, end: int) -> Iterator[bytes]:
        while self._at < end:
            data = self._rest or next(self._spelled, b"")
            if not data:
                return
            if wanted := data[max(0, start - self._at) : end - self._at]:
                yield wanted
            used = min(len(data), end - self._at)
            self._rest = data[used:]
            self._at += used


class LineSums:
    """The checksums of a text's lines as checks. Of many lines those of a stretch become one: its value is then the
    whole stretch, which must be hidden where anything in it is."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, int]] = []
        self._each, self._count, self._end = 1, 0, 0

    def add(self, start: int, end: int) -> None:
        """Add the line whose record stands from `start` to `end`."""
        if self._count % self._each == 0:
            if len(self._rows) >= _MOST_SUMS:
                self._rows = self._rows[::2]
                self._each *= 2
            if self._count % self._each == 0:
                self._rows.append((start, end))
        self._count += 1
        self._end = end

    def checks(self) -> tuple[Check, ...]:
        """Give the checks."""
        if self._each == 1:
            return tuple(
                Check(name="sum8", start=end - 2, end=end, covers=((start + 1, end - 2),)) for start, end in self._rows
            )
        edges = [start for start, _ in self._rows] + [self._end]
        return tuple(Check(name="sum8", start=start, end=end, covers=((start, end),)) for start, end in pairwise(edges))
