"""Breaks running text in Latin and Chinese into lines of a given width, in the proportional face."""

from __future__ import annotations

import re
from functools import lru_cache

from codebinder.bundle.fonts import text_face

_TOKEN = re.compile(
    r"[\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFFEF]|[^\s\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFFEF]+|\s+"
)
_NEVER_FIRST = frozenset("，。、；：？！）》」』】〉”’…—％,.;:?!)]}%")
_NEVER_LAST = frozenset("（《「『【〈“‘([{")
_SOFT = re.compile(r"(?<=[/_.\-,;:=&])(?=\w)")


def broken(text: str, width: float, size: float) -> list[str]:
    """Break text (shown characters only) into lines; line ends in it stay, an empty text is one empty line."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += _paragraph(part, width, size)
    return lines


def _paragraph(text: str, width: float, size: float) -> list[str]:
    if text_width(text, size) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    used = 0.0
    for token in _tokens(text, width, size):
        wide = text_width(token, size)
        if used + wide <= width or not line.strip() or (token in _NEVER_FIRST and used + wide <= width + 2 * size):
            line, used = line + token, used + wide
            continue
        carried = ""
        if line[-1] in _NEVER_LAST:
            line, carried = line[:-1], line[-1]
        lines.append(line.rstrip())
        line = carried + token.lstrip()
        used = text_width(line, size)
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _tokens(text: str, width: float, size: float) -> list[str]:
    """Split into words, single Chinese characters and spaces; a word that is too long, at its joints, then anywhere."""
    out: list[str] = []
    for token in _TOKEN.findall(text):
        if text_width(token, size) <= width:
            out.append(token)
            continue
        for joint in _SOFT.split(token):
            out += [joint] if text_width(joint, size) <= width else list(joint)
    return out


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return text_face().width(text, 1.0)


def text_width(text: str, size: float) -> float:
    """Give the width of text in points."""
    return _ems(text) * size
