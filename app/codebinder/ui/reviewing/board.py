"""The board: what is decided above, before and as filed below; one for a workbook's round and for a packet's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.review import Role, Round, ShownHow, Verdict
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.pages.signing import Before, SigningPanel
from codebinder.ui.reviewing.actions import ReviewActions
from codebinder.ui.reviewing.data import WRITING, Review, decision_words, decisions, name_of, round_word
from codebinder.ui.reviewing.disputes import DisputePanel
from codebinder.ui.reviewing.doing import Doer
from codebinder.ui.reviewing.packet import PacketSource
from codebinder.ui.reviewing.picking import Picker, bulk_words
from codebinder.ui.reviewing.showing import Showing
from codebinder.ui.reviewing.source import ReviewSource
from codebinder.ui.reviewing.workbook import WorkbookSource
from codebinder.ui.strings import count_text
from codebinder.ui.traitwords import said_texts, unsearched_text
from codebinder.ui.undoing.steps import Entry, SignedStep
from codebinder.ui.undoing.verdicts import deciding, own, packet_signed, withdrawing
from codebinder.ui.widgets.asking import AskBar
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow.views import SigningView

_STATES = {
    Verdict.APPROVE: "approved", Verdict.REJECT: "rejected", Verdict.APPROVE_IF: "condition",
    Verdict.RECUSED: "recused",
}  # fmt: skip


class Board(QWidget):
    """The list, the two viewers, the panels that take their place when it is time."""

    loaded = Signal(object)
    """The Review, whenever it has been read."""
    changed = Signal()
    """Something was decided or signed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.source: ReviewSource | None = None
        self.review: Review | None = None
        self.doer = Doer(desk, self)
        self.doer.settled.connect(self._settled)
        desk.history.moved.connect(self._moved)
        desk.history.changed.connect(self._enable)
        self.actions = ReviewActions()
        self.picker = Picker(desk)
        self.list = self.picker.list
        self.ask = AskBar(self.picker.stack)
        self.showing = Showing(desk)
        self.panel = SigningPanel()
        self._disputes: DisputePanel | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QVBoxLayout(self)  # from the outside in: what is put into something is styled anew with all it holds
        box.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        box.addWidget(self.stack)
        work = QWidget()
        for each in (work, self.panel):
            self.stack.addWidget(each)
        rows = QVBoxLayout(work)
        rows.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        for each in (self.actions, self.ask):
            rows.addWidget(each)
        rows.addWidget(split, 1)
        split.addWidget(self.picker)
        split.addWidget(self.showing)
        split.setSizes([240, 260])
        split.setChildrenCollapsible(False)

    def _connect(self) -> None:
        acts = self.actions
        for made, slot in (
            (acts.approve, self.approve), (acts.reject, self.reject), (acts.condition, self.approve_if),
            (acts.recuse, self.recuse), (acts.take_back, self.take_back), (acts.next, self.next),
            (acts.previous, self.previous), (acts.undo, self.desk.history.undo), (acts.bulk, self.approve_all), (acts.disputes, self.show_disputes),
        ):  # fmt: skip
            made.clicked.connect(slot)
        acts.filter_changed.connect(self._filter)
        acts.grouped.toggled.connect(lambda grouped: self.picker.turn(grouped=grouped))
        self.picker.chosen.connect(self._chosen)
        self.picker.selection_changed.connect(self._enable)
        self.picker.judged_changed.connect(self._judged)
        self.panel.closed.connect(self.back)
        self.panel.signed.connect(self._sign)
        keys = {
            "A": self.approve, "X": self.reject, "C": self.approve_if, "S": self.recuse, "T": self.take_back,
            "N": self.next, "P": self.previous, "U": self.desk.history.undo,
        }  # fmt: skip
        sides = self.showing.sides
        Letters(self, keys, (self.list, self.picker.cases, sides.before, sides.after))

    @property
    def disputes(self) -> DisputePanel:
        """What is to be settled; made when it is first asked for, since most rounds have nothing of it."""
        if self._disputes is None:
            made = self._disputes = DisputePanel(self.desk)
            self.stack.addWidget(made)
            made.closed.connect(self.back)
            for signal, slot in ((made.shown_wanted, self.reveal), (made.settled, self._settle), (made.met, self._met)):
                signal.connect(slot)
            if (held := self.review) is not None and self.source is not None:
                made.show_review(held, arbiter=self._arbiter(held), writable=self.source.writable)
        return self._disputes

    # -- reading

    def open(self, source: ReviewSource | None) -> None:
        """Show another round; the same one again goes on where it was."""
        if source is not None and self.source is not None and source.uid == self.source.uid:
            return
        self.source = self.doer.source = source
        self.review = None
        self.doer.forget()
        self.showing.begin(source)
        self.picker.begin(source, self.showing.seen)
        self.ask.hide()
        self.stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the round and what is to be decided."""
        source = self.source
        if source is not None and not self.doer.busy:
            self.desk.look(lambda: (source, source.read()), self._loaded, self.failed)

    @Slot(object)
    def failed(self, error: CodebinderError) -> None:
        """Something could not be read."""
        if not isinstance(error, Cancelled):
            self.desk.tell(error)

    @Slot(object)
    def _loaded(self, seen: tuple[ReviewSource, Review]) -> None:
        source, review = seen
        if source is not self.source or self.doer.busy:
            return
        self.review = review
        self.showing.round_is(review.digest)
        self.doer.role = review.role
        self.picker.show_review(review)
        self.actions.show_review(review, grouped=self.picker.grouped)
        self.loaded.emit(review)
        self._filter()
        if self._disputes is not None:
            self._disputes.show_review(review, arbiter=self._arbiter(review), writable=source.writable)
        self._enable()

    @Slot()
    def _judged(self) -> None:
        self.actions.show_judged(self.picker.judged)
        self._filter()

    def _arbiter(self, review: Review) -> str:
        if review.arbiter in {"", "keeper"}:
            name = name_of(review.people, review.keeper) if review.keeper else ""
            return self.tr("the roster's keeper, {name}").format(name=name) if name else self.tr("the roster's keeper")
        return self.tr("somebody of the role {role}").format(role=shown(review.arbiter))

    @Slot()
    def _filter(self) -> None:
        if self.review is not None:
            self.picker.show_rows(self.actions.narrowed(self.review), odd=self.actions.only_odd)
            self._enable()

    @property
    def can_decide(self) -> bool:
        """Is there a round that can be decided here?"""
        source, review = self.source, self.review
        return source is not None and source.writable and review is not None and review.can_decide

    @Slot()
    def _enable(self, *_: object) -> None:
        self.actions.undo.setEnabled(self.desk.history.can_undo)
        rows = self.picker.view.rows
        self.actions.enable(
            decide=self.can_decide and rows.rowCount() > 0, take_back=self.can_decide and bool(self._own())
        )
        if self.picker.current():
            self.showing.say(*self.picker.words())

    def _own(self) -> list[str]:
        """Give what is chosen and has a verdict of hers."""
        owned = self.review.owned if self.review is not None else {}
        return [each for each in self.picker.selected() if each in owned]

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self._enable()
        where = self.review.places.get(name) if self.review is not None else None
        self.showing.show_subject(name, where)

    @Slot(str)
    def reveal(self, target: str) -> None:
        """Go to a redaction or keep."""
        self.stack.setCurrentIndex(0)
        if not self.picker.go_to(target):
            self.actions.show_all()
            self.picker.go_to(target)
        self.picker.view.setFocus()

    # -- deciding

    @Slot()
    def next(self) -> None:
        """Go to the next one that waits."""
        if not self.picker.step(1):
            self.desk.message.emit("info", self.tr("Nothing here is undecided."))

    @Slot()
    def previous(self) -> None:
        """Go to the previous one that waits."""
        self.picker.step(-1)

    @Slot()
    def approve(self) -> None:
        """Approve what is chosen."""
        ids, why = self.picker.approvable()
        if why:
            self.desk.message.emit("warning", why)
        self._decide(ids, Verdict.APPROVE, "")

    @Slot()
    def reject(self) -> None:
        """Reject what is chosen, with a comment that its proposer reads."""
        text = self.tr("Reject: what should the proposer change? Chosen: {count}")
        self._ask_about(text, self.tr("Reject"), Verdict.REJECT, self.tr("Comment for the proposer"))

    @Slot()
    def approve_if(self) -> None:
        """Approve what is chosen, as soon as somebody signs that a condition is met."""
        text = self.tr("Approve only if something holds. Chosen: {count}")
        self._ask_about(text, self.tr("Approve if"), Verdict.APPROVE_IF, self.tr("The condition, for the proposer"))

    @Slot()
    def recuse(self) -> None:
        """Leave what is chosen to somebody else."""
        text = self.tr("Recuse yourself: somebody else must decide this. Chosen: {count}")
        self._ask_about(text, self.tr("Recuse"), Verdict.RECUSED, self.tr("Why (may stay empty)"), needed=False)

    def _ask_about(self, text: str, verb: str, verdict: Verdict, field: str, *, needed: bool = True) -> None:
        ids = self.picker.selected()
        if ids and self.can_decide:
            answer = (verb, lambda said: self._decide(ids, verdict, said))
            self.ask.ask(text.format(count=count_text(len(ids))), (answer,), field=field, needed=needed)

    @Slot()
    def approve_all(self) -> None:
        """Approve everything that the list shows, waits and does not stand out, after saying how much that is."""
        bulk = self.picker.bulk()
        if self.can_decide and (bulk.ids or bulk.odd or bulk.unseen):
            how = self.picker.shown_how(bulk.ids, bulk=True)
            answer = (self.tr("Approve all"), lambda _: self._decide(bulk.ids, Verdict.APPROVE, "", how))
            self.ask.ask(bulk_words(bulk, grouped=self.picker.grouped), (answer,) if bulk.ids else ())

    def _decide(
        self, ids: Sequence[str], verdict: Verdict, comment: str, held: Mapping[str, ShownHow] | None = None
    ) -> None:
        source = self.source
        if not ids or source is None or not self.can_decide:
            return
        self.showing.stop()
        how = held or self.picker.shown_how(ids)

        def done(_: object) -> None:
            self.picker.mark(ids, _STATES[verdict])

        work = deciding(self.desk, source, ids, verdict, comment, how, own(self.review, ids))
        # It is shown as decided when it is on the disk; deciding moves on meanwhile.
        if self.doer.run(self.tr("Deciding"), work, done):
            self.picker.mark(ids, WRITING)
            self.picker.step(1)
            self.showing.rest.start()

    @Slot()
    def take_back(self) -> None:
        """Let one's own verdicts on what is chosen count no more."""
        review, source = self.review, self.source
        if review is None or source is None or not self.can_decide:
            return
        ids = self._own()
        work = withdrawing(self.desk, source, ids, own(self.review, ids))
        if ids and self.doer.run(self.tr("Taking back"), work):
            self.picker.mark(ids, WRITING)

    @Slot(object)
    def _moved(self, entry: Entry) -> None:
        if self.source is not None and isinstance(entry, SignedStep):
            self._settled()

    @Slot()
    def _settled(self) -> None:
        self.showing.read_again()
        self.changed.emit()

    # -- what is to be settled

    @Slot()
    def show_disputes(self) -> None:
        """Show who disagrees with whom, and which conditions hang."""
        self.stack.setCurrentWidget(self.disputes)
        self.disputes.table.setFocus()

    @Slot(str, object, str)
    def _settle(self, name: str, verdict: Verdict, comment: str) -> None:
        source, review = self.source, self.review
        if isinstance(source, WorkbookSource | PacketSource) and review is not None:
            keeper = review.people.get(review.keeper)
            role = keeper.role if review.arbiter in {"", "keeper"} and keeper is not None else review.role
            self.doer.run(self.tr("Settling"), lambda key, *_: source.settle(name, verdict, comment, key), role=role)

    @Slot(list, str)
    def _met(self, ids: list[str], note: str) -> None:
        source = self.source
        if isinstance(source, WorkbookSource):
            self.doer.run(self.tr("Signing that it is met"), lambda key, *_: source.fulfil(ids, note, key),
                          role=Role.ENGINEER)  # fmt: skip

    # -- signing

    @Slot()
    def show_signing(self) -> None:
        """Say what a signature means, before the key is asked for."""
        source = self.source
        if source is not None:
            self.desk.look(lambda: (source, source.signing()), self._signing, self.failed)

    @Slot(object)
    def _signing(self, seen: tuple[ReviewSource, SigningView]) -> None:
        source, view = seen
        if source is self.source:
            self.stack.setCurrentWidget(self.panel)
            self.panel.show_view(view, before=self._before(source, view), writable=source.writable)

    def _before(self, source: ReviewSource, signing: SigningView) -> Before:
        """Say what was in view, in this sitting or in an earlier one."""
        review = self.review
        if review is None:
            return Before()
        how: dict[ShownHow, int] = dict.fromkeys(ShownHow, 0)
        met = list[str]()
        for view in review.subjects:
            own = review.own(view)
            seen = self.showing.seen.get(view.subject.id)
            how[seen or (own.shown if own is not None else ShownHow.NONE)] += 1
            met += [decision_words(review.people, each) for each in decisions(view)
                    if each.verdict is Verdict.APPROVE_IF and each.met]  # fmt: skip
        return Before(
            unseen=how[ShownHow.NONE],
            bulk=how[ShownHow.BULK],
            parts=how[ShownHow.CONTEXT],
            met=tuple(met),
            excused=tuple(shown(each.key.person) for each in review.reviewers if each.state == "excused"),
            refused=source.no_signature(),
            certificates=source.packet,
            unsearched=unsearched_text(signing.unsearched, self.desk.lang),
            exposed=said_texts(signing.exposed, self.desk.lang),
        )

    @Slot()
    def back(self) -> None:
        """Go back to the list."""
        self.stack.setCurrentIndex(0)
        self.picker.view.setFocus()

    @Slot()
    def _sign(self) -> None:
        source, certificate = self.source, self.panel.certificate.value()
        if source is None:
            return
        good = self.doer.run(
            self.tr("Checking every byte, then signing"),
            lambda key, progress, cancel: source.sign(key, certificate, progress, cancel),
            self._signed,
            self._not_signed,
        )
        if good:
            self.panel.sign.setEnabled(False)

    def _signed(self, row: Round | None) -> None:
        self.back()
        packet_signed(self.desk, self.source)
        text = round_word(row) if row is not None else self.tr("Signed. Now write your answer and send it back.")
        self.desk.message.emit("info", text)

    def _not_signed(self, _error: CodebinderError) -> None:
        self.panel.sign.setEnabled(True)
