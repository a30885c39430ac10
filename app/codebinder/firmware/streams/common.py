"""What readers of streams, archives and disks share: names as text, moments, how far a compressed stream reaches."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from codebinder.firmware.codecs import Stream
from codebinder.firmware.reading import Blob, Budget, Exhausted, Member, Unreadable
from codebinder.model.firmware import NodeKind
from codebinder.model.text import Message

UNPACKED = b"unpacked"


def text(name: bytes) -> str:
    """Give a name of an image as text: what is no UTF-8 is escaped."""
    return name.decode("utf-8", "backslashreplace")


def moment(seconds: int) -> str:
    """Give a Unix time as text; empty for none, and for what no calendar holds."""
    if not 0 < seconds < 1 << 37:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def plain_name(name: bytes) -> bytes:
    """Give the last step of a name that a packer kept, for what comes out; else a plain one."""
    last = posixpath.basename(name.rstrip(b"/"))
    return last if last and last not in {b".", b".."} else UNPACKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a stream goes: `end` behind its last byte, or behind the last that was surely its own where a fault
    stopped it; how much came out, the CRC-32 of that, and what its first bytes were."""

    end: int
    size: int
    crc: int
    head: bytes
    fault: Message | None = None


def reach(name: str, blob: Blob, start: int, budget: Budget, head: int = 4096) -> Reach:
    """Unpack a stream to its end, keep nothing but `head`; what comes out counts as read."""
    stream = Stream(name, blob, start, blob.size, budget)
    first = bytearray()
    crc = size = 0
    fault: Message | None = None
    try:
        for piece in stream:
            budget.read(len(piece))
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if len(first) < head:
                first += piece[: head - len(first)]
    except Exhausted:
        raise
    except Unreadable as error:
        fault = error.said
    end = stream.end if stream.whole or fault is None or stream.end >= blob.size else stream.sure
    return Reach(end=end, size=size, crc=crc, head=bytes(first), fault=fault)


def opener(name: str, blob: Blob, start: int, end: int, budget: Budget) -> Callable[[], Iterator[bytes]]:
    """Give what unpacks a stream when it is asked for."""
    return lambda: iter(Stream(name, blob, start, end, budget))


def one(name: bytes, size: int, opened: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[Member]]:
    """Give the members of something that holds just one."""

    def members() -> Iterator[Member]:
        yield Member(name=name, kind=NodeKind.PART, size=size, open=opened)

    return members
