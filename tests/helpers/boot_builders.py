"""Makes images of formats that no tool of Debian makes, by their public descriptions."""

from __future__ import annotations

import hashlib
import struct
import uuid
import zlib
from functools import reduce
from operator import xor

FFS = uuid.UUID("8c8ce578-8a3d-4f1c-9935-896185c32dd3").bytes_le


def trx(version: int, parts: list[bytes]) -> bytes:
    """Make an image as OpenWrt's tool does: the sum covers everything from the flags on."""
    at = 28 if version == 1 else 32
    offsets: list[int] = []
    body = b""
    for each in parts:
        offsets.append(at + len(body) if each else 0)
        body += each
    offsets += [0] * ((3 if version == 1 else 4) - len(offsets))
    rest = struct.pack(f"<HH{len(offsets)}I", 0, version, *offsets) + body
    return struct.pack("<4sII", b"HDR0", 12 + len(rest), zlib.crc32(rest) ^ 0xFFFFFFFF) + rest


def esp_description(project: bytes = b"a-project", version: bytes = b"1.2.3") -> bytes:
    """Make an application's description, as it stands at the beginning of the first segment."""
    texts = struct.pack("<32s32s16s16s32s", version, project, b"12:00:01", b"Jan  2 2024", b"v5.1.2")
    return struct.pack("<4I", 0xABCD5432, 3, 0, 0) + texts + b"\x11" * 32 + bytes(80)


def esp_image(bodies: list[tuple[int, bytes]], *, chip: int | None = 5, hashed: bool = True) -> bytes:
    """Make an image: `chip` None is the older header of the ESP8266."""
    header = struct.pack("<4BI", 0xE9, len(bodies), 2, 0x20, 0x40080400)
    if chip is not None:
        header += bytes(4) + struct.pack("<HBHH4xB", chip, 0, 0, 99, hashed)
    image = header + b"".join(struct.pack("<2I", load, len(data)) + data for load, data in bodies)
    image += bytes(15 - len(image) % 16) + bytes([reduce(xor, b"".join(data for _, data in bodies), 0xEF)])
    return image + hashlib.sha256(image).digest() if hashed and chip is not None else image


def esp_table(rows: list[tuple[bytes, int, int, int, int, int]], *, summed: bool = True) -> bytes:
    """Make a partition table of 0xC00 bytes."""
    data = b"".join(
        struct.pack("<2s2B2I16sI", b"\xaa\x50", a, b, c, d, name, flags) for name, a, b, c, d, flags in rows
    )
    data += b"\xeb\xeb" + b"\xff" * 14 + hashlib.md5(data).digest() if summed else b""
    return data + b"\xff" * (0xC00 - len(data))


def uefi_section(kind: int, data: bytes) -> bytes:
    return (4 + len(data)).to_bytes(3, "little") + bytes([kind]) + data


def uefi_sections(*parts: bytes) -> bytes:
    """Lay sections one behind the other, each at a multiple of 4."""
    out = b""
    for each in parts:
        out += bytes(-len(out) % 4) + each
    return out


def uefi_guided(guid: bytes, data: bytes, extra: bytes = b"") -> bytes:
    return uefi_section(2, guid + struct.pack("<2H", 24 + len(extra), 1) + extra + data)


def uefi_file(number: int, kind: int, body: bytes, *, summed: bool = True) -> bytes:
    size = 24 + len(body)
    fixed = uuid.UUID(int=number).bytes_le
    tail = bytes([kind, 0x40 if summed else 0]) + size.to_bytes(3, "little")
    data_sum = -sum(body) & 0xFF if summed else 0xAA
    return fixed + bytes([-(sum(fixed) + sum(tail)) & 0xFF, data_sum]) + tail + b"\xf8" + body


def uefi_volume(*files: bytes, size: int = 0x4000, system: bytes = FFS) -> bytes:
    body = b""
    for each in files:
        body += b"\xff" * (-len(body) % 8) + each
    rest = struct.pack("<4I", 1, size, 0, 0)
    head = struct.pack("<16s16sQ4sI3HBB", b"", system, size, b"_FVH", 0x800, 72, 0, 0, 0, 2) + rest
    total = -sum(struct.unpack("<36H", head)) & 0xFFFF
    return (head[:50] + total.to_bytes(2, "little") + head[52:] + body).ljust(size, b"\xff")


def tplink(kernel: bytes, root: bytes) -> bytes:
    rows = (512, len(kernel), 512 + len(kernel), len(root), 0, 0)
    head = struct.pack(">I24s36s", 0x01000000, b"TP-LINK Technologies", b"ver. 1.0")
    head += struct.pack(">2I4x16s4x16s4x9I", 0x08410008, 1, b"", b"", 0x80060000, 0x80060000, 0x3C0000, *rows)
    salt = bytes.fromhex("dcd73aa5c39598fbddf9e7f40eae4738")
    image = head.ljust(512, b"\0") + kernel + root
    return image[:76] + hashlib.md5(image[:76] + salt + image[92:]).digest() + image[92:]


def mcuboot(program: bytes, *, counter: int | None = None, flags: int = 0) -> bytes:
    """Make an image as imgtool does: protected records are summed with the program, the others are not."""
    protected = struct.pack("<4HI", 0x6908, 12, 0x50, 4, counter) if counter is not None else b""
    head = struct.pack("<2I2H2I2BH2I", 0x96F3B83D, 0, 512, len(protected), len(program), flags, 1, 2, 3, 4, 0)
    image = head.ljust(512, b"\0") + program + protected
    records = struct.pack("<2H", 0x10, 32) + hashlib.sha256(image).digest()
    records += struct.pack("<2H", 0x22, 70) + b"\x30" * 70
    return image + struct.pack("<2H", 0x6907, 4 + len(records)) + records
