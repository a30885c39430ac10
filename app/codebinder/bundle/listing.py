"""The code listing: source files as filed, printed by the template's page rules, in volumes of bounded size.

How a checker gets the disclosed text back from PDFium or `pdftotext`: the body of a page is what lies between the two
rules; in it a row with a number in the gutter begins a line of its file, a row without one continues it, and a row in
a band is a heading. `‹U+XXXX›` stands for a character that is not shown, tabs are spaces, and spaces at the end of a
row are lost. Where a template wants no line numbers, both sides are compared without any white space.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Self

from codebinder.bundle.fonts import mono_face
from codebinder.bundle.listing_cover import Covers, PageCovers
from codebinder.bundle.listing_geometry import measure
from codebinder.bundle.listing_lines import MASK_ON, is_blank, lines_of, mask_numbers, rows_of
from codebinder.bundle.listing_masks import MaskLook, dressed
from codebinder.bundle.listing_pages import Counted, ExcerptStore, PageStore, Paginator, Spool, read_page
from codebinder.bundle.listing_volumes import Print, Printer
from codebinder.errors import Bug
from codebinder.model.measure import PageCover
from codebinder.model.package import Identity
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import Blank, Listing
from codebinder.model.text import shown_path


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingVolume:
    """One file of the listing: where it stands, how many pages it holds, and the number of its first."""

    path: Path
    pages: int
    first_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSummary:
    """What the papers may say about the listing: pages printed, pages of the whole stream, files read, characters
    printed by name because the font does not show them, and whether all of the stream is printed."""

    pages: int
    stream_pages: int
    files: int
    named_characters: int
    whole: bool


class ListingWriter:
    """Writes `listing.pdf`, or `listing-001.pdf` and so on, into `folder`; files come in by `add`, in the order wanted.

    Until `finish`, laid-out pages wait in a temporary file in `folder` (an excerpt: in memory, its own pages only),
    so memory does not grow with the listing. `lang` chooses among the template's header texts, `look` how masks are
    drawn. Without a folder pages are only counted: `add`, then `count`, then `covers`. `answers` are the form's, by
    requirement: what the template's listing names as steering it is read from them.
    """

    def __init__(
        self,
        layout: Listing,
        identity: Identity,
        folder: Path | None,
        *,
        draft: bool,
        lang: str = "en",
        moment: datetime | None = None,
        look: MaskLook | None = None,
        answers: Mapping[str, str] = MappingProxyType({}),
        cancel: Cancel | None = None,
    ) -> None:
        self._answers = answers
        self._listing, self._folder = layout, folder
        self._look = look or MaskLook()
        self._cancel = cancel or NeverCancel()
        self._geometry = measure(layout.page)
        how = Print(lang=lang, moment=moment, draft=draft, look=self._look)
        self._printer = Printer(layout, identity, how, answers, self._cancel)
        self._store = _store(layout, folder)
        self._face = mono_face()
        self._covers = Covers(self._face, row=self._geometry.columns if self._look.bare else 0)
        self._pages = Paginator(
            self._store,
            lines=max(1, layout.page.lines_per_page),
            count=layout.page.count,
            rows=self._geometry.rows,
            covers=self._covers,
        )
        self._files = self._named = self._printed = 0
        self._chosen: Sequence[int] = ()
        self._masked: dict[int, set[int]] = {}
        self.printed_files: frozenset[str] | None = None

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file. A binary file gets a remark with its size and SHA-256, where files have headings."""
        if self._listing.mode == "none":
            return
        layout = self._listing.page
        self._files += 1
        path = f"{asfiled.component}/{shown_path(asfiled.path)}"
        binary = asfiled.encoding == "binary"
        if layout.new_page_per_file:
            self._pages.end_page()
        if layout.file_heading:
            remark = self._rows(_remark(asfiled.data)) if binary else []
            self._pages.heading(self._label(path), self._rows(path), remark)
        elif not binary:
            self._pages.unheaded(self._label(path))
        if not binary:
            self._add_lines(asfiled)

    def finish(self) -> list[ListingVolume]:
        """Draw what was laid out; give the volumes in order. A listing without pages gives none."""
        self.count()
        if self._folder is None:
            raise Bug("A listing that is only counted has nothing to draw.")
        volumes: list[ListingVolume] = []
        try:
            self.printed_files = self._excerpted()
            numbers = self._store.chosen()
            statement = self._statement()
            total = len(self._chosen)
            size = max(1, self._listing.volume_pages)
            for first in range(1, total + 1, size):
                count = min(size, total - first + 1)
                name = "listing.pdf" if total <= size else f"listing-{first // size + 1:03d}.pdf"
                pages = (read_page(number, record) for number, record in islice(numbers, count))
                self._printer.volume(self._folder / name, pages, first=first, total=total, statement=statement)
                volumes.append(ListingVolume(path=self._folder / name, pages=count, first_page=first))
        finally:
            self._store.close()
        self._printed = total
        return volumes

    def count(self) -> None:
        """End the last page, so that `covers` are complete; nothing is drawn. Without a folder that is all there is."""
        self._pages.end_page()
        self._chosen = self._store.numbers()

    @property
    def covers(self) -> tuple[PageCover, ...]:
        """What is masked of every printed page, numbered as printed; complete after `count` or `finish`."""
        return tuple(self.page_covers)

    @property
    def page_covers(self) -> PageCovers:
        """The same, made page by page as they are asked for."""
        return self._covers.of(self._chosen)

    @property
    def mask_pages(self) -> dict[int, tuple[int, ...]]:
        """The pages, numbered as printed and ascending, that carry each range's mask, by the range's number; ranges
        that are printed nowhere are left out. Complete after `count` or `finish`."""
        printed = {page: number for number, page in enumerate(self._chosen, start=1)} if self._masked else {}
        found = {
            ordinal: tuple(sorted(printed[page] for page in pages if page in printed))
            for ordinal, pages in sorted(self._masked.items())
        }
        return {ordinal: pages for ordinal, pages in found.items() if pages}

    def close(self) -> None:
        """Let go of the waiting pages (also after `finish`, or instead of it)."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def summary(self) -> ListingSummary:
        """What was printed; complete after `finish`."""
        return ListingSummary(
            pages=self._printed,
            stream_pages=self._pages.pages,
            files=self._files,
            named_characters=self._named,
            whole=self._printed == self._pages.pages,
        )

    def _excerpted(self) -> frozenset[str] | None:
        """Which files does an excerpt print, in whole or in part? None where everything is printed."""
        if not isinstance(self._store, ExcerptStore) or self._store.is_whole:
            return None
        pages = [read_page(number, record) for number, record in self._store.chosen()]
        return frozenset(path for page in pages for path in (page.path, *(path for _, path in page.files)) if path)

    def _rows(self, text: str) -> list[str]:
        rows, named = rows_of(text, (), columns=self._geometry.columns, tab=1, face=self._face)
        self._named += named
        return rows

    def _label(self, path: str) -> str:
        return path.replace("\n", " ").replace("\x1f", " ")

    def _add_lines(self, asfiled: AsFiled) -> None:
        layout, columns = self._listing.page, self._geometry.columns
        tab, drop = max(1, layout.tab_width), layout.blank_lines is Blank.DROP
        pages, face = self._pages, self._face
        numbers = mask_numbers(asfiled)
        for index, (line, masks) in enumerate(lines_of(asfiled), start=1):
            if not index % 4096:
                self._cancel.check()
            blank = is_blank(line)
            if blank and drop:
                continue
            mark = str(index)
            if masks:
                line, masks = dressed(line, masks, self._look, columns=columns, tab=tab, face=face)  # noqa: PLW2901
            rows, named = rows_of(line, masks, columns=columns, tab=tab, face=face)
            self._named += named
            if not masks:
                pages.line(mark, rows, blank=blank)
                continue
            noted: list[int] = []
            pages.line(mark, rows, blank=blank, noted=noted)
            shown_on = {page for page, row in zip(noted, rows, strict=True) if MASK_ON in row}
            for ordinal in numbers[index - 1]:
                self._masked.setdefault(ordinal, set()).update(shown_on)

    def _statement(self) -> str:
        """Give what the first page says of the whole listing."""
        return self._look.statement if self._covers.hidden(self._chosen) else ""


def _store(layout: Listing, folder: Path | None) -> PageStore:
    if folder is None:
        return Counted(layout)
    return ExcerptStore(layout) if layout.mode == "excerpt" else Spool(folder)


def _remark(data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return f"[binary file, not printed: {len(data):,} bytes, SHA-256 {digest}]"
