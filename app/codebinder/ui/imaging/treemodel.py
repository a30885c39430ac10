"""The tree of an image's contents as Qt asks for it: rows come in portions, texts when they are seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from codebinder.model.firmware import Node, NodeKind
from codebinder.model.text import shown_path
from codebinder.ui.imaging import words
from codebinder.ui.imaging.treerows import Rows
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import colour, glyph

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
PORTION = 500
"""Rows that a folder shows at first, and by how many more when its end is scrolled to."""
NAME, KIND, SIZE, FORMAT, DIGEST, FAULTS = range(6)


class ContentsModel(QAbstractItemModel):
    """Nodes below what they stand in, or what a filter found as a list of whole paths."""

    def __init__(self, lang: str, parent: QObject) -> None:
        super().__init__(parent)
        self._lang = lang
        self.rows: Rows | None = None
        self._list: list[int] | None = None
        self._at: dict[int, int] = {}
        self._shown: dict[int, int] = {}

    def put(self, rows: Rows | None, found: list[int] | None = None) -> None:
        """Show another image, or what a filter found of it."""
        self.beginResetModel()
        self.rows, self._list, self._shown = rows, found, {}
        self._at = {number: row for row, number in enumerate(found)} if found is not None else {}
        self.endResetModel()

    @property
    def flat(self) -> bool:
        """Is a filter's list shown?"""
        return self._list is not None

    def node(self, index: _Index) -> Node | None:
        """Give the node of a row."""
        if not index.isValid() or self.rows is None:
            return None
        return self.rows.analysis.nodes[index.internalId()]

    def place(self, number: int) -> QModelIndex:
        """Give where a node stands; what is above it is fetched as far as needed."""
        rows = self.rows
        if rows is None:
            return QModelIndex()
        if self._list is not None:
            return self.createIndex(self._at[number], 0, number) if number in self._at else QModelIndex()
        if number == 0:
            return self.createIndex(0, 0, 0)
        way: list[int] = []
        at = number
        while at > 0:
            way.append(at)
            at = rows.above[at]
        for each in reversed(way):  # from the top: nothing is shown below what is not shown itself
            above = rows.above[each]
            while rows.row[each] >= self._showing(above):
                self.fetchMore(self.createIndex(self._row(above), 0, above))
        return self.createIndex(rows.row[number], 0, number)

    def _row(self, number: int) -> int:
        return self.rows.row[number] if self.rows is not None and number else 0

    def _below(self, number: int) -> Sequence[int]:
        return self.rows.below.get(number, ()) if self.rows is not None else ()

    def _showing(self, number: int) -> int:
        return min(len(self._below(number)), self._shown.get(number, PORTION))

    # -- what Qt asks

    def index(self, row: int, column: int, parent: _Index = _NONE) -> QModelIndex:
        """Give a row's place."""
        if self.rows is None or row < 0:
            return QModelIndex()
        if not parent.isValid():
            held: Sequence[int] = self._list if self._list is not None else (0,)
        else:
            held = self._below(parent.internalId())
        return self.createIndex(row, column, held[row]) if row < len(held) else QModelIndex()

    def parent(self, index: _Index = _NONE) -> QModelIndex:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  (QObject's own has no argument)
        """Give what a row stands below."""
        if not index.isValid() or self.rows is None or self._list is not None:
            return QModelIndex()
        above = self.rows.above[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._row(above), 0, above)

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many rows are shown below one."""
        if self.rows is None or (parent.isValid() and (self._list is not None or parent.column())):
            return 0
        if not parent.isValid():
            return len(self._list) if self._list is not None else 1
        return self._showing(parent.internalId())

    def hasChildren(self, parent: _Index = _NONE) -> bool:
        """Does anything stand below a row?"""
        return self.rowCount(parent) > 0

    def canFetchMore(self, parent: _Index) -> bool:
        """Are there more rows than are shown?"""
        if not parent.isValid() or self._list is not None:
            return False
        number = parent.internalId()
        return self._showing(number) < len(self._below(number))

    def fetchMore(self, parent: _Index) -> None:
        """Show another portion."""
        number = parent.internalId()
        held = self._showing(number)
        until = min(len(self._below(number)), held + PORTION)
        if until > held:
            self.beginInsertRows(parent if isinstance(parent, QModelIndex) else QModelIndex(parent), held, until - 1)
            self._shown[number] = until
            self.endInsertRows()

    def columnCount(self, _parent: _Index = _NONE) -> int:
        """Name, kind, size, format, digest, faults."""
        return 6

    def headerData(self, section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a column's name."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("ContentsModel", "Name"),
            QCoreApplication.translate("ContentsModel", "Kind"),
            QCoreApplication.translate("ContentsModel", "Size"),
            QCoreApplication.translate("ContentsModel", "Format"),
            QCoreApplication.translate("ContentsModel", "SHA-256"),
            QCoreApplication.translate("ContentsModel", "What could not be read"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell."""
        node, column = self.node(index), index.column()
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(node, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(node, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if node.faults and role == Qt.ItemDataRole.DecorationRole and column == FAULTS:
            return glyph("warning")
        if node.faults and role == Qt.ItemDataRole.ForegroundRole and column == FAULTS:
            return colour("warn")
        return None

    def _text(self, node: Node, column: int) -> str:
        if column == NAME:
            return self._name(node)
        if column == KIND:
            return words.node_kind(node.kind, self._lang)
        if column == SIZE:
            return size_text(node.size) if node.kind in {NodeKind.IMAGE, NodeKind.PART, NodeKind.FILE} else ""
        if column == FORMAT:
            return words.clipped(" ".join(filter(None, (node.format, node.label))))
        if column == DIGEST:
            return node.sha256[:16] + "…" if node.sha256 else ""
        return words.faults_of(node, self._lang)

    def _name(self, node: Node) -> str:
        rows = self.rows
        if rows is None or node.number == 0:
            return words.place_name(rows.analysis, 0) if rows is not None else ""
        path = rows.analysis.path(node.number) if self._list is not None else rows.name(node.number)
        name = shown_path(path) or "–"
        return f"{name} → {shown_path(node.target)}" if node.kind is NodeKind.LINK else name

    def _tip(self, node: Node, column: int) -> str:
        rows = self.rows
        if column == NAME and rows is not None:
            return shown_path(rows.analysis.path(node.number))
        if column == DIGEST:
            return node.sha256
        if column == SIZE:
            return QCoreApplication.translate("ContentsModel", "{count} bytes").format(count=count_text(node.size))
        if column == FORMAT:
            return "\n".join(filter(None, (self._text(node, FORMAT), words.facts_of(node.facts, self._lang))))
        return self._text(node, column)
