"""Looks through the firmware images of an output: whoever calls the leak search hands it the unpacker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from codebinder.base.messages import Told
from codebinder.leakcheck.containers import BUDGET, Budget
from codebinder.model.ports import Inner, Unpacked, Unpacker
from codebinder.model.text import Message, shown, shown_path

if TYPE_CHECKING:
    from codebinder.leakcheck.inspect import Inspector

SEPARATOR = "!/"
LEAST = 64
"""Bytes of which no image is made."""
_MOST_FAULTS = 20


Rest: TypeAlias = Callable[[Unpacked, Callable[[int, int], bytes]], None]


def look(
    by: Inspector, unpacker: Unpacker, label: str, size: int, pieces: Callable[[], Iterator[bytes]],
    rest: Rest | None = None,
) -> Unpacked:  # fmt: skip
    """Search everything that is packed in an image, names and bytes, and what is packed in that in other ways."""
    seen = _Seen(by, label)
    found = unpacker.unpack(size, pieces, seen.see, rest=rest, cancel=by.cancel)
    for path, fault in found.faults[:_MOST_FAULTS]:
        where = f"{label}{SEPARATOR}{shown_path(path)}" if path else label
        by.say(where, Told(fault))
    if len(found.faults) > _MOST_FAULTS:
        by.say(label, Told(Message("leak.faults", {"count": len(found.faults) - _MOST_FAULTS})))
    return found


class _Seen:
    """What an image shows one after the other: a name is searched once, whatever its thing's size."""

    def __init__(self, by: Inspector, label: str) -> None:
        self._by, self._label = by, label
        self._budget = Budget(4 * BUDGET)
        self._path: bytes | None = None
        self._called = label
        self._number = 0
        self._clean: set[tuple[bytes, bool, bool]] = set()

    def see(self, inner: Inner) -> None:
        """Search one stretch."""
        if inner.path != self._path:
            self._path = inner.path
            self._number += 1
            text = f"{self._label}{SEPARATOR}{shown(inner.path.decode('utf-8', 'surrogateescape'))}"
            self._called = self._by.name(text, inner.path, self._number, member=f"{self._label}{SEPARATOR}")
        if not inner.data:
            return
        key = hashlib.sha256(inner.data).digest(), inner.whole, inner.seen
        if key in self._clean:  # the same bytes show the same again: nothing
            return
        before = self._by.found.told
        if not inner.seen:
            self._by.search(self._called, "bytes", inner.data, base=inner.start)
        if inner.whole:
            self._by.inside(self._called, inner.data, self._budget, 1)
        if self._by.found.told == before:
            self._clean.add(key)
