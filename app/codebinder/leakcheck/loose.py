"""Gives what stands in a package's archive besides its members' bytes and names: unseen, and sent along."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from codebinder.base.files import free_space_fault
from codebinder.base.zips import Member

_LOCAL, _CENTRAL = 30, 46
_LARGEST = 256 << 20


def loose_bytes(path: Path, members: Sequence[Member]) -> Iterator[tuple[int, bytes]]:
    """Give (offset, bytes) of everything outside the members: headers and extra fields without the names (which are
    searched as names), what lies between members, and behind the last one the directory with all comments."""
    try:
        with path.open("rb") as stream:
            at = 0
            pieces: list[bytes] = []
            for member in sorted(members, key=lambda each: each.offset):
                stream.seek(at)
                gap = stream.read(max(0, member.offset - at))
                pieces.append(_nameless(gap, member.name))
                at = member.offset + member.compressed
            stream.seek(at)
            tail = stream.read(_LARGEST)
    except OSError as error:
        raise free_space_fault(error, path) from None
    yield 0, b"\n".join(pieces)
    yield at, _directory(tail)


def _nameless(gap: bytes, name: str) -> bytes:
    """Blank the name in the local header that ends `gap`."""
    raw = name.encode()
    at = gap.rfind(b"PK\3\4")
    start = at + _LOCAL if at >= 0 else -1
    return gap[:start] + gap[start + len(raw) :] if start > 0 and gap.startswith(raw, start) else gap


def _directory(tail: bytes) -> bytes:
    """Blank the names in the archive's directory; its extra fields and comments stay."""
    pieces: list[bytes] = []
    at = tail.find(b"PK\1\2")
    if at < 0:
        return tail
    pieces.append(tail[:at])
    while tail.startswith(b"PK\1\2", at) and at + _CENTRAL <= len(tail):
        name, extra, comment = struct.unpack_from("<3H", tail, at + 28)
        begin = at + _CENTRAL + name
        pieces.append(tail[at : at + _CENTRAL])
        pieces.append(tail[begin : begin + extra + comment])
        at = begin + extra + comment
    pieces.append(tail[at:])
    return b"\n".join(pieces)
