"""What is in a squashfs: its tree, and the contents of its files block by block; and the sums that its blocks carry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from codebinder.firmware.codecs import unpack
from codebinder.firmware.flash.common import (
    Claimed,
    Kept,
    entry_facts,
    inner_checks,
    joined,
    kind_of,
    new_device,
    proper,
    unreadable,
    zeros,
)
from codebinder.firmware.flash.squashfs_tables import (
    FILE,
    FOLDER,
    LINK,
    NO_FRAGMENT,
    NOWHERE,
    Inode,
    Tables,
    listing,
    read_inode,
    sizes,
)
from codebinder.firmware.reading import Blob, Exhausted, Member, Unreadable
from codebinder.model.firmware import Check, NodeKind

_PLAIN = 1 << 24
_SIZE = _PLAIN - 1
_MOST_PLAIN = 1 << 16


class Files:
    """The files of one squashfs."""

    def __init__(self, blob: Blob, tables: Tables) -> None:
        self._blob, self._tables = blob, tables
        self._budget, self._head = tables.budget, tables.head
        self._fragments = Kept(max(2, (8 << 20) // tables.head.block_size))
        self._owners: dict[int, int] = {}

    # ------------------------------------------------------------------------------------------------------- the tree

    def members(self) -> Iterator[Member]:
        """Give every entry, folders before what is in them."""
        self._fragments = Kept(max(2, (8 << 20) // self._head.block_size))
        claimed = Claimed()
        linked: dict[int, bytes] = {}
        entered = {self._head.root}
        waiting: list[tuple[bytes, int]] = [(b"", self._head.root)]
        wrong: Unreadable | None = None
        while waiting:
            path, reference = waiting.pop()
            below: list[tuple[bytes, int]] = []
            try:
                for name, inside in self._entries(reference):
                    if not proper(name):
                        wrong = wrong or unreadable("names", count=1)
                        continue
                    member = self._member(joined(path, name), inside, claimed, linked)
                    if member.kind is NodeKind.FOLDER:
                        if inside in entered:
                            wrong = wrong or unreadable("loop")
                        else:
                            entered.add(inside)
                            below.append((member.name, inside))
                    yield member
            except Exhausted:
                raise
            except Unreadable as error:
                wrong = wrong or error
            waiting.extend(reversed(below))
        if wrong is not None:
            raise wrong

    def _entries(self, reference: int) -> Iterator[tuple[bytes, int]]:
        folder = read_inode(self._tables, self._tables.cursor(self._head.inode_table, reference))
        if folder.form != FOLDER:
            raise unreadable("table")
        yield from listing(self._tables, folder)

    def _member(self, path: bytes, reference: int, claimed: Claimed, linked: dict[int, bytes]) -> Member:
        try:
            cursor = self._tables.cursor(self._head.inode_table, reference)
            inode = read_inode(self._tables, cursor)
        except Exhausted:
            raise
        except Unreadable as error:
            return Member(name=path, kind=NodeKind.FILE, size=-1, faults=(error.said,))
        device = new_device(inode.device) if inode.device else (0, 0)
        facts = entry_facts(inode.mode, self._owner(inode.owner), self._owner(inode.group), device)
        kind = kind_of(inode.mode) or NodeKind.FILE
        mode = inode.mode & 0o7777
        if inode.form != FILE:
            size = len(inode.target) if inode.form == LINK else 0
            return Member(name=path, kind=kind, size=size, mode=mode, target=inode.target, facts=facts)
        if inode.links > 1:
            first = linked.setdefault(reference, path)
            if first != path:
                facts = (*facts, ("hard link", first.decode("utf-8", "backslashreplace")))
        start = self._plain(inode, reference)
        if start < 0 or not claimed.claim(start, start + inode.size):
            start = -1
        opened = partial(self.contents, reference)
        return Member(name=path, kind=kind, size=inode.size, start=start, open=opened, mode=mode, facts=facts)

    def _owner(self, number: int) -> int:
        if number not in self._owners:
            try:
                self._owners[number] = self._tables.owner(number)
            except Exhausted:
                raise
            except Unreadable:
                self._owners[number] = 0
        return self._owners[number]

    def _plain(self, inode: Inode, reference: int) -> int:
        """Give where a file stands in the blob as it is, in one stretch; -1 where it doesn't."""
        if inode.size <= 0 or inode.blocks > _MOST_PLAIN or (inode.blocks and inode.fragment != NO_FRAGMENT):
            return -1
        try:
            if not inode.blocks:
                at, stored = self._tables.fragment(inode.fragment)
                size = stored & _SIZE
                fits = stored & _PLAIN and inode.offset + inode.size <= size <= self._head.block_size
                fits = fits and at + size <= self._tables.end
                start = at + inode.offset if fits else -1
            else:
                start = self._tables.start + inode.first
                cursor = self._tables.cursor(self._head.inode_table, reference)
                read_inode(self._tables, cursor)
                left = inode.size
                for stored in sizes(self._tables, cursor, inode.blocks):
                    if stored != _PLAIN | min(left, self._head.block_size):
                        return -1
                    left -= stored & _SIZE
        except Exhausted:
            raise
        except Unreadable:
            return -1
        return start if start >= 0 and start + inode.size <= self._tables.end else -1

    # ------------------------------------------------------------------------------------------------------- contents

    def contents(self, reference: int) -> Iterator[bytes]:
        """Give a file's bytes, block by block."""
        cursor = self._tables.cursor(self._head.inode_table, reference)
        inode = read_inode(self._tables, cursor)
        at, left = self._tables.start + inode.first, inode.size
        for stored in sizes(self._tables, cursor, inode.blocks):
            want = min(left, self._head.block_size)
            if not stored & _SIZE:
                yield from zeros(want, self._budget)
            else:
                block = self._stored(at, stored)
                if len(block) != want:
                    raise unreadable("block")
                yield block
            at += stored & _SIZE
            left -= want
        if left and inode.fragment != NO_FRAGMENT:
            tail = self._fragment(inode.fragment)[inode.offset : inode.offset + left]
            yield tail
            if len(tail) != left:
                raise unreadable("block")

    def _stored(self, at: int, stored: int) -> bytes:
        size = stored & _SIZE
        if size > self._head.block_size or not self._tables.start <= at or at + size > self._tables.end:
            raise unreadable("block")
        data = self._blob.read(at, size)
        if stored & _PLAIN:
            return data
        return unpack(self._tables.codec, data, self._head.block_size)

    def _fragment(self, number: int) -> bytes:
        found = self._fragments.get(number)
        if found is None:
            data = self._stored(*self._tables.fragment(number))
            self._budget.take(len(data))
            found = self._fragments.put(number, data)
        return found[0]

    # ----------------------------------------------------------------------------------------------------------- sums

    def checks(self) -> Iterator[Check]:
        """Give the sums inside packed blocks, of metadata and of data; what can't be read is left out."""
        if self._tables.codec not in {"zlib", "xz", "zstd"}:
            return
        head, start = self._head, self._tables.start
        yield from self._of_metadata(start + head.inode_table, start + head.folder_table)
        tables = sorted(
            place for place in (head.fragment_table, head.export_table, head.owner_table) if place < head.used
        )
        yield from self._of_metadata(start + head.folder_table, self._first(tables[0]) if tables else self._tables.end)
        for place in tables:
            yield from self._of_metadata(self._first(place), start + place)
        if head.xattr_table < head.used:
            yield from self._of_metadata(self._first(head.xattr_table), start + head.xattr_table)
        yield from self._of_fragments()
        yield from self._of_files()

    def _first(self, table: int) -> int:
        """Give where the first block of an indexed table begins."""
        at = self._tables.start + table
        return self._tables.start + int.from_bytes(self._blob.read(at, 8).ljust(8, b"\xff"), "little")

    def _of_metadata(self, at: int, end: int) -> Iterator[Check]:
        while self._tables.start <= at < min(end, self._tables.end):
            self._budget.step()
            try:
                low, at, packed = self._tables.stored(at)
            except Unreadable:
                return
            if packed:
                yield from inner_checks(self._tables.codec, self._blob, low, at)

    def _of_block(self, at: int, stored: int) -> Iterator[Check]:
        size = stored & _SIZE
        if not stored & _PLAIN and 0 < size <= self._head.block_size and at + size <= self._tables.end:
            yield from inner_checks(self._tables.codec, self._blob, at, at + size)

    def _of_fragments(self) -> Iterator[Check]:
        if self._head.fragment_table == NOWHERE:
            return
        for number in range(self._head.fragments):
            self._budget.step()
            try:
                at, stored = self._tables.fragment(number)
            except Exhausted:
                raise
            except Unreadable:
                return
            yield from self._of_block(at, stored)

    def _of_files(self) -> Iterator[Check]:
        """Go through the table of inodes in order, as they stand there, without the tree."""
        seen: set[int] = set()
        try:
            cursor = self._tables.cursor(self._head.inode_table, 0)
            for _ in range(self._head.inodes):
                inode = read_inode(self._tables, cursor)
                if inode.form != FILE:
                    continue
                at, fresh = self._tables.start + inode.first, inode.first not in seen
                seen.add(inode.first)
                for stored in sizes(self._tables, cursor, inode.blocks):
                    if fresh:
                        yield from self._of_block(at, stored)
                    at += stored & _SIZE
        except Exhausted:
            raise
        except Unreadable:
            return
