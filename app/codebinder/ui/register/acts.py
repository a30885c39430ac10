"""What every entry in the register has in common: labelled fields, what is about to happen, one button, and a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.text import shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.parts import banner, clear
from codebinder.ui.saying import error_text, grow
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.number import NumberField
from codebinder.workflow import people

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

Task = Callable[[str], object]
"""The work itself, off the window's thread; it is given the name of the key that stands for who records this."""


class RegisterAct(FormDialog):
    """One entry in the register of one filing."""

    written = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing, title: str, text: str, verb: str) -> None:
        super().__init__(parent, title, text, verb)
        self.desk, self.filing = desk, filing
        self._busy = False
        self.progress: Progress = NoProgress()
        self.cancelling: Cancel = NeverCancel()
        self.said = QVBoxLayout()
        self.said.setSpacing(GRID // 2)
        self.body.addLayout(self.said)
        self.body.addStretch(1)
        self._told: tuple[tuple[str, str], ...] = ()
        self.resize(620, 360)
        desk.session_changed.connect(self.reject)

    # -- fields

    def line(self, name: str, text: str, held: str = "", *, hint: str = "") -> None:
        """Add a line to type in."""
        made = entry(text, held, hint=hint)
        made.setObjectName(name)
        made.textChanged.connect(self.again)
        setattr(self, name, made)
        self.add(text, made)

    def day(self, name: str, text: str, *, later: int = 0) -> None:
        """Add a day; today, or so many days later."""
        made = QDateEdit(QDate.currentDate().addDays(later))
        made.setObjectName(name)
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setAccessibleName(text)
        made.dateChanged.connect(self.again)
        setattr(self, name, made)
        self.add(text, made)

    def choice(self, name: str, text: str, items: Sequence[tuple[str, object]]) -> None:
        """Add a choice."""
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        for word, value in items:
            made.addItem(word, value)
        made.currentIndexChanged.connect(self.again)
        made.currentTextChanged.connect(made.setToolTip)
        made.setToolTip(made.currentText())
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        setattr(self, name, made)
        self.add(text, made)

    def count(self, name: str, text: str, most: int = 10000) -> None:
        """Add a number from one."""
        made = NumberField()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setRange(1, most)
        made.setValue(1)
        made.valueChanged.connect(self.again)
        setattr(self, name, made)
        self.add(text, made)

    def words(self, name: str, text: str, *, high: int = 72) -> None:
        """Add several lines to type in."""
        made = QPlainTextEdit()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setTabChangesFocus(True)
        made.setMaximumHeight(high)
        made.textChanged.connect(self.again)
        setattr(self, name, made)
        self.add(text, made)

    def source(self, name: str, text: str) -> None:
        """Add a file that is read."""
        made = entry(text)
        made.setObjectName(name)
        made.textChanged.connect(self.again)
        setattr(self, name, made)

        def browse() -> None:
            chosen = choose_file(self, text, QCoreApplication.translate("RegisterAct", "All files (*)"))
            if chosen is not None:
                made.setText(str(chosen))

        self.add_path(text, made, browse)

    def target(self, name: str, text: str, held: str) -> None:
        """Add a file that is written."""
        made = entry(text, held)
        made.setObjectName(name)
        made.textChanged.connect(self.again)
        setattr(self, name, made)

        def browse() -> None:
            chosen, _ = QFileDialog.getSaveFileName(self, text, made.text())
            if chosen:
                made.setText(chosen)

        self.add_path(text, made, browse)

    def value(self, name: str) -> str:
        """Give what a field holds, as text."""
        field = self.findChild(QWidget, name)
        if isinstance(field, QDateEdit):
            return field.date().toString("yyyy-MM-dd")
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        return str(field.property("text") or "").strip() if field is not None else ""

    def path(self, name: str) -> Path | None:
        """Give the file that a field names."""
        text = self.value(name)
        return Path(text).expanduser() if text else None

    def row_visible(self, name: str, *, on: bool) -> None:
        """Show or hide a field with its label."""
        for at in range(self.form.rowCount()):
            item = self.form.itemAt(at, QFormLayout.ItemRole.FieldRole)
            inner = item.layout() if item is not None else None
            held = item.widget() if item is not None and inner is None else None
            if inner is not None and inner.count():
                held = inner.itemAt(0).widget()
            if held is not None and held.objectName() == name:
                self.form.setRowVisible(at, on)

    # -- what subclasses say

    def sentences(self) -> list[tuple[str, str]]:
        """Say what happens beyond the entry: a level (info, warn, bad) and a sentence."""
        return []

    def ready(self) -> bool:
        """Is everything there that is needed?"""
        return True

    def task(self, session: Session) -> Task:
        """Read the fields, and give the work."""
        raise NotImplementedError

    def as_keeper(self) -> bool:
        """Does only the roster's keeper do this?"""
        return False

    def done_text(self, result: object) -> str:
        """Say that it is done."""
        del result
        return QCoreApplication.translate("RegisterAct", "It stands in the register of {filing}.").format(
            filing=shown(self.filing.slug)
        )

    # -- what they share

    @Slot()
    def again(self) -> None:
        """Say again what happens, after a field has changed."""
        said = tuple(self.sentences())
        if said != self._told:
            self._told = said
            clear(self.said)
            for level, text in said:
                self.said.addWidget(banner(level, text))
        grow(self)
        self.verb.setEnabled(self.ready() and self.desk.can_write and not self._busy)

    def told(self) -> str:
        """Give what stands there in words."""
        return "\n".join(text for _, text in self._told)

    def go(self) -> None:
        """Write it down."""
        session, desk = self.desk.session, self.desk
        if session is None or not self.verb.isEnabled():
            return
        task = self.task(session)
        remembered = desk.settings.text(f"key:{session.book.uid}:engineer")
        self._busy = True
        self.say("")
        self.again()
        title = QCoreApplication.translate("RegisterAct", "Writing the register")
        alone = self.as_keeper()
        absent = self.tr("The key of the roster's keeper is not on this computer.")

        def work(progress: Progress, cancel: Cancel) -> object:
            self.progress, self.cancelling = progress, cancel
            name = keeper(session) if alone else who(session, remembered)
            if alone and not name:
                raise UserError(absent)
            return task(name)

        desk.run_job(title, work, self._done, self._failed)

    @Slot(object)
    def _done(self, result: object) -> None:
        self._busy = False
        self.written.emit(result)
        self.desk.changed("register")
        self.desk.message.emit("done", self.done_text(result))
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        self.again()
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))


def who(session: Session, remembered: str) -> str:
    """Give the name of the key that stands for who writes this down: the remembered one, or any on the roster."""
    with suppress(CodebinderError):
        roster = people.roster(session)
        members = {each.fingerprint for each in roster.members} if roster is not None else set[str]()
        names = [each.name for each in people.keys(session.environment) if each.fingerprint in members]
        return remembered if remembered in names else (names[0] if names else "")
    return ""


def keeper(session: Session) -> str:
    """Give the name of the keeper's key; "" where it is not here."""
    roster = people.roster(session)
    held = people.keys(session.environment)
    return next((each.name for each in held if roster is not None and each.fingerprint == roster.keeper), "")


__all__ = ["RegisterAct", "Task", "keeper", "who"]
