"""Has stretches of text lexed, in processes that are started when they are needed, limited in time, and ended.

The answers do not depend on how many processes there are: a process that breaks or takes too long is started again,
its stretches are asked for one by one, and the one that is to blame stays plain.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterable, Sequence
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from codebinder.base.lexing import Pipe
from codebinder.base.workers import Stop, ordered_map, start
from codebinder.bundle.lexing import Runs, Stretch, lexed, serve, unpacked

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from codebinder.model.ports import Cancel

Answers = list[list[Runs] | None]

_LOOK = 0.05
PATIENCE = 30.0
"""Seconds for what is asked together, then for each stretch by itself. Honest texts of the greatest size take one."""
_STARTING = 30.0
_LARGEST = 1 << 28


class _Asked(Protocol):
    @property
    def stretches(self) -> Sequence[Stretch]: ...


_Item = TypeVar("_Item", bound=_Asked)


class _Worker:
    """One process, asked by one thread at a time."""

    def __init__(self, target: Callable[[Pipe], None], patience: float) -> None:
        self._target, self._patience = target, patience
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None
        self._alone = False

    def ask(self, stretches: Sequence[Stretch], check: Callable[[], None]) -> Answers:
        if self._pipe is None and not self._alone:
            self._alone = not self._started(check)
        if self._alone:
            return [lexed(stretch, check) for stretch in stretches]
        answers = self._tried(stretches, check)
        if answers is not None:
            return answers
        if len(stretches) == 1:
            return [None]
        return [answer for stretch in stretches for answer in self.ask([stretch], check)]

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _tried(self, stretches: Sequence[Stretch], check: Callable[[], None]) -> Answers | None:
        """Give the answers, or None where there came none: then the process is gone."""
        answers: Answers | None = None
        pipe = cast("Pipe", self._pipe)
        try:
            pipe.send(stretches)
            if _came(pipe, self._patience, check):
                answers = unpacked(pipe.recv_bytes(_LARGEST))
        except (EOFError, OSError, ValueError):
            answers = None
        if answers is None or len(answers) != len(stretches):
            self.end()
            return None
        return answers

    def _started(self, check: Callable[[], None]) -> bool:
        """Start the process, and wait for its first word. Where none can be started, the work is done without."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._pipe = cast("Pipe", ours)
        process = context.Process(target=self._target, args=(theirs,), name="codebinder-inks", daemon=True)
        try:
            start(process)
            self._process = process
            theirs.close()
            if _came(self._pipe, _STARTING, check) and not self._pipe.recv_bytes(0):
                return True
        except (EOFError, OSError, RuntimeError):
            theirs.close()
        self.end()
        return False


def _came(pipe: Pipe, seconds: float, check: Callable[[], None]) -> bool:
    """Wait for an answer, so long at most."""
    for _ in range(int(seconds / _LOOK) + 1):
        check()
        if pipe.poll(_LOOK):
            return True
    return False


class LexPool(Generic[_Item]):
    """Answers for items in their order; `workers` 1 lexes in the caller's thread, without any process."""

    def __init__(
        self, *, workers: int, cancel: Cancel, target: Callable[[Pipe], None] = serve, patience: float = PATIENCE
    ) -> None:
        self._workers, self._cancel = workers, Stop(cancel)
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        self._all = [_Worker(target, patience) for _ in range(workers)] if workers > 1 else []
        for worker in self._all:
            self._free.put(worker)

    def answers(self, items: Iterable[_Item]) -> Generator[tuple[_Item, Answers], None, None]:
        """Give every item with the runs of its stretches; when done, or left, every process has ended."""
        work = self._here if self._workers <= 1 else self._there
        threads = 0 if self._workers <= 1 else self._workers
        try:
            yield from ordered_map(work, items, workers=threads, ahead=3 * self._workers, cancel=self._cancel)
        finally:
            self._cancel.leave()
            for worker in self._all:
                worker.end()

    def _here(self, item: _Item) -> tuple[_Item, Answers]:
        return item, [lexed(stretch, self._cancel.check) for stretch in item.stretches]

    def _there(self, item: _Item) -> tuple[_Item, Answers]:
        if not item.stretches:
            return item, []
        worker = self._free.get()
        try:
            return item, worker.ask(item.stretches, self._cancel.check)
        finally:
            self._free.put(worker)
