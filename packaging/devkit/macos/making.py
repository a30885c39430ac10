"""`dev.py dmg`: from a checkout on a Mac to a disk image, with or without somebody who signs it. Never run on macOS.

Without an identity the image is made all the same, and the last line says that nobody signed it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import plistlib
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import building, filelist, freezing, icons, notices
from devkit.macos import image, macho, plists, signing
from devkit.macos.signing import Signer
from devkit.places import PACKAGING, ROOT
from devkit.talk import Stop, complain, heading, say

IDENTITY, PROFILE = "CODEBINDER_MAC_IDENTITY", "CODEBINDER_NOTARY_PROFILE"
LIST = Path("Resources") / "codebinder" / "files.json"
_UNSTEADY = ("_CodeSignature", "CodeResources")
READ_ME = PACKAGING / "macos" / "READ-ME.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person asked for."""

    out: Path
    signer: Signer
    profile: str = ""

    @property
    def notarised(self) -> bool:
        """Say that Apple shall be asked; that takes an identity and a signed time."""
        return bool(self.profile and self.signer.somebody and self.signer.stamped)


def make(wish: Wish) -> Path:
    """Make the image; give its path."""
    require_mac(sys.platform, platform.machine())
    made = building.build("frozen")
    wish.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dmg-", dir=wish.out) as folder:
        work = Path(folder)
        heading("Freeze")
        tree = freezing.freeze(work / "frozen")
        app = tree.with_name(freezing.BUNDLE)
        if not app.is_dir():
            raise Stop(f"Freezing gave no {freezing.BUNDLE}: packaging/freeze/codebinder.spec makes one on macOS.")
        heading("Complete and sign")
        complete(app, tree, made)
        sign(app, wish.signer)
        try_out(app, work)
        if wish.notarised:
            notarise(app, work, wish.profile)
        heading("Disk image")
        out = wish.out / image.artefact(made.version)
        whole = work / "whole.dmg"
        run(image.create(stage(app, tree, work / "stage", made), whole, made.version))
        if wish.signer.somebody:
            run(image.sign(whole, wish.signer))
        if wish.notarised:
            notarise(whole, work, wish.profile)
        run(image.check(whole))
        whole.replace(out)
    say("\n".join(last_words(out, wish)))
    return out


def require_mac(system: str, machine: str) -> None:
    """Refuse in one sentence elsewhere: the tools that sign and that make images exist on macOS alone."""
    if system != "darwin":
        raise Stop("The disk image is made on macOS: run `python3 packaging/dev.py dmg` on a Mac with Apple silicon.")
    if machine != "arm64":
        raise Stop("The disk image is made on a Mac with Apple silicon, by a Python that runs there natively (arm64).")
    missing = [name for name in ("codesign", "hdiutil", "ditto", "xcrun") if shutil.which(name) is None]
    if missing:
        raise Stop(
            f"{', '.join(missing)} is missing: install Apple's command line tools with `xcode-select --install`."
        )


# -- the bundle


def complete(app: Path, tree: Path, made: building.Build) -> None:
    """Put into the bundle what PyInstaller does not know of, and its list of files; nothing is signed yet."""
    contents = app / "Contents"
    code = [path for path in signing.every_file(contents) if macho.read(path)]
    if strangers := macho.without(code):
        raise Stop(f"Not for Apple silicon: {', '.join(path.name for path in strangers[:5])}")
    oldest = macho.oldest_system(code)
    for name, data in {**plists.files(version=made.version, oldest=oldest), **pictures()}.items():
        write(contents / name, data)
    shutil.copytree(licences(tree), contents / "Resources" / notices.FOLDER, symlinks=True)
    write_list(app)
    freezing.steady_times(app, made.epoch)
    say(f"{app.name}: {building.size_of(app) / 1e6:.0f} MB, {len(code)} files of code, macOS {oldest[0]}.{oldest[1]}")


def pictures() -> dict[str, bytes]:
    """Give the bundle's icons by their path below Contents."""
    return {f"Resources/{kind}.icns": icons.icns(kind) for kind in icons.KINDS}


def licences(tree: Path) -> Path:
    """Give the folder of others' licences that was made with the frozen programs."""
    if not (tree / notices.FOLDER).is_dir():
        raise Stop(f"The frozen program has no folder {notices.FOLDER}: others' licences must go with it.")
    return tree / notices.FOLDER


def read_me(made: building.Build, system: str) -> bytes:
    """Give what the image says to whoever opens it; `system` is the oldest macOS."""
    text = READ_ME.read_text(encoding="utf-8")
    for key, value in {"VERSION": made.version, "COMMIT": made.commit, "SYSTEM": system}.items():
        text = text.replace(f"@{key}@", value)
    return text.encode()


def write_list(app: Path) -> Path:
    """Write the list that `--version --verbose --check` holds the bundle against. It is sealed by the signature, which
    changes every file of code: of those only the names are known."""
    contents = app / "Contents"
    changing = {
        path.relative_to(contents).as_posix()
        for path in signing.every_file(contents)
        if macho.read(path) or any(part in _UNSTEADY for part in path.relative_to(contents).parts)
    }
    return filelist.write(contents, unsealed=changing, place=LIST)


def sign(app: Path, signer: Signer) -> None:
    """Sign everything, and have it checked."""
    wanted = signing.plan(app)
    if wanted.strangers:
        names = ", ".join(path.relative_to(app).as_posix() for path in wanted.strangers[:5])
        raise Stop(f"Code lies among the data, where it cannot be signed: {names}")
    for command in [*signing.commands(wanted, signer), *signing.checks(app)]:
        run(command)


def try_out(app: Path, work: Path) -> None:
    """Start the signed program: what its entitlements forbid shows here, and not at a customer's."""
    tool = app / "Contents" / "MacOS" / plists.TOOL
    keys = {"CODEBINDER_KEY_DIR": str(work / "keys"), "CODEBINDER_KEY_PASSPHRASE": "trial",
            "CODEBINDER_CONFIG_DIR": str(work / "config"), "CODEBINDER_CACHE_DIR": str(work / "cache")}  # fmt: skip
    for arguments in (["--version", "--verbose", "--check"], ["demo", "--out", str(work / "demo")]):
        done = run([str(tool), *arguments], must=False, **keys)
        if done.returncode < 0:
            raise Stop(f"The signed program was killed by signal {-done.returncode}: packaging/macos/README.md says "
                       "how to find out which entitlement is missing.")  # fmt: skip
        if done.returncode:
            raise Stop(f"The signed program failed: {shlex.join([plists.TOOL, *arguments])}\n{done.stdout[-2000:]}")


def notarise(path: Path, work: Path, profile: str) -> None:
    """Have Apple look at a bundle or an image, and put its answer in. This asks a server of Apple's."""
    packed = path
    if path.is_dir():
        packed = work / "notarise.zip"
        run(image.pack(path, packed))
    say(f"{path.name}: sent to Apple, which takes minutes.")
    done = run(image.submit(packed, profile), must=False)
    number, status = answer(done.stdout)
    if status != "Accepted":
        told = run(image.tell(number, profile), must=False).stdout if number else done.stdout
        raise Stop(f"Apple did not accept {path.name}: {status or 'no answer'}\n{told[-3000:]}")
    for command in [*image.staple(path), signing.assessment(path)]:
        run(command)


def answer(said: str) -> tuple[str, str]:
    """Give the number and the status that notarytool says; both empty where it says something else."""
    try:
        held = json.loads(said)
    except ValueError:
        return "", ""
    return (str(held.get("id", "")), str(held.get("status", ""))) if isinstance(held, dict) else ("", "")


def stage(app: Path, tree: Path, folder: Path, made: building.Build) -> Path:
    """Lay out what the image shows: the program, the place to drag it to, and the licences."""
    folder.mkdir()
    shutil.copytree(app, folder / app.name, symlinks=True)
    (folder / image.LINK).symlink_to("/Applications")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    held = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    write(folder / READ_ME.name, read_me(made, str(held["LSMinimumSystemVersion"]).removesuffix(".0")))
    shutil.copytree(licences(tree), folder / notices.FOLDER, symlinks=True)
    return folder


def last_words(out: Path, wish: Wish) -> list[str]:
    """Say what was made, and what it still lacks."""
    with out.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    rows = [f"{out}: {out.stat().st_size / 1e6:.0f} MB", f"SHA-256 {digest}"]
    if not wish.signer.somebody:
        rows.append(f"NOT SIGNED: macOS opens it after a detour only. Name a certificate in {IDENTITY} or --identity.")
    elif not wish.notarised:
        rows.append(f"Signed by {wish.signer.identity}. NOT NOTARISED: name a profile of notarytool in {PROFILE}; "
                    "that step alone needs a network.")  # fmt: skip
    else:
        rows.append(f"Signed by {wish.signer.identity}, notarised, and Apple's answer is in it for offline machines.")
    return rows


# -- small things


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run(command: Sequence[str], *, must: bool = True, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run one command, shown first; Stop where it must succeed and does not."""
    say(f"$ {shlex.join(command)}" if len(command) < 12 else f"$ {shlex.join(command[:9])} … ({len(command)} words)")
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", env={**os.environ, **extra})  # fmt: skip
    if must and done.returncode:
        raise Stop(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done


def wish_of(arguments: Sequence[str], environ: dict[str, str]) -> Wish:
    """Read the command line; what it leaves out is looked for in the environment."""
    parser = argparse.ArgumentParser(prog="dev.py dmg", description="the program for macOS, as a disk image")
    parser.add_argument("--out", type=Path, default=building.RELEASE, metavar="DIR")
    parser.add_argument("--identity", default=environ.get(IDENTITY, ""), help="a certificate in the keychain")
    parser.add_argument("--profile", default=environ.get(PROFILE, ""), help="credentials that notarytool has stored")
    parser.add_argument("--offline", action="store_true", help="sign without a time stamp; not good for notarisation")
    said = parser.parse_args(arguments)
    signer = Signer(identity=said.identity or signing.AD_HOC, stamped=not said.offline)
    return Wish(out=said.out.resolve(), signer=signer, profile=said.profile)


def main(arguments: Sequence[str]) -> int:
    try:
        make(wish_of(arguments, dict(os.environ)))
    except Stop as stop:
        complain(str(stop))
        return stop.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
