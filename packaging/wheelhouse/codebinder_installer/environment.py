"""Makes one version: a virtual environment, filled by pip from the archive's wheels and from nowhere else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from codebinder_installer.place import FACTS, refusal
from codebinder_installer.texts import Refused

# pip runs from its wheel: neither this Python nor the new environment needs to have it.
PIP = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module('pip', run_name='__main__', alter_sys=True)"
)
OPTIONS = (
    "install", "--isolated", "--no-index", "--require-hashes", "--no-deps", "--only-binary", ":all:",
    "--no-cache-dir", "--no-input", "--disable-pip-version-check", "--no-warn-script-location", "--quiet",
    "--progress-bar", "off", "--root-user-action", "ignore",
)  # fmt: skip
STARTS = "import codebinder, codebinder.app, codebinder.cli.main; print(codebinder.__version__)"
WINDOW = "import PySide6.QtWidgets"
PLACES = "import platformdirs as p; print(p.user_config_path('codebinder')); print(p.user_cache_path('codebinder'))"
FORGET = "from codebinder.ui.frame import association as a; a.state().what == 'ours' and a.remove()"
"""Has a desktop open our files elsewhere again, where the person had this very installation open them."""
LAUNCHER = "launcher.txt"
"""Beside the environment's pyvenv.cfg: which command starts this program whatever version is the present one."""


def python_of(folder: Path, *, window: bool = False) -> Path:
    """Give the Python of a version; on Windows there is one without a console as well."""
    if os.name == "nt":
        return folder / "Scripts" / ("pythonw.exe" if window else "python.exe")
    return folder / "bin" / "python"


def clean(room: Path) -> dict[str, str]:
    """Give an environment without a setting of Python or pip, a home or a proxy; temporary files go to `room`."""
    kept = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    own = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"), str(room))
    return {**env, **own, "PIP_CONFIG_FILE": os.devnull, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def make(folder: Path, archive: Path, pip: str, lists: Sequence[str]) -> None:
    """Make the environment and install the wheels of every list. Whatever fails, the caller removes the folder."""
    room = folder / "tmp"
    try:
        folder.mkdir(parents=True)
        room.mkdir()
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(folder)
        shutil.copyfile(archive / FACTS, folder / FACTS)
    except (OSError, subprocess.CalledProcessError) as error:
        raise refusal(error if isinstance(error, OSError) else OSError(str(error)), folder.parent.parent) from None
    command = [str(python_of(folder)), "-I", "-c", PIP, str(archive / pip), *OPTIONS]
    command += ["--find-links", str(archive / "wheels")]
    for name in lists:
        command += ["-r", str(archive / name)]
    done = run(command, clean(room))
    if done.returncode != 0:
        raise pip_refusal(done.stderr, folder.parent.parent)
    shutil.rmtree(room, ignore_errors=True)


def run(command: Sequence[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=env, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def pip_refusal(said: str, target: Path) -> Refused:
    """Put pip's complaint into one sentence."""
    if "No space left" in said or "Errno 28" in said or "Errno 122" in said:
        return Refused("full", target=target)
    if "HASHES" in said:
        return Refused("digest")
    errors = [line for line in said.splitlines() if re.match(r"ERROR|\w*Error", line)]
    return Refused("pip", said=(errors or said.strip().splitlines() or ["-"])[-1][:300])


def starts(folder: Path, version: str) -> None:
    """Refuse a version whose program does not start, or is another one than the archive says."""
    done = run([str(python_of(folder)), "-I", "-c", STARTS], clean(folder))
    if done.returncode != 0 or done.stdout.strip() != version:
        raise Refused("does-not-start", said=last_line(done.stderr or done.stdout))


def window_fault(folder: Path) -> str:
    """Say what the window lacks on this system; nothing where it lacks nothing."""
    done = run([str(python_of(folder)), "-I", "-c", WINDOW], clean(folder))
    return "" if done.returncode == 0 else last_line(done.stderr)


def data_places(folder: Path) -> tuple[str, str] | None:
    """Ask a version where this person's settings and cache are; None where it can't say."""
    done = run([str(python_of(folder)), "-I", "-c", PLACES], dict(os.environ))
    lines = done.stdout.splitlines()
    return (lines[0], lines[1]) if done.returncode == 0 and len(lines) == 2 else None


def forget_association(folder: Path) -> None:
    """Take back what the program itself told this person's desktop; where that can't be asked, it stays."""
    run([str(python_of(folder)), "-I", "-c", FORGET], {**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def last_line(text: str) -> str:
    return (text.strip().splitlines() or ["-"])[-1][:300]


def base_python() -> Path:
    """Give the Python that the environments lean on."""
    return Path(getattr(sys, "_base_executable", "") or sys.executable)
