"""Same filing, same bytes: not the machine, its settings or the number of workers decide (design §4.7)."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, Desk, members
from helpers.git_repo import Content, Executable, Link

FILES: dict[bytes, Content] = {
    **{b"src/file_%03d.c" % at: b"int file_%03d(void) { return %d; }\n" % (at, at) * 40 for at in range(120)},
    b"run.sh": Executable(b"#!/bin/sh\n"),
    b"link": Link(b"src/file_000.c"),
    "文档/说明.md".encode(): "# 说明\n".encode(),
    b"gb.txt": "端口是八千零八十\n".encode("gb18030"),
    b"I.TXT": b"Turkish dots\n",
    b"i.txt": b"turkish dots\n",
    b"secret.c": b"int a;\nint recipe = 1234;\nint b;\n",
    b"withheld.c": b"int w;\n",
    b"withheld2.c": b"int w2;\n",
}
SETTINGS: dict[str, dict[str, str]] = {
    "plain": {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
    "chinese": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
    "posix": {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "random", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("same") / "desk")
    desk.begin()
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "secret.c", "--lines", "2-2")
    for name in ("withheld.c", "withheld2.c"):
        desk.redact("--path", name, "--whole")
    image = desk.folder / "image.bin"
    image.write_bytes(bytes(range(256)) * 99)
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "withheld")
    desk.approve()
    return desk


@pytest.fixture(scope="module")
def archives(approved: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The package of three copies of the same desk, each built by a program of its own, in its own surroundings."""
    made: dict[str, Path] = {}
    masks = {"plain": 0o022, "chinese": 0o077, "posix": 0}
    for workers, (name, settings) in enumerate(SETTINGS.items(), 1):
        folder = tmp_path_factory.mktemp(name) / "a folder with spaces"
        desk = approved.copy(folder / "desk")
        prelude = f"import os\nos.umask({masks[name]})"
        cwd = tmp_path_factory.mktemp("cwd")
        desk.child(
            "build", desk.file, "--out", desk.out, "--as", ENGINEER, "--workers", workers,
            prelude=prelude, env=settings, cwd=cwd,
        )  # fmt: skip
        made[name] = desk.out / "f" / "f.zip"
    return made


def test_archives_and_slips_are_the_same(approved: Desk, archives: dict[str, Path], tmp_path: Path) -> None:
    first, *others = archives.values()
    for other in others:
        one, two = members(first), members(other)
        assert list(one) == list(two)
        assert [name for name in one if one[name] != two[name]] == []
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in archives.values()}
    assert len(digests) == 1
    slips = {path.with_name("f-slip.pdf").read_bytes() for path in archives.values()}
    assert len(slips) == 1
    again = approved.package(tmp_path)
    assert again.read_bytes() == archives["plain"].read_bytes()


def test_two_copies_that_were_never_built_give_the_same_package(approved: Desk, tmp_path: Path) -> None:
    """A seal's time is that of the last approval, not that of the build."""
    desk = approved.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "purpose=something")
    desk.approve()
    two = desk.copy(tmp_path / "two")
    one = desk.package().read_bytes()
    time.sleep(1.1)  # the clock's precision
    assert two.package().read_bytes() == one
