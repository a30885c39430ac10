"""What every signed action on the roster has in common: fields above, below in plain words what is about to happen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.review import Duty, PublicKey, Roster
from codebinder.ui.begin import FormDialog
from codebinder.ui.desk import Desk
from codebinder.ui.parts import card, clear, glyph_label, label
from codebinder.ui.people.words import DUTIES, duty_name, name_of
from codebinder.ui.saying import error_text, grow
from codebinder.ui.strings import grouped
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

Said = tuple[str, str]
"""A glyph and a sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an action is about: the workbook's roster, the keys of this computer, and the workbook's filings."""

    roster: Roster | None
    keys: tuple[PublicKey, ...]
    filings: tuple[tuple[str, str], ...] = ()
    """Uid and slug."""

    @property
    def keeper(self) -> PublicKey | None:
        """The keeper's key, where this computer has it."""
        roster = self.roster
        return next((each for each in self.keys if roster is not None and each.fingerprint == roster.keeper), None)

    def mine(self, fingerprints: object) -> tuple[PublicKey, ...]:
        """Give the keys of this computer that are among these."""
        held = set(fingerprints) if isinstance(fingerprints, (tuple, list, set, frozenset)) else set[str]()
        return tuple(each for each in self.keys if each.fingerprint in held)


class Act(FormDialog):
    """Fields, what is about to happen, with whose key; and one button that signs."""

    written = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, text: str, verb: str) -> None:
        super().__init__(parent, title, text, verb)
        self.desk = desk
        self._busy = False
        frame, box = card()
        frame.setObjectName("about-to-happen")
        box.addWidget(label(QCoreApplication.translate("Act", "This is about to happen"), "heading"))
        self._said = QVBoxLayout()
        self._said.setSpacing(GRID // 2)
        box.addLayout(self._said)
        self.body.addWidget(frame)
        self.body.addStretch(1)
        self._now: tuple[Said, ...] = ()
        self.resize(640, 420)
        desk.session_changed.connect(self.reject)

    # -- what subclasses say

    def sentences(self) -> list[Said]:
        """Say exactly what will happen."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Is everything there that is needed?"""
        return True

    def signer(self) -> PublicKey | None:
        """Give the key that signs; None where there is none here."""
        raise NotImplementedError

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Read the fields, and give the work that is done off the window's thread."""
        raise NotImplementedError

    def job(self) -> str:
        """Name the work for the bottom bar."""
        return QCoreApplication.translate("Act", "Writing the roster")

    def done_text(self) -> str:
        """Say that it is done."""
        return QCoreApplication.translate("Act", "The roster is signed and written.")

    # -- what they share

    @Slot()
    def again(self) -> None:
        """Say again what will happen, after a field has changed."""
        signer = self.signer()
        said = self.sentences()
        if signer is not None:
            who = QCoreApplication.translate("Act", "Signed with the key of {name}, {fingerprint} …").format(
                name=name_of(signer), fingerprint=grouped(signer.fingerprint[:16])
            )
            said.append(("decided", who))
        else:
            text = QCoreApplication.translate("Act", "The key that must sign this is not on this computer.")
            said.append(("error", text))
        if tuple(said) != self._now:
            self._now = tuple(said)
            clear(self._said)
            for glyph, text in said:
                row = QHBoxLayout()
                row.setSpacing(GRID)
                mark = glyph_label(glyph)
                mark.setAccessibleName("")
                row.addWidget(mark)
                words = label(text)
                row.addWidget(words, 1)
                self._said.addLayout(row)
        grow(self)
        self.verb.setEnabled(signer is not None and self.ready() and self.desk.can_write and not self._busy)

    def said(self) -> str:
        """Give everything that stands there in words."""
        return "\n".join(text for _, text in self._now)

    def go(self) -> None:
        """Sign."""
        session, signer = self.desk.session, self.signer()
        if session is None or signer is None or not self.verb.isEnabled():
            return
        task = self.task(session, signer.name)
        self._busy = True
        self.say("")
        self.again()
        self.desk.run_job(self.job(), lambda _progress, _cancel: task(), self._done, self._failed)

    @Slot(object)
    def _done(self, _result: object) -> None:
        self._busy = False
        self.written.emit()
        self.desk.changed("roster")
        self.desk.message.emit("done", self.done_text())
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        self.again()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))


class DutyBoxes(QWidget):
    """Three ticks: who may propose, approve, seal."""

    changed = Signal()

    def __init__(self, held: tuple[Duty, ...]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        self.boxes: dict[Duty, QCheckBox] = {}
        for each in DUTIES:
            box = QCheckBox(duty_name(each))
            box.setObjectName(f"duty-{each.value}")
            box.setChecked(each in held)
            box.toggled.connect(self.changed)
            self.boxes[each] = box
            row.addWidget(box)
        row.addStretch(1)

    def value(self) -> tuple[Duty, ...]:
        """Give the ticked ones."""
        return tuple(each for each, box in self.boxes.items() if box.isChecked())

    def put(self, held: tuple[Duty, ...]) -> None:
        """Tick these."""
        for each, box in self.boxes.items():
            box.setChecked(each in held)

    def narrow(self, held: tuple[Duty, ...]) -> None:
        """Offer only these."""
        for each, box in self.boxes.items():
            box.setEnabled(each in held)
            box.setChecked(box.isChecked() and each in held)


class UntilField(QWidget):
    """A last day, or none."""

    changed = Signal()

    def __init__(self, name: str, none: str, held: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.has = QCheckBox(name)
        self.has.setChecked(bool(held))
        self.date = QDateEdit(QDate.fromString(held, "yyyy-MM-dd") if held else QDate.currentDate().addDays(14))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setAccessibleName(name)
        self.date.setEnabled(bool(held))
        self._none = label(none, "muted", wrap=False)
        self._none.setVisible(not held)
        self.has.toggled.connect(self._toggled)
        self.date.dateChanged.connect(self.changed)
        row.addWidget(self.has)
        row.addWidget(self.date)
        row.addWidget(self._none)
        row.addStretch(1)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:  # noqa: FBT001  (Qt's own signature)
        self.date.setEnabled(on)
        self._none.setVisible(not on)
        self.changed.emit()

    def value(self) -> str:
        """Give the day as ISO, "" for none."""
        return self.date.date().toString("yyyy-MM-dd") if self.has.isChecked() else ""

    def put(self, day: str) -> None:
        """Set the day."""
        self.has.setChecked(bool(day))
        if day:
            self.date.setDate(QDate.fromString(day, "yyyy-MM-dd"))


def people_box(name: str, members: tuple[PublicKey, ...], object_name: str) -> QComboBox:
    """Give a choice among persons."""
    made = QComboBox()
    made.setObjectName(object_name)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.currentTextChanged.connect(made.setToolTip)
    for each in members:
        made.addItem(f"{name_of(each)} · {grouped(each.fingerprint[:16])}", each.fingerprint)
    return made


__all__ = ["Act", "DutyBoxes", "Held", "Said", "UntilField", "people_box"]
