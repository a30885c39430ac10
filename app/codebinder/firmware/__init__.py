"""Reads firmware images: their parts, their map, and what ties them to a source."""

from __future__ import annotations

from codebinder.firmware.blobs import FileBlob
from codebinder.firmware.compare import Side, compare
from codebinder.firmware.front import ENGINE, look_through, member, read_image
from codebinder.firmware.imagetext import ImageText
from codebinder.firmware.packing import packed, unpacked
from codebinder.firmware.reading import Blob, Memory, Unreadable, pieces
from codebinder.firmware.reports import LARGEST as LARGEST_REPORT
from codebinder.firmware.reports import Report, read_report
from codebinder.firmware.tie import TIE_RULES, Source, Tying, tie
from codebinder.firmware.walking import Limits, Visitor

__all__ = [
    "ENGINE",
    "LARGEST_REPORT",
    "TIE_RULES",
    "Blob",
    "FileBlob",
    "ImageText",
    "Limits",
    "Memory",
    "Report",
    "Side",
    "Source",
    "Tying",
    "Unreadable",
    "Visitor",
    "compare",
    "look_through",
    "member",
    "packed",
    "pieces",
    "read_image",
    "read_report",
    "tie",
    "unpacked",
]
