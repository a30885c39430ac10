"""Drives the real command line in this process or in a child, with a home, keys and a temporary folder of its own."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from codebinder.app import main
from codebinder.vault import folder as folder_keys
from codebinder.vault import pkcs8
from devkit.places import ROOT
from helpers.git_repo import Content, RepoBuilder
from helpers.small_template import HEAD, SOURCE

PASSPHRASE = "correct horse battery staple"
ENGINEER, LEGAL = "lin", "chen"

TEMPLATE = f"""{HEAD}requirements:
  - {{id: purpose, kind: multiline, level: optional, label: {{en: Purpose}}, {SOURCE}}}
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
  - {{id: image, kind: firmware, level: optional, label: {{en: Image}}, {SOURCE}}}
  - {{id: manual, kind: document, level: optional, label: {{en: Manual}}, {SOURCE}}}
listing: {{mode: whole, {SOURCE}}}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: deflate, {SOURCE}}}
"""
"""Asks for sources and takes everything else: what a test does with it is up to the test."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command ended with."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode()

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout; anything else there is a failure."""
        found = json.loads(self.raw)
        assert isinstance(found, dict)
        return cast("dict[str, Any]", found)


class Desk:
    """One person's place: `file` is the workbook, `keys` the folder of keys, `temp` the temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "w.codebinder"
        self.keys = folder / "keys"
        self.temp = folder / "temp"
        self.out = folder / "out"
        self.home = folder / "home"
        for each in (self.keys, self.temp, self.out, self.home):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.changes: dict[str, str | None] = {}

    def environment(self) -> dict[str, str]:
        """The whole environment of a command: nothing of this machine's settings."""
        values: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "CODEBINDER_CACHE_DIR": os.environ["CODEBINDER_CACHE_DIR"],
            "TMPDIR": str(self.temp),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONDONTWRITEBYTECODE": "1",
            "CODEBINDER_KEY_DIR": str(self.keys),
            "CODEBINDER_KEY_PASSPHRASE": PASSPHRASE,
            **self.changes,
        }
        return {name: value for name, value in values.items() if value is not None}

    def run(self, *arguments: object, expect: int | None = 0) -> Done:
        """Run a command here; `expect` is its exit code (None: any)."""
        with _place(self.environment()) as (out, err):
            code = main([str(each) for each in arguments])
        done = Done(code, out.getvalue(), err.getvalue().decode())
        assert expect is None or code == expect, f"{arguments}: exit {code}\n{done.raw!r}\n{done.err}"
        return done

    def __call__(self, *arguments: object, expect: int | None = 0) -> dict[str, Any]:
        """Run a command with --json and give its object."""
        return self.run(*arguments, "--json", expect=expect).json

    def start(self, *arguments: object, prelude: str = "", **options: Any) -> subprocess.Popen[bytes]:
        """Start a command in a child; `prelude` is Python that runs before it."""
        code = f"import sys\n{prelude}\nfrom codebinder.app import main\nsys.exit(main(sys.argv[1:]))"
        environment = {**self.environment(), "PYTHONPATH": str(ROOT / "app")}
        environment.update(options.pop("env", {}))
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
        )  # fmt: skip

    def child(self, *arguments: object, expect: int | None = 0, **options: Any) -> Done:
        """Run a command in a child."""
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=60)
        done = Done(process.returncode, out, err.decode())
        assert expect is None or done.code == expect, f"{arguments}: exit {done.code}\n{done.raw!r}\n{done.err}"
        return done

    # What every test begins with

    def template(self, text: str = TEMPLATE, name: str = "template.yaml") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def people(self) -> None:
        """Make both keys and put them on the roster."""
        if not (self.keys / f"{ENGINEER}.key.pem").exists():
            self.run("key", "new", ENGINEER, "--role", "engineer", "--person", "Lin Wei")
            self.run("key", "new", LEGAL, "--role", "legal", "--person", "Chen Yu")
        self.run("key", "trust", self.file, ENGINEER)
        self.run("key", "trust", self.file, LEGAL, "--as", ENGINEER)

    def begin(self, *, template: object = None, slug: str = "f") -> None:
        """Make a workbook with a product, a filing and two people."""
        self.run("new", self.file, "--vendor", "Example Devices", "--vendor-zh", "示例设备")
        self.people()
        self.run("product", "add", self.file, "--name", "Gateway", "--version", "2.1", "--slug", "gw")
        chosen = self.template() if template is None else template
        self.run("filing", "add", self.file, "--product", "gw", "--template", chosen, "--slug", slug)

    def source(
        self, files: Mapping[bytes, Content], *, slug: str = "src", filing: str = "f", more: object = ()
    ) -> Path:
        """Add a repository of one commit with `files`."""
        path = self.folder / f"{slug}-{filing}.git"
        repo = RepoBuilder(path, bare=True)
        repo.tag("v1.0", repo.commit(files))
        self.add(path, slug=slug, filing=filing, more=more)
        return path

    def add(self, repo: Path, *, slug: str = "src", filing: str = "f", more: object = ()) -> None:
        extra = cast("tuple[object, ...]", more)
        self.run(
            "source", "add", self.file, "--filing", filing, "--repo", repo, "--rev", "v1.0", "--slug", slug, *extra
        )

    def scan(self, filing: str = "f") -> int:
        return self.run("scan", self.file, "--filing", filing, expect=None).code

    def redact(self, *how: object, reason: str = "TS", filing: str = "f", expect: int = 0) -> dict[str, Any]:
        return self("redact", self.file, "--filing", filing, *how, "--reason", reason, "--as", ENGINEER, expect=expect)

    def submit(self, filing: str = "f", *, expect: int = 0) -> dict[str, Any]:
        return self("review", "submit", self.file, "--filing", filing, "--as", ENGINEER, expect=expect)

    def decide(self, *which: object, verdict: str = "approve", filing: str = "f", expect: int = 0) -> dict[str, Any]:
        chosen = which or ("--all",)
        return self(
            "review", "decide", self.file, "--filing", filing, *chosen, "--verdict", verdict, "--as", LEGAL,
            *(("--comment", "not like this") if verdict == "reject" else ()), expect=expect,
        )  # fmt: skip

    def sign(self, filing: str = "f", *, expect: int = 0) -> dict[str, Any]:
        return self("review", "sign", self.file, "--filing", filing, "--as", LEGAL, expect=expect)

    def approve(self, filing: str = "f") -> None:
        """Submit, decide everything, sign."""
        self.submit(filing)
        self.decide(filing=filing)
        self.sign(filing)

    def build(self, out: Path | None = None, *more: object, filing: str = "f", expect: int = 0) -> dict[str, Any]:
        target = out or self.out
        return self("build", self.file, "--filing", filing, "--out", target, "--as", ENGINEER, *more, expect=expect)

    def package(self, out: Path | None = None, *more: object, filing: str = "f") -> Path:
        """Build, and give the archive."""
        return Path(self.build(out, *more, filing=filing)["build"]["archive"])

    def rounds(self, filing: str = "f") -> list[dict[str, Any]]:
        return self("list", self.file, "rounds", "--filing", filing)["rounds"]

    def copy(self, folder: Path) -> Desk:
        """Give a desk that is a copy of this one."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Desk(folder)


@contextlib.contextmanager
def _place(environment: Mapping[str, str]) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Let a command find `environment` and its own stdout and stderr; afterwards everything is as before."""
    before = dict(os.environ)
    handler = signal.getsignal(signal.SIGTERM)
    temp, tempfile.tempdir = tempfile.tempdir, None
    out, err = io.BytesIO(), io.BytesIO()
    streams = io.TextIOWrapper(out, write_through=True), io.TextIOWrapper(err, write_through=True)
    os.environ.clear()
    os.environ.update(environment)
    folder_keys.decrypt_seed = _opened_once
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            yield out, err
    finally:
        for stream in streams:
            stream.flush()
            stream.detach()
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = temp
        folder_keys.decrypt_seed = pkcs8.decrypt_seed
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


@functools.cache
def _seed(pem: bytes, passphrase: str, where: str) -> bytes:
    return pkcs8.decrypt_seed(pem, passphrase, where=where)


def _opened_once(pem: bytes, passphrase: str, *, where: str) -> bytes:
    """Open a key as the product does, but each only once: stretching a passphrase takes most of a command's time."""
    return _seed(pem, passphrase, where)


def members(archive: Path) -> dict[str, bytes]:
    """Every member of a package by its path below the top folder."""
    with zipfile.ZipFile(archive) as opened:
        return {info.filename.partition("/")[2]: opened.read(info) for info in opened.infolist()}


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a package and give its top folder."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (top,) = folder.iterdir()
    return top


def listing(folder: Path) -> set[str]:
    """Every path below `folder`."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
