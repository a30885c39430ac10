"""Tiny Mach-O files: a header, a command or two, and no code."""

from __future__ import annotations

import struct

ARM, INTEL = 0x0100000C, 0x01000007
LIBRARY = 6


def thin(processor: int = ARM, kind: int = LIBRARY, oldest: tuple[int, int] = (13, 0), *, old: bool = False) -> bytes:
    """Give a file for one processor; `old` says its macOS by the older command."""
    number = oldest[0] << 16 | oldest[1] << 8
    command = struct.pack("<IIIIII", 0x32, 24, 1, number, number, 0)
    if old:
        command = struct.pack("<IIII", 0x24, 16, number, number)
    other = struct.pack("<IIII", 0x1B, 24, 1, 2) + bytes(8)  # a UUID before it
    return struct.pack("<IIIIIIII", 0xFEEDFACF, processor, 0, kind, 2, len(other + command), 0, 0) + other + command


def fat(*parts: tuple[int, bytes]) -> bytes:
    """Give a file for several processors."""
    head, body = struct.pack(">II", 0xCAFEBABE, len(parts)), b""
    first = 8 + 20 * len(parts)
    for processor, data in parts:
        head += struct.pack(">IIIII", processor, 0, first + len(body), len(data), 0)
        body += data
    return head + body
