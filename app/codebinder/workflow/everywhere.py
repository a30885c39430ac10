"""One value, everywhere: what was found once is looked for in every file of every source, in every encoding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codebinder.base import encoding as encodings
from codebinder.base.values import ValueHit, ValueSearch
from codebinder.base.workers import ordered_map
from codebinder.model.filing import Filing
from codebinder.model.findings import Confidence, Detected, Finding
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import SourceEntry
from codebinder.workflow.hits import AROUND
from codebinder.workflow.masks import Masks
from codebinder.workflow.session import Session

RULE = "same-value"
_BOX = "finding-value-box"
_KINDS = frozenset({"private-key", "token", "password", "key"})
_GRADES = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
_SHORTEST, _MIDDLE, _LONG = 8, 12, 20
MOST_VALUES = 4000
"""Values looked for at once: each takes a millisecond and 75 KB to prepare for all its encodings."""
_MOST_PLACES = 200
"""A value that stands in more places than this is a word of the code; more of its places say nothing new."""

Known = Mapping[str, tuple[str, bytes]]
"""Encoding and value by keyed tag, in memory only."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """What a scan has seen so far of values that are worth looking for, by keyed tag."""

    values: dict[str, tuple[str, bytes]] = field(default_factory=dict[str, tuple[str, bytes]])

    def note(self, finding: Finding, hit: Detected, encoding: str) -> None:
        """Remember the value of a fresh finding, if it tells itself from a word."""
        if worth_looking_for(hit):
            self.values.setdefault(finding.value_tag, (encoding, hit.value))


def worth_looking_for(hit: Detected) -> bool:
    """Is this value distinct enough that the same bytes elsewhere are the same secret, and no word of the code?"""
    if hit.kind not in _KINDS or hit.confidence is Confidence.LOW or hit.member or len(hit.value) < _SHORTEST:
        return False
    value = hit.value.replace(b"\0", b"")
    classes = sum(bool(re.search(chars, value)) for chars in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9_.-]"))
    long = len(value) >= _LONG and classes >= 2
    return classes >= 3 or long or (len(value) >= _MIDDLE and re.search(rb"[0-9]", value) is not None)


def known(session: Session, filing: Filing) -> dict[str, tuple[str, bytes]]:
    """Give the values that earlier scans have looked for, unsealed, in memory only."""
    stored = session.book.findings.values(filing.slug)
    return {tag: (encoding, session.sealer.unseal(_BOX, box)) for tag, (encoding, box) in stored.items()}


def remember(session: Session, filing: Filing, new: Known, gone: Iterable[str]) -> None:
    """Write down what was looked for, sealed; in a transaction."""
    boxes = {tag: (encoding, session.sealer.seal(_BOX, value)) for tag, (encoding, value) in new.items()}
    session.book.findings.set_values(filing.slug, boxes, gone)


def surest(findings: Iterable[Finding]) -> dict[str, tuple[str, Confidence]]:
    """Give each secret value's kind and best grade: low in one place (a test, a lock file) says nothing of others."""
    found: dict[str, tuple[str, Confidence]] = {}
    for one in findings:
        known = found.get(one.value_tag)
        surer = known is None or _GRADES.index(one.confidence) > _GRADES.index(known[1])
        if one.kind in _KINDS and surer:
            found[one.value_tag] = one.kind, one.confidence
    return found


def few(values: Known, kinds: Mapping[str, tuple[str, Confidence]], room: int) -> dict[str, tuple[str, bytes]]:
    """Give no more values than there is room for, the surest first."""
    ordered = sorted(values, key=lambda tag: -_GRADES.index(kinds[tag][1]))
    return {tag: values[tag] for tag in ordered[: max(0, room)]}


class Seeker:
    """Looks for values in files and makes a finding of each place that no finding covers yet."""

    def __init__(self, values: Known, kinds: Mapping[str, tuple[str, Confidence]], cancel: Cancel) -> None:
        """Prepare the search for all values at once."""
        self._kinds, self._values = kinds, values
        wanted = [(tag, value, encoding) for tag, (encoding, value) in values.items()]
        self._search = ValueSearch(wanted, cancel=cancel)
        self._seen: Counter[str] = Counter()

    def look(
        self,
        component: str,
        items: Iterable[tuple[SourceEntry, bytes]],
        standing: Mapping[bytes, Sequence[Finding]],
        masks: Masks,
        *,
        workers: int,
        progress: Progress,
        cancel: Cancel,
    ) -> Iterator[tuple[Finding, bytes, bool]]:
        """Give each new place as a finding without its context's tag, the bytes around it, and whether it is masked."""

        def search(item: tuple[SourceEntry, bytes]) -> tuple[SourceEntry, bytes, str, list[ValueHit]]:
            entry, data = item
            encoding = encodings.detect(data)[0]
            return entry, data, encoding, list(self._search.search(data, encoding))

        for entry, data, encoding, hits in ordered_map(
            search, items, workers=workers, ahead=8 * workers, cancel=cancel
        ):
            progress.advance(1, len(data))
            bare = [hit for hit in _uncovered(hits, standing.get(entry.path, ())) if self._is_wanted(hit)]
            if bare:
                lines = encodings.line_starts(data, encoding)
                masked = masks.over(entry.path, data, encoding, [(hit.id, hit.start, hit.end) for hit in bare])
                for hit, is_masked in zip(bare, masked, strict=True):
                    same = data[hit.start : hit.end] == self._values[hit.id][1]
                    place = _finding(component, entry.path, hit, lines, self._kinds[hit.id], same=same)
                    yield place, data[max(0, hit.start - AROUND) : hit.end + AROUND], is_masked

    def within(
        self, component: str, path: bytes, data: bytes, here: tuple[int, int, int], standing: Sequence[Finding],
        encoding: str = "binary",
    ) -> Iterator[tuple[Finding, bytes]]:  # fmt: skip
        """Give each new place in a stretch of something in an image, with the bytes around it; `here` says where the
        stretch begins, and from which offset to which it is new."""
        lines = (0,) if encoding == "binary" else encodings.line_starts(data, encoding)
        base, fresh, until = here
        hits = [
            replace(hit, start=base + hit.start, end=base + hit.end)
            for hit in self._search.search(data, encoding)
            if fresh <= base + hit.start < until
        ]
        for hit in _uncovered(hits, standing):
            if self._is_wanted(hit):
                low, high = hit.start - base, hit.end - base
                same = data[low:high] == self._values[hit.id][1]
                place = _finding(component, path, hit, lines, self._kinds[hit.id], same=same)
                yield place, data[max(0, low - AROUND) : high + AROUND]

    @property
    def crowded(self) -> int:
        """How many values stand in more places than are listed."""
        return sum(count > _MOST_PLACES for count in self._seen.values())

    def _is_wanted(self, hit: ValueHit) -> bool:
        self._seen[hit.id] += 1
        return self._seen[hit.id] <= _MOST_PLACES


def _uncovered(hits: Sequence[ValueHit], standing: Sequence[Finding]) -> Iterator[ValueHit]:
    """Give the hits that overlap no finding that stands there."""
    rows = sorted((each.start, each.end) for each in standing if each.kind in _KINDS)
    ends: list[int] = []
    for _, end in rows:
        ends.append(max(end, ends[-1] if ends else 0))
    for hit in hits:
        at = bisect_right(rows, (hit.end - 1, 1 << 62)) - 1
        if at < 0 or ends[at] <= hit.start:
            yield hit


def _finding(
    component: str, path: bytes, hit: ValueHit, lines: Sequence[int], seen_as: tuple[str, Confidence], *, same: bool
) -> Finding:
    form = "" if same else f", written as {hit.form}"
    return Finding(
        id="",
        component=component,
        path=path,
        start=hit.start,
        end=hit.end,
        line=bisect_right(lines, hit.start),
        rule=RULE,
        kind=seen_as[0],
        confidence=seen_as[1] if same else Confidence.MEDIUM,
        reason=f"a value that was found elsewhere{form}",
        value_tag=hit.id,
        context_tag="",
    )
