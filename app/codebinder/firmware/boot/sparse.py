"""Android's sparse images: chunks that are bytes, one number repeated, or a hole; the raw image comes out streamed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from codebinder.firmware.boot.common import check, cut, facts, known, word, wrong
from codebinder.firmware.reading import PIECE, Blob, Budget, Found, Member, Reader, Unreadable, pieces, unpack
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

FORMAT = "Android sparse"
_MAGIC = b"\x3a\xff\x26\xed"
_HEADER, _CHUNK = struct.Struct("<I4H4I"), struct.Struct("<2H2I")
_RAW, _FILL, _HOLE, _CRC = 0xCAC1, 0xCAC2, 0xCAC3, 0xCAC4
_MOST_CHECKED = 64
_PIECE = 1 << 16
_ZEROS = bytes(PIECE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the header states."""

    header: int
    chunk: int
    block: int
    blocks: int
    chunks: int


@dataclass(frozen=True, slots=True)
class _Row:
    """One chunk: `size` bytes of the raw image from what stands at `start`."""

    kind: int
    start: int
    stored: int
    size: int


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    fields = unpack(_HEADER, blob, start)
    if fields is None:
        return None
    _, major, minor, header, chunk, block, blocks, chunks, stated = fields
    if (
        major != 1
        or header < 28
        or chunk < 12
        or max(header, chunk) > 4096
        or not block
        or block % 4
        or block > 1 << 26
    ):
        return None
    layout = _Layout(header, chunk, block, blocks, chunks)
    end, counts, faults, sums = _walk(blob, start, layout, budget)
    if end == start + header and chunks:
        return None
    whole, unsaid = cut(blob, end)
    if stated:
        sums.append(check("crc32", start + 24, 4, (start + header, whole)))
    return Found(
        start=start,
        end=whole,
        format=FORMAT,
        facts=facts(
            ("version", f"{major}.{minor}"),
            ("block", block),
            ("blocks", blocks),
            ("raw bytes", block * blocks),
            ("chunks of bytes", counts[_RAW]),
            ("chunks of one number", counts[_FILL]),
            ("holes", counts[_HOLE]),
            ("crc32", f"0x{stated:08x}" if stated else ""),
        ),
        faults=(*faults, *unsaid),
        regions=(known(start, min(start + header, whole), FORMAT, "header"),),
        checks=tuple(sums),
        members=lambda: iter((_raw(blob, start, layout, budget, summed=bool(counts[_CRC])),)),
    )


def _raw(blob: Blob, start: int, layout: _Layout, budget: Budget, *, summed: bool) -> Member:
    size = layout.block * layout.blocks
    opened = partial(_unpacked, blob, start, layout, budget, summed=summed)
    return Member(name=b"raw.img", kind=NodeKind.PART, size=size, open=opened)


def _rows(blob: Blob, start: int, layout: _Layout, budget: Budget) -> Iterator[_Row]:
    """Give the chunks as far as they agree with themselves; raise where one does not."""
    at, left = start + layout.header, layout.blocks
    for _ in range(layout.chunks):
        budget.step()
        fields = unpack(_CHUNK, blob, at)
        if fields is None:
            raise Unreadable(Message("firmware.fault.table"))
        kind, _, blocks, total = fields
        stored = total - layout.chunk
        wanted = {_RAW: blocks * layout.block, _FILL: 4, _HOLE: 0, _CRC: 4}.get(kind, -1)
        if stored != wanted or blocks > left:
            raise Unreadable(Message("firmware.fault.table"))
        yield _Row(kind, at + layout.chunk, stored, 0 if kind == _CRC else blocks * layout.block)
        left -= 0 if kind == _CRC else blocks
        at += total


def _walk(
    blob: Blob, start: int, layout: _Layout, budget: Budget
) -> tuple[int, dict[int, int], tuple[Message, ...], list[Check]]:
    """Give where the image ends, how many chunks of each kind it has, what is wrong, and the sums within."""
    counts: dict[int, int] = {_RAW: 0, _FILL: 0, _HOLE: 0, _CRC: 0}
    first = end = start + layout.header
    sums: list[Check] = []
    try:
        for row in _rows(blob, start, layout, budget):
            counts[row.kind] += 1
            if row.kind == _CRC and len(sums) < _MOST_CHECKED and row.start + 4 <= blob.size:
                sums.append(check("crc32", row.start, 4, (first, end)))
            end = row.start + row.stored
    except Unreadable as error:
        return end, counts, (error.said,), sums
    return end, counts, (), sums


def _unpacked(blob: Blob, start: int, layout: _Layout, budget: Budget, *, summed: bool) -> Iterator[bytes]:
    """Give the raw image; many small chunks come out as few pieces."""
    held = bytearray()
    try:
        for piece in _chunks(blob, start, layout, budget, summed=summed):
            held += piece
            if len(held) >= _PIECE:
                yield bytes(held)
                held.clear()
    except Unreadable:
        yield bytes(held)  # what came before counts
        raise
    yield bytes(held)


def _chunks(blob: Blob, start: int, layout: _Layout, budget: Budget, *, summed: bool) -> Iterator[bytes]:
    """Give the chunks' bytes; the sum is taken only where a chunk will ask for it."""
    value = 0
    for row in _rows(blob, start, layout, budget):
        if row.kind == _CRC:
            if word(blob, row.start) != value:
                raise Unreadable(wrong("crc32"))
            continue
        for piece in _chunk(blob, row):
            value = zlib.crc32(piece, value) if summed else 0
            yield piece


def _chunk(blob: Blob, row: _Row) -> Iterator[bytes]:
    if row.kind == _RAW:
        if row.start + row.stored > blob.size:
            yield from pieces(blob, row.start)
            raise Unreadable(Message("firmware.fault.cut", {"missing": row.start + row.stored - blob.size}))
        yield from pieces(blob, row.start, row.start + row.stored)
        return
    filled = _ZEROS
    if row.kind == _FILL and any(number := blob.read(row.start, 4)):
        filled = number * (PIECE // len(number))
    for at in range(0, row.size, PIECE):
        yield filled if row.size - at >= PIECE else filled[: row.size - at]


READERS = (Reader(format=FORMAT, read=_read, magics=((_MAGIC, 0),)),)
