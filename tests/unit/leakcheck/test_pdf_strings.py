"""The strings of a PDF are cut out of its streams quickly, and as one byte after the other would cut them out."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from codebinder.leakcheck import pdfstreams

_BYTEWISE = re.compile(rb"\(((?:[^()\\]|\\[\0-\xff]|\([^()]{0,500}\)){0,65536})\)|<([0-9A-Fa-f\s]{2,65536})>")
_PIECES = (
    b"(",
    b")",
    b"\\",
    b"\\(",
    b"<",
    b">",
    b"4a",
    b" ",
    b"Tj",
    b"a" * 64,
    b"b" * 65,
    b"(" + b"c" * 500 + b")",
    b"\n",
)


@settings(max_examples=400, deadline=None)
@example([b"(", b"(" + b"c" * 500 + b")", b"a" * 64, b"\\)", b")"])
@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=3), max_size=40))
def test_strings_are_cut_out_as_byte_by_byte(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    plain = [match.span() for match in _BYTEWISE.finditer(data)]
    assert [match.span() for match in pdfstreams._STRING.finditer(data)] == plain
