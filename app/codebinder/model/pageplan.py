"""Which pages would be printed, stretch by stretch, with the places where each begins and ends; nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.model.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSegment:
    """One stretch of consecutive pages: `first` to `last` of its stream (0 where it came to none), printed from number
    `number` on (0 in documents, whose pages keep their place). `begins` and `ends` name file and line, or image and
    offset. `at` is the requirement that places it, empty where the template does; `named`: it stands there because the
    form names a place on it."""

    stream: str
    origin: str
    first: int
    last: int
    number: int = 0
    begins: str = ""
    ends: str = ""
    at: str = ""
    unredacted: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStream:
    """One stream: how many pages it has and how many of them are printed. `name` is that of the document; `file` is the
    place that each page begins with, for choosing one (none for documents)."""

    stream: str
    pages: int
    printed: int
    whole: bool
    name: str = ""
    segments: tuple[PlannedSegment, ...] = ()
    begins: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """The plan of a filing: its streams, the lines of the source as they are counted, what is wrong with it, and what
    somebody should look at. `ruled`: does the template set any rule for pages at all?"""

    streams: tuple[PlannedStream, ...] = ()
    physical: int = 0
    non_blank: int = 0
    wrapped: int = 0
    count: str = "physical"
    lines_per_page: int = 0
    faults: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    ruled: bool = False

    @property
    def printed(self) -> int:
        """How many pages the listing has, without those of documents."""
        return sum(each.printed for each in self.streams if each.stream != "document")
