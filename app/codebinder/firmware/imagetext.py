"""What an image says, gathered for a tie: its distinct strings, by node, and the names in its symbol tables. Bounded.

A string counts where something can be told by it: two words or more, a compound name, a path, a format. One bare word
says nothing of where it comes from, nor do the strings and names of resources/firmware/common.txt, which stand in
several unrelated projects: neither is counted at all, whether a source has it or not. Strings in a program's tables
of names and debugging information are not counted as strings: its symbols are counted by themselves.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache

from codebinder import assets
from codebinder.firmware.programs.symbols import symbols
from codebinder.firmware.reading import Blob, Budget, Unreadable
from codebinder.firmware.sourcetext import plain
from codebinder.firmware.strings import Batch, Text
from codebinder.model.firmware import Node
from codebinder.model.ports import Cancel
from codebinder.model.text import Message

MOST_STRINGS = 1_000_000
MOST_SYMBOLS = 500_000
MOST_SYMBOL_STEPS = 4_000_000
SHORTEST = 6

_BARE = re.compile(r"[^A-Za-z\u0080-\U0010ffff]*(?:[A-Za-z]+[^A-Za-z\u0080-\U0010ffff]*)?\Z")
_COMPOUND = re.compile(r"[A-Za-z][\w.,+#@/?:-]*\Z")
_INSIDE = re.compile(r"[A-Za-z0-9][_.,/@-][A-Za-z0-9]|[a-z][A-Z]|[A-Za-z]\d+[A-Za-z]")
_SUFFIX = re.compile(r"(?:\.(?:isra|constprop|part|cold|lto_priv|llvm|localalias)\b.*|\.\d+)\Z")
_NAMES = (".debug", ".strtab", ".symtab", ".shstrtab", ".dynstr", ".dynsym", ".stab", ".gnu_debug", "names", "symbols")
_PROGRAMS = {"elf", "PE", "Mach-O"}
_COMPILERS = ("__func__", "CSWTCH", "__PRETTY_FUNCTION__", "__FUNCTION__", "__compound_literal")
_SYMBOL = re.compile(r"[A-Za-z_][\w.]{3,199}\Z")


@cache
def common() -> frozenset[str]:
    """Give what stands in several unrelated projects."""
    return frozenset((assets.resources() / "firmware" / "common.txt").read_text("utf-8").split("\n"))


def compound(text: str) -> bool:
    """Is it one name of several parts?"""
    return len(text) >= SHORTEST and bool(_COMPOUND.match(text)) and bool(_INSIDE.search(text))


def telling(text: str) -> bool:
    """Can it be told by this string where it comes from?"""
    return len(text) >= SHORTEST and text not in common() and (not _BARE.match(text) or compound(text))


class ImageText:
    """Takes an image's strings window by window, and the symbols of its programs."""

    def __init__(self, cancel: Cancel) -> None:
        self._cancel = cancel
        self.strings: dict[str, int] = {}
        self.symbols: dict[str, int] = {}
        self.nodes: dict[int, array[int]] = {}
        self.stopped: dict[str, Message] = {}
        self._node = -1
        self._seen: set[int] = set()
        self._left_out: list[tuple[int, int]] = []

    def begin(self, node: Node, blob: Blob) -> None:
        """Begin a node: what follows are its strings."""
        self.end()
        self._node = node.number
        self._left_out = []
        if node.format in _PROGRAMS:
            self._left_out = [(each.start, each.end) for each in node.regions if each.label.startswith(_NAMES)]
            self._take_symbols(blob)

    def take(self, batch: Batch) -> None:
        """Take the strings of one window."""
        for each in batch.texts():
            text = plain(_unmarked(each, batch))
            if not telling(text) or any(low <= each.offset < high for low, high in self._left_out):
                continue
            number = self.strings.get(text)
            if number is None:
                if len(self.strings) >= MOST_STRINGS:
                    self.stopped["strings"] = Message("firmware.tie.strings-bound", {"count": MOST_STRINGS})
                    continue
                number = self.strings[text] = len(self.strings)
            self._seen.add(number)

    def end(self) -> None:
        """End the node at hand."""
        if self._seen:
            self.nodes[self._node] = array("I", sorted(self._seen))
            self._seen = set()

    def _take_symbols(self, blob: Blob) -> None:
        for name in _defined(blob, self._cancel):
            if name not in self.symbols and name not in common():
                if len(self.symbols) >= MOST_SYMBOLS:
                    self.stopped["symbols"] = Message("firmware.tie.symbols-bound", {"count": MOST_SYMBOLS})
                    return
                self.symbols[name] = len(self.symbols)


def _unmarked(each: Text, batch: Batch) -> str:
    """Give a string without the level that a kernel's log writes in front of it."""
    at = each.offset - batch.base
    levelled = at > 0 and batch.data[at - 1] == 1 and each.text[:1] in "01234567"
    return each.text[1:] if levelled else each.text


def _defined(blob: Blob, cancel: Cancel) -> Iterator[str]:
    """Give the names of functions and objects that a program defines, without what a compiler hung behind them."""
    budget = Budget(unpacked=0, entries=0, steps=MOST_SYMBOL_STEPS, read=1 << 31, cancel=cancel)
    try:
        for raw, _, _, kind in symbols(blob, 0, blob.size, budget):
            if kind in {"function", "object", "thread"}:
                name = _SUFFIX.sub("", raw.decode("ascii", "replace"))
                if _SYMBOL.match(name) and not name.startswith(_COMPILERS):
                    yield name
    except Unreadable:
        return
