"""What moved between two trees: files under another name, and texts that stand in another file now.

One pass over the files that are new or changed, none of which is held for longer than it takes to look at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codebinder.base import encoding as encodings
from codebinder.base.values import Value, ValueSearch
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.source import EntryKind, Selected, SourceEntry

LARGEST = 16 << 20
"""Bytes of a file beyond which it is not read to see what moved into it."""
_PROBE, _PROBES, _VARIED = 32, 8, 6
"""Size and number of the pieces of a text that are looked for, and how many different bytes each has."""
_ALIKE, _FEW, _SHORT = 0.4, 3, 8
"""Share of lines that two files have in common where one is the other renamed; a line tells where few files have it."""
_CANDIDATES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """One side of a move: the files of a tree by path, those among them that would leave, and where to read them."""

    files: Mapping[bytes, SourceEntry]
    included: Collection[bytes]
    content: ContentSource | None

    def left(self, path: bytes, key: str) -> bool:
        """Would this very content leave under this path? What the rules kept back was never disclosed."""
        entry = self.files.get(path)
        return entry is not None and entry.key == key and path in self.included

    def read(self, path: bytes) -> bytes | None:
        """Give a file's bytes; None where there is no such file, or nothing to read it from."""
        entry = self.files.get(path)
        return None if entry is None or self.content is None else self.content.read(entry)


def tree_of(rows: Iterable[Selected], content: ContentSource | None) -> Tree:
    """Give the tree of a component's entries."""
    chosen = [row for row in rows if row.entry.kind in {EntryKind.FILE, EntryKind.EXECUTABLE}]
    return Tree(
        files={row.entry.path: row.entry for row in chosen},
        included=frozenset(row.entry.path for row in chosen if row.included),
        content=content,
    )


@dataclass(slots=True)
class Moves:
    """What was seen: files under new names, and for each text the files that hold most pieces of it."""

    renamed: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    texts: dict[str, Counter[bytes]] = field(default_factory=dict[str, Counter[bytes]])
    values: dict[str, tuple[bytes, int, int]] = field(default_factory=dict[str, tuple[bytes, int, int]])

    def candidates(self, name: str) -> list[bytes]:
        """Give the files in which a text may stand now, the likeliest first."""
        return [path for path, _ in self.texts.get(name, Counter()).most_common(_CANDIDATES)]


def moves(
    old: Tree,
    new: Tree,
    *,
    vanished: Collection[bytes],
    texts: Mapping[str, bytes],
    values: Sequence[Value],
    progress: Progress,
    cancel: Cancel,
) -> Moves:
    """See where the files `vanished` went, which files hold pieces of `texts` (UTF-8), and where `values` stand."""
    found = Moves()
    _by_content(old, new, vanished, found)
    lines = _Lines(old, [path for path in vanished if path not in found.renamed])
    probes = [
        (f"{name}\0{at}", piece, "utf-8") for name, text in texts.items() for at, piece in enumerate(_pieces(text))
    ]
    search = ValueSearch((), plain=probes, cancel=cancel) if probes else None
    sought = ValueSearch((), plain=values, cancel=cancel) if values else None
    fresh = [entry for entry in _fresh(old, new) if entry.size <= LARGEST]
    read = {entry.path for entry in fresh}
    rest = [new.files[path] for path in sorted(new.included) if path not in read] if values else []
    if (search or sought or lines.wanted) and new.content is not None:
        progress.start("progress.carry", len(fresh) + len(rest))
        for entry, data in new.content.read_all(fresh, cancel=cancel):
            _look(entry.path, data, search, sought, found)
            if lines.wanted:
                lines.look(entry.path, data, is_new=entry.path not in old.files)
            progress.advance(1, len(data))
        if len(found.values) < len({name for name, _, _ in values}):
            for entry, data in new.content.read_all(rest, cancel=cancel):
                _look(entry.path, data, None, sought, found)
                progress.advance(1, len(data))
    found.renamed.update(lines.best())
    return found


def _fresh(old: Tree, new: Tree) -> Iterator[SourceEntry]:
    """Give the files that would leave and that did not leave as they are before."""
    for path in sorted(new.included):
        if not old.left(path, new.files[path].key):
            yield new.files[path]


def _look(path: bytes, data: bytes, search: ValueSearch | None, sought: ValueSearch | None, found: Moves) -> None:
    if search is not None:
        hits = {hit.id for hit in search.search(squeezed(data))}
        for name in (hit.partition("\0")[0] for hit in hits):
            found.texts.setdefault(name, Counter())[path] += 1
    if sought is not None:
        for hit in sought.search(data, encodings.detect(data)[0]):
            found.values.setdefault(hit.id, (path, hit.start, hit.end))


def squeezed(data: bytes, encoding: str = "") -> bytes:
    """Give a text as UTF-8 without any white space, so that it is the same however it is laid out."""
    codec = encoding or encodings.detect(data)[0]
    if codec in {"utf-8", "utf-8-sig", "binary"}:
        return b"".join(data.split())
    return b"".join(data.decode(codec, "replace").encode("utf-8", "replace").split())


def _pieces(text: bytes) -> list[bytes]:
    """Give pieces from all over a squeezed text, none of which is a mere ruler or a run of zeros."""
    size = len(text)
    if size < _PROBE:
        return [text] if size >= _PROBE * 3 // 4 and len(set(text)) >= _VARIED else []
    step = max(_PROBE // 2, (size - _PROBE) // (_PROBES - 1) if size > _PROBE else 1)
    pieces = (text[at : at + _PROBE] for at in range(0, size - _PROBE + 1, step))
    return [piece for piece in pieces if len(set(piece)) >= _VARIED][: _PROBES + 1]


def _by_content(old: Tree, new: Tree, vanished: Iterable[bytes], found: Moves) -> None:
    """Find files whose very content stands under a name that the old tree does not have."""
    wanted = {old.files[path].key: path for path in vanished if path in old.files}
    places: dict[str, list[bytes]] = {}
    for path, entry in new.files.items():
        if entry.key in wanted and path not in old.files:
            places.setdefault(entry.key, []).append(path)
    for path in vanished:
        entry = old.files.get(path)
        paths = places.get(entry.key, []) if entry is not None and entry.size else []
        chosen = nearest(path, paths)
        if chosen is not None:
            found.renamed[path] = chosen


def nearest(path: bytes, paths: Sequence[bytes]) -> bytes | None:
    """Give the one path whose ending is most like that of `path`; None where two are as like."""
    ranked = sorted(((_common_end(path, each), each) for each in paths), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _common_end(one: bytes, two: bytes) -> int:
    count = 0
    for left, right in zip(reversed(one.split(b"/")), reversed(two.split(b"/")), strict=False):
        if left != right:
            break
        count += 1
    return count


class _Lines:
    """Lines of the files that are no longer there, to recognise them under a new name though they were changed.

    Lines that many files have (a licence) tell nothing of where a file went.
    """

    def __init__(self, old: Tree, paths: Iterable[bytes]) -> None:
        self._owners: dict[bytes, list[bytes]] = {}
        self._files: Counter[bytes] = Counter()
        self._hits: dict[bytes, tuple[int, list[bytes]]] = {}
        for path in sorted(paths):
            data = old.read(path)
            if data is not None and len(data) <= LARGEST:
                for row in _telling_lines(data):
                    self._owners.setdefault(row, []).append(path)
        self.wanted = bool(self._owners)

    def look(self, path: bytes, data: bytes, *, is_new: bool) -> None:
        """Look at a file of the new tree; one of a new name may be an old one."""
        rows = _telling_lines(data)
        known = [row for row in rows if row in self._owners]
        self._files.update(known)
        if is_new and known:
            self._hits[path] = len(rows), known

    def best(self) -> dict[bytes, bytes]:
        """Give the new names, each with the file that is most like the old one."""
        rare = {row for row, paths in self._owners.items() if self._files[row] <= _FEW and len(paths) <= _FEW}
        sizes = Counter(path for row in rare for path in self._owners[row])
        found: dict[bytes, tuple[float, bytes]] = {}
        for path, (size, known) in self._hits.items():
            votes = Counter(old for row in known if row in rare for old in self._owners[row])
            for old, count in votes.items():
                share = min(count / max(sizes[old], 1), len(known) / max(size, 1))
                if share >= _ALIKE and (share, path) > found.get(old, (0.0, b"")):
                    found[old] = share, path
        return {old: path for old, (_, path) in found.items()}


def _telling_lines(data: bytes) -> set[bytes]:
    return {row for line in data.splitlines() if len(row := b"".join(line.split())) >= _SHORT}
