"""What every page of a draft shows: a pale word across the page, as outlines, so that copied text stays whole."""

from __future__ import annotations


def draft_mark(width: float, height: float) -> str:
    """Give the operators of the mark for a page of this size."""
    return f"0.9 g 0 {height:.0f} {width:.0f} -12 re f"
