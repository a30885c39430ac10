"""The application object, which macOS hands files to: before there is a window, and while there is one.

Other systems name files on the command line. A filter on the application would see every event of every object, in
Python; its own events are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Keeps the files that the desktop asks for until a window takes them."""

    files_came = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._files: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Take files, and nothing that is no file (a link to the network)."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            name = event.file()
            if name:
                self._files.append(Path(name))
                self.files_came.emit()
            return True
        return super().event(event)

    def take_files(self) -> list[Path]:
        """Give the files that came since this was asked last."""
        taken, self._files = self._files, []
        return taken
