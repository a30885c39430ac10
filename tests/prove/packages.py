"""A package from one repository, by the product's commands, and everybody's verdict on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.filing_job import ENGINEER, Failed, Job, absent_files, git, literal_rules, without_listing
from helpers.measure import measured
from prove.ledger import Ledger

MEGA = 1 << 20
AIM = 400 * MEGA
SMALL = 4_000
"""Up to so many files the whole source is printed as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What was made of one repository."""

    name: str
    job: Job
    archive: Path
    top: Path


def prepare(ledger: Ledger, repo: Path, rev: str, folder: Path, *, printed: bool | None = None) -> Job:
    """Bring one repository up to its signature."""
    name = label(repo)
    job = Job(folder)
    files = git(repo, "ls-files", "--recurse-submodules", "-z").count(b"\0") if is_work_tree(repo) else 0
    files = files or git(repo, "ls-tree", "-r", "-z", rev).count(b"\0")
    whole = files <= SMALL if printed is None else printed
    job.begin("cn-cbrc-317" if whole else without_listing(folder))
    job.answer()
    absent = absent_files(repo, rev)
    report = job.add(repo, rev, exclude=literal_rules(absent))["source"]
    found = job.scan()["scan"]
    if found["open"]:
        job.redact()
    job.approve()
    figures = f"{rev}: {report['files']} files, {report['size'] / 1e6:.1f} MB, {len(absent)} absent and excluded"
    figures += f", {report['submodules']} submodules" if report.get("submodules") else ""
    listing = "with its listing" if whole else "without listing"
    ledger.note(
        f"{name}: reviewed and signed, {listing}", holds=True, figures=f"{figures}, {found['findings']} findings"
    )
    return job


def build_and_verify(ledger: Ledger, repo: Path, rev: str, folder: Path, *, printed: bool | None = None) -> Package:
    """Build the package of one repository and let everybody verify it."""
    name = label(repo)
    job = prepare(ledger, repo, rev, folder, printed=printed)
    archive = job.build()
    took = ", ".join(f"{step} {each.wall:.1f} s" for step, each in job.steps.items())
    peak = max(each.peak for each in job.steps.values())
    ledger.note(f"{name}: built", holds=archive.is_file(), figures=f"{archive.stat().st_size / 1e6:.1f} MB; {took}")
    figures = f"at most {peak / MEGA:.0f} MB (aim {AIM // MEGA})"
    ledger.note(f"{name}: memory over all processes", holds=peak <= AIM, figures=figures)
    top = unpacked(archive, folder / "unpacked")
    keys = job.run("key", "list")["keys"]
    signer = next(key["fingerprint"] for key in keys if key["name"] == ENGINEER)
    told = job.run("verify", archive, "--level", "full", "--signer", signer, step="verify", codes=(0, 1))["verify"]
    took = f"{job.steps['verify'].wall:.1f} s, {job.steps['verify'].peak / MEGA:.0f} MB"
    ledger.note(
        f"{name}: codebinder verify --level full", holds=told["exit_code"] == 0, figures=f"{took}: {told['verdict']}"
    )
    others(ledger, name, top)
    return Package(name=name, job=job, archive=archive, top=top)


def others(ledger: Ledger, name: str, top: Path) -> None:
    """Let the package's own verifier, coreutils and the Library of Congress's tool look at it."""
    python = shutil.which("python3") or sys.executable
    checks: dict[str, list[str]] = {
        "python3 -I verify.py": [python, "-I", "verify.py", "--level", "full"],
        "sha256sum -c": ["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"],
        "cksum -a sm3 -c": ["cksum", "-a", "sm3", "--quiet", "--strict", "-c", "SM3SUMS"],
        "bagit --validate": [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "."],
    }
    for title, command in checks.items():
        if shutil.which(command[0]) is None or (command[0] == "cksum" and not cksum_knows_sm3()):
            ledger.skip(f"{name}: {title}", "not on this machine")
            continue
        done = measured(command, cwd=top)
        said = "" if not done.code else (done.output + done.errors)[-300:]
        ledger.note(f"{name}: {title}", holds=done.code == 0, figures=f"{done.wall:.1f} s {said}")


def cksum_knows_sm3() -> bool:
    done = subprocess.run(["cksum", "--help"], capture_output=True, text=True, check=False)
    return "sm3" in done.stdout


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (top,) = folder.iterdir()
    return top


def is_work_tree(repo: Path) -> bool:
    return (repo / ".git").exists()


def label(repo: Path) -> str:
    """Give a short name for a repository."""
    return repo.parent.name if repo.name in {"repo", "repo.git", ".git"} else repo.name.removesuffix(".git")


def add_all(ledger: Ledger, repos: Sequence[tuple[Path, str]], folder: Path) -> list[Package]:
    """Do it for every repository; a failure of one does not stop the next."""
    made: list[Package] = []
    for number, (repo, rev) in enumerate(repos):
        with ledger.part(f"a package from {label(repo)}"):
            place = folder / f"repo-{number}"
            place.mkdir()
            made.append(build_and_verify(ledger, repo, rev, place))
    return made


__all__ = ["Failed", "Package", "add_all", "build_and_verify", "label", "prepare"]
