"""Opening: what is no workbook, broken, newer, held or unwritable gets a sentence, and stays as it was."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.workbook import Scan, Vendor, Workbook
from codebinder.workbook.schema import APPLICATION_ID, STEPS
from helpers.books import StillClock, a_finding, a_redaction, new_book

CLOCK = StillClock()


def made(tmp_path: Path) -> Path:
    path = tmp_path / "a.codebinder"
    new_book(path).close()
    return path


def test_a_file_that_is_no_workbook_is_refused_and_untouched(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    (tmp_path / "text.codebinder").write_text("not a workbook " * 100)
    (tmp_path / "empty.codebinder").write_bytes(b"")
    for name in ("other.db", "text.codebinder", "empty.codebinder"):
        path = tmp_path / name
        before = path.read_bytes()
        with pytest.raises(UserError, match="not a Codebinder workbook"):
            Workbook.open(path, clock=CLOCK)
        assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(UserError, match="no such workbook"):
        Workbook.open(tmp_path / "absent", clock=CLOCK)
    with pytest.raises(UserError, match="folder"):
        Workbook.open(tmp_path, clock=CLOCK)


@pytest.mark.parametrize("keep", [20, 60, 99, 100, 4096, 8192, -1, -4096])
def test_a_truncated_workbook_is_refused_and_untouched(tmp_path: Path, keep: int) -> None:
    path = made(tmp_path)
    data = path.read_bytes()[:keep]
    path.write_bytes(data)
    with pytest.raises(UserError, match="truncated"):
        Workbook.open(path, clock=CLOCK)
    assert path.read_bytes() == data


def test_a_newer_workbook_is_refused_and_untouched(tmp_path: Path) -> None:
    path = made(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer Codebinder"):
        Workbook.open(path, clock=CLOCK)
    assert path.read_bytes() == before


def test_the_second_program_reads_and_says_who_holds_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    script = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from helpers.books import StillClock\n"
        "from codebinder.workbook import Workbook\n"
        "book = Workbook.open(Path(sys.argv[1]), clock=StillClock())\n"
        "assert not book.read_only\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "book.close()\n"
    )
    roots = [one for one in sys.path if one.endswith(("/app", "/tests"))]
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path), *roots], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with Workbook.open(path, clock=CLOCK) as book:
            assert book.read_only
            assert f"process {child.pid}" in book.holder
            assert f"process {child.pid}" in book.why_read_only
            assert book.filings.only().slug == "f"
            with pytest.raises(UserError, match="held by another program"), book.transaction("x"):
                pass
        child.communicate("\n")
    with Workbook.open(path, clock=CLOCK) as book:
        assert not book.read_only
        assert book.holder == ""


def test_a_note_of_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = made(tmp_path)
    (tmp_path / ".a.codebinder.holder").write_text('{"pid": 1, "since": "2020"}')
    with Workbook.open(path, clock=CLOCK) as book:
        assert not book.read_only
    assert not (tmp_path / ".a.codebinder.holder").exists()


@pytest.mark.parametrize("note", [b"", b"[" * 100_000, b"\xff", b'{"pid": "x"}', b'{"pid": 1, "since": 2}', b"[]"])
def test_a_strange_note_of_a_holder_does_no_harm(tmp_path: Path, note: bytes) -> None:
    path = made(tmp_path)
    with Workbook.open(path, clock=CLOCK):
        (tmp_path / ".a.codebinder.holder").write_bytes(note)
        with Workbook.open(path, clock=CLOCK) as second:
            assert second.read_only
            assert second.holder == ""


def test_opening_for_reading_takes_no_lock(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Workbook.open(path, clock=CLOCK, read_only=True) as one, Workbook.open(path, clock=CLOCK) as two:
        assert one.read_only
        assert not two.read_only
        with two.transaction("x"):
            two.vendor.set(Vendor(name="New"))
        assert one.vendor.get().name == "New"


def test_a_read_only_disk_opens_for_reading_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    path = made(folder)
    for one in folder.iterdir():
        if one != path:
            one.unlink()

    def look() -> None:
        with Workbook.open(path, clock=CLOCK) as book:
            assert book.read_only
            assert "read-only" in book.why_read_only
            assert book.filings.only().slug == "f"
            with pytest.raises(UserError, match="read-only"), book.transaction("x"):
                pass

    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    try:
        _as_nobody(look, tmp_path)
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["a.codebinder"]


def test_a_trigger_planted_in_a_workbook_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM redactions; END")
    connection.commit()
    connection.close()
    with pytest.raises(UserError, match="not a workbook as Codebinder makes it"):
        Workbook.open(path, clock=CLOCK)
    connection = sqlite3.connect(tmp_path / "b.codebinder")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    with pytest.raises(UserError, match="tables are missing"):
        Workbook.open(tmp_path / "b.codebinder", clock=CLOCK)


def test_a_damaged_page_gets_a_sentence_or_is_found_by_the_check(tmp_path: Path) -> None:
    path = made(tmp_path)
    whole = path.read_bytes()
    for offset in range(100, len(whole), len(whole) // 20):
        path.write_bytes(whole[:offset] + bytes(64) + whole[offset + 64 :])
        assert _outcome(path)


def _outcome(path: Path) -> str:
    try:
        with Workbook.open(path, clock=CLOCK) as book:
            return " ".join(book.check()) or "whole"
    except UserError as error:
        return error.next_step


def _as_nobody(look: Callable[[], None], tmp_path: Path) -> None:
    """Run `look` without the rights of root, who may write everywhere; in a child, since rights are the process's."""
    if os.geteuid() != 0:
        look()
        return
    for parent in (tmp_path, *tmp_path.parents):
        if parent != Path("/") and not parent.stat().st_mode & 0o1:
            parent.chmod(parent.stat().st_mode | 0o55)
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        code = 1
        try:
            look()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _back_to_version_1(path: Path) -> None:
    """Take away every table, index and column that a later step added."""
    first = sqlite3.connect(":memory:")
    first.executescript(STEPS[0])
    with contextlib.closing(sqlite3.connect(path)) as later, later:
        later.execute("PRAGMA foreign_keys = OFF")
        old, new = _shape(first), _shape(later)
        for (name,) in later.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql <> ''").fetchall():
            if not first.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
                later.execute(f"DROP INDEX {name}")
        for table in reversed(new):
            if table not in old:
                later.execute(f"DROP TABLE {table}")
        for table, columns in old.items():
            for column in new[table]:
                if column not in columns:
                    later.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        later.execute("PRAGMA user_version = 1")
    first.close()


def _shape(connection: sqlite3.Connection) -> dict[str, list[str]]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for table in tables
        if not table.startswith("sqlite_")
    }


def test_findings_keeps_and_redactions_of_version_1_stay_and_their_scan_has_read_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book, book.transaction("scan"):
        book.findings.merge("f", "src", [a_finding(b"a.c"), a_finding(b"b.c")])
        book.findings.record_scan("f", "src", Scan(engine="of version 1", files=2))
        book.findings.keep("f", ["F-1"], note="fine", actor="x")
        book.redactions.add_many("f", [(a_redaction(b"c.c"), b"box", "utf-8")])
    _back_to_version_1(path)
    with Workbook.open(path, clock=CLOCK) as book:
        assert book.check() == ()
        assert [(one.id, one.state.value, one.member) for one in book.findings.all("f")] == [
            ("F-1", "kept", b""),
            ("F-2", "open", b""),
        ]
        assert [one.path for one in book.redactions.list("f")] == [b"c.c"]
        scan = book.findings.scan_of("f", "src")
        assert scan is not None
        assert (scan.engine, scan.seen, scan.masks) == ("of version 1", b"", "")
