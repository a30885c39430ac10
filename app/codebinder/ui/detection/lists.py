"""The dialog of detection rules: the workbook's own lists with what they hold, and a panel to add and try one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from codebinder.base.messages import text_of, told_of
from codebinder.errors import CodebinderError, UserError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.detection.adding import AddPanel
from codebinder.ui.detection.words import fault_text, first_of, list_kind, row, tree
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.undoing.keys import history_keys
from codebinder.workflow import ownrules
from codebinder.workflow.ownrules import RuleListView
from codebinder.workflow.session import Session

_NAME = 257
_MOST = 200
_RULES = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """The lists, and what is to be said of them all."""

    lists: tuple[RuleListView, ...]
    total: int
    unmatched: tuple[str, ...]
    fault: str


def read_lists(session: Session) -> Seen:
    """Read the lists; one that can't be used any more is told, not hidden."""
    page = ownrules.lists(session, limit=_MOST)
    try:
        unmatched, fault = ownrules.unmatched(session), ""
    except CodebinderError as error:
        unmatched, fault = (), told_of(error) if isinstance(error, UserError) else str(error)
    return Seen(page.items, page.total, unmatched, fault)


class RulesDialog(Dialog):
    """Lists at the first tab, adding and trying at the second."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, "")
        self.desk = desk
        title = self.tr("Detection rules")
        self.name(
            title,
            self.tr(
                "Your own words, patterns and rules, sealed in this workbook. They count from the next scan on, beside the shipped rules."
            ),
        )
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(title)
        self.tabs.addTab(self._lists(), self.tr("Lists"))
        self.adding = AddPanel(desk)
        self.adding.added.connect(self._added)
        self.tabs.addTab(self.adding, self.tr("Add and try"))
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, name="close"))
        self.resize(1040, 620)
        self.tabs.currentChanged.connect(self._enable)
        desk.session_changed.connect(self.reject)
        desk.data_changed.connect(self.refresh)
        history_keys(self, desk.history)
        self.refresh()

    def _lists(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(GRID, GRID, GRID, GRID)
        box.setSpacing(GRID)
        headers = (self.tr("Name"), self.tr("Kind"), self.tr("Title"), self.tr("Holds"))
        self.tree = tree(self.tr("Lists of your own"), headers, (220, 112, 300))
        self.tree.setObjectName("rule-lists")
        self.tree.currentItemChanged.connect(self._enable)
        self.unmatched = label("", "second")
        self.unmatched.setObjectName("unmatched")
        box.addWidget(self.tree, 1)
        box.addWidget(self.unmatched)
        self.remove = button(self.tr("Remove"), self._remove, name="remove-list")
        self.add = button(self.tr("Add a list…"), lambda: self.tabs.setCurrentIndex(1), "primary", name="add-list")
        self.buttons.insertWidget(0, self.add)
        self.buttons.insertWidget(1, self.remove)
        return inner

    @Slot()
    @Slot(str)
    def refresh(self, _what: str = "") -> None:
        """Read the lists again, off the window's thread."""
        session = self.desk.session
        if session is not None:
            self.desk.look(lambda: read_lists(session), self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        held = self._chosen()
        self.tree.clear()
        for view in seen.lists:
            self._row(view)
            if view.name == held:
                self.tree.setCurrentItem(self.tree.topLevelItem(self.tree.topLevelItemCount() - 1))
        if not seen.lists:
            row(self.tree, self.tr("None yet.")).setFirstColumnSpanned(True)
        if seen.total > len(seen.lists):
            row(self.tree, self.tr("… and {count} more").format(count=seen.total - len(seen.lists)))
        lines = first_of([self._entry(each) for each in seen.unmatched], 4)
        head = (
            [self.tr("Allow-list entries that matched nothing so far (new ones count from the next scan on):")]
            if lines
            else []
        )
        self.unmatched.setText("\n".join([*head, *lines]))
        self.unmatched.setToolTip("\n".join(self._entry(each) for each in seen.unmatched[:60]))
        self.unmatched.setVisible(bool(lines))
        self.say(text_of(seen.fault, self.desk.lang))
        self._enable()

    def _row(self, view: RuleListView) -> None:
        title = shown(view.title)
        if view.kind == ownrules.FINDING:  # the workbook's own words, not a person's
            title = self.tr("the value of {finding}").format(finding=title.rpartition(" ")[2])
        title = f"{title} – {shown(view.note)}" if view.note else title
        item = row(self.tree, f"{view.name} ({view.id})", list_kind(view.kind), title, self.holds(view))
        item.setData(0, _NAME, view.name)
        if view.fault:
            for text in text_of(view.fault, self.desk.lang).splitlines():
                self._line(item, text).setForeground(0, theme.colour("bad"))
            item.setExpanded(True)
        single = view.kind in {ownrules.WORDS, ownrules.PATTERN}
        for _, own, name in view.rules[:_RULES] if not single else ():
            row(item, shown(own), "", shown(name))
        if len(view.rules) > _RULES:
            self._line(item, self.tr("… and {count} more").format(count=len(view.rules) - _RULES))
        for text in first_of(view.notes, 20):
            self._line(item, text).setForeground(0, theme.colour("muted"))

    def _entry(self, sentence: str) -> str:
        """Shorten a sentence on an entry that matched nothing to what it names: the heading says the rest."""
        text = sentence.removeprefix("allow-list entry ").removesuffix(" matched nothing")
        return shown(text.replace("(made from a finding)", self.tr("(made from a finding)")))

    @staticmethod
    def _line(item: QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        made = row(item, shown(text.strip()))
        made.setFirstColumnSpanned(True)
        return made

    def holds(self, view: RuleListView) -> str:
        """Say how much a list holds."""
        if view.fault:
            return self.tr("can't be read any more")
        counts: Sequence[tuple[int, str]] = (
            (0 if view.words else len(view.rules), self.tr("rules: {count}")),
            (view.words, self.tr("words: {count}")),
            (view.allows, self.tr("allowances: {count}")),
        )
        parts = [text.format(count=count_text(count)) for count, text in counts if count]
        return ", ".join(parts)

    def _chosen(self) -> str:
        item = self.tree.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    @Slot()
    def _enable(self) -> None:
        for each in (self.add, self.remove):
            each.setVisible(self.tabs.currentIndex() == 0)
        self.remove.setEnabled(self.desk.can_write and bool(self._chosen()))
        self.add.setEnabled(self.desk.can_write)

    @Slot(str)
    def _added(self, name: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.desk.message.emit("info", self.tr("{name} is added. It counts from the next scan on.").format(name=name))

    # -- removing

    @Slot()
    def _remove(self) -> None:
        name = self._chosen()
        if not name:
            return
        session = self.desk.session
        if session is None:
            return

        def work(_progress: Progress, _cancel: Cancel) -> object:
            return ownrules.remove(session, name)

        self.desk.run_job(self.tr("Removing the list"), work, self._removed, self._failed)

    @Slot(object)
    def _removed(self, view: RuleListView) -> None:
        self.desk.changed("rules")
        text = self.tr("{name} is removed; what it found is gone after the next scan. Ctrl+Z brings it back.")
        self.say(text.format(name=view.name))
