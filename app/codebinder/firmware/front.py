"""The front door: an image read whole into one Analysis, or one thing inside it handed over with its bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from codebinder.firmware.candidates import Magics
from codebinder.firmware.readers import all_readers
from codebinder.firmware.reading import Blob
from codebinder.firmware.sayings import Sayings, Taker
from codebinder.firmware.walking import Limits, Telling, Visitor, Walk
from codebinder.model.firmware import SEPARATOR, Analysis, Node
from codebinder.model.ports import Cancel, NoProgress, Progress

_T = TypeVar("_T")


@cache
def _magics() -> Magics:
    return Magics(all_readers())


def read_image(
    blob: Blob,
    *,
    name: bytes,
    folder: Path | None = None,
    visitors: Sequence[Visitor] = (),
    takers: Sequence[Taker] = (),
    limits: Limits | None = None,
    progress: Progress,
    cancel: Cancel,
) -> Analysis:
    """Read a whole image called `name`: its tree, every byte told apart, its marks and how many strings it has.
    `visitors` see each node's bytes on the way, `takers` its strings.

    What is unpacked and too large for memory goes to `folder`, a private one of the caller's. Never raises for what an
    image holds: what could not be read is told in `faults` and `stopped`. The same bytes give the same Analysis.
    """
    chosen = limits or Limits()
    progress.start("progress.firmware", max(1, blob.size >> 20), "MB")
    sayings = Sayings(takers, cancel=cancel)
    walk = Walk(
        _magics(), limits=chosen, budget=chosen.budget(blob.size, cancel), visitors=(sayings, *visitors), folder=folder,
        progress=progress,
    )  # fmt: skip
    read = walk.run(blob, name)
    stopped = (*read.stopped, *sayings.marks.stopped.values())
    return replace(read, marks=sayings.marks.marks(), strings=tuple(sayings.counts), stopped=stopped)


def look_through(
    blob: Blob,
    visitors: Sequence[Visitor],
    *,
    name: bytes = b"",
    regions: bool = True,
    once: bool = False,
    folder: Path | None = None,
    limits: Limits | None = None,
    progress: Progress,
    cancel: Cancel,
) -> Analysis:
    """Show each node's bytes to `visitors`, as `read_image` does, and give the tree alone: no digests, no entropy, no
    marks. Without `regions` nothing is told of what is in a node either; with `once` what is in a part is not shown
    again for a part of the same bytes, unless there was a fault in it."""
    chosen = limits or Limits()
    progress.start("progress.firmware", max(1, blob.size >> 20), "MB")
    walk = Walk(
        _magics(), limits=chosen, budget=chosen.budget(blob.size, cancel), visitors=visitors, folder=folder,
        progress=progress, telling=Telling.REGIONS if regions else Telling.TREE, once=once,
    )  # fmt: skip
    return walk.run(blob, name)


def member(
    blob: Blob,
    path: bytes,
    use: Callable[[Node, Blob], _T],
    *,
    folder: Path | None = None,
    limits: Limits | None = None,
    cancel: Cancel,
) -> _T | None:
    """Hand the node at `path` (as `Analysis.path` gives it) with its bytes to `use` and give what that gives; None
    where the image holds no such node. Nothing is read but the way there; the bytes are gone when this returns."""
    chosen = limits or Limits()
    given: list[_T] = []

    def taken(node: Node, inside: Blob) -> None:
        given.append(use(node, inside))

    walk = Walk(
        _magics(), limits=chosen, budget=chosen.budget(blob.size, cancel), visitors=(), folder=folder,
        progress=NoProgress(), target=path.split(SEPARATOR) if path else (), taken=taken,
    )  # fmt: skip
    walk.run(blob, b"")
    return given[0] if given else None
