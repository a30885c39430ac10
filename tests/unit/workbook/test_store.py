"""Transactions, the audit chain, and what stays after a failure."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from codebinder.errors import Bug, UserError
from codebinder.workbook import Product, Vendor, Workbook
from helpers.books import StillClock, a_filing, new_book


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        head = book.audit_head()
        with pytest.raises(ZeroDivisionError), book.transaction("break"):  # noqa: PT012
            book.vendor.set(Vendor(name="Somebody else"))
            raise ZeroDivisionError
        assert book.vendor.get().name == "Example Devices"
        assert book.audit_head() == head
        with book.transaction("go on"):
            book.vendor.set(Vendor(name="New name"))
        assert book.vendor.get().name == "New name"


def test_a_write_outside_of_a_transaction_and_a_nested_transaction_are_bugs(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        with pytest.raises(Bug):
            book.vendor.set(Vendor(name="x"))
        with pytest.raises(Bug), book.transaction("outer"), book.transaction("inner"):
            pass
        assert book.vendor.get().name == "Example Devices"


def test_every_transaction_is_one_audit_row_that_says_who_did_what(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        before, _ = book.audit_head()
        with book.transaction("redact", actor="f" * 64, subject="f", detail={"ids": "R-1"}) as note:
            note.detail["count"] = 3
        page = book.audit.page(offset=before)
        assert len(page.items) == 1
        assert page.total == before + 1
        row = page.items[0]
        assert (row.action, row.actor, row.subject, row.at) == ("redact", "f" * 64, "f", "2026-11-21T20:00:00Z")
        assert row.detail == '{"count":3,"ids":"R-1"}'
        assert book.audit_head() == (row.sequence, row.digest)


def test_an_audit_detail_of_the_length_of_content_is_a_bug(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        with pytest.raises(Bug), book.transaction("x", detail={"text": "y" * 201}):
            pass
        assert book.audit.faults() == ()


@pytest.mark.parametrize("column", ["at", "action", "actor", "subject", "detail", "previous", "hash"])
def test_a_change_of_any_column_of_an_audit_row_is_seen(tmp_path: Path, column: str) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book:
        with book.transaction("one", actor="a", subject="s"):
            pass
        with book.transaction("two"):
            pass
        assert book.check() == ()
    _execute(path, f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = 3")
    with Workbook.open(path, clock=StillClock()) as book:
        assert any("row 3" in fault for fault in book.check())


def test_a_missing_audit_row_and_a_recomputed_chain_without_the_salt_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book, book.transaction("one"):
        pass
    _execute(path, "DELETE FROM audit WHERE seq = 2")
    with Workbook.open(path, clock=StillClock()) as book:
        assert "Audit row 2 is missing." in book.audit.faults()


def test_two_workbooks_with_the_same_history_have_different_heads(tmp_path: Path) -> None:
    from codebinder.vault import SystemRandomness

    heads = set()
    for name in "ab":
        with Workbook.create(
            tmp_path / name, clock=StillClock(), randomness=SystemRandomness(), vendor=Vendor(name="V")
        ) as book:
            heads.add(book.audit_head()[1])
    assert len(heads) == 2


def test_threads_take_turns(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:

        def work(number: int) -> None:
            for step in range(10):
                with book.transaction("add"):
                    book.products.add(Product(slug=f"p-{number}-{step}", name="P", version="1"))
                assert book.products.exists(f"p-{number}-{step}")

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(book.products.list()) == 41
        assert book.check() == ()


def test_a_page_is_read_while_another_thread_holds_a_transaction(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        inside, leave = threading.Event(), threading.Event()
        left: list[bool] = []

        def work() -> None:
            with book.transaction("long work"):
                book.vendor.set(Vendor(name="Not yet"))
                inside.set()
                leave.wait(60)
                left.append(leave.is_set())

        thread = threading.Thread(target=work)
        thread.start()
        assert inside.wait(60)
        assert book.vendor.get().name == "Example Devices"
        assert not left, "the page waited until the transaction was done"
        with pytest.raises(Bug):
            book.vendor.set(Vendor(name="A write that belongs to no transaction of this thread"))
        leave.set()
        thread.join()
        assert book.vendor.get().name == "Not yet"


def test_a_text_that_is_not_unicode_gets_a_sentence(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        with pytest.raises(UserError, match="not valid characters"), book.transaction("x"):
            book.vendor.set(Vendor(name="caf\udce9"))
        assert book.vendor.get().name == "Example Devices"


def test_a_full_disk_gets_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    with new_book(path) as book:
        book._store._connection.execute("PRAGMA max_page_count = 60")
        added = 0
        with pytest.raises(UserError, match="disk is full"):  # noqa: PT012
            for number in range(1000):
                with book.transaction("add"):
                    book.filings.set_answer("f", f"r{number}", "x" * 5000)
                added = number + 1
        assert added > 0
        assert len(book.filings.answers("f")) == added
        assert book.check() == ()
    with Workbook.open(path, clock=StillClock()) as book:
        assert len(book.filings.answers("f")) == added


def test_commits_are_synced_with_a_rollback_journal(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        assert book._store.rows("PRAGMA journal_mode") == [("delete",)]
        assert book._store.number("PRAGMA synchronous") >= 2
        assert book._store.number("PRAGMA fullfsync") == 1  # the drive's own memory, on macOS
        assert book._store.number("PRAGMA secure_delete") == 1
        assert book._store.number("PRAGMA foreign_keys") == 1


def test_a_new_workbook_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.codebinder"
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="already"):
        new_book(path)
    assert path.read_bytes() == b"mine"
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError, match="already"):
        new_book(tmp_path / "link")
    with pytest.raises(UserError, match="cannot be made"):
        new_book(tmp_path / "absent" / "b.codebinder")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.codebinder", "link"]


def test_filings_need_a_product_and_a_slug_of_their_own(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.codebinder") as book:
        with pytest.raises(UserError, match="already"), book.transaction("x"):
            book.filings.add(a_filing("f"))
        with pytest.raises(UserError, match="Did you mean `gw`"), book.transaction("x"):
            book.filings.add(a_filing("g", product="gww"))
        assert book.filings.only().slug == "f"
        with book.transaction("x"):
            book.filings.add(a_filing("g"))
        with pytest.raises(UserError, match="--filing: f, g"):
            book.filings.only()


def _execute(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
