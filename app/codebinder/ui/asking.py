"""Asks a person for a passphrase from whatever thread needs it; the question always stands on the window's thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from codebinder.errors import Cancelled


class _Question:
    """One question under way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.answer: str | None = None
        self.done = threading.Event()


class Asker(QObject):
    """Shows the question, and hands the answer back to the thread that waits."""

    wanted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted.connect(self.show, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def show(self, question: _Question) -> None:
        """Ask, on the window's thread."""
        try:
            title = QCoreApplication.translate("Asker", "Passphrase of your keys")
            text, good = QInputDialog.getText(
                QApplication.activeWindow(), title, question.text, QLineEdit.EchoMode.Password
            )
            question.answer = text if good else None
        finally:
            question.done.set()


def _asker() -> Asker | None:
    for each in QApplication.topLevelWidgets():
        found = each.findChild(Asker)
        if found is not None:
            return found
    return None


def passphrase(text: str) -> str:
    """Ask for a passphrase; Cancelled where the person closes the question, or there is no window to ask in."""
    asker = _asker()
    if asker is None:
        raise Cancelled
    question = _Question(text)
    if QThread.currentThread() is asker.thread() or threading.current_thread() is threading.main_thread():
        asker.show(question)
    else:
        asker.wanted.emit(question)
        question.done.wait()
    if question.answer is None:
        raise Cancelled
    return question.answer
