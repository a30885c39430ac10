"""Proves that the locks can be installed everywhere: a wheel for each supported system, under a licence we can ship.

Runs inside the virtual environment, as lock.py does. Only what the product itself needs has to have a fitting licence.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker

from devkit.lock import Locked, digests_for
from devkit.places import DEV_LOCK, PADES_LOCK, RUN_LOCK
from devkit.talk import Stop, say
from devkit.targets import TARGETS, Target

LINE = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)

READ_BY_HAND = {
    "pyrage": "MIT",  # the wheel's metadata says nothing, its licence file does
    "pywin32-ctypes": "BSD-3-Clause",  # installed on Windows only
    "tzdata": "Apache-2.0",  # likewise
}
COPYLEFT = re.compile(r"\b(AGPL|Affero|(?<!L)GPL|GNU General Public)", re.IGNORECASE)
FITTING = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|CC0|0BSD|HPND|Zlib|"
    r"Public Domain)\b|BSD-|MIT-|Apache-|LGPL-|MPL-",
    re.IGNORECASE,
)


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


def licences_of(name: str) -> tuple[str, ...]:
    """Give what an installed package says of its licence; some are known by hand."""
    if name in READ_BY_HAND:
        return (READ_BY_HAND[name],)
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return ()
    texts = [about.get("License-Expression") or "", (about.get("License") or "").partition("\n")[0]]
    texts += [one for one in about.get_all("Classifier", []) if one.startswith("License ::")]
    return tuple(filter(None, texts))


def licence_fault(texts: tuple[str, ...]) -> str | None:
    """Say what is wrong with a package's licence; an alternative that fits is enough."""
    if not texts:
        return "no licence is stated"
    if any(FITTING.search(text) for text in texts):
        return None
    if any(COPYLEFT.search(text) for text in texts):
        return "copyleft without an alternative"
    return f"unknown licence {texts[0]!r}"


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
    run, dev = {**locked(RUN_LOCK), **locked(PADES_LOCK)}, locked(DEV_LOCK)
    known = hashes(RUN_LOCK) | hashes(PADES_LOCK) | hashes(DEV_LOCK)
    faults = [fault for target in TARGETS for fault in check_target({**run, **dev}, known, target)]
    for name, (version, _) in run.items():
        texts = licences_of(name)
        fault = licence_fault(texts)
        say(f"{name:24} {version:14} {texts[0][:60] if texts else '-'}" + (f"   {fault}" if fault else ""))
        if fault:
            faults.append(f"{name}: {fault}")
    for fault in faults:
        say(f"FAULT {fault}")
    say(f"{len(TARGETS)} systems, {len(run)} packages of the product, {len(dev)} tools, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
