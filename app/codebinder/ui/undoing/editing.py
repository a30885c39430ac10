"""The Edit menu: undo and redo with the step's name, and what fields do themselves; in a field the keys are the field's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from codebinder.ui.history import History

_Keys = QKeySequence.StandardKey
_LONGEST = 60


class EditMenu(QObject):
    """Belongs to one menu bar; it is made anew with it."""

    def __init__(self, history: History, menu: QMenu) -> None:
        bar = menu.parentWidget()
        for old in bar.findChildren(EditMenu) if bar is not None else ():
            old.deleteLater()  # the menus before these, in another language
        super().__init__(menu)
        self._history = history
        self.undo = self._add(menu, history.undo, [QKeySequence("Ctrl+Z")])
        self.redo = self._add(menu, history.redo, [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addSeparator()
        # What a field does with these keys is the field's; here they only stand as a reminder.
        self._fields = [
            (self._field(menu, self.tr("Cu&t"), _Keys.Cut, "cut"), "cut"),
            (self._field(menu, self.tr("&Copy"), _Keys.Copy, "copy"), "copy"),
            (self._field(menu, self.tr("&Paste"), _Keys.Paste, "paste"), "paste"),
            (self._field(menu, self.tr("Select &all"), _Keys.SelectAll, "selectAll"), "selectAll"),
        ]
        history.changed.connect(self.update_state)
        menu.aboutToShow.connect(self._opening)
        self._fields_follow = FieldKeys(self)
        self.update_state()

    def _add(self, menu: QMenu, slot: Callable[[], object], keys: list[QKeySequence]) -> QAction:
        action = QAction(menu)
        action.setShortcuts(keys)
        action.triggered.connect(lambda _on=False: slot())
        menu.addAction(action)
        return action

    def _field(self, menu: QMenu, text: str, keys: QKeySequence.StandardKey, name: str) -> QAction:
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = QAction(f"{text}\t{native}", menu)
        action.triggered.connect(lambda _on=False: self._call(name))
        menu.addAction(action)
        return action

    @Slot()
    def update_state(self) -> None:
        """Name what would be undone and redone."""
        history = self._history
        for action, plain, named, title, can in (
            (self.undo, self.tr("&Undo"), self.tr("&Undo {title}"), history.undo_title, history.can_undo),
            (self.redo, self.tr("&Redo"), self.tr("&Redo {title}"), history.redo_title, history.can_redo),
        ):
            short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
            action.setText(named.format(title=short.replace("&", "&&")) if title else plain)
            action.setToolTip(title)
            # A key that does nothing and says nothing is a riddle: without a step the history says that there is none.
            action.setProperty("nothing", not can)

    @Slot()
    def _opening(self) -> None:
        held = _focus()
        for action, name in self._fields:
            action.setEnabled(_can(held, name))

    def _call(self, name: str) -> None:
        held = _focus()
        if _can(held, name):
            getattr(held, name)()


def _focus() -> QWidget | None:
    """Give the widget that had the focus before the menu took it."""
    window = QApplication.activeWindow()
    return (window.focusWidget() if window is not None else None) or QApplication.focusWidget()


def _can(widget: QWidget | None, name: str) -> bool:
    """Can this widget do that?"""
    if widget is None or not hasattr(widget, name):
        return False
    return name in {"copy", "selectAll"} or not (hasattr(widget, "isReadOnly") and widget.isReadOnly())


class FieldKeys(QObject):
    """Lets Ctrl+Z and Ctrl+Shift+Z through to the window where a text field has nothing (more) to undo or redo: Qt's
    fields take the keys even then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QCoreApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        self._watched: QWidget | None = None

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit):
            new.removeEventFilter(self)  # never twice
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming a key that it has no use for."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(_Keys.Undo)
            if undo or event.matches(_Keys.Redo) or event.keyCombination().toCombined() == _CTRL_Y:
                can = _undoable(watched) if undo else _redoable(watched)
                if not can:
                    event.ignore()
                    return True
        return super().eventFilter(watched, event)


_CTRL_Y = QKeySequence("Ctrl+Y")[0].toCombined()


def _undoable(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return False


def _redoable(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable() and not field.isReadOnly()
    return False
