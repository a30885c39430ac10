"""The tree of disclosed files: folders are worked out when they are opened, and the filter is our own, so that many
files cost no more than the ones that are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from codebinder.model.text import shown_path
from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.filerows import Counts, Node, Part

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_EXPAND = 250
"""So many hits of a filter are shown at once; of more, the person opens the folders that interest her."""

_Role = Qt.ItemDataRole


class FileModel(QAbstractItemModel):
    """Components, folders, files. `show` gives it its files, `filter` narrows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Mapping[str, Sequence[bytes]] = {}
        self._counts: Mapping[tuple[str, bytes], Counts] = {}
        self._text, self._only = "", ""
        self._notes: Mapping[tuple[str, bytes], str] = {}
        self._roots: list[Node] = []

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
            root.part.tally(counts)
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
                part = Part(slug, kept)
                part.tally(self._counts)
                self._roots.append(Node(part, 0, len(kept), b"", slug.encode(), None, len(self._roots), folder=True))
        self.endResetModel()

    def total(self) -> int:
        """Count the files that pass the filter."""
        return sum(root.high for root in self._roots)

    def _passes(self, slug: str, path: bytes) -> bool:
        held = self._counts.get((slug, path))
        return held is not None and bool(held.open or self._only == "found")

    # -- for Qt

    def _node(self, index: Index) -> Node:
        return cast("Node", index.internalPointer())

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Give the index of a row."""
        rows = self._node(parent).opened() if parent.isValid() else self._roots
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
        return len(node.opened()) if node.folder and parent.column() == 0 else 0

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
            return shown_path(node.name if node.files else node.prefix or node.name) + (f": {counts}" if counts else "")
        if role == _Role.DisplayRole:
            return self._summary(node)
        held = node.counts()
        if role == _Role.DecorationRole and index.column() == 0 and (held.open or held.decided):
            return theme.glyph("work" if held.open else "complete")
        if role == _Role.ForegroundRole and index.column() == 1:
            return theme.colour("muted")
        return None

    def _summary(self, node: Node) -> str:
        note = "" if node.folder else self._notes.get((node.part.slug, node.prefix), "")
        held = node.counts()
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
        """Give (component, path) of a file's or folder's row, a folder's path with its slash; None for a source or bundle."""
        if not index.isValid():
            return None
        node = self._node(index)
        return (node.part.slug, node.prefix) if node.prefix and node.files is None else None

    def find(self, component: str, path: bytes) -> QModelIndex:
        """Give the row of a file, opening the folders above it."""
        rows, found = self._roots, QModelIndex()
        node = next((each for each in rows if each.part.slug == component), None)
        while node is not None:
            found = self.createIndex(node.row, 0, node)
            if not node.folder:
                return found
            node = next((child for child in node.opened() if child.holds(path)), None)
        return QModelIndex()


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


__all__ = ["Counts", "FileModel", "FileTree"]
