"""Bad input gets one sentence (what, where, what next) with the right exit code, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from codebinder.base.zips import ZipWriter
from devkit.places import ROOT
from helpers.desk import ENGINEER, TEMPLATE, Desk, members
from helpers.folder_state import state
from helpers.git_repo import Content, Executable, RepoBuilder, Submodule

LFS = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
)
FILES: dict[bytes, Content] = {b"a.c": b"int a;\n", b"run.sh": Executable(b"#!/bin/sh\n")}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("begun") / "desk")
    desk.begin()
    return desk


@pytest.fixture(scope="module")
def approved(begun: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = begun.copy(tmp_path_factory.mktemp("approved") / "desk")
    desk.source(FILES)
    desk.scan()
    desk.approve()
    return desk


@pytest.fixture(scope="module")
def package(approved: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return approved.copy(tmp_path_factory.mktemp("package") / "desk").package()


@pytest.fixture
def desk(begun: Desk, tmp_path: Path) -> Desk:
    return begun.copy(tmp_path / "desk")


def content(folder: Path) -> dict[str, tuple[int, str]]:
    """The state of a folder, less times: a lock may be taken and let go."""
    return {name: (mode, digest) for name, (mode, _, digest) in state(folder).items()}


def refused(desk: Desk, *arguments: object, expect: int = 3, where: str = "", says: str = "") -> dict[str, Any]:
    """Run; it must end with a sentence and `expect`, and leave every folder as it was."""
    before = content(desk.folder)
    done = desk.run(*arguments, "--json", expect=expect)
    told = done.json
    assert "Traceback" not in done.err
    assert told["error"].endswith((".", "!", "?", ":"))
    assert told["next_step"] or told["details"]
    assert told["exit"] == expect
    assert where in told["where"]
    assert says in " ".join((told["error"], *told["details"]))
    assert told["error"] in done.err
    assert content(desk.folder) == before
    return told


def add(desk: Desk, repo: Path, *more: object, rev: str = "v1.0") -> tuple[object, ...]:
    return ("source", "add", desk.file, "--repo", repo, "--rev", rev, *more)


def build(desk: Desk, out: Path | None = None) -> tuple[object, ...]:
    return ("build", desk.file, "--out", out or desk.out, "--as", ENGINEER)


def repository(desk: Desk, files: dict[bytes, Content] | None = None) -> RepoBuilder:
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(files or FILES))
    return repo


# Repositories


def test_not_a_repository(desk: Desk) -> None:
    for name in ("temp", "nowhere", "w.codebinder"):
        refused(desk, *add(desk, desk.folder / name), where=name, says="repository" if name == "temp" else "")


def test_no_such_revision(desk: Desk) -> None:
    repo = repository(desk)
    for rev in ("v9.9", "0" * 40, "--help", "HEAD:a.c", "main..main", "-x"):
        refused(desk, "source", "add", desk.file, "--repo", repo.path, f"--rev={rev}")


def test_a_commit_without_matching_files(desk: Desk) -> None:
    refused(desk, *add(desk, repository(desk).path, "--exclude", "*"))


def test_a_commit_without_any_file(desk: Desk) -> None:
    refused(desk, *add(desk, repository(desk, {b"lib": Submodule("1" * 40)}).path))


def test_a_rule_that_matches_nothing(desk: Desk) -> None:
    repo = repository(desk).path
    refused(desk, *add(desk, repo, "--include", "*.c", "--include", "*.java"), says="*.java")
    refused(desk, *add(desk, repo, "--exclude", "/nothing/"), says="/nothing/")


def test_a_partial_clone_with_a_missing_blob(desk: Desk) -> None:
    repo = repository(desk)
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = desk.folder / "partial.git"
    repo.git("clone", "--quiet", "--bare", "--filter=blob:none", f"file://{repo.path}", str(clone))
    repo.path.rename(desk.folder / "gone.git")
    desk.run(*add(desk, clone), "--slug", "partial", expect=None)
    refused(desk, "scan", desk.file) if desk("list", desk.file, "sources")["sources"] else refused(
        desk, *add(desk, clone)
    )


def test_an_lfs_pointer(desk: Desk) -> None:
    told = refused(desk, *add(desk, repository(desk, {b"model.bin": LFS, b"a.c": b"int a;\n"}).path))
    assert "lfs" in str(told).lower()
    assert "model.bin" in str(told)


def test_an_absent_submodule(desk: Desk) -> None:
    told = refused(desk, *add(desk, repository(desk, {b"lib/x": Submodule("1" * 40), b"a.c": b"int a;\n"}).path))
    assert "submodule" in str(told).lower()
    assert "lib/x" in str(told)


def test_a_repository_that_has_moved_since(desk: Desk) -> None:
    repo = repository(desk)
    desk.run(*add(desk, repo.path), "--slug", "src")
    moved = desk.folder / "moved.git"
    repo.path.rename(moved)
    refused(desk, "scan", desk.file, says="not where it was")
    refused(desk, *build(desk, None), "--draft")
    other = RepoBuilder(desk.folder / "other.git", bare=True)
    other.tag("v1.0", other.commit({b"x": b"y"}))
    refused(desk, "source", "relink", desk.file, "--source", "src", "--repo", other.path)
    desk.run("source", "relink", desk.file, "--source", "src", "--repo", moved)
    assert desk.scan() == 0


def test_a_folder_that_has_changed_since(desk: Desk) -> None:
    folder = desk.folder / "tree"
    folder.mkdir()
    (folder / "a.c").write_bytes(b"int a;\n")
    desk.run("source", "add", desk.file, "--folder", folder, "--slug", "src")
    desk.scan()
    desk.approve()
    (folder / "a.c").write_bytes(b"int b;\n")
    refused(desk, *build(desk), where="a.c")


# Workbooks


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", b"SQLite format 3\0" + bytes(100)], ids=["empty", "text", "head"]
)
def test_a_file_that_is_no_workbook(desk: Desk, data: bytes) -> None:
    desk.file.write_bytes(data)
    for command in (("filing", "show"), ("audit",), ("scan",)):
        refused(desk, *command, desk.file, where="w.codebinder")


def test_another_programs_database(desk: Desk) -> None:
    desk.file.unlink()
    with sqlite3.connect(desk.file) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    refused(desk, "filing", "show", desk.file, where="w.codebinder")


def test_no_workbook_at_all(desk: Desk) -> None:
    refused(desk, "filing", "show", desk.folder / "nothing.codebinder", where="nothing.codebinder")
    refused(desk, "filing", "show", desk.temp, where="temp")


def test_a_truncated_workbook(desk: Desk) -> None:
    data = desk.file.read_bytes()
    for size in (50, 4096, len(data) // 2, len(data) - 4096):
        desk.file.write_bytes(data[:size])
        refused(desk, "product", "add", desk.file, "--name", "N", "--version", "1", where="w.codebinder")


def test_a_workbook_of_a_newer_program(desk: Desk) -> None:
    with sqlite3.connect(desk.file) as book:
        book.execute("PRAGMA user_version = 999")
    book.close()
    assert "newer" in refused(desk, "filing", "show", desk.file)["error"]


def test_a_new_workbook_replaces_nothing(desk: Desk) -> None:
    refused(desk, "new", desk.file, "--vendor", "X", where="w.codebinder")
    refused(desk, "new", desk.folder / "no" / "w.codebinder", "--vendor", "X")


HOLD = """
import sys
from pathlib import Path
from codebinder import workbook
from codebinder.workflow.environment import SystemClock
with workbook.Workbook.open(Path(sys.argv[1]), clock=SystemClock()):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_workbook_that_another_program_holds(desk: Desk) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**desk.environment(), "PYTHONPATH": str(ROOT / "app")},
    )  # fmt: skip
    assert holder.stdout
    assert holder.stdin
    try:
        assert holder.stdout.readline() == b"held\n"
        told = refused(desk, "vendor", "set", desk.file, "name=Other", where="w.codebinder")
        assert str(holder.pid) in told["error"]
        desk("filing", "show", desk.file)
    finally:
        holder.communicate()
    desk("vendor", "set", desk.file, "name=Other")


# Disks


@contextmanager
def small_disk(folder: Path, *, size: str = "64m") -> Iterator[Path]:
    """A disk of its own; skipped where this account may not mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write until the disk is full."""
    handle = os.open(path, os.O_CREAT | os.O_WRONLY)
    with contextlib.suppress(OSError):
        while os.write(handle, bytes(4096)):
            pass
    os.close(handle)


def freeze(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def test_a_workbook_on_a_read_only_disk(begun: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        desk = begun.copy(tmp_path / "disk" / "desk")
        desk.changes["TMPDIR"] = str(tmp_path)
        freeze(disk)
        refused(desk, "vendor", "set", desk.file, "name=Other", where="w.codebinder")
        told = refused(desk, "new", desk.folder / "x.codebinder", "--vendor", "X")
        assert "read-only" in str(told).lower()
        desk("filing", "show", desk.file)
        desk("audit", desk.file)


def test_an_output_folder_that_is_full(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    with small_disk(tmp_path / "disk", size="96k") as disk:
        told = refused(desk, *build(desk, disk))
        assert "full" in told["error"]
        assert os.listdir(disk) == []
    desk.package()


def test_a_temporary_folder_that_is_full(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    with small_disk(tmp_path / "disk", size="20k") as disk:
        desk.changes["TMPDIR"] = str(disk)
        told = refused(desk, *build(desk))
        assert "full" in told["error"]
        assert os.listdir(disk) == []


def test_a_workbooks_disk_that_is_full(approved: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", size="4m") as disk:
        desk = approved.copy(disk / "desk")
        desk.changes["TMPDIR"] = str(tmp_path)
        fill(disk / "filler")
        told = refused(desk, "redact", desk.file, "--path", "a.c", "--lines", "1-1", "--reason", "TS", "--as", ENGINEER)
        assert "full" in told["error"]
        (disk / "filler").unlink()
        assert desk("audit", desk.file)["faults"] == []
        assert desk.rounds()[-1]["state"] == "signed"
        desk.package()


def test_an_output_folder_that_may_not_be_written(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    with small_disk(tmp_path / "disk") as disk:
        freeze(disk)
        refused(desk, *build(desk, disk), where="disk")


def test_an_output_folder_that_is_none_or_holds_the_package(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    refused(desk, *build(desk, desk.folder / "nowhere"), where="nowhere")
    refused(desk, *build(desk, desk.file), where="w.codebinder")
    desk.package()
    refused(desk, *build(desk), where="out")


# Templates


def test_a_template_with_ten_faults_tells_all_of_them_with_their_lines(desk: Desk) -> None:
    spoilt = TEMPLATE
    for good, bad in (
        ("schema: 1", "schema: one"),
        ("status: draft", "status: drafty"),
        ("status_date: 2026-11", "status_date: someday"),
        ("confidence: high", "confidenze: high"),
        ("kind: multiline", "kind: multilin"),
        ("level: optional, label: {en: Image}", "level: perhaps, label: {en: Image}"),
        ("label: {en: Manual}", "label: {xx: Manual}"),
        ("count: 1", "count: many"),
        ("compression: deflate", "compression: squash"),
        ("mode: whole", "mode: hole"),
    ):
        assert good in spoilt
        spoilt = spoilt.replace(good, bad, 1)
    path = desk.template(spoilt, "bad.yaml")
    for command in (("template", "check", path), ("filing", "add", desk.file, "--product", "gw", "--template", path)):
        told = refused(desk, *command, expect=desk.run(*command, expect=None).code)
        assert told["exit"] in {1, 3}
        lines = [each for each in told["details"] if "bad.yaml:" in each]
        assert len(lines) >= 10
        assert sum("did you mean" in each.lower() for each in lines) >= 3


# Packages


def broken(package: Path, out: Path, members_of: dict[str, bytes], raw: list[tuple[str, bytes]] | None = None) -> Path:
    """Write an archive of `members_of`; members of `raw` are added by a tool that allows anything."""
    with out.open("wb") as stream:
        writer = ZipWriter(stream, moment=(2026, 11, 21, 20, 0, 0))
        for name, data in members_of.items():
            writer.add(f"f/{name}", data)
        writer.close()
    if raw:
        with zipfile.ZipFile(out, "a") as archive:
            for name, data in raw:
                archive.writestr(zipfile.ZipInfo(name), data)
    return out


def verified(desk: Desk, path: Path, *, codes: set[int], says: str = "") -> None:
    """Verify by both faces; each must complain, and nothing may be unpacked."""
    before = content(desk.folder), sorted(os.listdir(path.parent)), sorted(os.listdir("/"))
    done = desk.run("verify", path, "--json", expect=None)
    alone = subprocess.run(
        [sys.executable, "-I", str(ROOT / "app/codebinder/verify/standalone.py"), str(path)],
        capture_output=True, text=True, check=False, cwd=path.parent,
    )  # fmt: skip
    for code, said in ((done.code, done.out + done.err), (alone.returncode, alone.stdout + alone.stderr)):
        assert code in codes, said
        assert "Traceback" not in said
        assert says in said
    assert (content(desk.folder), sorted(os.listdir(path.parent)), sorted(os.listdir("/"))) == before


def test_a_truncated_package(desk: Desk, package: Path, tmp_path: Path) -> None:
    data = package.read_bytes()
    for size in (0, 10, len(data) // 2, len(data) - 1):
        path = tmp_path / f"{size}.zip"
        path.write_bytes(data[:size])
        verified(desk, path, codes={1, 3})


def test_a_package_with_a_flipped_byte(desk: Desk, package: Path, tmp_path: Path) -> None:
    data = package.read_bytes()
    for place in range(100, len(data), len(data) // 12):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        told = desk.run("verify", path, "--json", expect=None)
        assert told.code in {1, 3}, place
        assert "Traceback" not in told.err


def test_a_package_with_an_additional_file(desk: Desk, package: Path, tmp_path: Path) -> None:
    held = {**members(package), "data/source/src/extra.c": b"int extra;\n"}
    verified(desk, broken(package, tmp_path / "x.zip", held), codes={1}, says="data/source/src/extra.c")


@pytest.mark.parametrize("name", ["../x", "/x", "f/../../x", "f/data/../../../x", "f\\..\\x", "C:/x"])
def test_a_package_with_a_member_outside_its_folder(desk: Desk, package: Path, tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    verified(desk, broken(package, inner / "x.zip", members(package), [(name, b"out")]), codes={1, 3})
    assert not (tmp_path / "x").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_package_with_a_member_twice(desk: Desk, package: Path, tmp_path: Path) -> None:
    path = broken(package, tmp_path / "x.zip", members(package), [("f/data/source/src/a.c", b"int b;\n")])
    verified(desk, path, codes={1, 3}, says="a.c")


def test_a_seal_by_another_key(desk: Desk, package: Path) -> None:
    told = desk("verify", package, "--signer", "0" * 64, expect=1)["verify"]
    assert next(line["outcome"] for line in told["lines"] if line["name"] == "VERDICT") == "FAIL"


def test_something_that_is_no_package(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    text = tmp_path / "letter.txt"
    text.write_text("Dear Sirs\n")
    for path in (empty, text, desk.file, tmp_path / "nothing"):
        refused(desk, "verify", path, where=path.name)


# Keys


def sentence(desk: Desk, *arguments: object, env: dict[str, str | None], expect: int = 3) -> str:
    """Run in a child with another environment; give its stderr."""
    desk.changes.update(env)
    before = content(desk.folder)
    done = desk.child(*arguments, expect=expect, stdin=subprocess.DEVNULL)
    assert "Traceback" not in done.err
    assert content(desk.folder) == before
    return done.err


def test_a_keychain_that_is_absent(desk: Desk) -> None:
    env: dict[str, str | None] = {
        "CODEBINDER_KEY_DIR": None,
        "CODEBINDER_KEY_PASSPHRASE": None,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    said = sentence(desk, "key", "new", "x", "--role", "legal", env=env)
    assert "CODEBINDER_KEY_DIR" in said


@pytest.mark.parametrize("passphrase", [None, "", "wrong"])
def test_keys_that_stay_locked(desk: Desk, passphrase: str | None) -> None:
    env = {"CODEBINDER_KEY_PASSPHRASE": passphrase}
    for command in (("vendor", "set"), ("audit",)):
        desk.run(*command, desk.file, *(["name=Vendor"] if command[0] == "vendor" else []))
    said = sentence(desk, "build", desk.file, "--out", desk.out, "--as", ENGINEER, "--draft", env=env)
    assert "passphrase" in said.lower()


def test_a_key_that_is_not_there_or_taken(desk: Desk) -> None:
    refused(desk, "key", "export", "nobody", where="nobody")
    refused(desk, "key", "new", ENGINEER, "--role", "legal", where=ENGINEER)
    refused(desk, "key", "new", "../x", "--role", "legal")


# Usage


@pytest.mark.parametrize(
    "line",
    ["", "nonsense", "build", "verify", "scan --path", "key new x", "review decide F --verdict maybe --all --as x",
     "filing set F --nothing x=y", "filing set F --filing g nothing"],
)  # fmt: skip
def test_wrong_usage_ends_with_2(desk: Desk, line: str) -> None:
    done = desk.run(*line.split(), expect=2)
    assert done.raw == b""
    assert "usage" in done.err


def test_a_damaged_key_file_gets_a_sentence(desk: Desk) -> None:
    for path in desk.keys.glob("lin.key.*"):
        path.write_bytes(path.read_bytes()[:40])
    refused(desk, *build(desk))


def test_a_folder_of_keys_that_is_gone(desk: Desk) -> None:
    shutil.rmtree(desk.keys)
    refused(desk, "key", "export", ENGINEER)


TYPED = os.fsdecode("附注".encode("gb18030"))
"""A word that a terminal of another encoding handed over."""


@pytest.mark.parametrize(
    "line",
    [
        "review decide FILE --all --verdict reject --comment WORD --as chen",
        "redact FILE --path a.c --lines 1-1 --reason TS --note WORD --as lin",
        "log confirm FILE --all --reason TS --description WORD --as lin",
        "log confirm FILE --all --reason TS --author WORD --as lin",
        "log people FILE --domain example.com=WORD --as lin",
        "review export FILE --out p.packet --to chen --question WORD --as lin",
        "register sent FILE --to CAC --note WORD",
        "register sent FILE --to WORD --seal WORD",
        "register retain FILE --years 5 --note WORD",
        "register erase FILE --confirm f --reason WORD --as lin",
    ],
    ids=lambda line: "-".join(each for each in line.split() if each.islower()).replace("--", ""),
)
def test_words_in_another_encoding(approved: Desk, tmp_path: Path, line: str) -> None:
    desk = approved.copy(tmp_path / "desk")
    words = {"FILE": desk.file, "WORD": TYPED, "example.com=WORD": f"example.com={TYPED}"}
    refused(desk, *(words.get(each, each) for each in line.split()), says="not valid characters")
