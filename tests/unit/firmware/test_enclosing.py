"""What encloses a hidden stretch: whole packed parts, numbers over numbers, and what has no place to be hidden at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.errors import UserError
from codebinder.firmware.enclosing import Stretches, enclosing, find, numbers, widened
from codebinder.model.firmware import Analysis, Check, Node, NodeKind, Profile, Region, RegionKind


def check(name: str, start: int, end: int, *covers: tuple[int, int]) -> Check:
    return Check(name=name, start=start, end=end, covers=covers)


def known(start: int, end: int, *checks: Check, form: str = "known") -> Region:
    return Region(start=start, end=end, kind=RegionKind.KNOWN, format=form, checks=checks)


def node(number: int, parent: int, start: int, size: int, *regions: Region, kind: NodeKind = NodeKind.PART,
         checks: tuple[Check, ...] = ()) -> Node:  # fmt: skip
    return Node(number=number, parent=parent, kind=kind, name=b"n%d" % number, size=size, start=start, format="form",
                regions=regions, checks=checks)  # fmt: skip


def image(*nodes: Node, size: int = 1000) -> Analysis:
    whole = Node(number=0, parent=-1, kind=NodeKind.IMAGE, name=b"", size=size, regions=(known(0, size),))
    return Analysis(size=size, nodes=(whole, *nodes), profile=Profile(block=1024, entropy=b"\0"))


PACKED = image(
    node(1, 0, 100, 300, checks=(check("crc32", 96, 100, (100, 300)),)),
    node(2, 1, 100, 200, known(0, 10), known(10, 192), known(192, 200)),
    node(3, 2, -1, 900, kind=NodeKind.FILE, checks=(check("crc32", 0, 4, (4, 900)),)),
)
"""A wrapper with a sum at 100, in it a packed stream at 200 to 400, in which something with a sum of its own."""


def test_a_stretch_inside_something_packed_means_all_of_it() -> None:
    assert widened(PACKED, 250, 260) == (200, 400)
    assert widened(PACKED, 390, 410) == (200, 410)
    assert widened(PACKED, 150, 160) == (150, 160)
    assert find(PACKED, b"n1!/n2!/n3") == (200, 400)
    assert find(PACKED, b"n1") == (100, 400)
    with pytest.raises(UserError, match="Nothing in the image has this path"):
        find(PACKED, b"n9")


def test_a_plain_file_among_packed_ones_is_hidden_by_itself() -> None:
    system = image(
        node(1, 0, 0, 800),
        node(2, 1, 100, 200, kind=NodeKind.FILE),
        node(3, 1, -1, 50, kind=NodeKind.FILE),
        node(4, 1, -1, 0, kind=NodeKind.FOLDER),
    )
    assert widened(system, 120, 140) == (120, 140)
    assert widened(system, 290, 310) == (0, 800)


def test_folders_and_links_pack_nothing() -> None:
    system = image(node(1, 0, 0, 800), node(2, 1, -1, 7, kind=NodeKind.LINK), node(3, 1, -1, 0, kind=NodeKind.FILE))
    assert widened(system, 120, 140) == (120, 140)


def test_what_is_packed_whole_takes_the_sum_of_its_wrapper_along_and_its_own_is_in_it() -> None:
    found, lost = numbers(PACKED, [(200, 400)])
    assert [(each.name, each.start, each.end) for each in found] == [("crc32", 196, 200)]
    assert lost == ()


def test_numbers_over_numbers_are_found_whatever_their_order() -> None:
    chain = image(
        node(1, 0, 0, 900, known(0, 900, check("signature", 0, 64, (64, 96)), check("sha256", 64, 96, (96, 128)),
                                 check("crc32", 96, 100, (500, 600)), check("sum8", 899, 900, (600, 899)))),
    )  # fmt: skip
    found, lost = numbers(chain, [(550, 551)])
    assert [each.name for each in found] == ["signature", "sha256", "crc32"]
    assert not lost


def test_a_number_without_a_place_is_named() -> None:
    apart = image(node(1, 0, 0, 900, known(0, 900, check("signature", 0, 0, (0, 900)))))
    _, lost = numbers(apart, [(5, 6)])
    assert [(each.name, each.part) for each in lost] == [("signature", "n1")]
    outside = image(node(1, 0, 0, 900, known(0, 900, check("md5", 890, 906, (0, 890)))))
    assert [each.name for each in numbers(outside, [(5, 6)])[1]] == ["md5"]


def test_a_number_that_is_hidden_already_is_not_told_twice() -> None:
    one = image(node(1, 0, 0, 900, known(0, 900, check("crc32", 10, 14, (0, 10), (14, 900)))))
    assert numbers(one, [(0, 100)]) == ((), ())


def test_everything_around_a_stretch_encloses_it() -> None:
    found = [(each.start, each.end) for each in enclosing(PACKED, [(200, 400)])]
    assert found == [(0, 1000), (100, 400), (200, 210), (200, 400), (210, 392), (392, 400)]


STRETCH = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple)


@given(st.lists(STRETCH, max_size=12), STRETCH)
def test_stretches_are_what_bytes_would_be(given_: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    held = Stretches(given_)
    taken = {at for start, end in given_ for at in range(start, end)}
    assert {at for start, end in held for at in range(start, end)} == taken
    assert all(one[1] < two[0] for one, two in zip(list(held), list(held)[1:], strict=False))
    assert held.hold(*asked) == (asked[0] < asked[1] and set(range(*asked)) <= taken)
    assert {at for start, end in held.rest(*asked) for at in range(start, end)} == set(range(*asked)) - taken
    assert held.meeting(*asked) == [each for each in held if set(range(*each)) & set(range(*asked))]
