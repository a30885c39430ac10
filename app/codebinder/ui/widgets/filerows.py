"""What stands in the tree of disclosed files, without Qt: folders as ranges of sorted paths, worked out when they are
opened; a folder of very many files shows them in bundles, so that no view ever has to lay out more at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

BUNDLE = 2000
"""A folder with more files than this shows them in bundles of so many."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings of a file are open and decided."""

    open: int = 0
    decided: int = 0


@dataclass(slots=True, eq=False)
class Node:
    """A component, folder or file: entries `low` to `high` of its component's sorted list of paths.

    `files`: this is a bundle of its folder's files, and these are their entries.
    """

    part: Part
    low: int
    high: int
    prefix: bytes
    name: bytes
    parent: Node | None
    row: int
    folder: bool
    children: list[Node] | None = None
    files: Sequence[int] | None = None

    def opened(self) -> list[Node]:
        """Give what stands directly in it."""
        if self.children is None:
            self.children = _bundled(self, self.files) if self.files is not None else _expand(self)
        return self.children

    def counts(self) -> Counts:
        """Give the sums of what it holds."""
        if self.files is None:
            return self.part.counts(self.low, self.high)
        return self.part.direct(self.low, self.high, len(self.prefix))

    def holds(self, path: bytes) -> bool:
        """Does this path stand in it, however deep, or is it the path itself?"""
        if not self.folder:
            return path == self.prefix
        if not path.startswith(self.prefix):
            return False
        return self.files is None or (
            b"/" not in path[len(self.prefix) :] and self.low <= bisect_left(self.part.paths, path) < self.high
        )


@dataclass(slots=True, eq=False)
class Part:
    """One component: its sorted paths, and the findings on them as running sums."""

    slug: str
    paths: Sequence[bytes]
    found: list[bytes] = field(default_factory=list[bytes])
    counted: list[Counts] = field(default_factory=list["Counts"])
    opened: list[int] = field(default_factory=list[int])
    decided: list[int] = field(default_factory=list[int])

    def tally(self, counts: Mapping[tuple[str, bytes], Counts]) -> None:
        """Take the counts of every path that has any."""
        rows = sorted(((path, held) for (slug, path), held in counts.items() if slug == self.slug), key=_path)
        self.found = [path for path, _ in rows]
        self.counted = [held for _, held in rows]
        self.add_up()

    def add_up(self) -> None:
        """Work out the running sums."""
        self.opened = [0, *accumulate([held.open for held in self.counted])]
        self.decided = [0, *accumulate([held.decided for held in self.counted])]

    def change(self, path: bytes, held: Counts) -> None:
        """Take another count of one path; `add_up` afterwards."""
        at = bisect_left(self.found, path)
        if at < len(self.found) and self.found[at] == path:
            self.counted[at] = held
        else:
            self.found.insert(at, path)
            self.counted.insert(at, held)

    def counts(self, low: int, high: int) -> Counts:
        """Give the sums of a range of paths."""
        if low >= high:
            return Counts()
        first, last = self._range(low, high)
        return Counts(self.opened[last] - self.opened[first], self.decided[last] - self.decided[first])

    def direct(self, low: int, high: int, skip: int) -> Counts:
        """Give the sums of those of a range of paths that stand in one folder (`skip`: the length of its path)."""
        first, last = self._range(low, high)
        held = [self.counted[at] for at in range(first, last) if b"/" not in self.found[at][skip:]]
        return Counts(sum(each.open for each in held), sum(each.decided for each in held))

    def _range(self, low: int, high: int) -> tuple[int, int]:
        return bisect_left(self.found, self.paths[low]), bisect_left(self.found, self.paths[high - 1] + b"\0")


def _path(row: tuple[bytes, Counts]) -> bytes:
    return row[0]


def contents(
    paths: Sequence[bytes], prefix: bytes, low: int, high: int
) -> tuple[list[tuple[bytes, int, int]], list[int]]:
    """Give the folders directly in a folder (name, range of entries) and its files' entries, by bisection."""
    folders: list[tuple[bytes, int, int]] = []
    files: list[int] = []
    at, skip = low, len(prefix)
    while at < high:
        path = paths[at]
        cut = path.find(b"/", skip)
        if cut < 0:
            files.append(at)
            at += 1
            continue
        # "0" follows "/" in ASCII, so everything below the folder sorts before name + "0".
        end = bisect_left(paths, path[:cut] + b"0", at, high)
        folders.append((path[skip:cut], at, end))
        at = end
    return folders, files


def bundles(files: Sequence[int]) -> list[Sequence[int]]:
    """Put very many files into bundles; few stay as they are, and give none."""
    return [files[at : at + BUNDLE] for at in range(0, len(files), BUNDLE)] if len(files) > BUNDLE else []


def _expand(node: Node) -> list[Node]:
    """Work out what stands directly in a folder."""
    part, skip = node.part, len(node.prefix)
    folders, files = contents(part.paths, node.prefix, node.low, node.high)
    out = [
        Node(part, low, high, prefix, prefix[skip:-1], node, 0, folder=True)
        for name, low, high in folders
        for prefix in (_alone(part.paths, node.prefix + name + b"/", low, high),)
    ]
    out.sort(key=_name)
    held = bundles(files)
    for some in held:
        ends = (part.paths[at][skip:] for at in (some[0], some[-1]))
        out.append(
            Node(part, some[0], some[-1] + 1, node.prefix, b" \xe2\x80\xa6 ".join(ends), node, 0, folder=True,
                 files=some)
        )  # fmt: skip
    if not held:
        out += _leaves(node, files)
    for row, each in enumerate(out):
        each.row = row
    return out


def _alone(paths: Sequence[bytes], prefix: bytes, low: int, high: int) -> bytes:
    """Give the path of the first folder, from this one down, that does not hold just one folder and nothing else."""
    while (cut := paths[low].find(b"/", len(prefix)) + 1) and paths[high - 1].startswith(paths[low][:cut]):
        prefix = paths[low][:cut]
    return prefix


def _bundled(node: Node, files: Sequence[int]) -> list[Node]:
    out = _leaves(node, files)
    for row, each in enumerate(out):
        each.row = row
    return out


def _leaves(node: Node, files: Sequence[int]) -> list[Node]:
    part, skip = node.part, len(node.prefix)
    out = [Node(part, at, at + 1, part.paths[at], part.paths[at][skip:], node, 0, folder=False) for at in files]
    out.sort(key=_name)
    return out


def _name(node: Node) -> bytes:
    return node.name.lower()
