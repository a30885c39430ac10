"""The tests that need a real X server get one, with a window manager that answers."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


@pytest.mark.xvfb
def test_a_window_shows_on_the_x_server_and_is_managed(qtbot: QtBot) -> None:
    label = QLabel("shown")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitActive(label):
        pass
    assert QGuiApplication.platformName() == "xcb"
    said = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True, text=True, check=True)
    assert "window id" in said.stdout
