"""Workbooks, packages, packets, answers, openings and recovery files made by earlier commits of this very program,
opened by the present one; and the other way round: theirs refuse what the present one wrote, and leave every byte.

The commits are those at which a format or a way of working was finished. They run under the present interpreter and
libraries; one that is not in this clone, or does not run any more, is skipped with the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from devkit.building import FROZEN
from devkit.places import APP, ROOT, VENV_PYTHON
from helpers import oldbooks
from prove.ledger import Ledger

COMMITS = {
    "90ce05a": "the main job, format 1",
    "9c92049": "detection, format 2",
    "3bcda8e": "redaction, openings and recovery, format 3",
    "406c772": "review on another machine, format 4",
    "856d8e6": "the window",
    "3decf8a": "templates and papers",
    "b55321a": "firmware, format 5",
}
_IMAGE = "mg240-2-4-1"
_LEGAL, _ENGINEER = "chen-yu", "lin-wei"
_RUN = "import sys; from codebinder.app import main; sys.exit(main())"
_KNOWING = (
    "import sys; from codebinder.verify import package; package.RELEASES['old'] = sys.argv.pop(1); "
    "from codebinder.app import main; sys.exit(main())"
)
"""The present program in the state in which a release is made: it knows the verifiers of those before."""
_PARTS = ("app", "resources", "filing_templates")


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return cast("dict[str, Any]", json.loads(self.out))


@dataclass(frozen=True, slots=True)
class Program:
    """One version of the program, by the folder of its sources, working in the folder of a sample."""

    source: Path
    home: Path
    keys: Path
    before: str = ""

    def __call__(self, *words: str | Path) -> Done:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(self.source),
            "PYTHONDONTWRITEBYTECODE": "1",
            "CODEBINDER_KEY_DIR": str(self.keys),
            "CODEBINDER_KEY_PASSPHRASE": oldbooks.PASSPHRASE,
            "CODEBINDER_CONFIG_DIR": str(self.home / "config"),
            "CODEBINDER_CACHE_DIR": str(self.home / "cache"),
        }
        self.home.mkdir(parents=True, exist_ok=True)
        start = [_KNOWING, self.before] if self.before else [_RUN]
        command = [str(VENV_PYTHON), "-c", *start, *(str(word) for word in words)]
        done = subprocess.run(command, env=env, check=False, capture_output=True, timeout=600)
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def part(ledger: Ledger, folder: Path, values: argparse.Namespace) -> None:
    """Go through every commit; with a frozen tree, exchange it under a running program."""
    tree: Path | None = getattr(values, "tree", None) or (FROZEN / "codebinder")
    if tree is not None and tree.is_dir():
        _exchanged(ledger, tree, folder / "exchanged")
    else:
        ledger.skip("a frozen program that is replaced while it runs", "no frozen tree here: dev.py freeze makes one")
    for commit, what in COMMITS.items():
        print(f"\n   {commit}: {what}", flush=True)
        room = folder / commit
        sources = _sources(commit, room / "source")
        if sources is None:
            ledger.skip(f"{commit} {what}", "this clone has no such commit")
            continue
        old = Program(sources, room / "old-home", room / "sample" / "keys")
        made = old("demo", "--out", room / "sample")
        if made.code != 0:
            ledger.skip(f"{commit} {what}", f"it does not run with these libraries: {made.err.strip()[-160:]}")
            continue
        verifier = _digest(sources / "codebinder" / "verify" / "standalone.py")
        new = Program(APP, room / "new-home", old.keys, verifier)
        _one(ledger, commit, old, new, room)


def _exchanged(ledger: Ledger, tree: Path, room: Path) -> None:
    """Another build is put under a running job, file by file by renaming, as package managers do it."""
    live, out = room / "live", room / "sample"
    shutil.copytree(tree, live, symlinks=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(room), "LC_ALL": "C.UTF-8", "CODEBINDER_CACHE_DIR": str(room / "c")}
    command = [str(live / "codebinder"), "demo", "--out", str(out)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
        while not (out / "meridian.codebinder").exists() and job.poll() is None:
            time.sleep(0.02)
        for path in (live / "codebinder.pkg", live / "_internal" / "codebinder" / "build.json"):
            part = path.with_name(f"{path.name}.new")
            part.write_bytes(bytes(path.stat().st_size))
            part.replace(path)
        _, said = job.communicate(timeout=300)
    text = said.decode("utf-8", "replace").strip()
    one = job.returncode == 3 and "replaced by another version" in text and "Traceback" not in text
    ledger.note(
        "a job under which the program is replaced ends with a sentence", one, f"{job.returncode}: {text[-120:]}"
    )
    ledger.note("and leaves no package", not list(out.glob("package/*/*.zip")))
    new = Program(APP, room / "home", out / "keys")
    done = new("audit", out / "meridian.codebinder")
    ledger.note("its workbook is whole", done.code == 0, done.out.strip()[:80])


def _sources(commit: str, out: Path) -> Path | None:
    command = ["git", "archive", "--format=tar", commit, *_PARTS]
    packed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    if packed.returncode != 0:
        return None
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(out, filter="data")
    return out / "app"


def _one(ledger: Ledger, commit: str, old: Program, new: Program, room: Path) -> None:
    book = room / "sample" / "meridian.codebinder"
    sent = _sent(old, book)
    before, version = _digest(book), oldbooks.version_of(book)
    seen = {what: old("list", book, what, "--json") for what in ("findings", "redactions", "audit")}
    columns = oldbooks.columns(book)
    rows = oldbooks.rows(book, columns)
    filed = "as-filed", book, "--path", "tools/publish.py"
    _looked(ledger, commit, new, book, seen)
    same = new(*filed) == old(*filed)
    ledger.note(f"{commit}: what would leave is the same bytes", same, "tools/publish.py, with what is hidden in it")
    ledger.note(f"{commit}: looking changes nothing", _digest(book) == before, f"format {version}")
    _outside(ledger, commit, new, book, sent)
    _brought(ledger, commit, new, book, version)
    kept = oldbooks.rows(book, columns)
    lost = [table for table, held in rows.items() if not set(map(repr, held)) <= set(map(repr, kept[table]))]
    ledger.note(f"{commit}: every row is there after the upgrade", lost == ["vendor"] or not lost, ", ".join(lost))
    _back(ledger, commit, old, book, version)
    if "answer" in sent:
        done = new("review", "import", book, sent["answer"], "--as", _ENGINEER)
        ledger.note(f"{commit}: its answer is taken in", done.code == 0, done.err.strip()[:120])
    _onward(ledger, commit, new, book, room)


def _sent(old: Program, book: Path) -> dict[str, Path]:
    """Have the old program make whatever it can: what it has no command for is not there."""
    to = old("key", "export", _LEGAL).out.strip().splitlines()[0]
    folder = book.parent
    wanted = {
        "opening": ("opening", "make", book, "--redaction", "R-1", "--to", to, "--as", _LEGAL, "--out"),
        "packet": ("review", "export", book, "--to", to, "--as", _ENGINEER, "--out"),
        "answer": ("review", "answer", folder / "sent-packet", "--as", _LEGAL, "--out"),
        "recovery": ("recovery", "export", book, "--to", to, "--out"),
    }
    made: dict[str, Path] = {}
    for name, words in wanted.items():
        path = folder / f"sent-{name}"
        if old(*words, path).code == 0 and path.is_file():
            made[name] = path
    return made


def _looked(ledger: Ledger, commit: str, new: Program, book: Path, seen: dict[str, Done]) -> None:
    checked = new("checklist", book, "--json")
    ledger.note(f"{commit}: checklist, nothing unmet", checked.code == 0, f"{len(checked.out)} bytes")
    audit = new("audit", book)
    ledger.note(f"{commit}: the audit chain is whole", audit.code == 0, audit.out.strip().splitlines()[-1][:80])
    for what, theirs in seen.items():
        ours = new("list", book, what, "--json").json[what]
        known = ("id", "seq", "path", "start", "end", "state", "hash", "reason")
        same = [_told(each, known) for each in ours] == [_told(each, known) for each in theirs.json[what]]
        ledger.note(f"{commit}: the same {what}", same, str(len(ours)))


def _told(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def _outside(ledger: Ledger, commit: str, new: Program, book: Path, sent: dict[str, Path]) -> None:
    """What went out of the house: the package, a packet, an answer, an opening, a recovery file."""
    package = next((book.parent / "package").rglob("*.zip"))
    held = new("verify", package, "--level", "full", "--json").json["verify"]
    failed = sorted(line["name"] for line in held["lines"] if line["outcome"] == "FAIL")
    ledger.note(f"{commit}: its package verifies", held["exit_code"] == 0, f"not passed: {failed or 'nothing'}")
    for name, words in (
        ("packet", ("review", "show", sent.get("packet", ""), "--as", _LEGAL)),
        ("opening", ("opening", "check", package, sent.get("opening", ""), "--as", _LEGAL)),
    ):
        if name in sent:
            done = new(*words)
            ledger.note(f"{commit}: its {name} opens", done.code == 0, (done.err.strip() or "as it was")[:120])
    if "recovery" in sent:
        _recovered(ledger, commit, new, book, sent["recovery"])


def _recovered(ledger: Ledger, commit: str, new: Program, book: Path, recovery: Path) -> None:
    """On a computer that has the lawyer's key and not the workbook's own."""
    other = Program(new.source, new.home.with_name("other-home"), book.parent.parent / "other-keys")
    shutil.copytree(new.keys, other.keys)
    other.keys.chmod(0o700)
    for seal in other.keys.glob("*.seal.pem"):
        seal.unlink()
    copy = book.parent.parent / "other" / book.name
    copy.parent.mkdir()
    shutil.copy(book, copy)
    done = other("recovery", "import", copy, "--from", recovery, "--as", _LEGAL)
    ledger.note(f"{commit}: its recovery file gives the key back", done.code == 0, done.err.strip()[:120])


def _brought(ledger: Ledger, commit: str, new: Program, book: Path, version: int) -> None:
    before = book.read_bytes()
    done = new("vendor", "set", book, "contact=upgraded")
    now = oldbooks.version_of(book)
    newest = oldbooks.FORMATS[-1]
    ledger.note(
        f"{commit}: the first change brings it to format {newest}",
        done.code == 0 and now == newest,
        f"{version} to {now}",
    )
    kept = book.with_name(f"{book.name}.format-{version}")
    if version != newest:
        same = kept.is_file() and kept.read_bytes() == before
        ledger.note(f"{commit}: as it was it is kept, and told", same and kept.name in done.err, kept.name)


def _back(ledger: Ledger, commit: str, old: Program, book: Path, version: int) -> None:
    """The old program is handed what the present one wrote, and then what was kept for it."""
    if version == oldbooks.FORMATS[-1]:
        return
    before = _digest(book)
    for words in (("checklist", book), ("vendor", "set", book, "contact=old")):
        done = old(*words)
        said = done.err.strip()
        fine = done.code == 3 and len(said.splitlines()) == 1 and "newer Codebinder" in said
        ledger.note(f"{commit}: the old program refuses it: {words[0]}", fine, said[:140])
    ledger.note(f"{commit}: and leaves it byte for byte", _digest(book) == before, before[:16])
    done = old("checklist", book.with_name(f"{book.name}.format-{version}"))
    ledger.note(f"{commit}: the old program opens the kept copy", done.code == 0, done.err.strip()[:120])


def _onward(ledger: Ledger, commit: str, new: Program, book: Path, room: Path) -> None:
    """The work goes on: a new round over the upgraded workbook, signed, built and verified."""
    steps = (
        ("scan", book),
        # A newer program sees more than the old one did: into images, and where code contradicts what is stated.
        ("firmware", "disclose", book, "--firmware", _IMAGE, "--disclose", "digest", "--confirm-digest"),
        ("filing", "set", book, "--from", _rulings(new, book, room)),
        ("keep", book, "--all", "--note", "known", "--as", _ENGINEER),
        ("review", "submit", book, "--as", _ENGINEER),
        ("review", "decide", book, "--all", "--verdict", "approve", "--as", _LEGAL),
        ("review", "sign", book, "--as", _LEGAL),
        ("build", book, "--out", room / "again", "--as", _ENGINEER),
    )
    (room / "again").mkdir()
    for words in steps:
        done = new(*words)
        if done.code != 0 and (done.code, words[0]) != (1, "scan"):
            said = done.err.strip()
            # What the old program hid in the sources the new one also sees in the image: that is a person's to decide.
            seen = done.code in {1, 3} and "something hidden" in said
            ledger.note(f"{commit}: goes on, or names what it sees anew", seen, f"{words[0]}: {said[:160]}")
            return
    done = new("verify", next((room / "again").rglob("*.zip")), "--level", "full")
    ledger.note(f"{commit}: goes on, or names what it sees anew", done.code == 0, done.out.splitlines()[0][:80])


def _rulings(new: Program, book: Path, room: Path) -> Path:
    """Write the reasons for what the code is said to contradict."""
    new("scan", book)
    rows = new("checklist", book, "--json").json["requirements"]
    found = [row["requirement"] for row in rows if row["requirement"].startswith("contradicted_")]
    path = room / "rulings.yaml"
    path.write_text(json.dumps({"rulings": dict.fromkeys(found, "The sample is as it is.")}), encoding="utf-8")
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
