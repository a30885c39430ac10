"""Has one worker process find colours for every viewer: starts it when it is needed, limits its time, ends it."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from codebinder.base.lexing import Pipe
from codebinder.base.workers import start
from codebinder.ui.viewing.lexing import LARGEST, Chunk, Task, serve, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import SpawnProcess

PATIENCE = 4000
"""Milliseconds without a word before the worker is ended: a hostile file keeps a pattern busy for ever."""
_STARTS = 12000
"""As long as that for the first word: the process starts, and Pygments is read."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asked, and what for."""

    task: Task
    data: bytes
    take: Callable[[Chunk | None], None]


class Worker:
    """One process with its two pipes and two threads: nothing here waits on the window's thread."""

    def __init__(self, took: Callable[[Worker, Chunk | None], None]) -> None:
        self._took = took
        self._todo: SimpleQueue[tuple[Task, bytes] | None] = SimpleQueue()
        self._ended = threading.Event()
        self.process: SpawnProcess | None = None
        self._pipes: list[Pipe] = []
        threading.Thread(target=self._run, name="codebinder-colours", daemon=True).start()

    def put(self, task: Task, data: bytes) -> None:
        """Ask for something; what was asked before is dropped as soon as the worker sees it."""
        self._todo.put((task, data))

    def end(self) -> None:
        """End the process now."""
        self._ended.set()
        self._todo.put(None)
        if self.process is not None:
            self.process.kill()

    def _run(self) -> None:
        """Start the process, and send it what is asked."""
        context = multiprocessing.get_context("spawn")
        tasks_out, tasks_in = context.Pipe(duplex=False)
        results_out, results_in = context.Pipe(duplex=False)
        process = context.Process(target=serve, args=(tasks_out, results_in), name="codebinder-colours", daemon=True)
        try:
            start(process)
        except OSError:
            self._tell(None)
            return
        self.process = process
        for pipe in (tasks_out, results_in):
            pipe.close()
        if self._ended.is_set():
            process.kill()
        reader = threading.Thread(
            target=self._read, args=(cast("Pipe", results_out),), name="codebinder-colours-in", daemon=True
        )
        reader.start()
        while (asked := self._newest()) is not None:
            try:
                tasks_in.send(asked[0])
                tasks_in.send_bytes(asked[1])
            except OSError:
                break  # it is gone; the reader tells
        tasks_in.close()
        process.kill()
        process.join(5)
        reader.join(5)

    def _newest(self) -> tuple[Task, bytes] | None:
        asked = self._todo.get()
        while asked is not None and not self._todo.empty():
            asked = self._todo.get()
        return asked

    def _read(self, results: Pipe) -> None:
        while True:
            try:
                chunk = unpacked(results.recv_bytes(LARGEST))
            except (EOFError, OSError, ValueError):
                self._tell(None)
                self._todo.put(None)
                return
            self._tell(chunk)

    def _tell(self, chunk: Chunk | None) -> None:
        if not self._ended.is_set():
            self._took(self, chunk)


class Colourist(QObject):
    """Belongs to the application; its worker lives from the first file with a language until `stop`."""

    enabled: ClassVar[bool] = True
    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._asked: _Asked | None = None
        self._number = 0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._late)
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def process(self) -> SpawnProcess | None:
        """The worker's process, where one runs."""
        return self._worker.process if self._worker is not None else None

    def ask(self, data: bytes, *, language: str, encoding: str, base: int, take: Callable[[Chunk | None], None]) -> int:
        """Ask for colours of `data`, which begins at byte `base` of its file; give the question's number.

        `take` gets every chunk on this thread; None where the worker broke or took too long. What anybody asked before
        is dropped: only one file is looked at.
        """
        self._number += 1
        fresh = self._worker is None
        if self._worker is None:
            self._worker = Worker(self._from_thread)
        task = Task(self._number, language, encoding, base, len(data))
        self._asked = _Asked(task, data, take)
        self._clock.start(_STARTS if fresh else PATIENCE)
        self._worker.put(task, data)
        return self._number

    def forget(self, number: int) -> None:
        """Nobody wants the answers to this question any more."""
        if self._asked is not None and self._asked.task.number == number:
            self._asked = None
            self._clock.stop()

    def stop(self) -> None:
        """End the worker; the next question starts another."""
        self._clock.stop()
        self._asked = None
        held, self._worker = self._worker, None
        if held is not None:
            held.end()

    def _from_thread(self, worker: Worker, chunk: Chunk | None) -> None:
        try:
            self._came.emit(worker, chunk)
        except RuntimeError:
            worker.end()  # the window has gone

    @Slot(object, object)
    def _take(self, worker: Worker, chunk: Chunk | None) -> None:
        if worker is not self._worker:
            return
        asked = self._asked
        if (
            chunk is not None
            and asked is not None
            and chunk.number == asked.task.number
            and not _within(chunk, asked.task)
        ):
            chunk = None
        if chunk is None:
            self.stop()
        elif asked is None or chunk.number != asked.task.number:
            return
        elif chunk.last:
            self._clock.stop()
            self._asked = None
        else:
            self._clock.start(PATIENCE)
        if asked is not None:
            asked.take(chunk)

    @Slot()
    def _late(self) -> None:
        asked = self._asked
        self.stop()
        if asked is not None:
            asked.take(None)


def _within(chunk: Chunk, task: Task) -> bool:
    """Is this about the bytes that were asked for?"""
    first = int.from_bytes(chunk.starts[:8], sys.byteorder) if chunk.starts else chunk.end
    return task.base <= first <= chunk.end <= task.base + task.size


def colourist() -> Colourist:
    """Give the application's own."""
    application = QCoreApplication.instance()
    held = application.findChild(Colourist) if application is not None else None
    if held is None:
        held = Colourist(application)
        if application is not None:
            application.aboutToQuit.connect(held.stop)
    return held


def stop() -> None:
    """End the worker, where there is one."""
    application = QCoreApplication.instance()
    held = application.findChild(Colourist) if application is not None else None
    if held is not None:
        held.stop()
