"""Is the installation whole: what a disk, a copy or an interrupted update broke is found by name."""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import os
import shutil
import sys
from importlib import metadata
from pathlib import Path

import pytest

from codebinder import assets
from codebinder.errors import UserError
from codebinder.workflow import wholeness
from devkit import filelist


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree laid out as a frozen program is."""
    root = tmp_path / "codebinder"
    for name in ("codebinder", "_internal/lib.so", "_internal/codebinder/_resources/a.txt", "licences/A.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode() * 50)
    (root / "_internal" / "link.so").symlink_to("lib.so")
    filelist.write(root)
    return root


def test_a_tree_as_it_was_frozen_is_whole(tree: Path) -> None:
    found = wholeness.check_tree(tree)
    assert (found.whole, found.checked, found.against) == (True, 5, "list")
    moved = tree.rename(tree.with_name("elsewhere"))
    assert wholeness.check_tree(moved).whole


def test_what_is_missing_changed_and_more_is_named(tree: Path) -> None:
    (tree / "licences" / "A.txt").unlink()
    (tree / "_internal" / "lib.so").write_bytes(b"other")
    (tree / "_internal" / "plugin.so").write_bytes(b"from elsewhere")
    (tree / "_internal" / "more.so").symlink_to("lib.so")
    found = wholeness.check_tree(tree)
    assert not found.whole
    assert found.missing == ("licences/A.txt",)
    assert found.changed == ("_internal/lib.so",)
    assert found.extra == ("_internal/more.so", "_internal/plugin.so")
    said = wholeness.lines(found, "en")
    assert said[0] == "missing: licences/A.txt"
    assert said[-1].startswith("The installation is not whole")


def test_a_link_that_points_elsewhere_is_changed_and_one_that_became_a_file_is_not(tree: Path) -> None:
    link = tree / "_internal" / "link.so"
    link.unlink()
    shutil.copy(tree / "_internal" / "lib.so", link)
    assert wholeness.check_tree(tree).whole
    link.unlink()
    link.symlink_to("codebinder")
    assert wholeness.check_tree(tree).changed == ("_internal/link.so",)


def test_a_file_that_a_signature_goes_into_only_has_to_be_there(tree: Path) -> None:
    filelist.write(tree, unsealed={"codebinder"})
    (tree / "codebinder").write_bytes(b"signed since")
    assert wholeness.check_tree(tree).whole
    (tree / "codebinder").unlink()
    assert wholeness.check_tree(tree).missing == ("codebinder",)


def test_the_list_is_the_same_every_time_and_does_not_name_itself(tree: Path) -> None:
    path = tree / filelist.PLACE
    before = path.read_bytes()
    shutil.copytree(tree, tree.with_name("copy"), symlinks=True)
    assert filelist.write(tree).read_bytes() == before == filelist.write(tree.with_name("copy")).read_bytes()
    assert "files.json" not in before.decode("ascii")
    assert (filelist.PLACE.as_posix(), filelist.FORMAT) == (wholeness.LIST.as_posix(), wholeness.FORMAT)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": 2, "files": {}, "links": {}}', b'{"format": 1}'])
def test_a_damaged_list_is_told(tree: Path, data: bytes) -> None:
    (tree / filelist.PLACE).write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        wholeness.check_tree(tree)
    (tree / filelist.PLACE).unlink()
    with pytest.raises(UserError, match="missing"):
        wholeness.check_tree(tree)


@pytest.mark.parametrize("name", ["/etc/hostname", "../beside", "licences/../../beside"])
def test_a_list_that_names_a_file_outside_is_damaged_and_nothing_is_read(tree: Path, name: str) -> None:
    (tree.parent / "beside").write_bytes(b"private")
    for part in ("files", "links"):
        held = {"format": 1, "files": {}, "links": {}, part: {name: "0" * 64}}
        (tree / filelist.PLACE).write_text(json.dumps(held), encoding="ascii")
        with pytest.raises(UserError, match="damaged"):
            wholeness.check_tree(tree)


def test_a_name_that_no_file_can_have_is_changed(tree: Path) -> None:
    held = json.loads((tree / filelist.PLACE).read_bytes())
    held["files"]["a\0b"] = "0" * 64
    (tree / filelist.PLACE).write_text(json.dumps(held), encoding="ascii")
    assert wholeness.check_tree(tree).changed == ("a\\x00b",)


def test_a_link_that_is_gone_is_missing(tree: Path) -> None:
    (tree / "_internal" / "link.so").unlink()
    assert wholeness.check_tree(tree).missing == ("_internal/link.so",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system with pipes that have names")
def test_what_is_no_file_is_changed_and_not_waited_for(tree: Path) -> None:
    (tree / "licences" / "A.txt").unlink()
    os.mkfifo(tree / "licences" / "A.txt")
    assert wholeness.check_tree(tree).changed == ("licences/A.txt",)


def record(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}"


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages into which a wheel of a small program of our name was installed."""
    files = {"codebinder/__init__.py": b"x = 1\n", "codebinder/_resources/a.txt": b"text\n"}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    info = tmp_path / "codebinder-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: codebinder\nVersion: 0.1.0\n", encoding="ascii")
    rows = [record(name, data) for name, data in files.items()]
    rows += ["codebinder/__pycache__/__init__.cpython-311.pyc,,", f"{info.name}/RECORD,,"]
    (info / "RECORD").write_text("\n".join(rows) + "\n", encoding="ascii")
    monkeypatch.setattr(assets, "build", lambda: assets.Build(kind="wheel"))
    monkeypatch.setattr(assets, "program_folder", lambda: tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(wholeness.licences, "parts", lambda: ())
    importlib.invalidate_caches()
    return tmp_path


def test_a_wheel_is_held_against_its_record(wheel: Path) -> None:
    assert wholeness.check().whole
    (wheel / "codebinder" / "__pycache__").mkdir()
    (wheel / "codebinder" / "__pycache__" / "__init__.cpython-313.pyc").write_bytes(b"compiled")
    assert wholeness.check().whole
    (wheel / "codebinder" / "__init__.py").write_bytes(b"x = 2\n")
    (wheel / "codebinder" / "_resources" / "a.txt").unlink()
    (wheel / "codebinder" / "planted.py").write_bytes(b"")
    found = wholeness.check()
    assert (found.changed, found.missing) == (("codebinder/__init__.py",), ("codebinder/_resources/a.txt",))
    assert found.extra == ("codebinder/planted.py",)


def test_what_is_missing_is_told_by_every_python(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Since 3.12 Python's own list of a wheel's files is of those that are there."""
    every = metadata.Distribution.files
    there = property(lambda held: [each for each in every.__get__(held) or () if Path(each.locate()).exists()])
    monkeypatch.setattr(metadata.Distribution, "files", there)
    (wheel / "codebinder" / "_resources" / "a.txt").unlink()
    assert wholeness.check().missing == ("codebinder/_resources/a.txt",)


@pytest.mark.parametrize(
    "data",
    [b"codebinder/__init__.py\n", b"codebinder/__init__.py,sha256=!,6\n", b'"codebinder/a,,\n', b"a\xff,,\n"],
    ids=["short", "digest", "quotes", "letters"],
)
def test_a_damaged_record_is_told(wheel: Path, data: bytes) -> None:
    (wheel / "codebinder-0.1.0.dist-info" / "RECORD").write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        wholeness.check()


def test_a_damaged_list_of_components_is_found_and_no_reason_to_end(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(assets, "build", lambda: assets.Build(kind="wheel"))
    monkeypatch.setattr(assets, "program_folder", lambda: wheel)
    monkeypatch.setattr(sys, "path", [str(wheel), *sys.path])
    monkeypatch.setattr(wholeness.licences, "resources", lambda: wheel / "codebinder" / "_resources")
    place = wheel / "codebinder" / "_resources" / "licences" / "components.json"
    place.parent.mkdir()
    data = b'[{"name": "made-up", "licence": "MIT"}]'
    place.write_bytes(data)
    own = wheel / "codebinder-0.1.0.dist-info" / "RECORD"
    own.write_text(own.read_text("ascii") + record(place.relative_to(wheel).as_posix(), data) + "\n", encoding="ascii")
    other = wheel / "made_up-1.0.dist-info"
    other.mkdir()
    (other / "METADATA").write_bytes(b"Name: made-up\nVersion: \xff\n")
    (other / "RECORD").write_text(record(f"{other.name}/METADATA", b"as it was") + "\n", encoding="ascii")
    assert wholeness.check().changed == ("made_up-1.0.dist-info/METADATA",)
    for damaged in (b"[", b"7", b"[7]", b"[{}]", b"\xff"):
        place.write_bytes(damaged)
        assert wholeness.check().changed == ("codebinder/_resources/licences/components.json",)


def test_a_wheel_without_a_record_says_that_nothing_can_be_checked(wheel: Path) -> None:
    (wheel / "codebinder-0.1.0.dist-info" / "RECORD").unlink()
    with pytest.raises(UserError, match="list of this installation's files is missing"):
        wholeness.check()


def test_a_checkout_has_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "build", assets.Build)
    found = wholeness.check()
    assert (found.against, found.whole) == ("nothing", True)
    assert "git tells" in wholeness.lines(found, "en")[0]


@pytest.mark.skipif(os.name != "posix", reason="names that other systems cannot hold")
def test_names_that_would_command_a_terminal_are_escaped(tree: Path) -> None:
    name = "a\x1b[31mb"
    (tree / name).write_bytes(b"x")
    filelist.write(tree)
    assert json.loads((tree / filelist.PLACE).read_bytes())["files"][name]
    (tree / name).unlink()
    assert all("\x1b" not in line for line in wholeness.lines(wholeness.check_tree(tree), "en"))
    (tree / "b\x1b[31mb").write_bytes(b"x")
    assert all("\x1b" not in line for line in wholeness.lines(wholeness.check_tree(tree), "en"))
