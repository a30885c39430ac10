"""Set-up: the virtual environment, the locked packages, the checkout on its path. Idempotent, and quick when done."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from devkit import system
from devkit.places import (
    APP,
    CACHE,
    DEV_LOCK,
    PADES_LOCK,
    RUN_LOCK,
    SOURCE_LOCK,
    STAMP,
    VENV,
    VENV_BIN,
    VENV_PYTHON,
    WINDOWS,
)
from devkit.talk import Stop, heading, say

PIP_TRIES = 3
LAUNCHER = """#!{python}
import sys
from codebinder.app import {function}
sys.exit({function}())
"""


def prepare(*, testing: bool, libraries: bool = True) -> list[str]:
    """Set everything up; give the names of system packages that are still missing."""
    system.require_git()
    missing = system.ensure(system.WINDOW + (system.TESTING if testing else ())) if libraries else []
    with one_at_a_time():
        make_environment()
        install_packages([RUN_LOCK, PADES_LOCK, DEV_LOCK, SOURCE_LOCK] if testing else [RUN_LOCK])
        link_checkout()
    return missing


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up in the same checkout wait for the first. The lock goes with its holder, however it ends."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("a+b") as handle:
        told = False
        while not try_lock(handle.fileno()):
            if not told:
                say("Another set-up is at work in this checkout; waiting for it.")
                told = True
            time.sleep(0.5)
        yield


def try_lock(descriptor: int) -> bool:
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def make_environment() -> None:
    """Make .venv unless a usable one is there; a broken one is made anew."""
    if usable():
        return
    system.require_venv_module()
    heading("Virtual environment")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise Stop(f"The virtual environment could not be made: {last_line(done.stdout + done.stderr)}")


def usable() -> bool:
    if not VENV_PYTHON.exists():
        return False
    probe = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    try:
        return subprocess.run([str(VENV_PYTHON), "-I", "-c", probe], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def install_packages(locks: list[Path]) -> None:
    """Install what the locks name, by digest and without resolving; nothing to do where the stamp says it is done."""
    digests = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    done = read_stamp()
    if all(done.get(name) == digest for name, digest in digests.items()):
        return
    heading("Locked packages")
    wheels = [lock for lock in locks if lock != SOURCE_LOCK]
    pip_install(["--only-binary", ":all:"], wheels)
    if SOURCE_LOCK in locks:
        pip_install(["--no-build-isolation"], [SOURCE_LOCK])
    STAMP.write_text(json.dumps({**done, **digests}, indent=1) + "\n", encoding="ascii")


def pip_install(options: list[str], locks: list[Path]) -> None:
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", *options]
    command += ["--disable-pip-version-check", "--no-input"]
    for lock in locks:
        command += ["-r", str(lock)]
    say(f"Installing what {', '.join(lock.name for lock in locks)} names.")
    said = ""
    for _attempt in range(PIP_TRIES):
        ran = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", env=pip_env())
        if ran.returncode == 0:
            return
        said = ran.stderr
        if "HASHES" in said or "No matching distribution" in said:
            break  # trying again would not help: pip has tried its connections several times itself
    raise Stop(pip_fault(said))


def pip_fault(said: str) -> str:
    """Put pip's complaint into one sentence."""
    if "Failed to establish a new connection" in said or "Temporary failure" in said:
        return "pip cannot reach its package index: set-up needs the network once; connect, then run this again."
    if "HASHES" in said:
        return "A package is not the one that the lock names (its digest differs); nothing of it was installed."
    errors = [line for line in said.splitlines() if line.startswith("ERROR")]
    return f"The locked packages could not be installed; pip says: {errors[-1] if errors else last_line(said)}"


def pip_env() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return {**env, "PYTHONUTF8": "1", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return {}


def link_checkout() -> None:
    """Put the checkout's source root on the environment's path, with the two commands beside it.

    An editable install would need the build backend; a path file needs nothing, and works offline.
    """
    probe = "import sysconfig; print(sysconfig.get_path('purelib'))"
    said = subprocess.run([str(VENV_PYTHON), "-I", "-c", probe], check=True, capture_output=True, text=True)
    write_if_changed(Path(said.stdout.strip()) / "codebinder-checkout.pth", f"{APP}\n")
    for name, function in (("codebinder", "main"), ("codebinder-desktop", "desktop")):
        if WINDOWS:
            code = f"import sys; from codebinder.app import {function}; sys.exit({function}())"
            write_if_changed(VENV_BIN / f"{name}.cmd", f'@"%~dp0python.exe" -c "{code}" %*\n')
        else:
            write_if_changed(VENV_BIN / name, LAUNCHER.format(python=VENV_PYTHON, function=function))
            with suppress(OSError):
                (VENV_BIN / name).chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)


def write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "without a word"
