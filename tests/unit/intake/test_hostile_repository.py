"""A hostile repository executes nothing and writes nothing, whatever its configuration, hooks and attributes say."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.intake import Repository, check_selection, gitrun, open_repository, select
from codebinder.intake.gitrun import GitRunner
from codebinder.model.ports import NeverCancel
from codebinder.model.source import EntryKind
from helpers.effort import ended
from helpers.folder_state import state
from helpers.git_repo import Link, RepoBuilder, git_environment

CONFIG = """
[core]
    hooksPath = {hooks}
    fsmonitor = {canary} fsmonitor
    pager = {canary} pager
    editor = {canary} editor
    sshCommand = {canary} ssh
    gitProxy = {canary} proxy
    askPass = {canary} askpass
    alternateRefsCommand = {canary} alternates
    worktree = {elsewhere}
    attributesFile = {attributes}
[include]
    path = {included}
[diff]
    external = {canary} external
[diff "evil"]
    textconv = {canary} textconv
    command = {canary} diffcommand
[filter "evil"]
    clean = {canary} clean
    smudge = {canary} smudge
    process = {canary} process
    required = true
[alias]
    ls-tree = !{canary} alias1
    cat-file = !{canary} alias2
    rev-parse = !{canary} alias3
[credential]
    helper = !{canary} credential
[gpg]
    program = {canary}
[gpg "ssh"]
    program = {canary}
[log]
    showSignature = true
[pager]
    ls-tree = {canary} pager1
    rev-list = {canary} pager2
    cat-file = {canary} pager3
[uploadpack]
    packObjectsHook = {canary} hook
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[extensions]
    partialClone = evil
[remote "evil"]
    url = ext::{canary} remote
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {canary} uploadpack
    vcs = evil
[trace2]
    normalTarget = {trace}
"""


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """Give a program that leaves a mark when it is run."""
    program = tmp_path / "canary.sh"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path / "sung"}\nexit 0\n')
    program.chmod(0o755)
    return program


def hostile(tmp_path: Path, canary: Path) -> tuple[RepoBuilder, str]:
    repo = RepoBuilder(tmp_path / "repo")
    attributes = b"* filter=evil diff=evil text eol=crlf ident export-subst\n"
    commit = repo.commit(
        {b".gitattributes": attributes, b"a.txt": b"$Id$\nplain\n", b"b": b"gone", b"l": Link(b"/etc")}
    )
    repo.checkout()
    repo.tag("v1", commit, annotated=True)
    git = repo.path / ".git"
    lost = repo.git("rev-parse", f"{commit}:b").decode().strip()
    (git / "objects" / lost[:2] / lost[2:]).unlink(missing_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman"):
        hook = git / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{canary} hook {name}\n")
        hook.chmod(0o755)
    (tmp_path / "included").write_text(f'[core]\n\tsshCommand = {canary} included\n[remote "evil"]\n\tpushurl = x\n')
    settings = CONFIG.format(
        hooks=git / "hooks", canary=canary, elsewhere=tmp_path / "elsewhere", included=tmp_path / "included",
        attributes=tmp_path / "attributes", trace=tmp_path / "trace",
    )  # fmt: skip
    with (git / "config").open("a") as file:
        file.write(settings)
    text = (git / "config").read_text().replace("repositoryformatversion = 0", "repositoryformatversion = 1")
    (git / "config").write_text(text)
    return repo, commit


def test_the_canary_would_sing_if_git_were_let(tmp_path: Path, canary: Path) -> None:
    repo, commit = hostile(tmp_path, canary)
    subprocess.run(
        ["git", "-C", str(repo.path), "cat-file", "-p", f"{commit}:b"],
        check=False,
        capture_output=True,
        env=git_environment(),
    )
    assert (tmp_path / "sung").exists()


def test_a_hostile_repository_executes_and_writes_nothing(tmp_path: Path, canary: Path) -> None:
    repo, commit = hostile(tmp_path, canary)
    evil = tmp_path / "bin"
    evil.mkdir()
    helper = evil / "git-remote-evil"
    helper.write_text(f"#!/bin/sh\n{canary} helper\n")
    helper.chmod(0o755)
    before = state(repo.path)
    repository = open_repository(repo.path)
    assert repository.resolve("v1").id == commit
    repository.refs()
    repository.commits(10)
    repository.commits(10, "commit")
    with pytest.raises(UserError):
        repository.resolve("1234567")
    with pytest.raises(UserError):
        repository.resolve("nothing")
    assert not repository.has_commit("1" * 40)
    snapshot = repository.snapshot(commit)
    content = repository.content(commit)
    selected, _ = select(snapshot, [], [])
    problems = check_selection(selected, content)
    assert any("partial clone" in str(problem) for problem in problems)
    there = [entry for entry in snapshot.entries if entry.key not in content.missing]
    found = {entry.path: data for entry, data in content.read_all(there, cancel=NeverCancel())}
    assert found[b"a.txt"] == b"$Id$\nplain\n"
    lost = next(entry for entry in snapshot.entries if entry.path == b"b")
    with pytest.raises(UserError, match="partial clone"):
        content.read(lost)
    with pytest.raises(UserError, match="partial clone"):
        list(content.read_all([lost], cancel=NeverCancel()))
    content.close()
    repository.close()
    assert not (tmp_path / "sung").exists(), (tmp_path / "sung").read_text()
    assert not (tmp_path / "trace").exists()
    assert state(repo.path) == before


def test_the_caller_s_environment_does_not_reach_git(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo, other = RepoBuilder(tmp_path / "repo"), RepoBuilder(tmp_path / "other")
    commit = repo.commit({b"a": b"true"})
    other.commit({b"a": b"false"})
    for name, value in {
        "GIT_DIR": str(other.path / ".git"), "GIT_WORK_TREE": str(other.path),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_OBJECT_DIRECTORY": str(other.path / ".git" / "objects"), "GIT_COMMON_DIR": str(other.path / ".git"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other.path), "GIT_NAMESPACE": "x", "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.pager", "GIT_CONFIG_VALUE_0": str(canary),
        "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
        "GIT_EXEC_PATH": str(tmp_path), "GIT_TRACE": str(tmp_path / "trace"), "GIT_TRACE2": str(tmp_path / "trace2"),
        "GIT_TRACE2_EVENT": str(tmp_path / "trace3"), "GIT_PAGER": str(canary), "GIT_SSH_COMMAND": str(canary),
        "GIT_EXTERNAL_DIFF": str(canary), "GIT_ALLOW_PROTOCOL": "ext", "GIT_LITERAL_PATHSPECS": "1",
        "GIT_CEILING_DIRECTORIES": "/", "GIT_SHALLOW_FILE": str(tmp_path / "x"), "GIT_ICASE_PATHSPECS": "1",
        "GIT_REPLACE_REF_BASE": "refs/heads", "GIT_ASKPASS": str(canary), "SSH_ASKPASS": str(canary),
        "GIT_MMAP_LIMIT": "1k", "GIT_FLUSH": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    repository = open_repository(repo.path)
    snapshot = repository.snapshot(repository.resolve("HEAD"))
    content = repository.content(commit)
    assert snapshot.commit == commit
    assert content.read(snapshot.entries[0]) == b"true"
    assert len(repository.commits(5)) == 1
    content.close()
    repository.close()
    assert {path.name for path in tmp_path.iterdir()} <= {"repo", "other", "canary.sh"}


def test_no_passphrase_reaches_a_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"a": b"1"})
    monkeypatch.setenv("CODEBINDER_KEY_PASSPHRASE", "open sesame")
    repository = open_repository(repo.path)
    runner: GitRunner = repository._runner
    child = runner.start(["cat-file", "--batch"], objects=True, stdin=True)
    try:
        if Path("/proc/self/environ").exists():
            assert b"open sesame" not in Path(f"/proc/{child.process.pid}/environ").read_bytes()
    finally:
        child.kill()
        repository.close()
    assert os.environ["CODEBINDER_KEY_PASSPHRASE"] == "open sesame"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_owner_is_read(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"a": b"1"})
    for root, folders, names in os.walk(repo.path):
        for name in (*folders, *names, "."):
            os.chown(Path(root, name), 12345, 12345)
    repository = open_repository(repo.path)
    assert repository.resolve("HEAD").id == commit
    repository.close()


def test_a_read_only_repository_is_read(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"a": b"1"})
    for root, folders, names in os.walk(repo.path):
        for name in (*folders, *names):
            path = Path(root, name)
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    repository = open_repository(repo.path)
    assert repository.resolve("HEAD").id == commit
    repository.close()
    for root, folders, _ in os.walk(repo.path):
        for name in folders:
            Path(root, name).chmod(0o755)


def hand_made_tree(repo: RepoBuilder, *entries: tuple[str, bytes, str]) -> str:
    """Write a tree that git itself would refuse to make, and a commit of it."""
    data = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(key) for mode, name, key in entries)
    tree = repo.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", data=data).decode().strip()
    return repo.git("commit-tree", "-m", "hostile", tree).decode().strip()


@pytest.mark.parametrize("name", [b"..", b".", b"a/../../b", b"/absolute"])
def test_a_tree_that_leads_out_of_itself_is_refused(tmp_path: Path, name: bytes) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    blob = repo.git("hash-object", "-w", "--stdin", data=b"x").decode().strip()
    commit = hand_made_tree(repo, ("100644", name, blob))
    repository = open_repository(repo.path)
    with pytest.raises(UserError, match="leads out"):
        repository.snapshot(commit)
    repository.close()


def test_a_tree_that_names_itself_a_million_times_over_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gitrun, "_OUTPUT_LIMIT", 5_000_000)
    repo = RepoBuilder(tmp_path / "repo")
    below = repo.git("hash-object", "-w", "--stdin", data=b"x").decode().strip()
    kind = "100644 blob"
    for _ in range(12):
        listing = "".join(f"{kind} {below}\t{name}\n" for name in "abcdefghij")
        below, kind = repo.git("mktree", data=listing.encode()).decode().strip(), "040000 tree"
    commit = repo.git("commit-tree", "-m", "bomb", below).decode().strip()
    repository = open_repository(repo.path)
    with pytest.raises(UserError, match="more than it can hold"):
        repository.snapshot(commit)
    repository.close()


def test_a_path_longer_than_any_system_holds_is_refused(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"/".join([b"d" * 200] * 30): b"x"})
    repository = open_repository(repo.path)
    with pytest.raises(UserError, match="longer than"):
        repository.snapshot(commit)
    repository.close()


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_git_that_does_not_answer_is_ended(tmp_path: Path, opened: Callable[[Path], Repository]) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    os.mkfifo(tmp_path / "pipe")
    runner = opened(repo.path)._runner
    output = ended(lambda: runner.run(["hash-object", str(tmp_path / "pipe")], objects=True, limit=0.2))
    assert output.timed_out
    assert output.status != 0


def test_an_old_git_is_refused_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    monkeypatch.setattr(gitrun, "_VERSIONS", {gitrun.git_program(): (2, 20, 1)})
    with pytest.raises(UserError, match=r"git 2\.20\.1 is too old") as caught:
        open_repository(repo.path)
    assert "newer git" in caught.value.next_step


def test_a_tree_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    blob = repo.git("hash-object", "-w", "--stdin", data=b"x").decode().strip()
    other = repo.git("hash-object", "-w", "--stdin", data=b"y").decode().strip()
    below = repo.git("mktree", data=f"100644 blob {blob}\tinner\n".encode()).decode().strip()
    repository = open_repository(repo.path)
    with pytest.raises(UserError, match="twice"):
        repository.snapshot(hand_made_tree(repo, ("100644", b"a", blob), ("100644", b"a", other)))
    with pytest.raises(UserError, match="as a file and as a folder"):
        repository.snapshot(hand_made_tree(repo, ("100644", b"a", blob), ("40000", b"a", below)))
    repository.close()


def test_a_link_is_read_as_bytes_even_where_it_looks_like_an_attack(tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"l": Link(b"../../../etc/passwd\n\x1b")})
    repository = open_repository(repo.path)
    snapshot = repository.snapshot(repository.resolve("main"))
    content = repository.content(snapshot.commit)
    assert snapshot.entries[0].kind is EntryKind.LINK
    assert content.read(snapshot.entries[0]) == b"../../../etc/passwd\n\x1b"
    content.close()
    repository.close()
