"""The same work by hand with common tools, for comparison: git archive, tar, zip, sha256sum, openssl, ripgrep."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from helpers.filing_job import Failed, git
from helpers.measure import Measured, measured

PATTERNS = (
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "AKIA[0-9A-Z]{16}",
    "gh[pousr]_[A-Za-z0-9]{36}",
    "xox[baprs]-[A-Za-z0-9-]{10,}",
    "AIza[0-9A-Za-z_-]{35}",
    "sk_live_[0-9a-zA-Z]{24}",
)
NEEDED = ("git", "tar", "zip", "sha256sum", "openssl", "rg")


def lacking() -> list[str]:
    """Name the programs that are not here."""
    return [name for name in NEEDED if shutil.which(name) is None]


def by_hand(repo: Path, rev: str, absent: list[bytes], folder: Path, *, memory: bool = True) -> dict[str, Measured]:
    """Do it once in `folder`, and give what each step took. Files in `absent` are left out as for us."""
    objects = folder / "objects"
    objects.mkdir(parents=True)
    own = Path(os.fsdecode(git(repo, "rev-parse", "--path-format=absolute", "--git-path", "objects").strip()))
    env = {
        **os.environ,
        "GIT_DIR": str(own.parent),
        "GIT_WORK_TREE": str(folder),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(own),
        "GIT_INDEX_FILE": str(folder / "index"),
    }
    git(folder, "read-tree", rev, env=env)
    if absent:
        gone = b"".join(path + b"\0" for path in absent)
        git(folder, "update-index", "--force-remove", "-z", "--stdin", given=gone, env=env)
    tree = git(folder, "write-tree", "--missing-ok", env=env).decode().strip()
    rules = " ".join(f"-e {shlex.quote(pattern)}" for pattern in PATTERNS)
    lines = {
        "git archive | tar x": f"mkdir src && git archive {tree} | tar x -C src",
        "zip -r": "zip -qr src.zip src",
        "sha256sum": "find src -type f -print0 | xargs -0 sha256sum > SHA256SUMS",
        "openssl dgst -sm3": "find src -type f -print0 | xargs -0 openssl dgst -sm3 > SM3SUMS",
        "rg, six patterns": f"rg --hidden --no-ignore -a -n {rules} src > found.txt || true",
    }
    steps: dict[str, Measured] = {}
    for name, line in lines.items():
        steps[name] = measured(["bash", "-c", line], env=env, cwd=folder, memory=memory)
        if steps[name].code:
            raise Failed(f"{name}: {steps[name].errors[-400:]}")
    return steps
