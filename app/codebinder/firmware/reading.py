"""What a reader of one format is handed and gives back: bytes by offset, what was found, what is inside, and a budget.

A reader never trusts a length: whatever an image states is cut to the bytes that are there, and each step and each
unpacked byte is taken from the budget, so that a lying header costs no more than an honest one. Budgets count work,
never time: the same image gives the same tree on every machine.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.ports import Cancel
from codebinder.model.text import Message

PIECE = 1 << 20


class Unreadable(Exception):
    """What of an image can't be read, as a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.said = message


class Exhausted(Unreadable):
    """The budget is used up: what follows is not read at all."""


class Blob(Protocol):
    """Bytes that are read by offset: a file on disk, a stretch of another blob, or something unpacked."""

    @property
    def size(self) -> int: ...

    def read(self, at: int, size: int) -> bytes:
        """Give up to `size` bytes from `at` on: fewer at the end, none beyond it or for a negative offset."""
        ...


class Memory:
    """A blob over bytes at hand."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """The length in bytes."""
        return len(self._data)

    def read(self, at: int, size: int) -> bytes:
        """Give bytes, as `Blob` says."""
        return self._data[at : at + size] if at >= 0 and size > 0 else b""


class Slice:
    """A stretch of another blob, cut to what is there."""

    def __init__(self, blob: Blob, start: int, end: int) -> None:
        self._blob, self._start = blob, max(0, min(start, blob.size))
        self._size = max(0, min(end, blob.size) - self._start)

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self._size

    def read(self, at: int, size: int) -> bytes:
        """Give bytes, as `Blob` says."""
        if at < 0 or at >= self._size:
            return b""
        return self._blob.read(self._start + at, min(size, self._size - at))


def pieces(blob: Blob, start: int = 0, end: int | None = None, size: int = PIECE) -> Iterator[bytes]:
    """Give a stretch of a blob in pieces of at most `size` bytes."""
    stop = blob.size if end is None else min(end, blob.size)
    while start < stop and (piece := blob.read(start, min(size, stop - start))):
        yield piece
        start += len(piece)


def unpack(layout: struct.Struct, blob: Blob, at: int) -> tuple[int, ...] | None:
    """Read a fixed structure of numbers; None where the blob ends before it does."""
    data = blob.read(at, layout.size)
    return layout.unpack(data) if len(data) == layout.size else None


def crc32(blob: Blob, start: int, end: int, budget: Budget | None = None) -> int:
    """Give CRC-32 (IEEE 802.3, as in zlib) of a stretch."""
    value = 0
    for piece in pieces(blob, start, end):
        if budget is not None:
            budget.read(len(piece))
        value = zlib.crc32(piece, value)
    return value


class Budget:
    """What reading one image may cost: unpacked bytes, entries, steps; and the person who may cancel.

    `take` counts bytes that were unpacked, `entry` nodes of the tree, `step` any small work in a loop that an image
    steers (a table's row, a block, a token), `read` bytes that are read plainly to check a sum or a guess. Each raises
    Exhausted beyond its limit; all but `entry` raise Cancelled where the person asked to stop. `look` counts the bytes
    of nodes: honest nesting shows each byte once a level, parts that overlap or hold themselves far more often.
    """

    LEVELS = 12
    """How often, over all levels of nesting, each byte may be looked at."""

    def __init__(
        self, *, unpacked: int, entries: int, steps: int, read: int, cancel: Cancel, looks: int = 1 << 50
    ) -> None:
        self._unpacked, self._entries, self._steps, self._read = unpacked, entries, steps, read
        self._looks = looks
        self._cancel = cancel
        self._until_check = 0

    def take(self, size: int) -> None:
        """Count `size` unpacked bytes."""
        self._unpacked -= size
        if self._unpacked < 0:
            raise Exhausted(Message("firmware.fault.much"))
        self._steps += size >> 6  # what was unpacked is looked through in its turn
        self._looks += self.LEVELS * size
        self.step(1 + size // PIECE)

    def read(self, size: int) -> None:
        """Count `size` bytes that were read to check a sum or a guess."""
        self._read -= size
        self._cancel.check()
        if self._read < 0:
            raise Exhausted(Message("firmware.fault.steps"))

    def look(self, size: int) -> None:
        """Count a node of `size` bytes that is looked through."""
        self._looks -= size
        if self._looks < 0:
            raise Exhausted(Message("firmware.fault.steps"))

    def entry(self) -> None:
        """Count one more node."""
        self._entries -= 1
        if self._entries < 0:
            raise Exhausted(Message("firmware.fault.many"))

    def step(self, count: int = 1) -> None:
        """Count steps of a loop."""
        self._steps -= count
        self._until_check -= count
        if self._until_check <= 0:
            self._until_check = 2000
            self._cancel.check()
        if self._steps < 0:
            raise Exhausted(Message("firmware.fault.steps"))

    def check(self) -> None:
        """Ask whether the person cancelled, for work that reads plainly and is bounded by the image's size."""
        self._cancel.check()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something inside what was found. `start` is its offset in the reader's blob where it stands there as it is (then
    `open` is not needed), else -1 and `open` unpacks it, piece by piece (raising Unreadable where that goes wrong: what
    came before counts). `size` is what the image states, -1 for unknown. `section_of` names the format that a plain
    member is a mere section of: beside what is found in it, its bytes are known as that."""

    name: bytes
    kind: NodeKind
    size: int
    start: int = -1
    open: Callable[[], Iterator[bytes]] | None = None
    mode: int = 0
    target: bytes = b""
    section_of: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader recognised: where it begins and ends in the blob (cut to the blob), and what it says.

    `regions` may tell the stretch apart further (header, table, payload), in any order, not overlapping; what they
    leave is a known region of this format. `members` lists what is inside when it is called; it may raise Unreadable
    after having given some.
    """

    start: int
    end: int
    format: str
    label: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    faults: tuple[Message, ...] = ()
    regions: tuple[Region, ...] = ()
    checks: tuple[Check, ...] = ()
    members: Callable[[], Iterator[Member]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How one format is recognised. `magics` are (bytes, their offset from the format's beginning). `read` is tried
    where a magic stands; it gives None unless it is sure (a checksum, several fields that agree): a wrong claim hides
    what really stands there. With `first` it is tried at the beginning of every blob only, magic or not; `align`
    keeps only beginnings at multiples of it.
    """

    format: str
    read: Callable[[Blob, int, Budget], Found | None]
    magics: tuple[tuple[bytes, int], ...] = ()
    align: int = 1
    first: bool = False
