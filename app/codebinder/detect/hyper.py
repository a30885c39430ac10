"""hyperscan behind one door: whether it is there, compiled sets of patterns, and each thread's own working memory."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from types import ModuleType
from typing import Protocol, cast


class Database(Protocol):
    """A compiled set of patterns."""

    def scan(self, data: bytes, *, match_event_handler: object, scratch: object, context: object) -> None:
        """Call the handler for each match."""
        ...


def _library() -> ModuleType | None:
    try:
        return importlib.import_module("hyperscan")
    except ImportError:
        return None


HYPERSCAN = _library()
"""None where there is no wheel: then nobody is spared anything, and the findings are the same."""


class Scanner:
    """A compiled set of patterns that threads may share."""

    def __init__(self, library: ModuleType, database: Database) -> None:
        """Take a database of the library's."""
        self._library, self._database = library, database
        self._own = threading.local()

    def scan(self, data: bytes, note: object, context: object) -> None:
        """Call `note(number, start, end, flags, context)` for each match; empty data has none."""
        if not data:
            return
        scratch = getattr(self._own, "scratch", None)
        if scratch is None:
            scratch = self._own.scratch = self._library.Scratch(self._database)
        self._database.scan(data, match_event_handler=note, scratch=scratch, context=context)


def compiled(library: ModuleType, expressions: Sequence[tuple[int, bytes]], *, once: bool) -> Database:
    """Compile (number, pattern) pairs; `once` tells of each pattern only that it may match, which is quicker.

    Raises the library's error where it can't take one of them.
    """
    flags = library.HS_FLAG_SINGLEMATCH | library.HS_FLAG_PREFILTER | library.HS_FLAG_ALLOWEMPTY if once else 0
    database = library.Database(mode=library.HS_MODE_BLOCK)
    count = len(expressions)
    database.compile(
        expressions=[expression for _, expression in expressions],
        ids=[number for number, _ in expressions],
        elements=count,
        flags=[flags] * count,
    )
    return cast("Database", database)
