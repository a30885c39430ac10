"""The frozen program's window on an X server: painted soon, in both languages, from its own files alone."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from helpers import frozen, painted
from helpers.effort import reference
from helpers.frozen import Machine
from helpers.painted import Screen

pytestmark = [pytest.mark.frozen, pytest.mark.skipif(sys.platform != "linux", reason="the frozen program of Linux")]
MOST = 200
"""Units of processor time (`effort`) until the window is painted: a busy or slow machine accuses nobody. `dev.py prove
9 frozen` holds a quiet machine to one second by the clock."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Generator[Screen]:
    with painted.screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tree=frozen.tree(), folder=tmp_path)


@contextmanager
def window(
    machine: Machine,
    screen: Screen,
    *words: str,
    more: Mapping[str, str] | None = None,
    program: str = "codebinder-desktop",
) -> Generator[tuple[subprocess.Popen[str], float]]:
    """Open the window; give its process and the seconds until it was painted. It must end in order, and say nothing
    (but for Qt's word about a language that this system has not installed)."""
    env = machine.environment(
        {"DISPLAY": screen.display, "LIBGL_ALWAYS_SOFTWARE": "1", "LANG": "C.UTF-8", **(more or {})}
    )
    started: list[subprocess.Popen[str]] = []
    empty = screen.share()

    def start() -> None:
        command = [str(machine.tree / program), *words]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, cwd=machine.folder, env=env, stdout=pipe, stderr=pipe, text=True))

    seconds = screen.painted(start, share=empty + 0.2)
    (process,) = started
    try:
        yield process, seconds
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err if env["LANG"] == "C.UTF-8" else "") == (0, "", "")
    finally:
        process.kill()
        process.communicate()
        screen.still(quiet=0.2)


def worked(pid: int) -> float:
    """Give the seconds of the processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def mapped(pid: int) -> set[str]:
    """Give the files that a process has mapped: programs, libraries, fonts."""
    rows = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    return {found[0] for row in rows if (found := re.findall(r" (/.*)$", row)) and "/dev/" not in found[0]}


def test_the_window_is_painted_soon_and_from_its_own_files(machine: Machine, shown: Screen) -> None:
    with window(machine, shown) as (process, _):
        seconds = worked(process.pid)
        shown.still()
        files = mapped(process.pid)
    assert seconds / reference() < MOST
    own = str(machine.tree.resolve())
    assert frozen.strangers(files, machine.tree) == []
    ours = {Path(path).name for path in files if path.startswith(own)}
    assert {"libQt6Core.so.6", "libQt6Widgets.so.6", "libqxcb.so"} <= ours
    elsewhere = {Path(path).name for path in files if not path.startswith(own)}
    assert not {name for name in elsewhere if name.startswith(("libQt6", "libpython", "libcrypto", "libssl"))}


def test_english_and_chinese_windows_differ(machine: Machine, shown: Screen) -> None:
    pictures: list[int] = []
    for language in ("en_GB.UTF-8", "zh_CN.UTF-8", "en_GB.UTF-8"):
        shutil.rmtree(machine.folder / "home", ignore_errors=True)
        with window(machine, shown, more={"LANG": language}):
            pictures.append(shown.still())
    assert pictures[0] == pictures[2]
    assert pictures[0] != pictures[1]


def test_open_shows_a_workbook(machine: Machine, shown: Screen) -> None:
    machine.done("demo", "--out", "out")
    book = str(machine.folder / "out" / "meridian.codebinder")
    with window(machine, shown, "open", book, more=machine.keys, program="codebinder") as (process, _):
        shown.still()
        titles = subprocess.run(
            ["xwininfo", "-root", "-tree", "-display", shown.display], capture_output=True, text=True, check=True
        ).stdout
        assert process.poll() is None
    assert "meridian" in titles.lower() or "Meridian" in titles


def test_keys_live_in_the_secret_service(machine: Machine) -> None:
    """gnome-keyring on a session bus of its own: the back ends are found by entry points, which metadata must hold."""
    assert shutil.which("gnome-keyring-daemon")
    env = machine.environment({"XDG_RUNTIME_DIR": str(machine.folder), "LANG": "C.UTF-8"})
    os.chmod(machine.folder, 0o700)
    program = shlex.quote(str(machine.tree / "codebinder"))
    lines = [
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1",
        f"{program} key new wang --role legal --person Wang",
        f"{program} key list",
    ]
    command = ["dbus-run-session", "--", "sh", "-c", " && ".join(lines)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=machine.folder, env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as login:
        try:
            out, err = login.communicate(timeout=60)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(login.pid, signal.SIGKILL)
    assert login.returncode == 0, out + err
    assert "wang" in out
    assert not list((machine.folder / "home").rglob("*.pem"))
