"""Which Debian packages the frozen tree needs: read from its ELF files, less what the tree brings itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devkit.linux import elf
from devkit.places import PACKAGING
from devkit.talk import Stop

TABLE = PACKAGING / "linux" / "libraries.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """The relations of a Debian package to others, each sorted as it stands in the control file."""

    depends: tuple[str, ...]
    recommends: tuple[str, ...]
    suggests: tuple[str, ...]


def relations(tree: Path) -> Relations:
    """Read the tree; Stop where it names a library of which nobody knows the package."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    named, versions = asked(tree)
    missing = sorted(named - table["needed"].keys())
    if missing:
        whose = f"{', '.join(missing)} (named by {', '.join(sorted(namers(tree, missing)))})"
        raise Stop(f"No Debian package is known for {whose}: add it to packaging/linux/libraries.toml.")
    packages = {table["needed"][name] for name in named}
    versioned = newest(versions, table["since"])
    packages = {each for each in packages if each not in {one.split(" ", 1)[0] for one in versioned}}
    beside = table["beside"]
    return Relations(
        depends=tuple(sorted({*packages, *versioned, *beside["always"]})),
        recommends=tuple(beside["recommends"]),
        suggests=tuple(beside["suggests"]),
    )


def binaries(tree: Path) -> Iterator[Path]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink() and elf.is_elf(path):
            yield path


def asked(tree: Path) -> tuple[set[str], set[tuple[str, str]]]:
    """Give the libraries that are left to the system, and the versions of their symbols."""
    inside = {path.name for path in tree.rglob("*.so*")}
    named: set[str] = set()
    versions: set[tuple[str, str]] = set()
    for path in binaries(tree):
        asks = elf.read(path)
        named.update(set(asks.needed) - inside)
        versions.update((library, version) for library, version in asks.versions if library not in inside)
    return named, versions


def namers(tree: Path, libraries: Iterable[str]) -> set[str]:
    wanted = set(libraries)
    return {path.name for path in binaries(tree) if wanted & set(elf.read(path).needed)}


def newest(versions: Iterable[tuple[str, str]], since: dict[str, Any]) -> tuple[str, ...]:
    """Give the packages that must be of a version at least: the C library's by its newest symbol, others by table."""
    known = {version for _, version in versions}
    made: dict[str, tuple[tuple[int, ...], str]] = {}
    for version in known:
        found = re.fullmatch(r"([A-Z]+)_(\d+(?:\.\d+)+)", version)
        if found is None:
            continue
        number = tuple(map(int, found[2].split(".")))
        clause = f"libc6 (>= {found[2]})" if found[1] == "GLIBC" else since.get(version, "")
        if clause and number > made.get(found[1], ((), ""))[0]:
            made[found[1]] = (number, clause)
    too_new = sorted(one for one in known if one.startswith("GLIBCXX") and is_newer(one, since))
    if too_new:
        raise Stop(f"No package of libstdc++ is known for {too_new[-1]}: add it to packaging/linux/libraries.toml.")
    return tuple(clause for _, clause in made.values())


def is_newer(version: str, since: dict[str, Any]) -> bool:
    """Say whether a symbol is newer than every one that the table knows; older ones are in every libstdc++ of today."""
    return counted(version) > max(map(counted, since))


def counted(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
