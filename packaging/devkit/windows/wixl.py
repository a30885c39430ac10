"""Compiles the installer with Debian's wixl, for a look at it on Linux; what leaves the house is compiled on Windows.

wixl and its libraries lack a few things (authoring.py names them): `complete` adds them to the tables. They also end
with a memory fault on every text beyond Latin, so Chinese stands as code points here (`~4E2D`). Package code and times
are set by us: the same tree gives the same bytes.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

from devkit.talk import Stop
from devkit.windows import authoring
from devkit.windows.authoring import OLDER_FOUND, SECURE, Plan

TOOLS = ("wixl", "msiinfo", "msibuild", "msiextract")
MIGRATE_FEATURES = 1
_TEMPLATE = "x64;1033"


def missing() -> list[str]:
    """Give the tools of Debian's packages wixl and msitools that are not here."""
    return [name for name in TOOLS if shutil.which(name) is None]


def compile_msi(made: Plan, tree: Path, icon: Path, out: Path, epoch: int) -> None:
    """Compile `made`, whose files lie in `tree`, to `out`."""
    with tempfile.TemporaryDirectory(prefix="msi-") as folder:
        work = Path(folder)
        (work / "tree").symlink_to(tree.resolve())  # wixl finds files below the current folder only
        shutil.copyfile(icon, work / "codebinder.ico")
        (work / "codebinder.wxs").write_bytes(latin(authoring.source(made).decode()).encode())
        begun = int(time.time())
        defined = ["-D", "Wixl=1", "-D", "Tree=tree", "-D", "Icon=codebinder.ico"]
        tool(["wixl", "-a", "x64", *defined, "-o", "made.msi", "codebinder.wxs"], work)
        complete(work / "made.msi", made)
        data = _steady_times((work / "made.msi").read_bytes(), begun, epoch)
    out.write_bytes(data)


def tool(command: list[str], folder: Path) -> str:
    """Run one of the tools; Stop where it fails or complains, since they go on after what matters."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, errors="replace")
    said = done.stderr.strip()
    if done.returncode != 0 or "CRITICAL" in said or "WARNING" in said:
        raise Stop(f"{command[0]} failed ({done.returncode}): {said.splitlines()[-1] if said else 'without a word'}")
    return done.stdout


def latin(source: str) -> str:
    """Write what is beyond ASCII as code points, but for the paths from which files are read."""

    def plain(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith(" Source=") else stand_in(found[0])

    return re.sub(r' Source="[^"]*"|[^\x00-\x7f]+', plain, source)


def stand_in(text: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda letter: f"~{ord(letter[0]):04X}", text)


def complete(msi: Path, made: Plan) -> None:
    """Add what wixl leaves out: the search path, the migration of chosen features, a secure property, the code."""
    sequence = rows(msi, "InstallExecuteSequence")
    sequence += [["RemoveEnvironmentStrings", "", "3300"], ["WriteEnvironmentStrings", "", "5200"]]
    properties = [row for row in rows(msi, "Property") if row[0] != "SecureCustomProperties"]
    properties.append(["SecureCustomProperties", ";".join(sorted(SECURE))])
    upgrade = [
        [*row[:4], str(int(row[4]) | 1), *row[5:]] if row[6] == OLDER_FOUND else row for row in rows(msi, "Upgrade")
    ]
    name = "=-*PATH" if made.everybody else "=-PATH"
    header = "Environment\tName\tValue\tComponent_\r\ns72\tl255\tL255\ts72\r\nEnvironment\tEnvironment\r\n"
    _replace(msi, "Environment", header, [["Path", name, "[~];[APPLICATIONFOLDER]", "SearchPath"]])
    for table, changed in (("InstallExecuteSequence", sequence), ("Property", properties), ("Upgrade", upgrade)):
        _replace(msi, table, _header(msi, table), changed)
    code = "{" + made.package_code() + "}"
    tool(["msibuild", msi.name, "-s", f"{authoring.NAME} {made.version}", authoring.MAKER, _TEMPLATE, code], msi.parent)


def export(msi: Path, table: str) -> list[str]:
    """Give a table as lines of text; the first three describe it."""
    return tool(["msiinfo", "export", msi.name, table], msi.parent).replace("\r", "").removesuffix("\n").split("\n")


def rows(msi: Path, table: str) -> list[list[str]]:
    """Give a table's rows."""
    return [line.split("\t") for line in export(msi, table)[3:] if line]


def _header(msi: Path, table: str) -> str:
    return "".join(f"{line}\r\n" for line in export(msi, table)[:3])


def _replace(msi: Path, table: str, header: str, changed: list[list[str]]) -> None:
    idt = msi.parent / f"{table}.idt"
    idt.write_bytes((header + "".join("\t".join(row) + "\r\n" for row in changed)).encode("ascii"))
    tool(["msibuild", msi.name, "-i", idt.name], msi.parent)


def _steady_times(data: bytes, begun: int, epoch: int) -> bytes:
    """Write the commit's time in place of every time of this compilation: Windows counts from 1601, in 100 ns."""
    for second in range(begun, int(time.time()) + 1):
        data = data.replace(_windows_time(second), _windows_time(epoch))
    return data


def _windows_time(second: int) -> bytes:
    return struct.pack("<Q", (second + 11_644_473_600) * 10_000_000)
