"""Originals and files as filed of a packet, whole or in the parts that were sent, as bytes at offsets of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebinder.model.text import Message
from codebinder.review.packet import damaged
from codebinder.review.packetparts import FileRow, Parts

if TYPE_CHECKING:
    from codebinder.workflow.packetread import PacketReader

_LARGEST = 1 << 30

Place = tuple[str, bytes]


class Originals:
    """Originals and files as filed, one file at a time, as bytes at offsets of the whole file."""

    def __init__(self, reader: PacketReader) -> None:
        self._reader = reader
        self.rows: Mapping[Place, FileRow] = {(row.component, row.path): row for row in reader.sources}
        self._held: dict[Place, tuple[Stretches, Stretches]] = {}

    def pair(self, place: Place) -> tuple[Stretches, Stretches] | None:
        """Give a file's original and the file as filed; None where nothing of it was sent."""
        if place not in self._held:
            row = self.rows.get(place)
            if row is None or not row.filed:
                return None
            held = self._reader.held
            filed = held.read(row.filed, _LARGEST)
            original = held.read(row.original, _LARGEST) if row.original else filed
            whole = self._reader.info.content == "whole" and not row.image
            self._held.clear()
            self._held[place] = (
                Stretches.of(original, row.parts, whole=whole),
                Stretches.of(filed, row.filed_parts, whole=whole),
            )
        return self._held[place]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Parts of a file: each with its offset in the whole file. `whole` where there is one and it is everything."""

    parts: tuple[tuple[int, bytes], ...]
    whole: bool

    @staticmethod
    def of(data: bytes, rows: Parts, *, whole: bool) -> Stretches:
        """Cut what was sent into its parts; UserError where they do not make it up."""
        if whole:
            return Stretches(((0, data),), whole=True)
        at = last = 0
        found: list[tuple[int, bytes]] = []
        for start, begin, size in rows:
            if begin != at or start < last:
                raise damaged(Message("fault.packetoriginals.parts-file-do-not-fit"))
            found.append((start, data[begin : begin + size]))
            at, last = begin + size, start + size
        if at != len(data):
            raise damaged(Message("fault.packetoriginals.parts-file-do-not-fit"))
        return Stretches(tuple(found), whole=False)

    def get(self, start: int, end: int) -> bytes | None:
        """Give the bytes from `start` to `end` of the whole file; None where they were not sent."""
        for at, data in self.parts:
            if at <= start <= end <= at + len(data):
                return data[start - at : end - at]
        return None
