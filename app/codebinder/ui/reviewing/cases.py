"""The list of judgements: what one look decides, opened to its members; what stands out is at the top and marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.reviewing.data import GLYPHS, OPEN, WRITING, Review, state_word
from codebinder.ui.strings import count_text, message_text
from codebinder.workflow import judging
from codebinder.workflow.judgements import Case
from codebinder.workflow.judging import Judged

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole
_LINE = 120


class Tally(NamedTuple):
    """How the members of a judgement stand, and how many of them wait."""

    states: frozenset[str]
    waiting: int


class CaseModel(QAbstractItemModel):
    """Judgements, and below each its members."""

    def __init__(self, parent: QWidget, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang
        self.cases: list[Case] = []
        self.judged = Judged()
        self.states: dict[str, str] = {}
        self._review: Review | None = None
        self._tallies: dict[str, Tally] = {}
        self._texts: dict[str, str] = {}
        self._rows: dict[str, int] = {}

    def show(self, review: Review | None, judged: Judged, cases: Sequence[Case]) -> None:
        """Show these judgements."""
        self.beginResetModel()
        if judged is not self.judged:
            self._texts.clear()
        self._review, self.judged, self.cases = review, judged, list(cases)
        self._rows = {each: at for at, case in enumerate(self.cases) for each in case.members}
        self.states = {}
        self._tallies.clear()
        self.endResetModel()

    def mark(self, ids: Iterable[str], state: str) -> None:
        """Show how members stand, until they are read again."""
        marked = set(ids)
        self.states.update(dict.fromkeys(marked, state))
        for row in {self.row_of(each) for each in marked} - {-1}:
            self._tallies.pop(self.cases[row].id, None)
            top = self.index(row, 0)
            self.dataChanged.emit(top, self.index(row, 2))
            if self.rowCount(top):
                self.dataChanged.emit(self.index(0, 0, top), self.index(self.rowCount(top) - 1, 2, top))

    # -- what Qt asks

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Give a cell."""
        top = parent.row() + 1 if parent.isValid() else 0  # asked of every row that is unfolded: nothing else is asked
        count = len(self.cases[top - 1].members) if top else len(self.cases)
        return self.createIndex(row, column, top) if 0 <= row < count and 0 <= column < 3 else QModelIndex()

    def hasChildren(self, parent: Index = _NONE) -> bool:
        """Say whether there is something below a row."""
        if not parent.isValid():
            return bool(self.cases)
        return not parent.internalId() and len(self.cases[parent.row()].members) > 1

    def parent(self, child: Index = _NONE) -> Any:  # noqa: ANN401  (Qt's own signature, twice overloaded)
        """Give the judgement that a member belongs to."""
        top = child.internalId() if child.isValid() else 0
        return self.createIndex(top - 1, 0, 0) if top else QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count the judgements, or a judgement's members (one alone has none below it)."""
        if not parent.isValid():
            return len(self.cases)
        if parent.internalId() or parent.column():
            return 0
        count = len(self.cases[parent.row()].members)
        return count if count > 1 else 0

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: ARG002  (Qt's own signature)
        """State, what, how many."""
        return 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Name the columns."""
        if role != _Role.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("State"), self.tr("Judgement"), self.tr("Count"))[section]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give the cells."""
        if not index.isValid():
            return None
        case, member, column = self.case_at(index), self.member_at(index), index.column()
        if role == _Role.DisplayRole:
            return self._text(case, member, column)
        if role == _Role.DecorationRole and column < 2:
            if column == 0:
                return theme.glyph(self._glyph(case, member))
            return theme.glyph("warning") if case.odd and not member else None
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self.words(index)
        if role == _Role.TextAlignmentRole and column == 2:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    # -- what stands in the cells

    def case_at(self, index: Index) -> Case:
        """Give the judgement of a row, or of a member's row."""
        top = index.internalId()
        return self.cases[top - 1 if top else index.row()]

    def member_at(self, index: Index) -> str:
        """Give the member of a row; "" for a judgement's row."""
        return self.case_at(index).members[index.row()] if index.internalId() else ""

    def row_of(self, member: str) -> int:
        """Give the row of the judgement that decides about something; -1 for none."""
        return self._rows.get(member, -1)

    def state(self, member: str) -> str:
        """Say how a member stands."""
        held = self.states.get(member)
        return held or (self._review.states.get(member, "undecided") if self._review is not None else "undecided")

    def waits(self, case: Case) -> bool:
        """Does a member of it wait?"""
        return self._tally(case).waiting > 0

    def waiting(self, case: Case) -> list[str]:
        """Give the members that wait for a verdict, or for that of her who was asked by name."""
        return [each for each in case.members if self._waits(each)]

    def _waits(self, member: str) -> bool:
        if member in self.states:
            return self.states[member] in OPEN
        return self._review is not None and member in self._review.waiting

    def _tally(self, case: Case) -> Tally:
        """Count how its members stand, once until that changes: there may be thousands."""
        held = self._tallies.get(case.id)
        if held is None:
            states = frozenset(self.state(each) for each in case.members)
            held = self._tallies[case.id] = Tally(states, sum(self._waits(each) for each in case.members))
        return held

    def _state_text(self, case: Case) -> str:
        states, waiting = self._tally(case)
        if len(states) == 1:
            return state_word(next(iter(states)))
        if waiting:
            return self.tr("{count} of {all} left").format(count=count_text(waiting), all=count_text(len(case.members)))
        return self.tr("decided")

    def _glyph(self, case: Case, member: str) -> str:
        states = {self.state(member)} if member else self._tally(case).states
        order = (WRITING, "conflict", "undecided", "changed", "recused", "condition", "rejected", "approved")
        return GLYPHS[next(each for each in order if each in states)]

    def _text(self, case: Case, member: str, column: int) -> str:
        if column == 0:
            return state_word(self.state(member)) if member else self._state_text(case)
        if column == 2:
            return "" if member else count_text(len(case.members))
        return self.line(member) if member else self.title(case)

    def title(self, case: Case) -> str:
        """Say what a judgement is about, in one line."""
        held = self._texts.get(case.id)
        if held is None:
            parts = [judging.headline(case, self._lang), *judging.facts(case)]
            held = self._texts[case.id] = " · ".join(message_text(each, self._lang) for each in parts)
        return held

    def line(self, member: str) -> str:
        """Give the line on which a member stands, and where."""
        sight, matter = self.judged.sights.get(member), self.judged.matters[member]
        text = shown(sight.line.strip()[:_LINE]) if sight is not None else ""
        return f"{text}   ({judging.where(matter)})" if text else judging.where(matter)

    def why(self, case: Case) -> list[str]:
        """Say why a judgement stands out."""
        return [message_text(each, self._lang) for each in judging.why(case)]

    def words(self, index: Index) -> str:
        """Say everything about a row."""
        case, member = self.case_at(index), self.member_at(index)
        if member:
            return f"{state_word(self.state(member))} · {self.line(member)}"
        return "\n".join((f"{self._state_text(case)} · {self.title(case)}", *self.why(case)))


class CaseList(QTreeView):
    """The list, with going to the next judgement that waits."""

    chosen = Signal(object, str)
    """A Case, and the member that is to be shown."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.rows = CaseModel(self, lang)
        self.setModel(self.rows)
        self.setObjectName("judgements")
        self.setAccessibleName(self.tr("Judgements"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(14)
        self.setExpandsOnDoubleClick(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # what is in view: of an open judgement there may be thousands of rows
        header.resizeSection(0, 118)
        self.selectionModel().currentChanged.connect(self._current)

    def show_cases(self, review: Review | None, judged: Judged, cases: Sequence[Case]) -> None:
        """Show these judgements; what was chosen and open stays so, as far as it is still there."""
        held = self.current_member()
        open_ = {
            self.rows.cases[row].members[0] for row in range(self.rows.rowCount()) if self.isExpanded(self._top(row))
        }
        inside = self.currentIndex().isValid() and bool(self.currentIndex().internalId())
        self.rows.show(review, judged, cases)
        for row, case in enumerate(self.rows.cases):
            if case.members[0] in open_:
                self.setExpanded(self._top(row), True)
        if held and not self.go_to(held, inside=inside):
            self.setCurrentIndex(QModelIndex())

    def _top(self, row: int) -> QModelIndex:
        return self.rows.index(row, 0)

    def current_case(self) -> Case | None:
        """Give the judgement that is chosen, or whose member is."""
        index = self.currentIndex()
        return self.rows.case_at(index) if index.isValid() else None

    def current_member(self) -> str:
        """Give the member that is in view: the one chosen, or the first sample of the judgement chosen."""
        index = self.currentIndex()
        if not index.isValid():
            return ""
        case = self.rows.case_at(index)
        return self.rows.member_at(index) or (case.samples or case.members)[0]

    def selected(self) -> Mapping[str, Case]:
        """Give the members that are chosen, each with its judgement; a judgement's row stands for those that wait."""
        out: dict[str, Case] = {}
        for index in self.selectionModel().selectedRows():
            case, member = self.rows.case_at(index), self.rows.member_at(index)
            wanted = [member] if member else self.rows.waiting(case) or case.members
            out.update(dict.fromkeys(wanted, case))
        return out

    def go_to(self, member: str, *, inside: bool = False) -> bool:
        """Choose the judgement that decides about something; `inside`: the thing itself."""
        row = self.rows.row_of(member)
        if row < 0:
            return False
        top, case = self._top(row), self.rows.cases[row]
        if inside and len(case.members) > 1:
            self.setExpanded(top, True)
            top = self.rows.index(case.members.index(member), 0, top)
        self.setCurrentIndex(top)
        return True

    def step(self, by: int) -> bool:
        """Go to the next or previous judgement that waits, going round; inside an open one, to its next member first."""
        index, count = self.currentIndex(), self.rows.rowCount()
        if index.isValid() and index.internalId() and self._step_inside(index, by):
            return True
        here = (index.internalId() - 1 if index.internalId() else index.row()) if index.isValid() else -1
        here = count if here < 0 and by < 0 else here
        for far in range(1, count + 1):
            row = (here + by * far) % count
            if self.rows.waits(self.rows.cases[row]):
                self.setCurrentIndex(self._top(row))
                return True
        return False

    def _step_inside(self, index: QModelIndex, by: int) -> bool:
        case, top = self.rows.case_at(index), index.parent()
        waiting = set(self.rows.waiting(case))
        rows = range(index.row() + by, len(case.members) if by > 0 else -1, by)
        row = next((each for each in rows if case.members[each] in waiting), None)
        if row is None:
            return False
        self.setCurrentIndex(self.rows.index(row, 0, top))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a judgement to its members and goes in; Escape and Left go out again."""
        index = self.currentIndex()
        inside = index.isValid() and bool(index.internalId())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid() and not inside:
            self.open_current()
        elif event.key() == Qt.Key.Key_Escape and inside:
            top = index.parent()
            self.setCurrentIndex(top)
            self.collapse(top)
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """Open the judgement that is chosen, and choose its first member that waits."""
        index = self.currentIndex().siblingAtColumn(0)
        if index.isValid() and self.rows.rowCount(index):
            case = self.rows.case_at(index)
            waiting = set(self.rows.waiting(case))
            first = next((at for at, each in enumerate(case.members) if each in waiting), 0)
            self.expand(index)
            self.setCurrentIndex(self.rows.index(first, 0, index))

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.case_at(index), self.current_member())
