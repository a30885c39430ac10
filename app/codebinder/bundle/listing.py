"""The code listing: source files as filed, printed by the template's page rules, in volumes of bounded size.

How a checker gets the disclosed text back from PDFium or `pdftotext`: the body of a page is what lies between the two
rules; in it a row with a number in the gutter begins a line of its file, a row without one continues it (where every
line bears its number), and a row in a band is a heading. `‹U+XXXX›` stands for a character that is not shown, tabs are
spaces, and spaces at the end of a row are lost. Where a template wants no line numbers, both sides are compared without
any white space.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Self

from codebinder.base.messages import SaidProblems, said
from codebinder.bundle.excerpt import Plan, StreamPlan, choose, streams_of
from codebinder.bundle.fonts import mono_face
from codebinder.bundle.highlighting import Highlighting
from codebinder.bundle.listing_anchors import Anchors
from codebinder.bundle.listing_cover import Covers, PageCovers
from codebinder.bundle.listing_faults import masked_faults, short_pages
from codebinder.bundle.listing_feed import Feed
from codebinder.bundle.listing_geometry import measure
from codebinder.bundle.listing_masks import MaskLook
from codebinder.bundle.listing_object import ObjectStream
from codebinder.bundle.listing_pages import LineCounts, Page, PageFacts, PageStore, Paginator, read_page
from codebinder.bundle.listing_rules import Rules, said_of
from codebinder.bundle.listing_store import Counted, ExcerptStore, Spool
from codebinder.bundle.listing_volumes import Print, Printer
from codebinder.errors import Bug
from codebinder.model.measure import PageCover
from codebinder.model.package import Identity
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeavesOut, Stripped
from codebinder.model.template_pages import LineNumbers, Listing, Stream
from codebinder.model.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingVolume:
    """One file of the listing: where it stands, how many pages it holds, and the number of its first."""

    path: Path
    pages: int
    first_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSummary:
    """What the papers may say about the listing: pages printed, pages of the whole stream, files read, characters
    printed by name because the font does not show them, and whether all of the stream is printed; `object_pages` are
    those of object code, and `object_printed` how many of them are among `pages`; `selected`: only
    chosen lines are printed, and the stream is made of these."""

    pages: int
    stream_pages: int
    files: int
    named_characters: int
    whole: bool
    object_pages: int = 0
    object_printed: int = 0
    selected: bool = False


class ListingWriter:
    """Writes `listing.pdf`, or `listing-001.pdf` and so on, into `folder`; files come in by `add`, in the order wanted.

    Until `finish`, laid-out pages wait in a temporary file in `folder` (an excerpt: in memory, its own pages only),
    so memory does not grow with the listing. `lang` chooses among the template's header texts, `look` how masks are
    drawn. Without a folder pages are only counted: `add`, then `count`, then `covers`. `answers` are the form's, by
    requirement: what the template's listing names as steering it is read from them. What is wrong with the pages is in
    `faults` after `count`; `finish` refuses to draw such pages, but for a draft.
    """

    def __init__(
        self,
        layout: Listing,
        identity: Identity,
        folder: Path | None,
        *,
        draft: bool,
        lang: str = "en",
        look: MaskLook | None = None,
        answers: Mapping[str, str] = MappingProxyType({}),
        cancel: Cancel | None = None,
        workers: int = 2,
        leaves_out: LeavesOut | None = None,
    ) -> None:
        self._answers = answers
        self._listing, self._folder = layout, folder
        self._look = look or MaskLook()
        self._cancel = cancel or NeverCancel()
        self._geometry = measure(layout.page)
        how = Print(lang=lang, draft=draft, look=self._look)
        self._printer = Printer(layout, identity, how, answers, self._cancel)
        self._draft = draft
        self._store = _store(layout, folder)
        self._anchors = Anchors(layout, answers, self._store if isinstance(self._store, ExcerptStore) else None)
        self._objects = ObjectStream(layout.page, columns=self._geometry.columns, rows=self._geometry.rows)
        self._highlighting = Highlighting(workers) if layout.page.highlight and folder is not None else None
        self._lang = lang
        self._covers = Covers(mono_face(), row=self._geometry.columns if self._look.bare else 0)
        self._pages = Paginator(
            self._store,
            lines=max(1, layout.page.lines_per_page),
            count=layout.page.count,
            rows=self._geometry.room(layout.page),
            covers=self._covers,
        )
        self._rules = Rules(layout, answers, columns=self._geometry.columns, face=mono_face(), leaves_out=leaves_out)
        self._feed = Feed(
            layout, self._geometry, self._pages, self._anchors, self._rules, look=self._look, cancel=self._cancel
        )
        if self._highlighting is not None:
            self._feed.languages = self._highlighting.languages
        self._printed = 0
        self._also: list[Message] = []
        self.plan = Plan(streams=())
        self.faults: tuple[Message, ...] = ()
        self.printed_files: frozenset[str] | None = None

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file. A binary file gets a remark with its size and SHA-256, where files have headings."""
        if self._listing.mode != "none":
            self._feed.add(asfiled)

    def add_object(self, label: str, path: Path, *, size: int, sha256: str) -> None:
        """Take an image whose bytes are printed; they are read when its pages are drawn, and must be the same then."""
        self._objects.add(label, path, size=size, sha256=sha256, heading=self._feed.rows(label))

    def refuse(self, faults: Sequence[Message]) -> None:
        """Take what others found wrong with what is printed, to be refused together with the rest."""
        self._also += faults

    def finish(self) -> list[ListingVolume]:
        """Draw what was laid out; give the volumes in order. A listing without pages gives none.

        Raise Problems with every fault of the pages, unless it is a draft that is drawn.
        """
        self.count()
        if self._folder is None:
            raise Bug("A listing that is only counted has nothing to draw.")
        if self.faults and not self._draft:
            raise SaidProblems(
                Message("refuse.listing.pages-not-as-template-asks", {"count": len(self.faults)}),
                self.faults,
                next_step=Message("next.run-pages-see-plan"),
            )
        volumes: list[ListingVolume] = []
        try:
            self.printed_files = self._excerpted()
            drawn = chain.from_iterable(self._stream(each) for each in self.plan.streams)
            statement = self._statement()
            total = sum(len(each.pages) for each in self.plan.streams)
            size = max(1, self._listing.volume_pages)
            for first in range(1, total + 1, size):
                count = min(size, total - first + 1)
                name = "listing.pdf" if total <= size else f"listing-{first // size + 1:03d}.pdf"
                pages = islice(drawn, count)
                self._printer.volume(self._folder / name, pages, first=first, total=total, statement=statement)
                volumes.append(ListingVolume(path=self._folder / name, pages=count, first_page=first))
            self._objects.check(self._cancel)
        finally:
            if self._highlighting is not None:
                self._highlighting.close()
            self._store.close()
        self._printed = total
        return volumes

    def count(self) -> None:
        """End the last page, so that `covers` are complete; nothing is drawn. Without a folder that is all there is."""
        self._pages.end_page()
        counts = {Stream.SOURCE: self._pages.pages, Stream.OBJECT: self._objects.pages}
        wanted = [each for each in streams_of(self._listing) if each in counts]
        totals = {each: counts[each] for each in dict.fromkeys(wanted)} or {Stream.SOURCE: counts[Stream.SOURCE]}
        self.plan = choose(self._listing, self._answers, totals=totals, found=self._anchors.found())
        faults = [*self._also, *self.plan.faults]
        for each in self.plan.streams:
            first = self.first_number(each.stream)
            counted = self._objects.rows_on if each.stream is Stream.OBJECT else self._pages.facts.counted
            if each.stream is Stream.SOURCE:
                faults += masked_faults(each, self._feed.masked, self._feed.names, first)
            faults += short_pages(each, self._listing.page, counted, first)
        faults += self._rules.faults(
            pages=sum(len(each.pages) for each in self.plan.streams),
            source=self._chosen,
            stream_pages=self._feed.source_pages,
        )
        self.faults = tuple(faults)

    def first_number(self, stream: Stream) -> int:
        """Give the number that the first printed page of a stream bears."""
        before = 1
        for each in self.plan.streams:
            if each.stream is stream:
                break
            before += len(each.pages)
        return before

    @property
    def stripped(self) -> Stripped:
        """What was left out by choice; complete after the last file."""
        return self._rules.stripped

    @property
    def lines(self) -> LineCounts:
        """The lines of the source that were laid out, printed or not."""
        return self._pages.counts

    @property
    def facts(self) -> PageFacts:
        """Where every page of the source stream begins and ends."""
        return self._pages.facts

    @property
    def objects(self) -> ObjectStream:
        """The pages of object code."""
        return self._objects

    @property
    def _chosen(self) -> Sequence[int]:
        """The pages of the source stream that are printed."""
        return next((each.pages for each in self.plan.streams if each.stream is Stream.SOURCE), ())

    def _stream(self, plan: StreamPlan) -> Iterator[Page]:
        if plan.stream is Stream.OBJECT:
            return self._objects.chosen(plan.pages)
        pages = (read_page(number, record) for number, record in self._store.chosen(plan.pages))
        return self._highlighting.pages(pages, self._cancel) if self._highlighting is not None else pages

    @property
    def covers(self) -> tuple[PageCover, ...]:
        """What is masked of every printed page, numbered as printed; complete after `count` or `finish`."""
        return tuple(self.page_covers)

    @property
    def page_covers(self) -> PageCovers:
        """The same, made page by page as they are asked for."""
        return self._covers.of(self._chosen, first=self.first_number(Stream.SOURCE))

    @property
    def mask_pages(self) -> dict[int, tuple[int, ...]]:
        """The pages, numbered as printed and ascending, that carry each range's mask, by the range's number; ranges
        that are printed nowhere are left out. Complete after `count` or `finish`."""
        first = self.first_number(Stream.SOURCE)
        printed = {page: number for number, page in enumerate(self._chosen, start=first)} if self._feed.masked else {}
        found = {
            ordinal: tuple(sorted(printed[page] for page in pages if page in printed))
            for ordinal, pages in sorted(self._feed.masked.items())
        }
        return {ordinal: pages for ordinal, pages in found.items() if pages}

    @property
    def partial(self) -> bool:
        """Is a part of the source left out of what is printed? Complete after `count` or `finish`."""
        return self._rules.selection is not None or len(self._chosen) != self._pages.pages

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
            files=self._feed.files,
            named_characters=self._feed.named,
            whole=self._rules.selection is None and all(each.whole for each in self.plan.streams),
            object_pages=self._objects.pages,
            selected=self._rules.selection is not None,
            object_printed=sum(len(each.pages) for each in self.plan.streams if each.stream is Stream.OBJECT),
        )

    def _excerpted(self) -> frozenset[str] | None:
        """Which files does an excerpt print, in whole or in part? None where everything is printed."""
        if self._rules.selection is not None:
            return frozenset(self._rules.chosen)
        if len(self._chosen) == self._pages.pages:
            return None
        pages = (read_page(number, record) for number, record in self._store.chosen(self._chosen))
        return frozenset(path for page in pages for path in (page.path, *(path for _, path in page.files)) if path)

    def _statement(self) -> str:
        """Give what the first page says of the whole listing. Where lines bear no numbers no gap shows that lines are
        left out: there the papers alone say so, and the page is what its office expects."""
        numbered = self._listing.page.line_numbers is not LineNumbers.NONE
        left = said_of(self._rules.stripped) if numbered else None
        masked = self._look.statement if self._covers.hidden(self._chosen) else ""
        return " ".join(filter(None, (masked, said(left, self._lang) if left is not None else "")))


def _store(layout: Listing, folder: Path | None) -> PageStore:
    if folder is None:
        return Counted()
    return ExcerptStore(layout) if layout.mode == "excerpt" else Spool(folder)
