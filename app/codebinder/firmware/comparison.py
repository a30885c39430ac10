"""Compares two images, region by region and file by file: versions, variants, or a rebuilt one against the filed one.

Parts are paired by their bytes first, so that what only moved is known as that, then by what they are and where in the
tree they stand. Work is linear in bytes and parts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from codebinder.firmware.reading import PIECE, Blob, pieces
from codebinder.model.firmware import (
    SEPARATOR,
    Analysis,
    Change,
    Check,
    Comparison,
    FileChange,
    Mark,
    NodeKind,
    RegionChange,
    Stretch,
    stretches,
)
from codebinder.model.ports import Cancel

_PLACED = re.compile(rb"@0x[0-9a-f]+")
_MOST_NAMED = 256
"""Differing bytes of a region up to which it is told what alone differs."""
MOST_STRINGS = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """One of the images: what was read of it, its bytes, and its meaningful strings."""

    analysis: Analysis
    blob: Blob
    strings: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    stretch: Stretch
    key: tuple[bytes, str]
    digest: bytes


def compare(one: Side, other: Side, *, cancel: Cancel) -> Comparison:
    """Give what differs between two images. Regions stand in the order of the first, what is new in its place."""
    same = one.analysis.nodes[0].sha256 == other.analysis.nodes[0].sha256
    ours, theirs = _parts(one, cancel), _parts(other, cancel)
    pairs = _paired(ours, theirs)
    taken = set(pairs.values())
    rows = [
        (mine.stretch.start, 0, _changed(one, other, mine, theirs[pairs[at]] if at in pairs else None, cancel))
        for at, mine in enumerate(ours)
    ]
    rows += [(each.stretch.start, 1, _added(each)) for at, each in enumerate(theirs) if at not in taken]
    files, unchanged = _files(one.analysis, other.analysis)
    left, right = set(one.strings), set(other.strings)
    return Comparison(
        identical=same and one.analysis.size == other.analysis.size,
        sizes=(one.analysis.size, other.analysis.size),
        regions=tuple(row for _, _, row in sorted(rows, key=lambda each: each[:2])),
        files=files,
        files_same=unchanged,
        only_one=tuple(sorted(left - right)[:MOST_STRINGS]),
        only_other=tuple(sorted(right - left)[:MOST_STRINGS]),
        marks_one=_only(one.analysis.marks, other.analysis.marks),
        marks_other=_only(other.analysis.marks, one.analysis.marks),
    )


def _only(marks: Iterable[Mark], others: Iterable[Mark]) -> tuple[Mark, ...]:
    known = {(mark.kind, mark.text) for mark in others}
    return tuple(mark for mark in marks if (mark.kind, mark.text) not in known)


def place_free(path: bytes) -> bytes:
    """Give a path in the tree without the offsets in it, which differ where something before it grew."""
    return _PLACED.sub(b"", path)


def _parts(side: Side, cancel: Cancel) -> list[_Part]:
    paths: dict[int, bytes] = {}
    parts: list[_Part] = []
    for each in stretches(side.analysis):
        cancel.check()
        digest = hashlib.sha256()
        for piece in pieces(side.blob, each.start, each.end):
            cancel.check()
            digest.update(piece)
        if each.node not in paths:
            paths[each.node] = place_free(side.analysis.path(each.node))
        what = each.region.format or each.region.kind.value
        parts.append(_Part(each, (paths[each.node], what), digest.digest()))
    return parts


def _paired(ours: Sequence[_Part], theirs: Sequence[_Part]) -> dict[int, int]:
    """Pair parts: the same bytes at the same place, the same bytes elsewhere, the same thing with other bytes; of
    several alike the first with the first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in (_where, _bytes, _what):
        waiting: dict[object, list[int]] = {}
        for at in range(len(theirs) - 1, -1, -1):
            if at not in taken:
                waiting.setdefault(key(theirs[at]), []).append(at)
        for at, mine in enumerate(ours):
            if at not in pairs and (found := waiting.get(key(mine))):
                pairs[at] = found.pop()
                taken.add(pairs[at])
    return pairs


def _where(part: _Part) -> object:
    return part.key, part.digest, part.stretch.start


def _bytes(part: _Part) -> object:
    return part.key, part.digest


def _what(part: _Part) -> object:
    return part.key


def _added(part: _Part) -> RegionChange:
    return _row(Change.ADDED, part, None, (part.stretch.start, part.stretch.end))


def _row(
    change: Change,
    part: _Part,
    one: tuple[int, int] | None,
    other: tuple[int, int] | None,
    differing: int = 0,
    only: str = "",
) -> RegionChange:
    region = part.stretch.region
    name = region.format or region.kind.value
    return RegionChange(
        change=change, format=name, label=region.label, one=one, other=other, differing=differing, only=only
    )


def _changed(one: Side, other: Side, mine: _Part, theirs: _Part | None, cancel: Cancel) -> RegionChange:
    here = (mine.stretch.start, mine.stretch.end)
    if theirs is None:
        return _row(Change.REMOVED, mine, here, None)
    there = (theirs.stretch.start, theirs.stretch.end)
    if mine.digest == theirs.digest:
        return _row(Change.SAME if here[0] == there[0] else Change.MOVED, mine, here, there)
    count, places = _differing(one.blob, other.blob, here, there, cancel)
    only = _named(one, other, mine, theirs, places) if count <= _MOST_NAMED else ""
    return _row(Change.CHANGED, mine, here, there, count, only)


def _differing(
    one: Blob, other: Blob, here: tuple[int, int], there: tuple[int, int], cancel: Cancel
) -> tuple[int, list[int]]:
    """Count bytes that differ at the same distance from the beginning, with the first of their distances."""
    common = min(here[1] - here[0], there[1] - there[0])
    count = max(here[1] - here[0], there[1] - there[0]) - common
    places: list[int] = []
    for at in range(0, common, PIECE):
        cancel.check()
        size = min(PIECE, common - at)
        left, right = one.read(here[0] + at, size), other.read(there[0] + at, size)
        if left != right:
            size = min(len(left), len(right))
            uneven = np.frombuffer(left[:size], np.uint8) != np.frombuffer(right[:size], np.uint8)
            found = np.flatnonzero(uneven)
            count += len(found)
            places += [at + int(each) for each in found[: _MOST_NAMED + 1 - len(places)]]
    return count, places


def _named(one: Side, other: Side, mine: _Part, theirs: _Part, places: Sequence[int]) -> str:
    """Say what alone differs: the facts that a header states, and the sums in it; "" where other bytes differ too."""
    node, their_node = one.analysis.nodes[mine.stretch.node], other.analysis.nodes[theirs.stretch.node]
    base = mine.stretch.region.start
    checks = (*node.checks, *mine.stretch.region.checks, *(each for row in node.regions for each in row.checks))
    left = [place for place in places if not any(_stands(check, base + place) for check in checks)]
    names = sorted({check.name for check in checks if any(_stands(check, base + place) for place in places)})
    if left:
        facts = {**dict(node.facts), **dict(mine.stretch.region.facts)}
        their_facts = {**dict(their_node.facts), **dict(theirs.stretch.region.facts)}
        stated = sorted(key for key in {*facts, *their_facts} if facts.get(key) != their_facts.get(key))
        if not stated or len(left) > 16 * len(stated):
            return ""
        names = [*stated, *names]
    return ", ".join(names)


def _stands(check: Check, place: int) -> bool:
    return check.start <= place < check.end


def _files(one: Analysis, other: Analysis) -> tuple[tuple[FileChange, ...], int]:
    ours, theirs = _listed(one), _listed(other)
    rows: list[FileChange] = []
    same = 0
    for path in sorted({*ours, *theirs}):
        mine, their = ours.get(path), theirs.get(path)
        if mine is None or their is None:
            change = Change.ADDED if mine is None else Change.REMOVED
        elif mine == their:
            same += 1
            continue
        else:
            change = Change.CHANGED
        sizes = (mine[1] if mine else -1, their[1] if their else -1)
        rows.append(FileChange(change=change, path=path, one=sizes[0], other=sizes[1]))
    return tuple(rows), same


def _listed(analysis: Analysis) -> dict[bytes, tuple[str, int, bytes]]:
    """Give (digest or kind, size, target) of every file, link and device, by its path without offsets."""
    found: dict[bytes, tuple[str, int, bytes]] = {}
    below = {-1: b"", 0: b""}
    for node in analysis.nodes[1:]:
        step = place_free(node.name)
        path = below[node.parent] + SEPARATOR + step if below[node.parent] else step
        below[node.number] = path
        if node.kind in {NodeKind.FILE, NodeKind.LINK, NodeKind.DEVICE}:
            found[path] = (node.sha256 or node.kind.value, node.size, node.target)
    return found
