"""What starts the window of this program, however it was installed; and starts it, for a workbook of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess


def frozen() -> str:
    """Give the frozen program that opens windows, which may not be the one that runs: `codebinder open` opens them too,
    and would take a file's name for a command."""
    beside = Path(sys.executable).with_name("codebinder-desktop.exe" if os.name == "nt" else "codebinder-desktop")
    return str(beside if beside.is_file() else sys.executable)


def command(paths: Sequence[Path]) -> tuple[str, list[str]]:
    """Give the program and arguments that open `paths` in a new window, however this one was started."""
    files = [str(path.absolute()) for path in paths]
    if getattr(sys, "frozen", False):
        return frozen(), files
    start = "import sys; from codebinder.app import desktop; sys.exit(desktop())"
    # A launcher that heeds no PYTHON variable starts one that heeds none; and neither looks for modules in the folder
    # that somebody happens to be in.
    return sys.executable, ["-I" if sys.flags.isolated else "-P", "-c", start, *files]


def launch(paths: Sequence[Path]) -> bool:
    """Open `paths` in a new window; False where the program can't be started."""
    program, arguments = command(paths)
    started = QProcess.startDetached(program, arguments)
    return bool(started[0]) if isinstance(started, tuple) else bool(started)
