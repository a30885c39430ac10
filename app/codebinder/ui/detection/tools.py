"""Opens the dialogs of detection, from the menu bar and from the redaction step alike."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from codebinder.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is open in the code view: the file, the selected lines (from 1, both included), the word at the cursor."""

    component: str
    path: bytes
    lines: tuple[int, int] | None
    word: str


class DetectionTools(QObject):
    """Shows what belongs to the open workbook and filing; where there is none, nothing happens."""

    def __init__(self, desk: Desk, home: QWidget) -> None:
        super().__init__(home)
        self._desk, self._home = desk, home

    @Slot()
    def rules(self) -> None:
        """Show the workbook's own rules."""
        from codebinder.ui.detection.lists import RulesDialog

        if self._desk.session is not None:
            RulesDialog(self._desk, self._home.window()).open()

    @Slot()
    def jewels(self) -> None:
        """Show the register of crown jewels."""
        from codebinder.ui.detection.jewels import JewelsDialog

        if self._desk.session is not None:
            JewelsDialog(self._desk, self._home.window()).open()

    @Slot()
    def facts(self) -> None:
        """Show what the code says; once is enough."""
        from codebinder.ui.detection.facts import FactsDialog

        if self._desk.filing is None:
            return
        window = self._home.window()
        for held in window.findChildren(FactsDialog):
            if held.isVisible():
                held.raise_()
                held.activateWindow()
                return
        FactsDialog(self._desk, window).show_beside()

    @Slot()
    def bring_in(self) -> None:
        """Import findings of another tool."""
        from codebinder.ui.detection.reports import ImportDialog

        if self._desk.filing is not None:
            ImportDialog(self._desk, self._home.window()).open()

    @Slot()
    def give_out(self) -> None:
        """Export findings."""
        from codebinder.ui.detection.reports import ExportDialog

        if self._desk.filing is not None:
            ExportDialog(self._desk, self._home.window()).open()

    def protect(self, chosen: Chosen) -> None:
        """Put code into the register."""
        from codebinder.ui.detection.jewels import ProtectDialog

        ProtectDialog(self._desk, self._home.window(), chosen).open()
