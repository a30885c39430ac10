"""Finds text in a PDF that is drawn so that nobody sees it: invisible, white, smaller than a pixel."""

from __future__ import annotations

import re

_WORDS = re.compile(
    rb"(?<![^\s\])>])(?:([0-7])\s+Tr|([0-9.]+)\s+g|([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+(?:rg|scn?)"
    rb"|([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+([0-9.]+)\s+k|/\S{1,127}\s+([0-9.]+)\s+Tf|(q|Q|BT))(?![^\s\[(</])"
    rb"|(\)\s*T[jJ]|\]\s*TJ|>\s*Tj|\)\s*['\"])"
)
_MOST_STATES = 64
_WHITE = 0.99
_TINY = 0.5

Drawn = tuple[int, bool, float]
"""Rendering mode, whether white is the colour of letters, and their size."""


def hidden_kinds(content: bytes) -> set[str]:
    """Give how `content` (of a page or a form) draws text that is not seen: "invisible", "white", "tiny"."""
    found: set[str] = set()
    kept: list[Drawn] = []
    mode, white, size = 0, False, 12.0
    for match in _WORDS.finditer(content):
        if match[11] == b"q":
            kept = [*kept[-_MOST_STATES:], (mode, white, size)]
        elif match[11] == b"Q":
            mode, white, size = kept.pop() if kept else (0, False, 12.0)
        elif match[1]:
            mode = int(match[1])
        elif match[2]:
            white = _number(match[2]) >= _WHITE
        elif match[3]:
            white = min(_number(match[at]) for at in (3, 4, 5)) >= _WHITE
        elif match[6]:
            white = max(_number(match[at]) for at in (6, 7, 8, 9)) <= 1 - _WHITE
        elif match[10]:
            size = _number(match[10])
        elif match[12]:
            found |= _seen_as(mode, white=white, size=size)
    return found


def _seen_as(mode: int, *, white: bool, size: float) -> set[str]:
    found: set[str] = set()
    if mode in {3, 7}:
        found.add("invisible")
    elif white and mode in {0, 4}:
        found.add("white")
    if size < _TINY:
        found.add("tiny")
    return found


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.5
