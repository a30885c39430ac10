"""Writes what a reviewer does as jobs, one after another, with her key; the board goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role
from codebinder.ui.desk import Desk
from codebinder.ui.reviewing.source import ReviewSource

Work = Callable[[str, Progress, Cancel], Any]
"""Gets the name of the key to sign with."""


class Doer(QObject):
    """Runs work with the key of one role. `settled` comes when the last one under way has been written."""

    settled = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.source: ReviewSource | None = None
        self.role = Role.LEGAL
        self._keys: dict[tuple[str, Role], str] = {}
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Is something still being written?"""
        return self._under_way > 0

    def forget(self) -> None:
        """Begin anew: another workbook, filing or packet."""
        self._keys.clear()

    def key(self, role: Role | None = None) -> str | None:
        """Give the key to sign with; asked for once in a sitting."""
        source, wanted = self.source, role or self.role
        if source is None:
            return None
        held = self._keys.get((source.uid, wanted))
        if held is None:
            held = source.ask_key(wanted)
            if held is not None:
                self._keys[source.uid, wanted] = held
        return held

    def run(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CodebinderError], None] | None = None,
        *,
        role: Role | None = None,
    ) -> bool:
        """Do `work` as a job; False where there is no key."""
        key = self.key(role)
        if key is None:
            return False

        def ended(result: object) -> None:
            if isValid(self):  # its page may have been closed while the work ran
                if done is not None:
                    done(result)
                self._settle()

        def broken(error: CodebinderError) -> None:
            self._desk.tell(error)
            if isValid(self):
                if failed is not None:
                    failed(error)
                self._settle()

        self._under_way += 1
        self._desk.run_job(title, lambda progress, cancel: work(key, progress, cancel), ended, broken)
        return True

    def _settle(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit()
