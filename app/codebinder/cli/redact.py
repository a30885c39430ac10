"""`codebinder redact`, `keep` and `as-filed`: what is hidden, what may stay, what would leave."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, plain, span, with_file, with_key
from codebinder.errors import ExitCode, UserError
from codebinder.model.redaction import REASON_CODES

if TYPE_CHECKING:
    from codebinder.cli.context import Commands
    from codebinder.model.filing import Filing
    from codebinder.model.redaction import Redaction
    from codebinder.workflow.session import Session


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    parser = with_file(command(commands, "redact", common, _redact, "hide findings, lines, bytes or files"))
    parser.description = "redact FILE … hides; redact withdraw FILE --redaction ID takes one back."
    parser.add_argument("more", nargs="?", metavar="FILE", help="the workbook, after `withdraw`")
    parser.add_argument("--finding", nargs="+", metavar="ID")
    parser.add_argument("--all", action="store_true", help="every open finding of the default queue")
    parser.add_argument("--path", metavar="P")
    parser.add_argument("--source", metavar="SLUG", help="which source, where several have this path")
    parser.add_argument("--lines", metavar="A-B", help="from 1, both ends included")
    parser.add_argument("--bytes", metavar="A-B", help="from 0, end excluded")
    parser.add_argument("--whole", action="store_true", help="withhold the file")
    parser.add_argument("--value", action="store_true", help="with --bytes: wherever this value stands")
    parser.add_argument("--reason", metavar="CODE", help=", ".join(REASON_CODES))
    parser.add_argument("--note", default="", help="stays in the workbook")
    parser.add_argument("--redaction", metavar="ID", help="with withdraw")
    with_key(parser)
    parser = with_file(command(commands, "keep", common, _keep, "say that findings may be disclosed"))
    parser.add_argument("--finding", nargs="+", metavar="ID")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--note", default="")
    with_key(parser)
    parser = with_file(
        command(commands, "as-filed", common, _as_filed, "exactly the bytes that would leave, on stdout")
    )
    parser.add_argument("--path", required=True, metavar="P")
    parser.add_argument("--source", metavar="SLUG")


def _redact(context: Context, values: Values) -> ExitCode:
    if values.file == "withdraw" and values.more:
        values.file = values.more
        return _withdraw(context, values)
    if values.more:
        raise UserError("Only one workbook at a time.", where=values.more, exit_code=ExitCode.USAGE)
    if not values.reason:
        raise UserError("A redaction has a reason.", next_step="Give one with --reason.", exit_code=ExitCode.USAGE)
    chosen = sum(bool(each) for each in (values.finding, values.all, values.path))
    if chosen != 1:
        raise UserError(
            "Name what to hide in one way.", next_step="Use --finding, --all or --path.", exit_code=ExitCode.USAGE
        )
    _check_part(values)
    with context.filing(values) as (session, filing):
        rows = _by_path(session, filing, values) if values.path else _by_finding(session, filing, values)
    if not rows:
        context.out.line("No finding of the default queue is open.")
    for row in rows:
        context.out.line(f"{row.id}: {row.kind.value}, {row.reason}, published as {row.published_reason}")
    context.out.result({"redactions": plain(rows)})
    return ExitCode.DONE


def _check_part(values: Values) -> None:
    """Refuse what would be ignored: somebody who names a part of a file must not get another thing hidden."""
    parts = sum(bool(each) for each in (values.lines, values.bytes, values.whole))
    if parts != bool(values.path) or (values.source and not values.path) or (values.value and not values.bytes):
        raise UserError(
            "Name the part of the file in one way.",
            next_step="Use --path P with --lines A-B, --bytes A-B [--value] or --whole, and none of them otherwise.",
            exit_code=ExitCode.USAGE,
        )


def _by_finding(session: Session, filing: Filing, values: Values) -> tuple[Redaction, ...]:
    from codebinder.workflow import redacting

    return redacting.redact_findings(
        session, filing, ids=values.finding, reason=values.reason, note=values.note, key=values.key
    )


def _by_path(session: Session, filing: Filing, values: Values) -> tuple[Redaction, ...]:
    from codebinder.workflow import redacting

    path = os.fsencode(values.path)
    reason, note, key, source = values.reason, values.note, values.key, values.source
    if values.whole:
        return redacting.redact_file(session, filing, path=path, reason=reason, note=note, key=key, component=source)
    if values.lines:
        first, last = span(values.lines, "lines")
        return redacting.redact_lines(
            session, filing, path=path, first=first, last=last, reason=reason, note=note, key=key, component=source
        )
    start, end = span(values.bytes, "bytes")
    return redacting.redact_bytes(
        session,
        filing,
        path=path,
        start=start,
        end=end,
        reason=reason,
        note=note,
        key=key,
        component=source,
        as_value=values.value,
    )


def _withdraw(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import redacting

    if not values.redaction:
        raise UserError("Name the redaction.", next_step="Give --redaction ID.", exit_code=ExitCode.USAGE)
    with context.filing(values) as (session, filing):
        redacting.withdraw(session, filing, values.redaction, key=values.key)
    context.out.line(f"Withdrew {values.redaction}.")
    context.out.result({"withdrawn": values.redaction})
    return ExitCode.DONE


def _keep(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import redacting

    if bool(values.finding) == values.all:
        raise UserError("Name findings, or --all.", next_step="Use --finding ID... or --all.", exit_code=ExitCode.USAGE)
    with context.filing(values) as (session, filing):
        rows = redacting.keep_findings(session, filing, ids=values.finding, note=values.note, key=values.key)
    context.out.line(f"Kept {len(rows)} findings.")
    context.out.result({"keeps": plain(rows)})
    return ExitCode.DONE


def _as_filed(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import redacting

    with context.filing(values, write=False) as (session, filing):
        filed = redacting.as_filed(
            session,
            filing,
            os.fsencode(values.path),
            component=values.source,
            progress=context.progress,
            cancel=context.cancel,
        )
    if context.out.as_json:
        context.out.result({"path": filed.payload_path, "size": len(filed.data), "ranges": len(filed.ranges)})
    else:
        sys.stdout.buffer.write(filed.data)
        sys.stdout.buffer.flush()
    return ExitCode.DONE
