"""The tree of everything inside an image: filter, digests, faults; each thing opened or saved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout, QWidget

from codebinder.model.firmware import Node, NodeKind
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.imaging.treemodel import ContentsModel
from codebinder.ui.imaging.treerows import Rows
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.letters import Letters

_REST = 150
_BYTES = frozenset({NodeKind.IMAGE, NodeKind.PART, NodeKind.FILE})


class ContentsTab(QWidget):
    """The tree, a filter above it, and what can be done with the chosen thing."""

    opened = Signal(int)
    """A node is to be shown."""
    saved = Signal(int)
    """A node is to be saved."""
    mapped = Signal(int)
    """A node is to be shown on the map."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rows: Rows | None = None
        self._asked = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.filter = entry(self.tr("Filter the contents"), hint=self.tr("Path, format or SHA-256"))
        self.filter.setObjectName("contents-filter")
        self.filter.setClearButtonEnabled(True)
        self.faulty = QCheckBox(self.tr("Only what could not be read whole"))
        self.faulty.setObjectName("contents-faulty")
        self.told = label("", "muted", wrap=False)
        self.told.setObjectName("contents-told")
        top.addWidget(self.filter, 1)
        top.addWidget(self.faulty)
        top.addWidget(self.told)
        box.addLayout(top)
        self.view = self._tree()
        box.addWidget(self.view, 1)
        low = QHBoxLayout()
        low.setSpacing(GRID)
        self.open = button(self.tr("Show it"), self._open, name="contents-open", tip=self.tr("Show it (B)"))
        self.save = button(self.tr("Save to a file…"), self._save, name="contents-save", tip=self.tr("Save it (S)"))
        self.map = button(self.tr("Show on the map"), self._map, "flat", name="contents-map")
        for each in (self.open, self.save, self.map):
            low.addWidget(each)
        low.addStretch(1)
        box.addLayout(low)
        Letters(self, {"B": self._open, "S": self._save, "/": self.filter.setFocus}, (self.view,))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask)
        self.filter.textChanged.connect(self._rest.start)
        self.faulty.toggled.connect(self._ask)
        self._enable()

    def _tree(self) -> QTreeView:
        self.model = ContentsModel(self.desk.lang, self)
        view = QTreeView()
        view.setObjectName("contents")
        view.setAccessibleName(self.tr("Contents of the image"))
        view.setUniformRowHeights(True)
        view.setModel(self.model)
        head = view.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in enumerate((250, 56, 68, 108, 116)):
            head.resizeSection(column, wide)
        head.setStretchLastSection(True)
        view.selectionModel().currentChanged.connect(self._enable)
        view.activated.connect(self._activated)
        return view

    # -- what is shown

    def show_rows(self, rows: Rows | None) -> None:
        """Show the contents of another image; the same one stays as it is."""
        if rows is self._rows:
            return
        self._rows = rows
        self._asked += 1
        self.faulty.setVisible(rows is not None and rows.faulty > 0)
        if rows is not None and rows.faulty:
            text = self.tr("Only what could not be read whole ({count})")
            self.faulty.setText(text.format(count=count_text(rows.faulty)))
        if rows is not None and (self.filter.text().strip() or self.faulty.isChecked()):
            self.model.put(rows, [])
            self._ask()
            return
        self._whole()

    def _whole(self) -> None:
        rows = self._rows
        self.model.put(rows)
        if rows is not None:
            self.told.setText(self.tr("{count} things").format(count=count_text(len(rows.analysis.nodes) - 1)))
            first = self.model.index(0, 0)
            self.view.expand(first)
            self.view.setCurrentIndex(first)
        self._enable()

    @Slot()
    def _ask(self) -> None:
        rows, text, faulty = self._rows, self.filter.text(), self.faulty.isChecked()
        self._asked += 1
        asked = self._asked
        if rows is None:
            return
        if not text.strip() and not faulty:
            self._whole()
            return

        def done(seen: tuple[list[int], int]) -> None:
            if asked == self._asked:
                self._found(*seen)

        self.desk.look(lambda: rows.found(text, faulty=faulty), done)

    def _found(self, numbers: list[int], count: int) -> None:
        self.model.put(self._rows, numbers)
        if count > len(numbers):
            text = self.tr("{count} fit; the first {shown} are listed")
            self.told.setText(text.format(count=count_text(count), shown=count_text(len(numbers))))
        else:
            self.told.setText(self.tr("{count} fit").format(count=count_text(count)))
        if numbers:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._enable()

    # -- what is chosen

    def node(self) -> Node | None:
        """Give the chosen node."""
        return self.model.node(self.view.currentIndex())

    def choose(self, number: int) -> None:
        """Choose a node, wherever it stands."""
        rows = self._rows
        if rows is None:
            return
        far = rows.far(number)
        self.filter.blockSignals(True)
        self.faulty.blockSignals(True)
        self.filter.setText(words.place_name(rows.analysis, number) if far else "")
        self.faulty.setChecked(False)
        self.filter.blockSignals(False)
        self.faulty.blockSignals(False)
        self._rest.stop()
        self._asked += 1
        if far:  # deep in a folder of very many: by itself, until the filter is emptied
            self._found([number], 1)
            return
        if self.model.flat:
            self._whole()
        index = self.model.place(number)
        self.view.scrollTo(index)
        self.view.setCurrentIndex(index)

    @Slot()
    def _enable(self) -> None:
        node = self.node()
        some = node is not None and node.kind in _BYTES and node.size > 0
        for each in (self.open, self.save):
            each.setEnabled(some)
        self.map.setEnabled(node is not None and self.region_of(node) is not None)

    def region_of(self, node: Node) -> tuple[int, int] | None:
        """Give the region (its node, its place there) that a node was read from, or that its holder was."""
        rows = self._rows
        number = node.number
        while rows is not None and number > 0:
            above = rows.analysis.nodes[number].parent
            for at, region in enumerate(rows.analysis.nodes[above].regions):
                if region.node == number:
                    return above, at
            number = above
        return None

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        if not self.model.hasChildren(index):
            self._open()

    @Slot()
    def _open(self) -> None:
        node = self.node()
        if node is not None and self.open.isEnabled():
            self.opened.emit(node.number)

    @Slot()
    def _save(self) -> None:
        node = self.node()
        if node is not None and self.save.isEnabled():
            self.saved.emit(node.number)

    @Slot()
    def _map(self) -> None:
        node = self.node()
        if node is not None:
            self.mapped.emit(node.number)
