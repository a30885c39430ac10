"""The tree of a source's entries with what the rules made of each: lazy, for trees of a million files.

Entries come sorted by their path's bytes, so a folder is a range of them; its children are looked up when it is
opened, and its counts are differences of running sums.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from codebinder.model.source import EntryKind, Selected
from codebinder.model.text import shown_path
from codebinder.ui import theme
from codebinder.ui.strings import count_text, size_text

Index = QModelIndex | QPersistentModelIndex


class _Node(NamedTuple):
    """A folder (`low` to `high` of the entries, all beginning with `prefix`) or one entry (`prefix` is its path)."""

    parent: int
    row: int
    prefix: bytes
    name: bytes
    low: int
    high: int
    folder: bool


class Laid:
    """Entries made ready to be shown, off the window's thread where they are many: paths, and running sums."""

    def __init__(self, rows: Sequence[Selected]) -> None:
        self.rows = rows
        self.paths = [row.entry.path for row in rows]
        self.inside = [0, *accumulate([int(row.included) for row in rows])]
        self.sizes = [0, *accumulate([row.entry.size if row.included else 0 for row in rows])]


class SelectionModel(QAbstractItemModel):
    """Name, size, and what the rules made of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Selected] = ()
        self._paths: list[bytes] = []
        self._nodes: list[_Node] = []
        self._children: dict[int, list[int]] = {}
        self._inside: list[int] = [0]
        self._sizes: list[int] = [0]

    def set_rows(self, rows: Sequence[Selected] | Laid) -> None:
        """Show other rows; where the paths are the same, only what the rules made of them changes."""
        laid = rows if isinstance(rows, Laid) else Laid(rows)
        same = laid.paths == self._paths
        if not same:
            self.beginResetModel()
            self._paths, self._nodes, self._children = laid.paths, [], {}
        self._rows, self._inside, self._sizes = laid.rows, laid.inside, laid.sizes
        if not same:
            self._nodes.append(_Node(-1, 0, b"", b"", 0, len(laid.rows), True))
            self.endResetModel()
        else:
            self._all_changed(0)

    def _all_changed(self, number: int) -> None:
        held = self._children.get(number, [])
        if not held:
            return
        first, last = self._nodes[held[0]], self._nodes[held[-1]]
        self.dataChanged.emit(self.createIndex(first.row, 0, held[0] + 1), self.createIndex(last.row, 2, held[-1] + 1))
        for child in held:
            self._all_changed(child)

    # -- where things stand

    def _number(self, index: Index) -> int:
        return int(index.internalId()) - 1 if index.isValid() else 0

    def _open(self, number: int) -> list[int]:
        """Give a folder's children, looked up at the first call: folders first, then files, each by name."""
        if number in self._children:
            return self._children[number]
        node = self._nodes[number]
        folders: list[tuple[bytes, int, int]] = []
        files: list[tuple[bytes, int]] = []
        at, start = node.low, len(node.prefix)
        while at < node.high:
            name, slash, _ = self._paths[at][start:].partition(b"/")
            if slash:
                # "0" follows "/": the first path that does not begin with this folder's.
                end = bisect_left(self._paths, node.prefix + name + b"0", at, node.high)
                folders.append((name, at, end))
                at = end
            else:
                files.append((name, at))
                at += 1
        made: list[int] = []
        for name, low, high in folders:
            made.append(self._add(_Node(number, len(made), node.prefix + name + b"/", name, low, high, True)))
        for name, low in files:
            made.append(self._add(_Node(number, len(made), node.prefix + name, name, low, low + 1, False)))
        self._children[number] = made
        return made

    def _add(self, node: _Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if not self._nodes or (parent is not None and parent.column() > 0):
            return QModelIndex()
        held = self._open(self._number(parent) if parent is not None else 0)
        return self.createIndex(row, column, held[row] + 1) if 0 <= row < len(held) else QModelIndex()

    def parent(self, index: Index | None = None) -> Any:  # noqa: ANN401  (Qt's own overload without arguments)
        if index is None:
            return super().parent()
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[self._number(index)].parent
        return QModelIndex() if above <= 0 else self.createIndex(self._nodes[above].row, 0, above + 1)

    def hasChildren(self, parent: Index | None = None) -> bool:
        number = self._number(parent) if parent is not None else 0
        if parent is not None and parent.column() > 0:
            return False
        return bool(self._nodes) and self._nodes[number].folder and self._nodes[number].high > self._nodes[number].low

    def rowCount(self, parent: Index | None = None) -> int:
        number = self._number(parent) if parent is not None else 0
        if not self._nodes or not self._nodes[number].folder or (parent is not None and parent.column() > 0):
            return 0
        return len(self._open(number))

    def columnCount(self, _parent: Index | None = None) -> int:
        return 3

    # -- what is shown

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Size"), self.tr("In or out"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._nodes[self._number(index)]
        if role == Qt.ItemDataRole.DisplayRole:
            return (self._name, self._size, self._word)[index.column()](node)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return theme.glyph(self._share(node))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{shown_path(node.prefix)}\n{self._word(node)}"
        if role == Qt.ItemDataRole.ForegroundRole and self._share(node) == "excluded":
            return theme.colour("muted")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def path(self, index: Index) -> bytes:
        """Give the path of a row; a folder's ends with a slash."""
        return self._nodes[self._number(index)].prefix if index.isValid() else b""

    def _share(self, node: _Node) -> str:
        inside = self._inside[node.high] - self._inside[node.low]
        return "excluded" if not inside else "included" if inside == node.high - node.low else "some"

    def _name(self, node: _Node) -> str:
        return shown_path(node.name) + ("/" if node.folder else "")

    def _size(self, node: _Node) -> str:
        if node.folder:
            return size_text(self._sizes[node.high] - self._sizes[node.low])
        return size_text(self._rows[node.low].entry.size)

    def _word(self, node: _Node) -> str:
        if node.folder:
            return self._folder_word(node)
        row = self._rows[node.low]
        kind = {
            EntryKind.LINK: self.tr("link, recorded and never followed"),
            EntryKind.SUBMODULE: self.tr("submodule, recorded by its commit"),
        }.get(row.entry.kind, "")
        if row.included:
            return kind or self.tr("in")
        if row.rule:
            return self.tr("out by {rule}").format(rule=row.rule)
        return self.tr("out: no include rule takes it")

    def _folder_word(self, node: _Node) -> str:
        inside = self._inside[node.high] - self._inside[node.low]
        out = node.high - node.low - inside
        if not out:
            return self.tr("{count} in").format(count=count_text(inside))
        if not inside:
            rules = {row.rule for row in self._rows[node.low : min(node.high, node.low + 2000)]}
            if len(rules) == 1 and (rule := rules.pop()):
                return self.tr("{count} out by {rule}").format(count=count_text(out), rule=rule)
            return self.tr("{count} out").format(count=count_text(out))
        return self.tr("{inside} in, {out} out").format(inside=count_text(inside), out=count_text(out))
