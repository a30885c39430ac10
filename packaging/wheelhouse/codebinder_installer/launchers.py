"""The commands that start the program: two in the installation, and where there is such a place, two on the path."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from codebinder_installer.place import BIN, POINTER, VERSIONS, Place, replace

FUNCTIONS = {"codebinder": "main", "codebinder-desktop": "desktop"}
CODE = "import sys; from codebinder.app import {function}; sys.exit({function}())"
SH = """\
#!/bin/sh
# Starts the present version of Codebinder. Written by its install.py, which removes it with --uninstall.
top={root}
read -r version < "$top/{pointer}" || exit 3
exec "$top/{versions}/$version/bin/python" -I -c '{code}' "$@"
"""
CMD = """\
@echo off
rem Starts the present version of Codebinder. Written by its install.py, which removes it with --uninstall.
setlocal DisableDelayedExpansion
set /p version=<"%~dp0..\\{pointer}"
{start}"%~dp0..\\{versions}\\%version%\\Scripts\\{python}" -I -c "{code}" %*
"""


def folder_for(root: Path, home: Path) -> Path | None:
    """Give the folder on the path for an installation in `root`: the person's own, or the machine's where root
    installs outside of the own home; none on Windows, where the launchers stay in the installation.
    """
    if os.name == "nt":
        return None
    if os.geteuid() == 0 and home not in root.parents:
        return Path("/usr/local/bin")
    return home / ".local" / "bin"


def texts(root: Path) -> dict[str, bytes]:
    """Give the launchers' names in the installation, and their bytes."""
    if os.name == "nt":
        return {
            f"{name}.cmd": CMD.format(
                pointer=POINTER,
                versions=VERSIONS,
                code=CODE.format(function=function),
                start='start "" ' if function == "desktop" else "",
                python="pythonw.exe" if function == "desktop" else "python.exe",
            ).replace("\n", "\r\n").encode("ascii")
            for name, function in FUNCTIONS.items()
        }  # fmt: skip
    quoted = "'" + str(root).replace("'", "'\\''") + "'"
    return {
        name: os.fsencode(
            SH.format(root=quoted, pointer=POINTER, versions=VERSIONS, code=CODE.format(function=function))
        )
        for name, function in FUNCTIONS.items()
    }


def command(root: Path, name: str) -> Path:
    """Give the path of a launcher in the installation."""
    return root / BIN / (f"{name}.cmd" if os.name == "nt" else name)


def write(place: Place) -> None:
    """Write the launchers into the installation; they are the same for every version."""
    folder = place.root / BIN
    folder.mkdir(exist_ok=True)
    for name, data in texts(place.root).items():
        replace(folder / name, data, 0o755)


def link(place: Place, folder: Path) -> tuple[list[Path], OSError | None]:
    """Put links to the launchers into `folder`; give those names that somebody else has taken, and what failed.

    Each is noted in the installation before it is made, so that it can be removed however this ends.
    """
    taken: list[Path] = []
    held = place.marker() or {"launchers": [], "folders": []}
    try:
        missing = [str(one) for one in (folder, *folder.parents) if not one.exists()]
        wanted = {folder / name: command(place.root, name) for name in FUNCTIONS}
        taken = [path for path, to in wanted.items() if os.path.lexists(path) and not ours(path, to)]
        held["launchers"] = sorted({*held["launchers"], *(str(path) for path in wanted if path not in taken)})
        held["folders"] += [one for one in missing if one not in held["folders"]]
        place.mark(held)
        folder.mkdir(parents=True, exist_ok=True)
        for path, to in wanted.items():
            if not os.path.lexists(path):
                path.symlink_to(to)
    except OSError as error:
        return taken, error
    return taken, None


def ours(path: Path, to: Path) -> bool:
    """Is this the link that we made? It need not lead anywhere any more."""
    try:
        return path.is_symlink() and path.readlink() == to
    except OSError:
        return False


def unlink(place: Place) -> None:
    """Remove the links that are still ours."""
    held = place.marker() or {"launchers": []}
    for path in map(Path, held["launchers"]):
        if any(ours(path, command(place.root, name)) for name in FUNCTIONS):
            with suppress(OSError):
                path.unlink()


def on_path(folder: Path, environ: Mapping[str, str]) -> bool:
    return str(folder) in environ.get("PATH", "").split(os.pathsep)


def default_target(home: Path, environ: Mapping[str, str]) -> Path:
    """Give the folder that is installed into by itself. It is never that of the person's settings."""
    name = "codebinder-program"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / name
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / name
    said = environ.get("XDG_DATA_HOME", "")
    return (Path(said) if said.startswith("/") else home / ".local" / "share") / name
