"""What it takes before a command does anything, beside the same Python that does nothing, and beside `git`.

python3 packaging/dev.py bench start [--times N] [--program PATH]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from devkit.places import ROOT
from helpers.measure import measured

CALL = "import sys; from codebinder.app import main; sys.exit(main(sys.argv[1:]))"
LINES = (
    ("--version",),
    ("--version", "--verbose"),
    ("--help",),
    ("submit", "--help"),
    ("template", "list"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print processor and wall time of some commands, the middle of some runs; a first run of each is thrown away."""
    parser = argparse.ArgumentParser(prog="dev.py bench start")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--program", type=Path, help="an installed or frozen codebinder, in place of the checkout's")
    values, _ = parser.parse_known_args(argv)
    own = [str(values.program)] if values.program else [sys.executable, "-c", CALL]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "git --version": [shutil.which("git") or "git", "--version"],
    }
    commands.update({f"codebinder {' '.join(line)}": [*own, *line] for line in LINES})
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, CODEBINDER_CACHE_DIR=home, PYTHONPATH=str(ROOT / "app"))
        rows = {title: _middle(command, Path(home), values.times) for title, command in commands.items()}
    base = rows["python -c pass"][0]
    print(f"{'':34}{'CPU s':>9}{'wall s':>9}{'to python':>11}")
    for title, (cpu, wall) in rows.items():
        print(f"{title:34}{cpu:9.3f}{wall:9.3f}{cpu / base:11.1f}")
    return 0


def _middle(command: list[str], folder: Path, times: int) -> tuple[float, float]:
    runs = [measured(command, cwd=folder, memory=False) for _ in range(times + 1)][1:]
    return median(each.cpu for each in runs), median(each.wall for each in runs)


if __name__ == "__main__":
    sys.exit(main())
