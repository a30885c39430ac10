"""The queue of findings, grouped by value and rule: what is decided next, and what has been decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeView, QVBoxLayout, QWidget

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.text import shown, shown_path
from codebinder.ui import theme
from codebinder.ui.detection.words import rule_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole
_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


@dataclass(slots=True, eq=False)
class Group:
    """Findings that share a value and a rule."""

    members: list[Finding]
    row: int = 0

    @property
    def first(self) -> Finding:
        """The surest of them; of several, the first by place."""
        return self.members[0]

    @property
    def open(self) -> list[Finding]:
        """Those that nobody has decided."""
        return [each for each in self.members if each.state is FindingState.OPEN]

    @property
    def state(self) -> FindingState:
        """Open as long as one is; else how the first was decided."""
        return FindingState.OPEN if self.open else self.first.state


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Group findings by value and rule; the surest first, then by place."""
    table: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        table.setdefault((each.value_tag, each.rule), []).append(each)
    # A group is as sure as its surest member: the same value may be graded low in one place and count in another.
    groups = [Group(sorted(each, key=_rank)) for each in table.values()]
    groups.sort(key=lambda group: _rank(group.first))
    return groups


def _rank(finding: Finding) -> tuple[int, tuple[str, bytes, int]]:
    return _ORDER[finding.confidence], _place(finding)


def _place(finding: Finding) -> tuple[str, bytes, int]:
    return finding.component, finding.path, finding.start


def confidence_name(confidence: Confidence) -> str:
    """Give the word for how sure a detector is."""
    return {
        Confidence.HIGH: QCoreApplication.translate("Finding", "sure"),
        Confidence.MEDIUM: QCoreApplication.translate("Finding", "likely"),
        Confidence.LOW: QCoreApplication.translate("Finding", "scored down"),
    }[confidence]


def kind_name(kind: str) -> str:
    """Give the word for what was found; kinds that we have no word for show themselves."""
    return {
        "private-key": QCoreApplication.translate("Finding", "private key"),
        "token": QCoreApplication.translate("Finding", "access token"),
        "password": QCoreApplication.translate("Finding", "password"),
        "key": QCoreApplication.translate("Finding", "key or secret"),
        "certificate": QCoreApplication.translate("Finding", "certificate"),
        "personal": QCoreApplication.translate("Finding", "personal data"),
        "financial": QCoreApplication.translate("Finding", "financial data"),
        "internal": QCoreApplication.translate("Finding", "internal name or address"),
        "notice": QCoreApplication.translate("Finding", "confidentiality notice"),
        "licence": QCoreApplication.translate("Finding", "licence or copyright"),
        "export": QCoreApplication.translate("Finding", "export control"),
        "vulnerability": QCoreApplication.translate("Finding", "note of a vulnerability"),
        "code-name": QCoreApplication.translate("Finding", "word of your own list"),
        "jewel": QCoreApplication.translate("Finding", "protected code"),
    }.get(kind, shown(kind))


def place_text(finding: Finding, *, short: bool = False) -> str:
    """Say where a finding stands: path and line, or the member of the archive; `short`: without folders."""
    path, inside = finding.path, finding.member
    if short:
        path, inside = path.rsplit(b"/", 1)[-1], inside.rsplit(b"/", 1)[-1]
    return f"{shown_path(path)} › {shown_path(inside)}" if inside else f"{shown_path(path)}:{finding.line}"


def state_name(state: FindingState) -> str:
    """Give the word for what became of a finding."""
    return {
        FindingState.OPEN: QCoreApplication.translate("Finding", "undecided"),
        FindingState.REDACTED: QCoreApplication.translate("Finding", "redacted"),
        FindingState.KEPT: QCoreApplication.translate("Finding", "kept"),
    }[state]


GLYPHS = {FindingState.OPEN: "work", FindingState.REDACTED: "complete", FindingState.KEPT: "decided"}


class QueueModel(QAbstractItemModel):
    """Groups, and the findings of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups: list[Group] = []
        self.names: Mapping[str, str] = {}

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self.groups = list(groups)
        for row, group in enumerate(self.groups):
            group.row = row
        self.endResetModel()

    def mark(self, ids: set[str], state: FindingState) -> None:
        """Show findings as decided at once; the workbook follows."""
        for group in self.groups:
            for at, each in enumerate(group.members):
                if each.id in ids:
                    group.members[at] = replace(each, state=state)
        if self.groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.groups) - 1, 1))

    # -- for Qt

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Give the index of a row."""
        if column not in {0, 1} or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, None) if row < len(self.groups) else QModelIndex()
        group = self.groups[parent.row()]
        return self.createIndex(row, column, group) if row < len(group.members) else QModelIndex()

    def parent(self, index: Index = _NONE) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Give a finding's group."""
        group = cast("Group | None", index.internalPointer()) if index.isValid() else None
        return QModelIndex() if group is None else self.createIndex(group.row, 0, None)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Count groups, or a group's findings where there are several."""
        if not parent.isValid():
            return len(self.groups)
        if parent.internalPointer() is not None or parent.column():
            return 0
        count = len(self.groups[parent.row()].members)
        return count if count > 1 else 0

    def columnCount(self, _parent: Index = _NONE) -> int:
        """What, and where."""
        return 2

    def group(self, index: Index) -> Group:
        """Give the group of a row."""
        held = cast("Group | None", index.internalPointer())
        return held if held is not None else self.groups[index.row()]

    def findings(self, index: Index) -> list[Finding]:
        """Give the findings that a row stands for."""
        held = cast("Group | None", index.internalPointer())
        return self.groups[index.row()].members if held is None else [held.members[index.row()]]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  (Qt's own signature)
        """Give what, where, the glyph of the state, and everything in words for the tooltip."""
        if not index.isValid():
            return None
        single = index.internalPointer() is not None
        group = self.group(index)
        finding = group.members[index.row()] if single else group.first
        state = finding.state if single else group.state
        if role == _Role.DisplayRole:
            return self._where(group, finding, single=single) if index.column() else self._what(finding, single=single)
        if role == _Role.DecorationRole and index.column() == 0:
            return theme.glyph(GLYPHS[state])
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            words = (
                shown(finding.reason) or rule_text(finding.rule, self.names),
                confidence_name(finding.confidence),
                place_text(finding),
                state_name(state),
            )
            return " · ".join(words)
        if role == _Role.ForegroundRole and (index.column() or state is not FindingState.OPEN):
            return theme.colour("muted")
        return None

    def _what(self, finding: Finding, *, single: bool) -> str:
        return place_text(finding) if single else rule_text(finding.rule, self.names)

    def _where(self, group: Group, finding: Finding, *, single: bool) -> str:
        if single:
            return ""
        if len(group.members) > 1:
            return self.tr("{count} places").format(count=count_text(len(group.members)))
        return place_text(finding, short=True)


class Queue(QWidget):
    """The queue with its filter."""

    chosen = Signal(object)
    """The finding whose row was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.model = QueueModel(self)
        self.view = QTreeView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Findings"))
        self.view.setUniformRowHeights(True)
        self.view.setHeaderHidden(True)
        self.view.setIndentation(2 * GRID)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 104)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.only = QComboBox()
        self.only.setObjectName("queue-filter")
        self.only.setAccessibleName(self.tr("Which findings"))
        for name, key in (
            (self.tr("Queue: sure and likely"), "queue"),
            (self.tr("Undecided"), "open"),
            (self.tr("Redacted"), "redacted"),
            (self.tr("Kept"), "kept"),
            (self.tr("Scored down"), "low"),
            (self.tr("All findings"), "all"),
        ):
            self.only.addItem(name, key)
        self.only.currentIndexChanged.connect(self._filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(self.only)
        box.addWidget(self.view, 1)
        self._all: Sequence[Group] = ()

    def show_groups(self, groups: Sequence[Group], names: Mapping[str, str] | None = None) -> None:
        """Show these groups, staying at the finding that is chosen. `names`: people's own names of their rules."""
        self.model.names = names or {}
        held = self.current()
        self._all = groups
        self._filter()
        if held is not None:
            self.go_to(held.id, quiet=True)

    def current(self) -> Finding | None:
        """Give the chosen row's finding."""
        index = self.view.currentIndex()
        return self.model.findings(index)[0] if index.isValid() else None

    def selected(self) -> list[Finding]:
        """Give the findings that the chosen row stands for."""
        index = self.view.currentIndex()
        return list(self.model.findings(index)) if index.isValid() else []

    def same_value(self, finding: Finding) -> list[Finding]:
        """Give every open finding of the same value, whatever rule saw it and whatever the filter shows."""
        return [each for group in self._all for each in group.open if each.value_tag == finding.value_tag]

    def go_to(self, name: str, *, quiet: bool = False) -> bool:
        """Choose the finding with this id; say whether it is in the list."""
        for group in self.model.groups:
            for at, each in enumerate(group.members):
                if each.id == name:
                    index = self.model.index(group.row, 0)
                    if len(group.members) > 1 and at:
                        index = self.model.index(at, 0, index)
                    self._choose(index, quiet=quiet)
                    return True
        return False

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) group with something undecided, going round; False: there is none."""
        count = len(self.model.groups)
        index = self.view.currentIndex()
        here = self.model.group(index).row if index.isValid() else (-1 if by > 0 else count)
        for far in range(1, count + 1):
            group = self.model.groups[(here + by * far) % count]
            if group.open:
                at = group.members.index(group.open[0])
                index = self.model.index(group.row, 0)
                self._choose(self.model.index(at, 0, index) if at else index)
                return True
        return False

    def mark(self, ids: set[str], state: FindingState) -> None:
        """Show findings as decided at once."""
        self.model.mark(ids, state)

    def _choose(self, index: QModelIndex, *, quiet: bool = False) -> None:
        held = self.view.selectionModel().blockSignals(quiet)
        self.view.setCurrentIndex(index)
        self.view.selectionModel().blockSignals(held)
        self.view.scrollTo(index)
        self.view.viewport().update()

    def _filter(self) -> None:
        self.model.show([group for group in self._all if _passes(group, self.only.currentData())])

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.findings(index)[0])


def _passes(group: Group, wanted: str) -> bool:
    low = group.first.confidence is Confidence.LOW
    return {
        "queue": not low,
        "open": not low and bool(group.open),
        "redacted": any(each.state is FindingState.REDACTED for each in group.members),
        "kept": any(each.state is FindingState.KEPT for each in group.members),
        "low": low,
        "all": True,
    }[wanted]
