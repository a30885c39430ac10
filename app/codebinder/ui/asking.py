"""Asks a person for a passphrase from whatever thread needs it; the question always stands on the window's thread."""

from __future__ import annotations

import threading
from typing import ClassVar

import shiboken6
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

    current: ClassVar[Asker | None] = None
    """The one of the window that was made last; keys may be needed before any page knows of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Asker.current = self
        self.wanted.connect(self.show, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def show(self, question: _Question) -> None:
        """Ask, on the window's thread, unless nobody waits for the answer any more."""
        if Asker.current is not self:
            question.done.set()
            return
        try:
            title = QCoreApplication.translate("Asker", "Passphrase of your keys")
            text, good = QInputDialog.getText(
                QApplication.activeWindow(), title, question.text, QLineEdit.EchoMode.Password
            )
            question.answer = text if good else None
        finally:
            question.done.set()


def retire(window: QObject) -> None:
    """Answer no more questions for a window that closes: whoever waits for one is told Cancelled."""
    if Asker.current is not None and shiboken6.isValid(Asker.current) and Asker.current.parent() is window:
        Asker.current = None


def passphrase(text: str) -> str:
    """Ask for a passphrase; Cancelled where the person closes the question, or there is no window to ask in."""
    asker = Asker.current
    if asker is None or not shiboken6.isValid(asker):
        raise Cancelled
    question = _Question(text)
    if QThread.currentThread() is asker.thread():
        asker.show(question)
    else:
        asker.wanted.emit(question)
        while not question.done.wait(0.2):
            if Asker.current is not asker or not shiboken6.isValid(asker):
                raise Cancelled  # the window has gone, and nobody will answer
    if question.answer is None:
        raise Cancelled
    return question.answer
