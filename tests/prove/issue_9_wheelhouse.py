"""The archive for machines without a network: made, unpacked and used where there is no network at all."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from devkit import building, ownwheel, system, wheelhouse, wheelhouse_facts
from devkit.targets import TARGETS, Target
from helpers.filing_job import Failed
from prove import clean_roots
from prove.ledger import Ledger

MINE = Target("linux", "{}.{}".format(*sys.version_info[:2]))
SUITES = {"bookworm": "3.11", "trixie": "3.13"}
LATER = "99.0.0"
"""The version that the same program pretends to have here, to be upgraded to."""
KILLS = 12
STARTED = 6.0
CONNECT = (
    "import socket; s = socket.socket(); s.settimeout(2)\n"
    "try:\n    s.connect(('127.0.0.1', 9)); print('connected')\nexcept OSError as fault:\n    print(fault.strerror)\n"
    "print(sorted(line.split(':')[0].strip() for line in open('/proc/net/dev') if ':' in line))"
)


@dataclass(slots=True)
class Person:
    """Somebody with an empty home, on a machine without network interfaces, whose environment says nothing more."""

    home: Path
    python: str

    def words(self, *command: object, **more: str) -> list[str]:
        given = [f"{name}={value}" for name, value in {"HOME": str(self.home), "PATH": os.defpath, **more}.items()]
        return ["unshare", "-n", "--", "env", "-i", "-C", str(self.home), *given, *map(str, command)]

    def run(self, *command: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.words(*command, **more), capture_output=True, text=True, check=False, timeout=600)

    def install(self, archive: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.python, archive / "install.py", *options)

    def command(self, name: str = "codebinder") -> Path:
        return self.home / ".local" / "bin" / name

    def version(self) -> str:
        done = self.run(self.command(), "--version")
        return done.stdout.strip() if done.returncode == 0 else f"{done.returncode}: {done.stderr[-200:]}"


def part(ledger: Ledger, folder: Path, values: argparse.Namespace) -> None:
    """Gather the evidence."""
    targets = list(TARGETS) if values.all else [MINE]
    archives = {target: made(ledger, target, folder / "archives") for target in targets}
    again(ledger, archives[MINE], folder / "again")
    tree = unpacked(archives[MINE], folder / "unpacked #1 %41 家")
    person = Person(home=folder / "a person's 家", python=str(getattr(sys, "_base_executable", sys.executable)))
    person.home.mkdir()
    no_network(ledger, person)
    installed(ledger, person, tree)
    later = raised(tree, folder / "later")
    upgraded(ledger, person, tree, later)
    killed(ledger, person, tree, later)
    removed(ledger, person, tree)
    for suite in values.suite or (SUITES if values.all else ["bookworm"]):
        target = Target("linux", SUITES[suite])
        archive = archives.get(target) or made(ledger, target, folder / "archives")
        in_clean_root(ledger, suite, archive, folder)


# -- the archives


def made(ledger: Ledger, target: Target, out: Path) -> Path:
    """Make one archive, and look at everything in it again, from the outside."""
    begun = time.monotonic()
    archive = wheelhouse.wheelhouse(target, out)
    took = time.monotonic() - begun
    tree = unpacked(archive, out / "looked at")
    faults = wheelhouse_facts.faults(tree, target)
    listed = (tree / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    faults += [line for line in listed if sha256(tree / line[66:]) != line[:64]]
    digests = {sha256(path) for path in (tree / "wheels").iterdir() if not path.name.startswith("codebinder-")}
    locks = (wheelhouse.RUN_LOCK, wheelhouse.PADES_LOCK)
    locked = set().union(*(pin.digests for lock in locks for pin in wheelhouse.pins(lock).values()))
    faults += [f"{one} is in no lock" for one in digests - locked]
    count = sum(len(wheelhouse.wanted(lock, target)) for lock in locks)
    faults += [] if len(digests) == count else [f"{len(digests)} wheels for {count} locked packages"]
    faults += [f"{path.name}: an address" for path in tree.glob("*.*") if path.suffix in {".txt", ".json"}
               and re.search(r"https?://|file:", path.read_text(encoding="utf-8"))]  # fmt: skip
    facts = json.loads((tree / "wheelhouse.json").read_bytes())
    figures = f"{archive.stat().st_size / 1e6:.1f} MB, {count} wheels and ours, made in {took:.0f} s"
    figures += f", needs {wheelhouse_facts.called(target.system, facts, 0)}, {facts['bytes'] / 1e6:.0f} MB"
    ledger.note(f"{archive.name} is whole and fits", not faults, "; ".join([figures, *faults[:3]]))
    shutil.rmtree(tree.parent)
    return archive


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack an archive into a new folder, and give the one folder in it."""
    folder.mkdir(parents=True)
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    return tree


def sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def again(ledger: Ledger, archive: Path, out: Path) -> None:
    made_before = building.build("wheel")
    other = wheelhouse.wheelhouse(MINE, out)
    same = sha256(archive) == sha256(other)
    if not same and building.build("wheel") != made_before:
        ledger.skip("a second archive is the same byte for byte", "the checkout changed meanwhile")
        return
    ledger.note("a second archive is the same byte for byte", same, sha256(archive))


# -- a machine without a network


def no_network(ledger: Ledger, person: Person) -> None:
    said = person.run(person.python, "-I", "-c", CONNECT).stdout.splitlines()
    ledger.note("where this runs nothing can be reached", said[:1] == ["Network is unreachable"], "; ".join(said))


def installed(ledger: Ledger, person: Person, tree: Path) -> None:
    begun = time.monotonic()
    done = person.install(tree)
    took = time.monotonic() - begun
    size = building.size_of(person.home / ".local") / 1e6
    ledger.note("install.py under `env -i` and `unshare -n`", done.returncode == 0, f"{took:.1f} s, {size:.0f} MB")
    if done.returncode != 0:
        raise Failed(done.stderr)
    version = building.version()
    ledger.note("codebinder --version", person.version() == f"codebinder {version}", person.version())
    begun = time.monotonic()
    done = person.run(person.command(), "demo", "--out", person.home / "demo")
    ledger.note("codebinder demo", "INTACT" in done.stdout, f"{time.monotonic() - begun:.1f} s {done.stderr[-300:]}")
    verified(ledger, person)
    window(ledger, person)


def verified(ledger: Ledger, person: Person) -> None:
    (package,) = (person.home / "demo" / "package").rglob("*.zip")
    done = person.run(person.command(), "verify", package, "--level", "full")
    line = next((one for one in done.stdout.splitlines() if "INTACT" in one), done.stderr[-200:])
    ledger.note(f"codebinder verify of the demo's package, by {person.version()}", done.returncode == 0, line.strip())


def window(ledger: Ledger, person: Person) -> None:
    """Start the window offscreen on the demo's workbook, see that it stays, and end it."""
    (workbook,) = (person.home / "demo").glob("*.codebinder")
    words = person.words(person.command("codebinder-desktop"), workbook, QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(STARTED)
        maps = Path(f"/proc/{running.pid}/maps").read_text(encoding="utf-8") if running.poll() is None else ""
        running.send_signal(signal.SIGTERM)
        said = running.communicate(timeout=60)[1]
    shown = all(word in maps for word in ("libQt6Widgets", "libqoffscreen", str(person.home)))
    ledger.note("a window starts offscreen and stays", shown and not said, f"{STARTED:.0f} s {said[-300:]}")


def raised(tree: Path, folder: Path) -> Path:
    """Lay out the same archive once more, with our own wheel at a higher version."""
    source = folder / "source"
    ownwheel.copy_tracked(source)
    for name in ("pyproject.toml", "app/codebinder/__init__.py"):
        text = (source / name).read_text(encoding="utf-8")
        (source / name).write_text(text.replace(f'"{building.version()}"', f'"{LATER}"', 1), encoding="utf-8")
    made_now = replace(building.build("wheel"), version=LATER)
    own = ownwheel.hatched(source, made_now, folder / "own")
    extra = wheelhouse_facts.requirements_of(tree / "requirements-pades.txt")
    others = {wheelhouse_facts.name_of(path): path for path in (tree / "wheels").glob("*.whl")}
    others.pop("codebinder")
    (pip,) = (tree / "tools").iterdir()
    chosen = wheelhouse.Chosen(
        own=own, pip=pip, run={name: path for name, path in others.items() if name not in extra},
        pades={name: others[name] for name in extra},
    )  # fmt: skip
    later = folder / "archive"
    later.mkdir()
    wheelhouse.lay_out(later, MINE, chosen, made_now)
    return later


def upgraded(ledger: Ledger, person: Person, tree: Path, later: Path) -> None:
    begun = time.monotonic()
    done = person.install(later, "--pades")
    took = f"{time.monotonic() - begun:.1f} s"
    ledger.note(f"an upgrade to {LATER}", person.version() == f"codebinder {LATER}", f"{took} {done.stderr[-200:]}")
    verified(ledger, person)
    (workbook,) = (person.home / "demo").glob("*.codebinder")
    done = person.run(person.command(), "list", workbook, "filings")
    ledger.note("the workbook from before opens in it", done.returncode == 0, done.stderr[-200:])
    said = person.run(person.command(), "--version", "--verbose").stdout
    (line,) = (one.strip() for one in said.splitlines() if "X.509" in one)
    ledger.note("certificates, which were asked for, are there", "not installed" not in line, line)
    done = person.install(tree)
    kept = person.version() == f"codebinder {LATER}"
    ledger.note("a downgrade is refused with one sentence", done.returncode == 3 and kept, done.stderr.strip()[-300:])


def killed(ledger: Ledger, person: Person, tree: Path, later: Path) -> None:
    """Kill upgrades at random moments: whatever is there then starts."""
    assert person.install(tree, "--allow-downgrade").returncode == 0
    begun = time.monotonic()
    assert person.install(tree).returncode == 0
    length = time.monotonic() - begun
    draw, seen, wrong = random.Random(9), list[str](), list[str]()
    for number in range(KILLS):
        words = person.words(person.python, later / "install.py")
        with subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            time.sleep(draw.uniform(0.02, 1.25) * length)
            os.killpg(running.pid, signal.SIGKILL)
        said = person.version()
        seen.append(said)
        if said not in {f"codebinder {building.version()}", f"codebinder {LATER}"}:
            wrong.append(f"kill {number}: {said}")
        if said == f"codebinder {LATER}":
            person.install(tree, "--allow-downgrade")
    figures = f"{sum(said.endswith(LATER) for said in seen)} of {len(seen)} with the new one already; {wrong[:2]}"
    ledger.note(f"{KILLS} upgrades killed at random: the old version starts, or the new one", not wrong, figures)
    done = person.install(later)
    versions = [path.name for path in (person.home / ".local/share/codebinder-program/versions").iterdir()]
    whole = done.returncode == 0 and len(versions) == 1 and person.version() == f"codebinder {LATER}"
    ledger.note("the next run mends everything, and leaves one version", whole, f"{versions} {done.stderr[-200:]}")


def removed(ledger: Ledger, person: Person, tree: Path) -> None:
    done = person.install(tree, "--uninstall")
    left = sorted(path.relative_to(person.home).as_posix() for path in person.home.rglob("*") if path.is_file())
    data = [name for name in left if name.startswith(("demo/", ".cache/codebinder/", ".config/codebinder/"))]
    told = "Your own data was left alone" in done.stdout
    ledger.note("removed: only the person's own files are left", left == data and told, f"{len(left)} files of theirs")
    (package,) = (person.home / "demo" / "package").rglob("*.zip")
    ledger.note("and the workbook and package are among them", package.is_file(), done.stdout.strip()[-330:])


# -- clean systems


def in_clean_root(ledger: Ledger, suite: str, archive: Path, folder: Path) -> None:
    """Install in a system with Python and git and nothing else: no pip, no ensurepip, no library of the window's."""
    root = clean_roots.clean(suite, folder)
    root.apt("update")
    root.apt("install", "--no-install-recommends", "python3", "git")
    tree = f"/{unpacked(archive, root.there('/srv/archive')).relative_to(root.path)}"
    probe = "import importlib.util as u; print([n for n in ('pip', 'ensurepip', 'setuptools') if u.find_spec(n)])"
    had = root.run("python3", "-c", probe).text.strip()
    ledger.note(f"a clean {suite} has neither pip nor ensurepip", had == "[]", had)

    def person(*words: str) -> clean_roots.Said:
        return root.run(*words, user=clean_roots.USER, network=False, check=False)

    done = person("python3", f"{tree}/install.py")
    ledger.note(f"installed in a clean {suite} by a person", done.code == 0, f"{done.seconds:.1f} s {last(done.text)}")
    lacking = next((line for line in done.text.splitlines() if "the window needs a library" in line), "")
    ledger.note("it says which library the window lacks", bool(lacking), lacking)
    done = person(f"{clean_roots.HOME}/.local/bin/codebinder", "demo", "--out", f"{clean_roots.HOME}/demo")
    ledger.note(f"codebinder demo in a clean {suite}", "INTACT" in done.text, f"{done.seconds:.1f} s {last(done.text)}")
    root.apt("install", "--no-install-recommends", *(one.package for one in system.WINDOW))
    start = [
        "timeout",
        str(STARTED),
        "env",
        "QT_QPA_PLATFORM=offscreen",
        f"{clean_roots.HOME}/.local/bin/codebinder-desktop",
    ]
    done = person(*start)
    ledger.note("with the libraries of README.txt the window starts and stays", done.code == 124, last(done.text))
    done = person("python3", f"{clean_roots.HOME}/.local/share/codebinder-program/install.py", "--uninstall")
    left = [path.name for path in root.there(f"{clean_roots.HOME}/.local").rglob("*")]
    ledger.note(f"removed from a clean {suite}", done.code == 0 and not left, f"{left[:5]} {last(done.text)}")
    everybody(ledger, root, tree)
    shutil.rmtree(root.path)


def everybody(ledger: Ledger, root: clean_roots.Root, tree: str) -> None:
    """Have the machine's keeper install for all, under the tightest umask, and another person use it."""
    words = f"umask 077; exec python3 {tree}/install.py --target /opt/codebinder"
    done = root.run("sh", "-c", words, network=False, check=False)
    said = root.run("codebinder", "--version", user=clean_roots.USER, network=False, check=False).text.strip()
    ledger.note("installed by root for everybody", said.startswith("codebinder "), f"{said} {last(done.text)}")
    remove = ("python3", "/opt/codebinder/install.py", "--uninstall")
    done = root.run(*remove, user=clean_roots.USER, network=False, check=False)
    told = "who installed it can" in done.text
    ledger.note("which another person can't remove", done.code == 3 and told, last(done.text))
    done = root.run(*remove, network=False, check=False)
    gone = not root.there("/opt/codebinder").exists() and not any(root.there("/usr/local/bin").iterdir())
    ledger.note("and root can", done.code == 0 and gone, last(done.text))


def last(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1][-300:]
