"""The numbers beside the lines of a printed page: of the file, of the page, or of the whole print.

A number of the *file* is the line's place in the file as filed, whatever is left out of the listing: gaps show what is
not printed. Numbers of the *page* begin anew on each page, *continuous* ones run through everything that is printed,
over volumes and over the joints of an excerpt; both count printed lines only and never have a gap. What continues a
line has no number.
"""

from __future__ import annotations

from codebinder.bundle.listing_pages import LINE, Page
from codebinder.model.template_pages import LineNumbers, PageLayout


class Numbering:
    """Numbers the pages of a listing in the order in which they are printed."""

    def __init__(self, layout: PageLayout) -> None:
        self._kind, self._every = layout.line_numbers, max(1, layout.number_every)
        self._printed = 0

    def marks(self, page: Page) -> list[str]:
        """Give what stands beside each row of the next page: a number, or nothing."""
        if self._kind is LineNumbers.NONE:
            return [""] * len(page.rows)
        if self._kind is LineNumbers.FILE:
            marks = [mark if kind == LINE else "" for kind, mark, _ in page.rows]
            return marks if self._every == 1 else [mark if self._shown(mark) else "" for mark in marks]
        begun = self._printed if self._kind is LineNumbers.CONTINUOUS else 0
        marks = list[str]()
        for kind, _, _ in page.rows:
            begun += kind == LINE
            marks.append(str(begun) if kind == LINE and not begun % self._every else "")
        if self._kind is LineNumbers.CONTINUOUS:
            self._printed = begun
        return marks

    def _shown(self, mark: str) -> bool:
        return mark.isdecimal() and not int(mark) % self._every
