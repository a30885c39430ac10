"""Letter shortcuts that work only where no text is typed: they belong to single widgets, never to the whole page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

Keys = Mapping[str, Callable[[], object]]
_REPEATED = frozenset("NP")
"""Letters that go on while they are held down. Any other does its work once a press: a key that sticks decides nothing."""


class Letters(QObject):
    """Runs an action when one of `widgets` has the focus and its letter is pressed ("R", "Shift+R", "/", "1").

    Nothing is run while an input method composes: then letters are the beginning of a word in another script.
    """

    def __init__(self, parent: QObject, keys: Keys, widgets: tuple[QWidget, ...]) -> None:
        super().__init__(parent)
        self._keys = dict(keys)
        self._composing = False
        for widget in widgets:
            widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            widget.installEventFilter(self)

    @property
    def names(self) -> frozenset[str]:
        """The keys that do something."""
        return frozenset(self._keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters that are ours, before the widget sees them."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif event.type() is QEvent.Type.FocusOut:
            self._composing = False
        elif event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            name = "" if self._composing else _name(event)
            action = self._keys.get(name)
            if action is not None:
                event.accept()
                if event.type() is QEvent.Type.KeyPress and (not event.isAutoRepeat() or name in _REPEATED):
                    action()
                return True
        return super().eventFilter(watched, event)


def _name(event: QKeyEvent) -> str:
    """Name a key; a key that an input method took (key 0, or unknown) has no name, whatever text comes with it."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    key = event.key()
    if held not in {Qt.KeyboardModifier.NoModifier, shift} or key in {0, Qt.Key.Key_unknown}:
        return ""
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return ("Shift+" if held == shift else "") + chr(key)
    text = event.text()
    return text if text == "/" or (len(text) == 1 and text in "123456789" and held != shift) else ""
