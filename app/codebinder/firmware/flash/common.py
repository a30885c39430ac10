"""What all readers of flash file systems share: reading ahead, kinds of entries, regions side by side, sums inside
packed blocks, contents in blocks.
"""

from __future__ import annotations

import stat
import zlib
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

from codebinder.firmware.reading import PIECE, Blob, Budget, Exhausted, Member, Unreadable
from codebinder.model.firmware import Check, NodeKind, Region, RegionKind
from codebinder.model.text import Message

ZEROS = bytes(1 << 16)
MOST_NODES = 400_000
"""Nodes of one log-structured file system that are kept: each costs memory before anything can be told of the files."""
_MOST_CLAIMED = 1 << 16
SUPERSEDED = b"superseded"
_NAME_SEPARATOR = b"/"


class Window:
    """A blob read ahead in pieces, so that many small reads in order cost few calls."""

    def __init__(self, blob: Blob, piece: int = 1 << 18) -> None:
        self._blob, self._piece = blob, piece
        self._start, self._held = 0, b""

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self._blob.size

    def read(self, at: int, size: int) -> bytes:
        """Give bytes, as `Blob` says."""
        if at < 0 or size <= 0:
            return b""
        if size > self._piece:
            return self._blob.read(at, size)
        inside = at - self._start
        if inside < 0 or inside + size > len(self._held):
            self._start, self._held, inside = at, self._blob.read(at, self._piece), 0
        return self._held[inside : inside + size]


class Kept:
    """The last few unpacked blocks, by where they stand."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._blocks: OrderedDict[int, tuple[bytes, int]] = OrderedDict()

    def get(self, at: int) -> tuple[bytes, int] | None:
        """Give a block and a number kept beside it."""
        if (found := self._blocks.get(at)) is not None:
            self._blocks.move_to_end(at)
        return found

    def put(self, at: int, block: bytes, beside: int = 0) -> tuple[bytes, int]:
        """Keep a block, and forget the one that was not used for longest."""
        self._blocks[at] = block, beside
        if len(self._blocks) > self._most:
            self._blocks.popitem(last=False)
        return block, beside


class Claimed:
    """Stretches that stand for files as they are: two files may share one, or a lying image may let them overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def claim(self, start: int, end: int) -> bool:
        """Take a stretch; False where another one has a part of it, or too many were taken to look at all of them."""
        if len(self._starts) >= _MOST_CLAIMED:
            return False
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True


def fault(sentence: str, /, **values: str | int) -> Message:
    """Give a sentence about what is wrong with an image."""
    return Message(f"firmware.fault.{sentence}", values)


def unreadable(sentence: str, /, **values: str | int) -> Unreadable:
    """Give the same as something to raise."""
    return Unreadable(fault(sentence, **values))


def joined(folder: bytes, name: bytes) -> bytes:
    """Give the path of an entry below a folder of the file system."""
    return folder + _NAME_SEPARATOR + name if folder else name


def proper(name: bytes) -> bool:
    """Can a file system hold an entry of this name?"""
    return bool(name) and name not in {b".", b".."} and _NAME_SEPARATOR not in name and b"\0" not in name


_KINDS = {stat.S_IFDIR: NodeKind.FOLDER, stat.S_IFREG: NodeKind.FILE, stat.S_IFLNK: NodeKind.LINK}
_DEVICES = {stat.S_IFCHR: "character", stat.S_IFBLK: "block", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def kind_of(mode: int) -> NodeKind | None:
    """Give what a mode says that an entry is; None where it says nothing that is known."""
    form = stat.S_IFMT(mode)
    return NodeKind.DEVICE if form in _DEVICES else _KINDS.get(form)


def entry_facts(mode: int, owner: int, group: int, device: tuple[int, int] = (0, 0)) -> tuple[tuple[str, str], ...]:
    """Give what is worth saying of an entry: whom it belongs to where that is not root, and which device it is."""
    facts: list[tuple[str, str]] = []
    if (form := _DEVICES.get(stat.S_IFMT(mode))) is not None:
        numbers = f" {device[0]}:{device[1]}" if form in {"character", "block"} else ""
        facts.append(("device", form + numbers))
    if owner or group:
        facts.append(("owner", f"{owner}:{group}"))
    return tuple(facts)


def new_device(value: int) -> tuple[int, int]:
    """Split a device number of 32 bits as Linux packs it since 2.6."""
    return (value >> 8) & 0xFFF, (value & 0xFF) | ((value >> 12) & 0xFFF00)


def old_device(value: int) -> tuple[int, int]:
    """Split a device number of 16 bits."""
    return (value >> 8) & 0xFF, value & 0xFF


def side_by_side(form: str, parts: Iterable[tuple[int, int, str]], start: int, end: int) -> tuple[Region, ...]:
    """Give known regions of a format in order, each cut to where the next one begins and to the whole."""
    ordered = sorted((max(low, start), min(high, end), label) for low, high, label in parts)
    ordered = [part for part in ordered if part[0] < part[1]]
    regions: list[Region] = []
    for place, (low, high, label) in enumerate(ordered):
        stop = min(high, ordered[place + 1][0]) if place + 1 < len(ordered) else high
        if low < stop:
            regions.append(Region(start=low, end=stop, kind=RegionKind.KNOWN, format=form, label=label))
    return tuple(regions)


def inner_checks(packing: str, blob: Blob, start: int, end: int) -> Iterator[Check]:
    """Give the sums that a packed block carries over what it unpacks to: they tell of it as any other sum does."""
    if packing == "zlib" and end - start > 6:
        yield Check(name="adler32", start=end - 4, end=end, covers=((start, end - 4),))
    elif packing == "xz" and end - start > 32:
        yield from _xz_check(blob, start, end)
    elif packing == "zstd" and end - start > 8:
        head = blob.read(start, 5)
        if len(head) == 5 and head[:4] == b"\x28\xb5\x2f\xfd" and head[4] & 4:
            yield Check(name="xxh64", start=end - 4, end=end, covers=((start, end - 4),))


_XZ_SUMS = {1: ("crc32", 4), 4: ("crc64", 8), 10: ("sha256", 32)}


def _xz_check(blob: Blob, start: int, end: int) -> Iterator[Check]:
    head, foot = blob.read(start, 8), blob.read(end - 12, 12)
    if head[:6] != b"\xfd7zXZ\0" or foot[-2:] != b"YZ" or head[7] not in _XZ_SUMS:
        return
    name, size = _XZ_SUMS[head[7]]
    index = (int.from_bytes(foot[4:8], "little") + 1) * 4
    stop = end - 12 - index
    if start + 12 <= stop - size:
        yield Check(name=name, start=stop - size, end=stop, covers=((start + 12, stop - size),))


def inside(checks: Iterable[Check], end: int) -> tuple[Check, ...]:
    """Give the checks whose value stands before `end`, what they cover cut to it; the others say nothing any more."""
    rows: list[Check] = []
    for check in checks:
        covers = tuple((low, min(high, end)) for low, high in check.covers if low < min(high, end))
        if covers == check.covers and check.end <= end:
            rows.append(check)
        elif covers and check.end <= end:
            rows.append(Check(name=check.name, start=check.start, end=check.end, covers=covers))
    return tuple(rows)


def zeros(size: int, budget: Budget) -> Iterator[bytes]:
    """Give a hole of a file in pieces."""
    yield from filled(ZEROS, size, budget)


def filled(pattern: bytes, size: int, budget: Budget) -> Iterator[bytes]:
    """Give `size` bytes made of a pattern, in pieces."""
    while size > 0:
        piece = pattern[:size]
        budget.step()
        yield piece
        size -= len(piece)


def kernel_crc(data: bytes, seed: int = 0) -> int:
    """Give CRC-32 as the kernel's `crc32_le` computes it: without turning the bits over before and after."""
    return zlib.crc32(data, seed ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def superseded(places: list[int], block: Callable[[int], bytes], budget: Budget) -> Iterator[Member]:
    """Give what still stands in a log though nothing names it any more (older versions, deleted files), unpacked and
    one block after the other, as one part; nothing where there is nothing. It leaves with the image as all else."""

    def opened() -> Iterator[bytes]:
        for place in places:
            budget.step()
            try:
                yield block(place)
            except Exhausted:
                raise
            except Unreadable:
                continue

    if places:
        facts = (("blocks", str(len(places))),)
        yield Member(name=SUPERSEDED, kind=NodeKind.PART, size=-1, open=opened, facts=facts)


_FIRST, _SKIP = 4096, PIECE


def blank_until(blob: Blob, at: int, end: int, budget: Budget) -> int:
    """Give where a run of 0xFF from `at` on ends."""
    size = _FIRST
    while at < end:
        piece = blob.read(at, min(size, end - at))
        size = min(size * 4, _SKIP)
        budget.step()
        rest = piece.lstrip(b"\xff")
        if rest or not piece:
            return at + len(piece) - len(rest)
        at += len(piece)
    return end
