"""A whole number to type in, within bounds; arrow keys count up and down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """Looks like every other line; `value` is never out of bounds."""

    valueChanged = Signal(int)  # noqa: N815  (as Qt's own fields call it)

    def __init__(self, least: int = 0, most: int = 10000, value: int = 0) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setMaximumWidth(120)
        self.setRange(least, most)
        self.setValue(value)
        self.textChanged.connect(self._changed)

    def setRange(self, least: int, most: int) -> None:
        """Set the bounds."""
        self._least, self._most = least, max(least, most)
        self.setValidator(QIntValidator(self._least, self._most, self))
        if self.text():
            self.setValue(self.value())

    def setMaximum(self, most: int) -> None:
        """Set the upper bound."""
        self.setRange(self._least, most)

    def value(self) -> int:
        """Give the number; the least where nothing is typed."""
        text = self.text().strip()
        return min(max(int(text), self._least), self._most) if text.isdecimal() else self._least

    def setValue(self, value: int) -> None:
        """Show a number."""
        self.setText(str(min(max(value, self._least), self._most)))

    @Slot()
    def _changed(self) -> None:
        self.valueChanged.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count up and down with the arrow keys."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.setValue(self.value() + step)
        else:
            super().keyPressEvent(event)


__all__ = ["NumberField"]
