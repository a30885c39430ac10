"""Where the viewer is scrolled to: a line and a row of it; wrapped or not, without ever laying a whole file out.

The scroll bar counts lines; where lines wrap, each is worth some steps, so that the bar reaches the rows of long lines
too. Rows are counted only from one place to a near one, which lays out what lies between: a screen or two.
"""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.ui.widgets.layouts import Layouts, Line

Place = tuple[int, int]
"""A line and a row of it, both from 0."""

_STEPS = 1024
_MOST = 1 << 30


class Rows:
    """Belongs to one document as it is laid out."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts

    @property
    def wraps(self) -> bool:
        """Do lines take as many rows as they need?"""
        return self._layouts.width > 0

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self._layouts.document.lines

    def move(self, place: Place, by: int) -> Place:
        """Give the place `by` rows further down (up, where negative), within the document."""
        line, row = place
        if not self.wraps:
            return max(0, min(self.lines - 1, line + by)), 0
        row += by
        while row < 0:
            if line == 0:
                return 0, 0
            line -= 1
            row += self._layouts.line(line).rows
        while row >= (held := self._layouts.line(line).rows):
            if line == self.lines - 1:
                return line, held - 1
            row -= held
            line += 1
        return line, row

    def distance(self, first: Place, second: Place, most: int) -> int:
        """Give how many rows lie from one place to a later one, counting to `most`; -1 where it stands before."""
        if second < first:
            return -1
        if not self.wraps:
            return min(most, second[0] - first[0])
        count, line = -first[1], first[0]
        while line < second[0] and count < most:
            count += self._layouts.line(line).rows
            line += 1
        return min(most, count + second[1])

    def seen(self, place: Place, count: int) -> Iterator[tuple[int, int, int, Line]]:
        """Give what is drawn from `place` on: line number, its first drawn row, at which row of the view, the line."""
        (number, row), at = place, 0
        while at < count and number < self.lines:
            line = self._layouts.line(number)
            yield number, row, at, line
            at += line.rows - row
            number, row = number + 1, 0

    # -- the scroll bar

    @property
    def steps(self) -> int:
        """How many steps of the scroll bar a line is worth."""
        return max(1, min(_STEPS, _MOST // self.lines)) if self.wraps else 1

    def value(self, place: Place) -> int:
        """Give the scroll bar's value at a place."""
        steps = self.steps
        if not self.wraps:
            return place[0]
        return place[0] * steps + min(steps - 1, -(-place[1] * steps // self._layouts.line(place[0]).rows))

    def place(self, value: int) -> Place:
        """Give the place of a value of the scroll bar."""
        line, rest = divmod(max(0, value), self.steps)
        line = min(line, self.lines - 1)
        return line, (rest * self._layouts.line(line).rows // self.steps if rest else 0)

    def last(self, seen: int) -> Place:
        """Give the place that shows the end of the document at the foot of a view of `seen` rows."""
        if not self.wraps:
            return max(0, self.lines - seen), 0
        last = self.lines - 1
        return self.move((last, self._layouts.line(last).rows - 1), 1 - seen)
