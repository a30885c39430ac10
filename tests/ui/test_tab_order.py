"""Tab goes through everything on every page, once, the way one reads, and back; whatever has the focus shows it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from codebinder.ui.main_window import MainWindow
from codebinder.ui.parts import Reader
from codebinder.ui.viewing.surface import Surface
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
KINDS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit,
    Surface, Reader,
)  # fmt: skip
MOST = 400


def inside_another(widget: QWidget) -> bool:
    """Is this a part of a control, such as the button that clears a field?"""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView | QLineEdit | QComboBox | QAbstractSpinBox | QTabBar | Surface):
            return True
        above = above.parentWidget() if not above.isWindow() else None
    return False


def controls(window: QWidget) -> list[QWidget]:
    """Give what a person can do something with now."""
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, KINDS)
        and each.isVisible()
        and each.isEnabled()
        and each.window() is window
        and not isinstance(each, QHeaderView)
        and not inside_another(each)
        and not (isinstance(each, QTabBar) and each.count() < 2)
    ]


def name(widget: QWidget) -> str:
    said = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {said!r} {place(widget).getRect()}"


def place(widget: QWidget, *, seen: bool = False) -> QRect:
    """Give where something stands; `seen`: no further away than the edge of what it is scrolled in."""
    whole = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    area = scroller(widget)
    if seen and area is not None:
        room = place(area, seen=True)
        whole.moveTop(max(room.top(), min(whole.top(), room.bottom() - whole.height())))
    return whole


def scroller(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def walk(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Press a key until the focus is where it was first."""
    seen: list[QWidget] = []
    while len(seen) < MOST:
        here = window.focusWidget()
        assert here is not None
        if len(seen) > 1 and here is seen[0]:
            return seen
        if not seen or here is not seen[-1]:
            assert here not in seen, f"a ring that the first is not in: {name(here)}"
            seen.append(here)
        held = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(here, key, held)
    raise AssertionError("no way back")


def against_reading(first: QWidget, then: QWidget) -> bool:
    """Would nobody look at the one after the other? Columns are read one after another, rows from the left."""
    apart = scroller(first) is not scroller(then)
    one, two = place(first, seen=apart), place(then, seen=apart)
    above = two.bottom() <= one.top() and two.left() < one.right()
    back = two.right() <= one.left() and two.top() < one.center().y() < two.bottom()
    return above or back


def check(window: QWidget, what: str) -> list[str]:
    first = min(controls(window), key=lambda each: (place(each).top() // 40, place(each).left()))
    window.setUpdatesEnabled(False)  # nobody looks, and to paint costs most of the time
    first.setFocus()
    seen = walk(window, Qt.Key.Key_Tab)
    faults = [
        f"{what}: never reached: {name(each)}"
        for each in controls(window)
        if each not in seen and each.focusProxy() not in seen and not _of_a_group(each, seen)
    ]
    back = walk(window, Qt.Key.Key_Backtab)
    if [seen[0], *reversed(seen[1:])] != back:
        faults.append(f"{what}: Shift+Tab does not go back the same way")
    faults += [f"{what}: no name of its own: {name(each)}" for each in controls(window) if not _named(each)]
    wrong = [(one, two) for one, two in pairwise(seen) if against_reading(one, two)]
    faults += [f"{what}: {name(two)} comes after {name(one)}" for one, two in wrong]
    window.setUpdatesEnabled(True)
    return faults


def _named(each: QWidget) -> bool:
    """Does it say what it is for? Qt would give what a choice stands at, or the hint of a field, for its name."""
    if isinstance(each, QAbstractButton):
        return bool(each.accessibleName() or each.text())
    return bool(each.accessibleName()) or isinstance(each, QTabBar)


def _of_a_group(each: QWidget, seen: list[QWidget]) -> bool:
    """One of several radio buttons has the focus for all; the arrows go to the others."""
    return isinstance(each, QRadioButton) and any(
        isinstance(one, QRadioButton) and one.parentWidget() is each.parentWidget() for one in seen
    )


def test_tab_visits_everything_on_every_page_in_the_order_of_reading(opened: MainWindow, settle: Settle) -> None:
    faults: list[str] = []
    opened.show_start()
    settle(opened)
    faults += check(opened, "start")
    for step in Step:
        opened.show_step(step)
        settle(opened)
        faults += check(opened, step.value)
    opened.templates.show()
    settle(opened)
    faults += check(opened, "templates")
    assert not faults, "\n".join(faults)
