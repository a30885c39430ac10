"""Reads what is packed: gzip, bzip2, xz, tar, ar and cpio, from bytes, bounded, piece by piece; nothing is written.

Faults are told as PackedError with one short sentence. ZIP has a module of its own.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from codebinder.base.messages import said
from codebinder.model.text import Message

_CHUNK = 64 << 10
_FIRST_CHUNK = 512
"""What a stream is fed first: of thousands of tiny ones each would else hand back nearly all of a large piece."""
_XZ_MEMORY = 256 << 20
CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
"""7z, RAR, Zstandard, LZ4: known, and not opened."""


class PackedError(Exception):
    """What is wrong with something packed, as a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(said(message))
        self.said = message


class Inflater(Protocol):
    """One stream of a compressor."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


INFLATERS: dict[bytes, Callable[[], Inflater]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY),
}
_FAULTS = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def is_compressed(data: bytes) -> bool:
    """Does `data` begin as a stream that can be unpacked?"""
    return data.startswith(tuple(INFLATERS))


class Inflating:
    """The bytes of one or more compressed streams that follow each other, read on demand, `most` of them at most."""

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._left = most
        self._chunk = _FIRST_CHUNK
        self._at = 0
        self._stream: Inflater | None = None
        self._pending = b""
        self._ready = b""

    def read(self, size: int) -> bytes:
        """Give the next `size` bytes, fewer only at the end."""
        pieces = [self._ready]
        have = len(self._ready)
        while have < size and (piece := self._more(min(size - have, 1 << 20))):
            pieces.append(piece)
            have += len(piece)
        whole = b"".join(pieces)
        self._ready = whole[size:]
        return whole[:size]

    def peek(self, size: int) -> bytes:
        """Give the next bytes without taking them."""
        whole = self.read(size)
        self._ready = whole + self._ready
        return whole

    def _more(self, most: int) -> bytes:
        try:
            while True:
                if self._stream is None:
                    self._stream = self._next_stream()
                    if self._stream is None:
                        return b""
                piece = self._feed(self._stream, most)
                if piece:
                    break
        except _FAULTS:
            raise PackedError(Message("leak.damaged")) from None
        self._left -= len(piece)
        if self._left < 0:
            raise PackedError(Message("leak.much"))
        return piece

    def _feed(self, stream: Inflater, most: int) -> bytes:
        if stream.eof:
            self._at -= len(stream.unused_data)
            self._pending = b""
            self._stream = None
            return b""
        fed = self._pending
        if not fed and getattr(stream, "needs_input", True):
            fed = self._data[self._at : self._at + self._chunk]
            self._at += len(fed)
            self._chunk = min(self._chunk * 4, _CHUNK)
        piece = stream.decompress(fed, most)
        if not fed and not piece and not stream.eof and self._at >= len(self._data):
            raise EOFError
        self._pending = getattr(stream, "unconsumed_tail", b"")
        return piece

    def _next_stream(self) -> Inflater | None:
        """Begin the next stream; what trails and is none is padding."""
        head = self._data[self._at : self._at + 8]
        self._chunk = _FIRST_CHUNK
        make = next((make for magic, make in INFLATERS.items() if head.startswith(magic)), None)
        return make() if make is not None else None


class Reader(Protocol):
    """Something that gives bytes in order."""

    def read(self, size: int) -> bytes:
        """Give the next `size` bytes, fewer only at the end."""
        ...


class Bytes:
    """A reader over bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def read(self, size: int) -> bytes:
        """Give the next `size` bytes, fewer only at the end."""
        piece = self._data[self._at : self._at + size]
        self._at += len(piece)
        return piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a tar, ar or cpio archive. `data` is None where `size` is more than may be kept."""

    name: bytes
    size: int
    data: bytes | None
    link: bytes = b""
    regular: bool = True
    sparse: bool = False


def is_tar(head: bytes) -> bool:
    """Does this begin a tar archive: the mark of POSIX and GNU, or at least a header whose sum is right?"""
    if len(head) < 512:
        return False
    return head[257:262] == b"ustar" or (head[0] != 0 and tar_sum_is_right(head))


def tar_entries(source: Reader, keep: int) -> Iterator[Entry]:
    """Give the entries of a tar archive; data of at most `keep` bytes is kept."""
    long_name = long_link = b""
    while True:
        head = source.read(512)
        if len(head) < 512:
            if head.strip(b"\0"):
                raise PackedError(Message("leak.cut-short"))
            return
        if head[0] == 0 and not any(head):
            return
        if not tar_sum_is_right(head):
            raise PackedError(Message("leak.damaged"))
        size, kind = tar_number(head[124:136]), head[156:157]
        if kind in {b"L", b"K", b"x", b"g", b"X"}:
            body = _body(source, size, 1 << 20) or b""
            if kind in {b"L", b"K"}:
                long_name, long_link = (body, long_link) if kind == b"L" else (long_name, body)
                long_name, long_link = long_name.rstrip(b"\0"), long_link.rstrip(b"\0")
            elif kind != b"g":
                fields = pax_fields(body)
                long_name, long_link = fields.get(b"path", long_name), fields.get(b"linkpath", long_link)
            continue
        if kind == b"S" and head[482]:
            _pass_sparse_map(source)
        regular = kind in {b"0", b"\0", b"7", b"S"}
        stored = size if regular or kind not in {b"1", b"2", b"3", b"4", b"5", b"6"} else 0
        yield Entry(
            name=long_name or tar_name(head), size=stored, data=_body(source, stored, keep),
            link=long_link or head[157:257].split(b"\0", 1)[0], regular=regular, sparse=kind == b"S",
        )  # fmt: skip
        long_name = long_link = b""


def _pass_sparse_map(source: Reader) -> None:
    """GNU tar's old way: the map of a sparse file goes on in blocks of its own, each telling whether one more comes."""
    while True:
        block = source.read(512)
        if len(block) < 512 or not block[504]:
            return


def tar_name(head: bytes) -> bytes:
    """Give the name in a header of a tar archive."""
    name = head[:100].split(b"\0", 1)[0]
    prefix = head[345:500].split(b"\0", 1)[0] if head[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def tar_number(field: bytes) -> int:
    """Read a number of a header, in octal digits or in GNU's binary way; PackedError where it is neither."""
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b" \0")
    if digits.translate(None, b"01234567"):
        raise PackedError(Message("leak.damaged"))
    return int(digits or b"0", 8)


def tar_sum_is_right(head: bytes) -> bool:
    """Is the sum in a header of 512 bytes that of its bytes?"""
    digits = head[148:156].strip(b" \0")
    if not digits or digits.translate(None, b"01234567"):
        return False
    counted = head[:148] + head[156:512]
    total = sum(counted) + 8 * 0x20
    return int(digits, 8) in {total, total - 256 * sum(byte > 0x7F for byte in counted)}  # some added signed bytes


def pax_fields(body: bytes) -> dict[bytes, bytes]:
    """Read the records `length key=value`."""
    fields: dict[bytes, bytes] = {}
    at = 0
    while at < len(body):
        space = body.find(b" ", at, at + 12)
        if space < 0 or not body[at:space].isdigit():
            break
        end = at + int(body[at:space])
        if end <= space:
            break
        key, _, value = body[space + 1 : end - 1].partition(b"=")
        fields[key] = value
        at = end
    return fields


def _body(source: Reader, size: int, keep: int, unit: int = 512) -> bytes | None:
    """Read the data of an entry and what fills its last block; too large a one is passed over piece by piece."""
    padding = -size % unit
    if size <= keep:
        data = source.read(size)
        if len(data) < size:
            raise PackedError(Message("leak.cut-short"))
        source.read(padding)
        return data
    left = size + padding
    while left > 0:
        piece = source.read(min(left, 1 << 20))
        if not piece:
            raise PackedError(Message("leak.cut-short"))
        left -= len(piece)
    return None


def is_ar(head: bytes) -> bool:
    """Does this begin an ar archive (a static library, a Debian package)?"""
    return head.startswith(b"!<arch>\n")


def ar_entries(source: Reader, keep: int) -> Iterator[Entry]:
    """Give the members of an ar archive, with the long names of GNU and BSD."""
    source.read(8)
    names = b""
    while len(head := source.read(60)) == 60:
        digits = head[48:58].strip()
        if head[58:60] != b"`\n" or not digits.isdigit():
            raise PackedError(Message("leak.damaged"))
        data = _body(source, int(digits), keep, 2)
        name = head[:16].rstrip()
        if name == b"//":
            names = data or b""
            continue
        if name.startswith(b"#1/") and name[3:].isdigit() and data is not None:
            size = int(name[3:])
            name, data = data[:size].rstrip(b"\0"), data[size:]
        elif name.startswith(b"/") and name[1:].isdigit():
            name = names[int(name[1:]) :].split(b"\n", 1)[0]
        yield Entry(name=name.rstrip(b"/") or name, size=int(digits), data=data)


def is_cpio(head: bytes) -> bool:
    """Does this begin a cpio archive in one of its two notations with digits?"""
    return head[:6] in {b"070701", b"070702", b"070707"}


def cpio_entries(source: Reader, keep: int) -> Iterator[Entry]:
    """Give the entries of a cpio archive (as in initramfs and RPM)."""
    while True:
        magic = source.read(6)
        while magic and not magic.strip(b"\0"):  # padding between two that follow each other
            magic = magic.lstrip(b"\0") + source.read(6)
        if not magic:
            return
        if magic in {b"070701", b"070702"}:
            fields, base, unit = source.read(104), 16, 4
            mode, size, named = fields[8:16], fields[48:56], fields[88:96]
        elif magic == b"070707":
            fields, base, unit = source.read(70), 8, 1
            mode, size, named = fields[12:18], fields[59:70], fields[53:59]
        else:
            raise PackedError(Message("leak.damaged"))
        try:
            flags, length, name_size = int(mode, base), int(size, base), int(named, base)
        except ValueError:
            raise PackedError(Message("leak.damaged")) from None
        if not 0 < name_size <= 65_536:
            raise PackedError(Message("leak.damaged"))
        name = source.read(name_size)
        source.read(-(6 + len(fields) + name_size) % unit)
        data = _body(source, length, keep, unit)
        if name.rstrip(b"\0") == b"TRAILER!!!":
            return
        yield Entry(name=name.rstrip(b"\0"), size=length, data=data, regular=flags & 0o170000 == 0o100000)
