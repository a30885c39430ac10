"""Gives a byte range as lines and columns, in code points, as SARIF counts them."""

from __future__ import annotations

from bisect import bisect_right

from codebinder.base import encoding as encodings

_LONGEST = 1 << 20
"""Bytes of a line that are decoded to count a column."""


class Columns:
    """One file's lines."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self._data, self._encoding = data, encoding
        self._starts = encodings.line_starts(data, encoding)
        self._mark = next(
            (len(mark) for mark, codec in encodings.BOMS if codec == encoding and data.startswith(mark)), 0
        )

    def of(self, start: int, end: int) -> tuple[int, int, tuple[int, int] | None]:
        """Give first line, last line, and columns from 1 with the end excluded (None on a line that is too long)."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, max(start, end - 1))
        begin, stop = self._column(first, start), self._column(last, end)
        return first, last, None if begin is None or stop is None else (begin, stop)

    def _column(self, line: int, at: int) -> int | None:
        start = max(self._starts[line - 1], self._mark if line == 1 else 0)
        if at - start > _LONGEST:
            return None
        return len(encodings.decode(self._data[start:at], self._encoding)) + 1
