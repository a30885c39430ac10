"""What the keeper signs about what people may do: duties, delegations and their end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from codebinder.model.review import Delegation, Duty, PublicKey, Role, Roster
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.people.acts import Act, DutyBoxes, Held, Said, UntilField, people_box
from codebinder.ui.people.words import duties_text, name_of, person_of
from codebinder.workflow import filings

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_BY_ROLE = {
    Role.ENGINEER: (Duty.PROPOSE, Duty.SEAL),
    Role.LEGAL: (Duty.PROPOSE, Duty.APPROVE, Duty.SEAL),
}


def duties_of(roster: Roster | None, key: PublicKey) -> tuple[Duty, ...]:
    """Give what a key may sign for by itself, without delegations."""
    own = dict(roster.duties) if roster is not None else {}
    return own.get(key.fingerprint, _BY_ROLE[key.role])


def by_role(role: Role) -> tuple[Duty, ...]:
    """Give what a key of this role may sign for where the roster says nothing else."""
    return _BY_ROLE[role]


class KeeperAct(Act):
    """An act of the roster's keeper."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, title: str, text: str, verb: str) -> None:
        self.held = held
        super().__init__(desk, parent, title, text, verb)

    def signer(self) -> PublicKey | None:
        """Give the keeper's key, if it is here."""
        return self.held.keeper


class DutiesDialog(KeeperAct):
    """Who may propose, approve, seal."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("DutiesDialog", "Duties of {name}").format(name=name_of(who)),
            translate("DutiesDialog", "What this key may sign for."),
            translate("DutiesDialog", "Sign the duties"),
        )
        self._who = who
        self._before = duties_of(held.roster, who)
        self.boxes = DutyBoxes(self._before)
        self.boxes.changed.connect(self.again)
        self.add(self.tr("May"), self.boxes)
        self.again()

    def sentences(self) -> list[Said]:
        """Say what she may do, and what not any more."""
        now = self.boxes.value()
        name = name_of(self._who)
        text = self.tr("{name} may from now on: {duties}.").format(name=name, duties=duties_text(now))
        said: list[Said] = [("info", text)]
        gone = [each for each in self._before if each not in now]
        if gone:
            text = self.tr(
                "Not any more: {duties}. What she signed for it counts no more; rounds that were signed so are open again."
            )
            said.append(("warning", text.format(duties=duties_text(gone))))
        return said

    def ready(self) -> bool:
        """Is anything changed?"""
        return self.boxes.value() != self._before

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        who, duties = self._who.fingerprint, self.boxes.value()
        return lambda: people.set_duties(session, who, duties, key=key)


class DelegateDialog(KeeperAct):
    """Somebody does somebody else's duties for a while."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, giver: PublicKey | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("DelegateDialog", "Delegate"),
            translate(
                "DelegateDialog",
                "While one is away another signs in her place. Such a signature counts for both persons: neither counts twice, and neither may have proposed.",
            ),
            translate("DelegateDialog", "Sign the delegation"),
        )
        members = held.roster.members if held.roster is not None else ()
        self.giver = people_box(self.tr("Whose duties"), members, "delegate-giver")
        self.taker = people_box(self.tr("Who takes them"), members, "delegate-taker")
        if giver is not None:
            self.giver.setCurrentIndex(self.giver.findData(giver.fingerprint))
        self._other()
        self.boxes = DutyBoxes(())
        self.filing = QComboBox()
        self.filing.setObjectName("delegate-filing")
        self.filing.setAccessibleName(self.tr("Filing"))
        self.filing.addItem(self.tr("every filing of this workbook"), "")
        for uid, slug in held.filings:
            self.filing.addItem(shown(slug), uid)
        self.until = UntilField(self.tr("up to and with"), self.tr("until the roster says otherwise"))
        self.until.setObjectName("delegate-until")
        self.until.put(self.until.date.date().toString("yyyy-MM-dd"))
        self.add(self.tr("Whose duties"), self.giver)
        self.add(self.tr("Who takes them"), self.taker)
        self.add(self.tr("May"), self.boxes)
        self.add(self.tr("In"), self.filing)
        self.add(self.tr("How long"), self.until)
        self.giver.currentIndexChanged.connect(self._narrow)
        for signal in (self.taker.currentIndexChanged, self.filing.currentIndexChanged):
            signal.connect(self.again)
        self.boxes.changed.connect(self.again)
        self.until.changed.connect(self.again)
        self.resize(680, 520)
        self._narrow()

    def _other(self) -> None:
        if self.taker.currentData() == self.giver.currentData() and self.taker.count() > 1:
            self.taker.setCurrentIndex((self.giver.currentIndex() + 1) % self.taker.count())

    @Slot()
    def _narrow(self) -> None:
        roster = self.held.roster
        members = roster.members if roster is not None else ()
        giver = next((each for each in members if each.fingerprint == self.giver.currentData()), None)
        held = duties_of(roster, giver) if giver is not None else ()
        self.boxes.narrow(held)
        if not self.boxes.value():
            self.boxes.put(tuple(each for each in held if each is Duty.APPROVE) or held)
        self._other()
        self.again()

    def sentences(self) -> list[Said]:
        """Say who may do what in whose place, where and how long."""
        roster = self.held.roster
        names = {
            "taker": person_of(roster, str(self.taker.currentData())),
            "giver": person_of(roster, str(self.giver.currentData())),
            "duties": duties_text(self.boxes.value()),
        }
        said: list[Said] = []
        if self.taker.currentData() == self.giver.currentData():
            return [("error", self.tr("Nobody stands in for herself: choose another person."))]
        text = self.tr("{taker} may sign in the place of {giver}: {duties}.")
        said.append(("info", text.format(**names)))
        slug, until = self.filing.currentText(), self.until.value()
        text = self.tr("In {filing}, up to and with {day}.") if until else self.tr("In {filing}, until you end it.")
        said.append(("info", text.format(filing=slug, day=until)))
        if until:
            text = self.tr("The day is compared with the times that signatures claim; a computer's clock can be wrong.")
            said.append(("info", text))
        return said

    def ready(self) -> bool:
        """Are there two persons and a duty?"""
        return self.taker.currentData() != self.giver.currentData() and bool(self.boxes.value())

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        giver, taker = str(self.giver.currentData()), str(self.taker.currentData())
        duties, until = self.boxes.value(), self.until.value()
        slug = dict(self.held.filings).get(str(self.filing.currentData()), "")
        return lambda: people.delegate(
            session, giver=giver, taker=taker, duties=duties, filing=filings.resolve(session, slug) if slug else None,
            until=until, key=key,
        )  # fmt: skip


class EndDialog(KeeperAct):
    """Ends a delegation."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, which: Delegation) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("EndDialog", "End a delegation"),
            translate("EndDialog", "It ends with yesterday's day: what was signed under it before today counts on."),
            translate("EndDialog", "Sign the end"),
        )
        self._which = which
        self.void = QCheckBox(self.tr("and nothing that was signed under it counts"))
        self.void.setObjectName("end-void")
        self.void.toggled.connect(self.again)
        self.add("", self.void)
        self.resize(640, 300)
        self.again()

    def sentences(self) -> list[Said]:
        """Say what ends."""
        roster = self.held.roster
        text = self.tr("{taker} signs no longer in the place of {giver} ({duties}).").format(
            taker=person_of(roster, self._which.taker),
            giver=person_of(roster, self._which.giver),
            duties=duties_text(self._which.duties),
        )
        said: list[Said] = [("info", text)]
        if self.void.isChecked():
            text = self.tr("Approvals that were given under it are gone: rounds that were signed so are open again.")
            said.append(("warning", text))
        return said

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        which, void = self._which, self.void.isChecked()
        slug = dict(self.held.filings).get(which.filing, "")
        return lambda: people.end_delegation(
            session, giver=which.giver, taker=which.taker, filing=filings.resolve(session, slug) if slug else None,
            void=void, key=key,
        )  # fmt: skip


__all__ = ["DelegateDialog", "DutiesDialog", "EndDialog", "KeeperAct", "by_role", "duties_of"]
