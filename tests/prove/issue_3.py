"""The long evidence of detection; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 3 [--path FOLDER]... [--only PART]...

--path names checked-out trees of real source. Parts: noise, same, again, size, hostile.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from helpers import scan_all
from helpers.big_repo import big_files, make_big_repository
from helpers.filing_job import CODEBINDER, Job, git, scratch
from helpers.measure import Measured, measured
from prove.ledger import Ledger

PARTS = ("noise", "same", "again", "size", "hostile")
SECRETS = frozenset({"private-key", "certificate", "token", "password", "key"})
_MEMORY = 300 << 20
_LARGE_TREE = 1_500_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 3")
    parser.add_argument("--path", action="append", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--only", action="append", choices=PARTS, default=[])
    values = parser.parse_args(argv)
    parts = set(values.only or PARTS)
    ledger = Ledger()
    with scratch("prove") as name:
        folder = Path(name)
        for title, part, work in (
            ("noise", "noise", lambda: noise(ledger, values.path)),
            ("the same findings on every path", "same", lambda: same(ledger, values.path, folder)),
            ("a second scan", "again", lambda: again(ledger, folder)),
            ("1.5 GB", "size", lambda: size(ledger, folder)),
            ("hostile files", "hostile", lambda: hostile(ledger, folder)),
        ):
            if part in parts:
                with ledger.part(title):
                    work()
    return ledger.end()


def scan(*paths: Path, workers: int = 2) -> Measured:
    """Scan by the command line."""
    words = ["scan", "--json", "--quiet", "--grade", "low", "--workers", str(workers), "--path", *map(str, paths)]
    return measured([sys.executable, "-c", CODEBINDER, *words])


def noise(ledger: Ledger, paths: list[Path]) -> None:
    """Count findings for each 10,000 lines, by grade, secrets and everything else apart."""
    for path in paths:
        lines = sum(_lines(file) for file in files_under(path))
        done = scan(path)
        rows = [json.loads(row) for row in done.output.splitlines()]
        counted = Counter((row["kind"] in SECRETS, row["confidence"]) for row in rows)
        told = [
            f"{word} "
            + " ".join(f"{grade} {counted[secret, grade] * 1e4 / lines:.2f}" for grade in ("high", "medium", "low"))
            for word, secret in (("secrets:", True), ("others:", False))
        ]
        ledger.note(f"noise of {path.name}, {lines:,} lines", done.code in {0, 1}, "; ".join(told))


def files_under(path: Path) -> list[Path]:
    found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def _lines(file: Path) -> int:
    data = file.read_bytes()
    return 0 if b"\0" in data[:8192] else data.count(b"\n")


def same(ledger: Ledger, paths: list[Path], folder: Path) -> None:
    """Compare the findings with hyperscan, without it, and without google-re2, on real files."""
    for path in paths:
        listed = folder / "list.json"
        listed.write_text(json.dumps([str(file) for file in files_under(path)]), encoding="utf-8")
        outcomes: list[tuple[str, float]] = []
        for absent in ([], ["hyperscan"], ["hyperscan", "re2"]):
            begun = time.monotonic()
            command = [sys.executable, scan_all.__file__, str(listed), *absent]
            done = subprocess.run(command, capture_output=True, check=False)
            outcomes.append((done.stdout.decode() if done.returncode == 0 else "failed", time.monotonic() - begun))
        count = outcomes[0][0].count("], [") + 1
        seconds = " / ".join(f"{each[1]:.0f} s" for each in outcomes)
        ledger.note(
            f"three paths agree on {path.name}", len({each[0] for each in outcomes}) == 1, f"{count}; {seconds}"
        )


def again(ledger: Ledger, folder: Path) -> None:
    """Scan 30,000 files, change one, and scan again."""
    repo = make_big_repository(folder / "big.git", files=30_000, mean=8_000)
    job = Job(folder / "job")
    job.begin("escrow-deposit")
    job.add(repo, "v1.0")
    job.scan()
    full = job.steps["scan"]
    path = git(repo, "ls-tree", "-r", "--name-only", "v1.0").decode().splitlines()[15_000]
    commit = "commit refs/heads/main\ncommitter S <a@example.org> 1700000001 +0000\ndata 1\nx\nfrom refs/heads/main^0\n"
    changed = f"{commit}M 100644 inline {path}\ndata 7\nint a;\n"
    git(repo, "fast-import", "--quiet", given=changed.encode())
    job.run("source", "update", job.file, "--source", "source", "--rev", "main")
    read = job.scan()["scan"]["read"]
    second = job.steps["scan"]
    ledger.note("after one change a scan reads one file", read == 1, f"{read} of 30,000")
    ratio = second.wall / full.wall
    ledger.note("the second scan to the first", ratio < 1, f"{second.wall:.2f} s / {full.wall:.2f} s = {ratio:.2f}")


def size(ledger: Ledger, folder: Path) -> None:
    """Scan 1.5 GB."""
    tree, total, turn = folder / "tree", 0, 0
    while total < _LARGE_TREE:
        for name, data in big_files(24_000, 10_500):
            file = tree / str(turn) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            total += len(data)
        turn += 1
    done = scan(tree)
    figures = (
        f"{total / 1e9:.2f} GB, {total / 1e6 / done.cpu:.0f} MB/s a core, {total / 1e6 / done.wall:.0f} by the clock"
    )
    ledger.note("memory on 1.5 GB", done.peak <= _MEMORY, f"{figures}, {done.peak >> 20} MB at most")


def hostile(ledger: Ledger, folder: Path) -> None:
    """Scan what is made to break a scanner."""
    made = {
        "a 2 GB file": _huge,
        "a line of 50 MB": lambda file: file.write_bytes(b"password=" * (50_000_000 // 9)),
        "an archive bomb": _bomb,
        "binary in text": lambda file: file.write_bytes(b"int a;\n\0\xff\xfe\n" * 100_000 + os.urandom(1 << 20)),
        "one base64 run of 20 MB": lambda file: file.write_bytes(b"QUJD" * 5_000_000),
        "keywords of tokens, 30 MB": lambda file: file.write_bytes(b"AKIA" * 7_500_000),
        "words of secrecy, 20 MB": lambda file: file.write_bytes(b"CONFIDENTIAL, property of " * 800_000),
        "UTF-16 cut in the middle": lambda file: file.write_bytes(("a" * 99 + "\n").encode("utf-16") * 100_000 + b"\0"),
        "brackets 2 MB deep": lambda file: file.write_bytes(b'{"a":[' * 350_000),
    }
    for name, make in made.items():
        place = folder / name.replace(" ", "-")
        place.mkdir()
        make(place / ("bomb.zip" if "bomb" in name else "file.json"))
        done = scan(place)
        size_ = sum(file.stat().st_size for file in files_under(place))
        good = done.code in {0, 1} and "Traceback" not in done.errors and done.peak < 2 * _MEMORY
        ledger.note(name, good, f"{size_ / 1e6:.0f} MB: {done.wall:.1f} s, {done.peak >> 20} MB, exit {done.code}")


def _huge(file: Path) -> None:
    block = b"".join(data for _, data in big_files(200, 10_500))
    with file.open("wb") as stream:
        while stream.tell() < 2_000_000_000:
            stream.write(block)


def _bomb(file: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(200 << 20))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(64):
            archive.writestr(f"{number}.zip", inner.getvalue())


if __name__ == "__main__":
    sys.exit(main())
