"""Logs of a filing: the internal one, the published one, and the privilege log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.logs.plain import PlainLog
from codebinder.ui.logs.privilege import PrivilegeLog
from codebinder.ui.parts import button
from codebinder.ui.strings import count_text
from codebinder.ui.undoing.keys import history_keys
from codebinder.workflow.logs import Which


class LogsDialog(Dialog):
    """Three tabs; each is read when it is shown first."""

    def __init__(self, desk: Desk, parent: QWidget | None, at: int = 0) -> None:
        super().__init__(parent, "")
        self.desk = desk
        filing = desk.filing
        title = self.tr("Logs of {filing}").format(filing=filing.slug if filing is not None else "–")
        self.name(
            title, QCoreApplication.translate("LogsDialog", "What is hidden, why, who proposed it and who decided.")
        )
        self.internal = PlainLog(desk, Which.INTERNAL)
        self.published = PlainLog(desk, Which.PUBLISHED)
        self.privilege = PrivilegeLog(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._read: set[int] = set()
        names = (self.tr("Internal"), self.tr("Published"), self.tr("Privilege log"))
        for number, (each, name) in enumerate(zip((self.internal, self.published, self.privilege), names, strict=True)):
            self.tabs.addTab(each, name)
            each.failed.connect(self.say)
            each.counted.connect(lambda count, number=number, name=name: self._counted(number, name, count))
        self.tabs.currentChanged.connect(self._shown)
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, name="close"))
        self.resize(1080, 650)
        desk.session_changed.connect(self.reject)
        desk.filing_changed.connect(self.reject)
        desk.history.moved.connect(self._anew)
        history_keys(self, desk.history)
        self.tabs.setCurrentIndex(at)
        self._shown()

    def _counted(self, number: int, name: str, count: int) -> None:
        self.tabs.setTabText(number, f"{name} ({count_text(count)})")

    @Slot()
    def _anew(self) -> None:
        self._read.clear()
        self._shown()

    @Slot()
    def _shown(self) -> None:
        at = self.tabs.currentIndex()
        self.say("")
        if at not in self._read:
            self._read.add(at)
            (self.internal, self.published, self.privilege)[at].read()


__all__ = ["LogsDialog"]
