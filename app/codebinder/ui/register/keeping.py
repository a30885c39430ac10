"""Entries about how long a filing is kept: legal hold, retention, and erasure for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QRadioButton, QWidget

from codebinder.model.filing import Filing
from codebinder.model.register import ErasureReport, RegisterView
from codebinder.model.text import Message, shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, label
from codebinder.ui.register.acts import RegisterAct, Task
from codebinder.ui.saying import grow
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.number import NumberField

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_YEARS = 10


class HoldAct(RegisterAct):
    """Puts a filing under a legal hold."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, _view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("HoldAct", "{filing}: legal hold").format(filing=filing.slug),
            translate("HoldAct", "Until it ends, nothing of the filing is removed, replaced or erased."),
            translate("HoldAct", "Set the hold"),
        )
        self.line("hold-reference", self.tr("Matter"), hint=self.tr("the proceedings that it is for"))
        self.line("hold-who", self.tr("Ordered by"))
        self.words("hold-note", self.tr("Note, stays inside"))
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say who can end it."""
        return [("info", self.tr("Only the keeper of the roster can end it, with a reason."))]

    def ready(self) -> bool:
        """Is the matter named?"""
        return bool(self.value("hold-reference"))

    def task(self, session: Session) -> Task:
        """Set it."""
        from codebinder.workflow import register

        values = {name: self.value(f"hold-{name}") for name in ("reference", "who", "note")}
        filing = self.filing
        return lambda key: register.hold(session, filing, key=key, **values)


class ReleaseAct(RegisterAct):
    """Ends a legal hold."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("ReleaseAct", "{filing}: end the legal hold").format(filing=filing.slug),
            translate("ReleaseAct", "For the keeper of the roster, whose key is asked for."),
            translate("ReleaseAct", "End the hold"),
        )
        self._view = view
        self.words("release-note", self.tr("Why it ends"))
        self.again()

    def as_keeper(self) -> bool:
        """The keeper does."""
        return True

    def sentences(self) -> list[tuple[str, str]]:
        """Say what is possible again."""
        text = self.tr("The hold for {matter} ends: the filing can be changed again, and erased once its time is over.")
        return [("warn", text.format(matter=shown(self._view.hold_reference)))]

    def ready(self) -> bool:
        """Is there a reason?"""
        return bool(self.value("release-note"))

    def task(self, session: Session) -> Task:
        """End it."""
        from codebinder.workflow import register

        note, filing = self.value("release-note"), self.filing
        return lambda key: register.release_hold(session, filing, note=note, key=key)


class RetainAct(RegisterAct):
    """Until when a filing is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("RetainAct", "{filing}: kept until").format(filing=filing.slug),
            translate("RetainAct", "Before that day only the keeper of the roster can have it erased, with a reason."),
            translate("RetainAct", "Set the day"),
        )
        self._view = view
        self.years = QRadioButton(self.tr("years from the day it was sent last"))
        self.until = QRadioButton(self.tr("until this day"))
        self.years.setObjectName("retain-years")
        self.until.setObjectName("retain-until")
        (self.until if view.retain_until else self.years).setChecked(True)
        self.number = NumberField()
        self.number.setAccessibleName(self.tr("Years"))
        self.number.setRange(1, 100)
        self.number.setValue(_YEARS)
        day = QDate.fromString(view.retain_until, "yyyy-MM-dd") if view.retain_until else QDate()
        self.date = QDateEdit(day if day.isValid() else QDate.currentDate().addYears(_YEARS))
        self.date.setAccessibleName(self.tr("until this day"))
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        for choice, field in ((self.years, self.number), (self.until, self.date)):
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(field)
            row.addStretch(1)
            self.form.addRow(choice, row)
            choice.toggled.connect(self.again)
        self.number.valueChanged.connect(self.again)
        self.date.dateChanged.connect(self.again)
        self.words("retain-note", self.tr("Note, stays inside"))
        self.again()

    def sentences(self) -> list[tuple[str, str]]:
        """Say where it is set shorter."""
        held = self._view.retain_until
        by_years = self.years.isChecked()
        self.number.setEnabled(by_years)
        self.date.setEnabled(not by_years)
        said = [("info", self.tr("Kept until {day} so far.").format(day=held))] if held else []
        if self.as_keeper():
            said.append(("warn", self.tr("A shorter time is the keeper's to set.")))
        return said

    def as_keeper(self) -> bool:
        """The keeper does, where it becomes shorter, or is over already."""
        least = self._view.retain_until or QDate.currentDate().addDays(1).toString("yyyy-MM-dd")
        return self.until.isChecked() and self.date.date().toString("yyyy-MM-dd") < least

    def task(self, session: Session) -> Task:
        """Set it."""
        from codebinder.workflow import register

        note, filing = self.value("retain-note"), self.filing
        if self.years.isChecked():
            years = self.number.value()
            return lambda key: register.retain(session, filing, years=years, note=note, key=key)
        until = self.date.date().toString("yyyy-MM-dd")
        return lambda key: register.retain(session, filing, until=until, note=note, key=key)


class EraseAct(RegisterAct):
    """Destroys what a filing hides, for good; the name is typed once more."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, view: RegisterView) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            filing,
            translate("EraseAct", "Erase {filing}").format(filing=filing.slug),
            translate("EraseAct", "What the filing hides is destroyed with its key. Nobody can bring it back."),
            translate("EraseAct", "Erase for good"),
        )
        self._view = view
        today = QDate.currentDate().toString("yyyy-MM-dd")
        self._early = not view.retain_until or today <= view.retain_until
        if self._early:
            self.words("erase-reason", self.tr("Why now already"))
        self.line("erase-confirm", self.tr("Type {filing} to confirm").format(filing=filing.slug))
        self.resize(680, 520)
        self.again()

    def as_keeper(self) -> bool:
        """The keeper does, before the time is over."""
        return self._early

    def sentences(self) -> list[tuple[str, str]]:
        """Say what goes, what stays, and what may hold it still."""
        text = self.tr(
            "Destroyed: the sealed maps and their key, salts and hidden values, the sources with their findings and redactions, comments and notes. Openings of this filing become impossible."
        )
        said = [("bad", text)]
        text = self.tr(
            "Stays: the form, rounds with their listings, everything signed, commitments, builds, this register and the audit chain."
        )
        said.append(("info", text))
        text = self.tr(
            "Older copies can still hold it: backups and snapshots of the disk, other copies of the workbook, recovery files, packets and openings. Destroy those yourself."
        )
        said.append(("warn", text))
        if self._early:
            until = self._view.retain_until
            text = (
                self.tr("It is kept until {day}.").format(day=until) if until else self.tr("No retention date is set.")
            )
            said.append(
                ("warn", text + " " + self.tr("Only the keeper of the roster can erase it now, with a reason."))
            )
        if self._view.held:
            said.insert(0, ("bad", self.tr("It is under a legal hold: nothing is erased until that ends.")))
        return said

    def ready(self) -> bool:
        """Is the name typed, and a reason given where one is needed?"""
        typed = self.value("erase-confirm") == self.filing.slug
        return typed and not self._view.held and (not self._early or bool(self.value("erase-reason")))

    def task(self, session: Session) -> Task:
        """Erase."""
        from codebinder.workflow import register

        confirm, reason, filing = self.value("erase-confirm"), self.value("erase-reason"), self.filing
        return lambda key: register.erase(session, filing, confirm=confirm, reason=reason, key=key)

    def done_text(self, result: object) -> str:
        """Say that it is gone."""
        del result
        return self.tr("What {filing} hid is erased. Its proof is left.").format(filing=shown(self.filing.slug))


class ErasedDialog(Dialog):
    """What erasing destroyed, what stays, and where older copies may still hold it."""

    def __init__(self, desk: Desk, parent: QWidget | None, report: ErasureReport) -> None:
        translate = QCoreApplication.translate
        super().__init__(parent, translate("ErasedDialog", "{filing} is erased").format(filing=shown(report.filing)))
        text = self.tr("Destroyed: sealed maps {maps}, salts {salts}, hidden values {values}, sources {components}.")
        self.body.addWidget(
            label(
                text.format(
                    maps=count_text(report.maps), salts=count_text(report.salts), values=count_text(report.values),
                    components=count_text(report.components),
                )
            )
        )  # fmt: skip
        kept = Message("register.kept-proof", {
            "signed": report.signed, "commitments": report.commitments, "builds": report.builds,
        })  # fmt: skip
        self.body.addWidget(label(message_text(kept, desk.lang)))
        self.body.addWidget(banner("warn", message_text(Message("register.kept-copies"), desk.lang)))
        for day, name, whole in report.recovery:
            text = (
                self.tr("Recovery file {name} of {day}, with the workbook inside")
                if whole
                else self.tr("Recovery file {name} of {day}")
            )
            self.body.addWidget(label(text.format(name=shown(name), day=shown(day[:10])), "muted"))
        for name in report.copies:
            copy = Message("register.kept-before-upgrade", {"name": shown(name)})
            self.body.addWidget(label(message_text(copy, desk.lang), "muted"))
        for day in report.lost_copies:
            copy = Message("register.kept-elsewhere", {"day": day})
            self.body.addWidget(label(message_text(copy, desk.lang), "muted"))
        text = self.tr("Packets that were exported: {packets}. Openings that were made: {openings}.")
        said = text.format(packets=count_text(report.packets), openings=count_text(report.openings))
        self.body.addWidget(label(said, "muted"))
        if not report.compacted:
            text = self.tr("There was no room to write the workbook anew: free pages of its file may hold remainders.")
            self.body.addWidget(banner("warn", text))
        self.body.addStretch(1)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary", name="close"))
        self.resize(660, 420)
        grow(self)


__all__ = ["EraseAct", "ErasedDialog", "HoldAct", "ReleaseAct", "RetainAct"]
