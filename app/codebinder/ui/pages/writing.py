"""Writes a person's decisions into the workbook as jobs, one after another; the page goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role
from codebinder.ui.desk import Desk
from codebinder.workflow.session import Session

Work = Callable[[Session, Filing, str], Any]
"""Gets workbook, filing and the name of the key to sign with."""
LongWork = Callable[[Session, Filing, str, Progress, Cancel], Any]
"""Gets progress and cancel as well."""


def on_key(page: QWidget, keys: str, slot: Callable[[], object], *buttons: QPushButton) -> None:
    """Let a key of the whole window do what `buttons` do, while `page` is shown, and say so in their tooltips."""
    made = QShortcut(QKeySequence(keys), page, slot, context=Qt.ShortcutContext.WindowShortcut)
    made.setWhatsThis(" / ".join(each.accessibleName() for each in buttons))
    name = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    for each in buttons:
        each.setToolTip(f"{each.accessibleName()} ({name})")


def which(session: Session, filing: Filing) -> str:
    """Name an open filing; a copy of a workbook is another one."""
    return f"{session.path.resolve()}:{filing.uid}"


class Writer(QObject):
    """Runs decisions with the key of one role. `settled` comes when the last one under way has been written."""

    settled = Signal()

    def __init__(self, desk: Desk, parent: QObject, role: Role) -> None:
        super().__init__(parent)
        self._desk = desk
        self.role = role
        self._keys: dict[str, str] = {}
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Is a decision still being written?"""
        return self._under_way > 0

    def forget(self) -> None:
        """Begin anew: another workbook or filing."""
        self._keys.clear()

    def key(self) -> str | None:
        """Give the key to sign with; asked for once in a sitting."""
        session = self._desk.session
        if session is None:
            return None
        held = self._keys.get(session.book.uid)
        if held is None:
            held = self._desk.ask_key(self.role)
            if held is not None:
                self._keys[session.book.uid] = held
        return held

    def run(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CodebinderError], None] | None = None,
    ) -> bool:
        """Do `work` as a job; False where there is no filing or no key."""

        def whole(session: Session, filing: Filing, key: str, _progress: Progress, _cancel: Cancel) -> object:
            return work(session, filing, key)

        return self.run_long(title, whole, done, failed)

    def run_long(
        self,
        title: str,
        work: LongWork,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CodebinderError], None] | None = None,
    ) -> bool:
        """Do work that says how far it is as a job; False where there is no filing or no key."""
        try:
            session, filing = self._desk.need()
        except CodebinderError as error:
            self._desk.tell(error)
            return False
        key = self.key()
        if key is None:
            return False

        def whole(progress: Progress, cancel: Cancel) -> object:
            return work(session, filing, key, progress, cancel)

        self._under_way += 1
        self._desk.run_job(title, whole, done or self.plain, failed or self.failed)
        return True

    def plain(self, _nothing: object) -> None:
        """A decision has been written."""
        self.settle()

    def failed(self, error: CodebinderError) -> None:
        """A decision was refused: say why."""
        self._desk.tell(error)
        self.settle()

    def settle(self) -> None:
        """Count one decision as dealt with."""
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit()
