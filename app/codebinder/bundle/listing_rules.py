"""What of each file is printed, and what is looked after meanwhile: chosen ranges, lines left out by choice, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codebinder.bundle.fonts import Face
from codebinder.bundle.listing_bates import bates_faults
from codebinder.bundle.listing_checks import Checks
from codebinder.bundle.listing_selection import Range, Runs, Selection, caps_faults
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeavesOut, LeftOut, Stripped
from codebinder.model.template_pages import Listing
from codebinder.model.text import Message, shown_path


@dataclass(slots=True)
class Picked:
    """What is printed of one file: `ranges` (None: all of it) without the lines of `left`. `opened`: how many ranges
    were begun."""

    ranges: Sequence[Range] | None
    left: LeftOut = field(default_factory=LeftOut)
    blank: int = 0
    comments: int = 0
    opened: int = 0
    _at: int = 0
    _open: bool = field(default=False)

    def drops(self, index: int, *, masked: bool, counted: bool = True) -> bool:
        """Is a line left out by choice? One that carries a mask never is. Of a line that nobody asked for (not
        `counted`) nothing is said."""
        if masked:
            return False
        blank, comment = index in self.left.blank, index in self.left.comments
        self.blank += blank and counted
        self.comments += comment and counted
        return blank or comment

    def holds(self, index: int) -> bool:
        """Is a line within the chosen ranges? Lines are asked for in their order."""
        if self.ranges is None:
            return True
        while self._at < len(self.ranges) and self.ranges[self._at][1] < index:
            self._at, self._open = self._at + 1, False
        return self._at < len(self.ranges) and self.ranges[self._at][0] <= index

    def opens(self) -> bool:
        """Is the line that was asked for last the first printed one of its range?"""
        if self.ranges is None or self._open:
            return False
        self._open = True
        self.opened += 1
        return True


class Rules:
    """The rules of one listing over all its files."""

    def __init__(
        self,
        listing: Listing,
        answers: Mapping[str, str],
        *,
        columns: int,
        face: Face,
        leaves_out: LeavesOut | None = None,
    ) -> None:
        self._listing, self._answers, self._leaves_out = listing, answers, leaves_out
        self.checks = Checks(listing, columns=columns, face=face)
        self.selection = Selection(answers.get(listing.selection, "")) if listing.mode == "selection" else None
        self.runs = Runs()
        self.chosen: set[str] = set()
        self._joined = False
        self._stripped = Stripped()

    @property
    def counts_source(self) -> bool:
        """Must it be known how many pages all of the source would have?"""
        return self.selection is not None and self._listing.caps is not None and bool(self._listing.caps.percent)

    def begin(self, file: AsFiled, label: str) -> Picked | None:
        """Say what is printed of a text file; None where all of it is."""
        self.checks.undecodable(label, file)
        if self.selection is None and self._leaves_out is None:
            return None
        ranges = self.selection.of(file.component, shown_path(file.path)) if self.selection is not None else None
        if ranges:
            self.chosen.add(label)
        elif ranges is not None:
            self._joined = False
        left = self._leaves_out(file) if self._leaves_out is not None and ranges != [] else LeftOut()
        return Picked(ranges, left)

    def opened(self, index: int) -> None:
        """Say that a range begins to be printed at a line."""
        if not (self._joined and index == 1):
            self.runs.gap()
        self._joined = False

    def ended(self, file: AsFiled, picked: Picked | None, lines: int) -> None:
        """Say that a file is done, and how many lines it has."""
        if picked is None:
            return
        held = self._stripped
        self._stripped = Stripped(
            blank=held.blank + picked.blank,
            comments=held.comments + picked.comments,
            unread=held.unread + picked.left.unread,
        )
        if self.selection is not None and picked.ranges:
            self.selection.ended(file.component, shown_path(file.path), lines)
            self._joined = picked.ranges[-1][1] >= lines

    @property
    def stripped(self) -> Stripped:
        """Give what was left out by choice so far."""
        return self._stripped

    def faults(self, *, pages: int, source: Sequence[int], stream_pages: int) -> tuple[Message, ...]:
        """Give everything that is wrong, of `pages` printed pages in all: `source` are those of the source stream."""
        found: list[Message] = []
        if self.selection is not None:
            found += self.selection.faults
        found += self.checks.faults
        longest = self.runs.longest if self.selection is not None else Runs.of_pages(source).longest
        found += caps_faults(
            self._listing, self._answers, pages=len(source), longest=longest, source_pages=stream_pages
        )
        found += bates_faults(self._listing, self._answers, pages)
        return tuple(found)


def said_of(stripped: Stripped) -> Message | None:
    """Say which lines are not printed; None where nothing is left out."""
    if not stripped.blank and not stripped.comments:
        return None
    params = {"blank": stripped.blank, "comments": stripped.comments}
    return Message("pages.left-out", params)
