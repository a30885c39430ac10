"""Finds the version of a Windows program among its resources: a tree three levels deep, and texts in UTF-16."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from codebinder.firmware.programs.common import Facts, facts, plain
from codebinder.firmware.reading import Blob, Budget

_VERSION = 16
_LONGEST = 1 << 16
_TEXTS = {
    "CompanyName": "company", "ProductName": "product", "FileDescription": "description", "FileVersion": "version",
    "ProductVersion": "product version", "OriginalFilename": "original name", "InternalName": "internal name",
    "LegalCopyright": "copyright",
}  # fmt: skip
_FIXED = b"\xbd\x04\xef\xfe"


def version_facts(blob: Blob, place: tuple[int, int], locate: Callable[[int], int | None], budget: Budget) -> Facts:
    """Give what the version resource says; nothing where there is none."""
    start, end = place
    entry = _first(blob, start, end, _VERSION, budget)
    for _ in range(2):  # the resource's name, then its language
        entry = _first(blob, start + (entry & 0x7FFF_FFFF), end, None, budget) if entry is not None else None
    if entry is None or entry & 0x8000_0000:
        return ()
    row = blob.read(start + entry, 8)
    if len(row) < 8:
        return ()
    address, size = struct.unpack("<II", row)
    at = locate(address)
    data = blob.read(at, min(size, _LONGEST)) if at is not None else b""
    return facts(("file version", _fixed(data)), *_texts(data, budget))


def _first(blob: Blob, at: int, end: int, wanted: int | None, budget: Budget) -> int | None:
    """Give where the entry `wanted` of a resource directory points to; its first one for None."""
    head = blob.read(at, 16)
    if len(head) < 16 or at >= end:
        return None
    named, numbered = struct.unpack_from("<HH", head, 12)
    for number in range(min(named + numbered, 1000)):
        budget.step()
        row = blob.read(at + 16 + 8 * number, 8)
        if len(row) < 8:
            return None
        key, place = struct.unpack("<II", row)
        if wanted is None or key == wanted:
            return place
    return None


def _fixed(data: bytes) -> str:
    at = data.find(_FIXED)
    if at < 0 or len(data) < at + 16:
        return ""
    high, low = struct.unpack_from("<II", data, at + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def _texts(data: bytes, budget: Budget) -> Iterator[tuple[str, str]]:
    """Give the texts: each row states its length, its value's, and its key before the value."""
    for key, term in _TEXTS.items():
        budget.step()
        wanted = key.encode("utf-16-le") + b"\0\0"
        at = data.find(wanted)
        if at < 6 or at % 2:
            continue
        length = int.from_bytes(data[at - 6 : at - 4], "little")
        start = (at + len(wanted) + 3) // 4 * 4
        yield term, plain(data[start : at - 6 + length][: length // 2 * 2], "utf-16-le")
