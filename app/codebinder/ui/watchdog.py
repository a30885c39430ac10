"""Watches the window's thread: tells every stretch of work that keeps it from answering, and the call it was in.

Asked for with the environment's CODEBINDER_WATCHDOG=FILE. Time is the thread's own CPU time, so that a busy machine
accuses nobody. A stretch is what lies between two moments at which the event loop is about to wait.

It looks through faulthandler, which reads the calls and takes hold of none. A frame that is held, as by
sys._current_frames(), keeps its variables alive when its call ends: the painter of a paintEvent would be taken away
later, on this thread, after its window was drawn, and Qt ends the program for that.
"""

from __future__ import annotations

import faulthandler
import json
import re
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, Slot

VARIABLE = "CODEBINDER_WATCHDOG"
LIMIT = 0.05
"""Seconds of CPU time: longer, and a person feels that the window hesitates."""
_EVERY = 0.008
_DEEP = 14
_PACKAGE = Path(__file__).resolve().parents[1].name
_THREAD = re.compile(r"(?:Current thread|Thread) 0x([0-9a-f]+)")
_CALL = re.compile(r'  File "(.*)", line (\d+) in (.*)')


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
        self._writing = threading.Lock()
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
        with self._writing:
            seen, self._seen = self._seen, {}
        if spent > self._limit:
            self._tell(spent, wall - self._wall, seen)
        # What telling cost is nobody's fault.
        self._from, self._wall = self._cpu(), time.monotonic()

    def _tell(self, spent: float, wall: float, seen: dict[tuple[str, ...], int]) -> None:
        often = sorted(seen, key=lambda each: -seen[each])
        row = {
            "cpu_ms": round(spent * 1000, 1),
            "wall_ms": round(wall * 1000, 1),
            "at_s": round(time.monotonic() - self._began, 2),
            "where": list(often[0]) if often else [],
            "also": [calls[0] for calls in often[1:6]],
        }
        with self._out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def _watch(self, main: int) -> None:
        """Look where the window's thread is, once a stretch has lasted for half of what is allowed."""
        with tempfile.TemporaryFile(buffering=0) as sheet:
            while not self._stopped.wait(_EVERY):
                if self._cpu() - self._from < self._limit / 2:
                    continue
                calls = _calls(sheet, main)
                with self._writing:
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


def _calls(sheet: IO[bytes], thread: int) -> tuple[str, ...]:
    """Name the calls of a thread, innermost first: all of ours, and the one that was running. `sheet` is written on."""
    sheet.seek(0)
    sheet.truncate()
    faulthandler.dump_traceback(sheet, all_threads=True)
    sheet.seek(0)
    rows: list[str] = []
    meant = False
    for line in sheet.read().decode("ascii", "replace").splitlines():
        if head := _THREAD.match(line):
            meant = int(head[1], 16) == thread
        elif meant and len(rows) < _DEEP and (call := _CALL.fullmatch(line)):
            module, ours = _module(call[1])
            if ours or not rows:
                rows.append(f"{module}:{call[3]}:{call[2]}")
    return tuple(rows)


def _module(file: str) -> tuple[str, bool]:
    """Name the module of a file, and say whether it is ours."""
    parts = re.split(r"[\\/]", file.removesuffix(".py"))
    if _PACKAGE in parts[:-1]:
        return ".".join(parts[len(parts) - 1 - parts[::-1].index(_PACKAGE) :]), True
    return parts[-1], False
