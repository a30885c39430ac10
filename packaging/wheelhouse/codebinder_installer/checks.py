"""Does the archive fit this machine? Looked at before anything is written."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import stat
import struct
import sys
import sysconfig
from pathlib import Path

from codebinder_installer.texts import Refused

NEEDED = ("bz2", "ctypes", "email", "http", "json", "lzma", "sqlite3", "ssl", "venv", "zlib")
EXTENSIONS = ("_bz2", "_ctypes", "_lzma", "_sqlite3", "_ssl", "zlib")
SYSTEMS = {"linux": "Linux", "win32": "Windows", "darwin": "macOS"}
LONGEST_ON_WINDOWS = 259
COMPILED = len("__pycache__/.cpython-311") + 1
SPARE = 50_000_000


def machine(facts: dict[str, object]) -> None:
    """Refuse a Python or a machine that the wheels are not for."""
    python = str(facts["python"])
    found = "{}.{}".format(*sys.version_info[:2])
    if sys.implementation.name != "cpython":
        raise Refused("implementation", found=sys.implementation.name, python=python)
    wanted = f"{SYSTEMS[str(facts['system'])]} {facts['machine']}"
    here = f"{SYSTEMS.get(sys.platform, sys.platform)} {platform.machine()}"
    if sys.platform != facts["system"] or platform.machine().lower() != str(facts["machine"]).lower():
        raise Refused("system", wanted=wanted, found=here)
    if struct.calcsize("P") != 8:
        raise Refused("system", wanted=wanted, found=f"{here}, 32 bit")
    if found != python:
        raise Refused("version", python=python, found=found)
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise Refused("free-threaded", python=python)
    missing = [name for name in (*NEEDED, *EXTENSIONS) if importlib.util.find_spec(name) is None]
    if missing:
        raise Refused("modules", names=", ".join(missing), python=python)
    release(facts)


def release(facts: dict[str, object]) -> None:
    """Refuse a system that is older than the wheels."""
    oldest = facts["oldest"]
    wanted = tuple(int(one) for one in oldest) if isinstance(oldest, list) else ()
    shown = ".".join(map(str, wanted))
    if sys.platform == "linux":
        name, found = "glibc", glibc()
        if not found:
            raise Refused("libc", wanted=shown)
    elif sys.platform == "darwin":
        name, found = "macOS", numbers(platform.mac_ver()[0])
    else:
        return
    if found < wanted:
        raise Refused("too-old", name=name, wanted=shown, found=".".join(map(str, found)))


def glibc() -> tuple[int, ...]:
    """Give the release of glibc; nothing where the C library is another one."""
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (OSError, ValueError):
        return ()
    return numbers(version) if name == "glibc" else ()


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())


def space(target: Path, needed: int) -> None:
    """Refuse where the disk has too little space. `target` need not be there yet."""
    free = shutil.disk_usage(nearest(target)).free
    if free < needed + SPARE:
        raise Refused("space", target=target, needed=(needed + SPARE) // 1_000_000, free=free // 1_000_000)


def nearest(path: Path) -> Path:
    """Give the folder itself, or the nearest one above it that is there."""
    return next(one for one in (path, *path.parents) if one.is_dir())


def length(target: Path, longest: int) -> None:
    """Refuse a folder under which Windows could not name every file."""
    inside = len(str(target / "versions" / "0.0.0-12345678-9" / "Lib" / "site-packages")) + 1 + longest + COMPILED
    if os.name == "nt" and inside > LONGEST_ON_WINDOWS:
        raise Refused("long", target=target)


def open_to_others(path: Path) -> bool:
    """Can everybody on this machine run the program `path`?"""
    real = Path(os.path.realpath(path))
    try:
        every = [one.stat().st_mode for one in (real, *real.parents)]
    except OSError:
        return False
    return all(mode & stat.S_IXOTH for mode in every)


def trusted(folder: Path) -> bool:
    """May programs of this folder be run? Root runs none that belong to somebody else, who could have changed them."""
    return os.name == "nt" or folder.lstat().st_uid in {0, os.geteuid()}
