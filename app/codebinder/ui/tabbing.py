"""Where Tab goes: through a window the way one reads it, by where things stand and not by when they were made.

Pages are built late and filled again; the order that Qt keeps, by the time of making, would lead from the window's foot
back into the middle of it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)


def tab(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next control, or to the one before; False where there is none, or the desktop has ways
    of its own."""
    if QGuiApplication.styleHints().tabFocusBehavior() != Qt.TabFocusBehavior.TabFocusAllControls:
        return False
    ring: list[QWidget] = []
    _collect(window, ring)
    if not forward:
        ring.reverse()
    here = window.focusWidget()
    at = ring.index(here) if here in ring else -1
    wanted = next((each for each in (*ring[at + 1 :], *ring[: max(at, 0)]) if _takes(each)), None)
    if wanted is None:
        return False
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    above = wanted.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(wanted)
        above = above.parentWidget()
    return True


def _takes(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and widget.isEnabled()


def _collect(widget: QWidget, ring: list[QWidget]) -> None:
    """Add what is in a widget and can have the focus, rows from above, each from the left."""
    for child in _in_rows(widget):
        if child.focusPolicy() is not Qt.FocusPolicy.NoFocus and child.focusProxy() is None:
            ring.append(child)
        if isinstance(child, QScrollArea):
            inner = child.widget()
            if inner is not None:
                _collect(inner, ring)
        elif not isinstance(child, QAbstractScrollArea | QAbstractSpinBox | QComboBox | QLineEdit):
            _collect(child, ring)


def _in_rows(widget: QWidget) -> list[QWidget]:
    held = [
        each for each in widget.children() if isinstance(each, QWidget) and each.isVisible() and not each.isWindow()
    ]
    places = sorted(((each.geometry(), at) for at, each in enumerate(held)), key=lambda pair: pair[0].top())
    rows: list[list[tuple[int, int]]] = []
    middle = -1
    for place, at in places:
        if not rows or place.top() >= middle:
            rows.append([])
            middle = place.center().y()
        rows[-1].append((place.left(), at))
    return [held[at] for row in rows for _, at in sorted(row)]
