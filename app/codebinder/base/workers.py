"""A private pool of threads with results in input order, bounded memory, and nothing left running afterwards."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

from codebinder.errors import Cancelled
from codebinder.model.ports import Cancel

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

PDFIUM = Lock()
"""Held around every call into PDFium, which is not thread-safe, by whichever room makes it."""

_LOOK = 0.05
"""Seconds between two looks at the cancel while waiting for a result."""


_SAFE_PATH = "PYTHONSAFEPATH"
_STARTING = Lock()


def start(process: BaseProcess) -> None:
    """Start a worker process that takes no module from the folder somebody happens to be in: it may be a repository's.

    Python looks there first; and what `multiprocessing` starts hears that it shall not by its environment alone.
    """
    with _STARTING, lent({_SAFE_PATH: "1"}):
        process.start()


@contextmanager
def lent(values: Mapping[str, str]) -> Generator[None]:
    """Have these in the environment meanwhile; what was not there stays, with an empty value.

    Nothing is ever taken out while threads run: whoever copies the environment just then, as GitPython does for each
    git, would look for what its list of names still has, and fail.
    """
    before = {name: os.environ.get(name, "") for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.update(before)


class Stop:
    """A cancel for what runs in the threads of a pool: also pulled when nobody waits for the results any more.

    Given to the maps below as their cancel, it lets a thread in the middle of long work end within its next look,
    whether the person cancelled, pressed Ctrl+C or the caller closed the generator.
    """

    def __init__(self, cancel: Cancel) -> None:
        """Take the person's cancel."""
        self._cancel = cancel
        self._left = Event()

    def check(self) -> None:
        """Raise Cancelled where the work is not wanted any more."""
        if self._left.is_set():
            raise Cancelled("Nobody waits for this work.")
        self._cancel.check()

    def leave(self) -> None:
        """Say that nobody waits any more."""
        self._left.set()


def ordered_map(
    function: Callable[[_Item], _Result], items: Iterable[_Item], *, workers: int, ahead: int, cancel: Cancel
) -> Generator[_Result, None, None]:
    """Give `function(item)` for every item, in the order of `items`, computed by `workers` threads.

    `items` is read in the caller's thread, at most `ahead` (at least `workers`) items before the result that is taken
    next. `workers` 0 computes in the caller's thread. An exception of the function, of `items` or of `cancel` comes
    out where its result would have; then, and when the caller closes the generator, waiting items are dropped and
    every thread is joined before control goes back.
    """
    if workers <= 0:
        for item in items:
            cancel.check()
            yield function(item)
        return
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="codebinder")
    waiting: deque[Future[_Result]] = deque()
    try:
        for item in items:
            cancel.check()
            waiting.append(pool.submit(function, item))
            if len(waiting) >= max(ahead, workers):
                yield _result(waiting.popleft(), cancel)
        while waiting:
            yield _result(waiting.popleft(), cancel)
    finally:
        _end(pool, cancel)


def eager_map(
    function: Callable[[_Item], _Result], items: Iterable[_Item], *, workers: int, ahead: int, cancel: Cancel
) -> Generator[tuple[int, _Result], None, None]:
    """Give (index, `function(item)`) for every item as soon as each is done, in no order: a long one holds up no other.

    Everything else is as with `ordered_map`.
    """
    if workers <= 0:
        for index, item in enumerate(items):
            cancel.check()
            yield index, function(item)
        return
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="codebinder")
    waiting: dict[Future[_Result], int] = {}
    try:
        for index, item in enumerate(items):
            cancel.check()
            waiting[pool.submit(function, item)] = index
            while len(waiting) >= max(ahead, workers):
                yield from _finished(waiting, cancel)
        while waiting:
            yield from _finished(waiting, cancel)
    finally:
        _end(pool, cancel)


def _end(pool: ThreadPoolExecutor, cancel: Cancel) -> None:
    if isinstance(cancel, Stop):
        cancel.leave()
    pool.shutdown(wait=True, cancel_futures=True)


def _finished(waiting: dict[Future[_Result], int], cancel: Cancel) -> Generator[tuple[int, _Result], None, None]:
    cancel.check()
    for future in wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()


def _result(future: Future[_Result], cancel: Cancel) -> _Result:
    while True:
        cancel.check()
        try:
            return future.result(timeout=_LOOK)
        except NotYet:
            if future.done():  # the function's own TimeoutError, not ours
                return future.result()
