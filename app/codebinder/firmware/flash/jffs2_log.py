"""JFFS2's log: every node from the first on, its sums verified, and what the newest of them say of names and inodes."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.firmware.flash.common import MOST_NODES, Window, blank_until, inner_checks, kernel_crc
from codebinder.firmware.reading import Blob, Budget
from codebinder.model.firmware import Check

MAGIC = 0x1985
ACCURATE = 0x2000
DIRENT, INODE, CLEAN, PADDING, SUMMARY, XATTR, XREF = 0xE001, 0xE002, 0x2003, 0x2004, 0x2006, 0xE008, 0xE009
KNOWN = (DIRENT, INODE, CLEAN, PADDING, SUMMARY, XATTR, XREF)
INODE_SIZE, DIRENT_SIZE = 68, 40
MOST_DATA = 1 << 20
GAP = 4096
_RESYNC = 1 << 16
_ZLIB = 6


class Layouts:
    """The structures in one byte order: a node's head (magic, type, length, sum), and what follows it
    in an inode's node and in a name's."""

    __slots__ = ("dirent", "head", "inode")

    def __init__(self, order: str) -> None:
        self.head = struct.Struct(order + "HHII")
        self.inode = struct.Struct(order + "IIIHHIIIIIIIBBHII")
        self.dirent = struct.Struct(order + "IIIIBBHII")


@dataclass(slots=True)
class Log:
    """What stands in the log. Names by folder: version, inode (0 for deleted), type; inodes: version, place."""

    start: int
    order: str
    end: int = 0
    missing: int = 0
    damaged: int = 0
    full: bool = False
    nodes: int = 0
    erase: int = 0
    marked: bool = False
    names: dict[int, dict[bytes, tuple[int, int, int]]] = field(
        default_factory=dict[int, dict[bytes, tuple[int, int, int]]]
    )
    inodes: dict[int, list[tuple[int, int]]] = field(default_factory=dict[int, list[tuple[int, int]]])
    obsolete: list[int] = field(default_factory=list[int])
    checks: list[Check] = field(default_factory=list[Check])
    gaps: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    blocks: list[int] = field(default_factory=list[int])


class Scanner:
    """Goes through a log once."""

    def __init__(self, blob: Blob, start: int, order: str, budget: Budget) -> None:
        self._blob, self._window, self._budget = blob, Window(blob), budget
        layouts = Layouts(order)
        self._head, self._inode, self._dirent = layouts.head, layouts.inode, layouts.dirent
        self._magic = MAGIC.to_bytes(2, "little" if order == "<" else "big")
        self._log = Log(start=start, order=order, end=start)

    def head(self, at: int) -> tuple[int, int] | None:
        """Give the type and length of the node at `at` if its head's sum fits; the type lacks a bit if obsolete."""
        data = self._window.read(at, 12)
        if len(data) < 12 or not data.startswith(self._magic):
            return None
        magic, kind, size, crc = self._head.unpack(data)
        told = self._head.pack(magic, kind | ACCURATE, size, 0)[:8]
        return (kind, size) if size >= 12 and kernel_crc(told) == crc else None

    def run(self) -> Log:
        """Read nodes until something else follows."""
        log, at = self._log, self._log.start
        while (at := self._forward(at)) >= 0:
            found = self.head(at)
            if found is None:
                break
            if log.nodes >= MOST_NODES:
                log.full = True
                break
            self._budget.step()
            kind, size = found
            log.nodes += 1
            if at + size > self._blob.size:
                log.missing = at + size - self._blob.size
                log.end = self._blob.size
                break
            self._node(at, kind, size)
            at = log.end = self._after(at, size)
        self._measure()
        return log

    def _after(self, at: int, size: int) -> int:
        """Nodes are aligned from the file system's beginning on, wherever that stands."""
        return min(self._log.start + ((at - self._log.start + size + 3) & ~3), self._blob.size)

    def _forward(self, at: int) -> int:
        """Give where the next node stands, over what is blank or torn; -1 where none follows."""
        log = self._log
        if self.head(at) is not None:
            return at
        blank = blank_until(self._window, at, self._blob.size, self._budget)
        blank = log.start + ((blank - log.start) & ~3)
        if blank > at and self.head(blank) is not None:
            if blank - at >= GAP:
                log.gaps.append((at, blank))
            log.blocks.append(blank - log.start)
            return blank
        return self._resynced(max(at, blank) if blank - at < GAP else at)

    def _resynced(self, at: int) -> int:
        """Look for a node in the rest of an erase block that holds torn ones, as a mount would."""
        log = self._log
        stop = min(log.start + ((at - log.start) // _RESYNC + 1) * _RESYNC, self._blob.size)
        data = self._window.read(at, stop - at + 1)
        place = data.find(self._magic)
        while place >= 0:
            self._budget.step()
            if (at + place - log.start) % 4 == 0 and self.head(at + place) is not None:
                log.damaged += 1
                return at + place
            place = data.find(self._magic, place + 1)
        return -1

    def _measure(self) -> None:
        """Guess the erase block from where nodes begin anew, and count blank bytes up to its end in. Without marks at
        their beginnings two blocks may look like one."""
        log = self._log
        block = math.gcd(*log.blocks) if log.blocks else 0
        log.erase = block & -block
        unit = max(log.erase, _RESYNC)
        while unit >= max(GAP, log.erase if log.marked else 0):
            stop = min(log.start + -(-(log.end - log.start) // unit) * unit, self._blob.size)
            if log.end < stop and blank_until(self._blob, log.end, stop, self._budget) >= stop:
                if stop - log.end >= GAP:
                    log.gaps.append((log.end, stop))
                log.end = stop
                return
            unit //= 2

    # ---------------------------------------------------------------------------------------------------------- nodes

    def _check(self, name: str, at: int, *covers: tuple[int, int]) -> None:
        self._log.checks.append(Check(name=name, start=at, end=at + 4, covers=covers))

    def _node(self, at: int, kind: int, size: int) -> None:
        self._check("header crc32", at + 8, (at, at + 8))
        whole = kind | ACCURATE
        if whole == CLEAN and (at - self._log.start) % GAP == 0:
            self._log.blocks.append(at - self._log.start)
            self._log.marked = True
        if whole == INODE and size >= INODE_SIZE:
            fits = self._of_inode(at, size, live=kind == whole)
        elif whole == DIRENT and size >= DIRENT_SIZE:
            fits = self._of_name(at, size, live=kind == whole)
        elif whole in {SUMMARY, XATTR, XREF}:
            fits = self._of_rest(at, whole, size)
        else:
            fits = True
        if not fits and kind == whole:
            self._log.damaged += 1

    def _of_inode(self, at: int, size: int, *, live: bool) -> bool:
        data = self._window.read(at, INODE_SIZE)
        row = self._inode.unpack_from(data, 12)
        inode, version, packed, unpacked = row[0], row[1], row[10], row[11]
        self._check("node crc32", at + 64, (at, at + 60))
        if packed:
            self._check("data crc32", at + 60, (at + INODE_SIZE, min(at + INODE_SIZE + packed, at + size)))
            if row[12] == _ZLIB and INODE_SIZE + packed <= size:
                self._log.checks += inner_checks("zlib", self._window, at + INODE_SIZE, at + INODE_SIZE + packed)
        if kernel_crc(data[:60]) != row[16] or INODE_SIZE + packed > size or (row[12] != 1 and unpacked > MOST_DATA):
            return False
        if kernel_crc(self._window.read(at + INODE_SIZE, packed)) != row[15]:
            return False
        if not live:
            self._log.obsolete.append(at)
        else:
            self._log.inodes.setdefault(inode, []).append((version, at))
        return True

    def _of_name(self, at: int, size: int, *, live: bool) -> bool:
        data = self._window.read(at, DIRENT_SIZE)
        folder, version, inode, _, length, form, _, node_crc, name_crc = self._dirent.unpack_from(data, 12)
        self._check("node crc32", at + 32, (at, at + 32))
        self._check("name crc32", at + 36, (at + DIRENT_SIZE, min(at + DIRENT_SIZE + length, at + size)))
        name = self._window.read(at + DIRENT_SIZE, length)
        if kernel_crc(data[:32]) != node_crc or DIRENT_SIZE + length > size or kernel_crc(name) != name_crc:
            return False
        names = self._log.names.setdefault(folder, {})
        if live and (name not in names or version > names[name][0]):
            names[name] = version, inode, form
        return True

    def _of_rest(self, at: int, kind: int, size: int) -> bool:
        """Verify nodes of which nothing is kept: summaries and extended attributes."""
        covered, body = {SUMMARY: (24, 32), XATTR: (28, 32), XREF: (24, 28)}[kind]
        if size < body:
            return False
        data = self._window.read(at, 32).ljust(32, b"\0")
        place = covered + 4 if kind == SUMMARY else covered
        self._check("node crc32", at + (28 if kind == SUMMARY else place), (at, at + covered))
        numbers = struct.unpack_from(self._log.order + "8I", data)
        fits = kernel_crc(data[:covered]) == numbers[7 if kind == SUMMARY else place // 4]
        if kind == SUMMARY:
            self._check("data crc32", at + 24, (at + 32, at + size))
            return fits and kernel_crc(self._window.read(at + 32, size - 32)) == numbers[6]
        if kind == XATTR:
            length = data[21] + 1 + int.from_bytes(data[22:24], "little" if self._log.order == "<" else "big")
            self._check("data crc32", at + 24, (at + 32, min(at + 32 + length, at + size)))
            return fits and kernel_crc(self._window.read(at + 32, length)) == numbers[6]
        return fits


def scan(blob: Blob, start: int, order: str, budget: Budget) -> Log | None:
    """Read a log that begins at `start`; None where nothing sure begins there."""
    scanner = Scanner(blob, start, order, budget)
    first = scanner.head(start)
    if first is None or first[0] not in KNOWN or first[1] > MOST_DATA:
        return None
    return scanner.run()


def deleted(log: Log) -> Iterator[bytes]:
    """Give the names whose newest word is that they are gone."""
    for names in log.names.values():
        yield from (name for name, (_, inode, _) in names.items() if not inode)
