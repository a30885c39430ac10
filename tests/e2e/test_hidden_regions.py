"""Stretches of a firmware image, hidden, reviewed, filed and checked from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.desk import Desk, members, unpack
from helpers.git_repo import RepoBuilder
from helpers.hidden_images import END, FILES, LOADER, START, flash, table
from helpers.workflows import TEMPLATE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.begin(template=desk.template(TEMPLATE))
    repo = RepoBuilder(tmp_path / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(FILES))
    desk.add(tmp_path / "src.git")
    (tmp_path / "flash.bin").write_bytes(flash(table()))
    return desk


def test_a_table_in_an_image_is_hidden_and_everything_else_leaves(desk: Desk, tmp_path: Path) -> None:
    book, image = desk.file, tmp_path / "flash.bin"
    desk("firmware", "add", book, "--image", image, "--disclose", "redacted")
    here = ("--firmware", "flash")
    hidden = desk("firmware", "hide", book, *here, "--from", hex(START), "--to", END, "--reason", "TS", "--as", "lin")
    assert [row["id"] for row in hidden["redactions"]] == ["R-1"]
    rows = desk("firmware", "show", book, *here)["hidden"]
    assert [(row["start"], row["number"]) for row in rows] == [
        (LOADER + 4, "header crc32"), (LOADER + 24, "data crc32"), (START, "")
    ]  # fmt: skip
    desk.scan()
    desk.submit()
    assert "3000 bytes are to be hidden" in desk.run("review", "card", book, "--id", "R-1").out
    assert "flash" in desk.run("review", "leaving", book).out
    desk.decide()
    desk.sign()
    archive = desk.package()
    assert members(archive)["data/firmware/flash/flash.bin"][START:END] == b"\xff\xdf" * ((END - START) // 2)
    folder = unpack(archive, tmp_path / "unpacked")
    done = subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 hidden ranges" in done.stdout
    desk("log", "internal", book, "--out", tmp_path / "log.csv")
    opened = tmp_path / "one.opening"
    desk("opening", "make", book, "--redaction", "R-1", "--to", "chen", "--out", opened, "--as", "chen")
    desk("opening", "check", archive, opened)


def test_wrong_words_are_told(desk: Desk, tmp_path: Path) -> None:
    book = desk.file
    desk("firmware", "add", book, "--image", tmp_path / "flash.bin")
    here = ("--firmware", "flash", "--reason", "TS", "--as", "lin")
    desk.run("firmware", "hide", book, *here, "--from", 5, expect=2)
    desk.run("firmware", "hide", book, *here, "--from", 5, "--to", 9, "--region", "x", expect=2)
    told = desk.run("firmware", "hide", book, *here, "--from", 5, "--to", 9, expect=3)
    assert told.code == 3
    desk("firmware", "disclose", book, "--firmware", "flash", "--disclose", "redacted")
    desk.run("firmware", "hide", book, *here, "--region", "nothing", expect=3)
    desk("firmware", "hide", book, *here, "--from", 5, "--to", 9)
    desk("redact", "withdraw", book, "--redaction", "R-1", "--as", "lin")
    desk("firmware", "disclose", book, "--firmware", "flash", "--disclose", "whole")
