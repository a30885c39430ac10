"""Breaks packages on purpose, and runs the verifier that they carry."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from codebinder.base.zips import ZipWriter
from codebinder.verify import standalone

VERIFIER = Path(standalone.__file__)


def check(path: Path, **options: object) -> standalone.Check:
    """Verify in this process."""
    source = standalone.open_source(str(path))
    try:
        found = standalone.Check(source, **options)  # pyright: ignore[reportArgumentType]
        found.run()
        return found
    finally:
        source.close()


def outcomes(found: standalone.Check) -> dict[str, str]:
    return {name: outcome for name, outcome, _ in found.lines}


def run(*arguments: object, verifier: Path = VERIFIER, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a person would, under `python3 -I`."""
    return subprocess.run(
        [sys.executable, "-I", str(verifier), *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=cwd,
    )  # fmt: skip


def run_json(*arguments: object) -> dict[str, object]:
    done = run(*arguments, "--json")
    assert not done.stderr
    found = json.loads(done.stdout)
    assert found["exit_code"] == done.returncode
    return found


def members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def rewrite(archive: Path, out: Path, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]) -> Path:
    """Write the archive again after `change` to its members, in the form that packages have."""
    with zipfile.ZipFile(archive) as opened:
        infos = {info.filename: info for info in opened.infolist()}
        table = {name: opened.read(name) for name in infos}
    changed = change(table) or table
    first = next(iter(infos.values()))
    with out.open("wb") as stream:
        writer = ZipWriter(stream, moment=first.date_time)  # pyright: ignore[reportArgumentType]
        for name, data in changed.items():
            executable = name in infos and bool(infos[name].external_attr >> 16 & 0o100)
            writer.add(name, data, executable=executable)
        writer.close()
    return out
