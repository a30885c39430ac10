"""Broadcom's TRX: a header with a checksum, and up to four partitions behind it; version 1 and 2."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator

from codebinder.firmware.boot.common import check, cut, facts, jam, known, part, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, unpack

FORMAT = "TRX"
MAGIC = b"HDR0"
_LAYOUT = struct.Struct("<4s2I2H3I")
_FOURTH = struct.Struct("<I")
_CRC_FROM = 12


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    fields = unpack(_LAYOUT, blob, start)
    if fields is None:
        return None
    _, size, stated, flags, version, *offsets = fields
    header = 28 if version == 1 else 32
    if version not in (1, 2) or size < header:
        return None
    if version == 2 and (fourth := unpack(_FOURTH, blob, start + 28)):
        offsets.append(fourth[0])
    placed = [each for each in offsets if each]
    if not placed or placed != sorted(set(placed)) or placed[0] < header or placed[-1] >= size:
        return None
    end, faults = cut(blob, start + size)
    covers = (start + _CRC_FROM, end)
    if not faults and jam(blob, (covers,), budget) != stated:
        faults = (wrong("crc32"),)
    if faults and placed[0] != header:  # nothing but the magic speaks for it
        return None
    bounds = [*(start + each for each in placed), end]

    def members() -> Iterator[Member]:
        for number, (at, until) in enumerate(itertools.pairwise(bounds)):
            yield part(b"partition-%d" % number, blob, at, max(until - at, 0))

    return Found(
        start=start,
        end=end,
        format=FORMAT,
        facts=facts(("version", version), ("flags", f"0x{flags:04x}"), ("partitions", len(placed))),
        faults=faults,
        regions=(known(start, min(start + header, end), FORMAT, "header"),),
        checks=(check("crc32", start + 8, 4, covers),),
        members=members,
    )


READERS = (Reader(format=FORMAT, read=_read, magics=((MAGIC, 0),)),)
