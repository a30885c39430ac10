"""Nothing is garbage-collected on another thread than the window's, and on that one it is."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from codebinder.ui import collecting
from codebinder.ui.main_window import MainWindow


@pytest.fixture
def collections() -> Iterator[list[threading.Thread]]:
    """Give the threads on which a collection began since now."""
    seen: list[threading.Thread] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread())

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def cycles(count: int) -> None:
    for _ in range(count):
        one: list[object] = []
        one.append(one)


def test_a_thread_that_makes_much_garbage_collects_none_of_it(
    window: MainWindow, collections: list[threading.Thread]
) -> None:
    assert window.isVisible()
    worker = threading.Thread(target=cycles, args=(50_000,))
    worker.start()
    worker.join()
    assert worker not in collections


def test_the_windows_thread_collects_it_soon(
    window: MainWindow, collections: list[threading.Thread], qtbot: QtBot
) -> None:
    assert window.isVisible()
    cycles(50_000)
    qtbot.waitUntil(lambda: gc.get_count()[0] < 50_000 and bool(collections))
    assert set(collections) == {threading.main_thread()}


def test_a_widget_in_a_cycle_goes(qtbot: QtBot, window: MainWindow) -> None:
    assert window.isVisible()
    gc.collect()
    gone: list[bool] = []
    held = QWidget()
    held.destroyed.connect(lambda: gone.append(True))
    held.itself = held  # type: ignore[attr-defined]
    assert shiboken6.isValid(held)
    del held
    cycles(5_000)
    collecting.tick()
    qtbot.waitUntil(lambda: bool(gone))


@pytest.mark.parametrize(
    ("looks", "away", "whole"), [(500, False, False), (500, True, True), (100, True, False), (3_000, False, True)]
)
def test_what_grew_old_is_looked_through_at_last_and_best_while_nobody_looks(
    looks: int, away: bool, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    monkeypatch.setattr(collecting, "_away", lambda: away)
    monkeypatch.setattr(gc, "get_count", lambda: (5_000, 3, looks))
    monkeypatch.setattr(gc, "collect", lambda generation=2: done.append(generation))
    collecting.tick()
    assert done == [2 if whole else 0]


def test_looks_at_those_that_stayed_are_counted() -> None:
    gc.collect()
    for _ in range(7):
        gc.collect(1)
    assert gc.get_count()[2] >= 7


def test_a_workbook_that_is_let_go_is_looked_through_whole(
    window: MainWindow, collections: list[threading.Thread], qtbot: QtBot
) -> None:
    assert window.isVisible()
    full: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            full.append(info["collected"])

    gc.callbacks.append(note)
    try:
        collecting.everything()
        qtbot.waitUntil(lambda: bool(full))
    finally:
        gc.callbacks.remove(note)
    assert set(collections) == {threading.main_thread()}


ORPHAN = """
import gc, sys
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from codebinder.ui.app import application

class View(QWidget):
    def paintEvent(self, _event):
        painter = QPainter(self)
        for at in range(100):
            [[] for _ in range(1000)]
            painter.drawPolyline([QPointF(each, at) for each in range(50)])
        painter.end()

def leave():
    page = QWidget()
    page.itself = page
    page.view = View(page)
    page.destroyed.connect(lambda: print("gone", flush=True))
    page.show()

made = application() if sys.argv[1] == "ours" else QApplication([])
leave()
for _ in range(200):
    made.processEvents()
    made.thread().msleep(2)
print("alive", flush=True)
"""


@pytest.mark.parametrize(("whose", "said"), [("ours", {"gone", "alive"}), ("python's", set())])
def test_what_only_a_cycle_holds_is_never_taken_away_while_it_paints(whose: str, said: set[str]) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN, whose], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    if whose == "ours":
        assert (done.returncode, done.stderr) == (0, "")
        assert set(done.stdout.split()) == said
    else:
        assert done.returncode != 0, "without the collector this ends the program: else the test above shows nothing"


LOADED = """
import gc
from codebinder import app

seen = []
gc.callbacks.append(lambda phase, info: seen.append(phase))

def environment(**_):
    print(len(seen), gc.get_freeze_count() > 10_000)
    raise SystemExit

app.environment = environment
app.window()
"""


def test_while_the_window_is_loaded_nothing_is_looked_through_and_what_was_loaded_never_is() -> None:
    """It was a tenth of a start, and the first look at all of it would come when the window has just been shown."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["0", "True"], "")
