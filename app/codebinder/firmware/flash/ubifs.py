"""Recognises UBIFS, as a volume holds it or as it is made for one, and gives its tree as a mount would."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from codebinder.firmware.codecs import unpack
from codebinder.firmware.flash.common import (
    Claimed,
    entry_facts,
    fault,
    inside,
    joined,
    kind_of,
    new_device,
    proper,
    side_by_side,
    superseded,
    unreadable,
    zeros,
)
from codebinder.firmware.flash.ubifs_nodes import BLOCK, DATA, INO, MAGIC, ROOT, InodeNode, Nodes, SuperNode, Tree
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Member, Reader, Unreadable
from codebinder.model.firmware import NodeKind, Region
from codebinder.model.text import Message

_CODECS = {0: "none", 1: "lzo", 2: "deflate", 3: "zstd"}
_NAMES = {0: "none", 1: "lzo", 2: "zlib", 3: "zstd"}
_INO_DATA, _DATA_HEAD = 160, 48
_ENCRYPTED = 0x10
_MOST_TARGET = 4096


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a UBIFS whose superblock begins at `start`."""
    nodes = Nodes(blob, start, budget)
    told = nodes.superblock()
    if told is None:
        return None
    nodes.scan()
    tree, whole = nodes.tree(told.log)
    faults: list[Message] = []
    missing = told.lebs * told.leb - (nodes.end - start)
    if missing and (nodes.end - start) % told.leb:
        faults.append(fault("cut", missing=missing))
    if not whole:
        faults.append(fault("table"))
    if nodes.bad:
        faults.append(fault("records", count=len(nodes.bad)))
    if nodes.full:
        faults.append(fault("many"))
    if told.flags & _ENCRYPTED:
        faults.append(fault("variant", name="UBIFS with encrypted files"))
    files = _Files(blob, nodes, tree, budget)
    return Found(
        start=start, end=nodes.end, format="ubifs", facts=_facts(told), faults=tuple(faults),
        regions=_regions(start, nodes.end, told), checks=inside(nodes.checks, nodes.end), members=files.members,
    )  # fmt: skip


def _facts(told: SuperNode) -> tuple[tuple[str, str], ...]:
    return (
        ("version", str(told.version)),
        ("compression", _NAMES.get(told.packing, str(told.packing))),
        ("erase block", str(told.leb)),
        ("erase blocks", str(told.lebs)),
        ("page size", str(told.io)),
        ("uuid", told.uuid.hex()),
    )


def _regions(start: int, end: int, told: SuperNode) -> tuple[Region, ...]:
    parts: list[tuple[int, int, str]] = []
    at = 0
    for label, count in (
        ("superblock", 1), ("master", 2), ("log", told.log), ("space table", told.lpt), ("orphans", told.orphans),
    ):  # fmt: skip
        stop = at + min(count, told.lebs - at)
        parts.append((start + at * told.leb, start + stop * told.leb, label))
        at = stop
    return side_by_side("ubifs", parts, start, end)


class _Files:
    """The files of one UBIFS."""

    def __init__(self, blob: Blob, nodes: Nodes, tree: Tree, budget: Budget) -> None:
        self._blob, self._nodes, self._tree, self._budget = blob, nodes, tree, budget

    def members(self) -> Iterator[Member]:
        """Give every entry, folders before what is in them."""
        claimed, linked, entered = Claimed(), dict[int, bytes](), {ROOT}
        waiting: list[tuple[bytes, int]] = [(b"", ROOT)]
        improper, loops = 0, False
        while waiting:
            path, folder = waiting.pop()
            below: list[tuple[bytes, int]] = []
            for name, inode in sorted(self._tree.names.get(folder, {}).items()):
                self._budget.step()
                if not proper(name):
                    improper += 1
                    continue
                member = self._member(joined(path, name), inode, claimed, linked)
                if member.kind is NodeKind.FOLDER:
                    loops = loops or inode in entered
                    if inode not in entered:
                        entered.add(inode)
                        below.append((member.name, inode))
                yield member
            waiting.extend(reversed(below))
        shown = {place for inode in linked for place in self._tree.blocks.get(inode, {}).values()}
        yield from superseded([place for place in self._nodes.data if place not in shown], self._block, self._budget)
        if improper:
            raise unreadable("names", count=improper)
        if loops:
            raise unreadable("loop")

    def _inode(self, number: int) -> tuple[int, InodeNode] | None:
        at = self._tree.inodes.get(number)
        head = self._nodes.head(at, self._nodes.end) if at is not None else None
        if at is None or head is None or head.kind != INO or at in self._nodes.bad:
            return None
        return at, self._nodes.inode(at)

    def _member(self, path: bytes, number: int, claimed: Claimed, linked: dict[int, bytes]) -> Member:
        found = self._inode(number)
        if found is None:
            said = fault("inode", name=path.decode("utf-8", "backslashreplace"))
            return Member(name=path, kind=NodeKind.FILE, size=0, faults=(said,))
        at, inode = found
        kind = kind_of(inode.mode) or NodeKind.FILE
        mode = inode.mode & 0o7777
        data = b"" if kind is NodeKind.FILE else self._blob.read(at + _INO_DATA, min(inode.length, _MOST_TARGET))
        facts = entry_facts(inode.mode, inode.uid, inode.gid, new_device(int.from_bytes(data[:8], "little")))
        if kind is not NodeKind.FILE:
            target = data if kind is NodeKind.LINK else b""
            return Member(name=path, kind=kind, size=len(target), mode=mode, target=target, facts=facts)
        if (first := linked.setdefault(number, path)) != path:
            facts = (*facts, ("hard link", first.decode("utf-8", "backslashreplace")))
        start = self._plain(number, inode.size)
        if start < 0 or not claimed.claim(start, start + inode.size):
            start = -1
        opened = partial(self.contents, number, inode.size)
        return Member(name=path, kind=kind, size=inode.size, start=start, open=opened, mode=mode, facts=facts)

    def _plain(self, number: int, size: int) -> int:
        """Give where a file of one block stands as it is."""
        blocks = self._tree.blocks.get(number, {})
        if len(blocks) != 1 or 0 not in blocks or size <= 0:
            return -1
        at = blocks[0]
        row = self._blob.read(at, _DATA_HEAD)
        head = self._nodes.head(at, self._nodes.end)
        whole = head is not None and head.kind == DATA and at not in self._nodes.bad and head.size == _DATA_HEAD + size
        plain = row[44:46] == b"\0\0" and int.from_bytes(row[40:44], "little") == size
        return at + _DATA_HEAD if whole and plain else -1

    # ------------------------------------------------------------------------------------------------------- contents

    def contents(self, number: int, size: int) -> Iterator[bytes]:
        """Give a file's bytes, block by block, zeros where there is none."""
        at = 0
        lost: Unreadable | None = None
        blocks = self._tree.blocks.get(number, {}) if size > 0 else {}
        self._budget.step(1 + len(blocks) // 16)
        for block, place in sorted(blocks.items()):
            self._budget.step()
            start = block * BLOCK
            if start >= size:
                break
            if start > at:
                yield from zeros(start - at, self._budget)
            want = min(BLOCK, size - start)
            try:
                yield self._block(place)[:want].ljust(want, b"\0")
            except Exhausted:
                raise
            except Unreadable as error:
                lost = lost or error
                yield bytes(want)
            at = start + want
        if at < size:
            yield from zeros(size - at, self._budget)
        if lost is not None:
            raise lost

    def _block(self, at: int) -> bytes:
        head = self._nodes.head(at, self._nodes.end)
        if head is None or head.kind != DATA or at in self._nodes.bad or head.size < _DATA_HEAD:
            raise unreadable("block")
        row = self._blob.read(at, head.size)
        size, packing = int.from_bytes(row[40:44], "little"), int.from_bytes(row[44:46], "little")
        if size > BLOCK:
            raise unreadable("block")
        return unpack(_CODECS.get(packing, f"UBIFS {packing}"), row[_DATA_HEAD:], size)


READER = Reader(format="ubifs", read=read, magics=((MAGIC, 0),))
