"""The Windows installer, compiled with wixl: its tables and files beside what was meant; put in, renewed and taken out
under Wine.

What stands in it is a stand-in for a Windows tree, and then the frozen tree of this system under Windows' names, since
Windows programs can be frozen on Windows alone. Wine is not Windows: it shows what the tables do, and nothing more.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from devkit import building, freezing, icons
from devkit.places import CACHE
from devkit.windows import authoring, claims, layout, looking, runtime, wixl
from devkit.windows.authoring import Plan
from helpers import windows_tree
from helpers.filing_job import Failed
from prove.ledger import Ledger

EPOCH = 1_700_000_000
USER = Path("drive_c/users")
INSIDE = Path("AppData/Local/Programs/Codebinder")
PERSONS = {
    "Documents/filing.codebinder": b"a workbook",
    "AppData/Local/codebinder/codebinder/keys.json": b"settings",
    "AppData/Local/Programs/Other/other.txt": b"another program",
    "AppData/Local/Programs/Codebinder/notes.txt": b"what a person put there",
}
"""What a person has, and no installer touches."""
PYTHONS = {"vcruntime140.dll", "vcruntime140_1.dll"}
"""What Python for Windows brings itself."""
WHEELS = "win32-3.12"
OLD_WINDOWS, WINDOWS_10 = "win7", "win10"
ERROR_INSTALL_FAILURE = 1603 % 256


def part(ledger: Ledger, folder: Path, values: argparse.Namespace) -> None:
    """Gather the evidence."""
    if wixl.missing():
        raise Failed("wixl and msitools are missing: apt-get install wixl msitools")
    icons.write(folder / "icons")
    icon = folder / "icons" / "codebinder.ico"
    stand_in(ledger, folder, icon)
    frozen(ledger, folder, icon, values.tree)
    wheels(ledger, folder)
    if shutil.which("wine") is None:
        ledger.skip("installed under Wine", "wine is missing: apt-get install wine wine64")
        return
    in_and_out(ledger, folder, icon)


def stand_in(ledger: Ledger, folder: Path, icon: Path) -> None:
    """Compile a small tree for one person and for everybody, twice each."""
    tree = windows_tree.write(folder / "stand-in")
    for everybody in (False, True):
        made = authoring.plan(layout.read(tree), "0.1.0", everybody=everybody)
        first, second = folder / "one.msi", folder / "two.msi"
        for out in (first, second):
            wixl.compile_msi(made, tree, icon, out, EPOCH)
            time.sleep(1.1)
        who = "everybody" if everybody else "one person"
        faults = looking.look(first, made)
        ledger.note(f"a stand-in for {who}: tables and files as meant", not faults, "; ".join(faults) or facts(made))
        same = first.read_bytes() == second.read_bytes()
        ledger.note(f"a stand-in for {who}: the same bytes twice", same, hashlib.sha256(first.read_bytes()).hexdigest())


def facts(made: Plan) -> str:
    return f"{len(made.tree.files)} files, {len(made.tree.folders)} folders"


def frozen(ledger: Ledger, folder: Path, icon: Path, given: Path | None) -> None:
    """Compile the whole frozen program."""
    source = given or building.FROZEN / freezing.NAME
    if not source.is_dir():
        source = freezing.freeze(folder / "frozen")
    tree = folder / "as-windows"
    shutil.copytree(source, tree, copy_function=os.link)
    for name in ("codebinder", "codebinder-desktop"):
        (tree / name).rename(tree / f"{name}.exe")
    made = authoring.plan(layout.read(tree), building.version())
    out = folder / "frozen.msi"
    begun = time.monotonic()
    wixl.compile_msi(made, tree, icon, out, EPOCH)
    seconds = time.monotonic() - begun
    faults = looking.look(out, made)
    size = f"{building.size_of(tree) / 1e6:.0f} MB in {out.stat().st_size / 1e6:.0f} MB, compiled in {seconds:.0f} s"
    ledger.note(
        "the frozen program: tables and files as meant", not faults, "; ".join(faults) or f"{facts(made)}, {size}"
    )
    longest = max(len(str(name)) for name, _ in made.tree.files)
    ledger.note(
        "the frozen program: no path too long for Windows", longest <= layout.LONGEST_NAME, f"{longest} letters"
    )


def wheels(ledger: Ledger, folder: Path) -> None:
    """Ask the locked wheels for Windows which of Microsoft's libraries they need and do not bring."""
    claim = "the locked wheels for Windows: Microsoft's runtime"
    found = sorted(CACHE.glob(f"wheels/{WHEELS}/*.whl"))
    if not found:
        ledger.skip(claim, "no wheels here: `dev.py wheels` fetches them")
        return
    tree = folder / "wheels"
    for path in found:
        with zipfile.ZipFile(path) as wheel:
            wheel.extractall(
                tree / "_internal", [name for name in wheel.namelist() if name.lower().endswith(runtime.SUFFIXES)]
            )
    libraries = runtime.binaries(tree)
    brought = {path.name.lower() for path in libraries} | PYTHONS
    lacking = sorted({each.name for each in runtime.unmet(tree)} - brought)
    told = f"{len(libraries)} libraries of {len(found)} wheels lack: {', '.join(lacking) or 'nothing'}"
    ledger.note(claim, not lacking, told)


KEY = "\0"
"""Stands for a key itself among its values."""
VALUE = re.compile(r'(?:@|"((?:[^"\\]|\\.)*)")="((?:[^"\\]|\\.)*)"')


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@dataclass(slots=True)
class Wine:
    """A Windows of its own in a folder."""

    prefix: Path

    def run(self, *command: str) -> tuple[int, str]:
        env = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        env |= {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEARCH": "win64", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["wine", *command], env=env, check=False, capture_output=True, timeout=300)
        return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")

    def msiexec(self, *words: str) -> int:
        return self.run("msiexec", *words, "/qn")[0]

    def registry(self) -> dict[tuple[str, str], str]:
        """Give every text among the person's keys, by key and name; the default value's name is ""."""
        self.run("reg", "export", "HKCU", "C:\\all.reg", "/y")
        found: dict[tuple[str, str], str] = {}
        key = ""
        for line in (self.prefix / "drive_c" / "all.reg").read_text(encoding="utf-16").split("\n"):
            if line.startswith("[HKEY_CURRENT_USER"):
                key = line.strip("[]").removeprefix("HKEY_CURRENT_USER").lstrip("\\")
                found[key, KEY] = ""
            elif (row := VALUE.fullmatch(line)) is not None:
                found[key, plain(row[1] or "")] = plain(row[2])
        return found

    def listed(self) -> list[str]:
        """Give the versions of ours in the list of programs."""
        said = self.run("reg", "query", "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "/s")[1]
        blocks = said.split("HKEY_LOCAL_MACHINE")
        return [
            line.split()[-1]
            for block in blocks
            if "Codebinder" in block
            for line in block.split("\n")
            if "DisplayVersion" in line
        ]

    @property
    def home(self) -> Path:
        return next(path for path in (self.prefix / USER).iterdir() if path.name != "Public")

    def files(self) -> dict[str, bytes]:
        """Give what lies in the program's folder, without what a person put there."""
        root = self.home / INSIDE
        found = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        return {name: data for name, data in found.items() if name != "notes.txt"}

    def shortcuts(self) -> int:
        return sum(path.name == "Codebinder.lnk" for path in self.home.rglob("*.lnk"))


def in_and_out(ledger: Ledger, folder: Path, icon: Path) -> None:
    """Put in, repair, renew, refuse the older, take out."""
    wine = Wine(folder / "wine")
    code, _ = wine.run("wineboot", "-i")
    if code != 0 or not (wine.prefix / USER).is_dir():
        ledger.skip("installed under Wine", "wine does not start here")
        return
    msis = {name: build(folder, icon, *each) for name, each in VERSIONS.items()}
    for name, data in PERSONS.items():
        path = wine.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    wine.run("winecfg", "-v", OLD_WINDOWS)
    code = wine.msiexec("/i", str(msis["old"][0]))
    ledger.note(
        "Wine as Windows 7: refused, nothing put in", code == ERROR_INSTALL_FAILURE and not wine.files(), f"{code}"
    )
    wine.run("winecfg", "-v", WINDOWS_10)
    put_in(ledger, wine, *msis["old"])
    (wine.home / INSIDE / "README.txt").unlink()
    # Windows' own words for `/famus`, which Wine does not carry out.
    code = wine.msiexec("/i", str(msis["old"][0]), "REINSTALL=ALL", "REINSTALLMODE=amus")
    whole = wine.files() == wanted(msis["old"][1])
    ledger.note("Wine: a repair brings a lost file back", code == 0 and whole, f"{code}")
    renewed(ledger, wine, msis)
    taken_out(ledger, wine, msis["new"][0])
    elsewhere(ledger, wine, msis)


VERSIONS: dict[str, tuple[str, dict[str, bytes]]] = {
    "old": ("0.1.0", {"_internal/gone/old-only.dll": b"MZold"}),
    "again": ("0.1.0", {"_internal/gone/old-only.dll": b"MZold", "README.txt": b"built anew\r\n"}),
    "new": ("0.2.0", {"_internal/new/new-only.dll": b"MZnew", "README.txt": b"newer\r\n"}),
}


def build(folder: Path, icon: Path, version: str, changed: dict[str, bytes]) -> tuple[Path, Plan]:
    tree = windows_tree.write(folder / f"tree-{len(list(folder.iterdir()))}", changed)
    made = authoring.plan(layout.read(tree), version)
    out = folder / f"{tree.name}.msi"
    wixl.compile_msi(made, tree, icon, out, EPOCH)
    return out, made


def wanted(made: Plan) -> dict[str, bytes]:
    return {wixl.stand_in(str(name)): path.read_bytes() for name, path in made.tree.files}


def put_in(ledger: Ledger, wine: Wine, msi: Path, made: Plan) -> None:
    begun = time.monotonic()
    code = wine.msiexec("/i", str(msi))
    seconds = time.monotonic() - begun
    ledger.note(
        "Wine: put in without a question", code == 0 and wine.files() == wanted(made), f"{code}, {seconds:.1f} s"
    )
    windows_home = f"C:\\users\\{wine.home.name}\\"
    top = windows_home + str(INSIDE).replace("/", "\\") + "\\"
    values = [*claims.associations(), *claims.app_paths()]
    held = wine.registry()
    meant = {(each.key, each.name): each.value.replace(claims.FOLDER, top) for each in values}
    wrong = [f"{key} {name}" for (key, name), value in meant.items() if held.get((key, name)) != value]
    ledger.note("Wine: the registry says what the program says", not wrong, "; ".join(wrong) or f"{len(values)} values")
    path = held.get(("Environment", "PATH"), "")
    ledger.note("Wine: the console finds the program", path.rstrip("\\") == top.rstrip("\\"), path)
    ledger.note("Wine: one entry in the start menu", wine.shortcuts() == 1, f"{wine.shortcuts()}")
    ledger.note("Wine: one entry in the list of programs", wine.listed() == ["0.1.0"], str(wine.listed()))


def renewed(ledger: Ledger, wine: Wine, msis: dict[str, tuple[Path, Plan]]) -> None:
    for name, claim in (("again", "the same version built anew replaces"), ("new", "a newer version replaces")):
        msi, made = msis[name]
        code = wine.msiexec("/i", str(msi))
        good = code == 0 and wine.files() == wanted(made) and wine.listed() == [made.version]
        ledger.note(f"Wine: {claim}, nothing of the older stays", good, f"{code}, {wine.listed()}")
        ledger.note(f"Wine: {claim}, what is the person's stays", kept(wine), "")
    code = wine.msiexec("/i", str(msis["old"][0]))
    good = code == ERROR_INSTALL_FAILURE and wine.files() == wanted(msis["new"][1]) and wine.listed() == ["0.2.0"]
    ledger.note("Wine: an older version is refused, and the newer stays whole", good, f"{code}, {wine.listed()}")


def kept(wine: Wine) -> bool:
    return all(
        (wine.home / name).is_file() and (wine.home / name).read_bytes() == data for name, data in PERSONS.items()
    )


def taken_out(ledger: Ledger, wine: Wine, msi: Path) -> None:
    code = wine.msiexec("/x", str(msi))
    root = wine.home / INSIDE
    left = sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) if root.exists() else []
    good = code == 0 and left == ["notes.txt"] and not wine.listed() and not wine.shortcuts()
    ledger.note("Wine: taken out, no file, menu or list entry of ours stays", good, f"{code}, {left} {wine.listed()}")
    held = wine.registry()
    values = [*claims.associations(), *claims.app_paths()]
    stays = [f"{each.key} {each.name}" for each in values if (each.key, each.name) in held]
    stays += [key for key, name in held if name == KEY and "codebinder" in key.lower()]
    path = held.get(("Environment", "PATH"), "")
    ledger.note("Wine: taken out, no value of ours stays", not stays and not path, f"{stays} {path}")
    ledger.note("Wine: taken out, what is the person's stays", kept(wine), f"{len(PERSONS)} files")


def elsewhere(ledger: Ledger, wine: Wine, msis: dict[str, tuple[Path, Plan]]) -> None:
    """Put it into a folder of one's own choice: renewing and removing find it there again."""
    root = wine.prefix / "drive_c" / "Tools" / "Binder"

    def held() -> dict[str, bytes]:
        return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}

    codes = [wine.msiexec("/i", str(msis["old"][0]), "APPLICATIONFOLDER=C:\\Tools\\Binder")]
    good = held() == wanted(msis["old"][1]) and not wine.files()
    codes.append(wine.msiexec("/i", str(msis["new"][0])))
    good = good and held() == wanted(msis["new"][1]) and not wine.files()
    ledger.note("Wine: put elsewhere, and renewed there without being told", good and not any(codes), f"{codes}")
    code = wine.msiexec("/x", str(msis["new"][0]))
    ledger.note("Wine: taken out of there, nothing stays", code == 0 and not root.exists(), f"{code}")
