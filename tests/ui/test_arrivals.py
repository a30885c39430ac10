"""Files that macOS hands to the program, through the real application: before a window, and while there is one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QAction, QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codebinder.ui.frame.arrivals import Application
from codebinder.ui.frame.recents import RecentMenu
from codebinder.ui.main_window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def desktop(qapp: QApplication) -> Application:
    assert isinstance(qapp, Application)
    assert qapp.take_files() == []
    return qapp


def ask(desktop: Application, path: Path) -> None:
    assert QCoreApplication.sendEvent(desktop, QFileOpenEvent(str(path)))


def test_a_workbook_that_is_asked_for_while_the_window_stands_opens_in_it(
    desktop: Application, window: MainWindow, sample: Path, settle: Settle
) -> None:
    ask(desktop, sample)
    settle(window)
    assert window.desk.session is not None
    assert window.desk.session.path == sample


def test_a_workbook_that_is_asked_for_before_there_is_a_window_opens_in_the_first_one(
    desktop: Application, open_window: Callable[..., MainWindow], sample: Path, settle: Settle
) -> None:
    ask(desktop, sample)
    window = open_window()
    settle(window)
    assert window.desk.session is not None
    assert window.desk.session.path == sample
    assert desktop.take_files() == []


def test_what_is_open_already_is_not_opened_again_however_its_name_is_spelt(
    desktop: Application, window: MainWindow, sample: Path, settle: Settle, tmp_path: Path
) -> None:
    ask(desktop, sample)
    settle(window)
    session = window.desk.session
    other = tmp_path / unicodedata.normalize("NFD", "Ünïted.codebinder")
    other.symlink_to(sample)
    ask(desktop, other)
    settle(window)
    assert window.desk.session is session


def test_several_files_come_together(desktop: Application, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    taken: list[list[Path]] = []
    window.open_paths = taken.append  # type: ignore[method-assign]
    paths = [tmp_path / name for name in ("a.codebinder", "b.zip", "ü.age")]
    for path in paths:
        ask(desktop, path)
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [paths]


def test_an_address_is_no_file(desktop: Application, window: MainWindow) -> None:
    assert window.isVisible()
    assert QCoreApplication.sendEvent(desktop, QFileOpenEvent(QUrl("https://example.com/a.codebinder")))
    assert desktop.take_files() == []


def test_macos_moves_about_preferences_and_quit_into_the_program_s_menu_and_nothing_else(
    open_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    for lang in ("en", "zh"):
        window = open_window(lang)
        recent = tmp_path / "Settings of ours.codebinder"
        recent.write_bytes(b"")
        window.desk.settings.add_recent(recent, "workbook")
        for menu in window.menuBar().findChildren(RecentMenu):
            menu.fill()
        roles = [each.menuRole() for each in window.menuBar().findChildren(QAction) if each.text()]
        moved = [role for role in roles if role is not QAction.MenuRole.NoRole]
        kinds = QAction.MenuRole
        assert sorted(moved, key=str) == sorted([kinds.AboutRole, kinds.PreferencesRole, kinds.QuitRole], key=str)
        window.close()
