"""What the shared readers of syntax give: named values with their places, and the readers of line-wise syntaxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Pair(NamedTuple):
    """A named value: `trail` is lower case, the names of what it stands in and its own, "/" between them."""

    trail: bytes
    start: int
    end: int


TRAIL = 600
"""Bytes of a trail that are kept, the last ones: files nested without end must not make it long."""
Syntax = Callable[[bytes], Iterator[Pair]]

_SECTION = re.compile(rb"\[{1,2}([^\]\r\n]{1,200})\]")
_ASSIGNED = {
    separators: re.compile(
        rb"(?m)^[ \t]*(?:(?:export|set|setenv|local\.)[ \t]+)?"
        rb"(?:(\[[^\r\n]{0,200})|([^\s\[#;" + separators + rb"][^\r\n" + separators + rb"]{0,160})"
        rb"[" + separators + rb"][ \t]*([^\r\n]{0,8192}))"
    )
    for separators in (b"=", b"=:")
}
_SPACED = re.compile(
    rb"(?m)^[ \t]*(?:set[ \t]+|default[ \t]+)?([A-Za-z_][\w.:-]{0,100})(?:[ \t]*=[ \t]*|[ \t]+)([^\r\n]{1,4096})"
)
_CODE = re.compile(
    rb"(?<![\w.-])(?:define[ \t]{0,4}\([ \t]{0,4}['\"]([A-Za-z_]\w{0,80})['\"][ \t]{0,8},\s{0,40}"
    rb"|([A-Za-z_][\w.-]{0,80})['\"]?\]?[ \t]{0,8}(?:=>|:=|=|:|\()\s{0,40})"
    rb"(?:[rbuLN]|env\(['\"][A-Z_]{1,40}['\"],[ ]{0,2}|__DIR__)?"
    rb"(?:'((?:[^'\\\r\n]|\\.){0,1024}+)'|\"((?:[^\"\\\r\n]|\\.){0,1024}+)\")(?![ \t]{0,8}(?:=>|:(?!:)))"
)
# A doubled or escaped quote does not end a text.
_QUOTED = re.compile(rb"\"\"\"([^\"]*+)\"\"\"|\"((?:[^\"\\]|\\.)*+)\"|'((?:[^']|'')*+)'(?!')")
_COMMENT_BEHIND = re.compile(rb"[ \t][#;]")


def value_range(flat: bytes, start: int, end: int) -> tuple[int, int]:
    """Give the range of a value without quotes around it, white space, and a comment behind it."""
    while start < end and flat[start] in b" \t":
        start += 1
    quoted = _QUOTED.match(flat, start, end)
    if quoted is not None:
        return quoted.span(quoted.lastindex or 0)
    comment = _COMMENT_BEHIND.search(flat, start, end)
    if comment is not None:
        end = comment.start()
    while start < end and flat[end - 1] in b" \t\r,;":
        end -= 1
    return start, end


def ini(flat: bytes, separators: bytes = b"=") -> Iterator[Pair]:
    """Sections in brackets and lines "name = value"; comments begin with # or ;."""
    section = b""
    for match in _ASSIGNED[separators].finditer(flat):
        if match[1]:
            found = _SECTION.match(match[1])
            section = found[1].strip().lower().replace(b"/", b"_") + b"/" if found else section
            continue
        start, end = value_range(flat, *match.span(3))
        if start < end:
            yield Pair(section + match[2].strip(b" \t\"'").lower(), start, end)


def properties(flat: bytes) -> Iterator[Pair]:
    """Like ini, where a colon may stand for the equals sign."""
    return ini(flat, b"=:")


def spaced(flat: bytes) -> Iterator[Pair]:
    """Lines "name value"; "set name = value" too."""
    for match in _SPACED.finditer(flat):
        start, end = value_range(flat, *match.span(2))
        if start < end:
            yield Pair(match[1].lower(), start, end)


def code(flat: bytes) -> Iterator[Pair]:
    """Names in front of a quoted text in PHP, Python, Ruby and the like: assigned, an entry of a table, defined."""
    for match in _CODE.finditer(flat):
        start, end = match.span(3) if match[3] is not None else match.span(4)
        if start < end and not _in_comment(flat, match.start()):
            yield Pair((match[1] or match[2]).lower(), start, end)


def _in_comment(flat: bytes, at: int) -> bool:
    line = flat[max(flat.rfind(b"\n", max(at - 200, 0), at), 0) : at].lstrip()
    return line.startswith((b"* @", b"* e.g"))
