"""Microsoft's C and C++ runtime, which Windows does not have: every library of ours that asks for it must find it.

Python brings vcruntime140, PySide6 brings msvcp140 (other wheels have it inside, under names of their own), and
PyInstaller puts each where it found it. A library is looked for beside the one that asks, beside the program, and in
`_internal`; so what lies elsewhere is copied there.
NEVER RUN on a tree from Windows; the rules are tested on the locked wheels for Windows (`dev.py prove 9 msi`).
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from devkit.talk import Stop
from devkit.windows.pe import imports

MICROSOFTS = re.compile(r"(?:vcruntime|msvcp|concrt|vccorlib|vcomp|vcamp|mfc)\d+\w*\.dll")
SUFFIXES = (".exe", ".dll", ".pyd")
INTERNAL = "_internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A library of the runtime, and who asks for it."""

    name: str
    by: Path


def binaries(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def unmet(tree: Path) -> list[Asked]:
    """Give what would not be found on a Windows as it comes from the shop."""
    root = {path.name.lower() for path in (tree / INTERNAL).glob("*")}
    above = {path.name.lower() for path in tree.glob("*")}
    missing: list[Asked] = []
    for path in binaries(tree):
        beside = {each.name.lower() for each in path.parent.glob("*.dll")}
        wanted = {name for name in imports(path) if MICROSOFTS.fullmatch(name)}
        missing += [Asked(name=name, by=path) for name in sorted(wanted - beside - root - above)]
    return missing


def settle(tree: Path) -> list[str]:
    """Copy what is somewhere in the tree to where everybody finds it, and give that; Stop where it is nowhere."""
    wanted = sorted({each.name for each in unmet(tree)})
    held = {path.name.lower(): path for path in reversed(binaries(tree))}
    lacking = [name for name in wanted if name not in held]
    if lacking:
        asking = next(each.by.name for each in unmet(tree) if each.name == lacking[0])
        raise Stop(
            f"The frozen program lacks {', '.join(lacking)} (for {asking}): install Microsoft's Visual C++ "
            "redistributable (x64) on this machine, so that PyInstaller finds it, and run this again."
        )
    for name in wanted:
        shutil.copy2(held[name], tree / INTERNAL / name)
    return wanted
