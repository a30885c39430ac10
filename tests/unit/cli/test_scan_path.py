"""`scan --path`: JSON lines of one shape and nothing else, whatever the folder holds."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from helpers.desk import Desk

TOKEN = b"ghp_" + b"1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"
TEXT = b'int a;\r\ntoken = "' + TOKEN + b'"\r\n'
KEYS = {"path", "line", "start", "end", "rule", "kind", "confidence"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and pipes of POSIX")


def rows(raw: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in raw.decode().splitlines()]


def test_a_folder_with_a_pipe_gives_rows_on_stdout_and_the_fault_on_stderr(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    os.mkfifo(tmp_path / "d" / "pipe")
    done = desk.run("scan", "--path", tmp_path / "d", "--json", expect=1)
    assert done.raw == b""
    (tmp_path / "d" / "a.c").write_bytes(TEXT)
    done = desk.run("scan", "--path", tmp_path / "d", "--json", expect=1)
    (row,) = rows(done.raw)
    assert row.keys() == KEYS
    start = TEXT.index(TOKEN)
    assert (row["path"], row["line"], row["start"], row["end"]) == ("a.c", 2, start, start + len(TOKEN))
    assert "pipe: not a regular file" in done.err


def test_a_log_is_written_also_where_a_file_could_not_be_read(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    os.mkfifo(tmp_path / "d" / "pipe")
    (tmp_path / "d" / "a.c").write_bytes(TEXT)
    done = desk.run("scan", "--path", tmp_path / "d", "--sarif", expect=1)
    assert len(json.loads(done.raw)["runs"][0]["results"]) == 1
    assert "not a regular file" in done.err


@pytest.mark.parametrize("name", [b"\xff\xfe.c", b"new\nline.c", b"back\\slash.c", "说明.c".encode()])
def test_a_path_in_a_row_is_the_files_own_name(desk: Desk, tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(TEXT)
    (row,) = rows(desk.run("scan", "--path", folder, "--json", expect=1).raw)
    assert os.fsencode(str(row["path"])) == name


def test_a_link_given_by_name_is_followed_and_one_found_below_is_not(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.c").write_bytes(TEXT)
    (tmp_path / "d" / "b.c").symlink_to("a.c")
    (tmp_path / "e").symlink_to("d")
    for place, path in (("d", "a.c"), ("e", "a.c"), ("d/b.c", "b.c")):
        found = rows(desk.run("scan", "--path", tmp_path / place, "--json", expect=1).raw)
        assert [row["path"] for row in found] == [path]
