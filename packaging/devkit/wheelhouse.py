"""Makes the archive for machines without a network: every wheel of one system and Python, pip, and an installer.

Runs inside the virtual environment. pip fetches the wheels once, by the digests of the lock files, from whatever index
it is configured for; where they came from stands nowhere in the archive. A second run takes them from the cache.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name, parse_wheel_filename

from devkit import archives, building, licences, licences_facts, licences_rows, ownwheel, system, wheelhouse_facts
from devkit.places import CACHE, PACKAGING, PADES_LOCK, PIP_LOCK, ROOT, RUN_LOCK
from devkit.prepare import pip_env, pip_fault
from devkit.talk import Stop, say
from devkit.targets import PYTHONS, SYSTEMS, Target

PARTS = PACKAGING / "wheelhouse"
"""What goes into every archive as it is: install.py, its modules, and README.txt with words in braces."""
SUMS, FACTS, INSTALLER = "SHA256SUMS", "wheelhouse.json", "codebinder_installer"
ENTRY = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)(?: ; (.*?))?(?: \\)?$")
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PYTHON_COMMANDS = {"linux": "python{python}", "darwin": "python{python}", "win32": "py -{python}"}

LIBRARIES = textwrap.fill(
    " ".join(one.package for one in system.WINDOW), 110, initial_indent="  ", subsequent_indent="  "
)
WINDOW = ("The window needs these packages of Debian 12 or 13, which a desktop has already:\n{}\n",
          "窗口需要 Debian 12 或 13 的以下软件包，桌面环境通常已有：\n{}\n")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One package of a lock file, with the digests of its wheels for all systems."""

    name: str
    version: str
    marker: str = ""
    digests: frozenset[str] = frozenset()

    def wanted(self, target: Target) -> bool:
        return not self.marker or Marker(self.marker).evaluate(dict(target.markers))


def pins(lock: Path) -> dict[str, Pin]:
    """Read a lock file."""
    found: dict[str, Pin] = {}
    for block in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="ascii")):
        entry = ENTRY.match(block.partition("\n")[0])
        if entry:
            name, version, marker = entry.groups()
            digests = frozenset(DIGEST.findall(block))
            found[name] = Pin(name=name, version=version, marker=marker or "", digests=digests)
    return found


def wanted(lock: Path, target: Target) -> dict[str, Pin]:
    """Give what of a lock file `target` installs."""
    return {name: pin for name, pin in pins(lock).items() if pin.wanted(target)}


def fetched(chosen: Mapping[str, Pin], target: Target, cache: Path) -> dict[str, Path]:
    """Give the wheel of every package: from the cache where all are there, else as pip fetches them."""
    cache.mkdir(parents=True, exist_ok=True)
    here = matching(chosen, cache)
    if len(here) < len(chosen):
        say(f"{target.name}: fetching {len(chosen) - len(here)} wheels.")
        fetch({name: pin for name, pin in chosen.items() if name not in here}, target, cache)
        here = matching(chosen, cache)
    missing = sorted(set(chosen) - set(here))
    if missing:
        raise Stop(f"{target.name}: pip fetched no wheel with a locked digest for {', '.join(missing)}.")
    return here


def matching(chosen: Mapping[str, Pin], folder: Path) -> dict[str, Path]:
    """Give the wheels in `folder` that are locked, byte for byte; what is no longer asked for is left alone."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.whl")):
        name, version, *_ = parse_wheel_filename(path.name)
        pin = chosen.get(canonicalize_name(name))
        if pin and str(version) == pin.version and digest_of(path) in pin.digests:
            found[pin.name] = path
    return found


def fetch(chosen: Mapping[str, Pin], target: Target, folder: Path) -> None:
    """Let pip fetch wheels as `target` would take them. Markers are gone by now: pip would evaluate them for here."""
    with tempfile.TemporaryDirectory() as room:
        asked = Path(room) / "requirements.txt"
        asked.write_text("".join(map(requirement, chosen.values())), encoding="ascii")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest", str(folder)]
        command += [*target.options, "-r", str(asked)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace", env=pip_env())
    if done.returncode != 0:
        raise Stop(f"{target.name}: {pip_fault(done.stderr)}")


def requirement(pin: Pin) -> str:
    """Give a package's lines in a requirements file."""
    return f"{pin.name}=={pin.version}" + "".join(f" \\\n    --hash=sha256:{one}" for one in sorted(pin.digests)) + "\n"


def digest_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The wheels of one archive, by their packages' names: our own, what it needs, what certificates need, and pip."""

    own: Path
    run: Mapping[str, Path]
    pades: Mapping[str, Path]
    pip: Path


def chosen_for(target: Target, own: Path) -> Chosen:
    """Give every wheel that the lock files name for `target`."""
    run, pades = wanted(RUN_LOCK, target), wanted(PADES_LOCK, target)
    every = fetched({**run, **pades, **pins(PIP_LOCK)}, target, CACHE / "wheels" / target.name)
    picked = ({name: every[name] for name in sorted(names)} for names in (run, pades))
    return Chosen(own=own, run=next(picked), pades=next(picked), pip=every["pip"])


def lay_out(folder: Path, target: Target, chosen: Chosen, made: building.Build) -> None:
    """Lay out in the empty `folder` what the archive for `target` holds."""
    tools, wheels = folder / "tools", folder / "wheels"
    for place in (tools, wheels, folder / INSTALLER):
        place.mkdir()
    shutil.copyfile(chosen.pip, tools / chosen.pip.name)
    for path in (chosen.own, *chosen.run.values(), *chosen.pades.values()):
        shutil.copyfile(path, wheels / path.name)
    write_requirements(folder / "requirements.txt", [chosen.own, *chosen.run.values()])
    write_requirements(folder / "requirements-pades.txt", list(chosen.pades.values()))
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    shutil.copyfile(PARTS / "install.py", folder / "install.py")
    for path in sorted((PARTS / INSTALLER).glob("*.py")):
        shutil.copyfile(path, folder / INSTALLER / path.name)
    facts = wheelhouse_facts.facts(target, made, tools, wheels, set(chosen.pades))
    (folder / FACTS).write_text(json.dumps(facts, sort_keys=True, indent=1) + "\n", encoding="ascii", newline="\n")
    write_readme(folder / "README.txt", target, made, facts)
    write_licences(folder / "licences", target)
    write_sums(folder)


def write_requirements(path: Path, wheels: Sequence[Path]) -> None:
    text = "# The wheels of this archive, with their digests: what install.py hands to pip.\n"
    for wheel in wheels:
        name, version, *_ = parse_wheel_filename(wheel.name)
        text += requirement(Pin(name=name, version=str(version), digests=frozenset({digest_of(wheel)})))
    path.write_text(text, encoding="ascii", newline="\n")


def write_readme(path: Path, target: Target, made: building.Build, facts: Mapping[str, object]) -> None:
    """Write README.txt for one target: the words in braces filled in."""
    needs = int(str(facts["bytes"])) // 1_000_000
    words = {
        "{version}": made.version,
        "{python}": target.python,
        "{command}": PYTHON_COMMANDS[target.system].format(python=target.python),
        "{system}": wheelhouse_facts.called(target.system, facts, 0),
        "{system_zh}": wheelhouse_facts.called(target.system, facts, 1),
        "{megabytes}": str(needs),
        "{window}": WINDOW[0].format(LIBRARIES) if target.system == "linux" else "",
        "{window_zh}": WINDOW[1].format(LIBRARIES) if target.system == "linux" else "",
    }
    text = (PARTS / "README.txt").read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(word, value)
    path.write_text(text, encoding="utf-8", newline="\r\n" if target.system == "win32" else "\n")


def write_licences(folder: Path, target: Target) -> None:
    """Write the table of the parts that this target gets, with every text that does not come with its wheel."""
    rows = [
        row for row in licences_rows.rows(licences_facts.load()) if target.system in row.systems and row.kind != "tool"
    ]
    shipped = [row for row in rows if row.lock != "frozen"]  # those are in a frozen program alone
    folder.mkdir()
    (folder / "licences.csv").write_text(licences.as_csv(shipped), encoding="utf-8", newline="\n")
    for name in sorted({text for row in shipped for text in row.texts}):
        place = folder / name.removeprefix("../")
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "resources" / "licences" / name, place)


def write_sums(folder: Path) -> None:
    """Write the list that `sha256sum -c` reads: every file but itself."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{digest_of(folder / name)}  {name}\n" for name in names if name != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="ascii", newline="\n")


def archive_name(target: Target, version: str) -> str:
    return f"codebinder-{version}-wheelhouse-{target.name}"


def wheelhouse(target: Target, out: Path) -> Path:
    """Make the archive for one target in the folder `out`, and give its path."""
    made = building.build("wheel")
    top = archive_name(target, made.version)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as room:
        folder = Path(room) / top
        folder.mkdir()
        lay_out(folder, target, chosen_for(target, ownwheel.wheel(Path(room) / "own")), made)
        faults = wheelhouse_facts.faults(folder, target)
        if faults:
            raise Stop(f"{target.name}: {'; '.join(faults)}")
        packed, archive = Path(room) / "packed", out / f"{top}.{'zip' if target.system == 'win32' else 'tar.xz'}"
        if target.system == "win32":
            archives.zip_deflated(folder, packed, top=top, epoch=made.epoch)
        else:  # wheels are packed already: trying harder takes minutes and gains nothing
            archives.tar_xz(folder, packed, top=top, epoch=made.epoch, preset=0)
        packed.replace(archive)
    return archive


def main(arguments: Sequence[str]) -> int:
    """Make one archive, or with --all those of every system and Python."""
    parser = argparse.ArgumentParser(prog="dev.py wheelhouse")
    parser.add_argument("--system", choices=tuple(SYSTEMS), default=sys.platform)
    parser.add_argument("--python", choices=PYTHONS, default="{}.{}".format(*sys.version_info[:2]))
    parser.add_argument("--all", action="store_true", help="every system and Python that is supported")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    values = parser.parse_args(arguments)
    every = [Target(system, python) for system in SYSTEMS for python in PYTHONS]
    for target in every if values.all else [Target(values.system, values.python)]:
        archive = wheelhouse(target, values.out)
        say(f"{archive}  {archive.stat().st_size / 1e6:.1f} MB")
    return 0
