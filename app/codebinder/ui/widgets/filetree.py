"""The tree of disclosed files: folders are worked out when they are opened, and the filter is our own, so that many
files cost no more than the ones that are seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from codebinder.model.text import shown_path
from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_EXPAND = 250
"""So many hits of a filter are shown at once; of more, the person opens the folders that interest her."""

_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings of a file are open and decided."""

    open: int = 0
    decided: int = 0


@dataclass(slots=True, eq=False)
class _Node:
    """A component, folder or file: entries `low` to `high` of its component's sorted list of paths."""

    part: _Part
    low: int
    high: int
    prefix: bytes
    name: bytes
    parent: _Node | None
    row: int
    folder: bool
    children: list[_Node] | None = None


@dataclass(slots=True, eq=False)
class _Part:
    """One component: its sorted paths, and the findings on them as running sums."""

    slug: str
    paths: Sequence[bytes]
    found: list[bytes] = field(default_factory=list[bytes])
    counted: list[Counts] = field(default_factory=list["Counts"])
    opened: list[int] = field(default_factory=list[int])
    decided: list[int] = field(default_factory=list[int])

    def tally(self, rows: Sequence[tuple[bytes, Counts]]) -> None:
        """Take the counts of every path that has any, sorted by path."""
        self.found = [path for path, _ in rows]
        self.counted = [held for _, held in rows]
        self.add_up()

    def add_up(self) -> None:
        """Work out the running sums."""
        self.opened = [0, *accumulate([held.open for held in self.counted])]
        self.decided = [0, *accumulate([held.decided for held in self.counted])]

    def change(self, path: bytes, held: Counts) -> None:
        """Take another count of one path; `add_up` afterwards."""
        at = bisect_left(self.found, path)
        if at < len(self.found) and self.found[at] == path:
            self.counted[at] = held
        else:
            self.found.insert(at, path)
            self.counted.insert(at, held)

    def counts(self, low: int, high: int) -> Counts:
        """Give the sums of a range of paths."""
        if low >= high:
            return Counts()
        first = bisect_left(self.found, self.paths[low])
        last = bisect_left(self.found, self.paths[high - 1] + b"\0")
        return Counts(self.opened[last] - self.opened[first], self.decided[last] - self.decided[first])


class FileModel(QAbstractItemModel):
    """Components, folders, files. `show` gives it its files, `filter` narrows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Mapping[str, Sequence[bytes]] = {}
        self._counts: Mapping[tuple[str, bytes], Counts] = {}
        self._text, self._only = "", ""
        self._notes: Mapping[tuple[str, bytes], str] = {}
        self._roots: list[_Node] = []

    def show(
        self,
        files: Mapping[str, Sequence[bytes]],
        counts: Mapping[tuple[str, bytes], Counts],
        notes: Mapping[tuple[str, bytes], str] | None = None,
    ) -> None:
        """Show these files: for each component its paths, sorted by bytes; `notes` stand where counts would."""
        self._files, self._counts, self._notes = files, counts, notes or {}
        self._again()

    def set_counts(self, counts: Mapping[tuple[str, bytes], Counts]) -> None:
        """Show other counts for the same files."""
        self._counts = counts
        if self._only:
            self._again()
            return
        for root in self._roots:
            _tally(root.part, counts)
        self._all_changed()

    @property
    def counts(self) -> Mapping[tuple[str, bytes], Counts]:
        """How many findings of each file are open and decided."""
        return self._counts

    def change_counts(self, changed: Mapping[tuple[str, bytes], Counts]) -> None:
        """Show other counts of these files."""
        self._counts = {**self._counts, **changed}
        roots = {root.part.slug: root.part for root in self._roots}
        for (slug, path), held in changed.items():
            part = roots.get(slug)
            if part is not None:
                part.change(path, held)
        for part in roots.values():
            part.add_up()
        self._all_changed()

    def _all_changed(self) -> None:
        if self._roots:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._roots) - 1, 1))

    def filter(self, text: str, only: str) -> None:
        """Show only paths that contain `text` (case is ignored); `only` "found" or "open": such with findings."""
        if (text, only) != (self._text, self._only):
            self._text, self._only = text, only
            self._again()

    def _again(self) -> None:
        self.beginResetModel()
        self._roots = []
        wanted = self._text.encode("utf-8", "surrogateescape").lower()
        for slug, paths in self._files.items():
            kept = paths
            if wanted:
                kept = [path for path in kept if wanted in path.lower()]
            if self._only:
                kept = [path for path in kept if self._passes(slug, path)]
            if kept or not (wanted or self._only):
                part = _Part(slug, kept)
                _tally(part, self._counts)
                self._roots.append(_Node(part, 0, len(kept), b"", slug.encode(), None, len(self._roots), folder=True))
        self.endResetModel()

    def total(self) -> int:
        """Count the files that pass the filter."""
        return sum(root.high for root in self._roots)

    def _passes(self, slug: str, path: bytes) -> bool:
        held = self._counts.get((slug, path))
        return held is not None and bool(held.open or self._only == "found")

    # -- for Qt

    def _node(self, index: Index) -> _Node:
        return cast("_Node", index.internalPointer())

    def _children(self, node: _Node) -> list[_Node]:
        if node.children is None:
            node.children = _expand(node)
        return node.children

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Give the index of a row."""
        rows = self._children(self._node(parent)) if parent.isValid() else self._roots
        return self.createIndex(row, column, rows[row]) if 0 <= row < len(rows) and column in {0, 1} else QModelIndex()

    def parent(self, index: Index = _NONE) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Give a row's folder."""
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count what stands in a folder."""
        if not parent.isValid():
            return len(self._roots)
        node = self._node(parent)
        return len(self._children(node)) if node.folder and parent.column() == 0 else 0

    def hasChildren(self, parent: Index = _NONE) -> bool:
        """Say so without opening the folder."""
        return bool(self._roots) if not parent.isValid() else self._node(parent).folder and parent.column() == 0

    def columnCount(self, _parent: Index = _NONE) -> int:
        """Name and counts."""
        return 2

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give name, glyph, counts, the whole path as tooltip."""
        if not index.isValid():
            return None
        node = self._node(index)
        if role == _Role.DisplayRole and index.column() == 0:
            return shown_path(node.name)
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            counts = self._summary(node)
            return shown_path(node.prefix or node.name) + (f": {counts}" if counts else "")
        if role == _Role.DisplayRole:
            return self._summary(node)
        held = node.part.counts(node.low, node.high)
        if role == _Role.DecorationRole and index.column() == 0 and (held.open or held.decided):
            return theme.glyph("work" if held.open else "complete")
        if role == _Role.ForegroundRole and index.column() == 1:
            return theme.colour("muted")
        return None

    def _summary(self, node: _Node) -> str:
        note = "" if node.folder else self._notes.get((node.part.slug, node.prefix), "")
        held = node.part.counts(node.low, node.high)
        if note:
            return note
        if held.open:
            return self.tr("{count} open").format(count=count_text(held.open))
        return self.tr("{count} done").format(count=count_text(held.decided)) if held.decided else ""

    def file(self, index: Index) -> tuple[str, bytes] | None:
        """Give (component, path) of a file's row; None for folders."""
        if not index.isValid():
            return None
        node = self._node(index)
        return None if node.folder else (node.part.slug, node.prefix)

    def entry(self, index: Index) -> tuple[str, bytes] | None:
        """Give (component, path) of a file's or folder's row, a folder's path with its slash; None for a source."""
        if not index.isValid():
            return None
        node = self._node(index)
        return (node.part.slug, node.prefix) if node.prefix else None

    def find(self, component: str, path: bytes) -> QModelIndex:
        """Give the row of a file, opening the folders above it."""
        rows, found = self._roots, QModelIndex()
        node = next((each for each in rows if each.part.slug == component), None)
        while node is not None:
            found = self.createIndex(node.row, 0, node)
            if not node.folder:
                return found
            node = next((child for child in self._children(node) if _holds(child, path)), None)
        return QModelIndex()


def _holds(node: _Node, path: bytes) -> bool:
    return path.startswith(node.prefix) if node.folder else path == node.prefix


def _tally(part: _Part, counts: Mapping[tuple[str, bytes], Counts]) -> None:
    part.tally(sorted(((path, held) for (slug, path), held in counts.items() if slug == part.slug), key=_path))


def _path(row: tuple[bytes, Counts]) -> bytes:
    return row[0]


def _expand(node: _Node) -> list[_Node]:
    """Work out what stands directly in a folder: jump from name to name by bisection."""
    paths, at, out = node.part.paths, node.low, list[_Node]()
    skip = len(node.prefix)
    while at < node.high:
        rest = paths[at][skip:]
        name, slash, _ = rest.partition(b"/")
        prefix = node.prefix + name + slash
        # "0" follows "/" in ASCII, so everything below the folder sorts before name + "0".
        end = bisect_left(paths, node.prefix + name + b"0", at, node.high) if slash else at + 1
        out.append(_Node(node.part, at, end, prefix, name, node, len(out), folder=bool(slash)))
        at = end
    out.sort(key=lambda each: (not each.folder, each.name.lower()))
    for row, each in enumerate(out):
        each.row = row
    return out


class FileTree(QWidget):
    """The tree with its filter."""

    chosen = Signal(str, bytes)
    withhold_wanted = Signal(str, bytes)

    def __init__(self, *, withholding: bool = False) -> None:
        super().__init__()
        self.model = FileModel(self)
        self.view = QTreeView()
        if withholding:
            self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.view.customContextMenuRequested.connect(self._menu)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Files"))
        self.view.setUniformRowHeights(True)
        self.view.setHeaderHidden(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setIndentation(2 * GRID)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 11 * GRID)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.model.dataChanged.connect(self._recounted)  # the roots are told of, and every row below has other counts
        self.text = QLineEdit()
        self.text.setObjectName("file-filter")
        self.text.setPlaceholderText(self.tr("Filter files"))
        self.text.setAccessibleName(self.tr("Filter files"))
        self.text.setClearButtonEnabled(True)
        self.only = QComboBox()
        self.only.setAccessibleName(self.tr("Which files"))
        for name, key in (
            (self.tr("All files"), ""),
            (self.tr("With findings"), "found"),
            (self.tr("With open findings"), "open"),
        ):
            self.only.addItem(name, key)
        self.text.textChanged.connect(self._filter)
        self.only.currentIndexChanged.connect(self._filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(self.text)
        box.addWidget(self.only)
        box.addWidget(self.view, 1)
        self._quiet = False

    def show_files(self, files: Mapping[str, Sequence[bytes]], counts: Mapping[tuple[str, bytes], Counts]) -> None:
        """Show these files."""
        self.model.show(files, counts)
        self._open()

    def select(self, component: str, path: bytes) -> None:
        """Mark a file as the one that is shown."""
        index = self.model.find(component, path)
        if index.isValid() and index != self.view.currentIndex():
            self._quiet = True
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self._quiet = False

    def entry(self) -> tuple[str, bytes] | None:
        """Give the chosen file or folder."""
        return self.model.entry(self.view.currentIndex())

    def menu(self, at: QPoint) -> QMenu | None:
        """Give the menu of what stands at a place of the tree."""
        entry = self.model.entry(self.view.indexAt(at))
        if entry is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self.tr("Withhold this folder…") if entry[1].endswith(b"/") else self.tr("Withhold this file…")
        action = menu.addAction(f"{text}\tW")
        action.triggered.connect(lambda: self.withhold_wanted.emit(*entry))
        return menu

    def _menu(self, at: QPoint) -> None:
        menu = self.menu(at)
        if menu is not None:
            menu.popup(self.view.viewport().mapToGlobal(at))

    def _filter(self) -> None:
        self.model.filter(self.text.text(), self.only.currentData())
        if (self.text.text() or self.only.currentData()) and self.model.total() <= _EXPAND:
            self.view.expandAll()
        else:
            self._open()

    @Slot()
    def _recounted(self, *_: object) -> None:
        self.view.viewport().update()

    def _open(self) -> None:
        for row in range(self.model.rowCount()):
            self.view.expand(self.model.index(row, 0))

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        file = self.model.file(index)
        if file is not None and not self._quiet:
            self.chosen.emit(*file)
