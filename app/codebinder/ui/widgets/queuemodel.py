"""The rows of the queue: groups of findings, and below an unfolded one its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from codebinder.model.findings import Finding, FindingState
from codebinder.model.queue import QueueGroup
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.detection.words import rule_text
from codebinder.ui.findwords import reason_words
from codebinder.ui.redacting.findingwords import confidence_name, place_text, state_name
from codebinder.ui.strings import count_text

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NONE = QModelIndex()
_STATES = {state.value: state for state in FindingState}
LOW = 2
"""The rank of what is scored down."""
WRITING = "writing"
GLYPHS = {
    FindingState.OPEN.value: "work", FindingState.REDACTED.value: "complete", FindingState.KEPT.value: "decided",
    WRITING: "nothing",
}  # fmt: skip


class Group:
    """Findings that share a value and a rule. `row` is as it was read, `members` are read when they are needed."""

    __slots__ = ("members", "reading", "row", "stale", "unfolded", "waiting", "waits_open")

    def __init__(self, row: QueueGroup) -> None:
        self.row = row
        self.members: list[Finding] | None = None
        self.stale = False
        self.unfolded = False
        self.reading = False
        """Are its members being read, as something is to be done with them? Of ten thousand that takes a moment."""
        self.waiting = 0
        """How many members are being written."""
        self.waits_open = 0

    @property
    def first(self) -> Finding:
        """The surest of them; of several, the first by place."""
        return self.row.finding

    @property
    def first_open(self) -> bool:
        """Has nobody decided the first one?"""
        return self.row.state == FindingState.OPEN.value

    @property
    def undecided(self) -> bool:
        """Is there one that nobody has decided, and nobody is just deciding?"""
        return self.row.open > self.waits_open

    @property
    def state(self) -> str:
        """Being written; else open as long as one is; else how the first was decided."""
        if self.waiting:
            return WRITING
        return FindingState.OPEN.value if self.row.open else self.row.state

    def passes(self, wanted: str) -> bool:
        """Is it one of those that a filter wants?"""
        row = self.row
        if wanted == "queue":
            return row.rank < LOW
        if wanted == "open":
            return row.rank < LOW and row.open > 0
        if wanted == "redacted":
            return row.redacted > 0
        if wanted == "kept":
            return row.kept > 0
        return row.rank == LOW if wanted == "low" else True


def words_of(state: str) -> str:
    """Give the word for how a row stands."""
    if state == WRITING:
        return QCoreApplication.translate("Finding", "being written…")
    return state_name(_STATES[state])


class QueueModel(QAbstractTableModel):
    """Groups, and the findings of those that are unfolded. Column 0 says what, column 1 where."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: list[Group] = []
        self.names: Mapping[str, str] = {}
        self._rows: list[tuple[Group, int]] = []
        """Each with its place among the members; -1 for the group itself."""
        self._writing: dict[str, Group | None] = {}

    # -- what is shown

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups, folded or not as they are."""
        self.beginResetModel()
        self.groups = list(groups)
        if any(group.unfolded for group in self.groups):
            self._rows = [row for group in self.groups for row in _rows_of(group)]
        else:
            self._rows = [(group, -1) for group in self.groups]
        self._recount()
        self.endResetModel()

    def has(self, group: Group) -> bool:
        """Is this group in the list?"""
        return group in self.groups

    def place_of(self, group: Group) -> int:
        """Give a group's place among the groups."""
        return self.groups.index(group)

    def row_of(self, group: Group) -> int:
        """Give a group's row."""
        return self._rows.index((group, -1))

    def told(self, group: Group) -> None:
        """Show a group as it is now."""
        if group in self.groups:
            row = self.row_of(group)
            last = row + (len(group.members or ()) if group.unfolded else 0)
            self.dataChanged.emit(self.index(row, 0), self.index(last, 1))

    def drop(self, group: Group) -> None:
        """Leave a group out that the filter no longer wants."""
        if group in self.groups:
            row = self.row_of(group)
            count = 1 + (len(group.members or ()) if group.unfolded else 0)
            self.beginRemoveRows(QModelIndex(), row, row + count - 1)
            del self._rows[row : row + count]
            self.groups.remove(group)
            self.endRemoveRows()

    def put(self, group: Group, members: list[Finding]) -> None:
        """Give a group its members."""
        was = group.unfolded
        if was and len(group.members or ()) != len(members):
            self.fold(group)
        group.members, group.stale, group.reading = members, False, False
        self._recount()
        if was:
            self.unfold(group)
        self.told(group)

    def unfold(self, group: Group) -> None:
        """Show a group's members below it."""
        if not group.unfolded and group.members and group in self.groups:
            row = self.row_of(group)
            self.beginInsertRows(QModelIndex(), row + 1, row + len(group.members))
            self._rows[row + 1 : row + 1] = [(group, at) for at in range(len(group.members))]
            group.unfolded = True
            self.endInsertRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, 1))

    def fold(self, group: Group) -> None:
        """Show a group without its members."""
        if group.unfolded and group in self.groups:
            row = self.row_of(group)
            count = sum(held is group for held, _ in self._rows[row + 1 : row + 1 + len(group.members or ())])
            self.beginRemoveRows(QModelIndex(), row + 1, row + count)
            del self._rows[row + 1 : row + 1 + count]
            group.unfolded = False
            self.endRemoveRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, 1))

    # -- being written

    def writing(self, ids: Iterable[str]) -> None:
        """Show findings as being written."""
        self._writing.update(dict.fromkeys(ids))
        self._recount()
        self._all_changed()

    def written(self, ids: Iterable[str], state: FindingState | None) -> None:
        """Show them as decided, or (None) as they were."""
        done = [each for each in ids if each in self._writing]
        changed = {self._writing.pop(each): None for each in done}
        if state is not None:
            wanted = set(done)
            for group in changed:
                if group is not None:
                    _decided(group, wanted, state)
        self._recount()
        self._all_changed()

    def is_writing(self, name: str) -> bool:
        """Is this finding being written?"""
        return name in self._writing

    def _recount(self) -> None:
        """Count what is being written in each group."""
        if not self._writing:
            for group in [each for each in self.groups if each.waiting]:
                group.waiting = group.waits_open = 0
            return
        numbers = {int(name.partition("-")[2]): name for name in self._writing}
        for group in self.groups:
            group.waiting = group.waits_open = 0
            if group.row.total == 1 or group.members is None:
                name = numbers.get(group.row.number)
                if name is not None:
                    self._writing[name] = group
                    group.waiting = 1
                    group.waits_open = int(group.first_open)
                continue
            for each in group.members:
                if each.id in self._writing:
                    self._writing[each.id] = group
                    group.waiting += 1
                    group.waits_open += each.state is FindingState.OPEN

    def _all_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))

    # -- what stands in a row

    def group(self, index: Index) -> Group | None:
        """Give the group of a row."""
        return self._rows[index.row()][0] if index.isValid() else None

    def is_member(self, index: Index) -> bool:
        """Is this the row of one finding of an unfolded group?"""
        return index.isValid() and self._rows[index.row()][1] >= 0

    def finding(self, index: Index) -> Finding | None:
        """Give the finding of a row: a group's first."""
        if not index.isValid():
            return None
        group, at = self._rows[index.row()]
        return group.members[at] if at >= 0 and group.members else group.first

    def state(self, finding: Finding) -> FindingState | None:
        """Say how a finding stands; None while that is being written."""
        return None if finding.id in self._writing else finding.state

    def state_word(self, index: Index) -> str:
        """Give the word that stands at the right of a row, where it is being written."""
        group, at = self._rows[index.row()]
        state = self._state(group, at)
        return words_of(state) if state == WRITING else ""

    # -- for Qt

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """What, and where."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give what, where, the glyph of the state, and everything in words for the tooltip."""
        if not index.isValid():
            return None
        group, at = self._rows[index.row()]
        if role == _Role.DisplayRole:
            return self._where(group, at) if index.column() else self._what(group, at)
        if role == _Role.DecorationRole and index.column() == 0:
            return theme.glyph(GLYPHS[self._state(group, at)])
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self._whole(group, at)
        if role == _Role.ForegroundRole:
            muted = bool(index.column()) or self._state(group, at) != FindingState.OPEN.value
            return theme.colour("muted") if muted else None
        return None

    def _state(self, group: Group, at: int) -> str:
        if at < 0 or not group.members:
            return group.state
        finding = group.members[at]
        return WRITING if finding.id in self._writing else finding.state.value

    def _whole(self, group: Group, at: int) -> str:
        finding = group.members[at] if at >= 0 and group.members else group.first
        words = (
            shown(reason_words(finding.reason, finding.rule)) or rule_text(finding.rule, self.names),
            confidence_name(finding.confidence),
            place_text(finding),
            self._places(group) if at < 0 and group.row.total > 1 else "",
            words_of(self._state(group, at)),
        )
        return " · ".join(word for word in words if word)

    def _what(self, group: Group, at: int) -> str:
        return rule_text(group.row.rule, self.names) if at < 0 else place_text((group.members or [group.first])[at])

    def _places(self, group: Group) -> str:
        return self.tr("{count} places").format(count=count_text(group.row.total))

    def _where(self, group: Group, at: int) -> str:
        state = self._state(group, at)
        if state == WRITING:
            return words_of(state)
        if at >= 0:
            return ""
        if group.reading:
            return self.tr("reading…")
        return self._places(group) if group.row.total > 1 else place_text(group.first, short=True)


def _rows_of(group: Group) -> list[tuple[Group, int]]:
    return [(group, at) for at in range(-1, len(group.members or ()) if group.unfolded else 0)]


def _decided(group: Group, ids: set[str], state: FindingState) -> None:
    """Count findings of a group as decided, until it is read again."""
    from dataclasses import replace

    row = group.row
    if row.total == 1 or group.members is None:
        count, opened = 1, int(group.first_open)
    else:
        hit = [each for each in group.members if each.id in ids]
        count, opened = len(hit), sum(each.state is FindingState.OPEN for each in hit)
        # Members that nobody sees are read anew when they are wanted: there may be ten thousand.
        changed = (
            [replace(each, state=state) if each.id in ids else each for each in group.members]
            if group.unfolded
            else None
        )
        group.members = changed
    first = state.value if f"F-{row.number}" in ids else row.state
    group.row = row._replace(
        open=row.open - opened, state=first,
        redacted=row.redacted + (count if state is FindingState.REDACTED else 0),
        kept=row.kept + (count if state is FindingState.KEPT else 0),
    )  # fmt: skip


__all__ = ["GLYPHS", "WRITING", "Group", "QueueModel"]
