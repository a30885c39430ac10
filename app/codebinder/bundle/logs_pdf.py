"""Logs and reports of the house as PDF: a head of labelled values, then tables whose cells hold several lines.

The internal log, the privilege log and the audit report stay in the house or go by a person's own hand; no call that
makes a package calls this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebinder.bundle import words
from codebinder.bundle.fonts import LOCK
from codebinder.bundle.manifest_parts import log_table, withheld_table
from codebinder.bundle.sheet import PaperReport, Sheet, SheetSetup, subject_of
from codebinder.bundle.tables import Col, Table
from codebinder.bundle.words import INTERNAL, Pair
from codebinder.model.package import Papers
from codebinder.model.ports import Cancel, NeverCancel

_ROWS_A_LOOK = 256
_GAP = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogColumn:
    """One column: its title, its share of the width, and whether its lines are paths and digests."""

    title: Pair
    share: float
    mono: bool = False
    size: float = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSection:
    """One table under a heading (without columns: only its notes); a cell's lines are parted by line ends, those that
    begin with `tables.NOTE` are words in a column of paths. `notes` stand before the table."""

    title: Pair
    columns: tuple[LogColumn, ...] = ()
    rows: Sequence[Sequence[str]] = ()
    notes: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPaper:
    """A whole log: its title, what it is of, labelled values at its head, and its tables."""

    title: Pair
    subject: str
    author: str
    languages: tuple[str, ...]
    head: tuple[tuple[Pair, str], ...]
    sections: tuple[LogSection, ...]
    internal: bool = True
    landscape: bool = True


def log_pdf(out: Path, paper: LogPaper, *, cancel: Cancel | None = None) -> PaperReport:
    """Draw a log. It carries no date but those that its rows say."""
    setup = SheetSetup(
        title=paper.title, subject=paper.subject, author=paper.author, languages=paper.languages, draft=False,
        moment=None, landscape=paper.landscape, legend=INTERNAL if paper.internal else None,
    )  # fmt: skip
    with LOCK:
        sheet = Sheet(setup)
        _head(sheet, paper.title, paper.head)
        for section in paper.sections:
            _section(sheet, section, cancel or NeverCancel())
        return sheet.close(out)


def published_log_pdf(out: Path, papers: Papers) -> PaperReport:
    """Draw the published log with the withheld files, as the manifest prints them."""
    setup = SheetSetup(
        title=words.LOG, subject=subject_of(papers.identity), author=papers.identity.vendor,
        languages=papers.languages, draft=papers.draft, moment=None,
    )  # fmt: skip
    with LOCK:
        sheet = Sheet(setup)
        identity = papers.identity
        head = ((words.VENDOR, identity.vendor), (words.PRODUCT, setup.subject), (words.RECIPIENT, identity.recipient))
        _head(sheet, words.LOG, head)
        sheet.section(words.LOG)
        log_table(sheet, papers)
        sheet.section(words.WITHHELD)
        withheld_table(sheet, papers)
        return sheet.close(out)


def _head(sheet: Sheet, title: Pair, values: Sequence[tuple[Pair, str]]) -> None:
    """Set the title large and what the log is of below it."""
    sheet.space(6)
    sheet.put(sheet.left, sheet.y, sheet.safe(sheet.both(title)), 18)
    sheet.space(26)
    for label, text in values:
        sheet.value(label, text)
    sheet.space(4)


def _section(sheet: Sheet, section: LogSection, cancel: Cancel) -> None:
    sheet.section(section.title, room=110)
    for note in section.notes:
        sheet.prose(note, size=8.4)
    if not section.rows:
        if section.columns:
            sheet.prose(words.NONE)
        return
    room = sheet.right - sheet.left - _GAP * (len(section.columns) - 1)
    whole = sum(column.share for column in section.columns)
    columns = tuple(
        Col(title=column.title, width=room * column.share / whole, mono=column.mono, size=column.size)
        for column in section.columns
    )
    table = Table(sheet, columns, pitch=9.2, gap=_GAP, pad=4.5)
    for number, row in enumerate(section.rows):
        if not number % _ROWS_A_LOOK:
            cancel.check()
        table.row(*row)
