"""`codebinder verify` and the package's own verifier beside `sha256sum -c` and `bagit --validate`.

python3 packaging/dev.py bench verify [--repo PATH] [--rev REV]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.big_repo import make_big_repository
from helpers.filing_job import Failed, Job, absent_files, literal_rules, scratch, without_listing
from helpers.measure import Measured, measured
from prove.packages import unpacked


def main(argv: Sequence[str] | None = None) -> int:
    """Make a package and print how long each takes to check it."""
    parser = argparse.ArgumentParser(prog="dev.py bench verify")
    parser.add_argument("--repo", type=Path)
    parser.add_argument("--rev", default="HEAD")
    values, _ = parser.parse_known_args(argv)
    with scratch("bench") as name:
        folder = Path(name)
        repo = values.repo or make_big_repository(folder / "big.git", files=8_000)
        job = Job(folder / "job")
        try:
            job.begin(without_listing(folder))
            job.answer()
            job.add(repo.resolve(), values.rev, exclude=literal_rules(absent_files(repo, values.rev)))
            archive = job.build(draft=True)
            rows = checked(job, archive, folder)
        except Failed as failure:
            print(failure)
            return 1
    base = rows["sha256sum -c, unpacked"].wall
    print(f"{'':46}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'to sha256sum':>14}")
    for title, row in rows.items():
        print(f"{title:46}{row.wall:9.2f}{row.cpu:9.2f}{row.peak >> 20:9}{row.wall / base:14.2f}")
    return 0


def checked(job: Job, archive: Path, folder: Path) -> dict[str, Measured]:
    rows: dict[str, Measured] = {}
    for level in ("quick", "complete", "full"):
        job.run("verify", archive, "--level", level, step="verify", codes=(0, 1))
        rows[f"codebinder verify --level {level}, archive"] = job.steps["verify"]
    top = unpacked(archive, folder / "unpacked")
    python = shutil.which("python3") or sys.executable
    commands = {
        "python3 -I verify.py --level full, unpacked": [python, "-I", "verify.py", "--level", "full"],
        "sha256sum -c, unpacked": ["sha256sum", "--quiet", "-c", "SHA256SUMS"],
        "bagit --validate, unpacked": [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "."],
    }
    for title, command in commands.items():
        rows[title] = measured(command, cwd=top)
    return rows


if __name__ == "__main__":
    sys.exit(main())
