"""`codebinder open`: the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.cli.context import Context, Parser, Values, command
from codebinder.errors import ExitCode

if TYPE_CHECKING:
    from codebinder.cli.context import Commands


def register(commands: Commands, common: Parser) -> None:
    """Add the command."""
    parser = command(commands, "open", common, _run, "the window, on a workbook, a package or a packet")
    parser.add_argument("paths", metavar="FILE", nargs="*")


def _run(context: Context, values: Values) -> ExitCode:
    return ExitCode(context.window([Path(each) for each in values.paths]))
