"""What the code says about the product, by kind, with the places; a double click goes there. Stays open beside work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QTreeWidgetItem, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.observations import ObservationKind
from codebinder.model.source import ComponentKind
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import fact_kind, fault_text, place_row, row, target_of, tree
from codebinder.ui.dialogs import Dialog
from codebinder.ui.factwords import fact_text
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import codefacts, filings
from codebinder.workflow.codefacts import FactView
from codebinder.workflow.views import Step

_MOST = 300
"""Rows of one kind that are shown; the filter finds the others."""


class FactsDialog(Dialog):
    """The list, with a filter. It is no modal dialog: one goes through its places with the code beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, "")
        self.desk = desk
        self._facts: tuple[FactView, ...] = ()
        self._sources: frozenset[str] = frozenset()
        self._kinds_open: set[str] | None = None
        self.setModal(False)
        self.name(
            self.tr("What the code says"),
            self.tr(
                "Read from the sources and the images by the last scan. Set it beside what the filing states: tables of the form take rows from it, and the checklist names what contradicts it."
            ),
        )
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self.text = QLineEdit()
        self.text.setObjectName("facts-filter")
        self.text.setPlaceholderText(self.tr("Filter: a name, a port, a path"))
        self.text.setAccessibleName(self.tr("Filter what the code says"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._fill)
        self.aside = QComboBox()
        self.aside.setObjectName("facts-aside")
        self.aside.setAccessibleName(self.tr("Which places"))
        self.aside.addItem(self.tr("The product itself"), False)
        self.aside.addItem(self.tr("With tests and examples"), True)
        self.aside.currentIndexChanged.connect(self._fill)
        head.addWidget(self.text, 1)
        head.addWidget(self.aside)
        self.body.addLayout(head)
        headers = (self.tr("What"), self.tr("In detail"), self.tr("Seen"), self.tr("In"))
        self.tree = tree(self.tr("What the code says"), headers, (220, 230, 120))
        self.tree.setObjectName("facts")
        self.tree.itemActivated.connect(self._go)
        self.tree.currentItemChanged.connect(self._enable)
        self.body.addWidget(self.tree, 1)
        self.note = label("", "second")
        self.body.addWidget(self.note)
        self.goto = button(self.tr("Show in the code"), self._go_current, name="facts-go")
        self.buttons.insertWidget(0, self.goto)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary", name="close"))
        self.resize(800, 560)
        desk.filing_changed.connect(self.reject)
        desk.data_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    @Slot(str)
    def refresh(self, _what: str = "") -> None:
        """Read the observations again, off the window's thread."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return

        def work() -> tuple[tuple[FactView, ...], frozenset[str]]:
            parts = filings.components(session, filing, ComponentKind.SOURCE)
            return codefacts.facts(session, filing), frozenset(part.slug for part in parts)

        self.desk.look(work, self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, seen: tuple[tuple[FactView, ...], frozenset[str]]) -> None:
        if seen != (self._facts, self._sources) or not self.tree.topLevelItemCount():
            self._facts, self._sources = seen
            self._fill()

    @Slot()
    def _fill(self) -> None:
        self.tree.clear()
        words, tests = self.text.text().strip().casefold(), bool(self.aside.currentData())
        shown_ = [each for each in self._facts if (tests or each.observation.firm > 0) and _matches(each, words)]
        for kind in ObservationKind:
            rows = [each for each in shown_ if each.observation.kind is kind]
            if rows:
                self._group(kind, rows)
        if not self._facts:
            self.note.setText(self.tr("Nothing is known about the code yet: scan the sources first."))
        else:
            text = self.tr("{count} of {all} shown. Double-click a place to see it in the code.")
            self.note.setText(text.format(count=count_text(len(shown_)), all=count_text(len(self._facts))))
        self._enable()

    def _group(self, kind: ObservationKind, rows: Sequence[FactView]) -> None:
        group = row(self.tree, f"{fact_kind(kind)} ({count_text(len(rows))})")
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        for each in rows[:_MOST]:
            self._fact(group, each)
        if len(rows) > _MOST:
            row(group, self.tr("… and {count} more").format(count=count_text(len(rows) - _MOST)))
        group.setExpanded(True)
        if self.tree.currentItem() is None:
            self.tree.setCurrentItem(group.child(0))

    def _fact(self, group: QTreeWidgetItem, view: FactView) -> None:
        seen = view.observation
        count = count_text(seen.count)
        if seen.aside:
            count = self.tr("{count}, {aside} in tests").format(count=count, aside=count_text(seen.aside))
        item = row(
            group, shown(fact_text(seen.subject, self.desk.lang)), shown(fact_text(seen.detail, self.desk.lang)), count,
            shown(view.component),
        )  # fmt: skip
        for place in seen.places:
            if view.component in self._sources:
                place_row(item, view.component, place.path, place.line).setForeground(0, theme.colour("muted"))
            else:  # an image: its pieces have no lines, and the code pane does not show them
                row(item, shown(place.path.decode("utf-8", "replace"))).setForeground(0, theme.colour("muted"))

    @Slot()
    def _enable(self) -> None:
        self.goto.setEnabled(bool(self._target(self.tree.currentItem())))

    @staticmethod
    def _target(item: QTreeWidgetItem | None) -> str:
        """Give the place of a row, or the first place of an observation."""
        if item is not None and not target_of(item) and item.parent() is not None and item.childCount():
            item = item.child(0)
        return target_of(item)

    @Slot()
    def _go_current(self) -> None:
        self._go(self.tree.currentItem())

    @Slot(QTreeWidgetItem, int)
    def _go(self, item: QTreeWidgetItem | None, _column: int = 0) -> None:
        if item is not None and not target_of(item) and item.childCount() and self.sender() is self.tree:
            return  # a double click on a heading folds it
        target = self._target(item)
        if target:
            self.desk.go(Step.REDACTION, target)

    def show_beside(self) -> None:
        """Show it, and let the window be worked on."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()


def _matches(view: FactView, words: str) -> bool:
    seen = view.observation
    texts = (seen.subject, seen.detail, *(place.path.decode("utf-8", "replace") for place in seen.places))
    return not words or any(words in text.casefold() for text in texts)
