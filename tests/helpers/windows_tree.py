"""A small stand-in for a frozen tree of Windows: programs, a library, a folder without files, a Chinese name."""

from __future__ import annotations

import struct
from pathlib import Path

PROGRAMS = ("codebinder.exe", "codebinder-desktop.exe")
FILES = {
    "README.txt": b"Codebinder\r\n",
    "licences/THIRD-PARTY-NOTICES.txt": b"notices\r\n",
    "_internal/python3.dll": b"MZ" + bytes(3000),
    "_internal/codebinder/_resources/docs/\u6784\u5efa\u8bf4\u660e.md": "\u8bf4\u660e\n".encode(),
    "_internal/PySide6/plugins/platforms/qwindows.dll": b"MZ" + bytes(range(256)) * 40,
    "_internal/a name with 'quotes' & signs (1).txt": b"",
}


def write(root: Path, changed: dict[str, bytes] | None = None) -> Path:
    """Write the tree, with some files in addition or instead; give it."""
    programs = {name: b"MZ" + name.encode() * 100 for name in PROGRAMS}
    for name, data in {**FILES, **programs, **(changed or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def library(*needed: str) -> bytes:
    """Make a library for 64-bit Windows that does nothing but ask for others."""
    place, start = 0x1000, 0x200
    table_size = 20 * (len(needed) + 1)
    names = b"".join(name.encode("ascii") + b"\0" for name in needed)
    thunks = place + table_size + len(names) + (-(table_size + len(names)) % 8)
    table, at = b"", place + table_size
    for name in needed:
        table += struct.pack("<5I", thunks, 0, 0, at, thunks)
        at += len(name) + 1
    ordinals = struct.pack("<QQ", 1 << 63 | 1, 0)  # every one asks for its first function
    body = (table + bytes(20) + names).ljust(thunks - place, b"\0") + ordinals
    size = len(body) + (-len(body) % 0x200)
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIIIQII", 0x20B, 14, 0, 0, size, 0, 0, place, 0x180000000, 0x1000, 0x200)
    optional += struct.pack("<6HIIIIHH", 6, 0, 0, 0, 6, 0, 0, 0x2000, start, 0, 2, 0)
    optional += struct.pack("<4QII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    directories = bytes(8) + struct.pack("<II", place, table_size) + bytes(8 * 14)
    section = b".rdata\0\0" + struct.pack("<IIIIIIHHI", len(body), place, size, start, 0, 0, 0, 0, 0x40000040)
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + coff + optional + directories + section
    return head.ljust(start, b"\0") + body.ljust(size, b"\0")
