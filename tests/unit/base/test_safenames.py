"""Safe names keep every path apart, also where case does not count, and give the path back."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.safenames import MAX_PATH, MAX_SEGMENT, is_safe, original_path, safe_names
from codebinder.errors import UserError

segments = st.one_of(
    st.binary(min_size=1, max_size=8).filter(lambda raw: b"/" not in raw),
    st.sampled_from(
        [b"a", b"A", b"ab", b"aB", b"Ab", b"AB", b"CON", b"con.txt", b"..", b".", b"-x", b"~", b" a ", b"=41"]
    ),
    st.binary(min_size=100, max_size=140).filter(lambda raw: b"/" not in raw),
)
paths = st.lists(segments, min_size=1, max_size=5).map(b"/".join)


@given(st.sets(paths, max_size=30))
def test_no_two_paths_meet_even_under_casefold(originals: set[bytes]) -> None:
    names = safe_names(originals)
    assert set(names) == originals
    assert len({name.casefold() for name in names.values()}) == len(originals)


@given(st.sets(paths, max_size=30))
def test_folders_that_differ_stay_apart_under_casefold(originals: set[bytes]) -> None:
    names = safe_names(originals)
    folders: dict[str, bytes] = {}
    for path, name in names.items():
        if "=~" in name:
            continue
        for depth in range(1, path.count(b"/") + 1):
            folder = "/".join(name.split("/")[:depth]).casefold()
            assert folders.setdefault(folder, b"/".join(path.split(b"/")[:depth])) == b"/".join(
                path.split(b"/")[:depth]
            )


@given(st.sets(paths, max_size=30))
def test_a_name_gives_its_path_back_unless_it_was_shortened(originals: set[bytes]) -> None:
    for path, name in safe_names(originals).items():
        assert is_safe(name)
        assert len(name) <= MAX_PATH
        assert all(len(segment) <= MAX_SEGMENT for segment in name.split("/"))
        if "=~" not in name:
            assert original_path(name) == path


@given(st.lists(paths, max_size=20))
def test_the_names_follow_from_the_set_of_paths_alone(originals: list[bytes]) -> None:
    assert safe_names(originals) == safe_names(list(reversed(originals)) * 2)


@given(paths)
def test_only_bytes_that_every_tool_reads_alike_appear(path: bytes) -> None:
    name = safe_names([path])[path]
    allowed = set(string.ascii_letters + string.digits + "._-+,@~ ()[]{}!#$^&';=/")
    assert set(name) <= allowed


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (b"src/main.c", "src/main.c"),
        (b"a b/c+d,e@f.c", "a b/c+d,e@f.c"),
        (b"50%.txt", "50=25.txt"),
        (b"a=b", "a=3Db"),
        ("中.c".encode(), "=E4=B8=AD.c"),
        (b"aux.c", "=61ux.c"),
        (b"COM1", "=43OM1"),
        (b"nul .tar.gz", "=6Eul .tar.gz"),
        (b"console.c", "console.c"),
        (b"-rf", "=2Drf"),
        (b"~root", "=7Eroot"),
        (b"x.", "x=2E"),
        (b"x ", "x=20"),
        (b"..", ".=2E"),
        (b"a\\b\r\n*", "a=5Cb=0D=0A=2A"),
        (b"\xff", "=FF"),
    ],
)
def test_known_names(path: bytes, name: str) -> None:
    assert safe_names([path])[path] == name


def test_a_later_name_that_differs_by_case_gets_letters_escaped() -> None:
    names = safe_names([b"AB", b"Ab", b"aB", b"ab"])
    assert names == {b"AB": "AB", b"Ab": "=41b", b"aB": "=61B", b"ab": "=61=62"}


@pytest.mark.parametrize("name", ["a=zz", "a%41", "../x", "/x", "a//b", "", "x.", "CON", "a=4", "a\\b", "é"])
def test_what_the_mapping_never_makes_is_refused(name: str) -> None:
    with pytest.raises(UserError):
        original_path(name)


@pytest.mark.parametrize("path", [b"", b"/a", b"a//b", b"a/"])
def test_an_empty_segment_is_refused(path: bytes) -> None:
    with pytest.raises(UserError):
        safe_names([path])
