"""Where what stands inside an image stands in the image's own bytes: what can be hidden there, and what is hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codebinder.model.filing import Filing
from codebinder.model.findings import Finding
from codebinder.model.firmware import Analysis
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.source import ComponentKind
from codebinder.workflow import filings, images
from codebinder.workflow.imagenodes import way_of
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of an image's own bytes. `packed`: what was asked for has no place of its own, and this encloses it."""

    start: int
    end: int
    packed: bool = False


class Places:
    """Leads from paths and offsets inside one image to its own bytes."""

    def __init__(self, found: Analysis, name: bytes) -> None:
        self._found, self._name = found, name
        self._numbers = {found.path(node.number): node.number for node in found.nodes}

    def number(self, path: bytes) -> int | None:
        """Give the node that a path of a finding leads to."""
        way = way_of(self._name, path)
        return None if way is None else self._numbers.get(way)

    def place(self, path: bytes, start: int, end: int) -> Place | None:
        """Give the smallest stretch of the image that surely takes in what stands there; None for an unknown path."""
        number = self.number(path)
        if number is None:
            return None
        nodes, packed = self._found.nodes, False
        while (base := self._found.place(number)) is None:
            packed = True
            inner, number = number, nodes[number].parent
            region = next((each for each in nodes[number].regions if each.node == inner), None)
            start, end = (region.start, region.end) if region is not None else (0, nodes[number].size)
        return Place(start=base + start, end=base + end, packed=packed)


def of_image(session: Session, filing: Filing, slug: str) -> Places | None:
    """Give the places of an image as it was read last; None where it was not, or not as it is now."""
    found = images.kept(session, filing, slug)
    return None if found is None else Places(found, images.name_of(images.image(session, filing, slug)))


def slugs(session: Session, filing: Filing) -> frozenset[str]:
    """Give the names of the filing's images."""
    return frozenset(part.slug for part in filings.components(session, filing, ComponentKind.FIRMWARE))


def covers(rows: Iterable[Redaction], places: Places | None) -> Callable[[Finding], bool]:
    """Give a test of whether places hidden in one image take in a finding inside of it: with what encloses it, where
    it is packed. Places that touch count as one."""
    spans = _merged((row.start, row.end) for row in rows if row.kind is RedactionKind.PLACE)
    starts = [low for low, _ in spans]

    def test(finding: Finding) -> bool:
        place = places.place(finding.path, finding.start, finding.end) if places is not None and spans else None
        if place is None:
            return False
        at = bisect_right(starts, place.start) - 1
        return at >= 0 and place.end <= spans[at][1]

    return test


def covered(session: Session, filing: Filing) -> Callable[[Finding], bool]:
    """Give a test of whether a finding inside any image of the filing is hidden with a place of that image."""
    tests: dict[str, Callable[[Finding], bool]] = {}

    def test(finding: Finding) -> bool:
        if finding.component not in tests:
            rows = [row for row in session.book.redactions.list(filing.slug) if row.component == finding.component]
            held = of_image(session, filing, finding.component) if rows else None
            tests[finding.component] = covers(rows, held)
        return tests[finding.component](finding)

    return test


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out
