"""Files as filed become rows on pages: headings, lines with their masks, and what is known of each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from codebinder.bundle.fonts import mono_face
from codebinder.bundle.listing_anchors import Anchors
from codebinder.bundle.listing_geometry import Geometry
from codebinder.bundle.listing_lines import MASK_ON, is_blank, lines_of, mask_numbers, rows_of
from codebinder.bundle.listing_masks import Extent, MaskLook, dressed
from codebinder.bundle.listing_pages import Paginator
from codebinder.bundle.listing_rules import Picked, Rules
from codebinder.bundle.listing_store import Counted
from codebinder.bundle.listing_text import text_of
from codebinder.model.ports import Cancel
from codebinder.model.redaction import AsFiled
from codebinder.model.template_pages import Blank, Listing
from codebinder.model.text import shown_path


class Feed:
    """Lays files out, one after the other. `masked` are the pages of the stream that carry each range's mask, `names`
    the redactions of a range where the recipe asks for them, `languages` those of files by label, if anybody asks."""

    def __init__(
        self,
        listing: Listing,
        geometry: Geometry,
        pages: Paginator,
        anchors: Anchors,
        rules: Rules,
        *,
        look: MaskLook,
        cancel: Cancel,
    ) -> None:
        self._listing, self._geometry, self._pages, self._anchors, self._rules = (
            listing,
            geometry,
            pages,
            anchors,
            rules,
        )
        self._look, self._cancel, self._face = look, cancel, mono_face()
        self._tab = max(1, listing.page.tab_width)
        self._clear = any(each.unredacted for each in listing.segments)
        self._all = self._counter() if rules.counts_source else None
        self.files = self.named = 0
        self.masked: dict[int, set[int]] = {}
        self.names: dict[int, tuple[str, ...]] = {}
        self.languages: dict[str, str] | None = None

    def _counter(self) -> Paginator:
        layout = self._listing.page
        return Paginator(
            Counted(), lines=max(1, layout.lines_per_page), count=layout.count, rows=self._geometry.room(layout)
        )

    @property
    def source_pages(self) -> int:
        """How many pages all of the source has, chosen or not; complete after the last file."""
        if self._all is None:
            return self._pages.pages
        self._all.end_page()
        return self._all.pages

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file. A binary file gets a remark with its size and SHA-256, where files have headings."""
        path = f"{asfiled.component}/{shown_path(asfiled.path)}"
        label = label_of(path)
        if self._listing.form == "text":
            if asfiled.encoding != "binary":
                self._rules.checks.raw(path, text_of(self._listing, asfiled), ends=False)
            return
        if asfiled.encoding == "binary":
            self._binary(asfiled, path, label)
            return
        picked = self._rules.begin(asfiled, path)
        if self._all is not None:
            self._begin(self._all, path, label)
        if picked is None or picked.ranges is None:
            self._begin(self._pages, path, label)
        if picked is None or picked.ranges != []:
            self.files += 1
            if self.languages is not None:
                self.languages[label] = asfiled.language
        elif self._all is None:
            return
        self._lines(asfiled, path, label, picked)

    def _binary(self, asfiled: AsFiled, path: str, label: str) -> None:
        if self._rules.selection is not None:
            return
        self.files += 1
        if self._listing.page.new_page_per_file:
            self._pages.end_page()
        if self._listing.page.file_heading:
            self._pages.heading(label, self.rows(path), self.rows(_remark(asfiled.data)))

    def _begin(self, pages: Paginator, path: str, label: str, *, again: bool = False) -> None:
        layout = self._listing.page
        if layout.new_page_per_file and not again:
            pages.end_page()
        if layout.file_heading:
            pages.heading(label, self.rows(path), [])
        else:
            pages.unheaded(label)

    def rows(self, text: str) -> list[str]:
        """Give a heading's or a remark's rows."""
        rows, named = rows_of(text, (), columns=self._geometry.columns, tab=1, face=self._face)
        self.named += named
        return rows

    def _lines(self, asfiled: AsFiled, path: str, label: str, picked: Picked | None) -> None:
        drop, checks = self._listing.page.blank_lines is Blank.DROP, self._rules.checks
        looks = not checks.idle
        numbers = mask_numbers(asfiled)
        wanted = self._anchors.begin(asfiled.component, shown_path(asfiled.path))
        if self._clear:
            self.names |= {each.ordinal: each.redactions for each in asfiled.ranges}
        index = 0
        for index, (line, masks) in enumerate(lines_of(asfiled), start=1):
            if not index % 4096:
                self._cancel.check()
            blank = is_blank(line)
            if (blank and drop) or (picked is not None and not self._takes(picked, index, line, masks, path, label)):
                continue
            if looks:
                checks.line(path, index, line)
            rows = self._printed(line, masks)
            if not masks and not wanted and (picked is None or picked.ranges is None):
                self._pages.line(str(index), rows, blank=blank, index=index)
                continue
            noted: list[int] = []
            self._pages.line(str(index), rows, blank=blank, index=index, noted=noted)
            self._note(index, noted, rows, numbers.get(index - 1, ()), wanted=bool(wanted))
        if wanted:
            self._anchors.end(index)
        self._rules.ended(asfiled, picked, index)

    def _takes(self, picked: Picked, index: int, line: str, masks: Sequence[Extent], path: str, label: str) -> bool:
        """Is this line printed? The first one of a chosen range gets its heading."""
        holds = picked.holds(index)
        if (holds or self._all is not None) and picked.drops(index, masked=bool(masks), counted=holds):
            return False
        if self._all is not None:
            self._all.line("", self._printed(line, masks, count=not holds), blank=is_blank(line))
        if holds and picked.opens():
            self._rules.opened(index)
            self._begin(self._pages, path, label, again=picked.opened > 1)
        return holds

    def _printed(self, line: str, masks: Sequence[Extent], *, count: bool = True) -> list[str]:
        columns, tab, face = self._geometry.columns, self._tab, self._face
        if masks:
            line, masks = dressed(line, masks, self._look, columns=columns, tab=tab, face=face)
        rows, named = rows_of(line, masks, columns=columns, tab=tab, face=face)
        self.named += named if count else 0
        return rows

    def _note(
        self, index: int, noted: Sequence[int], rows: Sequence[str], ordinals: Sequence[int] | set[int], *, wanted: bool
    ) -> None:
        if wanted:
            self._anchors.line(index, noted[0])
        if self._rules.selection is not None:
            for page in noted:
                self._rules.runs.line(page)
        if ordinals:
            shown_on = {page for page, row in zip(noted, rows, strict=True) if MASK_ON in row}
            for ordinal in ordinals:
                self.masked.setdefault(ordinal, set()).update(shown_on)


def label_of(path: str) -> str:
    """Give a path as pages keep it: in one line."""
    return path.replace("\n", " ").replace("\x1f", " ")


def _remark(data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return f"[binary file, not printed: {len(data):,} bytes, SHA-256 {digest}]"
