"""The Filing step: the template, the product's facts as questions, and the form that the template defines."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow, FilingFacts, Settled
from codebinder.model.filing import Filing
from codebinder.model.package import CounselRow
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Requirement
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.life.card import LifeCard
from codebinder.ui.pages.base import StepPage
from codebinder.ui.parts import banner, button, card, clear, label, scrolled
from codebinder.ui.regimes import inferred, place_name, status_look, status_name
from codebinder.ui.stripping import StripLine
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.contradictions import Contradictions, about
from codebinder.ui.widgets.counselview import CounselDialog, Deadlines
from codebinder.ui.widgets.facts import FactsCard
from codebinder.ui.widgets.form import FieldRow
from codebinder.ui.widgets.groupchoice import GroupChoice
from codebinder.ui.widgets.livecheck import LiveCheck
from codebinder.workflow import codefacts, counselling, filings
from codebinder.workflow.codefacts import TableView
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

_BUDGET = 0.012
"""Seconds of building at a time; a form of a hundred fields takes some of these, and what is seen comes first."""
_PAUSE, _PATIENCE = 8, 60
"""Milliseconds between two parts, in which the window lives; and after which one is built, whatever is being read."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What the workbook says for the form's fields."""

    answers: dict[str, str]
    left_out: dict[str, str]
    decided: dict[str, str]
    settled: dict[str, Settled]
    rows: dict[str, ChecklistRow]


class FilingPage(StepPage):
    """The form. It is built once for a filing, and afterwards only told what changed, so that no focus is lost."""

    step = Step.FILING

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._uid = self._digest = self._wanted = self._awaited = ""
        self._rows: dict[str, FieldRow] = {}
        self._groups: dict[str, GroupChoice] = {}
        self._live = LiveCheck(desk, self._judged, self)
        self._facts: FactsCard | None = None
        self._todo: list[tuple[Requirement, str]] = []
        self._stated = _Stated({}, {}, {}, {}, {})
        self._tables: dict[str, TableView] = {}
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._slice)
        self._template: FilingTemplate | None = None
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 2 * GRID)
        self._box.setSpacing(2 * GRID)
        self.area = scrolled(inner, aside=True)
        self.body.setContentsMargins(3 * GRID, 2 * GRID, GRID, 0)
        self.body.addWidget(self.area, 1)

    def refresh(self) -> None:
        """Show the filing as it is now."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        template = filings.template(session, filing)
        if (filing.uid, template.digest) != (self._uid, self._digest):
            self._build(filing, template)
        self._template = template
        rows = {row.requirement: row for row in filings.checklist_without_approvals(session, filing)}
        stated = filings.facts(session, filing)
        self._stated = _Stated(
            dict(stated.answers), dict(stated.justifications), dict(stated.rulings), _settled(stated), rows
        )
        for row in self._rows.values():
            self._load(row)
        if self._todo:
            self._next.start(_PAUSE)
        else:
            self._hidden()
        if self._facts is not None:
            self._facts.load(filings.product(session, filing), rows)
        self._live.forget()
        self._deadlines.load(counselling.deadlines(session, filing), template, self.desk.lang)
        for name, choice in self._groups.items():
            choice.load(self._stated.answers.get(name, ""))
        if not (self.recipient.hasFocus() and self.recipient.isModified()):
            self.recipient.setText(filing.recipient)
            self.recipient.setCursorPosition(0)
        self.life.load()
        # Both need the workbook's key, and take a moment: neither keeps the form waiting.
        self.desk.look(lambda: read_code(session, filing), self._code_read, self._quiet)

    def _load(self, row: FieldRow) -> None:
        name, held = row.requirement.id, self._stated
        row.template = self._template
        row.load(
            held.answers.get(name, ""),
            held.left_out.get(name, ""),
            held.decided.get(name, ""),
            held.rows.get(name),
            held.settled.get(name),
        )

    @Slot(object)
    def _code_read(self, seen: tuple[str, tuple[TableView, ...], tuple[ChecklistRow, ...]]) -> None:
        uid, tables, against = seen
        session, filing = self.desk.session, self.desk.filing
        if uid != self._uid or session is None or filing is None:
            return
        self._tables = {table.requirement: table for table in tables}
        for name, row in self._rows.items():
            row.propose(self._tables.get(name))
        known = filings.facts(session, filing)
        self._contradictions.load(filings.template(session, filing), against, dict(known.rulings), _settled(known))
        if self._wanted:
            self.reveal(self._wanted)

    @Slot(object)
    def _quiet(self, _error: CodebinderError) -> None:
        """With a locked keychain the form is filled in without the code's word."""

    def _build(self, filing: Filing, template: FilingTemplate) -> None:
        clear(self._box)
        self._rows.clear()
        self._groups.clear()
        self._todo.clear()
        self._tables.clear()
        self._uid, self._digest = filing.uid, template.digest
        lang = self.desk.lang
        self._box.addWidget(self._head(template, lang))
        self.life = LifeCard(self.desk)
        self._box.addWidget(self.life)
        guessed = inferred(template)
        if guessed:
            text = self.tr(
                "{count} rules of this template are inferred, not read in a source. Each says so at the right."
            )
            self._box.addWidget(banner("info", text.format(count=guessed)))
        self._facts = None
        if template.categories or template.facts:
            self._facts = FactsCard(self.desk, template)
            self._facts.saved.connect(self._saved_facts)
            self._box.addWidget(self._facts)
        self._deadlines = Deadlines()
        self._box.addWidget(self._deadlines)
        self._contradictions = Contradictions(self.desk)
        self._contradictions.saved.connect(self._saved)
        self._contradictions.goto.connect(self.reveal)
        self._box.addWidget(self._contradictions)
        self._box.addWidget(self._form(template))
        self._box.addStretch(1)
        self.area.verticalScrollBar().setValue(0)

    def _head(self, template: FilingTemplate, lang: str) -> QFrame:
        frame, box = card()
        box.addWidget(label(shown(template.names.get(lang)), "heading"))
        tags = QHBoxLayout()
        tags.setSpacing(GRID)
        tags.addWidget(label(status_name(template.status), status_look(template.status)))
        tags.addWidget(label(place_name(template.jurisdiction), "tag"))
        tags.addWidget(label(f"{template.id} {template.version}", "tag"))
        tags.addStretch(1)
        tags.addWidget(button(self.tr("For counsel…"), self._counsel, "flat", name="counsel"))
        box.addLayout(tags)
        box.addWidget(label(shown(template.summary.get(lang)), "muted"))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.recipient = entry(self.tr("Recipient"), hint=self.tr("who receives the package"))
        self.recipient.setEnabled(self.desk.can_write)
        self.recipient.editingFinished.connect(self._save_recipient)
        form.addRow(self.tr("Recipient"), self.recipient)
        if all(each.id != "recipient" for each in template.requirements):
            box.addLayout(form)
        else:
            self.recipient.setParent(frame)
            self.recipient.hide()
        return frame

    def _form(self, template: FilingTemplate) -> QFrame:
        frame, box = card()
        box.setSpacing(GRID)
        box.addWidget(label(self.tr("The form"), "heading"))
        box.addWidget(
            label(
                self.tr(
                    "Everything saves itself when you leave a field. Point at a field to see where its rule comes from."
                ),
                "muted",
            )
        )
        box.addSpacing(GRID)
        before = ""
        for each in template.requirements:
            if each.kind in FIELD_KINDS:
                heading = each.one_of if each.one_of != before else ""
                self._todo.append((each, heading))
                before = each.one_of
        self._fields = QVBoxLayout()
        self._fields.setSpacing(GRID)
        box.addLayout(self._fields)
        self._note = label("", "second")
        box.addWidget(self._note)
        return frame

    @Slot(object)
    def _soon(self, _read: object) -> None:
        if self._todo:
            self._next.start(_PAUSE)

    @Slot()
    def _slice(self) -> None:
        """Build some more of the form."""
        end = time.thread_time() + _BUDGET
        while self._todo and time.thread_time() < end:
            self._add(*self._todo.pop(0))
        if self._awaited in self._rows:
            self.reveal(self._awaited)
        if self._todo:
            # The next part comes when the reads that wait have been done, or soon, whichever is first.
            self._next.start(_PATIENCE)
            self.desk.look(lambda: None, self._soon, self._quiet)
        else:
            self._next.stop()
            self._hidden()

    def _add(self, requirement: Requirement, group: str) -> None:
        chosen = self._template
        named = (
            next((each for each in chosen.groups if each.id == group), None) if chosen is not None and group else None
        )
        if chosen is not None and named is not None and group not in self._groups:
            choice = self._groups[group] = GroupChoice(self.desk, chosen, named)
            choice.saved.connect(self._saved)
            self._fields.addWidget(choice)
            choice.load(self._stated.answers.get(group, ""))
        row = FieldRow(self.desk, requirement)
        row.saved.connect(self._saved)
        row.typed.connect(self._live.typed)
        self._rows[requirement.id] = row
        if self._template is not None and self._template.listing.strip == requirement.id:
            row.layout().addWidget(StripLine(self.desk, requirement))
        self._fields.addWidget(row)  # first: shown without a parent it would be a window for a moment
        self._load(row)
        row.propose(self._tables.get(requirement.id))

    def _judged(self, rows: tuple[ChecklistRow, ...]) -> None:
        """Show what the checklist says of the fields as they stand, while they are typed."""
        judged = {row.requirement: row for row in rows}
        for name, row in self._rows.items():
            row.judge(judged.get(name))

    @Slot()
    def _counsel(self) -> None:
        session, filing = self.desk.need()
        self.desk.look(lambda: counselling.counsel(session, filing), self._counselled)

    @Slot(object)
    def _counselled(self, rows: tuple[CounselRow, ...]) -> None:
        CounselDialog(self, rows, self._template, self.desk.lang).exec()

    def _hidden(self) -> None:
        count = sum(row.isHidden() for row in self._rows.values())
        self._note.setText(
            self.tr("{count} more are not asked for, going by the product's facts.").format(count=count)
            if count
            else ""
        )

    @Slot(str)
    def _saved(self, _requirement: str) -> None:
        self.desk.changed("form")

    @Slot()
    def _saved_facts(self) -> None:
        self.desk.changed("product")

    @Slot()
    def _save_recipient(self) -> None:
        session, filing = self.desk.session, self.desk.filing
        text = self.recipient.text().strip()
        if session is None or filing is None or text == filing.recipient:
            return
        if self.desk.attempt(lambda: filings.set_fields(session, filing, {"recipient": text})):
            self.desk.changed("form")

    def reveal(self, target: str) -> None:
        """Scroll to a requirement of the form, or to a fact, and give it the focus."""
        self._awaited = target if any(each.id == target for each, _ in self._todo) else ""
        if self._awaited:
            return  # it is shown when it has been built
        row: QWidget | None = self._contradictions.row(target) or self._rows.get(target)
        self._wanted = target if row is None and about(target) else ""  # it comes when the code has been read
        if row is None and self._facts is not None:
            row = self._facts.row(target)
        if row is None:
            return
        # The page may not be laid out yet when a click elsewhere opens it.
        QTimer.singleShot(0, row, lambda: self._reveal(row))

    def _reveal(self, row: QWidget) -> None:
        self.area.ensureWidgetVisible(row, 0, 10 * GRID)
        if isinstance(row, FieldRow):
            row.take_focus()
        else:
            row.setFocus()
        # Of a row that is taller than the window, what can be typed in is shown.
        held = self.area.focusWidget()
        if held is not None and row.isAncestorOf(held):
            self.area.ensureWidgetVisible(held, 0, 10 * GRID)


def _settled(facts: FilingFacts) -> dict[str, Settled]:
    return {each.requirement: each for each in facts.settled}


def read_code(session: Session, filing: Filing) -> tuple[str, tuple[TableView, ...], tuple[ChecklistRow, ...]]:
    """Read what the code proposes for the tables, and where it contradicts what is stated."""
    rows = filings.checklist(session, filing)
    return filing.uid, codefacts.proposals(session, filing), tuple(row for row in rows if about(row.requirement))


PAGE = FilingPage
