"""Carries out what a person decides about findings; the history takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from codebinder.errors import CodebinderError
from codebinder.model.findings import FindingState
from codebinder.model.review import Role
from codebinder.ui.desk import Desk
from codebinder.ui.pages.writing import LongWork, Work, Writer
from codebinder.workflow import redacting


class Decider(Writer):
    """Redacts and keeps. `written` tells which findings are on the disk as decided, `refused` which are not."""

    written = Signal(object, object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent, Role.ENGINEER)

    def redact(self, ids: Sequence[str], reason: str, note: str = "") -> bool:
        """Hide the values of these findings."""
        return self._about(
            ids,
            FindingState.REDACTED,
            self.tr("Redacting"),
            lambda session, filing, key: redacting.redact_findings(
                session, filing, ids=ids, reason=reason, note=note, key=key
            ),
        )

    def keep(self, ids: Sequence[str], note: str) -> bool:
        """Say that these findings may be disclosed."""
        return self._about(
            ids,
            FindingState.KEPT,
            self.tr("Keeping"),
            lambda session, filing, key: redacting.keep_findings(session, filing, ids=ids, note=note, key=key),
        )

    def _about(self, ids: Sequence[str], state: FindingState, title: str, work: Work) -> bool:
        """Decide findings, and tell how it ended: until then they are shown as being written."""

        def done(result: object) -> None:
            if isValid(self):  # its page may have been closed while the work ran
                self.written.emit(ids, state)
                self.plain(result)

        def failed(error: CodebinderError) -> None:
            if isValid(self):
                self.refused.emit(ids)
                self.failed(error)

        return self.run(title, work, done, failed)

    def redact_selection(
        self, component: str, path: bytes, span: tuple[int, int], reason: str, note: str, *, as_value: bool
    ) -> bool:
        """Hide a selected range: this place, or its value everywhere."""
        return self.run(
            self.tr("Redacting"),
            lambda session, filing, key: redacting.redact_bytes(
                session,
                filing,
                path=path,
                start=span[0],
                end=span[1],
                reason=reason,
                note=note,
                key=key,
                component=component,
                as_value=as_value,
            ),
        )

    def hide(self, work: LongWork) -> bool:
        """Do what hides something; all of it is one step of undo."""
        return self.run_long(self.tr("Redacting"), work)

    def unkeep(self, ids: Sequence[str]) -> bool:
        """Take keeps back."""
        return self.run(
            self.tr("Withdrawing"),
            lambda session, filing, key: redacting.unkeep_many(session, filing, ids, key=key),
        )

    def withdraw(self, redaction: str) -> bool:
        """Take one redaction back."""
        return self.run(
            self.tr("Withdrawing"),
            lambda session, filing, key: redacting.withdraw(session, filing, redaction, key=key),
        )
