"""Older workbooks: brought forward whole or not at all, a copy kept; shown to whoever only looks, and untouched."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.workbook import SCHEMA_VERSION, Workbook, kept_copies, upgrading
from codebinder.workbook.schema import STEPS
from helpers import oldbooks
from helpers.books import StillClock, new_book

CLOCK = StillClock()
LATER = (
    *STEPS,
    "CREATE TABLE later (x INTEGER);\nINSERT INTO later VALUES (7);\n",
    "ALTER TABLE later ADD COLUMN y TEXT;\n",
)
OLD = [version for version in oldbooks.FORMATS if version < SCHEMA_VERSION]


def made(tmp_path: Path) -> Path:
    path = tmp_path / "a.codebinder"
    new_book(path).close()
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_format_that_ever_was_has_its_workbook() -> None:
    assert oldbooks.FORMATS[-1] == SCHEMA_VERSION


@pytest.mark.parametrize("version", oldbooks.FORMATS)
def test_a_workbook_of_every_format_opens_with_all_its_rows_and_its_audit(tmp_path: Path, version: int) -> None:
    path = oldbooks.unpack(version, tmp_path)
    assert oldbooks.version_of(path) == version
    held = oldbooks.columns(path)
    before = oldbooks.rows(path, held)
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.check() == ()
        assert len(book.redactions.list("gateway-317")) == len(before["redactions"]) > 0
        assert (book.upgraded is None) == (version == SCHEMA_VERSION)
        assert book.reviews.last_round("gateway-317") is not None
    after = oldbooks.rows(path, held)
    upgrades = set(after["audit"]) - set(before["audit"])
    assert len(upgrades) == (version != SCHEMA_VERSION)
    after["audit"] = [row for row in after["audit"] if row not in upgrades]
    assert after == before
    assert oldbooks.version_of(path) == SCHEMA_VERSION
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is None


@pytest.mark.parametrize("version", OLD)
def test_whoever_only_looks_sees_the_same_and_changes_nothing(tmp_path: Path, version: int) -> None:
    path = oldbooks.unpack(version, tmp_path)
    before, there = digest(path), sorted(tmp_path.iterdir())
    with Workbook.open(path, clock=CLOCK, read_only=True) as book:
        assert (book.older, book.read_only, book.upgraded) == (True, True, None)
        seen = book.redactions.list("gateway-317"), book.findings.all("gateway-317")
        assert book.audit.faults() == ()
        with pytest.raises(UserError, match="opened for reading only"), book.transaction("x"):
            pass
    assert (digest(path), sorted(tmp_path.iterdir())) == (before, there)
    with Workbook.open(path, clock=CLOCK) as book:
        assert (book.redactions.list("gateway-317"), book.findings.all("gateway-317")) == seen


def test_as_it_was_before_it_is_kept_beside_and_still_opens(tmp_path: Path) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    before = path.read_bytes()
    with Workbook.open(path, clock=CLOCK) as book:
        done = book.upgraded
        assert done is not None
        assert (done.before, done.now, done.kept.name) == (1, SCHEMA_VERSION, "meridian.codebinder.format-1")
        last = book.audit.page().items[-1]
        assert (last.action, json.loads(last.detail)["kept"]) == ("upgrade", hashlib.sha256(before).hexdigest())
    assert done.kept.read_bytes() == before
    assert kept_copies(path) == (done.kept,)
    again = shutil.copy(done.kept, tmp_path / "again.codebinder")
    with Workbook.open(Path(again), clock=CLOCK) as book:
        assert book.check() == ()


def test_copies_are_found_by_what_is_in_them_when_the_workbook_has_another_name(tmp_path: Path) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
        kept = book.upgraded.kept
    strange = path.with_name("other.codebinder.format-1")
    strange.write_bytes(b"another workbook's")
    named = path.rename(tmp_path / "renamed.codebinder")
    assert upgrading.find_copies(named, {before}) == ((kept,), frozenset())
    assert upgrading.find_copies(named, {before, "0" * 64}) == ((kept,), {"0" * 64})
    kept.unlink()
    assert upgrading.find_copies(named, {before}) == ((), {before})


def test_a_copy_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = oldbooks.unpack(OLD[-1], tmp_path)
    before = path.read_bytes()
    kept = path.with_name(f"{path.name}.format-{OLD[-1]}")
    kept.write_bytes(b"somebody else's")
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
        assert book.upgraded.kept.name == f"{kept.name}-2"
    path.write_bytes(before)
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
        assert book.upgraded.kept.name == f"{kept.name}-2"  # the very same bytes are kept once
    assert kept.read_bytes() == b"somebody else's"
    assert [each.name for each in kept_copies(path)] == [kept.name, f"{kept.name}-2"]


def test_several_steps_are_one_transaction_and_one_row_of_the_audit(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Workbook.open(path, clock=CLOCK, steps=LATER) as book:
        assert book._store.rows("SELECT x, y FROM later") == [(7, None)]
        assert book._store.number("PRAGMA user_version") == len(LATER)
        assert [row.action for row in book.audit.page().items][-2:] != ["upgrade", "upgrade"]
        assert book.check() == ()
    with pytest.raises(UserError, match="newer"):
        Workbook.open(path, clock=CLOCK)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = digest(path)
    steps = (*LATER, "CREATE TABLE more (x);\nCREATE TABLE meta (x);\n")
    with pytest.raises(Exception, match="refused our own statement"):
        Workbook.open(path, clock=CLOCK, steps=steps)
    assert digest(path) == before
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.filings.only().slug == "f"


def test_an_older_workbook_that_is_held_is_shown_as_it_stood(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = digest(path)
    with Workbook.open(path, clock=CLOCK), Workbook.open(path, clock=CLOCK, steps=LATER) as second:
        assert second.older
        assert "older Codebinder" in second.why_read_only
        assert f"process {os.getpid()}" in second.holder
        assert second.filings.only().slug == "f"
        with pytest.raises(UserError, match="as it stood"), second.transaction("x"):
            pass
    assert digest(path) == before
    assert kept_copies(path) == ()


def test_an_older_workbook_on_a_disk_for_reading_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # who is root may write whatever its mode says
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.older
        assert book.check() == ()


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that is full, as far as one process can see."""
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, held[1]))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
        signal.signal(signal.SIGXFSZ, ignored)


def test_on_a_full_disk_it_is_shown_and_the_file_left_and_nothing_beside_it(tmp_path: Path) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    before, there = digest(path), sorted(tmp_path.iterdir())
    with files_of_at_most(100_000), Workbook.open(path, clock=CLOCK) as book:
        assert (book.older, book.upgraded) == (True, None)
        assert "a copy of it as it is" in book.why_read_only
        assert len(book.redactions.list("gateway-317")) > 0
        with pytest.raises(UserError, match="as it stood") as caught, book.transaction("x"):
            pass
        assert caught.value.next_step
    assert digest(path) == before
    assert [each for each in sorted(tmp_path.iterdir()) if not each.name.endswith(".lock")] == there
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
        assert book.check() == ()


def test_a_disk_with_room_for_the_copy_alone_shows_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    before = digest(path)
    monkeypatch.setattr("codebinder.workbook.workbook.keep_copy", lambda path, _: (path, ""))
    with files_of_at_most(path.stat().st_size), Workbook.open(path, clock=CLOCK) as book:
        assert book.older
        assert book.check() == ()
    assert digest(path) == before


def test_the_copy_is_read_by_nobody_who_may_not_read_the_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    path.chmod(0o640)
    seen: list[int] = []
    monkeypatch.setattr(upgrading, "bring_to_disk", lambda handle: seen.append(os.fstat(handle).st_mode & 0o777))
    part = path.with_name(f".{path.name}.part-{os.getpid()}")
    elsewhere = tmp_path / "elsewhere"
    part.symlink_to(elsewhere)  # in a folder that is shared, anybody can put one there
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
        assert book.upgraded.kept.stat().st_mode & 0o777 == 0o640
    assert seen == [0o600]
    assert not elsewhere.exists()


def test_what_a_killed_upgrade_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    left = path.with_name(f".{path.name}.part-{child.pid}")
    shutil.copy(path, left)
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.upgraded is not None
    assert not left.exists()


def test_a_disk_that_fills_up_after_the_copy_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = oldbooks.unpack(OLD[0], tmp_path)
    before = digest(path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("codebinder.workbook.workbook.run_steps", full)
    with pytest.raises(OSError, match="no space"):
        Workbook.open(path, clock=CLOCK)
    monkeypatch.undo()
    assert digest(path) == before
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.check() == ()
        assert len(kept_copies(path)) == 1


UPGRADER = """
import sys; sys.path[:0] = sys.argv[2:]
from pathlib import Path
from helpers.books import StillClock
from codebinder.workbook import Workbook
print("ready", flush=True)
Workbook.open(Path(sys.argv[1]), clock=StillClock()).close()
"""


@pytest.mark.slow
def test_killed_at_any_moment_of_an_upgrade_it_is_old_or_new_and_never_between(tmp_path: Path) -> None:
    draw, seen = random.Random(9), set[int]()
    roots = [one for one in sys.path if one.endswith(("/app", "/tests"))]
    original = oldbooks.unpack(OLD[0], tmp_path / "golden")
    for number in range(24):
        path = tmp_path / f"{number}" / original.name
        path.parent.mkdir()
        shutil.copy(original, path)
        with subprocess.Popen(
            [sys.executable, "-c", UPGRADER, str(path), *roots], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(draw.random() * 0.04)
            child.kill()
        with Workbook.open(path, clock=CLOCK, read_only=True) as book:
            seen.add(OLD[0] if book.older else SCHEMA_VERSION)
            assert book.audit.faults() == ()
        assert oldbooks.version_of(path) in {OLD[0], SCHEMA_VERSION}
        with Workbook.open(path, clock=CLOCK) as book:
            assert book.check() == ()
        assert {each.read_bytes() for each in kept_copies(path)} == {original.read_bytes()}
    assert OLD[0] in seen
