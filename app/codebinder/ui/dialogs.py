"""The form of every dialog, and the one that opens a workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.ui import tabbing
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID


class Dialog(QDialog):
    """A dialog with a heading, a body and a row of buttons. It is window-modal and never blocks the program."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        self._heading, self._about = label(title, "heading"), label(text, "muted")
        outer.addWidget(self._heading)
        outer.addWidget(self._about)
        self._about.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        outer.addLayout(self.body, 1)
        self.fault = label("", "fault")
        self.fault.hide()
        outer.addWidget(self.fault)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's own signature)
        """Go on with Tab the way one reads."""
        return tabbing.tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def name(self, title: str, text: str = "") -> None:
        """Give the dialog its heading, and what it is for."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._about.setText(text)
        self._about.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Show a fault inside the dialog."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))


def open_workbook(parent: QWidget, desk: Desk) -> None:
    """Let the person choose a workbook, and open it."""
    recent = desk.settings.recent()
    folder = str(recent[0].parent) if recent else str(Path.home())
    kinds = QCoreApplication.translate("Dialogs", "Workbooks (*.codebinder);;All files (*)")
    title = QCoreApplication.translate("Dialogs", "Open workbook")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    if chosen:
        desk.open_workbook(Path(chosen))
