"""Finds registered code again: a quick look at a file's bare frame, and only where that fits, token by token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebinder.detect.fileview import FileView
from codebinder.detect.jewels.marks import Keyed, bare
from codebinder.detect.jewels.tokens import style_of
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence
from codebinder.model.jewels import Jewel

COPY, PART = "jewel-copy", "jewel-part"
MOST_OF_IT, SOME_OF_IT = 0.7, 0.25
"""Shares of a jewel's marks that make a copy, and a part."""
_FEWEST = 5
_MANY = 30
"""Marks in one place that make a part, however large the jewel is: about a hundred tokens."""
_GAP = 1500
"""Bytes without a mark that end one place and begin another."""
_LONG = 4
"""A list of checksums from which two are asked for."""
_SLICE, _OVERLAP = 1 << 16, 1 << 13


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    mark: int


class JewelIndex:
    """A register made ready to search. Threads may share it."""

    def __init__(self, jewels: Sequence[Jewel], key: bytes) -> None:
        """Make ready; `key` is the one that the fingerprints were made with."""
        self.jewels = tuple(jewels)
        self._keyed = Keyed(key)
        prints = [jewel.fingerprints for jewel in jewels]
        self._frames = _by_value(each.frames for each in prints)
        self._figures = _by_value(each.figures for each in prints)
        self._needed = [1 if max(len(each.frames), len(each.figures)) < _LONG else 2 for each in prints]
        self._marks = _by_value(each.marks for each in prints)

    def look(self, file: FileView) -> Iterator[Sight]:
        """Give every place where most or a good part of a jewel stands, by jewel and place."""
        if not self.jewels or file.encoding == "binary":
            return
        flat, style = file.flat, style_of(file.suffix)
        found: dict[int, list[_Found]] = {}
        for base in range(0, max(len(flat), 1), _SLICE):
            piece = flat if len(flat) <= _SLICE else flat[base : base + _SLICE + _OVERLAP]
            if self._could_hold(piece, style):
                self._collect(piece, style, base, found)
        for number in sorted(found):
            yield from self._sights(flat, self.jewels[number], found[number])

    def _could_hold(self, piece: bytes, style: str) -> bool:
        code = bare(piece, style)
        if self._frames and self._agree(self._frames, self._keyed.frames(code)):
            return True
        return bool(self._figures) and self._agree(self._figures, self._keyed.figures(code))

    def _agree(self, known: Mapping[int, Sequence[int]], sums: Iterable[int]) -> bool:
        """Do enough of one jewel's checksums stand there? One alone may, by chance; two of a long list hardly."""
        seen = known.keys() & sums
        if not seen:
            return False
        counts = Counter(number for each in seen for number in known[each])
        return any(count >= self._needed[number] for number, count in counts.items())

    def _collect(self, piece: bytes, style: str, base: int, found: dict[int, list[_Found]]) -> None:
        for mark, start, end in self._keyed.hits(piece, style, self._marks):
            for number in self._marks[mark]:
                found.setdefault(number, []).append(_Found(base + start, base + end, mark))

    def _sights(self, flat: bytes, jewel: Jewel, found: Sequence[_Found]) -> Iterator[Sight]:
        whole = len(jewel.fingerprints.marks)
        places = [place for place in _places(found) if len({each.mark for each in place}) >= min(_FEWEST, whole)]
        shares = [len({each.mark for each in place}) / whole for place in places]
        together = len({each.mark for place in places for each in place}) / whole
        for place, share in zip(places, shares, strict=True):
            many = len({each.mark for each in place}) >= _MANY
            # A copy with something put in between stands in several places: together they are most of it.
            if share >= MOST_OF_IT or (together >= MOST_OF_IT and max(shares) < MOST_OF_IT):
                yield _sight(flat, place, COPY, Confidence.HIGH, f"most of what is registered as {jewel.id}")
            elif share >= SOME_OF_IT or many:
                percent = max(1, round(share * 100))
                yield _sight(flat, place, PART, Confidence.MEDIUM, f"{percent} % of what is registered as {jewel.id}")


def _by_value(lists: Iterable[Sequence[int]]) -> dict[int, list[int]]:
    """Give, for each value, the numbers of the lists that hold it."""
    table: dict[int, list[int]] = {}
    for number, values in enumerate(lists):
        for value in values:
            table.setdefault(value, []).append(number)
    return table


def _places(found: Sequence[_Found]) -> list[list[_Found]]:
    """Put finds that stand near each other together."""
    places: list[list[_Found]] = []
    for each in sorted(found, key=lambda one: (one.start, one.end)):
        if places and each.start - places[-1][-1].end <= _GAP:
            places[-1].append(each)
        else:
            places.append([each])
    return places


def _sight(flat: bytes, place: Sequence[_Found], rule: str, confidence: Confidence, reason: str) -> Sight:
    """Give the whole lines that a place covers."""
    start = flat.rfind(b"\n", 0, place[0].start) + 1
    end = flat.find(b"\n", max(each.end for each in place))
    return Sight(
        start=start, end=len(flat) if end < 0 else end, rule=rule, confidence=confidence, reason=reason, firm=True
    )
