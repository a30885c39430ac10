"""`codebinder open` where there is nothing to open a window on."""

import sys

import pytest

from codebinder import app
from codebinder.app import main
from codebinder.cli import main as cli
from codebinder.errors import ExitCode


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["open"]) == ExitCode.REFUSED
    assert "no display" in capsys.readouterr().err


def test_a_program_without_a_terminal_says_in_a_box_why_no_window_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    shown: list[str] = []
    app._complain("there is no display\n", shown.append)
    assert shown == ["there is no display"]


@pytest.mark.skipif(sys.platform == "win32", reason="there the box would wait for somebody")
def test_elsewhere_it_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    app._complain("there is no display\n")


@pytest.mark.parametrize(
    ("name", "language"),
    [("zh_CN.UTF-8", "zh"), ("Chinese (Simplified)_China", "zh"), ("English_United States", "en"), ("de_DE", "en"),
     ("", "en")],
)  # fmt: skip
def test_the_language_of_a_chinese_windows_is_chinese(name: str, language: str) -> None:
    assert cli._language_of(name) == language
