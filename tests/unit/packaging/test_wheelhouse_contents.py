"""The archive for machines without a network: what is read from the locks and the wheels, and what is refused."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.markers import Marker

from devkit import archives, wheelhouse, wheelhouse_facts, wheels
from devkit.places import PADES_LOCK, PIP_LOCK, RUN_LOCK
from devkit.targets import TARGETS, Target
from helpers import standins

MINE = TARGETS[0]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_locks_are_read_whole() -> None:
    for lock in (RUN_LOCK, PADES_LOCK):
        found = wheelhouse.pins(lock)
        assert {name: (pin.version, pin.marker) for name, pin in found.items()} == wheels.locked(lock)
        assert set().union(*(pin.digests for pin in found.values())) == wheels.hashes(lock)
    assert list(wheelhouse.pins(PIP_LOCK)) == ["pip"]


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_markers_are_evaluated_for_the_target_and_not_for_here(target: Target) -> None:
    chosen = wheelhouse.wanted(RUN_LOCK, target)
    assert ("pywin32-ctypes" in chosen) == (target.system == "win32")
    assert ("secretstorage" in chosen) == (target.system == "linux")
    assert set(chosen) == {
        name
        for name, pin in wheelhouse.pins(RUN_LOCK).items()
        if not pin.marker or Marker(pin.marker).evaluate(dict(target.markers))
    }


def test_the_archive_holds_exactly_what_its_list_says(first_archive: Path) -> None:
    listed = dict(line.split("  ")[::-1] for line in (first_archive / "SHA256SUMS").read_text("ascii").splitlines())
    assert sorted([*listed, "SHA256SUMS"]) == names(first_archive)
    assert {name: hashlib.sha256((first_archive / name).read_bytes()).hexdigest() for name in listed} == listed
    assert wheelhouse_facts.faults(first_archive, standins.HERE) == []
    facts = json.loads((first_archive / "wheelhouse.json").read_bytes())
    assert facts["bytes"] > 0
    assert (first_archive / facts["pip"]).is_file()


@pytest.mark.parametrize("target", [Target("linux", "3.12"), Target("win32", "3.13"), Target("darwin", "3.11")],
                         ids=lambda target: target.name)  # fmt: skip
def test_the_readme_says_how_in_both_languages_and_leaves_no_brace(target: Target, tmp_path: Path) -> None:
    made = wheelhouse.building.Build(version="9.8", commit="0" * 40, epoch=0, kind="wheel")
    wheelhouse.write_readme(tmp_path / "README.txt", target, made, {"oldest": [13, 0], "bytes": 612_345_678})
    data = (tmp_path / "README.txt").read_bytes()
    text = data.decode("utf-8")
    assert not re.search(r"[{}]", text)
    assert text.count(f"{wheelhouse.PYTHON_COMMANDS[target.system].format(python=target.python)} install.py") == 4
    assert "Codebinder 9.8：无网络安装" in text
    assert "612 MB" in text
    assert (b"\r\n" in data) == (target.system == "win32")


def test_no_address_and_no_path_of_the_maker_stands_in_it(first_archive: Path) -> None:
    own = [name for name in names(first_archive) if not name.startswith("licences/") and name != "LICENSE"]
    for path in (first_archive / name for name in own if not name.endswith(".whl")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|file:|--(?:extra-)?index-url", text), path.name
        assert str(first_archive.parent) not in text


def test_the_licences_of_this_system_s_parts_are_beside_them(first_archive: Path) -> None:
    with (first_archive / "licences" / "licences.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {row["name"] for row in rows}
    assert {"pip", "pyside6-essentials", "numpy"} <= found
    assert "pywin32-ctypes" not in found
    assert not any(row["kind"] == "tool" for row in rows)
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= {path.name for path in (first_archive / "licences").iterdir()}


def test_the_archive_s_bytes_depend_on_its_contents_alone(tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "elsewhere" / "second"]
    for folder, order in zip(folders, ("abc", "cab"), strict=True):
        (folder / "wheels").mkdir(parents=True)
        for name in order:
            (folder / "wheels" / f"{name}.whl").write_bytes(name.encode() * 9999)
            (folder / f"{name}.txt").write_text(name, encoding="ascii")
            os.utime(folder / f"{name}.txt", (len(order), ord(order[0]) * 1_000_000))
    for make, suffix in ((archives.tar_xz, "tar.xz"), (archives.zip_deflated, "zip")):
        made: list[bytes] = []
        for number, folder in enumerate(folders):
            out = tmp_path / f"{number}.{suffix}"
            make(folder, out, top="top", epoch=1_700_000_000)
            made.append(out.read_bytes())
        assert made[0] == made[1]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("missing", "standin: listed and not there"),
        ("extra", "stranger: there and not listed"),
        ("other", "standin-1.0-py3-none-any.whl: its digest is not the listed one"),
        ("misfit", "certificates-2.0-cp311-cp311-win_arm64.whl: does not fit"),
        ("unmet", "standin: needed and not among the wheels"),
    ],
)
def test_what_is_wrong_with_an_archive_is_named(change: str, fault: str, first_archive: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(first_archive, tmp_path / "copy"))
    inside = folder / "wheels"
    if change == "missing":
        (inside / "standin-1.0-py3-none-any.whl").unlink()
    elif change == "extra":
        standins.wheel(inside, "stranger", "1", {})
    elif change == "other":
        standins.wheel(inside, "standin", "1.0", {"standin.py": "WORD = 'other'"})
    elif change == "misfit":
        path = inside / "certificates-2.0-py3-none-any.whl"
        path.rename(inside / "certificates-2.0-cp311-cp311-win_arm64.whl")
    else:
        text = (folder / "requirements.txt").read_text(encoding="ascii")
        (folder / "requirements.txt").write_text(text.split("standin==")[0], encoding="ascii")
    assert any(one.startswith(fault) for one in wheelhouse_facts.faults(folder, standins.HERE))


@pytest.mark.parametrize(
    ("name", "system", "oldest"),
    [
        ("a-1-cp310-abi3-manylinux_2_34_x86_64.whl", "linux", (2, 34)),
        ("a-1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl", "linux", (2, 17)),
        ("a-1-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.whl", "linux", (2, 5)),
        ("a-1-py3-none-any.whl", "linux", (2, 17)),
        ("a-1-cp311-cp311-macosx_15_0_arm64.whl", "darwin", (15, 0)),
        ("a-1-cp311-cp311-macosx_10_12_x86_64.macosx_11_0_arm64.macosx_10_12_universal2.whl", "darwin", (11, 0)),
        ("a-1-cp311-cp311-win_amd64.whl", "win32", ()),
    ],
)
def test_the_oldest_system_is_read_from_the_wheels_names(name: str, system: str, oldest: tuple[int, ...]) -> None:
    assert wheelhouse_facts.oldest_of_one(name, system) == oldest


def test_only_wheels_with_a_locked_digest_are_taken_from_the_cache(tmp_path: Path) -> None:
    path = standins.wheel(tmp_path, "standin", "1.0", {"standin.py": ""})
    good = wheelhouse.Pin(name="standin", version="1.0", digests=frozenset({wheelhouse.digest_of(path)}))
    bad = wheelhouse.Pin(name="standin", version="1.0", digests=frozenset({"0" * 64}))
    assert wheelhouse.matching({"standin": good}, tmp_path) == {"standin": path}
    assert wheelhouse.matching({"standin": bad}, tmp_path) == {}
    assert wheelhouse.fetched({"standin": good}, MINE, tmp_path) == {"standin": path}  # pip is not asked at all


def test_the_launchers_for_windows_name_no_folder_of_their_own(tmp_path: Path) -> None:
    code = (
        "import os, sys; sys.path.append(sys.argv[1]); from pathlib import PurePosixPath; "
        "import codebinder_installer.launchers as l; os.name = 'nt'; "
        "print({k: v.decode() for k, v in l.texts(PurePosixPath('C:/李 雷')).items()})"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(wheelhouse.PARTS)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    held: dict[str, str] = ast.literal_eval(done.stdout)
    assert set(held) == {"codebinder.cmd", "codebinder-desktop.cmd"}
    for text in held.values():
        assert text.isascii()
        assert text.count("\r\n") == text.count("\n")
        assert "%~dp0..\\versions\\%version%\\Scripts\\" in text
    assert 'start "" "%~dp0' in held["codebinder-desktop.cmd"]
    assert "pythonw.exe" in held["codebinder-desktop.cmd"]
