"""What a person sees of the program: which words stand where on the screen. Looks only; touches nothing.

The program is started by `begin`, as it is shipped, with a second thread that answers where something stands. Hands are
real: keys and mouse go through the X server (see helpers.person).
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from typing import Any

SOCKET = "CODEBINDER_TESTS_EYES"


def begin() -> None:
    """Start the program with eyes on it."""
    threading.Thread(target=_serve, args=(os.environ[SOCKET],), name="eyes", daemon=True).start()
    from codebinder.app import desktop

    sys.exit(desktop())


def _serve(path: str) -> None:
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(4)
    made: list[Any] = []
    while True:
        with server.accept()[0] as peer, peer.makefile("rwb") as lines:
            for row in lines:
                if not made:
                    from PySide6.QtWidgets import QApplication

                    if QApplication.instance() is None:
                        lines.write(b"null\n")
                        lines.flush()
                        continue
                    made.append(_looker())
                lines.write(json.dumps(made[0].ask(json.loads(row))).encode() + b"\n")
                lines.flush()


def _looker() -> Any:
    """Make what looks, on the window's thread."""
    from PySide6.QtCore import QObject, Qt, Signal, Slot
    from PySide6.QtWidgets import QApplication

    class Looker(QObject):
        wanted = Signal(object)

        def __init__(self) -> None:
            super().__init__()
            self.moveToThread(QApplication.instance().thread())
            self.wanted.connect(self.look, Qt.ConnectionType.QueuedConnection)

        def ask(self, what: dict[str, str]) -> object:
            held: dict[str, Any] = {"what": what, "done": threading.Event(), "seen": None}
            self.wanted.emit(held)
            held["done"].wait(20)
            return held["seen"]

        @Slot(object)
        def look(self, held: dict[str, Any]) -> None:
            try:
                held["seen"] = _look(held["what"])
            finally:
                held["done"].set()

    return Looker()


def _look(what: dict[str, str]) -> object:
    """Give what is seen: everything with these words on it (`text`), or of this name (`name`), in what is in front."""
    from PySide6.QtWidgets import QApplication, QWidget

    front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    if front is None:
        return []
    if "busy" in what:
        return _busy()
    rows = []
    for each in (front, *front.findChildren(QWidget)):
        if each.isVisible():
            rows += _seen(each, what.get("text", ""), what.get("name", ""), what.get("focus", ""))
    return rows


def _busy() -> bool:
    from PySide6.QtWidgets import QApplication

    from codebinder.ui.main_window import MainWindow

    for each in QApplication.topLevelWidgets():
        if isinstance(each, MainWindow):
            desk = each.desk
            return bool(desk.jobs.busy or desk.looks.busy or desk.gauges.busy or each.drops.busy)
    return True


def _seen(widget: Any, text: str, name: str, focus: str) -> list[dict[str, Any]]:
    from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QMenu, QMenuBar, QRadioButton

    if isinstance(widget, QAbstractItemView) and text and not name:
        return _rows(widget, text)
    if isinstance(widget, QMenu | QMenuBar) and text and not name:
        return [
            _row(widget, each.text(), widget.actionGeometry(each), enabled=each.isEnabled())
            for each in widget.actions()
            if text in each.text().replace("&", "") and each.isVisible()
        ]
    if focus and not widget.hasFocus():
        return []
    if name and widget.objectName() != name:
        return []
    held = _words(widget)
    if text and not any(text in each for each in held):
        return []
    seen = widget.visibleRegion().boundingRect()
    if isinstance(widget, QCheckBox | QRadioButton):
        seen.setWidth(min(seen.width(), 24))  # it takes a click on its box and words, not on the space behind them
    return [_row(widget, held[0] if held else "", seen)] if not seen.isEmpty() else []


def _words(widget: Any) -> list[str]:
    """Give what stands on a widget, and what it is called."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

    held = widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return [widget.text().replace("&", ""), held]
    if isinstance(widget, QComboBox):
        return [widget.currentText(), held]
    return [widget.toPlainText(), held] if isinstance(widget, QPlainTextEdit) else [held]


def _rows(view: Any, text: str) -> list[dict[str, Any]]:
    """Give the rows of a list with these words."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QTreeView

    rows, room = [], view.viewport().rect()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    index = view.model().index(0, 0) if view.model() is not None else None
    if isinstance(view, QTreeView):
        index = view.indexAt(room.topLeft()) if view.indexAt(room.topLeft()).isValid() else index
    while index is not None and index.isValid():
        place = view.visualRect(index)
        if place.top() > room.bottom():
            break
        held = "\n".join(str(index.data(each) or "") for each in roles)
        if text in held and place.intersects(room):
            rows.append(_row(view.viewport(), held.strip(), place.intersected(room)))
        index = view.indexBelow(index) if isinstance(view, QTreeView) else index.siblingAtRow(index.row() + 1)
    return rows


def _row(widget: Any, text: str, rect: Any, *, enabled: bool | None = None) -> dict[str, Any]:
    corner = widget.mapToGlobal(rect.center())
    checked = getattr(widget, "isChecked", None)
    return {
        "kind": type(widget).__name__,
        "kinds": [each.__name__ for each in type(widget).__mro__[:8]],
        "name": widget.objectName(),
        "text": text,
        "x": corner.x(),
        "y": corner.y(),
        "enabled": widget.isEnabled() if enabled is None else enabled,
        "checked": bool(checked()) if callable(checked) else False,
        "focus": widget.hasFocus(),
        "window": widget.window().windowTitle(),
    }
