"""The program is updated under the open window: told once, an error after it is told as that, and work is safe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from codebinder import assets
from codebinder.ui import app
from codebinder.ui.frame.replaced import Replaced
from codebinder.ui.main_window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def said(window: MainWindow) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    window.desk.message.connect(lambda level, text: found.append((level, text)))
    return found


def test_it_is_told_once_when_the_build_is_another(
    window: MainWindow, said: list[tuple[str, str]], settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Replaced(window)
    held.look()
    settle(window)
    assert not said
    monkeypatch.setattr(assets, "_facts", lambda: b'{"version": "9.9.9"}')
    for _ in range(3):
        held.look()
        settle(window)
    assert [level for level, _ in said] == ["warning"]
    assert "start Codebinder again" in said[0][1]


def test_an_error_after_it_is_no_fault_of_the_program(
    window: MainWindow, said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    app._broken(window, ImportError("a module of another version"))
    assert "Something went wrong" in said[-1][1]
    monkeypatch.setattr(assets, "_facts", lambda: b'{"version": "9.9.9"}')
    app._broken(window, ImportError("a module of another version"))
    assert "start Codebinder again" in said[-1][1]
