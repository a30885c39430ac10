"""Putting somebody on the roster: her public line is read, her fingerprint compared by voice, her duties signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.review import PublicKey
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.parts import label
from codebinder.ui.people.acts import DutyBoxes, Held, Said
from codebinder.ui.people.duties import KeeperAct, by_role
from codebinder.ui.people.fingerprint import FingerprintPanel
from codebinder.ui.people.words import duties_text, name_of, role_name
from codebinder.ui.saying import error_text

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_LARGEST = 8192
_PREFIX = "codebinder-key1:"


class TrustDialog(KeeperAct):
    """One of your own keys, or somebody's line; who that is; then the keeper signs."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, line: str = "") -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("TrustDialog", "Trust somebody"),
            translate("TrustDialog", "Paste the line that she exported, or choose the file that holds it."),
            translate("TrustDialog", "Sign her in"),
        )
        self._public: PublicKey | None = None
        self._line = ""
        members = {each.fingerprint for each in held.roster.members} if held.roster is not None else set[str]()
        self.own = QComboBox()
        self.own.setObjectName("trust-own")
        self.own.setAccessibleName(self.tr("Whose key"))
        self.own.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.own.addItem(self.tr("somebody else's, as a line or a file"), "")
        for each in held.keys:
            if each.fingerprint not in members:
                text = self.tr("your key {name} ({role})")
                self.own.addItem(text.format(name=name_of(each), role=role_name(each.role)), each.fingerprint)
        self.line = entry(self.tr("Her line, or its file"), line, hint=f"{_PREFIX}…")
        self.line.setObjectName("trust-line")
        self.who = label("", "label")
        self.who.setObjectName("trust-who")
        self.panel = FingerprintPanel()
        self.boxes = DutyBoxes(())
        self.compared = QCheckBox(self.tr("I have compared the fingerprint another way (in person, on paper)"))
        self.compared.setObjectName("trust-compared")
        self.add(self.tr("Whose key"), self.own)
        self.add_path(self.tr("Her line, or its file"), self.line, self._browse)
        self.form.addRow(self.tr("It is"), self.who)
        self.form.addRow("", self.panel)
        self.form.addRow("", self.compared)
        self.add(self.tr("May"), self.boxes)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._read)
        self.line.textChanged.connect(self._later)
        self.own.currentIndexChanged.connect(self._read)
        self.panel.heard.textChanged.connect(self.again)
        self.compared.toggled.connect(self.again)
        self.boxes.changed.connect(self.again)
        self.resize(760, 640)
        self._show(None)
        self._read()

    def signer(self) -> PublicKey | None:
        """Give the keeper's key; where there is no roster yet, the first person signs herself in."""
        if self.held.roster is None:
            return next((each for each in self.held.keys if each == self._public), None)
        return self.held.keeper

    @Slot()
    def _browse(self) -> None:
        chosen = choose_file(self, self.tr("Her public key"), self.tr("All files (*)"))
        if chosen is not None:
            self.line.setText(str(chosen))

    @Slot()
    def _later(self) -> None:
        self._timer.start()

    @Slot()
    def _read(self) -> None:
        own = str(self.own.currentData() or "")
        self.line.setEnabled(not own)
        if own:
            self._show(next(each for each in self.held.keys if each.fingerprint == own))
            return
        text = self.line.text().strip()
        if not text:
            self._show(None)
            return
        self.desk.look(lambda: read_line(text), self._seen, self._unread)

    @Slot(object)
    def _unread(self, error: CodebinderError) -> None:
        self._show(None)
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _seen(self, seen: tuple[str, PublicKey]) -> None:
        self._line = seen[0]  # what was read is what is signed in, whatever becomes of the file
        self._show(seen[1])

    def _show(self, public: PublicKey | None) -> None:
        self._public = public
        self.say("")
        for each in (self.who, self.panel, self.boxes):
            self.form.setRowVisible(each, public is not None)
        if self.held.roster is None:
            self.form.setRowVisible(self.boxes, on=False)
        self.form.setRowVisible(self.compared, public is not None and not self._own())
        if public is not None:
            self.panel.hear(not self._own())
            self.who.setText(f"{name_of(public)} · {role_name(public.role)}")
            self.panel.put(public.fingerprint)
            self.boxes.put(by_role(public.role))
        self.again()

    def _own(self) -> bool:
        return any(each == self._public for each in self.held.keys)

    def _member(self) -> bool:
        held = self.held.roster.members if self.held.roster is not None else ()
        return self._public is not None and any(each.fingerprint == self._public.fingerprint for each in held)

    def sentences(self) -> list[Said]:
        """Say who comes on the roster, and what she may do."""
        public = self._public
        if public is None:
            return [("nothing", self.tr("Nobody yet: choose or paste a key."))]
        name = name_of(public)
        if self._member():
            return [("error", self.tr("{name} is on the roster already.").format(name=name))]
        text = self.tr("{name} comes on the roster, and may: {duties}.")
        said: list[Said] = [("info", text.format(name=name, duties=duties_text(self.boxes.value())))]
        if self.held.roster is None:
            text = self.tr("There is no roster yet: {name} becomes its keeper, who signs every later change.")
            said.append(("info", text.format(name=name)))
        elif not self._own() and not self._sure():
            text = self.tr("The fingerprint has not been compared: whoever sent the line may be somebody else.")
            said.append(("warning", text))
        elif not self._own():
            said.append(("complete", self.tr("The fingerprint was compared.")))
        return said

    def _sure(self) -> bool:
        return self.panel.compared or self.compared.isChecked()

    def ready(self) -> bool:
        """Is somebody new named, and compared?"""
        return self._public is not None and not self._member() and (self._own() or self._sure())

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Sign."""
        from codebinder.workflow import people

        public = self._public
        duties = self.boxes.value()
        if public is None:
            raise UserError(self.tr("Nobody yet: choose or paste a key."))
        who = public.name if self._own() else self._line
        wanted = () if duties == by_role(public.role) else duties
        return lambda: people.trust(session, who, key=key, duties=wanted)


def read_text(text: str) -> str:
    """Give the line itself, out of a file where one is named."""
    if text.startswith(_PREFIX):
        return text
    path = Path(text).expanduser()
    if path.is_file():
        with path.open("rb") as stream:
            lines = stream.read(_LARGEST).decode("utf-8", "replace").splitlines()
        found = next((each.strip() for each in lines if each.strip().startswith(_PREFIX)), "")
        if found:
            return found
    raise UserError(
        QCoreApplication.translate("TrustDialog", "This is no public key of Codebinder."),
        next_step=QCoreApplication.translate("TrustDialog", "Ask for the line that begins with {start}.").format(
            start=_PREFIX
        ),
    )


def read_line(text: str) -> tuple[str, PublicKey]:
    """Read somebody's public line, its own signature checked; give both."""
    from codebinder.workflow import recipients

    line = read_text(text)
    return line, recipients.read_key(line)


__all__ = ["TrustDialog", "read_line"]
