"""Hiding by extent and many at once: a selection grows and shrinks, counts come first, and undo takes one step."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.redaction import Grain, Redaction, RedactionKind
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.redacting.hiding import literal, preview_text
from codebinder.workflow import redacting

Settle = Callable[[MainWindow], None]
FILE = b"src/qos.c"


@pytest.fixture
def page(redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot) -> RedactionPage:
    """Give the page with a file open, the focus in it, and the cursor inside a function."""
    opened.activateWindow()
    qtbot.waitActive(opened)
    redaction.open_at("gateway", FILE, 24)
    settle(opened)
    redaction.view.setFocus()
    return redaction


def held(page: RedactionPage) -> set[str]:
    return {each.id for each in redactions(page)}


def redactions(page: RedactionPage) -> tuple[Redaction, ...]:
    session, filing = page.desk.need()
    return redacting.redactions(session, filing)


def answer(page: RedactionPage, number: int = 0) -> None:
    button = page.panes.ask.findChild(QPushButton, f"answer-{number}")
    assert button is not None
    button.click()


def grow(page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot) -> tuple[int, int]:
    qtbot.keyClick(page.view, Qt.Key.Key_E)
    settle(opened)
    return page.view.selection


def test_e_grows_a_selection_step_by_step_to_the_whole_file(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    spans, grains = [page.view.selection], list[Grain]()
    while page.extender.extent is None or page.extender.extent.grain is not Grain.FILE:
        spans.append(grow(page, opened, settle, qtbot))
        assert page.extender.extent is not None
        grains.append(page.extender.extent.grain)
        assert page.panes.extent.isVisible()
    assert grains[0] is Grain.LINE
    assert Grain.FUNCTION in grains
    for inner, outer in pairwise(spans):
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]
        assert outer != inner
    assert spans[-1] == (0, len(page.view.data))
    for before in reversed(spans[:-1]):
        qtbot.keyClick(page.view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
        assert page.view.selection == before
    assert not page.panes.extent.isVisible()


def test_a_function_that_was_grown_to_is_named(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    for _ in range(6):
        grow(page, opened, settle, qtbot)
        if page.extender.extent is not None and page.extender.extent.grain is Grain.FUNCTION:
            break
    assert "lean" in page.panes.extent.text()


def test_a_selection_of_ones_own_begins_a_new_growth(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    grow(page, opened, settle, qtbot)
    page.view.go_to_line(12)
    assert page.extender.extent is None
    assert not page.panes.extent.isVisible()
    start, end = grow(page, opened, settle, qtbot)
    assert page.view.document.line_of(start) == page.view.document.line_of(end) == 11


def test_hiding_a_function_by_the_menu_is_one_step_that_undo_takes_back(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before = held(page)
    page.actions.hide_more.function.trigger()
    settle(opened)
    (made,) = [each for each in redactions(page) if each.id not in before]
    assert made.kind is RedactionKind.PLACE
    assert b"lean" in page.view.data[made.start : made.end]
    qtbot.keyClick(page.view, Qt.Key.Key_U)
    settle(opened)
    assert held(page) == before


def test_all_comments_are_counted_before_they_are_hidden_and_come_back_in_one_step(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.open_at("gateway", b"src/session.c", 1)
    settle(opened)
    before = held(page)
    page.actions.hide_more.comments.trigger()
    settle(opened)
    found = re.search(r"places: (\d+), files: 1\b", page.panes.ask.accessibleName())
    assert found is not None
    assert int(found[1]) > 1
    assert held(page) == before, "nothing is hidden before the answer"
    answer(page)
    settle(opened)
    assert len(held(page) - before) == int(found[1])
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_U)
    settle(opened)
    assert held(page) == before


def test_w_in_the_tree_withholds_a_folder_after_telling_its_files(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    index = page.files.model.find("gateway", FILE).parent()
    page.files.view.setCurrentIndex(index)
    assert page.files.entry() == ("gateway", b"src/")
    page.files.view.setFocus()
    qtbot.keyClick(page.files.view, Qt.Key.Key_W)
    settle(opened)
    asked = page.panes.ask.accessibleName()
    assert "src/" in asked
    assert "files: 9" in asked
    answer(page)
    settle(opened)
    withheld = {each.path for each in redactions(page) if each.kind is RedactionKind.FILE}
    assert len([path for path in withheld if path.startswith(b"src/")]) == 9


def test_the_tree_has_a_menu_for_files_and_folders_and_none_for_a_source(page: RedactionPage) -> None:
    view, wanted = page.files.view, list[tuple[str, bytes]]()
    page.files.withhold_wanted.connect(lambda *entry: wanted.append(entry))
    file = page.files.model.find("gateway", FILE)
    view.scrollTo(file)
    menu = page.files.menu(view.visualRect(file).center())
    assert menu is not None
    menu.actions()[0].trigger()
    assert wanted == [("gateway", FILE)]
    menu.close()
    root = page.files.model.index(0, 0)
    view.scrollTo(root)
    assert page.files.menu(view.visualRect(root).center()) is None


def test_growing_to_the_file_and_redacting_withholds_it(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    while page.extender.extent is None or page.extender.extent.grain is not Grain.FILE:
        grow(page, opened, settle, qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    settle(opened)
    assert "withheld file" in page.panes.ask.accessibleName()
    answer(page)
    settle(opened)
    assert [each.path for each in redactions(page) if each.kind is RedactionKind.FILE] == [FILE]


def test_a_folder_or_glob_is_asked_for_then_counted(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    page.actions.hide_more.glob.trigger()
    assert page.panes.ask.field.text() == "/src/"
    page.panes.ask.field.setText("*.c")
    answer(page, 1)
    settle(opened)
    assert "*.c" in page.panes.ask.accessibleName()
    assert "places:" in page.panes.ask.accessibleName()


def test_nothing_is_hidden_from_the_view_as_filed(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    page.actions.filed.toggle()
    settle(opened)
    before, said = held(page), list[str]()
    opened.desk.message.connect(lambda _level, text: said.append(text))
    page.actions.hide_more.function.trigger()
    page.extend()
    settle(opened)
    assert held(page) == before
    assert any("as filed" in text for text in said)


def test_every_key_of_extents_is_a_button_too(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    page.actions.extend.click()
    settle(opened)
    assert page.extender.extent is not None
    page.actions.hide_more.inward.trigger()
    assert page.extender.extent is None
    assert QApplication.focusWidget() is page.view


@pytest.mark.parametrize(
    ("path", "pattern"),
    [(b"a/b.c", "/a/b.c"), (b"a b/[x]*.c", "/a\\ b/\\[x\\]\\*.c"), (b"#!x", "/\\#\\!x"), (b"a\\b/", "/a\\\\b/")],
)
def test_a_path_as_a_pattern_names_itself_alone(path: bytes, pattern: str) -> None:
    assert literal(path) == pattern


def test_a_preview_stays_small_whatever_it_is_about() -> None:
    text = preview_text("Hide?", 4000, 5000, 17, ["x" * 300 + f":{at}" for at in range(10)])
    assert len(text.splitlines()) == 9
    assert all(len(line) <= 97 for line in text.splitlines())
    assert "5\u202f000" in text
