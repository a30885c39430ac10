"""Reads file systems made for flash: squashfs, JFFS2, UBI, UBIFS, cramfs, romfs."""

from __future__ import annotations

from codebinder.firmware.flash import cramfs, jffs2, romfs, squashfs, ubi, ubifs
from codebinder.firmware.reading import Reader

READERS: tuple[Reader, ...] = (squashfs.READER, jffs2.READER, ubi.READER, ubifs.READER, cramfs.READER, romfs.READER)
