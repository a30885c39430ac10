"""An error in what we override of Qt's classes is told like any other; before, it could end the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codebinder.ui.main_window import MainWindow
from codebinder.ui.widgets.filetree import FileModel


def _beyond(*_: object) -> None:
    list[int]()[3]


def _gone(*_: object) -> None:
    made = QPushButton()
    shiboken6.delete(made)
    made.text()


@pytest.mark.parametrize(("fails", "error"), [(_beyond, IndexError), (_gone, RuntimeError)], ids=["index", "gone"])
def test_an_error_in_an_override_is_an_error_and_not_the_end(
    fails: Callable[..., None], error: type[Exception], qtbot: QtBot
) -> None:
    made = type(QWidget)("Faulty", (QWidget,), {"showEvent": fails})()
    qtbot.addWidget(made)
    with pytest.raises(error):
        made.show()


def test_an_error_in_painting_leaves_no_painter_behind(qtbot: QtBot, qtlog: Any) -> None:
    def paint(self: QWidget, _event: object) -> None:
        painter = QPainter(self)
        assert painter.isActive()
        _beyond()

    made = type(QWidget)("Blank", (QWidget,), {"paintEvent": paint})()
    qtbot.addWidget(made)
    with pytest.raises(IndexError) as first:
        made.grab()
    with pytest.raises(IndexError):
        made.grab()
    assert first.value.__traceback__ is not None
    assert not [each.message for each in qtlog.records]


def test_every_override_of_the_window_is_called_so() -> None:
    for override in (MainWindow.closeEvent, MainWindow.focusNextPrevChild, FileModel.data, FileModel.rowCount):
        assert hasattr(override, "__wrapped__")
    assert not hasattr(MainWindow.show_start, "__wrapped__")
