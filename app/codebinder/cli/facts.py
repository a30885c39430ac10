"""`codebinder facts`: what the code says about the product, and tables filled from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.base.messages import SaidError, said
from codebinder.cli.context import Context, Parser, Values, command, plain
from codebinder.errors import ExitCode
from codebinder.model.observations import ObservationKind
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown_path

if TYPE_CHECKING:
    from codebinder.cli.context import Commands

_PLACES = 3


def register(commands: Commands, common: Parser) -> None:
    """Add the command; `facts prefill FILE` beside `facts FILE`."""
    parser = command(commands, "facts", common, _run, "what the code says: ports, interfaces, accounts, cryptography …")
    parser.usage = "codebinder facts [prefill] FILE [--filing SLUG] [--kind KIND]"
    parser.add_argument("what", metavar="[prefill] FILE", help="the workbook; prefill: propose rows for its tables")
    parser.add_argument("more", nargs="?", metavar="", help="")
    parser.add_argument("--filing", metavar="SLUG", help="which filing (may be left out where there is one)")
    parser.add_argument("--kind", choices=[kind.value for kind in ObservationKind], action="append", default=[])


def _run(context: Context, values: Values) -> ExitCode:
    filling = values.what == "prefill" and values.more is not None
    if values.more is not None and not filling:
        raise SaidError(
            Message("refuse.facts.only-one-workbook-read-time"),
            next_step=Message("next.facts-file-facts-prefill-file"),
            exit_code=ExitCode.USAGE,
        )
    values.file = values.more if filling else values.what
    return _prefill(context, values) if filling else _list(context, values)


def _list(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import codefacts, filings

    with context.filing(values, write=False) as (session, filing):
        rows = codefacts.facts(session, filing, tuple(ObservationKind(kind) for kind in values.kind))
        images = filings.components(session, filing, ComponentKind.FIRMWARE)
    table: list[tuple[str, ...]] = []
    for row in rows:
        seen = row.observation
        places = ", ".join(f"{shown_path(place.path)}:{place.line}" for place in seen.places[:_PLACES])
        count = f"{seen.count}" + (f" ({seen.aside} in tests)" if seen.aside else "")
        table.append((row.component, seen.kind.value, seen.subject, seen.detail, count, places))
    context.out.table(table)
    if not table:
        context.out.line("Nothing is known about the code yet: run `scan` first.")
    if images:
        context.out.line(said(Message("facts.images"), context.out.lang))
    context.out.result({"facts": plain(rows)})
    return ExitCode.DONE


def _prefill(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import codefacts, filings

    with context.filing(values) as (session, filing):
        tables = codefacts.prefill(session, filing)
        images = filings.components(session, filing, ComponentKind.FIRMWARE)
    for table in tables:
        context.out.line(f"{table.requirement}: {table.added} rows proposed, {table.kept} kept as they were.")
        context.out.table([tuple(text for _, text in row) for row in table.rows])
    if not tables:
        context.out.line("No table of this template is filled from the code.")
    if images:
        context.out.line(said(Message("facts.images"), context.out.lang))
    context.out.result({"tables": plain(tables)})
    return ExitCode.DONE
