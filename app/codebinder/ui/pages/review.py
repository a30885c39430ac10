"""The review step: submit; then each redaction and keep is approved or rejected, before and as filed in view; sign."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role, Round, RoundState, Verdict
from codebinder.model.text import shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.jobs import Job
from codebinder.ui.pages.base import StepPage
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, read_file, read_filed
from codebinder.ui.pages.review_data import Review, Where, read_review, round_word, state_of
from codebinder.ui.pages.review_view import ReviewActions, RoundNotes, SubjectList
from codebinder.ui.pages.side_by_side import SideBySide
from codebinder.ui.pages.signing import SigningPanel
from codebinder.ui.pages.writing import Writer, on_key, which
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.strings import count_text
from codebinder.ui.traitwords import submitted_words
from codebinder.ui.widgets.asking import AskBar
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow import reviewing
from codebinder.workflow.views import SigningView, Step, SubjectView

_REST = 250  # milliseconds that a choice must rest before its file is read as filed, which may take a while
_KEEP = 40


class ReviewPage(StepPage):
    """The list above, the two viewers below; the signing panel takes their place when it is time."""

    step = Step.REVIEW

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.writer = Writer(desk, self, Role.LEGAL)
        self.writer.settled.connect(self._settled)
        self._uid = ""
        self._review: Review | None = None
        self._file: OpenFile | None = None
        self._where: Where | None = None
        self._seen: set[str] = set()
        self._cache: OrderedDict[tuple[str, str, bytes], FiledFile] = OrderedDict()
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read_filed)
        self._build()

    def _build(self) -> None:
        self.summary = label("", "muted", wrap=False)
        self.summary.setObjectName("review-summary")
        self.submit = button(self.tr("Submit"), self._submit, name="submit")
        self.sign = button(self.tr("Sign…"), self._show_signing, "primary", name="sign")
        for each in (self.summary, self.submit, self.sign):
            self.header.addWidget(each)
        self.notes = RoundNotes()
        self.notes.submit_wanted.connect(self._submit)
        self.notes.step_wanted.connect(self.desk.go)
        self.actions = ReviewActions()
        self.list = SubjectList()
        self.ask = AskBar(self.list)
        self.card = Elided("", look="muted")
        self.sides = SideBySide()
        self.panel = SigningPanel()
        lower = QWidget()
        box = QVBoxLayout(lower)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.card)
        box.addWidget(self.sides, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(lower)
        split.setSizes([170, 330])
        split.setChildrenCollapsible(False)
        work = QWidget()
        rows = QVBoxLayout(work)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.actions)
        rows.addWidget(self.ask)
        rows.addWidget(split, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.stack.addWidget(self.panel)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        acts = self.actions
        for made, slot in (
            (acts.approve, self.approve), (acts.reject, self.reject), (acts.next, self.next),
            (acts.previous, self.previous), (acts.bulk, self.approve_all),
        ):  # fmt: skip
            made.clicked.connect(slot)
        acts.only.currentIndexChanged.connect(self._filter)
        self.list.chosen.connect(self._chosen)
        self.panel.closed.connect(self._close_signing)
        self.panel.signed.connect(self._sign)
        on_key(self, "Ctrl+Return", self._go_on, self.submit, self.sign)
        keys = {"A": self.approve, "X": self.reject, "N": self.next, "P": self.previous}
        Letters(self, keys, (self.list, self.sides.before, self.sides.after))

    # -- reading

    def refresh(self) -> None:
        """Read the round and what is to be decided."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or self.writer.busy:
            return
        name = which(session, filing)
        if name != self._uid:
            self._uid = name
            self._review = self._file = self._where = None
            for each in (self._seen, self._cache):
                each.clear()
            self.writer.forget()
            self.list.rows.show(None, ())
            self.sides.before.set_document(Document())
            self.sides.hide_after("")
            self.stack.setCurrentIndex(0)
        self.desk.look(lambda: (name, read_review(session, filing)), self._loaded, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.desk.tell(error)

    @Slot(object)
    def _loaded(self, seen: tuple[str, Review]) -> None:
        uid, review = seen
        if uid != self._uid or self.writer.busy:
            return
        before, self._review = self._review, review
        if before is not None and before.digest != review.digest:
            self._cache.clear()
        self.writer.role = review.role
        self.notes.show_review(review, writable=self.desk.can_write)
        self.summary.setText(self.notes.summary(review))
        self.stack.setVisible(bool(review.subjects) or review.round is not None)
        self._filter()
        if self.list.current() is None and not self.list.step(1) and review.subjects:
            self.list.go_to(review.subjects[0].subject.id)
        self._enable()

    def _filter(self) -> None:
        review, held, wanted = self._review, self.list.current(), self.actions.only.currentData()
        if review is None:
            return
        self.list.rows.show(review, [each for each in review.subjects if not wanted or state_of(each) == wanted])
        if held is not None:
            self.list.go_to(held.subject.id)

    def _enable(self) -> None:
        review, can = self._review, self.desk.can_write
        decide = can and review is not None and review.can_decide
        self.actions.enable(decide=decide and self.list.rows.rowCount() > 0)
        self.sign.setEnabled(bool(decide))
        self.sign.setVisible(review is not None and review.round is not None)
        blocked = review is None or bool(self.notes.obstacle(review))
        self.submit.setVisible(review is not None and review.round is not None)
        void = review is not None and review.round is not None and review.round.state is RoundState.VOID
        self.submit.setEnabled(can and not blocked and void)
        row = self.list.currentIndex().row()
        self.card.setText(self.list.rows.words(row) if row >= 0 else "")

    # -- what is in view

    @Slot(object)
    def _chosen(self, view: SubjectView) -> None:
        review = self._review
        self._enable()
        self._where = review.places.get(view.subject.id) if review is not None else None
        session, filing = self.desk.session, self.desk.filing
        if self._where is None or session is None or filing is None:
            return
        self._seen.add(view.subject.id)
        held, where = self._file, self._where
        if held is not None and (held.view.component, held.view.path) == (where.component, where.path):
            self.sides.go(where.start, view.subject.id)
            return
        self._stop_reading()
        self._file = None
        self.sides.hide_before(shown_path(where.path))
        self.sides.hide_after(self.tr("As filed: reading…"))
        self.desk.look(lambda: read_file(session, filing, where.component, where.path), self._opened, self._failed)

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        where = self._where
        if where is None or (file.view.component, file.view.path) != (where.component, where.path):
            return
        self._file = file
        self.sides.show_before(file)
        self._go_to_subject()
        self._rest.start()

    def _go_to_subject(self) -> None:
        view = self.list.current()
        if view is not None and self._where is not None:
            self.sides.go(self._where.start, view.subject.id)

    @Slot()
    def _read_filed(self) -> None:
        where, file, review = self._where, self._file, self._review
        session, filing = self.desk.session, self.desk.filing
        if where is None or file is None or review is None or session is None or filing is None:
            return
        key = (review.digest, where.component, where.path)
        if key in self._cache:
            self._filed((key, self._cache[key]))
            return
        size = len(file.view.data)

        def work(progress: Progress, cancel: Cancel) -> tuple[tuple[str, str, bytes], FiledFile]:
            return key, read_filed(session, filing, where.component, where.path, size, progress, cancel)

        self._stop_reading()
        self._job = self.desk.run_job(self.tr("As filed"), work, self._filed, self._not_filed)

    def _stop_reading(self) -> None:
        """Let a decision, or another file, not wait for one that nobody looks at any more."""
        self._rest.stop()
        if self._job is not None:
            self._job.flag.pull()
            self._job = None

    @Slot(object)
    def _filed(self, seen: tuple[tuple[str, str, bytes], FiledFile]) -> None:
        key, filed = seen
        self._job = None
        self._cache[key] = filed
        if len(self._cache) > _KEEP:
            self._cache.popitem(last=False)
        where, file = self._where, self._file
        if where is not None and file is not None and key[1:] == (where.component, where.path):
            self.sides.show_after(filed, len(file.view.data))
            self._go_to_subject()

    @Slot(object)
    def _not_filed(self, error: CodebinderError) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._rest.start()
        else:
            self.sides.hide_after(str(error))

    # -- deciding

    @Slot()
    def next(self) -> None:
        """Go to the next undecided one."""
        if not self.list.step(1):
            self.desk.message.emit("info", self.tr("Nothing here is undecided."))

    @Slot()
    def previous(self) -> None:
        """Go to the previous undecided one."""
        self.list.step(-1)

    def reveal(self, target: str) -> None:
        """Go to a redaction or keep."""
        self.list.go_to(target)
        self.list.setFocus()

    @Slot()
    def approve(self) -> None:
        """Approve what is chosen."""
        self._decide([each.subject.id for each in self.list.selected()], Verdict.APPROVE, "")

    @Slot()
    def reject(self) -> None:
        """Reject what is chosen, with a comment that its proposer reads."""
        ids = [each.subject.id for each in self.list.selected()]
        if ids and self._can_decide():
            self.ask.ask(
                self.tr("Reject: what should the proposer change? Chosen: {count}").format(count=len(ids)),
                ((self.tr("Reject"), lambda text: self._decide(ids, Verdict.REJECT, text)),),
                field=self.tr("Comment for the proposer"), needed=True,
            )  # fmt: skip

    @Slot()
    def approve_all(self) -> None:
        """Approve everything that the list shows and that has no verdict, after saying how much that is."""
        rows = self.list.rows
        ids = [view.subject.id for at, view in enumerate(rows.rows) if rows.state(at) in {"undecided", "changed"}]
        unseen = sum(each not in self._seen for each in ids)
        if not ids or not self._can_decide():
            return
        text = self.tr("Approve all {count} undecided ones in this list? You have not opened {unseen} of them.").format(
            count=count_text(len(ids)), unseen=count_text(unseen)
        )
        self.ask.ask(text, ((self.tr("Approve all"), lambda _: self._decide(ids, Verdict.APPROVE, "")),))

    def _can_decide(self) -> bool:
        return self.desk.can_write and self._review is not None and self._review.can_decide

    def _decide(self, ids: Sequence[str], verdict: Verdict, comment: str) -> None:
        if not ids or not self._can_decide():
            return
        self._stop_reading()
        good = self.writer.run(
            self.tr("Deciding"),
            lambda session, filing, key: reviewing.decide(
                session, filing, ids=ids, verdict=verdict, comment=comment, key=key
            ),
        )
        if good:
            self.list.rows.mark(set(ids), "approved" if verdict is Verdict.APPROVE else "rejected")
            self.list.step(1)
            self._rest.start()

    @Slot()
    def _settled(self) -> None:
        self._file = None  # its marks have changed
        self.desk.changed("review")

    # -- submitting and signing

    @Slot()
    def _go_on(self) -> None:
        """Do what comes next: submit, then open the signing panel; signing itself is never this quick."""
        review = self._review
        if review is None or not self.desk.can_write or self.stack.currentWidget() is self.panel:
            return
        if review.can_decide:
            self._show_signing()
        elif not self.notes.obstacle(review) and not review.done:
            self._submit()

    @Slot()
    def _submit(self) -> None:
        session, filing = self.desk.need()
        key = self.desk.ask_key(Role.ENGINEER)
        if key is not None:
            self.desk.run_job(
                self.tr("Submitting for review"),
                lambda progress, cancel: reviewing.submit(session, filing, key=key, progress=progress, cancel=cancel),
                self._submitted,
            )

    @Slot(object)
    def _submitted(self, row: Round) -> None:
        self.desk.message.emit(*submitted_words(row, self.desk.lang))
        self.desk.changed("review")

    @Slot()
    def _show_signing(self) -> None:
        session, filing = self.desk.need()
        self.desk.look(lambda: reviewing.signing(session, filing), self._signing, self._failed)

    @Slot(object)
    def _signing(self, view: SigningView) -> None:
        unseen = sum(each.subject.id not in self._seen for each in (self._review.subjects if self._review else ()))
        self.stack.setCurrentWidget(self.panel)
        self.panel.show_view(view, unseen=unseen, writable=self.desk.can_write)

    @Slot()
    def _close_signing(self) -> None:
        self.stack.setCurrentIndex(0)
        self.list.setFocus()

    @Slot()
    def _sign(self) -> None:
        session, filing = self.desk.need()
        key = self.writer.key()
        if key is not None:
            self.panel.sign.setEnabled(False)
            self.desk.run_job(
                self.tr("Checking every byte, then signing"),
                lambda progress, cancel: reviewing.sign(session, filing, key=key, progress=progress, cancel=cancel),
                self._signed,
                self._not_signed,
            )

    @Slot(object)
    def _signed(self, row: Round) -> None:
        self._close_signing()
        self.desk.message.emit("info", round_word(row))
        self.desk.changed("review")

    @Slot(object)
    def _not_signed(self, error: CodebinderError) -> None:
        self.desk.tell(error)
        self.panel.sign.setEnabled(True)


PAGE = ReviewPage
