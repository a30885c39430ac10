"""With the true PIN known, no digest in a package or a workbook confirms it (proof.md §1, design §4.12)."""

from __future__ import annotations

import base64
import hashlib
import re
import sqlite3
import zlib
from pathlib import Path

import pytest

from helpers.desk import TEMPLATE, Desk, members
from helpers.git_repo import RepoBuilder
from helpers.oracle import CONFIG, FILES, IMAGE, PIN, PLACE, WITHHELD, Made, complaints, guesses, inside, rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    desk = Desk(tmp_path_factory.mktemp("oracle"))
    desk.begin()
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    repo.tag("v1.0", repo.commit(FILES), annotated=True)
    desk.add(path)
    desk.scan()
    image = desk.folder / "image.bin"
    image.write_bytes(IMAGE)
    desk.run("firmware", "add", desk.file, "--image", image, "--disclose", "withheld")
    start = CONFIG.index(PIN)
    desk.redact("--path", "src/config.h", "--bytes", f"{start}-{start + 4}")
    desk.redact("--path", "etc/secret.ini", "--whole")
    desk.approve()
    names = repo.git("rev-list", "--objects", "--all").decode().split()
    ids = tuple(name for name in names if re.fullmatch("[0-9a-f]{40}", name))
    harmless = repo.git("rev-parse", "v1.0:src/main.c").decode().strip()
    tag = repo.git("rev-parse", "v1.0").decode().strip()
    return Made(desk, desk.package(), guesses(), (*(each for each in ids if each != harmless), tag))


def test_the_attack_works_where_there_is_an_oracle(made: Made) -> None:
    planted = [("x", b"crc " + b"%08X" % zlib.crc32(WITHHELD)), ("y", base64.b64encode(hashlib.md5(CONFIG).digest())),
               ("z", made.git[0][:7].encode()), ("raw", b"??" + hashlib.sha256(PLACE).digest())]  # fmt: skip
    for each in planted:
        assert complaints([each], made), each


def test_no_digest_in_the_package_is_an_oracle(made: Made) -> None:
    held = members(made.archive)
    held["slip.pdf"] = made.archive.with_name("f-slip.pdf").read_bytes()
    pieces = [(name, piece) for name, data in held.items() for piece in inside(name, data)]
    assert len(pieces) > len(held) * 2
    assert complaints(pieces, made) == []


def test_the_package_does_not_say_the_pin(made: Made) -> None:
    held = members(made.archive)
    assert not [name for name, data in held.items() if b"PIN 4711" in data or b"pin = 4711" in data]


def test_nothing_in_the_workbook_is_an_oracle(made: Made) -> None:
    pieces = [("file", made.desk.file.read_bytes()), *rows(made.desk.file)]
    assert len(pieces) > 50
    assert complaints(pieces, made) == []


def test_nothing_in_a_backup_copy_or_a_journal_left_by_a_kill_is_an_oracle(made: Made, tmp_path: Path) -> None:
    desk = made.desk.copy(tmp_path / "copy")
    prelude = (
        "import os\n"
        "from codebinder.workbook import redactions\n"
        "redactions.Redactions.put_map = lambda *a, **k: os.kill(os.getpid(), 9)\n"
    )
    desk.run("filing", "set", desk.file, "purpose=changed")
    done = desk.child("review", "submit", desk.file, "--as", "lin", prelude=prelude, expect=None)
    assert done.code == -9, done.err
    backup = tmp_path / "backup.codebinder"
    with sqlite3.connect(made.desk.file) as book, sqlite3.connect(backup) as target:
        book.backup(target)
    book.close()
    target.close()
    left = [path for path in desk.folder.iterdir() if path.name.startswith(desk.file.name) and path.is_file()]
    assert len(left) > 1, "no journal was left"
    pieces = [(path.name, path.read_bytes()) for path in (*left, backup)]
    assert complaints([*pieces, *rows(backup)], made) == []


def test_nothing_that_an_opening_or_a_recovery_file_leaves_is_an_oracle(made: Made, tmp_path: Path) -> None:
    desk = made.desk.copy(tmp_path / "copy")
    opening, recovery = tmp_path / "all.opening", tmp_path / "r.recovery"
    desk.run("opening", "make", desk.file, "--all", "--commit", "--to", "chen", "--out", opening, "--as", "chen")
    desk.run("recovery", "export", desk.file, "--out", recovery, "--to", "chen", "--with-workbook")
    pieces = [(path.name, path.read_bytes()) for path in (desk.file, opening, recovery)]
    assert complaints([*pieces, *rows(desk.file)], made) == []


# Digests that others wrote, under every mask style and every rule for the names of withheld files

NAMED = "withheld_names: {}, withheld_source: {{text: A test, certainty: inferred}}"
RULES = ("mask: label", "mask: bracket, withheld_names: masked", "mask: hatch", "mask: exemption, preserve_lines: yes",
         "mask: strip, strip_columns: 4", "mask: label, " + NAMED.format("unmentioned"))  # fmt: skip


def told_by_others() -> dict[bytes, bytes]:
    """Files of a tree in which others wrote down what the hidden ones come to, in every usual way."""
    known = guesses()
    hexed = {what: value.hex().encode() for what, value in known.items() if len(value) >= 16}
    texts = {what: base64.b64encode(value) for what, value in known.items() if len(value) >= 16}
    about = [what for what in hexed if what.endswith(("of file", "of withheld", "of range"))]
    return {
        **FILES,
        b"SHA256SUMS": b"".join(hexed[what] + b"  " + what.encode() + b"\n" for what in about),
        b"yarn.lock": b"".join(b'integrity "sha512-' + texts[what] + b'"\n' for what in about),
        b"sbom.json": b'{"hashes": [' + b", ".join(b'"' + hexed[what].upper() + b'"' for what in about) + b"]}\n",
        b"page.html": b'<script integrity="sha384-' + texts["sha256 of file"] + b'"></script>\n',
        b"fix.patch": b"index " + hexed["blob of file"][:9] + b".." + b"0" * 9 + b" 100644\n",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.split(",")[0].split()[-1] + "-" + str(len(rule)))
def test_digests_that_others_wrote_are_masked_and_no_oracle_is_left(tmp_path: Path, rule: str) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(TEMPLATE.replace("allowed: yes,", f"allowed: yes, {rule},")))
    path = desk.folder / "src.git"
    repo = RepoBuilder(path, bare=True)
    repo.tag("v1.0", repo.commit(told_by_others()), annotated=True)
    desk.add(path)
    desk.scan()
    start = CONFIG.index(PIN)
    desk.redact("--path", "src/config.h", "--bytes", f"{start}-{start + 4}")
    desk.redact("--path", "etc/secret.ini", "--whole")
    desk.run("keep", desk.file, "--all", "--note", "public", "--as", "lin", expect=None)
    desk.approve()
    archive = desk.package()
    names = repo.git("rev-list", "--objects", "--all").decode().split()
    hidden = [repo.git("rev-parse", f"v1.0:{each}").decode().strip() for each in ("src/config.h", "etc/secret.ini")]
    trees = [each for each in names if re.fullmatch("[0-9a-f]{40}", each)]
    disclosed = {repo.git("rev-parse", "v1.0:src/main.c").decode().strip()}
    made = Made(desk, archive, guesses(), (*hidden, *(each for each in trees if each not in disclosed)))
    pieces = [(name, piece) for name, data in members(archive).items() for piece in inside(name, data)]
    assert complaints(pieces, made) == []
    books = [("file", desk.file.read_bytes()), *rows(desk.file)]
    assert complaints(books, made) == []


def test_a_supplied_sbom_with_a_digest_of_a_hidden_file_does_not_leave(tmp_path: Path) -> None:
    """A document is not masked: what it says of a hidden file stops the filing, and names it."""
    desk = Desk(tmp_path / "desk")
    desk.begin()
    sbom = desk.folder / "sbom.json"
    sbom.write_bytes(b'{"SHA256": "' + hashlib.sha256(WITHHELD).hexdigest().encode() + b'"}')
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "etc/secret.ini", "--whole")
    done = desk.run("document", "add", desk.file, "--requirement", "manual", "--path", sbom, "--json", expect=None)
    if done.code == 0:
        done = desk.run("review", "submit", desk.file, "--as", "lin", "--json", expect=1)
    assert "R-1" in done.out
    assert hashlib.sha256(WITHHELD).hexdigest() not in done.out + done.err
