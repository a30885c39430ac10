"""Tables of many rows: texts are asked for only where they are seen, so 100,000 rows cost what a screenful costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from codebinder.ui.theme import colour

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
Told = Callable[[int], Sequence[str]]
"""Gives the texts of a row."""
_ROW = 28
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(QAbstractTableModel):
    """Rows whose texts are made when they are asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._headers: tuple[str, ...] = ()
        self._right: frozenset[int] = frozenset()
        self._count, self._told = 0, _nothing
        self._warn: Callable[[int], bool] = _never
        self._last: tuple[int, Sequence[str]] = (-1, ())

    def put_columns(self, headers: Sequence[str], right: Sequence[int]) -> None:
        """Name the columns."""
        self.beginResetModel()
        self._headers, self._right = tuple(headers), frozenset(right)
        self.endResetModel()

    def put(self, count: int, told: Told, warn: Callable[[int], bool]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._count, self._told, self._warn, self._last = count, told, warn, (-1, ())
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell's text; the same in the tooltip, where it may be cut."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = index.row()
            if self._last[0] != row:
                self._last = (row, self._told(row))
            return self._last[1][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and self._warn(index.row()):
            return colour("warn")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a column's name."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return _RIGHT
        return None


class RowsTable(QTableView):
    """A list with columns. One row is chosen at a time; Enter and a double click act on it; Tab leaves it."""

    picked = Signal(int)
    """Another row was chosen; -1 for none."""
    acted = Signal(int)
    """Enter or a double click on a row."""

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        widths: Sequence[int],
        *,
        right: Sequence[int] = (),
        stretch: int = -1,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._widths: tuple[int, ...] = ()
        self._stretch = -1
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(elide)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.put_columns(headers, widths, right=right, stretch=stretch)
        self.activated.connect(self._act)

    def put_columns(
        self, headers: Sequence[str], widths: Sequence[int], *, right: Sequence[int] = (), stretch: int = -1
    ) -> None:
        """Name the columns; `right` are numbers, `stretch` takes what room is left (-1: the last one)."""
        self.rows.put_columns(headers, right)
        self._widths, self._stretch = tuple(widths), stretch
        head = self.horizontalHeader()
        for column, wide in enumerate(widths):
            head.resizeSection(column, wide)
        if stretch < 0:
            head.setStretchLastSection(True)
        else:
            head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every column its part of a wider window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._widths:
            more = max(1.0, self.viewport().width() / sum(self._widths))
            for column, wide in enumerate(self._widths):
                if column != self._stretch:
                    self.horizontalHeader().resizeSection(column, round(wide * more))

    def show_rows(self, count: int, told: Told, warn: Callable[[int], bool] | None = None) -> None:
        """Show other rows; `told` gives the texts of one, `warn` says which are drawn as a warning (their text says
        why)."""
        self.rows.put(count, told, warn or _never)
        self.picked.emit(-1)

    def fit(self, most: int) -> None:
        """Be as high as the rows need, up to `most` of them."""
        rows = min(max(self.rows.rowCount(), 1), most)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * _ROW + 4)

    def chosen(self) -> int:
        """Give the chosen row; -1 for none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def choose(self, row: int) -> None:
        """Choose a row."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which row is chosen now."""
        super().currentChanged(current, previous)
        self.picked.emit(current.row() if current.isValid() else -1)

    @Slot(QModelIndex)
    def _act(self, index: QModelIndex) -> None:
        self.acted.emit(index.row())


def _nothing(_row: int) -> Sequence[str]:
    return ()


def _never(_row: int) -> bool:
    return False
