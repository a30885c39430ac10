"""A source that moves: the report comes first, the same report later, and what came back is decided one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.redaction import RedactionKind
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.redacting.carryview import CarryDialog
from codebinder.ui.redacting.returned import ReturnedDialog
from codebinder.workflow import carrying, redacting, sources
from codebinder.workflow.views import Step
from helpers.next_release import CHANGED, RENAMED, REV, next_release

Settle = Callable[[MainWindow], None]
KEY = "lin-wei"


@pytest.fixture
def released(opened: MainWindow, sample: Path) -> MainWindow:
    """Give the sample with two places hidden, one that moves along and one that changes, and a next release."""
    session, filing = opened.desk.need()
    next_release(sample.parent / "gateway.git")
    redacting.redact_lines(session, filing, path=RENAMED[0], first=12, last=18, reason="TS-ALG", key=KEY)
    return opened


def dialog(kind: type[QDialog]) -> QDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def move(window: MainWindow, settle: Settle) -> CarryDialog:
    session, filing = window.desk.need()
    window.show_step(Step.SOURCES)
    settle(window)
    page = window.page()
    (part,) = sources.components(session, filing)
    page._move(part)
    settle(window)
    page.adder._revision(REV)
    settle(window)
    page.adder.verb.click()
    settle(window)
    found = dialog(CarryDialog)
    assert isinstance(found, CarryDialog)
    return found


def moved(window: MainWindow) -> str:
    session, filing = window.desk.need()
    return sources.components(session, filing)[0].rev


def test_the_report_comes_before_the_move_and_changes_nothing(released: MainWindow, settle: Settle) -> None:
    before = moved(released)
    shown = move(released, settle)
    counts = {key: made.text() for key, made in shown.view.filters.items()}
    assert counts["changed"].endswith(": 1")
    places = {row.texts[2:4] for row in shown.view.table.rows.rows if row.kind == "moved"}
    assert any(RENAMED[0].decode() in old and RENAMED[1].decode() in new for old, new in places)
    assert moved(released) == before
    shown.reject()
    settle(released)
    assert moved(released) == before


def test_an_outcome_filters_the_table(released: MainWindow, settle: Settle) -> None:
    shown = move(released, settle)
    everything = shown.view.table.rows.rowCount()
    shown.view.filters["changed"].click()
    rows = shown.view.table.rows.rows
    assert [row.kind for row in rows] == ["changed"]
    assert CHANGED.decode() in rows[0].texts[2]
    shown.view.filters[""].click()
    assert shown.view.table.rows.rowCount() == everything > 1
    shown.reject()


def test_after_the_move_the_same_report_can_be_opened_again(released: MainWindow, settle: Settle) -> None:
    shown = move(released, settle)
    rows = [row.texts for row in shown.view.table.rows.rows]
    shown.verb.click()
    settle(released)
    assert moved(released) == REV
    button = released.page().findChild(QPushButton, "last-carry")
    assert button is not None
    button.click()
    settle(released)
    again = dialog(CarryDialog)
    assert isinstance(again, CarryDialog)
    assert [row.texts for row in again.view.table.rows.rows] == rows
    assert again.findChild(QPushButton, "carry-move") is None
    again.reject()


@pytest.fixture
def queue(released: MainWindow, settle: Settle) -> ReturnedDialog:
    """Give the queue of what came back, after the move."""
    session, filing = released.desk.need()
    sources.update(session, filing, "gateway", rev=REV, progress=NoProgress(), cancel=NeverCancel())
    released.desk.changed("sources")
    released.show_step(Step.REDACTION)
    settle(released)
    page = released.page()
    assert isinstance(page, RedactionPage)
    button = page.notes.findChild(QPushButton, "decide-returned")
    assert button is not None, "the page says that something came back"
    button.click()
    settle(released)
    found = dialog(ReturnedDialog)
    assert isinstance(found, ReturnedDialog)
    return found


def test_what_came_back_stands_beside_the_file_as_it_is_now(queue: ReturnedDialog) -> None:
    row = queue.current()
    assert row is not None
    assert b"0.618" in queue.before.data
    assert b"0.702" in queue.now.data
    mark = queue.now.marks.named(row.redaction)
    assert mark is not None
    assert (mark.start, mark.end) == (row.start, row.end)


def test_accepting_lets_it_stand_where_it_is_proposed(
    queue: ReturnedDialog, released: MainWindow, settle: Settle
) -> None:
    row = queue.current()
    assert row is not None
    queue.accept_.click()
    settle(released)
    session, filing = released.desk.need()
    stands = {each.id: each for each in redacting.redactions(session, filing)}[row.redaction]
    assert (stands.path, stands.start, stands.end) == (row.path, row.start, row.end)
    assert carrying.returned(session, filing) == ()
    assert queue.table.rows.rowCount() == 0
    queue.reject()


def test_another_range_can_be_chosen(queue: ReturnedDialog, released: MainWindow, settle: Settle) -> None:
    row = queue.current()
    assert row is not None
    assert not queue.choose.isEnabled()
    start, end = queue.now.document.span(16)
    queue.now.select(start, end)
    assert queue.choose.isEnabled()
    queue.choose.click()
    settle(released)
    session, filing = released.desk.need()
    stands = {each.id: each for each in redacting.redactions(session, filing)}[row.redaction]
    assert (stands.path, stands.start, stands.end, stands.kind) == (CHANGED, start, end, RedactionKind.PLACE)
    queue.reject()


def test_dropping_needs_a_note(queue: ReturnedDialog, released: MainWindow, settle: Settle) -> None:
    row = queue.current()
    assert row is not None
    assert not queue.drop.isEnabled()
    queue.note.setText("published last year")
    assert queue.drop.isEnabled()
    queue.drop.click()
    settle(released)
    session, filing = released.desk.need()
    assert carrying.returned(session, filing) == ()
    assert row.redaction not in {each.id for each in redacting.redactions(session, filing)}
    queue.reject()


def test_another_file_of_the_source_can_be_looked_at(
    queue: ReturnedDialog, released: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    queue.file.setText(RENAMED[1].decode())
    queue.file.returnPressed.emit()
    settle(released)
    assert queue.now.data.startswith(b"/* one table")
    assert RENAMED[1].decode() in queue.heads[1].text()
    queue.file.setText("no/such/file.c")
    queue.file.returnPressed.emit()
    settle(released)
    qtbot.waitUntil(queue.fault.isVisible)
    queue.reject()
