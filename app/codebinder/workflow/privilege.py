"""The privilege log: what is withheld or redacted as privileged, with who wrote it, when, and on what basis.

Author, date and affiliation are only *proposed*, from what the history of the source claims; they stand in the log once
a person has confirmed or corrected them. What she confirmed is sealed in the workbook, bound to what the redaction hid
then: a change voids it. The audit chain says who confirmed what; nobody signs here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from codebinder.base.files import PrivateFolder, atomic_write
from codebinder.base.messages import SaidError
from codebinder.bundle import papers as paper_files
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.redaction import Naming, Redaction
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import filings, leaking, logrows
from codebinder.workflow.identities import identity_of
from codebinder.workflow.logpass import Gathered, gather
from codebinder.workflow.logrows import InternalRow
from codebinder.workflow.logs import Form, LogReport, check_new, noted
from codebinder.workflow.privilegeblame import Proposer
from codebinder.workflow.privilegerows import LogTable, code, paper, table
from codebinder.workflow.privilegeviews import REASONS, Author, By, Details, Entry, PeopleTable, Standing
from codebinder.workflow.session import Session, canonical

_BOX, _PLACE, _PEOPLE = "privilege-entry", "privilege-place", "privilege-people"
_LONGEST = 2000


def people_table(session: Session, filing: Filing) -> PeopleTable:
    """Give the filing's table of affiliations and attorneys."""
    box = session.book.logs.people(filing.slug)
    if not box:
        return PeopleTable()
    value = json.loads(session.sealer.unseal(_PEOPLE, box))
    return PeopleTable(
        domains=tuple((str(name), str(text)) for name, text in value["domains"]),
        attorneys=tuple(map(str, value["attorneys"])),
    )


def set_people_table(session: Session, filing: Filing, table: PeopleTable, *, key: str) -> None:
    """Replace the table of affiliations and attorneys; what is confirmed already stays as it is."""
    member = session.member(key)
    rows = {name.strip().lower().lstrip("@"): text.strip() for name, text in table.domains if name.strip()}
    names = sorted({each.strip() for each in table.attorneys if each.strip()})
    value = {"domains": sorted([name, text] for name, text in rows.items()), "attorneys": names}
    sealed = session.sealer.seal(_PEOPLE, canonical(value))
    detail = {"domains": len(rows), "attorneys": len(names)}
    with session.book.transaction("log people", actor=member.fingerprint, subject=filing.slug, detail=detail):
        session.book.logs.set_people(filing.slug, actor=member.fingerprint, sealed=sealed)


def entries(
    session: Session, filing: Filing, *, reasons: Sequence[str] = REASONS, blame: bool = True, lang: str = "en",
    progress: Progress | None = None, cancel: Cancel | None = None,
) -> tuple[Entry, ...]:  # fmt: skip
    """Give the entries of the log, each with what is confirmed of it or (with `blame`) proposed."""
    stop = cancel or NeverCancel()
    gathered = gather(session, filing, progress=progress or NoProgress(), cancel=stop)
    redactions = {row.id: row for row in session.book.redactions.list(filing.slug)}
    found = _found(logrows.rows_of(session, filing, gathered, lang=lang), gathered, redactions, reasons)
    wanted: dict[tuple[str, bytes], list[InternalRow]] = {}
    for (_, component, path), mine in found.items():
        wanted.setdefault((component, path), []).extend(mine)
    made = _with_confirmed(session, filing, found, redactions)
    if not blame:
        return tuple(entry for entry, _ in made)
    with Proposer(session, filing, people_table(session, filing), wanted, stop) as ask:
        return tuple(
            entry
            if entry.confirmed_at
            else replace(entry, details=ask.details(entry.component, path, entry.rows, code(entry), lang))
            for entry, path in made
        )


proposed = entries
"""The proposals, with what is confirmed already."""

_Key = tuple[str, str, bytes]


def _found(
    rows: Sequence[InternalRow], gathered: Gathered, redactions: Mapping[str, Redaction], reasons: Sequence[str]
) -> dict[_Key, list[InternalRow]]:
    """Give the rows of each entry, by redaction, component and path, in that order."""
    files = {(each.component, each.path) for each in gathered.ranges} | set(gathered.withheld)
    paths = {(component, shown_path(path)): path for component, path in files}
    found: dict[_Key, list[InternalRow]] = {}
    for row in rows:
        for name in row.redactions:
            if redactions[name].reason in reasons and row.status != logrows.IDLE:
                found.setdefault((name, row.component, paths[row.component, row.path]), []).append(row)
    return dict(sorted(found.items(), key=lambda each: (int(each[0][0].removeprefix("R-")), *each[0][1:])))


def _with_confirmed(
    session: Session, filing: Filing, found: Mapping[_Key, Sequence[InternalRow]], redactions: Mapping[str, Redaction]
) -> list[tuple[Entry, bytes]]:
    held = {(box.redaction, box.place): box for box in session.book.logs.confirmed(filing.slug)}
    names, files, seen = logrows.names_of(session), Counter(name for name, _, _ in found), Counter[str]()
    made: list[tuple[Entry, bytes]] = []
    for (name, component, path), mine in found.items():
        seen[name] += 1
        row = redactions[name]
        place = session.sealer.tag(_PLACE, f"{component}\0".encode() + path)
        entry = Entry(
            id=name if files[name] == 1 else f"{name}.{seen[name]}", redaction=name, place=place, component=component,
            path=mine[0].path, rows=tuple(mine), reason=row.reason, details=Details(), standing=Standing.UNCONFIRMED,
        )  # fmt: skip
        box = held.get((name, place))
        if box is not None:
            value = json.loads(session.sealer.unseal(_BOX, box.sealed))
            entry = replace(
                entry, details=_read(value["details"]), confirmed_by=names.get(box.actor, box.actor[:16]),
                confirmed_at=box.at,
                standing=Standing.CONFIRMED if value["bound"] == _bound(row) else Standing.VOID,
            )  # fmt: skip
        made.append((entry, path))
    return made


def _bound(row: Redaction) -> list[str | int]:
    """What a confirmation is bound to: another place or content, and somebody has to look again."""
    return [row.kind.value, row.component, row.path.hex(), row.start, row.end, row.content_tag, row.reason]


def _read(value: Mapping[str, Any]) -> Details:
    texts = {name: str(text) for name, text in value.items() if name != "authors"}
    return Details(authors=tuple(Author(**each) for each in value["authors"]), **texts)


def confirm(
    session: Session, filing: Filing, *, id: str, details: Details, key: str,  # noqa: A002  (the word of the logs)
    progress: Progress | None = None, cancel: Cancel | None = None,
) -> None:  # fmt: skip
    """Confirm or correct what an entry says; the audit chain notes who did."""
    check_details(details)
    member = session.member(key)
    every = {row.reason for row in session.book.redactions.list(filing.slug)}
    found = entries(session, filing, reasons=tuple(every), blame=False, progress=progress, cancel=cancel)
    confirm_entries(session, filing, [(entry_of(found, id), details)], actor=member.fingerprint)


def confirm_entries(session: Session, filing: Filing, pairs: Sequence[tuple[Entry, Details]], *, actor: str) -> None:
    """Confirm several entries at once, in one row of the audit chain."""
    for _, details in pairs:
        check_details(details)
    check_told(session, filing, pairs)
    redactions = {row.id: row for row in session.book.redactions.list(filing.slug)}
    boxes = [
        (entry, session.sealer.seal(_BOX, canonical({"bound": _bound(redactions[entry.redaction]),
                                                     "details": _stored(details)})))
        for entry, details in pairs
    ]  # fmt: skip
    few = " ".join(entry.id for entry, _ in pairs[:8]) + (" ..." if len(pairs) > 8 else "")
    detail = {"count": len(boxes), "ids": few}
    with session.book.transaction("log confirm", actor=actor, subject=filing.slug, detail=detail):
        for entry, sealed in boxes:
            session.book.logs.confirm(entry.redaction, entry.place, actor=actor, sealed=sealed)


def _stored(details: Details) -> dict[str, Any]:
    return {**asdict(details), "authors": [asdict(each) for each in details.authors]}


def entry_of(found: Sequence[Entry], wanted: str) -> Entry:
    """Find an entry by its id; UserError where there is none."""
    for each in found:
        if each.id == wanted:
            return each
    raise SaidError(
        Message("refuse.privilege.no-entry-privilege-log", {"wanted": shown(wanted)}),
        next_step=Message("next.log-proposals-file-lists-them"),
    )


def check_details(details: Details) -> None:
    """Refuse a date that is none, and texts beyond what a log takes."""
    try:
        good = not details.date or date.fromisoformat(details.date).isoformat() == details.date
    except ValueError:
        good = False
    if not good:
        raise SaidError(
            Message("refuse.privilege.not-date"),
            where=shown(details.date),
            next_step=Message("next.write-like-2026-11-21"),
        )
    for author in details.authors:
        if max(len(author.name), len(author.affiliation)) > _LONGEST:
            raise SaidError(Message("refuse.privilege.author-longer-than-characters", {"longest": _LONGEST}))
    for each in fields(details):
        value = getattr(details, each.name)
        if isinstance(value, str) and len(value) > _LONGEST:
            raise SaidError(
                Message("refuse.privilege.longer-than-characters", {"name": each.name, "longest": _LONGEST})
            )


def check_told(session: Session, filing: Filing, pairs: Sequence[tuple[Entry, Details]]) -> None:
    """Refuse what a person wrote about an entry where it repeats anything that is hidden. People's names are not
    looked at: a log has to name them, also where a source may not."""
    texts = [(entry.id, f"{each.subject}\n{each.basis}\n{each.description}\n{each.doc_type}") for entry, each in pairs]
    leaking.check_texts(session, filing, [(name, text) for name, text in texts if text.strip()])


def _as_published(session: Session, filing: Filing, found: Sequence[Entry]) -> tuple[Entry, ...]:
    """Leave out the names of withheld files that the template does not show: this log goes out of the house."""
    if filings.template(session, filing).redaction.withheld_names == Naming.SHOWN:
        return tuple(found)
    return tuple(
        replace(each, path="") if any(row.status == logrows.WITHHELD for row in each.rows) else each for each in found
    )


def write(
    session: Session, filing: Filing, *, by: By | str = By.ENTRY, form: Form | str, out: Path,
    reasons: Sequence[str] = REASONS, languages: Sequence[str] = ("en",), progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> LogReport:  # fmt: skip
    """Write the privilege log to a new file."""
    form, by = Form(form), By(by)
    check_new(out)
    found = entries(session, filing, reasons=reasons, blame=False, lang=languages[0], progress=progress, cancel=cancel)
    check_told(session, filing, [(each, each.details) for each in found if each.standing is Standing.CONFIRMED])
    found = _as_published(session, filing, found)
    held = table(found, by=by, lang=languages[0])
    data = _bytes(session, filing, held, form, tuple(languages), cancel)
    noted(session, filing, "log privilege", form, len(held.rows))
    atomic_write(out, data)
    return LogReport(path=str(out), which=f"privilege {by}", form=form.value, rows=len(held.rows))


def _bytes(
    session: Session, filing: Filing, held: LogTable, form: Form, languages: tuple[str, ...], cancel: Cancel | None
) -> bytes:
    if form is Form.CSV:
        return paper_files.csv_bytes(held.columns, held.rows)
    if form is Form.JSON:
        value = {
            "format": "codebinder-privilege-log",
            "version": "1",
            "by": held.by.value,
            "filing": {"uid": filing.uid, "slug": filing.slug},
            "columns": list(held.columns),
            "rows": [dict(zip(held.columns, row, strict=True)) for row in held.rows],
            "entries": held.entries,
            "unconfirmed": held.open,
        }
        return canonical(value) + b"\n"
    from codebinder.bundle.logs_pdf import log_pdf  # ReportLab takes its time to load

    drawn = paper(held, identity_of(session, filing), filings.template(session, filing), languages)
    with PrivateFolder(session.environment.temp_root) as folder:
        log_pdf(folder / "log.pdf", drawn, cancel=cancel)
        return (folder / "log.pdf").read_bytes()
