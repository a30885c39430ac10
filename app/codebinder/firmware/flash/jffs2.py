"""Recognises JFFS2 in both byte orders, and gives its tree as a mount would: the newest of each name and byte."""

from __future__ import annotations

from bisect import bisect_right
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
    old_device,
    proper,
    superseded,
    unreadable,
    zeros,
)
from codebinder.firmware.flash.jffs2_log import INODE_SIZE, KNOWN, MOST_DATA, Layouts, Log, deleted, scan
from codebinder.firmware.reading import Blob, Budget, Exhausted, Found, Member, Reader, Unreadable
from codebinder.model.firmware import NodeKind, Region, RegionKind
from codebinder.model.text import Message

_CODECS = {0: "none", 2: "rtime", 3: "rubinmips", 4: "none", 5: "dynrubin", 6: "zlib", 7: "lzo", 8: "lzma-bare"}
_HOLE = 1
_ROOT = 1
_FOLDER_TYPE = 4
_MOST_TARGET = 65535


def read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Read a JFFS2 that begins at `start`."""
    order = "<" if blob.read(start, 1) == b"\x85" else ">"
    log = scan(blob, start, order, budget)
    if log is None:
        return None
    faults: list[Message] = []
    if log.missing:
        faults.append(fault("cut", missing=log.missing))
    if log.damaged:
        faults.append(fault("records", count=log.damaged))
    if log.full:
        faults.append(fault("many"))
    files = _Files(blob, log, budget)
    order_name = "little-endian" if order == "<" else "big-endian"
    facts = [("byte order", order_name), ("nodes", str(log.nodes)), ("compression", ", ".join(files.packings()))]
    if log.marked and log.erase:
        facts.append(("erase block", str(log.erase)))
    if gone := sum(1 for _ in deleted(log)):
        facts.append(("deleted names", str(gone)))
    blank = tuple(
        Region(start=low, end=high, kind=RegionKind.PADDING, format="jffs2", label="blank") for low, high in log.gaps
    )
    return Found(
        start=start, end=log.end, format="jffs2", label=order_name, facts=tuple(facts), faults=tuple(faults),
        regions=blank, checks=inside(log.checks, log.end), members=files.members,
    )  # fmt: skip


class _Node:
    """One node of an inode's, read again where it stands."""

    __slots__ = ("at", "form", "gid", "mode", "offset", "packed", "size", "uid", "unpacked")

    def __init__(self, blob: Blob, at: int, layouts: Layouts) -> None:
        row = layouts.inode.unpack_from(blob.read(at, INODE_SIZE).ljust(INODE_SIZE, b"\0"), 12)
        self.at, self.mode, self.uid, self.gid, self.size = at, row[2], row[3], row[4], row[5]
        self.offset, self.packed, self.unpacked, self.form = row[9], row[10], row[11], row[12]


class _Files:
    """The files that a log tells of."""

    def __init__(self, blob: Blob, log: Log, budget: Budget) -> None:
        self._blob, self._log, self._budget = blob, log, budget
        self._layouts = Layouts(log.order)
        self._special_ones: set[int] = set()
        for nodes in log.inodes.values():
            nodes.sort()

    def packings(self) -> list[str]:
        """Give the terms of the compressions in use, of the newest node of each of the first inodes."""
        forms = {self._node(nodes[-1][1]).form for nodes in list(self._log.inodes.values())[:2000]}
        return sorted({_CODECS.get(form, f"unknown {form}") for form in forms if form != _HOLE}) or ["none"]

    def _node(self, at: int) -> _Node:
        return _Node(self._blob, at, self._layouts)

    def members(self) -> Iterator[Member]:
        """Give every entry, folders before what is in them."""
        claimed, linked, entered = Claimed(), dict[int, bytes](), {_ROOT}
        waiting: list[tuple[bytes, int]] = [(b"", _ROOT)]
        improper, loops = 0, False
        while waiting:
            path, folder = waiting.pop()
            below: list[tuple[bytes, int]] = []
            for name, (_, inode, form) in sorted(self._log.names.get(folder, {}).items()):
                self._budget.step()
                if not inode:
                    continue
                if not proper(name):
                    improper += 1
                    continue
                member = self._member(joined(path, name), inode, form, claimed, linked)
                if member.kind is NodeKind.FOLDER:
                    loops = loops or inode in entered
                    if inode not in entered:
                        entered.add(inode)
                        below.append((member.name, inode))
                yield member
            waiting.extend(reversed(below))
        yield from superseded(self._superseded(linked.keys() | entered | self._special_ones), self._block, self._budget)
        if improper:
            raise unreadable("names", count=improper)
        if loops:
            raise unreadable("loop")

    def _member(self, path: bytes, inode: int, form: int, claimed: Claimed, linked: dict[int, bytes]) -> Member:
        nodes = self._log.inodes.get(inode)
        if not nodes:
            if form == _FOLDER_TYPE:
                return Member(name=path, kind=NodeKind.FOLDER, size=0)
            said = fault("inode", name=path.decode("utf-8", "backslashreplace"))
            return Member(name=path, kind=NodeKind.FILE, size=0, faults=(said,))
        newest = self._node(nodes[-1][1])
        kind = kind_of(newest.mode) or NodeKind.FILE
        mode = newest.mode & 0o7777
        if kind is NodeKind.FOLDER:
            return Member(
                name=path, kind=kind, size=0, mode=mode, facts=entry_facts(newest.mode, newest.uid, newest.gid)
            )
        if kind is not NodeKind.FILE:
            return self._special(path, inode, newest, kind)
        facts = entry_facts(newest.mode, newest.uid, newest.gid)
        if (first := linked.setdefault(inode, path)) != path:
            facts = (*facts, ("hard link", first.decode("utf-8", "backslashreplace")))
        start = self._plain(newest) if len(nodes) == 1 else -1
        if start < 0 or not claimed.claim(start, start + newest.size):
            start = -1
        opened = partial(self.contents, inode)
        return Member(name=path, kind=kind, size=newest.size, start=start, open=opened, mode=mode, facts=facts)

    def _superseded(self, named: set[int]) -> list[int]:
        """Give the nodes of which a mount shows nothing: of inodes without a name, and those that others cover."""
        places = list(self._log.obsolete)
        for inode, nodes in self._log.inodes.items():
            if inode not in named:
                places += [place for _, place in nodes]
                continue
            newest = self._node(nodes[-1][1])
            shown = {place for _, _, place in self._laid([place for _, place in nodes], self._shown(newest))}
            places += [place for _, place in nodes if place not in shown]
        return sorted(place for place in places if self._holds(place))

    def _shown(self, newest: _Node) -> int:
        return newest.unpacked if kind_of(newest.mode) is NodeKind.DEVICE else newest.size

    def _holds(self, place: int) -> bool:
        node = self._node(place)
        return node.form != _HOLE and node.unpacked > 0

    def _special(self, path: bytes, inode: int, newest: _Node, kind: NodeKind) -> Member:
        self._special_ones.add(inode)
        try:
            data = b"".join(self.contents(inode, _MOST_TARGET, device=kind is NodeKind.DEVICE))
            faults: tuple[Message, ...] = ()
        except Exhausted:
            raise
        except Unreadable as error:
            data, faults = b"", (error.said,)
        number = int.from_bytes(data[:4], "little" if self._log.order == "<" else "big")
        device = old_device(number) if len(data) == 2 else new_device(number)
        facts = entry_facts(newest.mode, newest.uid, newest.gid, device)
        target = data if kind is NodeKind.LINK else b""
        return Member(
            name=path, kind=kind, size=len(target), mode=newest.mode & 0o7777, target=target, facts=facts, faults=faults
        )

    def _plain(self, node: _Node) -> int:
        """Give where the only node of a file has its bytes as they are."""
        whole = node.form == 0 and node.offset == 0 and 0 < node.size == node.packed == node.unpacked
        return node.at + INODE_SIZE if whole else -1

    # ------------------------------------------------------------------------------------------------------- contents

    def contents(self, inode: int, most: int = 0, *, device: bool = False) -> Iterator[bytes]:
        """Give a file's bytes: each from the newest node that covers it, zeros where none does."""
        nodes = self._log.inodes.get(inode)
        if not nodes:
            return
        newest = self._node(nodes[-1][1])
        size = self._shown(newest) if device else newest.size
        size = min(size, most) if most else size
        at = 0
        for start, end, place in self._laid([place for _, place in nodes], size):
            if start > at:
                yield from zeros(start - at, self._budget)
            yield from self._piece(place, start, end)
            at = end
        if at < size:
            yield from zeros(size - at, self._budget)

    def _laid(self, places: list[int], size: int) -> list[tuple[int, int, int]]:
        """Lay nodes over each other in the order of their versions; give what is seen of each, in order."""
        rows: list[tuple[int, int, int]] = []
        for place in places:
            self._budget.step()
            node = self._node(place)
            start, end = node.offset, min(node.offset + node.unpacked, size)
            if start >= end:
                continue
            low = bisect_right(rows, start, key=lambda row: row[1])
            self._budget.step(1 + (len(rows) - low) // 256)
            high = low
            while high < len(rows) and rows[high][0] < end:
                high += 1
                self._budget.step()
            put = [(start, end, place)]
            if low < high:
                first, last = rows[low], rows[high - 1]
                if first[0] < start:
                    put.insert(0, (first[0], start, first[2]))
                if last[1] > end:
                    put.append((end, last[1], last[2]))
            rows[low:high] = put
        return rows

    def _piece(self, place: int, start: int, end: int) -> Iterator[bytes]:
        node = self._node(place)
        if node.form == _HOLE:
            yield from zeros(end - start, self._budget)
            return
        yield self._unpacked(node)[start - node.offset : end - node.offset]

    def _block(self, place: int) -> bytes:
        return self._unpacked(self._node(place))

    def _unpacked(self, node: _Node) -> bytes:
        if node.unpacked > MOST_DATA or node.packed > 2 * MOST_DATA:
            raise unreadable("block")
        data = unpack(
            _CODECS.get(node.form, f"JFFS2 {node.form}"),
            self._blob.read(node.at + INODE_SIZE, node.packed),
            node.unpacked,
        )
        self._budget.take(len(data))
        if len(data) < node.unpacked:
            raise unreadable("block")
        return data


def _magics() -> Iterator[tuple[bytes, int]]:
    for order in ("little", "big"):
        for kind in KNOWN:
            yield (0x1985).to_bytes(2, order) + kind.to_bytes(2, order), 0  # pyright: ignore[reportArgumentType] -- both are orders


READER = Reader(format="jffs2", read=read, magics=tuple(_magics()))
