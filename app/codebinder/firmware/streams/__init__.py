"""Reads compressed streams and archives: gzip, zlib, bzip2, xz, LZMA, Zstandard, LZ4, lzop, cpio, tar, ar, ZIP, RPM."""

from __future__ import annotations

from codebinder.firmware.reading import Reader
from codebinder.firmware.streams import blocks, deflated

READERS: tuple[Reader, ...] = (
    deflated.GZIP, blocks.XZ, blocks.BZIP2, blocks.ZSTD, blocks.LZ4, blocks.LEGACY, blocks.LZOP, blocks.LZMA,
    deflated.ZLIB,
)  # fmt: skip
