"""What the redaction page can do beside deciding: scan, allow a value, protect code, go to a place, detection's tools."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.detection.tools import Chosen, DetectionTools
from codebinder.ui.strings import count_text
from codebinder.workflow import ownrules, scanning
from codebinder.workflow.ownrules import RuleListView
from codebinder.workflow.views import ScanReport, Step

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage

_NAME = re.compile(rb"[A-Za-z_]\w*")


class DetectionButton(QToolButton):
    """The step's menu of detection."""

    def __init__(self, tools: DetectionTools) -> None:
        super().__init__()
        self.setObjectName("detection-menu")
        self.setText(self.tr("Detection"))
        self.setAccessibleName(self.tr("Detection"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for text, slot in (
            (self.tr("Detection rules…"), tools.rules),
            (self.tr("Crown jewels…"), tools.jewels),
            (self.tr("What the code says…"), tools.facts),
            ("", None),
            (self.tr("Import findings of another tool…"), tools.bring_in),
            (self.tr("Export findings as SARIF…"), tools.give_out),
        ):
            if slot is None:
                menu.addSeparator()
                continue
            action = QAction(text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        self.setMenu(menu)


class Further(QObject):
    """Belongs to one redaction page."""

    def __init__(self, desk: Desk, page: RedactionPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.tools = DetectionTools(desk, page)

    # -- scanning

    @Slot()
    def scan(self) -> None:
        """Scan every source of the filing."""
        session, filing = self._desk.need()
        if self._page.can_scan:
            self._desk.run_job(
                self.tr("Scanning"),
                lambda progress, cancel: scanning.scan(session, filing, progress=progress, cancel=cancel),
                self._scanned,
            )

    @Slot(object)
    def _scanned(self, report: ScanReport) -> None:
        self._desk.message.emit(
            "info",
            self.tr("{files} files scanned: {findings} findings, {open} undecided.").format(
                files=count_text(report.files), findings=count_text(report.findings), open=count_text(report.open)
            ),
        )
        self._desk.changed("findings")

    @Slot()
    def to_sources(self) -> None:
        """Go where sources are added."""
        self._desk.go(Step.SOURCES)

    # -- allowing a value

    @Slot()
    def allow(self) -> None:
        """Ask where the chosen finding's value is allowed, and why."""
        finding = self._page.queue.current()
        if finding is None or not self._desk.can_write:
            return
        if finding.member:
            self._desk.message.emit(
                "info",
                self.tr(
                    "What stands inside an archive can't be allowed at its place. Keep the finding, or put the value on an allow-list."
                ),
            )
            return
        self._page.panes.ask.ask(
            self.tr(
                "Allow this value? Only where the same text stands around it, or wherever it stands. Later scans grade it low; it stays visible."
            ),
            (
                (self.tr("Here"), lambda note: self._allow(finding.id, note, anywhere=False)),
                (self.tr("Everywhere"), lambda note: self._allow(finding.id, note, anywhere=True)),
            ),
            field=self.tr("Why it is harmless (stays inside)"),
        )

    def _allow(self, finding: str, note: str, *, anywhere: bool) -> None:
        session, filing = self._desk.need()

        def work(_progress: Progress, _cancel: Cancel) -> RuleListView:
            return ownrules.allow_finding(session, filing, finding, anywhere=anywhere, note=note)

        self._desk.run_job(self.tr("Allowing the value"), work, self._allowed)

    @Slot(object)
    def _allowed(self, view: RuleListView) -> None:
        text = self.tr("{name} is on your lists. It counts from the next scan on; Detection rules takes it back.")
        self._desk.message.emit("info", text.format(name=shown(view.name)))
        self._desk.changed("rules")

    # -- protecting code

    @Slot()
    def protect(self) -> None:
        """Ask how much of the open file is a crown jewel."""
        chosen = self.chosen()
        if chosen is None:
            self._desk.message.emit("info", self.tr("Open a file first."))
        elif self._desk.can_write:
            self.tools.protect(chosen)

    def chosen(self) -> Chosen | None:
        """Give the open file with what is selected in it."""
        place, view = self._page.place, self._page.view
        if place is None:
            return None
        if self._page.actions.filed.isChecked():  # offsets of what is shown are not those of the original
            return Chosen(*place, None, "")
        start, end = view.selection
        line = view.document.line_of
        lines = (line(start) + 1, line(max(start, end - 1)) + 1) if end > start else None
        first, last = view.document.span(line(start))
        names = (found for found in _NAME.finditer(view.data, first, last) if found.end() >= start)
        word = next(names, None)
        return Chosen(*place, lines, word[0].decode() if word else "")

    # -- beside hiding

    @Slot()
    def withhold(self) -> None:
        """Withhold the file or folder that is chosen in the tree."""
        entry = self._page.files.entry()
        if entry is not None and self._page.original_place() is not None:
            self._page.hider.withhold(*entry)

    @Slot()
    def measures(self) -> None:
        """Show what stands behind the meter."""
        from codebinder.ui.redacting.measures import MeasureDialog

        meter = self._page.panes.meter
        if meter.measured is not None:
            MeasureDialog(self._desk, self._page.window(), meter.measured, meter.policy).open()

    @Slot()
    def take_over(self) -> None:
        """Take redactions over from another filing."""
        from codebinder.ui.redacting.takeover import TakeOverDialog

        if self._desk.filing is not None and self._desk.can_write:
            TakeOverDialog(self._desk, self._page.window(), self._page.decider).open()

    @Slot()
    def returned(self) -> None:
        """Decide the redactions that came back when a source moved."""
        from codebinder.ui.redacting.returned import ReturnedDialog

        if self._desk.filing is not None and self._desk.can_write:
            ReturnedDialog(self._desk, self._page.window(), self._page.decider).open()

    # -- going to a place

    def show_place(self, component: str, path: bytes, line: int) -> None:
        """Show a file of a source, and a line of it."""
        if self._page.filed.shown:
            self._page.filed.off()
        self._page.open_at(component, path, line)
