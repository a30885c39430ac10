"""Which libraries a program or library for Windows asks for: the two lists of names in its PE file."""

from __future__ import annotations

import struct
from pathlib import Path

_IMPORTS, _DELAYED = 1, 13
"""Places in the table of contents."""
_LARGE = 0x20B
_MOST = 4096


def imports(path: Path) -> set[str]:
    """Give the names, in small letters, of what is loaded with the file or when it is first called; empty for what is
    no 64-bit PE file."""
    data = path.read_bytes()
    try:
        return _read(data)
    except (struct.error, ValueError):  # it ends before it says it does, or a name is no name
        return set()


def _read(data: bytes) -> set[str]:
    if data[:2] != b"MZ":
        return set()
    (head,) = struct.unpack_from("<I", data, 0x3C)
    if data[head : head + 4] != b"PE\0\0":
        return set()
    sections, optional = struct.unpack_from("<2xH12xH", data, head + 4)
    start = head + 24
    (magic,) = struct.unpack_from("<H", data, start)
    if magic != _LARGE:
        return set()
    (count,) = struct.unpack_from("<I", data, start + 108)
    rows = [struct.unpack_from("<8xIIII", data, start + optional + 40 * at) for at in range(sections)]
    names: set[str] = set()
    for place, length, field in ((_IMPORTS, 20, 12), (_DELAYED, 32, 4)):
        if place < count:
            (address,) = struct.unpack_from("<I", data, start + 112 + 8 * place)
            names |= _names(data, rows, address, length, field)
    return names


def _names(data: bytes, rows: list[tuple[int, ...]], address: int, length: int, field: int) -> set[str]:
    found: set[str] = set()
    if not address:
        return found
    at = _offset(rows, address)
    for row in range(_MOST):
        (name,) = struct.unpack_from("<I", data, at + length * row + field)
        if not name:
            break
        begin = _offset(rows, name)
        found.add(data[begin : data.index(b"\0", begin)].decode("ascii").lower())
    return found


def _offset(rows: list[tuple[int, ...]], address: int) -> int:
    """Give where in the file stands what is loaded to an address; rows are the sections' sizes and places."""
    for _, first, size, place in rows:
        if first <= address < first + size:
            return place + address - first
    raise ValueError(address)
