"""Redaction: deciding moves on, letters stay out of text fields, and the view as filed is what the workflow gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.findings import FindingState
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.redaction import RedactionKind
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.widgets.marks import MarkKind
from codebinder.workflow import filings, redacting, scanning
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
KEY = "lin-wei"


@pytest.fixture
def page(opened: MainWindow, settle: Settle, qtbot: QtBot) -> RedactionPage:
    """Give the page with every finding of the sample open again."""
    session, filing = opened.desk.need()
    for each in redacting.redactions(session, filing):
        redacting.withdraw(session, filing, each.id, key=KEY)
    opened.show_step(Step.REDACTION)
    settle(opened)
    made = opened.page()
    assert isinstance(made, RedactionPage)
    opened.activateWindow()
    qtbot.waitActive(opened)
    return made


def undecided(page: RedactionPage) -> int:
    session, filing = page.desk.need()
    return scanning.counts(session, filing).undecided


def current(page: RedactionPage) -> str:
    held = page.queue.current()
    assert held is not None
    return held.id


def test_it_begins_at_the_first_undecided_finding_with_its_file_open(page: RedactionPage) -> None:
    finding = page.queue.current()
    assert finding is not None
    assert finding.state is FindingState.OPEN
    assert finding.path.split(b"/")[-1].decode() in page.panes.path.text()
    mark = page.view.marks.named(finding.id)
    assert mark is not None
    assert (mark.start, mark.end, mark.kind) == (finding.start, finding.end, MarkKind.FINDING)
    assert page.view.current == finding.id


def test_deciding_moves_on_and_is_written(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before, first = undecided(page), current(page)
    page.queue.view.setFocus()
    qtbot.keyClick(page.queue.view, Qt.Key.Key_R)
    second = current(page)
    assert second != first
    qtbot.keyClick(page.queue.view, Qt.Key.Key_R)
    assert current(page) not in {first, second}
    settle(opened)
    assert undecided(page) == before - 2
    session, filing = page.desk.need()
    assert {row.reason for row in redacting.redactions(session, filing)} == {"CRY"}


def test_undo_takes_the_last_decision_back(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before = undecided(page)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    settle(opened)
    assert undecided(page) == before - 1
    qtbot.keyClick(page.view, Qt.Key.Key_U)
    settle(opened)
    assert undecided(page) == before


def test_a_keep_asks_why_and_goes_on(page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    first = current(page)
    before = {keep.finding.id for keep in redacting.keeps(*page.desk.need())}
    page.queue.view.setFocus()
    qtbot.keyClick(page.queue.view, Qt.Key.Key_K)
    assert page.panes.ask.field.hasFocus()
    qtbot.keyClick(page.panes.ask.field, Qt.Key.Key_Return)
    assert page.panes.ask.isVisible(), "a keep without a reason must not pass"
    qtbot.keyClicks(page.panes.ask.field, "a test key, krnp")
    qtbot.keyClick(page.panes.ask.field, Qt.Key.Key_Return)
    settle(opened)
    session, filing = page.desk.need()
    kept = [keep for keep in redacting.keeps(session, filing) if keep.finding.id not in before]
    assert [(keep.finding.id, keep.note) for keep in kept] == [(first, "a test key, krnp")]
    assert current(page) != first
    assert page.queue.view.hasFocus()


def test_letters_do_nothing_in_text_fields(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before, first = undecided(page), current(page)
    page.panes.find.begin()
    for field in (page.files.text, page.panes.find.field):
        field.setFocus()
        qtbot.keyClicks(field, "rkRKnpvu/1")
        assert field.text() == "rkRKnpvu/1"
    settle(opened)
    assert (undecided(page), current(page)) == (before, first)
    assert not page.panes.ask.isVisible()
    assert not page.actions.filed.isChecked()


def test_what_an_input_method_composes_decides_nothing(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before = undecided(page)
    event = QInputMethodEvent("r", [])
    event.setCommitString("r")
    QApplication.sendEvent(page.queue.view, event)
    settle(opened)
    assert undecided(page) == before


def test_every_letter_is_a_button_too(page: RedactionPage) -> None:
    names = {made.objectName() for made in page.actions.findChildren(QPushButton)}
    assert {f"act-{key}" for key in "RKNPVU/"} <= names
    assert all(made.accessibleName() for made in page.actions.findChildren(QPushButton))


def test_as_filed_shows_exactly_the_bytes_that_would_leave(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    settle(opened)
    page.previous()
    session, filing = page.desk.need()
    done = redacting.redactions(session, filing)[0]
    page._file_chosen(done.component, done.path)
    settle(opened)
    original = page.view.data
    qtbot.keyClick(page.view, Qt.Key.Key_V)
    settle(opened)
    filed = redacting.as_filed(
        session, filing, done.path, component=done.component, progress=NoProgress(), cancel=NeverCancel()
    )
    assert page.view.data == filed.data != original
    assert [filed.data[mark.start : mark.end].decode() for mark in page.view.marks.all] == [
        each.label for each in filed.ranges
    ]
    qtbot.keyClick(page.view, Qt.Key.Key_V)
    settle(opened)
    assert page.view.data == original


@pytest.mark.parametrize(("answer", "kind"), [(0, RedactionKind.PLACE), (1, RedactionKind.VALUE)])
def test_selected_text_is_redacted_here_or_everywhere(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, answer: int, kind: RedactionKind
) -> None:
    page._file_chosen("gateway", b"src/qos.c")
    settle(opened)
    start = page.view.data.index(b"curve_alpha")
    page.view.select(start, start + len(b"curve_alpha"))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_2)
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    assert page.panes.ask.isVisible()
    page.panes.ask._answers[answer].click()
    settle(opened)
    session, filing = page.desk.need()
    (row,) = redacting.redactions(session, filing)
    assert (row.kind, row.path, row.start, row.end) == (kind, b"src/qos.c", start, start + 11)
    assert row.reason == page.actions.reason()
    marks = [mark for mark in page.view.marks.all if mark.name == row.id]
    places = page.view.data.count(b"curve_alpha") if kind is RedactionKind.VALUE else 1
    assert len(marks) == places


def test_all_of_one_value_go_together_after_a_word_about_how_many(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before = undecided(page)
    page.queue.view.setFocus()
    qtbot.keyClick(page.queue.view, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    settle(opened)
    assert page.panes.ask.isVisible()
    assert undecided(page) == before
    qtbot.keyClick(page.panes.ask.field, Qt.Key.Key_Return)
    settle(opened)
    assert undecided(page) < before


def test_a_bad_decision_is_told_and_nothing_changes(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    before = undecided(page)
    page.decider.redact([current(page)], "NO-SUCH-REASON")
    settle(opened)
    assert undecided(page) == before
    assert "reason" in opened.jobbar.text()


def test_a_workbook_that_is_held_elsewhere_lets_nobody_decide(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = undecided(page)
    monkeypatch.setattr(type(page.desk), "can_write", property(lambda _self: False))
    page.refresh()
    settle(opened)
    assert not page.actions.redact.isEnabled()
    page.queue.view.setFocus()
    qtbot.keyClick(page.queue.view, Qt.Key.Key_R)
    settle(opened)
    assert undecided(page) == before


def test_find_and_go_to_line(page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page._file_chosen("gateway", b"src/qos.c")
    settle(opened)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Slash)
    qtbot.keyClicks(page.panes.find.field, "CURVE_ALPHA")
    qtbot.keyClick(page.panes.find.field, Qt.Key.Key_Return)
    assert page.view.data[slice(*page.view.selection)] == b"curve_alpha"
    qtbot.keyClicks(page.panes.find.line, "3")
    qtbot.keyClick(page.panes.find.line, Qt.Key.Key_Return)
    assert page.view.document.line_of(page.view.caret) == 2


def test_who_comes_back_to_a_filing_is_where_she_was(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    session, filing = page.desk.need()
    other = filings.add_filing(session, product=filing.product, template="escrow-deposit", slug="other")
    page.next()
    settle(opened)
    chosen = page.queue.current()

    def away_and_back() -> None:
        for slug in (other.slug, filing.slug):
            opened.desk.select_filing(slug)
            opened.show_step(Step.REDACTION)
            settle(opened)

    away_and_back()
    assert chosen is not None
    assert current(page) == chosen.id
    assert page.place == (chosen.component, chosen.path)
    component = chosen.component
    path = next(each for each in page.files.model._files[component] if each != chosen.path)
    page.open_at(component, path, 3)
    settle(opened)
    line = page.here()
    assert line > 0
    away_and_back()
    assert page.place == (component, path)
    assert page.here() == line
