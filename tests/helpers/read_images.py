"""Images read whole, for tests: what came out of them, by path and digest."""

from __future__ import annotations

import hashlib

from codebinder.firmware.front import read_image
from codebinder.firmware.reading import Budget, Memory
from codebinder.firmware.walking import Limits
from codebinder.model.firmware import SEPARATOR, Analysis, Node, NodeKind
from codebinder.model.ports import NeverCancel, NoProgress


def budget(*, unpacked: int = 1 << 30, steps: int = 1 << 24, read: int = 1 << 30) -> Budget:
    """Give a budget that an honest image does not use up."""
    return Budget(unpacked=unpacked, entries=1 << 20, steps=steps, read=read, cancel=NeverCancel())


def walked(data: bytes, limits: Limits | None = None) -> Analysis:
    """Read an image from memory."""
    return read_image(Memory(data), name=b"image", limits=limits, progress=NoProgress(), cancel=NeverCancel())


def digest(data: bytes) -> str:
    """Give the digest that a node with these bytes has."""
    return hashlib.sha256(data).hexdigest()


def contents(analysis: Analysis) -> dict[bytes, str]:
    """Give the digest of every file, by its path inside what it lies in."""
    return {node.name: node.sha256 for node in analysis.nodes[1:] if node.kind is NodeKind.FILE}


def named(analysis: Analysis, path: bytes) -> Node:
    """Give the one node whose path ends so."""
    found = [node for node in analysis.nodes[1:] if (SEPARATOR + analysis.path(node.number)).endswith(SEPARATOR + path)]
    assert len(found) == 1, (path, [analysis.path(node.number) for node in analysis.nodes])
    return found[0]


def spans(analysis: Analysis) -> list[tuple[str, int, int]]:
    """Give what was recognised in the image itself: format, beginning, end."""
    return [(row.format, row.start, row.end) for row in analysis.nodes[0].regions if row.format not in {"", "padding"}]


def faults(analysis: Analysis) -> set[str]:
    """Give the ids of everything that is said to be wrong."""
    return {fault.id for node in analysis.nodes for fault in node.faults}


def well_formed(analysis: Analysis) -> None:
    """Check what holds of every reading, of whatever image: regions lie side by side from beginning to end."""
    for node in analysis.nodes:
        at = 0
        for region in node.regions:
            assert region.start == at
            assert region.end > at
            at = region.end
        assert not node.regions or at == node.size
