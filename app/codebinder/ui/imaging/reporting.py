"""What other programs (unblob, binwalk) reported of an image, laid beside what was read here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.model.firmware import RegionKind
from codebinder.model.firmware_words import KINDS, clipped
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.imaging.tables import RowsTable
from codebinder.ui.parts import button, empty_state, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow.imageviews import ImageState

_KINDS = {kind.value: kind for kind in RegionKind}


class ReportsTab(QWidget):
    """Takes a report in, and lists what it says beside ours."""

    taken = Signal(Path)
    """A report is to be taken in."""
    placed = Signal(int)
    """An offset of the image is to be shown on the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._state: ImageState | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        self.stack = QStackedWidget()
        first = button(self.tr("Take in a report…"), self._choose, name="first-report")
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(
            empty_state(
                self.tr("Has another program looked at this image?"),
                self.tr(
                    "Take in the report of {one} or {two}: what it says of each place is laid beside what was found here. "
                    "It is not needed, and nothing of it is published."
                ).format(one="unblob (--report)", two="binwalk (--log, --csv)"),
                first,
            )
        )
        inner.addStretch(1)
        self.stack.addWidget(empty)
        self.stack.addWidget(self._whole())
        box.addWidget(self.stack)
        self._first = first

    def _whole(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.which = QComboBox()
        self.which.setObjectName("report-which")
        self.which.setAccessibleName(self.tr("Report"))
        self.which.currentIndexChanged.connect(self._fill)
        self.more = button(self.tr("Take in a report…"), self._choose, name="take-report")
        row.addWidget(self.which)
        row.addStretch(1)
        row.addWidget(self.more)
        box.addLayout(row)
        self.told = label("", "muted")
        self.told.setObjectName("report-told")
        box.addWidget(self.told)
        headers = (self.tr("From"), self.tr("To"), self.tr("What it says"), self.tr("What was found here"))
        self.table = RowsTable(
            self.tr("The report beside what was found here"), headers, (110, 110, 280, 220), right=(0, 1), stretch=2
        )
        self.table.setObjectName("report-rows")
        self.table.acted.connect(self._act)
        box.addWidget(self.table, 1)
        return outer

    def show_state(self, state: ImageState) -> None:
        """Show the reports that were taken in for an image."""
        self._state = state
        for each in (self._first, self.more):
            each.setEnabled(self.desk.can_write)
        self.stack.setCurrentIndex(1 if state.reports else 0)
        held = max(0, self.which.currentIndex())
        self.which.blockSignals(True)
        self.which.clear()
        for report, _ in state.reports:
            self.which.addItem(clipped(report.origin))
        self.which.setCurrentIndex(min(held, len(state.reports) - 1))
        self.which.blockSignals(False)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        state, at = self._state, self.which.currentIndex()
        if state is None or not 0 <= at < len(state.reports):
            self.table.show_rows(0, lambda _row: ())
            return
        report, rows = state.reports[at]
        lang = self.desk.lang
        if state.reading is None:
            self.told.setText(self.tr("Read the image first: then what was found here stands beside it."))
        else:
            missed = sum(not each.known for each in rows)
            text = self.tr("{count} regions reported; where {missed} of them begin, nothing was recognised here.")
            self.told.setText(text.format(count=count_text(len(report.regions)), missed=count_text(missed)))

        def told(row: int) -> tuple[str, ...]:
            each = rows[row]
            region = each.region
            end = f"0x{region.end:X}" if region.end > region.start else "–"
            ours = KINDS[_KINDS[each.ours]].get(lang) if each.ours in _KINDS else shown(each.ours) or "–"
            return f"0x{region.start:X}", end, shown(" ".join(filter(None, (region.format, region.label)))), ours

        self.table.show_rows(len(rows), told, lambda row: not rows[row].known)

    @Slot(int)
    def _act(self, row: int) -> None:
        state, at = self._state, self.which.currentIndex()
        if state is not None and 0 <= at < len(state.reports) and 0 <= row < len(state.reports[at][1]):
            self.placed.emit(state.reports[at][1][row].region.start)

    @Slot()
    def _choose(self) -> None:
        kinds = self.tr("Reports (*.json *.csv *.log *.txt);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Report on this image"), str(Path.home()), kinds)
        if chosen:
            self.taken.emit(Path(chosen))
