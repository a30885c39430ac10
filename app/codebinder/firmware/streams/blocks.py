"""Streams that tell the length of their blocks: xz, Zstandard, LZ4 (frame and legacy), lzop. Their ends are exact
without unpacking anything."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware import frames
from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.codecs import CUT_SHORT, DAMAGED, Stream, unpack
from codebinder.firmware.frames import Frame, LzopBlock
from codebinder.firmware.reading import PIECE, Blob, Budget, Exhausted, Found, Reader, Unreadable
from codebinder.firmware.streams.common import moment, one, opener, plain_name, reach, text
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

_MOST_CHECKS = 65_536
_TRIED = 64 << 10


def _begins(name: str, blob: Blob, start: int, budget: Budget) -> bool:
    """Does a stream give anything at all, or end properly without?"""
    stream = Stream(name, blob, start, blob.size, budget)
    try:
        for piece in stream:
            budget.read(len(piece))
            return True
    except Exhausted:
        raise
    except Unreadable:
        return False
    return stream.whole


# --------------------------------------------------------------------------------------------------------------- xz


_XZ_HEAD, _XZ_FOOT = b"\xfd7zXZ\0", b"YZ"
_XZ_SUMS = {1: ("crc32", 4), 4: ("crc64", 8), 10: ("sha256", 32)}
_XZ_INDEX = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    start: int
    end: int
    blocks: tuple[tuple[int, int], ...]


def _number(data: bytes, at: int) -> tuple[int, int] | None:
    """Read a number of 7 bits per byte, the lowest first; and where it ends."""
    value = 0
    for place in range(9):
        if at + place >= len(data):
            return None
        byte = data[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return None


def _xz_index(blob: Blob, start: int, foot: int, flags: bytes, budget: Budget) -> _Index | None:
    """Read the index that a footer at `foot` tells of: everything in it must agree with a stream from `start` on."""
    footer = blob.read(foot, 12)
    if len(footer) < 12 or footer[8:10] != flags or zlib.crc32(footer[4:10]) != int.from_bytes(footer[:4], "little"):
        return None
    size = (int.from_bytes(footer[4:8], "little") + 1) * 4
    if size > min(foot - start - 12, _XZ_INDEX):
        return None
    index = blob.read(foot - size, size)
    budget.read(size)
    if zlib.crc32(index[:-4]) != int.from_bytes(index[-4:], "little") or index[0] != 0:
        return None
    found = _number(index, 1)
    if found is None or found[0] > size // 2:
        return None
    count, at = found
    blocks: list[tuple[int, int]] = []
    for _ in range(count):
        budget.step()
        one_, two = _number(index, at), None
        if one_ is not None:
            two = _number(index, one_[1])
        if one_ is None or two is None:
            return None
        blocks.append((one_[0], two[0]))
        at = two[1]
    if start + 12 + sum(-(-length // 4) * 4 for length, _ in blocks) != foot - size:
        return None
    return _Index(start=foot - size, end=foot + 12, blocks=tuple(blocks))


def _xz_end(blob: Blob, start: int, flags: bytes, budget: Budget) -> _Index | None:
    at = start + 12
    while at < blob.size:
        piece = blob.read(at, PIECE + 1)
        budget.read(len(piece))
        place = piece.find(_XZ_FOOT)
        while 0 <= place < PIECE:
            budget.step()
            if (at + place - start) % 4 == 2 and (
                found := _xz_index(blob, start, at + place - 10, flags, budget)
            ):  # fmt: skip
                return found
            place = piece.find(_XZ_FOOT, place + 1)
        at += PIECE
    return None


def _xz(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, 12)
    if len(head) < 12 or head[6] or head[7] > 15 or zlib.crc32(head[6:8]) != int.from_bytes(head[8:], "little"):
        return None
    flags = head[6:8]
    index = _xz_end(blob, start, flags, budget) if _begins("xz", blob, start, budget) else None
    if index is None:
        return _open_end("xz", blob, start, budget, known(start, start + 12, "xz", "header"))
    size = sum(unpacked for _, unpacked in index.blocks)
    name, length = _XZ_SUMS.get(flags[1], ("", 0))
    checks = [
        check("crc32 of the header", start + 8, 4, (start + 6, start + 8)),
        check("crc32 of the index", index.end - 16, 4, (index.start, index.end - 16)),
        check("crc32 of the footer", index.end - 12, 4, (index.end - 8, index.end - 2)),
    ]
    at = start + 12
    for stored, _ in index.blocks[:_MOST_CHECKS]:
        if length and stored > length:
            checks.append(check(name, at + stored - length, length, (at, at + stored - length)))
        at += -(-stored // 4) * 4
    return Found(
        start=start, end=index.end, format="xz", checks=tuple(checks),
        facts=facts(("compression", "xz"), ("check", name or "none"), ("blocks", len(index.blocks)),
                    ("unpacked size", size)),
        regions=(known(start, start + 12, "xz", "header"), known(start + 12, index.start, "xz", "blocks"),
                 known(index.start, index.end, "xz", "index")),
        members=one(b"unpacked", size, opener("xz", blob, start, index.end, budget)),
    )  # fmt: skip


def _open_end(name: str, blob: Blob, start: int, budget: Budget, *regions: Region) -> Found | None:
    """A stream whose header is sure and whose end was not found: as much of it as can be unpacked."""
    far = reach(name, blob, start, budget)
    if far.size == 0 or far.end <= start:
        return None
    faults = (far.fault,) if far.fault is not None else ()
    return Found(
        start=start, end=far.end, format=name, faults=faults, regions=regions,
        facts=facts(("compression", name), ("unpacked size", far.size)),
        members=one(b"unpacked", -1, opener(name, blob, start, far.end, budget)),
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------- Zstandard and LZ4


def _framed(name: str, frame: Frame, blob: Blob, start: int, budget: Budget) -> Found | None:
    """A frame whose blocks were walked; sure where it came to its end, or begins well and is cut off."""
    if not frame.whole and (frame.blocks < 2 and frame.end < blob.size):
        return None
    cut_off = not frame.whole and frame.end >= blob.size
    if not (cut_off and frame.summed) and not _begins(name, blob, start, budget):
        return None
    sums = [check(said, low, high - low, (frame.body, low)) for said, low, high in frame.sums if low >= frame.body]
    heads = [check(said, low, high - low, (start + 4, low)) for said, low, high in frame.sums if low < frame.body]
    stop = max(frame.body, frame.sums[-1][1] if sums else frame.end)
    parts = [known(start, frame.body, name, "header"), known(frame.body, stop, name, "blocks")]
    if stop < frame.end:
        parts.append(known(stop, frame.end, name, "checksum"))
    faults = () if frame.whole else (CUT_SHORT if frame.end >= blob.size else DAMAGED,)
    stated = frame.size if frame.size >= 0 else None
    return Found(
        start=start, end=frame.end, format=name, regions=tuple(parts), checks=(*heads, *sums), faults=faults,
        facts=facts(("compression", name), ("blocks", frame.blocks), ("unpacked size", stated)),
        members=one(b"unpacked", frame.size, opener(name, blob, start, frame.end, budget)),
    )  # fmt: skip


def _zstd(blob: Blob, start: int, budget: Budget) -> Found | None:
    frame = frames.zstd_frame(blob, start, budget)
    return _framed("zstd", frame, blob, start, budget) if frame is not None else None


def _lz4(blob: Blob, start: int, budget: Budget) -> Found | None:
    frame = frames.lz4_frame(blob, start, budget)
    return _framed("lz4", frame, blob, start, budget) if frame is not None else None


def _legacy(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Blocks have no mark of their own: each must unpack, all but the last to exactly 8 MB."""
    stream = Stream("lz4-legacy", blob, start, blob.size, budget)
    fault: Message | None = None
    try:
        for piece in stream:
            budget.read(len(piece))
    except Exhausted:
        raise
    except Unreadable as error:
        fault = error.said
    if stream.size < 64:
        return None
    end = stream.end
    stated = blob.read(end, 4)  # the kernel's build adds the unpacked size behind the stream
    sized = len(stated) == 4 and int.from_bytes(stated, "little") == stream.size
    regions = [known(start, start + 4, "lz4-legacy", "header"), known(start + 4, end, "lz4-legacy", "blocks")]
    if sized:
        regions.append(known(end, end + 4, "lz4-legacy", "unpacked size"))
    return Found(
        start=start, end=end + 4 if sized else end, format="lz4-legacy", regions=tuple(regions),
        faults=(fault,) if fault is not None else (),
        facts=facts(("compression", "lz4-legacy"), ("unpacked size", stream.size)),
        members=one(b"unpacked", stream.size, opener("lz4-legacy", blob, start, end, budget)),
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- lzop


def _lzop_checks(block: LzopBlock) -> Iterator[Check]:
    for name, at, _ in block.sums:
        yield check(name, at, 4, (block.start, block.end))


def _lzop(blob: Blob, start: int, budget: Budget) -> Found | None:
    header = frames.lzop_header(blob, start)
    if header is None:
        return None
    checks = [check(said, low, high - low, (start + 9, low)) for said, low, high in header.sums]
    end, size, whole, right = header.end, 0, False, True
    for block in frames.lzop_blocks(blob, header.body, header.flags, budget):
        if isinstance(block, int):
            end, whole = block, True
            break
        if len(checks) < _MOST_CHECKS:
            checks += _lzop_checks(block)
        right = right and _sums_fit(blob, block, budget)
        end, size = block.end, size + block.size
    if not whole and frames.lzop_cut(blob, end):
        end = blob.size
    faults = [] if whole else [CUT_SHORT if end >= blob.size else DAMAGED]
    if not right:
        faults.append(wrong("adler32" if header.flags & 3 else "crc32"))
    return Found(
        start=start, end=end, format="lzop", label=text(header.name), checks=tuple(checks), faults=tuple(faults),
        facts=facts(("compression", "lzo"), ("name", text(header.name)), ("time", moment(header.time)),
                    ("unpacked size", size)),
        regions=(known(start, header.body, "lzop", "header"), known(header.body, end, "lzop", "blocks")),
        members=one(plain_name(header.name), size, opener("lzop", blob, start, end, budget)),
    )  # fmt: skip


def _sums_fit(blob: Blob, block: LzopBlock, budget: Budget) -> bool:
    """Compare the sums of one block; of the unpacked bytes only where the block is not larger than it may be."""
    data = blob.read(block.start, block.end - block.start)
    out = data
    if any(unpacked for _, _, unpacked in block.sums) and len(data) < block.size:
        budget.read(block.size)
        try:
            out = unpack("lzo", data, block.size)
        except Unreadable:
            return False
    for name, at, unpacked in block.sums:
        fed = out if unpacked else data
        value = zlib.adler32(fed) if name == "adler32" else zlib.crc32(fed)
        if value != int.from_bytes(blob.read(at, 4), "big"):
            return False
    return True


# ------------------------------------------------------------------------------------------------- bzip2 and LZMA-alone


def _bzip2(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, 14)
    if not b"1" <= head[3:4] <= b"9":
        return None
    far = reach("bzip2", blob, start, budget)
    if far.fault is not None and far.size == 0 and far.end < blob.size:
        return None
    checks = (
        (check("crc32 of the first block", start + 10, 4, (start + 14, far.end)),
         check("crc32 (not at a whole byte)", far.end - 5, 5, (start + 4, far.end - 5)))
        if far.fault is None and far.size
        else ()
    )  # fmt: skip
    return Found(
        start=start, end=far.end, format="bzip2", faults=(far.fault,) if far.fault is not None else (), checks=checks,
        facts=facts(("compression", "bzip2"), ("block size", (head[3] - 0x30) * 100_000), ("unpacked size", far.size)),
        regions=(known(start, start + 4, "bzip2", "header"), known(start + 4, far.end, "bzip2", "blocks")),
        members=one(b"unpacked", -1, opener("bzip2", blob, start, far.end, budget)),
    )  # fmt: skip


_DICTIONARIES = tuple(base << power for power in range(12, 30) for base in (1, 3) if base << power <= 3 << 28)
_PROPERTIES = (0x5D, 0x6D, 0x5E, 0x5C, 0x51, 0x2C, 0x6C, 0x66, 0x64)
"""lc, lp and pb as one byte; the first is the default, the second what many routers' builds take. Others are rare,
and each costs false marks."""
_UNTOLD = (1 << 64) - 1


def _lzma_sure(blob: Blob, start: int) -> int | None:
    """Give the size that an LZMA-alone header states (-1 for none) if all of its fields can be true."""
    head = blob.read(start, 18)
    if len(head) < 18 or head[13] or not any(head[14:18]) or head[14:18] == b"\xff\xff\xff\xff":
        return None
    size = int.from_bytes(head[5:13], "little")
    if size != _UNTOLD and not 64 <= size < 1 << 36:
        return None
    try:
        first = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=256 << 20).decompress(
            blob.read(start, 4096), max_length=1 << 16
        )
    except (lzma.LZMAError, EOFError, ValueError):
        return None
    return (-1 if size == _UNTOLD else size) if first and first.strip(first[:1]) else None


def _lzma(blob: Blob, start: int, budget: Budget) -> Found | None:
    """No mark says that this is LZMA: sure is what unpacks to its end, or to the end of the blob and well."""
    size = _lzma_sure(blob, start)
    if size is None:
        return None
    far = reach("lzma", blob, start, budget)
    whole = far.fault is None and (size < 0 or far.size == size)
    if not whole and not (far.end >= blob.size and far.size > _TRIED and far.fault == CUT_SHORT):
        return None
    head = blob.read(start, 5)
    props = head[0]
    told = f"lc={props % 9} lp={props // 9 % 5} pb={props // 45}"
    return Found(
        start=start, end=far.end, format="lzma", faults=(far.fault,) if far.fault is not None else (),
        facts=facts(("compression", "lzma"), ("properties", told),
                    ("dictionary", int.from_bytes(head[1:], "little")), ("unpacked size", far.size)),
        regions=(known(start, start + 13, "lzma", "header"), known(start + 13, far.end, "lzma", "stream")),
        members=one(b"unpacked", size, opener("lzma", blob, start, far.end, budget)),
    )  # fmt: skip


XZ = Reader(format="xz", read=_xz, magics=((_XZ_HEAD, 0),))
ZSTD = Reader(format="zstd", read=_zstd, magics=((frames.ZSTD_MAGIC, 0),))
LZ4 = Reader(format="lz4", read=_lz4, magics=((frames.LZ4_MAGIC, 0),))
LEGACY = Reader(format="lz4-legacy", read=_legacy, magics=((frames.LZ4_LEGACY_MAGIC, 0),))
LZOP = Reader(format="lzop", read=_lzop, magics=((frames.LZOP_MAGIC, 0),))
BZIP2 = Reader(format="bzip2", read=_bzip2, magics=((b"1AY&SY", 4),))
LZMA = Reader(
    format="lzma", read=_lzma,
    magics=tuple((bytes((props,)) + size.to_bytes(4, "little"), 0) for props in _PROPERTIES for size in _DICTIONARIES),
)  # fmt: skip
