"""Unpacks what images hold packed: single blocks, as file systems keep them, and whole streams, piece by piece.

Each codec is bounded: a block by the size that is asked for, a stream by the budget. Names are the terms that readers
use for `compression`.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol, cast

import lz4.block
import lz4.frame
import lzallright
import zstandard

from codebinder.base.packed import Inflater
from codebinder.firmware import frames
from codebinder.firmware.reading import PIECE, Blob, Budget, Memory, Unreadable
from codebinder.model.text import Message

DAMAGED = Message("firmware.fault.damaged")
CUT_SHORT = Message("firmware.fault.cut-short")
LARGER = Message("firmware.fault.larger")

_MEMORY = 256 << 20
_WINDOW = 1 << 27
_FEED, _FIRST_FEED = 64 << 10, 512
_FAULTS: tuple[type[Exception], ...] = (
    zlib.error, lzma.LZMAError, zstandard.ZstdError, lzallright.LZOError,
    cast("type[Exception]", lz4.block.LZ4BlockError),  # pyright: ignore[reportUnknownMemberType] -- no stubs
    EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip


class _Feed(Protocol):
    def read(self, size: int = -1) -> bytes: ...


# ------------------------------------------------------------------------------------------------------ single blocks


def _bounded(make: Callable[[], Inflater]) -> Callable[[bytes, int], bytes]:
    """Unpack with one of the decompressors that stop at a length."""

    def run(data: bytes, most: int) -> bytes:
        inflater = make()
        out = inflater.decompress(data, most + 1)
        pending = getattr(inflater, "unconsumed_tail", b"")
        while not inflater.eof and len(out) <= most:  # some give less than they could in one go
            more = inflater.decompress(pending, most + 1 - len(out))
            if not more:
                break
            out += more
            pending = getattr(inflater, "unconsumed_tail", b"")
        if len(out) > most:
            raise Unreadable(LARGER)
        if not inflater.eof:
            raise Unreadable(CUT_SHORT)
        return out

    return run


def _lzma_alone(data: bytes, most: int) -> bytes:
    """As `_bounded`; a stream that states its size may lack its end mark, and some state -1 and lack it, too."""
    inflater = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY)
    out = inflater.decompress(data, most + 1)
    if len(out) > most:
        raise Unreadable(LARGER)
    if not inflater.eof and len(out) < most:
        raise Unreadable(CUT_SHORT)
    return out


def _lzma_bare(data: bytes, most: int) -> bytes:
    """LZMA without any header, as OpenWrt's JFFS2 keeps it: the properties are agreed, and there is no end mark."""
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": 8192, "lc": 0, "lp": 0, "pb": 0}]
    out = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters).decompress(data, most + 1)
    if len(out) > most:
        raise Unreadable(LARGER)
    return out


def _zstd(data: bytes, most: int) -> bytes:
    frame = frames.zstd_frame(Memory(data), 0)
    if frame is None or not frame.whole:
        raise Unreadable(CUT_SHORT if frame else DAMAGED)
    with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(data) as reader:
        out = reader.read(most + 1)
    if len(out) > most:
        raise Unreadable(LARGER)
    return out


def _lz4_block(data: bytes, most: int) -> bytes:
    return cast("bytes", lz4.block.decompress(data, uncompressed_size=most))  # pyright: ignore[reportUnknownMemberType] -- no stubs


def lzo(data: bytes, most: int) -> bytes:
    """Unpack one block of LZO1X without a header."""
    if len(data) > frames.LZO_MOST + frames.LZO_MOST // 8:
        raise Unreadable(LARGER)
    out = lzallright.LZOCompressor.decompress(data, most)
    if len(out) > most:
        raise Unreadable(LARGER)
    return out


def _rtime(data: bytes, most: int) -> bytes:
    """JFFS2's simplest: each byte is followed by how many of those that followed its last occurrence follow again."""
    places = [0] * 256
    out = bytearray()
    for at in range(0, len(data) - 1, 2):
        value, repeat = data[at], data[at + 1]
        out.append(value)
        back = places[value]
        places[value] = len(out)
        for _ in range(repeat):
            out.append(out[back])
            back += 1
        if len(out) > most:
            raise Unreadable(LARGER)
    return bytes(out)


CODECS: dict[str, Callable[[bytes, int], bytes]] = {
    "none": lambda data, most: data[:most],
    "gzip": _bounded(lambda: zlib.decompressobj(31)),
    "zlib": _bounded(zlib.decompressobj),
    "deflate": _bounded(lambda: zlib.decompressobj(-15)),
    "bzip2": _bounded(bz2.BZ2Decompressor),
    "xz": _bounded(lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)),
    "lzma": _lzma_alone,
    "lzma-bare": _lzma_bare,
    "zstd": _zstd,
    "lz4": _lz4_block,
    "lzo": lzo,
    "rtime": _rtime,
}
"""Codecs of single blocks: `lz4` a bare block, `lzo` bare LZO1X, `deflate` without zlib's header (UBIFS calls that
zlib), `lzma` with the 13 bytes of LZMA-alone before it, `lzma-bare` without them."""


def unpack(name: str, data: bytes, most: int) -> bytes:
    """Unpack one block to at most `most` bytes; Unreadable where it is damaged, larger, or packed otherwise."""
    codec = CODECS.get(name)
    if codec is None:
        raise Unreadable(Message("firmware.fault.codec", {"name": name}))
    try:
        return codec(data, max(0, most))
    except (*_FAULTS, IndexError):
        raise Unreadable(DAMAGED) from None


# ------------------------------------------------------------------------------------------------------ whole streams


_INFLATERS: dict[str, Callable[[], Inflater]] = {
    "gzip": lambda: zlib.decompressobj(31),
    "zlib": zlib.decompressobj,
    "deflate": lambda: zlib.decompressobj(-15),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY),
    "lzma": lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_MEMORY),
    "lz4": lambda: cast("Inflater", lz4.frame.LZ4FrameDecompressor()),
}
STREAMS = (*_INFLATERS, "zstd", "lz4-legacy", "lzop")


class Stream:
    """One compressed stream of a blob, from `start` on and not beyond `end`: iterate it once.

    Pieces come as they are unpacked; Unreadable is raised where it is damaged or cut short. Only steps are counted:
    who keeps the pieces takes their bytes from the budget, and who only looks for the end counts them as read. Then
    `whole` says whether its own end was reached, `end` is the offset behind its last byte (where it is not whole,
    behind what was fed when it stopped; `sure` is then what it got before that), and `size` how much came out.
    """

    def __init__(self, name: str, blob: Blob, start: int, end: int, budget: Budget) -> None:
        self._name, self._blob, self._start = name, frames.cut(blob, end), start
        self._budget = budget
        self.end = self.sure = start
        self.whole = False
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        try:
            for piece in self._pieces():
                self.size += len(piece)
                self._budget.step(1 + len(piece) // PIECE)
                yield piece
        except _FAULTS:
            raise Unreadable(DAMAGED) from None
        if not self.whole:
            raise Unreadable(CUT_SHORT)

    def _pieces(self) -> Iterator[bytes]:
        if self._name in _INFLATERS:
            return self._inflate(_INFLATERS[self._name]())
        if self._name == "zstd":
            return self._zstd()
        if self._name == "lz4-legacy":
            return self._legacy()
        if self._name == "lzop":
            return self._lzop()
        raise Unreadable(Message("firmware.fault.codec", {"name": self._name}))

    def _inflate(self, inflater: Inflater) -> Iterator[bytes]:
        size, fed = _FIRST_FEED, b""
        while not inflater.eof:
            if not fed and getattr(inflater, "needs_input", True):
                fed = self._blob.read(self.end, size)
                self.sure, self.end = self.end, self.end + len(fed)
                size = min(size * 4, _FEED)
                if not fed:
                    return
            piece = inflater.decompress(fed, PIECE)
            fed = getattr(inflater, "unconsumed_tail", b"")
            self._budget.check()
            if piece:
                yield piece
        self.end -= len(inflater.unused_data or b"")
        self.whole = True

    def _zstd(self) -> Iterator[bytes]:
        frame = frames.zstd_frame(self._blob, self._start, self._budget)
        if frame is None:
            raise Unreadable(DAMAGED)
        source = _Source(self._blob, self._start, frame.end)
        decoder = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        reader = decoder.stream_reader(cast("_Feed", source), read_size=_FEED, read_across_frames=False)  # pyright: ignore[reportArgumentType] -- wants a file, reads only
        try:
            while piece := reader.read(PIECE):
                yield piece
        finally:
            self.end = frame.end if frame.whole else source.at
        self.whole = frame.whole

    def _legacy(self) -> Iterator[bytes]:
        self.end = self._start + 4
        for start, end in frames.legacy_blocks(self._blob, self._start, self._budget):
            piece = _lz4_block(self._blob.read(start, end - start), frames.LEGACY_BLOCK)
            self.end = end
            self.whole = True
            yield piece
            if len(piece) < frames.LEGACY_BLOCK:
                return

    def _lzop(self) -> Iterator[bytes]:
        header = frames.lzop_header(self._blob, self._start)
        if header is None:
            raise Unreadable(DAMAGED)
        self.end = header.end
        for block in frames.lzop_blocks(self._blob, header.body, header.flags, self._budget):
            if isinstance(block, int):
                self.end, self.whole = block, True
                return
            data = self._blob.read(block.start, block.end - block.start)
            piece = data if len(data) == block.size else lzo(data, block.size)
            if len(piece) != block.size:
                raise Unreadable(DAMAGED)
            self.end = block.end
            yield piece


class _Source:
    """A stretch of a blob as something that is read in order."""

    def __init__(self, blob: Blob, start: int, end: int) -> None:
        self._blob, self.at, self._end = blob, start, end

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, at most a feed."""
        piece = self._blob.read(self.at, min(_FEED if size < 0 else size, self._end - self.at))
        self.at += len(piece)
        return piece


def stream(name: str, blob: Blob, start: int, end: int, budget: Budget) -> Iterator[bytes]:
    """Give the bytes of one compressed stream, piece by piece; `Stream` where its end is wanted."""
    return iter(Stream(name, blob, start, end, budget))
