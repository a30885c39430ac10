"""Digests are the standard ones, together, in one go or piece by piece."""

from __future__ import annotations

import hashlib
import zlib

from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.digests import DigestStream, PlainSm3, digest, sm3

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_sm3_gives_the_examples_of_the_standard() -> None:
    for make in (sm3, PlainSm3):
        assert make(b"abc").hexdigest() == ABC
        assert make(b"abcd" * 16).hexdigest() == ABCD16


@given(st.lists(st.binary(max_size=150), max_size=6))
def test_our_sm3_agrees_with_the_library_whatever_the_pieces(pieces: list[bytes]) -> None:
    ours = PlainSm3()
    for piece in pieces:
        ours.update(piece)
    assert ours.digest() == sm3(b"".join(pieces)).digest()


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_pieces_and_whole_agree(pieces: list[bytes]) -> None:
    stream = DigestStream()
    for piece in pieces:
        stream.update(piece)
    whole = b"".join(pieces)
    assert stream.finish() == digest(whole)
    assert digest(whole).sha256 == hashlib.sha256(whole).hexdigest()
    assert digest(whole).crc32 == zlib.crc32(whole)
    assert digest(whole).size == len(whole)
