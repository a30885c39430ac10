"""How much is hidden: exact counts over originals and over printed pages. These numbers stay in the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from codebinder.model.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Characters and lines of originals, and how many of them are hidden; a line counts where any of it is hidden.

    `area` counts printed cells: a character's room on the page (a wide one has two), without headings, numbers and
    margins; where masks reach over whole rows, as diagonals and blocks do, every row counts whole. `pages` counts
    printed pages; a page counts as hidden where it carries any black-out. Both are 0 without a listing.
    """

    chars: int = 0
    hidden_chars: int = 0
    lines: int = 0
    hidden_lines: int = 0
    area: int = 0
    hidden_area: int = 0
    pages: int = 0
    hidden_pages: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            chars=self.chars + other.chars,
            hidden_chars=self.hidden_chars + other.hidden_chars,
            lines=self.lines + other.lines,
            hidden_lines=self.hidden_lines + other.hidden_lines,
            area=self.area + other.area,
            hidden_area=self.hidden_area + other.hidden_area,
            pages=self.pages + other.pages,
            hidden_pages=self.hidden_pages + other.hidden_pages,
        )

    def share(self, basis: str) -> Fraction:
        """Give the hidden share, from 0 to 1, by "chars", "lines", "area" or "pages"; of nothing at all it is 0."""
        hidden, whole = {
            "chars": (self.hidden_chars, self.chars),
            "lines": (self.hidden_lines, self.lines),
            "area": (self.hidden_area, self.area),
            "pages": (self.hidden_pages, self.pages),
        }[basis]
        return Fraction(hidden, whole) if whole else Fraction(0)

    def published(self, basis: str) -> int:
        """Give the share as it may be published: whole percent, rounded up."""
        share = self.share(basis) * 100
        return -(-share.numerator // share.denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCover:
    """One printed page of the listing: its number as printed, its cells and lines, and how many of them are masked.

    `paths` are the files ("component/path") of which the page prints anything.
    """

    number: int
    cells: int
    hidden_cells: int
    lines: int
    hidden_lines: int
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMeasure:
    """What of one original is hidden."""

    component: str
    path: bytes
    measure: Measure
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A filing's measure: by file, by printed page, of the deposit (what is printed) and of the package (all files).

    `within`: does it keep within the template's ceiling (True where it sets none)? `problems` names every file or page
    above it. `blackout_pages` are the numbers of printed pages that carry black-out, ascending.
    """

    files: tuple[FileMeasure, ...] = ()
    pages: tuple[PageCover, ...] = ()
    deposit: Measure = Measure()
    package: Measure = Measure()
    within: bool = True
    problems: tuple[Message, ...] = ()
    blackout_pages: tuple[int, ...] = ()
