"""Carries out what a person decides about findings, with undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from codebinder.model.filing import Filing, Keep
from codebinder.model.redaction import Redaction
from codebinder.model.review import Role
from codebinder.ui.desk import Desk
from codebinder.ui.pages.writing import LongWork, Writer
from codebinder.workflow import redacting
from codebinder.workflow.session import Session


class Decider(Writer):
    """Redacts and keeps."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk, parent, Role.ENGINEER)
        self._done: list[tuple[str, tuple[str, ...]]] = []

    @property
    def can_undo(self) -> bool:
        """Is there a decision of this sitting to take back?"""
        return bool(self._done)

    def forget(self) -> None:
        """Begin anew: another workbook or filing."""
        super().forget()
        self._done.clear()

    def redact(self, ids: Sequence[str], reason: str, note: str = "") -> bool:
        """Hide the values of these findings."""
        return self.run(
            self.tr("Redacting"),
            lambda session, filing, key: redacting.redact_findings(
                session, filing, ids=ids, reason=reason, note=note, key=key
            ),
            self._redacted,
        )

    def keep(self, ids: Sequence[str], note: str) -> bool:
        """Say that these findings may be disclosed."""
        return self.run(
            self.tr("Keeping"),
            lambda session, filing, key: redacting.keep_findings(session, filing, ids=ids, note=note, key=key),
            self._kept,
        )

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
            self._redacted,
        )

    def hide(self, work: LongWork) -> bool:
        """Do what hides something and gives the redactions that it made; all of them are one step of undo."""
        return self.run_long(self.tr("Redacting"), work, self._redacted)

    def withdraw(self, redaction: str) -> bool:
        """Take one redaction back."""
        return self.run(
            self.tr("Withdrawing"),
            lambda session, filing, key: redacting.withdraw(session, filing, redaction, key=key),
        )

    def undo(self) -> bool:
        """Take the last decision back: one step, even where it was about many findings."""
        if not self._done:
            return False
        kind, ids = self._done.pop()

        def work(session: Session, filing: Filing, key: str) -> None:
            if kind == "redact":
                redacting.withdraw_many(session, filing, ids, key=key)
                return
            for each in ids:
                redacting.unkeep(session, filing, each, key=key)

        return self.run(self.tr("Undoing"), work)

    def _redacted(self, made: tuple[Redaction, ...]) -> None:
        if made:  # what hid nothing new leaves nothing to take back
            self._done.append(("redact", tuple(each.id for each in made)))
        self.settle()

    def _kept(self, made: tuple[Keep, ...]) -> None:
        self._done.append(("keep", tuple(each.finding.id for each in made)))
        self.settle()
