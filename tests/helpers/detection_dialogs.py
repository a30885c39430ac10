"""What tests of the dialogs of detection share: opening one from the redaction step, and reading its lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import (
    QApplication,
    QTreeWidget,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from codebinder.model.findings import Finding
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.detection.adding import AddPanel
from codebinder.ui.dialogs import Dialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import scanning

Settle = Callable[[MainWindow], None]
D = TypeVar("D", bound=Dialog)
TOKEN_LINE = "TOKEN=ghp_" + "1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU\n"
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


def choose(page: RedactionPage, text: str) -> None:
    """Choose an entry of the step's menu of detection."""
    action = next(each for each in page.detection.menu().actions() if text in each.text())
    action.trigger()


def dialog(kind: type[D]) -> D:
    """Give the dialog that has opened."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def all_items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Give every row of a tree, children behind their parents."""

    def below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        return [item, *(each for at in range(item.childCount()) for each in below(item.child(at)))]

    return [each for at in range(tree.topLevelItemCount()) for each in below(tree.topLevelItem(at))]


def texts(tree: QTreeWidget) -> list[str]:
    return [item.text(0) for item in all_items(tree)]


def findings(page: RedactionPage) -> tuple[Finding, ...]:
    session, filing = page.desk.need()
    return scanning.findings(session, filing).items


def tried(panel: AddPanel, window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """Wait until what was typed has been tried."""
    qtbot.waitUntil(lambda: not panel.box._timer.isActive())
    settle(window)
