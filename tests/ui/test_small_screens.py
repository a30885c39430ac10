"""Nothing is cut off where a screen is small or a name is long: it is scrolled, or cut with the whole in a tooltip."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from codebinder.ui import dialogs
from codebinder.ui.app import application, set_language
from codebinder.ui.frame.centre import Centre, rolling
from codebinder.ui.pages.verify_result import verdict_words
from codebinder.ui.parts import offer


class _Screen:
    def __init__(self, width: int, height: int) -> None:
        self._room = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:  # noqa: N802  (as Qt calls it)
        return self._room


class _Small(dialogs.Dialog):
    def screen(self) -> Any:
        return _Screen(853, 480)


def test_a_dialog_larger_than_the_screen_is_scrolled(qtbot: QtBot) -> None:
    application()
    dialog = _Small(None, "Title")
    qtbot.addWidget(dialog)
    for at in range(30):
        dialog.body.addWidget(QLineEdit(str(at)))
    dialog.setMinimumSize(900, 700)
    dialog.open()
    assert (dialog.width(), dialog.height()) == (853, 444)
    assert dialog.rolled is not None
    last = dialog.findChildren(QLineEdit)[-1]
    dialog.rolled.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()


def test_a_dialog_that_fits_stays_as_it_is(qtbot: QtBot) -> None:
    application()
    dialog = _Small(None, "Title")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(QLineEdit())
    dialog.resize(600, 300)
    dialog.open()
    assert (dialog.size(), dialog.rolled) == (QSize(600, 300), None)


def test_a_page_has_its_least_size_alone_and_is_scrolled_below_it(qtbot: QtBot) -> None:
    application()
    stack = Centre()
    small, large = QLabel("words that are wrapped " * 200), QWidget()
    small.setWordWrap(True)
    large.setMinimumSize(700, 500)
    for each in (small, large):
        stack.addWidget(each)
    area: QScrollArea = rolling(stack)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    assert area.verticalScrollBar().maximum() == 0  # the large page takes nothing from the small one
    stack.setCurrentWidget(large)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert (stack.width(), stack.height()) == (700, 500)


def test_a_long_name_to_choose_is_cut_and_whole_in_the_tooltip(qtbot: QtBot) -> None:
    application()
    box = QComboBox()
    qtbot.addWidget(box)
    name = "Absurdly Long Name " * 10 + "2.1"
    offer(box, name, "slug")
    assert box.itemText(0) != name
    assert box.itemText(0).endswith("2.1")
    assert box.itemData(0, Qt.ItemDataRole.ToolTipRole) == name


def test_the_verdict_is_said_in_the_windows_language() -> None:
    set_language("zh")
    try:
        assert verdict_words("DAMAGED: FILES, SEAL") == "已损坏：文件, 封签"
        assert verdict_words("DRAFT, NOT TO BE FILED; INTACT, ORIGIN NOT CHECKED") == "草稿，不得报送；完好，来源未核对"
    finally:
        set_language("en")
    assert verdict_words("DAMAGED: FILES, SEAL") == "DAMAGED: FILES, SEAL"
