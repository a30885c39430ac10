"""Recognises romfs, the simplest of all: its files stand in it as they are, and every header carries a sum."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.flash.common import Claimed, entry_facts, fault, inside, joined, kind_of, proper, unreadable
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Member, Reader, Unreadable
from codebinder.model.firmware import Check, NodeKind, Region, RegionKind
from codebinder.model.text import Message

MAGIC = b"-rom1fs-"
_HEAD = struct.Struct(">4I")
_LINE = 16
_SUMMED = 512
_MOST_NAME = 272
_MOST_TARGET = 4096
_HARD_LINK, _FOLDER, _LINK = 0, 1, 3
_MODES = (0, 0o040644, 0o100644, 0o120777, 0o060600, 0o020600, 0o140644, 0o010644)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One header: where it stands, what it says, and where its bytes begin."""

    at: int
    following: int
    form: int
    runs: bool
    info: int
    size: int
    name: bytes
    body: int
    fits: bool


def _sums_up(data: bytes) -> bool:
    data = data[: len(data) & ~3]
    return bool(data) and sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF == 0


def _name(blob: Blob, at: int) -> tuple[bytes, int]:
    """Give the name at `at` and the length that it takes up; an unbounded one is cut."""
    name, nul, _ = blob.read(at, _MOST_NAME).partition(b"\0")
    return name, (len(name) + len(nul) + _LINE - 1) // _LINE * _LINE


def _sum(start: int, end: int) -> Check:
    return Check(name="sum32", start=start + 12, end=start + 16, covers=((start, start + 12), (start + 16, end)))


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a romfs that begins at `start`."""
    head = blob.read(start, _LINE)
    if len(head) < _LINE or head[:8] != MAGIC:
        return None
    size = int.from_bytes(head[8:12], "big")
    name, length = _name(blob, start + _LINE)
    if size < _LINE + length:
        return None
    end = min(blob.size, start + size)
    files = _Files(blob, start, end, start + _LINE + length, budget)
    budget.step(8)
    covered = min(start + min(_SUMMED, size), end)
    fits = covered == start + min(_SUMMED, size) and _sums_up(blob.read(start, covered - start))
    if not fits and ((first := files.entry(files.root)) is None or not first.fits):
        return None
    faults: list[Message] = []
    if end < start + size:
        faults.append(fault("cut", missing=start + size - end))
    if not fits:
        faults.append(fault("sum", name="sum32"))
    checks, wrong = files.checks()
    checks.insert(0, _sum(start, covered))
    if wrong:
        faults.append(fault("records", count=wrong))
    title = Region(start=start, end=files.root, kind=RegionKind.KNOWN, format="romfs", label="superblock")
    facts = (("volume", name.decode("latin-1")), ("size", str(size)))
    return Found(
        start=start, end=end, format="romfs", label=name.decode("latin-1"), facts=facts, faults=tuple(faults),
        regions=(title,), checks=inside(checks, end), members=files.members,
    )  # fmt: skip


class _Files:
    """The files of one romfs."""

    def __init__(self, blob: Blob, start: int, end: int, root: int, budget: Budget) -> None:
        self._blob, self._start, self._end, self._budget = blob, start, end, budget
        self.root = root

    def entry(self, at: int) -> _Entry | None:
        """Read the header at an offset of the blob."""
        data = self._blob.read(at, _LINE) if self._start < at < self._end else b""
        if len(data) < _LINE:
            return None
        following, info, size, _ = _HEAD.unpack(data)
        name, length = _name(self._blob, at + _LINE)
        body = min(at + _LINE + length, self._end)
        return _Entry(
            at=at, following=following & ~15, form=following & 7, runs=bool(following & 8), info=info, size=size,
            name=name, body=body, fits=_sums_up(self._blob.read(at, body - at)),
        )  # fmt: skip

    def walked(self) -> Iterator[tuple[bytes, _Entry]]:
        """Give every header once, with the path of its folder; then say what was wrong."""
        seen: set[int] = set()
        waiting = [(b"", self.root)]
        wrong: Unreadable | None = None
        while waiting:
            folder, at = waiting.pop()
            below: list[tuple[bytes, int]] = []
            while True:
                self._budget.step()
                if at in seen:
                    wrong = wrong or unreadable("loop")
                    break
                seen.add(at)
                entry = self.entry(at)
                if entry is None:
                    wrong = wrong or unreadable("table")
                    break
                yield folder, entry
                if entry.form == _FOLDER and proper(entry.name):
                    below.append((joined(folder, entry.name), self._start + (entry.info & ~15)))
                if not entry.following:
                    break
                at = self._start + entry.following
            waiting.extend(reversed(below))
        if wrong is not None:
            raise wrong

    def checks(self) -> tuple[list[Check], int]:
        """Give the sums of all headers, and how many don't fit."""
        checks: list[Check] = []
        wrong = 0
        try:
            for _, entry in self.walked():
                checks.append(_sum(entry.at, entry.body))
                wrong += not entry.fits
        except Exhausted:
            raise
        except Unreadable:
            pass  # told again where the members are listed
        return checks, wrong

    def members(self) -> Iterator[Member]:
        """Give every entry, folders before what is in them."""
        claimed = Claimed()
        improper = 0
        for folder, entry in self.walked():
            if entry.name in {b".", b".."}:
                continue
            if not proper(entry.name):
                improper += 1
                continue
            yield self._member(joined(folder, entry.name), entry, claimed)
        if improper:
            raise unreadable("names", count=improper)

    def _member(self, path: bytes, entry: _Entry, claimed: Claimed) -> Member:
        told = entry
        facts: tuple[tuple[str, str], ...] = ()
        if entry.form == _HARD_LINK:
            there = self.entry(self._start + (entry.info & ~15))
            if there is None or there.form == _HARD_LINK:
                said = fault("inode", name=path.decode("utf-8", "backslashreplace"))
                return Member(name=path, kind=NodeKind.FILE, size=0, faults=(said,))
            told, facts = there, (("hard link", there.name.decode("utf-8", "backslashreplace")),)
        mode = _MODES[told.form] | (0o111 if told.runs else 0)
        kind = kind_of(mode) or NodeKind.FILE
        facts = (*facts, *entry_facts(mode, 0, 0, (told.info >> 16, told.info & 0xFFFF)))
        if kind is not NodeKind.FILE:
            target = self._blob.read(told.body, min(told.size, _MOST_TARGET)) if told.form == _LINK else b""
            return Member(name=path, kind=kind, size=len(target), mode=mode & 0o7777, target=target, facts=facts)
        size = min(told.size, self._end - told.body)
        faults = (fault("cut", missing=told.size - size),) if size < told.size else ()
        start = told.body if size and claimed.claim(told.body, told.body + size) else -1
        return Member(
            name=path, kind=kind, size=size, start=start, open=lambda: self._copied(told.body, size),
            mode=mode & 0o7777, facts=facts, faults=faults,
        )  # fmt: skip

    def _copied(self, at: int, size: int) -> Iterator[bytes]:
        """Give the bytes of a file that another one has already been given as they stand."""
        end = at + size
        while at < end and (piece := self._blob.read(at, min(1 << 20, end - at))):
            yield piece
            at += len(piece)


READER = Reader(format="romfs", read=read, magics=((MAGIC, 0),))
