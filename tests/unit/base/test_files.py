"""A file or folder appears whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.base.files import (
    AtomicFolder,
    PrivateFolder,
    atomic_write,
    bring_to_disk,
    clean_private_folders,
    clean_stale_parts,
    free_space_fault,
    patiently,
)
from codebinder.errors import UserError


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_folder_appears_when_its_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with AtomicFolder(target) as folder:
        (folder.path / "sub").mkdir()
        (folder.path / "sub" / "a").write_text("x")
        assert not target.exists()
    assert (target / "sub" / "a").read_text() == "x"
    assert os.listdir(tmp_path) == ["out"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with AtomicFolder(tmp_path / "out") as folder:
            (folder.path / "a").write_text("x")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "dangling link"])
def test_an_existing_target_is_refused_and_kept(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    if kind == "file":
        target.write_text("old")
    elif kind == "dangling link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
        if kind == "folder":
            (target / "old").write_text("old")
    with pytest.raises(UserError), AtomicFolder(target):
        pytest.fail("entered")
    assert os.listdir(tmp_path) == ["out"]


def test_a_target_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def overtaken() -> None:
        with AtomicFolder(target) as folder:
            (folder.path / "a").write_text("new")
            target.mkdir()
            (target / "a").write_text("old")

    with pytest.raises(UserError):
        overtaken()
    assert (target / "a").read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from codebinder.base.files import AtomicFolder
    with AtomicFolder(Path(sys.argv[1])) as folder:
        (folder.path / "half").write_text("half")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_program_leaves_no_target_and_its_part_goes_with_the_next_build(tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run(KILLED, str(target)).returncode == -9
    assert not target.exists()
    assert len(os.listdir(tmp_path)) == 1
    with AtomicFolder(target) as folder:
        (folder.path / "a").write_text("x")
    assert os.listdir(tmp_path) == ["out"]
    assert os.listdir(target) == ["a"]


def test_parts_of_programs_that_run_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / f".out.part-{os.getpid()}").mkdir()
    (tmp_path / f".out.part-{os.getppid()}").write_text("x")
    (tmp_path / f".gone.part-{dead_pid()}").mkdir()
    (tmp_path / "innocent.part-1").mkdir()
    assert clean_stale_parts(tmp_path) == 1
    assert len(os.listdir(tmp_path)) == 3


def test_cleaning_does_not_follow_links(tmp_path: Path) -> None:
    keep = tmp_path / "keep"
    keep.mkdir()
    (keep / "a").write_text("x")
    (tmp_path / f".out.part-{dead_pid()}").symlink_to(keep)
    clean_stale_parts(tmp_path)
    assert os.listdir(tmp_path) == ["keep"]
    assert os.listdir(keep) == ["a"]


def test_a_missing_parent_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not there"), AtomicFolder(tmp_path / "no" / "out"):
        pytest.fail("entered")


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"one")
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a"]


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    code = """
        import resource, signal, sys
        from pathlib import Path
        from codebinder.base.files import atomic_write
        from codebinder.errors import UserError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            atomic_write(Path(sys.argv[1]), b"x" * 5000)
        except UserError as error:
            print(error)
    """
    assert "too large" in run(code, str(path)).stdout
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, 0])
def test_every_failure_of_the_disk_gets_a_sentence(number: int) -> None:
    fault = free_space_fault(OSError(number, "secret detail"), Path("/x/a\x1b[2Jb"))
    assert "secret" not in str(fault)
    assert "\x1b" not in str(fault)
    assert str(fault).strip()


def test_a_private_folder_is_private_and_goes(tmp_path: Path) -> None:
    with PrivateFolder(tmp_path) as path:
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        (path / "a").write_text("x")
    assert os.listdir(tmp_path) == []


def test_private_folders_of_killed_programs_are_removed_at_the_next_start(tmp_path: Path) -> None:
    code = """
        import os, signal, sys
        from pathlib import Path
        from codebinder.base.files import PrivateFolder
        with PrivateFolder(Path(sys.argv[1])) as path:
            (path / "a").write_text("hidden")
            os.kill(os.getpid(), signal.SIGKILL)
    """
    run(code, str(tmp_path))
    assert len(os.listdir(tmp_path)) == 1
    with PrivateFolder(tmp_path) as mine:
        assert clean_private_folders(tmp_path) == 1
        assert mine.exists()


@pytest.mark.parametrize("known", [True, False], ids=["own-drive", "network-share"])
def test_on_macos_the_drive_s_own_memory_is_emptied_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    fcntl = pytest.importorskip("fcntl")
    asked: list[str] = []

    def answer(handle: int, command: int) -> int:
        asked.append("full" if command == 51 else "other")
        if not known:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return handle

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", answer)
    monkeypatch.setattr(os, "fsync", lambda _: asked.append("plain"))
    with (tmp_path / "file").open("wb") as stream:
        bring_to_disk(stream.fileno())
    assert asked == (["full"] if known else ["full", "plain"])


def test_on_macos_a_large_folder_empties_the_drive_s_memory_once_for_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    asked: list[int] = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _handle, command: asked.append(command))
    with AtomicFolder(tmp_path / "package") as folder:
        monkeypatch.setattr(sys, "platform", "darwin")
        for number in range(50):
            (folder.path / f"{number}.txt").write_text("x")
    assert (tmp_path / "package" / "49.txt").is_file()
    assert asked == [51, 51]  # what is in it, and then its name


def held_open(times: int) -> tuple[list[int], Callable[[], None]]:
    """Give a step that Windows would refuse so often, and its count."""
    tried: list[int] = []

    def step() -> None:
        tried.append(1)
        if len(tried) <= times:
            raise PermissionError(errno.EACCES, "in use")

    return tried, step


def test_a_file_that_a_scanner_holds_open_is_renamed_a_moment_later() -> None:
    waited: list[float] = []
    tried, step = held_open(2)
    patiently(step, sharing=True, pause=waited.append)
    assert len(tried) == 3
    assert 0 < sum(waited) < 1


def test_what_stays_forbidden_is_told_in_the_end() -> None:
    tried, step = held_open(100)
    with pytest.raises(PermissionError):
        patiently(step, sharing=True, pause=lambda _seconds: None)
    assert len(tried) < 10


def test_other_systems_do_not_wait() -> None:
    tried, step = held_open(1)
    with pytest.raises(PermissionError):
        patiently(step, sharing=False, pause=lambda _seconds: pytest.fail("waited"))
    assert len(tried) == 1
