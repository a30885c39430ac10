"""The editor for an answer that is a table: rows and columns as the template defines them, or taken from a CSV file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from codebinder.model.template import Requirement
from codebinder.model.text import shown
from codebinder.ui.parts import button
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.cells import ChoiceCells, choices_of, hint_of
from codebinder.ui.widgets.editors import Editor, parsed

_ROW = re.compile(r'Row (\d+)(?:, column "([a-z0-9_]+)"|: the (?:column|cell) "([a-z0-9_]+)")?')


class Cells(QTableWidget):
    """Tab goes from cell to cell, and on to the next control after the last one: a table is no trap."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's own signature)
        """Leave the table at its ends."""
        here = self.currentIndex()
        edge = (self.rowCount() - 1, self.columnCount() - 1) if forward else (0, 0)
        inside = here.isValid() and (here.row(), here.column()) != edge
        self.setTabKeyNavigation(inside)
        return super().focusNextPrevChild(forward)


class TableEditor(Editor):
    """A table. A row without any text is none."""

    csv_wanted = Signal()

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        self._filling = False
        self._read: dict[int, dict[str, str]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.table = Cells(0, len(requirement.columns))
        self.table.setObjectName(f"field-{requirement.id}")
        self.table.setAccessibleName(self.name)
        self.table.setHorizontalHeaderLabels(
            [
                shown(each.label.get(lang)) + ("" if each.required else self.tr(" (optional)"))
                for each in requirement.columns
            ]
        )
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # so only the end is cut
        head.setMinimumHeight(32)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        for at in range(len(requirement.columns)):
            column, item = requirement.columns[at], self.table.horizontalHeaderItem(at)
            hint = hint_of(column)
            item.setToolTip(f"{item.text()}: {hint}" if hint else item.text())
            choices = choices_of(column, lang)
            if choices:
                cells = ChoiceCells(self.table, choices, f"{self.name}: {item.text()}")
                self.table.setItemDelegateForColumn(at, cells)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(32)
        self.table.cellChanged.connect(self._changed)
        box.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for text, act, look in (
            (self.tr("Add a row"), self._add, ""),
            (self.tr("Remove the row"), self._remove, "flat"),
            (self.tr("From CSV…"), self.csv_wanted.emit, "flat"),
        ):
            made = button(text, act, look)
            made.setAccessibleName(f"{self.name}: {text}")
            row.addWidget(made)
        row.addStretch(1)
        box.addLayout(row)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), 1), 8)
        self.table.setFixedHeight(self.table.horizontalHeader().height() + rows * 32 + 4)

    @Slot(int, int)
    def _changed(self, row: int, _column: int) -> None:
        self._read.pop(row, None)
        if not self._filling:
            self.edited.emit()
            QTimer.singleShot(0, self._commit)

    @Slot()
    def _commit(self) -> None:
        """Commit only whole rows: a half-filled one is no fault while the person goes on to its next cell."""
        needed = [at for at, each in enumerate(self.requirement.columns) if each.required]
        rows = range(self.table.rowCount())
        names = [self.requirement.columns[at].id for at in needed]
        half = [row for row in rows if (held := self._texts(row)) and not all(name in held for name in names)]
        if not half or not self.is_busy():
            self.committed.emit()

    def _add(self) -> None:
        self._filling = True
        self._read.clear()
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column in range(self.table.columnCount()):
            self.table.setItem(row, column, QTableWidgetItem(""))
        self._filling = False
        self._fit()
        self.table.setCurrentCell(row, 0)
        self.table.setFocus()
        self.table.editItem(self.table.item(row, 0))

    def _remove(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._read.clear()
            self._fit()
            self.committed.emit()

    def _write(self, row: int, column: int, text: str) -> None:
        """Put a text into a cell; one that says the same already stays."""
        item = self.table.item(row, column)
        if item is None:
            self.table.setItem(row, column, QTableWidgetItem(text))
        elif item.text() != text:
            item.setText(text)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _texts(self, row: int) -> dict[str, str]:
        """Give what a row holds; what was read of a row is kept until it changes, since tables may be long."""
        held = self._read.get(row)
        if held is not None:
            return held
        found = {each.id: self._text(row, at) for at, each in enumerate(self.requirement.columns)}
        held = self._read[row] = {name: text for name, text in found.items() if text}
        return held

    def value(self) -> str:
        rows = [texts for row in range(self.table.rowCount()) if (texts := self._texts(row))]
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def put(self, text: str) -> None:
        held = parsed(text)
        rows = cast("list[object]", held) if isinstance(held, list) else []
        self._filling = True
        self._read.clear()
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            cells = cast("dict[str, object]", row) if isinstance(row, dict) else {}
            for column, each in enumerate(self.requirement.columns):
                self._write(at, column, str(cells.get(each.id, "")))
        self._filling = False
        self._fit()

    def point(self, faults: Sequence[str]) -> None:
        """Show the first row that a fault names."""
        found = next((match for each in faults if (match := _ROW.match(each))), None)
        if found is None:
            return
        written = [row for row in range(self.table.rowCount()) if self._texts(row)]
        number = int(found[1])
        if 0 < number <= len(written):
            names = [each.id for each in self.requirement.columns]
            named = found[2] or found[3]
            at = names.index(named) if named in names else 0
            item = self.table.item(written[number - 1], at)
            if item is not None:
                self.table.scrollToItem(item)

    def fields(self) -> list[QWidget]:
        return [self.table]
