"""A tree as an installer holds it: identifiers that never change, and names that Windows can hold."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devkit.talk import Stop
from devkit.windows import layout
from devkit.windows.looking import IDENTIFIER
from helpers import windows_tree


def test_a_tree_is_read_whole_with_parents_before_children(tmp_path: Path) -> None:
    tree = layout.read(windows_tree.write(tmp_path))
    names = {str(name) for name, _ in tree.files}
    assert names == {*windows_tree.FILES, *windows_tree.PROGRAMS}
    seen: set[PurePosixPath] = set()
    for folder in tree.folders:
        assert folder.name == PurePosixPath() or folder.name.parent in seen
        seen.add(folder.name)


def test_identifiers_and_digest_depend_on_names_and_contents_alone(tmp_path: Path) -> None:
    one, other = (layout.read(windows_tree.write(tmp_path / name)) for name in ("one", "other"))
    assert [folder.ident for folder in one.folders] == [folder.ident for folder in other.folders]
    assert one.digest() == other.digest()
    changed = layout.read(windows_tree.write(tmp_path / "third", {"README.txt": b"another"}))
    assert changed.digest() != one.digest()


def test_the_identifiers_that_windows_knows_us_by_have_not_changed() -> None:
    # An installer with another one would not find the older program, and stand beside it.
    assert layout.guid("upgrade", "person") == "A55193B5-3F6B-550F-B337-3DC9A9C34122"
    assert layout.guid("upgrade", "machine") == "9B0A8C57-C64F-5984-A6B2-09E7E6B551FB"


def test_links_count_as_what_they_point_at(tmp_path: Path) -> None:
    root = windows_tree.write(tmp_path / "tree")
    (root / "_internal" / "link.dll").symlink_to("python3.dll")
    (root / "linked").symlink_to("licences", target_is_directory=True)
    names = {str(name) for name, _ in layout.read(root).files}
    assert {"_internal/link.dll", "linked/THIRD-PARTY-NOTICES.txt"} <= names


@given(st.text(max_size=200))
def test_every_identifier_is_one(name: str) -> None:
    assert IDENTIFIER.fullmatch(layout.ident("f", name))


@pytest.mark.parametrize(
    "name",
    ["a:b", "what?", "nul", "NUL.txt", "com1.dll", "x\u00b9/com\u00b9", "ends.", "ends ", "tab\t", "a|b", "\U0001f600",
     "d/" * 95 + "x"],
)  # fmt: skip
def test_names_that_windows_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    assert layout.name_fault(PurePosixPath(name))
    root = windows_tree.write(tmp_path, {name: b""})
    with pytest.raises(Stop, match="could not hold"):
        layout.read(root)


@pytest.mark.parametrize(
    "name", ["console.txt", "com.dll", ".hidden", "comics.dat", "nullable", "\u6784\u5efa.md", "a'b"]
)
def test_other_names_are_not(name: str) -> None:
    assert layout.name_fault(PurePosixPath(name)) == ""


def test_two_names_that_differ_in_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="are one name"):
        layout.read(windows_tree.write(tmp_path, {"readme.TXT": b""}))
    with pytest.raises(Stop, match="are one name"):
        layout.read(windows_tree.write(tmp_path / "other", {"_INTERNAL": b""}))
