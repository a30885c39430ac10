"""Takes redactions over from another filing of the workbook: what it hides, whether that stands here, one step."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.pages.deciding import Decider
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.carryview import GLYPHS, outcome_name, place_words, why_text
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import filings
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.proposing import ProposalReport, ProposalRow

_CAN, _NOT = "can", "not"


class TakeOverDialog(Dialog):
    """Choose the other filing, look at what it would bring, tick, and hide in one step of undo."""

    def __init__(self, desk: Desk, parent: QWidget | None, decider: Decider) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("TakeOverDialog", "Take redactions over from another filing"),
            translate(
                "TakeOverDialog",
                "Every filing has its own redactions. What another one hides is looked for in this filing's sources; you propose it here anew, and legal decides it anew.",
            ),
        )
        self.desk, self._decider = desk, decider
        self._source = ""
        self.resize(1000, 600)
        self.body.addLayout(self._top())
        headers = (
            self.tr("Redaction"), self.tr("Outcome"), self.tr("There"), self.tr("Here"), self.tr("Reason"),
            self.tr("Why"),
        )  # fmt: skip
        self.table = RowTable(self.tr("What the other filing hides"), headers, (96, 96, 190, 190, 140, 0))
        self.table.setObjectName("takeover-table")
        self.body.addWidget(self.table, 1)
        self.summary = label("", "muted")
        self.summary.setObjectName("takeover-summary")
        self.body.addWidget(self.summary)
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        self.verb = button("", self._take, "primary", name="takeover-do")
        self.buttons.addWidget(self.verb)
        self.only.currentIndexChanged.connect(self._narrow)
        self.table.rows.ticks_changed.connect(self._count)
        self._fill()
        self.source.currentIndexChanged.connect(self._look)
        desk.filing_changed.connect(self.reject)
        self._count()
        self._look()

    def _top(self) -> QHBoxLayout:
        self.source = QComboBox()
        self.source.setObjectName("takeover-source")
        self.source.setAccessibleName(self.tr("The other filing"))
        self.only = QComboBox()
        self.only.setObjectName("takeover-only")
        self.only.setAccessibleName(self.tr("Which redactions"))
        for text, key in (
            (self.tr("Those that can be hidden here"), _CAN),
            (self.tr("Those that can't"), _NOT),
            (self.tr("All"), ""),
        ):
            self.only.addItem(text, key)
        self.only.setCurrentIndex(2)
        self.tick = button(self.tr("Tick all"), lambda: self.table.rows.tick_all(ticked=True), "flat")
        self.untick = button(self.tr("Tick none"), lambda: self.table.rows.tick_all(ticked=False), "flat")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.source, 1)
        for each in (self.only, self.tick, self.untick):
            row.addWidget(each)
        return row

    def _fill(self) -> None:
        session, filing = self.desk.need()
        for each in filings.filings(session):
            if each.slug != filing.slug:
                text = f"{shown(each.slug)}: {shown(each.recipient)}" if each.recipient else shown(each.slug)
                self.source.addItem(text, each.slug)
        if not self.source.count():
            self.summary.setText(self.tr("This workbook has no other filing."))
        self.source.setEnabled(self.source.count() > 0)

    @Slot()
    def _look(self) -> None:
        source = str(self.source.currentData() or "")
        self._source = source
        self.table.rows.show(())
        self._count()
        if not source:
            return
        session, filing = self.desk.need()

        def work(progress: Progress, cancel: Cancel) -> ProposalReport:
            from codebinder.workflow import proposing

            return proposing.proposals(session, filing, source=source, progress=progress, cancel=cancel)

        self.say("")
        self.summary.setText(self.tr("Looking for what it hides in this filing's sources…"))
        self.desk.run_job(self.tr("Looking for another filing's redactions"), work, self._show, self._failed)

    @Slot(object)
    def _show(self, report: ProposalReport) -> None:
        if report.source != self._source:
            return
        self.table.rows.show(proposal_row(each, self.desk.lang) for each in report.rows)
        counts = Counter(str(each.outcome) for each in report.rows)
        words = [f"{outcome_name(key)}: {count_text(count)}" for key, count in counts.items()]
        unknown = sum(not each.published for each in report.rows)
        if unknown:
            words.append(self.tr("reason unknown to this template: {count}").format(count=count_text(unknown)))
        if report.keeps:
            text = self.tr("open findings that are kept there: {count}")
            words.append(text.format(count=count_text(len(report.keeps))))
        self.summary.setText(" · ".join(words) if words else self.tr("The other filing hides nothing."))
        self._narrow()
        self._count()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.summary.setText("")
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot()
    def _narrow(self) -> None:
        kind = str(self.only.currentData())
        self.table.rows.narrow([kind] if kind else None)

    @Slot()
    def _count(self) -> None:
        count = len(self.table.rows.ticked())
        self.verb.setText(self.tr("Hide these {count} here too").format(count=count_text(count)))
        self.verb.setAccessibleName(self.verb.text())
        self.verb.setEnabled(count > 0 and self.desk.can_write)

    @Slot()
    def _take(self) -> None:
        ids, source = tuple(self.table.rows.ticked()), self._source

        def work(session: Session, filing: Filing, key: str, progress: Progress, cancel: Cancel) -> object:
            from codebinder.workflow import proposing

            return proposing.propose(session, filing, source=source, ids=ids, key=key, progress=progress, cancel=cancel)

        if self._decider.hide(work):
            self.accept()


def proposal_row(row: ProposalRow, lang: str) -> Row:
    """Give one row: what can be hidden here is ticked from the start."""
    translate = QCoreApplication.translate
    outcome = str(row.outcome)
    reason = shown(row.reason)
    if row.published:
        reason = translate("TakeOverDialog", "{reason}, known").format(reason=reason)
    else:
        reason = translate("TakeOverDialog", "{reason}, unknown here").format(reason=reason)
    why = why_text(row.why, lang)
    if row.already:
        why = translate("TakeOverDialog", "{id} hides it already").format(id=row.already)
    return Row(
        id=row.redaction,
        texts=(
            row.redaction, outcome_name(outcome), place_words(row.old_path, 0), place_words(row.path, row.line), reason,
            why,
        ),
        glyph=GLYPHS.get(outcome, "info"),
        kind=_CAN if row.possible else _NOT,
        ticked=row.possible,
        enabled=row.possible,
    )  # fmt: skip
