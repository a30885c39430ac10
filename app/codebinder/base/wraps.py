r"""Follows a needle through text that was wrapped: line breaks with indents, quotes, comment marks, literal `\n`."""

from __future__ import annotations

import re

_BREAK = (
    rb"(?:\\[nr])+[\"']?[ \t,+]*\\?(?:\r\n|\n|\r)?[ \t]*[\"']?"
    rb"|[\"']?[ \t+,&.]*\\?(?:\r\n|\n|\r)[ \t\r\n]*(?:[*#;>|]+|//+|--)?[ \t]*[\"']?"
    rb"|[\"'][ \t+.&]*[\"']"
)
_FORWARD = re.compile(_BREAK)
_BACKWARD = re.compile(rb"(?:" + _BREAK + rb")\Z")
_MAY_BREAK = frozenset(b"\\\"' \t+,&.\r\n")
"""What a break may begin with."""
_MAY_END = frozenset(b"\\nr\"' \t+,\r\n*#;>|/-.&")
"""What a break may end with."""
_LONGEST_BREAK = 96
_STRIDE = 16
"""Bytes compared at once before single ones: most of a needle is one run."""
_SPACE = b" \t\r\n"


def follow(data: bytes, at: int, needle: bytes, offset: int, length: int) -> tuple[int, int] | None:
    """Give the range of `data` that spells `needle`, of which `needle[offset:offset + length]` stands at `at`.

    Where `data` breaks a line the needle's own white space is optional; nothing else may differ.
    """
    start = at - offset
    if start >= 0 and data.startswith(needle, start):
        return start, start + len(needle)
    after, i = at + length, offset + length
    if (
        i < len(needle)
        and after < len(data)
        and data[after] != needle[i]
        and data[after] not in _MAY_BREAK
        and needle[i] not in _SPACE
    ):
        return None  # what `_forward` would say; most pieces stand in other texts too, and end there
    end = _forward(data, after, needle, i)
    if end is None:
        return None
    begin = _backward(data, at, needle, offset)
    return None if begin is None else (begin, end)


def _forward(data: bytes, at: int, needle: bytes, i: int) -> int | None:
    size, length = len(data), len(needle)
    while i < length:
        here, wanted = data[at : at + _STRIDE], needle[i : i + _STRIDE]
        if here == wanted:
            at, i = at + len(wanted), i + len(wanted)
            continue
        same = _same(here, wanted)
        at, i = at + same, i + same
        if i == length:
            return at
        if at < size and data[at] not in _MAY_BREAK and needle[i] not in _SPACE:
            return None  # neither side breaks here
        rest = i
        while rest < len(needle) and needle[rest] in _SPACE:
            rest += 1
        gap = _FORWARD.match(data, at, at + _LONGEST_BREAK)
        if gap is None and not _joined(needle, i, rest):
            return None
        if rest == len(needle):
            return at
        at, i = (gap.end() if gap else at), rest
        if at >= size or data[at] != needle[i]:
            return None
    return at


def _backward(data: bytes, at: int, needle: bytes, i: int) -> int | None:
    while i > 0:
        here, wanted = data[max(0, at - _STRIDE) : at], needle[max(0, i - _STRIDE) : i]
        if here == wanted:
            at, i = at - len(wanted), i - len(wanted)
            continue
        same = _same_end(here, wanted)
        at, i = at - same, i - same
        if i == 0:
            return at
        if at > 0 and data[at - 1] not in _MAY_END and needle[i - 1] not in _SPACE:
            return None
        rest = i
        while rest > 0 and needle[rest - 1] in _SPACE:
            rest -= 1
        gap = _BACKWARD.search(data, max(0, at - _LONGEST_BREAK), at)
        if gap is None and not _joined(needle, rest, i):
            return None
        if rest == 0:
            return at
        at, i = (gap.start() if gap else at), rest
        if at <= 0 or data[at - 1] != needle[i - 1]:
            return None
    return at


def _same(one: bytes, other: bytes) -> int:
    """Count the bytes with which both begin; they differ."""
    size = min(len(one), len(other))
    apart = int.from_bytes(one[:size], "little") ^ int.from_bytes(other[:size], "little")
    return (apart & -apart).bit_length() - 1 >> 3 if apart else size


def _same_end(one: bytes, other: bytes) -> int:
    """Count the bytes with which both end; they differ."""
    size = min(len(one), len(other))
    apart = int.from_bytes(one[len(one) - size :], "big") ^ int.from_bytes(other[len(other) - size :], "big")
    return (apart & -apart).bit_length() - 1 >> 3 if apart else size


def _joined(needle: bytes, low: int, high: int) -> bool:
    """Is the needle's white space here a line break, which a writer of long lines may have dropped?"""
    return b"\n" in needle[low:high]
