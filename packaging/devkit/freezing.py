"""`dev.py freeze`: the program as one folder that needs no Python, the same for the same commit."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devkit import building, filelist, freezing_libraries, freezing_notices, freezing_parts
from devkit.freezing_libraries import Library
from devkit.places import APP, PACKAGING, VENV_PYTHON
from devkit.talk import Stop, complain, say

SPEC = PACKAGING / "freeze" / "codebinder.spec"
NAME = "codebinder"
BUNDLE = "Codebinder.app"
"""Made beside it on macOS; devkit.macos.making completes and signs it."""


def freeze(out: Path) -> Path:
    """Make `out`/codebinder anew; give it. What was there stays until the new one is whole."""
    made = building.build("frozen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="freeze-", dir=out) as folder:
        work = Path(folder)
        run_pyinstaller(work, made)
        tree = work / "dist" / NAME
        finish(tree, made, json.loads((work / freezing_parts.SOURCES).read_text(encoding="utf-8")))
        for path in (tree, tree.with_name(BUNDLE)):
            if path.is_dir():
                put(path, out / path.name, work)
    target = out / NAME
    say(f"{target}: {building.size_of(target) / 1e6:.0f} MB")
    return target


def put(made: Path, target: Path, work: Path) -> None:
    """Put a folder in the place of what was there."""
    if target.exists():
        target.rename(work / f"before-{target.name}")
    made.rename(target)


def finish(tree: Path, made: building.Build, sources: Mapping[str, str]) -> None:
    """Add the papers, and take out what depends on the machine; `sources` says where each file came from."""
    share_modules(tree)
    libraries: list[Library] = []
    if sys.platform == "linux":
        libraries = freezing_libraries.bundled(sources)
        freezing_libraries.trim(tree / "_internal", sources)
    freezing_notices.write(tree, made, libraries)
    filelist.write(tree)
    steady_times(tree, made.epoch)


def share_modules(tree: Path) -> None:
    """Keep one archive of modules where every program has its own beside it, all of them the same."""
    first, *others = sorted(tree.glob("*.pkg"), key=lambda path: len(path.name)) or [tree]
    for other in others:
        if other.read_bytes() != first.read_bytes():
            raise Stop(f"{first.name} and {other.name} should be the same: see codebinder.spec.")
        other.unlink()
        other.symlink_to(first.name)


def run_pyinstaller(work: Path, made: building.Build) -> None:
    env = building.steady(made)
    env["PYTHONPATH"] = os.pathsep.join([str(PACKAGING), str(APP)])
    env["PYINSTALLER_CONFIG_DIR"] = str(work / "config")
    env["CODEBINDER_FREEZE_WORK"] = str(work)
    command = [str(VENV_PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "build"), str(SPEC)]
    done = subprocess.run(command, cwd=work, env=env, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise Stop("PyInstaller stopped:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-40:]))


def steady_times(tree: Path, epoch: int) -> None:
    """Give every file the commit's time and a plain mode, so that copies of the folder are the same, too."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            os.utime(path, (epoch, epoch))
    os.utime(tree, (epoch, epoch))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py freeze")
    parser.add_argument("--out", type=Path, default=building.FROZEN, metavar="DIR")
    try:
        freeze(parser.parse_args(arguments).out.resolve())
    except Stop as stop:
        complain(str(stop))
        return stop.code
    return 0
