"""Single blocks, as file systems keep them: given back whole, bounded by what is asked for, refused where damaged."""

from __future__ import annotations

import bz2
import contextlib
import lzma
import random
import zlib

import lz4.block
import lzallright
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from codebinder.firmware.codecs import CODECS, unpack
from codebinder.firmware.frames import xxh32
from codebinder.firmware.reading import Unreadable

_BARE = [{"id": lzma.FILTER_LZMA1, "dict_size": 8192, "lc": 0, "lp": 0, "pb": 0}]


def _plain() -> bytes:
    chance = random.Random(5)
    return b"".join(chance.choice((b"alpha ", b"beta ", chance.randbytes(5))) for _ in range(900))[:4000]


PLAIN = _plain()
PACKED = {
    "none": PLAIN,
    "gzip": zlib.compress(PLAIN, wbits=31),
    "zlib": zlib.compress(PLAIN),
    "deflate": zlib.compress(PLAIN, wbits=-15),
    "bzip2": bz2.compress(PLAIN),
    "xz": lzma.compress(PLAIN, check=lzma.CHECK_CRC32),
    "lzma": lzma.compress(PLAIN, lzma.FORMAT_ALONE),
    "lzma-bare": lzma.compress(PLAIN, lzma.FORMAT_RAW, filters=_BARE),
    "zstd": zstandard.compress(PLAIN),
    "lz4": lz4.block.compress(PLAIN, store_size=False),
    "lzo": lzallright.LZOCompressor().compress(PLAIN),
    "rtime": b"".join(bytes((byte, 0)) for byte in PLAIN),
}
_BOUNDED = tuple(name for name in PACKED if name not in {"none", "rtime"})


def test_every_codec_is_tried_here() -> None:
    assert set(PACKED) == set(CODECS)


@pytest.mark.parametrize("name", PACKED)
def test_a_block_comes_back_whole(name: str) -> None:
    assert unpack(name, PACKED[name], len(PLAIN)) == PLAIN
    if name != "lzma-bare":
        assert unpack(name, PACKED[name], 1 << 16) == PLAIN


@pytest.mark.parametrize("name", _BOUNDED)
def test_a_block_that_is_larger_than_asked_for_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        unpack(name, PACKED[name], len(PLAIN) - 1)


@pytest.mark.parametrize("name", [name for name in _BOUNDED if name not in {"lzma-bare", "lz4"}])
def test_a_block_that_is_cut_off_is_refused(name: str) -> None:
    for size in (0, 3, len(PACKED[name]) // 2, len(PACKED[name]) - 9):
        with pytest.raises(Unreadable):
            unpack(name, PACKED[name][:size], len(PLAIN))


def test_what_is_packed_otherwise_is_refused_by_name() -> None:
    with pytest.raises(Unreadable) as error:
        unpack("rubin", b"any", 100)
    assert error.value.said.params == {"name": "rubin"}


def test_rtime_repeats_what_followed_the_last_time() -> None:
    assert unpack("rtime", b"a\0b\0a\4", 100) == b"abababa"
    with pytest.raises(Unreadable):
        unpack("rtime", b"a\xff" * 40, 100)


@given(st.sampled_from(sorted(CODECS)), st.binary(max_size=300))
def test_bytes_of_any_kind_raise_nothing_but_unreadable(name: str, data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert len(unpack(name, data, 1000)) <= 1000


def test_the_sum_in_headers_of_lz4_is_the_published_one() -> None:
    assert xxh32(b"") == 0x02CC5D05
    assert xxh32(b"abc") == 0x32D153FF
    assert xxh32(b"Nobody inspects the spammish repetition") == 0xE2293B2F
