"""An installation killed in the middle: the old version or the new one works, and a next run mends all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.standins import install, started, surroundings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
DEFAULT = ".local/share/codebinder-program"
DIES = """
import os, signal, sys
folder, module, name, when = sys.argv[1:5]
sys.path.append(folder)
import importlib
from codebinder_installer.main import main
module = importlib.import_module(f"codebinder_installer.{module}")
real = getattr(module, name)
def dying(*words, **named):
    given = real(*words, **named) if when == "after" else None
    os.kill(os.getpid(), signal.SIGKILL)
setattr(module, name, dying)
main(folder, sys.argv[5:], in_chinese=False)
"""
POINTS = {  # in order, since each goes on where the one before it died
    "claimed": ("place", "sweep", "before", "1.0"),
    "made": ("environment", "make", "after", "1.0"),
    "looked-at": ("environment", "starts", "after", "1.0"),
    "launchers-written": ("launchers", "write", "after", "1.0"),
    "before-the-switch": ("place", "switch", "before", "1.0"),
    "after-the-switch": ("place", "switch", "after", "2.0"),
    "before-the-links": ("launchers", "link", "before", "2.0"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, first_archive: Path) -> Iterator[Path]:
    """A home with version 1.0, which every test leaves as it found it."""
    home = tmp_path_factory.mktemp("killed") / "home"
    assert install(first_archive, home).returncode == 0
    yield home
    shutil.rmtree(home)


def mended(home: Path, first_archive: Path, second_archive: Path) -> None:
    """See that the next run makes everything whole, and go back to where the tests begin."""
    for archive, version in ((second_archive, "2.0"), (first_archive, "1.0")):
        done = install(archive, home, "--allow-downgrade")
        assert (done.returncode, done.stderr) == (0, "")
        assert started(home / ".local/bin/codebinder") == f"{version} stands"
        (left,) = (home / DEFAULT / "versions").iterdir()
        assert left.name.startswith(version)


def test_an_upgrade_killed_anywhere_leaves_a_version_that_works(
    home: Path, first_archive: Path, second_archive: Path
) -> None:
    for point, (module, name, when, version) in POINTS.items():
        command = [sys.executable, "-I", "-S", "-B", "-c", DIES, str(second_archive), module, name, when]
        done = subprocess.run(command, env=surroundings(home), capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, point
        assert started(home / ".local/bin/codebinder") == f"{version} stands", point
    mended(home, first_archive, second_archive)


def test_a_kill_while_pip_unpacks_leaves_the_old_version(home: Path, first_archive: Path, second_archive: Path) -> None:
    command = [sys.executable, str(second_archive / "install.py")]
    with subprocess.Popen(
        command, env=surroundings(home), stdout=subprocess.DEVNULL, start_new_session=True
    ) as running:
        until = time.monotonic() + 60
        while not (unpacks := any((home / DEFAULT / "versions").glob("2.0-1/tmp/*"))) and time.monotonic() < until:
            time.sleep(0.002)
        os.killpg(running.pid, signal.SIGKILL)
    assert unpacks, "it never came so far"
    assert running.returncode == -signal.SIGKILL
    assert (home / DEFAULT / "versions" / "2.0-1").is_dir()
    assert started(home / ".local/bin/codebinder") == "1.0 stands"
    mended(home, first_archive, second_archive)


def test_a_killed_first_installation_is_finished_by_the_next(tmp_path: Path, first_archive: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-I", "-S", "-B", "-c", DIES, str(first_archive), "environment", "make", "after"]
    assert subprocess.run(command, env=surroundings(home), capture_output=True, check=False).returncode < 0
    assert not (home / ".local" / "bin").exists()
    assert install(first_archive, home).returncode == 0
    assert [path.name for path in (home / DEFAULT / "versions").iterdir()] == ["1.0-1"]
    # and what is removed halfway is removed by the next run
    command[-3:] = ["launchers", "unlink", "after", "--uninstall"]
    assert subprocess.run(command, env=surroundings(home), capture_output=True, check=False).returncode < 0
    assert install(first_archive, home, "--uninstall").returncode == 0
    assert list(home.rglob("*")) == []


def test_of_two_installations_at_once_one_installs(tmp_path: Path, first_archive: Path, second_archive: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    running = [
        subprocess.Popen(
            [sys.executable, str(archive / "install.py"), "--allow-downgrade"], env=surroundings(home),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for archive in (first_archive, second_archive)
    ]  # fmt: skip
    said = [one.communicate(timeout=60)[1] for one in running]
    assert {one.returncode for one in running} in ({0}, {0, 3}), said
    assert all(
        one.returncode == 0 or "Another installation is at work" in text
        for one, text in zip(running, said, strict=True)
    )
    assert started(home / ".local/bin/codebinder").endswith(" stands")
    assert len(list((home / DEFAULT / "versions").iterdir())) == 1
