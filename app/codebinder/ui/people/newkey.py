"""Making a key: a name and a role that are filled in already, and one button."""

from __future__ import annotations

import re
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.review import PublicKey, Role
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.people.words import role_name
from codebinder.ui.saying import error_text
from codebinder.workflow import people

_LONGEST = 80


def account_name() -> str:
    """Give the full name that this account of the computer has; "" where it has none."""
    with suppress(ImportError, KeyError, OSError):
        import os
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()[:_LONGEST]
    return ""


def likely_person(desk: Desk) -> str:
    """Give the name that was typed last for a key, else the account's own."""
    return desk.settings.text("person") or _person(account_name())


def _person(name: str) -> str:
    """Leave out what is an account and no person."""
    return "" if name.casefold() in {"root", "user", "admin", "administrator", "guest"} else name


class NewKeyDialog(FormDialog):
    """Makes one key in the person's keychain. `another`: of somebody else than whoever has keys here already."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, role: Role | None, made: object = None, *, another: bool = False
    ) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("Keys", "New key"),
            translate(
                "Keys",
                "Your name stands beside every signature that you make. The private half never leaves your keychain.",
            ),
            translate("Keys", "Make the key"),
        )
        self.desk = desk
        self._made = made
        self.key: PublicKey | None = None
        self._person = entry(self.tr("Your name"), "" if another else likely_person(desk))
        self._person.setObjectName("key-person")
        self._person.setMaxLength(_LONGEST)
        self._role = QComboBox()
        self._role.setObjectName("key-role")
        self._role.setAccessibleName(self.tr("Role"))
        for each in Role if role is None else (role,):
            self._role.addItem(role_name(each), each)
        held = self._role.findData(desk.settings.text("role"))
        self._role.setCurrentIndex(max(held, 0))
        self.add(self.tr("Your name"), self._person)
        self.add(self.tr("Role"), self._role)
        if another:
            text = self.tr("Nobody approves her own proposal: a reviewer is another person than whoever submits.")
            self.form.addRow(label(text, "muted"))
        self._person.selectAll()
        (self.verb if self._person.text() else self._person).setFocus()

    def go(self) -> None:
        """Make it."""
        person = self._person.text().strip()
        role = Role(self._role.currentData())  # Qt gives a plain str back
        name = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-") or role.value
        if not person:
            self.say(self.tr("Type your name first."))
            self._person.setFocus()
            return
        self.verb.setEnabled(False)
        self.desk.settings.put("person", person)
        self.desk.settings.put("role", role.value)
        environment = self.desk.environment

        def work(*_: object) -> PublicKey:
            taken = {each.name for each in people.keys(environment)}
            free = next(each for each in (name, *(f"{name}-{n}" for n in range(2, 1000))) if each not in taken)
            return people.create_key(environment, free, role=role, person=person)

        self.desk.looks.submit("", work, self._done, self._failed)

    @Slot(object)
    def _done(self, key: PublicKey) -> None:
        self.key = key
        if callable(self._made):
            self._made(key)
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))


__all__ = ["NewKeyDialog", "account_name", "likely_person"]
