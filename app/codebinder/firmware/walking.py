"""Walks an image: finds what readers recognise, tells every byte apart, goes on into what is inside, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from codebinder.firmware.reading import Blob
from codebinder.model.firmware import Node


class Visitor(Protocol):
    """Something that looks at the bytes of every node once, in the order of the tree's numbers."""

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        """Look at a node. `own` are the stretches of it that no other node repeats as they are: what stands plainly in
        a node below is that node's own, so that nothing is seen twice; what is packed is seen packed and unpacked.
        `node` is not complete yet: its digest, regions and facts are, its numbers below are not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far to go into one image: levels of nesting, nodes, steps, and unpacked bytes: `free`, and beyond that
    `ratio` times the image's own size, `unpacked` at most."""

    depth: int = 8
    entries: int = 300_000
    steps: int = 30_000_000
    free: int = 512 << 20
    ratio: int = 100
    unpacked: int = 16 << 30
