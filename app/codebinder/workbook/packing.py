"""Pure helpers around sealed columns: what workflow seals is packed here first, since many small values seal badly."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.source import SourceEntry
from codebinder.model.text import Message

_LARGEST = 1 << 30
"""No list of a filing comes near a gigabyte; a packed one that does was not made by us."""


def pack(data: bytes) -> bytes:
    """Compress a long list before it is sealed."""
    return zlib.compress(data, 6)


def unpack(packed: bytes) -> bytes:
    """Give back what `pack` took; UserError where it is something else."""
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(packed, _LARGEST)
    except zlib.error:
        raise _damaged() from None
    if not reader.eof or reader.unconsumed_tail:
        raise _damaged()
    return data


def pack_keys(entries: Iterable[SourceEntry]) -> bytes:
    """Pack the keys of a snapshot's entries, in their order, for sealing: unkeyed git ids must not lie open."""
    return pack("\n".join(entry.key for entry in entries).encode("ascii", "backslashreplace"))


def join_keys(entries: Sequence[SourceEntry], packed: bytes) -> tuple[SourceEntry, ...]:
    """Put the keys that `pack_keys` packed back into the entries."""
    keys = unpack(packed).decode("ascii").split("\n") if entries else []
    if len(keys) != len(entries):
        raise _damaged()
    return tuple(SourceEntry(entry.path, entry.kind, key, entry.size) for entry, key in zip(entries, keys, strict=True))


def _damaged() -> UserError:
    return SaidError(
        Message("refuse.packing.sealed-list-workbook-damaged"),
        next_step=Message("next.go-back-newest-copy-workbook-works"),
    )
