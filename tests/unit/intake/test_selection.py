"""Include and exclude rules, and what must not pass for content."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.errors import UserError
from codebinder.intake import check_selection, is_lfs_pointer, select
from codebinder.model.ports import Cancel
from codebinder.model.source import EntryKind, Snapshot, SourceEntry
from helpers.effort import within
from helpers.git_repo import RepoBuilder, git_environment

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 12345\n"


def snapshot_of(*paths: bytes, kind: EntryKind = EntryKind.FILE) -> Snapshot:
    return Snapshot(entries=tuple(SourceEntry(path, kind, "0" * 40, 1) for path in sorted(paths)))


def included(snapshot: Snapshot, include: Iterable[str], exclude: Iterable[str]) -> list[bytes]:
    return [item.entry.path for item in select(snapshot, list(include), list(exclude))[0] if item.included]


class Memory:
    """A content source over a table."""

    def __init__(self, table: dict[bytes, bytes]) -> None:
        self.table = table

    def read(self, entry: SourceEntry) -> bytes:
        return self.table[entry.path]

    def read_all(self, entries: Iterable[SourceEntry], *, cancel: Cancel) -> Iterator[tuple[SourceEntry, bytes]]:
        for entry in entries:
            yield entry, self.table[entry.path]

    def close(self) -> None:
        pass


def test_without_rules_everything_is_in() -> None:
    selected, idle = select(snapshot_of(b"a", b"b/c"), [], [])
    assert all(item.included and item.rule == "" for item in selected)
    assert idle == ()


def test_the_deciding_rule_is_recorded() -> None:
    snapshot = snapshot_of(b"src/a.c", b"src/a.o", b"docs/x.md", b"README")
    selected, idle = select(snapshot, ["src/", "README"], ["*.o", "/nothing/"])
    told = {item.entry.path: (item.included, item.rule) for item in selected}
    assert told[b"src/a.c"] == (True, "")
    assert told[b"src/a.o"] == (False, "*.o")
    assert told[b"docs/x.md"] == (False, "")
    assert idle == ("/nothing/",)


def test_the_last_rule_that_matches_decides() -> None:
    snapshot = snapshot_of(b"a.c", b"b.c", b"keep.c")
    assert included(snapshot, [], ["*.c", "!keep.c"]) == [b"keep.c"]


def test_a_rule_that_only_ever_loses_is_not_idle() -> None:
    _, idle = select(snapshot_of(b"a.c", b"b.h"), [], ["a.c", "*.c"])
    assert idle == ()


def test_an_include_rule_that_matches_nothing_is_named() -> None:
    _, idle = select(snapshot_of(b"a.c"), ["*.c", "lib/"], [])
    assert idle == ("lib/",)


def test_no_file_left_is_a_fault_with_the_rules_in_it() -> None:
    with pytest.raises(UserError, match="No file is left") as caught:
        select(snapshot_of(b"a.c"), ["*.py"], [])
    assert "*.py" in caught.value.where
    with pytest.raises(UserError, match="no file at this commit"):
        select(Snapshot(entries=()), [], [])


@pytest.mark.parametrize("rule", ["", "  ", "# comment", "a\nb", "a\0b"])
def test_a_faulty_rule_is_refused(rule: str) -> None:
    with pytest.raises(UserError, match="rule"):
        select(snapshot_of(b"a"), [], [rule])


def test_names_that_are_not_utf8_can_be_named_by_wildcard() -> None:
    snapshot = snapshot_of(b"\xff\xfe.c", b"dir/\x80/x.o", "文/中.c".encode())
    assert included(snapshot, ["*.c"], ["文/"]) == [b"\xff\xfe.c"]


def test_a_hundred_thousand_entries_and_twenty_rules_are_quick() -> None:
    snapshot = snapshot_of(*(b"dir%d/sub%d/file%d.c" % (n % 90, n % 700, n) for n in range(100_000)))
    rules = [f"dir{n}/sub{n}/*.{suffix}" for n, suffix in enumerate(["c", "h", "o", "py"] * 5)]
    within(640, lambda: select(snapshot, [], rules))


def test_a_very_deep_path_is_no_trouble() -> None:
    deep = b"/".join([b"d"] * 2000) + b"/a.c"
    assert included(snapshot_of(deep, b"b"), [], ["*.h"]) == [b"b", deep]


NAMES = st.text(alphabet="ab.c", min_size=1, max_size=3).filter(lambda name: set(name) != {"."})
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
RULES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "!"]), st.sampled_from(["", "/", "**/"]),
        st.lists(st.sampled_from(["a", "b", "*", "?", "a.c", "*.c", "[ab]"]), min_size=1, max_size=2).map("/".join),
        st.sampled_from(["", "", "/", "/**"]),
    ),
)  # fmt: skip


@settings(max_examples=60)
@given(paths=st.sets(PATHS, min_size=1, max_size=6), rules=st.lists(RULES, min_size=1, max_size=3))
def test_rules_mean_what_git_means(tmp_path_factory: pytest.TempPathFactory, paths: set[str], rules: list[str]) -> None:
    folders = {"/".join(path.split("/")[:depth]) for path in paths for depth in range(1, path.count("/") + 1)}
    files = sorted(paths - folders)
    if not files or any(path.startswith(f"{other}/") for path in files for other in files):
        return
    folder = tmp_path_factory.getbasetemp() / "rules"
    if not folder.exists():
        RepoBuilder(folder)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "exclude").write_text("\n".join(rules) + "\n")
    said = subprocess.run(
        ["git", "-C", str(folder), "check-ignore", "--no-index", "--stdin"], input="\n".join(files).encode(),
        capture_output=True, check=False, env=git_environment(),
    ).stdout.decode().split("\n")  # fmt: skip
    expected = [path.encode() for path in files if path not in said]
    try:
        found = included(snapshot_of(*(path.encode() for path in files)), [], rules)
    except UserError:
        found = []
    assert found == expected


def test_a_pointer_is_known_by_its_content() -> None:
    assert is_lfs_pointer(POINTER)
    assert is_lfs_pointer(b"version https://git-lfs.github.com/spec/v1\next-0-x sha256:" + b"0" * 64 + POINTER[42:])
    assert not is_lfs_pointer(b"see " + POINTER)
    assert not is_lfs_pointer(POINTER.replace(b"size", b"length"))
    assert not is_lfs_pointer(POINTER + b"x" * 1024)


def test_lfs_pointers_stop_the_intake_with_the_fix() -> None:
    entries = (
        SourceEntry(b"a.c", EntryKind.FILE, "0" * 40, 200),
        SourceEntry(b"model [1].bin", EntryKind.FILE, "1" * 40, len(POINTER)),
    )
    content = Memory({b"a.c": b"x" * 200, b"model [1].bin": POINTER})
    selected, _ = select(Snapshot(entries=entries), [], [])
    (problem,) = check_selection(selected, content)
    assert isinstance(problem, UserError)
    assert "Git LFS pointer" in problem.message
    assert problem.where == "model [1].bin"
    assert "git lfs fetch" in problem.next_step
    rule = problem.next_step.partition("“")[2].partition("”")[0]
    without, idle = select(Snapshot(entries=entries), [], [rule])
    assert idle == ()
    assert check_selection(without, content) == ()
