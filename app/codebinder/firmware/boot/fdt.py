"""Flattened device trees: nodes and properties as rows, without following anything deeper than the tree is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebinder.firmware.reading import Blob, Budget, Slice, unpack

MAGIC = b"\xd0\x0d\xfe\xed"
HEADER = 40
_LAYOUT = struct.Struct(">10I")
_BEGIN, _END, _PROPERTY, _NOTHING, _FINISHED = 1, 2, 3, 4, 9
_MOST_ROWS = 400_000
_MOST_NAMES = 4 << 20
_LONGEST_NAME = 512
_DEEPEST = 256
_WINDOW = 64 << 10


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its value stands in the blob from `start` on."""

    name: bytes
    start: int
    size: int


@dataclass(slots=True)
class TreeNode:
    """One node of the tree, with what it occupies of the structure block."""

    name: bytes
    parent: int
    depth: int
    begin: int
    end: int
    properties: list[Property] = field(default_factory=list[Property])
    below: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class Tree:
    """A tree as read: `nodes[0]` is the root; `whole` tells that it was read to its proper end."""

    blob: Blob
    start: int
    size: int
    version: int
    structure: tuple[int, int]
    strings: tuple[int, int]
    reserved: int
    nodes: list[TreeNode] = field(default_factory=list[TreeNode])
    whole: bool = False

    def child(self, number: int, name: bytes) -> int:
        """Give the number of a node's child by name, -1 for none."""
        return next((each for each in self.nodes[number].below if self.nodes[each].name == name), -1)

    def find(self, path: bytes) -> int:
        """Give the number of the node that a path names, -1 for none."""
        number = 0
        for step in path.split(b"/"):
            if step:
                number = self.child(number, step)
            if number < 0:
                return -1
        return number if self.nodes else -1

    def property(self, number: int, name: bytes) -> Property | None:
        """Give a node's property by name."""
        return next((each for each in self.nodes[number].properties if each.name == name), None)

    def value(self, number: int, name: bytes, most: int = 4096) -> bytes:
        """Give a property's value, cut; empty where there is none."""
        row = self.property(number, name)
        return self.blob.read(row.start, min(row.size, most)) if row is not None else b""

    def text(self, number: int, name: bytes) -> str:
        """Give a property's texts, joined by commas."""
        parts = self.value(number, name).rstrip(b"\0").split(b"\0")
        return ", ".join(each.decode("utf-8", "backslashreplace") for each in parts)

    def number(self, number: int, name: bytes) -> int | None:
        """Give a property of one or two cells as a number."""
        value = self.value(number, name)
        return int.from_bytes(value) if len(value) in (4, 8) else None


def parse(blob: Blob, start: int, budget: Budget) -> Tree | None:
    """Read the tree that begins at `start`; None where its header is none."""
    fields = unpack(_LAYOUT, blob, start)
    if fields is None or fields[0] != int.from_bytes(MAGIC):
        return None
    _, size, structure, strings, reserved, version, compatible, _, strings_size, structure_size = fields
    if not 16 <= version <= 17 or not 1 <= compatible <= version or size < HEADER:
        return None
    if structure % 4 or structure < HEADER - 4 or reserved % 4 or reserved < HEADER - 4 or strings < HEADER - 4:
        return None
    if version == 16:
        structure_size = max(size - structure, 0)
    if max(structure + structure_size, strings + strings_size, reserved) > size or structure_size < 12:
        return None
    tree = Tree(
        blob=blob,
        start=start,
        size=size,
        version=version,
        structure=(start + structure, start + structure + structure_size),
        strings=(start + strings, start + strings + strings_size),
        reserved=start + reserved,
    )
    reading = _Reading(tree, budget)
    if reading.following() != _BEGIN or reading.name() != b"":
        return None
    reading.run()
    return tree


class _Reading:
    """One pass over the structure block, by windows, with the open nodes on a list of our own."""

    def __init__(self, tree: Tree, budget: Budget) -> None:
        self._tree, self._budget = tree, budget
        self._at, end = tree.structure
        self._blob = Slice(tree.blob, 0, end)
        self._window, self._from = b"", 0
        names = min(tree.strings[1] - tree.strings[0], _MOST_NAMES)
        budget.read(names + _WINDOW)
        self._names = tree.blob.read(tree.strings[0], names)
        self._said: dict[int, bytes] = {}

    def _bytes(self, size: int) -> bytes:
        begin = self._at - self._from
        if begin < 0 or begin + size > len(self._window):
            self._window, self._from = self._blob.read(self._at, max(size, _WINDOW)), self._at
            begin = 0
        return self._window[begin : begin + size]

    def following(self) -> int:
        """Give the next number; 0, which is no token, at the end."""
        found = self._bytes(4)
        self._at += 4
        return int.from_bytes(found) if len(found) == 4 else 0

    def name(self) -> bytes | None:
        """Give a node's name, and go on behind it."""
        name, nul, _ = self._bytes(_LONGEST_NAME).partition(b"\0")
        if not nul:
            return None
        self._at += (len(name) + 4) & ~3
        return name

    def run(self) -> None:
        """Read all nodes; the root's name has been read."""
        nodes = self._tree.nodes
        nodes.append(TreeNode(name=b"", parent=-1, depth=0, begin=self._tree.structure[0], end=self._at))
        opened = [0]
        for _ in range(_MOST_ROWS):
            self._budget.step()
            begin = self._at
            token = self.following()
            if token == _BEGIN:
                name = self.name()
                if name is None or not opened or len(opened) > _DEEPEST:
                    return
                nodes[opened[-1]].below.append(len(nodes))
                nodes.append(TreeNode(name=name, parent=opened[-1], depth=len(opened), begin=begin, end=self._at))
                opened.append(len(nodes) - 1)
            elif token == _END and opened:
                nodes[opened.pop()].end = self._at
            elif token == _PROPERTY and opened:
                if not self._property(nodes[opened[-1]]):
                    return
            elif token == _FINISHED:
                self._tree.whole = not opened
                return
            elif token != _NOTHING:
                return

    def _property(self, node: TreeNode) -> bool:
        size, name = self.following(), self.following()
        if self._at + size > self._blob.size or name >= max(len(self._names), 1):
            return False
        if name not in self._said:
            until = self._names.find(b"\0", name)
            self._said[name] = self._names[name : until if until >= 0 else None][:_LONGEST_NAME]
        node.properties.append(Property(self._said[name], self._at, size))
        self._at += size + -size % 4
        return True


def source(tree: Tree) -> Iterator[bytes]:
    """Give the tree as text, as its source has it; values beyond 4 KiB only by their size."""
    yield b"/dts-v1/;\n\n"
    left: list[tuple[int, bool]] = [(0, False)] if tree.nodes else []
    while left:
        number, done = left.pop()
        node = tree.nodes[number]
        indent = b"\t" * min(node.depth, 32)
        if done:
            yield indent + b"};\n"
            continue
        lines = [indent + (node.name or b"/") + b" {\n"]
        lines += [indent + b"\t" + each.name + _shown(tree.blob, each) + b";\n" for each in node.properties]
        yield b"".join(lines)
        left.append((number, True))
        left.extend((each, False) for each in reversed(node.below))


def _shown(blob: Blob, row: Property) -> bytes:
    if not row.size:
        return b""
    if row.size > 4096:
        return b" = [ /* %d bytes */ ]" % row.size
    value = blob.read(row.start, row.size)
    if _is_text(value):
        texts = value[:-1].split(b"\0")
        return b" = " + b", ".join(b'"' + _escaped(each) + b'"' for each in texts)
    if not len(value) % 4:
        return (
            b" = <" + b" ".join(b"0x%02x" % int.from_bytes(value[at : at + 4]) for at in range(0, len(value), 4)) + b">"
        )
    return b" = [" + value.hex(" ").encode() + b"]"


def _is_text(value: bytes) -> bool:
    if not value.endswith(b"\0") or value.startswith(b"\0") or b"\0\0" in value:
        return False
    return all(32 <= each < 127 or each in b"\t\n\r\0" or each >= 128 for each in value)


def _escaped(text: bytes) -> bytes:
    out = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return out.replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\r")
