"""What an ELF file asks of the system: the libraries that it names, and the versions of their symbols."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")
_PAIR = struct.Struct("<QQ")
_VERNEED = struct.Struct("<HHIII")
_VERNAUX = struct.Struct("<IHHII")
_LOAD, _DYNAMIC = 1, 2
_NEEDED, _STRTAB, _RPATH, _RUNPATH, _VERNEED_AT, _VERNEED_COUNT = 1, 5, 15, 29, 0x6FFFFFFE, 0x6FFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """`needed`: names of libraries; `folders`: where they are looked for first; `versions`: (library, version of a
    symbol), e.g. ("libc.so.6", "GLIBC_2.34")."""

    needed: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()


def is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(5) == b"\x7fELF\x02"


def read(path: Path) -> Asks:
    """Read a 64-bit little-endian file; one without a dynamic section asks for nothing."""
    data = path.read_bytes()
    head = _HEAD.unpack_from(data)
    segments = [_SEGMENT.unpack_from(data, head[5] + at * head[9]) for at in range(head[10])]
    loaded = [(vaddr, offset, size) for kind, _, offset, vaddr, _, size, _, _ in segments if kind == _LOAD]
    dynamic = next(((offset, size) for kind, _, offset, _, _, size, _, _ in segments if kind == _DYNAMIC), None)
    if dynamic is None:
        return Asks()
    offset, size = dynamic
    pairs = [_PAIR.unpack_from(data, at) for at in range(offset, offset + size, _PAIR.size)]
    values = dict(reversed(pairs))
    strings = place(values[_STRTAB], loaded)
    versions: tuple[tuple[str, str], ...] = ()
    if _VERNEED_AT in values:
        versions = tuple(versions_of(data, place(values[_VERNEED_AT], loaded), values[_VERNEED_COUNT], strings))
    paths = [text(data, strings + value) for tag, value in pairs if tag in {_RPATH, _RUNPATH}]
    return Asks(
        needed=tuple(text(data, strings + value) for tag, value in pairs if tag == _NEEDED),
        folders=tuple(folder for path in paths for folder in path.split(":") if folder),
        versions=versions,
    )


def place(address: int, loaded: list[tuple[int, int, int]]) -> int:
    """Give where in the file stands what is loaded to an address."""
    return next(offset + address - vaddr for vaddr, offset, size in loaded if vaddr <= address < vaddr + size)


def versions_of(data: bytes, at: int, count: int, strings: int) -> Iterator[tuple[str, str]]:
    for _ in range(count):
        _, inner, library, first, following = _VERNEED.unpack_from(data, at)
        one = at + first
        for _ in range(inner):
            *_, name, onward = _VERNAUX.unpack_from(data, one)
            yield text(data, strings + library), text(data, strings + name)
            one += onward
        at += following


def text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode("ascii")
