"""What screen readers get from the viewers: the cursor's line with its marks, as text that can be read, and said aloud.

A text interface of our own would be better, but with the binding that we have it ends the program: the pointer that
its `interface_cast` must give can't be made in Python, and a factory of interfaces crashes in a window of many widgets.
So a text field that nobody sees holds the line, in the role of a text; and the line is announced as the cursor moves.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit

_REST = 120


class Speech(QObject):
    """Belongs to one viewer; says its description when the cursor has come to rest, where somebody listens."""

    def __init__(self, viewer: QAbstractScrollArea) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._said = ""
        self.field = QLineEdit(viewer.viewport())  # where screen readers find what a scroll area holds
        self.field.setFrame(False)
        self.field.setObjectName("current-line")
        self.field.setAccessibleName(self.tr("Current line"))
        self.field.setReadOnly(True)
        self.field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.field.setStyleSheet("border: none; padding: 0; background: transparent; color: transparent")
        self.field.setGeometry(0, 0, 1, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._say)

    def soon(self) -> None:
        """The cursor has moved."""
        if QAccessible.isActive():
            self._rest.start()

    @Slot()
    def _say(self) -> None:
        words = self._viewer.accessibleDescription()
        if words != self._said:
            self._said = words
            self.field.setText(words)
            if self._viewer.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._viewer, words))
