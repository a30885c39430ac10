"""Which git there is, asked for without any repository: a program tells it of itself before it needs one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_VERSION = re.compile(rb"(\d+\.\d+(?:\.[0-9A-Za-z.-]{1,40})?)")
_SECONDS = 5
GIT_VARIABLE = "GIT_PYTHON_GIT_EXECUTABLE"
"""With it a person names the git to take."""
_QUIETLY: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""A program with a window has no console on Windows: git would open one of its own, and close it again."""
_STUB = "/usr/bin/git"
_TOOLS = "/Library/Developer/CommandLineTools/usr/bin/git", "/Applications/Xcode.app/Contents/Developer/usr/bin/git"
"""macOS has a git that does nothing but offer to install one, in a dialog, where none of these is there."""
_ELSEWHERE = "/opt/homebrew/bin/git", "/usr/local/bin/git", "/opt/local/bin/git"
"""Programs that the Finder starts have a PATH without the folders where people on macOS install things."""


def git_path() -> str:
    """Give the path of the git that sources are read with; empty where there is none."""
    named = os.environ.get(GIT_VARIABLE)
    path = _on_path(named or "git")
    if named or sys.platform != "darwin":
        return path
    if path and (path != _STUB or any(Path(each).exists() for each in _TOOLS)):
        return path
    return next((each for each in _ELSEWHERE if os.access(each, os.X_OK)), "")


def _on_path(name: str) -> str:
    """Look for a program, and never in the folder that somebody happens to be in, which may be a hostile repository's.

    Windows looks there first, whatever PATH says; and PATH itself can name it, as an empty or a relative part.
    """
    if sys.platform == "win32" and not name.lower().endswith(".exe"):
        name += ".exe"  # before Python 3.12 nobody adds it to a name with a folder
    if os.path.dirname(name):
        return shutil.which(os.path.abspath(name)) or ""
    folders = [each for each in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(each)]
    return next((found for each in folders if (found := shutil.which(os.path.join(each, name)))), "")


def git_found() -> tuple[str, str]:
    """Give the path and the version of the git that sources are read with; both empty where there is none."""
    path = git_path()
    if not path:
        return "", ""
    kept = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR")
    env = {name: value for name, value in os.environ.items() if name.upper() in kept}
    env |= {"LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": os.devnull}
    try:
        said = subprocess.run(
            [path, "version"], check=False, capture_output=True, stdin=subprocess.DEVNULL, env=env, timeout=_SECONDS,
            creationflags=_QUIETLY,
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return path, ""
    found = _VERSION.search(said[:200])
    return path, found[1].decode("ascii") if found else ""
