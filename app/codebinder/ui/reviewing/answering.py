"""The dialog that writes a reviewer's answer, and says what to send back to whom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import Elided, button, card, clear, glyph_label, label
from codebinder.ui.reviewing.board import Board
from codebinder.ui.reviewing.data import halves
from codebinder.ui.reviewing.holding import HeldPacket
from codebinder.ui.reviewing.sending import free
from codebinder.ui.saying import error_text, grow
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID, mono
from codebinder.workflow.packetsigning import AnswerFile


class AnswerDialog(Dialog):
    """First what the answer will say, then the file."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: HeldPacket, board: Board) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("AnswerDialog", "Write answer"),
            QCoreApplication.translate(
                "AnswerDialog",
                "Your signed verdicts, their comments, and your signature of the round if you gave one. Nothing else of "
                "this computer. You sign that this is all that you have to say about the round.",
            ),
        )
        self.desk, self._held, self._board = desk, held, board
        self.setMinimumWidth(620)
        self.stack = QStackedWidget()
        first, box = QWidget(), QVBoxLayout()
        first.setLayout(box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for glyph, text in self.sentences():
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(glyph_label(glyph))
            row.addWidget(label(text), 1)
            box.addLayout(row)
        self.keeper = QCheckBox(self.tr("The roster's keeper can read it too"))
        self.keeper.setObjectName("answer-keeper")
        info = held.source.info
        self.keeper.setVisible(info.keeper.fingerprint != info.proposer.fingerprint)
        box.addWidget(self.keeper)
        stem = held.path.name.removesuffix(".age")
        self.out = entry(self.tr("Answer file"), str(free(held.path.resolve().parent, f"{stem}-answer", ".age")))
        self.out.setObjectName("answer-out")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("Answer file"), wrap=False))
        row.addWidget(self.out, 1)
        row.addWidget(button(QCoreApplication.translate("Dialogs", "Browse…"), self._browse))
        box.addLayout(row)
        box.addStretch(1)
        done = QWidget()
        self._done = QVBoxLayout(done)
        self._done.setContentsMargins(0, 0, 0, 0)
        for each in (first, done):
            self.stack.addWidget(each)
        self.body.addWidget(self.stack, 1)
        self.cancel = button(QCoreApplication.translate("Dialogs", "Cancel"), self.reject)
        self.buttons.addWidget(self.cancel)
        self.verb = button(self.tr("Sign and write the answer"), self._go, "primary", name="write-answer-now")
        self.verb.setDefault(True)
        self.buttons.addWidget(self.verb)

    def sentences(self) -> list[tuple[str, str]]:
        """Say what the answer will hold."""
        review = self._board.review
        if review is None:
            return []
        verdicts = [own.verdict.value for own in map(review.own, review.subjects) if own is not None]
        text = self.tr(
            "Your verdicts: approved {approved}, rejected {rejected}, approved if {conditional}, recused {recused}; without your verdict: {open}."
        )
        counts = {each: count_text(verdicts.count(each)) for each in ("approve", "reject", "approve-if", "recused")}
        left = len(review.subjects) - len(verdicts)
        said = text.format(
            approved=counts["approve"], rejected=counts["reject"], conditional=counts["approve-if"],
            recused=counts["recused"], open=count_text(left),
        )  # fmt: skip
        return [("warning" if left else "complete", said)]

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Answer file"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    @Slot()
    def _go(self) -> None:
        key = self._board.doer.key()
        if key is None:
            return
        source, out = self._held.source, Path(self.out.text().strip()).expanduser()
        keeper = self.keeper.isChecked()

        def work(_progress: Progress, _cancel: Cancel) -> AnswerFile:
            return source.write_answer(out, key, keeper=keeper)

        self.say("")
        self.verb.setEnabled(False)
        self.desk.run_job(self.tr("Writing the answer"), work, self._written, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _written(self, report: AnswerFile) -> None:
        clear(self._done)
        frame, box = card()
        box.addWidget(label(self.tr("The answer is written"), "heading"))
        box.addWidget(Elided(shown(report.path), middle=True, mono=True))
        text = self.tr("{size}; verdicts: {count}; round signed: {signed}").format(
            size=size_text(report.size), count=count_text(report.decisions),
            signed=self.tr("yes") if report.signed else self.tr("no"),
        )  # fmt: skip
        box.addWidget(label(text))
        box.addWidget(label("SHA-256", "muted"))
        digest = label(halves(report.sha256))
        digest.setFont(mono(9))
        digest.setAccessibleName("SHA-256")
        box.addWidget(digest)
        people = {each.name: each.person for each in self._held.source.info.members}
        who = ", ".join(shown(people.get(each, each)) for each in report.recipients)
        box.addWidget(label(self.tr("Send this file back to {names}; only they can read it.").format(names=who)))
        self._done.addWidget(frame)
        self._done.addStretch(1)
        self.stack.setCurrentIndex(1)
        self.verb.hide()
        self.cancel.setText(QCoreApplication.translate("Dialogs", "Close"))
        self.cancel.setAccessibleName(self.cancel.text())
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        grow(self)
        self._board.refresh()
