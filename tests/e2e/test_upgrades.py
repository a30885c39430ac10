"""Downgrade: whatever a newer version wrote gets one sentence with what to do next, exit code 3, and stays as it is.

The newer version is real: this program's own code with the versions of its formats counted up.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from codebinder.workbook import kept_copies
from helpers import newer_program as newer
from helpers import oldbooks
from helpers.desk import ENGINEER, LEGAL, Desk, Done

PEOPLE = (ENGINEER, "engineer"), (LEGAL, "legal")
FILES = {b"main.c": b"int a;\r\nint trade_secret = 42 * k;\r\nint b;\r\n"}
CHILD = """
import json, os, sys
passphrase = os.environ["CODEBINDER_KEY_PASSPHRASE"]
from codebinder.app import main
from codebinder.vault import folder
from helpers import desk
folder.decrypt_seed = desk._opened_once
for words in json.loads(sys.argv[1]):
    os.environ["CODEBINDER_KEY_PASSPHRASE"] = passphrase
    code = main(words)
    if code:
        break
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Program:
    """The package below `source`, working at a desk."""

    desk: Desk
    source: Path

    def all(self, *commands: Sequence[object], expect: int | None = 0) -> Done:
        """Run commands in one child, until one fails."""
        places = [self.source, *(each for each in sys.path if each.endswith(("/tests", "/packaging")))]
        env = {**self.desk.environment(), "PYTHONPATH": os.pathsep.join(map(str, places))}
        words = json.dumps([[str(word) for word in command] for command in commands])
        done = subprocess.run([sys.executable, "-c", CHILD, words], env=env, check=False, capture_output=True)
        made = Done(done.returncode, done.stdout, done.stderr.decode())
        assert expect is None or made.code == expect, made
        return made

    def __call__(self, *words: object, expect: int | None = 0) -> Done:
        return self.all(words, expect=expect)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A package and a submitted round of the present version, and what a newer one made of and beside them."""
    folder = tmp_path_factory.mktemp("upgrades")
    desk = Desk(folder / "desk")
    desk.begin()
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "main.c", "--lines", "2-2")
    desk.approve()
    desk.package()
    run = Program(desk, newer.newer_program(folder, newer.RECOVERY))
    desk.run("review", "export", desk.file, "--to", LEGAL, "--out", desk.folder / "today.packet", "--as", ENGINEER)
    run("recovery", "export", desk.file, "--to", LEGAL, "--out", desk.folder / "newer.recovery")
    return desk


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A whole filing made by a version with newer signed objects and packages; a second workbook of a newer format."""
    folder = tmp_path_factory.mktemp("theirs")
    desk = Desk(folder / "desk")
    run = Program(desk, newer.newer_program(folder, newer.SIGNED, newer.PACKAGE_FORMAT, newer.VERIFIER))
    repo = Desk(folder / "other")
    repo.begin()
    path = repo.source(FILES)
    people = [("key", "new", name, "--role", role, "--person", f"Person {name}") for name, role in PEOPLE]
    run.all(
        ("new", desk.file, "--vendor", "Example Devices"),
        *people,
        ("key", "trust", desk.file, ENGINEER),
        ("key", "trust", desk.file, LEGAL, "--as", ENGINEER),
        ("product", "add", desk.file, "--name", "Gateway", "--version", "2.1", "--slug", "gw"),
        ("filing", "add", desk.file, "--product", "gw", "--template", desk.template(), "--slug", "f"),
        ("source", "add", desk.file, "--repo", path, "--rev", "v1.0", "--slug", "src"),
        ("scan", desk.file),
        ("review", "submit", desk.file, "--as", ENGINEER),
        ("review", "export", desk.file, "--to", LEGAL, "--out", desk.folder / "newer.packet", "--as", ENGINEER),
        ("review", "sign", desk.file, "--as", LEGAL),
        ("build", desk.file, "--out", desk.out, "--as", ENGINEER),
    )
    return desk


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for locks and what a program keeps of its own."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock") and "home" not in path.relative_to(folder).parts
    }


def refused(desk: Desk, *words: object, says: str = "newer") -> None:
    """One sentence with what to do next, in both languages and as JSON; nothing is changed."""
    before = digests(desk.folder)
    done = desk.run(*words, expect=3)
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert says in done.err
    assert not done.raw
    told = desk(*words, expect=3)
    assert told["exit"] == 3
    assert "newer" in f"{told['error']} {told['next_step']}"
    assert "较新" in desk.run(*words, "--lang", "zh", expect=3).err
    assert digests(desk.folder) == before


def test_a_workbook_of_a_newer_format(made: Desk, tmp_path: Path) -> None:
    desk = made.copy(tmp_path / "desk")
    run = Program(desk, newer.newer_program(tmp_path, newer.WORKBOOK))
    before = desk.file.read_bytes()
    run("checklist", desk.file, expect=None)
    assert desk.file.read_bytes() == before
    done = run("vendor", "set", desk.file, "contact=newer")
    assert "kept beside it" in done.err
    for words in (("checklist", desk.file), ("audit", desk.file), ("vendor", "set", desk.file, "contact=now")):
        refused(desk, *words)
    (kept,) = kept_copies(desk.file)
    assert kept.read_bytes() == before
    assert desk.run("audit", kept).code == 0


def test_a_packet_of_a_newer_format(theirs: Desk) -> None:
    refused(theirs, "review", "show", theirs.folder / "newer.packet", "--as", LEGAL)
    refused(theirs, "review", "sign", theirs.folder / "newer.packet", "--as", LEGAL)


def test_a_package_of_a_newer_format(theirs: Desk) -> None:
    (archive,) = theirs.out.rglob("*.zip")
    for level in ("quick", "complete", "full"):
        refused(theirs, "verify", archive, "--level", level)
    damaged = archive.read_bytes()
    (theirs.folder / "damaged.zip").write_bytes(damaged[:5000] + b"\0\0" + damaged[5002:])
    assert "DAMAGED" in theirs.run("verify", theirs.folder / "damaged.zip", expect=1).out


def test_an_opening_of_a_newer_format(made: Desk, tmp_path: Path) -> None:
    desk = made.copy(tmp_path / "desk")
    run = Program(desk, newer.newer_program(tmp_path, newer.OPENING))
    out = desk.folder / "newer.opening"
    run("opening", "make", desk.file, "--all", "--to", LEGAL, "--out", out, "--as", LEGAL)
    (archive,) = desk.out.rglob("*.zip")
    refused(desk, "opening", "check", archive, out, "--as", LEGAL)


def test_a_recovery_file_of_a_newer_format(made: Desk) -> None:
    refused(made, "recovery", "import", made.file, "--from", made.folder / "newer.recovery", "--as", LEGAL)


def test_own_reviews_of_a_newer_format(made: Desk, tmp_path: Path) -> None:
    desk = made.copy(tmp_path / "desk")
    run = Program(desk, newer.newer_program(tmp_path, newer.ANSWERS))
    packet = desk.folder / "today.packet"
    run("review", "decide", packet, "--all", "--verdict", "approve", "--as", LEGAL, expect=None)
    (own,) = desk.home.rglob("*.codebinder-review")
    before = own.read_bytes()
    done = desk.run("review", "sign", packet, "--as", LEGAL, expect=3)
    assert "written by a newer Codebinder" in done.err
    assert own.read_bytes() == before


def test_a_template_of_a_newer_schema(made: Desk, tmp_path: Path) -> None:
    desk = made.copy(tmp_path / "desk")
    path = desk.template()
    text = path.read_text(encoding="utf-8").replace("schema: 1", "schema: 2", 1) + "from_the_future: yes\n"
    path.write_text(text, encoding="utf-8")
    refused(desk, "template", "check", path)
    refused(desk, "filing", "add", desk.file, "--product", "gw", "--template", path, "--slug", "g")
    own = tmp_path / "own" / "ours"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(text, encoding="utf-8")
    desk.changes["CODEBINDER_TEMPLATES_DIR"] = str(own.parent)
    assert desk("template", "list")["templates"]  # one of a newer schema hides no other
    assert (own / "template.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"text"', '{"recent": 5, "theme": ["x"], "language": {"a": 1}}', "\ud7ff" * 100,
     '{"recent": ["/a", 7, null], "window": "not numbers", "next-years-key": {"deep": [1, 2]}}', "[" * 100_000],
    ids=["empty", "half", "list", "null", "word", "kinds", "letters", "mixed", "deep"],
)  # fmt: skip
def test_settings_of_another_version_or_damaged_are_no_hindrance(text: str, tmp_path: Path) -> None:
    from codebinder.ui.settings import Settings

    file = tmp_path / "window.json"
    file.write_text(text, encoding="utf-8")
    held = Settings(tmp_path)
    assert held.text("theme", "system") == "system"
    assert held.numbers("window") == []
    assert held.recent() in {(), (Path("/a"),)}
    held.put("theme", "dark")
    held.add_recent(tmp_path / "b.codebinder")
    again = json.loads(file.read_text(encoding="utf-8"))
    assert again["theme"] == "dark"
    if "next-years-key" in text:
        assert again["next-years-key"] == {"deep": [1, 2]}
    assert Settings(tmp_path).recent()[0] == tmp_path / "b.codebinder"


def test_the_oldest_workbook_is_worked_on_by_the_command_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    book = oldbooks.unpack(1, tmp_path / "old")
    desk.changes |= {"CODEBINDER_KEY_DIR": str(book.parent / "keys"), "CODEBINDER_KEY_PASSPHRASE": oldbooks.PASSPHRASE}
    before = book.read_bytes()
    for words in (("list", book, "redactions"), ("audit", book), ("filing", "show", book), ("key", "roster", book)):
        assert desk.run(*words).err == ""
    assert book.read_bytes() == before
    assert not kept_copies(book)
    done = desk.run("filing", "set", book, "due=2027-01-31", expect=None)
    assert "kept beside it as meridian.codebinder.format-1" in done.err
    assert desk.run("audit", book).code == 0
    assert desk.run("filing", "show", book).err == ""
