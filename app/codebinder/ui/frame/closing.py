"""What is asked before a window closes in which something is being done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from codebinder.model.text import Message
from codebinder.ui.dialogs import Dialog
from codebinder.ui.jobs import JobView
from codebinder.ui.parts import button, label
from codebinder.ui.strings import message_text


class CloseDialog(Dialog):
    """Stop it and close, wait for it and close, or stay."""

    stop = Signal()
    wait = Signal()

    def __init__(self, parent: QWidget, view: JobView, lang: str) -> None:
        super().__init__(parent, "")
        self.name(self.tr("Work is under way"), self.tr("Everything that was decided is saved, whatever you choose."))
        self.body.addWidget(label(job_title(view.title, lang)))
        if view.waiting:
            self.body.addWidget(label(self.tr("{count} more wait behind it.").format(count=view.waiting), "muted"))
        self.body.addWidget(
            label(self.tr("What is stopped leaves nothing half-done; it can be started again later."), "muted")
        )
        self.buttons.addWidget(button(self.tr("Don't close"), self.reject, name="close-not"))
        self.buttons.addWidget(button(self.tr("Close when it is done"), self._wait, "primary", name="close-wait"))
        self.buttons.addWidget(button(self.tr("Stop it and close"), self._stop, name="close-stop"))

    def _wait(self) -> None:
        self.wait.emit()
        self.accept()

    def _stop(self) -> None:
        self.stop.emit()
        self.accept()


def job_title(name: str, lang: str) -> str:
    """Give a job's title: a text, or an id of the catalogue."""
    return message_text(Message(name), lang) if name.count(".") == 1 and " " not in name else name
