"""Compiles the installer with WiX on Windows: `candle` and `light` of WiX 3.14, or `wix` of WiX 4 or 5.

NEVER RUN: there was no Windows. The source was compiled with wixl and validated against WiX 3's own schema. WiX 4 and 5
read another dialect: their own `wix convert` writes the source anew first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from devkit.talk import Stop
from devkit.windows import authoring
from devkit.windows.authoring import Plan

EXPECTED = ("ICE40", "ICE60", "ICE61", "ICE91")
"""Checks of WiX that warn of what is meant: REINSTALLMODE is set, fonts carry no language, a build of the same version
replaces, and files lie in the profile of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wix:
    """Where the compilers are: `candle` and `light`, or `wix` alone."""

    candle: str = ""
    light: str = ""
    wix: str = ""


def find(environ: Mapping[str, str]) -> Wix | None:
    """Look on PATH, and where the installer of WiX 3 says that it is."""
    folder = environ.get("WIX", "")
    places = os.pathsep.join([environ.get("PATH", ""), *([folder, os.path.join(folder, "bin")] if folder else [])])  # noqa: PTH118 - an empty part must stay empty
    candle, light, wix = (shutil.which(name, path=places) for name in ("candle", "light", "wix"))
    if candle and light:
        return Wix(candle=candle, light=light)
    return Wix(wix=wix) if wix else None


def compile_msi(made: Plan, tree: Path, icon: Path, out: Path, tools: Wix) -> None:
    """Compile `made`, whose files lie in `tree`, to `out`."""
    with tempfile.TemporaryDirectory(prefix="msi-") as folder:
        work = Path(folder)
        (work / "codebinder.wxs").write_bytes(authoring.source(made))
        for command in commands(tools, tree.resolve(), icon.resolve(), work):
            done = subprocess.run(command, cwd=work, check=False, capture_output=True, text=True, errors="replace")
            if done.returncode != 0:
                said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
                raise Stop(f"{Path(command[0]).name} stopped:\n{said}")
        shutil.move(work / "codebinder.msi", out)


def commands(tools: Wix, tree: Path, icon: Path, work: Path) -> list[list[str]]:
    """Give the calls, one after the other."""
    if tools.wix:
        defined = ["-d", f"Tree={tree}", "-d", f"Icon={icon}"]
        return [
            [tools.wix, "convert", "codebinder.wxs"],
            [tools.wix, "build", "-arch", "x64", *defined, "-o", str(work / "codebinder.msi"), "codebinder.wxs"],
        ]
    defined = [f"-dTree={tree}", f"-dIcon={icon}"]
    quiet = [f"-sice:{name}" for name in EXPECTED]
    return [
        [tools.candle, "-nologo", "-arch", "x64", *defined, "-out", "codebinder.wixobj", "codebinder.wxs"],
        [tools.light, "-nologo", "-spdb", "-dcl:high", *quiet, "-out", "codebinder.msi", "codebinder.wixobj"],
    ]
