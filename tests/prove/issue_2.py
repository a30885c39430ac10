"""The long evidence of the main job, end to end; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 2 [--repo PATH[@REV]]... [--submodule PATH]... [--kills N] [--flips N]
                                     [--only PART]...

Three small repositories are made in any case: C, texts beyond ASCII, and one with submodules. --repo adds real ones,
--submodule a work tree that has these repositories as its submodules. Parts: packages, same, kills, disk, flips,
printed, tests.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from devkit.places import ROOT
from helpers.big_repo import make_big_repository
from helpers.filing_job import git, newest_tag, scratch
from helpers.git_repo import Content, Executable, Link, RepoBuilder, Submodule
from prove import surroundings
from prove.ledger import Ledger
from prove.packages import add_all, label

KEY = b"""-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY/PuoAoGCCqGSM49
AwEHoUQDQgAEPR3tU2Fta9ktY+6P9G0cWO+0kETA6SFs38GecTyudlHz6xvCdz8q
EKTcWGekdmdDPsHloRNtsiCa697B2O9IFA==
-----END EC PRIVATE KEY-----
"""
PARTS = ("packages", "same", "kills", "disk", "flips", "printed", "tests")


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 2")
    parser.add_argument("--repo", action="append", default=[], metavar="PATH[@REV]")
    parser.add_argument("--submodule", action="append", default=[], type=Path, metavar="PATH")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--only", action="append", choices=PARTS, default=[])
    values = parser.parse_args(argv)
    parts = set(values.only or PARTS)
    ledger = Ledger()
    with scratch("prove") as name:
        folder = Path(name)
        small = small_repositories(folder)
        real = [asked(each) for each in values.repo]
        if values.submodule:
            parts_of = {f"modules/{label(each.resolve())}": each for each in values.submodule}
            real.append((with_submodules(folder / "superproject", parts_of), "v1.0"))
        wanted = [*small, *real] if "packages" in parts or not real else small[:1]
        made = add_all(ledger, wanted, folder) if parts != {"tests"} else []
        if made:
            surround(ledger, parts, made, folder, values.kills, values.flips)
    if "tests" in parts:
        with ledger.part("the tests that stand for the other claims"):
            surroundings.claims_of_tests(ledger, ROOT)
    return ledger.end()


def surround(
    ledger: Ledger, parts: set[str], made: list[surroundings.Package], folder: Path, kills: int, flips: int
) -> None:
    first = made[0]
    for package in made if "same" in parts else ():
        with ledger.part(f"same bytes: {package.name}"), scratch("same") as place:
            surroundings.same_bytes(ledger, package, Path(place))
    for package in made if "printed" in parts else ():
        with ledger.part(f"printed: {package.name}"):
            surroundings.printed(ledger, package)
    if "kills" in parts:
        with ledger.part(f"kills: {first.name}"), scratch("kills") as place:
            surroundings.kills(ledger, first, Path(place), kills)
    if "disk" in parts:
        with ledger.part(f"a full disk: {first.name}"), scratch("disk") as place:
            surroundings.full_disk(ledger, first, Path(place))
    if "flips" in parts:
        with ledger.part(f"flips: {first.name}"), scratch("flips") as place:
            surroundings.flips(ledger, first, Path(place), flips)


def asked(text: str) -> tuple[Path, str]:
    path, sign, rev = text.rpartition("@")
    if sign and not Path(text).exists():
        return Path(path).resolve(), rev
    repo = Path(text).resolve()
    return repo, newest_tag(repo)


def small_repositories(folder: Path) -> list[tuple[Path, str]]:
    """Make three small repositories of different kinds."""
    plain = make_big_repository(folder / "small-c.git", files=300, mean=2_000)
    library = RepoBuilder(folder / "library.git", bare=True)
    commit = library.commit({b"lib.c": b"int lib;\n"})
    library.tag("v1.0", commit)
    texts: dict[bytes, Content] = {
        "文档/使用说明.md".encode(): "# 使用说明\n本产品用于示例。\n".encode(),
        b"src/Gr\xc3\xb6\xc3\x9fe.java": 'class Größe { String s = "naïve café"; }\n'.encode(),
        b"legacy/gb.txt": "端口是八千零八十\n".encode("gb18030"),
        b"legacy/sjis.txt": "設定ファイルです。\n".encode("shift_jis"),
        b"legacy/wide.txt": "宽字符 wide\n".encode("utf-16"),
        b"latin-\xe9.txt": "caf\u00e9\n".encode("latin-1"),
        b"run.sh": Executable(b"#!/bin/sh\nexec true\n"),
        b"link": Link(b"run.sh"),
        b"key.pem": KEY,
    }
    second = RepoBuilder(folder / "texts.git", bare=True)
    second.tag("v1.0", second.commit(texts))
    third = with_submodules(folder / "super", {"third/library": library.path})
    assert git(plain, "rev-parse", "v1.0")
    return [(plain, "v1.0"), (second.path, "v1.0"), (third, "v1.0")]


def with_submodules(path: Path, parts: dict[str, Path]) -> Path:
    """Make a work tree with repositories on this machine as its submodules, each at its HEAD, checked out."""
    repo = RepoBuilder(path)
    files: dict[bytes, Content] = {b"main.c": b"int main;\n"}
    modules = ""
    for place, part in parts.items():
        files[place.encode()] = Submodule(git(part, "rev-parse", "HEAD").decode().strip())
        modules += f'[submodule "{place}"]\n\tpath = {place}\n\turl = {part.resolve()}\n'
    repo.tag("v1.0", repo.commit({**files, b".gitmodules": modules.encode()}))
    git(path, "reset", "-q", "--hard", "v1.0")
    git(path, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init")
    return path


if __name__ == "__main__":
    sys.exit(main())
