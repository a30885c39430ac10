"""manifest.pdf: the package on paper, with every digest in full, in the order of what a reader asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from codebinder.bundle import firmware_paper_words, paper_words, words
from codebinder.bundle.evidence_places import evidence_of
from codebinder.bundle.firmware_json import told_parts
from codebinder.bundle.firmware_pages import asked_of_device, firmware_pages
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.listing import ListingSummary
from codebinder.bundle.manifest_approvals import approvals_section
from codebinder.bundle.manifest_cover import Proof, Totals, cover
from codebinder.bundle.manifest_parts import (
    disclosed_parts,
    form_summary,
    inventory_table,
    links_table,
    log_table,
    unproven_list,
    verify_steps,
    withheld_table,
)
from codebinder.bundle.overview import figures, folders_table, what_it_is, who_approves
from codebinder.bundle.paper_lists import checklist_rows
from codebinder.bundle.prose import text_width
from codebinder.bundle.sheet import BODY, GREY, PITCH, PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.words import Pair
from codebinder.model.package import Approval, InventoryRow, Papers
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.review import Round


def manifest_pdf(
    out: Path,
    papers: Papers,
    inventory: Iterable[InventoryRow],
    round_: Round | None,
    approvals: Sequence[Approval] = (),
    *,
    proof: Proof | None = None,
    listing: ListingSummary | None = None,
    moment: datetime | None = None,
    cancel: Cancel | None = None,
) -> PaperReport:
    """Write manifest.pdf. `moment` is the last approval's time (None: a draft); `inventory` is read once, in its order.

    SHA-256 is printed in full for every file, SM3 where the template asks for it.
    """
    setup = SheetSetup(
        title=words.MANIFEST,
        subject=subject_of(papers.identity),
        author=papers.identity.vendor,
        languages=papers.languages,
        draft=papers.draft,
        moment=moment,
    )
    proof, sm3 = proof or Proof(), "sm3" in papers.template.archive.digests
    with LOCK:
        sheet = Sheet(setup)
        place = cover(sheet, papers, round_, proof, moment)
        contents = _Contents(sheet)
        parts = _parts(sheet, papers, round_, approvals, proof, listing)
        for title, name, draw in parts:
            contents.begin(title, name, fresh=name in {"about", "disclosed", "firmware", "approvals"})
            draw()
        contents.begin(words.INVENTORY, "inventory", fresh=True)
        totals = inventory_table(sheet, inventory, sm3=sm3, cancel=cancel or NeverCancel())
        contents.write()
        _totals(sheet, place, totals)
        return sheet.close(out)


def _parts(
    sheet: Sheet,
    papers: Papers,
    round_: Round | None,
    approvals: Sequence[Approval],
    proof: Proof,
    listing: ListingSummary | None,
) -> tuple[tuple[Pair, str, Callable[[], None]], ...]:
    """Give the sections but for the inventory, in the order of what a reader asks: title, name for links, drawing."""
    taken_apart = told_parts(papers)[:1]
    return (
        (paper_words.OVERVIEW, "about", lambda: _about(sheet, papers)),
        (words.DISCLOSED, "disclosed", lambda: disclosed_parts(sheet, papers, listing)),
        *((firmware_paper_words.IMAGES, "firmware", lambda: _images(sheet, papers, listing)) for _ in taken_apart),
        (words.SUMMARY, "form", lambda: form_summary(sheet, papers)),
        (words.CHECKLIST, "checklist", lambda: _checklist(sheet, papers, listing)),
        (words.APPROVALS, "approvals", lambda: approvals_section(sheet, papers, round_, approvals)),
        (words.VERIFY, "verify", lambda: verify_steps(sheet, papers, proof)),
        (words.UNPROVEN, "unproven", lambda: unproven_list(sheet)),
        (words.LOG, "log", lambda: log_table(sheet, papers)),
        (words.WITHHELD, "withheld", lambda: withheld_table(sheet, papers)),
        (words.LINKS, "links", lambda: links_table(sheet, papers)),
    )


def _about(sheet: Sheet, papers: Papers) -> None:
    """Explain the package to somebody who is no engineer, from the same values as the paper that does."""
    what_it_is(sheet, papers)
    who_approves(sheet, papers)
    if papers.sources:
        figures(sheet, papers)
    if papers.folders:
        sheet.subheading(paper_words.FOLDERS)
        folders_table(sheet, papers)


def _images(sheet: Sheet, papers: Papers, listing: ListingSummary | None) -> None:
    """Say what is in the images, then what the template asks of the device beside them, and where that stands."""
    firmware_pages(sheet, papers)
    wanted = asked_of_device(papers)
    if wanted:
        sheet.need(120)
        sheet.subheading(firmware_paper_words.ASKED)
        checklist_rows(sheet, papers, evidence_of(papers, "", _listings(papers, listing)), wanted=wanted)


def _checklist(sheet: Sheet, papers: Papers, listing: ListingSummary | None) -> None:
    checklist_rows(sheet, papers, evidence_of(papers, "", _listings(papers, listing)))


def _listings(papers: Papers, listing: ListingSummary | None) -> tuple[str, ...]:
    volumes = papers.template.listing.volume_pages
    single = listing is not None and listing.pages <= volumes
    return (f"data/listing/listing{'' if single else '-001'}.pdf",) if listing is not None and listing.pages else ()


class _Contents:
    """The list of sections at the foot of the cover, in two columns, written when their pages are known."""

    _ROWS = 6

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        sheet.need(self._ROWS * PITCH + 34)
        sheet.space(10)
        self._page, self._top = sheet.page, sheet.y
        self._entries: list[tuple[int, Pair, str, int]] = []

    def begin(self, title: Pair, name: str, *, fresh: bool) -> None:
        """Begin a section, which links and other papers of the package name."""
        index = len(self._entries) + 1
        page, _ = self._sheet.section(title, label=str(index), fresh=fresh, room=200)
        self._sheet.target(name)
        self._entries.append((index, title, name, page + 1))

    def write(self) -> None:
        """Write the list; each line leads to its section."""
        sheet, gap = self._sheet, 24.0
        width = (sheet.right - sheet.left - gap) / 2
        sheet.put(sheet.left, self._top, sheet.both(words.CONTENTS), BODY - 0.6, grey=GREY, page=self._page)
        for at, (index, title, name, page) in enumerate(self._entries):
            left = sheet.left + (at // self._ROWS) * (width + gap)
            y = self._top - 17 - at % self._ROWS * PITCH
            sheet.put(left, y, str(index), grey=GREY, page=self._page)
            sheet.put(left + 18, y, sheet.both(title), page=self._page)
            sheet.put(left + width - text_width(str(page), BODY), y, str(page), page=self._page)
            sheet.link(left, y - 3, width, PITCH, f"#{name}", page=self._page)


def _totals(sheet: Sheet, place: tuple[int, float], totals: Totals) -> None:
    text = words.FILES_TEXT.fill(files=f"{totals.files:,}", size=f"{totals.size:,}")
    sheet.put(sheet.left + 168, place[1], sheet.both(text), page=place[0])
