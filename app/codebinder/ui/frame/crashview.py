"""Tells that the last run ended unexpectedly, and shows the report as it is: nothing is sent anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from codebinder.ui import theme
from codebinder.ui.dialogs import Dialog
from codebinder.ui.frame.reports import Reports
from codebinder.ui.parts import button

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow


def tell(window: MainWindow, reports: Reports) -> None:
    """Say it in the bottom bar, with a way to the report."""
    text = QCoreApplication.translate(
        "Crash", "Codebinder ended unexpectedly last time. Everything that was decided was kept."
    )
    window.jobbar.offer(
        "warning",
        text,
        QCoreApplication.translate("Crash", "Show the report"),
        lambda: ReportsDialog(window, reports).open(),
    )


class ReportsDialog(Dialog):
    """The reports that are kept here, newest first: read, copy, open their folder, delete."""

    def __init__(self, parent: QWidget | None, reports: Reports) -> None:
        super().__init__(parent, "")
        self._reports = reports
        self.name(
            self.tr("Error reports"),
            self.tr(
                "They stay on this computer, and are sent nowhere. They name kinds of errors and places in the program: "
                "no source text, no file of yours, no name."
            ),
        )
        self.resize(720, 520)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(theme.mono(9))
        self.text.setAccessibleName(self.tr("Error reports"))
        self.body.addWidget(self.text)
        self.copy = button(self.tr("Copy"), self._copy, name="reports-copy")
        self.delete = button(self.tr("Delete all"), self._delete, name="reports-delete")
        for each in (self.copy, button(self.tr("Open folder"), self._folder, name="reports-folder"), self.delete):
            self.buttons.addWidget(each)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        self._fill()
        reports.looked_at()

    def _fill(self) -> None:
        rows = self._reports.all()
        self.text.setPlainText("\n".join(each.text for each in rows) or self.tr("There are no reports."))
        for each in (self.copy, self.delete):
            each.setEnabled(bool(rows))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reports.folder)))

    def _delete(self) -> None:
        self._reports.delete()
        self._fill()
