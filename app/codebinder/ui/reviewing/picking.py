"""Where a reviewer chooses what she decides: judgements, or every single thing; beside it the card in plain words.

Judgements are made off the window's thread, once for a round; what was on the screen is remembered, and only that can
be approved together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import ShownHow
from codebinder.ui.desk import Desk
from codebinder.ui.frame.memory import keep_splitter
from codebinder.ui.jobs import Job
from codebinder.ui.reviewing.casepanel import CasePanel, samples_seen
from codebinder.ui.reviewing.cases import CaseList
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.source import ReviewSource
from codebinder.ui.reviewing.subjects import SubjectList
from codebinder.ui.strings import count_text
from codebinder.workflow import judgements
from codebinder.workflow.cards import Card, Place
from codebinder.workflow.judgements import Case
from codebinder.workflow.judging import Judged
from codebinder.workflow.leaving import Part
from codebinder.workflow.views import SubjectView

_MANY = 12
"""From so many things on, judgements are what is shown first."""
_VIEW = "review-view"
GROUPED, SINGLE = "judgements", "single"


@dataclass(frozen=True, slots=True)
class Bulk:
    """What may be approved together: ids, how many judgements these are, and what is left out."""

    ids: tuple[str, ...]
    cases: int
    odd: int
    unseen: int


class _Lists(QStackedWidget):
    """Whoever gives it the focus gives it to the list that is shown: letters decide there alone."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass it on."""
        super().focusInEvent(event)
        self.currentWidget().setFocus(event.reason())


class Picker(QWidget):
    """Both lists, of which one is shown, and the panel."""

    chosen = Signal(str)
    """The id of what is to be in view."""
    selection_changed = Signal()
    judged_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = SubjectList()
        self.cases = CaseList(desk.lang)
        self.card = CasePanel(desk.lang)
        self.judged = Judged()
        self.leaving: tuple[Part, ...] = ()
        self.looked: set[str] = set()
        """What was on the screen in this sitting, as a member of its judgement."""
        self.seen: dict[str, ShownHow] = {}
        self._source: ReviewSource | None = None
        self._review: Review | None = None
        self._made_of = ""
        self._judged_of = ""
        """What the judgements are made of; "" while there are none."""
        self._digests: dict[str, str] = {}
        self._job: Job | None = None
        self._case: Case | None = None
        self._cards: dict[str, Card] = {}
        self._wanted = ""
        self.stack = _Lists()
        for each in (self.cases, self.list):
            self.stack.addWidget(each)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        for each in (self.stack, self.card):
            self.split.addWidget(each)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([400, 310])
        self.split.setStretchFactor(0, 1)
        keep_splitter(desk.settings, "review.card", self.split)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.split)
        self.stack.setCurrentWidget(self.list)
        self.list.chosen.connect(self._one_chosen)
        self.cases.chosen.connect(self._case_chosen)
        for view in (self.list, self.cases):
            view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.card.member_wanted.connect(self._to_member)
        self.card.place_wanted.connect(self._to_place)

    # -- what is shown

    @property
    def grouped(self) -> bool:
        """Are judgements shown?"""
        return self.stack.currentWidget() is self.cases

    @property
    def view(self) -> CaseList | SubjectList:
        """The list that is shown."""
        return self.cases if self.grouped else self.list

    def begin(self, source: ReviewSource | None, seen: dict[str, ShownHow]) -> None:
        """Begin anew with another source; `seen` is what has been in view."""
        self._source, self._review, self.seen = source, None, seen
        self._made_of, self.judged, self._case, self.leaving = "", Judged(), None, ()
        self._judged_of = ""
        self.looked.clear()
        self._digests.clear()
        self._cards.clear()
        self.list.show_rows(None, ())
        self.cases.show_cases(None, self.judged, ())
        self.card.show_case(self.judged, None, None)
        self.stack.setCurrentWidget(self.list)

    def show_review(self, review: Review) -> None:
        """Show how a review stands; judgements are made again where what they are made of has changed."""
        first = self._review is None
        self._review = review
        self._forget_changed(review)
        if first:
            held = self._desk.settings.text(_VIEW)
            grouped = held == GROUPED or (held != SINGLE and len(review.subjects) > _MANY)
            self.stack.setCurrentWidget(self.cases if grouped else self.list)
        source, made_of = self._source, review.digest
        if source is None or made_of == self._made_of:
            return
        self._made_of = made_of
        if self._job is not None:
            self._job.flag.pull()

        def work(_progress: Progress, cancel: Cancel) -> tuple[ReviewSource, str, Judged, tuple[Part, ...]]:
            return source, made_of, source.judged(review, cancel), source.leaving(review)

        self._job = self._desk.gauges.submit("", work, self._judged, self._not_judged)

    def _forget_changed(self, review: Review) -> None:
        """What has changed since it was on the screen has not been seen as it is now."""
        fresh = {view.subject.id: view.subject.digest for view in review.subjects}
        changed = {each for each, digest in self._digests.items() if fresh.get(each) != digest}
        self._digests = fresh
        self.looked -= changed
        for each in changed:
            self.seen.pop(each, None)

    @property
    def ready(self) -> bool:
        """Are the judgements made of what is there now? Till then nobody can say what stands out."""
        return bool(self._judged_of) and self._judged_of == self._made_of

    @Slot(object)
    def _judged(self, made: tuple[ReviewSource, str, Judged, tuple[Part, ...]]) -> None:
        source, made_of, judged, leaving = made
        if source is self._source and made_of == self._made_of:
            self._job, self.judged, self._judged_of = None, judged, made_of
            self.leaving = leaving
            self._cards.clear()
            self.judged_changed.emit()

    @Slot(object)
    def _not_judged(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.stack.setCurrentWidget(self.list)
            self._desk.tell(error)

    def show_rows(self, rows: Sequence[SubjectView], *, odd: bool = False) -> None:
        """Show these subjects, and the judgements that they belong to (`odd`: only those that stand out)."""
        ids = frozenset(view.subject.id for view in rows)
        held = self.list.current()
        self.list.show_rows(self._review, rows)
        if held is not None:
            self.list.go_to(held.subject.id)
        cases = (
            judgements.narrowed(case, ids, self.judged.matters) for case in self.judged.cases if case.odd or not odd
        )
        self.cases.show_cases(self._review, self.judged, [case for case in cases if case is not None])
        if self.current() == "" and not self.view.step(1) and self.view.rows.rowCount():
            self.view.setCurrentIndex(self.view.rows.index(0, 0))

    def turn(self, *, grouped: bool) -> None:
        """Show judgements, or every single thing; remembered."""
        held = self.current()
        self._desk.settings.put(_VIEW, GROUPED if grouped else SINGLE)
        self.stack.setCurrentWidget(self.cases if grouped else self.list)
        if not held or not self.go_to(held):
            self.view.step(1)
        self.view.setFocus()

    # -- what is chosen

    def current(self) -> str:
        """Give the id of what is in view."""
        if self.grouped:
            return self.cases.current_member()
        held = self.list.current()
        return held.subject.id if held is not None else ""

    def selected(self) -> list[str]:
        """Give the ids of everything that is chosen."""
        if self.grouped:
            return list(self.cases.selected())
        return [view.subject.id for view in self.list.selected()]

    def go_to(self, name: str) -> bool:
        """Choose what has this id."""
        return self.cases.go_to(name, inside=True) if self.grouped else self.list.go_to(name)

    def step(self, by: int) -> bool:
        """Go to the next or previous that waits."""
        return self.view.step(by)

    def mark(self, ids: Iterable[str], state: str) -> None:
        """Show how these stand until they are read again."""
        held = set(ids)
        self.list.rows.mark(held, state)
        self.cases.rows.mark(held, state)

    def words(self) -> tuple[str, str]:
        """Say what is in view, and who decided what about it."""
        name = self.current()
        rows = self.list.rows
        at = rows.row_of(name)
        return (rows.words(at), rows.verdicts(at)) if at >= 0 else ("", "")

    @Slot(object)
    def _one_chosen(self, view: SubjectView) -> None:
        if not self.grouped:
            self._show(self.judged.case_of(view.subject.id), view.subject.id)

    @Slot(object, str)
    def _case_chosen(self, case: Case, member: str) -> None:
        if self.grouped:
            self.looked.update(case.members)
            if not case.each and self.card.fold.isChecked():
                for each in samples_seen(self.judged, case):
                    self.seen.setdefault(each, ShownHow.CONTEXT)
            self._show(case, member)

    def _show(self, case: Case | None, member: str) -> None:
        self._case = case
        self._wanted = member
        self.card.show_case(self.judged, case, self._cards.get(member))
        self.chosen.emit(member)
        source, judged, lang = self._source, self.judged, self._desk.lang
        if source is not None and member in judged.matters and member not in self._cards:
            self._desk.look(lambda: (member, source.card(judged, member, lang)), self._card_read)

    @Slot(object)
    def _card_read(self, read: tuple[str, Card]) -> None:
        member, card = read
        self._cards[member] = card
        if member == self._wanted:
            self.card.show_case(self.judged, self._case, card)

    @Slot(str)
    def _to_member(self, member: str) -> None:
        self.cases.go_to(member, inside=True) if self.grouped else self.list.go_to(member)

    @Slot(object)
    def _to_place(self, place: Place) -> None:
        if not self.go_to(place.id):
            text = QCoreApplication.translate(
                "Picker", "This place is not decided here: it stands in the redaction step."
            )
            self._desk.message.emit("info", text)

    # -- what may be approved

    def approvable(self) -> tuple[list[str], str]:
        """Give what is chosen and may be approved by one key, and why something may not; opens what has to be seen."""
        if not self.grouped:
            return self._told(chosen := self.selected(), self._single(chosen))
        index = self.cases.currentIndex()
        case = self.cases.current_case()
        selected: Mapping[str, Case] = self.cases.selected()
        if case is not None and case.each and not (index.isValid() and index.internalId()):
            unseen = [each for each in self.cases.rows.waiting(case) if each not in self.seen]
            if unseen:
                self.cases.go_to(unseen[0], inside=True)
                text = QCoreApplication.translate(
                    "Picker", "These stand out: look at each before you approve them together. Not looked at: {count}"
                )
                return [], text.format(count=count_text(len(unseen)))
        good = [each for each, one in selected.items() if each in self.looked and (not one.odd or each in self.seen)]
        return self._told(selected, good)

    def _single(self, chosen: Sequence[str]) -> list[str]:
        """Give those of several things that may go together: what stands out only where it was opened."""
        odd = self._standing_out()
        return list(chosen) if len(chosen) == 1 else [each for each in chosen if each not in odd or each in self.seen]

    def _standing_out(self) -> frozenset[str]:
        """Give what stands out; anything may, as long as that is not known."""
        if not self.ready:
            return frozenset(view.subject.id for view in self.list.rows.rows)
        return frozenset(each for case in self.judged.cases if case.odd for each in case.members)

    @staticmethod
    def _told(chosen: Collection[str], good: list[str]) -> tuple[list[str], str]:
        left = len(chosen) - len(good)
        text = QCoreApplication.translate("Picker", "Left out, since you have not been shown them: {count}")
        return good, text.format(count=count_text(left)) if left else ""

    def bulk(self) -> Bulk:
        """Give what may be approved together: whatever does not stand out, and of judgements what she has looked at."""
        rows = self.list.rows
        if not self.grouped:
            odd = self._standing_out()
            waiting = [view.subject.id for at, view in enumerate(rows.rows) if rows.waits(at)]
            good = tuple(each for each in waiting if each not in odd or each in self.seen)
            return Bulk(good, len(good), len(waiting) - len(good), sum(each not in self.seen for each in good))
        ids: list[str] = []
        count = out = unseen = 0
        for case in self.cases.rows.cases:
            waiting = self.cases.rows.waiting(case)
            if waiting and case.odd:
                out += 1
            elif waiting and not (self.ready and self.looked.issuperset(waiting)):
                unseen += 1
            elif waiting:
                count += 1
                ids += waiting
        return Bulk(tuple(ids), count, out, unseen)

    def shown_how(self, ids: Iterable[str], *, bulk: bool = False) -> dict[str, ShownHow]:
        """Say of each how much of it she had before her."""
        held = list(ids)
        usual = ShownHow.BULK if bulk or (self.grouped and len(held) > 1) else ShownHow.NONE
        return {each: self.seen.get(each, usual) for each in held}


def bulk_words(bulk: Bulk, *, grouped: bool) -> str:
    """Say what approving everything together would approve, and what it leaves out."""
    translate, count = QCoreApplication.translate, count_text(len(bulk.ids))
    if grouped:
        text = translate(
            "Picker", "Approve the judgements that you have looked at: {cases}, with {count} decisions?"
        ).format(cases=count_text(bulk.cases), count=count)
        if bulk.unseen:
            left = translate("Picker", "Left, since you have not looked at them: {count}.")
            text += " " + left.format(count=count_text(bulk.unseen))
    else:
        text = translate(
            "Picker", "Approve all {count} undecided ones in this list? You have not opened {unseen} of them."
        ).format(count=count, unseen=count_text(bulk.unseen))
    if bulk.odd:
        text += " " + translate("Picker", "Left, since they stand out: {count}.").format(count=count_text(bulk.odd))
    return text
