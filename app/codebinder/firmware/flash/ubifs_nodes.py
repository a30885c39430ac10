"""UBIFS's nodes: the superblock, the master, the index and the journal behind it, and what they say of inodes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.firmware.flash.common import MOST_NODES, Window, unreadable
from codebinder.firmware.flash.ubi_blocks import crc
from codebinder.firmware.reading import Blob, Budget, Exhausted, Unreadable
from codebinder.model.firmware import Check

MAGIC = b"\x31\x18\x10\x06"
INO, DATA, DENT, XENT, TRUN, PAD, SUPER, MASTER, REF, INDEX, START = range(11)
BLOCK = 4096
ROOT = 1
_HEAD = struct.Struct("<IIQIBBxx")
_SUPER = struct.Struct("<2xBBIIIIIQIIIIIIIH2xIIQI16sI")
_MASTER = struct.Struct("<QQIIIII")
_BRANCH = struct.Struct("<IIIII")
_INO = struct.Struct("<QQ24x12xIIIIII")
_LOG_FIRST, _MOST_LEVEL = 3, 32
_TOP = 29


@dataclass(frozen=True, slots=True)
class NodeHead:
    """The head that each node begins with, and where the node stands."""

    at: int
    sum: int
    sequence: int
    size: int
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperNode:
    """What the superblock says."""

    flags: int
    io: int
    leb: int
    lebs: int
    most: int
    log: int
    lpt: int
    orphans: int
    version: int
    packing: int
    uuid: bytes


@dataclass(slots=True)
class Tree:
    """What stands in the file system: names by folder, inodes' places, and places of data by inode and block."""

    names: dict[int, dict[bytes, int]] = field(default_factory=dict[int, dict[bytes, int]])
    inodes: dict[int, int] = field(default_factory=dict[int, int])
    blocks: dict[int, dict[int, int]] = field(default_factory=dict[int, dict[int, int]])
    count: int = 0


class Nodes:
    """The nodes of one UBIFS, by logical erase block and offset; the sums of all of them in `checks`."""

    def __init__(self, blob: Blob, start: int, budget: Budget) -> None:
        self.blob, self.window, self.start, self._budget = blob, Window(blob, 1 << 16), start, budget
        self.checks: list[Check] = []
        self.bad: set[int] = set()
        self.data: list[int] = []
        self.end, self.leb = blob.size, 1 << 20
        self.full = False

    def head(self, at: int, end: int) -> NodeHead | None:
        """Read the head of the node at `at`; None where none stands that ends before `end`."""
        data = self.window.read(at, _HEAD.size)
        if len(data) < _HEAD.size or data[:4] != MAGIC:
            return None
        _, told, sequence, size, kind, _ = _HEAD.unpack(data)
        if not _HEAD.size <= size <= end - at:
            return None
        return NodeHead(at, told, sequence, size, kind)

    def sound(self, head: NodeHead) -> bool:
        """Does a node's sum fit?"""
        return crc(self.window.read(head.at + 8, head.size - 8)) == head.sum

    def superblock(self) -> SuperNode | None:
        """Read the superblock; None where it is none, or its sum or its fields don't fit."""
        head = self.head(self.start, self.blob.size)
        if head is None or head.kind != SUPER or head.size < _HEAD.size + _SUPER.size or not self.sound(head):
            return None
        row = _SUPER.unpack(self.window.read(self.start + _HEAD.size, _SUPER.size))
        told = SuperNode(
            flags=row[2], io=row[3], leb=row[4], lebs=row[5], most=row[6], log=row[8], lpt=row[9], orphans=row[10],
            version=row[14], packing=row[15], uuid=row[20],
        )  # fmt: skip
        if not (BLOCK <= told.leb <= 1 << 24 and told.leb % 8 == 0 and told.lebs >= _LOG_FIRST):
            return None
        self.leb = told.leb
        self.end = min(self.blob.size, self.start + told.lebs * told.leb)
        return told

    def place(self, leb: int, offset: int) -> int:
        """Give where something stands in the blob."""
        return self.start + leb * self.leb + offset

    def in_block(self, leb: int, offset: int = 0) -> Iterator[NodeHead]:
        """Give the nodes of one erase block in order, up to where no more follow."""
        at, end = self.place(leb, offset), min(self.place(leb + 1, 0), self.end)
        while at + _HEAD.size <= end:
            self._budget.step()
            head = self.head(at, end)
            if head is None:
                if self.window.read(at, 8) == b"\xce" * 8:
                    at += 8
                    continue
                return
            yield head
            at += (head.size + 7) & ~7
            if head.kind == PAD:
                at += int.from_bytes(self.window.read(head.at + _HEAD.size, 4), "little") & ~7

    def scan(self) -> None:
        """Verify every node that stands here, whether it is in use or not."""
        for leb in range(-(-(self.end - self.start) // self.leb)):
            self._budget.step()
            for head in self.in_block(leb):
                if len(self.checks) >= MOST_NODES:
                    self.full = True
                    return
                at = head.at
                self.checks.append(
                    Check(name="crc32", start=at + 4, end=at + 8, covers=((at, at + 4), (at + 8, at + head.size)))
                )
                if not self.sound(head):
                    self.bad.add(at)
                elif head.kind == DATA:
                    self.data.append(at)

    # --------------------------------------------------------------------------------------------------- what is used

    def tree(self, log: int) -> tuple[Tree, bool]:
        """Give what is in use: what the newest index names and what the journal adds; where the index is damaged,
        whatever node of each kind is newest, and False."""
        master = self._master()
        if master is not None:
            tree = Tree()
            try:
                _, number, _, log_leb, *root = master
                self._index(tree, root[0], root[1])
                self._replay(tree, log_leb, log, number)
                return tree, True
            except Exhausted:
                raise
            except Unreadable:
                pass
        tree = Tree()
        count = -(-(self.end - self.start) // self.leb)
        self._apply(tree, [head for leb in range(_LOG_FIRST, count) for head in self._leaves(leb, 0)])
        return tree, False

    def _leaves(self, leb: int, offset: int) -> Iterator[NodeHead]:
        for head in self.in_block(leb, offset):
            if head.kind in {INO, DATA, DENT, TRUN} and head.at not in self.bad:
                yield head

    def _master(self) -> tuple[int, ...] | None:
        best: NodeHead | None = None
        for leb in (1, 2):
            for head in self.in_block(leb):
                sound = head.kind == MASTER and head.size >= _HEAD.size + _MASTER.size and head.at not in self.bad
                if sound and (best is None or head.sequence > best.sequence):
                    best = head
        return None if best is None else _MASTER.unpack(self.window.read(best.at + _HEAD.size, _MASTER.size))

    def _index(self, tree: Tree, leb: int, offset: int) -> None:
        seen: set[int] = set()
        waiting = [(leb, offset, _MOST_LEVEL)]
        while waiting:
            leb, offset, most = waiting.pop()
            at = self.place(leb, offset)
            head = self.head(at, min(self.place(leb + 1, 0), self.end))
            if at in seen or head is None or head.kind != INDEX or at in self.bad:
                raise unreadable("table")
            seen.add(at)
            body = self.window.read(at + _HEAD.size, head.size - _HEAD.size)
            count, level = struct.unpack_from("<HH", body)
            each = (len(body) - 4) // count if count else 0
            if each < _BRANCH.size or level >= most:
                raise unreadable("table")
            for number in range(count):
                self._budget.step()
                to_leb, to_offset, _, inode, key = _BRANCH.unpack_from(body, 4 + number * each)
                if level:
                    waiting.append((to_leb, to_offset, level))
                else:
                    self._leaf(tree, to_leb, to_offset, inode, key)

    def _leaf(self, tree: Tree, leb: int, offset: int, inode: int, key: int) -> None:
        at = self.place(leb, offset)
        if not self.start <= at < self.end:
            raise unreadable("table")
        tree.count += 1
        if tree.count > MOST_NODES:
            self.full = True
            return
        kind = key >> _TOP
        if kind == INO:
            tree.inodes[inode] = at
        elif kind == DATA:
            tree.blocks.setdefault(inode, {})[key & ((1 << _TOP) - 1)] = at
        elif kind == DENT:
            head = self.head(at, min(self.place(leb + 1, 0), self.end))
            if head is None or at in self.bad:
                raise unreadable("table")
            self._name(tree, head)

    def _replay(self, tree: Tree, log_leb: int, log: int, commit: int) -> None:
        """Add what was written since the index: the log refers to the erase blocks that hold it."""
        if not _LOG_FIRST <= log_leb < _LOG_FIRST + log or log > 4096:
            return
        heads: list[NodeHead] = []
        newest = 0
        for step in range(log):
            leb = _LOG_FIRST + (log_leb - _LOG_FIRST + step) % log
            rows = list(self.in_block(leb))
            if not rows or rows[0].sequence < newest:
                break
            if step == 0 and (
                rows[0].kind != START
                or int.from_bytes(self.window.read(rows[0].at + _HEAD.size, 8), "little") != commit
            ):
                break
            for head in rows:
                newest = max(newest, head.sequence)
                if head.kind == REF and head.at not in self.bad:
                    bud, offset = struct.unpack("<II", self.window.read(head.at + _HEAD.size, 8).ljust(8, b"\0"))
                    heads.extend(self._leaves(bud, offset))
        self._apply(tree, heads)

    def _apply(self, tree: Tree, heads: list[NodeHead]) -> None:
        """Let nodes count in the order in which they were written."""
        for head in sorted(heads, key=lambda each: (each.sequence, each.at)):
            self._budget.step()
            tree.count += 1
            if tree.count > MOST_NODES:
                self.full = True
                return
            inode, key = struct.unpack("<II", self.window.read(head.at + _HEAD.size, 8).ljust(8, b"\0"))
            if head.kind == DENT:
                self._name(tree, head)
            elif head.kind == DATA:
                tree.blocks.setdefault(inode, {})[key & ((1 << _TOP) - 1)] = head.at
            elif head.kind == TRUN:
                self._truncate(tree, head)
            elif self.inode(head.at).links:
                tree.inodes[inode] = head.at
            else:
                tree.inodes.pop(inode, None)
                tree.blocks.pop(inode, None)

    def _truncate(self, tree: Tree, head: NodeHead) -> None:
        row = self.window.read(head.at + _HEAD.size, 32).ljust(32, b"\0")
        inode, _, new = struct.unpack("<I12xQQ", row)
        blocks = tree.blocks.get(inode, {})
        for block in [block for block in blocks if block * BLOCK >= new]:
            self._budget.step()
            del blocks[block]

    def _name(self, tree: Tree, head: NodeHead) -> None:
        data = self.window.read(head.at + _HEAD.size, head.size - _HEAD.size)
        if len(data) < 32:
            return
        folder, inode = int.from_bytes(data[:4], "little"), int.from_bytes(data[16:24], "little")
        name = data[32 : 32 + int.from_bytes(data[26:28], "little")]
        names = tree.names.setdefault(folder, {})
        if inode:
            names[name] = inode
        else:
            names.pop(name, None)

    # ----------------------------------------------------------------------------------------------------- one by one

    def inode(self, at: int) -> InodeNode:
        """Read an inode's node."""
        data = self.blob.read(at + _HEAD.size + 16, 120).ljust(120, b"\0")
        _, size, links, uid, gid, mode, _, length = _INO.unpack_from(data)
        return InodeNode(size, links, uid, gid, mode, length)


@dataclass(frozen=True, slots=True)
class InodeNode:
    """What an inode says."""

    size: int
    links: int
    uid: int
    gid: int
    mode: int
    length: int
