"""The tree of a source's entries with what the rules made of each: lazy, for trees of a million files, and sorted.

Entries come sorted by their path's bytes, so a folder is a range of them; its children are looked up when it is
opened, and its counts are differences of running sums. Very many files of one folder stand in bundles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from codebinder.model.source import EntryKind, Selected
from codebinder.model.text import shown_path
from codebinder.ui import theme
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.widgets.filerows import bundles, contents
from codebinder.ui.widgets.laid import IN_OR_OUT, LANGUAGE, NAME, SIZE, Laid, Sums

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Node:
    """A folder (`low` to `high` of the entries, all beginning with `prefix`), one entry (`prefix` is its path), or a
    bundle: `files` are its entries."""

    parent: int
    row: int
    prefix: bytes
    name: bytes
    low: int
    high: int
    folder: bool
    files: Sequence[int] | None = None
    sums: Sums | None = None


@dataclass(slots=True)
class _Inside:
    """What stands in an opened folder: its folders and files in the order of their names, and its bundles."""

    folders: list[int]
    files: list[int]
    bundles: list[int]


class SelectionModel(QAbstractItemModel):
    """Name, size, and what the rules made of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._laid = Laid(())
        self._nodes: list[_Node] = []
        self._children: dict[int, list[int]] = {}
        self._inside: dict[int, _Inside] = {}
        self._leaves: dict[int, int] = {}
        """The node of each entry that has been seen."""
        self._by, self._order = NAME, Qt.SortOrder.AscendingOrder

    @property
    def laid(self) -> Laid:
        """What is shown."""
        return self._laid

    def set_rows(self, rows: Sequence[Selected] | Laid) -> None:
        """Show other rows; where the paths are the same, only what the rules made of them changes."""
        laid = rows if isinstance(rows, Laid) else Laid(rows)
        same = laid.paths == self._laid.paths
        if not same:
            self.beginResetModel()
            self._nodes, self._children, self._inside, self._leaves = [], {}, {}, {}
        self._laid = laid
        if not same:
            self._nodes.append(_Node(-1, 0, b"", b"", 0, len(laid.rows), folder=True))
            self.endResetModel()
        else:
            for each in self._nodes:
                each.sums = None
            if self._by in {SIZE, IN_OR_OUT}:
                self._sort_again()
            self._all_changed(0)

    def _all_changed(self, number: int) -> None:
        held = self._children.get(number, [])
        if not held:
            return
        first, last = self._nodes[held[0]], self._nodes[held[-1]]
        self.dataChanged.emit(
            self.createIndex(first.row, 0, held[0] + 1), self.createIndex(last.row, LANGUAGE, held[-1] + 1)
        )
        for child in held:
            self._all_changed(child)

    # -- where things stand

    def _number(self, index: Index) -> int:
        return int(index.internalId()) - 1 if index.isValid() else 0

    def _open(self, number: int) -> list[int]:
        """Give a folder's children, looked up at the first call."""
        held = self._children.get(number)
        if held is not None:
            return held
        node = self._nodes[number]
        if node.files is None:
            folders, files = contents(self._laid.paths, node.prefix, node.low, node.high)
            made = [
                self._add(_Node(number, 0, node.prefix + name + b"/", name, low, high, folder=True))
                for name, low, high in folders
            ]
            prefix = node.prefix
            some = [self._add(_Node(number, 0, prefix, b"", 0, 0, folder=True, files=each)) for each in bundles(files)]
            self._inside[number] = _Inside(made, files, some)
        return self._arrange(number)

    def _add(self, node: _Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1

    def _arrange(self, number: int) -> list[int]:
        """Put a folder's children in their order: folders first, then files, each as the columns' heads say."""
        inside, files = self._inside.get(number), self._nodes[number].files
        if inside is None:
            made = [self._leaf(number, each) for each in files or ()]
        else:
            ordered = self._ordered(inside.files, self._laid.key(self._by))
            made = self._ordered(inside.folders, self._folder_key)
            if inside.bundles:
                for each, part in zip(inside.bundles, bundles(ordered), strict=True):
                    self._fill(each, part)
                made = made + inside.bundles
            else:
                made = made + [self._leaf(number, each) for each in ordered]
        for row, each in enumerate(made):
            self._nodes[each].row = row
        self._children[number] = made
        return made

    def _ordered(self, numbers: list[int], key: Callable[[int], Any]) -> list[int]:
        down = self._order is Qt.SortOrder.DescendingOrder
        if self._by == NAME:
            return numbers[::-1] if down else numbers[:]
        return sorted(numbers, key=key, reverse=down)

    def _folder_key(self, number: int) -> int:
        sums = self._sums(self._nodes[number])
        if self._by == SIZE:
            return sums.size
        return (0 if not sums.out else 1 if sums.inside else 2) if self._by == IN_OR_OUT else 0

    def _fill(self, number: int, files: Sequence[int]) -> None:
        """Give a bundle its files; those that have been seen know where they are now."""
        node = self._nodes[number]
        names = (self._laid.paths[at][len(node.prefix) :] for at in (files[0], files[-1]))
        node.files, node.name, node.sums = files, b" \xe2\x80\xa6 ".join(names), None
        for row, at in enumerate(files):
            leaf = self._leaves.get(at)
            if leaf is not None:
                self._nodes[leaf].parent, self._nodes[leaf].row = number, row

    def _leaf(self, parent: int, at: int) -> int:
        found = self._leaves.get(at)
        if found is None:
            path = self._laid.paths[at]
            name = path[len(self._nodes[parent].prefix) :]
            found = self._leaves[at] = self._add(_Node(parent, 0, path, name, at, at + 1, folder=False))
        return found

    # -- sorting

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; only what has been opened is put in order, the rest when it is opened."""
        if (column, order) != (self._by, self._order) and column in {NAME, SIZE, IN_OR_OUT, LANGUAGE}:
            self._by, self._order = column, order
            self._sort_again()

    def _sort_again(self) -> None:
        if not self._children:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        for number in [*self._inside, *(each for each in self._children if each not in self._inside)]:
            self._arrange(number)  # folders before their bundles
        numbers = [self._number(each) for each in before]
        now = [
            self.createIndex(self._nodes[number].row, index.column(), number + 1)
            for index, number in zip(before, numbers, strict=True)
        ]
        self.changePersistentIndexList(before, now)
        self.layoutChanged.emit()

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
        if not self._nodes:
            return False
        node = self._nodes[number]
        return node.folder and (node.high > node.low or bool(node.files))

    def rowCount(self, parent: Index | None = None) -> int:
        number = self._number(parent) if parent is not None else 0
        if not self._nodes or not self._nodes[number].folder or (parent is not None and parent.column() > 0):
            return 0
        return len(self._open(number))

    def columnCount(self, _parent: Index | None = None) -> int:
        return 4

    # -- what is shown

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Size"), self.tr("In or out"), self.tr("Language"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._nodes[self._number(index)]
        if role == Qt.ItemDataRole.DisplayRole:
            return (self._name, self._size, self._word, self._language)[index.column()](node)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return theme.glyph(self._share(node))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{shown_path(node.name if node.files else node.prefix)}\n{self._word(node)}"
        if role == Qt.ItemDataRole.ForegroundRole and self._share(node) == "excluded":
            return theme.colour("muted")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def path(self, index: Index) -> bytes:
        """Give the path of a row; a folder's ends with a slash, a bundle has none."""
        node = self._nodes[self._number(index)] if index.isValid() else None
        return node.prefix if node is not None and node.files is None else b""

    def _sums(self, node: _Node) -> Sums:
        if node.sums is None:
            node.sums = self._laid.sums(node.low, node.high) if node.files is None else self._laid.sums_of(node.files)
        return node.sums

    def _share(self, node: _Node) -> str:
        sums = self._sums(node)
        return "excluded" if not sums.inside else "some" if sums.out else "included"

    def _name(self, node: _Node) -> str:
        return shown_path(node.name) + ("/" if node.folder and node.files is None else "")

    def _size(self, node: _Node) -> str:
        return size_text(self._sums(node).size if node.folder else self._laid.rows[node.low].entry.size)

    def _language(self, node: _Node) -> str:
        return "" if node.folder else self._laid.languages[node.low]

    def _word(self, node: _Node) -> str:
        if node.folder:
            return self._folder_word(node)
        row = self._laid.rows[node.low]
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
        sums = self._sums(node)
        inside, out = sums.inside, sums.out
        if not out:
            return self.tr("{count} in").format(count=count_text(inside))
        if not inside:
            if rule := self._laid.only_rule(node.files or range(node.low, node.high)):
                return self.tr("{count} out by {rule}").format(count=count_text(out), rule=rule)
            return self.tr("{count} out").format(count=count_text(out))
        return self.tr("{inside} in, {out} out").format(inside=count_text(inside), out=count_text(out))


__all__ = ["Laid", "SelectionModel"]
