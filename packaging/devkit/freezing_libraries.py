"""The shared libraries of a frozen program on Linux: what each needs, which came from the building system and under
which licence, and Python's own without what a debugger and the building machine left in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from devkit.places import PACKAGING
from devkit.talk import Stop

NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
ELF = b"\x7fELF"
SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
READ_BY_HAND = PACKAGING / "freeze" / "libraries.toml"
BUILT_IN = re.compile(rb"/tmp/python-build[^\0]*/([^\0/]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library of the building system in the folder; `source` names Debian's source package and its version."""

    file: str
    package: str
    version: str
    licence: str
    source: str


@cache
def needed(path: Path) -> tuple[str, ...]:
    """Name the libraries that a shared library asks the loader for."""
    return tuple(NEEDED.findall(said("objdump", "-p", str(path))))


def asked_of_system(tree: Path) -> list[str]:
    """Name the libraries that a frozen program expects the system to have: asked for, and not in the folder."""
    every = [path for path in tree.rglob("*") if path.is_file() and is_elf(path)]
    asked = {name for path in every if not path.is_symlink() for name in needed(path)}
    return sorted(asked - {path.name for path in every})


def bundled(sources: Mapping[str, str]) -> list[Library]:
    """Tell which of the folder's files came from the building system's packages."""
    return [packaged(name, Path(source)) for name, source in sorted(sources.items()) if from_system(source)]


def from_system(source: str) -> bool:
    return source.startswith(SYSTEM)


def packaged(name: str, source: Path) -> Library:
    """Ask Debian which package a library belongs to; Stop where nobody has read that package's licence."""
    package = owner(source)
    stated = said("dpkg-query", "-W", "-f", "${Version}\n${source:Package}\n${source:Version}\n", package).split()
    version, upstream, upstream_version = stated[:3]
    known = tomllib.loads(READ_BY_HAND.read_text(encoding="utf-8"))
    if upstream not in known:
        raise Stop(
            f"{source.name} of Debian's {upstream} goes into the frozen program, and packaging/freeze/libraries.toml"
            " does not say under which licence: read its copyright file and add it, or leave the library out."
        )
    return Library(
        file=f"_internal/{name}",
        package=package.partition(":")[0],
        version=version,
        licence=str(known[upstream]["licence"]),
        source=f"{upstream} {upstream_version}",
    )


def owner(path: Path) -> str:
    """Name the package that a file belongs to; a merged /usr gives it two names, of which dpkg knows one."""
    real = path.resolve()
    also = Path("/usr", *real.parts[1:]) if real.parts[1] != "usr" else Path("/", *real.parts[2:])
    for each in (real, also, path):
        found = re.match(r"(\S+): ", said("dpkg", "-S", str(each), check=False))
        if found:
            return found[1]
    raise Stop(f"{path.name} belongs to no package of this system, so nobody can say under which licence it is.")


def trim(inside: Path, sources: Mapping[str, str]) -> None:
    """Take symbols for debuggers, and folders of the building machine, out of Python's own libraries.

    Wheels' libraries stay as their makers signed for them; Qt's in particular, whose licence wants it unmodified.
    """
    home = os.path.realpath(sys.base_prefix)
    own = [inside / name for name, source in sources.items() if os.path.realpath(source).startswith(f"{home}{os.sep}")]
    for path in sorted(own):
        if home not in {"/usr", "/usr/local"} and path.is_file() and not path.is_symlink() and is_elf(path):
            said("strip", "--strip-unneeded", "--enable-deterministic-archives", str(path))
            path.write_bytes(neutral(path.read_bytes(), [os.fsencode(home), os.fsencode(sys.base_prefix)]))


def neutral(data: bytes, homes: Iterable[bytes]) -> bytes:
    """Give a library without the names of the folders that its Python was installed to and built in.

    A frozen program is told where its modules are and never looks there. Names are overwritten by slashes up to the
    last one: what follows may be the end of several texts at once ("3.11.7" is Python's version, too).
    """
    for home in homes:
        data = data.replace(home, b"/" * (home.rfind(b"/") + 1) + home[home.rfind(b"/") + 1 :])
    return BUILT_IN.sub(lambda found: b"/" * (len(found[0]) - len(found[1])) + found[1], data)


def is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == ELF


def said(*command: str, check: bool = True) -> str:
    try:
        done = subprocess.run(command, check=check, capture_output=True, text=True, errors="replace")
    except FileNotFoundError:
        raise Stop(
            f"{command[0]} is missing: programs are frozen on Debian or Ubuntu, with binutils installed."
        ) from None
    except subprocess.CalledProcessError as error:
        raise Stop(f"{' '.join(command[:2])} failed: {error.stderr.strip()[-300:]}") from None
    return done.stdout
