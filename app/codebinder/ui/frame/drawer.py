"""The drawer below the bottom bar: what waits for its turn, each with its own Cancel, and the log, which can be copied."""

from __future__ import annotations

import time

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.frame.closing import job_title
from codebinder.ui.jobs import Job
from codebinder.ui.parts import Elided, button, clear
from codebinder.ui.theme import GRID

_LOG_LINES = 2000
_MOST = 5


class Drawer(QFrame):
    """Opens above the bar's row when asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: tuple[Job, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._list.setSpacing(2)
        outer.addLayout(self._list)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, GRID, GRID)
        row.setSpacing(GRID)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_LOG_LINES)
        self.log.setFixedHeight(152)
        self.log.setFont(theme.mono(9))
        self.log.setAccessibleName(self.tr("Log"))
        row.addWidget(self.log, 1)
        side = QVBoxLayout()
        side.addWidget(button(self.tr("Copy the log"), self._copy, "flat", name="copy-log"))
        side.addStretch(1)
        row.addLayout(side)
        outer.addLayout(row)
        desk.jobs.started.connect(self.refresh)
        desk.jobs.progressed.connect(self.refresh)  # what comes to wait behind a job is told by nobody
        desk.jobs.ended.connect(self.refresh)

    def write(self, text: str) -> None:
        """Add a line to the log."""
        stamp = time.strftime("%H:%M:%S")
        self.log.appendPlainText(f"{stamp}  " + "\n          ".join(shown(line) for line in text.splitlines()))

    def refresh(self, *_: object) -> None:
        """List again what waits, where that has changed."""
        waiting = self._desk.jobs.waiting()
        if waiting == self._waiting:
            return
        self._waiting = waiting
        clear(self._list)
        for job in waiting[:_MOST]:
            title = shown(job_title(job.title, self._desk.lang))
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(Elided(self.tr("Waiting: {title}").format(title=title), look="muted"), 1)
            cancel = button(self.tr("Cancel"), lambda _=False, job=job: self._desk.jobs.drop(job), "flat")
            cancel.setAccessibleName(self.tr("Cancel {title}").format(title=title))
            cancel.setObjectName("cancel-waiting")
            row.addWidget(cancel)
            self._list.addLayout(row)
        if len(waiting) > _MOST:
            more = self.tr("and {count} more").format(count=len(waiting) - _MOST)
            self._list.addWidget(Elided(more, look="muted"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.log.toPlainText())
