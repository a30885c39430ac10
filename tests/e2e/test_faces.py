"""What scripts rely on: one JSON object on stdout with --json and nothing else, exit codes, quiet, language."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, LEGAL, Desk, members
from helpers.git_repo import RepoBuilder

KEY = b"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n" % base64.b64encode(bytes(range(99)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a finding, its redaction, a signed round and a package in `out`."""
    desk = Desk(tmp_path_factory.mktemp("faces") / "desk")
    desk.begin()
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit({b"a.c": b"int a;\nint b;\n", b"key.pem": KEY}))
    repo.tag("v1.1", repo.commit({b"c.c": b"int c;\n"}))
    desk.add(repo.path)
    desk.scan()
    desk.redact("--all", reason="CRY")
    desk.approve()
    desk.package()
    return desk


LINES = (
    ("checklist FILE --filing f", 0),
    ("vendor set FILE name=Vendor", 0),
    ("product add FILE --name Other --version 1 --slug other", 0),
    ("product set FILE --product other model=M", 0),
    ("filing add FILE --product other --template escrow-deposit --slug e", 0),
    ("filing set FILE --filing e depositor=Somebody", 0),
    ("filing show FILE --filing f", 0),
    ("checklist FILE --filing e", 1),
    ("scan FILE --filing f", 1),
    *((f"list FILE {what}", 0) for what in ("products", "filings", "audit", "register")),
    *((f"list FILE {what} --filing f", 0) for what in ("sources", "findings", "redactions", "decisions", "rounds")),
    ("as-filed FILE --filing f --path a.c", 0),
    ("as-filed FILE --filing f --path nothing.c", 3),
    ("audit FILE", 0),
    ("key list", 0),
    (f"key export {LEGAL}", 0),
    ("key new third --role legal", 0),
    (f"key trust FILE third --as {ENGINEER}", 0),
    ("leakcheck OUT --workbook FILE", 0),
    ("verify OUT/f/f.zip", 0),
    ("verify OUT/f/f.zip --level full", 0),
    ("verify OUT/f/f.zip --signer " + "0" * 64, 1),
    ("verify FILE", 3),
    ("template list", 0),
    ("template show escrow-deposit", 0),
    ("template schema", 0),
    ("template check FILE", 3),
    ("source update FILE --filing f --source src --rev v1.1", 0),
    ("source relink FILE --filing f --source src --repo REPO", 0),
    (f"build FILE --filing f --out OUT --as {ENGINEER}", 1),
    (f"build FILE --filing e --out OUT --as {ENGINEER}", 1),
    (f"build FILE --filing f --out OUT --draft --as {ENGINEER}", 0),
    ("source remove FILE --filing f --source src", 0),
)


def words(desk: Desk, line: str) -> list[str]:
    table = {"FILE": str(desk.file), "REPO": str(desk.folder / "src.git")}
    return [table.get(word, word.replace("OUT", str(desk.out))) for word in line.split()]


def test_json_is_one_object_and_the_exit_code_is_the_documented_one(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")
    for line, code in LINES:
        done = own.run(*words(own, line), "--json", expect=None)
        assert done.code == code, (line, done.out, done.err)
        assert done.out.count("\n") == 1, line
        assert isinstance(done.json, dict), line
        if code == 3 or (code == 1 and "error" in done.json):
            assert done.json["exit"] == code, line


def test_the_words_for_people_hold_no_traceback_and_quiet_is_quiet(desk: Desk, tmp_path: Path) -> None:
    own = desk.copy(tmp_path / "desk")
    for line, code in LINES:
        quiet = "--quiet" in line or line.startswith(("list", "verify", "filing show", "checklist", "template list"))
        done = own.run(*words(own, line), *(["--quiet"] if quiet else []), expect=None)
        assert done.code == code, (line, done.err)
        assert "Traceback" not in done.out + done.err
        if quiet:
            assert done.out == "", line


def test_scan_of_paths_gives_json_lines(tmp_path: Path, desk: Desk) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "key.pem").write_bytes(KEY)
    done = desk.run("scan", "--path", folder, "--json", expect=1)
    (row,) = [json.loads(line) for line in done.out.splitlines()]
    assert set(row) == {"path", "line", "start", "end", "rule", "kind", "confidence"}
    assert (row["path"], row["line"]) == ("key.pem", 1)
    (folder / "key.pem").write_bytes(b"nothing")
    assert desk.run("scan", "--path", folder, "--json").out == ""


def test_sentences_come_in_chinese_too(desk: Desk) -> None:
    done = desk.run("verify", desk.out / "f" / "f.zip", "--lang", "zh")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in done.out)


def test_a_package_of_an_excluded_file_publishes_no_commit(desk: Desk, tmp_path: Path) -> None:
    own = Desk(tmp_path / "desk")
    own.begin()
    repo = RepoBuilder(own.folder / "src.git", bare=True)
    commit = repo.commit({b"a.c": b"int a;\n", b"skip/b.c": b"int pin = 1234;\n"})
    repo.tag("v1.0", commit)
    own.add(repo.path, more=("--exclude", "/skip/"))
    own.scan()
    own.approve()
    held = members(own.package())
    assert not [name for name, data in held.items() if commit[:7].encode() in data]
