"""The logs of a filing: the internal one, which stays in the house, and the published one, exactly as a package has it.

A log becomes a file only by a person's own hand; nothing that makes a package calls this module. CSV is RFC 4180 in
UTF-8 with a byte order mark (Excel needs it for Chinese), and cells that a spreadsheet would take for formulas begin
with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

from codebinder.base.files import PrivateFolder, atomic_write
from codebinder.base.messages import SaidError, said
from codebinder.bundle import papers as paper_files
from codebinder.model.filing import Filing
from codebinder.model.package import LogRow, Papers, SourcePart
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.source import Accounting
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, logrows
from codebinder.workflow.identities import identity_of
from codebinder.workflow.logpass import Gathered, gather
from codebinder.workflow.logrows import InternalRow
from codebinder.workflow.session import Session, canonical


class Which(StrEnum):
    """Which log."""

    INTERNAL = "internal"
    PUBLISHED = "published"


class Form(StrEnum):
    """As what it is written."""

    CSV = "csv"
    JSON = "json"
    PDF = "pdf"


CLASSIFICATION = "CONFIDENTIAL 内部文件"
"""Stands in every row of an internal log's CSV, as the frame stands on every page of its PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """What was written where."""

    path: str
    which: str
    form: str
    rows: int


def internal(
    session: Session, filing: Filing, *, lang: str = "en", progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> tuple[InternalRow, ...]:  # fmt: skip
    """Give the internal log."""
    return logrows.internal(
        session, filing, lang=lang, progress=progress or NoProgress(), cancel=cancel or NeverCancel()
    )


def published(
    session: Session, filing: Filing, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> tuple[LogRow, ...]:
    """Give the published log as the next package has it; commitments are empty until a round is submitted."""
    return _published(gather(session, filing, progress=progress or NoProgress(), cancel=cancel or NeverCancel()))


def _published(gathered: Gathered) -> tuple[LogRow, ...]:
    loose = {each.ordinal for each in gathered.ranges if each.salt in gathered.loose}
    return tuple(replace(row, commitment="") if row.ordinal in loose else row for row in gathered.rows)


def write(
    session: Session,
    filing: Filing,
    *,
    which: Which | str,
    form: Form | str,
    out: Path,
    languages: Sequence[str] = ("en",),
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> LogReport:
    """Write a log to a new file; UserError where there is one of that name."""
    which, form = Which(which), Form(form)
    check_new(out)
    gathered = gather(session, filing, progress=progress or NoProgress(), cancel=cancel or NeverCancel())
    if which is Which.PUBLISHED:
        rows: Sequence[object] = _published(gathered)
        data = _published_bytes(session, filing, gathered, form, languages)
    else:
        rows = logrows.rows_of(session, filing, gathered, lang=languages[0])
        data = _internal_bytes(session, filing, cast("Sequence[InternalRow]", rows), form, languages, cancel)
        noted(session, filing, f"log {which}", form, len(rows))
    atomic_write(out, data)
    return LogReport(path=str(out), which=which.value, form=form.value, rows=len(rows))


def check_new(out: Path) -> None:
    """Refuse to write over anything, or into a folder that is not there."""
    if out.exists() or out.is_symlink():
        raise SaidError(
            Message("refuse.logs.file-name-already"),
            where=shown(str(out)),
            next_step=Message("next.choose-another-name"),
        )
    if not out.parent.is_dir():
        raise SaidError(Message("refuse.logs.folder-file-not"), where=shown(str(out.parent)))


def noted(session: Session, filing: Filing, action: str, form: str, rows: int) -> None:
    """Write down that a log of the house was taken out, where the workbook can be written."""
    if not session.read_only:
        with session.book.transaction(action, subject=filing.slug, detail={"form": form, "rows": rows}):
            pass


def _published_bytes(
    session: Session, filing: Filing, gathered: Gathered, form: Form, languages: Sequence[str]
) -> bytes:
    rows = _published(gathered)
    template = filings.template(session, filing)
    if form is Form.JSON:
        return paper_files.log_json(rows)
    if form is Form.CSV:
        return paper_files.log_csv(rows, template.redaction.log.columns)
    from codebinder.bundle.logs_pdf import published_log_pdf  # ReportLab takes its time to load

    withheld = gathered.listed if gathered.fixed else tuple(replace(each, commitment="") for each in gathered.listed)
    holder = SourcePart(
        slug="", rev="", commit="", tree="", commit_commitment="", accounting=_NOTHING, withheld=withheld
    )
    papers = Papers(
        identity=identity_of(session, filing), template=template, fields=(), checklist=(), sources=(holder,), log=rows,
        languages=tuple(languages),
    )  # fmt: skip
    with PrivateFolder(session.environment.temp_root) as folder:
        published_log_pdf(folder / "log.pdf", papers)
        return (folder / "log.pdf").read_bytes()


_NOTHING = Accounting(
    total=0, disclosed=0, redacted=0, withheld=0, excluded=0, links=0, submodules=0, outside_excerpt=0
)

COLUMNS = tuple(each.name for each in fields(InternalRow))
"""The columns of the internal log, in order."""


def _internal_bytes(
    session: Session, filing: Filing, rows: Sequence[InternalRow], form: Form, languages: Sequence[str],
    cancel: Cancel | None,
) -> bytes:  # fmt: skip
    if form is Form.CSV:
        table = ((*(cell(getattr(row, name)) for name in COLUMNS), CLASSIFICATION) for row in rows)
        return paper_files.csv_bytes((*COLUMNS, "classification"), table)
    if form is Form.JSON:
        value = {
            "format": "codebinder-internal-log",
            "version": "1",
            "classification": CLASSIFICATION,
            "filing": {"uid": filing.uid, "slug": filing.slug},
            "columns": list(COLUMNS),
            "rows": [{name: _plain(getattr(row, name)) for name in COLUMNS} for row in rows],
        }
        return canonical(value) + b"\n"
    from codebinder.bundle.logs_pdf import log_pdf  # ReportLab takes its time to load
    from codebinder.workflow import logpapers

    paper = logpapers.internal_paper(
        identity_of(session, filing), filings.template(session, filing), rows, tuple(languages)
    )
    with PrivateFolder(session.environment.temp_root) as folder:
        log_pdf(folder / "log.pdf", paper, cancel=cancel)
        return (folder / "log.pdf").read_bytes()


def cell(value: object) -> str:
    """Give a value as a cell of a spreadsheet: none is empty, several are parted by commas."""
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in cast("tuple[object, ...]", value))
    return "" if value is None else str(value)


def _plain(value: object) -> object:
    return list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value


def title(lang: str, column: str) -> str:
    """Give a column's title for people."""
    return said(Message(f"log.col-{column.replace('_', '-')}"), lang)
