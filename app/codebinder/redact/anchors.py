"""Finds one hidden range of an old file in a new one: by its bytes, by its tokens, by what stands around it.

A range is only ever placed where the same bytes or the same tokens stand. What was changed inside is proposed to a
person, and so is what stands in several places of which none is surely the one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from codebinder.redact.anchors_changed import changed
from codebinder.redact.anchors_lines import Alignment
from codebinder.redact.anchors_text import NEAR, Text, words_of

_MOST = 400
"""Places of the same bytes that are compared; of more, none is told from the others."""
_MARGIN, _ENOUGH, _BESIDE = 0.12, 0.25, 0.35
"""By how much surroundings must fit better than any others, how well at least, and how well to count as unmoved."""
_TELLING_SIZE, _TELLING_WORDS = 24, 5
"""Bytes and different words that tell a text from any other."""


class Fit(StrEnum):
    """How a range was found: the same bytes, the same tokens, and the three that are a person's to decide."""

    EXACT = "exact"
    REFORMATTED = "reformatted"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What is known of a hidden range: its bytes, the tokens around it (nearest first), where it stood.

    `inside` says whether it begins and ends inside a word, `lines` whether it takes in the whole of its first and last
    line.
    """

    hidden: bytes
    encoding: str
    start: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    inside: tuple[bool, bool] = (False, False)
    lines: tuple[bool, bool] = (False, False)

    @property
    def end(self) -> int:
        """Where it ended."""
        return self.start + len(self.hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a range stands in the new file. `beside`: among the same neighbours; `places`: how many were alike."""

    fit: Fit
    start: int = 0
    end: int = 0
    beside: bool = False
    places: int = 1


GONE = Match(fit=Fit.GONE)


def anchor_of(text: Text, start: int, end: int) -> Anchor:
    """Give what is known of a range of a file that is at hand."""
    first, last = text.line_at(start), text.line_at(max(start, end - 1))
    codec = text.codec
    head = text.data[text.starts[first] : start].decode(codec, "ignore").strip("\ufeff")
    tail = text.data[end : text.line_end(last)].decode(codec, "ignore")
    return Anchor(
        hidden=text.data[start:end],
        encoding=text.encoding,
        start=start,
        before=tuple(text.before(start)),
        after=tuple(text.after(end)),
        inside=text.edges(start, end),
        lines=(not head.strip(), not tail.strip()),
    )


class Pair:
    """An old file (None where it can't be read any more) and a new one in which its ranges are looked for."""

    def __init__(self, old: Text | None, new: Text) -> None:
        self.old, self.new = old, new
        self._alignment: Alignment | None = None

    @property
    def alignment(self) -> Alignment | None:
        """Which lines are which; None where one of the two can't be read line by line."""
        if self._alignment is None and self.old is not None and self.old.plain and self.new.plain:
            self._alignment = Alignment(self.old, self.new)
        return self._alignment

    def place(self, anchor: Anchor, *, guess: bool = True) -> Match:
        """Find a range; without `guess` only where it surely stands, not what may have become of it."""
        if self.old is not None and self.old.data == self.new.data:
            return Match(fit=Fit.EXACT, start=anchor.start, end=anchor.end, beside=True)
        for find, fit in ((self._exact, Fit.EXACT), (self._reformatted, Fit.REFORMATTED)):
            places = find(anchor, self.new)
            if places:
                return self._choose(anchor, find(anchor, self.old) if self.old is not None else [], places, fit)
        if not guess:
            return GONE
        spot = changed(self.old, self.new, self.alignment, anchor.hidden, anchor.encoding, anchor.start, anchor.lines)
        if spot is None:
            return GONE
        fit = Fit.CHANGED if spot.places == 1 else Fit.AMBIGUOUS
        return Match(fit=fit, start=spot.start, end=spot.end, places=spot.places)

    def _exact(self, anchor: Anchor, text: Text) -> list[tuple[int, int]]:
        hidden = anchor.hidden
        if text.codec != _codec(anchor.encoding) and not hidden.isascii():
            return []  # the same bytes are another text
        places = [(at, at + len(hidden)) for at in text.exact(hidden, _MOST)]
        return [place for place in places if text.edges(*place) == anchor.inside]

    def _reformatted(self, anchor: Anchor, text: Text) -> list[tuple[int, int]]:
        if any(anchor.inside) or anchor.encoding == "binary" or not text.plain:
            return []
        words = _words(anchor)
        tokens = text.tokens
        runs = [(at, at + len(words) - 1) for at in tokens.find(words, _MOST)]
        starts = text.offsets(tokens.starts[first] for first, _ in runs)
        ends = (
            text.offsets(tokens.ends[last] for _, last in runs)
            if len(runs) < 2
            else [text.offsets([tokens.ends[last]])[0] for _, last in runs]
        )  # runs may overlap, so that their ends need not ascend
        places = [_whole_lines(text, start, end, anchor.lines) for start, end in zip(starts, ends, strict=True)]
        return [place for place in places if text.words(*place) == words]

    def _choose(
        self, anchor: Anchor, old: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]], fit: Fit
    ) -> Match:
        scores = [closeness(anchor, self.new, *place) for place in new]
        best = max(range(len(new)), key=lambda each: (scores[each], -abs(new[each][0] - anchor.start)))
        others = [place for place in old if place[0] != anchor.start]
        if len(new) == 1 and not others:
            sure = scores[0] >= _ENOUGH or telling(anchor)
            chosen = 0 if sure else None
        else:
            chosen = self._agreed(anchor, others, new, scores, best)
        place = new[best if chosen is None else chosen]
        score = scores[best if chosen is None else chosen]
        return Match(
            fit=Fit.AMBIGUOUS if chosen is None else fit, start=place[0], end=place[1], places=len(new),
            beside=chosen is not None and score >= _BESIDE,
        )  # fmt: skip

    def _agreed(
        self, anchor: Anchor, others: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]],
        scores: Sequence[float], best: int,
    ) -> int | None:  # fmt: skip
        """Choose one of several: by the order between pinned lines, by surroundings; where they disagree, none."""
        if len(new) >= _MOST or len(others) >= _MOST - 1:
            return None
        by_order = self._by_order(anchor, others, new)
        second = max((score for at, score in enumerate(scores) if at != best), default=0.0)
        by_context = best if scores[best] >= _ENOUGH and scores[best] - second >= _MARGIN else None
        if by_context is not None and self.old is not None:
            there = anchor_at(self.new, *new[best])
            rivals = [closeness(there, self.old, *place) for place in others]
            if max(rivals, default=0.0) > scores[best] - _MARGIN:
                by_context = None  # it fits another old place as well
        if by_order is None or by_context is None or by_order == by_context:
            return by_context if by_order is None else by_order
        return None

    def _by_order(
        self, anchor: Anchor, others: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]
    ) -> int | None:
        """Where as many such places stand between the same pinned lines as before, it is the one in the same order."""
        if self.alignment is None or self.old is None:
            return None
        first, last = self.old.line_at(anchor.start), self.old.line_at(max(anchor.start, anchor.end - 1))
        (low, high), (begin, stop) = self.alignment.segment(first, last)
        before = sum(low <= start < anchor.start for start, _ in others)
        behind = sum(anchor.start < start and end <= high for start, end in others)
        inside = [at for at, (start, end) in enumerate(new) if begin <= start and end <= stop]
        if not self.alignment.pins or len(inside) != before + behind + 1:
            return None
        return inside[before]


def anchor_at(text: Text, start: int, end: int) -> Anchor:
    """Give the surroundings of a range, and no more of it than they need."""
    return Anchor(
        hidden=text.data[start:end], encoding=text.encoding, start=start,
        before=tuple(text.before(start)), after=tuple(text.after(end)),
    )  # fmt: skip


def closeness(anchor: Anchor, text: Text, start: int, end: int) -> float:
    """Say from 0 to 1 how much the surroundings of a range are those of the anchor; what is nearest counts most."""
    near = wide = total = 0
    for known, found in ((anchor.before, text.before(start)), (anchor.after, text.after(end))):
        run = 0
        for one, two in zip(known, found, strict=False):
            if one != two:
                break
            run += 1
        most = min(len(known), NEAR // 3)
        near += 1 if run >= most > 0 else (run / most if most else 0)
        wide += (Counter(known) & Counter(found)).total()
        total += max(len(known), len(found))
    return 0.3 * near + 0.4 * wide / max(total, 1)


def telling(anchor: Anchor) -> bool:
    """Is this text long and varied enough that the same one elsewhere is no chance?"""
    if anchor.encoding == "binary":
        return len(anchor.hidden) >= _TELLING_SIZE and len(set(anchor.hidden)) >= _TELLING_WORDS
    words = {word for word in _words(anchor) if len(word) > 1}
    size = sum(map(len, words))
    return len(anchor.hidden) >= _TELLING_SIZE and (len(words) >= _TELLING_WORDS or size >= _TELLING_SIZE)


def _words(anchor: Anchor) -> list[str]:
    return words_of(anchor.hidden.decode(_codec(anchor.encoding), "replace"))


def _codec(encoding: str) -> str:
    return {"utf-8-sig": "utf-8", "binary": "latin-1"}.get(encoding, encoding)


def _whole_lines(text: Text, start: int, end: int, lines: tuple[bool, bool]) -> tuple[int, int]:
    """Take in the indent of the first line and what trails the last one, where the range did so before."""
    first, last = text.line_at(start), text.line_at(max(start, end - 1))
    begin, stop = text.starts[first], text.line_end(last)
    if lines[0] and not text.data[begin:start].decode(text.codec, "ignore").strip("\ufeff \t\f\v"):
        if text.data[begin:start].decode(text.codec, "ignore").startswith("\ufeff"):
            begin += len("\ufeff".encode(text.codec))
        start = begin
    if lines[1] and not text.data[end:stop].decode(text.codec, "ignore").strip():
        end = stop
    return start, end
