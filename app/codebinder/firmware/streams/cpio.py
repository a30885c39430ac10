"""cpio archives, as in an initramfs and in RPM: new ASCII (with and without sums), old ASCII, and both byte orders of
the old binary notation. Their files stand plainly in the archive."""

from __future__ import annotations

import stat
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.codecs import CUT_SHORT, DAMAGED
from codebinder.firmware.flash.common import Window, entry_facts, kind_of, old_device
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces
from codebinder.firmware.streams.common import moment
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

_TRAILER = b"TRAILER!!!"
_LONGEST = 4097
_MOST_CHECKS = 65_536
_TARGET = 4096
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class _Head:
    """One entry: its name and mode, where its data stands, where the next begins, which file it is a name of."""

    name: bytes
    mode: int
    start: int
    size: int
    end: int
    file: tuple[int, ...]
    links: int
    owner: tuple[int, int]
    device: tuple[int, int]
    time: int
    sum_at: int = -1
    sum: int = 0


def _ascii(head: bytes, widths: tuple[int, ...], base: int) -> list[int] | None:
    values: list[int] = []
    at = 6
    digits = b"0123456789abcdefABCDEF" if base == 16 else b"01234567"
    for width in widths:
        field = head[at : at + width]
        if len(field) < width or field.translate(None, digits):
            return None
        values.append(int(field, base))
        at += width
    return values


def _new(blob: Blob, at: int) -> _Head | None:
    head = blob.read(at, 110)
    row = _ascii(head, (8,) * 13, 16)
    if row is None or head[:6] not in {b"070701", b"070702"}:
        return None
    inode, mode, user, group, links, time, size, major, minor, rmajor, rminor, named, total = row
    name = _name(blob, at + 110, named)
    if name is None:
        return None
    start = at + -(-(110 + named) // 4) * 4
    return _Head(
        name, mode, start, size, start + -(-size // 4) * 4, (major, minor, inode), links, (user, group),
        (rmajor, rminor), time, at + 102 if head[5:6] == b"2" and stat.S_ISREG(mode) else -1, total,
    )  # fmt: skip


def _old(blob: Blob, at: int) -> _Head | None:
    head = blob.read(at, 76)
    row = _ascii(head, (6, 6, 6, 6, 6, 6, 6, 11, 6, 11), 8)
    if row is None or head[:6] != b"070707":
        return None
    device, inode, mode, user, group, links, rdevice, time, named, size = row
    name = _name(blob, at + 76, named)
    if name is None:
        return None
    start = at + 76 + named
    return _Head(
        name, mode, start, size, start + size, (device, inode), links, (user, group), old_device(rdevice), time
    )


def _binary(order: str) -> Callable[[Blob, int], _Head | None]:
    layout = struct.Struct(order + "13H")

    def read(blob: Blob, at: int) -> _Head | None:
        head = blob.read(at, layout.size)
        if len(head) < layout.size:
            return None
        magic, device, inode, mode, user, group, links, rdevice, high, low, named, more, less = layout.unpack(head)
        name = _name(blob, at + layout.size, named) if magic == 0o070707 else None
        if name is None:
            return None
        start = at + layout.size + named + named % 2
        size = more << 16 | less
        return _Head(
            name, mode, start, size, start + size + size % 2, (device, inode), links, (user, group),
            old_device(rdevice), high << 16 | low,
        )  # fmt: skip

    return read


def _name(blob: Blob, at: int, size: int) -> bytes | None:
    if not 0 < size <= _LONGEST:
        return None
    name = blob.read(at, size)
    if len(name) < size or name[-1]:
        return None
    name = name.rstrip(b"\0")
    return name if b"\0" not in name else None


def _possible(head: _Head) -> bool:
    return head.name == _TRAILER or kind_of(head.mode) is not None


_Read = Callable[[Blob, int], _Head | None]


class _Archive:
    """One archive, walked from header to header."""

    def __init__(self, read: _Read, blob: Blob, start: int, budget: Budget) -> None:
        self._read, self._blob, self._start, self._budget = read, Window(blob), start, budget
        self._data = blob
        self.end = start
        self.count = 0
        self.whole = False
        self.cut = False
        self.held: dict[tuple[int, ...], tuple[int, int]] = {}
        self.checks: list[Check] = []
        self.faults: list[Message] = []

    def heads(self) -> Iterator[_Head]:
        """Give the entries as far as each follows the other; then `end` and `whole` are set."""
        at = self._start
        while True:
            self._budget.step(2)
            head = self._read(self._blob, at)
            if head is None or not _possible(head):
                self.end, self.cut = min(at, self._blob.size), at + 76 > self._blob.size
                return
            if head.name == _TRAILER:
                self.end, self.whole = head.start, True
                return
            yield head
            at = head.end

    def survey(self) -> None:
        """Walk it once for its end, for files that have several names, and for sums."""
        sums_fit = True
        for head in self.heads():
            self.count += 1
            if head.links > 1 and head.size:
                self.held[head.file] = (head.start, head.size)
            if head.sum_at >= 0 and head.size:
                if len(self.checks) < _MOST_CHECKS:
                    self.checks.append(check("sum32", head.sum_at, 8, (head.start, head.start + head.size)))
                sums_fit = sums_fit and self._sum(head) == head.sum
        if not self.whole:
            self.faults.append(CUT_SHORT if self.cut else DAMAGED)
        if not sums_fit:
            self.faults.append(wrong("sum32"))

    def _sum(self, head: _Head) -> int:
        total = 0
        for piece in pieces(self._data, head.start, head.start + head.size):
            self._budget.read(len(piece))
            total += int(np.frombuffer(piece, np.uint8).sum(dtype=np.uint64))
        return total & 0xFFFFFFFF

    def members(self) -> Iterator[Member]:
        """List what is inside."""
        for head in self.heads():
            kind = kind_of(head.mode)
            if kind is None or head.name in {b".", b"./", b"/"}:
                continue
            start, size = head.start, head.size
            if kind is NodeKind.FILE and not size and head.links > 1:
                start, size = self.held.get(head.file, (start, 0))
            target = self._blob.read(start, min(size, _TARGET)) if kind is NodeKind.LINK else b""
            said = facts(("time", moment(head.time)))
            yield Member(
                name=head.name.removeprefix(b"./").lstrip(b"/") or head.name, kind=kind,
                size=size if kind is NodeKind.FILE else 0, start=start if kind is NodeKind.FILE else -1,
                mode=head.mode, target=target.rstrip(b"\0"),
                facts=(*entry_facts(head.mode, *head.owner, head.device), *said),
                faults=(CUT_SHORT,) if kind is NodeKind.FILE and start + size > self._blob.size else (),
            )  # fmt: skip


def _filled(blob: Blob, start: int, end: int) -> int:
    """Give where the zeros end that fill the last block of what cpio writes."""
    stop = start + -(-(end - start) // _BLOCK) * _BLOCK
    rest = blob.read(end, stop - end)
    return end + len(rest) if rest and not any(rest) and len(rest) == stop - end else end


def _reader(notation: str, read_head: _Read, magic: bytes) -> Reader:
    def read(blob: Blob, start: int, budget: Budget) -> Found | None:
        first = read_head(blob, start)
        if first is None or not _possible(first):
            return None
        archive = _Archive(read_head, blob, start, budget)
        archive.survey()
        binary = notation.startswith("binary")  # two bytes are no magic: a name, a mode and a length may be chance
        if (
            not archive.whole
            and archive.count < (4 if binary else 2)
            and (binary or not (archive.cut and archive.count))
        ):
            return None
        if binary and not archive.count:
            return None
        end = _filled(blob, start, archive.end) if archive.whole else archive.end
        padding = (known(archive.end, end, "cpio", "padding"),) if end > archive.end else ()
        return Found(
            start=start, end=end, format="cpio", regions=padding,
            facts=facts(("notation", notation), ("entries", archive.count)),
            faults=tuple(archive.faults), checks=tuple(archive.checks), members=archive.members,
        )  # fmt: skip

    return Reader(format="cpio", read=read, magics=((magic, 0),))


READERS = (
    _reader("newc", _new, b"070701"),
    _reader("newc with sums", _new, b"070702"),
    _reader("odc", _old, b"070707"),
    _reader("binary, little-endian", _binary("<"), b"\xc7\x71"),
    _reader("binary, big-endian", _binary(">"), b"\x71\xc7"),
)
