"""The visitor that reads the strings of every node of an image, once, and hands them to whoever wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from codebinder.firmware.marks import Marks
from codebinder.firmware.reading import Blob
from codebinder.firmware.strings import ASCII, GB18030, UTF8, Batch, scan
from codebinder.model.firmware import Node, StringCount
from codebinder.model.ports import Cancel


class Taker(Protocol):
    """Something that takes an image's strings, node by node."""

    def begin(self, node: Node, blob: Blob) -> None:
        """Begin a node."""
        ...

    def take(self, batch: Batch) -> None:
        """Take the strings of one window of the node that was begun."""
        ...


class Sayings:
    """Counts strings, collects marks, and hands the strings on to `takers`."""

    def __init__(self, takers: Sequence[Taker] = (), *, cancel: Cancel) -> None:
        self.marks = Marks()
        self._takers: tuple[Taker, ...] = (self.marks, *takers)
        self._cancel = cancel
        self.counts: list[StringCount] = []

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        """Read a node's own strings."""
        for taker in self._takers:
            taker.begin(node, blob)
        sums = {"ascii": 0, "utf8": 0, "utf16": 0, "gb18030": 0}
        meaningful = 0
        for start, end in own:
            for batch in scan(blob, start, end, cancel=self._cancel):
                sums["ascii"] += len(batch.starts)
                for text in batch.wide:
                    sums[_COUNTED.get(text.encoding, "utf16")] += 1
                meaningful += batch.count()
                for taker in self._takers:
                    taker.take(batch)
        if any(sums.values()):
            self.counts.append(StringCount(node=node.number, meaningful=meaningful, **sums))


_COUNTED = {ASCII: "ascii", UTF8: "utf8", GB18030: "gb18030"}
