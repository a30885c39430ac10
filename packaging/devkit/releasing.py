"""`dev.py release`: everything that this system can make of one commit, in one folder that appears whole.

    dev.py release [--out DIR] [--targets NAME,... | none] [--draft] [--sign-with COMMAND]
    dev.py release --check DIR

The folder is DIR/codebinder-<version>; it is made beside it and gets its name by one rename, after the same checks as
`--check` makes. Two releases of one commit are the same, byte for byte, but for signatures.

`--sign-with COMMAND` is run in the new folder with SHA256SUMS as its last word (or in the place of a word `{}`), and
leaves its signature beside it as SHA256SUMS.<something>: "gpg --batch --armor --detach-sign", "minisign -Sm",
"openssl pkeyutl -sign -rawin -inkey KEY.pem -out SHA256SUMS.sig -in". No key is read here.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import building, licences, licences_rows, releasing_check, releasing_words, sbom, sums
from devkit.building import Build
from devkit.places import ROOT
from devkit.talk import Stop, heading, say, until_stopped
from devkit.targets import TARGETS, Target

LICENCES_CSV = "codebinder-{version}-licences.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person asked for."""

    out: Path
    targets: tuple[Target, ...] = TARGETS
    draft: bool = False
    sign: str = ""


Maker = Callable[[Path, Path, Wish], None]
"""Makes artefacts in the first folder; the second is for what is left behind, and passes from one to the next."""


def here() -> Build:
    return building.build("wheel")


def release(wish: Wish, makers: Sequence[tuple[str, Maker]], *, now: Callable[[], Build] = here) -> Path:
    """Make a release; give its folder. Nothing is left where anything stops it. `now` tells what is checked out."""
    made = now()
    require_clean(made, wish)
    require_outside(wish.out)
    require_order()
    target = wish.out / folder_name(made)
    if target.exists():
        raise Stop(f"{target} is there already: a release is never written over; remove it, or name another --out.")
    wish.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="release-", dir=wish.out) as room:
        folder, work = Path(room) / target.name, Path(room) / "work"
        folder.mkdir()
        work.mkdir()
        for title, maker in makers:
            heading(title)
            maker(folder, work, wish)
        heading("Papers and sums")
        write_papers(folder, made)
        sign(folder, wish)
        if now() != made:
            raise Stop("The checkout changed while the release was made: nothing was kept. Make it again.")
        found = list(releasing_check.faults(folder, made))
        if found:
            raise Stop("The release is not in order, and was not kept:\n" + "\n".join(f"  {one}" for one in found))
        folder.rename(target)
    return target


def folder_name(made: Build) -> str:
    return f"codebinder-{made.version}" + ("-draft" if made.commit.endswith("+") else "")


def require_clean(made: Build, wish: Wish) -> None:
    if made.commit.endswith("+") and not wish.draft:
        raise Stop(
            "This checkout differs from its commit, so nobody could make the same release again: commit or remove what "
            "`git status` lists. With --draft a release is made all the same, and says that it is none."
        )


def require_outside(out: Path) -> None:
    """Stop where what is made would itself be something that git sees in the checkout."""
    if out.is_relative_to(ROOT):
        ignored = subprocess.run(["git", "check-ignore", "--quiet", str(out)], cwd=ROOT, check=False).returncode == 0
        if not ignored:
            raise Stop(f"{out} lies in the checkout, which would no longer be that of its commit: name another --out.")


def require_order() -> None:
    """Stop where a licence is not in order: before anything is built, since that takes minutes."""
    found = licences.committed_faults()
    if found:
        raise Stop("The licences are not in order (dev.py licences):\n" + "\n".join(f"  {one}" for one in found[:20]))


def write_papers(folder: Path, made: Build) -> None:
    """Write what goes along with the artefacts: bill, licences, verifier, what is what, and the sums at last."""
    (folder / sbom.name(made.version)).write_bytes(sbom.bill_of_release(made))
    rows = [row for row in licences_rows.rows() if row.kind != "tool"]
    table = folder / LICENCES_CSV.format(version=made.version)
    table.write_text(licences.as_csv(rows), encoding="utf-8", newline="\n")
    (folder / releasing_words.VERIFIER).write_text(releasing_words.verifier(made), encoding="utf-8", newline="\n")
    told = releasing_words.release(folder, made)
    (folder / releasing_words.RELEASE).write_text(told, encoding="utf-8", newline="\n")
    sums.write(folder)


def sign(folder: Path, wish: Wish) -> None:
    """Let the person's own command sign SHA256SUMS."""
    if not wish.sign:
        return
    words = shlex.split(wish.sign)
    command = [sums.SHA256 if word == "{}" else word for word in words]
    command += [] if "{}" in words else [sums.SHA256]
    before = {path.name: path.stat().st_size for path in folder.iterdir()}
    try:
        code = subprocess.run(command, cwd=folder, check=False).returncode
    except OSError as error:
        raise Stop(f"{command[0]} could not be started: {error.strerror}") from None
    after = {path.name: path.stat().st_size for path in folder.iterdir()}
    new = {name for name in after if name not in before}
    if code != 0 or not new or any(not name.startswith(f"{sums.SHA256}.") for name in new):
        raise Stop(f"The command of --sign-with left no signature beside {sums.SHA256} (it ended with {code}).")
    if {name: size for name, size in after.items() if name not in new} != before:
        raise Stop("The command of --sign-with changed something else than its signature.")


# -- what each system makes


def makers_here() -> Iterator[tuple[str, Maker]]:
    """Give what this system can make, in order."""
    if sys.platform == "linux":
        yield "Frozen program", make_frozen
        yield "Debian package, portable archive", make_linux
    elif sys.platform == "win32":
        yield "Windows installer", make_windows
    elif sys.platform == "darwin":
        yield "macOS disk image", make_macos
    yield "Wheel", make_wheel
    yield "Archives for machines without a network", make_wheelhouses


def make_frozen(_folder: Path, work: Path, _wish: Wish) -> None:
    from devkit import freezing

    freezing.freeze(work)


def make_linux(folder: Path, work: Path, _wish: Wish) -> None:
    from devkit import freezing
    from devkit.linux import deb, portable

    deb.deb(work / freezing.NAME, folder)
    portable.portable(work / freezing.NAME, folder)


def make_windows(folder: Path, _work: Path, _wish: Wish) -> None:
    from devkit.windows import making

    making.msi(folder, None, everybody=False)


def make_macos(folder: Path, _work: Path, _wish: Wish) -> None:
    import os

    from devkit.macos import making

    making.make(making.wish_of(["--out", str(folder)], dict(os.environ)))


def make_wheel(folder: Path, _work: Path, _wish: Wish) -> None:
    from devkit import ownwheel

    say(ownwheel.wheel(folder).name)


def make_wheelhouses(folder: Path, _work: Path, wish: Wish) -> None:
    from devkit import wheelhouse

    for target in wish.targets:
        archive = wheelhouse.wheelhouse(target, folder)
        say(f"{archive.name}  {archive.stat().st_size / 1e6:.1f} MB")


def targets_of(text: str) -> tuple[Target, ...]:
    """Read `--targets`: names with commas between them, `all` or `none`."""
    if text in {"all", "none"}:
        return TARGETS if text == "all" else ()
    known = {target.name: target for target in TARGETS}
    unknown = [name for name in text.split(",") if name not in known]
    if unknown:
        raise Stop(f"There is no target {unknown[0]}: {', '.join(known)}, all or none.", code=2)
    return tuple(known[name] for name in text.split(","))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py release")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    parser.add_argument("--targets", default="all", metavar="NAMES", help="of the archives of wheels: linux-3.11,…")
    parser.add_argument("--draft", action="store_true", help="of a checkout that differs from its commit")
    parser.add_argument("--sign-with", default="", metavar="COMMAND", help="signs SHA256SUMS, its last word")
    parser.add_argument("--check", type=Path, metavar="DIR", help="check a release, and make none")
    return until_stopped(lambda: run(parser.parse_args(arguments)))


def run(values: argparse.Namespace) -> int:
    if values.check is not None:
        found = list(releasing_check.faults(values.check.resolve(), here()))
        for one in found:
            say(f"FAULT {one}")
        say(f"{values.check}: {len(found)} faults" if found else f"{values.check}: everything is in order")
        return 1 if found else 0
    wish = Wish(
        out=values.out.resolve(), targets=targets_of(values.targets), draft=values.draft, sign=values.sign_with
    )  # fmt: skip
    folder = release(wish, tuple(makers_here()))
    say((folder / releasing_words.RELEASE).read_text(encoding="utf-8"))
    say(str(folder))
    return 0
