"""What redaction and commitments cost: the same build with 5,000 ranges beside the same build without any.

    python3 packaging/dev.py bench redaction --repo PATH [--rev REV] [--ranges N] [--rounds N] [--listing] [--shares]

Half of the ranges are values (words of the tree that stand one to ten times), half are places (one to six lines). Both
workbooks hold the same filing; their builds (drafts, cn-cbrc-317) run in turn, and the medians count. --shares builds
once more with clocks around the parts of it. Ends with 1 where redaction costs more than 15 %.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers import clocks, redact_many
from helpers.filing_job import CODEBINDER, ENGINEER, Failed, Job, absent_files, literal_rules, scratch, without_listing
from helpers.many_ranges import chosen
from helpers.measure import Measured, cores, measured

MOST = 0.15


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print both builds and what their difference comes to."""
    parser = argparse.ArgumentParser(prog="dev.py bench redaction")
    parser.add_argument("--repo", "--path", type=Path, required=True)
    parser.add_argument("--rev", default="HEAD")
    parser.add_argument("--ranges", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--listing", action="store_true", help="print the whole source as well")
    parser.add_argument("--shares", action="store_true")
    values = parser.parse_args(argv)
    with scratch("bench") as name:
        try:
            return measure(Path(name), values)
        except Failed as failure:
            print(failure)
            return 1


def measure(folder: Path, values: argparse.Namespace) -> int:
    repo = values.repo.resolve()
    bare = Job(folder / "bare")
    bare.begin("cn-cbrc-317" if values.listing else without_listing(folder))
    report = bare.add(repo, values.rev, exclude=literal_rules(absent_files(repo, values.rev)))["source"]
    bare.scan()
    shutil.copytree(bare.folder, folder / "hidden")
    hidden = Job(folder / "hidden")
    rows = folder / "rows.json"
    rows.write_text(json.dumps(chosen(repo, values.rev, values.ranges)), encoding="utf-8")
    made = hide(hidden, rows)
    runs: dict[str, list[Measured]] = {"without": [], "with": []}
    withdraw_leaking(hidden)
    ranges = build(hidden)[1]
    build(bare)
    for _ in range(values.rounds):
        runs["without"].append(build(bare)[0])
        runs["with"].append(build(hidden)[0])
    print(
        f"{report['files']} files, {report['size'] / 1e6:.1f} MB, {made} redactions, {ranges} ranges, {cores()} cores"
    )
    return verdict(runs, values.shares and shares(bare), values.shares and shares(hidden))


def hide(job: Job, rows: Path) -> int:
    done = measured([sys.executable, redact_many.__file__, job.file, rows, ENGINEER], env=job.environment())
    if done.code:
        raise Failed(done.errors[-1500:])
    return int(done.output)


def withdraw_leaking(job: Job) -> None:
    """Take back what a person would have found out at the first build: what stands in a name or in a paper as well."""
    for _ in range(5):
        done = measured(job.command(*job.build_words(job.out, draft=True)), env=job.environment(), memory=False)
        shutil.rmtree(job.out)
        job.out.mkdir()
        leaking = sorted(set(re.findall(r"\bR-\d+(?=: )", done.output))) if done.code else []
        if not leaking:
            return
        print(f"withdrawn, since they stand elsewhere too: {' '.join(leaking)}")
        for each in leaking:
            job.run("redact", "withdraw", job.file, "--redaction", each, "--as", ENGINEER)


def build(job: Job) -> tuple[Measured, int]:
    """Build a draft and throw it away; give what it took, and how many ranges it hides."""
    done = measured(job.command(*job.build_words(job.out, draft=True)), env=job.environment(), memory=False)
    if done.code:
        raise Failed((done.errors or done.output)[-3000:])
    shutil.rmtree(job.out)
    job.out.mkdir()
    return done, int(json.loads(done.output)["build"]["ranges"])


def verdict(runs: dict[str, list[Measured]], *parts: object) -> int:
    middle = {
        name: (statistics.median(run.wall for run in held), statistics.median(run.cpu for run in held))
        for name, held in runs.items()
    }
    for name, (wall, cpu) in middle.items():
        walls = " ".join(f"{run.wall:.2f}" for run in runs[name])
        print(f"{name:8} {wall:7.2f} s   CPU {cpu:7.2f} s   ({walls})")
    walls, cpus = (middle["with"][at] / middle["without"][at] - 1 for at in (0, 1))
    print(f"redaction adds {walls * 100:.1f} % by the clock (at most {MOST * 100:.0f} %), {cpus * 100:.1f} % of CPU")
    for part in parts:
        print(part or "", end="")
    return 0 if walls <= MOST else 1


def shares(job: Job) -> str:
    """Give what the parts of one build took, all threads together."""
    prelude = f"import sys; sys.path.insert(0, {str(Path(clocks.__file__).parents[1])!r}); from helpers import clocks; "
    command = job.command(*job.build_words(job.out, draft=True))
    command[2] = f"{prelude}clocks.start(); {CODEBINDER}"
    done = measured(command, env=job.environment(), memory=False)
    shutil.rmtree(job.out)
    job.out.mkdir()
    rows = [line for line in done.errors.splitlines() if line.startswith(clocks.MARK)]
    return "\n".join((f"\n{job.folder.name}: {done.wall:.2f} s", *rows, ""))


if __name__ == "__main__":
    sys.exit(main())
