"""Plain folders: hashed at intake, refused where they changed, links never followed, special files refused."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
from pathlib import Path

import pytest

from codebinder.errors import Bug, Cancelled, UserError
from codebinder.intake import FileContent, check_selection, content_tag, hash_file, open_folder, select
from codebinder.model.ports import NeverCancel
from codebinder.model.source import EntryKind, SourceEntry

posix = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and modes")


def tagger(data: bytes) -> str:
    return hmac.new(b"k" * 32, data, hashlib.sha256).hexdigest()


def made(folder: Path) -> Path:
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.c").write_bytes(b"int a;\n")
    (folder / "run.sh").write_bytes(b"#!/bin/sh\n")
    (folder / "run.sh").chmod(0o755)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_bytes(b"secret")
    return folder


@posix
def test_a_folder_is_listed_with_keyed_digests(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    (root / "link").symlink_to("src/a.c")
    folder = open_folder(root)
    snapshot = folder.snapshot(tagger)
    assert [(entry.path, entry.kind) for entry in snapshot.entries] == [
        (b"link", EntryKind.LINK), (b"run.sh", EntryKind.EXECUTABLE), (b"src/a.c", EntryKind.FILE),
    ]  # fmt: skip
    assert snapshot.entries[2].key == tagger(hashlib.sha256(b"int a;\n").digest()) == content_tag(b"int a;\n", tagger)
    assert snapshot.commit == ""
    content = folder.content(tagger)
    found = {entry.path: data for entry, data in content.read_all(snapshot.entries, cancel=NeverCancel())}
    assert found == {b"link": b"src/a.c", b"run.sh": b"#!/bin/sh\n", b"src/a.c": b"int a;\n"}
    assert check_selection(select(snapshot, [], [])[0], content) == ()
    content.close()
    folder.close()


@pytest.mark.parametrize("after", [b"int b;\n", b"", b"int a;\n "])
def test_a_changed_file_is_refused_by_name(tmp_path: Path, after: bytes) -> None:
    root = made(tmp_path / "folder")
    folder = open_folder(root)
    entry = folder.snapshot(tagger).entries[-1]
    (root / "src" / "a.c").write_bytes(after)
    with pytest.raises(UserError, match="has changed since") as caught:
        folder.content(tagger).read(entry)
    assert caught.value.where == "src/a.c"


def test_a_removed_file_is_refused_by_name(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    folder = open_folder(root)
    entry = folder.snapshot(tagger).entries[-1]
    (root / "src" / "a.c").unlink()
    with pytest.raises(UserError) as caught:
        folder.content(tagger).read(entry)
    assert caught.value.where == "src/a.c"


@posix
def test_a_file_or_folder_that_became_a_link_is_refused(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    folder = open_folder(root)
    entry = folder.snapshot(tagger).entries[-1]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.c").write_bytes(b"int a;\n")
    (root / "src" / "a.c").unlink()
    (root / "src" / "a.c").symlink_to(tmp_path / "other" / "a.c")
    with pytest.raises(UserError):
        folder.content(tagger).read(entry)
    (root / "src" / "a.c").unlink()
    (root / "src").rmdir()
    (root / "src").symlink_to(tmp_path / "other")
    with pytest.raises(UserError):
        folder.content(tagger).read(entry)


@posix
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"secret")
    (root / "out").symlink_to(tmp_path / "outside")
    snapshot = open_folder(root).snapshot(tagger)
    assert not [entry for entry in snapshot.entries if b"secret" in entry.path]
    assert next(entry.kind for entry in snapshot.entries if entry.path == b"out") is EntryKind.LINK


@posix
def test_special_files_are_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(tmp_path / "folder")
    os.mkfifo(root / "pipe")
    with pytest.raises(UserError, match="pipe") as caught:
        open_folder(root).snapshot(tagger)
    assert caught.value.where == "pipe"
    with pytest.raises(UserError, match="not a file"):
        FileContent(root / "pipe")
    (root / "pipe").unlink()
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock")
        with pytest.raises(UserError, match="socket"):
            open_folder(root).snapshot(tagger)


def test_git_files_of_linked_worktrees_are_no_sources(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    (root / "sub").mkdir()
    (root / "sub" / ".git").write_bytes(b"gitdir: /home/somebody/repo/.git/worktrees/x\n")
    (root / "sub" / "b").write_bytes(b"")
    assert {entry.path for entry in open_folder(root).snapshot(tagger).entries} == {b"run.sh", b"src/a.c", b"sub/b"}


def test_a_path_that_leads_out_is_never_opened(tmp_path: Path) -> None:
    content = open_folder(made(tmp_path / "folder")).content(tagger)
    for path in (b"../x", b"/etc/passwd", b"src/../../x", b"src//a.c"):
        with pytest.raises(Bug):
            content.read(SourceEntry(path, EntryKind.FILE, "", 0))


@posix
def test_odd_names_are_kept_as_bytes_and_warned_about(tmp_path: Path) -> None:
    root = tmp_path / "folder"
    root.mkdir()
    for name in (b"\xff.c", b"a:b", b"Case", b"case", b"nul.txt"):
        with open(os.path.join(os.fsencode(root), name), "wb") as file:
            file.write(b"1")
    snapshot = open_folder(root).snapshot(tagger)
    assert {entry.path for entry in snapshot.entries} == {b"\xff.c", b"a:b", b"Case", b"case", b"nul.txt"}
    assert {(warning.id, warning.path) for warning in snapshot.warnings} == {
        ("source.name-not-utf8", b"\xff.c"), ("source.name-windows", b"a:b"), ("source.name-windows", b"nul.txt"),
        ("source.name-collision", b"case"),
    }  # fmt: skip


def test_lists_of_names_that_file_managers_leave_are_warned_about(tmp_path: Path) -> None:
    root = made(tmp_path / "folder")
    left = (".DS_Store", "src/.DS_Store", "src/._a.c", "Thumbs.db", "src/Desktop.ini", "__MACOSX/._b")
    for name in (*left, "DS_Store", "src/a._c", "my.desktop.ini", "src/thumbs.dbx"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"")
    snapshot = open_folder(root).snapshot(tagger)
    told = {warning.path.decode() for warning in snapshot.warnings if warning.id == "source.name-desktop"}
    assert told == set(left)
    assert {entry.path.decode() for entry in snapshot.entries} >= set(left)  # a person leaves them out, or does not


def test_what_is_no_folder_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name, words in (("file", "not a folder"), ("none", "nothing at this path")):
        with pytest.raises(UserError, match=words):
            open_folder(tmp_path / name)


def test_a_cancelled_intake_stops(tmp_path: Path) -> None:
    class Stop:
        def check(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_folder(made(tmp_path / "folder")).snapshot(tagger, cancel=Stop())


def test_a_single_file_is_streamed_hashed_and_limited(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    path = tmp_path / "image.bin"
    path.write_bytes(data)
    content = FileContent(path)
    assert content.size == len(data)
    assert b"".join(content.chunks(1000)) == data
    assert max(map(len, content.chunks(1000))) == 1000
    assert content.read(len(data)) == data
    assert hash_file(path, tagger) == content_tag(data, tagger)
    with pytest.raises(UserError, match="larger than"):
        content.read(len(data) - 1)
    with pytest.raises(UserError, match="no such file"):
        FileContent(tmp_path / "none")
    with pytest.raises(UserError):
        FileContent(tmp_path)
