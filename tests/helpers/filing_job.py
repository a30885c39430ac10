"""Carries one repository through the product's command line, in children that are measured: for bench and prove."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from devkit.places import ROOT
from helpers.git_repo import git_environment
from helpers.measure import Measured, measured

ENGINEER, LEGAL = "lin", "chen"
CODEBINDER = "import sys; from codebinder.app import main; sys.exit(main())"
TEMPLATES = ROOT / "filing_templates"
SAMPLES = ROOT / "resources" / "samples"


class Failed(Exception):
    """A step ended otherwise than it should have."""


@dataclass(slots=True)
class Job:
    """One workbook in `folder`. `steps` holds what each step of the main job took."""

    folder: Path
    steps: dict[str, Measured] = field(default_factory=dict[str, Measured])
    changes: dict[str, str] = field(default_factory=dict[str, str])
    workers: int = 0

    def __post_init__(self) -> None:
        for each in (self.keys, self.out, self.temp, self.home):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def file(self) -> Path:
        return self.folder / "job.codebinder"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def environment(self) -> dict[str, str]:
        """Give everything that a child's environment holds."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT / "app"),
            "CODEBINDER_KEY_DIR": str(self.keys),
            "CODEBINDER_KEY_PASSPHRASE": "passphrase",
            **self.changes,
        }

    def command(self, *words: object) -> list[str]:
        more = ["--workers", str(self.workers)] if self.workers else []
        return [sys.executable, "-c", CODEBINDER, *map(str, words), "--json", *more]

    def run(
        self, *words: object, step: str = "", codes: Sequence[int] = (0,), memory: bool = False, cwd: Path | None = None
    ) -> dict[str, Any]:
        """Run one command and give its JSON object; raise Failed where it ends otherwise than with `codes`."""
        done = measured(self.command(*words), env=self.environment(), cwd=cwd, memory=memory or bool(step))
        if step:
            self.steps[step] = done
        if done.code not in codes:
            said = (done.errors or done.output).strip()[-1500:]
            raise Failed(f"codebinder {' '.join(map(str, words[:3]))}: exit {done.code}: {said}")
        return cast("dict[str, Any]", json.loads(done.output)) if done.output.strip().startswith("{") else {}

    def begin(self, template: str | Path) -> None:
        """Make keys, workbook, product and filing."""
        self.run("key", "new", ENGINEER, "--role", "engineer", "--person", "Lin Wei")
        self.run("key", "new", LEGAL, "--role", "legal", "--person", "Chen Yu")
        self.run("new", self.file, "--vendor", "Example Devices", "--vendor-zh", "示例设备有限公司")
        self.run("key", "trust", self.file, ENGINEER)
        self.run("key", "trust", self.file, LEGAL, "--as", ENGINEER)
        product = ("--name", "Gateway", "--version", "2.4.1", "--category", "HW.network.router", "--slug", "gateway")
        self.run("product", "add", self.file, *product)
        self.run("filing", "add", self.file, "--product", "gateway", "--template", template, "--slug", "filing")

    def answer(self) -> None:
        """Answer the form of cn-cbrc-317, documents and image included."""
        self.run("filing", "set", self.file, "--from", SAMPLES / "fields.yaml")
        image = next(iter((SAMPLES / "firmware").iterdir()))
        self.run("firmware", "add", self.file, "--image", image, "--disclose", "whole", "--slug", "image")
        for requirement, name in (("ipr_certificate", "certificate.pdf"), ("test_certificate", "test-report.pdf")):
            path = SAMPLES / "documents" / name
            self.run("document", "add", self.file, "--requirement", requirement, "--path", path)

    def add(self, repo: Path, rev: str = "HEAD", slug: str = "source", exclude: Sequence[str] = ()) -> dict[str, Any]:
        rules = [word for rule in exclude for word in ("--exclude", rule)]
        return self.run(
            "source", "add", self.file, "--repo", repo, "--rev", rev, "--slug", slug, *rules, step="source add"
        )

    def scan(self) -> dict[str, Any]:
        return self.run("scan", self.file, step="scan", codes=(0, 1))

    def findings(self) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", self.run("list", self.file, "findings")["findings"])

    def redact(self, ids: Sequence[str] = ()) -> None:
        """Redact the findings named, or every one that is open."""
        which = [word for each in ids for word in ("--finding", each)] or ["--all"]
        self.run("redact", self.file, *which, "--reason", "CRY", "--as", ENGINEER, step="redact")

    def approve(self) -> None:
        """Submit, decide everything, sign."""
        self.run("review", "submit", self.file, "--as", ENGINEER, step="submit")
        verdict = ("--all", "--verdict", "approve", "--as", LEGAL)
        self.run("review", "decide", self.file, *verdict, step="decide", codes=(0, 3))  # 3: there is nothing to decide
        self.run("review", "sign", self.file, "--as", LEGAL, step="sign")

    def build_words(self, out: Path, *, draft: bool = False) -> list[object]:
        return ["build", self.file, "--out", out, "--as", ENGINEER, *(["--draft"] if draft else [])]

    def build(self, out: Path | None = None, *, draft: bool = False, cwd: Path | None = None) -> Path:
        """Build, and give the archive."""
        target = out or self.out
        target.mkdir(exist_ok=True)
        report = self.run(*self.build_words(target, draft=draft), step="build", cwd=cwd)["build"]
        return Path(report["archive"])


def without_listing(folder: Path) -> Path:
    """Write cn-cbrc-317 without its printed listing into `folder`."""
    text = (TEMPLATES / "cn-cbrc-317" / "template.yaml").read_text(encoding="utf-8")
    path = folder / "without-listing.yaml"
    path.write_text(text.replace("listing:\n  mode: whole\n", "listing:\n  mode: none\n"), encoding="utf-8")
    return path


def git(repo: Path, *words: str, given: bytes = b"", env: dict[str, str] | None = None) -> bytes:
    """Ask git something about a repository."""
    command = ["git", "-C", str(repo), *words]
    return subprocess.run(
        command, input=given, capture_output=True, check=True, env={**git_environment(), **(env or {})}
    ).stdout


def newest_tag(repo: Path) -> str:
    """Give the tag that HEAD or its newest ancestor carries, or HEAD."""
    try:
        return git(repo, "describe", "--tags", "--abbrev=0", "HEAD").decode().strip()
    except subprocess.CalledProcessError:
        return "HEAD"


def absent_files(repo: Path, rev: str) -> list[bytes]:
    """Give the paths at `rev` whose content a partial clone does not hold."""
    rows = [row.split(b"\t", 1) for row in git(repo, "ls-tree", "-r", "-z", rev).split(b"\0") if row]
    blobs = [(head.split()[2], path) for head, path in rows if head.split()[1] == b"blob"]
    asked = b"".join(name + b"\n" for name, _ in blobs)
    held = git(repo, "cat-file", "--batch-check", given=asked, env={"GIT_NO_LAZY_FETCH": "1"}).splitlines()
    return [path for (_, path), said in zip(blobs, held, strict=True) if said.endswith(b" missing")]


def literal_rules(paths: Sequence[bytes]) -> list[str]:
    """Give exclude rules that match exactly these paths."""
    return ["/" + re.sub(r"([*?\[\]\\!#])", r"\\\1", os.fsdecode(path)) for path in paths]


def scratch(prefix: str) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"codebinder-{prefix}-", ignore_cleanup_errors=True)
