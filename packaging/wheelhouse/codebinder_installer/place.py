"""The folder of an installation: what lies where, who is at work in it, and which version is the present one.

    codebinder-install.json   marks the folder as ours, and names what was written outside of it
    current                   the name of the version in use: one small file, replaced in one step
    versions/NAME/            one virtual environment each, made where it stays, since it can't be moved
    bin/                      the launchers, which look into `current` every time
    install.py, codebinder_installer/   a copy of the installer, for --uninstall

Until `current` is replaced the old version is the present one; after that the new one is. Nothing in between.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codebinder_installer.texts import Refused

MARKER, POINTER, LOCK, VERSIONS, BIN = "codebinder-install.json", "current", "install.lock", "versions", "bin"
BEGINNINGS = {LOCK, f"{MARKER}.new"}
"""What a very first installation that was killed, or that has only just begun, may have left."""
COPIED = ("install.py", "codebinder_installer")
FACTS = "wheelhouse.json"
FULL = {errno.ENOSPC, errno.EDQUOT}
OURS = "codebinder-wheelhouse"
VERSION = re.compile(r"[0-9][A-Za-z0-9.+_-]*-[0-9]+(?:\.gone)?")
"""What a version's folder is called; `.gone` where a look at whether it is in use was cut short."""


@dataclass(frozen=True, slots=True)
class Place:
    """One installation."""

    root: Path

    @property
    def versions(self) -> Path:
        return self.root / VERSIONS

    def current(self) -> Path | None:
        """Give the folder of the version in use."""
        try:
            name = (self.root / POINTER).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        folder = self.versions / name
        return folder if re.fullmatch(r"[A-Za-z0-9.+_-]+", name) and folder.is_dir() else None

    def facts(self) -> dict[str, object]:
        """Give what the version in use says of itself; nothing where none is, or it is damaged."""
        folder = self.current()
        try:
            return dict(json.loads((folder / FACTS).read_text(encoding="ascii"))) if folder else {}
        except (OSError, ValueError):
            return {}

    def marker(self) -> dict[str, list[str]] | None:
        """Give what was written outside of the folder; None where the folder is not ours."""
        try:
            held = json.loads((self.root / MARKER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(held, dict) or held.get("what") != OURS:
            return None
        return {name: [str(one) for one in held.get(name, ())] for name in ("launchers", "folders")}

    def mark(self, held: dict[str, list[str]]) -> None:
        text = json.dumps({"what": OURS, "format": 1, **held}, indent=1, sort_keys=True) + "\n"
        replace(self.root / MARKER, text.encode())

    def fresh(self, version: str) -> Path:
        """Give the name of a new version's folder; it is not made yet."""
        number = 1
        while os.path.lexists(self.versions / f"{version}-{number}"):
            number += 1
        return self.versions / f"{version}-{number}"

    def others(self) -> list[Path]:
        """Give every folder of a version but the one in use: earlier ones, and what a killed installation left.

        Whatever else lies there (a file manager's own, a link, somebody's folder) is none of ours.
        """
        kept = self.current()
        every = sorted(self.versions.iterdir()) if self.versions.is_dir() else []
        folders = [one for one in every if one != kept and one.is_dir() and not one.is_symlink()]
        return [one for one in folders if VERSION.fullmatch(one.name)]


@contextmanager
def claimed(root: Path) -> Iterator[Place]:
    """Make the folder ours, or see that it is, and let nobody else work in it meanwhile.

    The lock goes with its holder, however that ends. Whatever else lies in the folder gets a sentence.
    """
    place = Place(root)
    try:
        missing = [str(one) for one in (root, *root.parents) if not one.exists()]
        root.mkdir(parents=True, exist_ok=True)
        lying = {one.name for one in root.iterdir()}  # before the marker is read: it comes first
        if lying - BEGINNINGS and place.marker() is None:
            raise Refused("foreign", target=root)
        missing += [str(root)] if lying and not missing else []  # begun by one of ours that was killed
        handle = (root / LOCK).open("a+b")
    except OSError as error:
        raise refusal(error, root) from None
    with handle:
        # Who removed the installation meanwhile took the file away as well, and this lock would hold nothing.
        if not try_lock(handle.fileno()) or not (root / LOCK).exists():
            raise Refused("busy", target=root)
        try:
            place.mark(place.marker() or {"launchers": [], "folders": missing})
        except OSError as error:
            raise refusal(error, root) from None
        yield place


def refusal(error: OSError, root: Path) -> Refused:
    """Put what the system refused into a sentence."""
    if error.errno in FULL:
        return Refused("full", target=root)
    return Refused("unwritable", target=root, why=error.strerror or type(error).__name__)


def try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def replace(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a small file in one step, under the person's umask; the disk has it before its name has."""
    beside = path.with_name(f"{path.name}.new")
    with suppress(FileNotFoundError):
        beside.unlink()
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with open(descriptor, "wb") as out:  # noqa: PTH123 - a descriptor, so that the mode is right from the start
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def switch(place: Place, folder: Path) -> None:
    """Make a version the present one: from this moment on the launchers start it."""
    if hasattr(os, "sync"):
        os.sync()  # all of it is on the disk before the name is
    replace(place.root / POINTER, (folder.name + os.linesep).encode("ascii"))


def copy_installer(archive: Path, place: Place) -> None:
    """Lay the installer into the installation, for removing it when the archive is gone."""
    if archive == place.root:
        return
    package = place.root / COPIED[1]
    package.mkdir(exist_ok=True)
    for path in sorted((archive / COPIED[1]).glob("*.py")):
        replace(package / path.name, path.read_bytes())
    replace(place.root / COPIED[0], (archive / COPIED[0]).read_bytes())


def in_use(folder: Path) -> bool:
    """Does a program run from here? Linux tells, Windows holds on to the files, macOS lists what was started."""
    if os.name == "nt":
        aside = folder.with_name(f"{folder.name}.gone")
        try:
            folder.rename(aside)
            aside.rename(folder)
        except OSError:
            return True
        return False
    if sys.platform == "darwin":
        done = subprocess.run(["/bin/ps", "-axww", "-o", "command="], capture_output=True, check=False)
        return os.fsencode(folder) + b"/" in done.stdout
    inside = os.fsencode(os.path.realpath(folder)) + b"/"
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if inside in (process / "maps").read_bytes():
                return True
    return False


def sweep(place: Place) -> list[Path]:
    """Remove the versions that are not in use; give what had to stay."""
    left: list[Path] = []
    for folder in place.others():
        if in_use(folder):
            left.append(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return left
