"""`codebinder new`: make a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "new", common, _run, "make a workbook")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--vendor", required=True, metavar="NAME")
    parser.add_argument("--vendor-zh", default="", metavar="NAME")


def _run(context: Context, values: Values) -> ExitCode:
    from codebinder.workflow.session import Session

    path = Path(values.file)
    with Session.create(context.environment, path, vendor=values.vendor, vendor_zh=values.vendor_zh) as session:
        context.out.line(f"Made {path}.")
        context.out.result({"workbook": str(path), "uid": session.book.uid})
    return ExitCode.DONE
