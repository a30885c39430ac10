"""Reads disks: partition tables and the file systems of disks and cards."""

from __future__ import annotations

from codebinder.firmware.disk import bounded, ext, fat, locked, partitions
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (
    bounded.ISO, bounded.EXFAT, fat.FAT, partitions.GPT, partitions.MBR, ext.EXT, *locked.READERS,
)  # fmt: skip
