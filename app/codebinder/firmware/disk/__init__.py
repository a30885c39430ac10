"""Reads file systems and partition tables of disks: ext, FAT, MBR, GPT."""

from __future__ import annotations

from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = ()
