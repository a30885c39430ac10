"""Writes ZIP archives whose every byte follows from their members: no clock, no umask, no codec of its own choice."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from codebinder.base.messages import SaidError
from codebinder.errors import Bug
from codebinder.model.text import Message, shown

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR = struct.Struct("<4sLQL")

STORED, DEFLATED = 0, 8
UTF8_FLAG = 0x800
MAX16, MAX32 = 0xFFFF, 0xFFFFFFFF

Moment = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    name: bytes
    method: int
    crc32: int
    compressed: int
    size: int
    offset: int
    executable: bool


class ZipWriter:
    """Writes precompressed members, in the order they come, to a seekable binary `stream` (not closed here).

    `moment` is the one time of all members (year 1980 to 2107). Modes are 0644, or 0755 for executables; there are no
    extra fields but ZIP64's where a size, an offset or the count needs it.
    """

    def __init__(self, stream: BinaryIO, *, moment: Moment) -> None:
        year, month, day, hour, minute, second = moment
        if not 1980 <= year <= 2107:
            raise Bug("a ZIP archive has no such year")
        self._date = (year - 1980) << 9 | month << 5 | day
        self._time = hour << 11 | minute << 5 | second // 2
        self._stream = stream
        self._start = stream.tell()
        self._at = 0
        self._records: list[_Record] = []
        self._names: set[bytes] = set()
        self._closed = False

    def add(
        self,
        name: str,
        data: bytes,
        *,
        compressed: bytes | None = None,
        crc32: int | None = None,
        executable: bool = False,
    ) -> None:
        """Add one member; `compressed` is its raw deflate stream, used where it is shorter than `data`, else stored."""
        deflated = compressed is not None and len(compressed) < len(data)
        body = compressed if deflated and compressed is not None else data
        record = _Record(
            name=self._claim(name),
            method=DEFLATED if deflated else STORED,
            crc32=zlib.crc32(data) if crc32 is None else crc32,
            compressed=len(body),
            size=len(data),
            offset=self._at,
            executable=executable,
        )
        self._write(self._local(record, large=_large(record)))
        self._write(body)
        self._records.append(record)

    def add_stream(
        self, name: str, chunks: Iterable[bytes], *, executable: bool = False, large: bool = False
    ) -> tuple[int, int]:
        """Add one stored member piece by piece; its header is patched at the end. Give (CRC-32, size).

        `large` reserves room for ZIP64 sizes: wanted from 4 GiB on.
        """
        offset = self._at
        raw = self._claim(name)
        record = _Record(name=raw, method=STORED, crc32=0, compressed=0, size=0, offset=offset, executable=executable)
        self._write(self._local(record, large=large))
        crc32 = size = 0
        for chunk in chunks:
            crc32 = zlib.crc32(chunk, crc32)
            size += len(chunk)
            self._write(chunk)
        if size >= MAX32 and not large:
            raise SaidError(Message("refuse.zipwrite.member-larger-than-announced"), where=shown(name))
        record = _Record(
            name=raw, method=STORED, crc32=crc32, compressed=size, size=size, offset=offset, executable=executable
        )
        self._stream.seek(self._start + offset)
        self._stream.write(self._local(record, large=large))
        self._stream.seek(self._start + self._at)
        self._records.append(record)
        return crc32, size

    def close(self) -> None:
        """Write the central directory. Further calls do nothing."""
        if self._closed:
            return
        self._closed = True
        begin = self._at
        for record in self._records:
            self._write(self._central(record))
        self._write(_end(len(self._records), begin, self._at - begin))
        self._stream.flush()

    def _claim(self, name: str) -> bytes:
        raw = name.encode("utf-8")
        if self._closed or not raw or len(raw) > MAX16 or raw in self._names:
            raise Bug(f"this member cannot be written (twice, empty, too long, or too late): {shown(name)}")
        self._names.add(raw)
        return raw

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._at += len(data)

    def _local(self, record: _Record, *, large: bool) -> bytes:
        extra = struct.pack("<2H2Q", 1, 16, record.size, record.compressed) if large else b""
        head = LOCAL.pack(
            b"PK\3\4",
            45 if large else 20,
            _flags(record.name),
            record.method,
            self._time,
            self._date,
            record.crc32,
            MAX32 if large else record.compressed,
            MAX32 if large else record.size,
            len(record.name),
            len(extra),
        )
        return head + record.name + extra

    def _central(self, record: _Record) -> bytes:
        values = b""
        sizes = _large(record)
        if sizes:
            values += struct.pack("<2Q", record.size, record.compressed)
        if record.offset >= MAX32:
            values += struct.pack("<Q", record.offset)
        extra = struct.pack("<2H", 1, len(values)) + values if values else b""
        version = 45 if extra else 20
        head = CENTRAL.pack(
            b"PK\1\2",
            3 << 8 | version,
            version,
            _flags(record.name),
            record.method,
            self._time,
            self._date,
            record.crc32,
            MAX32 if sizes else record.compressed,
            MAX32 if sizes else record.size,
            len(record.name),
            len(extra),
            0,
            0,
            0,
            (0o100755 if record.executable else 0o100644) << 16,
            min(record.offset, MAX32),
        )
        return head + record.name + extra


def _large(record: _Record) -> bool:
    return record.size >= MAX32 or record.compressed >= MAX32


def _flags(name: bytes) -> int:
    return 0 if name.isascii() else UTF8_FLAG


def _end(count: int, begin: int, length: int) -> bytes:
    tail = END.pack(b"PK\5\6", 0, 0, min(count, MAX16), min(count, MAX16), min(length, MAX32), min(begin, MAX32), 0)
    if count < MAX16 and begin < MAX32 and length < MAX32:
        return tail
    wide = END64.pack(b"PK\6\6", END64.size - 12, 3 << 8 | 45, 45, 0, 0, count, count, length, begin)
    return wide + LOCATOR.pack(b"PK\6\7", 0, begin + length, 1) + tail
