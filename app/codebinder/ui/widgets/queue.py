"""The queue of findings, grouped by value and rule: what is decided next, and what has been decided.

Groups come as they were read (see `workflow.queueing`); the members of one are asked for when it is unfolded. It is a
table whose rows are folded by ourselves: a tree view asks a model about every one of its rows whenever one changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from codebinder.model.findings import Finding, FindingState
from codebinder.model.queue import QueueGroup
from codebinder.ui.redacting.findingwords import confidence_name, kind_name, place_text, state_name
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.queuemodel import Group, QueueModel
from codebinder.ui.widgets.queueview import QueueView

Then = Callable[[list[Finding]], object]
_FEW = 64
"""So many changed groups are looked for one by one; of more, the list is made anew."""


class Groups:
    """Groups made ready to be shown, off the window's thread where they are many."""

    def __init__(self, rows: Iterable[QueueGroup]) -> None:
        self.groups = [Group(row) for row in rows]
        self.by_key = {each.row.key: each for each in self.groups}


class Queue(QWidget):
    """The queue with its filter."""

    chosen = Signal(object)
    """The finding whose row was chosen."""
    members_wanted = Signal(object)
    """A group whose members are needed; `put_members` answers."""

    def __init__(self) -> None:
        super().__init__()
        self.model = QueueModel(self)
        self.view = QueueView(self.model)
        self.view.setAccessibleName(self.tr("Findings"))
        self.view.row_chosen.connect(self._row_chosen)
        self.view.fold_wanted.connect(self.fold)
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
        self._all: list[Group] = []
        self._by_key: dict[tuple[str, str], Group] = {}
        self._awaited: dict[tuple[str, str], list[Then]] = {}
        self._enter: Group | None = None

    # -- what it shows

    def show_groups(self, rows: Groups | Iterable[QueueGroup], names: Mapping[str, str] | None = None) -> None:
        """Show these groups, staying at the finding that is chosen. `names`: people's own names of their rules."""
        self.model.names = names or {}
        held, key = self.current(), self._key()
        made = rows if isinstance(rows, Groups) else Groups(rows)
        self._all, self._by_key = made.groups, made.by_key
        self._awaited.clear()
        self._enter = None
        self._filter()
        if held is not None and key is not None:
            self._return_to(key, held.id)

    def change(self, rows: Sequence[QueueGroup], gone: Iterable[tuple[str, str]] = ()) -> bool:
        """Show groups as they are now; False where one is new, so that all must be read."""
        if any(each.key not in self._by_key for each in rows) or any(True for _ in gone):
            return False
        changed = [self._by_key[each.key] for each in rows]
        for group, row in zip(changed, rows, strict=True):
            group.row = row
            group.stale = group.members is not None
            if group.unfolded:
                self.members_wanted.emit(group)
        wanted = self.only.currentData()
        # One that had gone from the list has its own place among the others.
        back = len(changed) <= _FEW and any(each.passes(wanted) and not self.model.has(each) for each in changed)
        if len(changed) > _FEW or back:
            held, key = self.current(), self._key()
            self._filter()
            if held is not None and key is not None:
                self._return_to(key, held.id)
            return True
        for group in changed:
            if group.passes(wanted):
                self.model.told(group)
            elif self._key() != group.row.key:  # what is chosen stays until one goes on
                self.model.drop(group)
            else:
                self.model.told(group)
        return True

    def put_members(self, key: tuple[str, str], findings: Sequence[Finding]) -> None:
        """Take the members of a group that were asked for."""
        group = self._by_key.get(key)
        if group is None:
            return
        held = self.current() if self._key() == key else None
        single = self.model.is_member(self.view.currentIndex())
        self.model.put(group, list(findings))
        if held is not None and single:
            self._member(group, held.id, quiet=True)
        for then in self._awaited.pop(key, []):
            then(group.members or [])

    # -- what is chosen

    def current(self) -> Finding | None:
        """Give the chosen row's finding."""
        return self.model.finding(self.view.currentIndex())

    def group(self) -> Group | None:
        """Give the chosen row's group."""
        return self.model.group(self.view.currentIndex())

    def with_selected(self, then: Then) -> None:
        """Call `then` with the findings that the chosen row stands for: those of a group that nobody has decided, where
        there are any; now, or as soon as they have been read."""
        index = self.view.currentIndex()
        group = self.model.group(index)
        finding = self.model.finding(index)
        if group is None or finding is None:
            return
        if self.model.is_member(index) or group.row.total == 1:
            then([finding])
            return
        self._with_members(group, lambda found: then(_undecided(found)))

    def _with_members(self, group: Group, then: Then) -> None:
        if group.members is not None and not group.stale:
            then(group.members)
            return
        self._awaited.setdefault(group.row.key, []).append(then)
        self.tell_reading(group)
        self.members_wanted.emit(group)

    def tell_reading(self, group: Group, *, reads: bool = True) -> None:
        """Show that something of a group is being read, as something is to be done with it."""
        group.reading = reads
        self.model.told(group)

    def go_to(self, name: str, key: tuple[str, str] | None = None, *, quiet: bool = False) -> bool:
        """Choose the finding with this id; say whether it is in the list. `key` names its group, where that is known:
        without it only findings that are at hand are found."""
        group = self._by_key.get(key) if key is not None else self._holding(name)
        if group is None or not self.model.has(group):
            return False
        if group.first.id == name or group.row.total == 1:
            self._choose(self.model.row_of(group), quiet=quiet)
        elif group.members is not None and not group.stale:
            self._member(group, name, quiet=quiet)
        else:
            self._with_members(group, lambda _: self._member(group, name, quiet=quiet))
        return True

    def _holding(self, name: str) -> Group | None:
        number = name.partition("-")[2]
        for each in self._all:
            if str(each.row.number) == number or (each.members and any(one.id == name for one in each.members)):
                return each
        return None

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) group with something undecided, going round; False: there is none."""
        groups = self.model.groups
        here = self.group()
        count = len(groups)
        at = self.model.place_of(here) if here is not None else (-1 if by > 0 else count)
        for far in range(1, count + 1):
            group = groups[(at + by * far) % count]
            if group.undecided:
                self._enter = None
                self._choose(self.model.row_of(group))
                if group.row.total > 1 and not group.first_open:
                    self._enter = group
                    self._with_members(group, lambda _, group=group: self._first_open(group))
                return True
        return False

    def _first_open(self, group: Group) -> None:
        """Go to the first member that nobody has decided, unless the person has gone elsewhere meanwhile."""
        if self._enter is not group:
            return
        self._enter = None
        found = next((each for each in group.members or () if self.model.state(each) is FindingState.OPEN), None)
        if found is not None and self._key() == group.row.key:
            self._member(group, found.id)

    def _member(self, group: Group, name: str, *, quiet: bool = False) -> None:
        at = next((at for at, each in enumerate(group.members or ()) if each.id == name), None)
        if at is None or not self.model.has(group):
            return
        if at == 0 and not group.unfolded:
            self._choose(self.model.row_of(group), quiet=quiet)
            return
        self.model.unfold(group)
        self._choose(self.model.row_of(group) + 1 + at, quiet=quiet)

    @Slot(object, bool)
    def fold(self, group: Group, unfolded: bool) -> None:  # noqa: FBT001  (a slot)
        """Unfold a group, or fold it."""
        if unfolded and group.row.total > 1 and not group.unfolded:
            self._with_members(group, lambda _: self.model.unfold(group))
        elif not unfolded and group.unfolded:
            row = self.model.row_of(group)
            inside = self._key() == group.row.key
            self.model.fold(group)
            if inside:
                self._choose(row, quiet=True)

    def stay(self) -> None:
        """Move to no member that is still being read: the person looks at something else."""
        self._enter = None

    def begin(self) -> None:
        """Go to the first row, decided or not."""
        if self.model.rowCount():
            self._choose(0)

    # -- deciding

    def at_rest(self, ids: Iterable[str]) -> list[str]:
        """Leave out what is being written already."""
        return [each for each in ids if not self.model.is_writing(each)]

    def writing(self, ids: Iterable[str]) -> None:
        """Show findings as being written: decided by the person, and not on the disk yet."""
        self.model.writing(ids)

    @Slot(object, object)
    def written(self, ids: Iterable[str], state: FindingState) -> None:
        """Show what was being written as decided: it is on the disk now."""
        self.model.written(ids, state)

    @Slot(object)
    def refused(self, ids: Iterable[str]) -> None:
        """Show what was to be written as it was before."""
        self.model.written(ids, None)

    # -- inside

    def _key(self) -> tuple[str, str] | None:
        group = self.group()
        return group.row.key if group is not None else None

    def _return_to(self, key: tuple[str, str], name: str) -> None:
        self.go_to(name, key, quiet=True)

    def _choose(self, row: int, *, quiet: bool = False) -> None:
        self.view.choose(self.model.index(row, 0), quiet=quiet)

    @Slot()
    def _filter(self) -> None:
        wanted = self.only.currentData()
        self.model.show([group for group in self._all if group.passes(wanted)])

    @Slot(QModelIndex)
    def _row_chosen(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding is not None:
            self.chosen.emit(finding)


def _undecided(found: Sequence[Finding]) -> list[Finding]:
    return [each for each in found if each.state is FindingState.OPEN] or list(found)


__all__ = ["Group", "Groups", "Queue", "confidence_name", "kind_name", "place_text", "state_name"]
