"""The part of the preferences that has a double click on our files open them here, or no longer."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.ui.desk import Desk
from codebinder.ui.frame import association
from codebinder.ui.parts import button, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID


class AssociationPanel(QWidget):
    """How it stands, in one sentence; and what can be done about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.said = label(self.tr("Looking…"))
        self.note = label("", "muted")
        self.note.hide()
        self.put = button(self.tr("Open them with Codebinder"), self._register, "primary", name="associate")
        self.take = button(self.tr("Undo this"), self._remove, name="dissociate")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for each in (self.put, self.take):
            each.hide()
            row.addWidget(each)
        row.addStretch(1)
        box.addWidget(self.said)
        box.addWidget(self.note)
        box.addLayout(row)
        desk.look(association.state, self._show, self._failed)

    @Slot(object)
    def _show(self, standing: association.Standing) -> None:
        if not shiboken6.isValid(self):
            return
        self.said.setText(self._sentence(standing.what))
        self.put.setVisible(standing.what in {"none", "moved", "other"})
        self.take.setVisible(standing.what in {"ours", "moved"})
        for each in (self.put, self.take):
            each.setEnabled(True)
        self.note.setVisible(bool(standing.told))
        self.note.setText(
            self.tr("{tools} could not be run; your desktop may notice only when you log in again.").format(
                tools=", ".join(standing.told)
            )
        )

    def _sentence(self, what: str) -> str:
        return {
            "ours": self.tr("A double click on a workbook, packet, answer, opening or package opens it here."),
            "moved": self.tr("They open with a Codebinder that lay at another place. Set it again."),
            "other": self.tr("Workbooks are opened by another program."),
            "none": self.tr("A double click on a workbook does not open Codebinder yet."),
            "system": self.tr("Codebinder was installed for everybody here, and a double click on its files opens it."),
            "bundle": self.tr("The app itself says what it opens; there is nothing to set here."),
        }[what]

    def _register(self) -> None:
        self._begin()
        drawn = association.pictures()
        self._desk.look(lambda: association.register(drawn), self._show, self._failed)

    def _remove(self) -> None:
        self._begin()
        self._desk.look(association.remove, self._show, self._failed)

    def _begin(self) -> None:
        for each in (self.put, self.take):
            each.setEnabled(False)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.said.setText(error_text(error, self._desk.lang))
        for each in (self.put, self.take):
            each.setEnabled(True)
            each.show()
