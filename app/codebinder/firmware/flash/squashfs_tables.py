"""Squashfs's tables: the superblock, metadata blocks, inodes, and folders, each read bounded from a lying image."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.codecs import unpack
from codebinder.firmware.flash.common import Kept, Window, unreadable
from codebinder.firmware.reading import Blob, Budget

SUPER = struct.Struct("<IIIIIHHHHHHQQQQQQQQ")
CODECS = {1: "zlib", 2: "lzma", 3: "lzo", 4: "xz", 5: "lz4", 6: "zstd"}
NAMES = {1: "gzip", 2: "lzma", 3: "lzo", 4: "xz", 5: "lz4", 6: "zstd"}
NOWHERE = (1 << 64) - 1
NO_FRAGMENT = 0xFFFFFFFF
META = 8192
_MOST_TARGET = 65535

_HEAD = struct.Struct("<HHHHII")
_DIR = struct.Struct("<IIHHI")
_LONG_DIR = struct.Struct("<IIIIHHI")
_FILE = struct.Struct("<IIII")
_LONG_FILE = struct.Struct("<QQQIIII")
_TWO = struct.Struct("<II")
_LIST_HEAD = struct.Struct("<III")
_LIST_ENTRY = struct.Struct("<HhHH")
_POINTER = struct.Struct("<Q")
_FRAGMENT = struct.Struct("<QII")


@dataclass(frozen=True, slots=True, kw_only=True)
class Super:
    """The superblock; places count from the beginning of the file system."""

    inodes: int
    made: int
    block_size: int
    fragments: int
    packing: int
    flags: int
    owners: int
    root: int
    used: int
    owner_table: int
    xattr_table: int
    inode_table: int
    folder_table: int
    fragment_table: int
    export_table: int


def super_block(data: bytes) -> Super | None:
    """Read a superblock of version 4.0 with its bytes in little-endian order; None where it is none."""
    if len(data) < SUPER.size:
        return None
    (_, inodes, made, block, fragments, packing, log, flags, owners, major, minor, root, used, owner_table, xattrs,
     inode_table, folder_table, fragment_table, export_table) = SUPER.unpack_from(data)  # fmt: skip
    if (major, minor) != (4, 0) or not 12 <= log <= 20 or block != 1 << log or packing not in CODECS:
        return None
    if not SUPER.size <= inode_table <= folder_table <= used:
        return None
    return Super(
        inodes=inodes, made=made, block_size=block, fragments=fragments, packing=packing, flags=flags, owners=owners,
        root=root, used=used, owner_table=owner_table, xattr_table=xattrs, inode_table=inode_table,
        folder_table=folder_table, fragment_table=fragment_table, export_table=export_table,
    )  # fmt: skip


class Tables:
    """The metadata blocks of one file system, unpacked as they are asked for, the last few kept."""

    def __init__(self, blob: Blob, start: int, head: Super, budget: Budget) -> None:
        self.head, self.start = head, start
        self.end = min(blob.size, start + head.used)
        self.codec = CODECS[head.packing]
        self.budget = budget
        self._blob = Window(blob)
        self._kept = Kept(256)

    def stored(self, at: int) -> tuple[int, int, bool]:
        """Give where the bytes of the metadata block at `at` (an offset in the blob) stand, and whether packed."""
        head = self._blob.read(at, 2) if self.start <= at < self.end - 1 else b""
        if len(head) < 2:
            raise unreadable("table")
        value = head[0] | head[1] << 8
        size = value & 0x7FFF
        if not 0 < size <= META or at + 2 + size > self.end:
            raise unreadable("table")
        return at + 2, at + 2 + size, not value & 0x8000

    def block(self, at: int) -> tuple[bytes, int]:
        """Give the metadata block at `at`, unpacked, and where the next one begins."""
        found = self._kept.get(at)
        if found is not None:
            return found
        start, end, packed = self.stored(at)
        data = self._blob.read(start, end - start)
        if packed:
            data = unpack(self.codec, data, META)
            self.budget.take(len(data))
        if not data:
            raise unreadable("table")
        return self._kept.put(at, data, end)

    def cursor(self, table: int, reference: int) -> Cursor:
        """Give a place to read on from: the block's distance from its table, and the offset in it unpacked."""
        return Cursor(self, self.start + table + (reference >> 16), reference & 0xFFFF)

    def indexed(self, table: int, number: int, size: int) -> bytes:
        """Give entry `number` of `size` bytes from a table that is reached through an index of its blocks."""
        each = META // size
        row = self._blob.read(self.start + table + 8 * (number // each), 8) if table < self.head.used else b""
        if len(row) < 8:
            raise unreadable("table")
        data, _ = self.block(self.start + _POINTER.unpack(row)[0])
        at = number % each * size
        if at + size > len(data):
            raise unreadable("table")
        return data[at : at + size]

    def fragment(self, number: int) -> tuple[int, int]:
        """Give where a fragment block stands in the blob, and its size as it is stored with the mark for unpacked."""
        if number >= self.head.fragments:
            raise unreadable("table")
        at, size, _ = _FRAGMENT.unpack(self.indexed(self.head.fragment_table, number, 16))
        return self.start + at, size

    def owner(self, number: int) -> int:
        """Give a user's or group's number; 0 where the table lacks it."""
        if number >= self.head.owners:
            return 0
        return int.from_bytes(self.indexed(self.head.owner_table, number, 4), "little")


class Cursor:
    """Reads on through metadata blocks, from one into the next."""

    __slots__ = ("_at", "_block", "_next", "_tables", "block_at")

    def __init__(self, tables: Tables, block_at: int, offset: int) -> None:
        self._tables, self._at, self.block_at = tables, offset, block_at
        self._block, self._next = tables.block(block_at)
        if offset > len(self._block):
            raise unreadable("table")

    @property
    def place(self) -> tuple[int, int]:
        """The block's offset in the blob and the offset in it unpacked."""
        return self.block_at, self._at

    def read(self, size: int) -> bytes:
        """Give the next `size` bytes."""
        at = self._at
        if at + size <= len(self._block):
            self._at = at + size
            return self._block[at : at + size]
        parts = [self._block[at:]]
        missing = size - len(parts[0])
        while missing:
            self._tables.budget.step()
            self.block_at = self._next
            self._block, self._next = self._tables.block(self.block_at)
            parts.append(self._block[:missing])
            missing -= len(parts[-1])
            self._at = len(parts[-1])
        return b"".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inode:
    """One inode. `blocks` is how many sizes of blocks stand behind it (files only)."""

    form: int
    mode: int
    owner: int
    group: int
    number: int
    links: int = 1
    size: int = 0
    first: int = 0
    fragment: int = NO_FRAGMENT
    offset: int = 0
    device: int = 0
    target: bytes = b""
    blocks: int = 0


FOLDER, FILE, LINK = 1, 2, 3
_MODES = {1: 0o040000, 2: 0o100000, 3: 0o120000, 4: 0o060000, 5: 0o020000, 6: 0o010000, 7: 0o140000}


def read_inode(tables: Tables, cursor: Cursor) -> Inode:
    """Read the inode at a cursor; for a file, the cursor then stands before the sizes of its blocks."""
    tables.budget.step()
    kind, mode, owner, group, _, number = _HEAD.unpack(cursor.read(_HEAD.size))
    long, form = kind > 7, kind - 7 if kind > 7 else kind
    if form not in _MODES:
        raise unreadable("table")
    told: dict[str, int | bytes]
    if form == FOLDER:
        told = _folder(cursor, long=long)
    elif form == FILE:
        told = _file(cursor, tables.head.block_size, long=long)
    elif form == LINK:
        links, size = _TWO.unpack(cursor.read(8))
        if size > _MOST_TARGET:
            raise unreadable("table")
        told = {"links": links, "size": size, "target": cursor.read(size)}
        cursor.read(4 if long else 0)
    else:
        links, device = _TWO.unpack(cursor.read(8)) if form in {4, 5} else (cursor.read(4)[0], 0)
        told = {"links": links, "device": device}
        cursor.read(4 if long else 0)
    mode = _MODES[form] | mode & 0o7777
    return Inode(form=form, mode=mode, owner=owner, group=group, number=number, **told)  # pyright: ignore[reportArgumentType] -- the rows above agree with the fields


def _folder(cursor: Cursor, *, long: bool) -> dict[str, int | bytes]:
    if not long:
        first, links, size, offset, _ = _DIR.unpack(cursor.read(_DIR.size))
    else:
        links, size, first, _, rows, offset, _ = _LONG_DIR.unpack(cursor.read(_LONG_DIR.size))
        for _ in range(rows):
            cursor.read(int.from_bytes(cursor.read(12)[8:], "little") + 1)
    return {"links": links, "size": size, "first": first, "offset": offset}


def _file(cursor: Cursor, block_size: int, *, long: bool) -> dict[str, int | bytes]:
    if not long:
        first, fragment, offset, size = _FILE.unpack(cursor.read(_FILE.size))
        links = 1
    else:
        first, size, _, links, fragment, offset, _ = _LONG_FILE.unpack(cursor.read(_LONG_FILE.size))
    count = size // block_size if fragment != NO_FRAGMENT else -(-size // block_size)
    return {"links": links, "size": size, "first": first, "fragment": fragment, "offset": offset, "blocks": count}


def sizes(tables: Tables, cursor: Cursor, count: int) -> Iterator[int]:
    """Give the sizes of a file's blocks as they are stored, reading on as they are asked for."""
    while count > 0:
        batch = min(count, 512)
        tables.budget.step(batch)
        yield from struct.unpack(f"<{batch}I", cursor.read(4 * batch))
        count -= batch


def listing(tables: Tables, folder: Inode) -> Iterator[tuple[bytes, int]]:
    """Give the names in a folder, each with its inode's reference."""
    left = folder.size - 3
    if left < _LIST_HEAD.size:
        return
    cursor = tables.cursor(tables.head.folder_table, folder.first << 16 | folder.offset)
    while left >= _LIST_HEAD.size:
        count, block, _ = _LIST_HEAD.unpack(cursor.read(_LIST_HEAD.size))
        left -= _LIST_HEAD.size
        if count >= 256:
            raise unreadable("table")
        for _ in range(count + 1):
            if left <= 0:
                raise unreadable("table")
            tables.budget.step()
            offset, _, _, size = _LIST_ENTRY.unpack(cursor.read(_LIST_ENTRY.size))
            name = cursor.read(size + 1)
            left -= _LIST_ENTRY.size + size + 1
            yield name, block << 16 | offset
