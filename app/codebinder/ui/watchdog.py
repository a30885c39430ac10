"""Watches the window's thread: tells every stretch of work that keeps it from answering, and the call it was in.

Asked for with the environment's CODEBINDER_WATCHDOG=FILE. Time is the thread's own CPU time, so that a busy machine
accuses nobody. A stretch is what lies between two moments at which the event loop is about to wait.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, Slot

VARIABLE = "CODEBINDER_WATCHDOG"
LIMIT = 0.05
"""Seconds of CPU time: longer, and a person feels that the window hesitates."""
_EVERY = 0.008
_DEEP = 14
_OURS = "codebinder."


class Watchdog(QObject):
    """Writes one JSON line for each stretch over `limit`: its CPU and wall time in milliseconds, when, and where.

    Lines hold names of modules and functions only, never a value."""

    def __init__(self, out: Path, parent: QObject | None = None, *, limit: float = LIMIT) -> None:
        super().__init__(parent)
        self._out = out
        self._limit = limit
        self._began = time.monotonic()
        self._cpu = thread_clock()
        self._from = self._cpu()
        self._wall = time.monotonic()
        self._seen: dict[tuple[str, ...], int] = {}
        self._stopped = threading.Event()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._waits, Qt.ConnectionType.DirectConnection)
        self._thread = threading.Thread(
            target=self._watch, args=(threading.get_ident(),), name="codebinder-watchdog", daemon=True
        )
        self._thread.start()

    @Slot()
    def _waits(self) -> None:
        """End one stretch and begin the next."""
        now, wall = self._cpu(), time.monotonic()
        spent = now - self._from
        if spent > self._limit:
            self._tell(spent, wall - self._wall)
        if self._seen:
            self._seen = {}
        # What telling cost is nobody's fault.
        self._from, self._wall = self._cpu(), time.monotonic()

    def _tell(self, spent: float, wall: float) -> None:
        where = max(self._seen, key=lambda each: self._seen[each], default=())
        row = {
            "cpu_ms": round(spent * 1000, 1),
            "wall_ms": round(wall * 1000, 1),
            "at_s": round(time.monotonic() - self._began, 2),
            "where": list(where),
            "also": [calls[0] for calls in sorted(self._seen, key=lambda each: -self._seen[each])[1:6]],
        }
        with self._out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def _watch(self, main: int) -> None:
        """Look where the window's thread is, once a stretch has lasted for half of what is allowed."""
        while not self._stopped.wait(_EVERY):
            if self._cpu() - self._from < self._limit / 2:
                continue
            frame = sys._current_frames().get(main)  # noqa: SLF001  (the documented way to another thread's stack)
            if frame is not None:
                calls = _calls(frame)
                # A frame that is held on to keeps what it was called with alive: a widget that Qt was just building would
                # stay the plain QWidget that it looked like then.
                del frame
                self._seen[calls] = self._seen.get(calls, 0) + 1

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        self._thread.join(1)


def thread_clock() -> Callable[[], float]:
    """Give a clock of this thread's CPU time that any thread may read; where there is none, a clock of the process."""
    if hasattr(time, "pthread_getcpuclockid"):
        held = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(held)
    return time.process_time


def _calls(frame: FrameType | None) -> tuple[str, ...]:
    """Name the calls, innermost first: all of ours, and the one that was running."""
    rows: list[str] = []
    while frame is not None and len(rows) < _DEEP:
        name = str(frame.f_globals.get("__name__", ""))
        if not rows or name.startswith(_OURS):
            rows.append(f"{name}:{frame.f_code.co_qualname}:{frame.f_lineno}")
        frame = frame.f_back
    return tuple(rows)
