"""Which git is taken: the one named, the first on the PATH, and on macOS never the one that merely offers itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codebinder.intake import found

REFUSED = """
import sys
sys.platform = "darwin"
from codebinder.intake import found, gitrun
found._ELSEWHERE = ()
from codebinder.errors import UserError
try:
    gitrun.git_program()
except UserError as error:
    print("refused", "git" in str(error))
"""


@pytest.fixture
def git(tmp_path: Path) -> Path:
    path = tmp_path / "brew" / "git"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\necho git version 2.50.1\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Mac as the Finder shows it to a program: Apple's git that is none, and nothing else on the PATH."""
    stub = tmp_path / "usr" / "git"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    monkeypatch.setenv("PATH", str(stub.parent))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(found, "_STUB", str(stub))
    monkeypatch.setattr(found, "_TOOLS", (str(tmp_path / "none"),))
    monkeypatch.setattr(found, "_ELSEWHERE", (str(tmp_path / "none"),))
    return stub


def test_a_git_that_only_offers_to_install_one_is_none(finder: Path) -> None:
    assert finder.is_file()
    assert found.git_found() == ("", "")


def test_a_git_outside_of_the_finder_s_path_is_found(finder: Path, git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "_ELSEWHERE", (str(finder.with_name("none")), str(git)))
    assert found.git_path() == str(git)
    monkeypatch.setenv("PATH", f"{finder.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")  # sh
    assert found.git_found() == (str(git), "2.50.1")


def test_apple_s_git_is_taken_where_its_tools_are_installed(
    finder: Path, git: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "_TOOLS", (str(git),))
    monkeypatch.setattr(found, "_ELSEWHERE", (str(git),))
    assert found.git_path() == str(finder)


def test_the_git_that_a_person_names_goes_first(finder: Path, git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert finder.is_file()
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", str(git))
    assert found.git_path() == str(git)


def test_elsewhere_the_path_alone_counts(git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    monkeypatch.setattr(found, "_ELSEWHERE", (str(git),))
    assert found.git_path() == shutil.which("git")
    monkeypatch.setenv("PATH", str(git.parent.parent))
    assert found.git_path() == ""


def test_on_a_mac_without_git_there_is_a_sentence_and_nothing_is_started(tmp_path: Path) -> None:
    env = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    env.pop("GIT_PYTHON_GIT_EXECUTABLE", None)
    done = subprocess.run([sys.executable, "-c", REFUSED], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "refused True", done.stderr


@pytest.mark.parametrize("part", ["", ".", "tools"], ids=["empty", "dot", "relative"])
def test_a_git_that_lies_in_the_folder_one_is_in_is_never_taken(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / part / "git"
    planted.parent.mkdir(exist_ok=True)
    planted.write_text("#!/bin/sh\necho git version 9.9.9\n")
    planted.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    monkeypatch.setenv("PATH", os.pathsep.join([part, str(tmp_path / "nothing")]))
    assert found.git_path() == ""
    monkeypatch.setenv("PATH", os.pathsep.join([part, str(planted.parent)]))
    assert found.git_path() == str(planted)  # unless the person's PATH says so in full


RUN = "from codebinder.intake import gitrun; print(gitrun.git_program())"


def test_nor_is_it_run(tmp_path: Path) -> None:
    planted, real = tmp_path / "git", shutil.which("git")
    assert real is not None
    planted.write_text(f'#!/bin/sh\n: > {tmp_path}/ran\nexec {real} "$@"\n')
    planted.chmod(0o755)
    env = {**os.environ, "PATH": f"{os.pathsep}{os.path.dirname(real)}", "PYTHONPATH": os.pathsep.join(sys.path)}
    env.pop("GIT_PYTHON_GIT_EXECUTABLE", None)
    command = [sys.executable, "-c", RUN]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == real
    assert not (tmp_path / "ran").exists()


def test_on_windows_it_is_found_by_its_whole_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git.exe"
    program.write_bytes(b"MZ")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(shutil, "which", lambda path: path if os.access(path, os.X_OK) else None)
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found.git_path() == str(program)
    monkeypatch.setenv("GIT_PYTHON_GIT_EXECUTABLE", str(tmp_path / "git"))
    assert found.git_path() == str(program)
