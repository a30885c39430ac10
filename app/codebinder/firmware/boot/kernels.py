"""Linux kernels that are recognised by themselves: ARM's zImage, x86's bzImage, the flat Image of arm64 and RISC-V."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from codebinder.firmware.boot.common import Facts, address, check, cut, facts, jam, known, named, part, plain
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, unpack
from codebinder.model.firmware import Check

ZIMAGE, BZIMAGE, IMAGE = "ARM zImage", "x86 bzImage", "Linux Image"
_ARM, _ARM_BIG = b"\x18\x28\x6f\x01", b"\x01\x6f\x28\x18"
_ARM64, _RISCV = b"ARM\x64", b"RSC\x05"
_SETUP = b"HdrS"
_FLAT = struct.Struct("<2I3Q")
_PE_SECTION = struct.Struct("<8s6I2HI")
_LOADERS = {
    0: "LILO", 1: "Loadlin", 2: "bootsect-loader", 3: "Syslinux", 4: "Etherboot", 7: "GRUB", 8: "U-Boot", 9: "Xen",
}  # fmt: skip


def _zimage(blob: Blob, start: int, _budget: Budget) -> Found | None:
    """ARM's self-extracting kernel: eight no-operations, a jump, and a magic with where it begins and ends."""
    head = blob.read(start, 64)
    if len(head) < 52:
        return None
    order = ">" if head[36:40] == _ARM_BIG else "<"
    begin, finish, mark = struct.unpack_from(order + "3I", head, 40)
    size = finish - begin
    if not 64 < size <= 1 << 28:
        return None
    if mark != 0x04030201 and not _idle(head):
        return None
    end, faults = cut(blob, start + size)
    return Found(
        start=start,
        end=end,
        format=ZIMAGE,
        facts=facts(("byte order", "big" if order == ">" else "little"), ("start", address(begin) if begin else "")),
        faults=faults,
        regions=(known(start, min(start + 64, end), ZIMAGE, "header"),),
        members=lambda: iter((part(b"body", blob, start + 64, end - start - 64),)),
    )


def _idle(head: bytes) -> bool:
    """Does it begin as these kernels do, with the same instruction over and over?"""
    return head[:4] * 7 == head[:28] and any(head[:4])


# --------------------------------------------------------------------------------------------------------- flat images


def _flat(blob: Blob, start: int, _budget: Budget) -> Found | None:
    """The flat kernel of arm64 and RISC-V. Its size counts memory that is empty at first: the file may end earlier."""
    fields = unpack(_FLAT, blob, start)
    head = blob.read(start, 64)
    if fields is None or len(head) < 64:
        return None
    code, _, offset, size, flags = fields
    arm = head[56:60] == _ARM64
    if not code or size > 1 << 30 or (size and size < 64) or offset > 1 << 32 or flags >> 8:
        return None
    if not arm and head[48:56] not in {b"RISCV\0\0\0", bytes(8)}:
        return None
    if arm and any(head[32:56]):
        return None
    stated = _pe_end(blob, start, int.from_bytes(head[60:64], "little"))
    if stated and not size:
        return None  # an EFI program that borrows the header
    faults = ()
    if stated:
        end, faults = cut(blob, start + stated)
    elif start or not size:
        end = start + 64  # nothing tells where it ends in the file
    else:
        end = min(blob.size, start + size)
    body = end
    end, checks = _pe_sums(blob, start, int.from_bytes(head[60:64], "little"), end) if stated else (end, ())
    return Found(
        start=start,
        end=end,
        format=IMAGE,
        facts=facts(
            ("machine", "AArch64" if arm else "RISC-V"),
            ("load offset", address(offset)),
            ("bytes in memory", size or ""),
            ("page", {1: "4096", 2: "16384", 3: "65536"}.get(flags >> 1 & 3, "") if arm else ""),
            ("byte order", "big" if flags & 1 else "little"),
            ("EFI", "yes" if head[:2] == b"MZ" else ""),
        ),
        faults=faults,
        regions=(known(start, start + 64, IMAGE, "header"),),
        checks=checks,
        members=lambda: _flat_parts(blob, start + 64, body, end),
    )


def _flat_parts(blob: Blob, start: int, body: int, end: int) -> Iterator[Member]:
    if body > start:
        yield replace(part(b"body", blob, start, body - start), section_of=IMAGE)
    yield from _signature(blob, body, end)


def _pe(blob: Blob, start: int, at: int) -> tuple[int, int, int]:
    """Give where the PE header at `at` has its optional part, how many sections follow and from where; 0 for none."""
    head = blob.read(start + at, 24) if 64 <= at <= 1 << 16 else b""
    if len(head) < 24 or head[:4] != b"PE\0\0":
        return 0, 0, 0
    optional = int.from_bytes(head[20:22], "little")
    return start + at + 24, min(int.from_bytes(head[6:8], "little"), 96), start + at + 24 + optional


def _pe_end(blob: Blob, start: int, at: int) -> int:
    """Give where the sections of a PE header end, counted from `start`; 0 where there is none."""
    _, count, rows = _pe(blob, start, at)
    last = 0
    for number in range(count):
        row = blob.read(rows + number * _PE_SECTION.size, _PE_SECTION.size)
        if len(row) < _PE_SECTION.size:
            return 0
        size, place = struct.unpack_from("<2I", row, 16)
        last = max(last, place + size)
    return last if last < 1 << 30 else 0


def _pe_sums(blob: Blob, start: int, at: int, end: int) -> tuple[int, tuple[Check, ...]]:
    """Give the sum and the signature that a PE header tells of, over all of the kernel; and where it ends with them."""
    optional, _, rows = _pe(blob, start, at)
    out: list[Check] = []
    if rows - optional >= 68 and any(blob.read(optional + 64, 4)):
        out.append(check("PE checksum", optional + 64, 4, (start, end)))
    wide = blob.read(optional, 2) == b"\x0b\x02"
    directory = optional + (112 if wide else 96) + 4 * 8
    place, size = struct.unpack("<2I", blob.read(directory, 8)) if 0 < directory + 8 <= rows else (0, 0)
    begin = start + place
    if size and end <= begin <= end + 4096 and begin + size <= blob.size and not any(blob.read(end, begin - end)):
        out.append(check("signature", begin, size, (start, begin)))
        return begin + size, tuple(out)
    return end, tuple(out)


# ------------------------------------------------------------------------------------------------------------- bzImage


def _bzimage(blob: Blob, start: int, budget: Budget) -> Found | None:
    """x86's kernel: real-mode sectors with a header at a fixed place, and the protected-mode kernel behind them."""
    head = blob.read(start, 0x270)
    if len(head) < 0x270 or head[0x1FE:0x200] != b"\x55\xaa":
        return None
    sectors, paragraphs = head[0x1F1] or 4, int.from_bytes(head[0x1F4:0x1F8], "little")
    version = int.from_bytes(head[0x206:0x208], "little")
    if not 0x200 <= version <= 0x2FF or sectors > 64:
        return None
    body = start + (sectors + 1) * 512
    stated = body + paragraphs * 16
    if version < 0x204:
        stated = body + (paragraphs & 0xFFFF) * 16
    if stated - body < 512 or stated - body > 1 << 28:
        return None
    end, faults = cut(blob, stated)
    checks: tuple[Check, ...] = ()
    if (
        not faults
        and version >= 0x208
        and jam(blob, ((start, end - 4),), budget) == int.from_bytes(blob.read(end - 4, 4), "little")
    ):
        checks = (check("crc32", end - 4, 4, (start, end - 4)),)  # kernels that no longer have one have no such field
    kernel = end
    if not faults and head[:2] == b"MZ":
        end, more = _pe_sums(blob, start, int.from_bytes(head[60:64], "little"), end)
        checks += more
    return Found(
        start=start,
        end=end,
        format=BZIMAGE,
        label=_kernel_version(blob, start, head),
        facts=_told(blob, start, head, version),
        faults=faults,
        regions=(known(start, min(body, end), BZIMAGE, "setup"),),
        checks=checks,
        members=lambda: _kernel_parts(blob, head, version, body, kernel, end),
    )


def _kernel_version(blob: Blob, start: int, head: bytes) -> str:
    at = int.from_bytes(head[0x20E:0x210], "little")
    return plain(blob.read(start + at + 0x200, 256)) if at else ""


def _told(blob: Blob, start: int, head: bytes, version: int) -> Facts:
    loaded = head[0x210]
    return facts(
        ("version", _kernel_version(blob, start, head)),
        ("boot protocol", f"{version >> 8}.{version & 0xFF:02d}"),
        ("load address", address(int.from_bytes(head[0x214:0x218], "little"))),
        ("loader", named(_LOADERS, loaded >> 4) if loaded and loaded != 0xFF else ""),
        ("EFI", "yes" if head[:2] == b"MZ" else ""),
    )


def _kernel_parts(blob: Blob, head: bytes, version: int, body: int, end: int, last: int) -> Iterator[Member]:
    """Give the packed kernel where the header tells its place, what stands around it, and a signature behind it."""
    offset, size = struct.unpack_from("<2I", head, 0x248) if version >= 0x208 else (0, 0)
    if not size or body + offset + size > end:
        yield part(b"body", blob, body, end - body)
        yield from _signature(blob, end, last)
        return
    yield part(b"decompressor", blob, body, offset)
    yield part(b"payload", blob, body + offset, size)
    yield part(b"decompressor-end", blob, body + offset + size, end - body - offset - size)
    yield from _signature(blob, end, last)


def _signature(blob: Blob, start: int, end: int) -> Iterator[Member]:
    if start < end:
        yield part(b"signature", blob, start, end - start)


READERS = (
    Reader(format=ZIMAGE, read=_zimage, magics=((_ARM, 36), (_ARM_BIG, 36)), align=4),
    Reader(format=IMAGE, read=_flat, magics=((_ARM64, 56), (_RISCV, 56)), align=4),
    Reader(format=BZIMAGE, read=_bzimage, magics=((_SETUP, 0x202),)),
)
