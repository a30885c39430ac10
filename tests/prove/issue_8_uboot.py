"""Builds U-Boot from a real commit and files the image with its source and with wrong ones: what each explains."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpers.filing_job import TEMPLATES, Job, absent_files, git, literal_rules
from prove.ledger import Ledger

CONFIG, CROSS = "qemu_arm64_defconfig", "aarch64-linux-gnu-"
TEMPLATE = "cn-cbrc-317"
AT_LEAST, AT_MOST = 80.0, 10.0
OLDER = "v2014.01"


def tied(ledger: Ledger, repos: Sequence[Path], rev: str, folder: Path) -> None:
    """Carry out the part: `repos` are U-Boot's git folder, then those of sources that the image was not made from."""
    if not repos or shutil.which(f"{CROSS}gcc") is None:
        ledger.skip("U-Boot tied to its source", f"give --path and have {CROSS}gcc")
        return
    own = repos[0].resolve()
    commit = git(own, "rev-parse", f"{rev}^{{commit}}").decode().strip()
    tree = folder / "u-boot"
    _export(own, commit, tree)
    _make(tree, folder)
    for name in ("u-boot.bin", "u-boot"):
        image = folder / f"image-{name}"
        shutil.copyfile(tree / name, image)
        right = _tie(folder / f"right-{name}", image, own, commit)
        ledger.note(f"{name}: its own source explains most of it", right["percent"] >= AT_LEAST, _figures(right))
        named = [each for each in right["matches"] if each["kind"] == "version" and each["component"]]
        ledger.note(f"{name}: the version is the source's", bool(named), ", ".join(each["text"] for each in named))
        for number, repo in enumerate(repos[1:]):
            wrong = _tie(folder / f"wrong-{number}-{name}", image, repo.resolve(), "HEAD")
            ledger.note(
                f"{name}: {repo.resolve().parent.name} explains next to nothing of it",
                wrong["percent"] <= AT_MOST, _figures(wrong),
            )  # fmt: skip
        older = _tie(folder / f"older-{name}", image, own, OLDER)
        ledger.note(f"{name}: {OLDER} explains clearly less", 2 * older["percent"] <= right["percent"], _figures(older))


def _export(repo: Path, commit: str, out: Path) -> None:
    """Write a commit's files out; what a partial clone does not hold is left out."""
    absent = set(absent_files(repo, commit))
    out.mkdir()
    environment = {**os.environ, "GIT_INDEX_FILE": str(out.parent / "index"), "GIT_NO_LAZY_FETCH": "1"}
    plain = ["git", f"--git-dir={repo}", f"--work-tree={out}"]
    subprocess.run([*plain, "read-tree", commit], check=True, env=environment)
    if absent:
        subprocess.run(
            [*plain, "update-index", "--force-remove", "-z", "--stdin"], input=b"\0".join(absent), check=True,
            env=environment, cwd=out,
        )  # fmt: skip
    subprocess.run([*plain, "checkout-index", "--all", "--quiet"], check=True, env=environment, cwd=out)


def _make(tree: Path, folder: Path) -> None:
    with (folder / "make.log").open("wb") as log:
        for target in (CONFIG, "-j2"):
            words = ["make", target, f"CROSS_COMPILE={CROSS}"]
            # Some last steps ask for programs that only make other images: what matters is there by then.
            subprocess.run(words, cwd=tree, stdout=log, stderr=subprocess.STDOUT, check=False)
    if not (tree / "u-boot.bin").is_file():
        raise ValueError((folder / "make.log").read_text(errors="replace")[-400:])


def _tie(folder: Path, image: Path, repo: Path, rev: str) -> dict[str, Any]:
    folder.mkdir()
    job = Job(folder)
    job.begin(TEMPLATES / TEMPLATE)
    job.add(repo, rev, exclude=literal_rules(absent_files(repo, rev)))
    job.run("firmware", "add", job.file, "--image", image, "--disclose", "withheld", "--slug", "image")
    told = job.run("firmware", "tie", job.file, "--firmware", "image", step="tie")["tie"]
    step = job.steps["tie"]
    print(f"   {repo.parent.name} {rev[:12]}: {step.wall:.0f} s, peak {step.peak / (1 << 20):.0f} MB", flush=True)
    found: dict[str, Any] = told
    return found


def _figures(tie: dict[str, Any]) -> str:
    return (
        f"{tie['percent']:.1f} % of {tie['strings']} strings, {tie['symbols_explained']} of {tie['symbols']} symbols, "
        f"{len(tie['files'])} files"
    )
