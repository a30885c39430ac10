"""Folders are scanned in order, whole, without following links, and nothing is skipped in silence."""

from __future__ import annotations

import io
import os
import tarfile
import threading
from pathlib import Path

import pytest

from codebinder.detect import Engine, scan_paths, walk
from codebinder.errors import Cancelled, Problems, UserError
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.effort import Watched

TOKEN = b"gh" + b"p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"


def found(*roots: Path, workers: int = 2) -> list[tuple[str, int]]:
    hits = scan_paths(roots, workers=workers, progress=NoProgress(), cancel=NeverCancel())
    return [(path.relative_to(roots[0].parent).as_posix(), one.line) for path, one in hits]


def plant(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"first line\n" + TOKEN + b"\n")


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_findings_come_in_the_order_of_whole_paths(tmp_path: Path, workers: int) -> None:
    plant(tmp_path / "t", "b.c", "a/z.c", "a.c", "a-b/c", "a/b/c.c", "é.c")
    names = [name for name, _ in found(tmp_path / "t", workers=workers)]
    assert names == sorted(names, key=os.fsencode)
    assert len(names) == 6


def test_links_are_never_followed(tmp_path: Path) -> None:
    plant(tmp_path, "outside/secret.c", "t/own.c")
    (tmp_path / "t/link").symlink_to(tmp_path / "outside")
    (tmp_path / "t/link.c").symlink_to(tmp_path / "outside/secret.c")
    (tmp_path / "t/loop").symlink_to(tmp_path / "t")
    assert found(tmp_path / "t") == [("t/own.c", 2)]


def test_a_single_file_may_be_named(tmp_path: Path) -> None:
    plant(tmp_path, "own.c")
    assert found(tmp_path / "own.c") == [("own.c", 2)]


def test_a_path_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        found(tmp_path / "none")


def test_what_cannot_be_read_is_told_behind_the_findings(tmp_path: Path) -> None:
    plant(tmp_path / "t", "own.c")
    os.mkfifo(tmp_path / "t/pipe")
    hits = scan_paths([tmp_path / "t"], workers=1, progress=NoProgress(), cancel=NeverCancel())
    assert next(hits)[1].value == TOKEN
    with pytest.raises(Problems) as caught:
        next(hits)
    assert "pipe: not a regular file" in caught.value.problems[0]


def test_what_cannot_be_read_may_be_told_as_it_happens(tmp_path: Path) -> None:
    plant(tmp_path / "t", "own.c")
    os.mkfifo(tmp_path / "t/pipe")
    told: list[tuple[str, str]] = []
    hits = scan_paths(
        [tmp_path / "t"],
        workers=1,
        progress=NoProgress(),
        cancel=NeverCancel(),
        unread=lambda path, why: told.append((path.name, why)),
    )
    assert len(list(hits)) == 1
    assert told == [("pipe", "not a regular file")]


def test_names_that_are_not_utf8_are_read(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff.c")).write_bytes(TOKEN)
    except OSError:
        pytest.skip("this file system has no such names")
    assert len(found(tmp_path)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_large_file_is_read_piece_by_piece_and_found_once(
    tmp_path: Path, encoding: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "LARGE", 40_000)
    monkeypatch.setattr(walk, "OVERLAP", 4_000)
    text = "".join(
        "line of code;\n" * 100 + TOKEN.decode() + "\n" + "x" * number + "\n" for number in range(0, 4000, 97)
    )
    data = ("\ufeff" * (encoding != "utf-8") + text.replace("\n", end)).encode(encoding)
    (tmp_path / "large.txt").write_bytes(data)
    hits = list(scan_paths([tmp_path], workers=1, progress=NoProgress(), cancel=NeverCancel()))
    assert [one.line for _, one in hits] == [101 + 102 * number for number in range(len(range(0, 4000, 97)))]
    assert all(data[one.start : one.end].decode(encoding) == TOKEN.decode() for _, one in hits)


@pytest.mark.parametrize(
    ("name", "data", "looks"),
    [("words.c", b"password=" * 1_000_000, 2000), ("marks.c", b"CONFIDENTIAL" * 500_000, 40), ("many.tar", b"", 2000)],
)
def test_a_scan_can_be_cancelled_in_the_middle_of_one_file(name: str, data: bytes, looks: int, tmp_path: Path) -> None:
    if data:
        (tmp_path / name).write_bytes(data)
    else:
        with tarfile.open(tmp_path / name, "w") as archive:
            for number in range(6000):
                archive.addfile(tarfile.TarInfo(f"{number}/{'a' * 30}.c"))
            for number in range(40):
                part = tarfile.TarInfo(f"{number}.c")
                part.size = 900_000
                archive.addfile(part, io.BytesIO(b"password=" * 100_000))
    engine = Engine.load()
    cancel = Watched(looks)
    with pytest.raises(Cancelled):
        list(scan_paths([tmp_path], workers=1, progress=NoProgress(), cancel=cancel, engine=engine))
    assert cancel.looks == looks
    assert cancel.longest() < 100
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("codebinder")]


def test_a_scan_can_be_cancelled(tmp_path: Path) -> None:
    class Pull:
        def check(self) -> None:
            raise Cancelled

    plant(tmp_path, "own.c")
    with pytest.raises(Cancelled):
        list(scan_paths([tmp_path], workers=1, progress=NoProgress(), cancel=Pull()))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("codebinder")]
