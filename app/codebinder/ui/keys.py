"""Which key signs: the one remembered in this workbook, else the person chooses or makes one, and it comes on the
roster."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.review import Duty, PublicKey, Role, Roster
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, label
from codebinder.ui.people.words import in_force, role_name
from codebinder.ui.strings import grouped
from codebinder.workflow import people

_DUTY = {Role.ENGINEER: Duty.PROPOSE, Role.LEGAL: Duty.APPROVE}


class _ChooseDialog(Dialog):
    """Which of several keys signs."""

    def __init__(self, parent: QWidget | None, keys: list[PublicKey]) -> None:
        super().__init__(parent, QCoreApplication.translate("Keys", "Sign with which key?"))
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Key"))
        for key in keys:
            self.box.addItem(f"{shown(key.person)} ({role_name(key.role)}, {grouped(key.fingerprint[:16])})", key.name)
        self.body.addWidget(self.box)
        self.body.addWidget(label(self.tr("The choice is remembered for this workbook."), "muted"))
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        choose = button(self.tr("Use this key"), self._choose, "primary")
        choose.setDefault(True)
        self.buttons.addWidget(choose)
        self.name_chosen = ""

    def _choose(self) -> None:
        self.name_chosen = str(self.box.currentData())  # the box goes with the dialog
        self.accept()


def fits(key: PublicKey, role: Role | None, roster: Roster | None, day: str = "") -> bool:
    """May this key sign where `role` is asked for: by its role, by the duties of the roster, or in somebody's place?"""
    if roster is None or role is None:
        return role in {None, key.role}
    if any(each.fingerprint == key.fingerprint for each in roster.revoked):
        return False
    duties = dict(roster.duties).get(key.fingerprint)
    own = key.role is role if duties is None else _DUTY[role] in duties
    taken = (each for each in roster.delegations if each.taker == key.fingerprint and in_force(each, day))
    return own or any(_DUTY[role] in each.duties for each in taken)


def choose_key(desk: Desk, role: Role | None) -> str | None:
    """Give the name of the key to sign with: remembered, chosen or made, and on the roster. None: not now."""
    session = desk.session
    if session is None:
        return None
    memory = f"key:{session.book.uid}:{role.value if role else 'any'}"
    try:
        roster = desk.wait("", lambda *_: people.roster(session))
        day = desk.environment.stamp()[:10]
        keys = desk.wait("", lambda *_: people.keys(desk.environment))
        keys = [each for each in keys if fits(each, role, roster, day)]
        key = next((each for each in keys if each.name == desk.settings.text(memory)), None)
        if key is None:
            key = _pick(desk, keys, roster, role)
        if key is None:
            return None
        if roster is None or all(each.fingerprint != key.fingerprint for each in roster.members):
            name = key.name
            desk.wait("", lambda *_: people.trust(session, name))
            desk.changed("roster")
    except CodebinderError as error:
        desk.tell(error)
        return None
    desk.settings.put(memory, key.name)
    return key.name


def _pick(desk: Desk, keys: list[PublicKey], roster: Roster | None, role: Role | None) -> PublicKey | None:
    trusted = {each.fingerprint for each in roster.members} if roster else set()
    known = [each for each in keys if each.fingerprint in trusted] or keys
    if len(known) == 1:
        return known[0]
    parent = QApplication.activeWindow()
    if not known:
        from codebinder.ui.people.newkey import NewKeyDialog

        # Whoever proposed here and is asked for a reviewer's key would make one that never counts.
        another = role is Role.LEGAL and roster is not None and any(each.role is not role for each in roster.members)
        fresh = NewKeyDialog(desk, parent, role, another=another)
        return fresh.key if fresh.exec() == QDialog.DialogCode.Accepted else None
    dialog = _ChooseDialog(parent, known)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return next(each for each in known if each.name == dialog.name_chosen)


__all__ = ["choose_key", "fits", "role_name"]
