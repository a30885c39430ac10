"""Keys from the window: made, put on the roster, asked for once; and a passphrase asked on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from codebinder.errors import Cancelled
from codebinder.model.review import Role
from codebinder.ui.asking import passphrase
from codebinder.ui.main_window import MainWindow
from codebinder.ui.people.newkey import NewKeyDialog
from codebinder.workflow import people

Settle = Callable[[MainWindow], None]


def answer(kind: type, act: Callable[[object], None]) -> None:
    """Do something with a dialog once it has come."""

    def look() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, kind) and each.isVisible():
                act(each)
                return
        QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)


@pytest.fixture
def fresh(window: MainWindow, tmp_path: Path, settle: Settle) -> MainWindow:
    window.desk.create_workbook(tmp_path / "fresh.codebinder", vendor="Acme")
    settle(window)
    return window


def make_key(dialog: object) -> None:
    assert isinstance(dialog, NewKeyDialog)
    dialog._person.setText("Lin Wei")
    dialog.go()


def test_the_first_key_is_made_trusted_and_remembered(fresh: MainWindow, settle: Settle) -> None:
    answer(NewKeyDialog, make_key)
    assert fresh.desk.ask_key(Role.ENGINEER) == "lin-wei"
    roster = people.roster(fresh.desk.session)
    assert roster is not None
    assert [member.person for member in roster.members] == ["Lin Wei"]
    assert fresh.desk.ask_key(Role.ENGINEER) == "lin-wei"
    settle(fresh)


def test_a_person_may_think_better_of_it(fresh: MainWindow, settle: Settle) -> None:
    answer(NewKeyDialog, lambda dialog: dialog.reject())
    assert fresh.desk.ask_key(Role.LEGAL) is None
    assert people.keys(fresh.desk.environment) == ()
    settle(fresh)


def test_a_second_role_has_a_key_of_its_own(fresh: MainWindow, settle: Settle) -> None:
    answer(NewKeyDialog, make_key)
    engineer = fresh.desk.ask_key(Role.ENGINEER)
    answer(NewKeyDialog, make_key)
    legal = fresh.desk.ask_key(Role.LEGAL)
    assert (engineer, legal) == ("lin-wei", "lin-wei-2")
    assert len(people.roster(fresh.desk.session).members) == 2
    settle(fresh)


def test_a_passphrase_is_asked_from_another_thread(window: MainWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(passphrase("Passphrase, please")))

    def give(dialog: object) -> None:
        assert isinstance(dialog, QInputDialog)
        assert dialog.findChild(QLineEdit).echoMode() is QLineEdit.EchoMode.Password
        dialog.setTextValue("open sesame")
        dialog.accept()

    answer(QInputDialog, give)
    thread.start()
    qtbot.waitUntil(lambda: said == ["open sesame"])
    thread.join(5)


def test_closing_the_question_cancels(window: MainWindow) -> None:
    answer(QInputDialog, lambda dialog: dialog.reject())
    with pytest.raises(Cancelled):
        passphrase("Passphrase, please")


def test_a_question_that_nobody_can_answer_any_more_is_cancelled(window: MainWindow) -> None:
    said: list[str] = []

    def ask() -> None:
        try:
            passphrase("Passphrase, please")
        except Cancelled:
            said.append("cancelled")

    thread = threading.Thread(target=ask)
    thread.start()
    window.close()  # before the question could be shown
    thread.join(5)
    assert said == ["cancelled"]
