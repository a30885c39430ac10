"""From a file's bytes up to a commit's id: git objects read back, recomputed and followed, without git."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

_TREE = "tree"
_MOST_NESTING = 500
_MOST_ENTRIES = 3_000_000
_HEADER = re.compile(rb"tree ([0-9a-f]{40}|[0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEntry:
    """One entry of a tree: `mode` in git's octal text, `id` in hex."""

    mode: str
    name: bytes
    id: str

    @property
    def is_tree(self) -> bool:
        """Is this a folder?"""
        return self.mode in {"40000", "040000"}

    @property
    def is_submodule(self) -> bool:
        """Is this the commit of another repository?"""
        return self.mode == "160000"


def object_id(kind: str, data: bytes, digits: int) -> str:
    """Give the id that git gives an object; `digits` 40 for SHA-1, 64 for SHA-256 repositories."""
    text = f"{kind} {len(data)}\0".encode("ascii") + data
    return (hashlib.sha256(text) if digits == 64 else hashlib.sha1(text, usedforsecurity=False)).hexdigest()


def tree_of(commit: bytes) -> str:
    """Give the id of the tree that a commit object names."""
    found = _HEADER.match(commit)
    if found is None:
        raise SaidError(Message("opening.wrong-git-commit"), next_step=Message("next.ask-vendor-opening-again"))
    return found[1].decode("ascii")


def read_tree(data: bytes, digits: int) -> tuple[TreeEntry, ...]:
    """Read a tree object; UserError where it is none."""
    entries: list[TreeEntry] = []
    at, width = 0, digits // 2
    while at < len(data):
        blank, end = data.find(b" ", at), data.find(b"\0", at)
        if not at < blank < end or end + 1 + width > len(data) or not data[at:blank].isdigit():
            raise SaidError(Message("opening.wrong-git-tree"), next_step=Message("next.ask-vendor-opening-again"))
        name = data[blank + 1 : end]
        if not name or b"/" in name or name in {b".", b".."}:
            raise SaidError(Message("opening.wrong-git-name"), next_step=Message("next.ask-vendor-opening-again"))
        entries.append(
            TreeEntry(mode=data[at:blank].decode("ascii"), name=name, id=data[end + 1 : end + 1 + width].hex())
        )
        at = end + 1 + width
    return tuple(entries)


def walk(root: str, trees: Mapping[str, bytes]) -> Iterator[tuple[bytes, TreeEntry]]:
    """Give every entry below the tree `root` with its path, as far as `trees` (raw, by id) reach."""
    waiting = [(b"", root, 0)]
    seen = 0
    read: dict[str, tuple[TreeEntry, ...]] = {}
    while waiting:
        below, name, depth = waiting.pop()
        if depth > _MOST_NESTING:
            raise SaidError(Message("opening.wrong-git-nesting"))
        if name not in read:
            read[name] = read_tree(trees[name], len(name))
        for entry in read[name]:
            seen += 1
            if seen > _MOST_ENTRIES:  # a few small trees that name each other many times unfold to billions of files
                raise SaidError(Message("opening.wrong-git-entries"))
            path = below + entry.name
            yield path, entry
            if entry.is_tree and entry.id in trees:
                waiting.append((path + b"/", entry.id, depth + 1))


def trees_towards(root: str, trees: Mapping[str, bytes], paths: Iterable[bytes]) -> tuple[str, ...]:
    """Give the ids of the trees from the root to these files, the root first; KeyError never: what is not there is
    left out."""
    wanted = {b"/".join(path.split(b"/")[:depth]) for path in paths for depth in range(1, path.count(b"/") + 1)}
    found = dict.fromkeys((root,))
    for path, entry in walk(root, trees):
        if entry.is_tree and path in wanted and entry.id in trees:
            found[entry.id] = None
    return tuple(found)
