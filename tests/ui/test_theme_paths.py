"""The theme's own pictures are found wherever the program lies: no folder's name can break the sheet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from codebinder.assets import resources
from codebinder.ui import theme

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'


@pytest.fixture
def restored() -> Iterator[None]:
    yield
    theme.apply("light")


def picture(qtbot: QtBot) -> QImage:
    widget = QWidget()
    qtbot.addWidget(widget)
    column, box, check = QVBoxLayout(widget), QComboBox(), QCheckBox("x")
    box.addItem("a")
    check.setChecked(True)
    column.addWidget(box)
    column.addWidget(check)
    widget.resize(200, 100)
    widget.show()
    return widget.grab().toImage()


@pytest.mark.usefixtures("restored")
def test_a_folder_with_awkward_letters_keeps_the_whole_theme(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply("light")
    usual = picture(qtbot)
    awkward = tmp_path / 'a person\'s (x) "q" 家 ;{}'
    shutil.copytree(resources() / "theme", awkward / "theme")
    monkeypatch.setattr(theme, "resources", lambda: awkward)
    theme.apply("dark")  # another sheet between, so that the next one is read anew
    theme.apply("light")
    assert picture(qtbot) == usual
    for each in (awkward / "theme").glob("*.svg"):
        each.write_text(EMPTY, encoding="ascii")
    theme.apply("dark")
    theme.apply("light")
    assert picture(qtbot) != usual  # the pictures are among what was compared
