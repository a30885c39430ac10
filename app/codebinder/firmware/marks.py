"""What an image says about itself: versions, banners, build ids, compilers, build paths, licences, URLs, dates.

Every rule reads one string of the image; where it stands and how often it was seen goes with it. Marks of one kind that
say the same are one mark. Nothing that could be a secret is a mark: of URLs the part with a user's name and password
is left out, as is what stands behind a question mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from codebinder.firmware import accounts
from codebinder.firmware.components import Rule, rules
from codebinder.firmware.markrules import LONGEST, around, of_what, said_by, worth
from codebinder.firmware.reading import Blob
from codebinder.firmware.strings import Batch
from codebinder.model.firmware import Mark, MarkKind, Node
from codebinder.model.text import Message

MOST = 2_000
"""Different marks of one kind."""
_SHORTEST = 6
_PIECE = 4096
"""Characters of one string that are read at once: whole scripts and style sheets stand in one line."""
_CREDENTIAL_FORMATS = {"certificate": MarkKind.CERTIFICATE, "private key": MarkKind.KEY, "public key": MarkKind.KEY}


class Marks:
    """Collects the marks of one image."""

    def __init__(self) -> None:
        self._found: dict[tuple[MarkKind, str, str], Mark] = {}
        self._counts: dict[MarkKind, int] = dict.fromkeys(MarkKind, 0)
        self._node: Node | None = None
        self.stopped: dict[str, Message] = {}

    def begin(self, node: Node, blob: Blob) -> None:
        """Begin a node: its accounts, its build id; what follows are its strings."""
        self._node = node
        if accounts.holds_accounts(node):
            for mark in accounts.accounts(node, blob):
                self._add(mark, f"{node.number}:{mark.detail}")
        for key, value in node.facts:
            if key == "build id":
                self._add(Mark(kind=MarkKind.BUILD_ID, text=value, node=node.number, offset=0))
            elif key == "compiler":
                for each in value.split(", ") if value.count("(") == 0 else (value,):
                    self._add(Mark(kind=MarkKind.COMPILER, text=each[:LONGEST], node=node.number, offset=0))
        if (kind := _CREDENTIAL_FORMATS.get(node.format)) is not None:
            self._add(_credential(kind, node), str(node.number))

    def take(self, batch: Batch) -> None:
        """Take the strings of one window."""
        data = batch.data
        near = around(data)
        chosen = batch.meaningful | _numbered(batch)
        for start, end in zip(batch.starts[chosen].tolist(), batch.ends[chosen].tolist(), strict=True):
            text = data[start:end].decode("ascii")
            if len(text) >= _SHORTEST and worth(text, near):
                self._read(text, batch.base + start, near)
        for each in batch.wide:
            if worth(each.text, rules()):
                self._read(each.text, each.offset, rules(), width=0)

    def _read(self, text: str, offset: int, near: Sequence[Rule], width: int = 1) -> None:
        number = self._node.number if self._node is not None else 0
        for at in range(0, len(text), _PIECE):
            for kind, found, name, version in dict.fromkeys(said_by(text[at : at + _PIECE], near)):
                said = of_what(text[at : at + _PIECE], found) if kind is MarkKind.VERSION else ""
                mark = Mark(
                    kind=kind, text=found, node=number, offset=offset + at * width, name=name, version=version,
                    detail=said,
                )  # fmt: skip
                self._add(mark, name)

    def _add(self, mark: Mark, apart: str = "") -> None:
        key = (mark.kind, mark.text, apart)
        held = self._found.get(key)
        if held is not None:
            self._found[key] = replace(held, count=held.count + 1)
        elif self._counts[mark.kind] < MOST:
            self._found[key] = mark
            self._counts[mark.kind] += 1
        else:
            self.stopped["marks"] = Message("firmware.marks-bound", {"count": MOST})

    def marks(self) -> tuple[Mark, ...]:
        """Give the marks, by kind, in the order in which they stand."""
        order = {kind: rank for rank, kind in enumerate(MarkKind)}
        return tuple(sorted(self._found.values(), key=lambda mark: (order[mark.kind], mark.node, mark.offset)))


def _numbered(batch: Batch) -> npt.NDArray[np.bool_]:
    """Which strings have a dot between digits? A version alone is no meaningful string."""
    data = np.frombuffer(batch.data, np.uint8)
    digit = (data >= ord("0")) & (data <= ord("9"))
    dots = np.flatnonzero(digit[:-2] & digit[2:] & (data[1:-1] == ord("."))) + 1
    return np.searchsorted(dots, batch.starts) != np.searchsorted(dots, batch.ends)


def _credential(kind: MarkKind, node: Node) -> Mark:
    told = "; ".join(f"{key}: {value}" for key, value in node.facts)
    return Mark(
        kind=kind,
        text=(node.label or node.format)[:LONGEST],
        node=node.number,
        offset=0,
        name=node.format,
        detail=told[:600],
    )
