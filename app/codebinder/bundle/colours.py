"""How the laid-out pages of a highlighted listing get their colours on their way to being drawn.

What is lexed are the rows as they are printed, from the files as filed: masks with their labels, or blank, and nothing
of what they hide. A stretch that is too long stays plain, so that few pages wait at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codebinder.bundle.inks import Coloured
from codebinder.bundle.lexing import Run, Runs, Stretch
from codebinder.bundle.lexpool import LexPool
from codebinder.bundle.listing_lines import MARKS
from codebinder.bundle.listing_pages import BODY, LINE, Page
from codebinder.model.ports import Cancel

LONGEST = 512 << 10
"""Characters of a stretch that is lexed, at most."""
_BATCH = 96 << 10


@dataclass(slots=True)
class _Sheet:
    """A page that waits for the colours of its rows."""

    page: Page
    runs: list[Sequence[Run]]


@dataclass(slots=True)
class _Open:
    """A stretch in the making: its rows with their places on the sheets that wait for it."""

    language: str
    cut: bool
    parts: list[str] = field(default_factory=list[str])
    begins: array[int] = field(default_factory=lambda: array("I"))
    sizes: array[int] = field(default_factory=lambda: array("H"))
    places: list[tuple[_Sheet, int]] = field(default_factory=list[tuple[_Sheet, int]])
    length: int = 0

    def add(self, sheet: _Sheet, row: int, kind: str, text: str) -> None:
        if kind == LINE and self.length:
            self.parts.append("\n")
            self.length += 1
        if not text.isprintable():
            text = text.translate(MARKS)
        self.parts.append(text)
        self.begins.append(self.length)
        self.sizes.append(len(text))
        self.places.append((sheet, row))
        self.length += len(text)

    def stretch(self) -> Stretch:
        return Stretch(self.language, self.cut, "".join(self.parts), self.begins, self.sizes)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Stretches to be lexed together, the places of their rows, and the sheets that wait for nothing after them."""

    stretches: list[Stretch]
    places: list[list[tuple[_Sheet, int]]]
    ready: list[_Sheet]


class _Cutter:
    """Cuts pages into stretches of one file each, and gathers these into batches."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        self._languages = languages
        self._open: _Open | None = None
        self._done: list[_Open] = []
        self._held = 0
        self._sheets: list[_Sheet] = []
        self._path, self._number = "", 0

    def batches(self, pages: Iterable[Page]) -> Iterator[_Batch]:
        for page in pages:
            self._take(page)
            if self._held >= _BATCH or len(self._sheets) - self._waiting() > _PAGES:
                yield self._batch()
        self._close()
        yield self._batch()

    def _take(self, page: Page) -> None:
        sheet = _Sheet(page, [()] * len(page.rows))
        if page.number != self._number + 1 or page.path != self._path:
            self._begin(page.path, cut=True)
        self._number = page.number
        self._sheets.append(sheet)
        begins = dict(page.files)
        for row, (kind, _, text) in enumerate(page.rows):
            if row in begins:
                self._begin(begins[row], cut=False)
            if self._open is not None and kind in BODY:
                self._open.add(sheet, row, kind, text)
                if self._open.length > LONGEST:
                    self._open = None  # the rest of it has no language
        if len(page.rows) in begins:
            self._begin(begins[len(page.rows)], cut=False)

    def _begin(self, path: str, *, cut: bool) -> None:
        self._close()
        self._path = path
        language = self._languages.get(path, "")
        self._open = _Open(language, cut) if language else None

    def _close(self) -> None:
        if self._open is not None and self._open.places:
            self._done.append(self._open)
            self._held += self._open.length
        self._open = None

    def _waiting(self) -> int:
        """Give how many of the last sheets wait for the stretch in the making."""
        if self._open is None or not self._open.places:
            return 0
        first = self._open.places[0][0]
        return next(count for count, sheet in enumerate(reversed(self._sheets), 1) if sheet is first)

    def _batch(self) -> _Batch:
        until = len(self._sheets) - self._waiting()
        batch = _Batch(
            [each.stretch() for each in self._done], [each.places for each in self._done], self._sheets[:until]
        )
        self._done, self._held, self._sheets = [], 0, self._sheets[until:]
        return batch


_PAGES = 64
"""Pages of a batch, at most: those without a language hold up nobody."""


def coloured(
    pages: Iterable[Page], languages: Mapping[str, str], *, workers: int, cancel: Cancel
) -> Generator[Coloured, None, None]:
    """Give the same pages in the same order, with the colours of their rows; `languages` by the paths on the pages."""
    pool = LexPool[_Batch](workers=workers, cancel=cancel)
    for batch, answers in pool.answers(_Cutter(languages).batches(pages)):
        for places, rows in zip(batch.places, answers, strict=True):
            _put(places, rows)
        for sheet in batch.ready:
            page = sheet.page
            yield Coloured(page.number, page.path, page.files, page.rows, tuple(sheet.runs))


def _put(places: Sequence[tuple[_Sheet, int]], rows: Sequence[Runs] | None) -> None:
    if rows is not None:
        for (sheet, row), runs in zip(places, rows, strict=False):
            sheet.runs[row] = runs
