"""Letter shortcuts that work only where no text is typed: they belong to single widgets, never to the whole page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

Keys = Mapping[str, Callable[[], object]]


class Letters(QObject):
    """Runs an action when one of `widgets` has the focus and its letter is pressed ("R", "Shift+R", "/", "1")."""

    def __init__(self, parent: QObject, keys: Keys, widgets: tuple[QWidget, ...]) -> None:
        super().__init__(parent)
        self._keys = dict(keys)
        for widget in widgets:
            widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters that are ours, before the widget sees them."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            action = self._keys.get(_name(event))
            if action is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress:
                    action()
                return True
        return super().eventFilter(watched, event)


def _name(event: QKeyEvent) -> str:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    if held not in {Qt.KeyboardModifier.NoModifier, shift}:
        return ""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return ("Shift+" if held == shift else "") + chr(key)
    text = event.text()
    return text if text == "/" or (len(text) == 1 and text in "123456789" and held != shift) else ""
