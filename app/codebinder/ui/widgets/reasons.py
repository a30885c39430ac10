"""A person's reason for leaving something out, or for deciding what is unclear; who gave it, and when."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebinder.model.checklist import Settled
from codebinder.model.text import shown
from codebinder.ui.parts import button, label
from codebinder.ui.theme import GRID

_DAY = len("2026-11-22")


class ReasonLine(QWidget):
    """A reason, with who gives it. It saves itself when the person leaves both."""

    saved = Signal(str)

    def __init__(self, offer: str, hint: str, about: str = "") -> None:
        super().__init__()
        spoken = f"{about}: {offer}" if about else offer
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        box = QHBoxLayout()
        box.setSpacing(GRID)
        outer.addLayout(box)
        self._offer = button(offer, self._open, "link")
        self._offer.setAccessibleName(spoken)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(spoken)
        self.who = QLineEdit()
        self.who.setPlaceholderText(self.tr("Who says so"))
        self.who.setAccessibleName(f"{spoken} {self.who.placeholderText()}")
        self.who.setMaximumWidth(220)
        for each in (self.line, self.who):
            each.editingFinished.connect(self._left)
            each.returnPressed.connect(self._done)
        box.addWidget(self._offer)
        box.addWidget(self.line, 1)
        box.addWidget(self.who)
        self._when = label("", "muted")
        outer.addWidget(self._when)
        self._held = self._by = ""
        self.put("")

    def put(self, text: str, settled: Settled | None = None) -> None:
        """Show a reason, and who gave it and when."""
        typing = self._inside() and (self.line.text().strip(), self.who.text().strip()) != (self._held, self._by)
        self._held, self._by = text, settled.by if settled is not None and text else ""
        if not typing:
            for each, held in ((self.line, self._held), (self.who, self._by)):
                if each.text() != held:
                    each.setText(held)
        self._show()
        when = settled.at[:_DAY] if settled is not None and text else ""
        words = self.tr("{name}, {day}").format(name=shown(self._by), day=when) if self._by else when
        self._when.setText(words)
        self._when.setVisible(bool(words))

    def by(self) -> str:
        """Give who is named as the one who says so."""
        return self.who.text().strip()

    def _show(self) -> None:
        there = bool(self._held) or self._inside()
        self.line.setVisible(there)
        self.who.setVisible(there)
        self._offer.setVisible(not there)

    def _inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is self.line or focus is self.who

    def _open(self) -> None:
        self._offer.hide()
        self.line.show()
        self.who.show()
        self.line.setFocus()

    @Slot()
    def _left(self) -> None:
        QTimer.singleShot(0, self, self._leave)

    @Slot()
    def _leave(self) -> None:
        if not self._inside():
            self._done()

    @Slot()
    def _done(self) -> None:
        text, by = self.line.text().strip(), self.by()
        if text != self._held or (text and by != self._by):
            self._held, self._by = text, by
            self.saved.emit(text)
        if not text and not self._inside():
            self._show()
