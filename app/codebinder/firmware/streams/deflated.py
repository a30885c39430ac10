"""gzip and zlib streams: the end of a deflate stream is found by unpacking it, its sums are compared."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.codecs import CUT_SHORT
from codebinder.firmware.reading import Blob, Budget, Found, Reader
from codebinder.firmware.streams.common import moment, one, opener, plain_name, reach, text
from codebinder.model.firmware import Check

_NAMED, _COMMENTED, _EXTRA, _SUMMED = 8, 16, 4, 2
_SYSTEMS = {0: "FAT", 1: "Amiga", 3: "Unix", 7: "Macintosh", 10: "NTFS", 11: "NTFS", 255: ""}
_LONGEST_NAME = 4096
_SURE = 4096
"""Bytes that a damaged gzip stream must have given before the damage; what only looks like one ends much earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    body: int
    time: int
    system: int
    name: bytes
    comment: bytes
    summed: bool


def _gzip_header(blob: Blob, start: int) -> _Header | None:
    head = blob.read(start, 10)
    if len(head) < 10 or head[3] & 0xE0 or head[8] not in {0, 2, 4} or not (head[9] <= 13 or head[9] == 255):
        return None
    flags, at = head[3], start + 10
    if flags & _EXTRA:
        at += 2 + int.from_bytes(blob.read(at, 2), "little")
    texts: dict[int, bytes] = {}
    for flag in (_NAMED, _COMMENTED):
        if flags & flag:
            found, mark, _ = blob.read(at, _LONGEST_NAME).partition(b"\0")
            if not mark or not found or any(byte < 0x20 for byte in found):
                return None
            texts[flag] = found
            at += len(found) + 1
    if flags & _SUMMED:
        stated = blob.read(at, 2)
        if int.from_bytes(stated, "little") != zlib.crc32(blob.read(start, at - start)) & 0xFFFF:
            return None
        at += 2
    time = int.from_bytes(head[4:8], "little")
    name, comment = texts.get(_NAMED, b""), texts.get(_COMMENTED, b"")
    return _Header(body=at, time=time, system=head[9], name=name, comment=comment, summed=bool(flags & _SUMMED))


def _gzip(blob: Blob, start: int, budget: Budget) -> Found | None:
    header = _gzip_header(blob, start)
    if header is None:
        return None
    far = reach("deflate", blob, header.body, budget)
    if far.fault is not None and far.size < _SURE:
        return None
    trailer = blob.read(far.end, 8) if far.fault is None else b""
    crc, size = int.from_bytes(trailer[:4], "little"), int.from_bytes(trailer[4:], "little")
    faults = [far.fault] if far.fault is not None else [CUT_SHORT] if len(trailer) < 8 else []
    right = [] if faults else [crc == far.crc, size == far.size & 0xFFFFFFFF]
    if far.size < _SURE and not any(right):
        return None
    if right and not right[0]:
        faults.append(wrong("crc32"))
    if right and not right[1]:
        faults.append(wrong("isize"))
    end = far.end + len(trailer)
    regions = [known(start, header.body, "gzip", "header"), known(header.body, far.end, "gzip", "deflate stream")]
    checks: list[Check] = []
    if header.summed:
        checks.append(check("crc16", header.body - 2, 2, (start, header.body - 2)))
    if len(trailer) == 8:
        regions.append(known(far.end, end, "gzip", "trailer"))
        checks.append(check("crc32", far.end, 4, (header.body, far.end)))
        checks.append(check("isize", far.end + 4, 4, (header.body, far.end)))
    return Found(
        start=start, end=end, format="gzip", label=text(header.name), faults=tuple(faults), regions=tuple(regions),
        checks=tuple(checks),
        facts=facts(
            ("compression", "deflate"), ("name", text(header.name)), ("time", moment(header.time)),
            ("comment", text(header.comment)), ("system", _SYSTEMS.get(header.system, str(header.system))),
            ("unpacked size", far.size),
        ),
        members=one(plain_name(header.name), -1, opener("deflate", blob, header.body, far.end, budget)),
    )  # fmt: skip


_LEAST = 32
"""What a zlib stream must unpack to: fewer bytes are not worth the doubt, for its mark is two bytes."""
_GLANCE = 64


def _zlib(blob: Blob, start: int, budget: Budget) -> Found | None:
    glance = blob.read(start, _GLANCE)
    try:
        zlib.decompressobj().decompress(glance, 1 << 16)
    except zlib.error:
        return None
    far = reach("zlib", blob, start, budget)
    if far.fault is not None or far.size < _LEAST:
        return None
    return Found(
        start=start, end=far.end, format="zlib",
        facts=facts(("compression", "deflate"), ("unpacked size", far.size)),
        regions=(known(start, start + 2, "zlib", "header"), known(start + 2, far.end - 4, "zlib", "deflate stream"),
                 known(far.end - 4, far.end, "zlib", "trailer")),
        checks=(check("adler32", far.end - 4, 4, (start + 2, far.end - 4)),),
        members=one(b"unpacked", far.size, opener("zlib", blob, start, far.end, budget)),
    )  # fmt: skip


GZIP = Reader(format="gzip", read=_gzip, magics=((b"\x1f\x8b\x08", 0),))
ZLIB = Reader(format="zlib", read=_zlib, magics=tuple((bytes((0x78, low)), 0) for low in (0x01, 0x5E, 0x9C, 0xDA)))
