"""ZIP archives inside images: bounded by their directory, or where that is missing by walking from member to member."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codebinder.base.zipwrite import CENTRAL, DEFLATED, END, END64, LOCAL, LOCATOR, MAX16, MAX32, STORED
from codebinder.firmware.boot.common import check, facts, known, wrong
from codebinder.firmware.codecs import CUT_SHORT, DAMAGED, Stream
from codebinder.firmware.flash.common import Window, kind_of
from codebinder.firmware.reading import PIECE, Blob, Budget, Exhausted, Found, Member, Reader, Unreadable, crc32
from codebinder.firmware.streams.common import opener
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

_METHODS = {
    STORED: "none", 1: "shrink", 6: "implode", DEFLATED: "deflate", 9: "deflate64", 12: "bzip2", 14: "lzma",
    93: "zstd", 95: "xz", 98: "ppmd", 99: "encrypted",
}  # fmt: skip
_STREAMED = {DEFLATED: "deflate", 12: "bzip2", 93: "zstd", 95: "xz"}
_ENCRYPTED, _LATER = 0x1 | 0x40 | 0x2000, 0x8
_MOST_CHECKS = 65_536
_TARGET = 4096


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the central directory stands, how many entries it has, what offsets count from, and where all ends."""

    at: int
    size: int
    count: int
    base: int
    end: int
    comment: bytes = b""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    method: int
    flags: int
    crc: int
    crc_at: int
    packed: int
    size: int
    local: int
    mode: int


def _plausible(blob: Blob, start: int) -> bool:
    """Could a local header be one: a method and a version that exist, a name without control characters?"""
    head = blob.read(start, LOCAL.size)
    if len(head) < LOCAL.size:
        return False
    fields = LOCAL.unpack(head)
    name = blob.read(start + LOCAL.size, fields[9])
    return (
        fields[3] in _METHODS and fields[1] & 0xFF <= 63 and 0 < fields[9] == len(name) and all(b >= 0x20 for b in name)
    )


def _leads_on(blob: Blob, start: int, budget: Budget) -> bool:
    """Does the first member lead to something more of an archive? What looks for a directory has far to go."""
    fields = LOCAL.unpack(blob.read(start, LOCAL.size))
    body = start + LOCAL.size + fields[9] + fields[10]
    extra = blob.read(start + LOCAL.size + fields[9], fields[10])
    _, packed = _wide(extra, fields[8], fields[7])
    if packed or not fields[2] & _LATER:
        return body + packed >= blob.size or blob.read(body + packed, 2) == b"PK" or bool(fields[2] & _LATER)
    if fields[3] not in _STREAMED:
        return True
    stream = Stream(_STREAMED[fields[3]], blob, body, blob.size, budget)
    try:
        for piece in stream:
            budget.read(len(piece))
            return True
    except Exhausted:
        raise
    except Unreadable:
        return stream.size > 0
    return True


def _end_at(blob: Blob, start: int, at: int) -> _Directory | None:
    """Read end records: what they tell must stand before them and behind `start`."""
    fields = END.unpack(blob.read(at, END.size)) if at + END.size <= blob.size else None
    if fields is None or fields[1] or fields[2] or fields[3] != fields[4]:
        return None
    count, size, offset = fields[4], fields[5], fields[6]
    before = at
    locator = blob.read(at - LOCATOR.size, LOCATOR.size)
    if MAX32 in {size, offset} or count == MAX16:
        wide = blob.read(at - LOCATOR.size - END64.size, END64.size)
        if locator[:4] == b"PK\6\7" and wide[:4] == b"PK\6\6":
            record = END64.unpack(wide)
            count, size, offset = record[7], record[8], record[9]
            before = at - LOCATOR.size - END64.size
    place = before - size
    base = place - offset
    if place < start or base > start or (count and blob.read(place, 4) != b"PK\1\2") or count * CENTRAL.size > size:
        return None
    comment = blob.read(at + END.size, fields[7])
    return _Directory(place, size, count, base, at + END.size + len(comment), comment)


def _directory(blob: Blob, start: int, budget: Budget) -> _Directory | None:
    at = start
    while at < blob.size:
        piece = blob.read(at, PIECE + 3)
        budget.read(len(piece))
        place = piece.find(b"PK\5\6")
        while 0 <= place < PIECE:
            budget.step()
            found = _end_at(blob, start, at + place)
            if found is not None and _begins(blob, found, start, budget):
                return found
            place = piece.find(b"PK\5\6", place + 1)
        at += PIECE
    return None


def _begins(blob: Blob, directory: _Directory, start: int, budget: Budget) -> bool:
    """Does a directory name a member that stands at `start`, and none before it?"""
    first = min((entry.local for entry in _entries(blob, directory, budget)), default=-1)
    return first == start


def _entries(blob: Blob, directory: _Directory, budget: Budget) -> Iterator[_Entry]:
    window, at = Window(blob), directory.at
    stop = directory.at + directory.size
    for _ in range(directory.count):
        budget.step(2)
        head = window.read(at, CENTRAL.size)
        if len(head) < CENTRAL.size or head[:4] != b"PK\1\2" or at + CENTRAL.size > stop:
            return
        fields = CENTRAL.unpack(head)
        name = window.read(at + CENTRAL.size, fields[10])
        extra = window.read(at + CENTRAL.size + fields[10], fields[11])
        size, packed, local = _wide(extra, fields[9], fields[8], fields[16])
        mode = fields[15] >> 16 if fields[1] >> 8 == 3 else 0
        yield _Entry(name, fields[4], fields[3], fields[7], at + 16, packed, size, directory.base + local, mode)
        at += CENTRAL.size + fields[10] + fields[11] + fields[12]


def _wide(extra: bytes, *values: int) -> tuple[int, ...]:
    """Read ZIP64's sizes where the fields of 32 bits say that they do not fit."""
    if MAX32 not in values:
        return values
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            body = iter(range(at + 4, min(at + 4 + length, len(extra)) - 7, 8))
            places = [next(body, None) if value == MAX32 else None for value in values]
            return tuple(
                int.from_bytes(extra[place : place + 8], "little") if place is not None else value
                for value, place in zip(values, places, strict=True)
            )
        at += 4 + length
    return values


def _data_at(blob: Blob, local: int) -> int | None:
    head = blob.read(local, LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != b"PK\3\4":
        return None
    fields = LOCAL.unpack(head)
    return local + LOCAL.size + fields[9] + fields[10]


def _verified(entry: _Entry, opened: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[bytes]]:
    """Unpack, and compare the sum at the end."""

    def run() -> Iterator[bytes]:
        value = 0
        for piece in opened():
            value = zlib.crc32(piece, value)
            yield piece
        if value != entry.crc:
            raise Unreadable(wrong("crc32"))

    return run


def _member(blob: Blob, entry: _Entry, budget: Budget) -> Member | None:
    name = entry.name.rstrip(b"/").lstrip(b"/")
    start = _data_at(blob, entry.local)
    if not name or name == b".":
        return None
    kind = (kind_of(entry.mode) if entry.mode else None) or NodeKind.FILE
    if entry.name.endswith(b"/") or kind is NodeKind.FOLDER:
        return Member(name=name, kind=NodeKind.FOLDER, size=0, mode=entry.mode)
    said = facts(("compression", _METHODS.get(entry.method, str(entry.method))))
    if start is None or start + entry.packed > blob.size:
        return Member(name=name, kind=kind, size=entry.size, mode=entry.mode, facts=said, faults=(CUT_SHORT,))
    if entry.flags & _ENCRYPTED:
        fault = Message("firmware.fault.encrypted")
        return Member(name=name, kind=kind, size=entry.size, mode=entry.mode, facts=said, faults=(fault,))
    end = start + entry.packed
    opened = None
    if entry.method in _STREAMED:
        opened = _verified(entry, opener(_STREAMED[entry.method], blob, start, end, budget))
    if kind is NodeKind.LINK:
        target = blob.read(start, min(entry.packed, _TARGET))
        if opened is not None:
            target = _short(opened)
        return Member(name=name, kind=kind, size=0, mode=entry.mode, target=target)
    if entry.method == STORED:
        budget.read(entry.packed)
        faults = () if crc32(blob, start, end, budget) == entry.crc else (wrong("crc32"),)
        return Member(name=name, kind=kind, size=entry.packed, start=start, mode=entry.mode, faults=faults)
    faults = () if opened is not None else (Message("firmware.fault.codec", {"name": said[0][1]}),)
    return Member(name=name, kind=kind, size=entry.size, open=opened, mode=entry.mode, facts=said, faults=faults)


def _short(opened: Callable[[], Iterator[bytes]]) -> bytes:
    held = b""
    try:
        for piece in opened():
            held += piece
            if len(held) >= _TARGET:
                break
    except Exhausted:
        raise
    except Unreadable:
        pass
    return held[:_TARGET]


def _checks(blob: Blob, directory: _Directory, budget: Budget) -> Iterator[Check]:
    for entry in _entries(blob, directory, budget):
        start = _data_at(blob, entry.local)
        if start is not None and entry.packed and start + entry.packed <= blob.size:
            covers = (start, start + entry.packed)
            yield check("crc32", entry.crc_at, 4, covers)
            if entry.flags & _LATER:
                signed = blob.read(covers[1], 4) == b"PK\7\x08"
                yield check("crc32", covers[1] + (4 if signed else 0), 4, covers)
            else:
                yield check("crc32", entry.local + 14, 4, covers)


def _zip(blob: Blob, start: int, budget: Budget) -> Found | None:
    if not _plausible(blob, start) or not _leads_on(blob, start, budget):
        return None
    directory = _directory(blob, start, budget)
    if directory is None:
        return _without(blob, start, budget)
    seen = sum(1 for _ in _entries(blob, directory, budget))
    checks: list[Check] = []
    for each in _checks(blob, directory, budget):
        if len(checks) >= _MOST_CHECKS:
            break
        checks.append(each)

    def members() -> Iterator[Member]:
        for entry in _entries(blob, directory, budget):
            member = _member(blob, entry, budget)
            if member is not None:
                yield member

    return Found(
        start=start, end=directory.end, format="zip", checks=tuple(checks), members=members,
        facts=facts(("entries", directory.count), ("comment", directory.comment.decode("utf-8", "backslashreplace"))),
        faults=() if seen == directory.count else (DAMAGED,),
        regions=(known(directory.at, directory.end, "zip", "directory"),),
    )  # fmt: skip


def _rows(blob: Blob, start: int, budget: Budget) -> Iterator[_Entry | int]:
    """Give members by their local headers alone, and last where that ends."""
    at = start
    while True:
        budget.step(4)
        head = blob.read(at, LOCAL.size)
        if len(head) < LOCAL.size or head[:4] != b"PK\3\4" or not _plausible(blob, at):
            yield min(at, blob.size)
            return
        fields = LOCAL.unpack(head)
        name = blob.read(at + LOCAL.size, fields[9])
        body = at + LOCAL.size + fields[9] + fields[10]
        extra = blob.read(at + LOCAL.size + fields[9], fields[10])
        size, packed = _wide(extra, fields[8], fields[7])
        end, crc = body + packed, fields[6]
        if fields[2] & _LATER and not packed:
            end = _inflated(blob, body, fields[3], budget)
            if end < 0:
                yield at
                return
            packed = end - body
            signed = blob.read(end, 4) == b"PK\7\x08"
            crc = int.from_bytes(blob.read(end + 4 if signed else end, 4), "little")
            end += 16 if signed else 12
        yield _Entry(name, fields[3], fields[2], crc, at + 14, packed, size or -1, at, 0)
        at = end


def _inflated(blob: Blob, at: int, method: int, budget: Budget) -> int:
    """Give where a member ends that states no size: with the blob where that cuts it off; -1 where it is damaged."""
    if method not in _STREAMED:
        return -1
    stream = Stream(_STREAMED[method], blob, at, blob.size, budget)
    try:
        for piece in stream:
            budget.read(len(piece))
    except Exhausted:
        raise
    except Unreadable:
        return stream.end if stream.size and stream.end >= blob.size else -1
    return stream.end


def _without(blob: Blob, start: int, budget: Budget) -> Found | None:
    """An archive whose directory is gone: what its local headers tell."""
    count, end = 0, start
    for row in _rows(blob, start, budget):
        if isinstance(row, int):
            end = row
        else:
            count += 1
    if count < 2 and end < blob.size:
        return None

    def members() -> Iterator[Member]:
        for row in _rows(blob, start, budget):
            if not isinstance(row, int):
                member = _member(blob, row, budget)
                if member is not None:
                    yield member

    return Found(
        start=start, end=end, format="zip", facts=facts(("entries", count)), faults=(CUT_SHORT,), members=members,
    )  # fmt: skip


ZIP = Reader(format="zip", read=_zip, magics=((b"PK\3\4", 0),))
