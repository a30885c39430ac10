"""The dialog before a round is submitted: whom to ask by name, and which components it covers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.review import Role, Roster
from codebinder.model.source import Component
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, clear, label, scrolled
from codebinder.ui.reviewing.keychoice import key_words
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import filings, people

Seen = tuple[Roster | None, tuple[Component, ...]]


class SubmitDialog(Dialog):
    """Two lists of ticks. No name ticked: whoever has the role that the template asks for may answer."""

    wanted = Signal(list, list)
    """Fingerprints, and slugs of components."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("SubmitDialog", "Submit for review"),
            QCoreApplication.translate(
                "SubmitDialog",
                "Everything that would leave is read, searched for what is hidden, and fixed under one digest that you sign.",
            ),
        )
        self.desk = desk
        self._people: list[tuple[QCheckBox, str]] = []
        self._parts: list[tuple[QCheckBox, str]] = []
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID // 2)
        self.body.addWidget(scrolled(inner), 1)
        self.setMinimumSize(560, 380)
        self.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Cancel"), self.reject))
        self.verb = button(self.tr("Submit"), self._go, "primary", name="submit-now")
        self.verb.setDefault(True)
        self.buttons.addWidget(self.verb)
        self.verb.setFocus()
        self._again()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        roster, parts = seen
        members = [each for each in roster.members if each.role.value == "legal"] if roster else []
        self._box.addWidget(label(self.tr("Ask these reviewers by name"), "label"))
        if members:
            text = self.tr(
                "Each of them must answer, or be let off by the roster's keeper. None ticked: anybody with the role may."
            )
            self._box.addWidget(label(text, "muted"))
        else:
            text = self.tr(
                "There is no reviewer on the roster yet. Let her in first: whoever joins it after this makes that it must "
                "be submitted again."
            )
            self._box.addWidget(label(text, "muted"))
            row = QHBoxLayout()
            row.addWidget(button(self.tr("A reviewer at this computer…"), self._let_in, name="let-in"))
            row.addWidget(button(self.tr("Keys and roster…"), self._people_of, "link", name="to-people"))
            row.addStretch(1)
            self._box.addLayout(row)
        for each in members:
            self._people.append((self._tick(key_words(each), name=f"ask-{each.name}", on=False), each.fingerprint))
        if len(parts) > 1:
            self._box.addSpacing(GRID)
            self._box.addWidget(label(self.tr("This round covers"), "label"))
            text = self.tr(
                "Single components can be reviewed and packed ahead of the rest; such a package says that it is a part."
            )
            self._box.addWidget(label(text, "muted"))
            for part in parts:
                self._parts.append((self._tick(shown(part.slug), name=f"part-{part.slug}", on=True), part.slug))
        self._box.addStretch(1)

    @Slot()
    def _let_in(self) -> None:
        """Make a reviewer's key here, by whoever sits at this computer, and ask anew whom to ask."""
        if self.desk.ask_key(Role.LEGAL) is not None:
            self._again()

    @Slot()
    def _people_of(self) -> None:
        from codebinder.ui.people.dialog import KeysDialog

        dialog = KeysDialog(self.desk, self)
        dialog.finished.connect(self._again)
        dialog.open()

    @Slot()
    def _again(self) -> None:
        session, filing = self.desk.need()
        clear(self._box)
        self._people, self._parts = [], []
        self.desk.look(
            lambda: (people.roster(session), tuple(filings.components(session, filing))), self._show, self._failed
        )
        self.verb.setFocus()

    def _tick(self, text: str, *, name: str, on: bool) -> QCheckBox:
        made = QCheckBox(text if len(text) < 72 else text[:71] + "…")
        made.setToolTip(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setChecked(on)
        made.toggled.connect(self._enable)
        self._box.addWidget(made)
        return made

    @Slot()
    def _enable(self) -> None:
        none = bool(self._parts) and not any(each.isChecked() for each, _ in self._parts)
        self.verb.setEnabled(not none)
        self.say(self.tr("Tick at least one component.") if none else "")

    @Slot()
    def _go(self) -> None:
        reviewers = [name for each, name in self._people if each.isChecked()]
        scope = [name for each, name in self._parts if each.isChecked()]
        whole = len(scope) == len(self._parts)
        self.accept()
        self.wanted.emit(reviewers, [] if whole else scope)
