"""The parts of the review page: the list of what is decided, and its row of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from codebinder.model.review import RoundState
from codebinder.model.text import shown, shown_path
from codebinder.ui import theme
from codebinder.ui.pages.review_data import GLYPHS, Review, person, round_word, state_of, state_word, what
from codebinder.ui.parts import banner, button, clear, empty_state
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow.views import Step, SubjectView

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole


class SubjectModel(QAbstractTableModel):
    """Redactions and keeps, each with its state."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[SubjectView] = []
        self.states: dict[str, str] = {}
        self._review: Review | None = None

    def show(self, review: Review | None, rows: Sequence[SubjectView]) -> None:
        """Show these subjects."""
        self.beginResetModel()
        self._review, self.rows, self.states = review, list(rows), {}
        self.endResetModel()

    def mark(self, ids: set[str], state: str) -> None:
        """Show subjects as decided at once; the workbook follows."""
        self.states.update(dict.fromkeys(ids, state))
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 3))

    def state(self, row: int) -> str:
        """Give how a row stands."""
        view = self.rows[row]
        return self.states.get(view.subject.id) or state_of(view)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count the subjects."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """State, what, reason, where."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Name the columns."""
        if role != _Role.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("State"), self.tr("What"), self.tr("Reason"), self.tr("Where"))[section]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give the cells; everything in words as tooltip."""
        if not index.isValid():
            return None
        view, state = self.rows[index.row()], self.state(index.row())
        if role == _Role.DisplayRole:
            return (state_word(state), what(view), view.internal_reason or "–", self._where(view))[index.column()]
        if role == _Role.DecorationRole and index.column() == 0:
            return theme.glyph(GLYPHS[state])
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self.words(index.row())
        if role == _Role.ForegroundRole and index.column() == 3:
            return theme.colour("muted")
        return None

    def _where(self, view: SubjectView) -> str:
        place = self._review.places.get(view.subject.id) if self._review is not None else None
        if place is None:
            return shown(view.where)
        inside = f" › {shown_path(place.member)}" if place.member else ""
        return f"{place.component}: {shown_path(place.path)}{inside}"

    def words(self, row: int) -> str:
        """Say everything about a subject in one line."""
        view = self.rows[row]
        parts = [state_word(self.state(row)), what(view), view.internal_reason, self._where(view)]
        if view.note:
            parts.append(self.tr("note: {text}").format(text=shown(view.note)))
        if self._review is not None:
            name = shown(person(self._review.people, view.subject.proposer))
            parts.append(self.tr("proposed by {name}").format(name=name))
        if view.decision is not None and view.decision.comment:
            parts.append(self.tr("comment: {text}").format(text=shown(view.decision.comment)))
        return " · ".join(part for part in parts if part)


class SubjectList(QTreeView):
    """The list, with going to the next undecided."""

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
        for column, wide in enumerate((132, 180, 72)):
            header.resizeSection(column, wide)
        header.setStretchLastSection(True)
        self.selectionModel().currentChanged.connect(self._current)

    def current(self) -> SubjectView | None:
        """Give the chosen subject."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def selected(self) -> list[SubjectView]:
        """Give every selected subject."""
        return [self.rows.rows[index.row()] for index in self.selectionModel().selectedRows()]

    def go_to(self, name: str) -> bool:
        """Choose the subject with this id."""
        for row, view in enumerate(self.rows.rows):
            if view.subject.id == name:
                self.setCurrentIndex(self.rows.index(row, 0))
                return True
        return False

    def step(self, by: int) -> bool:
        """Go to the next or previous subject that has no verdict, going round."""
        count = len(self.rows.rows)
        here = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if by > 0 else count)
        for far in range(1, count + 1):
            row = (here + by * far) % count
            if self.rows.state(row) in {"undecided", "changed"}:
                self.setCurrentIndex(self.rows.index(row, 0))
                return True
        return False

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.rows[index.row()])


class RoundNotes(QWidget):
    """What stands above the list: what submitting is and what is in its way, or that the round is void."""

    submit_wanted = Signal()
    step_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)

    def show_review(self, review: Review, *, writable: bool) -> None:
        """Show what there is to say; nothing takes no room."""
        clear(self._box)
        if review.round is None:
            self._invite(review, writable=writable)
        elif review.round.state is RoundState.VOID:
            self._box.addWidget(
                banner(
                    "warn",
                    self.tr(
                        "Something has changed since this round was submitted. Submit a new round; decisions that nothing touched carry over."
                    ),
                )
            )
        self.setVisible(self._box.count() > 0)

    def summary(self, review: Review) -> str:
        """Say how the round stands, and how much of it is decided."""
        text = round_word(review.round)
        if review.subjects:
            decided = len(review.subjects) - review.open
            text += " · " + self.tr("{decided} of {all} decided").format(
                decided=count_text(decided), all=count_text(len(review.subjects))
            )
        return text

    def _invite(self, review: Review, *, writable: bool) -> None:
        first = self.obstacle(review)
        text = first or self.tr(
            "Submitting fixes everything that would leave under one digest, signed by you. A reviewer then decides "
            "each redaction and each kept finding, and signs."
        )
        start = button(self.tr("Submit for review"), self.submit_wanted.emit, "primary", name="submit-first")
        start.setEnabled(writable)
        step = Step.REDACTION if review.sources else Step.SOURCES
        there = self.tr("Go to Redaction") if review.sources else self.tr("Go to Sources")
        act = button(there, lambda: self.step_wanted.emit(step)) if first else start
        if review.subjects:
            self._box.addWidget(banner("info", text, act))
        else:
            self._box.addWidget(empty_state(self.tr("Submit to legal review"), text, act))
            self._box.addStretch(1)

    def obstacle(self, review: Review) -> str:
        """Say the first thing that stands in the way of submitting."""
        if not review.sources:
            return self.tr("There is nothing to submit yet: the filing has no source.")
        if review.unscanned:
            return self.tr("Nothing can be submitted before every source has been scanned.")
        if review.counts.undecided:
            text = self.tr("{count} findings are neither redacted nor kept yet.")
            return text.format(count=count_text(review.counts.undecided))
        return ""


class ReviewActions(QWidget):
    """Every shortcut of the page as a button, and which subjects are shown."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.approve = self._button(self.tr("Approve"), "A", "primary")
        self.reject = self._button(self.tr("Reject…"), "X")
        self.previous = self._button(self.tr("Previous"), "P", "flat")
        self.next = self._button(self.tr("Next"), "N", "flat")
        self.bulk = self._button(self.tr("Approve all shown…"), "", "flat")
        self.only = QComboBox()
        self.only.setObjectName("review-filter")
        self.only.setAccessibleName(self.tr("Which redactions and keeps"))
        for name, key in (
            (self.tr("All"), ""),
            (self.tr("Undecided"), "undecided"),
            (self.tr("Rejected"), "rejected"),
            (self.tr("Approved"), "approved"),
            (self.tr("Changed since decided"), "changed"),
        ):
            self.only.addItem(name, key)
        for each in (self.approve, self.reject, self.previous, self.next, self.bulk):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.only)

    def _button(self, text: str, key: str, look: str = "") -> QPushButton:
        made = button(f"{text}  {key}".strip(), _nothing, look, name=f"act-{key or 'bulk'}")
        made.setAccessibleName(text)
        made.setStyleSheet("padding-left: 8px; padding-right: 8px;")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def enable(self, *, decide: bool) -> None:
        """Enable what can be done."""
        for each in (self.approve, self.reject, self.bulk):
            each.setEnabled(decide)


def _nothing() -> None:
    """A button that the page connects itself."""
