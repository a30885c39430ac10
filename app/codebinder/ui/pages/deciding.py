"""Carries out what a person decides about findings: jobs one after another, with undo; the page need not wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing, Keep
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Redaction
from codebinder.model.review import Role
from codebinder.ui.desk import Desk
from codebinder.workflow import redacting
from codebinder.workflow.session import Session

Work = Callable[[Session, Filing, str], Any]


class Decider(QObject):
    """Writes decisions into the workbook. `settled` comes when the last one under way has been written."""

    settled = Signal()
    decided = Signal(object)
    """The redactions that were made."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys: dict[str, str] = {}
        self._under_way = 0
        self._done: list[tuple[str, tuple[str, ...]]] = []

    @property
    def busy(self) -> bool:
        """Is a decision still being written?"""
        return self._under_way > 0

    @property
    def can_undo(self) -> bool:
        """Is there a decision of this sitting to take back?"""
        return bool(self._done)

    def forget(self) -> None:
        """Begin anew: another workbook or filing."""
        self._done.clear()
        self._keys.clear()

    def redact(self, ids: Sequence[str], reason: str, note: str = "") -> bool:
        """Hide the values of these findings."""
        return self._run(
            self.tr("Redacting"),
            lambda session, filing, key: redacting.redact_findings(
                session, filing, ids=ids, reason=reason, note=note, key=key
            ),
            self._redacted,
        )

    def keep(self, ids: Sequence[str], note: str) -> bool:
        """Say that these findings may be disclosed."""
        return self._run(
            self.tr("Keeping"),
            lambda session, filing, key: redacting.keep_findings(session, filing, ids=ids, note=note, key=key),
            self._kept,
        )

    def redact_selection(
        self, component: str, path: bytes, span: tuple[int, int], reason: str, note: str, *, as_value: bool
    ) -> bool:
        """Hide a selected range: this place, or its value everywhere."""
        return self._run(
            self.tr("Redacting"),
            lambda session, filing, key: redacting.redact_bytes(
                session, filing, path=path, start=span[0], end=span[1], reason=reason, note=note, key=key,
                component=component, as_value=as_value,
            ),  # fmt: skip
            self._redacted,
        )

    def withdraw(self, redaction: str) -> bool:
        """Take one redaction back."""
        return self._run(
            self.tr("Withdrawing"),
            lambda session, filing, key: redacting.withdraw(session, filing, redaction, key=key),
            self._plain,
        )

    def undo(self) -> bool:
        """Take the last decision back: one step, even where it was about many findings."""
        if not self._done:
            return False
        kind, ids = self._done.pop()

        def work(session: Session, filing: Filing, key: str) -> None:
            for each in ids:
                if kind == "redact":
                    redacting.withdraw(session, filing, each, key=key)
                else:
                    redacting.unkeep(session, filing, each, key=key)

        return self._run(self.tr("Undoing"), work, self._plain)

    # -- one job

    def _key(self, session: Session) -> str | None:
        held = self._keys.get(session.book.uid)
        if held is None:
            held = self._desk.ask_key(Role.ENGINEER)
            if held is not None:
                self._keys[session.book.uid] = held
        return held

    def _run(self, title: str, work: Work, done: Callable[[Any], None]) -> bool:
        try:
            session, filing = self._desk.need()
        except CodebinderError as error:
            self._desk.tell(error)
            return False
        key = self._key(session)
        if key is None:
            return False

        def whole(_progress: Progress, _cancel: Cancel) -> object:
            return work(session, filing, key)

        self._under_way += 1
        self._desk.run_job(title, whole, done, self._failed)
        return True

    def _redacted(self, made: tuple[Redaction, ...]) -> None:
        self._done.append(("redact", tuple(each.id for each in made)))
        self.decided.emit(made)
        self._settle()

    def _kept(self, made: tuple[Keep, ...]) -> None:
        self._done.append(("keep", tuple(each.finding.id for each in made)))
        self._settle()

    def _plain(self, _nothing: object) -> None:
        self._settle()

    def _failed(self, error: CodebinderError) -> None:
        self._desk.tell(error)
        self._settle()

    def _settle(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self.settled.emit()
