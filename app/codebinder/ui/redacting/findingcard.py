"""The card of the finding that is chosen: one line, and in plain words what it is where somebody unfolds it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from codebinder.model.findings import Finding
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import place_target
from codebinder.ui.parts import Elided
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.card import CardPanel
from codebinder.workflow import cards
from codebinder.workflow.cards import Card, Place
from codebinder.workflow.views import Step

_HIGH = 150
_REST = 120
"""Milliseconds that a choice must rest before its card is read: whoever goes through a queue does not wait for it."""
_OPEN = "finding-card-open"


class FindingCard(CardPanel):
    """Folded until somebody opens it, and as he left it from then on; the code keeps its room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.lang)
        self._desk = desk
        self._id = ""
        self.line = Elided("", look="muted")
        self.line.setObjectName("finding-card")
        head = QHBoxLayout()
        head.setSpacing(GRID // 2)
        self.layout().removeWidget(self.fold)
        head.addWidget(self.fold)
        head.addWidget(self.line, 1)
        self.layout().insertLayout(0, head)  # type: ignore[attr-defined]  (a QVBoxLayout)
        self.area.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read)
        self.fold.setChecked(desk.settings.text(_OPEN) == "yes")
        self.fold.toggled.connect(self._turned)
        self.place_wanted.connect(self._go)
        self.hide()

    def text(self) -> str:
        """Give the line."""
        return self.line.text()

    def setText(self, text: str) -> None:
        """Say in one line what is chosen; nothing takes no room."""
        self.line.setText(text)
        self.setVisible(bool(text))
        if not text:
            self._id = ""
            self.show_card(None)

    def tell(self, finding: Finding, text: str) -> None:
        """Say what is chosen, and read its card as soon as it rests and somebody would see it."""
        self.setText(text)
        if finding.id != self._id:
            self._id = finding.id
            self.show_card(None)
        if self.fold.isChecked():
            self._rest.start()

    @Slot(object)
    def _go(self, place: Place) -> None:
        self._desk.go(Step.REDACTION, place_target(place.component, place.path, place.line))

    @Slot(bool)
    def _turned(self, out: bool) -> None:  # noqa: FBT001  (a slot)
        self._desk.settings.put(_OPEN, "yes" if out else "no")
        if out:
            self._read()

    @Slot()
    def _read(self) -> None:
        session, filing, name = self._desk.session, self._desk.filing, self._id
        if session is not None and filing is not None and name and (self.card is None or self.card.id != name):
            lang = self._desk.lang
            self._desk.look(lambda: cards.card(session, filing, name, lang=lang), self._show, lambda _: None)

    @Slot(object)
    def _show(self, card: Card) -> None:
        if card.id == self._id:
            self.show_card(card)
