"""Reads firmware images: their parts, their map, and what ties them to a source.

Whatever is named here is loaded when it is first asked for: reading images takes libraries that a window, or a command
about something else, has no use for. No module in here is called as anything that is named here: whoever imports it
would find the module under that name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codebinder.firmware.blobs import FileBlob
    from codebinder.firmware.comparison import Side, compare
    from codebinder.firmware.front import look_through, member, read_image
    from codebinder.firmware.imagetext import ImageText
    from codebinder.firmware.packing import PACKING, packed, packed_text, unpacked, unpacked_text
    from codebinder.firmware.reading import Blob, Memory, Unreadable, pieces
    from codebinder.firmware.reports import LARGEST as LARGEST_REPORT
    from codebinder.firmware.reports import Report, read_report
    from codebinder.firmware.sayings import Taker
    from codebinder.firmware.ties import TIE_RULES, Source, Tying, tie
    from codebinder.firmware.version import ENGINE
    from codebinder.firmware.walking import Limits, Visitor

__all__ = [
    "ENGINE",
    "LARGEST_REPORT",
    "PACKING",
    "TIE_RULES",
    "Blob",
    "FileBlob",
    "ImageText",
    "Limits",
    "Memory",
    "Report",
    "Side",
    "Source",
    "Taker",
    "Tying",
    "Unreadable",
    "Visitor",
    "compare",
    "look_through",
    "member",
    "packed",
    "packed_text",
    "pieces",
    "read_image",
    "read_report",
    "tie",
    "unpacked",
    "unpacked_text",
]

_HOMES = {
    "Blob": ("reading", "Blob"),
    "ENGINE": ("version", "ENGINE"),
    "FileBlob": ("blobs", "FileBlob"),
    "ImageText": ("imagetext", "ImageText"),
    "LARGEST_REPORT": ("reports", "LARGEST"),
    "Limits": ("walking", "Limits"),
    "Memory": ("reading", "Memory"),
    "Report": ("reports", "Report"),
    "Side": ("comparison", "Side"),
    "Source": ("ties", "Source"),
    "PACKING": ("packing", "PACKING"),
    "TIE_RULES": ("ties", "TIE_RULES"),
    "Taker": ("sayings", "Taker"),
    "Tying": ("ties", "Tying"),
    "Unreadable": ("reading", "Unreadable"),
    "Visitor": ("walking", "Visitor"),
    "compare": ("comparison", "compare"),
    "look_through": ("front", "look_through"),
    "member": ("front", "member"),
    "packed": ("packing", "packed"),
    "packed_text": ("packing", "packed_text"),
    "pieces": ("reading", "pieces"),
    "read_image": ("front", "read_image"),
    "read_report": ("reports", "read_report"),
    "tie": ("ties", "tie"),
    "unpacked": ("packing", "unpacked"),
    "unpacked_text": ("packing", "unpacked_text"),
}


def __getattr__(name: str) -> object:
    """Load what is named from where it stands."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = _HOMES[name]
    found: object = getattr(import_module(f"{__name__}.{module}"), own)
    globals()[name] = found
    return found
