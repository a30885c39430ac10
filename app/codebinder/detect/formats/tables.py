"""How a format is told: which named values, or which lines, are its secrets; and the readers that serve them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.judge import COMMON, HIGH, LOW, MEDIUM, Check, Weight, secret
from codebinder.detect.formats.pairs import Syntax
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_PLAIN_WORD = re.compile(rb"[a-z]+(?:[-_.][a-z]+)*[0-9]{0,3}")
_LONGEST = 1 << 16
"""Bytes of the longest value: what is longer is data."""
Reader = Callable[[FileView], Iterator[Sight]]
LARGEST = 8 << 20
"""Bytes of a file that patterns of lines look at: no file of settings is larger."""
MOST = 50_000
"""Sights of one reader in one file: beyond that a file is a list of secrets, and one more says nothing."""


class Wish(NamedTuple):
    """`where` matches the end of a value's trail (from the start of a name), or a line from its first character on.

    For lines, the groups `v` and `w` are the values. No other group captures anything.
    """

    where: bytes
    rule: str
    grade: Confidence = HIGH
    check: Check = secret


def sight(file: FileView, start: int, end: int, rule: str, weight: Weight) -> Sight:
    """Give a sight; what stands in an example file is one grade less sure."""
    confidence, reason, (low, high) = weight
    if high:
        start, end = start + low, start + high
    if confidence is not LOW and file.surroundings.example:
        confidence, reason = (MEDIUM if confidence is HIGH else LOW), reason or "stands in an example file"
    elif confidence is not LOW and file.surroundings.test:
        if reason == COMMON:
            confidence = LOW
        elif end - start <= 40 and _PLAIN_WORD.fullmatch(file.flat, start, end):
            confidence, reason = LOW, "a plain word in a test"
    return Sight(start=start, end=end, rule=rule, confidence=confidence, reason=reason, firm=confidence is not LOW)


class Named:
    """Reads values by their names, in any of the syntaxes."""

    def __init__(self, syntax: Syntax, *wishes: Wish) -> None:
        """Prepare; nothing is compiled before the first file."""
        self.syntax, self.wishes = syntax, wishes

    @cached_property
    def _names(self) -> re.Pattern[bytes]:
        return re.compile(rb"(?:^|/)(?:" + b"|".join(b"(" + wish.where + b")" for wish in self.wishes) + b")$")

    def __call__(self, file: FileView) -> Iterator[Sight]:
        """Give the sights of one file."""
        yield from islice(self._look(file), MOST)

    def _look(self, file: FileView) -> Iterator[Sight]:
        flat, search = file.flat, self._names.search
        known = -1
        for trail, start, end in self.syntax(flat):
            match = search(trail)
            if match is None or start == known or end - start > _LONGEST:
                continue
            known = start
            wish = self.wishes[(match.lastindex or 1) - 1]
            weight = wish.check(flat[start:end], wish.grade)
            if weight is not None:
                yield sight(file, start, end, wish.rule, weight)


class Lines:
    """Reads values by the lines that they stand in."""

    def __init__(self, *wishes: Wish, anywhere: bool = False) -> None:
        """Prepare; `anywhere` tries the patterns at each word instead of at the beginnings of lines."""
        self.wishes, self._anywhere = wishes, anywhere

    @cached_property
    def _lines(self) -> re.Pattern[bytes]:
        parts = [
            wish.where.replace(b"(?P<v>", b"(?P<v%d>" % order).replace(b"(?P<w>", b"(?P<w%d>" % order)
            for order, wish in enumerate(self.wishes)
        ]
        head = rb"(?mi)(?<![\w-])(?:" if self._anywhere else rb"(?mi)^[ \t]*(?:"
        return re.compile(head + b"|".join(parts) + b")")

    def __call__(self, file: FileView) -> Iterator[Sight]:
        """Give the sights of one file."""
        yield from islice(self._look(file), MOST)

    def _look(self, file: FileView) -> Iterator[Sight]:
        for match in self._lines.finditer(file.flat, 0, LARGEST):
            name = match.lastgroup or "v0"
            wish = self.wishes[int(name[1:])]
            for group in ("v" + name[1:], "w" + name[1:]):
                if group not in self._lines.groupindex or match[group] is None:
                    continue
                weight = wish.check(match[group], wish.grade)
                if weight is not None and match[group]:
                    yield sight(file, *match.span(group), wish.rule, weight)


class Several:
    """Several readers for the same files."""

    def __init__(self, *readers: Reader) -> None:
        """Keep them, in order."""
        self.readers = readers

    def __call__(self, file: FileView) -> Iterator[Sight]:
        """Give the sights of all of them."""
        for reader in self.readers:
            yield from reader(file)


def rules_of(readers: Iterable[object]) -> set[str]:
    """Give the ids of the rules that table readers emit."""
    found: set[str] = set()
    for reader in readers:
        if isinstance(reader, (Named, Lines)):
            found.update(wish.rule for wish in reader.wishes)
        elif isinstance(reader, Several):
            found |= rules_of(reader.readers)
    return found
