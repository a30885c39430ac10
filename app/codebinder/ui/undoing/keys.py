"""Undo's keys in dialogs, where the menu bar's are out of reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from codebinder.ui.history import History


def history_keys(dialog: QWidget, history: History) -> None:
    """Let the keys of undo and redo do their work in a dialog."""
    for keys, slot in (("Ctrl+Z", history.undo), ("Ctrl+Shift+Z", history.redo), ("Ctrl+Y", history.redo)):
        QShortcut(QKeySequence(keys), dialog, slot, context=Qt.ShortcutContext.WindowShortcut)
