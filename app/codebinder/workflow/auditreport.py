"""Who did what when: the audit chain with people's names, what was signed, the rounds, and whether all of it is whole.

It holds ids, counts, times and names of people, and nothing of any content: what the chain itself holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from codebinder import review
from codebinder.base.files import PrivateFolder, atomic_write
from codebinder.base.messages import catalogue, said, text_of
from codebinder.bundle import papers as paper_files
from codebinder.bundle.words import Pair
from codebinder.errors import UserError
from codebinder.model.filing import AuditRow
from codebinder.model.review import Round, RoundState, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.workflow import audit, heads, logrows, state
from codebinder.workflow.logpapers import pair
from codebinder.workflow.logs import Form, LogReport, check_new
from codebinder.workflow.session import Session, canonical

if TYPE_CHECKING:
    from codebinder.bundle.logs_pdf import LogPaper, LogSection

_PAGE = 5000
COLUMNS = ("row", "at", "who", "fingerprint", "action", "about", "detail")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """One row of the chain; `who` is a person of the roster, "" where the program itself did it."""

    row: int
    at: str
    who: str
    fingerprint: str
    action: str
    about: str
    detail: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRow:
    """One signed object: whose, its place in that key's chain, and the row of the audit chain it was signed over
    (0: none named)."""

    type: str
    who: str
    fingerprint: str
    filing: str
    round: int
    at: str
    sequence: int
    head: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One round and what became of it; `state` as it stands now, `signed_by` whoever signed it."""

    filing: str
    number: int
    submitted_at: str
    submitter: str
    files: int
    size: int
    digest: str
    state: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """All of it; `faults` is empty where the file, the chain and what was signed are whole."""

    workbook: str
    newest: tuple[int, str]
    rows: tuple[ActRow, ...]
    signed: tuple[SignedRow, ...]
    rounds: tuple[RoundRow, ...]
    faults: tuple[str, ...]


def report(session: Session) -> AuditReport:
    """Give the report; the chain, the file and the signed objects are checked on the way."""
    names = logrows.names_of(session)
    objects = session.book.reviews.objects()
    slugs = {each.uid: each.slug for each in session.book.filings.list()}
    faults = dict.fromkeys((*audit.faults(session), *heads.faults(session)))
    return AuditReport(
        workbook=session.book.uid,
        newest=session.book.audit.head(),
        rows=tuple(_act(row, names) for row in _all(session)),
        signed=tuple(_signed(each, names, slugs) for each in objects),
        rounds=tuple(_rounds(session, names)),
        faults=tuple(faults),
    )


def _all(session: Session) -> Iterator[AuditRow]:
    at, total = 0, 1
    while at < total:
        page = session.book.audit.page(offset=at, limit=_PAGE)
        yield from page.items
        at, total = at + _PAGE, page.total


def _act(row: AuditRow, names: Mapping[str, str]) -> ActRow:
    detail = cast("dict[str, Any]", json.loads(row.detail))
    return ActRow(
        row=row.sequence, at=row.at, who=names.get(row.actor, shown(row.actor[:16])), fingerprint=row.actor,
        action=row.action, about=names.get(row.subject, shown(row.subject)),
        detail=tuple((name, shown(str(value))) for name, value in detail.items()), hash=row.digest,
    )  # fmt: skip


def _signed(signed: Signed, names: Mapping[str, str], slugs: Mapping[str, str]) -> SignedRow:
    held = cast("dict[str, Any]", json.loads(signed.stored))
    head = held.get("audit_head") or [0, ""]
    return SignedRow(
        type=signed.type.value, who=names.get(signed.signer, signed.signer[:16]), fingerprint=signed.signer,
        filing=slugs.get(str(held.get("filing", "")), ""), round=int(held.get("round", 0)),
        at=shown(str(held.get("at", ""))), sequence=int(held.get("sequence", 0)), head=int(head[0]),
        digest=review.stored_digest(signed),
    )  # fmt: skip


def _rounds(session: Session, names: Mapping[str, str]) -> Iterator[RoundRow]:
    for filing in session.book.filings.list():
        rounds = session.book.reviews.rounds(filing.slug)
        for row in rounds:
            signed = session.book.reviews.objects(filing=filing.slug, type=SignedType.APPROVAL, round=row.number)
            held = _state(session, filing.slug, row) if row is rounds[-1] else row.state
            yield RoundRow(
                filing=filing.slug, number=row.number, submitted_at=row.submitted_at,
                submitter=names.get(row.submitter, row.submitter[:16]), files=row.files, size=row.size,
                digest=row.digest, state=held.value,
                signed_by=tuple(dict.fromkeys(names.get(each.signer, each.signer[:16]) for each in signed)),
            )  # fmt: skip


def _state(session: Session, slug: str, row: Round) -> RoundState:
    try:
        held = state.status(session, session.book.filings.get(slug))
    except UserError:  # the keychain may be locked: then what was written last is told
        return row.state
    return row.state if held is None else held.state


def words(action: str, lang: str) -> str:
    """Give what an action is called; one that has no words yet is given as it stands in the chain."""
    name = f"act.{action.replace(' ', '-')}"
    held = catalogue(lang)
    return held.text(Message(name)) if name in held.ids else shown(action)


def write(session: Session, out: Path, form: Form | str, *, languages: Sequence[str] = ("en",)) -> LogReport:
    """Write the report to a new file."""
    form = Form(form)
    check_new(out)
    made = report(session)
    atomic_write(out, _bytes(session, made, form, tuple(languages)))
    return LogReport(path=str(out), which="audit", form=form.value, rows=len(made.rows))


def _bytes(session: Session, made: AuditReport, form: Form, languages: tuple[str, ...]) -> bytes:
    lang = languages[0]
    if form is Form.CSV:
        rows = ((str(row.row), row.at, row.who, row.fingerprint, words(row.action, lang), row.about, _detail(row))
                for row in made.rows)  # fmt: skip
        return paper_files.csv_bytes(COLUMNS, rows)
    if form is Form.JSON:
        plain = asdict(made)
        plain["newest"] = {"row": made.newest[0], "hash": made.newest[1]}
        plain["rows"] = [{**asdict(row), "detail": dict(row.detail)} for row in made.rows]
        return canonical({"format": "codebinder-audit-report", "version": "1", **_listed(plain)}) + b"\n"
    from codebinder.bundle.logs_pdf import log_pdf  # ReportLab takes its time to load

    with PrivateFolder(session.environment.temp_root) as folder:
        log_pdf(folder / "report.pdf", _paper(session, made, languages))
        return (folder / "report.pdf").read_bytes()


def _listed(value: Any) -> Any:  # noqa: ANN401  (JSON-ready data of any shape)
    """Turn tuples into lists, which is what canonical JSON takes."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in cast("dict[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_listed(each) for each in cast("Sequence[Any]", value)]
    return value


def _detail(row: ActRow) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.detail)


def _paper(session: Session, made: AuditReport, languages: tuple[str, ...]) -> LogPaper:
    from codebinder.bundle.logs_pdf import LogPaper

    lang = languages[0]
    head = (
        (pair("log.head-vendor"), session.book.vendor.get().name),
        (pair("report.head-workbook"), made.workbook),
        (pair("report.head-rows"), f"{len(made.rows):,}"),
        (pair("report.head-newest"), f"{made.newest[0]}  {made.newest[1]}"),
    )
    return LogPaper(
        title=pair("report.title"), subject=session.book.vendor.get().name, author=session.book.vendor.get().name,
        languages=languages, head=head, internal=True,
        sections=(_checked(made), *_tables(made, lang)),
    )  # fmt: skip


def _checked(made: AuditReport) -> LogSection:
    from codebinder.bundle.logs_pdf import LogSection

    notes = tuple(Pair(text, text_of(text, "zh")) for text in made.faults) or (pair("report.whole"),)
    return LogSection(title=pair("report.faults"), notes=(*notes, pair("report.report-note")))


def _tables(made: AuditReport, lang: str) -> tuple[LogSection, ...]:
    from codebinder.bundle.logs_pdf import LogColumn, LogSection

    def columns(*given: tuple[str, float, bool]) -> tuple[LogColumn, ...]:
        return tuple(LogColumn(title=pair(f"report.col-{name}"), share=share, mono=mono, size=6.6 if mono else 7.2)
                     for name, share, mono in given)  # fmt: skip

    rounds = [
        (f"{row.filing} {row.number}", f"{row.submitted_at}\n{row.submitter}", f"{row.files:,}", _outcome(row, lang),
         row.digest)
        for row in made.rounds
    ]  # fmt: skip
    signed = [
        (said(Message(f"report.type-{row.type}"), lang), f"{row.who}\n{row.fingerprint[:16]}",
         f"{row.filing} {row.round or ''}".strip(), row.at,
         f"{row.sequence}" + (f"\n{said(Message('report.head-of', {'row': row.head}), lang)}" if row.head else ""),
         row.digest)
        for row in made.signed
    ]  # fmt: skip
    acts = [
        (str(row.row), row.at, row.who or said(Message("report.program"), lang), words(row.action, lang), row.about,
         _detail(row))
        for row in made.rows
    ]  # fmt: skip
    return (
        LogSection(
            title=pair("report.rounds"), rows=rounds,
            columns=columns(("round", 90, False), ("submitted", 120, False), ("files", 40, False),
                            ("outcome", 150, False), ("round-digest", 270, True)),
        ),
        LogSection(
            title=pair("report.signed"), rows=signed,
            columns=columns(("type", 62, False), ("who", 110, False), ("filing", 70, False), ("at", 92, False),
                            ("sequence", 84, False), ("digest", 270, True)),
        ),
        LogSection(
            title=pair("report.actions"), rows=acts,
            columns=columns(("row", 34, False), ("at", 92, False), ("who", 100, False), ("what", 150, False),
                            ("about", 110, False), ("detail", 230, False)),
        ),
    )  # fmt: skip


def _outcome(row: RoundRow, lang: str) -> str:
    who = ", ".join(row.signed_by)
    if row.state == RoundState.SIGNED.value:
        return said(Message("report.outcome-signed", {"who": who}), lang)
    if row.state == RoundState.VOID.value:
        name = "report.outcome-was-signed" if who else "report.outcome-void"
        return said(Message(name, {"who": who}), lang)
    return said(Message("report.outcome-open"), lang)
