"""`codebinder redact returned` and `redact propose`: what came back from a move, and what another filing hides."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain, span, with_file
from codebinder.errors import ExitCode
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.workflow.carrying import CarryReport, ReturnedRow
    from codebinder.workflow.proposing import ProposalReport, ProposalRow

VERBS = frozenset({"returned", "propose"})
_OUTCOMES = ("same", "moved", "changed", "ambiguous", "gone")
_ROWS = 40
"""Rows of one outcome that a page has room for; --json has them all."""


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    text = "what waits for a decision since its source moved"
    parser = with_file(command(commands, "redact returned", common, _returned, text))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--accept", metavar="ID", help="hide it where it is proposed, or at --path")
    what.add_argument("--drop", metavar="ID", help="let it go; what stands there may be disclosed")
    parser.add_argument("--path", metavar="P", help="with --accept: this file instead")
    parser.add_argument("--lines", metavar="A-B", help="with --accept: these lines of it")
    parser.add_argument("--bytes", metavar="A-B", help="with --accept: these bytes of it")
    parser.add_argument("--whole", action="store_true", help="with --accept: withhold the file")
    parser.add_argument("--note", default="", help="stays in the workbook; --drop needs one")
    parser.add_argument("--asleep", action="store_true", help="list also what is gone and would stand again")
    parser.add_argument("--as", dest="key", metavar="KEY", help="name of the signing key")
    parser = with_file(command(commands, "redact propose", common, _propose, "hide what another filing hides"))
    parser.add_argument("--from", dest="source", metavar="FILING", required=True)
    parser.add_argument("--redaction", nargs="+", metavar="ID", help="ids of the other filing")
    parser.add_argument("--all", action="store_true", help="all that can be hidden here as they are")
    parser.add_argument("--dry-run", action="store_true", help="say what could be proposed, write nothing")
    parser.add_argument("--as", dest="key", metavar="KEY", help="name of the signing key")


def print_carry(context: Context, report: CarryReport) -> None:
    """Print what became of every redaction, on one page: the five counts, then a table for each that needs a look."""
    out, lang = context.out, context.out.lang
    counts = {name: [row for row in report.rows if row.outcome.value == name] for name in _OUTCOMES}
    out.line(_say("head", lang, component=report.component, old=report.old_rev, new=report.new_rev))
    out.line("  " + ", ".join(f"{len(rows)} {_say(f'outcome-{name}', lang)}" for name, rows in counts.items()))
    for name in ("changed", "ambiguous", "gone", "moved"):
        rows = counts[name]
        if rows:
            out.line(f"{_say(f'outcome-{name}', lang)}:")
        out.table(
            [
                (f"  {row.redaction}", _say(f"kind-{row.kind}", lang), _place(row.old_path, row.old_line), "->",
                 _place(row.new_path, row.new_line), said(row.why, lang))
                for row in rows[:_ROWS]
            ]
        )  # fmt: skip
        if len(rows) > _ROWS:
            out.line("  " + _say("more", lang, count=len(rows) - _ROWS))
    if counts["changed"] or counts["ambiguous"]:
        out.line(_say("waits", lang))
    if report.new_findings is not None:
        out.line(_say("new-findings", lang, count=report.new_findings))


def _say(name: str, lang: str, **params: str | int) -> str:
    return said(Message(f"carry.{name}", params), lang)


def _place(path: bytes, line: int) -> str:
    return (shown_path(path) + (f":{line}" if line else "")) if path else "-"


def _returned(context: Context, values: Values) -> ExitCode:
    chosen = bool(values.accept or values.drop)
    if chosen and not values.key:
        raise SaidError(
            Message("refuse.propose.say-who-decides"), next_step=Message("next.name-key"), exit_code=ExitCode.USAGE
        )
    elsewhere = bool(values.path or values.lines or values.bytes or values.whole)
    if elsewhere and not values.accept:
        raise SaidError(Message("refuse.propose.place-goes-accept"), exit_code=ExitCode.USAGE)
    if sum(bool(each) for each in (values.lines, values.bytes, values.whole)) > 1:
        raise SaidError(Message("refuse.propose.name-part-file-one-way"), exit_code=ExitCode.USAGE)
    if values.path and not (values.lines or values.bytes or values.whole):
        raise SaidError(
            Message("refuse.propose.name-part-file"),
            next_step=Message("next.add-lines-b-bytes-b"),
            exit_code=ExitCode.USAGE,
        )
    if not chosen:
        return _list(context, values)
    return _drop(context, values) if values.drop else _accept(context, values)


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import carrying

    with context.filing(values, write=False) as (session, filing):
        rows = carrying.returned(session, filing, asleep=values.asleep)
    print_returned(context, rows)
    context.out.result({"returned": plain(rows)})
    return ExitCode.PROBLEMS if any(row.waiting for row in rows) else ExitCode.DONE


def print_returned(context: Context, rows: Sequence[ReturnedRow]) -> None:
    """Print what waits for a decision."""
    lang = context.out.lang
    context.out.table(
        [
            (row.redaction, _say(f"outcome-{row.outcome}", lang), _say(f"kind-{row.kind}", lang), row.reason,
             _place(row.old_path, row.old_line), "->", _span(row, lang), said(row.why, lang))
            for row in rows
        ]
    )  # fmt: skip
    if not rows:
        context.out.line(_say("nothing-waits", lang))


def _span(row: ReturnedRow, lang: str) -> str:
    place = _place(row.path, row.line)
    return _say("bytes", lang, place=place, start=row.start, end=row.end) if row.path else place


def _accept(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import carrying

    path = os.fsencode(values.path) if values.path else None
    with context.filing(values) as (session, filing):
        place = span(values.bytes, "bytes") if values.bytes else None
        lines = span(values.lines, "lines") if values.lines else None
        row = carrying.accept(
            session, filing, values.accept, key=values.key, path=path, span=place, lines=lines, whole=values.whole,
            note=values.note,
        )  # fmt: skip
    context.out.line(f"{row.id}: stands in {shown_path(row.path)}, bytes {row.start}-{row.end}; legal decides it anew.")
    context.out.result({"redaction": plain(row)})
    return ExitCode.DONE


def _drop(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import carrying

    with context.filing(values) as (session, filing):
        carrying.drop(session, filing, values.drop, note=values.note, key=values.key)
    context.out.line(f"Dropped {values.drop}.")
    context.out.result({"dropped": values.drop})
    return ExitCode.DONE


def _propose(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import proposing

    if bool(values.redaction) == values.all and not values.dry_run:
        raise SaidError(
            Message("refuse.propose.say-redactions"),
            next_step=Message("next.use-redaction-id-all-dry"),
            exit_code=ExitCode.USAGE,
        )
    if not values.dry_run and not values.key:
        raise SaidError(
            Message("refuse.propose.say-who-proposes"), next_step=Message("next.name-key"), exit_code=ExitCode.USAGE
        )
    progress, cancel = context.progress, context.cancel
    with context.filing(values, write=not values.dry_run) as (session, filing):
        if values.dry_run:
            report = proposing.proposals(session, filing, source=values.source, progress=progress, cancel=cancel)
            _print_proposals(context, report)
            return ExitCode.DONE
        ids = None if values.all else values.redaction
        rows = proposing.propose(
            session, filing, source=values.source, ids=ids, key=values.key, progress=progress, cancel=cancel
        )
    for row in rows:
        context.out.line(f"{row.id}: {row.kind.value}, {row.reason}, published as {row.published_reason}")
    if not rows:
        context.out.line("Nothing of it can be hidden here that is not hidden already.")
    context.out.result({"redactions": plain(rows)})
    return ExitCode.DONE


def _print_proposals(context: Context, report: ProposalReport) -> None:
    out, lang = context.out, context.out.lang
    out.line(_say("proposals", lang, source=report.source, count=len(report.rows), possible=len(report.possible)))
    out.table(
        [
            (row.redaction, _say("possible", lang) if row.possible else _why_not(row, lang),
             _say(f"kind-{row.kind}", lang), row.reason, _place(row.path, row.line), said(row.why, lang))
            for row in report.rows
        ]
    )  # fmt: skip
    for hint in report.keeps:
        out.line(_say("kept", lang, finding=hint.finding, kept=hint.kept, note=hint.note))
    rows = [plain(row) | {"possible": row.possible} for row in report.rows]
    out.result({"source": report.source, "proposals": rows, "keeps": plain(report.keeps)})


def _why_not(row: ProposalRow, lang: str) -> str:
    if row.already:
        return _say("already", lang, redaction=row.already)
    return _say(f"outcome-{row.outcome}" if row.published else "no-reason", lang)
