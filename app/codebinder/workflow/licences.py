"""What ships with the program, at which version and under which licence, with every licence's full text."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from codebinder import __version__
from codebinder.assets import build, resources

_TEXT = re.compile(r"(?:^|/)[^/]*(?:licen[cs]e|copying|notice)[^/]*(?:$|/)", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".json", ".c", ".h")
_LOOSE = frozenset({"WenQuanYi Micro Hei"})
"""Components that no distribution holds, with the version that the list names."""
_OWN = {"Codebinder": __version__, "Python": sys.version.partition(" ")[0]}


class _Row(TypedDict):
    name: str
    licence: str
    version: NotRequired[str]
    inside: NotRequired[str]
    systems: NotRequired[list[str]]
    frozen: NotRequired[bool]
    texts: NotRequired[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component; `version` is empty where this computer's program comes without it.

    `inside` names the distribution that it was built into, which carries its texts where `own` names none.
    """

    name: str
    version: str
    licence: str
    own: tuple[str, ...]
    inside: str = ""

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give the licence's texts, each with its title."""
        folder = resources() / "licences"
        mine = tuple((name.rpartition("/")[2], _read((folder / name).read_bytes())) for name in self.own)
        return mine or _shipped(self.inside or self.name)


def parts() -> tuple[Part, ...]:
    """Give every component: our own first, then by name. What is built into others is that of this system."""
    rows = cast("list[_Row]", json.loads((resources() / "licences" / "components.json").read_text(encoding="utf-8")))
    made = (
        Part(
            name=row["name"], version=_version(row), licence=row["licence"], own=tuple(row.get("texts", ())),
            inside=row.get("inside", ""),
        )
        for row in rows
        if _here(row)
    )  # fmt: skip
    return tuple(sorted(made, key=lambda part: (part.name != "Codebinder", part.name.lower())))


def _here(row: _Row) -> bool:
    if row.get("frozen") and build().kind != "frozen":
        return False
    return "inside" not in row or sys.platform in row.get("systems", (sys.platform,))


def _version(row: _Row) -> str:
    """Give the version that is installed; that of the locks for what is no distribution of its own."""
    name = row["name"]
    if name in _OWN:
        return _OWN[name]
    if row.get("inside") or row.get("frozen"):
        return row.get("version", "")
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return row.get("version", "") if name in _LOOSE else ""
    except ValueError:  # what it says of itself is damaged; that it is there is known
        return "?"


def _shipped(name: str) -> tuple[tuple[str, str], ...]:
    """Give the texts that a distribution carries: those of its own licence first, of what is built into it after."""
    try:
        files = metadata.distribution(name).files or []
    except metadata.PackageNotFoundError:
        return ()
    texts: list[tuple[str, str]] = []
    for each in sorted(files, key=lambda file: (len(file.parts), str(file))):
        place = Path(each.locate())
        if _is_text(each.as_posix()) and place.is_file():
            texts.append((each.name, _read(place.read_bytes())))
    return tuple(texts)


def _is_text(name: str) -> bool:
    """Is this file a licence's text? The folder that it begins with bears the distribution's own name."""
    return bool(_TEXT.search(name.partition("/")[2] or name)) and not name.endswith(_CODE)


def _read(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").strip("\n")
