"""Tells at hyperscan's speed that none of many patterns matches in a file, so that the slower pass is spared.

It only ever rules out; without the library nothing is ruled out, and what is found is the same.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from typing import cast

from codebinder.detect.hyper import HYPERSCAN, Scanner, compiled

_WORTH_IT = 8 << 20
"""Bytes that are let through before anything is compiled, which takes as long as to look at so many."""
_LONGEST_REPEAT = 16
_REPEAT = re.compile(
    r"\\.|\[\^?\]?(?:\\.|\[:[a-z]+:\]|[^\]\\])*\]|\{(?P<least>[0-9]+)(?P<comma>,)?(?P<most>[0-9]+)?\}", re.DOTALL
)
"""Escapes and classes, which are left alone, and counted repeats."""


_STOPPED = cast("type[Exception]", getattr(HYPERSCAN, "ScanTerminated", LookupError))
"""What the library raises where a match ended the search."""


class Silence:
    """A set of patterns, compiled once enough has been looked at. Threads may share it."""

    def __init__(self, expressions: Sequence[bytes], *, after: int = _WORTH_IT) -> None:
        """Take patterns in a syntax that the library knows; `after` so many bytes they are compiled."""
        self._expressions = expressions
        self._left = 0 if HYPERSCAN is None else max(after, 1)
        self._scanner: Scanner | None = None
        self._mutex = threading.Lock()

    def rules_out(self, data: bytes) -> bool:
        """Is it certain that none of the patterns matches in `data`?"""
        if self._scanner is None:
            self._count(len(data))
            return False
        if not data:
            return False
        try:
            self._scanner.scan(data, _stop, None)
        except _STOPPED:
            return False
        return True

    def _count(self, size: int) -> None:
        with self._mutex:
            if self._left > 0:
                self._left -= size
                if self._left <= 0:
                    self._scanner = _scanner(self._expressions)


def _stop(_number: int, _start: int, _end: int, _flags: int, _context: object) -> bool:
    return True  # one is enough


def _scanner(expressions: Sequence[bytes]) -> Scanner | None:
    if HYPERSCAN is None:
        return None
    try:
        return Scanner(HYPERSCAN, compiled(HYPERSCAN, list(enumerate(expressions)), once=True))
    except HYPERSCAN.error:
        return None


def loosened(pattern: str) -> bytes:
    """Give a pattern that matches wherever `pattern` does, with no long counted repeats: they cost states, not hits."""
    return _REPEAT.sub(_shortened, pattern).encode("latin-1")


def _shortened(match: re.Match[str]) -> str:
    if match["least"] is None:
        return match[0]  # an escape or a class, in which braces mean themselves
    least, most = int(match["least"]), match["most"]
    exact = least if match["comma"] is None else None
    top = exact if exact is not None else int(most) if most else None
    if top is not None and top <= _LONGEST_REPEAT:
        return match[0]
    return f"{{{min(least, _LONGEST_REPEAT)},}}"
