"""Cuts a function or a range of lines out of a file."""

from __future__ import annotations

import re

from codebinder.detect.jewels.tokens import style_of, tokens

_HEAD_TOKENS = 60
"""Between a function's arguments and its body there is little: throws, const, initialisers, a result's type."""
_INDENTED = re.compile(rb"(?m)^([ \t]*)(?:async[ \t]+)?(?:def|class)[ \t]+([A-Za-z_]\w*)")


def lines_in(data: bytes, first: int, last: int) -> bytes:
    """Give lines `first` to `last` (from 1, both included); empty where there are none."""
    return b"".join(data.splitlines(keepends=True)[first - 1 : last])


def function_in(data: bytes, name: bytes, suffix: bytes) -> tuple[int, int] | None:
    """Give where the function `name` stands, from the line on which it begins; None where there is no such one."""
    return _indented(data, name) or _braced(data, name, suffix)


def _indented(data: bytes, name: bytes) -> tuple[int, int] | None:
    for found in _INDENTED.finditer(data):
        if found[2] != name:
            continue
        depth = len(found[1].expandtabs())
        end = _line_end(data, found.end())
        while end < len(data):
            stop = _line_end(data, end)
            line = data[end:stop].expandtabs()
            text = line.lstrip()
            if text and not text.startswith((b"#", b")")) and len(line) - len(text) <= depth:
                break
            end = stop
        return found.start(), end
    return None


def _line_end(data: bytes, at: int) -> int:
    """Give where the line behind the one that `at` stands in begins."""
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end + 1


def _braced(data: bytes, name: bytes, suffix: bytes) -> tuple[int, int] | None:
    places = [(start, end) for _, start, end in tokens(data, style_of(suffix))]
    words = [data[start:end] if end - start <= len(name) else b"\0" for start, end in places]
    for at, word in enumerate(words[:-1]):
        if word != name or words[at + 1] != b"(":
            continue
        close = _closing(words, at + 1, b"(", b")")
        head = range(close + 1, min(close + _HEAD_TOKENS, len(words)))
        opened = next((place for place in head if words[place] in {b"{", b";"}), -1)
        if close < 0 or opened < 0 or words[opened] == b";":
            continue
        last = _closing(words, opened, b"{", b"}")
        if last > 0:
            return _beginning(data, places[at][0]), places[last][1]
    return None


def _closing(words: list[bytes], at: int, opens: bytes, closes: bytes) -> int:
    """Give where the bracket at `at` is closed; -1 where it is not."""
    depth = 0
    for place in range(at, len(words)):
        if words[place] == opens:
            depth += 1
        elif words[place] == closes:
            depth -= 1
            if depth == 0:
                return place
    return -1


def _beginning(data: bytes, at: int) -> int:
    """Give where the line begins, or the one before it where the name stands alone in front."""
    start = data.rfind(b"\n", 0, at) + 1
    if start != at or not start:
        return start
    before = data.rfind(b"\n", 0, start - 1) + 1
    line = data[before : start - 1].rstrip()
    return before if line and not line.endswith((b";", b"}", b"*/")) else start
