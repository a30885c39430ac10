"""Watches the door for the window: what other programs hand over comes as a signal; a slow share holds nothing up."""

from __future__ import annotations

import threading
from contextlib import suppress

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

from codebinder.ui.frame.door import Door

_POLL = 1.0
"""Seconds between two looks where the system doesn't tell (network homes): a person waits so long for a window."""


class Doorkeeper(QObject):
    """Looks at the door's folder on a thread of its own."""

    came = Signal(object)
    """A `Request`."""

    def __init__(self, door: Door, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._ring = threading.Event()
        self._over = False
        self._used = False
        self._watcher = QFileSystemWatcher([str(door.folder)] if door.open else [], self)
        self._watcher.directoryChanged.connect(self._rung)
        self._thread = threading.Thread(target=self._watch, name="codebinder-door", daemon=True)
        self._beat = QTimer(self)  # Python hears of a signal of the system (end, hang up) only when it runs
        self._beat.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._beat.timeout.connect(self._rung_never)
        self._beat.start(1000)
        self._thread.start()

    def _rung(self, _folder: str) -> None:
        self._ring.set()

    def _rung_never(self) -> None:
        """Give Python a moment on the window's thread."""

    def used(self) -> None:
        """Note that the person works here now."""
        self._used = True
        self._ring.set()

    def close(self) -> None:
        """Look no more, and give the door up."""
        self._over = True
        self._beat.stop()
        self._ring.set()
        self._thread.join(2)
        self._door.leave()

    def _watch(self) -> None:
        while not self._over:
            self._ring.wait(_POLL)
            self._ring.clear()
            if self._over:
                return
            if self._used:
                self._used = False
                self._door.used()
            for request in self._door.requests():
                with suppress(RuntimeError):  # the window has gone
                    self.came.emit(request)
