"""The entries of a source made ready to be shown, off the window's thread where they are many: paths, sums, languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from codebinder.model.source import Selected
from codebinder.workflow import sources

NAME, SIZE, IN_OR_OUT, LANGUAGE = range(4)
"""The columns."""
_LOOKED = 2000


class Sums(NamedTuple):
    """Of a folder or bundle: how many are in and out, and how large those are that are in."""

    inside: int
    out: int
    size: int


class Laid:
    """What the rules made of every entry. `before` is what was shown last: of the same entries not all is asked anew."""

    def __init__(self, rows: Sequence[Selected], before: Laid | None = None) -> None:
        self.rows = rows
        self.paths = [row.entry.path for row in rows]
        same = before is not None and before.paths == self.paths
        if same and before is not None:
            self.paths, self.languages = before.paths, before.languages
        else:
            self.languages = sources.languages_of(self.paths)
        self.inside = [0, *accumulate([int(row.included) for row in rows])]
        self.sizes = [0, *accumulate([row.entry.size if row.included else 0 for row in rows])]
        self._weights: list[Any] = [row.entry.size for row in rows]
        order = {rule: at for at, rule in enumerate(sorted({row.rule for row in rows if not row.included}), 1)}
        self._ranks: list[Any] = [0 if row.included else order[row.rule] for row in rows]

    def sums(self, low: int, high: int) -> Sums:
        """Give the sums of a range of entries."""
        inside = self.inside[high] - self.inside[low]
        return Sums(inside, high - low - inside, self.sizes[high] - self.sizes[low])

    def sums_of(self, files: Sequence[int]) -> Sums:
        """Give the sums of these entries."""
        inside = [self.rows[at].entry.size for at in files if self.rows[at].included]
        return Sums(len(inside), len(files) - len(inside), sum(inside))

    def only_rule(self, files: Sequence[int]) -> str:
        """Give the rule that leaves all of these out, if there is one; of very many only the first are looked at."""
        rules = {self.rows[at].rule for at in files[:_LOOKED]}
        return rules.pop() if len(rules) == 1 else ""

    def key(self, column: int) -> Callable[[int], Any]:
        """Give by what files are sorted in a column; without a call of ours for each."""
        return {SIZE: self._weights, IN_OR_OUT: self._ranks}.get(column, self.languages).__getitem__
