"""Writes what a frozen program says of the parts that others made: THIRD-PARTY-NOTICES.txt, every text in full, and the
bill of materials (devkit.sbom).

Called at the end of a freeze with the finished tree, before its list of files is written: `write(tree)`. It looks at
the tree itself: distributions by their metadata in `_internal`, libraries of the building system by their file names
(with versions where `licences/libraries.json` tells them: a list of objects with `file`, `package`, `version`). A part
that nobody has read about stops the freeze. All of it depends on the tree and on resources/licences alone.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.utils import canonicalize_name

from devkit import building, licences_gnu, licences_rows, notices_words, sbom
from devkit.building import Build
from devkit.licences_facts import Facts, is_text, load
from devkit.licences_rows import Row
from devkit.licences_rules import LICENCES, judge
from devkit.talk import Stop

FOLDER, FILE, LIBRARIES, TEXTS = "licences", "THIRD-PARTY-NOTICES.txt", "libraries.json", "texts"
INTERNAL = "_internal"
SHARED = re.compile(r"\.so(?:\.[0-9.]+)?$|\.dll$|\.dylib$", re.IGNORECASE)
MODULE = re.compile(r"\.(?:cpython-\d+[^/]*|abi3)\.so$|/lib-dynload/", re.IGNORECASE)
CRATE = "pkg:cargo/"
UNUSUAL = re.compile(r"[^A-Za-z0-9.+_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row as it is in a tree: its texts as (name below `licences/texts`, where they are), the files that are it."""

    row: Row
    texts: tuple[tuple[str, Path], ...] = ()
    files: tuple[str, ...] = ()


def write(tree: Path, made: Build | None = None) -> None:
    """Write `licences/` of a frozen tree: the notices and all texts. Stop where something has no licence or no text."""
    parts = parts_of(tree)
    faults = [*part_faults(parts), *licences_gnu.tree_faults(tree)]
    faults += licences_gnu.linked_faults(tree, {part.row.name for part in parts})
    if faults:
        raise Stop("The licences of the frozen program are not in order:\n" + "\n".join(f"  {one}" for one in faults))
    folder = tree / FOLDER
    folder.mkdir(exist_ok=True)
    shutil.rmtree(folder / TEXTS, ignore_errors=True)
    for name, path in sorted({pair for part in parts for pair in part.texts}):
        target = folder / TEXTS / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    made = made or building.build("frozen")
    (folder / FILE).write_text(notices_words.text(parts, made), encoding="utf-8", newline="\n")
    sbom.write(tree, made)


def parts_of(tree: Path, *, system: str = sys.platform, facts: Facts | None = None) -> list[Part]:
    """Give every part of a tree that others made, and ourselves: own rows, distributions, what is inside, libraries."""
    held = load() if facts is None else facts
    every = licences_rows.rows(held)
    found = shipped(tree)
    if strangers := sorted(set(found) - set(held)):
        raise Stop(f"{', '.join(strangers)}: in the tree, and in no lock")
    python = ".".join(map(str, sys.version_info[:3]))
    parts = [
        Part(row=replace(row, version=row.version or python), texts=tuple(own_texts(row)))
        for row in every
        if row.kind == "own"
    ]
    for row in every:
        name = row.inside or row.name
        if row.kind not in {"distribution", "inside"} or name not in found or system not in row.systems:
            continue
        if row.kind == "distribution":
            if row.version != found[name]:
                raise Stop(f"{name}: the tree holds {found[name]}, the locks name {row.version}")
            parts.append(Part(row=row, texts=(*own_texts(row), *carried(row))))
        else:
            parts.append(Part(row=row, texts=tuple(own_texts(row))))
    return [*parts, *libraries(tree, held)]


def shipped(tree: Path) -> dict[str, str]:
    """Give the distributions in a tree with their versions, by the folders of their metadata."""
    folders = [path.name.removesuffix(".dist-info") for path in (tree / INTERNAL).glob("*.dist-info")]
    return {str(canonicalize_name(name)): version for name, _, version in (one.partition("-") for one in folders)}


def own_texts(row: Row) -> Iterator[tuple[str, Path]]:
    """Give the texts that resources/licences keeps for a row; a crate's are the standard ones of what was taken."""
    crate = row.purl.startswith(CRATE)
    for name in notices_words.standard_texts(judge(row.licence).taken) if crate else row.texts:
        yield PurePosixPath(name.removeprefix("../")).as_posix(), (LICENCES / name).resolve()


def carried(row: Row) -> Iterator[tuple[str, Path]]:
    """Give the texts that a distribution carries itself, as it is installed here: a freeze takes it from there."""
    one = metadata.distribution(row.name)
    if one.version != row.version:
        raise Stop(f"{row.name}: {one.version} is installed here, the locks name {row.version}: run dev.py setup")
    for file in sorted(one.files or [], key=str):
        place = Path(str(one.locate_file(file)))
        if is_text(file.as_posix()) and place.is_file() and not licences_gnu.kept_out(row.name, file.as_posix()):
            below = re.sub(r"^[^/]+\.dist-info/(?:licenses/)?", "", file.as_posix())
            yield f"{row.name}-{row.version}/{below}", place


def libraries(tree: Path, facts: Facts) -> Iterator[Part]:
    """Give what the building system brought: shared libraries that belong to no distribution, by what they are."""
    known = {PurePosixPath(file).name for fact in facts.values() for one in fact["wheels"] for file in one["libraries"]}
    told = told_libraries(tree)
    rooms: dict[str, list[str]] = defaultdict(list)
    for name in shared_libraries(tree):
        base = PurePosixPath(name).name
        if base not in told and base in known:
            continue
        read = licences_rows.row_of(base)
        if read is None:
            raise Stop(f"{name}: a library that nobody has read about; resources/licences/read.toml, [[library]]")
        if read["name"] != "Python":  # an own row already
            rooms[told.get(base, {}).get("package", str(read["name"]))].append(name)
    for label, files in sorted(rooms.items()):
        base = PurePosixPath(files[0]).name
        yield library_part(label, files, told.get(base, {}), licences_rows.row_of(base) or {})


def library_part(label: str, files: list[str], told: Mapping[str, str], read: Mapping[str, Any]) -> Part:
    row = Row(
        kind="library", name=label, version=told.get("version", ""), licence=read["licence"], source=licences_rows.HAND,
        supplier=read["supplier"], texts=tuple(read["texts"]), purl=library_purl(label, told),
    )  # fmt: skip
    return Part(row=row, texts=tuple(own_texts(row)), files=tuple(files))


def told_libraries(tree: Path) -> dict[str, dict[str, str]]:
    """Give what the freeze wrote of the system's libraries, by file name."""
    path = tree / FOLDER / LIBRARIES
    if not path.is_file():
        return {}
    held = json.loads(path.read_text(encoding="utf-8"))
    every = held.get("libraries", held) if isinstance(held, dict) else held
    return {PurePosixPath(one["file"]).name: one for one in every}


def library_purl(label: str, told: Mapping[str, str]) -> str:
    if told.get("package") and told.get("version"):
        return f"pkg:deb/debian/{told['package']}@{told['version'].replace('+', '%2B').replace(':', '%3A')}"
    return f"pkg:generic/{UNUSUAL.sub('-', label.lower())}"


def shared_libraries(tree: Path) -> Iterator[str]:
    """Name the shared libraries of a tree that are no modules of Python's, links left out."""
    for path in sorted((tree / INTERNAL).rglob("*")):
        name = path.relative_to(tree).as_posix()
        if SHARED.search(name) and not MODULE.search(name) and path.is_file() and not path.is_symlink():
            yield name


def part_faults(parts: Iterable[Part]) -> Iterator[str]:
    """Name parts that may not go out, or without a text; a crate's is the standard one of its licence."""
    for part in parts:
        label = f"{part.row.name} {part.row.version}".strip()
        if fault := judge(part.row.licence).fault:
            yield f"{label}: {fault}"
        if not part.texts and part.row.kind != "inside":
            yield f"{label}: without the text of its licence"
