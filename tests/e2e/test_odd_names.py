"""Whatever a repository calls its files, the package made of it verifies: at every level, alone and unpacked."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from codebinder.verify.package import verify_package
from helpers.desk import Desk, members
from helpers.git_repo import Content, Executable

LONG = b"/".join([b"deep-" + b"d" * 60] * 6) + b"/" + "很长的名字".encode() * 12 + b".c"
NAMES: tuple[bytes, ...] = (
    b"plain.c", b"README", b"readme", b"ReadMe", b"a b/c d.c", b"trailing.", b"dir./x.c", b"con", b"aux.c", b"-rf",
    b"~home", b"=41", b"=~0001", b"caf\xe9.c", "构建说明.md".encode(), "e\u0301.c".encode(), "\u00e9.c".encode(),
    b"new\nline.c", b"tab\t.c", b"back\\slash.c", b"co:lon.c", b"star*.c", b"\x1b[31mred.c", "\u202eevil.c".encode(),
    b"quo'te\".c", b"%41.c", b"$HOME.c", b"`id`.c", b";ls.c", b"#x.c", LONG, LONG + b"2", b"x" * 250,
)  # fmt: skip


def test_a_package_of_the_oddest_names_verifies(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin()
    files: dict[bytes, Content] = {name: b"int x; /* %d */\n" % number for number, name in enumerate(NAMES)}
    files[b"run me.sh"] = Executable(b"#!/bin/sh\n")
    files["跑\u3000.sh".encode()] = Executable(b"#!/bin/sh\n")
    desk.source(files)
    desk.scan()
    desk.approve()
    archive = desk.package()
    for level in ("quick", "complete", "full"):
        assert verify_package(archive, level=level).faults == ()
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "unpacked")
    assert verify_package(tmp_path / "unpacked", level="full").faults == ()
    rows = json.loads(members(archive)["manifest.json"])["files"]
    originals = {bytes.fromhex(row["original_hex"]) if "original_hex" in row else row["original"].encode()
                 for row in rows if row["path"].startswith("data/source/")}  # fmt: skip
    assert originals == set(files)
    assert sum(row.get("executable", False) for row in rows) == 2
