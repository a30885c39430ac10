"""What the tests of the window share: an environment without anything of this machine, a window, the sample."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.app import set_language
from codebinder.ui.app import window as make_window
from codebinder.ui.frame.arrivals import Application
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.viewing.colourist import Colourist
from codebinder.workflow import demo
from codebinder.workflow.environment import Environment
from codebinder.workflow.views import Step
from helpers.effort import PATIENCE

LONG = 250
"""Milliseconds: what rests longer before it begins (a measure, a page as filed) is waited for by those who want it."""


@pytest.fixture(autouse=True)
def plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no window start the process that finds colours; the tests of colours let it."""
    monkeypatch.setattr(Colourist, "enabled", False)


@pytest.fixture(autouse=True)
def collected_between_events() -> None:
    """As in the program (`collecting`): a widget that only a cycle of references holds, as those of a test are once it
    has returned, is not taken away in the middle of its painting."""
    gc.disable()


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Give what waits for the window: as long as a busy machine may need."""
    for name in ("waitUntil", "waitSignal", "waitActive", "waitExposed"):
        monkeypatch.setattr(qtbot, name, partial(getattr(qtbot, name), timeout=int(PATIENCE * 1000)))
    return qtbot


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Give the application's own class, which macOS hands files to."""
    return Application


@pytest.fixture
def environment(key_dir: Path, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Give an environment whose keys, configuration and documents lie in the test's own home."""
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    (own_home / "Documents").mkdir()
    assert key_dir.is_dir()
    return app.environment(ask=False)


@pytest.fixture
def open_window(environment: Environment, qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """Give a maker of windows, which are closed in the end."""
    made: list[MainWindow] = []

    def make(lang: str = "en", look: str = "light") -> MainWindow:
        window = make_window(environment, lang=lang, look=look)
        made.append(window)
        window.resize(1280, 720)  # the offscreen screen is smaller than any that people have
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for each in made:
        each.life.end_now()
        each.deleteLater()
    set_language("en")  # the next test may open no window, and would speak the language of this one


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    """Give a window in English."""
    return open_window()


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sample, made once."""
    out = tmp_path_factory.mktemp("made") / "sample"
    demo.make_sample(app.environment(ask=False), out, progress=NoProgress(), cancel=NeverCancel())
    return out


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    """Give a sample workbook of the test's own."""
    out = tmp_path / "sample"
    shutil.copytree(made_sample, out)
    return out / "meridian.codebinder"


def at_work(window: MainWindow) -> bool:
    """Say whether a window reads or writes; what waits a little for a last key waits no longer."""
    desk = window.desk
    waiting = False
    for timer in window.findChildren(QTimer):
        if shiboken6.isValid(timer) and timer.isSingleShot() and timer.isActive() and timer.interval() < LONG:
            waiting, pause = True, timer.interval()
            if pause:
                timer.start(0)
                timer.timeout.connect(lambda timer=timer, pause=pause: timer.setInterval(pause))
    return waiting or desk.jobs.busy or desk.looks.busy or desk.gauges.busy or window.drops.busy


@pytest.fixture
def settle(qapp: QApplication) -> Callable[[MainWindow], None]:
    """Give a way to wait until nothing runs in a window."""

    def wait(window: MainWindow) -> None:
        end, quiet = time.monotonic() + PATIENCE, 0
        while quiet < 3:
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop runs here to do it
            quiet = 0 if at_work(window) else quiet + 1
            if not quiet:
                time.sleep(0.002)
            assert time.monotonic() < end, "the window is still at work"

    return wait


@pytest.fixture
def opened(window: MainWindow, sample: Path, settle: Callable[[MainWindow], None]) -> MainWindow:
    """Give a window with the sample open."""
    window.desk.open_workbook(sample)
    settle(window)
    return window


@pytest.fixture
def redaction(opened: MainWindow, settle: Callable[[MainWindow], None]) -> RedactionPage:
    """Give the redaction page of the sample."""
    opened.show_step(Step.REDACTION)
    settle(opened)
    made = opened.page()
    assert isinstance(made, RedactionPage)
    return made
