"""Looks at something on a thread of its own, and tells on the window's thread: for what may hang, and holds nobody up.

What is told goes through one object that is never deleted: a page may go while somebody still looks on its behalf.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from codebinder.ui.jobs import alive

T = TypeVar("T")


class _Post(QObject):
    """Carries results over to the window's thread, where those who wait for them are kept: a thread that held the last
    reference to a page would take it away, which only the window's own may do."""

    came = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._tickets = itertools.count()
        self.came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def ticket(self, done: Callable[[Any], None]) -> int:
        """Keep who waits; give the number by which a result finds it."""
        number = next(self._tickets)
        self._waiting[number] = done
        return number

    @Slot(int, object)
    def _hand_over(self, number: int, result: object) -> None:
        done = self._waiting.pop(number)
        if alive(done):
            done(result)


_posts: list[_Post] = []


def look_aside(work: Callable[[], T], done: Callable[[T], None]) -> None:
    """Do `work`, which holds nothing of the window, on a thread of its own; `done`, a method of something in the window,
    gets its result."""
    if not _posts:
        _posts.append(_Post())
    post = _posts[0]
    number = post.ticket(done)

    def run() -> None:
        result = work()
        with suppress(RuntimeError):  # the program ends
            post.came.emit(number, result)

    threading.Thread(target=run, name="codebinder-aside", daemon=True).start()
