"""The walk over an image: every byte is told apart once, nested things are found, and no image costs too much."""

from __future__ import annotations

import hashlib
import os
import random
import struct
import sys
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.errors import Cancelled
from codebinder.firmware import entropy, packed, unpacked
from codebinder.firmware.candidates import Magics
from codebinder.firmware.front import read_image
from codebinder.firmware.reading import Blob, Budget, Found, Member, Memory, Reader, Unreadable
from codebinder.firmware.walking import Limits, Walk
from codebinder.model.firmware import Analysis, Node, NodeKind, RegionKind, account, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.text import Message

_HEAD = struct.Struct(">4sII")


def box(data: bytes, *, magic: bytes = b"BOX1") -> bytes:
    """A plain container: magic, size, CRC, content."""
    return _HEAD.pack(magic, len(data), zlib.crc32(data)) + data


def deflated(data: bytes) -> bytes:
    return box(zlib.compress(data), magic=b"ZIPD")


def _read_box(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, _HEAD.size)
    if len(head) < _HEAD.size:
        return None
    magic, size, crc = _HEAD.unpack(head)
    data = blob.read(start + _HEAD.size, size)
    if len(data) != size or zlib.crc32(data) != crc:
        return None
    begin = start + _HEAD.size

    def members() -> Iterator[Member]:
        if magic == b"BOX1":
            yield Member(name=b"content", kind=NodeKind.PART, size=size, start=begin)
        else:
            yield Member(name=b"content", kind=NodeKind.PART, size=-1, open=unpack)

    def unpack() -> Iterator[bytes]:
        machine = zlib.decompressobj()
        rest = data
        while rest or not machine.eof:
            piece = machine.decompress(rest, 1 << 16)
            if not piece:
                return
            yield piece
            rest = machine.unconsumed_tail

    return Found(start=start, end=begin + size, format="box", label="a box", members=members)


READERS = (Reader(format="box", read=_read_box, magics=((b"BOX1", 0), (b"ZIPD", 0))),)


def walk(data: bytes, *, limits: Limits | None = None, readers: tuple[Reader, ...] = READERS) -> Analysis:
    chosen = limits or Limits()
    machine = Walk(
        Magics(readers), limits=chosen, budget=chosen.budget(len(data), NeverCancel()), visitors=(), folder=None,
        progress=NoProgress(),
    )  # fmt: skip
    return machine.run(Memory(data), b"image.bin")


def check_whole(found: Analysis) -> None:
    """Every node's regions lie side by side over all of it, and so do the leaves of the map."""
    for node in found.nodes:
        if node.regions:
            assert (node.regions[0].start, node.regions[-1].end) == (0, node.size)
            assert all(one.end == other.start for one, other in pairwise(node.regions))
            assert all(region.size > 0 for region in node.regions)
    leaves = list(stretches(found))
    if found.size:
        assert (leaves[0].start, leaves[-1].end) == (0, found.size)
        assert all(one.end == other.start for one, other in pairwise(leaves))
    assert sum(account(leaves).values()) == found.size


def test_every_byte_stands_in_exactly_one_region() -> None:
    code = Path(os.__file__).read_bytes()[:9000]
    noise = random.Random(1).randbytes(50_000)
    image = noise + b"\xff" * 3000 + box(code) + b"\0" * 700 + deflated(code * 20) + zlib.compress(noise[:20_000])
    found = walk(image)
    check_whole(found)
    kinds = [region.kind for region in found.nodes[0].regions]
    assert kinds[:4] == [RegionKind.ENCRYPTED, RegionKind.PADDING, RegionKind.KNOWN, RegionKind.PADDING]
    assert [node.name for node in found.nodes] == [
        b"image.bin", b"box@0xcf08", b"box@0xf4f8", b"content", b"content",
    ]  # fmt: skip
    sums = account(stretches(found))
    assert sums[RegionKind.PADDING] == 3700
    assert sums[RegionKind.ENCRYPTED] >= 50_000


def test_what_is_packed_is_unpacked_and_read_in_its_turn() -> None:
    found = walk(deflated(b"a" * 10 + box(deflated(b"the innermost " * 90))))
    assert found.nodes[-1].size == 14 * 90
    assert found.nodes[-1].sha256 == hashlib.sha256(b"the innermost " * 90).hexdigest()
    assert found.path(found.nodes[-1].number) == b"content!/box@0xa!/content!/content"
    assert found.place(found.nodes[-1].number) is None
    assert found.place(0) == 0


@given(st.binary(max_size=4000), st.integers(0, 3), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_whatever_the_bytes_are_they_are_all_accounted_for(data: bytes, levels: int, chance: random.Random) -> None:
    for _ in range(levels):
        data = chance.choice((box, deflated))(data) + chance.randbytes(chance.randrange(600))
    found = walk(data)
    check_whole(found)
    assert walk(data) == found
    assert unpacked(Analysis, packed(found)) == found


def test_nesting_ends_at_its_limit_and_says_so() -> None:
    data = b"x" * 100
    for _ in range(12):
        data = deflated(data)
    found = walk(data)
    assert max(node.depth for node in found.nodes) == 8
    assert found.nodes[-1].faults == (Message("firmware.fault.deep"),)


def test_a_bomb_is_read_up_to_the_budget_and_told() -> None:
    image = deflated(bytes(40 << 20))
    found = walk(image, limits=Limits(free=8 << 20, ratio=1))
    assert found.stopped == (Message("firmware.fault.much"),)
    assert found.nodes[-1].size <= 8 << 20
    check_whole(found)


def test_too_many_entries_stop_the_reading_and_are_told() -> None:
    found = walk(b"".join(box(b"%d" % number) for number in range(50)), limits=Limits(entries=20))
    assert len(found.nodes) == 20
    assert found.stopped == (Message("firmware.fault.many"),)
    check_whole(found)


def test_a_reader_that_runs_on_is_stopped_by_its_steps() -> None:
    def runs_on(_blob: Blob, _start: int, budget: Budget) -> Found | None:
        while True:
            budget.step()

    found = walk(b"BOX1", readers=(Reader(format="box", read=runs_on, magics=((b"BOX1", 0),)),))
    assert found.stopped == (Message("firmware.fault.steps"),)


def test_a_claim_beyond_the_end_is_cut_and_one_before_its_beginning_refused() -> None:
    def long(_blob: Blob, start: int, _budget: Budget) -> Found | None:
        return Found(start=start, end=1 << 40, format="long")

    def back(_blob: Blob, start: int, _budget: Budget) -> Found | None:
        return Found(start=0, end=start + 4, format="back")

    both = tuple(
        Reader(format="x", read=read, magics=((magic, 0),)) for read, magic in ((back, b"BACK"), (long, b"LONG"))
    )
    found = walk(b"\0" * 10 + b"BACK" + b"LONG" + b"rest", readers=both)
    assert [node.format for node in found.nodes[1:]] == ["long"]
    check_whole(found)


def test_what_comes_before_a_fault_is_kept() -> None:
    def members() -> Iterator[Member]:
        yield Member(name=b"first", kind=NodeKind.FILE, size=9, open=broken)
        raise Unreadable(Message("firmware.fault.deep"))

    def broken() -> Iterator[bytes]:
        yield b"good "
        raise Unreadable(Message("firmware.fault.steps"))

    def read(blob: Blob, start: int, _budget: Budget) -> Found | None:
        return Found(start=start, end=blob.size, format="fs", members=members)

    found = walk(b"BOX1....", readers=(Reader(format="fs", read=read, magics=((b"BOX1", 0),)),))
    assert found.nodes[0].faults == (Message("firmware.fault.deep"),)
    assert found.nodes[1].size == 5
    assert found.nodes[1].faults == (Message("firmware.fault.steps"),)


def test_two_members_of_one_name_are_told_apart() -> None:
    def members() -> Iterator[Member]:
        for _ in range(2):
            yield Member(name=b"same", kind=NodeKind.FILE, size=1, start=0)

    def read(blob: Blob, start: int, _budget: Budget) -> Found | None:
        return Found(start=start, end=blob.size, format="fs", members=members)

    found = walk(b"BOX1", readers=(Reader(format="fs", read=read, magics=((b"BOX1", 0),)),))
    assert [node.name for node in found.nodes[1:]] == [b"same", b"same~2"]


class _Seen:
    def __init__(self) -> None:
        self.seen: list[tuple[bytes, bytes]] = []

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        self.seen.append((node.name, b"".join(blob.read(start, end - start) for start, end in own)))


def test_a_visitor_sees_each_plain_byte_once_and_packed_ones_unpacked_too() -> None:
    image = b"before" + box(b"plain") + b"behind" + deflated(b"packed")
    seen = _Seen()
    chosen = Limits()
    Walk(
        Magics(READERS), limits=chosen, budget=chosen.budget(len(image), NeverCancel()), visitors=(seen,), folder=None,
        progress=NoProgress(),
    ).run(Memory(image), b"image")  # fmt: skip
    whole = b"".join(data for _, data in seen.seen)
    assert whole.count(b"plain") == whole.count(b"before") == whole.count(b"packed") == 1
    assert seen.seen[0] == (b"image", b"beforebehind")


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff" * 100_000, b"BOX1", b"BOX1" * 5000], ids=["0", "1", "ff", "m", "mm"]
)
def test_images_without_anything_in_them_are_read(data: bytes) -> None:
    found = read_image(Memory(data), name=b"x", progress=NoProgress(), cancel=NeverCancel())
    check_whole(found)
    assert found.nodes[0].sha256 == hashlib.sha256(data).hexdigest()
    if data == b"\xff" * 100_000:
        assert [(row.kind, row.facts) for row in found.nodes[0].regions] == [(RegionKind.PADDING, (("byte", "0xff"),))]
        assert set(found.profile.entropy) == {0}


def test_reading_ends_when_the_person_cancels() -> None:
    class Now:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_image(Memory(bytes(5000)), name=b"x", progress=NoProgress(), cancel=Now())


def test_dense_bytes_are_told_from_code_and_text() -> None:
    chance = random.Random(5).randbytes
    text = Path(__file__).read_bytes()
    program = Path(sys.executable).resolve().read_bytes()[0x14000:0x24000]
    assert entropy.is_dense(entropy.count(chance(4096)))
    assert entropy.is_dense(entropy.count(zlib.compress(text * 3)[:4096]))
    assert not entropy.is_dense(entropy.count(text[:4096]))
    assert not entropy.is_dense(entropy.count(program))
    assert entropy.chi_square(entropy.count(chance(1 << 20))) < 255 + 5 * 22.6
    assert entropy.chi_square(entropy.count(zlib.compress(b"".join(text[at:] for at in range(200))))) > 400


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 900)), max_size=12))
@settings(max_examples=80, deadline=None)
def test_runs_are_found_at_their_exact_ends(parts: list[tuple[int, int]]) -> None:
    data = b"".join(bytes([value]) * count for value, count in parts)
    wanted: list[tuple[int, int, int]] = []
    at = 0
    while at < len(data):
        end = at
        while end < len(data) and data[end] == data[at]:
            end += 1
        if end - at >= 256:
            wanted.append((at, end, data[at]))
        at = end
    budget = Limits().budget(len(data), NeverCancel())
    assert list(entropy.runs(Memory(data), 0, len(data), budget)) == wanted


def test_parts_that_hold_themselves_are_looked_at_a_bounded_number_of_times() -> None:
    looked: list[int] = []

    def members() -> Iterator[Member]:
        for number in range(60):
            yield Member(name=b"%d" % number, kind=NodeKind.PART, size=1 << 20, start=0)

    def read(blob: Blob, start: int, _budget: Budget) -> Found | None:
        looked.append(blob.size)
        return Found(start=start, end=blob.size, format="itself", members=members) if start == 0 else None

    found = walk(b"BOX1" + bytes(1 << 20), readers=(Reader(format="itself", read=read, magics=((b"BOX1", 0),)),))
    assert found.stopped == (Message("firmware.fault.steps"),)
    assert sum(looked) < 100 << 20
