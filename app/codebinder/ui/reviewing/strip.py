"""How the round stands, in words: decided, against the round before, who was asked and who has answered, why it is void."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from codebinder.model.review import RoundState
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.parts import Elided, banner, button, clear, empty_state
from codebinder.ui.reviewing.data import Review, delta_words, files_words, round_word
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow.deciding import ReviewerRow
from codebinder.workflow.views import Step

_NAMED = 12
_STATES = {"waiting": "nothing", "answered": "work", "signed": "complete", "excused": "not_applicable"}


class RoundStrip(QWidget):
    """One line about the round, and a chip for everybody who was asked."""

    excuse_wanted = Signal(object)
    """A ReviewerRow that the keeper may let off."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.line = Elided("")
        self.line.setObjectName("review-summary")
        box.addWidget(self.line)
        self._people = QWidget()
        self._chips = FlowLayout(self._people)
        box.addWidget(self._people)

    def show_review(self, review: Review, *, writable: bool) -> None:
        """Show how the round stands."""
        self.line.setText(summary(review))
        if review.delta is not None and review.delta.before:
            self.line.setToolTip("\n".join((self.line.text(), files_words(review.delta))))
        clear(self._chips)
        for row in review.reviewers:
            self._chips.addWidget(self._chip(row, review, writable=writable))
        self._people.setVisible(bool(review.reviewers))

    def _chip(self, row: ReviewerRow, review: Review, *, writable: bool) -> QPushButton:
        word = {
            "waiting": self.tr("waiting"), "answered": self.tr("answered"), "signed": self.tr("signed"),
            "excused": self.tr("let off"),
        }.get(row.state, shown(row.state))  # fmt: skip
        if row.state == "waiting" and not row.named:
            word = self.tr("deciding")
        text = self.tr("{name}: {state}").format(name=short(shown(row.key.person)), state=word)
        counts = (
            (row.approved, self.tr("approved {count}")), (row.rejected, self.tr("rejected {count}")),
            (row.conditional, self.tr("approved if {count}")), (row.recused, self.tr("recused {count}")),
        )  # fmt: skip
        some = ", ".join(words.format(count=count_text(count)) for count, words in counts if count)
        made = button(f"{text} · {some}" if some else text, lambda: None, "flat", name="reviewer")
        made.setIcon(theme.glyph(_STATES.get(row.state, "nothing")))
        parts = [self.tr("{name}: {state}").format(name=shown(row.key.person), state=word), some, row.at]
        made.setToolTip(" · ".join(part for part in parts if part))
        made.setAccessibleDescription(made.toolTip())
        can = writable and row.named and row.state == "waiting" and review.can_decide and not review.packet
        if can:
            made.clicked.connect(lambda: self._menu(made, row))
        return made

    def _menu(self, chip: QPushButton, row: ReviewerRow) -> None:
        menu = QMenu(chip)
        menu.addAction(self.tr("Let this reviewer off, with a reason…"), lambda: self.excuse_wanted.emit(row))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))


class RoundNotes(QWidget):
    """What submitting is and what is in its way, or that the round is void and why."""

    submit_wanted = Signal()
    step_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)

    def show_review(self, review: Review, *, writable: bool, lang: str) -> None:
        """Show what there is to say; nothing takes no room."""
        clear(self._box)
        if review.round is None:
            self._invite(review, writable=writable)
        elif review.round.state is RoundState.VOID:
            self._box.addWidget(self._void(review, lang))
        elif not review.subjects and not review.packet:
            if review.can_decide:
                self._box.addWidget(self._nothing())
            self._box.addStretch(1)
        self.setVisible(self._box.count() > 0)

    def _nothing(self) -> QWidget:
        """Say what is signed where nothing is hidden and nothing was kept: the answers and the documents."""
        text = self.tr(
            "Nothing was hidden or kept, so nothing waits for a verdict of its own. What is signed are the answers and "
            "the documents: read them as they would leave, then sign."
        )
        papers = button(self.tr("Read the papers"), lambda: self.step_wanted.emit(Step.PACKAGE), name="read-papers")
        return empty_state(self.tr("Nothing to decide piece by piece"), text, papers)

    def _void(self, review: Review, lang: str) -> QFrame:
        text = self.tr(
            "Something has changed since this round was submitted. Submit a new round; decisions that nothing touched carry over."
        )
        rows = [message_text(each, lang) for each in review.changes[:_NAMED]]
        if len(review.changes) > _NAMED:
            more = count_text(len(review.changes) - _NAMED)
            rows.append(self.tr("… and {count} more").format(count=more))
        made = banner("warn", "\n".join(part for part in (text, " · ".join(rows)) if part))
        made.setObjectName("why-void")
        return made

    def _invite(self, review: Review, *, writable: bool) -> None:
        first = self.obstacle(review)
        text = first or self.tr(
            "Submitting fixes everything that would leave under one digest, signed by you. A reviewer then decides "
            "each redaction and each kept finding, and signs."
        )
        start = button(self.tr("Submit for review…"), self.submit_wanted.emit, "primary", name="submit-first")
        start.setEnabled(writable)
        missing = review.wants_source and not review.sources
        step = Step.SOURCES if missing else Step.REDACTION
        there = self.tr("Go to Sources") if missing else self.tr("Go to Redaction")
        act = button(there, lambda: self.step_wanted.emit(step), "primary") if first else start
        if review.subjects:
            self._box.addWidget(banner("info", text, act))
        else:
            self._box.addWidget(empty_state(self.tr("Submit to legal review"), text, act))
            self._box.addStretch(1)

    def obstacle(self, review: Review) -> str:
        """Say the first thing that stands in the way of submitting."""
        if not review.sources and review.wants_source:
            return self.tr("There is nothing to submit yet: the filing has no source.")
        if review.unscanned:
            return self.tr("Nothing can be submitted before every source has been scanned.")
        if review.counts is not None and review.counts.undecided:
            text = self.tr("{count} findings are neither redacted nor kept yet.")
            return text.format(count=count_text(review.counts.undecided))
        return ""


def summary(review: Review) -> str:
    """Say how the round stands, how much of it is decided, and how it differs from the round before."""
    parts = [round_word(review.round)]
    if review.subjects:
        decided = len(review.subjects) - review.open
        text = QCoreApplication.translate("Review", "{decided} of {all} decided")
        parts.append(text.format(decided=count_text(decided), all=count_text(len(review.subjects))))
    parts.append(delta_words(review.delta))
    return " · ".join(part for part in parts if part)


def short(text: str) -> str:
    """Give a long name by its beginning; the whole stands in the tooltip."""
    return text if len(text) <= 28 else text[:27] + "…"
