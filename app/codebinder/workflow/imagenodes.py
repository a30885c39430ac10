"""What a walk through a firmware image shows one after the other: each thing's way, and its own bytes in stretches.

Every visitor of this room looks at the same stretches, so that a scan, a search for values and the leak search agree on
what they have seen, each in memory that does not grow with the image.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.base import encoding as encodings
from codebinder.firmware import Blob
from codebinder.model.firmware import SEPARATOR, Node, NodeKind, RegionKind

WHOLE = 32 << 20
"""Things up to this size are looked at in one piece."""
STRETCH = 8 << 20
OVERLAP = 256 << 10
"""Stretches of larger ones overlap by more than the longest match and its window."""
_PACKED = frozenset({"squashfs", "cramfs"})
"""File systems without a byte that is not packed in a file of theirs, or a table."""
NAMED = frozenset({NodeKind.FOLDER, NodeKind.LINK, NodeKind.DEVICE})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a thing: where they begin in it, and from which of its offsets on they are new, and to which."""

    start: int
    data: bytes
    fresh: int
    until: int

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + len(self.data)


class Ways:
    """Remembers the way to each node of a walk as its nodes come, parents first."""

    def __init__(self) -> None:
        self._ways: list[bytes] = []
        self._plain: list[bool] = []
        self._holders: list[tuple[int, ...]] = []

    def add(self, node: Node) -> bytes:
        """Note a node and give its way, as `Analysis.path` does. Numbers come as they were given, not in order."""
        while len(self._ways) <= node.number:
            self._ways.append(b"")
            self._plain.append(False)
            self._holders.append(())
        if node.number == 0:
            self._plain[0] = True
            return b""
        before = self._ways[node.parent]
        self._ways[node.number] = way = before + SEPARATOR + node.name if node.parent else node.name
        held = self._holders[node.parent]
        self._holders[node.number] = (node.parent, *held) if node.start < 0 else held
        self._plain[node.number] = node.start >= 0 and self._plain[node.parent]
        return way

    def holders(self, number: int) -> tuple[int, ...]:
        """Give the nodes in which a node is packed, the nearest first."""
        return self._holders[number]

    def stands_plainly(self, number: int) -> bool:
        """Do the bytes of a node that was added stand in the image's own as they are?"""
        return self._plain[number]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in an image that is looked at: the way to it, its bytes' encoding ("binary" for no text), its bytes."""

    way: bytes
    encoding: str
    stretches: Iterator[Stretch]


class Things:
    """Gives what there is to look at as the nodes of a walk come: a text in one piece, whatever was recognised in the
    middle of it; of something binary what no other thing repeats."""

    def __init__(self) -> None:
        self.ways = Ways()
        self._covered: set[int] = set()

    def of(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> Thing | None:
        """Give what is to be looked at of a node; None where that is nothing."""
        way = self.ways.add(node)
        if node.start >= 0 and node.parent in self._covered:
            self._covered.add(node.number)
            return None
        if node.kind in NAMED or not blob.size:
            return None
        if blob.size <= WHOLE:
            data = blob.read(0, blob.size)
            encoding = encodings.detect(data)[0]
            if encoding != "binary":
                self._covered.add(node.number)
                return Thing(way, encoding, iter((Stretch(0, data, 0, len(data)),)))
        return Thing(way, "binary", stretches(blob, telling(node, own)))


class Told:
    """Tells apart what is seen twice: in a thing, and in the bytes of what it is packed in, where these hold it as it
    is (blocks that a file system could not compress). Who hides the one hides the other."""

    def __init__(self) -> None:
        self._inside: set[tuple[int, str]] = set()

    def note(self, ways: Ways, number: int, what: str) -> None:
        """Note that something was seen in a node."""
        self._inside.update((holder, what) for holder in ways.holders(number))

    def twice(self, number: int, what: str) -> bool:
        """Was what was seen in this node seen in something that is packed in it as well?"""
        return (number, what) in self._inside


def path_of(name: bytes, way: bytes) -> bytes:
    """Give the path of a finding: the image's file name, and the way to a node behind it."""
    return name + SEPARATOR + way if way else name


def way_of(name: bytes, path: bytes) -> bytes | None:
    """Give the way that `path_of` made a path from; None where it is of no such image."""
    if path == name:
        return b""
    return path[len(name) + len(SEPARATOR) :] if path.startswith(name + SEPARATOR) else None


def stretches(blob: Blob, spans: tuple[tuple[int, int], ...]) -> Iterator[Stretch]:
    """Give bytes of a thing in stretches, whole where it is not large; what they overlap by is new in one only."""
    for low, high in spans:
        if high - low <= WHOLE:
            data = blob.read(low, high - low)
            if data:
                yield Stretch(low, data, low, low + len(data))
            continue
        fresh, at = low, low
        while fresh < high:
            data = blob.read(at, STRETCH + 2 * OVERLAP)
            last = at + len(data) >= high or not data
            until = high if last else at + len(data) - OVERLAP
            yield Stretch(at, data[: high - at], fresh, until)
            fresh, at = until, max(low, until - OVERLAP)
            if last:
                return


def telling(node: Node, own: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Leave out of a node's own stretches what says nothing: padding, and packed bytes that a reader has told of."""
    if node.format in _PACKED and not node.faults:
        return ()
    mute = [
        (each.start, each.end)
        for each in node.regions
        if each.kind is RegionKind.PADDING or (each.kind is RegionKind.COMPRESSED and each.format)
    ]
    out: list[tuple[int, int]] = []
    for low, high in own:
        at = low
        for start, end in sorted(mute):
            if end <= at or start >= high:
                continue
            if start > at:
                out.append((at, start))
            at = max(at, end)
        if at < high:
            out.append((at, high))
    return tuple(out)
