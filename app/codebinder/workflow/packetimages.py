"""Holds what a packet shows of a firmware image against the image that leaves: the same bytes, under its own name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from codebinder.base.safenames import safe_names
from codebinder.model.ports import Cancel
from codebinder.model.text import shown, shown_path
from codebinder.review.packetparts import IMAGES, FileRow, RangeRow
from codebinder.workflow import packetinside
from codebinder.workflow.packetoriginals import Stretches

if TYPE_CHECKING:
    from codebinder.workflow.packetcheck import Findings
    from codebinder.workflow.packetread import PacketReader

_LARGEST = 1 << 30


def check(reader: PacketReader, found: Findings, cancel: Cancel) -> None:
    """Check every image of which something is hidden. What else of it is its original's nobody can tell from parts."""
    listed = {each.path: each.size for each in reader.files()}
    packetinside.check(reader, found, cancel)
    rows = [row for row in reader.sources if row.image and not packetinside.is_inside(row)]
    for row in rows:
        cancel.check()
        where = f"{shown(row.component)}: {shown_path(row.path)}"
        if row.payload != f"{IMAGES}{row.component}/{safe_names([row.path])[row.path]}" or row.payload not in listed:
            found.fault("wrong-name", path=where)
            continue
        if not row.original or not row.filed.startswith("text/") or row.parts != row.filed_parts:
            found.fault("other-outside", path=where)
            continue
        if any(start + size > listed[row.payload] for start, _, size in row.parts):
            found.fault("other-outside", path=where)
        elif reader.info.content == "whole" and not _leaves(reader, row):
            found.fault("other-file", path=shown(row.payload))
    if rows:
        found.unchecked("image-parts", count=len(rows))
    along = _along(reader, {row.component for row in rows})
    if along:
        found.unchecked("image-numbers", count=len(along), size=sum(row.end - row.start for row in along))


def _along(reader: PacketReader, images: Collection[str]) -> list[RangeRow]:
    """Give the ranges of images that are in no place of what they are hidden for."""
    places: dict[str, tuple[str, int, int]] = {}
    for row, value in zip(reader.rows, reader.values, strict=True):
        places[value.id] = row.component, row.start, row.end
    return [
        row
        for row in reader.ranges
        if row.component in images
        and not any(
            place[0] == row.component and place[1] < row.end and row.start < place[2]
            for place in (places[name] for name in row.redactions if name in places)
        )
    ]


def _leaves(reader: PacketReader, row: FileRow) -> bool:
    """Is what is shown as filed what stands in the image that leaves?"""
    name = f"filed/{row.payload}"
    if name not in reader.held.members:
        return False
    wanted = Stretches.of(reader.held.read(row.filed, _LARGEST), row.filed_parts, whole=False).parts
    return all(wanted[number][1][low:high] == data for number, low, high, data in _cut(reader, name, wanted))


def _cut(
    reader: PacketReader, name: str, wanted: tuple[tuple[int, bytes], ...]
) -> Iterator[tuple[int, int, int, bytes]]:
    """Give what the image has where parts stand, piece by piece: the part, from and to in it, and the bytes."""
    at = first = 0
    for piece in reader.held.chunks(name):
        while first < len(wanted) and wanted[first][0] + len(wanted[first][1]) <= at:
            first += 1
        for number in range(first, len(wanted)):
            start, data = wanted[number]
            low, high = max(start, at), min(start + len(data), at + len(piece))
            if start >= at + len(piece):
                break
            if low < high:
                yield number, low - start, high - start, piece[low - at : high - at]
        at += len(piece)
