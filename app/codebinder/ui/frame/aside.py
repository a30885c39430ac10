"""Looks at something on a thread of its own, and tells on the window's thread: for what may hang, and holds nobody up.

What is told goes through one object that is never deleted: a page may go while somebody still looks on its behalf.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from codebinder.ui.jobs import alive

T = TypeVar("T")


class _Post(QObject):
    """Carries results over to the window's thread."""

    came = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object)
    def _hand_over(self, done: Callable[[Any], None], result: object) -> None:
        if alive(done):
            done(result)


_posts: list[_Post] = []


def look_aside(work: Callable[[], T], done: Callable[[T], None]) -> None:
    """Do `work` on a thread of its own; `done`, a method of something in the window, gets its result."""
    if not _posts:
        _posts.append(_Post())
    post = _posts[0]

    def run() -> None:
        result = work()
        with suppress(RuntimeError):  # the program ends
            post.came.emit(done, result)

    threading.Thread(target=run, name="codebinder-aside", daemon=True).start()
