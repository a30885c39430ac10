"""`dev.py deb`: the frozen tree as a Debian package, the same bytes for the same tree.

dpkg-deb packs what stands in a folder that is made here: the tree in /opt/codebinder, links to its programs in
/usr/bin, and below /usr/share what a desktop and a person read. No debhelper, no configuration, no service.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from codebinder.ui.frame import mimetypes
from devkit import building, freezing
from devkit.linux import depends, facts, shares
from devkit.places import PACKAGING
from devkit.talk import Stop, complain, say

ROOM = PACKAGING / "linux"
SCRIPTS = ("preinst", "prerm")
COMPRESSION = ("-Zxz", "-z6")
"""Blocks of their own, so the bytes do not follow from the number of processors. zstd -19 takes 6 % more room and as
long; it unpacks in a second instead of four."""


def name_of(version: str) -> str:
    return f"{facts.NAME}_{version}_amd64.deb"


def deb(tree: Path, out: Path, *, version: str = "", compression: Sequence[str] = COMPRESSION) -> Path:
    """Write the package of a frozen tree into `out`; give its path. `version` is for tests of upgrades only: another
    one than the tree's own in what the package says of itself."""
    if shutil.which("dpkg-deb") is None:
        raise Stop("dpkg-deb is not here: a .deb is built on Debian or Ubuntu.")
    made = facts.tree(tree)
    version = version or made.version
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="deb-", dir=out) as folder:
        stage = Path(folder) / "stage"
        fill(stage, made, version)
        steady(stage, made.epoch)
        packed = Path(folder) / "packed.deb"
        command = ["dpkg-deb", *compression, "--root-owner-group", "--build", str(stage), str(packed)]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(made.epoch), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            raise Stop(f"dpkg-deb stopped: {(done.stderr.strip().splitlines() or ['without a word'])[-1]}")
        target = packed.replace(out / name_of(version))
    say(f"{target}: {target.stat().st_size / 1e6:.1f} MB, {installed_size(made) / 1e6:.0f} MB installed")
    return target


def fill(stage: Path, made: facts.Tree, version: str) -> None:
    """Lay out every file as it will stand below the root, and the control files beside it."""
    home = stage.joinpath(*facts.HOME.strip("/").split("/"))
    shutil.copytree(made.folder, home, symlinks=True)
    (stage / "usr" / "bin").mkdir(parents=True)
    for name in facts.PROGRAMS:
        (stage / "usr" / "bin" / name).symlink_to(f"{facts.HOME}/{name}")
    share = shares.share(made, version, mimetypes.INSTALLED)
    doc = f"doc/{facts.NAME}"
    share[f"{doc}/copyright"] = template("copyright", YEARS=str(made.day.year))
    share[f"{doc}/changelog.gz"] = shares.packed(changelog(made, version))
    share[f"lintian/overrides/{facts.NAME}"] = template("lintian-overrides")
    shares.put(share, stage / "usr" / "share")
    if (made.folder / "licences").is_dir():
        (stage / "usr" / "share" / doc / "licences").symlink_to(f"{facts.HOME}/licences")
    control = {"control": control_file(made, version, installed_size_of(stage)), "md5sums": md5sums(stage)}
    control.update({name: template(name, VERSION=version) for name in SCRIPTS})
    shares.put(control, stage / "DEBIAN")
    for name in SCRIPTS:
        (stage / "DEBIAN" / name).chmod(0o755)


def template(name: str, **values: str) -> bytes:
    text = (ROOM / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text.encode()


def control_file(made: facts.Tree, version: str, kilobytes: int) -> bytes:
    asks = depends.relations(made.folder)
    rows = [
        f"Package: {facts.NAME}",
        f"Version: {version}",
        "Architecture: amd64",
        f"Maintainer: {facts.MAINTAINER}",
        f"Installed-Size: {kilobytes}",
        f"Depends: {', '.join(asks.depends)}",
        f"Recommends: {', '.join(asks.recommends)}",
        f"Suggests: {', '.join(asks.suggests)}",
        "Section: devel",
        "Priority: optional",
        f"Description: {facts.SUMMARY[0].lower()}{facts.SUMMARY[1:]}",
        *(
            " ." if not line else f" {line}"
            for line in "\n\n".join(map(folded, facts.paragraphs(facts.DESCRIPTION))).split("\n")
        ),
        "",
    ]
    return "\n".join(rows).encode()


def folded(text: str, width: int = 76) -> str:
    """Break a paragraph into lines as a control file has them."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def changelog(made: facts.Tree, version: str) -> bytes:
    """Give the changelog as Debian's tools read it."""
    rows = [f"{facts.NAME} ({version}) unstable; urgency=medium", ""]
    for each in facts.news(made.version):
        first, *others = folded(each, 72).split("\n")
        rows += [f"  * {first}", *(f"    {line}" for line in others)]
    stamp = made.day.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return "\n".join([*rows, "", f" -- {facts.MAINTAINER}  {stamp}", ""]).encode()


def md5sums(stage: Path) -> bytes:
    """Give what `dpkg --verify` compares with; that list knows no better digest."""
    rows: list[str] = []
    for path in sorted(stage.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
            rows.append(f"{digest}  {path.relative_to(stage).as_posix()}\n")
    return "".join(rows).encode()


def installed_size_of(stage: Path) -> int:
    """Give kilobytes as the policy counts them: files rounded up to whole ones, one for everything else."""
    return sum(
        -(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1 for path in stage.rglob("*")
    )


def installed_size(made: facts.Tree) -> int:
    return building.size_of(made.folder)


def steady(stage: Path, epoch: int) -> None:
    """Give everything one time, and modes that do not follow from who builds."""
    for path in (stage, *stage.rglob("*")):
        if path.is_symlink():
            os.utime(path, (epoch, epoch), follow_symlinks=False)
            continue
        run = path.stat().st_mode & 0o100 and ".so" not in path.suffixes  # the loader asks no library for that bit
        path.chmod(0o755 if path.is_dir() or run else 0o644)
    for path in sorted(stage.rglob("*"), reverse=True):
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    os.utime(stage, (epoch, epoch))


def frozen(given: Path | None) -> Path:
    """Give the tree that is named, or the one of `dev.py freeze`, made anew."""
    return given.resolve() if given is not None else freezing.freeze(building.FROZEN)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py deb")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    parser.add_argument("--tree", type=Path, metavar="FROZEN", help="a frozen tree; else one is made")
    values = parser.parse_args(arguments)
    try:
        deb(frozen(values.tree), values.out.resolve())
    except Stop as stop:
        complain(str(stop))
        return stop.code
    return 0
