"""What is to be settled: reviewers who disagree, with both sides, and approvals that hang on a condition."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from codebinder.model.review import Verdict
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.reviewing.data import Review, decision_words, decisions, what
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.asking import AskBar
from codebinder.workflow.views import SubjectView

_FOR = frozenset({Verdict.APPROVE, Verdict.APPROVE_IF})


class DisputePanel(QWidget):
    """Two tables; the arbiter settles, the proposer says that a condition is met."""

    closed = Signal()
    settled = Signal(str, object, str)
    """Id, verdict, comment."""
    met = Signal(list, str)
    """Ids and a note."""
    shown_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.conflicts = RowTable(
            self.tr("Conflicts"), (self.tr("What"), self.tr("For"), self.tr("Against"), self.tr("Where")),
            (176, 130, 240, 0),
        )  # fmt: skip
        self.conditions = RowTable(
            self.tr("Conditions"), (self.tr("What"), self.tr("Condition"), self.tr("Where")), (160, 330, 0)
        )
        for each in (self.conflicts, self.conditions):
            each.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.ask = AskBar(self)
        self.about = label("", "muted")
        self.side = label("")
        self.side.setObjectName("dispute-both")
        self.tabs = QTabWidget()
        self.tabs.addTab(self.conflicts, self.tr("Conflicts"))
        self.tabs.addTab(self.conditions, self.tr("Conditions"))
        self.uphold = button(self.tr("Settle: approve…"), self._uphold, name="settle-approve")
        self.overrule = button(self.tr("Settle: reject…"), self._overrule, name="settle-reject")
        self.is_met = button(self.tr("Condition is met…"), self._met, name="condition-met")
        self.back = button(self.tr("Back"), self.closed.emit, name="disputes-back")
        self.there = button(self.tr("Show"), self._there, name="dispute-show")
        self._build()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for each in (self.about, self.ask):
            box.addWidget(each)
        box.addWidget(self.tabs, 1)
        box.addWidget(self.side)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        for each in (self.back, self.there, self.uphold, self.overrule, self.is_met):
            row.addWidget(each)
        box.addLayout(row)
        self.tabs.currentChanged.connect(self._enable)
        for table in (self.conflicts, self.conditions):
            table.opened.connect(self.shown_wanted)
            table.selectionModel().currentChanged.connect(self._enable)
        self._can = self._can_meet = False
        self._words: dict[str, str] = {}

    def show_review(self, review: Review, *, arbiter: str, writable: bool) -> None:
        """Show what is to be settled now."""
        self._can = writable and review.can_decide
        self._can_meet = self._can and not review.packet  # who proposed it has the workbook
        conflicts = [view for view in review.subjects if review.states.get(view.subject.id) == "conflict"]
        conditions = [view for view in review.subjects if review.states.get(view.subject.id) == "condition"]
        self._words = {
            view.subject.id: "\n".join(decision_words(review.people, each) for each in decisions(view))
            for view in (*conflicts, *conditions)
        }
        self._fill(self.conflicts, [self._conflict(review, each) for each in conflicts])
        self._fill(self.conditions, [self._condition(review, each) for each in conditions])
        self.tabs.setTabText(0, self.tr("Conflicts ({count})").format(count=count_text(len(conflicts))))
        self.tabs.setTabText(1, self.tr("Conditions ({count})").format(count=count_text(len(conditions))))
        if not conflicts and conditions:
            self.tabs.setCurrentIndex(1)
        text = self.tr(
            "Where reviewers disagree, the rejection stands until it is settled by {arbiter}. An approval with a "
            "condition counts once somebody else than who set it signs that it is met."
        )
        self.about.setText(text.format(arbiter=arbiter))
        self._enable()

    def _fill(self, table: RowTable, rows: Sequence[Row]) -> None:
        held = table.current()
        table.rows.show(rows)
        at = next((at for at, row in enumerate(rows) if held is not None and row.id == held.id), 0)
        if rows:
            table.setCurrentIndex(table.rows.index(at, 0))

    def _conflict(self, review: Review, view: SubjectView) -> Row:
        held = decisions(view)
        sides = [
            "; ".join(decision_words(review.people, each) for each in held if (each.verdict in _FOR) is wanted)
            for wanted in (True, False)
        ]
        return _row(review, view, (what(view), *sides), "problem")

    def _condition(self, review: Review, view: SubjectView) -> Row:
        open_ = [each for each in decisions(view) if each.verdict is Verdict.APPROVE_IF and not each.met]
        text = "; ".join(decision_words(review.people, each) for each in open_)
        return _row(review, view, (what(view), text), "unmet")

    @property
    def table(self) -> RowTable:
        """The table that is shown."""
        return self.conflicts if self.tabs.currentIndex() == 0 else self.conditions

    @Slot()
    def _enable(self, *_: object) -> None:
        conflicts, row = self.tabs.currentIndex() == 0, self.table.current()
        for each in (self.uphold, self.overrule):
            each.setVisible(conflicts)
            each.setEnabled(self._can and row is not None)
        self.is_met.setVisible(not conflicts)
        self.is_met.setEnabled(self._can_meet and row is not None)
        self.there.setEnabled(row is not None)
        self.side.setText(self._words.get(row.id, "") if row is not None else "")
        self.side.setVisible(bool(self.side.text()))

    def _uphold(self) -> None:
        self._settle(Verdict.APPROVE, self.tr("Settle: it is approved. Why?"), self.tr("Approve"))

    def _overrule(self) -> None:
        self._settle(Verdict.REJECT, self.tr("Settle: it stays rejected. What should change?"), self.tr("Reject"))

    def _settle(self, verdict: Verdict, text: str, verb: str) -> None:
        row = self.table.current()
        if row is not None and self._can:
            self.ask.ask(
                text, ((verb, lambda said: self.settled.emit(row.id, verdict, said)),),
                field=self.tr("Reason, which both sides read"), needed=True,
            )  # fmt: skip

    def _met(self) -> None:
        row = self.table.current()
        if row is not None and self._can_meet:
            self.ask.ask(
                self.tr("The condition is met. You sign this with your own key; who set it can't."),
                ((self.tr("Sign that it is met"), lambda said: self.met.emit([row.id], said)),),
                field=self.tr("How it was met"), needed=True,
            )  # fmt: skip

    def _there(self) -> None:
        row = self.table.current()
        if row is not None:
            self.shown_wanted.emit(row.id)


def _row(review: Review, view: SubjectView, texts: Sequence[str], glyph: str) -> Row:
    place = review.places.get(view.subject.id)
    where = f"{place.component}: {shown_path(place.path)}" if place is not None else shown(view.where)
    return Row(id=view.subject.id, texts=(*texts, where), glyph=glyph, target=view.subject.id)
