"""What happens around the window's start: another window may take the files, and a fall of the last run is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from codebinder.ui.desk import Desk
from codebinder.ui.frame.aside import look_aside
from codebinder.ui.frame.door import Door, Other, let_front
from codebinder.ui.frame.reports import Reports

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow


def hand_over(door: Door, paths: Sequence[Path]) -> bool:
    """Have a window show `paths` that has them open already, and say whether one does.

    An answer to a packet goes to the window that was used last: only one with the filing open can take it."""
    if not paths or not door.open:
        return False
    other = door.holder(paths) or _for_answers(door, paths)
    if other is None:
        return False
    let_front(other.pid)
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    return door.ask(other, paths, token)


def _for_answers(door: Door, paths: Sequence[Path]) -> Other | None:
    if not all(path.suffix.lower() == ".age" and "answer" in path.name.lower() for path in paths):
        return None
    return next((each for each in door.others() if each.held), None)


def watch_jobs(desk: Desk, reports: Reports) -> None:
    """Have reports kept of what goes wrong inside work."""
    for queue in (desk.jobs, desk.looks, desk.gauges):
        queue.on_bug = reports.add


def stop_on_signals(window: MainWindow) -> None:
    """End in order where the system asks the program to: the workbook is let go, and nobody takes it for a crash."""

    def close(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, window, window.life.end_now)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(ValueError, OSError):  # no main thread, or a system without it
                signal.signal(number, close)


def _fallen(door: Door, reports: Reports) -> bool:
    """Make reports of what fell since, and say whether there are any that nobody has seen."""
    for native in door.fallen():
        reports.ended(native)
    return any(each.fatal for each in reports.all())


class _Falls(QObject):
    """Tells what was found out on another thread: whether the last run fell."""

    def __init__(self, window: MainWindow, reports: Reports) -> None:
        super().__init__(window)
        self._window, self._reports = window, reports

    @Slot(bool)
    def tell(self, fallen: bool) -> None:  # noqa: FBT001  (a slot)
        if fallen:
            from codebinder.ui.frame.crashview import tell

            tell(self._window, self._reports)


def tell_of_falls(window: MainWindow, door: Door, reports: Reports) -> None:
    """Tell in one line that the last run ended unexpectedly, where it did."""
    look_aside(lambda: _fallen(door, reports), _Falls(window, reports).tell)
