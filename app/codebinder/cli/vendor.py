"""`codebinder vendor set`: facts about who files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, group, pairs, with_file
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    subs = group(commands, "vendor", "facts about who files")
    parser = with_file(command(subs, "set", common, _set, "set facts of the vendor"), filing=False)
    parser.add_argument("pairs", nargs="*", metavar="KEY=VALUE")


def _set(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import vendors

    table = pairs(values.pairs)
    with context.session(values.file, write=bool(table)) as session:
        if table:
            vendors.set_vendor(session, table)
        held = vendors.vendor(session)
    context.out.table([(key, value) for key, value in held.items()])
    context.out.result({"vendor": held})
    return ExitCode.DONE
