"""Builds our own wheel from what git tracks: the same bytes wherever the checkout lies, and nothing left in it.

hatchling builds in a copy, so that neither caches nor what somebody left lying about can get into the wheel, and
`build.json` never stands in the checkout. Nothing is fetched: the build backend is one of the locked tools.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devkit import building
from devkit.places import ROOT
from devkit.talk import Stop, say

PARTS = ("LICENSE", "README.md", "pyproject.toml", "app/codebinder", "resources", "filing_templates")
"""What pyproject.toml makes the wheel of, and what it reads for the metadata."""


def wheel(out: Path) -> Path:
    """Build the wheel into the folder `out`, and give its path."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        copy_tracked(source)
        return hatched(source, building.build("wheel"), out)


def hatched(source: Path, made: building.Build, out: Path) -> Path:
    """Build the wheel of a copy, which this writes into."""
    (source / "app" / "codebinder" / building.BUILD_FILE).write_bytes(building.build_json(made))
    built = source / "built"
    command = [sys.executable, "-I", "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    done = subprocess.run(
        command, cwd=source, env=building.steady(made), check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        raise Stop(f"The wheel could not be built; hatchling says: {(done.stderr or done.stdout).strip()[-300:]}")
    (found,) = built.glob("*.whl")
    out.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(found, out / found.name))


def copy_tracked(to: Path) -> None:
    """Copy what the wheel is made of, as it stands in the checkout, less everything that git doesn't track."""
    for name in filter(None, building.git("ls-files", "-z", "--cached", "--", *PARTS).split("\0")):
        path = ROOT / name
        if path.is_file():
            place = to / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place, follow_symlinks=False)


def main(arguments: Sequence[str]) -> int:
    """Build the wheel."""
    parser = argparse.ArgumentParser(prog="dev.py wheel")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    say(str(wheel(parser.parse_args(arguments).out)))
    return 0
