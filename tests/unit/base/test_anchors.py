"""Which pieces of a needle the automaton looks for is free to choose: the same is found, wherever lines break."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.base.forms import anchors, common_pieces
from codebinder.base.values import ValueSearch

_WORDS = (b"REDISMODULE_CTX_", b"description", b"const char *", b"return ", b"    ", b"\n\t", b"----------", b"x1y2z3")
_needles = st.lists(st.sampled_from(_WORDS) | st.binary(min_size=1, max_size=9), min_size=1, max_size=40).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(needle=_needles, others=st.lists(_needles, max_size=4), plain=st.booleans())
def test_anchors_chosen_by_rarity_are_as_many_as_long_and_in_the_same_parts(
    needle: bytes, others: list[bytes], plain: bool
) -> None:
    counted = anchors(needle, plain=plain, common=common_pieces([needle, *others]))
    uncounted = anchors(needle, plain=plain)
    for found in (counted, uncounted):
        assert found
        assert all(at >= 0 and at + length <= len(needle) and length for at, length in found)
        assert all(at + length <= after for (at, length), (after, _) in itertools.pairwise(found))
    assert {length for _, length in counted} == {length for _, length in uncounted}


@settings(max_examples=50, deadline=None)
@given(needle=_needles, others=st.lists(_needles, max_size=3), width=st.integers(45, 90), indent=st.integers(0, 6))
def test_what_else_is_hidden_does_not_change_what_is_found(
    needle: bytes, others: list[bytes], width: int, indent: int
) -> None:
    data = (
        b"before\n"
        + needle
        + b"\nafter\n"
        + (b"\n" + b" " * indent).join(needle[at : at + width] for at in range(0, len(needle), width))
    )
    alone = ValueSearch([("a", needle, "utf-8")], lines=False)
    among = ValueSearch(
        [("a", needle, "utf-8"), *((f"o{at}", each, "utf-8") for at, each in enumerate(others))], lines=False
    )
    assert {(hit.start, hit.end) for hit in alone.search(data)} == {
        (hit.start, hit.end) for hit in among.search(data) if hit.id == "a"
    }


def test_a_piece_that_stands_in_several_needles_is_not_looked_for_where_another_will_do() -> None:
    needles = [b"REDISMODULE_CTX_FLAGS_" + tail for tail in (b"MULTI_CALLS", b"LUA_SCRIPT9", b"REPLICATED_")]
    counts = common_pieces(needles)
    for needle in needles:
        (_, (at, length)) = anchors(needle, common=counts)
        assert counts[needle[at + length - 6 : at + length]] == 1
