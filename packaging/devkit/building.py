"""What a build is made of: its version, commit and day. Every artefact says them, and takes its times from the commit.

`build.json` lies beside the package's own modules in a wheel and in a frozen program, never in a checkout;
`codebinder.assets` reads it. It holds what the commit says and nothing of the machine that built.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from devkit.places import CACHE, PACKAGE, ROOT
from devkit.talk import Stop

BUILD_FILE = "build.json"
FROZEN = CACHE / "frozen"
"""Where `dev.py freeze` puts `codebinder/` unless told otherwise."""
RELEASE = CACHE / "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """`commit` is 40 hex digits, with `+` where the checkout differs from it; `epoch` the commit's seconds (UTC);
    `kind` how the program gets onto a machine: wheel, frozen."""

    version: str
    commit: str
    epoch: int
    kind: str

    @property
    def day(self) -> str:
        return datetime.fromtimestamp(self.epoch, UTC).date().isoformat()


def version() -> str:
    """Give the version that the package's `__init__` states, which pyproject.toml repeats."""
    found = re.search(r'^__version__ = "([^"]+)"$', (PACKAGE / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise Stop("app/codebinder/__init__.py states no version.")
    return found[1]


def build(kind: str) -> Build:
    """Give the facts of what is checked out; Stop where this is no git checkout, since a build must name its commit."""
    commit, epoch = git("log", "-1", "--format=%H %ct").split()
    changed = git("status", "--porcelain", "--untracked-files=normal")
    return Build(version=version(), commit=commit + ("+" if changed else ""), epoch=int(epoch), kind=kind)


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise Stop("A build names the commit that it was made from, and git cannot tell it here: build in a git clone.")
    return done.stdout.strip()


def build_json(made: Build) -> bytes:
    """Give the bytes of `build.json`."""
    return json.dumps(asdict(made), sort_keys=True, indent=1).encode("ascii") + b"\n"


def steady(made: Build) -> dict[str, str]:
    """Give the environment in which builders leave no trace of the day, the hash seed, the language or the zone."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
    fixed = {"SOURCE_DATE_EPOCH": str(made.epoch), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**env, **fixed, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def size_of(folder: Path) -> int:
    """Give the bytes of all files below a folder; links count as links."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_symlink() or path.is_file())
