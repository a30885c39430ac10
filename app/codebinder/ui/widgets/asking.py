"""The inline bar below a page's tools: one question with its answers. Never a modal box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from codebinder.ui.parts import button, clear, label
from codebinder.ui.theme import GRID

Answer = Callable[[str], object]


class AskBar(QFrame):
    """Asks one thing, with a line of text where one is needed; Escape closes it, Enter takes the first answer."""

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self.setProperty("look", "banner-info")
        self.setObjectName("ask-bar")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, GRID, 12, GRID)
        box.setSpacing(GRID)
        self._text = label()
        self._text.setObjectName("ask-text")
        box.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.field = QLineEdit()
        self.field.setObjectName("ask-field")
        self.field.returnPressed.connect(self._first)
        row.addWidget(self.field, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        row.addLayout(self._buttons)
        row.addStretch(0)
        box.addLayout(row)
        self._answers: list[QPushButton] = []
        self._needed = False
        self.field.textChanged.connect(self._check)
        self.hide()

    def ask(
        self, text: str, answers: Sequence[tuple[str, Answer]], *, field: str | None = None, held: str = "",
        needed: bool = False,
    ) -> None:  # fmt: skip
        """Ask `text`. `field` is the hint of a line of text (None: no line), `held` what stands in it already."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._needed = needed and field is not None
        clear(self._buttons)
        self._answers = []
        for number, (name, slot) in enumerate(answers):
            made = button(name, lambda _=False, slot=slot: self._take(slot), "" if number else "primary")
            made.setObjectName(f"answer-{number}")
            self._answers.append(made)
            self._buttons.addWidget(made)
        close = button(self.tr("Cancel"), self.dismiss, name="answer-cancel")
        self._buttons.addWidget(close)
        self.field.setVisible(field is not None)
        self.field.setPlaceholderText(field or "")
        self.field.setAccessibleName(field or "")
        self.field.setText(held)
        self.show()
        self._check()
        if field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
        else:
            self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close without an answer."""
        self.hide()
        self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; Enter on a focused answer takes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            held = self.focusWidget()
            if isinstance(held, QPushButton):
                held.click()
        else:
            super().keyPressEvent(event)

    def _check(self) -> None:
        for each in self._answers:
            each.setEnabled(not self._needed or bool(self.field.text().strip()))

    def _first(self) -> None:
        if self._answers and self._answers[0].isEnabled():
            self._answers[0].click()

    def _take(self, slot: Answer) -> None:
        text = self.field.text().strip()
        self.dismiss()
        slot(text)
