"""The helper that other tests build their repositories with has to be right itself."""

from __future__ import annotations

from pathlib import Path

from helpers.git_repo import Executable, Link, RepoBuilder, Submodule, build_repository


def test_a_built_repository_holds_every_kind_of_entry(tmp_path: Path) -> None:
    files = {
        b"src/a.c": b"int a;\n",
        b"run.sh": Executable(b"#!/bin/sh\n"),
        b"link": Link(b"src/a.c"),
        b"lib": Submodule("1" * 40),
        b'odd \xff\n"name\\': b"x",
    }
    built = build_repository(tmp_path / "repo", files)
    listed = RepoBuilder(tmp_path / "repo").git("ls-tree", "-r", "-z", built.commit).split(b"\0")[:-1]
    modes = {line.split(b"\t", 1)[1]: line.split()[0] for line in listed}
    assert modes == {
        b"src/a.c": b"100644",
        b"run.sh": b"100755",
        b"link": b"120000",
        b"lib": b"160000",
        b'odd \xff\n"name\\': b"100644",
    }


def test_the_same_files_give_the_same_commit(tmp_path: Path) -> None:
    one, two = (build_repository(tmp_path / name, {b"a": b"1"}) for name in ("one", "two"))
    assert one.commit == two.commit


def test_commits_add_to_their_parent_and_delete_what_they_say(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path, bare=True)
    repo.commit({b"a": b"1", b"b": b"2"})
    second = repo.commit({b"c": b"3"}, delete=[b"a"])
    repo.tag("v2", second, annotated=True)
    assert repo.git("ls-tree", "--name-only", "v2^{commit}").split() == [b"b", b"c"]
    assert len(repo.git("rev-list", "main").split()) == 2
