"""What a Mach-O file says of itself: what it is, for which processors, and the oldest macOS that it runs on."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

EXECUTABLE, LIBRARY, PLUGIN = 2, 6, 8
_KINDS = range(1, 13)
_PROCESSORS = {0x01000007: "x86_64", 0x0100000C: "arm64"}
_THIN, _FAT, _FAT_LARGE = 0xFEEDFACF, 0xCAFEBABE, 0xCAFEBABF
_BUILD_VERSION, _VERSION_MIN = 0x32, 0x24
_SLICES = 16
"""A Java class begins like a file of several processors; its next number is its version, which is larger."""
_COMMANDS = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file for one processor. `oldest` is (major, minor) of macOS; (0, 0) where it does not say."""

    processor: str
    kind: int
    oldest: tuple[int, int]


def read(path: Path) -> tuple[Part, ...]:
    """Give the parts of a file; nothing where it is no 64-bit Mach-O file."""
    with path.open("rb") as stream:
        head = stream.read(8)
        if len(head) < 8:
            return ()
        magic, count = struct.unpack(">II", head)
        if magic not in {_FAT, _FAT_LARGE}:
            stream.seek(0)
            part = _part(stream.read(_COMMANDS))
            return () if part is None else (part,)
        if count > _SLICES:
            return ()
        entry = ">IIQQII" if magic == _FAT_LARGE else ">IIIII"
        table = stream.read(count * struct.calcsize(entry))
        if len(table) < count * struct.calcsize(entry):
            return ()
        parts: list[Part] = []
        for row in struct.iter_unpack(entry, table):
            stream.seek(row[2])
            part = _part(stream.read(_COMMANDS))
            if part is not None:
                parts.append(part)
        return tuple(parts)


def _part(data: bytes) -> Part | None:
    if len(data) < 32:
        return None
    magic, processor, _, kind, count, size = struct.unpack_from("<IIIIII", data)
    if magic != _THIN or kind not in _KINDS:
        return None
    oldest, at, end = (0, 0), 32, min(len(data), 32 + size)
    for _ in range(count):
        if at + 16 > end:
            break
        command, length, first, second = struct.unpack_from("<IIII", data, at)
        if command in {_BUILD_VERSION, _VERSION_MIN}:
            version = second if command == _BUILD_VERSION else first
            oldest = (version >> 16, version >> 8 & 0xFF)
        if length < 8:
            break
        at += length
    return Part(processor=_PROCESSORS.get(processor, f"{processor:#x}"), kind=kind, oldest=oldest)


def oldest_system(paths: list[Path], processor: str = "arm64") -> tuple[int, int]:
    """Give the oldest macOS that all of these run on: the newest that any of them asks for."""
    asked = [part.oldest for path in paths for part in read(path) if part.processor == processor]
    return max([(11, 0), *asked])


def without(paths: list[Path], processor: str = "arm64") -> list[Path]:
    """Give those that have no part for this processor, and so would not load."""
    return [path for path in paths if all(part.processor != processor for part in read(path))]
