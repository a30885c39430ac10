"""The form of a template as it will look, filled with samples. Everything can be tried; nothing is written anywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.checklist import ChecklistRow
from codebinder.model.template import FIELD_KINDS, FilingTemplate, OneOf, Requirement
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import clear, label, scrolled
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.editors import NoWheelBox
from codebinder.ui.widgets.facts import FactRow
from codebinder.ui.widgets.form import FieldRow
from codebinder.workflow import gallery
from codebinder.workflow.trying import Tried, switched_by

_BUDGET = 0.015
"""Seconds of building at a time: a form of a hundred fields takes many of these, and the window none of its breath."""


class SampleRow(FieldRow):
    """A field that checks itself as the real one does, and keeps its answer to itself."""

    tried = Signal(str, str)

    def __init__(self, desk: Desk, requirement: Requirement) -> None:
        super().__init__(desk, requirement)
        self.editor.setEnabled(True)
        for each in self._reasons.values():
            each.setEnabled(True)

    def check(self) -> list[str]:
        """Give the faults of what stands in the editor."""
        text = self.editor.value()
        return gallery.check_answer(self.requirement, text) if text else []

    def _asked(self) -> frozenset[str] | None:
        """A sample asks everything."""
        return None

    def _show_faults(self, faults: list[str]) -> None:
        super()._show_faults(faults)
        said = self._fault.text().rpartition("\n")[0]  # its last line says that nothing was saved, as ever here
        self._fault.setText(said)

    @Slot()
    def _commit(self) -> None:
        faults = self.check()
        self._show_faults(faults)
        text = self.editor.value()
        if not faults and text != (self._held or ""):
            self._held = text
            self.tried.emit(self.requirement.id, text)

    @Slot(str)
    def _justify(self, text: str) -> None:
        """A sample needs no reason."""

    @Slot(str)
    def _rule(self, text: str) -> None:
        """A sample decides nothing."""

    @Slot()
    def _csv(self) -> None:
        """A sample reads no files."""


class SampleForm(QWidget):
    """Facts and fields. It is built in slices, and keeps the fields that another text of the template left alone."""

    fact_tried = Signal(str, str)
    answer_tried = Signal(str, str)
    built = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, SampleRow] = {}
        self._pool: dict[str, SampleRow] = {}
        self._facts: dict[str, FactRow] = {}
        self._shape: tuple[object, ...] = ()
        self._todo: list[Callable[[], None]] = []
        self._given: Tried | None = None
        self._states: Mapping[str, ChecklistRow] = {}
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(GRID, GRID, 2 * GRID, 2 * GRID)
        self._box.setSpacing(GRID)
        self._head = QVBoxLayout()
        self._head.setSpacing(GRID)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(GRID)
        self._box.addLayout(self._head)
        self._box.addLayout(self._fields)
        self._box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inner, aside=True)
        outer.addWidget(self.area)
        self._timer = QTimer(self)
        self._timer.setInterval(6)
        self._timer.timeout.connect(self._slice)

    @property
    def rows(self) -> Mapping[str, SampleRow]:
        """Give the fields by requirement."""
        return self._rows

    def show_form(self, template: FilingTemplate, given: Tried, states: Mapping[str, ChecklistRow]) -> None:
        """Show the form of a template with these answers."""
        self._given, self._states = given, states
        shape = (template.facts, template.categories, template.groups, template.requirements)
        if shape != self._shape:
            self._shape = shape
            self._plan(template)
        if not self._todo:
            self._load()

    def _plan(self, template: FilingTemplate) -> None:
        clear(self._head)
        self._facts = {}
        self._pool.update(self._rows)
        self._rows = {}
        while (item := self._fields.takeAt(0)) is not None:
            held = item.widget()
            if not isinstance(held, SampleRow):
                held.hide()
                held.deleteLater()
        lang = self._desk.lang
        self._head.addWidget(label(self.tr("Try it: answers here are samples and are kept nowhere."), "muted"))
        if template.categories:
            self._head.addLayout(self._categories(template))
        self._todo = [lambda fact=fact: self._add_fact(fact.id, template) for fact in template.facts]
        groups = {each.id: each for each in template.groups}
        before = ""
        for each in template.requirements:
            if each.kind in FIELD_KINDS:
                group = groups.get(each.one_of) if each.one_of != before else None
                self._todo.append(lambda each=each, group=group: self._add(each, group, lang))
                before = each.one_of
        self._timer.start()

    def _categories(self, template: FilingTemplate) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("Category"), wrap=False))
        self._category = NoWheelBox()
        self._category.setAccessibleName(self.tr("Category"))
        self._category.setSizeAdjustPolicy(NoWheelBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for each in template.categories:
            self._category.addItem(f"{each.code}  {shown(each.label.get(self._desk.lang))}", each.code)
        if self._given is not None:
            self._category.setCurrentIndex(max(0, self._category.findData(self._given.facts.get("category", ""))))
        self._category.activated.connect(
            lambda _at: self.fact_tried.emit("category", str(self._category.currentData() or ""))
        )
        row.addWidget(self._category, 1)
        return row

    def _add_fact(self, identifier: str, template: FilingTemplate) -> None:
        fact = next(each for each in template.facts if each.id == identifier)
        row = FactRow(
            fact, self._desk.lang, yes=self.tr("Yes"), no=self.tr("No"), depend=switched_by(template, identifier)
        )
        row.glyph.hide()
        row.chosen.connect(self.fact_tried)
        self._facts[identifier] = row
        self._head.addWidget(row)

    def _add(self, requirement: Requirement, group: OneOf | None, lang: str) -> None:
        if group is not None:
            text = self.tr("One of these: {name}").format(name=shown(group.label.get(lang)))
            self._fields.addWidget(label(text, "caption"))
        row = self._pool.pop(requirement.id, None)
        if row is None or row.requirement != requirement:
            if row is not None:
                row.deleteLater()
            row = SampleRow(self._desk, requirement)
            row.tried.connect(self.answer_tried)
        self._rows[requirement.id] = row
        self._fields.addWidget(row)  # first: shown without a parent it would be a window for a moment
        self._load_one(row)

    @Slot()
    def _slice(self) -> None:
        end = time.thread_time() + _BUDGET
        while self._todo and time.thread_time() < end:
            self._todo.pop(0)()
        if not self._todo:
            self._timer.stop()
            for each in self._pool.values():
                each.deleteLater()
            self._pool.clear()
            self._load()
            self.built.emit()

    def _load(self) -> None:
        for row in self._rows.values():
            self._load_one(row)
        for name, fact in self._facts.items():
            fact.put(self._given.facts.get(name, "") if self._given is not None else "")

    def _load_one(self, row: SampleRow) -> None:
        given, name = self._given, row.requirement.id
        if given is not None:
            row.load(
                given.answers.get(name, ""),
                given.justifications.get(name, ""),
                given.rulings.get(name, ""),
                self._states.get(name),
            )
