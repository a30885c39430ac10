"""The dialog that takes a reviewer's answer in, and says in words what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.keys import role_name
from codebinder.ui.parts import Elided, button, clear, glyph_label, label
from codebinder.ui.saying import error_text, grow
from codebinder.ui.strings import count_text, grouped
from codebinder.ui.theme import GRID
from codebinder.workflow.packetviews import AnswerReport

_NAMED = 6


class ImportDialog(Dialog):
    """Reads at once; nothing is taken in before every signature and digest in it was checked."""

    def __init__(self, desk: Desk, parent: QWidget | None, path: Path) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ImportDialog", "Import answer"),
            QCoreApplication.translate(
                "ImportDialog",
                "Signatures, roster and digests are checked first. Taking the same answer in twice changes nothing.",
            ),
        )
        self.desk = desk
        self.setMinimumWidth(560)
        self.body.addWidget(Elided(shown(str(path)), middle=True, mono=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        self.body.addLayout(self._lines)
        self._say("work", self.tr("Checking…"))
        self.close_ = button(
            QCoreApplication.translate("Dialogs", "Close"), self.accept, "primary", name="answer-close"
        )
        self.close_.setDefault(True)
        self.buttons.addWidget(self.close_)
        session, _ = desk.need()

        def work(progress: Progress, cancel: Cancel) -> AnswerReport:
            from codebinder.workflow import answers

            return answers.import_(session, path, progress=progress, cancel=cancel)

        desk.run_job(self.tr("Importing an answer"), work, self._done, self._failed)

    def _say(self, glyph: str, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(glyph_label(glyph))
        row.addWidget(label(text), 1)
        self._lines.addLayout(row)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        clear(self._lines)
        if isinstance(error, Cancelled):
            self._say("info", self.tr("Cancelled; nothing was taken in."))
        else:
            self._say("error", error_text(error, self.desk.lang))
            self._say("info", self.tr("Nothing was taken in; the workbook is as it was."))
        grow(self)

    @Slot(object)
    def _done(self, report: AnswerReport) -> None:
        clear(self._lines)
        for glyph, text in self.sentences(report):
            self._say(glyph, text)
        grow(self)
        self.desk.changed("review")

    def sentences(self, report: AnswerReport) -> list[tuple[str, str]]:
        """Say what came of it."""
        who = report.reviewer
        head = self.tr("From {name} ({role}), {fingerprint}, for round {number}.").format(
            name=shown(who.person), role=role_name(who.role), fingerprint=grouped(who.fingerprint[:16]),
            number=report.round,
        )  # fmt: skip
        counts = self.tr("Signed objects taken in: {added}; known already: {known}.").format(
            added=count_text(report.added), known=count_text(report.known)
        )
        rows = [("decided", head), ("complete" if report.added else "info", counts)]
        if report.approved:
            rows.append(("complete", self.tr("She approves the round, with her signature.")))
        if report.certificate:
            text = self.tr("The approval page is signed with the certificate of {subject}.")
            rows.append(("complete", text.format(subject=shown(report.certificate))))
        if report.conflicts:
            text = self.tr("Reviewers disagree about {count}; the arbiter settles that: {list}")
            rows.append(("warning", text.format(count=count_text(len(report.conflicts)), list=_few(report.conflicts))))
        if report.missing:
            text = self.tr("Not answered yet: {names}")
            rows.append(("work", text.format(names=_few(report.missing))))
        else:
            rows.append(("complete", self.tr("Nobody else is waited for.")))
        return rows


def _few(names: tuple[str, ...]) -> str:
    text = ", ".join(shown(each) for each in names[:_NAMED])
    return f"{text} …" if len(names) > _NAMED else text
