"""Makes the pages that take longest before they are asked for, while nobody does anything: the first click finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_REST = 700
"""Milliseconds after the last change at which the next page is made."""
_PAGES = (Step.REDACTION, Step.REVIEW)


class Ahead(QObject):
    """Makes one page after another, each in a turn of its own, whenever a filing has been read."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._todo: list[Step] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._next)
        window.desk.view_changed.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        if self._window.desk.filing is not None:
            self._todo = list(_PAGES)
            self._rest.start()

    @Slot()
    def _next(self) -> None:
        if self._todo:
            self._window.prepare(self._todo.pop(0))
            self._rest.start()
