"""What the tests of the window share: an environment without anything of this machine, a window, the sample."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.app import set_language
from codebinder.ui.app import window as make_window
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import demo
from codebinder.workflow.environment import Environment
from codebinder.workflow.views import Step


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
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for each in made:
        each.close()
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


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Give a way to wait until nothing runs in a window."""

    def wait(window: MainWindow) -> None:
        quiet = 0

        def still() -> bool:
            nonlocal quiet
            desk = window.desk
            quiet = 0 if desk.jobs.busy or desk.looks.busy or desk.gauges.busy else quiet + 1
            return quiet > 4

        qtbot.waitUntil(still, timeout=20000)

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
