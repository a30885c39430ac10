"""Whatever has the focus looks different from what has not, in both themes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codebinder.ui import app, theme
from codebinder.ui.parts import label, scrolled
from codebinder.ui.rail import RailDelegate
from codebinder.ui.viewing.hexview import HexView
from codebinder.ui.viewing.imageview import ImageView
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document


def _button(look: str, *, checked: bool = False) -> QPushButton:
    made = QPushButton("Press")
    made.setProperty("look", look)
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def _tool(*, checked: bool) -> QToolButton:
    made = QToolButton()
    made.setText("Press")
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def _checked(made: QCheckBox | QRadioButton) -> QWidget:
    made.setChecked(True)
    return made


def _tree(name: str) -> QWidget:
    made = QTreeWidget()
    made.setObjectName(name)
    for text in ("one", "two"):
        made.addTopLevelItem(QTreeWidgetItem([text]))
    made.setCurrentItem(made.topLevelItem(0))
    if name == "rail":
        made.setItemDelegate(RailDelegate(made))
    return made


def _tabs() -> QWidget:
    made = QTabBar()
    for text in ("one", "two"):
        made.addTab(text)
    return made


def _list() -> QWidget:
    made = QListWidget()
    made.addItems(["one", "two"])
    made.setCurrentRow(0)
    return made


def _table() -> QWidget:
    made = QTableWidget(2, 2)
    made.setCurrentCell(0, 0)
    return made


def _read_only() -> QWidget:
    made = QLineEdit("text")
    made.setReadOnly(True)
    return made


def _code() -> QWidget:
    made = CodeView("Code")
    made.set_document(Document(b"int main(void);\n"))
    return made


KINDS: dict[str, Callable[[], QWidget]] = {
    **{f"button {look}": lambda look=look: _button(look) for look in ("", "primary", "flat", "link", "row", "rule")},
    "checked button": lambda: _button("", checked=True),
    "checked flat button": lambda: _button("flat", checked=True),
    "tool button": lambda: _tool(checked=False),
    "checked tool button": lambda: _tool(checked=True),
    "line": lambda: QLineEdit("text"),
    "read-only line": _read_only,
    "lines": lambda: QPlainTextEdit("text"),
    "browser": QTextBrowser,
    "choice": QComboBox,
    "date": QDateEdit,
    "number": QSpinBox,
    "check box": lambda: QCheckBox("text"),
    "checked box": lambda: _checked(QCheckBox("text")),
    "radio button": lambda: QRadioButton("text"),
    "checked radio button": lambda: _checked(QRadioButton("text")),
    "tabs": _tabs,
    "list": _list,
    "tree": lambda: _tree(""),
    "rail": lambda: _tree("rail"),
    "table": _table,
    "text to read": lambda: scrolled(label("text"), "Text"),
    "code": _code,
    "bytes": lambda: HexView("Bytes"),
    "picture": lambda: ImageView("Picture"),
}


def picture(widget: QWidget) -> QImage:
    QCoreApplication.processEvents()
    return widget.grab().toImage()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_focus_is_seen(look: str, qtbot: QtBot) -> None:
    app.application()
    theme.apply(look)
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    rest = QPushButton("rest")
    made = {name: make() for name, make in KINDS.items()}
    for each in (rest, *made.values()):
        each.setFixedHeight(36)
        box.addWidget(each)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    unseen: list[str] = []
    for name, each in made.items():
        rest.setFocus()
        before = picture(each)
        each.setFocus()
        assert each.hasFocus(), name
        if picture(each) == before:
            unseen.append(name)
    assert not unseen
