"""What stands in the tree of an image's contents, without Qt: an entry of a file system below its folder, a part below
what it was found in; and what a filter leaves of it."""

from __future__ import annotations

from codebinder.model.firmware import SEPARATOR, Analysis, NodeKind

MOST_FOUND = 5000
"""Rows of a filtered list: who has more types another letter."""

FAR = 3000
"""Rows of one folder that are laid out to show one of them."""


class Rows:
    """Who stands below whom: lists of node numbers by the node that they are shown under. Built off the window's
    thread; 300,000 nodes take about half a second."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        count = len(analysis.nodes)
        self.above = [-1] * count
        self.below: dict[int, list[int]] = {}
        self.row = [0] * count
        self.faulty = 0
        folders: dict[tuple[int, bytes], int] = {}
        for node in analysis.nodes:
            if node.kind is NodeKind.FOLDER:
                folders[node.parent, node.name.rstrip(b"/")] = node.number
        for node in analysis.nodes[1:]:
            over = folders.get((node.parent, _folder(node.name)), node.parent)
            self.above[node.number] = node.parent if over == node.number else over
            self.faulty += bool(node.faults)
        for number in range(1, count):
            held = self.below.setdefault(self.above[number], [])
            self.row[number] = len(held)
            held.append(number)
        self._folded: list[bytes] | None = None

    def name(self, number: int) -> bytes:
        """Give the name of a node below what it is shown under."""
        node = self.analysis.nodes[number]
        return node.name.rpartition(b"/")[2] if self.above[number] != node.parent else node.name

    def far(self, number: int) -> bool:
        """Does a node, or what it stands in, come after so many others that a tree would have to lay them all out?"""
        while number > 0:
            if self.row[number] >= FAR:
                return True
            number = self.above[number]
        return False

    def found(self, text: str, *, faulty: bool) -> tuple[list[int], int]:
        """Give the nodes whose way, format or digest holds `text` (and that have a fault), and how many there are."""
        wanted = text.strip().casefold().encode("utf-8", "surrogateescape")
        if self._folded is None:
            self._folded = self._fold()
        numbers: list[int] = []
        count = 0
        for node in self.analysis.nodes:
            if (faulty and not node.faults) or wanted not in self._folded[node.number]:
                continue
            count += 1
            if count <= MOST_FOUND:
                numbers.append(node.number)
        return numbers, count

    def _fold(self) -> list[bytes]:
        """Give what a filter looks at for each node: its way in small letters, its format, its digest."""
        ways: list[bytes] = []
        out: list[bytes] = []
        for node in self.analysis.nodes:
            way = b""
            if node.number:
                before = ways[node.parent] if node.parent > 0 else b""
                way = before + SEPARATOR + node.name if before else node.name
            ways.append(way)
            folded = way.decode("utf-8", "surrogateescape").casefold().encode("utf-8", "surrogateescape")
            out.append(b"\0".join((folded, node.format.casefold().encode(), node.sha256.encode())))
        return out


def _folder(name: bytes) -> bytes:
    return name.rstrip(b"/").rpartition(b"/")[0] or b"/"
