"""Makes the large workbooks of `dev.py bench window`, and clicks through the window with a clock beside it."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.shots import ABSURD

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

ANSWER, STRETCH, OPENED = 0.1, 0.05, 1.5
_QUIET = 4
_LONGEST = 5.0


def run(what: str, folder: str, sizes: str, only: str) -> int:
    """Do one half of the bench in this process."""
    return {"make": _make, "measure": _measure}[what](Path(folder), json.loads(sizes), only)


# -- making


def _make(folder: Path, sizes: dict[str, Any], _only: str) -> int:
    from helpers.big_workbook import Big, Size, many_filings, sealing_key
    from helpers.workflows import Room

    begun = time.monotonic()
    held: dict[str, object] = {}
    for name in ("big", "many"):
        place = folder / name
        place.mkdir()
        if name == "big":
            room = Big(place, Size(files=sizes["files"], findings=sizes["findings"], crowded=sizes["crowded"])).room
        else:
            room = Room(place)
            room.source({b"a.c": b"int a;\n"})
            many_filings(room, sizes["filings"], ABSURD)
        held[name] = {"uid": room.session.book.uid, "key": sealing_key(room)}
        size = (place / "w.codebinder").stat().st_size / 1e6
        print(f"{name}: workbook of {size:.1f} MB after {time.monotonic() - begun:.0f} s", flush=True)
        room.session.close()
    (folder / "made.json").write_text(json.dumps(held))
    return 0


# -- measuring


@dataclass(slots=True)
class Told:
    """One gesture and what it cost, in seconds."""

    name: str
    answer: float
    whole: float
    stretch: float
    where: str
    most: float


class Probe:
    """Clicks, and measures from the click until the window was painted again, and until all of it is there."""

    def __init__(self, window: MainWindow, log: Path) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher, Qt

        from codebinder.ui.watchdog import Watchdog, thread_clock

        self.window = window
        self.rows: list[Told] = []
        self._log = log
        self._clock = thread_clock()
        self._from = self._clock()
        self._longest = 0.0
        self._dog = Watchdog(log, limit=0.03)
        log.touch()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._waits, Qt.ConnectionType.DirectConnection)

    def _waits(self) -> None:
        now = self._clock()
        self._longest = max(self._longest, now - self._from)
        self._from = self._clock()

    def settle(self, seconds: float = 120) -> None:
        """Let the window live until nothing runs and nothing waits."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, quiet, end = QEventLoop(), [0], time.monotonic() + seconds

        def look() -> None:
            desk = self.window.desk
            busy = desk.jobs.busy or desk.looks.busy
            quiet[0] = 0 if busy else quiet[0] + 1
            if quiet[0] > _QUIET or time.monotonic() > end:
                loop.quit()

        timer = QTimer()
        timer.setInterval(4)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()

    def idle(self, seconds: float = 120) -> None:
        """Wait for measures as well."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.settle()
            page = self.window.page()
            meter = getattr(page, "meter", None)
            if not self.window.desk.gauges.busy and not (meter is not None and meter.busy):
                return

    def _until(self, changed: Callable[[], bool], seconds: float) -> bool:
        """Let the window live until something has changed."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, end = QEventLoop(), time.monotonic() + seconds
        timer = QTimer()
        timer.setInterval(1)
        timer.timeout.connect(lambda: loop.quit() if changed() or time.monotonic() > end else None)
        timer.start()
        loop.exec()
        timer.stop()
        return changed()

    def do(
        self,
        name: str,
        act: Callable[[], object],
        *,
        most: float = ANSWER,
        whole_counts: bool = False,
        seen: Callable[[], object] | None = None,
    ) -> Told:
        """Do one gesture and note what it cost. It is answered when what is `seen` has changed, and was painted."""
        from PySide6.QtCore import QCoreApplication

        self.settle()
        before = seen() if seen is not None else None
        told = len(self._log.read_text().splitlines())
        self._waits()
        self._longest = 0.0
        begun = time.perf_counter()
        act()
        QCoreApplication.processEvents()
        still = seen is not None and seen() == before and not self._until(lambda: seen() != before, _LONGEST)
        QCoreApplication.processEvents()
        answer = time.perf_counter() - begun
        self.settle()
        whole = time.perf_counter() - begun - 0.004 * _QUIET
        self._waits()
        rows = [json.loads(line) for line in self._log.read_text().splitlines()[told:]]
        where = max(rows, key=lambda row: row["cpu_ms"])["where"][:4] if rows else []
        if still:
            where.insert(0, "NOTHING CHANGED")
        made = Told(name, whole if whole_counts else answer, whole, self._longest, " < ".join(where), most)
        self.rows.append(made)
        print(self.line(made), flush=True)
        return made

    @staticmethod
    def line(row: Told) -> str:
        """Give one gesture's figures, and the call where a promise was broken."""
        bad = row.answer >= row.most or row.stretch > STRETCH
        return (
            f"{row.name:52} {row.answer * 1e3:8.0f} {row.whole * 1e3:8.0f} {row.stretch * 1e3:8.0f} "
            f"{'BROKEN ' + row.where if bad else ''}"
        ).rstrip()

    def report(self) -> int:
        """Say what was worst, and count the broken promises."""
        broken = sum(row.answer >= row.most or row.stretch > STRETCH for row in self.rows)
        worst = max(self.rows, key=lambda row: row.answer if row.most == ANSWER else 0)
        stretch = max(self.rows, key=lambda row: row.stretch)
        print(f"slowest answer {worst.answer * 1e3:.0f} ms ({worst.name}); longest stretch "
              f"{stretch.stretch * 1e3:.0f} ms ({stretch.name}); broken: {broken} of {len(self.rows)}")  # fmt: skip
        return broken


def memory() -> tuple[int, int]:
    """Give this process's memory now and at its most, in MB."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return tuple(int(rows[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def _measure(folder: Path, _sizes: dict[str, Any], only: str) -> int:
    from PySide6.QtWidgets import QApplication

    from codebinder.model.review import Role
    from codebinder.ui.app import window as make_window
    from helpers import window_gestures as gestures
    from helpers.big_workbook import environment_of
    from helpers.workflows import ENGINEER, LEGAL

    held = json.loads((folder / "made.json").read_text())
    broken = 0
    for name, walks in (("big", ("work", "review")), ("many", ("register",))):
        if only and only not in walks:
            continue
        environment = environment_of(folder / name, held[name]["uid"], held[name]["key"])
        window = make_window(environment, lang="en", look="light")
        window.desk.ask_key = lambda role=None: LEGAL if role is Role.LEGAL else ENGINEER  # type: ignore[method-assign]
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        before = memory()
        print(f"\n{name + ': gesture, milliseconds':52} {'answer':>8} {'whole':>8} {'stretch':>8}")
        probe = Probe(window, folder / f"stretches-{name}.jsonl")
        act = partial(window.desk.open_workbook, folder / name / "w.codebinder")
        probe.do("open the workbook", act, most=OPENED, whole_counts=True)
        for walk in walks:
            if not only or walk == only:
                getattr(gestures, walk)(probe)
        broken += probe.report()
        print(f"memory {memory()[0]} MB, at most {memory()[1]} MB (the empty window: {before[0]} MB)\n", flush=True)
        window.close()
    return broken


def others() -> Sequence[str]:
    """Name the threads that live beside the window's."""
    return [each.name for each in threading.enumerate()]


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:5]))
