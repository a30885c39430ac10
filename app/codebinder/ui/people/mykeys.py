"""The person's own keys: made in two clicks, read aloud, given to others as one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QSplitter, QTreeWidget, QVBoxLayout, QWidget

from codebinder.errors import UserError
from codebinder.model.review import PublicKey
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import row, tree
from codebinder.ui.pages.start import documents_folder
from codebinder.ui.parts import button, clear, empty_state, label, scrolled
from codebinder.ui.people.acts import Held
from codebinder.ui.people.fingerprint import FingerprintPanel
from codebinder.ui.people.words import name_of, role_name
from codebinder.ui.theme import GRID
from codebinder.workflow import people

_NAME = 256


class MyKeys(QWidget):
    """Keys at the left, one of them at the right."""

    new_wanted = Signal()
    trust_wanted = Signal(object)

    def __init__(self, desk: Desk, failed: Callable[[object], None]) -> None:
        super().__init__()
        self._desk, self._failed = desk, failed
        self._held = Held(None, ())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, GRID, 0, 0)
        headers = (self.tr("Name"), self.tr("Role"), self.tr("In this workbook"))
        self.tree: QTreeWidget = tree(self.tr("Your keys"), headers, (170, 110))
        self.tree.setObjectName("my-keys")
        self.tree.setRootIsDecorated(False)
        self.tree.currentItemChanged.connect(self._chosen)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._box.setSpacing(GRID)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setProperty("look", "plain")
        self._split.addWidget(self.tree)
        self._split.addWidget(scrolled(inner, aside=True))
        self._split.setSizes([420, 560])
        self._split.setChildrenCollapsible(False)
        outer.addWidget(self._split, 1)

    def show_held(self, held: Held, choose: str = "") -> None:
        """Show the keys; `choose` is the name of the one to show."""
        wanted = choose or self.name()
        self._held = held
        members = {each.fingerprint for each in held.roster.members} if held.roster is not None else set[str]()
        self.tree.clear()
        for key in held.keys:
            on = key.fingerprint in members
            note = self.tr("on the roster") if on else self.tr("not on the roster")
            if held.roster is not None and key.fingerprint == held.roster.keeper:
                note = self.tr("keeps the roster")
            item = row(self.tree, name_of(key), role_name(key.role), note if self._desk.session is not None else "–")
            item.setIcon(0, theme.glyph("met" if on else "nothing"))
            item.setData(0, _NAME, key.name)
            if key.name == wanted:
                self.tree.setCurrentItem(item)
        self.tree.setVisible(bool(held.keys))
        if held.keys and self.tree.currentItem() is None:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._chosen()

    def name(self) -> str:
        """Give the name of the chosen key."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def key(self) -> PublicKey | None:
        """Give the chosen key."""
        name = self.name()
        return next((each for each in self._held.keys if each.name == name), None)

    @Slot()
    def _chosen(self) -> None:
        clear(self._box)
        key = self.key()
        if key is None:
            if not self._held.keys:
                self._box.addWidget(
                    empty_state(
                        self.tr("You have no key yet"),
                        self.tr("With it you propose, approve and seal. It stays in your keychain."),
                        button(self.tr("Make a key…"), self.new_wanted.emit, "primary", name="first-key"),
                    )
                )
            self._box.addStretch(1)
            return
        self._box.addWidget(label(name_of(key), "heading"))
        self._box.addWidget(label(role_name(key.role), "muted"))
        panel = FingerprintPanel()
        panel.put(key.fingerprint)
        self._box.addWidget(panel)
        text = self.tr(
            "Others need your public key: one line, which holds nothing secret. Send it in any way, then read the fingerprint to each other."
        )
        self._box.addWidget(label(text, "muted"))
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        acts.addWidget(button(self.tr("Copy public key"), self.copy, name="copy-key"))
        acts.addWidget(button(self.tr("Save it as a file…"), self._save, name="save-key"))
        members = self._held.roster.members if self._held.roster is not None else ()
        if self._desk.session is not None and all(each.fingerprint != key.fingerprint for each in members):
            made = button(self.tr("Put on the roster…"), lambda: self.trust_wanted.emit(key), name="trust-mine")
            made.setEnabled(self._desk.can_write)
            acts.addWidget(made)
        acts.addStretch(1)
        self._box.addLayout(acts)
        self._box.addStretch(1)

    # -- giving it to others

    @Slot()
    def copy(self) -> None:
        """Put the chosen key's public line on the clipboard."""
        name, environment = self.name(), self._desk.environment
        if name:
            self._desk.run_job(
                self.tr("Reading the public key"),
                lambda _progress, _cancel: people.export_key(environment, name),
                self._copied,
                self._failed,
            )

    @Slot(object)
    def _copied(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._desk.message.emit("info", self.tr("The public key is on the clipboard."))

    @Slot()
    def _save(self) -> None:
        name = self.name()
        start = documents_folder() / f"{name}.codebinder-key"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Public key"), str(start))
        if chosen:
            self.save(Path(chosen))

    def save(self, out: Path) -> None:
        """Write the chosen key's public line to a file."""
        name, environment = self.name(), self._desk.environment
        fault = self.tr("The file could not be written.")

        def work(*_: object) -> Path:
            text = people.export_key(environment, name)
            try:
                out.write_text(text + "\n", encoding="utf-8")
            except OSError as error:
                raise UserError(fault, where=shown(str(out))) from error
            return out

        self._desk.run_job(self.tr("Writing the public key"), work, self._saved, self._failed)

    @Slot(object)
    def _saved(self, out: Path) -> None:
        text = self.tr("The public key is written: {name}")
        self._desk.message.emit("done", text.format(name=shown(out.name)))


__all__ = ["MyKeys"]
