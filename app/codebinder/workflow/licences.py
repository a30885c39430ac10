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
from codebinder.assets import resources

_TEXT = re.compile(r"(?:^|[/\\])[^/\\]*(?:licen[cs]e|copying|notice)[^/\\]*(?:$|[/\\])", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".json")
_OWN = {"Codebinder": __version__, "Python": sys.version.partition(" ")[0]}


class _Row(TypedDict):
    name: str
    licence: str
    version: NotRequired[str]
    texts: NotRequired[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component; `version` is empty where this computer's program comes without it."""

    name: str
    version: str
    licence: str
    own: tuple[str, ...]

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give the licence's texts, each with its title."""
        folder = resources() / "licences"
        mine = tuple((name.rpartition("/")[2], _read((folder / name).read_bytes())) for name in self.own)
        return mine or _shipped(self.name)


def parts() -> tuple[Part, ...]:
    """Give every component: our own first, then by name."""
    rows = cast("list[_Row]", json.loads((resources() / "licences" / "components.json").read_text(encoding="utf-8")))
    made = (
        Part(
            name=row["name"], version=row.get("version", "") or _version(row["name"]), licence=row["licence"],
            own=tuple(row.get("texts", ())),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(made, key=lambda part: (part.name != "Codebinder", part.name.lower())))


def _version(name: str) -> str:
    if name in _OWN:
        return _OWN[name]
    try:
        return metadata.version("pyside6-essentials" if name == "Qt" else name)
    except metadata.PackageNotFoundError:
        return ""


def _shipped(name: str) -> tuple[tuple[str, str], ...]:
    """Give the texts that a distribution carries: those of its own licence first, of what is built into it after."""
    try:
        files = metadata.distribution(name).files or []
    except metadata.PackageNotFoundError:
        return ()
    texts: list[tuple[str, str]] = []
    for each in sorted(files, key=lambda file: (len(file.parts), str(file))):
        place = Path(each.locate())
        if _TEXT.search(str(each)) and not str(each).endswith(_CODE) and place.is_file():
            texts.append((each.name, _read(place.read_bytes())))
    return tuple(texts)


def _read(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").strip("\n")
