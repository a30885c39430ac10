"""What an archive of wheels asks of a machine, and what is wrong with one: read from the wheels themselves."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from devkit.building import Build
from devkit.targets import MARKERS, SYSTEMS, Target

MANYLINUX = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
BLOCK = 4096
NAMES = {"linux": ("Linux, x86-64, glibc {}", "Linux，x86-64，glibc {}"),
         "win32": ("Windows, x64", "Windows，x64"),
         "darwin": ("macOS {}, Apple silicon", "macOS {}，Apple 芯片")}  # fmt: skip


def facts(target: Target, made: Build, tools: Path, wheels: Path, extra: set[str]) -> dict[str, object]:
    """Give what install.py has to know: for whom the archive is, and how much room it takes."""
    every = sorted(wheels.glob("*.whl"))
    (pip,) = tools.glob("pip-*.whl")
    return {
        "format": 1,
        "version": made.version,
        "commit": made.commit,
        "epoch": made.epoch,
        "system": target.system,
        "python": target.python,
        "machine": MARKERS[target.system]["platform_machine"],
        "oldest": list(oldest(target.system, every)),
        "pip": f"tools/{pip.name}",
        "bytes": sum(installed_size(path) for path in every if name_of(path) not in extra),
        "bytes_pades": sum(installed_size(path) for path in every if name_of(path) in extra),
        "longest": max(len(name) for path in every for name in members(path)),
    }


def called(system: str, known: Mapping[str, object], language: int) -> str:
    """Name a system with its oldest release, in English (0) or Chinese (1)."""
    oldest_one = known["oldest"]
    numbers = ".".join(map(str, oldest_one)) if isinstance(oldest_one, list) else ""
    return NAMES[system][language].format(numbers)


def name_of(path: Path) -> str:
    return canonicalize_name(parse_wheel_filename(path.name)[0])


def members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def oldest(system: str, wheels: Iterable[Path]) -> tuple[int, ...]:
    """Give the oldest glibc or macOS that all wheels run on; nothing for Windows."""
    return max((oldest_of_one(path.name, system) for path in wheels), default=())


def oldest_of_one(name: str, system: str) -> tuple[int, ...]:
    found: list[tuple[int, ...]] = []
    for tag in parse_wheel_filename(name)[3]:
        platform = tag.platform
        if system == "linux" and (numbers := re.fullmatch(r"manylinux_(\d+)_(\d+)_x86_64", platform)):
            found.append((int(numbers[1]), int(numbers[2])))
        elif system == "linux" and platform.partition("_")[0] in MANYLINUX:
            found.append(MANYLINUX[platform.partition("_")[0]])
        elif system == "darwin" and (numbers := re.fullmatch(r"macosx_(\d+)_(\d+)_(arm64|universal2)", platform)):
            found.append((max(11, int(numbers[1])), int(numbers[2])))
    return min(found, default=(11, 0) if system == "darwin" else (2, 17) if system == "linux" else ())


def installed_size(path: Path) -> int:
    """Give the bytes that a wheel takes on a disk once Python has compiled it (compiled modules are about as large)."""
    with zipfile.ZipFile(path) as archive:
        every = archive.infolist()
    total = sum(-(-one.file_size // BLOCK) * BLOCK for one in every)
    return total + sum(-(-one.file_size // BLOCK) * BLOCK for one in every if one.filename.endswith(".py"))


# -- what is wrong with one


def faults(folder: Path, target: Target) -> list[str]:
    """Name everything in an unpacked archive that does not fit its target or its own lists."""
    wheels = {name_of(path): path for path in sorted((folder / "wheels").glob("*.whl"))}
    asked = requirements_of(folder / "requirements.txt")
    extra = requirements_of(folder / "requirements-pades.txt")
    found = [f"{name}: listed and not there" for name in sorted((set(asked) | set(extra)) - set(wheels))]
    found += [f"{name}: there and not listed" for name in sorted(set(wheels) - set(asked) - set(extra))]
    found += [f"{name}: in both lists" for name in sorted(set(asked) & set(extra))]
    tags = set(tags_of(target))
    for name, path in wheels.items():
        if not parse_wheel_filename(path.name)[3] & tags:
            found.append(f"{path.name}: does not fit {target.name}")
        if {**asked, **extra}.get(name) != hashlib.sha256(path.read_bytes()).hexdigest():
            found.append(f"{path.name}: its digest is not the listed one")
    found += [f"{name}: needed and not among the wheels" for name in sorted(needed(wheels, asked, target) - set(asked))]
    every = {**asked, **extra}
    return found + [f"{name}: needed for certificates and not there"
                    for name in sorted(needed(wheels, every, target) - set(every))]  # fmt: skip


def requirements_of(path: Path) -> dict[str, str]:
    """Give the digest of every package in a requirements file of an archive."""
    text = path.read_text(encoding="ascii")
    return dict(re.findall(r"^([a-z0-9-]+)==\S+ \\\n    --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE))


def tags_of(target: Target) -> Iterator[Tag]:
    """Give every tag of wheels that `target` runs."""
    major, minor = map(int, target.python.split("."))
    platforms = SYSTEMS[target.system]
    if target.system == "darwin":
        platforms = (*platforms, *(one.replace("arm64", "universal2") for one in platforms), "macosx_10_9_universal2",
                     "macosx_10_12_universal2", "macosx_10_13_universal2", "macosx_10_15_universal2")  # fmt: skip
    yield from cpython_tags((major, minor), platforms=platforms)
    yield from compatible_tags((major, minor), f"cp{major}{minor}", platforms=platforms)


def needed(wheels: Mapping[str, Path], names: Iterable[str], target: Target) -> set[str]:
    """Give all that these packages ask for on `target`, by what their own metadata says."""
    reached, waiting, seen = set[str](), [(name, "") for name in names], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        reached.add(name)
        if (name, extra) in seen or name not in wheels:
            continue
        seen.add((name, extra))
        for one in map(Requirement, requires(wheels[name])):
            if one.marker is None or one.marker.evaluate({**target.markers, "extra": extra}):
                waiting += [(canonicalize_name(one.name), wanted) for wanted in ("", *sorted(one.extras))]
    return reached


def requires(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        (name,) = (one for one in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", one))
        return BytesParser().parsebytes(archive.read(name)).get_all("Requires-Dist", [])
