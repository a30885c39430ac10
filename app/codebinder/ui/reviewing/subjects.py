"""The list of what is decided: each redaction and keep with its state, and going to the next that waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from codebinder.model.text import shown, shown_path
from codebinder.ui import theme
from codebinder.ui.reviewing.data import (
    GLYPHS,
    OPEN,
    Review,
    decision_words,
    decisions,
    person,
    settled_words,
    since_word,
    state_of,
    state_word,
    what,
)
from codebinder.workflow.views import SubjectView

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole
_WIDE = (144, 84, 200, 72)
_PLACE = 120
"""Pixels that the places have at the least."""


class SubjectModel(QAbstractTableModel):
    """Redactions and keeps, each with its state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[SubjectView] = []
        self.states: dict[str, str] = {}
        self._review: Review | None = None
        self._at: dict[str, int] = {}

    def show(self, review: Review | None, rows: Sequence[SubjectView]) -> None:
        """Show these subjects."""
        self.beginResetModel()
        self._review, self.rows, self.states = review, list(rows), {}
        self._at = {view.subject.id: at for at, view in enumerate(self.rows)}
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Give the row of the subject with this id; -1 for none."""
        return self._at.get(name, -1)

    def mark(self, ids: set[str], state: str) -> None:
        """Show how subjects stand, until they are read again: being written, or decided and on the disk."""
        self.states.update(dict.fromkeys(ids, state))
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    def state(self, row: int) -> str:
        """Give how a row stands."""
        view, review = self.rows[row], self._review
        name = view.subject.id
        return self.states.get(name) or (review.states.get(name) if review is not None else None) or state_of(view)

    def waits(self, row: int) -> bool:
        """Is a row undecided, or without the verdict of her who sits here and was asked by name?"""
        name, review = self.rows[row].subject.id, self._review
        if name in self.states:
            return self.states[name] in OPEN
        return review is not None and name in review.waiting

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count the subjects."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """State, against the round before, what, reason, where."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Name the columns."""
        if role != _Role.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("State"), self.tr("Since last"), self.tr("What"), self.tr("Reason"), self.tr("Where"))[section]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give the cells; everything in words as tooltip."""
        if not index.isValid():
            return None
        view, column = self.rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._text(view, index.row(), column)
        if role == _Role.DecorationRole and column == 0:
            return theme.glyph(GLYPHS[self.state(index.row())])
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return "\n".join(each for each in (self.words(index.row()), self.verdicts(index.row())) if each)
        if role == _Role.ForegroundRole and column in {1, 4}:
            return theme.colour("muted")
        return None

    def _text(self, view: SubjectView, row: int, column: int) -> str:
        if column == 0:
            return state_word(self.state(row))
        if column == 1:
            return since_word(view.since)
        return (what(view), shown(view.internal_reason) or "–", self.where(view))[column - 2]

    def where(self, view: SubjectView) -> str:
        """Say where a subject stands."""
        place = self._review.places.get(view.subject.id) if self._review is not None else None
        if place is None:
            return shown(view.where)
        inside = f" › {shown_path(place.member)}" if place.member else ""
        return f"{place.component}: {shown_path(place.path)}{inside}"

    def words(self, row: int) -> str:
        """Say what a subject is, in one line."""
        view = self.rows[row]
        parts = [state_word(self.state(row)), what(view), shown(view.internal_reason), self.where(view)]
        if view.note:
            parts.append(self.tr("note: {text}").format(text=shown(view.note)))
        if self._review is not None:
            name = person(self._review.people, view.subject.proposer)
            parts.append(self.tr("proposed by {name}").format(name=name))
        return " · ".join(part for part in parts if part)

    def verdicts(self, row: int) -> str:
        """Say what everybody has decided about a subject, in one line."""
        view = self.rows[row]
        if self._review is None:
            return ""
        parts = [decision_words(self._review.people, each) for each in decisions(view)]
        parts.append(settled_words(self._review.people, view))
        return " · ".join(part for part in parts if part)


class SubjectList(QTreeView):
    """The list, with going to the next that waits."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = SubjectModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Redactions and keeps"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, wide in enumerate(_WIDE):
            header.resizeSection(column, wide)
        header.setStretchLastSection(True)
        self.selectionModel().currentChanged.connect(self._current)

    def show_rows(self, review: Review | None, rows: Sequence[SubjectView]) -> None:
        """Show these subjects; the column about the round before only where there was one."""
        self.rows.show(review, rows)
        self.setColumnHidden(1, not any(view.since for view in rows))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the places what is left of the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, every column takes its part, so that none stands outside."""
        shown_ = [column for column in range(len(_WIDE)) if not self.isColumnHidden(column)]
        share = min(1.0, (self.viewport().width() - _PLACE) / sum(_WIDE[column] for column in shown_))
        for column in shown_:
            self.header().resizeSection(column, max(int(_WIDE[column] * share), 48))

    def current(self) -> SubjectView | None:
        """Give the chosen subject."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def selected(self) -> list[SubjectView]:
        """Give every selected subject."""
        return [self.rows.rows[index.row()] for index in self.selectionModel().selectedRows()]

    def go_to(self, name: str) -> bool:
        """Choose the subject with this id."""
        row = self.rows.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
        return row >= 0

    def step(self, by: int) -> bool:
        """Go to the next or previous subject that waits for a verdict, going round."""
        count = len(self.rows.rows)
        here = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if by > 0 else count)
        for far in range(1, count + 1):
            row = (here + by * far) % count
            if self.rows.waits(row):
                self.setCurrentIndex(self.rows.index(row, 0))
                return True
        return False

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.rows[index.row()])
