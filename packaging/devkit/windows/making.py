"""`dev.py msi`: freezes, signs, compiles, signs. On Windows for people to install; on Linux for a look at the recipe.

NEVER RUN on Windows. packaging/windows/README.md leads through it and lists what to look at after the first time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from devkit import building, filelist, freezing, icons
from devkit.places import WINDOWS
from devkit.talk import Stop, complain, say
from devkit.windows import authoring, layout, looking, runtime, signing, wix, wixl
from devkit.windows.claims import CONSOLE, WINDOW


def name(version: str, *, everybody: bool = False) -> str:
    """Give the installer's file name."""
    return f"codebinder-{version}-windows-x64{'-machine' if everybody else ''}.msi"


def msi(out: Path, tree: Path | None = None, *, everybody: bool = False) -> Path:
    """Make the installer in `out` from `tree`, or from a fresh one; give its path."""
    signer = signing.configured(os.environ)
    compiler = ready(os.environ, frozen=tree is not None)
    if tree is None:
        tree = freezing.freeze(building.FROZEN)
    tree = tree.resolve()
    if WINDOWS:
        complete(tree)
        seal(tree, signer)
    made = authoring.plan(layout.read(tree), building.version(), everybody=everybody)
    out.mkdir(parents=True, exist_ok=True)
    target = out / name(made.version, everybody=everybody)
    with tempfile.TemporaryDirectory(prefix="msi-") as folder:
        icons.write(Path(folder))
        icon = Path(folder) / "codebinder.ico"
        if compiler is None:
            wixl.compile_msi(made, tree, icon, target, building.build("frozen").epoch)
            faults = looking.look(target, made)
            if faults:
                target.unlink()
                raise Stop("The compiled installer is not what was meant: " + "; ".join(faults[:5]))
            say("Compiled with wixl and looked into: as it was meant. It is for a look only; give nobody this file.")
        else:
            wix.compile_msi(made, tree, icon, target, compiler)
            signing.sign([target], signer)
    say(f"{target}: {len(made.tree.files)} files, {target.stat().st_size / 1e6:.0f} MB")
    return target


def ready(environ: Mapping[str, str], *, frozen: bool) -> wix.Wix | None:
    """Give WiX, or None for wixl; Stop with one sentence about everything that is missing."""
    if not WINDOWS:
        lacking = wixl.missing()
        if lacking:
            raise Stop(f"{', '.join(lacking)} missing: apt-get install wixl msitools")
        if not frozen:
            raise Stop("Windows programs are frozen on Windows alone; --tree names a tree to compile here.")
        return None
    found = wix.find(environ)
    if found is None:
        raise Stop(
            "WiX is missing: unpack the ZIP of binaries of WiX 3.14 anywhere, set the variable WIX to that folder, and "
            "run this again in a new window."
        )
    return found


def complete(tree: Path) -> None:
    """Stop where the tree would only start on a developer's machine."""
    copied = runtime.settle(tree)
    if copied:
        say(f"Copied to where every library finds it: {', '.join(copied)}")
    with tempfile.TemporaryDirectory(prefix="first-run-") as empty:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "CODEBINDER"))}
        command = [str(tree / CONSOLE), "--version"]
        done = subprocess.run(
            command, cwd=empty, env=env, check=False, capture_output=True, text=True, errors="replace"
        )
    if done.returncode != 0 or building.version() not in done.stdout:
        said = (done.stderr or done.stdout).strip().splitlines() or ["without a word"]
        raise Stop(f"The frozen program does not start ({done.returncode}): {said[-1]}")


def seal(tree: Path, signer: signing.Signer | None) -> None:
    """Sign our two programs, and write the list of files anew: some have changed."""
    signing.sign([tree / CONSOLE, tree / WINDOW], signer)
    filelist.write(tree)


def main(arguments: Sequence[str]) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="dev.py msi")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    parser.add_argument("--tree", type=Path, metavar="FROZEN", help="a frozen tree that is there already")
    parser.add_argument("--per-machine", action="store_true", help="for everybody; an administrator installs it")
    values = parser.parse_args(arguments)
    try:
        msi(values.out.resolve(), values.tree, everybody=values.per_machine)
    except Stop as stop:
        complain(str(stop))
        return stop.code
    return 0
