"""The long evidence of legal review; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 5 [machines] [flips] [kills] --path REPOSITORY [--kills N] [--flips N]

machines: an engineer and two reviewers, each with a home, keys and programs of their own, over a real repository, from
submitting to a package that strangers' tools check; and everything that may be left out or put back. flips: single bits
of decisions, audit rows, packets and answers, encrypted and inside. kills: reviewing, killed at random moments.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.filing_job import scratch
from helpers.git_repo import RepoBuilder
from prove import issue_5_flips, issue_5_kills, issue_5_machines
from prove.ledger import Ledger

PARTS = ("machines", "flips", "kills")


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 5")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--path", type=Path, required=True, metavar="REPOSITORY")
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave everything there")
    values = parser.parse_args(sys.argv[1:] if argv is None else argv)
    parts = set(values.parts or PARTS)
    if parts - set(PARTS):
        parser.error(f"there are no other parts than {', '.join(PARTS)}")
    ledger = Ledger()
    with scratch("prove") as name:
        folder = values.keep or Path(name)
        folder.mkdir(exist_ok=True)
        os.environ["CODEBINDER_CACHE_DIR"] = str(folder / "cache")
        repo = values.path.resolve()
        if "machines" in parts:
            with ledger.part("three machines, and files between them"):
                issue_5_machines.story(ledger, made(folder / "machines"), repo, values.rev, whole=True)
        if "flips" in parts:
            with ledger.part("single bits"):
                place = made(folder / "small")
                scene = issue_5_machines.story(ledger, place, small(place), "HEAD", whole=False)
                issue_5_flips.flips(ledger, scene, folder / "flips", values.flips)
        if "kills" in parts:
            with ledger.part("kills"):
                issue_5_kills.kills(ledger, folder / "kills", values.kills)
    return ledger.end()


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def small(folder: Path) -> Path:
    """A repository that is read a thousand times over."""
    repo = RepoBuilder(folder / "small.git", bare=True)
    draw = random.Random(5)
    repo.commit({
        f"part{at}.c".encode(): b"".join(
            b"static const int table_%d_%d = %d;\n" % (at, row, draw.randrange(10**9)) for row in range(40)
        )
        for at in range(14)
    })  # fmt: skip
    return repo.path


if __name__ == "__main__":
    sys.exit(main())
