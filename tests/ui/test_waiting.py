"""While the window waits for the keychain it lives on, and what is typed meanwhile comes afterwards, in its order."""

from __future__ import annotations

import subprocess
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from codebinder.ui import asking
from codebinder.ui.main_window import MainWindow


@pytest.mark.xvfb  # keys that a test sends through Qt wait for nothing
def test_keys_that_come_while_the_window_waits_are_for_what_comes_then(opened: MainWindow, qtbot: QtBot) -> None:
    field = QLineEdit(opened)
    field.show()
    with qtbot.waitActive(opened, timeout=60_000):
        opened.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    came = threading.Event()
    during: list[str] = []

    def types() -> None:
        subprocess.run(["xdotool", "key", "a", "b"], check=True, timeout=60)
        QTimer.singleShot(500, lambda: (during.append(field.text()), came.set()))

    QTimer.singleShot(0, types)
    opened.desk.wait("", lambda *_: came.wait(30))
    assert during == [""], "the window does not live on, or takes what is typed out of turn"
    qtbot.waitUntil(lambda: field.text() == "ab")


@pytest.mark.xvfb
def test_a_passphrase_that_is_asked_for_while_the_window_waits_can_be_typed(opened: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(opened, timeout=60_000):
        opened.activateWindow()

    def types() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, QInputDialog) or not asked.isActiveWindow():
            QTimer.singleShot(50, types)
            return
        subprocess.run(["xdotool", "type", "--delay", "20", "open me"], check=True, timeout=60)
        subprocess.run(["xdotool", "key", "Return"], check=True, timeout=60)

    QTimer.singleShot(0, types)
    assert opened.desk.wait("", lambda *_: asking.passphrase("Passphrase")) == "open me"
