"""The form of every dialog, and the one that opens a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from codebinder.ui import tabbing
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.theme import FRAME, GRID


class Dialog(QDialog):
    """A dialog with a heading, a body and a row of buttons. It is window-modal and never blocks the program."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self.rolled: QScrollArea | None = None
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

    def open(self) -> None:
        """Show it, never larger than the screen: what has no room then is scrolled."""
        room = self.screen().availableGeometry().size() - QSize(0, FRAME)
        least = self.layout().totalMinimumSize()
        if self.rolled is None and (least.width() > room.width() or least.height() > room.height()):
            self._scroll()
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.resize(super().size().boundedTo(room))
        super().open()

    def _scroll(self) -> None:
        """Put the body into an area that scrolls; heading and buttons stay in view."""
        outer = cast("QVBoxLayout", self.layout())
        at = outer.indexOf(self.body)
        outer.removeItem(self.body)
        self.body.setParent(None)
        inner = QWidget()
        inner.setLayout(self.body)
        self.rolled = QScrollArea()
        self.rolled.setFrameShape(QFrame.Shape.NoFrame)
        self.rolled.setWidgetResizable(True)
        self.rolled.setWidget(inner)
        outer.insertWidget(at, self.rolled, 1)

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
