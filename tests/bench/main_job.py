"""The main job beside the same by hand: reading, digests, scan, archive, manifest and leak check of one repository.

    python3 packaging/dev.py bench main_job [--repo PATH] [--rev REV] [--rounds N] [--redact N|all]

Without --repo a repository of 32,000 files and about 250 MB is made. Ours: `scan` and `build` (a draft, cn-cbrc-317
without its printed listing, with a few redactions); the peer: git archive | tar x, zip -r, sha256sum, openssl dgst
-sm3, ripgrep with six patterns. Each is done `--rounds` times in turn, and the best of each step counts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers import peer
from helpers.big_repo import make_big_repository
from helpers.filing_job import Failed, Job, absent_files, literal_rules, scratch, without_listing
from helpers.measure import Measured, cores

MEGA = 1 << 20
OURS = ("scan", "build")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="dev.py bench main_job")
    parser.add_argument("--repo", type=Path)
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--redact", default="5", help="how many findings are redacted, or `all`")
    values = parser.parse_args(argv)
    missing = peer.lacking()
    if missing:
        print(f"Not here, so there is nothing to compare with: {', '.join(missing)}")
        return 1
    with scratch("bench") as name:
        folder = Path(name)
        repo = values.repo or make_big_repository(folder / "big.git")
        try:
            measure(folder, repo.resolve(), values.rev, values.rounds, values.redact)
        except Failed as failure:
            print(failure)
            return 1
    return 0


def measure(folder: Path, repo: Path, rev: str, rounds: int, redact: str) -> None:
    absent = absent_files(repo, rev)
    job = Job(folder / "job")
    job.begin(without_listing(folder))
    job.answer()
    job.add(repo, rev, exclude=literal_rules(absent))
    ours: list[dict[str, Measured]] = []
    theirs: list[dict[str, Measured]] = []
    report: dict[str, object] = {}
    for number in range(rounds):
        report = job.scan()["scan"]
        if not number:
            ids = [str(each["id"]) for each in job.findings()]
            chosen = ids if redact == "all" else ids[: int(redact)]
            if chosen:
                job.redact(chosen)
        archive = job.build(job.out / str(number), draft=True)
        ours.append(dict(job.steps))
        packed = archive.stat().st_size
        shutil.rmtree(job.out / str(number))
        place = folder / "by-hand"
        theirs.append(peer.by_hand(repo, rev, absent, place))
        zipped = (place / "src.zip").stat().st_size
        shutil.rmtree(place)
    size = int(str(report["size"]))
    print(
        f"{report['files']} files, {size / 1e6:.0f} MB, {report['findings']} findings, {cores()} cores, {rounds} rounds"
    )
    print(f"archives: ours {packed / 1e6:.1f} MB, by hand {zipped / 1e6:.1f} MB\n")
    show(best(ours), best(theirs))


def best(runs: Sequence[Mapping[str, Measured]]) -> dict[str, tuple[float, float, int]]:
    """Give the least wall and CPU time, and the largest memory, of each step."""
    return {
        step: (
            min(run[step].wall for run in runs),
            min(run[step].cpu for run in runs),
            max(run[step].peak for run in runs),
        )
        for step in runs[0]
    }


def show(ours: Mapping[str, tuple[float, float, int]], theirs: Mapping[str, tuple[float, float, int]]) -> None:
    print(f"{'':34}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for title, steps in (("ours", ours), ("by hand", theirs)):
        for step, (wall, cpu, peak) in steps.items():
            aside = "" if title != "ours" or step in OURS else " (not counted)"
            print(f"{title + ': ' + step + aside:34}{wall:9.2f}{cpu:9.2f}{peak / MEGA:9.0f}")
    mine = [ours[step] for step in OURS]
    peers = list(theirs.values())
    walls, cpus = (sum(row[at] for row in mine) / sum(row[at] for row in peers) for at in (0, 1))
    added = sum(row[0] for row in (*mine, ours["source add"])) / sum(row[0] for row in peers)
    print(f"\nratio of wall time {walls:.2f} (aim 0.60; {added:.2f} with `source add`), of CPU time {cpus:.2f}")
    print(f"peak memory of ours over all processes {max(row[2] for row in mine) / MEGA:.0f} MB (aim 400)")


if __name__ == "__main__":
    sys.exit(main())
