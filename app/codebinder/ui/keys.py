"""Keys and the roster: make a key, trust somebody, compare fingerprints; and the choice of the key to sign with."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.review import PublicKey, Role, Roster
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, label
from codebinder.ui.strings import grouped
from codebinder.workflow import people


def role_name(role: Role) -> str:
    """Give a role's name."""
    return {
        Role.ENGINEER: QCoreApplication.translate("Keys", "engineer"),
        Role.LEGAL: QCoreApplication.translate("Keys", "legal reviewer"),
    }[role]


class KeysDialog(Dialog):
    """The person's keys, and who is on this workbook's roster."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("Keys", "Keys and roster"),
            QCoreApplication.translate(
                "Keys",
                "Your keys stay in your keychain. Only people on the workbook's roster can propose and approve; "
                "compare fingerprints by voice before you trust one.",
            ),
        )
        self.desk = desk
        self.setMinimumSize(720, 460)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Keys and people"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([self.tr("Name"), self.tr("Role"), self.tr("Fingerprint")])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(False)
        self.body.addWidget(self.tree, 1)
        self._public = QLineEdit()
        self._public.setPlaceholderText(self.tr("Somebody else's key, one line: codebinder-key1:…"))
        self._public.setAccessibleName(self.tr("Somebody else's key"))
        row = QHBoxLayout()
        row.addWidget(self._public, 1)
        row.addWidget(button(self.tr("Trust"), self._trust, name="trust-key"))
        self.body.addLayout(row)
        self.buttons.insertWidget(0, button(self.tr("New key…"), self._new, name="new-key"))
        self.buttons.insertWidget(1, button(self.tr("Copy public key"), self._copy, name="copy-key"))
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        self._public.setEnabled(desk.can_write)
        self.refresh()

    def refresh(self) -> None:
        """Read keys and roster, off the window's thread (the keychain may take its time)."""
        session, environment = self.desk.session, self.desk.environment

        def work() -> tuple[tuple[PublicKey, ...], Roster | None]:
            return people.keys(environment), people.roster(session) if session is not None else None

        self.desk.look(work, self._show, self._fail)

    @Slot(object)
    def _fail(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.say(str(error))

    @Slot(object)
    def _show(self, seen: tuple[tuple[PublicKey, ...], Roster | None]) -> None:
        keys, roster = seen
        self.tree.clear()
        self.say("")
        mine = self._group(self.tr("Your keys"), not keys)
        members = {each.fingerprint for each in roster.members} if roster else set()
        for key in keys:
            note = self.tr("on the roster") if key.fingerprint in members else ""
            self._row(mine, key, note)
        if self.desk.session is not None:
            group = self._group(self.tr("On this workbook's roster"), roster is None)
            for key in roster.members if roster else ():
                self._row(
                    group, key, self.tr("keeps the roster") if roster and key.fingerprint == roster.keeper else ""
                )
        self.tree.expandAll()

    def _group(self, text: str, empty: bool) -> QTreeWidgetItem:  # noqa: FBT001  (private)
        group = QTreeWidgetItem(self.tree, [text])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        if empty:
            QTreeWidgetItem(group, [self.tr("None yet.")])
        return group

    def _row(self, group: QTreeWidgetItem, key: PublicKey, note: str) -> None:
        person = shown(key.person if key.person == key.name else f"{key.person} ({key.name})")
        words = grouped(key.fingerprint)
        half = len(words) // 2
        row = QTreeWidgetItem(
            group,
            [
                f"{person}\n{note}" if note else person,
                role_name(key.role),
                f"{words[:half].strip()}\n{words[half:].strip()}",
            ],
        )
        row.setFont(2, theme.mono(9))
        row.setData(0, 256, key.name)
        row.setData(1, 256, key.fingerprint)
        row.setToolTip(2, words)

    def _new(self) -> None:
        NewKeyDialog(self.desk, self, None, self.refresh).open()

    def _selected(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, 256) or "") if item is not None else ""

    def _copy(self) -> None:
        name = self._selected()
        if not name:
            self.say(self.tr("Choose one of your keys first."))
            return
        self.desk.run_job(
            self.tr("Reading the public key"),
            lambda _progress, _cancel: people.export_key(self.desk.environment, name),
            self._copied,
            self._fail,
        )

    @Slot(object)
    def _copied(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.desk.message.emit("info", self.tr("The public key is on the clipboard."))

    def _trust(self) -> None:
        session = self.desk.session
        name = self._public.text().strip() or self._selected()
        if session is None or not name:
            self.say(self.tr("Choose one of your keys, or paste somebody else's, and open a workbook."))
            return
        self.desk.run_job(
            self.tr("Writing the roster"),
            lambda _progress, _cancel: people.trust(session, name),
            self._trusted,
            self._fail,
        )

    @Slot(object)
    def _trusted(self, _roster: Roster) -> None:
        self._public.clear()
        self.desk.changed("roster")
        self.refresh()


class NewKeyDialog(Dialog):
    """Makes one key in the person's keychain."""

    def __init__(self, desk: Desk, parent: QWidget | None, role: Role | None, made: object = None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("Keys", "New key"),
            QCoreApplication.translate(
                "Keys",
                "Your name stands beside every signature that you make. The private half never leaves your keychain.",
            ),
        )
        self.desk = desk
        self._made = made
        self.key: PublicKey | None = None
        form = QFormLayout()
        self._person = QLineEdit()
        self._person.setObjectName("key-person")
        self._person.setAccessibleName(self.tr("Your name"))
        self._role = QComboBox()
        self._role.setAccessibleName(self.tr("Role"))
        for each in Role if role is None else (role,):
            self._role.addItem(role_name(each), each)
        form.addRow(self.tr("Your name"), self._person)
        form.addRow(self.tr("Role"), self._role)
        self.body.addLayout(form)
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        self._make = button(self.tr("Make the key"), self._go, "primary", name="make-key")
        self._make.setDefault(True)
        self.buttons.addWidget(self._make)

    def _go(self) -> None:
        person = self._person.text().strip()
        role = Role(self._role.currentData())  # Qt gives a plain str back
        name = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-") or role.value
        if not person:
            self.say(self.tr("Type your name first."))
            return
        self._make.setEnabled(False)
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
            self._made()
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._make.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.say(str(error))


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
        choose = button(self.tr("Use this key"), self.accept, "primary")
        choose.setDefault(True)
        self.buttons.addWidget(choose)


def choose_key(desk: Desk, role: Role | None) -> str | None:
    """Give the name of the key to sign with: remembered, chosen or made, and on the roster. None: not now."""
    session = desk.session
    if session is None:
        return None
    memory = f"key:{session.book.uid}:{role.value if role else 'any'}"
    try:
        keys = [key for key in desk.wait("", lambda *_: people.keys(desk.environment)) if role in {None, key.role}]
        key = next((each for each in keys if each.name == desk.settings.text(memory)), None)
        roster = desk.wait("", lambda *_: people.roster(session))
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
        fresh = NewKeyDialog(desk, parent, role)
        return fresh.key if fresh.exec() == QDialog.DialogCode.Accepted else None
    dialog = _ChooseDialog(parent, known)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    name = dialog.box.currentData()
    return next(each for each in known if each.name == name)
