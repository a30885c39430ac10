"""A needle is followed through breaks in strides; going byte by byte, as told here plainly, comes to the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.base import wraps

_BREAKS = (
    b"\n",
    b"\r\n",
    b'"\n  "',
    b"\\n",
    b" \\\n\t",
    b"\n * ",
    b"\n// ",
    b'" "',
    b"'+'",
    b" ",
    b"\\",
    b"n",
    b"\n\n",
    b"&\n",
)
_texts = st.lists(
    st.sampled_from([b"a", b"b", b" ", b"\n", b"=", b"abababababababab", b'"', b"\\", b"n", b"\t"]), max_size=24
)


def forward(data: bytes, at: int, needle: bytes, i: int) -> int | None:
    while i < len(needle):
        if at < len(data) and data[at] == needle[i]:
            at, i = at + 1, i + 1
            continue
        rest = i
        while rest < len(needle) and needle[rest] in b" \t\r\n":
            rest += 1
        gap = wraps._FORWARD.match(data, at, at + wraps._LONGEST_BREAK)
        if gap is None and b"\n" not in needle[i:rest]:
            return None
        if rest == len(needle):
            return at
        at, i = (gap.end() if gap else at), rest
        if at >= len(data) or data[at] != needle[i]:
            return None
    return at


def backward(data: bytes, at: int, needle: bytes, i: int) -> int | None:
    while i > 0:
        if at > 0 and data[at - 1] == needle[i - 1]:
            at, i = at - 1, i - 1
            continue
        rest = i
        while rest > 0 and needle[rest - 1] in b" \t\r\n":
            rest -= 1
        gap = wraps._BACKWARD.search(data, max(0, at - wraps._LONGEST_BREAK), at)
        if gap is None and b"\n" not in needle[rest:i]:
            return None
        if rest == 0:
            return at
        at, i = (gap.start() if gap else at), rest
        if at <= 0 or data[at - 1] != needle[i - 1]:
            return None
    return at


@settings(max_examples=400, deadline=None)
@given(parts=_texts, breaks=st.lists(st.sampled_from(_BREAKS), max_size=24), anchor=st.integers(0, 400))
def test_strides_follow_as_far_as_single_bytes(parts: list[bytes], breaks: list[bytes], anchor: int) -> None:
    needle = b"".join(parts) + b"x" + b"".join(reversed(parts))
    offset = anchor % len(needle)
    pieces = [*parts, b"x", *reversed(parts)]
    written = [piece + (breaks[at] if at < len(breaks) and at % 3 == 0 else b"") for at, piece in enumerate(pieces)]
    data = b"before" + b"".join(written) + b"after"
    for at in (data.find(needle[offset : offset + 1]), data.rfind(needle[offset : offset + 1]), anchor % len(data)):
        place = max(at, 0)
        assert wraps._forward(data, place, needle, offset) == forward(data, place, needle, offset)
        assert wraps._backward(data, place, needle, offset) == backward(data, place, needle, offset)
        start = place - offset
        if start >= 0 and data.startswith(needle, start):
            continue
        end, begin = forward(data, place, needle, offset), backward(data, place, needle, offset)
        expected = None if begin is None or end is None else (begin, end)
        assert wraps.follow(data, place, needle, offset, 0) == expected


def test_a_break_is_followed_at_the_end_of_a_stride() -> None:
    needle = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcd"
    for cut in range(1, 40):
        data = needle[:cut] + b"\n    " + needle[cut:]
        for anchor in range(40):
            at = anchor if anchor < cut else anchor + 5
            assert wraps.follow(data, at, needle, anchor, 1) == (0, 45)
