"""U-Boot's legacy image: a header of 64 bytes with its own checksum and one of what follows: a file or many."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

from codebinder.firmware.boot.common import (
    WORD_BIG,
    address,
    check,
    crc,
    cut,
    facts,
    known,
    named,
    numbered,
    part,
    plain,
    word,
    wrong,
)
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Region
from codebinder.model.text import Message

FORMAT = "uImage"
MAGIC = b"\x27\x05\x19\x56"
HEADER = 64
_LAYOUT = struct.Struct(">7I4B")
_MULTI, _SCRIPT = 4, 6
_MOST_FILES = 1024

SYSTEMS = numbered(
    "invalid", "OpenBSD", "NetBSD", "FreeBSD", "4.4BSD", "Linux", "SVR4", "Esix", "Solaris", "Irix", "SCO",
    "Dell", "NCR", "LynxOS", "VxWorks", "pSOS", "QNX", "U-Boot", "RTEMS", "ARTOS", "Unity OS", "INTEGRITY",
    "OSE", "Plan 9", "OpenRTOS", "ARM Trusted Firmware", "Trusted Execution Environment", "OpenSBI", "EFI",
)  # fmt: skip
MACHINES = numbered(
    "invalid", "Alpha", "ARM", "x86", "IA-64", "MIPS", "MIPS64", "PowerPC", "S/390", "SuperH", "SPARC",
    "SPARC64", "M68K", "Nios", "MicroBlaze", "Nios II", "Blackfin", "AVR32", "ST200", "Sandbox", "NDS32",
    "OpenRISC", "AArch64", "ARC", "x86-64", "Xtensa", "RISC-V",
)  # fmt: skip
KINDS = numbered(
    "invalid", "standalone", "kernel", "ramdisk", "multi", "firmware", "script", "filesystem", "flat_dt",
    "kwbimage", "imximage", "ublimage", "omapimage", "aisimage", "kernel_noload", "pblimage", "mxsimage",
)  # fmt: skip
PACKED = numbered("none", "gzip", "bzip2", "lzma", "lzo", "lz4", "zstd")


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    header = blob.read(start, HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return None
    _, own, made, size, load, entry, stated, system, machine, kind, packed = _LAYOUT.unpack_from(header)
    begin = start + HEADER
    end, faults = cut(blob, begin + size)
    sound = not faults and size > 0 and crc(blob, ((begin, end),), budget) == stated
    if zlib.crc32(header[:4] + bytes(4) + header[8:]) != own:
        # Some vendors' loaders never look at the header's sum; then what follows has to fit.
        if not sound:
            return None
        faults = (wrong("header crc32"),)
    elif not faults and not sound and size:
        faults = (wrong("data crc32"),)
    rows, broken = _table(blob, begin, end, kind, budget)
    label = plain(header[32:])
    return Found(
        start=start,
        end=end,
        format=FORMAT,
        label=label,
        facts=facts(
            ("name", label),
            ("type", named(KINDS, kind)),
            ("system", named(SYSTEMS, system)),
            ("machine", named(MACHINES, machine)),
            ("compression", named(PACKED, packed)),
            ("load address", address(load)),
            ("entry point", address(entry)),
            ("made", datetime.fromtimestamp(made, UTC).isoformat() if made else ""),
        ),
        faults=faults + broken,
        regions=_regions(start, begin, end, rows),
        checks=(
            check("header crc32", start + 4, 4, (start, start + 4), (start + 8, begin)),
            check("data crc32", start + 24, 4, (begin, end)),
        ),
        members=lambda: _members(blob, end, kind, packed, rows),
    )


def _table(
    blob: Blob, begin: int, end: int, kind: int, budget: Budget
) -> tuple[tuple[tuple[int, int], ...], tuple[Message, ...]]:
    """Give (offset, size) of each file: many stand behind a table of sizes that ends at 0, each padded to 4 bytes."""
    if kind not in (_MULTI, _SCRIPT):
        return ((begin, end - begin),) if begin < end else (), ()
    sizes: list[int] = []
    at = begin
    while len(sizes) < _MOST_FILES and at + 4 <= end and (size := word(blob, at, WORD_BIG)) > 0:
        budget.step()
        sizes.append(size)
        at += 4
    if at + 4 > end or len(sizes) == _MOST_FILES:
        return (), (Message("firmware.fault.table"),)
    at += 4
    rows: list[tuple[int, int]] = []
    for size in sizes:
        if at + size > end:
            return tuple(rows), (Message("firmware.fault.table"),)
        rows.append((at, size))
        at += size + -size % 4
    return tuple(rows), ()


def _regions(start: int, begin: int, end: int, rows: tuple[tuple[int, int], ...]) -> tuple[Region, ...]:
    header = known(start, min(begin, end), FORMAT, "header")
    first = rows[0][0] if rows else end
    return (header, known(begin, first, FORMAT, "table of sizes")) if begin < first else (header,)


def _members(blob: Blob, end: int, kind: int, packed: int, rows: tuple[tuple[int, int], ...]) -> Iterator[Member]:
    compression = facts(("compression", named(PACKED, packed)))
    if kind != _MULTI:
        for at, size in rows:
            yield part(named(KINDS, kind).encode(), blob, at, min(size, end - at), compression)
        return
    for number, (at, size) in enumerate(rows):
        yield part(b"file-%d" % number, blob, at, size, compression if not number else ())


READERS = (Reader(format=FORMAT, read=_read, magics=((MAGIC, 0),)),)
