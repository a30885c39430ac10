"""Where a person was in each filing: who comes back to one in the same sitting finds the file and place that she left.

It stays in memory: what is worked on is nobody's business outside the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebinder.model.findings import Finding

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage


@dataclass(frozen=True, slots=True)
class _Place:
    component: str
    path: bytes
    line: int
    finding: Finding | None
    """The finding that was chosen; None where a file was opened by hand."""


class Sitting:
    """Belongs to one redaction page."""

    def __init__(self, page: RedactionPage) -> None:
        self._page = page
        self._places: dict[str, _Place] = {}
        self._wanted: _Place | None = None

    def turn(self, before: str, now: str, finding: Finding | None) -> None:
        """Remember the place in one filing, and want that of another."""
        page = self._page
        if before and page.file is not None and (page.file.view.component, page.file.view.path) == page.place:
            # The place of what is shown as filed is not one of the original.
            offset = 0 if page.filed.shown else page.view.caret
            view = page.file.view
            self._places[before] = _Place(view.component, view.path, page.file.document.line_of(offset) + 1, finding)
        self._wanted = self._places.pop(now, None)

    def to_finding(self) -> bool:
        """Go to the finding that was chosen; say whether a place is wanted, this one or one of `to_file`."""
        held = self._wanted
        if held is None:
            return False
        found = held.finding
        if found is not None and self._page.queue.go_to(found.id, (found.value_tag, found.rule)):
            self._wanted = None
        return True

    def to_file(self) -> None:
        """Go to the file that was open, if it is still there, now that the files are known."""
        held, self._wanted = self._wanted, None
        if held is None or self._page.place is not None:
            return
        if self._page.files.model.find(held.component, held.path).isValid():
            self._page.open_at(held.component, held.path, held.line)
        elif not self._page.queue.step(1):
            self._page.queue.begin()
