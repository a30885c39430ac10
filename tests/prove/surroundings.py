"""What may not matter, what may not be lost: same bytes anywhere, kills, a full disk, flipped bits, printed texts."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from helpers.filing_job import ENGINEER, Job
from prove.ledger import Ledger
from prove.packages import Package

SAMPLE = 2_000
SETTINGS = (
    ({"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}, 0o022, 1),
    ({"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"}, 0o077, 2),
    ({"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "random"}, 0, 5),
)


def same_bytes(ledger: Ledger, package: Package, folder: Path) -> None:
    """Build again under other settings of every kind."""
    digests = {sha256(package.archive)}
    begun = time.monotonic()
    for number, (settings, mask, workers) in enumerate(SETTINGS):
        place = folder / f"cwd {number}"
        place.mkdir()
        job = Job(package.job.folder, changes=settings, workers=workers)
        command = job.command(*job.build_words(place))
        done = subprocess.run(
            command, env=job.environment(), cwd=place, umask=mask, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-400:] + done.stderr[-400:]
        (archive,) = place.rglob("*.zip")
        digests.add(sha256(archive))
        shutil.rmtree(place)
    took = f"{1 + len(SETTINGS)} builds, {time.monotonic() - begun:.0f} s: {min(digests)}"
    ledger.note(f"{package.name}: same bytes under TZ, locale, umask, cwd, hash seed, workers", len(digests) == 1, took)


def kills(ledger: Ledger, package: Package, folder: Path, count: int) -> None:
    """Kill builds at random moments: the folder has a whole package or nothing, and no decision is lost."""
    draw = random.Random()
    job = package.job
    before = standing(job)
    begun = time.monotonic()
    job.build(folder / "timed")
    seconds = time.monotonic() - begun
    shutil.rmtree(folder / "timed")
    killed = whole = number = 0
    wrong: list[str] = []
    while killed < count and number < 3 * count:  # a build that was quicker than its kill counts for nothing
        number += 1
        out = folder / f"out-{number}"
        out.mkdir()
        process = subprocess.Popen(
            job.command(*job.build_words(out)),
            env=job.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        moment = seconds * (1.02 * draw.random() if number % 2 else 0.8 + 0.22 * draw.random())
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        shown = {each.name for each in out.iterdir() if not each.name.startswith(".")}
        if shown:
            whole += 1
            (archive,) = out.rglob("*.zip")
            if shown != {"filing"} or job.run("verify", archive, codes=(0, 1))["verify"]["exit_code"]:
                wrong.append(f"half a package after {moment:.2f} s: {sorted(shown)}")
        if standing(job) != before:
            wrong.append(f"a decision lost after {moment:.2f} s")
        shutil.rmtree(out)
    archive = job.build(folder / "after")
    same = sha256(archive) == sha256(package.archive)
    left = [each.name for each in job.temp.iterdir()]
    took = f"{killed} killed of {number} begun, {whole} whole; {time.monotonic() - begun:.0f} s; {'; '.join(wrong[:3])}"
    ledger.note(
        "kills at random moments of a build: never half a package, never a lost decision",
        not wrong and killed == count,
        took,
    )
    ledger.note("the build after all these kills gives the same bytes", same)
    ledger.note("nothing of the killed builds is left in the temporary folder", not left, " ".join(left[:5]))


def standing(job: Job) -> str:
    """Give what may not be lost, as text: decisions, rounds, redactions; and the audit chain must hold."""
    faults = job.run("audit", job.file)["faults"]
    assert not faults, faults
    kept = [job.run("list", job.file, what)[what] for what in ("decisions", "rounds", "redactions")]
    return json.dumps(kept, sort_keys=True)


def full_disk(ledger: Ledger, package: Package, folder: Path) -> None:
    """Build onto a file system that is too small, at three sizes."""
    claim = "a full disk: a sentence, no half package, no lost decision"
    place = folder / "small"
    place.mkdir()
    job = package.job
    before = standing(job)
    size = package.archive.stat().st_size
    wrong: list[str] = []
    for part in (0.1, 0.5, 0.97):
        kilobytes = max(64, int(size * part) // 1024)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], capture_output=True, check=False
        )
        if mounted.returncode:
            ledger.skip(claim, "no file system can be mounted here")
            return
        try:
            done = subprocess.run(
                job.command(*job.build_words(place)), env=job.environment(), capture_output=True, text=True, check=False
            )
            if done.returncode not in {1, 3}:
                wrong.append(f"exit {done.returncode} at {part}: {(done.stdout + done.stderr)[-200:]}")
            left = [each.name for each in place.iterdir()]
            if left:
                wrong.append(f"left behind at {part}: {left}")
        finally:
            subprocess.run(["umount", str(place)], check=False)
    if standing(job) != before:
        wrong.append("a decision was lost")
    ledger.note(claim, not wrong, "; ".join(wrong) or "at 10, 50 and 97 % of the archive's size")


def flips(ledger: Ledger, package: Package, folder: Path, count: int) -> None:
    """Flip one bit at random offsets of the archive: each one must be told, by us and by the package's verifier."""
    draw = random.Random(count)
    data = bytearray(package.archive.read_bytes())
    path = folder / package.archive.name
    quiet: list[int] = []
    begun = time.monotonic()
    signer = next(key["fingerprint"] for key in package.job.run("key", "list")["keys"] if key["name"] == ENGINEER)
    digest = sha256(package.archive)
    for _ in range(count):
        at, bit = draw.randrange(len(data)), 1 << draw.randrange(8)
        data[at] ^= bit
        path.write_bytes(data)
        words = ("verify", path, "--level", "full", "--signer", signer)
        if ends_well(package.job, words):
            quiet.append(at)
        data[at] ^= bit
    told = f"{count - len(quiet)} of {count} without being told the archive's digest, {time.monotonic() - begun:.0f} s"
    unseen = []
    for at in quiet:  # bytes of the container that carry nothing: its own digest, which goes another way, covers them
        data[at] ^= 1
        path.write_bytes(data)
        if ends_well(package.job, ("verify", path, "--level", "full", "--digest", digest)):
            unseen.append(at)
        data[at] ^= 1
    ledger.note("one flipped bit is told", not unseen, f"{told}; {len(quiet)} more by the digest; unseen {unseen}")


def ends_well(job: Job, words: tuple[object, ...]) -> bool:
    done = subprocess.run(job.command(*words), env=job.environment(), capture_output=True, check=False)
    return done.returncode == 0


def printed(ledger: Ledger, package: Package) -> None:
    """Compare what pdftotext reads with what is disclosed: every digest, every line of every text."""
    if shutil.which("pdftotext") is None:
        ledger.skip(f"{package.name}: pdftotext gives back digests and sources", "no pdftotext here")
        return
    files = json.loads((package.top / "manifest.json").read_bytes())["files"]
    text = "".join(bare(page) for page in pages(package.top / "manifest.pdf"))
    missing = [row["path"] for row in files if any(row.get(name, "") not in text for name in ("sha256", "sm3"))]
    figures = f"{len(files)} files {' '.join(missing[:3])}"
    ledger.note(f"{package.name}: pdftotext of manifest.pdf gives every digest", not missing, figures)
    volumes = sorted((package.top / "data" / "listing").glob("*.pdf"))
    if volumes:
        figures, absent = compare(package, files, volumes)
        ledger.note(f"{package.name}: pdftotext of the listing gives the source", not absent, figures)


def compare(package: Package, files: list[dict[str, str]], volumes: list[Path]) -> tuple[str, int]:
    """Look for every line of the sources among the printed lines; a sample of the wrapped ones in the whole text."""
    known: set[str] = set()
    whole: list[str] = []
    for volume in volumes:
        for page in pages(volume):
            rows = page.splitlines()
            printed_rows = [row for row in rows if row.strip()]
            whole += map(bare, printed_rows[1:-1])  # a wrapped line may go on behind the page's footer and header
            known.update(bare(row) for row in rows)
            known.update(bare(row.lstrip().partition(" ")[2]) for row in rows)  # without the line's number
    text = "".join(whole)
    wanted = list(lines_of(package, files))
    wrapped = [each for each in wanted if each[1] not in known]
    checked = random.Random(1).sample(wrapped, min(len(wrapped), SAMPLE))
    absent = [each for each in checked if not stands(text, each[1])]
    figures = f"{len(wanted)} lines; of {len(wrapped)} wrapped ones {len(checked)} looked for, {len(absent)} absent"
    return f"{figures} {absent[:3] or ''}", len(absent)


def stands(text: str, line: str) -> bool:
    """Find a wrapped line whole, or its beginning and its end where a page ends in its midst."""
    third = max(4, len(line) // 3)
    return line in text or (line[:third] in text and line[-third:] in text)


def lines_of(package: Package, files: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Give (path, line without white space) of every line of ASCII that is disclosed; masks are drawn, not typed."""
    for row in files:
        if row["path"].startswith("data/source/"):
            data = (package.top / row["path"]).read_bytes()
            for line in data.decode("utf-8", "replace").split("\n"):
                plain = bare(line)
                if len(plain) >= 4 and plain.isascii() and plain.isprintable() and "[REDACTED" not in plain:
                    yield row["path"], plain


def pages(path: Path) -> Iterator[str]:
    done = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    yield from done.stdout.decode("utf-8", "replace").split("\f")


def bare(text: str) -> str:
    return "".join(text.split())


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def claims_of_tests(ledger: Ledger, root: Path) -> None:
    """Let the tests that stand for the other claims run, each file by itself."""
    for name, claim in (
        ("test_length_independence", "length independence: packages differ in salts only"),
        ("test_digest_oracle", "digest oracle: with the PIN known no digest confirms it"),
        ("test_canary", "canary: in no log, temporary file, crash report or workbook after kill and crash"),
        ("test_review_rules", "forged verifier, resealed package, replayed round: told apart"),
        ("test_planted_leaks", "planted leaks: the build stops"),
        ("test_bad_input", "bad input gets a sentence and leaves nothing behind"),
        ("test_kill", "kills and interrupts of build and submission, on a small filing"),
        ("test_same_bytes", "same bytes, on a filing with hidden names, images and odd texts"),
        ("test_main_job", "the main job on odd names and encodings; pdftotext of listing and manifest"),
    ):
        path = root / "tests" / "e2e" / f"{name}.py"
        if not path.is_file():
            ledger.note(claim, holds=False, figures=f"{path.name} is missing")
            continue
        command = [sys.executable, "-m", "pytest", str(path), "-q", "-p", "no:cacheprovider"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        last = (done.stdout.strip().splitlines() or ["nothing"])[-1]
        ledger.note(claim, holds=done.returncode == 0, figures=last[:200])
