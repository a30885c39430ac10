"""Opening repositories, naming revisions, listing a tree: bare, linked, shallow, SHA-256, and what is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import Cancelled, UserError
from codebinder.intake import Repository, open_repository
from codebinder.model.ports import NeverCancel
from codebinder.model.source import EntryKind
from helpers.git_repo import Executable, Link, RepoBuilder

Opener = Callable[[Path], Repository]
FILES = {b"src/a.c": b"int a;\n", b"run.sh": Executable(b"#!/bin/sh\n"), b"link": Link(b"src/a.c"), b"empty": b""}


def reading(opened: Opener, path: Path, rev: str = "HEAD") -> dict[bytes, bytes]:
    repository = opened(path)
    snapshot = repository.snapshot(repository.resolve(rev))
    content = repository.content(snapshot.commit)
    wanted = [entry for entry in snapshot.entries if entry.kind is not EntryKind.SUBMODULE]
    try:
        return {entry.path: data for entry, data in content.read_all(wanted, cancel=NeverCancel())}
    finally:
        content.close()


def test_a_tree_is_listed_with_kinds_sizes_and_sorted_by_bytes(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({**FILES, b"src-b": b"1", b"src.c": b"2", "文档.txt".encode(): b"3"})
    repository = opened(repo.path)
    snapshot = repository.snapshot(repository.resolve("main"))
    assert snapshot.commit == commit
    assert snapshot.object_format == "sha1"
    assert len(snapshot.tree) == 40
    assert [entry.path for entry in snapshot.entries] == sorted(entry.path for entry in snapshot.entries)
    by_path = {entry.path: entry for entry in snapshot.entries}
    assert by_path[b"run.sh"].kind is EntryKind.EXECUTABLE
    assert by_path[b"link"].kind is EntryKind.LINK
    assert by_path[b"link"].size == len(b"src/a.c")
    assert by_path[b"src/a.c"].size == 7


def test_contents_come_at_the_commit_and_not_from_the_work_tree(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    repo.checkout()
    (repo.path / "src" / "a.c").write_bytes(b"changed in the work tree")
    found = reading(opened, repo.path)
    assert found == {b"src/a.c": b"int a;\n", b"run.sh": b"#!/bin/sh\n", b"link": b"src/a.c", b"empty": b""}


def test_a_link_is_its_target_and_is_never_followed(tmp_path: Path, opened: Opener) -> None:
    (tmp_path / "outside").write_bytes(b"secret of this machine")
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"out": Link(b"../outside")})
    repo.checkout()
    assert reading(opened, repo.path) == {b"out": b"../outside"}


def test_bare_and_sha256_repositories_and_linked_worktrees_are_read(tmp_path: Path, opened: Opener) -> None:
    bare = RepoBuilder(tmp_path / "bare.git", bare=True)
    bare.commit(FILES)
    modern = RepoBuilder(tmp_path / "modern", object_format="sha256")
    modern.commit(FILES)
    plain = RepoBuilder(tmp_path / "plain")
    plain.commit(FILES)
    plain.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "main")
    for path in (bare.path, modern.path, tmp_path / "linked"):
        assert reading(opened, path)[b"src/a.c"] == b"int a;\n"
    repository = opened(modern.path)
    commit = repository.resolve("main")
    assert len(commit.id) == 64
    assert repository.snapshot(commit).object_format == "sha256"


def test_export_attributes_are_not_obeyed(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b".gitattributes": b"*.c export-ignore\n*.txt export-subst\n", b"a.c": b"1", b"a.txt": b"$Format:%H$"})
    found = reading(opened, repo.path)
    assert found[b"a.c"] == b"1"
    assert found[b"a.txt"] == b"$Format:%H$"


@pytest.mark.parametrize(
    "rev",
    [
        "--output=x",
        "-h",
        "--help",
        "",
        "^main",
        "main~1..main",
        "main^@",
        "a\nb",
        "a\0b",
        "nothing",
        "--",
        "main:src",
        "main^{tree}",
    ],
)
def test_what_is_no_revision_gets_a_sentence(
    tmp_path: Path, opened: Opener, rev: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    repo.commit({b"b": b"1"})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="There is no revision"):
        opened(repo.path).resolve(rev)
    assert sorted(os.listdir(tmp_path)) == ["repo"]


def test_a_wrong_tag_name_gets_the_near_ones(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit(FILES)
    for name in ("v2.4.0", "v2.4.1", "unrelated"):
        repo.tag(name, first)
    with pytest.raises(UserError) as caught:
        opened(repo.path).resolve("v2.4.2")
    assert "v2.4.1" in caught.value.next_step
    assert "unrelated" not in caught.value.next_step


def test_an_annotated_tag_gives_its_commit_and_its_name(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit(FILES, message="Subject line\n\nBody")
    repo.tag("v1", first, annotated=True)
    repository = opened(repo.path)
    commit = repository.resolve("v1")
    assert (commit.id, commit.tag, commit.subject) == (first, "v1", "Subject line")
    assert not commit.signed
    assert not commit.tag_signed
    assert repository.resolve(first).tag == ""
    assert commit.date.tzinfo is not None


def test_a_signature_is_noticed_and_its_program_is_not_run(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit(FILES)
    text = repo.git("cat-file", "commit", first)
    head, _, message = text.partition(b"\n\n")
    signed = head + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----\n\n" + message
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", data=signed).decode().strip()
    tag = (
        b"object %s\ntype commit\ntag v9\ntagger A <a@b.example> 1 +0000\n\nv9\n-----BEGIN SSH SIGNATURE-----\nAA\n"
        % made.encode()
    )
    repo.git(
        "update-ref", "refs/tags/v9", repo.git("hash-object", "-t", "tag", "-w", "--stdin", data=tag).decode().strip()
    )
    commit = opened(repo.path).resolve("v9")
    assert commit.signed
    assert commit.tag_signed


def test_hostile_texts_of_a_commit_are_escaped(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES, message="\x1b]0;owned\x07 \u202egnp.exe")
    commit = opened(repo.path).resolve("main")
    assert "\x1b" not in commit.subject
    assert "\u202e" not in commit.subject
    assert commit.subject.startswith("\\x1b]0;owned")
    assert all("\x1b" not in one.subject for one in opened(repo.path).commits(5))


def test_the_picker_finds_refs_and_commits(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit(FILES, message="Add the Parser")
    second = repo.commit({b"b": b"1"}, message="Fix the printer")
    repo.tag("v1", first, annotated=True)
    repo.branch("topic/x", second)
    repository = opened(repo.path)
    refs = repository.refs()
    assert [(ref.shown, ref.commit, ref.annotated) for ref in refs.tags] == [("v1", first, True)]
    assert {ref.shown for ref in refs.branches} == {"main", "topic/x"}
    assert refs.head == second
    assert [one.id for one in repository.commits(10)] == [second, first]
    assert [one.id for one in repository.commits(10, "parser")] == [first]
    assert [one.id for one in repository.commits(10, first[:8])] == [first]
    assert repository.commits(10, "--output=x") == []
    assert [one.id for one in repository.commits(1)] == [second]


def test_refs_are_listed_although_one_points_to_nothing(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit(FILES)
    (repo.path / ".git" / "refs" / "tags" / "broken").write_text("1" * 40 + "\n")
    refs = opened(repo.path).refs()
    assert {ref.shown for ref in refs.tags} == {"broken"}
    assert [ref.commit for ref in refs.branches] == [first]


def test_what_is_not_a_repository_gets_a_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "liar").mkdir()
    (tmp_path / "liar" / ".git").write_text("gitdir: /nowhere\n")
    for name, words in (
        ("plain", "not a git repository"),
        ("file", "a file"),
        ("none", "nothing"),
        ("liar", "not a git"),
    ):
        with pytest.raises(UserError, match=words) as caught:
            open_repository(tmp_path / name)
        assert caught.value.next_step


@pytest.mark.parametrize(
    "config", ["[core\n", "[core]\n\trepositoryformatversion = 99\n", "[extensions]\n\tfuture = 1\n"]
)
def test_a_repository_that_git_refuses_says_why(tmp_path: Path, config: str) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    start = "" if "version" in config else "[core]\n\trepositoryformatversion = 1\n"
    (repo.path / ".git" / "config").write_text(start + config)
    with pytest.raises(UserError, match="git refuses this repository: ") as caught:
        open_repository(repo.path)
    assert caught.value.next_step


def test_a_folder_inside_a_repository_names_the_top(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    repo.checkout()
    with pytest.raises(UserError, match="a part of a repository") as caught:
        open_repository(repo.path / "src")
    assert str(repo.path) in caught.value.next_step


def test_a_repository_without_commits_says_so(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repository = opened(repo.path)
    with pytest.raises(UserError, match="no commit yet"):
        repository.resolve("HEAD")
    assert repository.commits(5) == []
    assert repository.refs().tags == ()


def test_a_repository_that_lost_the_commit_says_so(tmp_path: Path, opened: Opener) -> None:
    one, other = RepoBuilder(tmp_path / "one"), RepoBuilder(tmp_path / "other")
    commit = one.commit(FILES)
    other.commit({b"x": b"y"})
    assert opened(one.path).has_commit(commit)
    assert not opened(one.path).has_commit("HEAD")
    repository = opened(other.path)
    assert not repository.has_commit(commit)
    for attempt in (repository.snapshot, repository.content):
        with pytest.raises(UserError, match="recorded commit"):
            attempt(commit)


def test_a_repository_that_moved_is_read_at_its_new_place(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    shutil.move(repo.path, tmp_path / "moved")
    assert reading(opened, tmp_path / "moved")[b"src/a.c"] == b"int a;\n"


def test_replacements_and_grafts_change_nothing(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    first = repo.commit({b"a": b"true"})
    second = repo.commit({b"a": b"second"})
    false = repo.commit({b"a": b"false"}, branch="other", parents=[])
    repo.git("replace", first, false)
    repo.git(
        "replace",
        repo.git("rev-parse", f"{second}:a").decode().strip(),
        repo.git("rev-parse", f"{false}:a").decode().strip(),
    )
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    (repo.path / ".git" / "info" / "grafts").write_text(f"{second} {false}\n")
    assert reading(opened, repo.path, first) == {b"a": b"true"}
    assert reading(opened, repo.path, "main") == {b"a": b"second"}
    assert opened(repo.path).resolve("main~1").id == first


def test_a_shallow_clone_is_read(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"a": b"1"})
    tip = repo.commit({b"a": b"2"})
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.path}", str(tmp_path / "shallow"))
    assert reading(opened, tmp_path / "shallow") == {b"a": b"2"}
    assert [one.id for one in opened(tmp_path / "shallow").commits(5)] == [tip]


def test_a_clone_that_borrows_objects_is_read(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    repo.git("clone", "--quiet", "--shared", str(repo.path), str(tmp_path / "shared"))
    assert reading(opened, tmp_path / "shared")[b"src/a.c"] == b"int a;\n"


def test_a_path_with_odd_characters_is_no_trouble(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / '-a "b" : $c; 文\n')
    repo.commit(FILES)
    assert reading(opened, repo.path)[b"src/a.c"] == b"int a;\n"


def test_a_cancelled_listing_stops(tmp_path: Path, opened: Opener) -> None:
    class Stop:
        def check(self) -> None:
            raise Cancelled

    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit(FILES)
    with pytest.raises(Cancelled):
        opened(repo.path).snapshot(commit, cancel=Stop())


def test_nothing_private_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit(FILES)
    repository = open_repository(repo.path)
    content = repository.content(repository.resolve("main"))
    assert os.listdir(tmp_path / "temporary")
    content.close()
    repository.close()
    assert os.listdir(tmp_path / "temporary") == []
