"""Writes the lock files: exact versions, a digest for every supported system, markers, and no address of anything.

Runs inside the virtual environment (it needs the `packaging` library). pip does all the looking up, by its public
reports, with whatever index it is configured for; what it is told about a wheel is kept, where it came from is not.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from devkit.places import DEV_LOCK, PADES_LOCK, PIP_LOCK, ROOT, RUN_LOCK, SOURCE_LOCK
from devkit.talk import Stop, say
from devkit.targets import TARGETS, Target, marker_for

HEADER = """\
# Written by `python3 packaging/dev.py lock`; do not edit.
# Install with: pip install --require-hashes --no-deps {options}-r {name}
"""
SOURCE_ONLY = frozenset({"bagit"})  # published without a wheel; pure Python, and a test tool only


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock, and what it asks for."""

    name: str
    version: str
    needs: tuple[str, ...]


def declared() -> tuple[list[str], list[str], list[str]]:
    """Give the requirements of the product, of its extra `pades` and of the tools, as pyproject.toml says them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    product = settings["project"]
    return product["dependencies"], product["optional-dependencies"]["pades"], settings["dependency-groups"]["dev"]


def pip_report(arguments: list[str]) -> dict[str, object]:
    """Ask pip what it would install, and install nothing."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--no-input"]
        command += ["--only-binary", ":all:", "--report", str(report), *arguments]
        command += [word for name in SOURCE_ONLY for word in ("--no-binary", name)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            words = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            raise Stop("pip: " + (words[-1] if words else done.stderr[-500:]))
        return json.loads(report.read_text(encoding="utf-8"))


def resolve(requirements: list[str], pins: dict[str, str]) -> dict[str, Locked]:
    """Resolve until every package that any supported system asks for is in: markers of this machine hide some."""
    extra: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("".join(f"{name}=={version}\n" for name, version in pins.items()), encoding="utf-8")
        while True:
            report = pip_report([*requirements, *extra, "--constraint", str(constraints)])
            found = {locked.name: locked for locked in map(read_item, report["install"])}  # type: ignore[arg-type]
            missing = wanted_anywhere(requirements, found) - set(found)
            if not missing:
                return found
            extra += sorted(missing)


def read_item(item: dict[str, dict[str, object]]) -> Locked:
    about = item["metadata"]
    return Locked(
        name=canonicalize_name(str(about["name"])),
        version=str(about["version"]),
        needs=tuple(str(one) for one in about.get("requires_dist", ())),  # type: ignore[attr-defined]
    )


def closure(requirements: list[str], found: dict[str, Locked], target: Target) -> set[str]:
    """Which packages does `target` install for `requirements`? Names that were not resolved are included."""
    reached: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(one), "") for one in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({**target.markers, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        reached.add(name)
        for wanted in ("", *sorted(requirement.extras)):
            if name in found and (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(Requirement(need), wanted) for need in found[name].needs]
    return reached


def wanted_anywhere(requirements: list[str], found: dict[str, Locked]) -> set[str]:
    return set().union(*(closure(requirements, found, target) for target in TARGETS))


def digests_for(found: dict[str, Locked], names: set[str], target: Target) -> dict[str, tuple[str, str]]:
    """Give for each package the file name and SHA-256 of the wheel that `target` would take."""
    pinned = [f"{name}=={found[name].version}" for name in sorted(names)]
    with tempfile.TemporaryDirectory() as folder:
        report = pip_report(["--no-deps", "--target", folder, *target.options, *pinned])
    wheels: dict[str, tuple[str, str]] = {}
    for item in report["install"]:  # type: ignore[attr-defined]
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        file_name = re.split(r"[/\\]", item["download_info"]["url"])[-1]
        wheels[canonicalize_name(item["metadata"]["name"])] = (file_name, digest)
    return wheels


def write(path: Path, names: set[str], found: dict[str, Locked], where: dict[str, set[Target]],
          digests: dict[str, set[str]]) -> None:  # fmt: skip
    lines = [HEADER.format(name=path.name, options="")]
    for name in sorted(names):
        marker = marker_for(where[name])
        head = f"{name}=={found[name].version}" + (f" ; {marker}" if marker else "")
        lines.append(" \\\n".join([head, *(f"    --hash=sha256:{one}" for one in sorted(digests[name]))]) + "\n")
    path.write_text("".join(lines), encoding="ascii", newline="\n")


def write_sources(requirements: list[str], pins: dict[str, str]) -> None:
    """Write the lock of what is built here from source, without a build environment that would be fetched."""
    lines = [HEADER.format(name=SOURCE_LOCK.name, options="--no-build-isolation ")]
    exact = [f"{name}=={pins[name]}" if (name := canonicalize_name(Requirement(one).name)) in pins else one
             for one in requirements]  # fmt: skip
    for item in pip_report(["--no-deps", *exact])["install"]:  # type: ignore[attr-defined]
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        about = item["metadata"]
        lines.append(f"{canonicalize_name(about['name'])}=={about['version']} \\\n    --hash=sha256:{digest}\n")
    SOURCE_LOCK.write_text("".join(lines), encoding="ascii", newline="\n")


def write_pip(pins: dict[str, str]) -> None:
    """Write the lock of pip itself, for machines whose Python comes without it."""
    exact = f"pip=={pins['pip']}" if "pip" in pins else "pip"
    (item,) = pip_report(["--no-deps", exact])["install"]  # type: ignore[misc]
    digest = item["download_info"]["archive_info"]["hashes"]["sha256"]  # type: ignore[index]
    text = f"pip=={item['metadata']['version']} \\\n    --hash=sha256:{digest}\n"  # type: ignore[index]
    PIP_LOCK.write_text(HEADER.format(name=PIP_LOCK.name, options="") + text, encoding="ascii", newline="\n")


def current_pins() -> dict[str, str]:
    """Give the versions of the present lock files, so that a new lock moves nothing that need not move."""
    pins: dict[str, str] = {}
    for path in (RUN_LOCK, PADES_LOCK, DEV_LOCK, SOURCE_LOCK, PIP_LOCK):
        if path.exists():
            pins.update(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", path.read_text(encoding="ascii"), re.MULTILINE))
    return pins


def installed_pins() -> dict[str, str]:
    from importlib.metadata import distributions

    moved = {"pip", "setuptools"}  # these came with the virtual environment
    every = {canonicalize_name(one.metadata["Name"]): one.version for one in distributions()}
    return {name: version for name, version in every.items() if name not in moved}


def main(arguments: list[str]) -> int:
    """Write all locks. `--upgrade` forgets the present versions; `--installed` starts from what is installed."""
    pins = {} if "--upgrade" in arguments else installed_pins() if "--installed" in arguments else current_pins()
    run, pades, everything = declared()
    dev = [one for one in everything if canonicalize_name(Requirement(one).name) not in SOURCE_ONLY]
    write_sources([one for one in everything if one not in dev], pins)
    write_pip(pins)
    found = resolve([*run, *pades, *dev], pins)
    run_names = wanted_anywhere(run, found)
    pades_names = wanted_anywhere(pades, found) - run_names
    where: dict[str, set[Target]] = defaultdict(set)
    digests: dict[str, set[str]] = defaultdict(set)
    for target in TARGETS:
        names = closure([*run, *pades, *dev], found, target)
        for name, (_, digest) in digests_for(found, names, target).items():
            where[name].add(target)
            digests[name].add(digest)
        say(f"{target.name}: {len(names)} packages")
    write(RUN_LOCK, run_names, found, where, digests)
    write(PADES_LOCK, pades_names, found, where, digests)
    write(DEV_LOCK, set(where) - run_names - pades_names, found, where, digests)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
