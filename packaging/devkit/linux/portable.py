"""`dev.py portable`: the frozen tree as an archive that runs from any folder, without an administrator."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devkit import archives, building, filelist
from devkit.linux import deb, depends, facts, shares
from devkit.talk import Stop, complain, say


def name_of(version: str) -> str:
    return f"{facts.NAME}-{version}-linux-x86_64.tar.xz"


def portable(tree: Path, out: Path, *, preset: int = 6) -> Path:
    """Write the archive of a frozen tree into `out`; give its path. `preset` is xz's."""
    made = facts.tree(tree)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portable-", dir=out) as folder:
        stage = Path(folder) / "stage"
        shutil.copytree(made.folder, stage, symlinks=True)
        shares.put(shares.share(made, made.version, facts.PROGRAMS[1]), stage / "share")
        (stage / "README.txt").write_bytes(readme(made, stage / "README.txt"))
        filelist.write(stage)
        packed = Path(folder) / "packed.tar.xz"
        archives.tar_xz(stage, packed, top=f"{facts.NAME}-{made.version}", epoch=made.epoch, preset=preset)
        target = packed.replace(out / name_of(made.version))
    say(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def readme(made: facts.Tree, frozen: Path) -> bytes:
    """Give what is to be known of the portable program, and after it what the frozen tree says of itself."""
    asks = depends.relations(made.folder).depends
    libc = next((each for each in asks if each.startswith("libc6 ")), "").partition(">= ")[2].rstrip(")")
    plain = deb.folded(" ".join(each.split(" ")[0] for each in asks)).replace("\n", "\n    ")
    text = deb.template("README-portable.txt", VERSION=made.version, DEPENDS=plain, GLIBC=libc)
    return text + (b"\n\n" + frozen.read_bytes() if frozen.is_file() else b"")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py portable")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    parser.add_argument("--tree", type=Path, metavar="FROZEN", help="a frozen tree; else one is made")
    values = parser.parse_args(arguments)
    try:
        portable(deb.frozen(values.tree), values.out.resolve())
    except Stop as stop:
        complain(str(stop))
        return stop.code
    return 0
