"""Reads firmware images: their parts, their map, and what ties them to a source."""

from __future__ import annotations

from codebinder.firmware.blobs import FileBlob
from codebinder.firmware.front import ENGINE, member, read_image
from codebinder.firmware.packing import packed, unpacked
from codebinder.firmware.reading import Blob, Memory, Unreadable
from codebinder.firmware.walking import Limits, Visitor

__all__ = [
    "ENGINE",
    "Blob",
    "FileBlob",
    "Limits",
    "Memory",
    "Unreadable",
    "Visitor",
    "member",
    "packed",
    "read_image",
    "unpacked",
]
