"""`codebinder redact`, `keep` and `as-filed`: what is hidden, what may stay, what would leave."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError
from codebinder.cli import selection
from codebinder.cli.context import Context, Parser, Values, command, plain, with_file, with_key
from codebinder.errors import ExitCode
from codebinder.model.redaction import REASON_CODES
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    parser = with_file(command(commands, "redact", common, _redact, "hide findings, lines, bytes or files"))
    parser.description = "redact FILE … hides; redact withdraw FILE --redaction ID takes one back."
    parser.add_argument("more", nargs="?", metavar="FILE", help="the workbook, after `withdraw`")
    selection.options(parser)
    parser.add_argument("--reason", metavar="CODE", help=", ".join(REASON_CODES))
    parser.add_argument("--note", default="", help="stays in the workbook")
    parser.add_argument("--redaction", metavar="ID", help="with withdraw")
    parser.add_argument("--as", dest="key", metavar="KEY", help="name of the signing key; --dry-run needs none")
    parser = with_file(command(commands, "keep", common, _keep, "say that findings may be disclosed"))
    parser.description = "keep FILE … says so; keep withdraw FILE --finding ID … takes that back."
    parser.add_argument("more", nargs="?", metavar="FILE", help="the workbook, after `withdraw`")
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
        raise SaidError(Message("refuse.redact.only-one-workbook-time"), where=values.more, exit_code=ExitCode.USAGE)
    selection.check(values)
    if values.dry_run:
        with context.filing(values, write=False) as (session, filing):
            return selection.show(context, selection.preview(context, session, filing, values))
    if not values.reason:
        raise SaidError(
            Message("refuse.redact.redaction-reason"),
            next_step=Message("next.give-one-reason"),
            exit_code=ExitCode.USAGE,
        )
    _check_key(values)
    with context.filing(values) as (session, filing):
        rows = selection.hide(context, session, filing, values)
    if not rows:
        none = "No finding of the default queue is open." if values.all else "All of it is hidden already."
        context.out.line(none)
    for row in rows:
        context.out.line(f"{row.id}: {row.kind.value}, {row.reason}, published as {row.published_reason}")
    context.out.result({"redactions": plain(rows)})
    return ExitCode.DONE


def _check_key(values: Values) -> None:
    if not values.key:
        raise SaidError(
            Message("refuse.redact.say-who-redacts"), next_step=Message("next.give-key-key"), exit_code=ExitCode.USAGE
        )


def _withdraw(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import redacting

    if not values.redaction:
        raise SaidError(
            Message("refuse.redact.name-redaction"),
            next_step=Message("next.give-redaction-id"),
            exit_code=ExitCode.USAGE,
        )
    _check_key(values)
    with context.filing(values) as (session, filing):
        redacting.withdraw(session, filing, values.redaction, key=values.key)
    context.out.line(f"Withdrew {values.redaction}.")
    context.out.result({"withdrawn": values.redaction})
    return ExitCode.DONE


def _keep(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import redacting

    if bool(values.finding) == values.all:
        raise SaidError(
            Message("refuse.redact.name-findings-all"),
            next_step=Message("next.use-finding-id-all"),
            exit_code=ExitCode.USAGE,
        )
    if values.file == "withdraw" and values.more:
        values.file = values.more
        with context.filing(values) as (session, filing):
            gone = redacting.unkeep_many(session, filing, values.finding, key=values.key)
        context.out.line(f"Took {len(gone)} keeps back.")
        context.out.result({"withdrawn": list(gone)})
        return ExitCode.DONE
    if values.more:
        raise SaidError(Message("refuse.redact.only-one-workbook-time"), where=values.more, exit_code=ExitCode.USAGE)
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
