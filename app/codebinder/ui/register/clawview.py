"""The claw-back assistant: for each claw-back the steps in their order, which are done and what is next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.register import Clawback, RegisterView
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, card, clear, empty_state, glyph_label, label, scrolled
from codebinder.ui.register.words import digest_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID


class ClawView(QWidget):
    """One card for each claw-back, the newest first."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(2 * GRID)
        area = scrolled(inner)
        box.addWidget(area, 1)
        row = QHBoxLayout()
        self.begin = button(self.tr("Begin a claw-back…"), lambda: self.wanted.emit("clawback", None), name="clawback")
        row.addWidget(self.begin)
        row.addStretch(1)
        box.addLayout(row)

    def show_view(self, view: RegisterView) -> None:
        """Show the register of one filing."""
        clear(self._box)
        can = self._desk.can_write and not view.erased
        self.begin.setEnabled(can and bool(view.deliveries))
        self.begin.setToolTip("" if view.deliveries else self.tr("Nothing was sent that could be clawed back."))
        for each in reversed(view.clawbacks):
            self._box.addWidget(self._card(each, can=can))
        if not view.clawbacks:
            text = self.tr(
                "If something left that should not have: redact it here first, then begin. A notice goes to each recipient and does not repeat the content; receipts of destruction come back; a new package takes its place."
            )
            self._box.addWidget(empty_state(self.tr("Nothing was clawed back"), text))
        self._box.addStretch(1)

    def _card(self, each: Clawback, *, can: bool) -> QFrame:
        frame, box = card()
        head = QHBoxLayout()
        head.setSpacing(GRID)
        word = self.tr("open: waiting for {people}").format(people=", ".join(shown(one) for one in each.waiting))
        head.addWidget(glyph_label("unmet" if each.open else "complete"))
        title = self.tr("Claw-back of {day}, package {digest}")
        head.addWidget(label(title.format(day=each.day, digest=digest_text(each.digest)), "heading"), 1)
        box.addLayout(head)
        box.addWidget(
            label(word if each.open else self.tr("every recipient has confirmed"), "warn" if each.open else "good")
        )
        where = [shown(one) for one in each.members]
        where += [self.tr("range {number}").format(number=count_text(one)) for one in each.ranges]
        box.addWidget(
            label(self.tr("What: {list}").format(list=", ".join(where) or self.tr("the whole package")), "muted")
        )
        box.addWidget(label(self.tr("Basis: {text}").format(text=shown(each.basis)), "muted"))
        self._step(box, done=True, text=self.tr("Notices written to: {people}").format(
            people=", ".join(shown(one) for one in each.recipients)))  # fmt: skip
        for one in each.steps:
            self._step(
                box, done=True, text=" · ".join(part for part in (one.day, shown(one.who), shown(one.text)) if part)
            )
        for one in each.destroyed:
            text = self.tr("{day} · {who} confirmed destruction or return").format(day=one.day, who=shown(one.who))
            self._step(box, done=True, text=f"{text} · {shown(one.number)}" if one.number else text)
        for one in each.waiting:
            self._step(box, done=False, text=self.tr("Receipt from {who}").format(who=shown(one)))
        self._replacement(box, each)
        self._acts(box, each, can=can)
        return frame

    def _replacement(self, box: QVBoxLayout, each: Clawback) -> None:
        if not each.replacement:
            self._step(box, done=False, text=self.tr("Replacement: which filing takes its place"))
        elif each.replacement_digest:
            text = self.tr("Replaced by {filing}, package {digest}")
            digest = digest_text(each.replacement_digest)
            self._step(box, done=True, text=text.format(filing=shown(each.replacement), digest=digest))
        else:
            text = self.tr("Replaced by {filing}: its package is not built yet")
            self._step(box, done=False, text=text.format(filing=shown(each.replacement)))

    @staticmethod
    def _step(box: QVBoxLayout, *, done: bool, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(glyph_label("complete" if done else "nothing"))
        row.addWidget(label(text, "" if done else "muted"), 1)
        box.addLayout(row)

    def _acts(self, box: QVBoxLayout, each: Clawback, *, can: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        acts = (
            ("step", self.tr("A step that was taken…"), True),
            ("destroyed", self.tr("Receipt of destruction…"), each.open),
            ("replaced", self.tr("Replacement…"), True),
        )
        for name, text, fits in acts:
            made = button(text, lambda _=False, name=name: self.wanted.emit(name, each), name=f"claw-{name}")
            made.setEnabled(can and fits)
            row.addWidget(made)
        row.addStretch(1)
        box.addLayout(row)


__all__ = ["ClawView"]
