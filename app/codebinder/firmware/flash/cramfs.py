"""Recognises cramfs in both byte orders: inodes inside folders, files as blocks of a page, one CRC over everything."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from codebinder.firmware.codecs import unpack
from codebinder.firmware.flash.common import (
    ZEROS,
    Window,
    entry_facts,
    fault,
    inside,
    joined,
    kind_of,
    old_device,
    proper,
    side_by_side,
    unreadable,
)
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Member, Reader, Unreadable, pieces
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

_LITTLE, _BIG = b"\x45\x3d\xcd\x28", b"\x28\xcd\x3d\x45"
_SIGNATURE = b"Compressed ROMFS"
_SUPER, _INODE = 76, 12
_BOOT = 512
_CRC_AT = 32
_SECOND, _EXTENDED = 0x1, 0x800
_PLAIN, _DIRECT = 1 << 31, 1 << 30
_PAGES = (4096, 8192, 16384, 32768, 65536)
_MOST_TARGET = 65535


@dataclass(frozen=True, slots=True)
class _Inode:
    mode: int
    owner: int
    size: int
    group: int
    name_size: int
    place: int


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a cramfs whose superblock begins at `start`."""
    head = blob.read(start, _SUPER)
    if len(head) < _SUPER or head[16:32] != _SIGNATURE:
        return None
    order = "<" if head[:4] == _LITTLE else ">"
    size, flags = struct.unpack_from(order + "II", head, 4)
    crc, edition, blocks, count = struct.unpack_from(order + "IIII", head, _CRC_AT)
    root = _inode(head[64:76], order)
    if kind_of(root.mode) is not NodeKind.FOLDER:
        return None
    boot = _BOOT if root.place == _BOOT + _SUPER else 0
    base = start - boot
    order_name = "little-endian" if order == "<" else "big-endian"
    if not flags & _SECOND or size < boot + _SUPER:
        said = fault("variant", name=f"cramfs ({order_name})")
        return Found(start=start, end=start + _SUPER, format="cramfs", label="1", faults=(said,))
    end = min(blob.size, base + size)
    faults: list[Message] = []
    if end < base + size:
        faults.append(fault("cut", missing=base + size - end))
    elif _crc(blob, start, end, budget) != crc:
        faults.append(fault("sum", name="crc32"))
    files = _Files(blob, base, end, order, budget, extended=bool(flags & _EXTENDED))
    at = start + _CRC_AT
    name = head[48:64].partition(b"\0")[0].decode("latin-1")
    facts = (
        ("byte order", order_name),
        ("volume", name),
        ("size", str(size)),
        ("edition", str(edition)),
        ("blocks", str(blocks)),
        ("files", str(count)),
        ("compression", "zlib"),
    )
    checks = (
        Check(name="crc32", start=at, end=at + 4, covers=((start, at), (at + 4, end))),
        *files.checks(root),
    )
    regions = side_by_side("cramfs", [(start, start + _SUPER, "superblock")], start, end)
    return Found(
        start=start, end=end, format="cramfs", label=name, facts=facts, faults=tuple(faults), regions=regions,
        checks=inside(checks, end), members=partial(files.members, root),
    )  # fmt: skip


def _crc(blob: Blob, start: int, end: int, budget: Budget) -> int:
    value = zlib.crc32(bytes(4), zlib.crc32(blob.read(start, _CRC_AT)))
    for piece in pieces(blob, start + _CRC_AT + 4, end):
        budget.read(len(piece))
        value = zlib.crc32(piece, value)
    return value


def _inode(data: bytes, order: str) -> _Inode:
    """Read an inode; its fields of bits lie the other way around in the other byte order."""
    mode, owner, sized, placed = struct.unpack(order + "HHII", data)
    if order == "<":
        return _Inode(mode, owner, sized & 0xFFFFFF, sized >> 24, (placed & 0x3F) * 4, (placed >> 6) * 4)
    return _Inode(mode, owner, sized >> 8, sized & 0xFF, (placed >> 26) * 4, (placed & 0x3FFFFFF) * 4)


class _Files:
    """The files of one cramfs; places count from `base`."""

    def __init__(self, blob: Blob, base: int, end: int, order: str, budget: Budget, *, extended: bool) -> None:
        self._blob, self._base, self._end, self._order, self._budget = Window(blob, 1 << 16), base, end, order, budget
        self._extended = extended
        self._page = 0

    def _walked(self, root: _Inode) -> Iterator[tuple[bytes, _Inode]]:
        entered = {root.place}
        waiting = [(b"", root)]
        wrong: Unreadable | None = None
        while waiting:
            path, folder = waiting.pop()
            below: list[tuple[bytes, _Inode]] = []
            at, stop = self._base + folder.place, self._base + folder.place + folder.size
            if stop > self._end:
                wrong, stop = wrong or unreadable("table"), self._end
            while at + _INODE <= stop:
                self._budget.step()
                inode = _inode(self._blob.read(at, _INODE), self._order)
                name = self._blob.read(at + _INODE, inode.name_size).rstrip(b"\0")
                at += _INODE + inode.name_size
                if not proper(name) or at > stop:
                    wrong = wrong or unreadable("names", count=1)
                    continue
                path_in = joined(path, name)
                yield path_in, inode
                if kind_of(inode.mode) is not NodeKind.FOLDER or not inode.size:
                    continue
                if inode.place in entered:
                    wrong = wrong or unreadable("loop")
                    continue
                entered.add(inode.place)
                below.append((path_in, inode))
            waiting.extend(reversed(below))
        if wrong is not None:
            raise wrong

    def members(self, root: _Inode) -> Iterator[Member]:
        """Give every entry, folders before what is in them."""
        for path, inode in self._walked(root):
            kind = kind_of(inode.mode) or NodeKind.FILE
            faults: tuple[Message, ...] = ()
            target = b""
            if kind is NodeKind.LINK:
                try:
                    target = b"".join(self.contents(inode))[:_MOST_TARGET]
                except Exhausted:
                    raise
                except Unreadable as error:
                    faults = (error.said,)
            facts = entry_facts(inode.mode, inode.owner, inode.group, old_device(inode.size))
            size = inode.size if kind is NodeKind.FILE else len(target)
            opened = partial(self.contents, inode) if kind is NodeKind.FILE else None
            yield Member(
                name=path, kind=kind, size=size, open=opened, mode=inode.mode & 0o7777, target=target, facts=facts,
                faults=faults,
            )  # fmt: skip

    # ------------------------------------------------------------------------------------------------------- contents

    def contents(self, inode: _Inode) -> Iterator[bytes]:
        """Give a file's bytes, page by page."""
        if not inode.size:
            return
        page = self._paged(inode)
        left = inode.size
        for start, end, plain in self._blocks(inode, page):
            self._budget.step()
            want = min(left, page)
            yield self._block(start, end, want, plain=plain)
            left -= want

    def _block(self, start: int, end: int, want: int, *, plain: bool) -> bytes:
        if start == end and not plain:
            return ZEROS[:want]
        if not self._base < start < end <= self._end or end - start > 2 * _PAGES[-1]:
            raise unreadable("block")
        data = self._blob.read(start, end - start)
        data = data if plain else unpack("zlib", data, want)
        if len(data) != want:
            raise unreadable("block")
        return data

    def _paged(self, inode: _Inode) -> int:
        """Give the size of a page: no field says it. The first file that is larger than one tells."""
        if inode.size <= _PAGES[0]:
            return self._page or _PAGES[0]
        if self._page:
            return self._page
        for page in _PAGES:
            try:
                for start, end, plain in self._blocks(inode, page):
                    if start != end:
                        self._block(start, end, min(page, inode.size), plain=plain)
                        self._page = page
                        return page
                    break
            except Exhausted:
                raise
            except Unreadable:
                continue
        return _PAGES[0]

    def _blocks(self, inode: _Inode, page: int) -> Iterator[tuple[int, int, bool]]:
        """Give where each block of a file stands, and whether it is not packed."""
        count = -(-inode.size // page)
        table = self._base + inode.place
        at = table + 4 * count
        if at > self._end:
            raise unreadable("table")
        for number in range(count):
            value = int.from_bytes(self._blob.read(table + 4 * number, 4), "little" if self._order == "<" else "big")
            last = inode.size - page * number
            if not self._extended:
                end, plain = self._base + value, False
            else:
                at, end, plain = self._long(at, value, min(page, last))
            yield at, end, plain
            at = end

    def _long(self, at: int, value: int, want: int) -> tuple[int, int, bool]:
        """Read a pointer that carries marks in its upper bits."""
        plain, place = bool(value & _PLAIN), value & (_DIRECT - 1)
        if not value & _DIRECT:
            return at, self._base + place, plain
        at = self._base + place * 4
        if plain:
            return at, at + want, True
        size = int.from_bytes(self._blob.read(at, 2), "little" if self._order == "<" else "big")
        return at + 2, at + 2 + size, False

    def checks(self, root: _Inode) -> Iterator[Check]:
        """Give the sums that packed blocks carry in them."""
        seen: set[int] = set()
        try:
            for _, inode in self._walked(root):
                if kind_of(inode.mode) not in {NodeKind.FILE, NodeKind.LINK} or inode.place in seen or not inode.size:
                    continue
                seen.add(inode.place)
                for start, end, plain in self._blocks(inode, self._paged(inode)):
                    self._budget.step()
                    if not plain and self._base < start < end - 6 and end <= self._end:
                        yield Check(name="adler32", start=end - 4, end=end, covers=((start, end - 4),))
        except Exhausted:
            raise
        except Unreadable:
            return


READER = Reader(format="cramfs", read=read, magics=((_LITTLE, 0), (_BIG, 0)))
