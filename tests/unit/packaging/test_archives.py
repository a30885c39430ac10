"""Archives whose bytes follow from names, contents and the executable bit, and from nothing else of the machine."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from devkit import archives

EPOCH = 1_700_000_001
NAMES = ("b", "a/z", "a/B", "a.txt", "a-1", "中", "Ä")
IN_ORDER = ["top/a/B", "top/a/z", "top/a-1", "top/a.txt", "top/b", "top/Ä", "top/中"]


def planted(folder: Path, names: tuple[str, ...], *, mode: int, time: int) -> Path:
    """Lay the same files out in another order, with other times and other modes for others."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 100)
        path.chmod(0o700 | mode if name == "b" else 0o600 | mode)
        os.utime(path, (time, time))
    return folder


@pytest.mark.parametrize("kind", ["tar.xz", "zip"])
def test_the_same_files_give_the_same_bytes(tmp_path: Path, kind: str) -> None:
    write = archives.zip_deflated if kind == "zip" else archives.tar_xz
    first = planted(tmp_path / "first", NAMES, mode=0o000, time=1_000_000_000)
    second = planted(tmp_path / "second", NAMES[::-1], mode=0o044, time=1_500_000_000)
    for folder in (first, second):
        write(folder, tmp_path / f"{folder.name}.{kind}", top="top", epoch=EPOCH)
    made = tmp_path / f"first.{kind}"
    assert made.read_bytes() == (tmp_path / f"second.{kind}").read_bytes()
    shutil.unpack_archive(made, tmp_path / "out", "xztar" if kind != "zip" else kind)
    assert {name: (tmp_path / "out" / "top" / name).read_bytes() for name in NAMES} == {
        name: name.encode() * 100 for name in NAMES
    }


def test_members_of_a_tar_are_in_order_of_one_time_and_of_nobody(tmp_path: Path) -> None:
    folder = planted(tmp_path / "first", NAMES, mode=0, time=1)
    (folder / "b").chmod(0o755)
    (folder / "link").symlink_to("a/z")
    archives.tar_xz(folder, tmp_path / "made", top="top", epoch=EPOCH)
    with tarfile.open(tmp_path / "made") as archive:
        members = archive.getmembers()
    assert [one.name for one in members if one.isfile()] == IN_ORDER
    assert {(one.mtime, one.uid, one.gid, one.uname, one.gname) for one in members} == {(EPOCH, 0, 0, "", "")}
    assert {one.name: one.mode for one in members if one.isfile() and one.mode != 0o644} == {"top/b": 0o755}
    assert [one.linkname for one in members if one.issym()] == ["a/z"]


def test_members_of_a_zip_are_in_order_and_of_one_time(tmp_path: Path) -> None:
    folder = planted(tmp_path / "first", NAMES, mode=0, time=1)
    archives.zip_deflated(folder, tmp_path / "made", top="top", epoch=EPOCH)
    with zipfile.ZipFile(tmp_path / "made") as archive:
        members = archive.infolist()
    assert [one.filename for one in members] == IN_ORDER
    assert {one.date_time for one in members} == {(2023, 11, 14, 22, 13, 20)}
