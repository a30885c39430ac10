"""`codebinder open` where there is nothing to open a window on."""

import sys

import pytest

from codebinder.app import main
from codebinder.errors import ExitCode


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["open"]) == ExitCode.REFUSED
    assert "no display" in capsys.readouterr().err
