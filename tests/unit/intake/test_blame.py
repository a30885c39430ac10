"""Blame says who wrote which lines at a commit, and obeys nothing of a hostile repository."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from codebinder.errors import Cancelled, UserError
from codebinder.intake import open_repository
from codebinder.model.ports import NeverCancel
from helpers.folder_state import state
from helpers.git_repo import RepoBuilder


def test_lines_name_who_last_changed_them(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    repo.commit({"备忘.txt".encode(): b"one\ntwo\n"})
    commit = repo.commit({"备忘.txt".encode(): b"one\nchanged\nthree\n"})
    held = open_repository(repo.path)
    lines = held.blame(commit, "备忘.txt".encode(), [(2, 3)], cancel=NeverCancel())
    held.close()
    assert [each.line for each in lines] == [2, 3]
    assert {each.author for each in lines} == {"Sample Author"}
    assert all(each.day and "@" in each.mail for each in lines)


def test_a_path_that_looks_like_an_option_is_a_path(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    commit = repo.commit({b"--contents=x": b"one\n"})
    held = open_repository(repo.path)
    assert len(held.blame(commit, b"--contents=x", [], cancel=NeverCancel())) == 1
    held.close()


def test_what_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    commit = repo.commit({b"a.c": b"one\n"})
    held = open_repository(repo.path)
    with pytest.raises(UserError, match="can't tell who wrote"):
        held.blame(commit, b"b.c", [], cancel=NeverCancel())
    with pytest.raises(UserError, match="can't tell who wrote"):
        held.blame(commit, b"a.c", [(5, 9)], cancel=NeverCancel())
    with pytest.raises(UserError, match="full id"):
        held.blame("--help", b"a.c", [], cancel=NeverCancel())
    held.close()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    class Pulled:
        def check(self) -> None:
            raise Cancelled("Stopped.")

    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    commit = repo.commit({b"a.c": b"one\n" * 1000})
    held = open_repository(repo.path)
    with pytest.raises(Cancelled):
        held.blame(commit, b"a.c", [], cancel=Pulled())
    held.close()


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the planted program")
def test_a_hostile_repository_executes_nothing_and_is_not_changed(tmp_path: Path) -> None:
    """Filters, textconv, ignore lists and a mailmap that renames people: none of it takes effect."""
    trace = tmp_path / "ran"
    canary = tmp_path / "canary"
    canary.write_text(f"#!/bin/sh\ntouch {trace}\ncat\n", encoding="utf-8")
    canary.chmod(canary.stat().st_mode | stat.S_IXUSR)
    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    repo.commit({b"a.c": b"one\n"})
    commit = repo.commit({
        b"a.c": b"one\ntwo\n", b".gitattributes": b"*.c diff=evil filter=evil\n",
        b".mailmap": b"Somebody Else <else@example.org> <author@example.com>\n",
    })  # fmt: skip
    (repo.path / "info").mkdir(exist_ok=True)
    (repo.path / "info" / "attributes").write_bytes(b"* diff=evil filter=evil\n")
    ignored = tmp_path / "ignored"
    ignored.write_text(commit + "\n", encoding="ascii")
    with (repo.path / "config").open("a", encoding="utf-8") as config:
        config.write(
            f'[diff "evil"]\n\ttextconv = {canary}\n[filter "evil"]\n\tsmudge = {canary}\n\tclean = {canary}\n'
            f"[blame]\n\tignoreRevsFile = {ignored}\n[core]\n\tfsmonitor = {canary}\n\tpager = {canary}\n"
            f"[mailmap]\n\tblob = HEAD:.mailmap\n"
        )
    before = state(repo.path)
    held = open_repository(repo.path)
    lines = held.blame(commit, b"a.c", [], cancel=NeverCancel())
    held.close()
    assert [each.author for each in lines] == ["Sample Author"] * 2
    assert not trace.exists()
    assert state(repo.path) == before
