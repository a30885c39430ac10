"""Walks through YAML line by line, damaged or templated, and gives its values with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.formats.pairs import TRAIL, Pair, value_range

_DEPTH = 48
_LINE = re.compile(
    rb"(?m)^([ ]{0,400})((?:-[ ]{1,20}){0,8})"
    rb"(?:(\"[^\"\r\n]{1,160}\"|'[^'\r\n]{1,160}'|[^\s#\"'{}&*!|>%@`,\[\]-][^:\r\n]{0,160})"
    rb":(?:[ \t]+([^\r\n]*)|[ \t]*(?=\r?$))|([^\s#][^\r\n]*))"
)
_PROPERTY = re.compile(rb"(?:[&!][^\s]{0,80}[ \t]+){1,3}")
_BLOCK = re.compile(rb"[|>][-+0-9]{0,2}[ \t]*(?:#[^\r\n]*)?$")
_FLOW = re.compile(
    rb"[{,][ \t\r\n]{0,80}(?:\"([\w.-]{1,100})\"|'([\w.-]{1,100})'|([\w.-]{1,100})):[ \t]{1,8}"
    rb"(?:\"([^\"\r\n]{1,2000})\"|'([^'\r\n]{1,2000})'|([^\s,{}\[\]\"'][^,}\]\r\n]{0,2000}))"
)
_ENTRY = re.compile(rb"([A-Za-z_][\w.]{0,100})=")


def yaml(flat: bytes) -> Iterator[Pair]:
    """Give scalars: "a/b" under names; an entry of a list has the list's trail and a slash."""
    stack: list[tuple[int, bytes]] = []
    skip_to = 0
    for match in _LINE.finditer(flat):
        if match.start() < skip_to:
            continue
        indent, dashes = len(match[1]), len(match[2])
        column = indent + dashes
        while stack and (stack[-1][0] > column or (stack[-1][0] == column and match[3]) or stack[-1][0] > indent):
            stack.pop()
        parents = stack[-1][1] if stack else b""
        if match[3] is None:
            if dashes and flat[match.start(5)] == 0x7B:
                yield from _flow(flat, match.start(5), parents[:-1])
            elif dashes:
                yield from _scalar(flat, parents, *match.span(5))
            continue
        name = match[3].strip(b" \t\"'").lower().replace(b"/", b"_")
        trail = parents + name
        start, end = match.span(4) if match[4] is not None else (match.end(), match.end())
        start, end = _bare(flat, start, end)
        if _BLOCK.match(flat, start, end):
            skip_to = _block_end(flat, match.end(), column)
            yield from _block(flat, match.end(), skip_to, trail)
        elif start < end and flat[start] in b"{[":
            yield from _flow(flat, start, trail)
        elif start < end and flat[start] not in b"#*":
            yield from _scalar(flat, trail, start, end)
        elif len(stack) < _DEPTH:
            stack.append((column, trail[-TRAIL:] + b"/"))


def yaml_env(flat: bytes) -> Iterator[Pair]:
    """Like yaml, where an entry "NAME=value" of a list is a named value."""
    for pair in yaml(flat):
        entry = _ENTRY.match(flat, pair.start, pair.end) if pair.trail.endswith(b"/") else None
        if entry is None:
            yield pair
            continue
        start, end = value_range(flat, entry.end(), pair.end)
        if start < end:
            yield Pair(pair.trail + entry[1].lower(), start, end)


def _bare(flat: bytes, start: int, end: int) -> tuple[int, int]:
    """Leave out an anchor or tag in front, and white space behind."""
    found = _PROPERTY.match(flat, start, end)
    start = found.end() if found else start
    while start < end and flat[end - 1] in b" \t\r":
        end -= 1
    return start, end


def _scalar(flat: bytes, trail: bytes, start: int, end: int) -> Iterator[Pair]:
    low, high = value_range(flat, start, end)
    if low < high:
        yield Pair(trail, low, high)


def _block_end(flat: bytes, at: int, column: int) -> int:
    """Give the place of the first line behind `at` that is not deeper than `column`."""
    at = flat.find(b"\n", at) + 1
    while 0 < at < len(flat):
        next_line = flat.find(b"\n", at) + 1 or len(flat)
        line = flat[at : min(next_line, at + 500)]
        text = line.lstrip(b" ")
        if text.strip() and len(line) - len(text) <= column:
            return at
        at = next_line
    return len(flat)


def _block(flat: bytes, at: int, end: int, trail: bytes) -> Iterator[Pair]:
    start = flat.find(b"\n", at, end) + 1
    while 0 < start < end and flat[start] in b" \t\r\n":
        start += 1
    while 0 < start < end and flat[end - 1] in b" \t\r\n":
        end -= 1
    if 0 < start < end:
        yield Pair(trail, start, end)


def _flow(flat: bytes, start: int, trail: bytes) -> Iterator[Pair]:
    end = min(flat.find(b"\n", start) % (len(flat) + 1), start + 8192)
    for match in _FLOW.finditer(flat, start, end):
        name = match[1] or match[2] or match[3]
        group = 4 if match[4] is not None else 5 if match[5] is not None else 6
        low, high = value_range(flat, *match.span(group))
        if low < high:
            yield Pair(trail + b"/" + name.lower(), low, high)
