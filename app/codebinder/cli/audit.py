"""`codebinder audit`: is the workbook's file whole, and its audit chain unbroken?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command, with_file
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    with_file(command(commands, "audit", common, _run, "check the workbook's file and audit chain"), filing=False)


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow import audit

    with context.session(values.file, write=False) as session:
        faults = audit.faults(session)
        count = audit.rows(session, limit=1).total
    context.out.lines(faults)
    context.out.line(f"{count} audit rows; " + (f"{len(faults)} faults." if faults else "the chain is whole."))
    context.out.result({"rows": count, "faults": list(faults)})
    return ExitCode.PROBLEMS if faults else ExitCode.DONE
