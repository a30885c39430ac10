"""The numbers of an ext2, ext3 or ext4 file system: superblock, groups, inodes, and which blocks a file has."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.flash.common import Window
from codebinder.firmware.reading import Blob, Budget

BEGIN = 1024
EXTENTS, INLINE, ENCRYPTED = 0x80000, 0x10000000, 0x800
_SUPER = struct.Struct("<13L6H4L2HL2H")
_FILETYPE, _JOURNAL_DEVICE, _META_BG, _WIDE = 0x2, 0x8, 0x10, 0x80
_CSUM, _GDT_CSUM, _BIGALLOC = 0x400, 0x10, 0x200
_EXTENT_MAGIC = 0xF30A
_DEEPEST = 5
_UNWRITTEN = 32768


@dataclass(frozen=True, slots=True, kw_only=True)
class Super:
    """What the superblock states, as far as it is needed."""

    start: int
    block: int
    blocks: int
    inodes: int
    first: int
    per_group: int
    inodes_per_group: int
    inode_size: int
    compatible: int
    incompatible: int
    read_only: int
    desc: int
    first_meta: int
    label: bytes
    uuid: bytes
    mounted: bytes
    written: int
    made: int
    journal: int
    reserved: int
    growing: int

    @property
    def groups(self) -> int:
        """How many groups of blocks there are."""
        return -(-(self.blocks - self.first) // self.per_group)

    @property
    def end(self) -> int:
        """Where the file system ends, as it states."""
        return self.start + self.blocks * self.block

    @property
    def kind(self) -> str:
        """Which of the three it is, by what it makes use of."""
        if self.incompatible & ~0x3E or self.read_only & ~0x7:
            return "ext4"
        return "ext3" if self.compatible & 0x4 else "ext2"

    @property
    def summed(self) -> bool:
        """Does it keep sums over its own structures?"""
        return bool(self.read_only & _CSUM)

    @property
    def groups_summed(self) -> bool:
        """Does it keep sums over the descriptors of groups alone?"""
        return bool(self.read_only & 0x10)

    @property
    def journal_device(self) -> bool:
        """Is this no file system, but the journal of one?"""
        return bool(self.incompatible & _JOURNAL_DEVICE)


def superblock(blob: Blob, start: int) -> Super | None:
    """Read the superblock; None unless its numbers agree with each other."""
    data = blob.read(start + BEGIN, 1024)
    if len(data) < 1024:
        return None
    row = _SUPER.unpack_from(data)
    if row[15] != 0xEF53 or row[6] > 6 or int.from_bytes(data[90:92], "little"):
        return None
    block, revision = 1024 << row[6], row[22]
    incompatible = int.from_bytes(data[96:100], "little") if revision else 0
    wide = bool(incompatible & _WIDE)
    blocks = row[1] | (int.from_bytes(data[336:340], "little") << 32 if wide else 0)
    inode_size = int.from_bytes(data[88:90], "little") if revision else 128
    desc = max(32, int.from_bytes(data[254:256], "little")) if wide else 32
    said = Super(
        start=start, block=block, blocks=blocks, inodes=row[0], first=row[5], per_group=row[8],
        inodes_per_group=row[10], inode_size=inode_size, incompatible=incompatible, desc=desc,
        compatible=int.from_bytes(data[92:96], "little") if revision else 0,
        read_only=int.from_bytes(data[100:104], "little") if revision else 0,
        first_meta=int.from_bytes(data[260:264], "little"), label=data[120:136].split(b"\0", 1)[0], uuid=data[104:120],
        mounted=data[136:200].split(b"\0", 1)[0], written=row[12], made=int.from_bytes(data[264:268], "little"),
        journal=int.from_bytes(data[224:228], "little"), reserved=row[2],
        growing=int.from_bytes(data[206:208], "little"),
    )  # fmt: skip
    return said if _agrees(said, revision) else None


def _agrees(said: Super, revision: int) -> bool:
    size = said.inode_size
    return (
        revision <= 1
        and said.first == (1 if said.block == 1024 else 0)
        and said.blocks > said.first
        and 0 < said.per_group <= 8 * said.block * (16384 if said.read_only & 0x200 else 1)
        and 0 < said.inodes_per_group <= 8 * said.block
        and 128 <= size <= said.block
        and not size & (size - 1)
        and said.inodes == said.groups * said.inodes_per_group
        and said.reserved <= said.blocks
        and 32 <= said.desc <= said.block
    )


@dataclass(frozen=True, slots=True)
class Inode:
    """One file's numbers; `block` are the 60 bytes that tell where it is, `whole` the inode as it stands."""

    number: int
    mode: int
    size: int
    flags: int
    links: int
    owner: tuple[int, int]
    time: int
    block: bytes
    whole: bytes


class Volume:
    """A file system whose superblock was read."""

    def __init__(self, blob: Blob, said: Super, budget: Budget) -> None:
        self.blob, self.said, self.budget = blob, said, budget
        self._inodes, self._maps = Window(blob, 1 << 14), Window(blob, 1 << 14)

    def at(self, block: int) -> int:
        """Give the offset of a block."""
        return self.said.start + block * self.said.block

    def described(self, group: int) -> int:
        """Give the offset of a group's descriptor."""
        said = self.said
        per_block = said.block // said.desc
        block = group // per_block
        if said.incompatible & _META_BG and block >= said.first_meta:
            first = block * per_block
            base = said.first + first * said.per_group + (1 if self._has_super(first) else 0)
        else:
            base = said.first + 1 + block
        return self.at(base) + group % per_block * said.desc

    def _has_super(self, group: int) -> bool:
        if group < 2 or not self.said.read_only & 1:
            return True
        return any(_power(group, of) for of in (3, 5, 7))

    def table(self, group: int) -> int:
        """Give the offset of a group's inodes; -1 where that lies outside."""
        desc = self._maps.read(self.described(group), self.said.desc)
        if len(desc) < 32:
            return -1
        block = int.from_bytes(desc[8:12], "little")
        if self.said.desc >= 64:
            block |= int.from_bytes(desc[40:44], "little") << 32
        return self.at(block) if self.said.first <= block < self.said.blocks else -1

    def free(self, group: int) -> tuple[int, bytes] | None:
        """Give the first block of a group and its bitmap, in which a block that is free is 0 (empty: all of them are);
        None where that can't be read."""
        said = self.said
        desc = self._maps.read(self.described(group), said.desc)
        if len(desc) < 32 or said.read_only & _BIGALLOC:
            return None
        first = said.first + group * said.per_group
        if said.read_only & (_CSUM | _GDT_CSUM) and desc[18] & 2:
            return first, b""
        block = int.from_bytes(desc[0:4], "little")
        if said.desc >= 64:
            block |= int.from_bytes(desc[32:36], "little") << 32
        bits = self.blob.read(self.at(block), said.per_group // 8) if said.first <= block < said.blocks else b""
        return (first, bits) if bits else None

    def reserved(self, group: int) -> tuple[int, int] | None:
        """Give the stretch of a group that copies of superblock and descriptors may take."""
        if not self._has_super(group):
            return None
        said = self.said
        first = said.first + group * said.per_group
        return self.at(first), self.at(first + 1 + -(-said.groups * said.desc // said.block) + said.growing)

    def bitmaps(self, group: int) -> Iterator[tuple[int, int]]:
        """Give where a group's two bitmaps stand."""
        desc = self._maps.read(self.described(group), self.said.desc)
        for place in (0, 4) if len(desc) >= 32 else ():
            block = int.from_bytes(desc[place : place + 4], "little")
            if self.said.desc >= 64:
                block |= int.from_bytes(desc[32 + place : 36 + place], "little") << 32
            yield self.at(block), self.at(block + 1)

    def inode(self, number: int) -> Inode | None:
        """Read an inode; None where there is none."""
        said = self.said
        if not 0 < number <= said.inodes:
            return None
        group, place = divmod(number - 1, said.inodes_per_group)
        table = self.table(group)
        data = self._inodes.read(table + place * said.inode_size, said.inode_size) if table >= 0 else b""
        if len(data) < said.inode_size:
            return None
        mode, user, low, _, _, time, _, group_, links, _, flags = struct.unpack_from("<2H5L2H2L", data)
        size = low | int.from_bytes(data[108:112], "little") << 32
        owner = (user | int.from_bytes(data[120:122], "little") << 16,
                 group_ | int.from_bytes(data[122:124], "little") << 16)  # fmt: skip
        return Inode(number, mode, size, flags, links, owner, time, data[40:100], data)

    def runs(self, inode: Inode) -> Iterator[tuple[int, int, int]]:
        """Give where a file's blocks stand: (first of the file, first on the disk, how many), in the file's order; what
        is missing between them is zeros. What goes backwards, or lies outside, is left out."""
        found = self._extents(inode.block) if inode.flags & EXTENTS else self._mapped(inode)
        at = 0
        for logical, physical, count in found:
            if logical < at or physical < self.said.first or physical + count > self.said.blocks:
                continue
            yield logical, physical, count
            at = logical + count

    def _extents(self, root: bytes) -> Iterator[tuple[int, int, int]]:
        """Walk a tree of extents: each level has to be one lower than that above, so that no loop goes on."""
        waiting: list[tuple[bytes, int]] = [(root, _DEEPEST + 1)]
        while waiting:
            self.budget.step()
            node, above = waiting.pop()
            magic, count, most, depth = struct.unpack_from("<4H", node)
            if magic != _EXTENT_MAGIC or depth >= above or count > most or 12 + 12 * count > len(node):
                continue
            rows = [node[at : at + 12] for at in range(12, 12 + 12 * count, 12)]
            self.budget.step(count)
            if depth:
                for row in reversed(rows):
                    block = int.from_bytes(row[4:8], "little") | int.from_bytes(row[8:10], "little") << 32
                    below = self.blob.read(self.at(block), self.said.block) if block < self.said.blocks else b""
                    if len(below) == self.said.block and below[:2] == b"\x0a\xf3":
                        waiting.append((below, depth))
                continue
            for row in rows:
                logical, length, high, low = struct.unpack("<L2HL", row)
                if 0 < length <= _UNWRITTEN:  # longer ones are set aside and not written yet: they read as zeros
                    yield logical, high << 32 | low, length

    def _mapped(self, inode: Inode) -> Iterator[tuple[int, int, int]]:
        """Follow the old map: twelve blocks, then one, two and three levels of lists of blocks."""
        size = self.said.block
        stop = -(-inode.size // size)
        held: tuple[int, int, int] | None = None
        for logical, physical in self._pointers(inode.block, stop):
            if held is not None and (logical, physical) == (held[0] + held[2], held[1] + held[2]):
                held = (held[0], held[1], held[2] + 1)
                continue
            if held is not None:
                yield held
            held = (logical, physical, 1)
        if held is not None:
            yield held

    def _pointers(self, block: bytes, stop: int) -> Iterator[tuple[int, int]]:
        each = self.said.block // 4
        pointers = struct.unpack("<15L", block)
        # What is still to be followed: (pointer, levels below it, first block of the file), the next one last.
        waiting = [(pointers[place], 0, place) for place in range(12)]
        waiting += [(pointers[12], 1, 12), (pointers[13], 2, 12 + each), (pointers[14], 3, 12 + each + each * each)]
        waiting.reverse()
        while waiting:
            pointer, levels, logical = waiting.pop()
            self.budget.step()
            if not pointer or logical >= stop or pointer >= self.said.blocks:
                continue
            if not levels:
                yield logical, pointer
                continue
            data = self.blob.read(self.at(pointer), self.said.block)
            if len(data) < self.said.block:
                continue
            span = each ** (levels - 1)
            below = struct.unpack(f"<{each}L", data)
            waiting += [
                (below[place], levels - 1, logical + place * span)
                for place in range(each - 1, -1, -1)
                if below[place] and logical + place * span < stop
            ]


def _power(value: int, of: int) -> bool:
    while value % of == 0:
        value //= of
    return value == 1


def inline(inode: Inode) -> bytes:
    """Give what an inode holds itself: the 60 bytes of its map, and an attribute behind its fields."""
    data = inode.block
    if len(inode.whole) > 132:
        extra = 128 + int.from_bytes(inode.whole[128:130], "little")
        first = extra + 4
        if inode.whole[extra:first] == b"\0\0\x02\xea":
            data += _attribute(inode.whole, first)
    return data[: inode.size]


def _attribute(whole: bytes, first: int) -> bytes:
    """Give the value of "system.data" among the attributes of an inode."""
    at = first
    while at + 16 <= len(whole) and any(whole[at : at + 4]):
        length, index = whole[at], whole[at + 1]
        if index == 7 and whole[at + 16 : at + 16 + length] == b"data":
            value = first + int.from_bytes(whole[at + 2 : at + 4], "little")
            return whole[value : value + int.from_bytes(whole[at + 8 : at + 12], "little")]
        at += 16 + -(-length // 4) * 4
    return b""


_CRC32C = 0x82F63B78


def _crc_table() -> tuple[int, ...]:
    rows: list[int] = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (_CRC32C if value & 1 else 0)  # noqa: PLW2901  (turned bit by bit)
        rows.append(value)
    return tuple(rows)


_TABLE = _crc_table()


def crc32c(data: bytes, value: int = 0xFFFFFFFF) -> int:
    """Give CRC-32C without the final inversion, as ext4 keeps it: of small structures."""
    for byte in data:
        value = _TABLE[(value ^ byte) & 0xFF] ^ value >> 8
    return value
