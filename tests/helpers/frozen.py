"""The frozen program, run as on a stranger's computer: an empty home, nothing of the checkout in its environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import building
from devkit.places import ROOT, VENV

VARIABLE = "CODEBINDER_FROZEN"
"""Where `dev.py test` says which tree its tests are for."""
OPENED = re.compile(
    r'^\d+ +(?:open|openat|execve|openat2)\((?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)".*\) = (-?\d+)', re.MULTILINE
)
PASSPHRASE = "demo"  # of the demo's keys


def tree() -> Path:
    """Give the tree under test: the one that was frozen for this run, or the last that `dev.py freeze` made."""
    return Path(os.environ.get(VARIABLE) or building.FROZEN / "codebinder")


@dataclass(frozen=True, kw_only=True)
class Machine:
    """A home on a computer where nothing but the frozen folder is ours; `folder` is where commands run."""

    tree: Path
    folder: Path

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {"HOME": str(home), "PATH": "/usr/bin:/bin", **(more or {})}

    def run(
        self,
        *words: object,
        before: Sequence[str] = (),
        more: Mapping[str, str] | None = None,
        program: str = "codebinder",
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the folder to its end."""
        command = [*before, str(self.tree / program), *map(str, words)]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment(more), capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=100, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def done(self, *words: object, **how: object) -> str:
        """Run the command line; give what it says, once it has ended well."""
        ran = self.run(*words, **how)  # type: ignore[arg-type]
        assert ran.returncode == 0, f"{words}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout

    @property
    def keys(self) -> dict[str, str]:
        """Give the environment in which the demo's keys sign."""
        return {"CODEBINDER_KEY_DIR": str(self.folder / "out" / "keys"), "CODEBINDER_KEY_PASSPHRASE": PASSPHRASE}


def opened(trace: Path) -> set[str]:
    """Give every path that strace saw opened or started, whether it was there or not."""
    text = trace.read_text(encoding="utf-8", errors="surrogateescape")
    return {found[1].encode().decode("unicode_escape") for found in OPENED.finditer(text)}


def strangers(paths: set[str], own: Path) -> list[str]:
    """Give those paths that lie in the checkout, its virtual environment, any Python's folder or any site-packages.

    What lies in the tree under test doesn't count, wherever that is.
    """
    homes = {ROOT, VENV, Path(sys.base_prefix), Path(os.path.realpath(sys.base_prefix)), Path(sys.prefix)} - {
        Path("/usr")
    }
    mine = f"{own.resolve()}{os.sep}"
    return sorted(
        path
        for path in paths
        if not os.path.realpath(path).startswith(mine)
        and (
            any(path == str(home) or path.startswith(f"{home}{os.sep}") for home in homes)
            or "site-packages" in path
            or "dist-packages" in path
            or re.search(r"/lib/python3[^/]*/", path)
        )
    )


def strace(out: Path) -> list[str]:
    """Give the words before a command that write down every file that it and its children ask for."""
    assert shutil.which("strace"), "strace is missing; `dev.py test` installs it"
    words = "strace -f --seccomp-bpf -qq -s 4096 -e trace=open,openat,openat2,execve -o"
    return [*words.split(), str(out)]
