"""One requirement of the form: its label in both languages, what it asks, the editor, the fault beside the field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from codebinder.base.messages import error_rows, text_of
from codebinder.errors import CodebinderError, Faults
from codebinder.model.checklist import ChecklistRow, RequirementState, Settled
from codebinder.model.template import FilingTemplate, Level, Requirement, RequirementKind
from codebinder.model.text import LangText, shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import source_text, state_name
from codebinder.ui.parts import glyph_label, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID, glyph_pixmap
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.editors import ChoiceEditor, Editor, make_editor, same_answer
from codebinder.ui.widgets.proposals import ProposalLine
from codebinder.ui.widgets.questions import QuestionsEditor
from codebinder.ui.widgets.reasons import ReasonLine
from codebinder.ui.widgets.tables import TableEditor
from codebinder.workflow import filings, questioning
from codebinder.workflow.codefacts import TableView

_SHOWN = 8
"""So many faults of one field are shown beside it."""
_RESPELT = frozenset({RequirementKind.DATE, RequirementKind.TABLE})


def both(text: LangText, lang: str) -> str:
    """Give a label in both languages, that of the window first."""
    other = "en" if lang == "zh" else "zh"
    parts = dict.fromkeys(part for part in (text.get(lang), dict(text.pairs).get(other, "")) if part)
    return shown("  ·  ".join(parts))


def level_name(requirement: Requirement) -> str:
    """Say how strongly a requirement asks."""
    if requirement.rule_unclear:
        return QCoreApplication.translate("Requirement", "rule unclear: somebody decides")
    return {
        Level.REQUIRED: QCoreApplication.translate("Requirement", "required"),
        Level.OPTIONAL: QCoreApplication.translate("Requirement", "optional"),
        Level.OMITTABLE: QCoreApplication.translate("Requirement", "may be left out with a reason"),
        Level.FORBIDDEN: QCoreApplication.translate("Requirement", "must not be given"),
    }[requirement.level]


def limit_text(requirement: Requirement) -> str:
    """Say beforehand what an answer is held against, where its editor does not show it itself."""
    kind, least, most = requirement.kind, requirement.minimum, requirement.maximum
    if kind is RequirementKind.TEXT and requirement.max_chars:
        text = QCoreApplication.translate("Requirement", "At most {count} characters.")
        return text.format(count=requirement.max_chars)
    if kind in {RequirementKind.DATE, RequirementKind.NUMBER} and (least or most):
        today = QCoreApplication.translate("Requirement", "today")
        ends = [today if each == "today" else each for each in (least, most)]
        if least and most:
            return QCoreApplication.translate("Requirement", "From {least} to {most}.").format(
                least=ends[0], most=ends[1]
            )
        if least:
            return (
                QCoreApplication.translate("Requirement", "{least} or later.").format(least=ends[0])
                if kind is RequirementKind.DATE
                else QCoreApplication.translate("Requirement", "At least {least}.").format(least=ends[0])
            )
        return (
            QCoreApplication.translate("Requirement", "Not after {most}.").format(most=ends[1])
            if kind is RequirementKind.DATE
            else QCoreApplication.translate("Requirement", "At most {most}.").format(most=ends[1])
        )
    if kind in {RequirementKind.TABLE, RequirementKind.MULTI_ENUM} and requirement.max_count:
        text = QCoreApplication.translate("Requirement", "At most {count} of them.")
        return text.format(count=requirement.max_count)
    return ""


class FieldRow(QFrame):
    """One requirement. It saves itself when the person leaves it; a faulty answer stays, with its faults, unsaved."""

    saved = Signal(str)
    typed = Signal(str, str)

    def __init__(self, desk: Desk, requirement: Requirement) -> None:
        super().__init__()
        self.desk, self.requirement = desk, requirement
        lang = desk.lang
        self.template: FilingTemplate | None = None
        self._held: str | None = None
        self._faulty = False
        self.setToolTip(source_text(requirement.source, lang))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, GRID)
        box.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self._glyph = glyph_label("nothing")
        head.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        title = label(both(requirement.label, lang), "label")
        head.addWidget(title, 1)
        head.addWidget(label(level_name(requirement), "second", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(26, 0, 0, 0)
        inner.setSpacing(GRID // 2)
        hint = " ".join(part for part in (shown(requirement.help.get(lang)), limit_text(requirement)) if part)
        if hint:
            inner.addWidget(label(hint, "second"))
        self.editor: Editor = make_editor(requirement, lang)
        self.editor.setEnabled(desk.can_write)
        if isinstance(self.editor, ChoiceEditor):
            title.setBuddy(self.editor.box)  # to a screen reader the name of a box is its choice: this is its label
        self._about = "\n".join(part for part in (hint, source_text(requirement.source, lang)) if part)
        self._describe([])
        self.editor.committed.connect(self._commit)
        self.editor.edited.connect(self._edited)
        if isinstance(self.editor, TableEditor | QuestionsEditor):
            self.editor.csv_wanted.connect(self._csv)
        inner.addWidget(self.editor)
        self._proposal = ProposalLine(desk, requirement.id)
        self._proposal.taken.connect(self._taken)
        inner.addWidget(self._proposal)
        self._fault = label("", "fault")
        self._fault.hide()
        inner.addWidget(self._fault)
        self._reasons: dict[str, ReasonLine] = {}
        self._add_reasons(inner)
        box.addLayout(inner)

    def _add_reasons(self, inner: QVBoxLayout) -> None:
        if self.requirement.level is Level.OMITTABLE:
            made = ReasonLine(self.tr("Leave it out, with a reason…"), self.tr("Why it is left out"), self.editor.name)
            made.saved.connect(self._justify)
            self._reasons["justification"] = made
        if self.requirement.rule_unclear:
            told = shown(self.requirement.unclear.get(self.desk.lang))
            if told:
                inner.addWidget(label(self.tr("The sources say: {text}").format(text=told), "warn"))
            hint = self.tr("What was decided, and why")
            made = ReasonLine(self.tr("Decide the unclear rule…"), hint, self.editor.name)
            made.saved.connect(self._rule)
            self._reasons["ruling"] = made
        for made in self._reasons.values():
            made.setEnabled(self.desk.can_write)
            inner.addWidget(made)

    def load(
        self, answer: str, justification: str, ruling: str, row: ChecklistRow | None, settled: Settled | None = None
    ) -> None:
        """Show what the workbook holds, unless the person is at it."""
        if self._held != answer and not self._at_it() and not self._faulty:
            self.editor.put(answer)
        self._held = answer
        if isinstance(self.editor, QuestionsEditor):
            self.editor.ask(self._asked())
        for name, text in (("justification", justification), ("ruling", ruling)):
            if name in self._reasons:
                self._reasons[name].put(text, settled)
        self.judge(row)

    def _asked(self) -> frozenset[str] | None:
        return questioning.asked(*self.desk.need(), self.requirement) if self.desk.filing is not None else None

    def judge(self, row: ChecklistRow | None) -> None:
        """Show what became of the requirement."""
        if row is not None:
            word = state_name(row.state)
            self._glyph.setPixmap(glyph_pixmap(row.state.value))
            self._glyph.setAccessibleName(word)
            self._glyph.setToolTip(f"{word}: {shown(why_text(row.why, self.template, self.desk.lang))}")
            self.setVisible(
                row.state is not RequirementState.NOT_APPLICABLE or self.requirement.level is Level.OPTIONAL
            )

    def _at_it(self) -> bool:
        """Has the person changed something here that is not saved yet? A field that only has the focus follows undo."""
        return self.editor.is_busy() and not same_answer(self.editor.value(), self._held or "")

    def propose(self, table: TableView | None) -> None:
        """Offer the rows that the code proposes for a table; None: there are none."""
        self._proposal.put(table)

    @Slot()
    def _taken(self) -> None:
        self._show_faults([])
        self.saved.emit(self.requirement.id)

    def check(self, stands: str | None = None) -> list[str]:
        """Give the faults of what stands in the editor; a long table need not be read off it twice."""
        text = self.editor.value() if stands is None else stands
        if not text:
            return []
        session, filing = self.desk.need()
        return filings.check_answer(session, filing, self.requirement.id, text)

    @Slot()
    def _edited(self) -> None:
        if self._faulty:
            self._show_faults(self.check())
        if self.editor.is_busy():
            self.typed.emit(self.requirement.id, self.editor.value())

    def _show_faults(self, faults: list[str]) -> None:
        self._faulty = bool(faults)
        faults = [text_of(each, self.desk.lang) for each in faults]
        self.editor.mark(fault=bool(faults))
        first, more = faults[:_SHOWN], len(faults) - _SHOWN
        if more > 0:
            first.append(self.tr("and {count} more").format(count=more))
        self._fault.setText("\n".join([*first, self.tr("Not saved yet.")]) if faults else "")
        self._fault.setVisible(bool(faults))
        self._describe(faults)

    def _describe(self, faults: list[str]) -> None:
        """Tell those who can't see it what stands beside the field: faults, hint, the rule's source."""
        for each in self.editor.fields():
            each.setAccessibleDescription("\n".join([*faults, self._about]))

    @Slot()
    def _commit(self) -> None:
        if self.desk.filing is None or not self.desk.can_write:
            return
        text = self.editor.value()
        if same_answer(text, self._held or ""):
            self._show_faults([])
            return
        faults = self.check(text)
        self._show_faults(faults)
        if isinstance(self.editor, TableEditor):
            self.editor.point(faults)
        if not faults:
            kept = filings.canonical(*self.desk.need(), self.requirement.id, text)
            if kept != text and self.requirement.kind in _RESPELT:
                self.editor.put(kept)  # what was understood is shown as it is kept: 2018-09-30
            self._save(values={self.requirement.id: kept})

    @Slot(str)
    def _justify(self, text: str) -> None:
        self._save(justifications={self.requirement.id: text}, by=self._reasons["justification"].by())

    @Slot(str)
    def _rule(self, text: str) -> None:
        self._save(rulings={self.requirement.id: text}, by=self._reasons["ruling"].by())

    def _save(
        self,
        *,
        values: dict[str, str] | None = None,
        justifications: dict[str, str] | None = None,
        rulings: dict[str, str] | None = None,
        by: str = "",
    ) -> None:
        session, filing = self.desk.need()
        try:
            filings.set_fields(session, filing, values or {}, justifications=justifications, rulings=rulings, by=by)
        except Faults as error:
            self._show_faults(list(error_rows(error, self.desk.lang)))
        except CodebinderError as error:
            self.desk.tell(error)
        else:
            self._held = (values or {}).get(self.requirement.id, self._held)
            self.saved.emit(self.requirement.id)

    @Slot()
    def _csv(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Table from a CSV file"), str(Path.home()), self.tr("CSV files (*.csv);;All files (*)")
        )
        if not chosen:
            return
        session, filing = self.desk.need()
        try:
            text = filings.table(session, filing, self.requirement.id, Path(chosen))
        except CodebinderError as error:
            self._show_faults([error_text(error, self.desk.lang)])
            return
        self.editor.put(text)
        self._commit()

    def take_focus(self) -> None:
        """Give the focus to the first field."""
        fields = self.editor.fields()
        if fields:
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
