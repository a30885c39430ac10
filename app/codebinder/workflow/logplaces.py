"""Where each hidden range stands in its original, and how much it hides: noted in the one pass that hides it.

Nothing here leaves the house, but for those columns of the published log that a template asks for by name.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.base import encoding as encodings
from codebinder.model.redaction import AsFiled, HiddenRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One hidden range in its original: lines from 1 (both ends included), bytes and characters from 0 (end excluded);
    `file_chars` are those of the whole original. `before` and `after` are SHA-256 in hex ("" where nothing leaves)."""

    first_line: int
    last_line: int
    start: int
    end: int
    first_char: int
    end_char: int
    lines: int
    file_chars: int
    before: str
    after: str

    @property
    def chars(self) -> int:
        """How many characters are hidden."""
        return self.end_char - self.first_char


class Places:
    """The places of a pass: of ranges by their number, of withheld files by component and path."""

    def __init__(self, *, digests: bool = True) -> None:
        self.ranges: dict[int, Place] = {}
        self.withheld: dict[tuple[str, bytes], Place] = {}
        self._digests = digests

    def note(self, filed: AsFiled, data: bytes, encoding: str) -> None:
        """Take in a file as filed, its original and that one's encoding: one look, however many ranges it has."""
        starts = encodings.line_starts(data, encoding)
        before, after = self._digest(data), self._digest(filed.data)
        whole = _chars(data, encoding)
        at = chars = 0
        for each in sorted(filed.ranges, key=lambda one: one.start):
            chars += _chars(data[at : each.start], encoding)
            inside = _chars(data[each.start : each.end], encoding)
            first = bisect_right(starts, each.start)
            last = bisect_right(starts, max(each.end - 1, each.start))
            self.ranges[each.ordinal] = Place(
                first_line=first, last_line=last, start=each.start, end=each.end, first_char=chars,
                end_char=chars + inside, lines=last - first + 1, file_chars=whole, before=before, after=after,
            )  # fmt: skip
            at, chars = each.end, chars + inside

    def note_image(self, ranges: Sequence[HiddenRange], size: int) -> None:
        """Take in the ranges of an image of this size: it has no lines, and its bytes count as characters."""
        for each in ranges:
            self.ranges[each.ordinal] = Place(
                first_line=0, last_line=0, start=each.start, end=each.end, first_char=each.start, end_char=each.end,
                lines=0, file_chars=size, before="", after="",
            )  # fmt: skip

    def note_withheld(self, component: str, path: bytes, data: bytes) -> None:
        """Take in a file that is withheld whole."""
        encoding = encodings.detect(data)[0]
        chars, lines = _chars(data, encoding), encodings.line_count(data, encoding)
        self.withheld[component, path] = Place(
            first_line=min(1, lines), last_line=lines, start=0, end=len(data), first_char=0, end_char=chars,
            lines=lines, file_chars=chars, before=self._digest(data), after="",
        )  # fmt: skip

    def _digest(self, data: bytes) -> str:
        return hashlib.sha256(data).hexdigest() if self._digests else ""


def _chars(data: bytes, encoding: str) -> int:
    """Count as measures do: of files that are no text, bytes count as characters."""
    if encoding in {"binary", "latin-1"} or (data.isascii() and not encoding.startswith("utf-16")):
        return len(data)
    return len(encodings.decode(data, encoding))
