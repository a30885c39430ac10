"""What is large is searched in stretches: nothing falls between two, and the quick ways find what the plain ones do."""

from __future__ import annotations

import random
import re
import zlib

import pytest

from codebinder.base import digestsearch
from codebinder.leakcheck import carving, recoding, stretches
from codebinder.leakcheck.check import OutputMember, check_members
from codebinder.leakcheck.containers import Budget
from codebinder.model.package import Needle
from codebinder.model.ports import Unpacked


@pytest.mark.parametrize("reach", [0, 3 << 20])
def test_stretches_overlap_and_cover_everything(reach: int) -> None:
    data = random.Random(8).randbytes(1 << 16) * 600
    following = 0
    for base, piece, until in stretches.of([data], reach):
        assert data[base : base + len(piece)] == piece
        assert base == following
        following = base + (len(piece) if until is None else until)
        assert until is None or len(piece) - until >= max(reach, stretches.OVERLAP)
    assert following == len(data)


def test_what_was_searched_unpacked_is_blanked_out() -> None:
    data = bytes(range(1, 101))
    wanted = data[:20] + bytes(30) + data[50:90] + bytes(10)
    assert stretches.Blank([(25, 50), (20, 30), (90, 200)]).over(data, 0) == wanted
    assert stretches.Blank([(25, 50)]).over(data[30:60], 30) == bytes(20) + data[50:60]
    assert stretches.Blank([]).over(data, 7) == data


def test_a_stream_that_goes_on_behind_its_stretch_is_carved_whole() -> None:
    packed = zlib.compress(random.Random(8).randbytes(200_000))
    data = bytes(1000) + packed + bytes(1000)
    carver = carving.Carver(Budget(), lambda _: None)
    found = list(carver.over(data[:4096], 0, 2000, lambda at, size: data[at : at + size]))
    assert [len(content) for _, content in found] == [200_000]
    assert list(carver.over(data[2000:], 2000)) == []


def test_quick_ways_find_what_the_patterns_do() -> None:
    chance = random.Random(8)
    for data in (chance.randbytes(1 << 19), bytes(chance.choices(b"aZ09+/_-, \0", k=1 << 19)), b"a" * (1 << 19)):
        tokens = re.findall(rb"[A-Za-z0-9+/_-]{10,}", data)
        assert sorted(digestsearch._tokens(data)) == sorted(tokens)
    for _ in range(300):
        data = b"".join(chance.choices([b"a\0\0\0", b"\0\0\0b", b"\0", b"c"], k=100))
        assert [match[0] for match in recoding._WIDE.finditer(data)] == list(recoding._wide(data))


def test_a_value_across_two_stretches_of_a_large_member_is_found() -> None:
    class Opens:
        def unpack(self, size, pieces, see, *, rest=None, cancel):  # noqa: ANN001, ANN202  (an Unpacker)
            whole = b"".join(pieces())
            told = Unpacked()
            rest(told, lambda at, size: whole[at : at + size])
            return told

    value = b"Zq8-hunterTwoSecret!"
    data = bytearray((33 << 20) + 5)
    places = [stretches.STRETCH - 7, 2 * stretches.STRETCH - stretches.OVERLAP - 7, len(data) - len(value)]
    for at in places:
        data[at : at + len(value)] = value
    given = bytes(data)
    member = OutputMember(name="data/i", size=len(given), read=lambda: given, pieces=lambda: iter((given,)))
    needle = Needle(redaction="R1", kind="value", data=value, encoding="utf-8")
    report = check_members([member], [needle], unpacker=Opens())
    assert [hit.offset for hit in report.hits] == places
