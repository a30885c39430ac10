"""Starts this program once more, for a workbook that gets a window of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess


def command(paths: Sequence[Path]) -> tuple[str, list[str]]:
    """Give the program and arguments that open `paths` in a new window, however this one was started."""
    files = [str(path.absolute()) for path in paths]
    if getattr(sys, "frozen", False):
        return sys.executable, files
    start = "import sys; from codebinder.app import desktop; sys.exit(desktop())"
    return sys.executable, ["-c", start, *files]


def launch(paths: Sequence[Path]) -> bool:
    """Open `paths` in a new window; False where the program can't be started."""
    program, arguments = command(paths)
    started = QProcess.startDetached(program, arguments)
    return bool(started[0]) if isinstance(started, tuple) else bool(started)
