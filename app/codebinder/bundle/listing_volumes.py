"""Draws a listing's pages into its volumes: what runs through all of them is kept here, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codebinder.bundle.book import Book
from codebinder.bundle.draft import draft_mark
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.listing_bates import Stamp, stamp_of
from codebinder.bundle.listing_draw import PageDrawer
from codebinder.bundle.listing_geometry import Geometry, measure, mirrored
from codebinder.bundle.listing_masks import MaskLook
from codebinder.bundle.listing_numbers import Numbering
from codebinder.bundle.listing_pages import Page
from codebinder.bundle.slots import Slots, slots_of
from codebinder.model.package import Identity
from codebinder.model.ports import Cancel
from codebinder.model.template_pages import Listing

LANG_TAGS = {"zh": "zh-CN"}
TITLES = {"en": "Source code listing", "zh": "源程序清单"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """How a listing is printed: the language of its files, marked as a draft or not, how masks look."""

    lang: str
    draft: bool
    look: MaskLook


class Printer:
    """Draws the volumes of one listing in their order."""

    def __init__(
        self, listing: Listing, identity: Identity, how: Print, answers: Mapping[str, str], cancel: Cancel
    ) -> None:
        self._identity, self._how, self._cancel = identity, how, cancel
        self._recto: Geometry = measure(listing.page)
        self._verso = mirrored(self._recto, listing.page)
        self._slots: Slots = slots_of(listing, identity, how.lang, answers)
        self._stamp: Stamp | None = stamp_of(listing, answers)
        self._numbering = Numbering(listing.page)

    def volume(self, path: Path, pages: Iterator[Page], *, first: int, total: int, statement: str) -> None:
        """Draw one volume, whose first page is number `first` of `total`; `statement` stands on number 1."""
        how = self._how
        with LOCK:
            book = Book(
                title=f"{self._identity.product} {self._identity.version}: {TITLES.get(how.lang, TITLES['en'])}",
                author=self._identity.vendor,
                lang=LANG_TAGS.get(how.lang, how.lang),
            )
            self._pages(book, pages, first, total, statement)
            book.save(path)

    def _pages(self, book: Book, pages: Iterator[Page], first: int, total: int, statement: str) -> None:
        width, height, draft = self._recto.width, self._recto.height, self._how.draft
        drawer = PageDrawer(
            book, self._recto, self._slots, draft=draft, look=self._how.look, statement=statement, verso=self._verso
        )
        book.number_from(first)
        if draft:
            book.watermark(draft_mark(width, height), width, height)
        for offset, page in enumerate(pages):
            self._cancel.check()
            number = first + offset
            values = {
                "page": str(number),
                "pages": str(total),
                "bates": self._stamp.of(number) if self._stamp is not None else "",
            }
            code = drawer.draw(page, self._numbering.marks(page), values)
            for row, name in page.files or (((0, page.path),) if not offset else ()):
                book.bookmark(name, top=drawer.above(row))
            book.page(code, width=width, height=height, marked=draft)
