"""The checklist while somebody types: computed off the window's thread with what stands in the fields, not yet saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow
from codebinder.ui.desk import Desk
from codebinder.workflow import counselling

_PAUSE = 60
"""Milliseconds of rest in the typing before the checklist is computed."""


class LiveCheck(QObject):
    """Gathers what is typed and gives the checklist as it would be, the last one only."""

    def __init__(self, desk: Desk, show: Callable[[tuple[ChecklistRow, ...]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._show = desk, show
        self._drafts: dict[str, str] = {}
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._compute)

    def typed(self, requirement: str, text: str) -> None:
        """Take what stands in a field now."""
        self._drafts[requirement] = text
        self._timer.start(_PAUSE)

    def forget(self) -> None:
        """Forget what was typed: the workbook holds the truth again."""
        self._drafts.clear()
        self._number += 1
        self._timer.stop()

    @Slot()
    def _compute(self) -> None:
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None or not self._drafts:
            return
        drafts, number = dict(self._drafts), self._number

        def done(rows: tuple[ChecklistRow, ...]) -> None:
            if number == self._number:
                self._show(rows)

        self._desk.look(lambda: counselling.drafted(session, filing, drafts), done, self._quiet)

    @Slot(object)
    def _quiet(self, _error: CodebinderError) -> None:
        """What can't be computed while typing is told when it is saved."""
