"""Fingerprints read aloud: whatever is misheard shows, and in which group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.spelling import fingerprint_of, matches, spelled
from codebinder.errors import UserError

DIGEST = "7e56dbc7c1274da72d0b80248317c4e8e4aad222d41eeb7aa684e8cec942006f"
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_the_spelling_is_fixed_for_good() -> None:
    """Two people may have different releases."""
    groups = "21196-21575-05 32405-78471-54 07557-28420-53 21993-73032-58 38364-00162-03 35587-96154-47"
    assert spelled(DIGEST) == f"{groups} 27937-28206-26 33765-45903-15"


@given(DIGESTS)
def test_what_is_read_aloud_comes_back(digest: str) -> None:
    assert fingerprint_of(spelled(digest)) == digest
    assert matches(spelled(digest), digest)
    assert matches(digest.upper(), digest)


@pytest.mark.parametrize(
    "text",
    [
        spelled(DIGEST).replace("-", " "), spelled(DIGEST).replace(" ", ""), f"  {spelled(DIGEST)}\n",
        spelled(DIGEST).replace(" ", ", "), spelled(DIGEST).translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        " ".join(DIGEST[at : at + 4] for at in range(0, 64, 4)),
        ":".join(DIGEST[at : at + 2] for at in range(0, 64, 2)),
    ],
    ids=["blanks", "nothing between", "edges", "commas", "wide figures", "hex in groups", "hex with colons"],
)  # fmt: skip
def test_how_it_is_written_makes_no_difference(text: str) -> None:
    assert matches(text, DIGEST)


@given(DIGESTS, st.integers(0, 95), st.integers(1, 9))
def test_any_figure_misheard_names_its_group(digest: str, at: int, by: int) -> None:
    figures = list("".join(each for each in spelled(digest) if each.isdigit()))
    figures[at] = str((int(figures[at]) + by) % 10)
    with pytest.raises(UserError, match=rf"Group {at // 12 + 1} of"):
        fingerprint_of("".join(figures))


@given(DIGESTS, st.integers(0, 94))
def test_two_figures_swapped_are_seen(digest: str, at: int) -> None:
    figures = list("".join(each for each in spelled(digest) if each.isdigit()))
    if at % 12 == 11 or figures[at] == figures[at + 1]:
        return
    figures[at], figures[at + 1] = figures[at + 1], figures[at]
    with pytest.raises(UserError, match="Group"):
        fingerprint_of("".join(figures))


@given(DIGESTS, st.integers(0, 7), st.integers(0, 7))
def test_two_groups_swapped_are_seen(digest: str, one: int, other: int) -> None:
    groups = spelled(digest).split()
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(UserError, match="Group"):
        fingerprint_of(" ".join(groups))


@pytest.mark.parametrize(
    "text",
    ["", "1", "x" * 64, DIGEST[:-1], spelled(DIGEST)[:-1], spelled(DIGEST) + "0"],
    ids=["nothing", "one", "letters", "short hex", "short", "long"],
)
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="no fingerprint"):
        fingerprint_of(text)


def test_another_fingerprint_is_another_one() -> None:
    assert not matches(spelled("0" * 64), DIGEST)
