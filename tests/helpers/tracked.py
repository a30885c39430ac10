"""The files that belong to the project, as git or the folder itself knows them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from devkit.places import ROOT

MADE_HERE = frozenset({"demo", "shots", "build", "dist", "htmlcov"})


@cache
def tracked_files() -> tuple[Path, ...]:
    """Give the path of every file of the project, relative to its root; links are not followed."""
    if (ROOT / ".git").exists():
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return tuple(Path(name) for name in listed if name and (ROOT / name).is_file())
    return tuple(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and belongs(path))


def belongs(path: Path) -> bool:
    first, *_ = path.relative_to(ROOT).parts
    return first not in MADE_HERE | {".venv", ".cache"} and "__pycache__" not in path.parts
