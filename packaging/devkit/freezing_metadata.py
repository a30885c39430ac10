"""Writes what the frozen program knows of its distributions: versions, entry points and licences, and nothing else.

An installed distribution's own record names the folder that it was installed to and digests of scripts that hold a
path of the machine; so every record is written anew, and lists just what goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path, PurePosixPath

from devkit import licences_facts

KEPT = ("METADATA", "entry_points.txt")
LEFT_OUT = ("DarkGarden", "bitstream-vera")
"""Licences of ReportLab's own fonts, one of them the GPL: none of these fonts is inside."""


def write(work: Path, distributions: Iterable[metadata.Distribution]) -> list[tuple[str, str]]:
    """Write the metadata below `work`; give (file, folder inside) of everything."""
    names: dict[str, list[str]] = {}
    for module, owners in sorted(metadata.packages_distributions().items()):
        for owner in owners if module.isidentifier() else ():
            names.setdefault(owner, []).append(module)
    pairs: list[tuple[str, str]] = []
    for one in distributions:
        pairs += write_one(work, one, sorted(set(names.get(one.metadata["Name"], []))))
    return pairs


def write_one(work: Path, one: metadata.Distribution, names: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Write the folder of one distribution: those files of its own that are kept, the names of its modules (which a
    crash report may tell), and a record of what goes in."""
    files = sorted(one.files or [], key=str)
    info = next(path.parts[0] for path in files if path.parts[0].endswith(".dist-info"))
    kept = [path for path in files if path.as_posix() in {f"{info}/{name}" for name in KEPT} or is_licence(path)]
    lines: list[str] = []
    pairs: list[tuple[str, str]] = []
    for path in kept:
        copy = work / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(Path(one.locate_file(path)).read_bytes())
        pairs.append((str(copy), PurePosixPath(path).parent.as_posix()))
        lines.append(f"{path.as_posix()},{f'{path.hash.mode}={path.hash.value}' if path.hash else ''},\n")
    if names:
        (work / info / "top_level.txt").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        pairs.append((str(work / info / "top_level.txt"), info))
        lines.append(f"{info}/top_level.txt,,\n")
    record = work / info / "RECORD"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text("".join([*lines, f"{info}/RECORD,,\n"]), encoding="utf-8")
    return [*pairs, (str(record), info)]


def is_licence(path: PurePosixPath) -> bool:
    if path.name.startswith(LEFT_OUT):
        return False
    return licences_facts.is_text(path.as_posix()) and ".." not in path.parts
