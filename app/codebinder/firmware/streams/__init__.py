"""Reads compressed streams and archives: gzip, zlib, bzip2, xz, LZMA, Zstandard, LZ4, lzop, cpio, tar, ar, ZIP, RPM."""

from __future__ import annotations

from codebinder.firmware.reading import Reader
from codebinder.firmware.streams import blocks, cpio, deflated, packages, tar, zipped

READERS: tuple[Reader, ...] = (
    zipped.ZIP, packages.RPM, packages.SEVEN, packages.RAR, tar.AR, tar.TAR, tar.OLD_TAR, *cpio.READERS,
    deflated.GZIP, blocks.XZ, blocks.BZIP2, blocks.ZSTD, blocks.LZ4, blocks.LEGACY, blocks.LZOP, blocks.LZMA,
    deflated.ZLIB,
)  # fmt: skip
