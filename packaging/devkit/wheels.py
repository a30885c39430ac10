"""Proves that the locks can be installed everywhere: a wheel for each supported system, under a licence we can ship.

Runs inside the virtual environment, as lock.py does. The licences are those of `dev.py licences`, faults alone.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from packaging.markers import Marker

from devkit.lock import Locked, digests_for
from devkit.places import DEV_LOCK, PADES_LOCK, RUN_LOCK
from devkit.talk import Stop, say
from devkit.targets import TARGETS, Target

LINE = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)


def locked(path: Path) -> dict[str, tuple[str, str]]:
    """Give version and marker of every package in a lock file."""
    text = path.read_text(encoding="ascii")
    return {name: (version, marker or "") for name, version, marker in LINE.findall(text)}


def hashes(path: Path) -> set[str]:
    return set(re.findall(r"--hash=sha256:([0-9a-f]{64})", path.read_text(encoding="ascii")))


def wanted(packages: dict[str, tuple[str, str]], target: Target) -> dict[str, tuple[str, str]]:
    """Give those of `packages` whose marker is true for `target`."""
    return {
        name: (version, marker)
        for name, (version, marker) in packages.items()
        if not marker or Marker(marker).evaluate(dict(target.markers))
    }


def check_target(packages: dict[str, tuple[str, str]], known: set[str], target: Target) -> list[str]:
    """Name what `target` cannot install with the locked digests."""
    chosen = wanted(packages, target)
    found = {name: Locked(name=name, version=version, needs=()) for name, (version, _) in chosen.items()}
    try:
        wheels = digests_for(found, set(found), target)
    except Stop as stop:
        return [f"{target.name}: {stop}"]
    faults = [
        f"{target.name}: {name}: {file} is not in the lock" for name, (file, one) in wheels.items() if one not in known
    ]
    say(f"{target.name}: {len(wheels)} wheels" + ("" if not faults else f", {len(faults)} faults"))
    return faults


def main() -> int:
    from devkit import licences, licences_facts  # they read the locks with what stands above

    run, dev = {**locked(RUN_LOCK), **locked(PADES_LOCK)}, locked(DEV_LOCK)
    known = hashes(RUN_LOCK) | hashes(PADES_LOCK) | hashes(DEV_LOCK)
    faults = [fault for target in TARGETS for fault in check_target({**run, **dev}, known, target)]
    faults += licences.faults(licences_facts.load())
    for fault in faults:
        say(f"FAULT {fault}")
    say(f"{len(TARGETS)} systems, {len(run)} packages of the product, {len(dev)} tools, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
