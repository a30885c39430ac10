"""Reading contents: in the order asked, in bounded memory, and a sentence for what is missing, too large or damaged."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import Bug, Cancelled, UserError
from codebinder.intake import Repository, check_selection, gitcontent, select
from codebinder.model.ports import NeverCancel
from codebinder.model.source import EntryKind, SourceEntry
from helpers.git_repo import Link, RepoBuilder, Submodule

Opener = Callable[[Path], Repository]


def test_contents_come_in_the_order_asked_and_repeats_are_repeated(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    files = {b"%04d" % number: os.urandom(number * 7 % 5000) for number in range(2000)}
    commit = repo.commit(files)
    repository = opened(repo.path)
    entries = list(repository.snapshot(commit).entries)
    order = [*reversed(entries), *entries[:50], entries[3], entries[3]]
    content = repository.content(commit)
    found = list(content.read_all(order, cancel=NeverCancel()))
    assert [entry.path for entry, _ in found] == [entry.path for entry in order]
    assert all(files[entry.path] == data for entry, data in found)
    assert content.read(entries[5]) == files[entries[5].path]
    assert content.read(entries[7]) == files[entries[7].path]
    content.close()


def test_reading_ahead_stays_bounded(tmp_path: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gitcontent, "_AHEAD_BYTES", 3_000_000)
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"%d" % number: bytes([number]) * 1_000_000 for number in range(20)})
    repository = opened(repo.path)
    entries = repository.snapshot(commit).entries
    reader = gitcontent._Reader(repository._runner, entries)
    taken = 0
    try:
        while (batch := reader.next_batch(NeverCancel())) is not None:
            time.sleep(0.01)
            assert reader._waiting <= 3_000_000
            taken += len(batch)
    finally:
        reader.close()
    assert taken == 20


def test_nothing_asked_gives_nothing(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    content = opened(repo.path).content(repo.commit({b"a": b"1"}))
    assert list(content.read_all([], cancel=NeverCancel())) == []
    content.close()


def test_stopping_half_way_and_cancelling_leave_no_process(tmp_path: Path, opened: Opener) -> None:
    class Stop:
        calls = 0

        def check(self) -> None:
            self.calls += 1
            if self.calls > 2:
                raise Cancelled

    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"%d" % number: os.urandom(300_000) for number in range(30)})
    repository = opened(repo.path)
    entries = repository.snapshot(commit).entries
    content = repository.content(commit)
    before = threading.active_count()
    stream = content.read_all(entries, cancel=NeverCancel())
    next(stream)
    stream.close()
    with pytest.raises(Cancelled):
        list(content.read_all(entries, cancel=Stop()))
    assert threading.active_count() <= before
    content.close()


def test_a_missing_blob_stops_with_its_name_and_the_fix(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"small": b"1", b"src/gone.c": b"gone" * 100, b"tall": b"3"})
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = ["clone", "--quiet", "--no-checkout", "--filter=blob:limit=100", f"file://{repo.path}"]
    repo.git(*clone, str(tmp_path / "partial"))
    repository = opened(tmp_path / "partial")
    snapshot = repository.snapshot(repository.resolve("HEAD"))
    content = repository.content(snapshot.commit)
    selected, _ = select(snapshot, [], [])
    (problem,) = check_selection(selected, content)
    assert isinstance(problem, UserError)
    assert problem.where == "src/gone.c"
    assert "git fetch --refetch" in problem.next_step
    with pytest.raises(UserError, match=r"gone\.c"):
        list(content.read_all(snapshot.entries, cancel=NeverCancel()))
    with pytest.raises(UserError, match=r"gone\.c"):
        content.read(snapshot.entries[1])
    assert content.read(snapshot.entries[2]) == b"3"
    without, _ = select(snapshot, [], ["/src/gone.c"])
    assert check_selection(without, content) == ()
    content.close()


def test_a_clone_without_trees_stops_with_a_sentence(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    repo.commit({b"src/a.c": b"1"})
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "--quiet", "--no-checkout", "--filter=tree:0", f"file://{repo.path}", str(tmp_path / "partial"))
    repository = opened(tmp_path / "partial")
    with pytest.raises(UserError, match="incomplete or damaged") as caught:
        repository.snapshot(repository.resolve("HEAD"))
    assert caught.value.next_step


def test_a_file_that_is_too_large_names_the_ways_out(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    content = opened(repo.path).content(repo.commit({b"a": b"1"}))
    entry = SourceEntry(b"image.bin", EntryKind.FILE, "1" * 40, 513 * 1024 * 1024)
    with pytest.raises(UserError, match="513 MiB") as caught:
        content.read(entry)
    assert "exclude rule" in caught.value.next_step
    assert "firmware add" in caught.value.next_step
    with pytest.raises(UserError, match="513 MiB"):
        next(content.read_all([entry], cancel=NeverCancel()))
    content.close()


def test_a_submodule_entry_is_no_file(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    commit = repo.commit({b"lib": Submodule("1" * 40), b"a": b"1"})
    repository = opened(repo.path)
    snapshot = repository.snapshot(commit)
    content = repository.content(commit)
    lib = snapshot.entries[1]
    assert lib.kind is EntryKind.SUBMODULE
    assert (lib.key, lib.size) == ("1" * 40, 0)
    with pytest.raises(Bug):
        content.read(lib)
    content.close()


def test_a_damaged_object_gets_a_sentence(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    blob = repo.git("hash-object", "-w", "--stdin", data=b"content").decode().strip()
    tree = repo.git("mktree", data=f"100644 blob {blob}\ta\n".encode()).decode().strip()
    commit = repo.git("commit-tree", "-m", "x", tree).decode().strip()
    repository = opened(repo.path)
    (entry,) = repository.snapshot(commit).entries
    path = repo.path / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"\x78\x01rubbish")
    content = repository.content(commit)
    with pytest.raises(UserError):
        content.read(entry)
    with pytest.raises(UserError):
        list(content.read_all([entry], cancel=NeverCancel()))
    content.close()


def test_bytes_under_another_id_are_refused(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    ids = [repo.git("hash-object", "-w", "--stdin", data=data).decode().strip() for data in (b"true", b"fake")]
    tree = repo.git("mktree", data=f"100644 blob {ids[0]}\ta\n".encode()).decode().strip()
    commit = repo.git("commit-tree", "-m", "x", tree).decode().strip()
    repository = opened(repo.path)
    (entry,) = repository.snapshot(commit).entries
    true, fake = (repo.path / ".git" / "objects" / one[:2] / one[2:] for one in ids)
    true.unlink()
    true.write_bytes(fake.read_bytes())
    content = repository.content(commit)
    with pytest.raises(UserError, match="damaged"):
        content.read(entry)
    with pytest.raises(UserError, match="damaged"):
        list(content.read_all([entry], cancel=NeverCancel()))
    content.close()


def test_a_folder_under_another_id_is_refused(tmp_path: Path, opened: Opener) -> None:
    repo = RepoBuilder(tmp_path / "repo")
    blob = repo.git("hash-object", "-w", "--stdin", data=b"x").decode().strip()
    true, fake = (
        repo.git("mktree", data=f"100644 blob {blob}\t{name}\n".encode()).decode().strip() for name in ("true", "fake")
    )
    above = repo.git("mktree", data=f"040000 tree {true}\tdir\n".encode()).decode().strip()
    commit = repo.git("commit-tree", "-m", "x", above).decode().strip()
    assert [entry.path for entry in opened(repo.path).snapshot(commit).entries] == [b"dir/true"]
    there, other = (repo.path / ".git" / "objects" / one[:2] / one[2:] for one in (true, fake))
    there.unlink()
    there.write_bytes(other.read_bytes())
    with pytest.raises(UserError, match="damaged or forged"):
        opened(repo.path).snapshot(commit)


def with_submodule(tmp_path: Path, name: str = "lib") -> tuple[RepoBuilder, str]:
    """Make a repository with a submodule that has one of its own, and a full clone of it all in `clone`."""
    inner, middle, outer = (RepoBuilder(tmp_path / part) for part in ("inner", "middle", "outer"))
    deep = inner.commit({b"deep.c": b"deep"})
    text = f'[submodule "in"]\n\tpath = in\n\turl = {inner.path}\n'.encode()
    commit = middle.commit({b"mid.c": b"mid", b"link": Link(b"mid.c"), b"in": Submodule(deep), b".gitmodules": text})
    text = f'[submodule "{name}"]\n\tpath = third/lib\n\turl = {middle.path}\n'.encode()
    top = outer.commit({b"top.c": b"top", b"third/lib": Submodule(commit), b".gitmodules": text})
    return outer, top


def test_present_submodules_are_read_at_their_recorded_commits(tmp_path: Path, opened: Opener) -> None:
    outer, top = with_submodule(tmp_path)
    outer.git(
        "-c", "protocol.file.allow=always", "clone", "--quiet", "--recurse-submodules", str(outer.path), "../clone"
    )
    repository = opened(tmp_path / "clone")
    snapshot = repository.snapshot(top)
    content = repository.content(top)
    kinds = {entry.path: entry.kind for entry in snapshot.entries}
    assert kinds[b"third/lib"] is EntryKind.SUBMODULE
    assert kinds[b"third/lib/in"] is EntryKind.SUBMODULE
    assert kinds[b"third/lib/link"] is EntryKind.LINK
    files = [entry for entry in snapshot.entries if entry.kind is not EntryKind.SUBMODULE]
    found = {entry.path: data for entry, data in content.read_all(files, cancel=NeverCancel())}
    assert found[b"third/lib/mid.c"] == b"mid"
    assert found[b"third/lib/in/deep.c"] == b"deep"
    selected, _ = select(snapshot, [], [])
    assert check_selection(selected, content) == ()
    content.close()


def test_an_absent_submodule_stops_unless_a_rule_leaves_it_out(tmp_path: Path, opened: Opener) -> None:
    outer, top = with_submodule(tmp_path)
    repository = opened(outer.path)
    snapshot = repository.snapshot(top)
    content = repository.content(top)
    selected, _ = select(snapshot, [], [])
    (problem,) = check_selection(selected, content)
    assert isinstance(problem, UserError)
    assert problem.where == "third/lib"
    assert "/third/lib" in problem.next_step
    assert "component of its own" in problem.next_step
    for rule in ("/third/lib", "/third/lib/", "third/"):
        without, idle = select(snapshot, [], [rule])
        assert idle == ()
        assert check_selection(without, content) == ()
        assert next(item.rule for item in without if item.entry.path == b"third/lib") == rule
    content.close()


@pytest.mark.parametrize("name", ["../../../elsewhere", "/absolute", "a/../../../elsewhere", ".", "linked"])
def test_a_submodule_s_name_leads_nowhere_else(tmp_path: Path, opened: Opener, name: str) -> None:
    outer, top = with_submodule(tmp_path, name)
    # A repository that holds the commit stands where the name would lead.
    outer.git("clone", "--quiet", "--bare", str(tmp_path / "middle"), str(tmp_path / "elsewhere"))
    modules = outer.path / ".git" / "modules"
    modules.mkdir()
    (modules / "linked").symlink_to(tmp_path / "elsewhere")
    snapshot = opened(outer.path).snapshot(top)
    assert b"third/lib/mid.c" not in {entry.path for entry in snapshot.entries}


def test_a_submodule_without_the_recorded_commit_is_absent(tmp_path: Path, opened: Opener) -> None:
    outer, top = with_submodule(tmp_path)
    other = RepoBuilder(tmp_path / "other")
    other.commit({b"x": b"y"})
    outer.git("clone", "--quiet", "--bare", str(other.path), str(outer.path / ".git" / "modules" / "lib"))
    repository = opened(outer.path)
    snapshot = repository.snapshot(top)
    selected, _ = select(snapshot, [], [])
    content = repository.content(top)
    assert len(check_selection(selected, content)) == 1
    content.close()
