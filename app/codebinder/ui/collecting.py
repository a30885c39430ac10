"""Collects what Python's reference counts leave behind, between two events of the window's thread, and nowhere else.

Python collects wherever the next object happens to be one too many: on a worker's thread, or in the midst of painting.
A widget that only a cycle of references holds would be taken away there, and Qt, which stands such a thing on its own
thread and between two events only, ends the program. So the automatic collection rests while there is a window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_TICK = 100
"""Milliseconds. A worker makes some ten thousand objects in that time; to look through them takes a millisecond."""
_YOUNG, _TIMES = 1_000, 10
"""As many new objects as are worth a look, and after as many looks those are looked at again that stayed."""


_OLD, _OLDEST = 200, 2_000
"""After as many looks at those that stayed everything is looked through: once the person is in another program, or,
where she never leaves this one, at last all the same. A second of work brings one such look, at most."""


class Collector(QObject):
    """Looks through young objects while events are handled. The old ones, a third of a second's walk where a large
    workbook is open, when a workbook was let go, and otherwise seldom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(tick)
        self._timer.start()


def tick() -> None:
    """Look through what is young, where that is worth it."""
    young, looks, old = gc.get_count()
    if old > _OLDEST or (old > _OLD and _away()):
        gc.collect()
    elif young > _YOUNG:
        gc.collect(1 if looks >= _TIMES else 0)


def _away() -> bool:
    return QGuiApplication.applicationState() is not Qt.ApplicationState.ApplicationActive


def everything() -> None:
    """Look through all, once the events at hand are done."""
    QTimer.singleShot(0, gc.collect)
