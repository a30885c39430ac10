"""Entries about where a filing stands: another state, another due date, withdrawal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from codebinder.model.filing import Filing, FilingState
from codebinder.model.register import RegisterView
from codebinder.ui.desk import Desk
from codebinder.ui.register.acts import RegisterAct, Task
from codebinder.ui.register.words import digest_text, state_name
from codebinder.workflow import filings

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_WEEKS = 14


class StateAct(RegisterAct):
    """The recipient has decided something."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView, to: FilingState) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("StateAct", "{filing}: {state}").format(filing=filing.slug, state=state_name(to)),
            translate("StateAct", "For your register; nothing of it leaves."),
            translate("StateAct", "Write it down"),
        )
        self._view, self._to = view, to
        self.day("state-day", self.tr("Since"))
        self.line("state-who", self.tr("Told by"), hint=self.tr("who wrote or called"))
        self.line("state-reference", self.tr("Reference number"))
        if to is FilingState.CORRECTION:
            self.day("state-due", self.tr("The correction is due"), later=_WEEKS)
        self.words("state-note", self.tr("Note"))
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say what follows."""
        text = self.tr("{filing} goes from “{was}” to “{state}”.")
        said = [
            (
                "info",
                text.format(filing=self._view.filing, was=state_name(self._view.state), state=state_name(self._to)),
            )
        ]
        if self._to is FilingState.SUPERSEDED:
            said.append(("warn", self.tr("It stays so: nothing more is submitted or built of it.")))
        return said

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        values = {name: self.value(f"state-{name}") for name in ("day", "who", "reference", "note", "due")}
        filing, to = self.filing, self._to
        return lambda key: register.change(session, filing, to, key=key, **values)


class DueAct(RegisterAct):
    """When our next move is due."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("DueAct", "{filing}: due date").format(filing=filing.slug),
            translate("DueAct", "The earlier day stays in the register."),
            translate("DueAct", "Write it down"),
        )
        from codebinder.ui.people.acts import UntilField

        self.due = UntilField(self.tr("has a due date"), self.tr("no due date"), view.due)
        self.due.changed.connect(self.again)
        self.add(self.tr("Due"), self.due)
        self.words("due-note", self.tr("Note"))
        self._before = view.due
        self.resize(560, 280)
        self.again()

    def ready(self) -> bool:
        """Is it another day?"""
        return self.due.value() != self._before

    def task(self, session: Session) -> Task:
        """Write it down."""
        from codebinder.workflow import register

        due, note, filing = self.due.value(), self.value("due-note"), self.filing
        return lambda key: register.set_due(session, filing, due, note=note, key=key)


class WithdrawAct(RegisterAct):
    """Withdraws a filing: before it was sent for ourselves, after that with a letter."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("WithdrawAct", "Withdraw {filing}").format(filing=filing.slug),
            translate("WithdrawAct", "It stays so: what is filed instead is a new filing."),
            translate("WithdrawAct", "Withdraw the filing"),
        )
        self._view = view
        self.day("withdraw-day", self.tr("On"))
        self.line("withdraw-who", self.tr("Decided by"))
        self.line("withdraw-reference", self.tr("Reference number"))
        if view.deliveries:
            self.words("withdraw-basis", self.tr("Reason, printed in the letter"))
            self.target("withdraw-out", self.tr("Letter (PDF)"), str(letter(desk, filing, "withdrawal")))
        self.words("withdraw-note", self.tr("Note, stays inside"))
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say what is undone, and what is not."""
        if not self._view.deliveries:
            return [("warn", self.tr("Nothing was sent. The newest round becomes void: its approvals count no more."))]
        last = self._view.deliveries[-1]
        text = self.tr(
            "A letter to {to} is written that names the package by its digest {digest}. The newest round becomes void."
        )
        said = [("warn", text.format(to=last.to, digest=digest_text(last.digest)))]
        said.append(("info", self.tr("Who has read the package has read it: this takes nothing back.")))
        return said

    def ready(self) -> bool:
        """Is there a name for the letter?"""
        return not self._view.deliveries or bool(self.value("withdraw-out"))

    def task(self, session: Session) -> Task:
        """Withdraw."""
        from codebinder.workflow import register

        names = ("day", "who", "reference", "basis", "note")
        values = {name: self.value(f"withdraw-{name}") for name in names}
        out, filing = self.path("withdraw-out"), self.filing
        return lambda key: register.withdraw(
            session, filing, out=out, key=key, progress=self.progress, cancel=self.cancelling, **values
        )


def letter(desk: Desk, filing: Filing, what: str) -> Path:
    """Give a free name for a paper, beside the workbook."""
    folder = desk.session.path.resolve().parent if desk.session is not None else Path.home()
    names = (f"{filing.slug}-{what}.pdf", *(f"{filing.slug}-{what}-{number}.pdf" for number in range(2, 1000)))
    return next((folder / name for name in names if not (folder / name).exists()), folder / names[0])


def of(session: Session, slug: str) -> Filing:
    """Give a filing by its name."""
    return filings.resolve(session, slug)


__all__ = ["DueAct", "StateAct", "WithdrawAct", "letter", "of"]
