"""`codebinder list`: what a workbook holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import shown, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.filing import Filing
    from codebinder.workflow.session import Session

_Rows = tuple[list[object], list[tuple[str, ...]]]
_PAGE = 5000


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = with_file(command(commands, "list", common, _run, "what a workbook holds"))
    parser.add_argument("what", choices=sorted((*_WHOLE, *_OF_FILING)))


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import filings

    with context.session(values.file, write=False) as session:
        if values.what in _WHOLE:
            items, rows = _WHOLE[values.what](session)
        else:
            items, rows = _OF_FILING[values.what](session, filings.resolve(session, values.filing))
    context.out.table(rows)
    if not rows:
        context.out.line(f"There are no {values.what}.")
    context.out.result({values.what: plain(items)})
    return ExitCode.DONE


def _products(session: Session) -> _Rows:
    from codebinder.workflow import vendors

    rows = vendors.products(session)
    return list(rows), [(row.slug, row.name, row.version, row.model, row.category) for row in rows]


def _filings(session: Session) -> _Rows:
    from codebinder.workflow import filings

    rows = filings.filings(session)
    return list(rows), [
        (row.slug, row.product, row.template_id, row.state.value, row.due, row.recipient) for row in rows
    ]


def _audit(session: Session) -> _Rows:
    from codebinder.workflow import audit

    rows = audit.rows(session, limit=1_000_000).items
    return list(rows), [(str(row.sequence), row.at, row.action, row.actor[:16], row.subject) for row in rows]


def _register(session: Session) -> _Rows:
    from codebinder.cli.register import due_line
    from codebinder.workflow import building, filings, openings, register

    every = filings.filings(session)
    built = [row for filing in every for row in building.builds(session, filing)]
    opened = [row for filing in every for row in openings.made(session, filing)]
    went = [row for filing in every for row in register.deliveries(session, filing)]
    due = register.due_list(session)
    lines = [due_line(row, "en") for row in due]
    lines += [
        (row.filing, row.at, row.archive, "draft" if row.draft else f"round {row.round}", row.digest) for row in built
    ]
    lines += [
        (row.filing, row.at, f"opening {row.number} to {row.recipient_name or row.recipient}", f"round {row.round}",
         row.digest)
        for row in opened
    ]  # fmt: skip
    lines += [
        (row.filing, row.day, f"{row.stage.value} to {shown(row.to)}", row.medium.value, row.digest) for row in went
    ]
    return [*built, *opened, *went, *due], lines


def _sources(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import filings

    rows = filings.components(session, filing)
    return list(rows), [
        (row.slug, row.kind.value, row.rev or row.disclosure.value, str(row.size), row.location) for row in rows
    ]


def _findings(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import scanning

    rows: list[tuple[str, ...]] = []
    items: list[object] = []
    while True:
        page = scanning.findings(session, filing, offset=len(items), limit=_PAGE)
        items.extend(page.items)
        rows.extend(
            (each.id, each.state.value, each.confidence.value, each.rule, f"{shown_path(each.path)}:{each.line}")
            for each in page.items
        )
        if not page.items or len(items) >= page.total:
            return items, rows


def _redactions(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import redacting

    items = redacting.redactions(session, filing)
    return list(items), [
        (
            each.id,
            each.kind.value,
            each.reason,
            each.published_reason,
            f"{shown_path(each.path)} {each.start}-{each.end}",
        )
        for each in items
    ]


def _waiting(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import carrying

    items = carrying.returned(session, filing)
    rows: list[tuple[str, ...]] = []
    for each in items:
        was, now = shown_path(each.old_path), f"{shown_path(each.path)}:{each.line} bytes {each.start}-{each.end}"
        rows.append((each.redaction, each.outcome.value, each.kind.value, f"{was}:{each.old_line}", "->", now))
    return list(items), rows


def _decisions(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import reviewing

    items = reviewing.subjects(session, filing)
    rows: list[tuple[str, ...]] = []
    for each in items:
        stands = each.decision.verdict.value if each.decision else "changed" if each.was_void else "undecided"
        if each.judgement is not None and each.judgement.conflict:
            stands = f"{stands}, disputed"
        rows.append((each.subject.id, each.subject.kind, stands, each.title, each.where))
    return list(items), rows


def _rounds(session: Session, filing: Filing) -> _Rows:
    from codebinder.workflow import reviewing

    items = list(reviewing.rounds(session, filing))
    current = reviewing.current_round(session, filing)
    if current is not None:
        items[-1] = current
    return list(items), [
        (str(row.number), row.state.value, row.submitted_at, f"{row.files} files", row.digest) for row in items
    ]


_WHOLE: dict[str, Callable[[Session], _Rows]] = {
    "products": _products,
    "filings": _filings,
    "audit": _audit,
    "register": _register,
}
_OF_FILING: dict[str, Callable[[Session, Filing], _Rows]] = {
    "sources": _sources,
    "findings": _findings,
    "redactions": _redactions,
    "returned": _waiting,
    "decisions": _decisions,
    "rounds": _rounds,
}
