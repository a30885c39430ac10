"""The review step: submit; then each redaction and keep is decided, before and as filed in view; packets; sign."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from codebinder.model.review import Role, Round, RoundState
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import PAPERS
from codebinder.ui.pages.base import StepPage
from codebinder.ui.pages.writing import on_key
from codebinder.ui.parts import button
from codebinder.ui.reviewing.board import Board
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.importing import ImportDialog
from codebinder.ui.reviewing.leaves import Leaves
from codebinder.ui.reviewing.sending import SendDialog
from codebinder.ui.reviewing.strip import RoundNotes, RoundStrip
from codebinder.ui.reviewing.submitting import SubmitDialog
from codebinder.ui.reviewing.workbook import WorkbookSource
from codebinder.ui.traitwords import submitted_words
from codebinder.workflow import reviewing
from codebinder.workflow.deciding import ReviewerRow
from codebinder.workflow.views import Step


class ReviewPage(StepPage):
    """How the round stands and what goes out and comes in above; below it the board."""

    step = Step.REVIEW

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.setSpacing(8)
        self.board = Board(desk, self)
        self.board.picker.stack.setProperty("hands", True)
        self.strip = RoundStrip()
        self.notes = RoundNotes()
        self.leaves = Leaves(desk.lang)
        self.submit = button(self.tr("Submit…"), self._submit, name="submit")
        self.send = button(self.tr("Send to reviewer…"), self.send_packet, name="send-packet")
        self.take = button(self.tr("Import answer…"), self.choose_answer, name="import-answer")
        self.answered = button(self.tr("I have answered"), self._answer, name="i-have-answered")
        self.answered.setToolTip(self.tr("You were asked by name: sign that you have said all you have to say."))
        self.sign = button(self.tr("Sign…"), self.board.show_signing, "primary", name="sign")
        for each in (self.submit, self.send, self.take, self.answered, self.sign):
            self.header.addWidget(each)
        for each in (self.strip, self.leaves, self.notes):
            self.body.addWidget(each)
        self.body.addWidget(self.board, 1)
        self.notes.submit_wanted.connect(self._submit)
        self.notes.step_wanted.connect(self._go_to)
        self.strip.excuse_wanted.connect(self._excuse)
        self.board.loaded.connect(self._loaded)
        self.board.changed.connect(self._changed)
        self.board.stack.currentChanged.connect(self._show_board)
        self.board.picker.judged_changed.connect(lambda: self.leaves.show_parts(self.board.picker.leaving))
        on_key(self, "Ctrl+Return", self._go_on, self.submit, self.sign)
        for each in (self.submit, self.send, self.take, self.answered, self.sign):
            each.hide()

    @property
    def source(self) -> WorkbookSource | None:
        """What the board shows."""
        held = self.board.source
        return held if isinstance(held, WorkbookSource) else None

    def refresh(self) -> None:
        """Read the round and what is to be decided."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or self.board.doer.busy:
            return
        made = WorkbookSource(self.desk, session, filing)
        if self.source is None or self.source.uid != made.uid or self.source.session is not session:
            self.board.open(None)
            self.leaves.show_parts(())  # what another filing lets leave
        self.board.open(made)
        if self.source is not None:
            self.source.filing = filing
        self.board.refresh()

    @Slot()
    def _changed(self) -> None:
        self.desk.changed("review")

    @Slot(object)
    def _loaded(self, review: Review) -> None:
        can, row = self.desk.can_write, review.round
        self.strip.show_review(review, writable=can)
        self.strip.setVisible(row is not None)
        self.notes.show_review(review, writable=can, lang=self.desk.lang)
        self._show_board()
        decide = can and review.can_decide
        void = row is not None and row.state is RoundState.VOID
        self.sign.setVisible(row is not None and not void)
        self.sign.setEnabled(decide)
        self.submit.setVisible(void or review.done)
        self.submit.setEnabled(can and void and not self.notes.obstacle(review))
        self.send.setVisible(row is not None and not void)
        self.take.setVisible(row is not None)
        self.take.setEnabled(can)
        mine = [each for each in review.reviewers if each.key.fingerprint in review.mine and each.named]
        self.answered.setVisible(decide and any(each.state == "waiting" for each in mine))

    @Slot(object)
    def _go_to(self, step: Step) -> None:
        self.desk.go(step, PAPERS if step is Step.PACKAGE else "")

    @Slot()
    def _show_board(self) -> None:
        """Show the board where there is something to decide, or to sign: answers alone leave its panes empty."""
        review, signing = self.board.review, self.board.stack.currentIndex() > 0
        self.board.setVisible(review is not None and (bool(review.subjects) or signing))
        if review is not None and not review.subjects:
            self.notes.setVisible(not signing)

    def reveal(self, target: str) -> None:
        """Go to a redaction or keep."""
        self.board.reveal(target)

    def drop(self, paths: list[str]) -> bool:
        """Take a reviewer's answer."""
        if len(paths) != 1 or not self.desk.can_write:
            return False
        self.import_answer(Path(paths[0]))
        return True

    # -- submitting

    @Slot()
    def _go_on(self) -> None:
        """Do what comes next: submit, then open the signing panel; signing itself is never this quick."""
        review, board = self.board.review, self.board
        if review is None or not self.desk.can_write or board.stack.currentWidget() is board.panel:
            return
        if review.can_decide:
            board.show_signing()
        elif not self.notes.obstacle(review) and not review.done:
            self._submit()

    @Slot()
    def _submit(self) -> None:
        """Ask whom to ask and what it covers, then submit."""
        dialog = SubmitDialog(self.desk, self)
        dialog.wanted.connect(self.submit_to)
        dialog.open()

    @Slot(list, list)
    def submit_to(self, reviewers: list[str], scope: list[str]) -> None:
        """Submit a round to these people (none: whoever has the role), for these components (none: all)."""
        session, filing = self.desk.need()
        key = self.desk.ask_key(Role.ENGINEER)
        if key is not None:
            self.desk.run_job(
                self.tr("Submitting for review"),
                lambda progress, cancel: reviewing.submit(
                    session, filing, key=key, reviewers=reviewers, scope=scope, progress=progress, cancel=cancel
                ),
                self._submitted,
            )

    @Slot(object)
    def _submitted(self, row: Round) -> None:
        self.desk.message.emit(*submitted_words(row, self.desk.lang))
        self.desk.changed("review")

    # -- reviewers

    @Slot(object)
    def _excuse(self, row: ReviewerRow) -> None:
        text = self.tr("Let {name} off this round? The roster's keeper signs that, with a reason.")
        self.board.stack.setCurrentIndex(0)
        self.board.ask.ask(
            text.format(name=shown(row.key.person)),
            ((self.tr("Let off"), lambda reason: self._excused(row.key.fingerprint, reason)),),
            field=self.tr("Reason"), needed=True,
        )  # fmt: skip

    def _excused(self, reviewer: str, reason: str) -> None:
        source, review = self.source, self.board.review
        if source is not None and review is not None:
            keeper = review.people.get(review.keeper)
            self.board.doer.run(
                self.tr("Letting a reviewer off"),
                lambda key, *_: reviewing.excuse(
                    source.session, source.filing, reviewer=reviewer, reason=reason, key=key
                ),
                role=keeper.role if keeper is not None else Role.LEGAL,
            )

    @Slot()
    def _answer(self) -> None:
        text = self.tr(
            "Sign that you have said all you have to say about this round? It counts as answered then, and that stays; "
            "what you decide later counts as well."
        )
        self.board.stack.setCurrentIndex(0)
        self.board.ask.ask(text, ((self.tr("Sign the answer"), lambda _: self._answer_now()),))

    def _answer_now(self) -> None:
        source = self.source
        if source is not None:
            self.board.doer.run(self.tr("Signing your answer"), lambda key, *_: source.answer(key))

    # -- packets

    @Slot()
    def send_packet(self) -> None:
        """Write a packet for a reviewer."""
        SendDialog(self.desk, self, self.board.review).open()

    @Slot()
    def choose_answer(self) -> None:
        """Choose a reviewer's answer, and take it in."""
        session, _ = self.desk.need()
        kinds = self.tr("Answers (*.age);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import answer"), str(session.path.parent), kinds)
        if chosen:
            self.import_answer(Path(chosen))

    def import_answer(self, path: Path) -> None:
        """Take a reviewer's answer in, and say what came of it."""
        ImportDialog(self.desk, self, path).open()


PAGE = ReviewPage
