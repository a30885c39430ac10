"""How long a filing is kept: legal hold, retention, erasure; each with what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from codebinder.model.register import RegisterView
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, card, clear, glyph_label, label, scrolled
from codebinder.ui.theme import GRID


class KeepView(QWidget):
    """Three cards."""

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
        box.addWidget(area)

    def show_view(self, view: RegisterView) -> None:
        """Show the register of one filing."""
        clear(self._box)
        can = self._desk.can_write and not view.erased
        self._hold(view, can=can)
        text = (
            self.tr("Kept until {day}").format(day=view.retain_until) if view.retain_until else self.tr("No day is set")
        )
        self._card(
            "complete" if view.retain_until else "nothing",
            text,
            self.tr("Before that day only the keeper of the roster can have it erased, with a reason."),
            self._button("retain", self.tr("Set the day…"), on=can),
        )
        self._erasure(view, can=can)
        self._box.addStretch(1)

    def _hold(self, view: RegisterView, *, can: bool) -> None:
        if view.held:
            self._card(
                "warning",
                self.tr("Under a legal hold: {matter}").format(matter=shown(view.hold_reference)),
                self.tr("Nothing of the filing is removed, replaced or erased until the keeper of the roster ends it."),
                self._button("release", self.tr("End the hold…"), on=can),
            )
        else:
            self._card(
                "nothing",
                self.tr("No legal hold"),
                self.tr("Under a hold nothing of the filing is removed, replaced or erased."),
                self._button("hold", self.tr("Set a hold…"), on=can),
            )

    def _erasure(self, view: RegisterView, *, can: bool) -> None:
        if view.erased:
            text = self.tr("What this filing hid was erased on {day}").format(day=view.erased)
            self._card(
                "excluded", text, self.tr("Its proof is left: what was signed, commitments, builds, this register.")
            )
        else:
            self._card(
                "nothing",
                self.tr("Not erased"),
                self.tr(
                    "Erasing destroys the key of this filing's sealed maps, and with it everything it hides. The proof stays."
                ),
                self._button("erase", self.tr("Erase…"), on=can and not view.held),
            )

    def _button(self, name: str, text: str, *, on: bool) -> QPushButton:
        made = button(text, lambda: self.wanted.emit(name, None), name=f"keep-{name}")
        made.setEnabled(on)
        return made

    def _card(self, glyph: str, title: str, text: str, act: QPushButton | None = None) -> None:
        frame, box = card()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(glyph_label(glyph))
        row.addWidget(label(title, "heading"), 1)
        if act is not None:
            row.addWidget(act)
        box.addLayout(row)
        box.addWidget(label(text, "muted"))
        self._box.addWidget(frame)


__all__ = ["KeepView"]
