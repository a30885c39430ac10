"""The legend of all shortcuts (?): read from the menus, the shown page and the letters, never typed a second time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QMenuBar, QVBoxLayout, QWidget

from codebinder.ui.dialogs import Dialog
from codebinder.ui.guide.entries import plain
from codebinder.ui.guide.letterwords import firmware_letters, redaction_letters, review_letters
from codebinder.ui.parts import button, label, scrolled
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

Line = tuple[str, str]
_NATIVE = QKeySequence.SequenceFormat.NativeText


def menu_keys(menu: QMenu | QMenuBar) -> Iterator[Line]:
    """Give what each shortcut of the menus does, and the shortcut."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from menu_keys(inner)
        elif not action.shortcut().isEmpty():
            yield plain(action.text()), action.shortcut().toString(_NATIVE)


def page_keys(page: QWidget | None) -> Iterator[Line]:
    """Give the shortcuts of a page that say what they do."""
    seen: set[str] = set()
    for each in page.findChildren(QShortcut) if page is not None else ():
        keys = each.key().toString(_NATIVE)
        if each.whatsThis() and keys not in seen:
            seen.add(keys)
            yield plain(each.whatsThis()), keys


def letter_lines(words: dict[str, str]) -> list[Line]:
    """Give letters with what they do; the nine figures are one line."""
    lines = [(text, key) for key, text in words.items() if not key.isdigit()]
    if "1" in words:
        lines.append((QCoreApplication.translate("Legend", "Reason for the next redaction"), "1 … 9"))
    return lines


def groups(window: MainWindow) -> list[tuple[str, str, list[Line]]]:
    """Give every group: its heading, where it holds, its lines."""
    here = QCoreApplication.translate("Legend", "in the list and in the code, not while text is typed")
    image = QCoreApplication.translate("Legend", "on the map and in the lists, not while text is typed")
    page = window.stack.currentWidget()
    made = [
        (QCoreApplication.translate("Legend", "Whole window"), "", list(menu_keys(window.menuBar()))),
        (QCoreApplication.translate("Legend", "This page"), "", list(page_keys(page))),
        (QCoreApplication.translate("Legend", "Firmware"), image, _map() + letter_lines(firmware_letters())),
        (QCoreApplication.translate("Legend", "Redaction"), here, letter_lines(redaction_letters())),
        (QCoreApplication.translate("Legend", "Review"), here, letter_lines(review_letters())),
        (QCoreApplication.translate("Legend", "Code"), "", _code()),
        (QCoreApplication.translate("Legend", "Command palette"), "", _palette()),
    ]
    return [each for each in made if each[2]]


def _code() -> list[Line]:
    return [
        (QCoreApplication.translate("Legend", "Move by character or line, word, page"), "← ↑ ↓ →, Ctrl+← →, PgUp PgDn"),
        (QCoreApplication.translate("Legend", "Beginning or end of the line, of the file"), "Home End, Ctrl+Home End"),
        (
            QCoreApplication.translate("Legend", "Select"),
            QCoreApplication.translate("Legend", "Shift with any of these"),
        ),
        (QCoreApplication.translate("Legend", "Copy, select all"), "Ctrl+C, Ctrl+A"),
        (QCoreApplication.translate("Legend", "Find in the file"), "Ctrl+F"),
        (QCoreApplication.translate("Legend", "Next or previous hit"), "F3, Shift+F3"),
        (QCoreApplication.translate("Legend", "Go to a line"), "Ctrl+G"),
        (QCoreApplication.translate("Legend", "Wrap long lines"), "Alt+Z"),
        (QCoreApplication.translate("Legend", "Larger, smaller, as usual"), "Ctrl++, Ctrl+-, Ctrl+0"),
    ]


def _map() -> list[Line]:
    return [
        (QCoreApplication.translate("Legend", "Another region, of what it holds, of what holds it"), "← →, ↓, ↑"),
        (QCoreApplication.translate("Legend", "Go inside, and back"), "Enter, Backspace"),
    ]


def _palette() -> list[Line]:
    return [
        (QCoreApplication.translate("Legend", "Choose another line"), "↑ ↓ PgUp PgDn"),
        (QCoreApplication.translate("Legend", "Do it, or go there"), "Enter"),
        (QCoreApplication.translate("Legend", "Close"), "Esc"),
    ]


def shortcut_legend(window: MainWindow) -> Dialog:
    """Show every shortcut, in two columns of groups."""
    dialog = Dialog(window, QCoreApplication.translate("Dialogs", "Shortcuts"))
    dialog.setObjectName("legend")
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setHorizontalSpacing(4 * GRID)
    grid.setContentsMargins(GRID, GRID, 2 * GRID, GRID)
    columns = [QVBoxLayout(), QVBoxLayout()]
    for at, (heading, where, lines) in enumerate(groups(window)):
        side = 0 if at < 2 else 1
        box = QWidget()
        table = QGridLayout(box)
        table.setContentsMargins(0, 0, 0, GRID)
        table.setVerticalSpacing(3)
        table.setColumnStretch(0, 1)
        table.addWidget(label(heading, "heading"), 0, 0, 1, 2)
        if where:
            table.addWidget(label(where, "muted"), 1, 0, 1, 2)
        for row, (text, keys) in enumerate(lines, start=2):
            table.addWidget(label(text), row, 0)
            table.addWidget(label(keys, "muted", wrap=False), row, 1, Qt.AlignmentFlag.AlignRight)
        columns[side].addWidget(box)
    for side, column in enumerate(columns):
        column.addStretch(1)
        grid.addLayout(column, 0, side)
        grid.setColumnStretch(side, 1)
    area = scrolled(inner, QCoreApplication.translate("Dialogs", "Shortcuts"))
    dialog.body.addWidget(area)
    dialog.resize(920, 600)
    dialog.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), dialog.accept, "primary"))
    dialog.open()
    area.setFocus()
    return dialog
