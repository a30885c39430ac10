"""The row of what can be done with a subject, every letter as a button; and which subjects the list shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui.parts import button
from codebinder.ui.reviewing.data import OPEN, Review
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.ui.widgets.queue import kind_name
from codebinder.workflow.judging import Judged
from codebinder.workflow.views import SubjectView

_ODD = "odd"
_MANY = 12
"""From so many things on, there are filters and a search."""


class ReviewActions(QWidget):
    """Verdicts, going about, filters: in one row where there is room, in several where there is not."""

    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.approve = _button(self.tr("Approve"), "A", "primary")
        self.reject = _button(self.tr("Reject…"), "X")
        self.condition = _button(self.tr("Approve if…"), "C")
        self.recuse = _button(self.tr("Recuse…"), "S")
        self.take_back = _button(self.tr("Take back"), "T", "flat")
        self.bulk = _button(self.tr("Approve all shown…"), "", "flat")
        self.previous = _button(self.tr("Previous"), "P", "flat")
        self.next = _button(self.tr("Next"), "N", "flat")
        self.undo = _button(self.tr("Undo"), "U", "flat")
        self.disputes = _button(self.tr("To be settled"), "", "flat")
        self.disputes.setObjectName("disputes")
        self.disputes.hide()
        self._filters()
        self.narrow = QWidget()
        third = QHBoxLayout(self.narrow)
        third.setContentsMargins(0, 0, 0, 0)
        third.setSpacing(GRID // 2)
        third.addWidget(self.search, 1)
        for each in (self.kind, self.reason):
            third.addWidget(each)
        row = FlowLayout()
        for each in (
            self.approve, self.reject, self.condition, self.recuse, self.take_back, self.previous, self.next,
            self.undo, self.grouped, self.only, self.disputes, self.bulk,
        ):  # fmt: skip
            row.addWidget(each)
        box.addLayout(row)
        box.addWidget(self.narrow)
        self.narrow.hide()

    def _filters(self) -> None:
        self.only = QComboBox()
        self.only.setObjectName("review-filter")
        self.only.setAccessibleName(self.tr("Which redactions and keeps"))
        for name, key in (
            (self.tr("All"), ""),
            (self.tr("Undecided"), "open"),
            (self.tr("Standing out"), _ODD),
            (self.tr("Without my verdict"), "mine"),
            (self.tr("Rejected"), "rejected"),
            (self.tr("Approved"), "approved"),
            (self.tr("New since last round"), "new"),
            (self.tr("Changed since last round"), "changed"),
            (self.tr("Conflicts"), "conflict"),
            (self.tr("Conditions not met"), "condition"),
        ):
            self.only.addItem(name, key)
        self.reason = QComboBox()
        self.reason.setObjectName("review-reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.addItem(self.tr("Any reason"), "")
        self.kind = QComboBox()
        self.kind.setObjectName("review-kind")
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.addItem(self.tr("Any kind"), "")
        for each in (self.only, self.reason, self.kind):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            each.currentIndexChanged.connect(self.filter_changed)
        for each in (self.only, self.reason, self.kind):
            each.setMaximumWidth(180)
        self.search = QLineEdit()
        self.search.setObjectName("review-search")
        self.search.setAccessibleName(self.tr("Search in names, places and notes"))
        self.search.setPlaceholderText(self.tr("Search in names, places and notes"))
        self.search.setClearButtonEnabled(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(150)
        self._rest.timeout.connect(self.filter_changed)
        self.search.textChanged.connect(self._typed)
        self.grouped = button(self.tr("Judgements"), _nothing, name="review-grouped")
        self.grouped.setToolTip(self.tr("Put together what one look decides"))
        self.grouped.setCheckable(True)
        self._judged = Judged()

    @Slot()
    def _typed(self) -> None:
        self._rest.start()

    def show_review(self, review: Review, *, grouped: bool) -> None:
        """Offer the reasons that there are, and what is to be settled."""
        self.grouped.blockSignals(True)
        self.grouped.setChecked(grouped)
        self.grouped.blockSignals(False)
        self.narrow.setVisible(len(review.subjects) > _MANY)
        held = str(self.reason.currentData() or "")
        reasons = sorted({view.internal_reason for view in review.subjects if view.internal_reason})
        if reasons != [self.reason.itemData(at) for at in range(1, self.reason.count())]:
            self.reason.blockSignals(True)
            while self.reason.count() > 1:
                self.reason.removeItem(1)
            for each in reasons:
                self.reason.addItem(shown(each), each)
            self.reason.setCurrentIndex(max(0, self.reason.findData(held)))
            self.reason.blockSignals(False)
        self.reason.setVisible(len(reasons) > 1)
        conflicts, conditions = review.count("conflict"), review.count("condition")
        parts = [
            text.format(count=count_text(count))
            for count, text in (
                (conflicts, self.tr("Conflicts: {count}")),
                (conditions, self.tr("Conditions: {count}")),
            )
            if count
        ]
        self.disputes.setVisible(bool(parts))
        self.disputes.setText(" · ".join((*parts,)) + "…")
        self.disputes.setAccessibleName(self.disputes.text())

    def show_judged(self, judged: Judged) -> None:
        """Offer the kinds that there are."""
        self._judged = judged
        held = str(self.kind.currentData() or "")
        kinds = sorted({each.kind for each in judged.matters.values() if each.kind})
        self.kind.blockSignals(True)
        while self.kind.count() > 1:
            self.kind.removeItem(1)
        for each in kinds:
            self.kind.addItem(kind_name(each), each)
        self.kind.setCurrentIndex(max(0, self.kind.findData(held)))
        self.kind.blockSignals(False)
        self.kind.setVisible(len(kinds) > 1)

    @property
    def only_odd(self) -> bool:
        """Is only that to be shown which stands out?"""
        return self.only.currentData() == _ODD

    def show_all(self) -> None:
        """Narrow nothing."""
        for each in (self.only, self.reason, self.kind):
            each.setCurrentIndex(0)
        self.search.clear()

    def narrowed(self, review: Review) -> list[SubjectView]:
        """Give the subjects that are to be shown."""
        only, reason = str(self.only.currentData() or ""), str(self.reason.currentData() or "")
        kind, words = str(self.kind.currentData() or ""), self.search.text().casefold().split()
        odd = (
            {each for case in self._judged.cases if case.odd for each in case.members} if self.only_odd else set[str]()
        )
        return [
            view
            for view in review.subjects
            if (not reason or view.internal_reason == reason)
            and (view.subject.id in odd if self.only_odd else _fits(review, view, only))
            and (not kind or self._kind(view) == kind)
            and (not words or self._says(view, words))
        ]

    def _kind(self, view: SubjectView) -> str:
        held = self._judged.matters.get(view.subject.id)
        return held.kind if held is not None else ""

    def _says(self, view: SubjectView, words: list[str]) -> bool:
        sight = self._judged.sights.get(view.subject.id)
        text = f"{view.subject.id} {view.title} {view.where} {view.internal_reason} {view.note} {sight.line if sight else ''}"
        folded = text.casefold()
        return all(each in folded for each in words)

    def enable(self, *, decide: bool, take_back: bool) -> None:
        """Enable what can be done."""
        for each in (self.approve, self.reject, self.condition, self.recuse, self.bulk):
            each.setEnabled(decide)
        self.take_back.setEnabled(take_back)


def _fits(review: Review, view: SubjectView, only: str) -> bool:
    if not only:
        return True
    state = review.states[view.subject.id]
    if only == "open":
        return state in OPEN
    if only == "mine":
        return review.own(view) is None
    if only in {"new", "changed"}:
        return view.since == only or (only == "changed" and state == "changed")
    return state == only


def _button(text: str, key: str, look: str = "") -> QPushButton:
    made = button(f"{text}  {key}".strip(), _nothing, look, name=f"act-{key or 'bulk'}")
    made.setAccessibleName(text)
    made.setStyleSheet("padding-left: 8px; padding-right: 8px;")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _nothing() -> None:
    """A button that the board connects itself."""
