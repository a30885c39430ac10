"""The right side: what the template asks for in this step, met or not, and where each rule comes from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import Filing
from codebinder.model.rule_source import Certainty, RuleSource
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import step_name
from codebinder.ui.parts import clear, glyph_label, label, scrolled
from codebinder.ui.theme import GRID
from codebinder.ui.whys import by_labels, why_text
from codebinder.workflow import filings
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

_ORDER = (
    RequirementState.UNMET,
    RequirementState.DECIDED,
    RequirementState.OMITTED,
    RequirementState.MET,
    RequirementState.NOT_APPLICABLE,
)
PAGES_ROW = "listing_pages"
"""The checklist's row that the pages are."""
PAPERS = "papers"
"""What to go to for a look at the papers: no requirement is called so."""


def state_name(state: RequirementState) -> str:
    """Give the word for a requirement's state."""
    return {
        RequirementState.MET: QCoreApplication.translate("Requirement", "met"),
        RequirementState.UNMET: QCoreApplication.translate("Requirement", "not met"),
        RequirementState.NOT_APPLICABLE: QCoreApplication.translate("Requirement", "not applicable"),
        RequirementState.OMITTED: QCoreApplication.translate("Requirement", "left out, with a reason"),
        RequirementState.DECIDED: QCoreApplication.translate("Requirement", "decided by a person"),
    }[state]


def certainty_name(certainty: Certainty) -> str:
    """Say how a rule is known."""
    return {
        Certainty.SOURCE: QCoreApplication.translate("Requirement", "read in a source"),
        Certainty.SECONDARY: QCoreApplication.translate("Requirement", "read in a secondary source"),
        Certainty.MEMORY: QCoreApplication.translate("Requirement", "general knowledge"),
        Certainty.INFERRED: QCoreApplication.translate("Requirement", "inferred"),
    }[certainty]


def source_text(source: RuleSource, lang: str) -> str:
    """Give a rule's source, its date and how sure it is, in one line."""
    if not source.text and not source.date:
        return source.note.get(lang)
    parts = (source.text, source.date, certainty_name(source.certainty))
    note = source.note.get(lang)
    return " · ".join(part for part in parts if part) + (f"\n{note}" if note else "")


class RuleRow(QPushButton):
    """One requirement; a click, Enter or Space goes to what answers it."""

    chosen = Signal(str)

    def __init__(self, row: ChecklistRow, lang: str, template: FilingTemplate | None = None) -> None:
        super().__init__()
        self.requirement = row.requirement
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("look", "rule")
        self.clicked.connect(lambda: self.chosen.emit(self.requirement))
        word = state_name(row.state)
        self.setAccessibleName(f"{row.label.get(lang)}: {word}")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        outer.setSpacing(GRID)
        outer.addWidget(glyph_label(row.state.value, word), 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(2)
        title = label(row.label.get(lang))
        inner.addWidget(title)
        why = shown(why_text(row.why, template, lang)) if row.state is not RequirementState.MET else ""
        if row.requirement == PAGES_ROW:
            why = by_labels(why, template, lang)
        where = source_text(row.source, lang)
        for each in (why, where):
            if each:
                inner.addWidget(label(each, "second"))
        self.setAccessibleDescription("\n".join(each for each in (why, where) if each))
        outer.addLayout(inner, 1)

    def sizeHint(self) -> QSize:
        """Give room for all that is written in it."""
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than what is written in it."""
        return self.layout().totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Inspector(QFrame):
    """The requirements of the step that the centre shows. Folds by F9 or the View menu."""

    filled = Signal(bool)
    """Has the shown step any requirements? (Where it has none, the page gets the room.)"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "inspector")
        self.setMinimumWidth(220)
        self._step: Step | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 2 * GRID, 0, GRID)
        box.setSpacing(GRID // 2)
        self._title = label("", "heading")
        self._summary = label("", "muted")
        box.addWidget(self._title)
        box.addWidget(self._summary)
        box.addSpacing(GRID // 2)
        self._inner = QWidget()
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(0, 0, 2 * GRID, 0)
        self._rows.setSpacing(GRID // 2)
        self._area = scrolled(self._inner)
        self._area.setAccessibleName(self.tr("What the template asks for in this step"))
        box.addWidget(self._area, 1)
        desk.view_changed.connect(self.refresh)
        desk.filing_changed.connect(self.refresh)

    def set_step(self, step: Step | None) -> None:
        """Show the requirements of `step`."""
        self._step = step
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the checklist again, off the window's thread."""
        session, filing, step = self.desk.session, self.desk.filing, self._step
        if session is None or filing is None or step is None:
            return
        self.desk.look(lambda: (filing.slug, step, _rows(session, filing)), self._show, self._quiet)

    @Slot(object)
    def _quiet(self, _error: CodebinderError) -> None:
        """A filing that has gone meanwhile needs no word here."""

    @Slot(object)
    def _show(self, seen: tuple[str, Step, tuple[ChecklistRow, ...]]) -> None:
        slug, step, rows = seen
        if step is not self._step or self.desk.filing is None or self.desk.filing.slug != slug:
            return
        lang = self.desk.lang
        mine = [row for row in rows if row.step == step.value]
        self.filled.emit(bool(mine))
        missing = sum(row.state is RequirementState.UNMET for row in mine)
        self._title.setText(self.tr("Requirements: {step}").format(step=step_name(step)))
        if not mine:
            self._summary.setText(self.tr("The template asks for nothing in this step."))
        elif missing:
            self._summary.setText(self.tr("{missing} of {all} not met").format(missing=missing, all=len(mine)))
        else:
            self._summary.setText(self.tr("All met"))
        session, filing = self.desk.need()
        template = filings.template(session, filing)
        keep = self._area.verticalScrollBar().value()
        clear(self._rows)
        for state in _ORDER:
            rows_of = [each for each in mine if each.state is state]
            if rows_of:
                self._rows.addWidget(label(f"{state_name(state).capitalize()} ({len(rows_of)})", "caption"))
            for row in rows_of:
                made = RuleRow(row, lang, template)
                made.chosen.connect(self._go)
                self._rows.addWidget(made)
        self._rows.addStretch(1)
        self._area.verticalScrollBar().setValue(keep)

    @Slot(str)
    def _go(self, requirement: str) -> None:
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or self._step is None:
            return
        rows = filings.checklist_without_approvals(session, filing)
        row = next((each for each in rows if each.requirement == requirement), None)
        self.desk.go(Step(row.step) if row is not None else self._step, requirement)


def _rows(session: Session, filing: Filing) -> tuple[ChecklistRow, ...]:
    try:
        return filings.checklist(session, filing)
    except CodebinderError:
        # The keychain may be locked: everything but signatures can still be shown.
        return filings.checklist_without_approvals(session, filing)
