"""Long work off the window's thread: a queue with one worker, progress that is polled, cancel, and results as slots."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from codebinder.base.messages import SaidError
from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message

T = TypeVar("T")
Work = Callable[[Progress, Cancel], Any]

_TICK = 50
"""Milliseconds between two looks at the running job: twenty a second, whatever the work reports."""

_log = logging.getLogger(__name__)


class Meter:
    """Takes progress from the worker; the window reads the plain numbers when it likes."""

    def __init__(self) -> None:
        self.step = ""
        self.total: int | None = None
        self.unit = "files"
        self.count = 0
        self.size = 0
        self.began = time.monotonic()

    def start(self, step: str, total: int | None = None, unit: str = "files") -> None:
        """Begin a step."""
        self.step, self.total, self.unit = step, total, unit
        self.count = self.size = 0
        self.began = time.monotonic()

    def advance(self, count: int = 1, size: int = 0) -> None:
        """Add what was done."""
        self.count += count
        self.size += size


class Flag:
    """A cancel that a button pulls."""

    def __init__(self) -> None:
        self._set = threading.Event()

    def pull(self) -> None:
        """Ask the work to stop."""
        self._set.set()

    @property
    def pulled(self) -> bool:
        """Was the work asked to stop?"""
        return self._set.is_set()

    def check(self) -> None:
        """Raise Cancelled where the person asked to stop."""
        if self._set.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """The running job as the bar shows it. `remaining` in seconds, None where nobody can know."""

    title: str
    step: str
    count: int
    total: int | None
    unit: str
    size: int
    elapsed: float
    remaining: float | None
    waiting: int
    cancelling: bool


@dataclass(slots=True, eq=False)
class Job:
    """One piece of work, and whom to tell."""

    title: str
    work: Work
    done: Callable[[Any], None] | None
    failed: Callable[[CodebinderError], None] | None
    aside: bool = False
    """Was it begun by the window for what is looked at, and not by the person? Its end is no news to her."""
    meter: Meter = field(default_factory=Meter)
    flag: Flag = field(default_factory=Flag)
    began: float = 0.0
    result: Any = None
    error: CodebinderError | None = None

    def let_go(self) -> None:
        """Forget what was to be done and who is told, on the window's thread: the worker may be the last who holds a
        job, and would take the widgets away that only its functions still know."""
        self.work, self.done, self.failed = _nothing, None, None


def _nothing(progress: Progress, cancel: Cancel) -> None:
    """Do what a job does that is over."""


class JobQueue(QObject):
    """Runs jobs one after another on a thread of its own; every signal and every callback comes on the GUI thread."""

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    unhandled = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._todo: SimpleQueue[Job | list[object] | None] = SimpleQueue()
        self._pending: deque[Job] = deque()
        self._thread: threading.Thread | None = None
        self._closed = False
        self.on_bug: Callable[[str, BaseException], None] | None = None
        """Who keeps a report of what went wrong inside; called on the worker's thread."""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[CodebinderError], None] | None = None,
        *,
        aside: bool = False,
    ) -> Job:
        """Put work at the end of the queue. `done` gets its result, `failed` its error (else `unhandled` tells)."""
        job = Job(title, work, done, failed, aside)
        if self._closed:
            return job
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="codebinder-jobs", daemon=True)
            self._thread.start()
        self._pending.append(job)
        self._todo.put(job)
        if len(self._pending) == 1:
            self._begin()
        return job

    @property
    def busy(self) -> bool:
        """Is anything running or waiting?"""
        return bool(self._pending)

    def cancel(self) -> None:
        """Ask the running job to stop; what waits behind it goes on."""
        if self._pending:
            self._pending[0].flag.pull()
            self._tick()

    def waiting(self) -> tuple[Job, ...]:
        """Give what waits behind the running job, in order."""
        return tuple(self._pending)[1:]

    def drop(self, job: Job) -> None:
        """Take a job out again that has not begun; who asked for it is told at once that it was cancelled."""
        if job in self.waiting():
            job.flag.pull()
            job.error = Cancelled()
            self._settle(job)
            self._tick()

    def cancel_all(self) -> None:
        """Ask everything to stop; what has not begun never will."""
        for job in reversed(self.waiting()):
            self.drop(job)
        self.cancel()

    def close(self) -> None:
        """Stop everything and wait for the thread; no callback comes after this."""
        self._closed = True
        self._timer.stop()
        for job in self._pending:
            job.flag.pull()
        if self._thread is not None:
            self._todo.put(None)
            self._thread.join(20)
            self._thread = None
        for job in self._pending:
            job.let_go()
        self._pending.clear()

    def view(self) -> JobView | None:
        """Give the running job as the bar shows it."""
        if not self._pending:
            return None
        job = self._pending[0]
        meter, now = job.meter, time.monotonic()
        spent = now - meter.began
        remaining = None
        if meter.total and 0 < meter.count <= meter.total and spent > 1:
            remaining = spent / meter.count * (meter.total - meter.count)
        return JobView(
            title=job.title,
            step=meter.step,
            count=meter.count,
            total=meter.total,
            unit=meter.unit,
            size=meter.size,
            elapsed=now - (job.began or now),
            remaining=remaining,
            waiting=len(self._pending) - 1,
            cancelling=job.flag.pulled,
        )

    # -- on the worker's thread

    def _run(self) -> None:
        while (job := self._todo.get()) is not None:
            if isinstance(job, list):
                job.clear()
                continue
            try:
                job.flag.check()
                job.result = job.work(job.meter, job.flag)
            except CodebinderError as error:
                # The frames of work that was cancelled hold all that it had read: they are freed here, not by the window.
                job.error = error.with_traceback(None)
                error.__context__ = error.__cause__ = None
            except Exception as error:  # noqa: BLE001  (the border of a thread: whatever passes it would be lost)
                # Foreign errors carry content in their texts, so only the kind and the place are told.
                _log.error("%s in a job", type(error).__name__)
                if self.on_bug is not None:
                    self.on_bug("an error in a job", error)
                job.error = SaidError(
                    Message("window.bug", {"place": place(error)}), next_step=Message("window.bug-next")
                )
            try:
                self._finished.emit(job)
            except RuntimeError:
                return  # the window has gone

    # -- on the window's thread

    def _begin(self) -> None:
        job = self._pending[0]
        job.began = time.monotonic()
        self.started.emit(job)
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        view = self.view()
        if view is not None:
            self.progressed.emit(view)

    @Slot(object)
    def _settle(self, job: Job) -> None:
        if self._closed or job not in self._pending:
            return
        running = self._pending[0] is job
        self._pending.remove(job)
        if running:
            self._timer.stop()
            if self._pending:
                self._begin()
        self.ended.emit(job)
        if job.error is None:
            if job.done is not None and alive(job.done):
                job.done(job.result)
        elif job.failed is not None:
            if alive(job.failed):
                job.failed(job.error)
        else:
            self.unhandled.emit(job)
        held, job.result = [job.result], None
        job.let_go()
        self.let_go(held)

    def let_go(self, held: list[object]) -> None:
        """Empty this list on the worker's thread: to free the hundred thousand parts of a large result takes a third of
        a second, and nobody should wait for that."""
        if self._thread is not None and not self._closed:
            self._todo.put(held)


def alive(slot: Callable[..., object]) -> bool:
    """Say whether the object whose method this is still lives: its page may have been closed while the work ran."""
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def place(error: BaseException) -> str:
    """Give the kind of an error and where it arose, without its text, which may carry content."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f", {trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__}{where}"
