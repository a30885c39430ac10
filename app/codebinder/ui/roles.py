"""What screen readers are told that our own widgets are: Qt calls any scroll area a filler, which they pass over.

And Qt's own interface of a scroll area reads beyond its list, and ends the program, where it is asked for a child that
has gone meanwhile: somebody counts three, one scroll bar is hidden, somebody asks for the third. So no scroll area has
that one; a plain widget's looks before it answers.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_Role = QAccessible.Role

ROLES = {
    "Reader": _Role.Document,
    "CodeView": _Role.Document,
    "HexView": _Role.Document,
    "PdfView": _Role.Document,
    "ImageView": _Role.Graphic,
    "FirmwareMapView": _Role.Canvas,
    "QScrollArea": _Role.Pane,
    "QAbstractScrollArea": _Role.Pane,
}

_held: list[QAccessibleInterface] = []
"""Qt owns what it was given and deletes it with its widget; Python must not do so before."""


def install() -> None:
    """Have Qt ask us first."""
    QAccessible.installFactory(_interface)


def _interface(kind: str, about: QObject) -> QAccessibleInterface | None:
    """Give an interface with a role. It is Qt's own class: one that is derived in Python ends the program."""
    role = ROLES.get(kind)
    if role is None or not isinstance(about, QWidget):
        return None
    _held[:] = [each for each in _held if shiboken6.isValid(each)]
    made = QAccessibleWidget(about, role, "")
    _held.append(made)
    return made
