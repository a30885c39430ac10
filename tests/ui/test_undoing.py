"""Undo and redo in the real window: the Edit menu, the keys, fields, the step one is taken to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.filing import FilingPage
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.widgets.editors import LineEditor
from codebinder.workflow import attachments, filings, redacting, sources, vendors
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_gestures_are_undone_and_redone_from_anywhere(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window, desk = opened, opened.desk
    session, filing = desk.need()
    qtbot.waitActive(window)
    before = {row.id for row in redacting.redactions(session, filing)}
    image = next(each for each in filings.components(session, filing) if each.built_from)
    slug = image.built_from
    desk.run_job("", lambda *_: attachments.remove(session, filing, image.slug))
    desk.run_job("", lambda *_: sources.remove(session, filing, slug))
    settle(window)
    assert not redacting.redactions(session, filing)
    edit = window.menus.edit
    edit.update_state()
    assert slug in edit.undo.text()
    window.show_start()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    settle(window)
    assert {row.id for row in redacting.redactions(session, filing)} == before
    assert window.step is Step.SOURCES
    assert slug in desk.history.redo_title
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    settle(window)
    assert not sources.components(session, filing)
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    settle(window)
    assert image in filings.components(session, filing)
    assert not desk.history.can_undo
    assert {row.id for row in redacting.redactions(session, filing)} == before


def test_in_a_field_the_keys_are_the_fields_own_first(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window, desk = opened, opened.desk
    session, filing = desk.need()
    window.show_step(Step.FILING)
    settle(window)
    qtbot.waitActive(window)
    held = dict(filings.answers(session, filing))
    name = next(key for key, text in held.items() if text and len(text) < 40)
    filings.set_fields(session, filing, {name: held[name]})
    settle(window)
    assert not desk.history.can_undo  # it was the same before
    vendors.set_vendor(session, {"city": "Berlin"})
    settle(window)
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert desk.history.can_undo
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    settle(window)
    assert not desk.history.can_undo
    assert desk.history.can_redo
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)  # the field can do its own typing again
    assert field.text() == "abc"
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    settle(window)
    assert desk.history.can_undo


def test_a_field_that_has_the_focus_follows_undo(opened: MainWindow, settle: Settle) -> None:
    window, desk = opened, opened.desk
    session, filing = desk.need()
    window.show_step(Step.FILING)
    settle(window)
    page = window.page()
    assert isinstance(page, FilingPage)
    name, row = next((name, row) for name, row in page._rows.items() if isinstance(row.editor, LineEditor))
    before = row.editor.value()
    row.editor.put("something else")
    row.editor.committed.emit()
    settle(window)
    assert filings.answers(session, filing)[name] == "something else"
    row.take_focus()
    desk.history.undo()
    settle(window)
    assert row.editor.value() == before
    window.rail.tree.setFocus()
    settle(window)
    assert filings.answers(session, filing).get(name, "") == before


def test_u_takes_back_what_is_still_being_written(redaction: RedactionPage, settle: Settle) -> None:
    window = redaction.window()
    assert isinstance(window, MainWindow)
    desk = window.desk
    session, filing = desk.need()
    (first, *_) = redacting.redactions(session, filing)
    redaction.decider.withdraw(first.id)
    redaction.desk.history.undo()  # the withdrawal is on its way to the disk
    settle(window)
    assert first.id in {row.id for row in redacting.redactions(session, filing)}
    redaction.desk.history.undo()
    settle(window)
    assert "nothing to undo" in window.jobbar.log.toPlainText()
