"""Compressed streams made by the programs that people use: where each ends, what it holds, what is wrong with it."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.codecs import Stream
from codebinder.firmware.reading import Memory, Unreadable
from codebinder.firmware.streams.deflated import GZIP
from codebinder.firmware.walking import Limits
from codebinder.model.firmware import Check
from helpers.outside_tools import made
from helpers.read_images import budget, digest, faults, named, spans, walked, well_formed

_WORDS = (b"console ttyS0 at 115200 ", b"root of /dev/mtdblock2\n", b"\0\1\2\3\4\5\6\7", b"Copyright (C) ")
_BEFORE, _BEHIND = b"\xff" * 1021, b"\0" * 3000 + b"\xff" * 1000


def plain(words: int = 4000) -> bytes:
    """Bytes that pack, but not into next to nothing."""
    chance = random.Random(8)
    return b"".join(chance.choice(_WORDS) + chance.randbytes(3) for _ in range(words))


PLAIN = plain()

TOOLS = {
    "gzip": ("gzip", "-c"),
    "bzip2": ("bzip2", "-c"),
    "xz": ("xz", "-c"),
    "xz-many-blocks": ("xz", "-c", "--block-size=50000", "--check=sha256"),
    "lzma": ("xz", "--format=lzma", "-c"),
    "zstd": ("zstd", "-c"),
    "zstd-no-check": ("zstd", "-c", "--no-check"),
    "lz4": ("lz4", "-c"),
    "lz4-small-blocks": ("lz4", "-c", "-B4", "-BX"),
    "lz4-legacy": ("lz4", "-l", "-c"),
    "lzop": ("lzop", "-c"),
}
_FORMATS = {"xz-many-blocks": "xz", "zstd-no-check": "zstd", "lz4-small-blocks": "lz4"}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_stream_ends_exactly_where_it_ends_and_gives_back_what_went_in(tool: str) -> None:
    packed = made(*TOOLS[tool], given=PLAIN)
    analysis = walked(_BEFORE + packed + _BEHIND)
    well_formed(analysis)
    form = _FORMATS.get(tool, tool)
    assert spans(analysis) == [(form, len(_BEFORE), len(_BEFORE) + len(packed))]
    assert named(analysis, b"unpacked").sha256 == digest(PLAIN)
    assert not faults(analysis)


def test_lzma_with_a_stated_size_and_no_end_mark_ends_exactly(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(PLAIN)
    made("lzma_alone", "e", tmp_path / "in", tmp_path / "out")
    packed = (tmp_path / "out").read_bytes()
    assert packed[5:13] == len(PLAIN).to_bytes(8, "little")
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("lzma", len(_BEFORE), len(_BEFORE) + len(packed))]
    assert named(analysis, b"unpacked").sha256 == digest(PLAIN)


def test_zlib_is_claimed_where_it_ends_with_the_right_sum() -> None:
    packed = zlib.compress(PLAIN)
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("zlib", len(_BEFORE), len(_BEFORE) + len(packed))]
    assert named(analysis, b"unpacked").sha256 == digest(PLAIN)
    assert spans(walked(_BEFORE + packed[:-1] + bytes([packed[-1] ^ 1]) + _BEHIND)) == []


def test_a_gzip_header_tells_name_and_time_and_its_trailer_is_two_checks(tmp_path: Path) -> None:
    file = tmp_path / "vmlinux.bin"
    file.write_bytes(PLAIN)
    packed = made("gzip", "-9", "-c", file)
    node = named(walked(_BEFORE + packed + _BEHIND), b"gzip@0x3fd")
    told = dict(node.facts)
    assert told["name"] == "vmlinux.bin"
    assert told["time"].startswith("20")
    assert named(walked(packed), b"vmlinux.bin").sha256 == digest(PLAIN)
    size = len(packed)
    sums = {check.name: check for check in _gzip_checks(packed)}
    assert (sums["crc32"].start, sums["crc32"].end) == (size - 8, size - 4)
    assert sums["crc32"].covers == ((10 + len("vmlinux.bin") + 1, size - 8),)
    assert (sums["isize"].start, sums["isize"].end) == (size - 4, size)


def _gzip_checks(packed: bytes) -> tuple[Check, ...]:
    found = GZIP.read(Memory(packed), 0, budget())
    assert found is not None
    return found.checks


def test_a_wrong_sum_is_told_and_the_contents_are_given() -> None:
    packed = bytearray(made("gzip", "-c", given=PLAIN))
    packed[-6] ^= 0xFF
    analysis = walked(bytes(packed))
    assert faults(analysis) == {"firmware.fault.sum"}
    assert named(analysis, b"unpacked").sha256 == digest(PLAIN)


@pytest.mark.parametrize("tool", ["gzip", "bzip2", "xz", "zstd", "lz4", "lzop", "lzma"])
def test_a_stream_that_is_cut_off_gives_what_is_there(tool: str) -> None:
    given_in = plain(18_000)
    packed = made(*TOOLS[tool], given=given_in)
    analysis = walked(packed[: len(packed) * 3 // 4])
    assert analysis.nodes[0].format == tool
    assert {"firmware.fault.cut-short"} <= faults(analysis)
    given_back = named(analysis, b"unpacked").size
    assert given_back < len(given_in)


def test_the_kernels_legacy_lz4_keeps_its_size_behind_it() -> None:
    packed = made("lz4", "-l", "-c", given=PLAIN) + len(PLAIN).to_bytes(4, "little")
    assert spans(walked(_BEFORE + packed + _BEHIND)) == [("lz4-legacy", len(_BEFORE), len(_BEFORE) + len(packed))]


def test_streams_that_follow_each_other_are_told_apart() -> None:
    one, two = made("gzip", "-c", given=PLAIN), made("xz", "-c", given=PLAIN)
    analysis = walked(one + one + two)
    size = len(one)
    assert spans(analysis) == [("gzip", 0, size), ("gzip", size, 2 * size), ("xz", 2 * size, 2 * size + len(two))]


def test_a_bomb_costs_no_more_than_its_image_may() -> None:
    bomb = made("gzip", "-9", "-c", given=bytes(24 << 20))
    bomb = made("gzip", "-9", "-c", given=bomb)
    small = Limits(free=8 << 20, ratio=100)
    analysis = walked(bomb, small)
    assert [each.id for each in analysis.stopped] == ["firmware.fault.much"]
    assert max(node.size for node in analysis.nodes) <= 8 << 20


def test_a_header_and_nothing_behind_it_is_no_stream() -> None:
    heads = (
        b"\x1f\x8b\x08\0\0\0\0\0\0\3",
        b"\xfd7zXZ\0\0\4\xe6\xd6\xb4F",
        b"\x28\xb5\x2f\xfd\x04\x00",
        b"\x78\x9c",
        b"\x04\x22\x4d\x18\x64\x40\xa7",
        b"\x02\x21\x4c\x18",
        b"BZh91AY&SY",
        b"]\0\0\x80\0" + b"\xff" * 8 + bytes(40),
    )
    for head in heads:
        analysis = walked(b"\xee" * 600 + head + b"\xee" * 600)
        assert spans(analysis) == [], head


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(("gzip", "xz", "zstd", "lz4", "lz4-legacy", "lzop", "bzip2", "lzma", "zlib")), st.data())
def test_no_damaged_stream_raises_anything_but_unreadable(name: str, data: st.DataObject) -> None:
    packed = bytearray(_packed(name))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    stream = Stream(name, Memory(bytes(packed)), 0, len(packed), budget())
    try:
        size = sum(len(piece) for piece in stream)
    except Unreadable:
        size = stream.size
    assert size == stream.size
    assert 0 <= stream.end <= len(packed)
    well_formed(walked(bytes(packed)))


_CACHE: dict[str, bytes] = {}


def _packed(name: str) -> bytes:
    if name not in _CACHE:
        small = PLAIN[:6000]
        _CACHE[name] = zlib.compress(small) if name == "zlib" else made(*TOOLS[name], given=small)
    return _CACHE[name]


def test_what_is_packed_twice_is_found_through_both_layers() -> None:
    analysis = walked(made("zstd", "-c", given=made("gzip", "-c", given=PLAIN)))
    assert named(analysis, b"unpacked!/unpacked").sha256 == digest(PLAIN)
