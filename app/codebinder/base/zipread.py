"""Reads ZIP archives that somebody hostile may have made: bounded, nothing written, nothing ambiguous accepted."""

from __future__ import annotations

import mmap
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import deflate

from codebinder.base.messages import SaidError
from codebinder.base.zipwrite import CENTRAL, DEFLATED, END, END64, LOCAL, LOCATOR, MAX16, MAX32, STORED, UTF8_FLAG
from codebinder.errors import UserError
from codebinder.model.text import Message, shown

_BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:|(?:^|/)\.{1,2}(?:/|$)|//")
_AT_ONCE = 64 << 20
_AROUND = 16 << 10  # what the system maps around each place that is touched
_FORGET = 16 << 20
"""Bytes given out after which the pages of a mapped file are let go: memory stays flat over archives of any size."""
_CLOSED = {
    "is encrypted": "fault.zipread.encrypted",
    "is packed in a way that is not supported": "fault.zipread.unsupported",
}
_ENCRYPTED = 0x1 | 0x40 | 0x2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """Caps on what an archive may claim. Deflate makes at most 1,032 out of one byte, a whole archive far less:
    `ratio` is total size over archive size, beyond `free` bytes that any archive may unpack to."""

    members: int = 1_000_000
    total: int = 1 << 40
    ratio: int = 100
    free: int = 256 << 20


DEFAULT_LIMITS = ZipLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member as the central directory tells; `offset` is where its bytes begin."""

    name: str
    size: int
    compressed: int
    crc32: int
    method: int
    offset: int
    executable: bool
    folder: bool


class ZipReader:
    """A ZIP archive, a file or bytes, checked as a whole before any member is given out. Thread-safe once open.

    Refused with UserError: damage, more than `limits`, encrypted members, methods but stored and deflate, overlapping
    members, local headers that contradict the directory, names twice. Unless `lenient` (for readers that never write
    names anywhere) also: absolute names, `..`, backslashes and control characters in names, links and devices.
    `partial` (for readers that look at what they can) puts members that are encrypted or packed otherwise into
    `skipped` with the reason, and takes a name twice. `fast` inflates in one go: no check for bytes that trail a
    member's deflate stream, which a verifier wants.
    """

    def __init__(
        self,
        source: Path | bytes,
        *,
        limits: ZipLimits = DEFAULT_LIMITS,
        lenient: bool = False,
        fast: bool = False,
        partial: bool = False,
    ) -> None:
        self._fast = fast
        self._partial = partial
        self.skipped: list[tuple[str, str]] = []
        self._data = _Source(source)
        self._limits = limits
        self._lenient = lenient
        self.where = shown(str(source)) if isinstance(source, Path) else ""
        opened = False
        try:
            self.members, self.unaccounted = self._read_directory()
            opened = True
        except (struct.error, UnicodeDecodeError, OverflowError):
            raise self._fault(Message("fault.zipread.archive-damaged")) from None
        finally:
            if not opened:
                self.close()
        self._by_name = {member.name: member for member in self.members}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()

    def find(self, name: str) -> Member | None:
        """Give the member called `name`, or None."""
        return self._by_name.get(name)

    def read(self, member: Member, limit: int) -> bytes:
        """Give all bytes of `member`, at most `limit`; size and CRC are checked."""
        if member.size > limit:
            raise self._fault(
                Message("fault.zipread.member-larger-than-bytes-allowed", {"name": shown(member.name), "limit": limit})
            )
        if self._fast and member.method == DEFLATED and 0 < member.size <= _AT_ONCE:
            return self._at_once(member)
        return b"".join(self.stream(member))

    def stream(self, member: Member, chunk: int = 1 << 20) -> Iterator[bytes]:
        """Give the bytes of `member` in pieces of at most `chunk`; a fault shows at the end at the latest."""
        pieces = self._stored(member, chunk) if member.method == STORED else self._inflated(member, chunk)
        crc32 = size = 0
        for piece in pieces:
            crc32 = zlib.crc32(piece, crc32)
            size += len(piece)
            if size > member.size:
                break
            yield piece
        if size != member.size or crc32 != member.crc32:
            raise self._fault(Message("fault.zipread.member-damaged", {"name": shown(member.name)}))

    def _at_once(self, member: Member) -> bytes:
        """Inflate into a buffer of the size that the directory tells: three times as fast as piece by piece."""
        packed = self._data.get(member.offset, member.compressed)
        try:
            data = bytes(deflate.deflate_decompress(packed, member.size))
        except deflate.DeflateError:
            raise self._fault(Message("fault.zipread.member-damaged", {"name": shown(member.name)})) from None
        if len(data) != member.size or zlib.crc32(data) != member.crc32:
            raise self._fault(Message("fault.zipread.member-damaged", {"name": shown(member.name)}))
        return data

    def _stored(self, member: Member, chunk: int) -> Iterator[bytes]:
        for at in range(member.offset, member.offset + member.compressed, chunk):
            yield self._data.get(at, min(chunk, member.offset + member.compressed - at))

    def _inflated(self, member: Member, chunk: int) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-15)
        at, end = member.offset, member.offset + member.compressed
        pending = b""
        try:
            while not inflater.eof:
                if not pending:
                    pending = self._data.get(at, min(chunk, end - at))
                    at += len(pending)
                    if not pending:
                        break
                piece = inflater.decompress(pending, chunk)
                pending = inflater.unconsumed_tail
                if piece:
                    yield piece
        except zlib.error:
            raise self._fault(Message("fault.zipread.member-damaged", {"name": shown(member.name)})) from None
        if not inflater.eof or inflater.unused_data or pending or at != end:
            raise self._fault(Message("fault.zipread.member-damaged", {"name": shown(member.name)}))

    def _read_directory(self) -> tuple[tuple[Member, ...], int]:
        count, begin, length, tail = self._find_end()
        if count > self._limits.members:
            raise self._fault(Message("fault.zipread.archive-more-members-than-allowed"))
        if begin + length != tail or count * CENTRAL.size > length:
            raise self._fault(Message("fault.zipread.archive-damaged"))
        directory = self._data.get(begin, length)
        members: list[Member] = []
        ranges: list[tuple[int, int]] = []
        at = 0
        for _ in range(count):
            member, start, at = self._read_entry(directory, at)
            if member is not None:
                members.append(member)
                ranges.append((start, member.offset + member.compressed))
        if at != length:
            raise self._fault(Message("fault.zipread.archive-damaged"))
        self._check_total(members)
        self._check_names(members)
        return tuple(members), self._check_ranges(ranges, begin)

    def _find_end(self) -> tuple[int, int, int, int]:
        """Give member count, offset and length of the directory, and where the end records begin."""
        size = self._data.size
        window = self._data.get(max(0, size - END.size - MAX16), min(size, END.size + MAX16))
        at = window.rfind(b"PK\5\6")
        while at >= 0:
            if at + END.size <= len(window):
                fields = END.unpack_from(window, at)
                if at + END.size + fields[7] == len(window):
                    return self._end_at(size - len(window) + at, fields)
            at = window.rfind(b"PK\5\6", 0, at)
        raise self._fault(Message("fault.zipread.not-zip-archive-cut-short"))

    def _end_at(self, at: int, fields: tuple[int, ...]) -> tuple[int, int, int, int]:
        disk, first, here, count, length, begin = fields[1:7]
        if disk or first or here != count:
            raise self._fault(Message("fault.zipread.archive-part-several-not-supported"))
        if at >= LOCATOR.size and self._data.get(at - LOCATOR.size, 4) == b"PK\6\7":
            wide = LOCATOR.unpack(self._data.get(at - LOCATOR.size, LOCATOR.size))[2]
            record = END64.unpack(self._data.get(wide, END64.size))
            if record[0] != b"PK\6\6" or wide + record[1] + 12 != at - LOCATOR.size:
                raise self._fault(Message("fault.zipread.archive-damaged"))
            for narrow, full, most in (
                (count, record[7], MAX16),
                (length, record[8], MAX32),
                (begin, record[9], MAX32),
            ):
                if narrow not in {full, most}:
                    raise self._fault(Message("fault.zipread.archive-two-end-records-contradict"))
            return record[7], record[9], record[8], wide
        return count, begin, length, at

    def _read_entry(self, directory: bytes, at: int) -> tuple[Member | None, int, int]:
        fields = CENTRAL.unpack_from(directory, at)
        if fields[0] != b"PK\1\2":
            raise self._fault(Message("fault.zipread.archive-damaged"))
        made, flags, method, crc32 = fields[1], fields[3], fields[4], fields[7]
        name_at = at + CENTRAL.size
        extra_at = name_at + fields[10]
        end = extra_at + fields[11] + fields[12]
        if end > len(directory):
            raise self._fault(Message("fault.zipread.archive-damaged"))
        raw = directory[name_at:extra_at]
        size, compressed, start = self._wide(
            directory[extra_at : extra_at + fields[11]], [fields[9], fields[8], fields[16]]
        )
        name = raw.decode("utf-8" if flags & UTF8_FLAG else "ascii" if raw.isascii() else "cp437")
        mode = fields[15] >> 16 if made >> 8 == 3 else 0
        closed = _why_closed(flags, method, stored=size == compressed)
        if closed and not self._partial:
            raise self._fault(
                Message("fault.zipread.member", {"name": shown(name), "closed": Message(_CLOSED[closed])})
            )
        if closed:
            self.skipped.append((name, closed))
            return None, start, end
        self._check_name(name, mode)
        offset = self._check_local(start, raw, flags, method, (crc32, compressed, size))
        member = Member(
            name=name, size=size, compressed=compressed, crc32=crc32, method=method, offset=offset,
            executable=bool(mode & 0o100), folder=name.endswith("/"),
        )  # fmt: skip
        return member, start, end

    def _wide(self, extra: bytes, values: list[int]) -> list[int]:
        """Read ZIP64's sizes where the directory says that they do not fit."""
        if MAX32 not in values:
            return values
        at = 0
        while at + 4 <= len(extra):
            kind, length = struct.unpack_from("<2H", extra, at)
            if kind == 1:
                body, used = extra[at + 4 : at + 4 + length], 0
                for index, value in enumerate(values):
                    if value == MAX32:
                        values[index] = struct.unpack_from("<Q", body, used)[0]
                        used += 8
                return values
            at += 4 + length
        return values

    def _check_local(self, start: int, raw: bytes, flags: int, method: int, told: tuple[int, int, int]) -> int:
        fields = LOCAL.unpack(self._data.get(start, LOCAL.size))
        name = self._data.get(start + LOCAL.size, fields[9])
        if fields[0] != b"PK\3\4" or name != raw or fields[3] != method or fields[2] & _ENCRYPTED:
            raise self._fault(Message("fault.zipread.member-contradicts-archive-directory"))
        for here, there in zip(fields[6:9], told, strict=True):
            if here not in {there, MAX32} and not (here == 0 and flags & 0x8):
                raise self._fault(Message("fault.zipread.member-contradicts-archive-directory"))
        return start + LOCAL.size + fields[9] + fields[10]

    def _check_name(self, name: str, mode: int) -> None:
        if self._lenient:
            return
        if not name or _BAD_NAME.search(name):
            raise self._fault(Message("fault.zipread.member-name-not-allowed", {"name": shown(name)}))
        if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise self._fault(Message("fault.zipread.member-link-device", {"name": shown(name)}))

    def _check_names(self, members: list[Member]) -> None:
        if self._partial:
            return
        names = {member.name.rstrip("/") for member in members}
        if len(names) != len(members):
            raise self._fault(Message("fault.zipread.archive-member-name-twice"))
        if self._lenient:
            return
        files = {member.name for member in members if not member.folder}
        folders = {name[:at] for name in names for at, char in enumerate(name) if char == "/"}
        if not files.isdisjoint(folders):
            raise self._fault(Message("fault.zipread.archive-name-file-folder-once"))

    def _check_total(self, members: list[Member]) -> None:
        total = sum(member.size for member in members)
        limits = self._limits
        if total > limits.total or total > limits.free + limits.ratio * self._data.size:
            raise self._fault(Message("fault.zipread.archive-would-unpack-more-than"))

    def _check_ranges(self, ranges: list[tuple[int, int]], directory: int) -> int:
        """Refuse overlapping members; give the number of bytes before the directory that belong to none."""
        last = loose = 0
        for start, end in sorted(ranges):
            if start < last:
                raise self._fault(Message("fault.zipread.members-archive-overlap"))
            loose += start - last
            last = end
        if last > directory:
            raise self._fault(Message("fault.zipread.members-archive-overlap"))
        return loose + directory - last

    def _fault(self, message: Message) -> UserError:
        return SaidError(message, where=self.where)


def _why_closed(flags: int, method: int, *, stored: bool) -> str:
    if flags & _ENCRYPTED:
        return "is encrypted"
    if method not in {STORED, DEFLATED} or (method == STORED and not stored):
        return "is packed in a way that is not supported"
    return ""


class _Source:
    """Bytes, or a file mapped into memory; what lies outside is damage, never an exception of the library."""

    def __init__(self, source: Path | bytes) -> None:
        self._map: mmap.mmap | None = None
        if isinstance(source, bytes):
            self._view: bytes | mmap.mmap = source
        else:
            with source.open("rb") as stream:
                if stream.seek(0, 2) == 0:
                    raise SaidError(Message("refuse.zipread.file-empty"), where=shown(str(source)))
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._view = self._map
        self.size = len(self._view)
        self._given = 0

    def get(self, at: int, size: int) -> bytes:
        if at < 0 or size < 0 or at + size > self.size:
            raise SaidError(Message("fault.zipread.archive-damaged"))
        data = self._view[at : at + size]
        self._given += size + _AROUND
        if self._given >= _FORGET and self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._given = 0
            self._map.madvise(mmap.MADV_DONTNEED)  # what was read stays in the system's cache, and no longer ours
        return data

    def close(self) -> None:
        if self._map is not None:
            self._map.close()
