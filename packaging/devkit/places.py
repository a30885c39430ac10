"""Where things stand in a checkout, and how its virtual environment is called on this system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
PACKAGE = APP / "codebinder"
TESTS = ROOT / "tests"
PACKAGING = ROOT / "packaging"
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
RUN_LOCK = PACKAGING / "requirements.lock.txt"
DEV_LOCK = PACKAGING / "requirements-dev.lock.txt"
PADES_LOCK = PACKAGING / "requirements-pades.lock.txt"
SOURCE_LOCK = PACKAGING / "requirements-source.lock.txt"
PIP_LOCK = PACKAGING / "requirements-pip.lock.txt"
STAMP = VENV / ".codebinder-setup.json"

WINDOWS = sys.platform == "win32"
VENV_BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = VENV_BIN / ("python.exe" if WINDOWS else "python")


def program(name: str) -> str:
    """Give the path of a program that was installed into the virtual environment."""
    return str(VENV_BIN / (f"{name}.exe" if WINDOWS else name))


def environment(**extra: str) -> dict[str, str]:
    """Give the environment in which the checkout's own code runs."""
    env = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        env.pop(name, None)
    env["PYTHONPATH"] = os.pathsep.join([str(APP), str(TESTS), str(PACKAGING)])
    env["PATH"] = os.pathsep.join([str(VENV_BIN), env.get("PATH", os.defpath)])
    env["PYTHONUTF8"] = "1"
    env.update(extra)
    return env
