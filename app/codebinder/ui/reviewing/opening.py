"""The dialog that opens a packet: with one of her keys or a passphrase; then everything in it is recomputed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.reviewing.keychoice import key_words
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import people

if TYPE_CHECKING:
    from codebinder.ui.reviewing.holding import HeldPacket

DOOR = b"codebinder-packet-passphrase/v1\n"
"""With this begins a packet that is opened by a passphrase."""


def choose_packet(parent: QWidget, desk: Desk) -> None:
    """Let the person choose a packet, and open it."""
    recent = desk.settings.recent()
    folder = str(recent[0].parent) if recent else str(Path.home())
    translate = QCoreApplication.translate
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        translate("OpenPacket", "Open packet"),
        folder,
        translate("OpenPacket", "Review packets (*.age);;All files (*)"),
    )
    if chosen:
        OpenPacket(desk, parent, Path(chosen)).open()


def by_passphrase(path: Path) -> bool:
    """Is a file a packet with a passphrase, as its first line says?"""
    try:
        with path.open("rb") as stream:
            return stream.read(len(DOOR)) == DOOR
    except OSError:
        return False


class OpenPacket(Dialog):
    """Asks for key or passphrase; the bottom bar shows how far checking is."""

    def __init__(self, desk: Desk, parent: QWidget | None, path: Path) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("OpenPacket", "Open a review packet"),
            QCoreApplication.translate(
                "OpenPacket",
                "Nothing in it is trusted. The round's digest, every commitment and every file are computed again from "
                "what the packet holds, before your key is asked for.",
            ),
        )
        self.desk, self.path = desk, path
        self.setMinimumWidth(580)
        self.body.addWidget(Elided(shown(str(path)), middle=True, mono=True))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        self.key = QComboBox()
        self.key.setObjectName("packet-key")
        self.key.setAccessibleName(self.tr("Key"))
        self.key.addItem(self.tr("Any of my keys"), "")
        self.passphrase = entry(self.tr("Passphrase"))
        self.passphrase.setObjectName("packet-passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        locked = by_passphrase(path)
        if locked:
            form.addRow(self.tr("Passphrase"), self.passphrase)
            self.passphrase.setFocus()
        else:
            form.addRow(self.tr("Key"), self.key)
        self.body.addLayout(form)
        self.note = label("", "muted")
        self.body.addWidget(self.note)
        self.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Cancel"), self._stop))
        self.verb = button(self.tr("Open and check"), self._go, "primary", name="open-packet-now")
        self.verb.setDefault(True)
        self.buttons.addWidget(self.verb)
        if not locked:
            self.verb.setFocus()
            desk.look(lambda: people.keys(desk.environment), self._keys, self._failed)

    @Slot(object)
    def _keys(self, keys: Sequence[PublicKey]) -> None:
        for key in keys:
            self.key.addItem(key_words(key), key.name)
        if not keys:
            self.say(
                self.tr("You have no key yet. Make one (Keys and roster), send its public half, and ask for a packet.")
            )

    @Slot()
    def _stop(self) -> None:
        self.desk.jobs.cancel()
        self.reject()

    @Slot()
    def _go(self) -> None:
        desk, path = self.desk, self.path
        key, passphrase = str(self.key.currentData() or ""), self.passphrase.text()

        def work(progress: Progress, cancel: Cancel) -> HeldPacket:
            # Here, off the window's thread: what a packet is read and shown with takes a moment to load.
            from codebinder.ui.reviewing import packetpage  # noqa: F401  (loaded here, used by the window)
            from codebinder.ui.reviewing.holding import open_held

            return open_held(desk, path, key=key, passphrase=passphrase, progress=progress, cancel=cancel)

        self.say("")
        self.note.setText(self.tr("Checking everything in it…"))
        self.verb.setEnabled(False)
        desk.run_job(self.tr("Opening the packet"), work, self._opened, self._failed)

    @Slot(object)
    def _opened(self, held: object) -> None:
        from codebinder.ui.reviewing.holding import HeldPacket

        self.passphrase.clear()
        if isinstance(held, HeldPacket):
            self.desk.hold_packet(held)
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.note.setText("")
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))
