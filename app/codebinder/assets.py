"""Finds the shipped resources and filing templates in a checkout, a wheel or a frozen app."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from codebinder.errors import Bug

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = ("wheel", "frozen")
_SHAPE = {"kind": str, "version": str, "commit": str, "epoch": int}
_LATEST = 1 << 37
"""Seconds; later than that a calendar has no day for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How this program came here: `kind` is wheel, frozen or checkout. In a checkout nothing else is known.

    `commit` is 40 hex digits, with `+` where the sources differed from it; `epoch` that commit's seconds (UTC).
    """

    kind: str = "checkout"
    version: str = ""
    commit: str = ""
    epoch: int = 0


def _places(packed: str, loose: str) -> tuple[Path, ...]:
    frozen = getattr(sys, "_MEIPASS", "")
    inside = (Path(frozen) / "codebinder" / packed,) if frozen else ()
    return (*inside, _PACKAGE / packed, _PACKAGE.parent.parent / loose)


def _find(packed: str, loose: str) -> Path:
    for place in _places(packed, loose):
        if place.is_dir():
            return place
    raise Bug(f"the folder {loose} is missing from this installation")


def resources() -> Path:
    """Give the folder `resources/` (rules, fonts, catalogues, help, samples, schemas)."""
    return _find("_resources", "resources")


def templates() -> Path:
    """Give the folder `filing_templates/`."""
    return _find("_filing_templates", "filing_templates")


def build() -> Build:
    """Tell what `build.json`, which packaging puts beside this module, says; a checkout has none. Of a damaged one only
    the kind is known, so that whoever checks the installation is told of the damage."""
    if not _AT_START:
        return Build()
    try:
        held: object = json.loads(_AT_START)
    except (ValueError, RecursionError):
        held = None
    fields = cast("dict[str, Any]", held) if isinstance(held, dict) else {}
    if {name: type(value) for name, value in fields.items()} == _SHAPE:
        made = Build(**fields)
        if made.kind in _INSTALLED and 0 <= made.epoch < _LATEST:
            return made
    return Build(kind="frozen" if getattr(sys, "frozen", False) else "wheel")


def replaced() -> bool:
    """Was the program exchanged for another build while it runs? What it loads from now on may be of the other one."""
    return _facts() not in {None, _AT_START}


def _facts() -> bytes | None:
    """Read that file; None where nobody can tell now what is in it."""
    place = Path(getattr(sys, "_MEIPASS", "") or _PACKAGE.parent) / "codebinder" / "build.json"
    try:
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError:
        return None


_AT_START = _facts() or b""


def program_folder() -> Path:
    """Give the folder that the program lies in: the one with the executables where it is frozen, or the folder Contents
    around that and everything else in an application for macOS."""
    if not getattr(sys, "frozen", False):
        return _PACKAGE.parent
    folder = Path(sys.executable).resolve().parent
    return folder.parent if folder.parts[-2:] == ("Contents", "MacOS") else folder
