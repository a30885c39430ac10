"""The outer structure of compressed streams that tell the length of their blocks: where each ends, without unpacking.

Zstandard, LZ4 (frame and legacy) and lzop put a length before every block, so that walking from block to block finds
the exact end of a stream of any size at the cost of its table of lengths.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.reading import Blob, Budget, Slice

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
LZ4_MAGIC = b"\x04\x22\x4d\x18"
LZ4_LEGACY_MAGIC = b"\x02\x21\x4c\x18"
LZOP_MAGIC = b"\x89LZO\x00\r\n\x1a\n"

LEGACY_BLOCK = 8 << 20
"""What every block of a legacy LZ4 stream but the last unpacks to."""
LZO_MOST = 1 << 20
"""The largest block of LZO that is unpacked: LZO makes up to 255 bytes of one, and its library takes no limit."""
_ZSTD_BLOCK = 128 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How far a stream reaches. `whole` where its end was reached, else `end` is where its structure stops to hold.

    `size` is the unpacked size that it states, -1 for none. `sums` are the places of checksums (name, start, end).
    """

    end: int
    whole: bool
    blocks: int
    body: int
    size: int = -1
    sums: tuple[tuple[str, int, int], ...] = ()
    name: bytes = b""
    time: int = 0
    flags: int = 0

    @property
    def summed(self) -> bool:
        """Does its header carry a sum of its own that was right?"""
        return bool(self.sums) and self.sums[0][2] <= self.body


def _number(blob: Blob, at: int, size: int) -> int | None:
    data = blob.read(at, size)
    return int.from_bytes(data, "little") if len(data) == size else None


def zstd_frame(blob: Blob, start: int, budget: Budget | None = None) -> Frame | None:
    """Walk the blocks of one Zstandard frame; None where its header is none."""
    head = blob.read(start, 18)
    if head[:4] != ZSTD_MAGIC or len(head) < 9 or head[4] & 0x08:
        return None
    told = head[4]
    single, summed = bool(told & 0x20), bool(told & 0x04)
    at = 5 + (0 if single else 1) + (0, 1, 2, 4)[told & 3]
    width = (1 if single else 0, 2, 4, 8)[told >> 6]
    size = int.from_bytes(head[at : at + width], "little") + (256 if width == 2 else 0) if width else -1
    if not single and head[5] >> 3 > 21:  # a window beyond 2 GB
        return None
    body = at = start + at + width
    blocks, last = 0, False
    while not last:
        if budget is not None:
            budget.step()
        header = _number(blob, at, 3)
        if header is None or (header >> 1) & 3 == 3 or header >> 3 > _ZSTD_BLOCK:
            return Frame(end=min(at, blob.size), whole=False, blocks=blocks, body=body, size=size)
        at += 3 + (1 if (header >> 1) & 3 == 1 else header >> 3)
        last = bool(header & 1)
        blocks += 1
    whole = at + (4 if summed else 0) <= blob.size
    sums = (("xxh64 (low half)", at, at + 4),) if summed and whole else ()
    end = min(at + (4 if summed else 0), blob.size)
    return Frame(end=end, whole=whole, blocks=blocks, body=body, size=size, sums=sums, flags=told)


def lz4_frame(blob: Blob, start: int, budget: Budget) -> Frame | None:
    """Walk the blocks of one LZ4 frame; None where its header is none."""
    head = blob.read(start, 19)
    if head[:4] != LZ4_MAGIC or len(head) < 7 or head[4] >> 6 != 1 or head[4] & 2 or head[5] & 0x8F:
        return None
    told, most = head[4], (head[5] >> 4) & 7
    if most < 4:
        return None
    at = 6 + (8 if told & 8 else 0) + (4 if told & 1 else 0)
    if len(head) <= at or (xxh32(head[4:at]) >> 8) & 0xFF != head[at]:
        return None
    size = int.from_bytes(head[6:14], "little") if told & 8 else -1
    sums: list[tuple[str, int, int]] = [("xxh32 of the header (second byte)", start + at, start + at + 1)]
    body = at = start + at + 1
    blocks = 0
    while True:
        budget.step()
        length = _number(blob, at, 4)
        if length is None or length & 0x7FFFFFFF > 1 << (8 + 2 * most):
            return Frame(end=min(at, blob.size), whole=False, blocks=blocks, body=body, size=size, sums=tuple(sums))
        at += 4
        if length == 0:
            break
        at += (length & 0x7FFFFFFF) + (4 if told & 0x10 else 0)
        blocks += 1
    whole = at + (4 if told & 4 else 0) <= blob.size
    if told & 4 and whole:
        sums.append(("xxh32", at, at + 4))
        at += 4
    return Frame(end=min(at, blob.size), whole=whole, blocks=blocks, body=body, size=size, sums=tuple(sums), flags=told)


def legacy_blocks(blob: Blob, start: int, budget: Budget) -> Iterator[tuple[int, int]]:
    """Give the blocks of a legacy LZ4 stream (begin, end) as far as their lengths can be true and they are whole."""
    at = start + 4
    while True:
        budget.step()
        length = _number(blob, at, 4)
        if not length or length > LEGACY_BLOCK + LEGACY_BLOCK // 255 + 16 or at + 4 + length > blob.size:
            return
        yield at + 4, at + 4 + length
        at += 4 + length


_LZOP_HEAD = struct.Struct(">HHHBBL")
_LZOP_FILTER, _LZOP_EXTRA = 0x800, 0x40
_ADLER_OUT, _ADLER_IN, _CRC_OUT, _CRC_IN, _HEAD_CRC = 0x1, 0x2, 0x100, 0x200, 0x1000


def lzop_header(blob: Blob, start: int) -> Frame | None:
    """Read the header of an lzop file, whose checksum must be right; `end` is where its blocks begin."""
    head = blob.read(start, 9 + 38 + 255 + 8)
    if not head.startswith(LZOP_MAGIC) or len(head) < 9 + _LZOP_HEAD.size + 17:
        return None
    if int.from_bytes(head[9:11], "big") < 0x940:
        return None
    _, _, needed, method, _, flags = _LZOP_HEAD.unpack_from(head, 9)
    if method not in {1, 2, 3} or not 0x900 <= needed <= 0x1040:
        return None
    fixed = 9 + _LZOP_HEAD.size + (4 if flags & _LZOP_FILTER else 0)
    time = int.from_bytes(head[fixed + 4 : fixed + 8], "big")
    named = fixed + 12
    at = named + 1 + head[named]
    if len(head) < at + 4:
        return None
    summed = zlib.crc32(head[9:at]) if flags & _HEAD_CRC else zlib.adler32(head[9:at])
    if summed != int.from_bytes(head[at : at + 4], "big"):
        return None
    kind = "crc32 of the header" if flags & _HEAD_CRC else "adler32 of the header"
    end = start + at + 4
    if flags & _LZOP_EXTRA:
        extra = int.from_bytes(blob.read(end, 4), "big")
        end += 8 + extra
    return Frame(
        end=min(end, blob.size), whole=end <= blob.size, blocks=0, body=end, name=head[named + 1 : at], time=time,
        flags=flags, sums=((kind, start + at, start + at + 4),),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LzopBlock:
    """One block of an lzop file: `size` unpacked, packed from `start` to `end` (as it is where both are the same).

    `sums` are its checksums (name, offset of the value, of the unpacked bytes or not)."""

    start: int
    end: int
    size: int
    sums: tuple[tuple[str, int, bool], ...]


def lzop_blocks(blob: Blob, body: int, flags: int, budget: Budget) -> Iterator[LzopBlock | int]:
    """Give the blocks of an lzop file, and last where it ends, as a number: only if it ends as it should."""
    at = body
    while True:
        budget.step()
        size = blob.read(at, 4)
        if len(size) < 4:
            return
        unpacked = int.from_bytes(size, "big")
        if unpacked == 0:
            yield at + 4
            return
        packed = int.from_bytes(blob.read(at + 4, 4), "big")
        if not 0 < packed <= unpacked or unpacked > 64 << 20:
            return
        at += 8
        sums: list[tuple[str, int, bool]] = []
        kinds = ((_ADLER_OUT, "adler32", True), (_CRC_OUT, "crc32", True))
        inner = ((_ADLER_IN, "adler32", False), (_CRC_IN, "crc32", False)) if packed < unpacked else ()
        for flag, name, out in (*kinds, *inner):
            if flags & flag:
                sums.append((name, at, out))
                at += 4
        if at + packed > blob.size:
            return
        yield LzopBlock(start=at, end=at + packed, size=unpacked, sums=tuple(sums))
        at += packed


def lzop_cut(blob: Blob, at: int) -> bool:
    """Does a block begin here that the blob ends in?"""
    unpacked, packed = (int.from_bytes(blob.read(at + place, 4), "big") for place in (0, 4))
    return blob.size < at + 8 or (0 < packed <= unpacked <= 64 << 20 and at + 8 + packed > blob.size)


_P1, _P2, _P3, _P4, _P5 = 2654435761, 2246822519, 3266489917, 668265263, 374761393
_MASK = 0xFFFFFFFF


def _turn(value: int, by: int) -> int:
    return ((value << by) | (value >> (32 - by))) & _MASK


def xxh32(data: bytes) -> int:
    """Give xxHash-32 with seed 0: of headers and small blocks, where the cost in Python does not count."""
    at = 0
    if len(data) >= 16:
        lanes = [(_P1 + _P2) & _MASK, _P2, 0, -_P1 & _MASK]
        while at + 16 <= len(data):
            for lane, word in enumerate(struct.unpack_from("<4L", data, at)):
                lanes[lane] = _turn((lanes[lane] + word * _P2) & _MASK, 13) * _P1 & _MASK
            at += 16
        value = sum(_turn(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True))
    else:
        value = _P5
    value = (value + len(data)) & _MASK
    while at + 4 <= len(data):
        value = _turn((value + int.from_bytes(data[at : at + 4], "little") * _P3) & _MASK, 17) * _P4 & _MASK
        at += 4
    for byte in data[at:]:
        value = _turn((value + byte * _P5) & _MASK, 11) * _P1 & _MASK
    value = (value ^ value >> 15) * _P2 & _MASK
    value = (value ^ value >> 13) * _P3 & _MASK
    return value ^ value >> 16


def cut(blob: Blob, end: int) -> Blob:
    """Give the blob as far as `end`, with its own offsets."""
    return blob if end >= blob.size else Slice(blob, 0, end)
