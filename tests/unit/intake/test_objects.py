"""A commit and its trees as git stores them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from codebinder import intake
from codebinder.errors import UserError
from helpers.git_repo import Content, RepoBuilder

FILES: dict[bytes, Content] = {b"a": b"1\n", b"d/e/f": b"2\n", b"d/g": b"3\n", b"same/e/f": b"2\n", b"\xff/x": b"4\n"}


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_commit_and_all_trees_are_given_as_git_has_them(tmp_path: Path, object_format: str) -> None:
    repo = RepoBuilder(tmp_path / "r", bare=True, object_format=object_format)
    commit = repo.commit(FILES)
    opened = intake.open_repository(repo.path)
    try:
        found = opened.objects(commit, limit=1 << 20)
        assert opened.objects(commit, limit=100) == ()
    finally:
        opened.close()
    assert found[0][:2] == ("commit", commit)
    assert found[1][1] == repo.git("rev-parse", f"{commit}^{{tree}}").decode().strip()
    listed = repo.git("rev-list", "--objects", "--filter=blob:none", commit).decode(errors="replace").splitlines()
    assert {name for _, name, _ in found} == {line.split()[0] for line in listed}
    for kind, name, data in found:
        assert repo.git("cat-file", kind, name) == data
        assert hashlib.new(object_format, f"{kind} {len(data)}\0".encode() + data).hexdigest() == name


def test_a_commit_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "r", bare=True)
    repo.commit(FILES)
    opened = intake.open_repository(repo.path)
    try:
        with pytest.raises(UserError, match="does not hold the recorded commit"):
            opened.objects("1" * 40, limit=1 << 20)
    finally:
        opened.close()
