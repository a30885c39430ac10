"""Work that waits, and a window that is closed while work runs: nothing is lost, nobody is left waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from codebinder.errors import Cancelled, UserError
from codebinder.ui.frame import life
from codebinder.ui.frame.closing import CloseDialog
from codebinder.ui.jobs import Job
from codebinder.ui.main_window import MainWindow


def endless(begun: threading.Event, leave: threading.Event) -> Callable[[object, object], None]:
    def work(_progress: object, cancel: object) -> None:
        begun.set()
        while not leave.is_set():
            cancel.check()  # type: ignore[attr-defined]
            time.sleep(0.002)

    return work


def buttons(window: MainWindow, name: str) -> list[QPushButton]:
    return [each for each in window.findChildren(QPushButton, name) if each.isVisible()]


def asked(window: MainWindow, qtbot: QtBot) -> CloseDialog:
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: window.life.question is not None)
    assert window.life.question is not None
    return window.life.question


def test_what_waits_is_listed_and_each_can_be_cancelled_and_closing_asks(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "_ASKED", 0.0)
    jobs, begun, leave = window.desk.jobs, threading.Event(), threading.Event()
    failed: list[object] = []
    bugs: list[str] = []
    jobs.on_bug = lambda kind, _error: bugs.append(kind)
    window.desk.run_job("Building", endless(begun, leave))
    window.desk.run_job("Second", lambda *_: failed.append("ran"), None, failed.append)
    window.desk.run_job("Third", lambda *_: {}["x"])
    qtbot.waitUntil(begun.is_set)
    window.jobbar.show_log(True)
    qtbot.waitUntil(lambda: len(buttons(window, "cancel-waiting")) == 2)
    buttons(window, "cancel-waiting")[0].click()
    assert isinstance(failed[0], Cancelled)
    qtbot.waitUntil(lambda: len(buttons(window, "cancel-waiting")) == 1)
    assert "Second: cancelled" in window.jobbar.log.toPlainText()
    question = asked(window, qtbot)
    assert any("Building" in each for each in (child.text() for child in question.findChildren(type(question.fault))))
    question.reject()
    asked(window, qtbot).findChild(QPushButton, "close-wait").click()
    assert window.isVisible()
    leave.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert bugs == ["an error in a job"]
    assert failed[1:] == []


def test_stopping_ends_the_work_and_then_the_window(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "_ASKED", 0.0)
    monkeypatch.setattr(life, "_TOO_LONG", 3_600_000)  # what closes it is that the work has ended, not the clock
    begun = threading.Event()
    window.desk.run_job("Building", endless(begun, threading.Event()))
    window.desk.run_job("Second", lambda *_: None)
    qtbot.waitUntil(begun.is_set)
    question = asked(window, qtbot)
    question.findChild(QPushButton, "close-stop").click()
    qtbot.waitUntil(lambda: not window.isVisible())  # the work would never have ended by itself


def test_what_was_said_stands_again_after_work_that_nobody_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    desk.message.emit("info", "Signed. Now write your answer.")
    ended: list[Job] = []
    desk.jobs.ended.connect(ended.append)
    desk.run_job("As filed", lambda *_: None, lambda _: None, aside=True)
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert window.jobbar.text() == "Signed. Now write your answer."

    def fails(*_: object) -> None:
        raise UserError("no such file")

    desk.run_job("As filed", fails, failed=lambda _: None, aside=True)
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert window.jobbar.text() == "Signed. Now write your answer.", "the page that wanted it tells what went wrong"
    desk.run_job("Building", lambda *_: None, lambda _: None)
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert window.jobbar.text() == "Building: done"
