"""What the grammar alone can't see of masks: a strip that no page has room for, one code with two marks."""

from __future__ import annotations

from codebinder.model.redaction import MaskStyle
from codebinder.templates.crosscheck_modes import Way
from codebinder.templates.marks import FaultList
from codebinder.templates.reading import Entry, Leaf

_STRIP_KEYS = ("strip_from", "strip_columns")


def mask_faults(policy: Entry, faults: FaultList) -> None:
    """Add every fault of one policy's masks."""
    for key in _STRIP_KEYS if "mask" not in policy.named else ():
        if key in policy.named:
            faults.add(policy.named[key], f'The key "{key}" has no meaning without "mask: strip".')
    kept = policy.keys.get("preserve_lines")
    if _is_strip(policy) and isinstance(kept, Leaf) and kept.value is False:
        faults.add(kept.mark, 'A page with a visible strip keeps its lines: leave "preserve_lines" out, or write yes.')
    marks: dict[str, str] = {}
    for reason in policy.entries("reasons"):
        published, mark = reason.text("published"), reason.text("mark")
        if marks.setdefault(published, mark) != mark:
            sentence = f'The published code "{published}" has two marks; a mask must say one of them.'
            faults.add(reason.mark_of("mark"), sentence)


def strip_faults(way: Way, faults: FaultList) -> None:
    """Add a fault where the strip reaches to the end of a row or beyond: nothing would be hidden behind it."""
    policy = way.redaction
    pages = way.listing.entries("page") if way.listing is not None else []
    most = pages[0].number("max_columns") if pages else 0
    end = policy.number("strip_from") + policy.number("strip_columns")
    if _is_strip(policy) and 0 < most <= end:
        sentence = f"The strip ends at column {end}, and a row has {most}: there must be room for a mask behind it."
        faults.add(policy.mark_of("strip_columns"), sentence)


def _is_strip(policy: Entry) -> bool:
    return policy.text("mask") == MaskStyle.STRIP
