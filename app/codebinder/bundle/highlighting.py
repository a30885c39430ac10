"""Which files of a listing are highlighted, and by how many workers; what does it is loaded when a page asks for it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codebinder.bundle.listing_pages import Page
    from codebinder.model.ports import Cancel


class Highlighting:
    """The languages of a listing's files by the paths on its pages, and the pages on their way to being drawn."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self.languages: dict[str, str] = {}
        self._running: list[Generator[Page, None, None]] = []

    def pages(self, pages: Iterable[Page], cancel: Cancel) -> Iterator[Page]:
        """Give the same pages with their colours; a few wait at a time."""
        from codebinder.bundle.colours import coloured

        running = coloured(pages, self.languages, workers=self._workers, cancel=cancel)
        self._running.append(running)
        return running

    def close(self) -> None:
        """End every worker, also of pages that were not taken."""
        for each in self._running:
            each.close()
