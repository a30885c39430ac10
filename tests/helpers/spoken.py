"""Every text that a widget shows, tells in a tooltip or gives to a screen reader; and in which language it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from codebinder.ui.parts import Elided

ROWS = 60
"""So many rows of each list are looked at."""

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)

TAG = re.compile(r"</?(?:a|b|br|code|div|em|html|i|li|p|pre|span|table|td|tr|ul)\b[^<>]*>")

Said = tuple[str, str]
"""(where: classes and object names, text)."""


def texts(top: QWidget, *, hidden: bool = False) -> Iterator[Said]:
    """Give every text of a widget and of all that is in it and not hidden."""
    below = [each for each in top.findChildren(QWidget) if hidden or each.isVisibleTo(top)]
    for widget in (top, *below):
        if widget.window() is not top.window() and not isinstance(widget, QMenu):
            continue
        where = f"{type(widget.window()).__name__}/{type(widget).__name__}#{widget.objectName()}"
        for text in _of(widget):
            plain = unescape(TAG.sub(" ", text)) if TAG.search(text) else text
            if plain.strip():
                yield where, plain


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    for action in QWidget.actions(widget):
        yield from _of_action(action)
    if isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QLabel | Elided):
        yield widget.text()
    elif isinstance(widget, QAbstractButton):
        yield widget.text()
        menu = widget.menu() if isinstance(widget, QPushButton | QToolButton) else None
        if isinstance(menu, QMenu):
            yield from _of(menu)
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield from (widget.tabText(at), widget.tabToolTip(at), widget.accessibleTabName(at))
    else:
        yield from _of_input(widget)


def _of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())
    if isinstance(action.menu(), QMenu):
        yield from _of(action.menu())


def _of_input(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        if widget.isReadOnly() and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
            yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
        if widget.isReadOnly():
            yield widget.toPlainText()
    elif isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    elif isinstance(widget, QProgressBar):
        yield widget.text()
    elif isinstance(widget, QAbstractSpinBox):
        yield widget.text()
        yield widget.specialValueText()
    elif isinstance(widget, QComboBox):
        yield widget.placeholderText()
        yield from _of_model(widget.model())
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _of_model(widget.model())
        held = widget.model()
        for at in range(1 if isinstance(held, QAbstractListModel) else held.columnCount()):
            for role in ROLES:
                yield str(held.headerData(at, Qt.Orientation.Horizontal, role) or "")


def _of_model(model: QAbstractItemModel, above: QModelIndex | None = None) -> Iterator[str]:
    parent = QModelIndex() if above is None else above
    for row in range(min(model.rowCount(parent), ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in ROLES:
                held = index.data(role)
                if isinstance(held, str):
                    yield held
        first = model.index(row, 0, parent)
        if not isinstance(model, QAbstractListModel) and model.rowCount(first):
            yield from _of_model(model, first)


WORD = re.compile(r"[A-Za-z][A-Za-z'’]+(?:-[A-Za-z'’]+)*")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
NAME = re.compile(
    r"https?://\S+"
    r"|[\w.*…~-]*[/\\][\w./\\*…~@+-]*"  # paths and patterns
    r"|\*?[\w.-]*\.[A-Za-z][\w]{0,11}\b(?:…)?"  # files, extensions
    r"|\b[0-9a-f]{2,}(?:[ …]+[0-9a-f]{2,})*\b"  # digests
    r"|\b\w*[0-9_][\w-]*"  # identifiers
    r"|\{[a-z_]+\}"
    r"|[a-z]+(?:-[a-z0-9]+)+"  # slugs
)


def foreign(text: str, names: frozenset[str]) -> list[str]:
    """Give the English words of a text that are no names of anything."""
    rest = NAME.sub(" ", text.replace("&&", "&").replace("&", ""))
    return [word for word in WORD.findall(rest) if word not in names]
