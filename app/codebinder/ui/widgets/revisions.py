"""The searchable list of a repository's tags, branches and commits, each with its date and subject."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTabBar, QTableView, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import sources
from codebinder.workflow.views import CommitView, RefsView

Index = QModelIndex | QPersistentModelIndex
_NARROW, _WIDE = 88, 104


class Row(NamedTuple):
    """One revision: what is shown, when, about what; `rev` is what is filed under."""

    name: str
    date: str
    about: str
    rev: str


def short(ref: str) -> str:
    """Give a tag's or branch's name without refs/tags/ or refs/heads/."""
    return ref.removeprefix("refs/tags/").removeprefix("refs/heads/")


class RevisionModel(QAbstractTableModel):
    """Rows of the one kind that is looked at, already narrowed by the search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Revision"), self.tr("Date"), self.tr("About"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown((row.name, row.date[:10], row.about)[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown((row.name, row.date, row.about)[index.column()])
        return None


class Revisions(QWidget):
    """Choose a tag, a branch or a commit."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._repo: Path | None = None
        self._refs: RefsView | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Kind of revision"))
        for text in (self.tr("Tags"), self.tr("Branches"), self.tr("Commits")):
            self.tabs.addTab(text)
        self.tabs.currentChanged.connect(self._again)
        self.search = QLineEdit()
        self.search.setObjectName("revision-search")
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search revisions"))
        self.search.setClearButtonEnabled(True)
        box.addWidget(self.tabs)  # beside each other, neither has room in a narrow window
        box.addWidget(self.search)
        self.model = RevisionModel(self)
        self.table = self._make_table()
        box.addWidget(self.table, 1)
        self._note = label("", "second")
        self._note.hide()
        box.addWidget(self._note)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(200)
        self._wait.timeout.connect(self._again)
        self.search.textChanged.connect(self._wait.start)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("revisions")
        table.setAccessibleName(self.tr("Revisions"))
        table.setModel(self.model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().setVisible(False)
        table.verticalHeader().setDefaultSectionSize(28)
        head = table.horizontalHeader()
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, _WIDE)
        table.setColumnWidth(1, table.fontMetrics().horizontalAdvance("2026-00-00") + 2 * GRID)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.selectionModel().currentRowChanged.connect(self._row)
        return table

    def show_refs(self, repo: Path, refs: RefsView) -> None:
        """Show a repository's revisions, and choose the newest tag, or else the branch it stands on."""
        self._repo, self._refs = repo, refs
        self.search.clear()
        self.tabs.setCurrentIndex(0 if refs.tags else 1 if refs.branches else 2)
        self._again()
        if self.model.rows:
            self.table.selectRow(0)

    @Slot()
    def _again(self) -> None:
        refs, repo = self._refs, self._repo
        if refs is None or repo is None:
            return
        words = self.search.text().strip()
        self._note.hide()
        self.table.setColumnWidth(0, _NARROW if self.tabs.currentIndex() == 2 else _WIDE)
        if self.tabs.currentIndex() == 2:
            self.model.show_rows([])
            self.desk.look(lambda: sources.commits(repo, search=words), self._commits, self._failed)
            return
        rows = refs.tags if self.tabs.currentIndex() == 0 else refs.branches
        plain, annotated = self.tr("commit {id}"), self.tr("annotated tag of commit {id}")
        self.model.show_rows(
            [
                Row(short(name), date, (annotated if full else plain).format(id=commit[:12]), self._rev(name))
                for name, commit, date, full in rows
                if words.casefold() in name.casefold() or (words and commit.startswith(words.lower()))
            ]
        )
        if not self.model.rows:
            self._say(self.tr("Nothing matches.") if words else self.tr("There are none."))

    def _rev(self, name: str) -> str:
        """Give the short name, where no tag and branch share it."""
        refs = self._refs
        both = [] if refs is None else [row[0] for row in (*refs.tags, *refs.branches)]
        return short(name) if sum(short(each) == short(name) for each in both) == 1 else name

    @Slot(object)
    def _commits(self, rows: tuple[CommitView, ...]) -> None:
        if self.tabs.currentIndex() != 2:
            return
        signed = self.tr("signed")
        self.model.show_rows(
            [
                Row(row.id[:10], row.date, f"{row.subject} ({signed})" if row.signed else row.subject, row.id)
                for row in rows
            ]
        )
        if not rows:
            self._say(self.tr("Nothing matches."))

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._say(error_text(error, self.desk.lang))

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()

    @Slot(QModelIndex, QModelIndex)
    def _row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()].rev)
