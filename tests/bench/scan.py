"""Scans folders with everything on, with the pattern rules alone, and with peers, in one run.

python3 packaging/dev.py bench scan --path PATH... [--turns N]
ripgrep (`rg`), `detect-secrets` and `kingfisher` are taken where they are on the search path; none of them is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from helpers.measure import Measured, measured

_RULES_ALONE = """
import os, sys, time
from pathlib import Path
from codebinder.base import encoding
from codebinder.detect import Engine
from codebinder.detect.rulefile import RuleSet, load_rules
from codebinder.detect.engine import shipped

loaded = load_rules(shipped())
rules = tuple(rule for rule in loaded.rules if rule.pattern and rule.kind in {"private-key", "token", "password"})
engine = Engine(RuleSet(rules, loaded.documented, loaded.digest + "-alone"))
size = hits = 0
spent = 0.0
for name in sys.argv[1:]:
    for folder, _, files in os.walk(name):
        for file in files:
            path = Path(folder, file)
            if path.is_symlink() or not path.is_file():
                continue
            data = path.read_bytes()
            begun = time.process_time()
            hits += len(engine.scan(os.fsencode(path), data, encoding.detect(data)[0]))
            spent += time.process_time() - begun
            size += len(data)
print(f"{len(rules)} pattern rules alone, bytes in memory: {size / 1e6 / spent:.0f} MB/s a core, {hits} findings")
"""

_INSIDE = 'for one; do (cd "$one" && detect-secrets scan --all-files --no-verify .); done'
"""It passes over every file of a folder that is not below the one where it is started."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line a program: MB/s by the clock and for each second of a core, and the peak memory."""
    parser = argparse.ArgumentParser(prog="dev.py bench scan")
    parser.add_argument("--path", nargs="+", type=Path)
    parser.add_argument("--turns", type=int, default=2)
    values, _ = parser.parse_known_args(argv)
    if not values.path:
        print("bench scan needs --path PATH...: folders to scan")
        return 0
    paths = [str(path) for path in values.path]
    size = sum(_size(path) for path in values.path)
    print(f"{size / 1e6:.0f} MB in {len(paths)} folders; the middle of {values.turns} turns")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in _commands(paths, Path(folder)):
            if command[0] == sys.executable:  # not counted: it compiles what later starts read from the cache
                measured(command, env=_environment(Path(folder)), memory=False)
            turns = [measured(command, env=_environment(Path(folder))) for _ in range(values.turns)]
            _print(name, turns, size)
        alone = measured([sys.executable, "-c", _RULES_ALONE, *paths], memory=False)
        print(alone.output.strip() or alone.errors[-400:])
    return 0


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "CODEBINDER_CACHE_DIR": str(folder / "cache"), "HOME": str(folder)}


def _commands(paths: list[str], folder: Path) -> list[tuple[str, list[str]]]:
    own = [sys.executable, "-m", "codebinder", "scan", "--json", "--grade", "low", "--quiet", "--path", *paths]
    found = [("codebinder, 1 worker", [*own, "--workers", "1"]), ("codebinder, 2 workers", [*own, "--workers", "2"])]
    if shutil.which("rg"):
        words = folder / "keywords.txt"
        words.write_text("\n".join(_keywords()) + "\n", encoding="utf-8")
        search = ["rg", "--no-ignore", "--hidden", "-a", "-c", "-F", "-f", str(words), "-j", "1", *paths]
        found.append(("ripgrep with the keywords, 1 thread", search))
    if shutil.which("detect-secrets"):
        found.append(("detect-secrets", ["sh", "-c", _INSIDE, "sh", *paths]))
    if shutil.which("kingfisher"):
        options = ["--no-validate", "--no-update-check", "--jobs", "1"]
        found.append(("kingfisher, 1 job", ["kingfisher", "scan", *paths, *options]))
    return found


def _keywords() -> list[str]:
    from codebinder.detect import Engine

    return sorted({keyword for rule in Engine.load().rules for keyword in rule.keywords})


def _size(path: Path) -> int:
    files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def _print(name: str, turns: list[Measured], size: int) -> None:
    wall = statistics.median(turn.wall for turn in turns)
    cpu = statistics.median(turn.cpu for turn in turns)
    peak = max(turn.peak for turn in turns)
    lines = turns[0].output.count("\n")
    print(
        f"{name:38} {size / 1e6 / wall:7.1f} MB/s by the clock {size / 1e6 / cpu:7.1f} MB/s a core "
        f"{peak >> 20:5d} MB  {lines} lines  exit {turns[0].code}"
    )


if __name__ == "__main__":
    sys.exit(main())
