"""Which of a person's keys opens or signs a packet: only one that is on the packet's own roster can."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.keys import role_name
from codebinder.ui.parts import button
from codebinder.ui.strings import grouped
from codebinder.workflow import people


def key_words(key: PublicKey) -> str:
    """Name a key."""
    return f"{shown(key.person)} ({role_name(key.role)}, {grouped(key.fingerprint[:16])})"


def packet_key(desk: Desk, book: str, members: Sequence[PublicKey], role: Role) -> str | None:
    """Give the name of her key that a packet's roster knows: remembered, the only one, or chosen. None: not now."""
    memory = f"key:{book}:{role.value}"
    known = {member.fingerprint: member for member in members}
    try:
        keys = [key for key in desk.wait("", lambda *_: people.keys(desk.environment)) if key.fingerprint in known]
    except CodebinderError as error:
        desk.tell(error)
        return None
    fitting = [key for key in keys if key.role is role] or keys
    held = next((key for key in fitting if key.name == desk.settings.text(memory)), None)
    key = held or (fitting[0] if len(fitting) == 1 else _pick(fitting) if fitting else None)
    if not keys:
        text = QCoreApplication.translate(
            "Packet", "None of your keys is on this packet's roster. Send your public key to whoever keeps the roster, "
            "and ask for a new packet.")  # fmt: skip
        desk.message.emit("error", text)
    if key is not None:
        desk.settings.put(memory, key.name)
    return key.name if key is not None else None


def _pick(keys: Sequence[PublicKey]) -> PublicKey | None:
    dialog = _Choose(QApplication.activeWindow(), keys)
    return keys[dialog.chosen] if dialog.exec() == QDialog.DialogCode.Accepted else None


class _Choose(Dialog):
    """Which of several keys signs."""

    def __init__(self, parent: QWidget | None, keys: Sequence[PublicKey]) -> None:
        super().__init__(parent, QCoreApplication.translate("Keys", "Sign with which key?"))
        self.box = QComboBox()
        self.box.setAccessibleName(QCoreApplication.translate("Keys", "Key"))
        for key in keys:
            self.box.addItem(key_words(key), key.name)
        self.body.addWidget(self.box)
        self.buttons.addWidget(button(QCoreApplication.translate("Keys", "Cancel"), self.reject))
        choose = button(QCoreApplication.translate("Keys", "Use this key"), self._choose, "primary")
        choose.setDefault(True)
        self.buttons.addWidget(choose)
        self.chosen = 0

    def _choose(self) -> None:
        self.chosen = self.box.currentIndex()  # the box goes with the dialog
        self.accept()
