"""The privilege log as a table of texts: by entry, by category, or as a metadata log; and as paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from codebinder.base.messages import said
from codebinder.bundle.words import Pair
from codebinder.model.package import Identity
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message
from codebinder.workflow import logcolumns
from codebinder.workflow.logpapers import head_of, pair, subject_of
from codebinder.workflow.logrows import in_words
from codebinder.workflow.privilegeviews import REASONS, By, Details, Entry, Standing

if TYPE_CHECKING:
    from codebinder.bundle.logs_pdf import LogPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTable:
    """A privilege log as a table of texts."""

    by: By
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    entries: int
    open: int


def table(found: Sequence[Entry], *, by: By | str = By.ENTRY, lang: str = "en") -> LogTable:
    """Lay entries out as a log; what nobody confirmed is left empty."""
    by = By(by)
    rows = [_cells(number, entry, lang) for number, entry in enumerate(found, start=1)]
    unready = sum(entry.standing is not Standing.CONFIRMED for entry in found)
    if by is By.CATEGORY:
        columns, lines = logcolumns.CATEGORY, _categories(found, lang)
    else:
        columns = logcolumns.METADATA if by is By.METADATA else ENTRY_COLUMNS
        lines = [tuple(row[name] for name in columns) for row in rows]
    return LogTable(by=by, columns=columns, rows=tuple(lines), entries=len(found), open=unready)


ENTRY_COLUMNS = tuple(dict.fromkeys(name for names in logcolumns.PRIVILEGE_PRACTICE.values() for name in names))
"""The columns of a log by entry, in the order of the practice."""


def _cells(number: int, entry: Entry, lang: str) -> dict[str, str]:
    """Give one row; date, authors, affiliations and attorneys count only once a person has confirmed them."""
    sure = entry.standing is Standing.CONFIRMED
    details = entry.details if sure else Details(basis=code(entry), doc_type=entry.details.doc_type)
    name = PurePosixPath(entry.path)  # "" where the name is hidden: nothing of it is told
    flags = ("log.attorney", "log.not-attorney")
    first = entry.rows[0]
    return {
        "log_id": f"P-{number:04d}",
        "doc_id": f"{entry.redaction} {entry.component}" + (f": {entry.path}" if entry.path else ""),
        "bates": ", ".join(f"{row.number:06d}" for row in entry.rows if row.number),
        "doc_type": details.doc_type or said(Message("log.file"), lang),
        "date": details.date,
        "authors": "; ".join(each.name for each in details.authors),
        "affiliations": "; ".join(each.affiliation for each in details.authors),
        "attorney_flags": "; ".join(said(Message(flags[not each.attorney]), lang) for each in details.authors),
        "to": details.to,
        "cc": details.cc,
        "bcc": details.bcc,
        "subject": details.subject,
        "basis": details.basis,
        "description": details.description,
        "custodian": details.custodian,
        "family_id": entry.component,
        "file_type": name.suffix.lstrip("."),
        "file_name": name.name,
        "treatment": said(Message(f"log.status-{first.status}"), lang),
        "redaction_reason": _reason(entry),
        "attorneys": details.attorneys,
        "review_status": _status(entry, lang),
    }


def code(entry: Entry) -> str:
    """Give the reason as the log says it: a privilege by its name, anything else as it is published."""
    return entry.reason if entry.reason in REASONS else entry.rows[0].published_reason


def _reason(entry: Entry) -> str:
    # What kind of information it is goes with the reason of the house: beside another one it would tell that.
    said_of = code(entry)
    return f"{said_of} {entry.rows[0].information}".strip() if said_of == entry.reason else said_of


def _status(entry: Entry, lang: str) -> str:
    names = {Standing.CONFIRMED: "log.confirmed", Standing.UNCONFIRMED: "log.unconfirmed", Standing.VOID: "log.void"}
    decided = "; ".join(dict.fromkeys(row.decision for row in entry.rows if row.decision)) or "undecided"
    confirmed = said(Message(names[entry.standing]), lang)
    return said(Message("log.reviewed", {"decision": in_words(decided, lang), "confirmed": confirmed}), lang)


def _categories(found: Sequence[Entry], lang: str) -> list[tuple[str, ...]]:
    """One row for each reason in each source, as far as it is confirmed."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in found:
        groups.setdefault((code(entry), entry.component), []).append(entry)
    lines: list[tuple[str, ...]] = []
    for number, ((reason, component), mine) in enumerate(sorted(groups.items()), start=1):
        sure = [each.details for each in mine if each.standing is Standing.CONFIRMED]
        dates = sorted(each.date for each in sure if each.date)
        authors = dict.fromkeys(author for each in sure for author in each.authors)
        cells = {
            "log_id": f"C-{number:04d}",
            "category": f"{reason}: {component}",
            "basis": "; ".join(dict.fromkeys(each.basis for each in sure if each.basis)) or reason,
            "redaction_reason": "; ".join(dict.fromkeys(map(_reason, mine))),
            "treatment": "; ".join(dict.fromkeys(said(Message(f"log.status-{row.status}"), lang)
                                                 for each in mine for row in each.rows)),
            "documents": str(len({each.place for each in mine})),
            "entries": str(len(mine)),
            "first_date": dates[0] if dates else "",
            "last_date": dates[-1] if dates else "",
            "authors": "; ".join(each.name for each in authors),
            "affiliations": "; ".join(dict.fromkeys(each.affiliation for each in authors if each.affiliation)),
            "attorneys": "; ".join(dict.fromkeys(each.attorneys for each in sure if each.attorneys)),
            "custodian": "; ".join(dict.fromkeys(each.custodian for each in sure if each.custodian)),
            "description": "; ".join(dict.fromkeys(each.description for each in sure if each.description)),
            "review_status": "; ".join(dict.fromkeys(_status(each, lang) for each in mine)),
        }  # fmt: skip
        lines.append(tuple(cells[name] for name in logcolumns.CATEGORY))
    return lines


_GROUPS = (
    ("document", 118, ("log_id", "doc_id", "bates", "doc_type", "file_name", "file_type", "family_id")),
    ("date", 130, ("date", "authors", "affiliations", "attorney_flags", "custodian")),
    ("sent", 120, ("to", "cc", "bcc", "subject")),
    ("privilege", 190, ("basis", "redaction_reason", "description", "attorneys")),
    ("status", 110, ("treatment", "review_status")),
)
_CATEGORY_GROUPS = (
    ("category", 140, ("log_id", "category", "documents", "entries")),
    ("date", 150, ("first_date", "last_date", "authors", "affiliations", "custodian")),
    ("privilege", 220, ("basis", "redaction_reason", "description", "attorneys")),
    ("status", 120, ("treatment", "review_status")),
)
"""Which columns stand together in a cell of the paper, with its share of the width."""


def paper(held: LogTable, identity: Identity, template: FilingTemplate, languages: tuple[str, ...]) -> LogPaper:
    """Lay a privilege log out on paper."""
    from codebinder.bundle.logs_pdf import LogColumn, LogPaper, LogSection

    names = {By.ENTRY: "log.privilege", By.CATEGORY: "log.privilege-category", By.METADATA: "log.privilege-metadata"}
    title = pair(names[held.by])
    groups = [
        (name, share, [each for each in names_ if each in held.columns])
        for name, share, names_ in (_CATEGORY_GROUPS if held.by is By.CATEGORY else _GROUPS)
    ]
    groups = [each for each in groups if each[2]]
    columns = tuple(LogColumn(title=pair(f"log.group-{name}"), share=share) for name, share, _ in groups)
    rows = [_grouped(held, row, [each for _, _, each in groups], languages[0]) for row in held.rows]
    note = pair("log.privilege-note", open=held.open, entries=held.entries)
    return LogPaper(
        title=title, subject=subject_of(identity), author=identity.vendor, languages=languages,
        head=head_of(identity, template, rows=len(held.rows)), internal=False,
        sections=(LogSection(title=pair("log.entries"), columns=columns, rows=rows, notes=(note,)),),
    )  # fmt: skip


def _grouped(held: LogTable, row: Sequence[str], groups: Sequence[Sequence[str]], lang: str) -> tuple[str, ...]:
    cells = dict(zip(held.columns, row, strict=True))
    return tuple(
        "\n".join(
            cells[name] if at == 0 and group[0] == "log_id" else f"{_title(name).get(lang)}: {cells[name]}"
            for at, name in enumerate(group)
            if cells[name]
        )
        for group in groups
    )


def _title(name: str) -> Pair:
    return pair(f"log.col-{name.replace('_', '-')}")
