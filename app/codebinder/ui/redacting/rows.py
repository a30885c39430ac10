"""A table of plain rows that stays quick with very many of them: a glyph with its word, texts, perhaps a tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from codebinder.ui import theme

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


@dataclass(slots=True, kw_only=True)
class Row:
    """One row. `id` names what it stands for, `ticked` is None where there is no tick."""

    id: str
    texts: Sequence[str]
    glyph: str = ""
    kind: str = ""
    target: str = ""
    ticked: bool | None = None
    enabled: bool = True


class RowModel(QAbstractTableModel):
    """Rows, narrowed to one kind."""

    ticks_changed = Signal()

    def __init__(self, headers: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._all: list[Row] = []
        self._kinds: frozenset[str] | None = None
        self._text = ""
        self.rows: list[Row] = []

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self._all = list(rows)
        self._again()

    def narrow(self, kinds: Iterable[str] | None) -> None:
        """Show only rows of these kinds; None for all."""
        self._kinds = None if kinds is None else frozenset(kinds)
        self._again()

    def find(self, text: str) -> None:
        """Show only rows that contain this text; case is ignored."""
        self._text = text.casefold()
        self._again()

    def _again(self) -> None:
        self.beginResetModel()
        self.rows = [each for each in self._all if self._kinds is None or each.kind in self._kinds]
        if self._text:
            self.rows = [each for each in self.rows if any(self._text in text.casefold() for text in each.texts)]
        self.endResetModel()
        self.ticks_changed.emit()

    @property
    def total(self) -> int:
        """Count all rows, shown or not."""
        return len(self._all)

    def ticked(self) -> list[str]:
        """Give the ids of every ticked row, shown or not."""
        return [each.id for each in self._all if each.ticked]

    def tick_all(self, *, ticked: bool) -> None:
        """Tick or untick every row that is shown and can be."""
        for each in self.rows:
            if each.enabled and each.ticked is not None:
                each.ticked = ticked
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticks_changed.emit()

    # -- for Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Count the columns."""
        return len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Name a column."""
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give text, tooltip, glyph and tick."""
        row = self.rows[index.row()]
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return row.texts[index.column()]
        if role == _Role.DecorationRole and index.column() == 0 and row.glyph:
            return theme.glyph(row.glyph)
        if role == _Role.CheckStateRole and index.column() == 0 and row.ticked is not None:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == _Role.ForegroundRole and not row.enabled:
            return theme.colour("muted")
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401  (Qt's)
        """Tick a row."""
        row = self.rows[index.row()]
        if role != _Role.CheckStateRole or row.ticked is None or not row.enabled:
            return False
        row.ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a row."""
        row = self.rows[index.row()]
        tick = row.ticked is not None and index.column() == 0 and row.enabled
        return _FLAGS | Qt.ItemFlag.ItemIsUserCheckable if tick else _FLAGS


class RowTable(QTableView):
    """Shows a RowModel; Space ticks the chosen rows."""

    opened = Signal(str)

    def __init__(self, name: str, headers: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows = RowModel(headers, self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(28)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, wide in enumerate(widths):
            if wide:
                self.setColumnWidth(column, wide)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(True)
        self.activated.connect(self._opened)

    def current(self) -> Row | None:
        """Give the chosen row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def _opened(self, index: QModelIndex) -> None:
        target = self.rows.rows[index.row()].target
        if target:
            self.opened.emit(target)
