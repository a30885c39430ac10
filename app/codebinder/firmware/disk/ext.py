"""ext2, ext3 and ext4: files by extents and by block maps, inline ones, folders of any make, links and devices."""

from __future__ import annotations

import stat
import struct
import uuid
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from codebinder.firmware.boot.common import check, facts, wrong
from codebinder.firmware.disk.ext_layout import (
    BEGIN,
    ENCRYPTED,
    EXTENTS,
    INLINE,
    Inode,
    Super,
    Volume,
    crc32c,
    inline,
    superblock,
)  # fmt: skip
from codebinder.firmware.disk.free import longest, runs
from codebinder.firmware.flash.common import (
    entry_facts,
    fault,
    joined,
    kind_of,
    new_device,
    old_device,
    proper,
    side_by_side,
    zeros,
)  # fmt: skip
from codebinder.firmware.reading import PIECE, Blob, Budget, Found, Member, Reader, pieces
from codebinder.firmware.streams.common import moment, text
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

_ROOT, _JOURNAL = 2, 8
_TARGET = 4096
_FOLDER = 64 << 20
_MOST_GROUPS = 4096
_FAST = 60
_MOST_CHECKS = 65_536
_TAIL = b"\0\0\0\0\x0c\0\0\xde"
_FORM_FOLDER, _FORM_FILE, _LINK = 0x4, 0x8, 0xA
_SUMMED_FORMS = {_FORM_FOLDER, _FORM_FILE, _LINK}


class _Files:
    """Walks the folders of a volume."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._budget = volume.budget

    def members(self) -> Iterator[Member]:
        """List everything below the root, a folder before what is in it."""
        seen = {_ROOT}
        waiting: list[tuple[int, bytes]] = [(_ROOT, b"")]
        while waiting:
            number, path = waiting.pop()
            inode = self._volume.inode(number)
            if inode is None or not stat.S_ISDIR(inode.mode):
                continue
            below: list[tuple[int, bytes]] = []
            for child, name in self._rows(inode):
                member, folder = self._member(child, joined(path, name), seen)
                if member is not None:
                    yield member
                if folder:
                    seen.add(child)
                    below.append((child, joined(path, name)))
            waiting.extend(reversed(below))

    def _member(self, number: int, path: bytes, seen: set[int]) -> tuple[Member | None, bool]:
        inode = self._volume.inode(number)
        if inode is None or not inode.mode:
            missing = fault("inode", name=text(path))
            return Member(name=path, kind=NodeKind.FILE, size=0, faults=(missing,)), False
        kind = kind_of(inode.mode)
        if kind is None:
            return None, False
        device = struct.unpack_from("<2L", inode.block)
        said = (
            *entry_facts(inode.mode, *inode.owner, old_device(device[0]) if device[0] else new_device(device[1])),
            *facts(("time", moment(inode.time)), ("encrypted", "yes" if inode.flags & ENCRYPTED else "")),
        )
        if kind is NodeKind.FOLDER:
            loop = number in seen
            faults = (Message("firmware.fault.loop"),) if loop else ()
            return Member(name=path, kind=kind, size=0, mode=inode.mode, facts=said, faults=faults), not loop
        if kind is NodeKind.FILE:
            return self._file(inode, path, said), False
        target = self._target(inode) if kind is NodeKind.LINK else b""
        return Member(name=path, kind=kind, size=0, mode=inode.mode, target=target, facts=said), False

    def _file(self, inode: Inode, path: bytes, said: tuple[tuple[str, str], ...]) -> Member:
        start = self._plain(inode)
        return Member(
            name=path, kind=NodeKind.FILE, size=inode.size, mode=inode.mode, start=start,
            open=None if start >= 0 else self.opener(inode), facts=said,
        )  # fmt: skip

    def _plain(self, inode: Inode) -> int:
        """Give where a file stands in one piece; -1 where it does not."""
        if inode.flags & INLINE or not inode.size:
            return -1
        block = self._volume.said.block
        run = next(self._volume.runs(inode), None)
        if run is None or run[0]:
            return -1
        at, length = run[1], run[2]
        if length * block >= inode.size:
            return self._volume.at(at)
        for logical, physical, count in self._volume.runs(inode):
            if (logical, physical) == (0, at):
                continue
            if (logical, physical) != (length, at + length):
                return -1
            length += count
            if length * block >= inode.size:
                return self._volume.at(at)
        return -1

    def opener(self, inode: Inode) -> Callable[[], Iterator[bytes]]:
        """Give a file's bytes, holes as zeros. One larger than its file system ends with its last block."""
        volume = self._volume
        block = volume.said.block

        def run() -> Iterator[bytes]:
            if inode.flags & INLINE:
                yield inline(inode)
                return
            at = 0
            for logical, physical, count in volume.runs(inode):
                begin = logical * block
                if begin >= inode.size:
                    break
                yield from zeros(begin - at, self._budget)
                low = volume.at(physical)
                at = min(begin + count * block, inode.size)
                for piece in pieces(volume.blob, low, low + at - begin, PIECE):
                    self._budget.step()
                    yield piece
            if inode.size <= volume.said.end - volume.said.start:
                yield from zeros(inode.size - at, self._budget)

        return run

    def _bytes(self, inode: Inode, most: int) -> bytes:
        held = bytearray()
        for piece in self.opener(inode)():
            held += piece
            if len(held) >= most:
                break
        return bytes(held[:most])

    def _target(self, inode: Inode) -> bytes:
        if inode.flags & (EXTENTS | INLINE) or inode.size >= _FAST:
            return self._bytes(inode, _TARGET).rstrip(b"\0")
        return inode.block[: inode.size]

    def _rows(self, inode: Inode) -> Iterator[tuple[int, bytes]]:
        """Give (inode, name) of a folder's entries, read one behind the other: hashed folders are made so that it
        works with them as well."""
        if inode.flags & INLINE:
            data = inline(inode)
            yield from self._entries(data[4:_FAST])
            yield from self._entries(data[_FAST:])
            return
        size, block = min(inode.size, _FOLDER), self._volume.said.block
        for logical, physical, count in self._volume.runs(inode):
            for place in range(count):
                if (logical + place) * block >= size:
                    return
                yield from self._entries(self._volume.blob.read(self._volume.at(physical + place), block))

    def _entries(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        at = 0
        while at + 8 <= len(data):
            self._budget.step()
            number, length, named = struct.unpack_from("<LHB", data, at)
            if length < 8 or length % 4 or at + length > len(data):
                return
            name = data[at + 8 : at + 8 + named]
            if number and named and 8 + named <= length and proper(name):
                yield number, name
            at += length


def _layout(volume: Volume, end: int) -> list[tuple[int, int, str]]:
    """Give the stretches of a volume that are no files: superblock, descriptors, inodes, journal."""
    said = volume.said
    parts = [(said.start + BEGIN, said.start + BEGIN + 1024, "superblock")]
    groups = min(said.groups, _MOST_GROUPS)
    low = volume.described(0)
    parts.append((low, low + groups * said.desc, "group descriptors"))
    for group in range(groups):
        volume.budget.step(2)
        table = volume.table(group)
        if 0 <= table < end:
            parts.append((table, table + said.inodes_per_group * said.inode_size, "inodes"))
    if said.compatible & 0x4 and said.journal == _JOURNAL and (inode := volume.inode(_JOURNAL)) is not None:
        for _, physical, count in volume.runs(inode):
            parts.append((volume.at(physical), volume.at(physical + count), "journal"))
    return parts + longest(_free(volume, groups), [(low, high) for low, high, _ in parts] + _hidden(volume, groups))


def _hidden(volume: Volume, groups: int) -> list[tuple[int, int]]:
    """Give what is in use though a bitmap that was never written says nothing of it."""
    held = [each for group in range(groups) for each in volume.bitmaps(group)]
    return held + [each for group in range(groups) if (each := volume.reserved(group)) is not None]


def _free(volume: Volume, groups: int) -> Iterator[tuple[int, int]]:
    """Give stretches that no file has."""
    said = volume.said
    for group in range(groups):
        volume.budget.step(4)
        row = volume.free(group)
        if row is None:
            continue
        first, bits = row
        count = min(said.per_group, said.blocks - first)
        used = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")[:count]
        if not bits:
            used = np.zeros(count, np.uint8)
        for low, high in runs(used == 0):
            yield volume.at(first + low), volume.at(first + high)


def _checks(volume: Volume) -> tuple[list[Check], list[Message]]:
    """Give the sums over superblock and descriptors, where they are kept."""
    said = volume.said
    checks: list[Check] = []
    faults: list[Message] = []
    low = said.start + BEGIN
    if said.summed:
        data = volume.blob.read(low, 1024)
        checks.append(check("crc32c of the superblock", low + 1020, 4, (low, low + 1020)))
        if crc32c(data[:1020]) != int.from_bytes(data[1020:], "little"):
            faults.append(wrong("crc32c"))
    elif not said.groups_summed:
        return [], []
    for group in range(min(said.groups, _MOST_GROUPS)):
        at = volume.described(group)
        checks.append(
            check("sum of a group's descriptor", at + 30, 2, (at, at + 30), (at + 32, at + said.desc))
        )  # fmt: skip
    if said.summed:
        checks += islice(_inner_checks(volume), _MOST_CHECKS)
    return checks, faults


def _inner_checks(volume: Volume) -> Iterator[Check]:
    """Give the sums that cover names and contents: of inodes that hold a file or a link themselves, and of folders.
    The sums of other inodes tell of nothing but sizes and times."""
    said = volume.said
    for group in range(min(said.groups, _MOST_GROUPS)):
        table, size = volume.table(group), said.inode_size
        volume.budget.step(1 + (said.inodes_per_group >> 3))
        data = volume.blob.read(table, min(said.inodes_per_group * size, _FOLDER)) if table >= 0 else b""
        for place in range(0, len(data) - size + 1, size):
            form = data[place + 1] >> 4
            if form not in _SUMMED_FORMS:
                continue
            flags = int.from_bytes(data[place + 32 : place + 36], "little")
            inode = volume.inode(group * said.inodes_per_group + place // size + 1)
            if form == _LINK or flags & INLINE:
                at = table + place
                low, high = (at, at + 124), (at + 126, at + 130)
                yield check("crc32c of an inode (low half)", at + 124, 2, low, high, (at + 132, at + size))
                if size > 132:
                    yield check("crc32c of an inode (high half)", at + 130, 2, low, high, (at + 132, at + size))
            elif form == _FORM_FOLDER and inode is not None:
                yield from _folder_checks(volume, inode)


def _folder_checks(volume: Volume, inode: Inode) -> Iterator[Check]:
    block = volume.said.block
    for _, physical, count in volume.runs(inode):
        for number in range(count):
            volume.budget.step()
            end = volume.at(physical + number) + block
            if volume.blob.read(end - 12, 8) == _TAIL:
                yield check("crc32c of a folder", end - 4, 4, (end - block, end - 12))


def _facts(said: Super) -> tuple[tuple[str, str], ...]:
    return facts(
        ("label", text(said.label)), ("id", str(uuid.UUID(bytes=said.uuid)) if any(said.uuid) else ""),
        ("block size", said.block), ("blocks", said.blocks), ("inodes", said.inodes), ("made", moment(said.made)),
        ("written", moment(said.written)), ("last mounted at", text(said.mounted)),
    )  # fmt: skip


def _ext(blob: Blob, start: int, budget: Budget) -> Found | None:
    said = superblock(blob, start)
    if said is None:
        return None
    volume = Volume(blob, said, budget)
    end = min(said.end, blob.size)
    faults: list[Message] = []
    if end < said.end:
        faults.append(Message("firmware.fault.cut", {"missing": said.end - end}))
    members = None
    checks: list[Check] = []
    if said.journal_device:
        faults.append(Message("firmware.fault.variant", {"name": said.kind}))
    else:
        root = volume.inode(_ROOT)
        if (root is None or not stat.S_ISDIR(root.mode)) and end == said.end:
            return None
        checks, wrongs = _checks(volume)
        faults += wrongs
        members = _Files(volume).members
    return Found(
        start=start, end=end, format=said.kind, label=text(said.label), facts=_facts(said), faults=tuple(faults),
        checks=tuple(checks), members=members,
        regions=side_by_side(said.kind, _layout(volume, end), start, end),
    )  # fmt: skip


EXT = Reader(format="ext", read=_ext, magics=((b"\x53\xef", BEGIN + 56),), align=512)
